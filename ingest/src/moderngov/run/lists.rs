//! What an installation has: its boards, the people on its roster, the meetings of a time.

use chrono::NaiveDate;
use entities::membership;

use super::super::committees::{self, Committee};
use super::super::councillors;
use super::super::map::{Batch, boards, children, roster};
use super::super::meetings::{self, ListedMeeting};
use super::trouble::Trouble;
use super::watch::Event;
use super::{Halt, Run};
use crate::record::{Entry, Withdrawal};

/// The meetings of a time, and whether the list is whole: only then may what is not in it be gone.
pub struct Listed {
    pub meetings: Vec<ListedMeeting>,
    pub whole: bool,
}

impl Run<'_> {
    /// Reads the boards. Without them nothing can be read.
    pub(super) async fn boards(&mut self) -> Result<(), Halt> {
        let question = "GetCommittees";
        let (list, bytes) = self.ask.service(question, &[], committees::parse).await?;
        if list.is_empty() {
            return Err(Trouble::Empty { question: question.into() }.into());
        }
        let mut batch = Batch::default();
        self.held.add_source(self.host, &mut batch);
        let boards = boards(self.host, &mut self.held, &list, &mut batch);
        self.watch.see(Event::Boards { boards: list.len() as u64 });
        self.boards = boards.into_iter().map(|board| (board.number, board)).collect();
        self.once(question, &bytes, batch.into_entries()).await
    }

    /// Reads the roster. A roster that cannot be read or is empty touches nobody.
    pub(super) async fn people(&mut self) -> Result<(), Halt> {
        let question = "GetCouncillorsByWard";
        let gaps = self.ask.gaps;
        let (list, bytes) = match self.ask.service(question, &[], councillors::parse).await {
            Ok(answer) => answer,
            Err(trouble) => return self.stumble(trouble).await,
        };
        if list.wards.iter().all(|ward| ward.councillors.is_empty()) {
            return self.stumble(Trouble::Empty { question: question.into() }).await;
        }
        // A roster with gaps says nothing of those whom it does not name.
        let whole = self.ask.gaps == gaps;
        for (count, what) in [
            (list.inverted_terms, "terms of office end before they begin; they are kept as they are"),
            (list.unspecified_starts, "terms of office have no first day"),
            (list.unspecified_ends, "terms of office have no last day"),
        ] {
            if count > 0 {
                self.note(format!("{question}: {count} {what}"));
            }
        }
        let mut batch = Batch::default();
        let (people, vacant) = roster(self.host, &mut self.held, &list, &mut batch);
        self.watch.see(Event::People { people, vacant });
        let councils: Vec<_> = self.host.councils.iter().map(|council| council.id).collect();
        let held = children(self.db, self.host.source, ("membership", "council_id"), &councils, true).await?;
        let gone = held.into_iter().filter(|(id, _)| whole && !batch.has(*id));
        let gone: Vec<Entry> =
            gone.map(|(id, _)| Withdrawal { table: &membership::TABLE, id, feed: None }.into()).collect();
        let mut entries = batch.into_entries();
        entries.extend(gone);
        self.once(question, &bytes, entries).await
    }

    /// Reads which meetings there are between two days: by one call or, where that does not answer, board by board.
    pub(super) async fn meetings(&mut self, from: NaiveDate, to: NaiveDate) -> Result<Listed, Halt> {
        let day = |day: NaiveDate| day.format("%d/%m/%Y").to_string();
        let (from, to) = (day(from), day(to));
        let params = [
            ("lCommitteeId", "0"),
            ("bIsAscendingDateOrder", "true"),
            ("sFromDate", from.as_str()),
            ("sToDate", to.as_str()),
        ];
        let gaps = self.ask.gaps;
        match self.ask.service("GetAllMeetingsByDate", &params, meetings::parse_by_date).await {
            Ok((meetings, _)) if !meetings.is_empty() => {
                return Ok(Listed { meetings, whole: self.ask.gaps == gaps });
            }
            Ok(_) => {}
            Err(trouble @ Trouble::Stopped) => return Err(trouble.into()),
            Err(trouble) if trouble.blocked().is_some() => return Err(trouble.into()),
            Err(trouble) => {
                self.note(format!("{trouble}; its meetings are asked for board by board instead"));
            }
        }
        let mut all = Listed { meetings: Vec::new(), whole: true };
        let mut numbers: Vec<u64> = self.boards.keys().copied().collect();
        numbers.sort_unstable();
        for number in numbers {
            let number = number.to_string();
            match self.of_board(&number, &from, &to).await {
                Ok(more) => all.meetings.extend(more),
                Err(trouble) => {
                    all.whole = false;
                    self.stumble(trouble).await?;
                }
            }
        }
        all.whole &= self.ask.gaps == gaps && !all.meetings.is_empty();
        Ok(all)
    }

    /// The meetings of one board between two days, as they are written in questions.
    pub(super) async fn of_board(&mut self, board: &str, from: &str, to: &str) -> Result<Vec<ListedMeeting>, Trouble> {
        let params = [("lCommitteeId", board), ("sFromDate", from), ("sToDate", to)];
        let (meetings, _) = self.ask.service("GetMeetings", &params, meetings::parse).await?;
        Ok(meetings)
    }

    /// The board of a meeting; one that the list of boards does not have is added.
    pub(super) fn board_of(&mut self, listed: &ListedMeeting, batch: &mut Batch) -> Option<super::super::map::Board> {
        let id = listed.committee_id?;
        if let Some(board) = self.boards.get(&id) {
            return Some(board.clone());
        }
        let title = listed.committee_title.clone();
        let committee = Committee { id, title, deleted: None, expired: None, category: None };
        let board = boards(self.host, &mut self.held, &[committee], batch).pop()?;
        self.boards.insert(id, board.clone());
        Some(board)
    }
}

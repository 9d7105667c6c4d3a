//! Meetings of other times: the threads of issues lead to them. So many are read in one reading; what is left is kept for
//! the next one.

use std::collections::{BTreeSet, HashSet};

use chrono::NaiveDate;

use super::super::map::plain;
use super::super::meetings::ListedMeeting;
use super::reading::{self, Answered};
use super::{Halt, Run};

/// Boards and days asked for in one reading, at most.
const ASKED: usize = 200;

/// Under what is kept which of them are left.
const QUESTION: &str = "threads";

impl Run<'_> {
    /// Reads the meetings of other times that the threads of issues lead to. `known` are the days of which every meeting
    /// was listed.
    pub(super) async fn threads(
        &mut self,
        numbers: &mut HashSet<u64>,
        known: Option<(NaiveDate, NaiveDate)>,
    ) -> Result<(), Halt> {
        let before = self.answers.get(QUESTION).and_then(|answered| answered.said.clone());
        let kept: Vec<(NaiveDate, String)> =
            before.as_deref().and_then(|said| serde_json::from_str(said).ok()).unwrap_or_default();
        let mut threads = std::mem::take(&mut self.pages.threads);
        threads.extend(kept);
        threads.retain(|(day, _)| known.is_none_or(|(from, to)| *day < from || *day > to));
        let mut left = Vec::new();
        let mut asked = 0;
        let mut seen = BTreeSet::new();
        let mut more: Vec<ListedMeeting> = Vec::new();
        for (date, title) in threads {
            let mut named = self.boards.values().filter(|b| plain(&b.title) == plain(&title));
            let (Some(board), None) = (named.next(), named.next()) else { continue };
            if !seen.insert((date, board.number)) {
                continue;
            }
            if asked == ASKED || self.ask.stopped() {
                left.push((date, title));
                continue;
            }
            asked += 1;
            let (number, day) = (board.number.to_string(), date.format("%d/%m/%Y").to_string());
            match self.of_board(&number, &day, &day).await {
                Ok(listed) => more.extend(listed.into_iter().filter(|meeting| numbers.insert(meeting.id))),
                Err(trouble) => self.stumble(trouble).await?,
            }
        }
        self.leave(left, before).await?;
        let more = self.worth_reading(more).await?;
        self.papers(more).await
    }

    /// Keeps what is left for the next reading, and tells how much that is.
    async fn leave(&mut self, left: Vec<(NaiveDate, String)>, before: Option<String>) -> Result<(), Halt> {
        self.threads_left = left.len() as u64;
        if !left.is_empty() {
            self.note(format!(
                "issues lead to {} meetings of other times beyond the {ASKED} of one reading: they are left for the next",
                left.len()
            ));
        }
        let said = (!left.is_empty()).then(|| serde_json::to_string(&left).unwrap_or_default());
        if self.trial.is_some() || said == before {
            return Ok(());
        }
        let hash = reading::hash(said.as_deref().unwrap_or_default().as_bytes());
        let answered = Answered { hash, reading: self.reading.row.id, said };
        reading::keep(self.writer, self.host.source, &[(QUESTION.into(), answered)]).await?;
        Ok(())
    }
}

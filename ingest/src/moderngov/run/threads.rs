//! Meetings of other times: the threads of issues lead to them. So many are read in one reading; what is left is kept for
//! the next one.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::super::map::{Board, plain};
use super::super::meetings::ListedMeeting;
use super::reading::{self, Answered};
use super::{Halt, Run};

/// Boards and days asked for in one reading, at most.
const ASKED: usize = 200;

/// Under what is kept which of them are left.
const QUESTION: &str = "threads";

/// A first and a last day.
type Days = Option<(NaiveDate, NaiveDate)>;

impl Run<'_> {
    /// Reads the meetings of other times that the threads of issues lead to. `known` are the days of which every meeting
    /// was listed.
    pub(super) async fn threads(&mut self, numbers: &mut HashSet<u64>, known: Days) -> Result<(), Halt> {
        let before = self.answers.get(QUESTION).and_then(|answered| answered.said.clone());
        let kept: Vec<(NaiveDate, String)> =
            before.as_deref().and_then(|said| serde_json::from_str(said).ok()).unwrap_or_default();
        self.pages.threads.extend(kept);
        let mut seen = HashSet::new();
        let mut asked = self.unseen(&mut seen, known);
        let mut left = asked.split_off(asked.len().min(ASKED));
        let read = self.read_threads(&asked, numbers).await;
        // Their issues can lead further.
        left.extend(self.unseen(&mut seen, known));
        if read.is_err() || self.ask.stopped() {
            left.extend(asked);
        }
        let left = left.into_iter().map(|(date, board)| (date, board.title)).collect();
        self.leave(left, before).await?;
        read
    }

    /// Reads the meetings of these days and boards.
    async fn read_threads(&mut self, asked: &[(NaiveDate, Board)], numbers: &mut HashSet<u64>) -> Result<(), Halt> {
        let mut more: Vec<ListedMeeting> = Vec::new();
        for (date, board) in asked {
            if self.ask.stopped() {
                break;
            }
            let (number, day) = (board.number.to_string(), date.format("%d/%m/%Y").to_string());
            match self.of_board(&number, &day, &day).await {
                Ok(listed) => more.extend(listed.into_iter().filter(|meeting| numbers.insert(meeting.id))),
                Err(trouble) => self.stumble(trouble).await?,
            }
        }
        let more = self.worth_reading(more).await?;
        self.papers(more).await
    }

    /// The days and boards that pages named since the last look, each once: of boards that are known by their title, and of
    /// days that were not listed.
    fn unseen(&mut self, seen: &mut HashSet<(NaiveDate, u64)>, known: Days) -> Vec<(NaiveDate, Board)> {
        let mut found = Vec::new();
        for (date, title) in std::mem::take(&mut self.pages.threads) {
            let mut named = self.boards.values().filter(|b| plain(&b.title) == plain(&title));
            let (Some(board), None) = (named.next(), named.next()) else { continue };
            let is_listed = known.is_some_and(|(from, to)| (from..=to).contains(&date));
            if !is_listed && seen.insert((date, board.number)) {
                found.push((date, board.clone()));
            }
        }
        found
    }

    /// Keeps what is left for the next reading, and tells how much that is.
    async fn leave(&mut self, left: Vec<(NaiveDate, String)>, before: Option<String>) -> Result<(), Halt> {
        self.threads_left = left.len() as u64;
        if !left.is_empty() {
            self.note(format!(
                "issues lead to {} meetings of other times beyond the {ASKED} of one reading: they are left for the next one",
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

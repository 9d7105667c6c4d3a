//! Decisions that officers and single members take outside meetings: the web service does not have them, so that they are
//! read from pages, month by month of their publication.

use chrono::{Datelike, Months, NaiveDate};

use super::super::map::{self, Batch, Delegated, Held};
use super::super::page::{decision, decisions};
use super::pages::facts_of;
use super::reading::{self, Answered};
use super::{Halt, Run};

/// The page of the list.
const LIST: &str = "mgDelegatedDecisions.aspx";
/// The page of a decision.
const DETAILS: &str = "ieDecisionDetails.aspx";
/// Lists that end within the last so many days, or were never read whole, are asked for.
const LATELY: u64 = 90;
/// Pages of decisions published within the last so many days are read again each time.
const PAGES_LATELY: u64 = 30;
/// Decisions written together, at most.
const SET: usize = 40;

/// A decision that was read and is to be written, with what is then kept of it.
type Ready = (Delegated, (String, Answered));

impl Run<'_> {
    /// Reads the decisions published between two days, as long as pages may be read.
    pub(super) async fn decisions(&mut self, from: NaiveDate, to: NaiveDate) -> Result<(), Halt> {
        let mut ready = Vec::new();
        for (first, last) in months(from, to.min(self.options.today)) {
            // By its last day: the first one moves on from day to day where a time is not given.
            let question = format!("decisions to {last}");
            let late = last + chrono::Days::new(LATELY) >= self.options.today;
            let since = self.answers.get(&question).and_then(|a| a.said.as_deref()?.parse::<NaiveDate>().ok());
            let is_held = !late && since.is_some_and(|since| since <= first);
            if is_held && !self.options.again || !self.may_read_pages || self.ask.stopped() {
                continue;
            }
            if self.of_month((first, last), &mut ready).await? && !late {
                self.write_decisions(&mut ready).await?;
                let answered = Answered { said: Some(first.to_string()), ..self.answer(0) };
                self.keep(vec![(question, answered)]).await?;
            }
        }
        self.write_decisions(&mut ready).await
    }

    /// Reads the decisions that were published in a month; false if not all could be read.
    async fn of_month(&mut self, (first, last): (NaiveDate, NaiveDate), ready: &mut Vec<Ready>) -> Result<bool, Halt> {
        let days = format!("{}-{}", first.format("%d/%m/%Y"), last.format("%d/%m/%Y"));
        let params = [
            ("XXR", "0"),
            ("DR", days.as_str()),
            ("ACT", "Find"),
            ("RP", "0"),
            ("K", "0"),
            ("V", "0"),
            ("DM", "0"),
            ("HD", "0"),
            ("DS", "2"),
            ("Next", "true"),
            ("META", "mgdelegateddecisions"),
        ];
        let Some((listed, notes)) = self.page(LIST, &params, decisions::parse).await else { return Ok(false) };
        self.odd(LIST, &days, &notes);
        let failed = self.pages.failed;
        for listed in listed {
            let question = format!("decision {}", listed.id);
            let known = self.answers.get(&question);
            let read = known.is_some_and(|a| self.reading.resumed && a.reading == self.reading.row.id);
            let old = listed.published.is_some_and(|day| day + chrono::Days::new(PAGES_LATELY) < self.options.today);
            if (read || known.is_some() && old) && !self.options.again {
                continue;
            }
            let before = known.map(|answered| answered.hash);
            let number = listed.id.to_string();
            let Some(mut page) = self.page(DETAILS, &[("ID", &number)], decision::parse).await else {
                continue;
            };
            self.odd(DETAILS, &number, &page.notes);
            // What a meeting decided comes with the meeting.
            if page.meeting.is_some() {
                self.keep(vec![(question, self.answer(0))]).await?;
                continue;
            }
            page.published = page.published.or(listed.published);
            let (title, issue) = (page.title.take().or(listed.title), page.issue);
            let documents = std::mem::take(&mut page.documents);
            let decision = Delegated { number: listed.id, title, issue, facts: facts_of(page), documents };
            let hash = reading::hash(format!("{decision:?}").as_bytes());
            if before == Some(hash) && !self.options.again {
                self.reading.row.unchanged += 1;
                continue;
            }
            ready.push((decision, (question, self.answer(hash))));
            if ready.len() >= SET {
                self.write_decisions(ready).await?;
            }
        }
        let may_read = self.may_read_pages && !self.is_ruled_out(DETAILS);
        Ok(may_read && !self.ask.stopped() && self.pages.failed == failed)
    }

    /// Writes decisions. If one of them cannot be written, the others can.
    async fn write_decisions(&mut self, ready: &mut Vec<Ready>) -> Result<(), Halt> {
        let ready = std::mem::take(ready);
        match self.write_set(&ready).await {
            Err(Halt::Write(error)) if error.is_callers() => {}
            other => return other,
        }
        for one in ready {
            self.held = Held::read(self.db, self.host).await?;
            match self.write_set(std::slice::from_ref(&one)).await {
                Err(Halt::Write(error)) if error.is_callers() => {
                    let text = format!("decision {} cannot be written: {error}", one.0.number);
                    self.reading.fail(&text);
                    self.watch.see(super::Event::Failed { text });
                }
                other => other?,
            }
        }
        self.held = Held::read(self.db, self.host).await?;
        Ok(())
    }

    async fn write_set(&mut self, ready: &[Ready]) -> Result<(), Halt> {
        let documents = ready.iter().flat_map(|(decision, _)| &decision.documents);
        let papers = map::papers_held(self.db, self.host, documents).await?;
        let mut batch = Batch::default();
        for (decision, _) in ready {
            if map::delegated(self.host, &mut self.held, decision, &papers, &mut batch).is_none() {
                self.note(format!("decision {} does not say what was decided; it is left out", decision.number));
            }
        }
        let private = batch.private;
        self.write(batch.into_entries()).await?;
        self.private += private;
        self.keep(ready.iter().map(|(_, answered)| answered.clone()).collect()).await
    }

    fn answer(&self, hash: i64) -> Answered {
        Answered { hash, reading: self.reading.row.id, said: None }
    }

    /// Keeps that something was answered, unless this is only a trial.
    pub(super) async fn keep(&mut self, answered: Vec<(String, Answered)>) -> Result<(), Halt> {
        if self.trial.is_none() {
            reading::keep(self.writer, self.host.source, &answered).await?;
            self.answers.extend(answered);
        }
        Ok(())
    }
}

/// The months between two days, each with its first and its last day among them.
fn months(from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = (NaiveDate, NaiveDate)> {
    let next = |day: NaiveDate| day.with_day(1)?.checked_add_months(Months::new(1));
    let firsts = std::iter::successors(Some(from), move |day| next(*day)).take_while(move |day| *day <= to);
    firsts.map(move |first| (first, next(first).and_then(|next| next.pred_opt()).map_or(to, |last| last.min(to))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_parted_by_months() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("a day");
        assert_eq!(
            months(day(2025, 12, 20), day(2026, 2, 3)).collect::<Vec<_>>(),
            [
                (day(2025, 12, 20), day(2025, 12, 31)),
                (day(2026, 1, 1), day(2026, 1, 31)),
                (day(2026, 2, 1), day(2026, 2, 3)),
            ]
        );
        assert_eq!(months(day(2026, 2, 3), day(2026, 2, 2)).count(), 0);
    }
}

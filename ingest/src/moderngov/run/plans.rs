//! Forward plans: what is to be decided. The web service does not have them, so that they are read from pages: the list of
//! plans, the editions of each, and what these announce.

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, NaiveDate};
use entities::{forward_plan, forward_plan_entry, partial_date};
use uuid::Uuid;

use super::super::map::{self, Batch, Edition, Held, children};
use super::super::page::plan::{self, Plan};
use super::super::page::plans::{self, Listed};
use super::super::span;
use super::pages::Asked;
use super::papers::PARTLY;
use super::reading::{self, Answered};
use super::{Event, Halt, Run};

/// The page of all plans, of one plan's editions, and of one edition.
const PLANS: &str = "mgPlansHome.aspx";
const EDITIONS: &str = "mgListPlans.aspx";
const ITEMS: &str = "mgListPlanItems.aspx";
/// Editions of one plan asked for in one reading, at most.
const ASKED: usize = 12;
/// Issues that are asked for in one reading since plans name them, at most.
const ISSUES: usize = 200;

/// What is kept of an edition: of each issue whose pages were read, what its entry said then, as a number.
type Said = BTreeMap<u64, i64>;

impl Run<'_> {
    /// Reads forward plans, as long as pages may be read: of each the newest edition, and those of a time between two days.
    pub(super) async fn plans(&mut self, days: (NaiveDate, NaiveDate)) -> Result<(), Halt> {
        let Some(plans) = self.page(PLANS, &[], plans::plans).await else { return Ok(()) };
        let mut room = ISSUES;
        for plan in &plans {
            self.plan(plan, days, &mut room).await?;
        }
        if self.plans_left > 0 {
            self.note(format!(
                "{} editions of forward plans are left for the next reading: one reading asks for at most {ASKED} of a plan, \
                 and for {ISSUES} issues that they name",
                self.plans_left
            ));
        }
        Ok(())
    }

    /// Reads the editions of a plan.
    async fn plan(&mut self, plan: &Listed, days: (NaiveDate, NaiveDate), room: &mut usize) -> Result<(), Halt> {
        let number = plan.id.to_string();
        let params = [("RPId", number.as_str()), ("RD", "0")];
        let Some(list) = self.page(EDITIONS, &params, plans::editions).await else { return Ok(()) };
        let names: Vec<String> = std::iter::once(plan.title.clone()).chain(list.plan).collect();
        let mut asked = 0;
        for (place, edition) in list.editions.iter().enumerate() {
            if !self.is_worth_reading(edition, place == 0, days) {
                continue;
            }
            if asked == ASKED {
                self.plans_left += 1;
                continue;
            }
            asked += 1;
            self.edition((plan.id, &names), edition, room).await?;
        }
        self.editions_gone(plan.id, &list.editions).await
    }

    /// Whether an edition is asked for: the newest one each time, others once, if their time is not known to be another.
    fn is_worth_reading(&self, edition: &Listed, newest: bool, days: (NaiveDate, NaiveDate)) -> bool {
        let answered = self.answers.get(&question(edition.id));
        let answered = answered.filter(|answered| answered.hash != PARTLY);
        let now = answered.is_some_and(|a| self.reading.resumed && a.reading == self.reading.row.id);
        let held = answered.is_some() && !self.options.again;
        let touches = || span::named(&edition.title).is_none_or(|time| touches(&time, days));
        !now && (newest || !held && touches())
    }

    /// Reads an edition, and the issues whose entries are new to it or changed.
    async fn edition(&mut self, (of, names): (u64, &[String]), listed: &Listed, room: &mut usize) -> Result<(), Halt> {
        let Some(page) = self.page(ITEMS, &params(listed.id, of).each(), plan::parse).await else { return Ok(()) };
        let number = listed.id;
        self.odd(ITEMS, &number.to_string(), &page.notes);
        let hash = reading::hash(format!("{names:?} {:?} {page:?}", listed.title).as_bytes());
        let before = self.answers.get(&question(number)).cloned();
        if before.as_ref().is_some_and(|before| before.hash == hash) && !self.options.again {
            self.reading.row.unchanged += 1;
            return Ok(());
        }
        let said = before.and_then(|before| before.said);
        let known: Said = said.and_then(|said| serde_json::from_str(&said).ok()).unwrap_or_default();
        if page.items.is_empty() && !self.entries_of(self.host.own("plan", number)).await?.is_empty() {
            self.note(format!("{ITEMS}({number}): nothing is announced any more; what is held stays as it is"));
            return Ok(());
        }
        let (issues, said, whole) = self.issues_of_plan(&page, &known, room).await;
        let (names, title) = (names.to_vec(), listed.title.clone());
        let edition = Edition { number, of, names, title, page, issues };
        let said = serde_json::to_string(&said).ok();
        let hash = if whole { hash } else { PARTLY };
        self.write_edition(&edition, Answered { hash, reading: self.reading.row.id, said }).await
    }

    /// What pages say of the issues of an edition whose entries are new to it or changed, as long as there is room; with
    /// what is to be kept of it, and whether all were read.
    async fn issues_of_plan(
        &mut self,
        page: &Plan,
        known: &Said,
        room: &mut usize,
    ) -> (HashMap<u64, map::IssueFacts>, Said, bool) {
        let (mut issues, mut said) = (HashMap::new(), Said::new());
        let mut left = false;
        for item in &page.items {
            let entry = reading::hash(format!("{item:?}").as_bytes());
            if known.get(&item.issue) == Some(&entry) && !self.options.again {
                said.insert(item.issue, entry);
                continue;
            }
            if !self.has_read(item.issue) {
                if *room == 0 {
                    left = true;
                    continue;
                }
                *room -= 1;
            }
            let failed = self.pages.failed;
            // Where only its name could be read, the entry says more.
            if let Some(facts) = self.issue(item.issue).await.filter(|facts| !facts.name_only) {
                issues.insert(item.issue, facts);
            }
            if self.pages.failed == failed && self.may_read_pages && !self.ask.stopped() {
                said.insert(item.issue, entry);
            }
        }
        self.plans_left += u64::from(left);
        let whole = said.len() == page.items.len();
        (issues, said, whole)
    }

    /// The entries of an edition that are held.
    async fn entries_of(&self, edition: Uuid) -> Result<Vec<Uuid>, Halt> {
        let under = ("forward_plan_entry", "forward_plan_id");
        let held = children(self.db, self.host.source, under, &[edition], true).await?;
        Ok(held.into_iter().map(|(entry, _)| entry).collect())
    }

    /// Writes an edition and its entries, and takes away what it announces no longer.
    async fn write_edition(&mut self, edition: &Edition, answered: Answered) -> Result<(), Halt> {
        let mut batch = Batch::default();
        let id = map::edition(self.host, &mut self.held, edition, &mut batch);
        for entry in self.entries_of(id).await? {
            batch.remove(&forward_plan_entry::TABLE, entry);
        }
        let private = batch.private;
        match self.write(batch.into_entries()).await {
            Err(Halt::Write(error)) if error.is_callers() => {
                self.held = Held::read(self.db, self.host).await?;
                let text = format!("edition {} of a forward plan cannot be written: {error}", edition.number);
                self.reading.fail(&text);
                self.watch.see(Event::Failed { text });
                return Ok(());
            }
            other => other?,
        }
        self.private += private;
        self.keep(vec![(question(edition.number), answered)]).await
    }

    /// Looks for editions that the list of a plan had and has no longer, although it has older ones: those that the source
    /// does not know when it is asked for them are withdrawn.
    async fn editions_gone(&mut self, of: u64, listed: &[Listed]) -> Result<(), Halt> {
        let Some(oldest) = listed.iter().map(|edition| edition.id).min() else { return Ok(()) };
        let asked = format!("editions of plan {of}");
        let before = self.answers.get(&asked).and_then(|answered| answered.said.clone());
        let known: Vec<u64> = before.as_deref().and_then(|said| serde_json::from_str(said).ok()).unwrap_or_default();
        let mut numbers: Vec<u64> = listed.iter().map(|edition| edition.id).collect();
        let missing = known.into_iter().filter(|number| *number > oldest && !numbers.contains(number));
        let mut missing: Vec<u64> = missing.filter(|number| self.answers.contains_key(&question(*number))).collect();
        numbers.extend(missing.split_off(missing.len().min(ASKED)));
        for number in missing {
            match self.asked(ITEMS, &params(number, of).each(), plan::parse).await {
                Asked::Gone => {
                    self.withdraw(number).await?;
                    continue;
                }
                Asked::Read(_) => self.note(format!(
                    "edition {number} of a forward plan is listed no more, but is still there when asked for: it is kept"
                )),
                // What that means is not known: it stays held, and is not asked for again.
                Asked::Other => continue,
                Asked::Unread => (),
            }
            numbers.push(number);
        }
        numbers.sort_unstable();
        let said = serde_json::to_string(&numbers).ok();
        if said != before {
            let hash = reading::hash(said.as_deref().unwrap_or_default().as_bytes());
            self.keep(vec![(asked, Answered { hash, reading: self.reading.row.id, said })]).await?;
        }
        Ok(())
    }

    /// Says that an edition that the source has no longer is withdrawn, with its entries.
    async fn withdraw(&mut self, number: u64) -> Result<(), Halt> {
        let id = self.host.own("plan", number);
        let mut batch = Batch::default();
        batch.withdraw(&forward_plan::TABLE, id, None);
        for entry in self.entries_of(id).await? {
            batch.withdraw(&forward_plan_entry::TABLE, entry, None);
        }
        self.write(batch.into_entries()).await?;
        if self.trial.is_none() {
            reading::forget(self.writer, self.host.source, &question(number)).await?;
            self.answers.remove(&question(number));
        }
        self.note(format!("edition {number} of a forward plan was looked for and is gone: it is withdrawn"));
        Ok(())
    }
}

/// Under what an edition is kept.
fn question(edition: u64) -> String {
    format!("plan {edition}")
}

/// How an edition is asked for.
struct Params(String, String);

fn params(edition: u64, of: u64) -> Params {
    Params(edition.to_string(), of.to_string())
}

impl Params {
    fn each(&self) -> [(&str, &str); 2] {
        [("PlanId", &self.0), ("RP", &self.1)]
    }
}

/// Whether a time has a day between two days.
fn touches(time: &str, (from, to): (NaiveDate, NaiveDate)) -> bool {
    let number = |day: NaiveDate| i64::from(day.year()) * 10_000 + i64::from(day.month() * 100 + day.day());
    partial_date::days(time).is_none_or(|(first, last)| first <= number(to) && number(from) <= last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_touch_days() {
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).expect("a day");
        for (time, touched) in [
            ("2026-04-30", false),
            ("2026-05-01", true),
            ("2026-06", true),
            ("2026-07-03", true),
            ("2026-07-04", false),
            ("2025/2027", true),
            ("2025", false),
            ("2026-07-03/2026-12", true),
            ("2026-07-04/2026-12", false),
        ] {
            assert_eq!(touches(time, (day(5, 1), day(7, 3))), touched, "{time}");
        }
    }
}

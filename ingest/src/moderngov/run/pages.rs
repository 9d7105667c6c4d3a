//! What pages say that the web service does not have: issues, decisions in full, who came. They may fail without losing
//! anything else, and where they keep programs out they are left alone until the next day.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;

use super::super::map::{DecisionFacts, Facts, IssueFacts};
use super::super::meeting::Meeting;
use super::super::meetings::ListedMeeting;
use super::super::page::{agenda, attendance, decision, is_key, issue, issue_meetings};
use super::super::text::Body;
use super::super::{Note, Unexpected, private, status};
use super::Run;
use super::trouble::Trouble;
use super::watch::Event;

/// Meetings of other times that are remembered in one reading, at most.
const THREADS: usize = 10_000;

/// What came of a page that was asked for.
pub enum Asked<T> {
    Read(T),
    /// The source says that there is no such page.
    Gone,
    /// Another page came than the one asked for; that is told.
    Other,
    /// It was not asked for, or could not be read; that is told.
    Unread,
}

/// What pages have told so far in a reading.
#[derive(Default)]
pub struct Pages {
    /// By number, and whether all their pages could be read.
    issues: HashMap<u64, (Option<IssueFacts>, bool)>,
    /// Pages that robots.txt rules out.
    ruled_out: HashSet<String>,
    /// How often a page could not be read that may be there.
    pub failed: u64,
    /// Meetings that issues name: the day, and the name of the board.
    pub threads: BTreeSet<(NaiveDate, String)>,
}

impl Run<'_> {
    /// What the pages of a meeting say. What cannot be read stays as it was known before.
    pub(super) async fn pages_of(&mut self, listed: &ListedMeeting, meeting: &Meeting, known: Facts) -> Facts {
        let mut facts = known;
        if meeting.display_allowed == Some(false) || meeting.items.is_empty() {
            return facts;
        }
        self.issues_of(listed, meeting, &mut facts).await;
        for item in &meeting.items {
            let decided = item.is_decision == Some(true) && item.decision_published != Some(false);
            if decided && item.restricted != Some(true) && item.display_allowed != Some(false) {
                let number = item.id.to_string();
                if let Some(page) = self.page("ieDecisionDetails.aspx", &[("AIId", &number)], decision::parse).await {
                    self.odd("ieDecisionDetails.aspx", &number, &page.notes);
                    if let Some(issue) = page.issue
                        && facts.item(item.id).is_none_or(|f| f.issue.is_none())
                    {
                        facts.item_mut(item.id).issue = self.issue(issue).await;
                    }
                    facts.item_mut(item.id).decision = Some(facts_of(page));
                }
            }
        }
        let only_expected = !meeting.attendees.is_empty()
            && meeting.attendees.iter().all(|a| a.attendance.as_deref().map(status::attendance) == Some("EXPECTED"));
        if only_expected && meeting.minutes_published == Some(true) {
            let number = meeting.id.to_string();
            if let Some(rows) = self.page("mgMeetingAttendance.aspx", &[("ID", &number)], attendance::parse).await {
                facts.came = rows.into_iter().filter_map(|row| Some((row.id?, row.attendance?))).collect();
            }
        }
        facts
    }

    /// The issues of a meeting's items, by the links on its agenda page.
    async fn issues_of(&mut self, listed: &ListedMeeting, meeting: &Meeting, facts: &mut Facts) {
        if meeting.agenda_published == Some(false) {
            return;
        }
        let board = listed.committee_id.unwrap_or_default().to_string();
        let number = meeting.id.to_string();
        let params = [("CId", board.as_str()), ("MId", number.as_str()), ("Ver", "4")];
        let Some(links) = self.page("ieListDocuments.aspx", &params, agenda::parse).await else { return };
        for link in links {
            let printed = |text: &str| text.trim().trim_end_matches('.').to_lowercase();
            let wanted = printed(&link.number);
            let item = meeting.items.iter().find(|item| Some(item.id) == link.agenda_item).or_else(|| {
                let numbered = |item: &&super::super::meeting::Item| {
                    item.minutes_number.is_some_and(|n| n.to_string() == wanted)
                        || item.printed_number.as_deref().is_some_and(|n| printed(n) == wanted)
                };
                let mut fitting = meeting.items.iter().filter(numbered);
                fitting.next().filter(|_| fitting.next().is_none())
            });
            if let (Some(item), Some(issue)) = (item, link.issue) {
                let read = self.issue(issue).await;
                let known = facts.item_mut(item.id).issue.take();
                facts.item_mut(item.id).issue = filled(read, known, issue);
            }
        }
    }

    /// Whether the pages of an issue were read in this reading.
    pub(super) fn has_read(&self, issue: u64) -> bool {
        self.pages.issues.contains_key(&issue)
    }

    /// What the pages of an issue say; each issue is read once in a reading.
    pub(super) async fn issue(&mut self, number: u64) -> Option<IssueFacts> {
        if let Some((known, whole)) = self.pages.issues.get(&number) {
            self.pages.failed += u64::from(!whole);
            return known.clone();
        }
        let failed = self.pages.failed;
        let text = number.to_string();
        let details = self.page("mgIssueHistoryHome.aspx", &[("IId", &text), ("Opt", "0")], issue::parse).await;
        let thread = self.page("ieIssueDetails.aspx", &[("IId", &text), ("Opt", "3")], issue_meetings::parse).await;
        if let Some(page) = &details {
            self.odd("mgIssueHistoryHome.aspx", &text, &page.notes);
        }
        let mut facts = details.map(|page| IssueFacts {
            number,
            title: page.title,
            name_only: false,
            is_key: page.decision_type.as_deref().and_then(is_key),
            status: page.status,
            due: page.due,
            notice: page.first_published.map(|day| day.to_string()),
        });
        if let Some(thread) = thread {
            let facts = facts.get_or_insert_with(|| IssueFacts { number, name_only: true, ..IssueFacts::default() });
            facts.title = facts.title.take().or(thread.title);
            self.odd("ieIssueDetails.aspx", &text, &thread.notes);
            for meeting in thread.meetings.into_iter().filter_map(|m| Some((m.date?, m.board))) {
                if self.pages.threads.len() < THREADS {
                    self.pages.threads.insert(meeting);
                }
            }
        }
        self.pages.issues.insert(number, (facts.clone(), self.pages.failed == failed));
        facts
    }

    /// Whether robots.txt is known to rule a page out.
    pub(super) fn is_ruled_out(&self, path: &str) -> bool {
        self.pages.ruled_out.contains(path)
    }

    /// Tells what was odd on a page.
    pub(super) fn odd(&mut self, path: &str, number: &str, notes: &[Note]) {
        for note in notes {
            self.note(format!("{path}({number}): {note}"));
        }
    }

    /// Reads a page, as long as pages may be read. What goes wrong is told, and none is given.
    pub(super) async fn page<T>(
        &mut self,
        path: &str,
        params: &[(&str, &str)],
        read: impl Fn(&[u8]) -> Result<T, Unexpected>,
    ) -> Option<T> {
        match self.asked(path, params, read).await {
            Asked::Read(page) => Some(page),
            Asked::Gone | Asked::Other | Asked::Unread => None,
        }
    }

    /// The same, and whether the source says that there is no such page.
    pub(super) async fn asked<T>(
        &mut self,
        path: &str,
        params: &[(&str, &str)],
        read: impl Fn(&[u8]) -> Result<T, Unexpected>,
    ) -> Asked<T> {
        if !self.may_read_pages || self.ask.stopped() || self.is_ruled_out(path) {
            return Asked::Unread;
        }
        self.watch.see(Event::Page { path: super::ask::question(path, params) });
        match self.ask.page(path, params, read).await {
            Ok(page) => Asked::Read(page),
            Err(Trouble::Stopped) => Asked::Unread,
            Err(trouble) if trouble.gone() => Asked::Gone,
            Err(trouble) if trouble.ruled_out() => {
                if self.pages.ruled_out.insert(path.to_string()) {
                    self.note(format!("{trouble}; such pages are left alone"));
                }
                Asked::Unread
            }
            Err(trouble) => {
                if let Some(sign) = trouble.blocked() {
                    self.may_read_pages = false;
                    self.reading.row.pages_blocked = Some(sign.clone());
                    self.note(format!("{sign}; pages are not read again before tomorrow, the web service is"));
                } else {
                    self.pages.failed += 1;
                    self.reading.fail(&trouble);
                    self.watch.see(Event::Failed { text: trouble.to_string() });
                }
                let other = matches!(trouble, Trouble::Unexpected { what: Unexpected::OtherPage { .. }, .. });
                if other { Asked::Other } else { Asked::Unread }
            }
        }
    }
}

/// What was read of an issue now; what could not be read stays as it was known.
fn filled(read: Option<IssueFacts>, known: Option<IssueFacts>, number: u64) -> Option<IssueFacts> {
    let Some(mut facts) = read else { return known };
    if let Some(known) = known.filter(|known| known.number == number) {
        facts.title = facts.title.or(known.title);
        facts.name_only &= known.name_only;
        facts.is_key = facts.is_key.or(known.is_key);
        facts.status = facts.status.or(known.status);
        facts.due = facts.due.or(known.due);
        facts.notice = facts.notice.or(known.notice);
    }
    Some(facts)
}

/// What is kept of the page of a decision.
pub fn facts_of(page: decision::Decision) -> DecisionFacts {
    // What is kept of a page is kept without private things.
    let public = |text: &str| private::cleaned(text).text.into_owned();
    let text = |body: &Option<Body>| body.as_ref().map(|body| public(&body.text));
    DecisionFacts {
        maker: page.maker,
        status: page.status,
        is_key: page.key,
        call_in: page.subject_to_call_in,
        call_in_deadline: page.call_in_deadline.map(|day| day.to_string()),
        decided: page.decided.or(page.meeting.and_then(|meeting| meeting.date)).map(|day| day.to_string()),
        published: page.published.map(|day| day.to_string()),
        effective: page.effective.map(|day| day.to_string()),
        all_wards: page.wards.as_ref().map(|wards| wards.all),
        wards: page.wards.map(|wards| wards.names).unwrap_or_default(),
        text: text(&page.decision),
        html: page.decision.as_ref().map(|body| public(&body.html)),
        reasons: text(&page.reasons),
        alternatives: text(&page.alternatives),
    }
}

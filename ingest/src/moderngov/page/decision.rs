//! Decision details (ieDecisionDetails): one decision, whether of a meeting, a member or an officer.

use chrono::NaiveDate;
use scraper::ElementRef;

use super::link::{self, DocumentLink, Wards};
use super::open::{self, all, first, line};
use crate::moderngov::text::{self, Body};
use crate::moderngov::{Note, Unexpected, moment};

/// A decision as its page tells it. The page's own number is in its address, not in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decision {
    pub title: Option<String>,
    /// Number of the issue that it belongs to.
    pub issue: Option<u64>,
    /// Who decided: as labelled, else the board that met.
    pub maker: Option<String>,
    pub status: Option<String>,
    pub key: Option<bool>,
    pub subject_to_call_in: Option<bool>,
    pub call_in_deadline: Option<NaiveDate>,
    pub published: Option<NaiveDate>,
    pub decided: Option<NaiveDate>,
    pub effective: Option<NaiveDate>,
    pub meeting: Option<DecidedAt>,
    pub wards: Option<Wards>,
    pub decision: Option<Body>,
    pub reasons: Option<Body>,
    pub alternatives: Option<Body>,
    pub documents: Vec<DocumentLink>,
    pub notes: Vec<Note>,
}

/// The meeting at which it was decided.
#[derive(Clone, Debug, PartialEq)]
pub struct DecidedAt {
    pub date: Option<NaiveDate>,
    pub board: Option<String>,
}

/// Labels, headings and documents that are read, at most: of each, no true page has a tenth of it.
const MOST: usize = 500;

/// Reads the page.
pub fn parse(bytes: &[u8]) -> Result<Decision, Unexpected> {
    const WANTED: &str = "page of decision details";
    let html = open::text(bytes)?;
    let tree = open::open(&html, WANTED, "h1.mgMainTitleTxt, .mgLabel, h3.mgSubSubTitleTxt")?;
    let root = tree.root_element();
    let is_other = open::heading(root).is_some_and(|heading| !heading.to_lowercase().contains("decision"));
    let mut decision = Decision { title: open::subject(root), ..Decision::default() };
    let labels = all(root, "span.mgLabel");
    let headings = all(root, "h3.mgSubSubTitleTxt");
    if is_other || labels.is_empty() && headings.is_empty() {
        return Err(open::other(&html, WANTED));
    }
    labels.into_iter().take(MOST).for_each(|label| labelled(label, &mut decision));
    headings.into_iter().take(MOST).for_each(|heading| section(heading, &mut decision));
    for anchor in all(root, "a[href]") {
        let href = anchor.value().attr("href").unwrap_or_default();
        if link::is_page(href, "mgIssueHistoryHome") || link::is_page(href, "ieIssueDetails") {
            decision.issue = decision.issue.or_else(|| open::number(anchor, &["IId"]));
        }
    }
    for anchor in all(root, "ul.mgBulletList a[href]").into_iter().take(MOST) {
        let href = anchor.value().attr("href").unwrap_or_default();
        let found = line(anchor).and_then(|title| link::document(href, &title));
        if let Some(found) = found.filter(|found| decision.documents.iter().all(|document| document.url != found.url)) {
            decision.documents.push(found);
        }
    }
    decision.maker = decision.maker.or_else(|| decision.meeting.as_ref()?.board.clone());
    Ok(decision)
}

/// Reads a label and the value behind it, which is the rest of its paragraph.
fn labelled(label: ElementRef, decision: &mut Decision) {
    let Some(name) = line(label) else { return };
    let Some(paragraph) = label.parent().and_then(ElementRef::wrap) else { return };
    let whole = line(paragraph).unwrap_or_default();
    let Some(value) = whole.strip_prefix(name.as_str()).map(str::trim).filter(|value| !value.is_empty()) else {
        return;
    };
    let text = || Some(value.to_owned());
    let notes = &mut decision.notes;
    let name = name.trim_end_matches([':', ' ']).to_lowercase();
    match name.as_str() {
        "decision maker" | "decision taken by" => decision.maker = text(),
        "decision status" => decision.status = text(),
        "is key decision?" | "key decision" => decision.key = link::yes(value),
        "is subject to call in?" | "is subject to call-in?" => decision.subject_to_call_in = link::yes(value),
        "publication date" | "date published" => decision.published = link::date(value, "publication date", notes),
        "date of decision" | "decision date" => decision.decided = link::date(value, "date of decision", notes),
        "wards affected" | "ward affected" => decision.wards = Some(link::wards(value)),
        "decided at meeting" => decision.meeting = Some(decided_at(value)),
        _ if name.contains("call")
            && (name.contains("deadline") || name.contains("last date") || name.contains("expir")) =>
        {
            decision.call_in_deadline = link::date(value, "call-in deadline", notes);
        }
        _ if name.contains("effective") || name.contains("into force") || name.contains("implementation date") => {
            decision.effective = link::date(value, "effective date", notes);
        }
        _ => (),
    }
}

fn decided_at(value: &str) -> DecidedAt {
    let (date, board) = match value.split_once(" - ") {
        Some((date, board)) if moment::date(date).is_some() => (moment::date(date), board.trim()),
        _ => (moment::date(value), value),
    };
    DecidedAt { date, board: Some(board.to_owned()).filter(|board| moment::date(board).is_none()) }
}

/// Reads a heading and the text below it, to the next heading or label.
fn section(heading: ElementRef, decision: &mut Decision) {
    let Some(name) = line(heading) else { return };
    let name = name.trim_end_matches([':', ' ']);
    let mut html = String::new();
    for element in heading.next_siblings().filter_map(ElementRef::wrap) {
        let value = element.value();
        let ends = matches!(value.name(), "h1" | "h2" | "h3")
            || value.classes().any(|class| class == "mgLabel" || class == "mgBulletList");
        if ends || value.name() == "p" && first(element, "span.mgLabel").is_some() {
            break;
        }
        html.push_str(&element.html());
    }
    let Some(body) = text::body(&html) else { return };
    match name.to_lowercase().as_str() {
        "decision" | "decisions" => decision.decision = Some(body),
        "reasons for the decision" | "reason for the decision" | "reasons for decision" => {
            decision.reasons = Some(body)
        }
        "alternative options considered" | "alternatives considered" => decision.alternatives = Some(body),
        _ => (),
    }
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::moderngov::tests::shared_file;

    const PAGE: &str = r#"<div id="modgov"><h1  class="mgMainTitleTxt" >Decision details</h1><h2 class="mgSubTitleTxt">Fish
        pond</h2><ul class="mgActionList"><li><a href="mgissuehistoryhome.aspx?iid=65&amp;Opt=0">More</a></li></ul>
        <p><span class="mgLabel" >Decision Maker: </span>Leader of the Council</p>
        <p><span class="mgLabel" >Decision status: </span><span class="mgPlanItemInForce">For Determination</span></p>
        <p><span class="mgLabel" >Is Key decision?: </span>Yes</p><p><span class="mgLabel">Is subject to call in?: </span>Yes</p>
        <h3 class="mgSubSubTitleTxt">Decision:</h3><div class="mgWordPara"><p>To dig.</p><p>&nbsp;</p><p>To fill.</p></div>
        <h3 class="mgSubSubTitleTxt">Risks:</h3><div class="mgWordPara">Water.</div>
        <p><span class="mgLabel" >Wards Affected: </span>Hill; Vale;</p>
        <p><span class="mgLabel" >Publication date: </span>22&#47;10&#47;2025</p>
        <p><span class="mgLabel" >Date of decision: </span>soon</p>
        <p><span class="mgLabel" >Effective from: </span>30&#47;10&#47;2025</p>
        <p><span class="mgLabel" >Call-in deadline: </span>29&#47;10&#47;2025</p>
        <p><span class="mgLabel" >Decided at meeting: </span><a href="ieListDocuments.aspx?CId=1&amp;MID=48">19&#47;10&#47;2025 - Parks, Ponds - Board</a></p>
        <p class="mgLabel">Accompanying Documents:</p><ul class="mgBulletList" ><li><a href="documents/s79/pond.pdf">Pond
        <span class="mgFileSize" ><img alt="pdf icon" /> PDF 119 KB</span></a></li></ul></div>"#;

    #[test]
    fn a_decision_is_read() {
        let decision = parse(PAGE.as_bytes()).expect("a decision");
        assert_eq!((decision.title.as_deref(), decision.issue), (Some("Fish pond"), Some(65)));
        assert_eq!(decision.maker.as_deref(), Some("Leader of the Council"));
        assert_eq!(decision.status.as_deref(), Some("For Determination"));
        assert_eq!((decision.key, decision.subject_to_call_in), (Some(true), Some(true)));
        assert_eq!(decision.decision.map(|body| body.text).as_deref(), Some("To dig.\nTo fill."));
        assert_eq!(decision.wards.map(|wards| wards.names), Some(vec!["Hill".into(), "Vale".into()]));
        let days = [decision.published, decision.decided, decision.effective, decision.call_in_deadline];
        let days = days.map(|day| day.map(|day| day.to_string()).unwrap_or_default());
        assert_eq!(days, ["2025-10-22", "", "2025-10-30", "2025-10-29"]);
        let meeting = decision.meeting.expect("a meeting");
        assert_eq!(meeting.board.as_deref(), Some("Parks, Ponds - Board"));
        assert_eq!((decision.documents.len(), decision.documents[0].title.as_str()), (1, "Pond"));
        assert_eq!(decision.notes.len(), 1);
        assert!(parse(b"<h1 class='mgMainTitleTxt'>Sign in</h1><span class='mgLabel'>x</span>").is_err());
        assert!(parse(b"<h1 class='mgMainTitleTxt'>Decision details</h1>").is_err());
    }

    #[test]
    fn a_real_decision_is_read() {
        let Some(page) = shared_file("samples/moderngov/html/ieDecisionDetails.kirklees-1.html") else { return };
        let decision = parse(&page).expect("a decision");
        assert_eq!((decision.key, decision.subject_to_call_in, decision.issue), (Some(false), Some(false), Some(6535)));
        assert_eq!(decision.maker.as_deref(), Some("Policy Committee"));
        assert_eq!(decision.decided.map(|day| day.to_string()).as_deref(), Some("2015-10-19"));
        assert_eq!(decision.published.map(|day| day.to_string()).as_deref(), Some("2015-10-22"));
        assert!(!decision.documents[0].title.contains("PDF"));
        assert_eq!(decision.decision.map(|body| body.text.lines().count()), Some(1));
    }
}

//! The pages of decisions and of issues.

use chrono::NaiveDate;

use super::{
    council::{Council, Decision, Issue},
    html::{day, documents, fact, page, text, words},
    service::Params,
};

/// One decision.
pub(super) fn details(council: &Council, decision: &Decision) -> String {
    let yes = |is: bool| if is { "Yes" } else { "No" };
    let mut content = decision.maker.as_deref().map(|maker| fact("Decision Maker", &text(maker))).unwrap_or_default();
    if let Some(status) = &decision.status {
        content += &fact("Decision status", &format!("<span  class=\"mgPlanItemInForce\" >{}</span>", text(status)));
    }
    content += &fact("Is Key decision?", yes(decision.key));
    content += &fact("Is subject to call in?", yes(decision.effective_from.is_some()));
    for (title, html) in &decision.sections {
        content += &format!("<h3 class=\"mgSubSubTitleTxt\">{title}</h3>\n{}", words(html));
    }
    content += &decision.wards.as_deref().map(|wards| fact("Wards Affected", &text(wards))).unwrap_or_default();
    content += &fact("Publication date", &day(decision.published));
    content += &fact("Date of decision", &day(decision.decided));
    if let Some(meeting) = decision.meeting.and_then(|id| council.meeting(id)) {
        let (head, board) = (&meeting.head, council.title(meeting.head.board));
        let link = format!("ieListDocuments.aspx?CId={}&amp;MID={}", head.board, head.id);
        let shown = format!("{} - {}", day(head.date), text(board));
        content += &fact("Decided at meeting", &format!("<a  href=\"{link}\"  >{shown}</a>"));
    }
    if !decision.documents.is_empty() {
        content += &format!("<p class=\"mgLabel\" >Accompanying Documents:</p>\n{}", documents(&decision.documents));
    }
    let links = decision.issue.map(|issue| {
        format!(
            "<li><a  href=\"mgIssueHistoryHome.aspx?IId={issue}&amp;Opt=0\" >Find out more about this issue</a></li>\n"
        )
    });
    page("Decision details", &decision.title, &links.unwrap_or_default(), &content)
}

/// The decisions published in a stretch of days: `DR` from and to, `K=1` key ones only, `DS=2` published ones.
pub(super) fn list(council: &Council, params: &Params) -> String {
    let value = |name: &str| params.get(name).map(String::as_str).unwrap_or_default();
    let ends = value("dr").split_once('-').unwrap_or_default();
    let end = |text: &str| NaiveDate::parse_from_str(text, "%d/%m/%Y").ok();
    let is_in = |decision: &&Decision| {
        end(ends.0).is_none_or(|from| from <= decision.published)
            && end(ends.1).is_none_or(|to| decision.published <= to)
            && (value("k") != "1" || decision.key)
            && value("ds") != "1"
    };
    let rows: String = council.decisions.iter().filter(is_in).map(line).collect();
    let table = format!(
        "<table class=\"mgTabTable tablesorter\"  summary=\"Table of decision summary data\">\n\
         <caption  class=\"mgSectionTitle\" >Decisions published</caption>\n<thead class='mgFilterHeaderRow'><tr>\n\
         <th abbr='Title' scope='col'>Title<!--Pending--></th>\n<th abbr='Published' scope='col'>Date</th>\n\
         <th abbr='Applies' scope='col'>Effective from</th>\n<th abbr='Call-ins' scope='col'>Call-ins</th>\n\
         </tr></thead><tbody>\n{rows}</tbody></table>\n"
    );
    page("Decisions", "", "", &table)
}

fn line(decision: &Decision) -> String {
    let cell = |html: &str| format!("<td  class=\"mgMainTxt\" >{html}</td>");
    let (id, title) = (decision.id, text(&decision.title));
    let link = format!(
        "<a  href=\"ieDecisionDetails.aspx?ID={id}\"  title=\"Link&#32;to&#32;decision\">{title}<span  class=\"mgHide\" > ref&#58; {id}</span></a>"
    );
    let effective = day(decision.effective_from.unwrap_or(decision.published));
    let call_in = if decision.effective_from.is_some() { "Call-in expired" } else { "Not for call-in" };
    format!("<tr>{}{}{}{}</tr>\n", cell(&link), cell(&day(decision.published)), cell(&effective), cell(call_in))
}

/// What is known of an issue.
pub(super) fn issue(issue: &Issue) -> String {
    let facts: String = issue.facts.iter().map(|(label, value)| fact(label, &text(value))).collect();
    let links = format!("<li><a  href=\"ieIssueDetails.aspx?IId={}&amp;Opt=3\" >Meetings</a></li>\n", issue.id);
    page("Issue details", &issue.title, &links, &facts)
}

/// The meetings where an issue was discussed.
pub(super) fn meetings(council: &Council, issue: &Issue) -> String {
    let parts: String = issue.at.iter().filter_map(|(meeting, item)| discussed(council, *meeting, *item)).collect();
    page("Issue - meetings", &issue.title, "", &parts)
}

fn discussed(council: &Council, meeting: u32, item: u32) -> Option<String> {
    let meeting = council.meeting(meeting)?;
    let item = meeting.items.iter().find(|i| i.id == item)?;
    let (head, number) = (&meeting.head, item.minute.map(|minute| minute.to_string()).unwrap_or_default());
    let mut part = format!(
        "<p>Meeting: <a  href=\"ieListDocuments.aspx?CId={}&amp;MId={}\" >{} - {}</a></p>\n\
         <p class=\"mgAiTitleTxt\">{number} {}</p>\n",
        head.board,
        head.id,
        day(head.date),
        text(&format!("{} (Item {number})", council.title(head.board))),
        text(&item.title),
    );
    part += &item.text.as_deref().map(words).unwrap_or_default();
    if !item.documents.is_empty() {
        part += &format!("<p class=\"mgSubItemTitleTxt\">Additional documents:</p>\n{}", documents(&item.documents));
    }
    for (title, html) in [("Decision:", &item.decision), ("Minutes:", &item.minutes)] {
        if let Some(html) = html {
            part += &format!("<p class=\"mgSubItemTitleTxt\">{title}</p>\n{}", words(html));
        }
    }
    Some(part)
}

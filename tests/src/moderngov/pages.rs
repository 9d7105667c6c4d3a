//! The pages of meetings: agenda and minutes, and attendance.

use chrono::Datelike;

use super::{
    council::{Council, Item, Meeting},
    html::{documents, fact, page, text, words},
};

/// The agenda and, where they are published, the minutes.
pub(super) fn agenda(council: &Council, meeting: &Meeting) -> String {
    let head = &meeting.head;
    let suffix = match head.date.day() {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    };
    let day = head.date.format(&format!("%A, %-d{suffix} %B, %Y")).to_string();
    let about = format!("{} - {day} {}", council.title(head.board), head.time);
    let rows: String =
        meeting.items.iter().filter(|item| !item.hidden).map(|item| row(council, meeting, item)).collect();
    let venue = meeting.venue.as_deref().map(|venue| fact("Venue", &text(venue))).unwrap_or_default();
    let table = format!(
        "{venue}{}<table  class=\"mgItemTable\" summary=\"Table of agenda items\">\n\
         <tr><th>No.</th><th>Item</th></tr>\n{rows}</table>\n",
        fact("Contact", "Olive Officer"),
    );
    let kind = if meeting.minutes_published { "Agenda and minutes" } else { "Agenda" };
    page(kind, &about, &packs(meeting), &table)
}

fn packs(meeting: &Meeting) -> String {
    let id = meeting.head.id;
    let day = meeting.head.date.format("%d-%b-%Y");
    let pack = |name: &str, sort: u8| {
        format!("<li><a  href=\"documents/g{id}/{name} {day}.pdf?T={sort}\">{name} PDF 132 KB</a></li>\n")
    };
    let minutes = meeting.minutes_published.then(|| pack("Printed minutes", 1));
    let agenda = meeting.agenda_published.then(|| pack("Agenda frontsheet", 0) + &pack("Public reports pack", 10));
    agenda.unwrap_or_default() + &minutes.unwrap_or_default()
}

fn row(council: &Council, meeting: &Meeting, item: &Item) -> String {
    let mut body = format!("<p class=\"mgAiTitleTxt\"><a name=\"AI{}\"></a>{}</p>\n", item.id, text(&item.title));
    let number = item.minute.map(|minute| format!("{minute}.")).unwrap_or_else(|| item.shown.clone());
    if let Some(issue) = council.issues.iter().find(|issue| issue.at.contains(&(meeting.head.id, item.id))) {
        body += &format!(
            "<ul class=\"mgActionList\"><li><a href=\"mgIssueHistoryHome.aspx?IId={}&amp;Opt=0\">View the background to item {number}</a></li></ul>\n",
            issue.id
        );
    }
    if item.is_decision {
        body += &format!(
            "<ul class=\"mgActionList\"><li><a href=\"ieDecisionDetails.aspx?AIId={}\">View the decision for item {number}</a></li></ul>\n",
            item.id
        );
    }
    if !item.restricted {
        body += &item.text.as_deref().map(words).unwrap_or_default();
        let parts = [
            ("Decision:", item.decision.as_deref().filter(|_| meeting.decisions_published)),
            ("Minutes:", item.minutes.as_deref().filter(|_| meeting.minutes_published)),
        ];
        if !item.documents.is_empty() {
            body +=
                &format!("<p class=\"mgSubItemTitleTxt\">Additional documents:</p>\n{}", documents(&item.documents));
        }
        for (title, part) in parts {
            if let Some(part) = part {
                body += &format!("<p class=\"mgSubItemTitleTxt\">{title}</p>\n{}", words(part));
            }
        }
    }
    format!(
        "<tr>\n<td  class=\"mgItemNumberCell\" ><p class=\"mgAiTitleTxt\">{number}</p></td>\n<td>\n{body}</td>\n</tr>\n"
    )
}

/// Who was there.
pub(super) fn attendance(council: &Council, meeting: &Meeting) -> String {
    let rows: String = meeting
        .people
        .iter()
        .map(|person| {
            format!(
                "<tr><td><a  href=\"mgUserInfo.aspx?UID={}\" >{}</a></td><td>{}</td><td>{}</td></tr>\n",
                person.id,
                text(&person.name),
                person.role,
                person.attendance
            )
        })
        .collect();
    let table = format!(
        "<table  class=\"mgStatsTable\" summary=\"Table of meeting attendance\">\n<thead><tr><th>Attendee</th>\
         <th>Role</th><th>Attendance</th></tr></thead>\n<tbody>\n{rows}</tbody></table>\n"
    );
    page("Meeting attendance", council.title(meeting.head.board), "", &table)
}

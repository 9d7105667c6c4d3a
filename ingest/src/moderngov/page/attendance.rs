//! Attendance at a meeting (mgMeetingAttendance).

use scraper::ElementRef;

use super::open::{self, all, first, line};
use crate::moderngov::Unexpected;

/// Somebody on the list, officers left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Attendance {
    /// The number that the person has as a councillor.
    pub id: Option<u64>,
    /// As written: see [`crate::moderngov::status::attendance`].
    pub attendance: Option<String>,
}

/// Reads the page.
pub fn parse(bytes: &[u8]) -> Result<Vec<Attendance>, Unexpected> {
    const WANTED: &str = "page of attendance";
    const TABLE: &str = "table[summary*='attendance' i]";
    let html = open::text(bytes)?;
    let tree = open::open(&html, WANTED, &format!("h1.mgMainTitleTxt, {TABLE}"))?;
    let root = tree.root_element();
    let is_named = open::heading(root).is_some_and(|heading| heading.to_lowercase().contains("attendance"));
    if !is_named && first(root, TABLE).is_none() {
        return Err(open::other(&html, WANTED));
    }
    Ok(all(root, &format!("{TABLE} tr")).into_iter().filter_map(row).collect())
}

fn row(row: ElementRef) -> Option<Attendance> {
    let cells = all(row, "td");
    let cell = |at: usize| cells.get(at).copied().and_then(line);
    let role = cell(1);
    if role.as_ref().is_some_and(|role| role.eq_ignore_ascii_case("officer")) {
        return None;
    }
    let id = first(row, "a[href]").and_then(|anchor| open::number(anchor, &["UID"]));
    cell(0).map(|_| Attendance { id, attendance: cell(2) })
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn people_are_read_and_officers_are_not() {
        let page = "<h1 class='mgMainTitleTxt'>Meeting attendance</h1><table summary='Table of meeting attendance'><tbody>\
            <tr><th>Attendee</th></tr><tr><td><a href='mgUserInfo.aspx?UID=9'>Councillor Ada Field</a></td><td>Chair</td>\
            <td>Present</td></tr><tr><td>Bo Stone</td><td>Officer</td><td>In attendance</td></tr><tr><td>Cy Hill</td>\
            <td>Member</td><td></td></tr></tbody></table>";
        let people = parse(page.as_bytes()).expect("people");
        assert_eq!(people.len(), 2);
        assert_eq!((people[0].id, people[0].attendance.as_deref()), (Some(9), Some("Present")));
        assert_eq!((people[1].id, people[1].attendance.as_deref()), (None, None));
        assert!(parse(b"<h1 class='mgMainTitleTxt'>Sign in</h1>").is_err());
    }
}

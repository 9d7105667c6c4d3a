//! When an authority began and ended.

use entities::partial_date;

use super::note::NoteKind;
use super::row::Row;
use super::shape::Field;

/// The start; none where it is not known, or cannot be right: then a note says so.
///
/// No authority was created in May or June 2005. A bare year between 1973 and 2007, read as a spreadsheet's number of a
/// day, is a day of May or June 1905; with the century mended, 2005.
pub(super) fn start(row: &mut Row) -> Option<String> {
    let date = day(row, Field::Start)?;
    if date.starts_with("2005-05") || date.starts_with("2005-06") {
        let problem = format!(
            "`{date}` cannot be right: no authority was created in May or June 2005; a bare year was probably read as the \
             number of a day"
        );
        row.note(NoteKind::SuspiciousStart, Field::Start, problem);
        return None;
    }
    Some(date)
}

/// The end, that day included; none where it is not known or has not come.
pub(super) fn end(row: &mut Row, start: Option<&str>) -> Option<String> {
    let date = day(row, Field::End)?;
    if let Some(start) = start.filter(|start| **start > *date && !start.starts_with(&date)) {
        let problem = format!("`{date}` lies before the start, {start}");
        row.note(NoteKind::ReversedDates, Field::End, problem);
    }
    Some(date)
}

fn day(row: &mut Row, field: Field) -> Option<String> {
    let text = row.get(field)?.to_owned();
    if partial_date::is_valid(&text) && !text.contains(['~', '/']) {
        return Some(text);
    }
    row.fault(field, format!("`{text}` is no date: write 2026-07-14, 2026-07 or 2026"));
    None
}

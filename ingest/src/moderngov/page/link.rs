//! Links between pages: names of pages and of parameters vary in case and spelling.

use crate::moderngov::{moment, unexpected::short};
use chrono::NaiveDate;

/// A document that a page links to.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentLink {
    /// The number in its address. Unique only on its host.
    pub id: Option<u64>,
    pub title: String,
    /// As written, mostly relative to the page; none where the page gives a name alone.
    pub url: Option<String>,
}

/// The value of the first of these parameters that is in the query of an address.
pub(super) fn query(href: &str, names: &[&str]) -> Option<String> {
    let (_, query) = href.split_once('?')?;
    let query = query.split('#').next()?;
    let mut pairs = url::form_urlencoded::parse(query.as_bytes());
    pairs
        .find(|(name, _)| names.iter().any(|wanted| wanted.eq_ignore_ascii_case(name)))
        .map(|(_, value)| value.into_owned())
}

/// Whether an address is that of a page of this kind.
pub(super) fn is_page(href: &str, page: &str) -> bool {
    let path = href.split(['?', '#']).next().unwrap_or_default();
    let file = path.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    file.strip_suffix(".aspx").is_some_and(|name| name.eq_ignore_ascii_case(page))
}

/// The document behind a link. None: the link leads to a page.
pub(super) fn document(href: &str, title: &str) -> Option<DocumentLink> {
    let path = href.split(['?', '#']).next()?;
    let mut folders = path.split('/');
    let numbered = folders.any(|folder| folder.eq_ignore_ascii_case("documents")).then(|| folders.next()).flatten();
    let id = match numbered {
        Some(folder) => folder.get(1..).filter(|_| folder.starts_with(['s', 'S'])).and_then(|id| id.parse().ok()),
        None if is_page(href, "mgConvert2PDF") => query(href, &["ID"]).and_then(|id| id.parse().ok()),
        None => return None,
    };
    Some(DocumentLink { id, title: without_size(title), url: Some(href.to_owned()) })
}

/// A title without the type and size of the file behind it: "Plan pdf icon PDF 119 KB", "PlanPDF 1 MB".
pub(super) fn without_size(title: &str) -> String {
    let is_number = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',');
    let cut = || {
        let start = title.trim_end().strip_suffix("KB").or_else(|| title.trim_end().strip_suffix("MB"))?.trim_end();
        let digits = start.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
        let kind = digits.trim_end();
        let kind = ["PDF", "DOCX", "DOC", "XLSX", "XLS", "PPTX"].iter().find_map(|end| kind.strip_suffix(end))?;
        is_number(&start[digits.len()..]).then_some(kind.trim_end())
    };
    let cut = cut().unwrap_or(title);
    let icon = ["pdf icon", "word icon", "icon"].iter().find_map(|icon| cut.strip_suffix(icon));
    let cut = icon.unwrap_or(cut);
    let cut = if cut.trim().is_empty() { title } else { cut };
    cut.trim().to_owned()
}

/// Wards as a page lists them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wards {
    /// "(All Wards)" is among them.
    pub all: bool,
    /// Names, without "(All Wards)".
    pub names: Vec<String>,
}

/// Reads "Hill; Vale;" or "(All Wards);".
pub(super) fn wards(written: &str) -> Wards {
    let parts = written.split(';').map(str::trim).filter(|part| !part.is_empty());
    let is_all = |part: &&str| part.trim_matches(['(', ')']).trim().eq_ignore_ascii_case("all wards");
    let (all, names): (Vec<&str>, Vec<&str>) = parts.partition(is_all);
    Wards { all: !all.is_empty(), names: names.into_iter().map(Into::into).collect() }
}

/// Yes or No; None for any other word.
pub(super) fn yes(written: &str) -> Option<bool> {
    let word = written.split(|c: char| !c.is_alphabetic()).next()?;
    match word.to_ascii_lowercase().as_str() {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

/// Whether a sort of decision is key: "Key", "Non-key" and the like; None for any other word.
pub fn is_key(kind: &str) -> Option<bool> {
    let kind = kind.trim().to_lowercase();
    match () {
        () if kind.starts_with("non") || kind.starts_with("not") => Some(false),
        () if kind.starts_with("key") => Some(true),
        () => None,
    }
}

/// A day; noted when it cannot be read.
pub(super) fn date(written: &str, element: &'static str, notes: &mut Vec<crate::moderngov::Note>) -> Option<NaiveDate> {
    use crate::moderngov::note::{Note, note};
    let date = moment::date(written);
    if date.is_none() && !written.trim().is_empty() && !moment::is_unspecified(written) {
        note(notes, Note::Unreadable { element, value: short(written), of: "the page".into() });
    }
    date
}

#[cfg(test)]
mod tests {
    use super::{document, is_page, query, wards, without_size, yes};

    #[test]
    fn addresses_are_read_in_any_case() {
        let href = "/x/ieListDocuments.aspx?CId=5&MID=9#AI3";
        assert_eq!(query(href, &["MId", "MeetingId"]).as_deref(), Some("9"));
        assert_eq!(query(href, &["IId"]), None);
        assert!(is_page(href, "IELISTDOCUMENTS") && !is_page("documents/s1/a.pdf", "a"));
    }

    #[test]
    fn documents_are_told_from_pages() {
        let found = document("documents/s79/A plan.pdf", "A plan PDF 119 KB").expect("a document");
        assert_eq!((found.id, found.title.as_str()), (Some(79), "A plan"));
        assert_eq!(document("https://x.example/mgConvert2PDF.aspx?id=8", "B").and_then(|found| found.id), Some(8));
        assert_eq!(document("documents/g64/Printed minutes.pdf?T=1", "C").map(|found| found.id), Some(None));
        assert_eq!(document("mgAi.aspx?ID=1", "D"), None);
        for title in ["Plan pdf icon PDF 119 KB", "PlanPDF 1 MB", "Plan", "Plan PDF 1.5 MB "] {
            assert_eq!(without_size(title), "Plan", "{title}");
        }
        assert_eq!(without_size("Saving 5 MB"), "Saving 5 MB");
    }

    #[test]
    fn lists_and_answers_are_read() {
        let some = wards("Hill; Upper Vale;");
        assert_eq!((some.all, some.names), (false, vec!["Hill".into(), "Upper Vale".into()]));
        assert_eq!((wards("(All Wards);").all, wards("").all), (true, false));
        assert_eq!((yes("Yes"), yes("No, urgent"), yes("Maybe")), (Some(true), Some(false), None));
    }
}

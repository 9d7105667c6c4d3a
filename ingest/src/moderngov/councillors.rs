//! GetCouncillorsByWard: who sits for which ward. What the answer says of homes, telephones, e-mails, surgeries and
//! pictures is not read.

use chrono::NaiveDate;
use roxmltree::Node;

use super::answer::{Parsed, read_root};
use super::note::{Note, note};
use super::unexpected::Unexpected;
use super::{element, moment};

/// All wards of a council.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Roster {
    pub wards: Vec<Ward>,
    /// Terms whose first day is "unspecified".
    pub unspecified_starts: u64,
    /// Terms whose last day is "unspecified", as it is of most that run.
    pub unspecified_ends: u64,
    /// Terms that end before they start. They are given as written.
    pub inverted_terms: u64,
}

/// A ward, or another heading that people are listed under.
#[derive(Clone, Debug, PartialEq)]
pub struct Ward {
    pub title: Option<String>,
    pub councillors: Vec<Councillor>,
}

/// A person who sits on the council, or an empty seat: see [`super::name::is_vacancy`].
#[derive(Clone, Debug, PartialEq)]
pub struct Councillor {
    /// Unique only on its host.
    pub id: u64,
    /// As written, with honorifics: see [`super::name::split`].
    pub name: Option<String>,
    /// As written: see [`super::party::normalised`].
    pub party: Option<String>,
    /// Parish, town or other area, as the council uses it.
    pub district: Option<String>,
    pub representing: Option<String>,
    pub key_posts: Vec<String>,
    pub terms: Vec<Term>,
}

/// A term of office. None of a day: it is unspecified, missing or (then noted) unreadable.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Term {
    pub start: Option<NaiveDate>,
    pub end: Option<NaiveDate>,
}

/// Reads the answer of GetCouncillorsByWard.
pub fn parse(bytes: &[u8]) -> Result<Parsed<Roster>, Unexpected> {
    read_root(bytes, "councillorsbyward", |root, notes| {
        let mut roster = Roster::default();
        for node in element::within(root, "wards", "ward") {
            let title = element::line(node, "wardtitle");
            let rows: Vec<Node> = element::within(node, "councillors", "councillor").collect();
            if let Some(list) = element::child(node, "councillors") {
                let within = title.as_deref().unwrap_or("a ward");
                element::counted(list, "councillorcount", "councillors", within, rows.len(), notes);
            }
            let councillors = rows.into_iter().filter_map(|row| councillor(row, &mut roster, notes)).collect();
            roster.wards.push(Ward { title, councillors });
        }
        if roster.wards.is_empty() {
            note(notes, Note::EmptyList { what: "wards" });
        }
        roster
    })
}

fn councillor(row: Node, roster: &mut Roster, notes: &mut Vec<Note>) -> Option<Councillor> {
    let name = element::line(row, "fullusername");
    let id = element::id(row, "councillorid", "councillor", name.as_deref(), notes)?;
    Some(Councillor {
        id,
        name,
        party: element::line(row, "politicalpartytitle"),
        district: element::line(row, "districttitle"),
        representing: element::line(row, "representing"),
        key_posts: element::parts(element::line(row, "keyposts")),
        terms: element::within(row, "termsofoffice", "termofoffice").map(|row| term(row, id, roster, notes)).collect(),
    })
}

fn term(row: Node, councillor: u64, roster: &mut Roster, notes: &mut Vec<Note>) -> Term {
    let is_open = |name| element::line(row, name).is_some_and(|written| moment::is_unspecified(&written));
    roster.unspecified_starts += u64::from(is_open("startdate"));
    roster.unspecified_ends += u64::from(is_open("enddate"));
    let of = format!("councillor {councillor}");
    let start = element::date(row, "startdate", &of, notes);
    let end = element::date(row, "enddate", &of, notes);
    roster.inverted_terms += u64::from(start.zip(end).is_some_and(|(start, end)| end < start));
    Term { start, end }
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::moderngov::{Note, Unexpected};

    const XML: &str = "<councillorsbyward><wards><ward><wardtitle>Upper &amp;amp; Lower</wardtitle><councillors>\
        <councillorcount> 2</councillorcount><councillor><councillorid>4</councillorid>\
        <fullusername>Councillor  Ada Field</fullusername><politicalpartytitle>Green</politicalpartytitle>\
        <districttitle>\r\n </districttitle><representing>Upper</representing><keyposts>Chair; Lead for Parks ;</keyposts>\
        <workaddress><phone>01632 960001</phone><email>a.field@example.gov.uk</email></workaddress>\
        <homeaddress><line1>1 Hidden Lane</line1></homeaddress><surgerydetails><line1>Hidden Hall</line1></surgerydetails>\
        <termsofoffice><termofoffice><startdate>05/05/2022</startdate><enddate>unspecified</enddate></termofoffice>\
        <termofoffice><startdate>05/05/2018</startdate><enddate>04/05/2018</enddate></termofoffice></termsofoffice>\
        </councillor><councillor><fullusername>No Number</fullusername></councillor></councillors></ward></wards>\
        </councillorsbyward>";

    #[test]
    fn people_are_read_and_private_things_are_not() {
        let parsed = parse(XML.as_bytes()).expect("an answer");
        let roster = &parsed.value;
        assert_eq!((roster.unspecified_ends, roster.unspecified_starts, roster.inverted_terms), (1, 0, 1));
        let ward = &roster.wards[0];
        assert_eq!(ward.title.as_deref(), Some("Upper & Lower"));
        let person = &ward.councillors[0];
        assert_eq!(
            (person.id, person.name.as_deref(), person.district.as_deref()),
            (4, Some("Councillor Ada Field"), None)
        );
        assert_eq!(person.key_posts, ["Chair", "Lead for Parks"]);
        assert_eq!(person.terms.len(), 2);
        assert_eq!(parsed.notes, [Note::NoId { what: "councillor", called: "No Number".into() }]);
        let all = format!("{parsed:?}");
        for hidden in ["Hidden", "01632", "@"] {
            assert!(!all.contains(hidden), "{hidden} was read");
        }
    }

    #[test]
    fn an_empty_list_is_told_from_a_script() {
        let empty = parse(b"<councillorsbyward><wards>\n</wards></councillorsbyward>").expect("an answer");
        assert_eq!(empty.notes, [Note::EmptyList { what: "wards" }]);
        assert_eq!(parse(b"<!-- go --><script>x()</script>"), Err(Unexpected::Script));
    }
}

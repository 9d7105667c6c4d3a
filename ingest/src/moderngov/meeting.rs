//! GetMeeting: a meeting with its agenda, minutes, decisions, documents and attendance.

use std::collections::HashSet;

use chrono::{NaiveDate, NaiveTime};
use roxmltree::Node;

use super::answer::{Parsed, read_root};
use super::element;
use super::note::{Note, note};
use super::text::Body;
use super::unexpected::Unexpected;

/// A meeting. The answer does not say which board met: the list that the id came from does.
#[derive(Clone, Debug, PartialEq)]
pub struct Meeting {
    /// Unique only on its host.
    pub id: u64,
    pub date: Option<NaiveDate>,
    /// As written: see [`super::status::meeting`].
    pub status: Option<String>,
    pub display_allowed: Option<bool>,
    pub time: Option<NaiveTime>,
    pub actual_start: Option<NaiveTime>,
    pub actual_finish: Option<NaiveTime>,
    pub location: Option<String>,
    pub room: Option<String>,
    pub webcast: Option<bool>,
    pub agenda_published: Option<bool>,
    pub decisions_published: Option<bool>,
    pub minutes_published: Option<bool>,
    pub items: Vec<Item>,
    /// Documents of the meeting as a whole, without those of its items.
    pub documents: Vec<Document>,
    pub attendees: Vec<Attendee>,
}

/// An entry of the agenda, or a heading in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Unique only on its host; it stays the same when the agenda is put in another order.
    pub id: u64,
    pub title: Option<String>,
    pub agenda: Option<Body>,
    /// Place in the agenda; 0 is a heading, not an item.
    pub number: Option<u64>,
    /// Number as printed: "1.", "3a".
    pub printed_number: Option<String>,
    /// What the council adds under labels of its own, such as "Presented by".
    pub comments: Vec<Comment>,
    pub minutes: Option<Body>,
    pub decision: Option<Body>,
    pub declarations: Option<u64>,
    pub is_decision: Option<bool>,
    pub decision_published: Option<bool>,
    pub minutes_published: Option<bool>,
    pub restricted: Option<bool>,
    pub display_allowed: Option<bool>,
    /// Number in the minutes, which is another series than that of the agenda.
    pub minutes_number: Option<u64>,
    pub minutes_sub_number: Option<String>,
    pub documents: Vec<Document>,
}

/// A text under a label that the council chose.
#[derive(Clone, Debug, PartialEq)]
pub struct Comment {
    pub label: Option<String>,
    pub text: String,
}

/// A document.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Unique only on its host.
    pub id: Option<u64>,
    pub title: Option<String>,
    /// None also where the document is restricted.
    pub url: Option<String>,
    pub restricted: Option<bool>,
    /// The paragraphs of law by which it is restricted, as written.
    pub restrictions: Option<String>,
    pub publication_date: Option<NaiveDate>,
}

/// Somebody on the list of those who belong to a meeting.
#[derive(Clone, Debug, PartialEq)]
pub struct Attendee {
    /// The number that the person has as a councillor.
    pub id: Option<u64>,
    /// As written, with honorifics.
    pub name: Option<String>,
    pub role: Option<String>,
    /// As written: see [`super::status::attendance`]. "Expected" is no attendance.
    pub attendance: Option<String>,
}

/// Reads the answer of GetMeeting.
pub fn parse(bytes: &[u8]) -> Result<Parsed<Meeting>, Unexpected> {
    let Parsed { value, notes, illegal_characters } = read_root(bytes, "meeting", meeting)?;
    let value = value.ok_or(Unexpected::NoId)?;
    Ok(Parsed { value, notes, illegal_characters })
}

fn meeting(root: Node, notes: &mut Vec<Note>) -> Option<Meeting> {
    let items: Vec<Item> =
        element::within(root, "agendaitems", "agendaitem").filter_map(|row| item(row, notes)).collect();
    let of_items: HashSet<Key> = items.iter().flat_map(|item| &item.documents).filter_map(key).collect();
    let mut documents = documents(root, notes);
    documents.retain(|document| key(document).is_none_or(|key| !of_items.contains(&key)));
    let id = element::id(root, "meetingid", "meeting", None, notes)?;
    Some(Meeting {
        id,
        date: element::date(root, "meetingdate", &format!("meeting {id}"), notes),
        status: element::line(root, "meetingstatus"),
        display_allowed: element::flag(root, "isdisplayallowed"),
        time: element::time(root, "meetingtime"),
        actual_start: element::time(root, "meetingactualstarttime"),
        actual_finish: element::time(root, "meetingactualfinishtime"),
        location: element::line(root, "meetinglocation"),
        room: element::line(root, "meetingroom"),
        webcast: element::flag(root, "iswebcast"),
        agenda_published: element::flag(root, "agendapublished"),
        decisions_published: element::flag(root, "decisionpublished"),
        minutes_published: element::flag(root, "minutepublished"),
        items,
        documents,
        attendees: element::within(root, "attendees", "attendee").map(attendee).collect(),
    })
}

fn item(row: Node, notes: &mut Vec<Note>) -> Option<Item> {
    let title = element::line(row, "agendaitemtitle");
    let is_blank = title.is_none() && row.children().filter(Node::is_element).all(|child| is_blank(child));
    if is_blank {
        return None;
    }
    let id = element::id(row, "agendaitemid", "agenda item", title.as_deref(), notes)?;
    Some(Item {
        id,
        title,
        agenda: element::body(row, "agendatext"),
        number: element::number(row, "agendaitemnumber"),
        printed_number: element::line(row, "fulldisplaynumberformat"),
        comments: [("commentlabel1", "commenttext1"), ("commentlabel2", "commenttext2")]
            .into_iter()
            .filter_map(|(label, text)| {
                Some(Comment { label: element::line(row, label), text: element::body(row, text)?.text })
            })
            .collect(),
        minutes: element::body(row, "minutesnonemptyhtmlbody"),
        decision: element::body(row, "decisionnonemptyhtmlbody"),
        declarations: element::number(row, "declarationcount"),
        is_decision: element::flag(row, "isdecision"),
        decision_published: element::flag(row, "isdecisionpublished"),
        minutes_published: element::flag(row, "isminutepublished"),
        restricted: element::flag(row, "isrestricted"),
        display_allowed: element::flag(row, "isdisplayallowed"),
        minutes_number: element::number(row, "minutesitemnumber"),
        minutes_sub_number: element::line(row, "minutesitemsubnumber"),
        documents: documents(row, notes),
    })
}

/// Whether an element says nothing: of an agenda that is not published, the items are blank.
fn is_blank(node: Node) -> bool {
    node.descendants().filter_map(|inner| inner.text()).all(|text| text.trim().is_empty())
}

/// What makes two entries the same document.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
enum Key {
    Id(u64),
    Url(String),
}

fn key(document: &Document) -> Option<Key> {
    document.id.map(Key::Id).or_else(|| document.url.clone().map(Key::Url))
}

/// The documents that an element lists, each once.
fn documents(node: Node, notes: &mut Vec<Note>) -> Vec<Document> {
    let mut seen = HashSet::new();
    let mut twice = 0;
    let mut documents = Vec::new();
    for row in element::within(node, "linkeddocuments", "linkeddoc").filter(|row| !is_blank(*row)) {
        let document = document(row, notes);
        if key(&document).is_none_or(|key| seen.insert(key)) {
            documents.push(document);
        } else {
            twice += 1;
        }
    }
    if twice > 0 {
        note(notes, Note::Duplicates { what: "documents", count: twice });
    }
    documents
}

fn document(row: Node, notes: &mut Vec<Note>) -> Document {
    let id = element::number(row, "attachmentid");
    let of = id.map_or("a document".into(), |id| format!("document {id}"));
    let restricted = element::flag(row, "isrestricted");
    Document {
        id,
        title: element::line(row, "title"),
        url: element::line(row, "url").filter(|_| restricted != Some(true)),
        restricted,
        restrictions: element::line(row, "restrictionsRef"),
        publication_date: element::date(row, "publicationdate", &of, notes),
    }
}

fn attendee(row: Node) -> Attendee {
    Attendee {
        id: element::attribute(row, "memberid").and_then(|id| id.parse().ok()),
        name: element::attribute(row, "name"),
        role: element::attribute(row, "roledescription"),
        attendance: element::attribute(row, "attendance"),
    }
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::moderngov::{Note, Unexpected};

    const XML: &str = "<meeting><meetingid>31</meetingid><meetingdate>02/03/2026</meetingdate>\
        <meetingtime>2.00 pm</meetingtime><meetingroom>\n</meetingroom><isdisplayallowed>True</isdisplayallowed>\
        <agendaitems><agendaitem><agendaitemid>77</agendaitemid><agendaitemtitle>Parks &amp;#39;26</agendaitemtitle>\
        <agendatext>&lt;p class=\"MsoNormal\"&gt;To agree\nthe plan.&lt;/p&gt;&lt;p&gt;&amp;nbsp;&lt;/p&gt;</agendatext>\
        <agendaitemnumber>0</agendaitemnumber><fulldisplaynumberformat>3a</fulldisplaynumberformat>\
        <commentlabel1>Presented by</commentlabel1><commenttext1>The Director</commenttext1>\
        <commentlabel2>Actions</commentlabel2><commenttext2>\n</commenttext2>\
        <decisionnonemptyhtmlbody>&lt;p&gt;Agreed.&lt;/p&gt;</decisionnonemptyhtmlbody><isdecision>True</isdecision>\
        <linkeddocuments><linkeddoc><attachmentid>9</attachmentid><title>Plan</title><url>https://x.example/9</url>\
        </linkeddoc><linkeddoc><attachmentid>9</attachmentid></linkeddoc><linkeddoc><title>Exempt</title>\
        <url>https://x.example/secret</url><isrestricted>True</isrestricted><restrictionsRef>3</restrictionsRef>\
        </linkeddoc></linkeddocuments></agendaitem><agendaitem><agendaitemid> </agendaitemid></agendaitem></agendaitems>\
        <linkeddocuments><linkeddoc><attachmentid>9</attachmentid></linkeddoc><linkeddoc><attachmentid>10</attachmentid>\
        </linkeddoc></linkeddocuments><attendees><attendee membertype='U' memberid='4' name='Councillor Ada Field' \
         attendance='Expected' keyposts='Chair;'><url>https://x.example/4</url></attendee></attendees></meeting>";

    #[test]
    fn a_meeting_is_read_with_all_that_hangs_on_it() {
        let parsed = parse(XML.as_bytes()).expect("an answer");
        let meeting = parsed.value;
        assert_eq!((meeting.id, meeting.room, meeting.location), (31, None, None));
        let [item] = &meeting.items[..] else { panic!("one item: the other is blank") };
        assert_eq!(item.title.as_deref(), Some("Parks '26"));
        assert_eq!(item.agenda.as_ref().map(|body| body.text.as_str()), Some("To agree the plan."));
        assert_eq!(item.decision.as_ref().map(|body| body.html.as_str()), Some("<p>Agreed.</p>"));
        assert_eq!((item.number, item.is_decision, item.comments.len()), (Some(0), Some(true), 1));
        let [plan, exempt] = &item.documents[..] else { panic!("two documents") };
        assert_eq!((plan.id, plan.url.as_deref()), (Some(9), Some("https://x.example/9")));
        assert_eq!((exempt.url.as_deref(), exempt.restrictions.as_deref()), (None, Some("3")));
        assert_eq!(meeting.documents.iter().filter_map(|document| document.id).collect::<Vec<_>>(), [10]);
        let person = &meeting.attendees[0];
        assert_eq!((person.id, person.attendance.as_deref()), (Some(4), Some("Expected")));
        assert_eq!(parse(b"<meeting/>"), Err(Unexpected::NoId));
        assert_eq!(parsed.notes, [Note::Duplicates { what: "documents", count: 1 }]);
    }
}

//! One meeting, element by element.

use super::{
    council::{Council, Document, Item, Meeting},
    xml::{Xml, twice},
};

/// A meeting in full. One that there is not is a meeting whose elements are blank.
pub(super) fn meeting(council: &Council, base: &str, id: u32, xml: &mut Xml) {
    let Some(meeting) = council.meeting(id) else {
        return xml.tree("meeting", |xml| {
            for blank in ["meetingid", "meetingdate", "meetingstatus", "meetingtime", "agendaitems", "attendees"] {
                xml.leaf(blank, "");
            }
        });
    };
    let board = council.title(meeting.head.board);
    xml.tree("meeting", |xml| {
        head(&meeting, xml);
        xml.tree("agendaitems", |xml| {
            for item in &meeting.items {
                xml.tree("agendaitem", |xml| agenda_item(&meeting, board, base, item, xml));
            }
        });
        if !meeting.documents.is_empty() {
            documents(&meeting, board, base, &meeting.documents, board, xml);
        }
        attendees(&meeting, base, xml);
    });
}

fn head(meeting: &Meeting, xml: &mut Xml) {
    let head = &meeting.head;
    xml.number("meetingid", head.id);
    xml.day("meetingdate", head.date);
    xml.leaf("meetingstatus", &head.status);
    xml.flag("isdisplayallowed", true);
    xml.leaf("meetingtime", &head.time);
    xml.maybe("meetingactualstarttime", meeting.started.as_deref());
    xml.leaf("meetingplannedfinishtime", "");
    xml.maybe("meetingactualfinishtime", meeting.finished.as_deref());
    xml.maybe("meetinglocation", meeting.venue.as_deref());
    xml.flag("iswebcast", head.webcast);
    xml.number("agendaid", head.id);
    xml.flag("agendapublished", meeting.agenda_published);
    xml.flag("decisionpublished", meeting.decisions_published);
    xml.flag("minutepublished", meeting.minutes_published);
    xml.maybe("meetingroom", meeting.room.as_deref());
}

fn agenda_item(meeting: &Meeting, board: &str, base: &str, item: &Item, xml: &mut Xml) {
    let head = &meeting.head;
    xml.number("agendaitemid", item.id);
    xml.title("agendaitemtitle", &item.title);
    xml.maybe("agendatext", item.text.as_deref());
    xml.day("actualmeetingdate", head.date);
    xml.number("agendaitemnumber", item.number);
    xml.leaf("agendaitemsubnumber", "");
    xml.leaf("fulldisplaynumberformat", &item.shown);
    xml.leaf("authorusername", "");
    xml.leaf("commentlabel1", "Presented By");
    xml.maybe("commenttext1", item.presented_by.as_deref());
    xml.leaf("commentlabel2", "Actions");
    xml.leaf("commenttext2", "");
    xml.maybe("minutesnonemptyhtmlbody", item.minutes.as_deref());
    if let Some(decision) = &item.decision {
        xml.leaf("decisionnonemptyhtmlbody", decision);
    }
    xml.number("declarationcount", item.declarations);
    xml.flag("iscallin", item.call_in);
    xml.flag("iscomment", false);
    xml.flag("isdecision", item.is_decision);
    xml.flag("isdecisionpublished", item.is_decision && meeting.decisions_published);
    xml.flag("isminutepublished", item.minutes.is_some() && meeting.minutes_published);
    xml.flag("ispubliccanspeak", false);
    xml.flag("isrestricted", item.restricted);
    xml.flag("isdisplayallowed", !item.hidden);
    xml.day("meetingdate", head.date);
    xml.leaf("meetingtime", &head.time);
    xml.number("minutesitemnumber", item.minute.unwrap_or(0));
    xml.leaf("minutesitemsubnumber", "");
    xml.day("preferreddate", head.date);
    xml.title("refertocommittee", board);
    documents(meeting, board, base, &item.documents, &item.title, xml);
}

fn documents(meeting: &Meeting, board: &str, base: &str, documents: &[Document], owner: &str, xml: &mut Xml) {
    xml.tree("linkeddocuments", |xml| {
        for (document, number) in documents.iter().zip(1..) {
            xml.tree("linkeddoc", |xml| {
                xml.number("attachmentid", document.id);
                xml.title("title", &document.title);
                xml.flag("isurl", document.link.is_some());
                let inside = || format!("{base}/mgConvert2PDF.aspx?ID={}", document.id);
                xml.leaf("url", &document.link.clone().unwrap_or_else(inside));
                xml.flag("isrestricted", document.restricted);
                xml.maybe("restrictionsRef", document.exempt_by.as_deref());
                xml.number("itemnum", number);
                xml.day("publicationdate", document.published);
                xml.day("meetingdate", meeting.head.date);
                xml.day("decisiondate", meeting.head.date);
                xml.title("committeetitle", board);
                xml.flag("isdecisionattachment", false);
                xml.title("ownertitle", owner);
            });
        }
    });
}

fn attendees(meeting: &Meeting, base: &str, xml: &mut Xml) {
    xml.tree("attendees", |xml| {
        for person in &meeting.people {
            let (id, name) = (person.id.to_string(), twice(&person.name));
            let mut attributes = vec![
                ("membertype", "U"),
                ("memberid", &id),
                ("name", &name),
                ("roledescription", &person.role),
                ("attendance", &person.attendance),
                ("politicalparty", &person.party),
                ("ward", &person.ward),
            ];
            attributes.extend(person.key_posts.as_deref().map(|posts| ("keyposts", posts)));
            xml.tree_with("attendee", &attributes, |xml| {
                xml.leaf("url", &format!("{base}/mgUserInfo.aspx?UID={id}"));
            });
        }
    });
}

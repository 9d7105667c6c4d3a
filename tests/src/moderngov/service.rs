//! The operations of the web service.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    PRIVATE,
    council::{Council, Head, Person},
    meeting,
    reply::Reply,
    xml::{Xml, document},
};

/// Each operation and the parameters that it insists on.
const OPERATIONS: &[(&str, &[&str])] = &[
    ("GetCommittees", &[]),
    ("GetMeetings", &["lCommitteeId", "sFromDate", "sToDate"]),
    ("GetAllMeetingsByDate", &["lCommitteeId", "bIsAscendingDateOrder", "sFromDate", "sToDate"]),
    ("GetMeeting", &["lMeetingId"]),
    ("GetCouncillorsByWard", &[]),
];

/// The parameters of a call, by name in small letters.
pub(super) type Params = BTreeMap<String, String>;

/// The parameters that an operation insists on.
pub(super) fn declared(operation: &str) -> &'static [&'static str] {
    OPERATIONS.iter().find(|(known, _)| known.eq_ignore_ascii_case(operation)).map_or(&[], |(_, declared)| declared)
}

/// What an operation answers; `soap` is whether it was called so.
pub(super) fn operation(council: &Council, base: &str, name: &str, params: &Params, soap: bool) -> Reply {
    let Some((name, declared)) = OPERATIONS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)) else {
        return Reply::text(500, &format!("{name} Web Service method name is not valid."));
    };
    if let Some(missing) = declared.iter().find(|declared| !params.contains_key(&declared.to_lowercase())) {
        return Reply::text(500, &format!("Missing parameter: {missing}."));
    }
    let value = |name: &str| params.get(name).map(String::as_str).unwrap_or_default();
    let window = || Window {
        // 0 and -1 are all boards.
        board: value("lcommitteeid").parse().ok().filter(|board| *board > 0),
        from: day(value("sfromdate")),
        to: day(value("stodate")),
    };
    let answer = document(soap.then_some(*name), |xml| match *name {
        "GetCommittees" => committees(council, xml),
        "GetMeetings" => by_board(council, &window(), xml),
        "GetAllMeetingsByDate" => by_date(council, &window(), value("bisascendingdateorder") == "true", xml),
        "GetMeeting" => meeting::meeting(council, base, value("lmeetingid").parse().unwrap_or(0), xml),
        _ => wards(council, base, xml),
    });
    Reply::of("text/xml; charset=utf-8", answer)
}

/// A day as it is asked for; `0` is open.
fn day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%d/%m/%Y").ok()
}

/// The meetings that a list is asked for.
struct Window {
    board: Option<u32>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

impl Window {
    fn heads(&self, council: &Council) -> Vec<Head> {
        let is_in = |head: &Head| {
            self.board.is_none_or(|board| board == head.board)
                && self.from.is_none_or(|from| from <= head.date)
                && self.to.is_none_or(|to| head.date <= to)
        };
        let mut heads: Vec<_> = council.heads().filter(is_in).collect();
        heads.sort_by_key(|head| (head.date, head.id));
        heads
    }
}

fn committees(council: &Council, xml: &mut Xml) {
    xml.tree("committees", |xml| {
        xml.count("committeescount", council.boards.len());
        for board in &council.boards {
            xml.tree("committee", |xml| {
                xml.number("committeeid", board.id);
                xml.title("committeetitle", &board.title);
                xml.flag("committeedeleted", board.deleted);
                xml.flag("committeeexpired", board.expired);
                xml.title("committeecategory", board.category.as_deref().unwrap_or_default());
            });
        }
    });
}

fn by_board(council: &Council, window: &Window, xml: &mut Xml) {
    let mut of: BTreeMap<u32, Vec<Head>> = BTreeMap::new();
    let heads = window.heads(council);
    let count = heads.len();
    for head in heads {
        of.entry(head.board).or_default().push(head);
    }
    xml.tree("getmeetings", |xml| {
        xml.count("meetingscount", count);
        xml.count("committeescount", of.len());
        for (board, heads) in of {
            xml.tree("committee", |xml| {
                xml.number("committeeid", board);
                xml.title("committeetitle", council.title(board));
                xml.count("committeemeetingcount", heads.len());
                xml.tree("committeemeetings", |xml| {
                    for head in &heads {
                        xml.tree("meeting", |xml| {
                            xml.number("meetingid", head.id);
                            xml.day("meetingdate", head.date);
                            xml.leaf("meetingstatus", &head.status);
                            xml.leaf("meetingtime", &head.time);
                            xml.flag("iswebcast", head.webcast);
                        });
                    }
                });
            });
        }
    });
}

fn by_date(council: &Council, window: &Window, ascending: bool, xml: &mut Xml) {
    let mut heads = window.heads(council);
    if !ascending {
        heads.reverse();
    }
    xml.tree("getmeetingsbydate", |xml| {
        xml.count("meetingscount", heads.len());
        xml.tree("meetings", |xml| {
            for head in &heads {
                xml.tree("meeting", |xml| {
                    xml.number("meetingid", head.id);
                    xml.day("meetingdate", head.date);
                    xml.leaf("meetingtime", &head.time);
                    xml.leaf("meetingstatus", &head.status);
                    xml.number("committeeid", head.board);
                    xml.title("committeetitle", council.title(head.board));
                    xml.flag("iswebcast", head.webcast);
                });
            }
        });
    });
}

fn wards(council: &Council, base: &str, xml: &mut Xml) {
    xml.tree("councillorsbyward", |xml| {
        xml.tree("wards", |xml| {
            for ward in &council.wards {
                xml.tree("ward", |xml| {
                    xml.leaf("wardtitle", &ward.title);
                    xml.tree("councillors", |xml| {
                        xml.count("councillorcount", ward.people.len());
                        for person in &ward.people {
                            xml.tree("councillor", |xml| councillor(person, &ward.title, base, xml));
                        }
                    });
                });
            }
        });
    });
}

fn councillor(person: &Person, ward: &str, base: &str, xml: &mut Xml) {
    let [line, phone, email] = PRIVATE;
    xml.number("councillorid", person.id);
    xml.title("fullusername", &person.name);
    xml.leaf("photosmallurl", &format!("{base}/UserData/Info{:08}/smallpic.jpg", person.id));
    xml.leaf("photobigurl", &format!("{base}/UserData/Info{:08}/bigpic.jpg", person.id));
    xml.maybe("politicalpartytitle", person.party.as_deref());
    xml.leaf("districttitle", "");
    xml.leaf("representing", &format!("{ward} Ward"));
    xml.maybe("keyposts", person.key_posts.as_deref());
    xml.tree("workaddress", |xml| {
        if let Some(work) = &person.email {
            xml.leaf("line1", "Made-Up Hall");
            xml.leaf("email", work);
        }
    });
    xml.tree("homeaddress", |xml| {
        if person.at_home {
            xml.leaf("line1", line);
            xml.leaf("postcode", "ZZ99 9ZZ");
            xml.leaf("phone", phone);
            xml.leaf("mobile", phone);
            xml.leaf("email", email);
        }
    });
    if person.at_home {
        xml.tree("surgerydetails", |xml| xml.leaf("line1", &format!("By appointment: {phone}")));
    }
    if !person.terms.is_empty() {
        xml.tree("termsofoffice", |xml| {
            for (from, until) in &person.terms {
                xml.tree("termofoffice", |xml| {
                    for (name, day) in [("startdate", from), ("enddate", until)] {
                        match day {
                            Some(day) => xml.day(name, *day),
                            None => xml.leaf(name, "unspecified"),
                        }
                    }
                });
            }
        });
    }
}

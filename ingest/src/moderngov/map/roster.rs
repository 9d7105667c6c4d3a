//! The roster: wards, their seats, the people who hold them, their parties and key posts.

use chrono::NaiveDate;
use entities::{area, membership, organisation, person, post, source};
use uuid::Uuid;

use super::super::councillors::{Councillor, Roster, Term, Ward};
use super::super::{name, party};
use super::batch::Batch;
use super::held::{Held, plain, safe};
use super::host::{Council, Host};
use crate::id;
use crate::record::{Citation, Record};

/// Where the roster was read.
const LOCATOR: &str = "GetCouncillorsByWard";

/// Adds everybody on the roster; gives how many people there are and how many seats are vacant.
pub fn roster(host: &Host, held: &mut Held, roster: &Roster, batch: &mut Batch) -> (u64, u64) {
    let (mut people, mut vacant) = (0, 0);
    for ward in &roster.wards {
        let council = host.council_of(&[ward.title.as_deref().unwrap_or_default()]);
        let seat = ward.title.as_deref().and_then(|title| Some(seat(host, held, council?, title, batch)));
        for councillor in &ward.councillors {
            match councillor.name.as_deref() {
                Some(written) if name::is_vacancy(written) => vacant += 1,
                Some(written) => {
                    people += 1;
                    let whose = council.or_else(|| whose(host, ward, councillor));
                    councillor_of(host, held, (whose, seat), (councillor, written), batch);
                }
                None => {}
            }
        }
    }
    (people, vacant)
}

/// The council of somebody whose ward does not tell.
fn whose<'a>(host: &'a Host, ward: &Ward, councillor: &Councillor) -> Option<&'a Council> {
    let words = [ward.title.as_deref(), councillor.district.as_deref(), councillor.representing.as_deref()];
    host.council_of(&words.map(Option::unwrap_or_default))
}

/// Adds a ward and the seat for it; gives the seat.
fn seat(host: &Host, held: &mut Held, council: &Council, title: &str, batch: &mut Batch) -> Uuid {
    let number = format!("{}/{}", council.slug, plain(title));
    let ward = held.place(host, &area::TABLE, "ward", &number, Some(council), title);
    let mut record =
        ward.record(host, &area::TABLE).with("name", title).with("kind", "WARD").with("parent_id", council.area);
    record.citations = vec![host.service(LOCATOR)];
    batch.add(record);
    let title = format!("Councillor for {title}");
    let seat = held.place(host, &post::TABLE, "seat", &number, Some(council), &title);
    let mut record = seat
        .record(host, &post::TABLE)
        .with("title", title)
        .with("kind", "ELECTED_SEAT")
        .with("council_id", council.id)
        .with("area_id", ward.id);
    record.citations = vec![host.service(LOCATOR)];
    batch.add(record);
    seat.id
}

fn councillor_of(
    host: &Host,
    held: &mut Held,
    (council, seat): (Option<&Council>, Option<Uuid>),
    (councillor, written): (&Councillor, &str),
    batch: &mut Batch,
) {
    let number = councillor.id;
    let (honorific, name) = name::split(written);
    let placed = held.place(host, &person::TABLE, "person", &number.to_string(), council, &name);
    let mut record = placed
        .record(host, &person::TABLE)
        .with("name", name)
        .with("honorific", honorific)
        .with("council_id", council.map(|c| c.id));
    record.identifiers = vec![host.identifier("person", number)];
    record.citations = vec![host.service(format_args!("{LOCATOR}, councillorid {number}"))];
    batch.add(record);

    let party = councillor.party.as_deref().and_then(party::normalised);
    let party = party.map(|(slug, name)| affiliation(slug, name, batch));
    let belongs = |key: String| {
        let mut record = Record::new(&membership::TABLE, host.own("membership", format_args!("{number}/{key}")))
            .with("person_id", placed.id)
            .with("council_id", council.map(|c| c.id));
        record.citations = vec![host.service(format_args!("{LOCATOR}, councillorid {number}"))];
        record
    };
    let unknown = [Term { start: None, end: None }];
    let terms = if councillor.terms.is_empty() { &unknown } else { councillor.terms.as_slice() };
    for term in terms {
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
        let key =
            format!("{}/{}", term.start.map_or("unspecified".into(), |d| d.to_string()), seat.unwrap_or_default());
        let record = belongs(key)
            .with("post_id", seat)
            .with("role", "Councillor")
            .with("on_behalf_of_id", party)
            .with("on_behalf_of_as_written", councillor.party.as_deref())
            .with("valid_from", day(term.start))
            .with("valid_to", day(term.end));
        batch.add(record);
    }
    let Some(council) = council else { return };
    for title in &councillor.key_posts {
        let key = format!("{}/{}", council.slug, plain(title));
        let held_post = held.place(host, &post::TABLE, "post", &key, Some(council), title);
        if !held_post.known && !held_post.joined {
            let mut record = held_post
                .record(host, &post::TABLE)
                .with("title", title.as_str())
                .with("kind", key_post(title))
                .with("council_id", council.id);
            record.citations = vec![host.service(LOCATOR)];
            batch.add(record);
        }
        batch.add(belongs(format!("post/{}", plain(title))).with("post_id", held_post.id).with("role", title.as_str()));
    }
}

/// What sort of post a key post is.
fn key_post(title: &str) -> &'static str {
    let title = plain(title);
    let has = |word: &str| title.contains(word);
    match () {
        () if has("vice chair") || has("deputy chair") => "VICE_CHAIR",
        () if has("chair") => "CHAIR",
        () if has("cabinet member") || has("portfolio") || has("executive member") => "CABINET_MEMBER",
        () => "OTHER",
    }
}

/// Adds a party, which is the same in every council; gives its id.
fn affiliation(slug: &str, name: &str, batch: &mut Batch) -> Uuid {
    let names = id::of("moderngov", "parties");
    let id = id::of("political-party", slug);
    if batch.has(id) {
        return id;
    }
    let title = "Spellings of political parties in the committee systems of councils, as Folkmoot reads them";
    batch.add(Record::new(&source::TABLE, names).with("title", title));
    let mut record = Record::new(&organisation::TABLE, id)
        .with("slug", format!("party/{}", safe(slug)))
        .with("name", name)
        .with("kind", "POLITICAL_PARTY");
    let (locator, quote) = (Some(name.to_string()), None);
    record.citations = vec![Citation { source: names, locator, quote, certainty: "STATED", method: "MANUAL" }];
    batch.add(record);
    id
}

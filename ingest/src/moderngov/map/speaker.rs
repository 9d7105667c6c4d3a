//! Who is meant by the words for a speaker: a person in the room or of the council, or a post.

use uuid::Uuid;

use super::super::name;
use super::batch::Batch;
use super::board::Board;
use super::held::{Held, plain};
use super::host::{Council, Host};
use crate::minutes::{Speaker, Who};
use crate::record::{Actor, Citation};

/// Who belongs to a meeting.
#[derive(Debug, Default)]
pub struct Room {
    /// Whether any source says who came.
    pub known: bool,
    people: Vec<Present>,
}

#[derive(Debug)]
struct Present {
    person: Option<Uuid>,
    name: String,
    chairs: bool,
    came: bool,
}

/// Endings of titles that councils employ people under.
const OFFICES: &[&str] = &[
    "director",
    "officer",
    "manager",
    "head",
    "executive",
    "solicitor",
    "lead",
    "commissioner",
    "advisor",
    "adviser",
    "lawyer",
    "accountant",
    "planner",
    "consultant",
    "coordinator",
    "engineer",
    "auditor",
];

impl Room {
    /// Notes somebody on the list of attendance.
    pub fn enter(&mut self, person: Option<Uuid>, written: &str, role: Option<&str>, came: bool) {
        let chairs = role.is_some_and(is_chair);
        self.people.push(Present { person, name: plain(&name::split(written).1), chairs, came });
    }

    /// The one who is listed as chair, unless they did not come.
    fn chair(&self) -> Option<Uuid> {
        let mut chairs = self.people.iter().filter(|p| p.chairs && (p.came || !self.known));
        chairs.next().filter(|_| chairs.next().is_none())?.person
    }

    /// The person with this name, and how sure that is: by the whole name in the room or in the council; by initial and
    /// surname there; by surname alone only in the room.
    fn person(&self, held: &Held, board: &Board, written: &str) -> Option<(Uuid, &'static str)> {
        let wanted = plain(written);
        let here =
            |fits: &dyn Fn(&str) -> bool| only(self.people.iter().filter(|p| fits(&p.name)).filter_map(|p| p.person));
        if let Some(id) = here(&|name| name == wanted) {
            return Some((id, "EXTRACTED"));
        }
        if let Some(id) = board.council.and_then(|council| held.named("person", council, written)) {
            return Some((id, "EXTRACTED"));
        }
        let (first, surname) = wanted.rsplit_once(' ').unwrap_or(("", &wanted));
        let surname_of = |name: &str| name.rsplit_once(' ').is_some_and(|(_, last)| last == surname);
        if first.is_empty() {
            return here(&surname_of).map(|id| (id, "INFERRED"));
        }
        let initials: Vec<char> = first.split(' ').filter_map(|word| word.chars().next()).collect();
        if first.split(' ').any(|word| word.chars().count() > 1) {
            return None;
        }
        let fits = |name: &str| surname_of(name) && initials.first().is_some_and(|i| name.starts_with(*i));
        let of_council = || {
            let people = held.all("person", board.council?);
            only(people.filter(|(name, _)| fits(name)).flat_map(|(_, ids)| ids.iter().copied()))
        };
        here(&fits).or_else(of_council).map(|id| (id, "INFERRED"))
    }

    /// An actor of whom only words are given.
    pub fn named(&self, held: &Held, board: &Board, role: &'static str, words: &str) -> Actor {
        let (_, name) = name::split(words);
        let mut actor = as_written(role, words);
        if let Some((id, certainty)) = self.person(held, board, &name) {
            (actor.person, actor.resolution, actor.certainty) = (Some(id), "RESOLVED", certainty);
        }
        actor
    }

    /// A speaker of the minutes. A post that nobody wrote of yet is added, if its title is one that councils use.
    pub fn speaker(
        &self,
        host: &Host,
        held: &mut Held,
        board: &Board,
        (role, speaker): (&'static str, &Speaker),
        said: &Citation,
        batch: &mut Batch,
    ) -> Actor {
        let mut actor = as_written(role, &speaker.as_written);
        let person = match &speaker.who {
            Who::Person { name, .. } | Who::PostAndPerson { name, .. } => self.person(held, board, name),
            Who::Post { title } if is_chair(title) => self.chair().map(|id| (id, "INFERRED")),
            _ => None,
        };
        if let Some((id, certainty)) = person {
            (actor.person, actor.resolution, actor.certainty) = (Some(id), "RESOLVED", certainty);
        }
        match &speaker.who {
            // Every board has a chair: the words alone do not say which post it is.
            Who::Post { title } | Who::PostAndPerson { title, .. } if is_chair(title) => {}
            Who::Post { title } | Who::PostAndPerson { title, .. } => {
                let council = host.councils.iter().find(|c| Some(c.id) == board.council);
                actor.post = council.and_then(|council| post(host, held, council, title, said, batch));
                if actor.person.is_none() && actor.post.is_some() {
                    actor.resolution = "POST_ONLY";
                }
            }
            Who::Group { .. } => actor.resolution = "COLLECTIVE",
            Who::Unnamed { .. } => actor.resolution = "UNKNOWN",
            Who::Person { .. } => {}
        }
        actor
    }
}

fn as_written(role: &'static str, words: &str) -> Actor {
    Actor {
        role,
        as_written: Some(words.into()),
        person: None,
        post: None,
        organisation: None,
        board: None,
        council: None,
        resolution: "NAME_ONLY",
        certainty: "EXTRACTED",
    }
}

/// The only one of them, though it may come more than once.
fn only(mut ids: impl Iterator<Item = Uuid>) -> Option<Uuid> {
    let first = ids.next()?;
    ids.all(|id| id == first).then_some(first)
}

fn is_chair(title: &str) -> bool {
    matches!(
        plain(title).as_str(),
        "chair" | "chairman" | "chairwoman" | "chairperson" | "the chair" | "committee chair"
    )
}

/// The post with this title in a council. One that nobody wrote of yet is added, if its title is one that councils use.
pub fn post(
    host: &Host,
    held: &mut Held,
    council: &Council,
    title: &str,
    said: &Citation,
    batch: &mut Batch,
) -> Option<Uuid> {
    if let Some(id) = held.named("post", council.id, title) {
        return Some(id);
    }
    let kind = kind(title)?;
    let number = format!("{}/{}", council.slug, plain(title));
    let placed = held.place(host, &entities::post::TABLE, "post", &number, Some(council), title);
    if !placed.known && !placed.joined {
        let mut record = placed
            .record(host, &entities::post::TABLE)
            .with("title", title)
            .with("kind", kind)
            .with("council_id", council.id);
        record.citations = vec![Citation { certainty: "EXTRACTED", ..said.clone() }];
        batch.add(record);
    }
    Some(placed.id)
}

/// What sort of post a title names; none where its words do not tell.
fn kind(title: &str) -> Option<&'static str> {
    let title = plain(title);
    let has = |word: &str| title.contains(word);
    let words = || title.split(' ');
    match () {
        () if has("cabinet member") || has("portfolio holder") || has("executive member") => Some("CABINET_MEMBER"),
        () if words().count() > 9 => None,
        () if words().any(|word| OFFICES.contains(&word)) => Some("OFFICER"),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn board() -> Board {
        Board { number: 1, id: Uuid::nil(), title: "Panel".into(), council: None }
    }

    #[test]
    fn people_in_the_room_are_found() {
        let (ann, bob, tom) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
        let mut room = Room { known: true, ..Room::default() };
        room.enter(Some(ann), "Councillor Ann Oakley", Some("Chair"), true);
        room.enter(Some(bob), "Cllr Bob Smith", None, true);
        room.enter(Some(tom), "Councillor Tom Smith", None, false);
        let held = Held::default();
        let found = |name: &str| room.person(&held, &board(), name);
        assert_eq!(found("Ann Oakley"), Some((ann, "EXTRACTED")));
        assert_eq!(found("A Oakley"), Some((ann, "INFERRED")));
        assert_eq!(found("B. Smith"), Some((bob, "INFERRED")));
        assert_eq!(found("Oakley"), Some((ann, "INFERRED")));
        assert_eq!(found("Smith"), None, "two of them");
        assert_eq!(found("Anna Oakley"), None, "another name");
        assert_eq!(room.chair(), Some(ann));
    }

    #[test]
    fn titles_tell_the_kind_of_a_post() {
        assert_eq!(kind("Cabinet Member for Children’s Services"), Some("CABINET_MEMBER"));
        assert_eq!(kind("Interim Assistant Director for Children's Transformation"), Some("OFFICER"));
        assert_eq!(kind("Head of Service"), Some("OFFICER"));
        assert_eq!(kind("Petitioner"), None);
    }
}

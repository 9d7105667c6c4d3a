//! Boards, from the list of committees.

use super::super::board_kind;
use super::super::committees::Committee;
use super::batch::Batch;
use super::held::Held;
use super::host::Host;

/// A board of the installation.
#[derive(Clone, Debug)]
pub struct Board {
    /// Its number there.
    pub number: u64,
    /// Its record, which may be somebody else's.
    pub id: uuid::Uuid,
    pub title: String,
    /// The council that hosts it; none where a shared installation does not tell.
    pub council: Option<uuid::Uuid>,
}

/// Adds the boards, those that still sit before the others, and gives them in that order.
pub fn boards(host: &Host, held: &mut Held, committees: &[Committee], batch: &mut Batch) -> Vec<Board> {
    let mut committees: Vec<&Committee> = committees.iter().collect();
    committees.sort_by_key(|c| (c.deleted == Some(true), c.expired == Some(true), c.id));
    committees.into_iter().map(|committee| board(host, held, committee, batch)).collect()
}

fn board(host: &Host, held: &mut Held, committee: &Committee, batch: &mut Batch) -> Board {
    let number = committee.id;
    let title = committee.title.clone().unwrap_or_else(|| format!("Committee {number}"));
    let category = committee.category.as_deref();
    let council = host.council_of(&[&title, category.unwrap_or_default()]);
    let placed = held.place(host, &entities::board::TABLE, "board", &number.to_string(), council, &title);
    let standing = match (committee.deleted, committee.expired) {
        (Some(true), _) => Some("DELETED"),
        (_, Some(true)) => Some("EXPIRED"),
        (_, Some(false)) => Some("ACTIVE"),
        _ => None,
    };
    let mut record = placed
        .record(host, &entities::board::TABLE)
        .with("name", title.as_str())
        .with("kind", board_kind::of(&title, category))
        .with("category", category)
        .with("standing", standing)
        .with("council_id", council.map(|c| c.id))
        .with("website", host.page(format_args!("mgCommitteeDetails.aspx?ID={number}")));
    record.identifiers = vec![host.identifier("board", number)];
    record.citations = vec![host.service("GetCommittees")];
    batch.add(record);
    Board { number, id: placed.id, title, council: council.map(|c| c.id) }
}

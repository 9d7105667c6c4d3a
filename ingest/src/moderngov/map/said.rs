//! What the minutes of an item tell by rule: who said what, what was resolved, how votes fell. Everything keeps the words
//! that it rests on.

use entities::{contribution, decision, vote};
use uuid::Uuid;

use super::batch::Batch;
use super::held::Held;
use super::host::Host;
use super::item::Place;
use super::speaker::Room;
use crate::minutes;
use crate::record::{Citation, Record};

/// Adds what the minutes of an item tell. `decided` is the formal decision under it: then resolutions are its wording, and
/// no decisions of their own.
pub fn minutes(
    host: &Host,
    held: &mut Held,
    place: &Place,
    text: &str,
    room: &Room,
    decided: Option<Uuid>,
    batch: &mut Batch,
) {
    let read = minutes::read(text);
    batch.ambiguous += read.ambiguous.len() as u64;
    let here = Citation { certainty: "EXTRACTED", ..place.part("minutes") };
    let id = |n: usize| host.own("contribution", format_args!("{}/{}", place.key, n + 1));
    for (n, said) in read.contributions.iter().enumerate() {
        let mut record = Record::new(&contribution::TABLE, id(n))
            .with("agenda_item_id", place.id)
            .with("position", i32::try_from(n + 1).unwrap_or(i32::MAX))
            .with("kind", said.kind)
            .with("text", said.text.as_str())
            .with("verbatim", true)
            .with("reply_to_id", said.reply_to.map(id));
        for speaker in &said.speakers {
            record.actors.push(room.speaker(host, held, place.board, ("SPEAKER", speaker), &here, batch));
        }
        record.citations = vec![here.clone()];
        batch.add(record);
    }
    let mut decisions: Vec<Uuid> = decided.into_iter().collect();
    if decided.is_none() {
        for (n, resolution) in read.resolutions.iter().enumerate() {
            decisions.push(resolved(host, place, n, resolution, batch));
        }
    }
    for (n, vote) in read.votes.iter().enumerate() {
        let led_to = match decisions.as_slice() {
            [only] if read.votes.len() == 1 && vote.carried == Some(true) => Some(*only),
            _ => None,
        };
        let count = |votes: Option<u32>| votes.and_then(|n| i32::try_from(n).ok());
        let mut record = Record::new(&vote::TABLE, host.own("vote", format_args!("{}/{}", place.key, n + 1)))
            .with("agenda_item_id", place.id)
            .with("decision_id", led_to)
            .with("position", i32::try_from(n + 1).unwrap_or(i32::MAX))
            .with("votes_for", count(vote.votes_for))
            .with("votes_against", count(vote.votes_against))
            .with("abstentions", count(vote.abstentions))
            .with("carried", vote.carried)
            .with("text", vote.evidence.as_str());
        record.citations = vec![Citation { quote: Some(vote.evidence.clone()), ..here.clone() }];
        batch.add(record);
    }
}

fn resolved(host: &Host, place: &Place, n: usize, resolution: &minutes::Resolution, batch: &mut Batch) -> Uuid {
    let id = host.own("resolution", format_args!("{}/{}", place.key, n + 1));
    let effects = serde_json::Value::from(resolution.effects.clone()).to_string();
    let mut record = Record::new(&decision::TABLE, id)
        .with("agenda_item_id", place.id)
        .with("board_id", place.board.id)
        .with("number", resolution.number.as_deref())
        .with("date", place.day)
        .with("text", resolution.text.as_str())
        .with("verbatim", true)
        .with("effects", effects);
    let (certainty, quote) = ("EXTRACTED", Some(resolution.evidence.clone()));
    record.citations = vec![Citation { certainty, quote, ..place.part("minutes") }];
    batch.add(record);
    id
}

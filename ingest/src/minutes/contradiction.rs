//! Verdicts on one thing that contradict each other.

use std::collections::{HashMap, HashSet};

use super::pattern::patterns;
use super::resolution::{Resolution, Resolved};

patterns! {
    SUBJECT = r"(?i)^(?:that )?(?:the |this )?(.{1,160}?),? (?:was|were|be|is|are)\b";
    OBJECT = r"(?i)^(?:to )?(?:approve|refuse|reject|defer|agree|note|accept|withdraw|grant)(?:ed|d|red|n)? (?:the |this )?(.{1,160}?)(?: (?:subject|for|until|to|as|on|pending|by)\b|[.,;]|$)";
    MATTER = r"(?i)^(?:planning |original |whole )?(?:item|matter|report|application|proposal|recommendation|decision|permission)s?$";
    MOTION = r"(?i)^(?:original |substantive |notice of )?motions?$";
}

/// Which way a verdict goes.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Way {
    For,
    Against,
    Off,
}

fn ways(resolution: &Resolution) -> impl Iterator<Item = Way> {
    resolution.effects.iter().filter_map(|effect| match *effect {
        "APPROVE" | "APPROVE_WITH_CONDITIONS" | "AGREE" | "ACCEPT" => Some(Way::For),
        "REJECT" => Some(Way::Against),
        "DEFER" | "WITHDRAW" => Some(Way::Off),
        _ => None,
    })
}

/// What a resolution is about, as far as two can be told to be about the same.
fn about(resolution: &Resolution) -> Option<String> {
    let parts = OBJECT.captures(&resolution.text).or_else(|| SUBJECT.captures(&resolution.text))?;
    let words = parts.get(1)?.as_str();
    Some(match () {
        () if MATTER.is_in(words) => "the matter".into(),
        () if MOTION.is_in(words) => "the motion".into(),
        () => words.to_lowercase(),
    })
}

/// Takes out the resolutions on one thing that go different ways; their sentences are left for a person.
pub(super) fn settle(resolved: &mut Resolved) {
    let keys: Vec<Option<String>> = resolved.resolutions.iter().map(about).collect();
    let mut seen: HashMap<&str, HashSet<Way>> = HashMap::new();
    for (key, resolution) in keys.iter().zip(&resolved.resolutions) {
        if let Some(key) = key {
            seen.entry(key).or_default().extend(ways(resolution));
        }
    }
    let mut keys = keys.iter();
    let is_torn =
        |key: &Option<String>| key.as_ref().and_then(|key| seen.get(key.as_str())).is_some_and(|ways| ways.len() > 1);
    let (torn, kept) = std::mem::take(&mut resolved.resolutions)
        .into_iter()
        .partition::<Vec<_>, _>(|resolution| keys.next().is_some_and(is_torn) && ways(resolution).next().is_some());
    resolved.resolutions = kept;
    resolved.ambiguous.extend(torn.into_iter().map(|resolution| resolution.evidence));
}

//! How far councils have come with a programme, one by one and counted by stage.

use std::collections::HashMap;

use crate::comparison::Comparison;
use crate::hexmap::{STAGES, stage_word};
use crate::lane::Lane;
use crate::part::Named;

/// Councils of a stage that are named beside it; where there are more, only their number is given.
const NAMED: usize = 8;

/// A council, and how far it has come.
#[derive(Clone, Debug)]
pub struct Reached {
    pub council: Named,
    /// 1 to 5; none where it is not known.
    pub stage: Option<u8>,
    pub word: &'static str,
    /// How it is known.
    pub told: &'static str,
    /// What happened there, where it is drawn.
    pub lane: Option<Lane>,
}

/// A step of the scale, or what is not on it, and who stands there.
#[derive(Clone, Debug)]
pub struct Step {
    /// `stage-1` to `stage-5`, `stage-0` where there is a record without a stage.
    pub class: String,
    pub word: String,
    pub count: usize,
    /// Those who stand there, where they are few.
    pub named: Vec<Named>,
}

/// Councils of a comparison, each with its lane where one is given: lanes by the slug of their council.
pub fn reached(comparison: &Comparison, mut lanes: HashMap<String, Lane>) -> Vec<Reached> {
    let row = comparison.row("STAGE");
    let one = |(at, column): (usize, &crate::comparison::Column)| {
        let cell = row.and_then(|row| row.cells.get(at));
        let stage = cell.and_then(|cell| cell.scale);
        Reached {
            council: column.council.clone(),
            stage,
            word: stage_word(stage),
            told: cell.map_or(crate::words::UNKNOWN, crate::comparison::Cell::told),
            lane: lanes.remove(&column.council.slug),
        }
    };
    comparison.columns.iter().enumerate().map(one).collect()
}

/// The scale, the furthest step first, then those of whom the stage is not known.
pub fn scale(reached: &[Reached]) -> Vec<Step> {
    let steps = (1_u8..=5).zip(STAGES).map(|(stage, word)| (Some(stage), format!("{stage} of 5: {word}")));
    let all = steps.rev().chain([(None, "Stage not known".to_string())]);
    let step = |(stage, word): (Option<u8>, String)| {
        let there: Vec<&Named> = reached.iter().filter(|one| one.stage == stage).map(|one| &one.council).collect();
        let named = if there.len() > NAMED { Vec::new() } else { there.iter().copied().cloned().collect() };
        Step { class: format!("stage-{}", stage.unwrap_or(0)), word, count: there.len(), named }
    };
    all.map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::{Reached, scale};
    use crate::part::Named;

    #[test]
    fn councils_stand_at_their_step_and_are_named_where_they_are_few() {
        let reached = |at: usize, stage| Reached {
            council: Named { slug: at.to_string(), name: format!("Council {at}") },
            stage,
            word: "",
            told: "stated",
            lane: None,
        };
        let mut all: Vec<Reached> = (0..9).map(|at| reached(at, Some(3))).collect();
        all.extend([reached(9, Some(1)), reached(10, None)]);
        let told: Vec<(String, usize, usize)> =
            scale(&all).into_iter().map(|step| (step.class, step.count, step.named.len())).collect();
        let step = |class: &str, count, named| (class.to_string(), count, named);
        assert_eq!(
            told,
            [
                step("stage-5", 0, 0),
                step("stage-4", 0, 0),
                step("stage-3", 9, 0),
                step("stage-2", 0, 0),
                step("stage-1", 1, 1),
                step("stage-0", 1, 1)
            ]
        );
    }
}

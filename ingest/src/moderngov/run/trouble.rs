//! Why a question got no answer that can be used.

use super::super::Unexpected;
use crate::fetch::Refusal;

/// Why one question failed.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Trouble {
    #[error("{0}")]
    Refused(#[from] Refusal),
    /// Something came, but not what was asked for.
    #[error("{question}: {what}")]
    Unexpected { question: String, what: Unexpected },
    /// A list that cannot be empty is.
    #[error(
        "{question}: the list is empty, which is taken for a fault of the source; nothing of what is held is touched"
    )]
    Empty { question: String },
    /// Whoever runs the reading has stopped it.
    #[error("stopped")]
    Stopped,
}

impl Trouble {
    /// The sign by which the source keeps programs out, if it does: by a guard, or by a rule of its robots.txt.
    pub fn blocked(&self) -> Option<String> {
        match self {
            Trouble::Refused(Refusal::Blocked { .. } | Refusal::Robots { ruled: true, .. }) => Some(self.to_string()),
            Trouble::Unexpected { what: Unexpected::Blocked(_), .. } => Some(self.to_string()),
            _ => None,
        }
    }

    /// Whether its robots.txt rules one page out, which says nothing of the others.
    pub fn ruled_out(&self) -> bool {
        matches!(self, Trouble::Refused(Refusal::Robots { ruled: true, .. }))
    }

    /// Whether the source says that there is no such thing (any more).
    pub fn gone(&self) -> bool {
        match self {
            Trouble::Refused(refusal) => matches!(refusal, Refusal::Gone { .. }),
            Trouble::Unexpected { what, .. } => matches!(what, Unexpected::NoId),
            _ => false,
        }
    }
}

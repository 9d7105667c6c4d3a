//! All names that texts are looked through for: of programmes, strategies, policy instruments, boards, organisations, posts and
//! people, in all their written forms, each only where it is unique: within its council, or where it belongs to none.

mod council;
mod form;
mod read;
mod scope;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::text::token::Token;

pub use council::Called;
pub use form::Form;
pub use read::{councils, read};
pub use scope::{Found, Scope};

/// Rises with every change of the rules: texts are then looked through again.
const RULES: i64 = 1;

/// What a name can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Meant {
    Programme,
    Strategy,
    PolicyInstrument,
    Board,
    Organisation,
    Post,
    Person,
}

impl Meant {
    /// The table of such records.
    pub fn table(self) -> &'static str {
        match self {
            Meant::Programme => "programme",
            Meant::Strategy => "strategy",
            Meant::PolicyInstrument => "policy_instrument",
            Meant::Board => "board",
            Meant::Organisation => "organisation",
            Meant::Post => "post",
            Meant::Person => "person",
        }
    }
}

/// A written form of the name of a record.
#[derive(Clone, Debug)]
pub struct Name {
    pub meant: Meant,
    pub id: Uuid,
    /// The council that it belongs to; none for what belongs to none.
    pub council: Option<Uuid>,
    pub written: String,
    /// Partial dates between which it was so; none where that is not known.
    pub valid_from: Option<String>,
    pub valid_to: Option<String>,
}

/// The names, by the council whose papers they are looked for in.
#[derive(Debug, Default)]
pub struct Gazetteer {
    national: Arc<Scope>,
    councils: HashMap<Uuid, Arc<Scope>>,
    /// The forms of each person's name.
    people: HashMap<Uuid, Vec<Name>>,
    named: council::Names,
}

impl Gazetteer {
    /// Sorts names to where they are looked for.
    pub fn new(names: Vec<Name>, councils: Vec<(Uuid, String)>) -> Self {
        let mut national = Vec::new();
        let mut own: HashMap<Uuid, Vec<Name>> = HashMap::new();
        let mut people: HashMap<Uuid, Vec<Name>> = HashMap::new();
        for name in names.iter().filter(|name| name.meant == Meant::Person) {
            people.entry(name.id).or_default().push(name.clone());
        }
        for name in names {
            match name.council {
                Some(council) => own.entry(council).or_default().push(name),
                // Whoever belongs to no council is named only where they are present.
                None if name.meant == Meant::Person => {}
                None => national.push(name),
            }
        }
        let scope = |(council, names)| (council, Arc::new(Scope::new(names)));
        Self {
            national: Arc::new(Scope::new(national)),
            councils: own.into_iter().map(scope).collect(),
            people,
            named: council::Names::new(councils),
        }
    }

    pub fn national(&self) -> &Arc<Scope> {
        &self.national
    }

    /// The names of a council's own; none where it has none.
    pub fn own(&self, council: Uuid) -> Option<&Arc<Scope>> {
        self.councils.get(&council)
    }

    /// The forms of the name of a person of whichever council.
    pub fn person(&self, id: Uuid) -> &[Name] {
        self.people.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The places `from..to` where words are the name of a council.
    pub fn councils_named<'g>(&'g self, tokens: &'g [Token]) -> impl Iterator<Item = (usize, usize, Uuid)> + 'g {
        self.named.find(tokens)
    }

    /// Some councils, to be looked for in many texts.
    pub fn called<'g>(&'g self, councils: &'g BTreeSet<Uuid>) -> Called<'g> {
        Called::new(&self.named, councils)
    }

    /// Hash of all that the papers of a council are looked through for, and of the rules; but for the names of other councils'.
    pub fn fingerprint(&self, council: Uuid) -> i64 {
        let own = self.councils.get(&council).map_or(0, |scope| scope.fingerprint());
        own.rotate_left(1) ^ self.national.fingerprint() ^ self.named.fingerprint().rotate_left(2) ^ RULES
    }
}

/// Hash of texts.
fn hash(texts: impl Iterator<Item = String>) -> i64 {
    let mut hash = Sha256::new();
    texts.for_each(|text| hash.update(text));
    hash.finalize().iter().take(8).fold(0, |sum, byte| sum << 8 | i64::from(*byte))
}

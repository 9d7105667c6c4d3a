//! What is served: one description a type, and the few fields that are written by hand.

use std::sync::LazyLock;

use crate::graph::{
    catalogue::Catalogue,
    describe::{Branch, By, Lookup, Order, Path, Relation, Shape, Short, Type, Via, many, through},
    window::WIDE_LIMIT,
};

mod action_item;
mod actor;
mod agenda_item;
mod alias;
mod area;
mod attendance;
mod board;
mod change;
mod citation;
mod comparator;
mod comparator_set;
mod comparison;
mod contribution;
mod council;
mod coverage;
mod dataset;
mod decision;
mod delegation;
mod document;
mod document_file;
mod document_page;
mod engagement;
mod expectation;
mod expectation_status;
mod figure;
mod forward_plan;
mod forward_plan_entry;
mod funding_award;
mod funding_split;
mod identifier;
mod impact_assessment;
mod indicator;
mod issue;
mod issue_entry;
mod judgement;
mod meeting;
mod membership;
mod mention;
mod merge;
mod milestone;
mod milestone_slip;
mod named_indicator;
mod observation;
mod order;
mod organisation;
mod participation;
mod person;
mod policy_instrument;
mod post;
mod programme;
mod progress_statement;
pub mod query;
mod reading;
mod recognition;
mod recommendation;
mod recommendation_answer;
mod release;
mod risk;
mod search;
mod source;
mod standing;
mod strategy;
mod strategy_element;
mod strategy_status;
mod time_period;
mod timeline_entry;
mod topic;
mod typed;
mod vote;

pub use comparison::COUNCILS_ASKED;
pub use figure::{Lines, Ranks};
pub use search::Searching;
pub use standing::Statuses;

/// Every type, in the order in which a reader would meet them.
static TYPES: &[&Type] = &[
    &council::COUNCIL,
    &area::AREA,
    &organisation::ORGANISATION,
    &board::BOARD,
    &post::POST,
    &person::PERSON,
    &membership::MEMBERSHIP,
    &policy_instrument::POLICY_INSTRUMENT,
    &programme::PROGRAMME,
    &strategy::STRATEGY,
    &strategy_status::STRATEGY_STATUS,
    &strategy_element::STRATEGY_ELEMENT,
    &progress_statement::PROGRESS_STATEMENT,
    &participation::PARTICIPATION,
    &milestone::MILESTONE,
    &milestone_slip::MILESTONE_SLIP,
    &funding_award::FUNDING_AWARD,
    &funding_split::FUNDING_SPLIT,
    &expectation::EXPECTATION,
    &expectation_status::EXPECTATION_STATUS,
    &issue::ISSUE,
    &forward_plan::FORWARD_PLAN,
    &forward_plan_entry::FORWARD_PLAN_ENTRY,
    &meeting::MEETING,
    &agenda_item::AGENDA_ITEM,
    &attendance::ATTENDANCE,
    &contribution::CONTRIBUTION,
    &document::DOCUMENT,
    &document_file::DOCUMENT_FILE,
    &document_page::DOCUMENT_PAGE,
    &recommendation::RECOMMENDATION,
    &decision::DECISION,
    &vote::VOTE,
    &delegation::DELEGATION,
    &action_item::ACTION_ITEM,
    &risk::RISK,
    &impact_assessment::IMPACT_ASSESSMENT,
    &engagement::ENGAGEMENT,
    &judgement::JUDGEMENT,
    &recognition::RECOGNITION,
    &dataset::DATASET,
    &release::RELEASE,
    &indicator::INDICATOR,
    &named_indicator::NAMED_INDICATOR,
    &time_period::TIME_PERIOD,
    &observation::OBSERVATION,
    &comparator_set::COMPARATOR_SET,
    &comparator::COMPARATOR,
    &mention::MENTION,
    &issue_entry::ISSUE_ENTRY,
    &recommendation_answer::RECOMMENDATION_ANSWER,
    &merge::MERGE,
    &timeline_entry::TIMELINE_ENTRY,
    &topic::TOPIC,
    &source::SOURCE,
    &coverage::COVERAGE,
    &reading::READING,
    &actor::ACTOR,
    &citation::CITATION,
    &identifier::IDENTIFIER,
    &alias::ALIAS,
    &change::CHANGE,
];

/// The catalogue of every type.
pub fn catalogue() -> &'static Catalogue {
    static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::new(TYPES));
    &CATALOGUE
}

/// What happened to a record, in order.
const fn timeline(branches: &'static [Branch]) -> Relation {
    let about = "What happened, from notices to decisions, milestones, documents and judgements. Several records can tell of \
                 one event.";
    let path = Path::gathered(branches);
    Relation { field: "timeline", target: &timeline_entry::TIMELINE_ENTRY, path, shape: Shape::Page, about }
}

/// The sources of a record.
const fn sources() -> Relation {
    let path = Path { near: "provenance_id", only: "", ..Path::back("provenance_id") };
    let about = "Where it was read, the best source first.";
    Relation { field: "sources", target: &citation::CITATION, path, shape: Shape::List, about }
}

const fn identifiers() -> Relation {
    let about = "Its names in the schemes of others, past and present.";
    Relation {
        field: "identifiers",
        target: &identifier::IDENTIFIER,
        path: Path::back("record_id"),
        shape: Shape::List,
        about,
    }
}

const fn aliases() -> Relation {
    let about = "Other written forms of its name.";
    Relation { field: "aliases", target: &alias::ALIAS, path: Path::back("record_id"), shape: Shape::List, about }
}

/// The first of those who play a part in a record.
const fn actor(field: &'static str, role: &'static str, about: &'static str) -> Relation {
    let path = Path { near: "id", only: first(role), ..Path::back("record_id") };
    Relation { field, target: &actor::ACTOR, path, shape: Shape::One, about }
}

/// All who play a part in a record, in the order of the source.
const fn actors(field: &'static str, role: &'static str, about: &'static str) -> Relation {
    let path = Path { near: "id", only: all(role), ..Path::back("record_id") };
    Relation { field, target: &actor::ACTOR, path, shape: Shape::List, about }
}

/// The rows of `target` that a record points to by links of a role.
const fn linked(field: &'static str, target: &'static Type, role: &'static str, about: &'static str) -> Relation {
    through(
        field,
        target,
        Via { table: "link", near: "from_id", far: "to_id", only: all(role), sure: "certainty" },
        "id",
        about,
    )
}

/// The rows of `target` that point to a record by links of a role.
const fn linking(field: &'static str, target: &'static Type, role: &'static str, about: &'static str) -> Relation {
    through(
        field,
        target,
        Via { table: "link", near: "to_id", far: "from_id", only: all(role), sure: "certainty" },
        "id",
        about,
    )
}

macro_rules! roles {
    ($($role:literal),*) => {
        /// The condition that a row plays a role.
        const fn all(role: &str) -> &'static str {
            $(if same(role, $role) { return concat!("{}.role = '", $role, "'"); })*
            panic!("a role that is not listed here")
        }

        /// The condition that a row is the first to play a role.
        const fn first(role: &str) -> &'static str {
            $(if same(role, $role) { return concat!("{}.role = '", $role, "' AND {}.position = 1"); })*
            panic!("a role that is not listed here")
        }
    };
}
roles!(
    "ABOUT",
    "ALIGNED",
    "BOARD",
    "CANDIDATE",
    "CITES",
    "CONTRIBUTES_TO",
    "DOCUMENT",
    "EVIDENCE",
    "GOVERNANCE",
    "INCLUDES",
    "MEMBER_OF",
    "PREDECESSOR",
    "PROGRAMME",
    "PUBLISHES",
    "TOPIC",
    "WARD",
    "PRESENTER",
    "ATTENDEE",
    "SPEAKER",
    "AUTHOR",
    "LEAD",
    "LEAD_OFFICER",
    "LEAD_MEMBER",
    "MAKER",
    "OWNER",
    "REQUESTER",
    "PARTICIPANT",
    "DELEGATE",
    "CONSULTEE"
);

const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut i = 0;
    while i < a.len() && i < b.len() && a[i] == b[i] {
        i += 1;
    }
    i == a.len() && i == b.len()
}

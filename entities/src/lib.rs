//! What is stored: one file a table, each a sea-orm entity and, beside it, a static description of the same
//! columns that a program can read. This room knows SQL types and the closed word-lists of the field; it knows
//! nothing of GraphQL, of HTTP, or of how facts come in.

pub mod decimal;
mod describe;
pub mod partial_date;
mod record;
pub mod text;

pub use describe::{Column, ENVELOPE, Kind, Link, Nullable, STATE, Table, Word, Words};
pub(crate) use record::{part, record};

pub mod action_item;
pub mod actor;
pub mod agenda_item;
pub mod alias;
pub mod answer;
pub mod area;
pub mod attendance;
pub mod board;
pub mod change;
pub mod citation;
pub mod claim;
pub mod comparator;
pub mod comparator_set;
pub mod contribution;
pub mod council;
pub mod coverage;
pub mod dataset;
pub mod decision;
pub mod delegation;
pub mod document;
pub mod document_file;
pub mod document_page;
pub mod engagement;
pub mod expectation;
pub mod expectation_status;
pub mod forward_plan;
pub mod forward_plan_entry;
pub mod funding_award;
pub mod funding_split;
pub mod identifier;
pub mod impact_assessment;
pub mod indicator;
pub mod issue;
pub mod issue_entry;
pub mod judgement;
pub mod link;
pub mod linked;
pub mod load;
pub mod meeting;
pub mod membership;
pub mod mention;
pub mod merge;
pub mod merged;
pub mod milestone;
pub mod milestone_slip;
pub mod named_indicator;
pub mod observation;
pub mod organisation;
pub mod participation;
pub mod person;
pub mod policy_instrument;
pub mod post;
pub mod programme;
pub mod progress_statement;
pub mod reading;
pub mod recognition;
pub mod recommendation;
pub mod recommendation_answer;
pub mod release;
pub mod risk;
pub mod source;
pub mod strategy;
pub mod strategy_element;
pub mod strategy_status;
pub mod time_period;
pub mod topic;
pub mod vote;

/// Every table that holds records, in an order in which a reader would meet them.
pub static RECORDS: &[&Table] = &[
    &source::TABLE,
    &topic::TABLE,
    &area::TABLE,
    &council::TABLE,
    &organisation::TABLE,
    &board::TABLE,
    &person::TABLE,
    &post::TABLE,
    &membership::TABLE,
    &policy_instrument::TABLE,
    &programme::TABLE,
    &strategy::TABLE,
    &strategy_status::TABLE,
    &strategy_element::TABLE,
    &progress_statement::TABLE,
    &participation::TABLE,
    &milestone::TABLE,
    &milestone_slip::TABLE,
    &funding_award::TABLE,
    &funding_split::TABLE,
    &expectation::TABLE,
    &expectation_status::TABLE,
    &issue::TABLE,
    &forward_plan::TABLE,
    &forward_plan_entry::TABLE,
    &meeting::TABLE,
    &agenda_item::TABLE,
    &attendance::TABLE,
    &contribution::TABLE,
    &document::TABLE,
    &document_file::TABLE,
    &document_page::TABLE,
    &recommendation::TABLE,
    &decision::TABLE,
    &vote::TABLE,
    &delegation::TABLE,
    &action_item::TABLE,
    &risk::TABLE,
    &impact_assessment::TABLE,
    &engagement::TABLE,
    &judgement::TABLE,
    &recognition::TABLE,
    &dataset::TABLE,
    &release::TABLE,
    &indicator::TABLE,
    &named_indicator::TABLE,
    &time_period::TABLE,
    &observation::TABLE,
    &comparator_set::TABLE,
    &comparator::TABLE,
    &mention::TABLE,
    &issue_entry::TABLE,
    &recommendation_answer::TABLE,
    &merge::TABLE,
];

/// Tables of records that follow from others, by rules or by reading their file: whoever takes a record away takes away with it
/// what rests on it here.
pub static DERIVED: &[&Table] = &[
    &mention::TABLE,
    &issue_entry::TABLE,
    &recommendation_answer::TABLE,
    &document_page::TABLE,
    &document_file::TABLE,
];

/// Tables whose rows belong to a record and are written with it: they have no life, id or log entry of their own.
pub static PARTS: &[&Table] = &[&identifier::TABLE, &alias::TABLE, &actor::TABLE, &link::TABLE, &citation::TABLE];

/// The table of records with this name.
pub fn record_named(name: &str) -> Option<&'static Table> {
    RECORDS.iter().copied().find(|t| t.name == name)
}

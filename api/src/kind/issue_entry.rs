use entities::issue_entry;

use super::*;

pub static ISSUE_ENTRY: Type = Type {
    name: "IssueEntry",
    one: "issueEntry",
    many: "issueEntries",
    relations: RELATIONS,
    orders: order::BY_DATE,
    ..Type::record(&issue_entry::TABLE)
};

static RELATIONS: &[Relation] = &[sources(), identifiers()];

use entities::council;

use super::*;
use crate::graph::special::{Special, special};

pub static COUNCIL: Type = Type {
    name: "Council",
    one: "council",
    many: "councils",
    relations: RELATIONS,
    orders: order::BY_NAME,
    lookups: &[
        Lookup {
            field: "gss",
            by: By::Identifier("gss"),
            about: "By any code that it has or had of the Office for National Statistics.",
        },
        Lookup { field: "slug", by: By::Column("slug"), about: "By its path-safe name." },
    ],
    special: Some(&SPECIAL),
    ..Type::record(&council::TABLE)
};

static SPECIAL: Special = special::<super::figure::Ranking>();

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    aliases(),
    many("boards", &super::board::BOARD, "council_id", "The boards that it hosts."),
    through(
        "meetings",
        &super::meeting::MEETING,
        Via { table: "board", near: "council_id", far: "id", only: "", sure: "" },
        "board_id",
        "Meetings of its boards.",
    ),
    through(
        "decisions",
        &super::decision::DECISION,
        Via { table: "board", near: "council_id", far: "id", only: "", sure: "" },
        "board_id",
        "Decisions of its boards.",
    ),
    many("people", &super::person::PERSON, "council_id", "People met in its records."),
    many("posts", &super::post::POST, "council_id", "Posts of its own."),
    many("memberships", &super::membership::MEMBERSHIP, "council_id", "Who belongs to it."),
    many("programmes", &super::programme::PROGRAMME, "council_id", "Programmes that it owns."),
    many("strategies", &super::strategy::STRATEGY, "council_id", "Strategies that it owns."),
    many("issues", &super::issue::ISSUE, "council_id", "Matters before its boards."),
    many(
        "forwardPlans",
        &super::forward_plan::FORWARD_PLAN,
        "council_id",
        "What it announced that would be decided, edition by edition.",
    ),
    many(
        "participations",
        &super::participation::PARTICIPATION,
        "partner_council_id",
        "Programmes, strategies and boards in which it is a partner.",
    ),
    linking("areaGroups", &super::area::AREA, "INCLUDES", "Groups with which it is counted as one in some figures."),
    linked("predecessors", &super::council::COUNCIL, "PREDECESSOR", "Councils whose area and duties it took over."),
    linking("successors", &super::council::COUNCIL, "PREDECESSOR", "Councils that took over its area and duties."),
    many("councils", &super::council::COUNCIL, "parent_id", "Districts of the county that it serves."),
    linked("combinedAuthorities", &super::council::COUNCIL, "MEMBER_OF", "Combined authorities that it belongs to."),
    linking("members", &super::council::COUNCIL, "MEMBER_OF", "Councils that belong to it, for combined authorities."),
    linking(
        "publications",
        &super::source::SOURCE,
        "PUBLISHES",
        "Where its papers are published: its committee system.",
    ),
    many("fundingAwards", &super::funding_award::FUNDING_AWARD, "council_id", "Money that it received or set aside."),
    many("judgements", &super::judgement::JUDGEMENT, "council_id", "What inspectors found."),
    many("observations", &super::observation::OBSERVATION, "council_id", "Figures for it."),
    many("comparators", &super::comparator::COMPARATOR, "council_id", "Councils that it resembles, by some model."),
    many("comparatorOf", &super::comparator::COMPARATOR, "peer_id", "Councils that resemble it, by some model."),
    many("recognitions", &super::recognition::RECOGNITION, "council_id", "Awards and the like."),
    timeline(timeline_entry::OF_COUNCIL),
];

use entities::organisation;

use super::*;

pub static ORGANISATION: Type = Type {
    name: "Organisation",
    one: "organisation",
    many: "organisations",
    relations: RELATIONS,
    orders: order::BY_NAME,
    lookups: &[Lookup { field: "slug", by: By::Column("slug"), about: "By its path-safe name." }],
    ..Type::record(&organisation::TABLE)
};

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    aliases(),
    many("organisations", &super::organisation::ORGANISATION, "parent_id", "Organisations that are part of it."),
    many("posts", &super::post::POST, "organisation_id", "Posts of its own."),
    many("memberships", &super::membership::MEMBERSHIP, "organisation_id", "Who belongs to it."),
    many("represented", &super::membership::MEMBERSHIP, "on_behalf_of_id", "Members of boards who stand for it."),
    many(
        "participations",
        &super::participation::PARTICIPATION,
        "organisation_id",
        "Programmes, strategies and boards in which it takes part.",
    ),
    many("programmes", &super::programme::PROGRAMME, "organisation_id", "Programmes that it owns."),
    many("policyInstruments", &super::policy_instrument::POLICY_INSTRUMENT, "organisation_id", "What it issued."),
    many("fundingAwards", &super::funding_award::FUNDING_AWARD, "organisation_id", "Money that it gives."),
    many("judgements", &super::judgement::JUDGEMENT, "organisation_id", "What it found in others."),
    linking("agendaItems", &super::agenda_item::AGENDA_ITEM, "ABOUT", "Items that are about it."),
    many("recognitions", &super::recognition::RECOGNITION, "organisation_id", "Awards and the like that it gives."),
    many("mentions", &super::mention::MENTION, "organisation_id", "Words in papers that mean it."),
    linking(
        "possibleMentions",
        &super::mention::MENTION,
        "CANDIDATE",
        "Words in papers that can mean it, and others too.",
    ),
];

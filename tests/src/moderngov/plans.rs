//! The pages of forward plans: all plans, the editions of one, and what an edition announces.

use super::{
    council::{Council, Edition, Plan, PlanEntry},
    html::{fact, page, text},
};

/// All plans.
pub(super) fn home(council: &Council) -> String {
    let line = |plan: &Plan| {
        format!("<li><a  href=\"mgListPlans.aspx?RPId={}&amp;RD=0\"  >{}</a></li>\n", plan.id, text(&plan.name))
    };
    let lines: String = council.plans.iter().map(line).collect();
    page("Forward plans", "", "", &format!("<ul  class=\"mgBulletList\" >\n{lines}</ul>\n"))
}

/// The editions of a plan.
pub(super) fn editions(plan: &Plan) -> String {
    let line = |edition: &Edition| {
        format!(
            "<li><a  href=\"mgListPlanItems.aspx?PlanId={}&amp;RP={}\" >{}</a></li>\n",
            edition.id,
            plan.id,
            text(&edition.title)
        )
    };
    let lines: String = plan.editions.iter().map(line).collect();
    let content = format!("<p>What is to be decided.</p>\n<ul  class=\"mgBulletList\" >\n{lines}</ul>\n");
    page("Browse forward plans", &format!("{}, 2026", plan.name), "", &content)
}

/// What an edition announces.
pub(super) fn items(edition: &Edition) -> String {
    let entry = |entry: &PlanEntry| {
        let facts: String = entry.facts.iter().map(|(label, value)| fact(label, &text(value))).collect();
        format!(
            "<p><a  class=\" mgPlanItemTitle \"   href=\"mgIssueHistoryHome.aspx?IId={}&amp;PlanId={}&amp;RPID=0\"\n\
             title=\"Link&#32;to&#32;issue\">{}</a></p>\n{facts}",
            entry.issue,
            edition.id,
            text(&entry.title)
        )
    };
    let entries: String = edition.entries.iter().map(entry).collect();
    page("Forward plan", &edition.title, "", &entries)
}

//! The types that are looked through.

use async_graphql::Enum;

macro_rules! kinds {
    ($($kind:ident = $table:literal, $about:literal;)*) => {
        /// A type of records that `search` looks through.
        #[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
        pub enum SearchType { $(#[doc = $about] $kind),* }

        impl SearchType {
            pub const ALL: &[Self] = &[$(Self::$kind),*];

            pub fn table(self) -> &'static str {
                match self { $(Self::$kind => $table),* }
            }
        }
    };
}

kinds! {
    Council = "council", "Councils.";
    Area = "area", "Areas.";
    Organisation = "organisation", "Organisations.";
    Board = "board", "Boards.";
    Person = "person", "People.";
    Post = "post", "Posts.";
    Topic = "topic", "Topics.";
    PolicyInstrument = "policy_instrument", "Acts, guidance and the like.";
    Programme = "programme", "Programmes.";
    Strategy = "strategy", "Strategies.";
    StrategyElement = "strategy_element", "Elements of strategies.";
    ProgressStatement = "progress_statement", "What was said of the progress of elements.";
    Milestone = "milestone", "Milestones.";
    NamedIndicator = "named_indicator", "Measures that programmes name.";
    FundingAward = "funding_award", "Money given or set aside.";
    Expectation = "expectation", "What a programme expects.";
    ExpectationStatus = "expectation_status", "How expectations are met.";
    Issue = "issue", "Matters that go through several meetings.";
    ForwardPlan = "forward_plan", "Editions of forward plans.";
    ForwardPlanEntry = "forward_plan_entry", "What forward plans announce.";
    Meeting = "meeting", "Meetings.";
    AgendaItem = "agenda_item", "Items on agendas, with what minutes say of them.";
    Contribution = "contribution", "What was said or written at meetings.";
    Document = "document", "Documents, by their titles.";
    DocumentPage = "document_page", "Pages of documents, by what they say.";
    Recommendation = "recommendation", "Recommendations.";
    Decision = "decision", "Decisions.";
    Vote = "vote", "Votes, by what minutes say of them.";
    Delegation = "delegation", "Powers given on.";
    ActionItem = "action_item", "What is to be done.";
    Risk = "risk", "Risks.";
    ImpactAssessment = "impact_assessment", "Assessments of effects.";
    Engagement = "engagement", "How people were heard.";
    Judgement = "judgement", "Judgements of inspectors.";
    Recognition = "recognition", "Awards and the like.";
    Dataset = "dataset", "Sets of figures.";
    Release = "release", "Releases of sets of figures.";
    ComparatorSet = "comparator_set", "Models of councils that resemble each other.";
    Indicator = "indicator", "Indicators.";
    Source = "source", "Sources.";
}

impl SearchType {
    pub fn of_table(table: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|ty| ty.table() == table)
    }
}

#[cfg(test)]
mod tests {
    use super::SearchType;

    #[test]
    fn every_table_of_the_index_has_its_type() {
        let held: Vec<&str> = search::SOURCES.iter().map(|source| source.table).collect();
        assert_eq!(SearchType::ALL.iter().map(|ty| ty.table()).collect::<Vec<_>>(), held);
    }
}

//! What narrows a list: fields of its form, and the variables that they stand for.

use serde_json::{Value, json};

use super::list::Choices;
use crate::address::Given;
use crate::part::Named;
use crate::words::phrase;

/// A way to narrow a list, named as in the address and as the variable of the query.
#[derive(Debug)]
pub struct Filter {
    pub name: &'static str,
    pub label: &'static str,
    pub field: Field,
}

#[derive(Debug)]
pub enum Field {
    /// A council: chosen from those that have any, or, where they are too many, written.
    Council,
    /// A word of a closed list of the schema.
    Word(&'static [&'static str]),
    /// Some letters.
    Text,
    /// Values with their labels, of which the page makes variables; the first holds where nothing is given.
    Own(&'static [(&'static str, &'static str)]),
    /// Letters that a link gives and the form only keeps.
    Kept,
}

/// The council's name in an address, where it is written and not chosen.
const COUNCIL_NAME: &str = "council_name";

/// A field as templates show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub name: &'static str,
    pub label: &'static str,
    /// What is written; empty where it is chosen.
    pub value: String,
    /// What can be chosen; empty where it is written.
    pub choices: Vec<Choice>,
    /// Whether nobody sees it.
    pub kept: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

impl Filter {
    /// Names that it takes in an address.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        let written = matches!(self.field, Field::Council).then_some(COUNCIL_NAME);
        std::iter::once(self.name).chain(written)
    }

    /// Variables of the query: null tests nothing.
    pub fn variables(&self, given: &Given) -> Vec<(String, Value)> {
        let value = given.one(self.name);
        let variable = |value: Value| vec![(self.name.to_string(), value)];
        match self.field {
            Field::Text | Field::Kept => variable(json!(value)),
            Field::Word(_) => variable(json!(value.map(|word| vec![word]))),
            Field::Own(_) => Vec::new(),
            Field::Council => {
                let of = |test: &str, text: &str| json!({ test: text });
                let written = given.one(COUNCIL_NAME).map(|text| json!({ "name": of("contains", text) }));
                let filter = written.or_else(|| value.map(|slug| json!({ "slug": of("eq", slug) })));
                vec![(self.name.into(), json!(filter)), ("chosen".into(), json!(value))]
            }
        }
    }

    /// The field with what is given; `chosen` is the council that the address names.
    pub fn shown(&self, given: &Given, choices: &Choices, chosen: Option<&Named>) -> Shown {
        let value = given.one(self.name).unwrap_or_default();
        let choice = |word: &str, label: String| Choice { value: word.into(), label, chosen: word == value };
        let kept = matches!(self.field, Field::Kept);
        let shown = |name, value: &str, choices| Shown { name, label: self.label, value: value.into(), choices, kept };
        match self.field {
            Field::Text | Field::Kept => shown(self.name, value, Vec::new()),
            Field::Own(values) => {
                shown(self.name, "", values.iter().map(|(word, label)| choice(word, (*label).into())).collect())
            }
            Field::Word(words) => {
                let words = words.iter().map(|word| choice(word, phrase(word)));
                shown(self.name, "", std::iter::once(choice("", "All".into())).chain(words).collect())
            }
            Field::Council if choices.total_count > choices.nodes.len() as u64 => {
                let of = chosen.filter(|council| council.slug == value).map(|council| council.name.as_str());
                shown(COUNCIL_NAME, given.one(COUNCIL_NAME).or(of).unwrap_or_default(), Vec::new())
            }
            Field::Council => {
                let missing = chosen.filter(|council| council.slug == value);
                let missing = missing.filter(|council| choices.nodes.iter().all(|held| held.slug != council.slug));
                let held = choices.nodes.iter().chain(missing).map(|held| choice(&held.slug, held.name.clone()));
                shown(self.name, "", std::iter::once(choice("", "All".into())).chain(held).collect())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::{Choices, Field, Filter};
    use crate::address::Given;
    use crate::part::Named;

    const COUNCIL: Filter = Filter { name: "council", label: "Council", field: Field::Council };

    fn given(query: &str) -> Given {
        Given::of(&TestRequest::with_uri(&format!("/boards?{query}")).to_http_request())
    }

    #[test]
    fn a_council_is_chosen_or_written_by_how_many_there_are() {
        let named = |slug: &str| Named { slug: slug.into(), name: format!("{slug} council") };
        let few = Choices { total_count: 1, nodes: vec![named("upham")] };
        let shown = COUNCIL.shown(&given("council=downham"), &few, Some(&named("downham")));
        let said: Vec<(&str, bool)> =
            shown.choices.iter().map(|choice| (choice.value.as_str(), choice.chosen)).collect();
        assert_eq!(said, [("", false), ("upham", false), ("downham", true)]);
        let many = Choices { total_count: 500, nodes: vec![named("upham")] };
        let shown = COUNCIL.shown(&given("council=downham"), &many, Some(&named("downham")));
        assert_eq!((shown.name, shown.value.as_str()), ("council_name", "downham council"));
        assert!(shown.choices.is_empty());
    }

    #[test]
    fn what_is_written_of_a_council_comes_before_what_is_chosen() {
        let said = |query: &str| COUNCIL.variables(&given(query))[0].1.to_string();
        assert_eq!(said("council=upham"), r#"{"slug":{"eq":"upham"}}"#);
        assert_eq!(said("council=upham&council_name=Down"), r#"{"name":{"contains":"Down"}}"#);
        assert_eq!(said(""), "null");
    }
}

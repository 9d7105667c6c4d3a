//! Names in a document: each once, with the pages on which it stands.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::part::{Name as Called, Named, Titled, web_address};

/// A place where a name stands.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Mention {
    certainty: String,
    document_page: Option<At>,
    programme: Option<Named>,
    strategy: Option<Titled>,
    policy_instrument: Option<Instrument>,
    board: Option<Named>,
    organisation: Option<Called>,
    post: Option<Post>,
    person: Option<Named>,
}

#[derive(Debug, Deserialize)]
struct At {
    position: i32,
    number: Option<i32>,
}

/// An act or guidance, and where it can be read.
#[derive(Debug, Deserialize)]
pub struct Instrument {
    pub title: String,
    #[serde(deserialize_with = "web_address")]
    pub url: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Post {
    title: String,
}

/// What is named.
#[derive(Debug, PartialEq)]
pub struct Name {
    /// What sort of record it is, in words.
    pub sort: &'static str,
    pub text: String,
    /// The page or address that shows it; none where there is none.
    pub path: Option<String>,
    /// Position and number of the pages on which it stands, in order; none where it stands in the title alone.
    pub pages: Vec<(i32, i32)>,
    /// The least sure of its places.
    pub certainty: String,
}

impl Mention {
    /// The order of the sort, the sort, the name, and what shows it; none where the words can mean several records.
    fn meant(&self) -> Option<(u8, &'static str, &str, Option<String>)> {
        let at = |place: &str, slug: &str| Some(format!("/{place}/{slug}"));
        let programme = self.programme.as_ref().map(|p| (0, "Programme", p.name.as_str(), at("programmes", &p.slug)));
        let strategy = self.strategy.as_ref().map(|s| (1, "Strategy", s.title.as_str(), at("strategies", &s.slug)));
        let instrument =
            self.policy_instrument.as_ref().map(|i| (2, "Law or guidance", i.title.as_str(), i.url.clone()));
        let board = self.board.as_ref().map(|b| (3, "Board", b.name.as_str(), at("boards", &b.slug)));
        let body = self.organisation.as_ref().map(|o| (4, "Organisation", o.name.as_str(), None));
        let person = self.person.as_ref().map(|p| (5, "Person", p.name.as_str(), at("people", &p.slug)));
        let post = self.post.as_ref().map(|p| (6, "Post", p.title.as_str(), None));
        programme.or(strategy).or(instrument).or(board).or(body).or(person).or(post)
    }
}

/// The names that these places mean, by sort and name.
pub fn names(mentions: &[Mention]) -> Vec<Name> {
    let mut found: BTreeMap<(u8, &str, Option<String>), Name> = BTreeMap::new();
    for mention in mentions {
        let Some((order, sort, text, path)) = mention.meant() else { continue };
        let name = found.entry((order, text, path.clone())).or_insert_with(|| Name {
            sort,
            text: text.into(),
            path,
            pages: Vec::new(),
            certainty: mention.certainty.clone(),
        });
        name.pages.extend(mention.document_page.as_ref().and_then(|at| Some((at.position, at.number?))));
        if mention.certainty == "INFERRED" {
            name.certainty.clone_from(&mention.certainty);
        }
    }
    let mut names: Vec<Name> = found.into_values().collect();
    for name in &mut names {
        name.pages.sort_unstable();
        name.pages.dedup();
    }
    names
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Mention, names};

    #[test]
    fn a_name_stands_once_with_its_pages() {
        let place = |page: i32, name: &str, certainty: &str| {
            json!({ "certainty": certainty, "documentPage": { "position": page, "number": page },
                    "board": { "slug": name, "name": name } })
        };
        let several = json!({ "certainty": "EXTRACTED", "documentPage": null });
        let said = json!([
            place(14, "cabinet", "EXTRACTED"),
            several,
            place(2, "cabinet", "INFERRED"),
            place(2, "cabinet", "EXTRACTED"),
            place(1, "board", "EXTRACTED")
        ]);
        let mentions: Vec<Mention> = serde_json::from_value(said).expect("mentions");
        let names = names(&mentions);
        let brief: Vec<_> = names.iter().map(|n| (n.text.as_str(), n.pages.as_slice(), n.certainty.as_str())).collect();
        assert_eq!(brief, [("board", &[(1, 1)][..], "EXTRACTED"), ("cabinet", &[(2, 2), (14, 14)][..], "INFERRED")]);
        assert_eq!(names[0].path.as_deref(), Some("/boards/board"));
    }
}

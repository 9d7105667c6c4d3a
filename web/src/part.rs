//! Shapes that answers of many pages share.

use serde::{Deserialize, Deserializer};

use crate::words::phrase;

/// A list of records in an answer.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct List<T> {
    /// Records, or edges where what ties them is told too.
    #[serde(alias = "edges")]
    pub nodes: Vec<T>,
    #[serde(default)]
    pub total_count: Option<u64>,
    /// None where the page does not ask for it.
    pub page_info: Option<PageInfo>,
}

impl<T> List<T> {
    /// Whether there are more, where the page asks for that and not for how many.
    pub fn goes_on(&self) -> bool {
        self.page_info.as_ref().is_some_and(|info| info.has_next_page)
    }

    /// How many there are beyond those given.
    pub fn more(&self) -> u64 {
        self.total_count.unwrap_or(0).saturating_sub(self.nodes.len() as u64)
    }

    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }
}

/// How many there are.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Count {
    pub total_count: u64,
}

/// Where a page of a list stands.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PageInfo {
    pub has_next_page: bool,
    pub end_cursor: Option<String>,
}

impl PageInfo {
    /// The cursor after which more comes.
    pub fn next(&self) -> Option<&str> {
        self.end_cursor.as_deref().filter(|_| self.has_next_page)
    }
}

/// The names of lists in which something is.
pub fn present(lists: &[(&'static str, bool)]) -> Vec<&'static str> {
    lists.iter().filter(|(_, is_empty)| !is_empty).map(|(name, _)| *name).collect()
}

/// The names of lists in which nothing is, as one phrase: "meetings, decisions or documents".
pub fn none_of(lists: &[(&'static str, bool)]) -> String {
    let names: Vec<&str> = lists.iter().filter(|(_, is_empty)| *is_empty).map(|(name, _)| *name).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

/// An address that a link may lead to: of the web, and of nothing else.
pub fn web_address<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    let given = Option::<String>::deserialize(from)?;
    Ok(given.filter(|url| url.starts_with("https://") || url.starts_with("http://")))
}

#[derive(Clone, Debug, Deserialize)]
pub struct Named {
    pub slug: String,
    pub name: String,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Titled {
    pub slug: String,
    pub title: String,
}

#[derive(Debug, Deserialize)]
pub struct Name {
    pub name: String,
}

/// A place where a fact was read.
#[derive(Debug, Deserialize)]
pub struct Citation {
    pub locator: Option<String>,
    /// The words relied on; none where they are not asked for.
    pub quote: Option<String>,
    pub certainty: String,
    pub source: Source,
}

#[derive(Debug, Deserialize)]
pub struct Source {
    pub title: String,
    /// When it was read; none where that is not asked for.
    #[serde(rename = "retrievedOn")]
    pub retrieved_on: Option<String>,
    pub publisher: Option<String>,
    #[serde(default, deserialize_with = "web_address")]
    pub url: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Board {
    pub slug: String,
    pub name: String,
    pub kind: Option<String>,
    pub standing: Option<String>,
    pub council: Option<Named>,
}

impl Board {
    /// Its kind, unless its name says it, and that it sits no more; none where there is nothing to say.
    pub fn told(&self) -> Option<String> {
        let kind = self.kind.as_deref().filter(|kind| *kind != "NOT_KNOWN").map(|kind| phrase(kind).to_lowercase());
        let kind = kind.filter(|kind| !self.name.to_lowercase().contains(kind));
        let standing = self.standing.as_deref().filter(|standing| *standing != "ACTIVE");
        let said: Vec<String> = kind.into_iter().chain(standing.map(|word| phrase(word).to_lowercase())).collect();
        (!said.is_empty()).then(|| said.join(", "))
    }
}

#[derive(Debug, Deserialize)]
pub struct Meeting {
    pub id: String,
    pub title: Option<String>,
    pub date: String,
    pub status: Option<String>,
    pub board: Option<Board>,
}

impl Meeting {
    /// Its name in a list: the board that meets, else its title.
    pub fn label(&self) -> &str {
        let board = self.board.as_ref().map(|board| board.name.as_str());
        board.or(self.title.as_deref()).unwrap_or("Meeting")
    }
}

#[derive(Debug, Deserialize)]
pub struct Place {
    pub title: Option<String>,
    pub meeting: Meeting,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Decision {
    pub number: Option<String>,
    pub date: Option<String>,
    pub text: String,
    pub effects: Vec<String>,
    pub board: Option<Board>,
    pub agenda_item: Option<Place>,
    pub sources: Vec<Citation>,
}

impl Decision {
    /// Whether it bears this date.
    pub fn is_on(&self, date: &str) -> bool {
        self.date.as_deref() == Some(date)
    }
}

#[derive(Debug, Deserialize)]
pub struct Document {
    pub id: String,
    pub title: String,
    pub kind: String,
    pub date: Option<String>,
    #[serde(default, deserialize_with = "web_address")]
    pub url: Option<String>,
    pub sources: Option<Vec<Citation>>,
}

#[derive(Debug, Deserialize)]
pub struct Programme {
    pub slug: String,
    pub name: String,
    pub status: Option<String>,
    pub council: Option<Named>,
    pub implements: Option<Named>,
}

impl List<Programme> {
    /// Whether the stage of one is not known.
    pub fn has_unknown_stage(&self) -> bool {
        self.nodes.iter().any(|programme| programme.status.is_none())
    }
}

#[derive(Debug, Deserialize)]
pub struct Strategy {
    pub slug: String,
    pub title: String,
    pub period: Option<String>,
    pub status: Option<String>,
}

/// Who did something: as written, and who that is.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Actor {
    pub as_written: Option<String>,
    pub person: Option<Named>,
    pub post: Option<Post>,
    pub organisation: Option<Name>,
    pub board: Option<Named>,
    pub council: Option<Named>,
    pub resolution: String,
    pub certainty: String,
}

#[derive(Debug, Deserialize)]
pub struct Post {
    pub title: String,
}

impl Actor {
    /// The words of the source, else the name of who it is, else that nobody is named.
    pub fn name(&self) -> &str {
        let post = self.post.as_ref().map(|post| &post.title);
        let organisation = self.organisation.as_ref().map(|held| &held.name);
        let named = [&self.person, &self.board, &self.council].into_iter().flatten().map(|held| &held.name).next();
        self.as_written.as_ref().or(named).or(organisation).or(post).map_or("nobody named", String::as_str)
    }

    /// The page of who it is.
    pub fn path(&self) -> Option<String> {
        let of = |held: &Option<Named>, above: &str| held.as_ref().map(|held| format!("/{above}/{}", held.slug));
        of(&self.person, "people").or_else(|| of(&self.board, "boards")).or_else(|| of(&self.council, "councils"))
    }

    /// What there is to say beyond the words: the post, or that it is not clear who is meant.
    pub fn note(&self) -> Option<String> {
        match (self.resolution.as_str(), &self.post) {
            ("AMBIGUOUS", _) => Some("could be more than one".into()),
            (_, Some(post)) if !self.name().contains(&post.title) => Some(post.title.clone()),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::none_of;

    #[test]
    fn what_is_not_held_is_one_phrase() {
        let lists =
            |empty: [bool; 3]| none_of(&[("meetings", empty[0]), ("decisions", empty[1]), ("documents", empty[2])]);
        assert_eq!(lists([true, true, true]), "meetings, decisions or documents");
        assert_eq!(lists([false, true, false]), "decisions");
        assert_eq!(lists([false; 3]), "");
    }
}

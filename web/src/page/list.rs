//! Lists of records: one shape for all of them, narrowed by a form, fifty rows a page.

use actix_web::{HttpRequest, HttpResponse, web};
use api::Asking;
use askama::Template;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::list_filter::{Filter, Shown};
use crate::address::{self, Given};
use crate::ask::{Asked, Query, Trouble, ask};
use crate::csv::Table;
use crate::frame::{self, Frame};
use crate::part::{Named, PageInfo};
use crate::words::{self as filters, phrase, written};

/// A kind of list: what it asks, what narrows it, and what stands over its columns.
#[derive(Debug)]
pub struct List {
    /// Takes `after`, `chosen` where councils narrow it, and a variable for each filter; answers `list`, `choices` and `chosen`.
    pub query: Query,
    pub path: &'static str,
    pub title: &'static str,
    /// What is listed, in a sentence or two.
    pub said: &'static str,
    /// What one of them is called, and several.
    pub nouns: (&'static str, &'static str),
    pub columns: &'static [&'static str],
    /// Columns of the same as comma-separated values: as [`Row::values`] gives them.
    pub csv: &'static [&'static str],
    pub filters: &'static [Filter],
}

/// A record as a row of a list.
pub trait Row: DeserializeOwned {
    /// The slug or id.
    fn key(&self) -> String;
    /// One cell a column; the first leads to the record.
    fn cells(&self) -> Vec<Cell>;
    /// The same as comma-separated values.
    fn values(&self) -> Vec<String> {
        std::iter::once(self.key()).chain(self.cells().into_iter().map(|cell| cell.raw)).collect()
    }
}

/// A cell of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// None where it is not known.
    pub text: Option<String>,
    /// What the text leads to.
    pub path: Option<String>,
    /// The same for programs: a slug, a word of a closed list, a date; empty where it is not known.
    pub raw: String,
    /// Whether it stands on one line.
    pub brief: bool,
}

impl Cell {
    pub fn text(text: Option<String>) -> Self {
        Self { raw: text.clone().unwrap_or_default(), text, ..Self::default() }
    }

    pub fn link(text: &str, path: String) -> Self {
        Self { text: Some(text.into()), path: Some(path), raw: text.into(), brief: false }
    }

    /// A record that has a page below `place`.
    pub fn named(held: Option<&Named>, place: &str) -> Self {
        held.map_or_else(Self::default, |held| Self {
            text: Some(held.name.clone()),
            path: Some(format!("/{place}/{}", held.slug)),
            raw: held.slug.clone(),
            brief: false,
        })
    }

    /// A word of a closed list. A word that says so is not known either.
    pub fn word(word: Option<&str>) -> Self {
        let known = word.filter(|word| *word != "NOT_KNOWN");
        Self { text: known.map(phrase), raw: known.unwrap_or_default().into(), ..Self::default() }
    }

    pub fn day(date: Option<&str>) -> Self {
        Self { text: date.map(written), path: None, raw: date.unwrap_or_default().into(), brief: true }
    }

    /// How many are held; `none` says that there are none here.
    pub fn count(count: u64, none: &str) -> Self {
        let text = if count == 0 { none.into() } else { filters::grouped(count.try_into().unwrap_or(i64::MAX)) };
        Self { text: Some(text), path: None, raw: count.to_string(), brief: true }
    }
}

#[derive(Debug, Deserialize)]
#[serde(bound = "T: Row")]
struct Data<T> {
    list: Rows<T>,
    choices: Option<Choices>,
    chosen: Option<Choices>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", bound = "T: Row")]
struct Rows<T> {
    total_count: u64,
    page_info: PageInfo,
    nodes: Vec<T>,
}

/// Councils that a list can be narrowed to.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Choices {
    #[serde(default)]
    pub total_count: u64,
    pub nodes: Vec<Named>,
}

/// A page of a list, as templates show it.
#[derive(Clone, Debug)]
pub struct Listing {
    pub list: &'static List,
    pub fields: Vec<Shown>,
    pub rows: Vec<Vec<Cell>>,
    /// All that pass, beyond this page too.
    pub count: u64,
    /// Whether the address narrows it.
    pub narrowed: bool,
    /// The first page, where this is not it.
    pub first: Option<String>,
    pub next: Option<String>,
    values: Vec<Vec<String>>,
}

impl Listing {
    /// The noun for as many as there are.
    pub fn noun(&self) -> &'static str {
        if self.count == 1 { self.list.nouns.0 } else { self.list.nouns.1 }
    }

    /// The rows, each cell with what stands over it.
    pub fn lines(&self) -> impl Iterator<Item = Vec<(&'static str, &Cell)>> {
        self.rows.iter().map(|row| self.list.columns.iter().copied().zip(row).collect())
    }

    pub fn table(&self) -> Table {
        Table { columns: self.list.csv.to_vec(), rows: self.values.clone() }
    }

    /// The frame of its page, with the rows as schema.org's list.
    pub fn frame(&self, request: &HttpRequest, asking: &Asking) -> Frame {
        let items = self.rows.iter().enumerate().filter_map(|(at, row)| {
            let cell = row.first()?;
            let url = format!("{}{}", asking.base(), cell.path.as_ref()?);
            Some(json!({ "@type": "ListItem", "position": at + 1, "name": cell.text, "url": url }))
        });
        let items: Vec<Value> = items.collect();
        let main = json!({ "@type": "ItemList", "numberOfItems": self.count, "itemListElement": items });
        let data = json!({ "name": self.list.title, "mainEntity": main });
        Frame::new(request, self.list.title, self.list.said).structured(asking, "CollectionPage", data)
    }
}

/// Asks for a page of a list; `more` are variables beyond those of its filters.
pub async fn asked(list: &'static List, given: &Given, asking: &Asking, more: Map<String, Value>) -> Asked {
    let mut variables: Map<String, Value> = list.filters.iter().flat_map(|filter| filter.variables(given)).collect();
    variables.extend(more);
    variables.insert("after".into(), json!(given.one("after")));
    ask(asking, list.query, variables).await
}

/// Reads the answer as a page of a list.
pub fn read<T: Row>(list: &'static List, given: &Given, asked: &Asked) -> Result<Listing, Trouble> {
    let data = asked.data::<Data<T>>()?;
    let (choices, chosen) = (data.choices.unwrap_or_default(), data.chosen.unwrap_or_default());
    let names: Vec<&str> = list.filters.iter().flat_map(|filter| filter.names()).collect();
    let at = |after: Option<&str>| {
        let pairs = names.iter().map(|name| (*name, given.one(name)));
        address::with(list.path, &pairs.chain([("after", after)]).collect::<Vec<_>>())
    };
    let fields = list.filters.iter().map(|filter| filter.shown(given, &choices, chosen.nodes.first()));
    Ok(Listing {
        list,
        fields: fields.collect(),
        rows: data.list.nodes.iter().map(Row::cells).collect(),
        values: data.list.nodes.iter().map(Row::values).collect(),
        count: data.list.total_count,
        narrowed: names.iter().any(|name| given.one(name).is_some()),
        first: given.one("after").map(|_| at(None)),
        next: data.list.page_info.next().map(|cursor| at(Some(cursor))),
    })
}

#[derive(Template)]
#[template(path = "list.html")]
struct Page {
    frame: Frame,
    listing: Listing,
}

/// The page of a list that has nothing beside it.
pub async fn page<T: Row>(
    list: &'static List,
    request: HttpRequest,
    asking: web::Data<Asking>,
    more: Map<String, Value>,
) -> HttpResponse {
    let given = Given::of(&request);
    let asked = asked(list, &given, &asking, more).await;
    let listing = match read::<T>(list, &given, &asked) {
        Ok(listing) => listing,
        Err(trouble) => return frame::trouble(&request, trouble),
    };
    let (frame, table) = (listing.frame(&request, &asking), listing.table());
    frame::send(&request, &asked, frame, Some(table), |frame| Page { frame, listing })
}

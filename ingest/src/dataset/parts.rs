//! The parts of a record in a dataset: names, actors, links and sources.

use entities::{Kind, STATE, Table, actor, citation};
use sea_orm::Value;

use super::cell::cell;
use super::scope::{Form, Scope};
use super::tree::{Field, Node, Tree};
use crate::record::{Actor, Alias, Citation, Identifier, Link, Record};

/// What a file says once for all of its records.
#[derive(Default)]
pub(super) struct Defaults {
    /// Key and line of the source.
    source: Option<(String, u32)>,
    method: Option<&'static str>,
    certainty: Option<&'static str>,
}

/// Tables whose records need not say where they were read: sources are themselves the places, and topics are ours.
pub(super) const UNSOURCED: [&str; 2] = ["source", "topic"];

const STATED: &str = "STATED";
/// Fields of an actor.
pub(super) const ACTOR: &[&str] =
    &["as_written", "person", "post", "organisation", "board", "council", "resolution", "certainty"];

/// Fields of a citation.
pub(super) const PLACE: &[&str] = &["source", "at", "certainty", "method", "quote"];

impl Defaults {
    pub fn read(scope: &mut Scope, node: Node) -> Self {
        let mut defaults = Self::default();
        let Some(mut form) = scope.form("defaults", node) else { return defaults };
        if let Some(field) = form.take("source") {
            let line = field.line;
            defaults.source = scope.text("source", field.node).map(|key| (key, line));
        }
        defaults.method = form.take("method").and_then(|f| scope.word("method", &citation::METHOD, f.node));
        defaults.certainty = form.take("certainty").and_then(|f| scope.word("certainty", &citation::CERTAINTY, f.node));
        scope.close(form, &["source", "method", "certainty"]);
        defaults
    }
}

/// Takes every part of the record out of its form.
pub(super) fn read(scope: &mut Scope, form: &mut Form, defaults: &Defaults, record: &mut Record) {
    if let Some(field) = form.take("state") {
        record.state = scope.word("state", &STATE, field.node).unwrap_or(record.state);
    }
    record.identifiers = identifiers(scope, form);
    record.aliases = aliases(scope, form);
    record.actors = actors(scope, form, record.table);
    record.links = links(scope, form, record.table);
    record.citations = citations(scope, form, defaults, record.table);
}

fn identifiers(scope: &mut Scope, form: &mut Form) -> Vec<Identifier> {
    let mut identifiers: Vec<Identifier> = Vec::new();
    for node in items(scope, form, "identifiers") {
        let Some(mut part) = scope.form("identifiers", node) else { continue };
        let (scheme, value) = (needed(scope, &mut part, "scheme"), needed(scope, &mut part, "value"));
        let valid_from = partial_date(scope, &mut part, "valid_from");
        let valid_to = partial_date(scope, &mut part, "valid_to");
        let line = part.line;
        scope.close(part, &["scheme", "value", "valid_from", "valid_to"]);
        let (Some(scheme), Some(value)) = (scheme, value) else { continue };
        if identifiers.iter().any(|i| i.scheme == scheme && i.value == value) {
            scope.wrong(line, "identifiers", format!("`{value}` in the scheme `{scheme}` stands twice"));
        }
        identifiers.push(Identifier { scheme, value, valid_from, valid_to });
    }
    identifiers
}

fn aliases(scope: &mut Scope, form: &mut Form) -> Vec<Alias> {
    let mut aliases = Vec::new();
    for node in items(scope, form, "aliases") {
        if let Tree::Text(_) = node.tree {
            let name = scope.text("aliases", node);
            aliases.extend(name.map(|name| Alias { name, language: None, note: None }));
            continue;
        }
        let Some(mut part) = scope.form("aliases", node) else { continue };
        let name = needed(scope, &mut part, "name");
        let (language, note) = (optional(scope, &mut part, "language"), optional(scope, &mut part, "note"));
        scope.close(part, &["name", "language", "note"]);
        aliases.extend(name.map(|name| Alias { name, language, note }));
    }
    aliases
}

fn actors(scope: &mut Scope, form: &mut Form, table: &'static Table) -> Vec<Actor> {
    let mut actors = Vec::new();
    for role in table.actors {
        let field = role.to_lowercase();
        let nodes = match form.take(&field) {
            Some(Field { node: node @ Node { tree: Tree::Map(_), .. }, .. }) => vec![node],
            Some(Field { node, .. }) => scope.list(&field, node).unwrap_or_default(),
            None => Vec::new(),
        };
        for node in nodes {
            let Some(mut part) = scope.form(&field, node) else { continue };
            let as_written = optional(scope, &mut part, "as_written");
            let mut who = |table: &'static str| {
                let field = part.take(table)?;
                match cell(scope, table, Kind::Reference(table), field.node)? {
                    Value::Uuid(id) => id,
                    _ => None,
                }
            };
            let (person, post, organisation) = (who("person"), who("post"), who("organisation"));
            let (board, council) = (who("board"), who("council"));
            let given = part.take("resolution").and_then(|f| scope.word("resolution", &actor::RESOLUTION, f.node));
            let resolution = given.unwrap_or_else(|| {
                if person.or(organisation).or(board).or(council).is_some() {
                    return "RESOLVED";
                }
                if post.is_none() && as_written.is_none() {
                    scope.wrong(part.line, &field, "say `as_written`, or who it is, or a `resolution`");
                }
                if post.is_some() { "POST_ONLY" } else { "NAME_ONLY" }
            });
            let certainty = certainty(scope, &mut part);
            scope.close(part, ACTOR);
            let certainty = certainty.unwrap_or(STATED);
            actors.push(Actor { role, as_written, person, post, organisation, board, council, resolution, certainty });
        }
    }
    actors
}

fn links(scope: &mut Scope, form: &mut Form, table: &'static Table) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for link in table.links {
        for node in items(scope, form, link.field) {
            let line = node.line;
            let (key, certainty) = match node.tree {
                Tree::Text(_) => (scope.text(link.field, node), None),
                _ => {
                    let Some(mut part) = scope.form(link.field, node) else { continue };
                    let parts = (needed(scope, &mut part, "key"), certainty(scope, &mut part));
                    scope.close(part, &["key", "certainty"]);
                    parts
                }
            };
            let Some(key) = key else { continue };
            let to = scope.point(link.target, key.clone(), line);
            if links.iter().any(|l| l.role == link.role && l.to == to) {
                scope.wrong(line, link.field, format!("`{key}` stands twice"));
            }
            links.push(Link { role: link.role, to, certainty: certainty.unwrap_or(STATED) });
        }
    }
    links
}

fn citations(scope: &mut Scope, form: &mut Form, defaults: &Defaults, table: &Table) -> Vec<Citation> {
    let (at, sources) = (form.take("at"), form.take("sources"));
    match (at, sources) {
        (Some(at), None) => {
            let line = at.line;
            let locator = scope.text("at", at.node);
            Place { line, locator, ..Place::default() }.cite(scope, defaults).into_iter().collect()
        }
        (None, Some(sources)) => {
            let nodes = scope.list("sources", sources.node).unwrap_or_default();
            nodes.into_iter().filter_map(|node| source(scope, defaults, node)).collect()
        }
        (Some(at), Some(_)) => {
            scope.wrong(at.line, "at", "give `at`, for the default source, or `sources`, but not both");
            Vec::new()
        }
        (None, None) if UNSOURCED.contains(&table.name) => Vec::new(),
        (None, None) => {
            scope.wrong(form.line, "at", "it is missing: say where in the source this stands, or give `sources`");
            Vec::new()
        }
    }
}

fn source(scope: &mut Scope, defaults: &Defaults, node: Node) -> Option<Citation> {
    let mut part = scope.form("sources", node)?;
    let source = part.take("source").and_then(|f| {
        let line = f.line;
        scope.text("source", f.node).map(|key| (key, line))
    });
    let place = Place {
        line: part.line,
        source,
        locator: needed(scope, &mut part, "at"),
        certainty: certainty(scope, &mut part),
        method: part.take("method").and_then(|f| scope.word("method", &citation::METHOD, f.node)),
        quote: optional(scope, &mut part, "quote"),
    };
    scope.close(part, PLACE);
    place.cite(scope, defaults)
}

/// What a dataset says of one citation; the file's defaults fill the rest.
#[derive(Default)]
struct Place {
    line: u32,
    /// Key and line.
    source: Option<(String, u32)>,
    locator: Option<String>,
    certainty: Option<&'static str>,
    method: Option<&'static str>,
    quote: Option<String>,
}

impl Place {
    fn cite(self, scope: &mut Scope, defaults: &Defaults) -> Option<Citation> {
        let Some((key, line)) = self.source.or_else(|| defaults.source.clone()) else {
            scope.wrong(self.line, "source", "it is missing, and the file has no default source");
            return None;
        };
        let Some(method) = self.method.or(defaults.method) else {
            scope.wrong(self.line, "method", "it is missing, and the file has no default method");
            return None;
        };
        let source = scope.point("source", key, line);
        let certainty = self.certainty.or(defaults.certainty).unwrap_or(STATED);
        Some(Citation { source, locator: self.locator, quote: self.quote, certainty, method })
    }
}

/// The items of a list, if the field is given.
fn items(scope: &mut Scope, form: &mut Form, field: &str) -> Vec<Node> {
    form.take(field).and_then(|f| scope.list(field, f.node)).unwrap_or_default()
}

fn optional(scope: &mut Scope, form: &mut Form, field: &str) -> Option<String> {
    form.take(field).and_then(|f| scope.text(field, f.node))
}

fn needed(scope: &mut Scope, form: &mut Form, field: &str) -> Option<String> {
    let taken = form.take(field);
    if taken.is_none() {
        scope.wrong(form.line, field, "it is missing");
    }
    taken.and_then(|f| scope.text(field, f.node))
}

fn partial_date(scope: &mut Scope, form: &mut Form, field: &str) -> Option<String> {
    let taken = form.take(field)?;
    match cell(scope, field, Kind::PartialDate, taken.node)? {
        Value::String(text) => text,
        _ => None,
    }
}

fn certainty(scope: &mut Scope, form: &mut Form) -> Option<&'static str> {
    form.take("certainty").and_then(|f| scope.word("certainty", &citation::CERTAINTY, f.node))
}

//! Facets: how many of a list have which value, counted by the database, one statement a facet.

use async_graphql::{
    Name, Value,
    registry::{MetaField, Registry},
};
use entities::Kind;

use super::{
    argument::{Group, below},
    catalogue::{Catalogue, Form},
    cell::Sort,
    describe::Path,
    gather::{self, GATHERED},
    json,
    level::Level,
    meta::{argument, enumeration, field, insert, object},
    plan::Planner,
    row::Rows,
    run::{self, Fetched},
    sql::{Bind, Sql},
    statement,
};
use crate::error::{Code, Refusal};

/// Facets that one list may be asked for: each is a statement of its own.
const FACETS: usize = 10;
/// Values that one facet gives, the most frequent first.
const VALUES: usize = 100;
/// Columns of a statement: the value, how people call it, how many.
const VALUE: usize = 0;
const LABEL: usize = 1;
const COUNT: usize = 2;

/// Numbers stand for the columns of the statement: the parent, the value, how people call it. What is not known comes
/// after what is known as often.
fn by_count(value: &str) -> String {
    format!(" GROUP BY 1, 2, 3 ORDER BY 1, count(*) DESC, {value} IS NULL, {value}")
}

/// What is counted: the values of one column.
#[derive(Clone, Copy, PartialEq)]
pub struct Facet {
    /// Place of the column in its form.
    column: usize,
}

/// What is written of each facet of a list.
pub struct Slots {
    /// The facets, as places in [`Level::facets`].
    pub facets: Vec<usize>,
    fields: Vec<(Name, Part)>,
}

enum Part {
    By,
    Values(Vec<(Name, ValuePart)>),
    Typename,
}

enum ValuePart {
    Value,
    Label,
    Count,
    Typename,
}

/// The columns of a type that can be counted, with the words for them.
fn countable(form: &Form) -> impl Iterator<Item = (String, usize)> {
    let shown = |name: &str| !form.ty.hidden.contains(&name) && !["id", "provenance_id"].contains(&name);
    let columns = form.columns.iter().enumerate().filter(move |(_, column)| shown(column.name));
    columns.filter_map(|(i, column)| {
        let name = column.name.strip_suffix("_id").unwrap_or(column.name).to_uppercase();
        match column.kind {
            Kind::Word(_) | Kind::WordList(_) | Kind::Bool => Some((name, i)),
            Kind::Reference(table) if table != "record" => Some((name, i)),
            Kind::Date | Kind::PartialDate => Some((format!("{name}_YEAR"), i)),
            _ => None,
        }
    })
}

/// Writes the types that all lists share into the registry.
pub fn shared(registry: &mut Registry) {
    let value = vec![
        field(
            "value",
            "String",
            "The value: a word, the id of a record, a year, true or false; null stands for not known.",
            vec![],
        ),
        field(
            "label",
            "String",
            "How people call it: the name or text of the record, or the value again. Null when that is not known.",
            vec![],
        ),
        field("count", "Int!", "How many have it.", vec![]),
    ];
    insert(registry, object("FacetValue", "A value, and how many of a list have it.", value));
    let facet = vec![
        field("by", "String!", "What was counted, in the words of the question.", vec![]),
        field(
            "values",
            "[FacetValue!]!",
            "The values that occur, the most frequent first; at most 100. Where one record has several values, it counts \
             under each.",
            vec![],
        ),
    ];
    insert(registry, object("Facet", "How many of a list have which value.", facet));
}

/// The field of a type's lists, and the words for what can be counted in them.
pub fn register(registry: &mut Registry, form: &Form) -> Option<MetaField> {
    let names: Vec<(String, String)> = countable(form)
        .map(|(name, i)| {
            let column = form.columns[i];
            let year = if name.ends_with("_YEAR") { "The first year of: " } else { "" };
            (name, format!("{year}{}", column.about.trim()))
        })
        .collect();
    if names.is_empty() {
        return None;
    }
    let enumerated = format!("{}Facet", form.ty.name);
    let about = format!("What a list of type {} can be counted by.", form.ty.name);
    enumeration(registry, &enumerated, &about, names.iter().map(|(n, a)| (n.as_str(), a.as_str())));
    let by = argument("by", &format!("[{enumerated}!]!"), "What to count by: at most 10.");
    let about = "How many have which value, filter applied, whatever the page. Counted only when asked for.";
    Some(field("facets", "[Facet!]!", about, vec![by]))
}

impl<'c, 'a> Planner<'c, 'a> {
    /// Plans the facets asked for under one response key.
    pub fn facets(&self, level: &mut Level<'c>, group: &Group<'a>) -> Result<Slots, Refusal> {
        let form = self.catalogue.form(level.form);
        let asked = match self.scope.argument(&group[0].node, "by") {
            Some(Value::List(items)) => items,
            given => given.into_iter().collect(),
        };
        if asked.len() > FACETS {
            let refusal = Refusal::beyond(Code::BadInput, "Facets of one list", asked.len() as u64, FACETS as u64);
            return Err(refusal.at(group[0].pos));
        }
        let mut facets = Vec::with_capacity(asked.len());
        for item in asked {
            let word = match &item {
                Value::Enum(name) => name.as_str(),
                Value::String(name) => name.as_str(),
                _ => "",
            };
            let Some((_, column)) = countable(form).find(|(name, _)| name == word) else {
                return Err(Refusal::new(Code::BadInput, "`by` names nothing that can be counted.").at(group[0].pos));
            };
            let facet = Facet { column };
            let known = level.facets.iter().position(|f| *f == facet);
            facets.push(known.unwrap_or_else(|| {
                level.facets.push(facet);
                level.facets.len() - 1
            }));
        }
        let groups = self.scope.collect(&below(group), &|_| true);
        let fields = groups.into_iter().map(|(key, group)| {
            let part = match group[0].node.name.node.as_str() {
                "by" => Part::By,
                "values" => Part::Values(self.facet_values(&group)),
                _ => Part::Typename,
            };
            (key.clone(), part)
        });
        Ok(Slots { facets, fields: fields.collect() })
    }

    fn facet_values(&self, group: &Group<'a>) -> Vec<(Name, ValuePart)> {
        let groups = self.scope.collect(&below(group), &|_| true);
        let fields = groups.into_iter().map(|(key, group)| {
            let part = match group[0].node.name.node.as_str() {
                "value" => ValuePart::Value,
                "label" => ValuePart::Label,
                "count" => ValuePart::Count,
                _ => ValuePart::Typename,
            };
            (key.clone(), part)
        });
        fields.collect()
    }
}

/// The cells of a facet's statement.
pub fn sorts(form: &Form, facet: Facet) -> [Sort; 3] {
    let value = if matches!(form.columns[facet.column].kind, Kind::Reference(_)) { Sort::Uuid } else { Sort::Text };
    [value, Sort::Text, Sort::Big]
}

/// A statement that counts the rows of a root list by a column, or the children of many parents.
pub fn write(
    sql: &mut Sql,
    catalogue: &Catalogue,
    level: &Level<'_>,
    facet: Facet,
    children: Option<(&Path, Vec<uuid::Uuid>)>,
) {
    let form = catalogue.form(level.form);
    let column = form.columns[facet.column];
    let postgres = sql.is_postgres();
    let (mut join, name) = (String::new(), format!("t0.{}", column.name));
    let (value, label) = match column.kind {
        Kind::Bool => {
            let text = format!("CASE {name} WHEN true THEN 'true' WHEN false THEN 'false' END");
            (text.clone(), text)
        }
        Kind::Date if postgres => (format!("to_char({name}, 'YYYY')"), format!("to_char({name}, 'YYYY')")),
        Kind::Date | Kind::PartialDate => (format!("substr({name}, 1, 4)"), format!("substr({name}, 1, 4)")),
        Kind::WordList(_) if postgres => {
            join = format!(" LEFT JOIN LATERAL json_array_elements_text({name}::json) w(value) ON true");
            ("w.value".into(), "w.value".into())
        }
        Kind::WordList(_) => {
            join = format!(" LEFT JOIN json_each({name}) w ON true");
            ("w.value".into(), "w.value".into())
        }
        Kind::Reference(table) => {
            let target = catalogue.of_table(table).map(|place| catalogue.form(place));
            let called = target
                .and_then(|t| ["name", "title", "label", "text", "slug"].into_iter().find(|n| t.column(n).is_some()));
            join = format!(" LEFT JOIN {table} f ON f.id = {name}");
            (name, called.map_or("NULL".into(), |called| format!("f.{called}")))
        }
        _ => (name.clone(), name),
    };
    // Texts that the database makes are ordered by code point, as stored ones are.
    let value = match column.kind {
        Kind::Bool | Kind::Date | Kind::WordList(_) if postgres => format!("({value}) COLLATE \"C\""),
        _ => value,
    };
    let label = if label == "NULL" && postgres { "CAST(NULL AS text)".into() } else { label };
    if let Some((Path { branches, .. }, parents)) = &children
        && !branches.is_empty()
    {
        gather::write(sql, form, branches, parents.clone());
        sql.push(&format!(" SELECT t0.parent, {value}, {label}, count(*) FROM {GATHERED} t0{join} WHERE 1 = 1"));
        statement::narrow(sql, catalogue, level, "t0");
        sql.push(&by_count(&value));
        return;
    }
    sql.push(&match (&children, postgres) {
        (None, _) => {
            format!("SELECT {}, {value}, {label}, count(*) FROM ", if postgres { "CAST(0 AS bigint)" } else { "0" })
        }
        (Some(_), true) => format!("SELECT p.n - 1, {value}, {label}, count(*) FROM unnest("),
        (Some(_), false) => format!("SELECT p.key, {value}, {label}, count(*) FROM json_each("),
    });
    let root = children.is_none();
    match (children, postgres) {
        (None, _) => {
            sql.push(form.table()).push(" t0").push(&join).push(" WHERE 1 = 1");
        }
        // Without the fence the planner would look at every row of the table for every parent.
        (Some((path, parents)), true) => {
            sql.bind(Bind::Uuids(parents)).push(") WITH ORDINALITY AS p(id, n) CROSS JOIN LATERAL (SELECT t0.* FROM ");
            sql.push(form.table()).push(" t0 WHERE ");
            statement::write_link(sql, path, "t0", |sql| {
                sql.push("p.id");
            });
            sql.push(" OFFSET 0) t0").push(&join).push(" WHERE 1 = 1");
        }
        (Some((path, parents)), false) => {
            sql.bind(Bind::Uuids(parents)).push(") p CROSS JOIN ").push(form.table()).push(" t0").push(&join);
            sql.push(" WHERE ");
            statement::write_link(sql, path, "t0", |sql| {
                sql.push("unhex(p.value)");
            });
        }
    }
    statement::narrow(sql, catalogue, level, "t0");
    sql.push(&by_count(&value));
    if root {
        sql.push(&format!(" LIMIT {VALUES}"));
    }
}

/// What a facet's statement found, parent by parent.
pub struct Counted {
    pub facet: Facet,
    rows: Rows,
    groups: Vec<run::Group>,
}

impl Counted {
    pub fn new(facet: Facet, rows: Rows, parents: usize) -> Self {
        let groups = run::grouped(&rows, parents);
        Self { facet, rows, groups }
    }
}

/// Writes the facets of one list.
pub fn answer(catalogue: &Catalogue, form: usize, slots: &Slots, fetched: &Fetched, group: usize, out: &mut Vec<u8>) {
    out.push(b'[');
    for (i, place) in slots.facets.iter().enumerate() {
        // A list that no parent has was not counted.
        let counted = fetched.facets.get(*place);
        out.extend_from_slice(if i > 0 { b",{" } else { b"{" });
        for (n, (key, part)) in slots.fields.iter().enumerate() {
            json::key(out, n, key);
            match part {
                Part::By => {
                    let mut known = countable(catalogue.form(form));
                    let name = counted.and_then(|c| known.find(|(_, column)| *column == c.facet.column));
                    json::text(out, &name.map_or(String::new(), |(name, _)| name));
                }
                Part::Values(parts) => match counted {
                    Some(counted) => values(parts, counted, group, out),
                    None => out.extend_from_slice(b"[]"),
                },
                Part::Typename => json::text(out, "Facet"),
            }
        }
        out.push(b'}');
    }
    out.push(b']');
}

fn values(parts: &[(Name, ValuePart)], counted: &Counted, group: usize, out: &mut Vec<u8>) {
    let group = counted.groups.get(group).copied().unwrap_or_default();
    out.push(b'[');
    for i in 0..group.count.min(VALUES) {
        let row = group.start + i;
        out.extend_from_slice(if i > 0 { b",{" } else { b"{" });
        for (n, (key, part)) in parts.iter().enumerate() {
            json::key(out, n, key);
            match part {
                ValuePart::Value => counted.rows.cell(row, VALUE).write(Kind::Text, out),
                ValuePart::Label => counted.rows.cell(row, LABEL).write(Kind::Text, out),
                ValuePart::Count => counted.rows.cell(row, COUNT).write(Kind::Pounds, out),
                ValuePart::Typename => json::text(out, "FacetValue"),
            }
        }
        out.push(b'}');
    }
    out.push(b']');
}

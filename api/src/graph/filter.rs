//! The one small filter language: an input object per type, read into a tree of tests and written as SQL.
//!
//! A field of the input tests the column of that name; a relation passes when at least one of its records does;
//! all fields given must pass; `and`, `or` and `not` combine. Null in a list of words or truth values stands for
//! "not known".

use async_graphql::{Name, Value, indexmap::IndexMap};
use chrono::{DateTime, NaiveDate};
use entities::{Column, Kind};
use uuid::Uuid;

use super::{
    catalogue::{Bond, Catalogue, Field, Form},
    describe::{By, Lookup},
    sql::{Bind, Sql},
    statement::write_link,
};
use crate::error::{Code, Refusal};

/// Texts to look for may be this long, in characters.
pub const TEXT_LIMIT: usize = 1_000;
/// A list in a filter may be this long.
pub const LIST_LIMIT: usize = 100;
/// Relations may lead on from one another this often in one filter: each is a search of its own for every row.
const RELATION_LIMIT: u64 = 4;
/// A filter may hold this many tests.
pub const TEST_LIMIT: usize = 100;

pub enum Test<'c> {
    And(Vec<Test<'c>>),
    Or(Vec<Test<'c>>),
    Not(Box<Test<'c>>),
    Column(&'static str, Check),
    /// At least one record of the relation passes.
    Related(&'c Bond, Box<Test<'c>>),
}

pub enum Check {
    Null(bool),
    Equals(Bind),
    AtLeast(Bind),
    AtMost(Bind),
    /// A partial date that may be then or later: its end, to the last day that it can mean, is not before.
    MayBeFrom(String),
    /// A partial date that may be then or earlier: its beginning is not after.
    MayBeTo(String),
    AnyText(Vec<String>),
    AnyUuid(Vec<Uuid>),
    /// A lower-case pattern for LIKE.
    Like(String),
    /// A stored list of words holds at least one of these.
    HoldsAny(Vec<String>),
    AnyBool(Vec<bool>),
}

pub struct Reader<'c> {
    pub catalogue: &'c Catalogue,
    pub left: usize,
    /// Relations that lead here.
    pub depth: u64,
}

type Fields = IndexMap<Name, Value>;

/// A list, or a single value that stands for a list of one.
fn listed(value: &Value) -> &[Value] {
    if let Value::List(items) = value { items } else { std::slice::from_ref(value) }
}

fn bad(field: &str, why: impl std::fmt::Display) -> Refusal {
    Refusal::new(Code::BadInput, format!("Filter field `{field}`: {why}."))
}

impl<'c> Reader<'c> {
    pub fn read(&mut self, form: &'c Form, fields: &Fields) -> Result<Test<'c>, Refusal> {
        let mut all = Vec::with_capacity(fields.len());
        for (name, value) in fields {
            if *value == Value::Null {
                continue;
            }
            self.take()?;
            match (name.as_str(), value) {
                ("and", items) => all.push(Test::And(self.each(form, listed(items))?)),
                ("or", items) => all.push(Test::Or(self.each(form, listed(items))?)),
                ("not", Value::Object(inner)) => all.push(Test::Not(Box::new(self.read(form, inner)?))),
                (name, value) => self.field(form, name, value, &mut all)?,
            }
        }
        Ok(Test::And(all))
    }

    fn each(&mut self, form: &'c Form, items: &[Value]) -> Result<Vec<Test<'c>>, Refusal> {
        let each = items.iter().map(|item| {
            self.take()?;
            match item {
                Value::Object(fields) => self.read(form, fields),
                _ => Err(bad("and/or", "an item is no filter")),
            }
        });
        each.collect()
    }

    /// Counts one more test.
    fn take(&mut self) -> Result<(), Refusal> {
        let beyond =
            || Refusal::beyond(Code::BadInput, "Tests in one filter", TEST_LIMIT as u64 + 1, TEST_LIMIT as u64);
        self.left = self.left.checked_sub(1).ok_or_else(beyond)?;
        Ok(())
    }

    fn field(&mut self, form: &'c Form, name: &str, value: &Value, all: &mut Vec<Test<'c>>) -> Result<(), Refusal> {
        match (form.field(name), value) {
            (Some(Field::Leaf(i)), value) => column(form.columns[*i], name, value, all),
            (Some(Field::Relation(bond)), Value::Object(inner)) if bond.path.branches.is_empty() => {
                let target = self.catalogue.form(bond.target);
                self.depth += 1;
                if self.depth > RELATION_LIMIT {
                    let what = "Relations that lead on from one another in a filter";
                    return Err(Refusal::beyond(Code::BadInput, what, self.depth, RELATION_LIMIT));
                }
                let test = self.read(target, inner)?;
                self.depth -= 1;
                all.push(Test::Related(bond, Box::new(test)));
                Ok(())
            }
            _ => Err(bad(name, "there is no such test")),
        }
    }
}

fn column(column: &'static Column, name: &str, value: &Value, all: &mut Vec<Test<'_>>) -> Result<(), Refusal> {
    let mut push = |check| all.push(Test::Column(column.name, check));
    match (column.kind, value) {
        (Kind::Id, value) => push(Check::AnyUuid(ids(name, listed(value))?)),
        (Kind::Word(_), value) => {
            let items = listed(value);
            let words = Check::AnyText(texts(name, items)?);
            all.push(or_null(column.name, items, words));
        }
        (Kind::WordList(_), value) => push(Check::HoldsAny(texts(name, listed(value))?)),
        (Kind::Bool, value) => {
            let items = listed(value);
            let truths = items.iter().filter_map(|v| if let Value::Boolean(b) = v { Some(*b) } else { None });
            let check = Check::AnyBool(truths.collect());
            all.push(or_null(column.name, items, check));
        }
        (kind, Value::Object(tests)) => {
            for (test, value) in tests.iter().filter(|(_, v)| **v != Value::Null) {
                push(check(kind, name, test, value)?);
            }
        }
        _ => return Err(bad(name, "the test has the wrong form")),
    }
    Ok(())
}

/// Lists of words and truth values take null for "not known".
fn or_null<'c>(column: &'static str, items: &[Value], check: Check) -> Test<'c> {
    let test = Test::Column(column, check);
    if items.contains(&Value::Null) { Test::Or(vec![test, Test::Column(column, Check::Null(true))]) } else { test }
}

fn check(kind: Kind, name: &str, test: &str, value: &Value) -> Result<Check, Refusal> {
    Ok(match (test, value, kind) {
        ("isNull", Value::Boolean(null), _) => Check::Null(*null),
        ("eq", Value::Number(n), kind) => Check::Equals(whole(kind, name, n)?),
        ("gte", Value::Number(n), kind) => Check::AtLeast(whole(kind, name, n)?),
        ("lte", Value::Number(n), kind) => Check::AtMost(whole(kind, name, n)?),
        ("eq", Value::String(text), _) => Check::Equals(Bind::Text(bounded(name, text)?)),
        ("in", items, _) => Check::AnyText(texts(name, listed(items))?),
        ("contains", Value::String(text), _) => Check::Like(format!("%{}%", pattern(name, text)?)),
        ("startsWith", Value::String(text), _) => Check::Like(format!("{}%", pattern(name, text)?)),
        ("from", Value::String(text), Kind::Date) => Check::AtLeast(Bind::Date(day(name, text)?)),
        ("to", Value::String(text), Kind::Date) => Check::AtMost(Bind::Date(day(name, text)?)),
        ("from", Value::String(text), Kind::PartialDate) => Check::MayBeFrom(partial(name, text)?),
        ("to", Value::String(text), Kind::PartialDate) => Check::MayBeTo(partial(name, text)?),
        ("from", Value::String(text), Kind::Instant) => Check::AtLeast(Bind::Big(moment(name, text)?)),
        ("to", Value::String(text), Kind::Instant) => Check::AtMost(Bind::Big(moment(name, text)?)),
        _ => return Err(bad(name, format!("`{test}` has the wrong form"))),
    })
}

fn bounded(name: &str, text: &str) -> Result<String, Refusal> {
    let length = text.chars().count();
    if length > TEXT_LIMIT {
        let what = format!("Characters of the text in filter field `{name}`");
        return Err(Refusal::beyond(Code::BadInput, &what, length as u64, TEXT_LIMIT as u64));
    }
    if text.contains('\0') {
        return Err(bad(name, "the text holds a NUL character, which no stored text does"));
    }
    Ok(text.to_owned())
}

fn pattern(name: &str, text: &str) -> Result<String, Refusal> {
    let mut out = String::with_capacity(text.len());
    for c in bounded(name, text)?.to_ascii_lowercase().chars() {
        if matches!(c, '%' | '_' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    Ok(out)
}

fn items<'v, T>(name: &str, items: &'v [Value], read: impl Fn(&'v Value) -> Option<T>) -> Result<Vec<T>, Refusal> {
    if items.len() > LIST_LIMIT {
        let what = format!("Items in filter field `{name}`");
        return Err(Refusal::beyond(Code::BadInput, &what, items.len() as u64, LIST_LIMIT as u64));
    }
    items
        .iter()
        .filter(|v| **v != Value::Null)
        .map(|v| read(v).ok_or_else(|| bad(name, "an item has the wrong form")))
        .collect()
}

fn texts(name: &str, items: &[Value]) -> Result<Vec<String>, Refusal> {
    self::items(name, items, |v| match v {
        Value::String(s) => Some(s.as_str()),
        Value::Enum(n) => Some(n.as_str()),
        _ => None,
    })?
    .into_iter()
    .map(|s| bounded(name, s))
    .collect()
}

fn ids(name: &str, items: &[Value]) -> Result<Vec<Uuid>, Refusal> {
    self::items(name, items, |v| if let Value::String(s) = v { Some(s) } else { None })?
        .into_iter()
        .map(|s| id(name, s))
        .collect()
}

/// The beginning of a value, quoted, as a refusal shows it.
pub fn shown(text: &str) -> String {
    format!("{:?}", text.chars().take(60).collect::<String>())
}

/// An id as the contract writes it.
pub fn id(argument: &str, text: &str) -> Result<Uuid, Refusal> {
    text.parse().map_err(|_| {
        Refusal::new(Code::BadInput, format!("`{argument}`: {} is no id of ours; ids are UUIDs.", shown(text)))
    })
}

fn whole(kind: Kind, name: &str, n: &serde_json::Number) -> Result<Bind, Refusal> {
    match (n.as_i64(), kind) {
        (Some(n), Kind::Pounds) => Ok(Bind::Big(n)),
        (Some(n), _) if i32::try_from(n).is_ok() => Ok(Bind::Int(n as i32)),
        _ => Err(bad(name, "not a whole number that fits")),
    }
}

/// A day as the contract writes it.
pub fn day(name: &str, text: &str) -> Result<NaiveDate, Refusal> {
    super::scalar::day(text).ok_or_else(|| {
        Refusal::new(Code::BadInput, format!("`{name}`: {} is no day; days are YYYY-MM-DD.", shown(text)))
    })
}

fn partial(name: &str, text: &str) -> Result<String, Refusal> {
    if entities::partial_date::is_valid(text) && !text.contains(['/', '~']) {
        Ok(text.to_owned())
    } else {
        Err(bad(name, format!("{} is no date such as 2026, 2026-07 or 2026-07-14", shown(text))))
    }
}

fn moment(name: &str, text: &str) -> Result<i64, Refusal> {
    DateTime::parse_from_rfc3339(text)
        .map(|t| t.timestamp_millis())
        .map_err(|_| bad(name, format!("{} is no moment such as 2025-10-22T13:00:00Z", shown(text))))
}

/// Writes a test of the rows of `form` under an alias.
pub fn write(sql: &mut Sql, catalogue: &Catalogue, form: &Form, test: &Test<'_>, alias: &str, depth: u64) {
    match test {
        Test::And(tests) => write_all(sql, catalogue, form, tests, (alias, depth), " AND ", "1 = 1"),
        // A test below `or` and `not` need not pass: it counts as one further in.
        Test::Or(tests) => write_all(sql, catalogue, form, tests, (alias, depth.max(2)), " OR ", "1 = 0"),
        Test::Not(test) => {
            sql.push("NOT COALESCE((");
            write(sql, catalogue, form, test, alias, depth.max(2));
            sql.push("), false)");
        }
        Test::Column(column, check) => write_check(sql, &format!("{alias}.{column}"), check),
        Test::Related(bond, test) => {
            let target = catalogue.form(bond.target);
            let inner = format!("r{depth}");
            sql.push("EXISTS (SELECT 1 FROM ").push(target.table()).push(" ").push(&inner).push(" WHERE ");
            write_link(sql, &bond.path, &inner, |sql| {
                sql.push(alias).push(".").push(bond.path.near);
            });
            sql.push(" AND ");
            write(sql, catalogue, target, test, &inner, depth + 1);
            sql.push(")");
        }
    }
}

/// A test that names the one record that a reference leads to, by its id or by a unique text, is written as what the
/// reference must hold: so that its index is used. False where it is another test, and nothing is written.
fn write_known(sql: &mut Sql, catalogue: &Catalogue, bond: &Bond, test: &Test<'_>, alias: &str) -> bool {
    let path = &bond.path;
    let plain = path.via.is_none() && path.only.is_empty() && path.far == "id" && path.near != "id";
    let Test::And(tests) = test else { return false };
    let [Test::Column(column, check)] = tests.as_slice() else { return false };
    let target = catalogue.form(bond.target);
    let by_slug = |lookup: &Lookup| matches!(lookup.by, By::Column("slug"));
    let unique = *column == "slug" && target.ty.lookups.iter().any(by_slug);
    match check {
        Check::AnyUuid(ids) if plain && *column == "id" => {
            sql.any_uuid(&format!("{alias}.{}", path.near), ids.clone());
        }
        Check::Equals(value) if plain && unique => {
            sql.push(alias).push(".").push(path.near).push(" = (SELECT id FROM ").push(target.table());
            sql.push(" WHERE ").push(column).push(" = ").bind(value.clone()).push(")");
        }
        _ => return false,
    }
    true
}

fn write_all(
    sql: &mut Sql,
    catalogue: &Catalogue,
    form: &Form,
    tests: &[Test<'_>],
    (alias, depth): (&str, u64),
    with: &str,
    none: &str,
) {
    if tests.is_empty() {
        sql.push(none);
        return;
    }
    sql.push("(");
    for (i, test) in tests.iter().enumerate() {
        if i > 0 {
            sql.push(with);
        }
        // Of the list's own rows, where all tests must pass: that is what an index can be chosen by.
        match test {
            Test::Related(bond, inner)
                if depth == 1 && with == " AND " && write_known(sql, catalogue, bond, inner, alias) => {}
            test => write(sql, catalogue, form, test, alias, depth),
        }
    }
    sql.push(")");
}

fn write_check(sql: &mut Sql, column: &str, check: &Check) {
    match check {
        Check::Null(true) => sql.push(column).push(" IS NULL"),
        Check::Null(false) => sql.push(column).push(" IS NOT NULL"),
        Check::Equals(value) => sql.push(column).push(" = ").bind(value.clone()),
        Check::AtLeast(value) => sql.push(column).push(" >= ").bind(value.clone()),
        Check::AtMost(value) => sql.push(column).push(" <= ").bind(value.clone()),
        Check::MayBeFrom(text) => {
            // A year lasts beyond each of its days: `2027-99` is not before `2027-05-14`.
            let end = sql.partial_end(column);
            sql.push(&end).push(" || '-99' >= ").bind(Bind::Text(text.clone()))
        }
        Check::MayBeTo(text) => {
            let start = sql.partial_start(column);
            sql.push(&format!("substr({start}, 1, {}) <= ", text.len())).bind(Bind::Text(text.clone()))
        }
        Check::AnyText(texts) => sql.any_text(column, texts.clone()),
        Check::AnyUuid(ids) => sql.any_uuid(column, ids.clone()),
        Check::Like(pattern) => {
            sql.push("lower(").push(column).push(") LIKE ").bind(Bind::Text(pattern.clone())).push(" ESCAPE '\\'")
        }
        Check::HoldsAny(words) => {
            sql.push("(1 = 0");
            for word in words {
                sql.push(" OR ")
                    .push(column)
                    .push(" LIKE ")
                    .bind(Bind::Text(format!("%\"{}\"%", word.replace('_', "\\_"))));
                sql.push(" ESCAPE '\\'");
            }
            sql.push(")")
        }
        Check::AnyBool(truths) => {
            sql.push("(1 = 0");
            for truth in truths {
                sql.push(" OR ").push(column).push(" = ").bind(Bind::Bool(*truth));
            }
            sql.push(")")
        }
    };
}

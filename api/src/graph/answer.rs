//! Writes fetched rows into an answer. A field that failed and may not be null makes its nearest nullable parent null,
//! as the specification has it, and says so once, with its path.

use std::sync::Mutex;

use async_graphql::{Context, Name, PathSegment, ServerError, Value, indexmap::IndexMap};

use super::{
    catalogue::Catalogue,
    cell::Cell,
    order,
    plan::{EdgeSlot, Info, Level, Listing, Object, PageSlot, Slot},
    run::{Fault, Fetched, Group},
};

/// Where in the answer we are: built on the stack, read only when something fails.
#[derive(Clone, Copy)]
struct Place<'p> {
    above: Option<&'p Place<'p>>,
    step: Step<'p>,
}

#[derive(Clone, Copy)]
enum Step<'p> {
    Key(&'p Name),
    Index(usize),
    Start,
}

impl<'p> Place<'p> {
    fn key(&'p self, name: &'p Name) -> Place<'p> {
        Place { above: Some(self), step: Step::Key(name) }
    }

    fn index(&'p self, i: usize) -> Place<'p> {
        Place { above: Some(self), step: Step::Index(i) }
    }

    fn path(&self) -> Vec<PathSegment> {
        let mut path = self.above.map(Place::path).unwrap_or_default();
        match self.step {
            Step::Key(name) => path.push(PathSegment::Field(name.to_string())),
            Step::Index(i) => path.push(PathSegment::Index(i)),
            Step::Start => {}
        }
        path
    }
}

/// Writes answers of one root field.
pub struct Writer<'w> {
    pub ctx: &'w Context<'w>,
    pub catalogue: &'w Catalogue,
    /// Start of every persistent address.
    pub base: &'w str,
    /// Turns a fault of ours into what the caller sees.
    pub explain: &'w (dyn Fn(&Fault) -> ServerError + Send + Sync),
    failed: Mutex<Vec<usize>>,
}

impl<'w> Writer<'w> {
    pub fn new(
        ctx: &'w Context<'w>,
        catalogue: &'w Catalogue,
        base: &'w str,
        explain: &'w (dyn Fn(&Fault) -> ServerError + Send + Sync),
    ) -> Self {
        Self { ctx, catalogue, base, explain, failed: Mutex::default() }
    }

    /// One record of the level; `None` when something in it failed that may not be null.
    pub fn record(&self, level: &Level<'_>, object: &Object, fetched: &Fetched, row: usize) -> Option<Value> {
        let start = Place { above: None, step: Step::Start };
        self.object(level, object, fetched, row, &start)
    }

    /// The page of the first group of the level.
    pub fn page(&self, level: &Level<'_>, slots: &[(Name, PageSlot)], fetched: &Fetched) -> Option<Value> {
        let start = Place { above: None, step: Step::Start };
        self.connection(level, slots, fetched, 0, &start)
    }

    fn object(
        &self,
        level: &Level<'_>,
        object: &Object,
        fetched: &Fetched,
        row: usize,
        place: &Place<'_>,
    ) -> Option<Value> {
        let mut map = IndexMap::with_capacity(object.slots.len());
        for (key, slot) in &object.slots {
            let value = match self.leaf(fetched, slot, row) {
                Some(value) => value,
                None => self.composite(level, slot, fetched, row, &place.key(key))?,
            };
            map.insert(key.clone(), value);
        }
        Some(Value::Object(map))
    }

    /// Values that need nothing but the row.
    fn leaf(&self, fetched: &Fetched, slot: &Slot, row: usize) -> Option<Value> {
        let cells = &fetched.rows[row].cells;
        match slot {
            Slot::Leaf(cell, kind) => Some(cells[*cell].value(*kind)),
            Slot::Uri(cell, table) => Some(
                cells[*cell].uuid().map_or(Value::Null, |id| Value::String(format!("{}/id/{table}/{id}", self.base))),
            ),
            Slot::Typename(name) => Some(Value::String(name.to_string())),
            _ => None,
        }
    }

    fn composite(
        &self,
        level: &Level<'_>,
        slot: &Slot,
        fetched: &Fetched,
        row: usize,
        place: &Place<'_>,
    ) -> Option<Value> {
        match slot {
            Slot::One { present, null, object } => {
                let value = if fetched.rows[row].cells[*present] == Cell::Null {
                    None
                } else {
                    self.object(level, object, fetched, row, place)
                };
                if *null { Some(value.unwrap_or(Value::Null)) } else { value }
            }
            Slot::Many(child, listing) => {
                let below = &fetched.children[*child];
                let level = &level.children[*child].level;
                let inner = match &below.fetched {
                    Ok(inner) => inner,
                    Err(fault) => {
                        self.fail(fault, place);
                        return None;
                    }
                };
                // A row whose key is null has no group and so no children.
                let group = below.group[row];
                match listing {
                    Listing::List(object) => {
                        let group = group.map(|g| inner.groups[g]).unwrap_or_default();
                        self.list(level, object, inner, group, place)
                    }
                    Listing::Page(slots) => self.connection(level, slots, inner, group.unwrap_or(usize::MAX), place),
                }
            }
            Slot::Special(special) => match fetched.specials.get(*special).and_then(|rows| rows.get(row))? {
                Ok(value) => Some(value.clone()),
                Err(error) => {
                    let mut error = error.clone();
                    error.path = self.path(place);
                    self.ctx.add_error(error);
                    Some(Value::Null)
                }
            },
            Slot::Leaf(..) | Slot::Uri(..) | Slot::Typename(_) => self.leaf(fetched, slot, row),
        }
    }

    fn list(
        &self,
        level: &Level<'_>,
        object: &Object,
        fetched: &Fetched,
        group: Group,
        place: &Place<'_>,
    ) -> Option<Value> {
        let items = (0..group.count).map(|i| self.object(level, object, fetched, group.start + i, &place.index(i)));
        items.collect::<Option<Vec<_>>>().map(Value::List)
    }

    fn connection(
        &self,
        level: &Level<'_>,
        slots: &[(Name, PageSlot)],
        fetched: &Fetched,
        group: usize,
        place: &Place<'_>,
    ) -> Option<Value> {
        let rows = fetched.groups.get(group).copied().unwrap_or_default();
        let mut map = IndexMap::with_capacity(slots.len());
        for (key, slot) in slots {
            let value = match slot {
                PageSlot::Nodes(object) => self.list(level, object, fetched, rows, &place.key(key))?,
                PageSlot::Edges(slots) => self.edges(level, slots, fetched, rows, &place.key(key))?,
                PageSlot::PageInfo(infos) => self.page_info(level, infos, fetched, rows),
                PageSlot::TotalCount => Value::from(fetched.totals.get(group).copied().unwrap_or_default()),
                PageSlot::Typename(name) => Value::String(name.to_string()),
            };
            map.insert(key.clone(), value);
        }
        Some(Value::Object(map))
    }

    fn edges(
        &self,
        level: &Level<'_>,
        slots: &[(Name, EdgeSlot)],
        fetched: &Fetched,
        group: Group,
        place: &Place<'_>,
    ) -> Option<Value> {
        let mut edges = Vec::with_capacity(group.count);
        for i in 0..group.count {
            let here = place.index(i);
            let mut map = IndexMap::with_capacity(slots.len());
            for (key, slot) in slots {
                let value = match slot {
                    EdgeSlot::Node(object) => self.object(level, object, fetched, group.start + i, &here.key(key))?,
                    EdgeSlot::Cursor => self.cursor(level, fetched, group.start + i),
                    EdgeSlot::Typename(name) => Value::String(name.to_string()),
                };
                map.insert(key.clone(), value);
            }
            edges.push(Value::Object(map));
        }
        Some(Value::List(edges))
    }

    fn page_info(&self, level: &Level<'_>, infos: &[(Name, Info)], fetched: &Fetched, group: Group) -> Value {
        let Some(window) = &level.window else { return Value::Null };
        let end = |row: Option<usize>| row.map_or(Value::Null, |row| self.cursor(level, fetched, row));
        let first = (group.count > 0).then_some(group.start);
        let last = (group.count > 0).then(|| group.start + group.count - 1);
        let values = infos.iter().map(|(key, info)| {
            let value = match info {
                // Beyond the end that was not counted from, a cursor tells that there is at least its own row.
                Info::HasNext => Value::Boolean(if window.backward { window.before.is_some() } else { group.more }),
                Info::HasPrevious => Value::Boolean(if window.backward { group.more } else { window.after.is_some() }),
                Info::Start => end(first),
                Info::End => end(last),
                Info::Typename => Value::from("PageInfo"),
            };
            (key.clone(), value)
        });
        Value::Object(values.collect())
    }

    fn cursor(&self, level: &Level<'_>, fetched: &Fetched, row: usize) -> Value {
        let Some(window) = &level.window else { return Value::Null };
        let cells = window.key_cells.iter().map(|&i| &fetched.rows[row].cells[i]);
        Value::String(order::cursor(self.catalogue.form(level.form), window.order, &window.keys, cells))
    }

    /// Says once for each failed statement what failed, at the first place where it shows.
    fn fail(&self, fault: &Fault, place: &Place<'_>) {
        let id = std::sync::Arc::as_ptr(fault) as usize;
        let mut failed = self.failed.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if !failed.contains(&id) {
            failed.push(id);
            let mut error = (self.explain)(fault);
            error.path = self.path(place);
            self.ctx.add_error(error);
        }
    }

    fn path(&self, place: &Place<'_>) -> Vec<PathSegment> {
        let mut path = self.ctx.set_error_path(ServerError::new("", None)).path;
        path.extend(place.path());
        path
    }
}

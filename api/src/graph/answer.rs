//! Writes fetched rows into an answer, as the bytes of its JSON. A field that failed and may not be null makes its
//! nearest nullable parent null, as the specification has it, and says so once, with its path.

use std::sync::{Arc, Mutex};

use async_graphql::{Context, Name, PathSegment, ServerError};
use entities::Kind;

use super::{
    catalogue::Catalogue,
    cell::Cell,
    facet, json,
    level::Level,
    order,
    plan::{EdgeSlot, Info, Listing, Object, PageSlot, Slot},
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

/// Something failed that may not be null; why has been said.
#[derive(Debug)]
pub struct Failed;

/// Whether a value was written. What a failure leaves behind in the bytes is cut off by whoever may write null instead.
pub type Written = Result<(), Failed>;

/// Writes answers of one root field.
pub struct Writer<'w> {
    pub ctx: &'w Context<'w>,
    pub catalogue: &'w Catalogue,
    /// Start of every persistent address.
    pub base: &'w str,
    /// Turns a fault of ours into what the caller sees.
    pub explain: &'w (dyn Fn(&Fault) -> ServerError + Send + Sync),
    said: Mutex<Vec<Fault>>,
}

/// What is being written of one level.
struct Source<'s, 'c> {
    level: &'s Level<'c>,
    fetched: &'s Fetched,
}

impl<'w> Writer<'w> {
    pub fn new(
        ctx: &'w Context<'w>,
        catalogue: &'w Catalogue,
        base: &'w str,
        explain: &'w (dyn Fn(&Fault) -> ServerError + Send + Sync),
    ) -> Self {
        Self { ctx, catalogue, base, explain, said: Mutex::default() }
    }

    /// One record of the level, which stands in a list of records at `index` where there is one; null when something
    /// in it failed that may not be null.
    pub fn record(
        &self,
        level: &Level<'_>,
        object: &Object,
        fetched: &Fetched,
        row: usize,
        index: Option<usize>,
    ) -> Vec<u8> {
        let start = Place { above: None, step: index.map_or(Step::Start, Step::Index) };
        let mut out = Vec::with_capacity(512);
        match self.object(&Source { level, fetched }, object, row, &start, &mut out) {
            Ok(()) => out,
            Err(Failed) => b"null".to_vec(),
        }
    }

    /// The page of the first group of the level.
    pub fn page(&self, level: &Level<'_>, slots: &[(Name, PageSlot)], fetched: &Fetched) -> Result<Vec<u8>, Failed> {
        let start = Place { above: None, step: Step::Start };
        let mut out = Vec::with_capacity(4096);
        self.connection(&Source { level, fetched }, slots, 0, &start, &mut out).map(|()| out)
    }

    fn object(
        &self,
        of: &Source<'_, '_>,
        object: &Object,
        row: usize,
        place: &Place<'_>,
        out: &mut Vec<u8>,
    ) -> Written {
        let cell = |i: &usize| of.fetched.rows.cell(row, *i);
        out.push(b'{');
        for (i, (key, slot)) in object.slots.iter().enumerate() {
            json::key(out, i, key);
            match slot {
                Slot::Leaf(at, kind) => cell(at).write(*kind, out),
                Slot::Uri(at, table) => match cell(at) {
                    Cell::Uuid(id) => json::text(out, &format!("{}/id/{table}/{id}", self.base)),
                    _ => json::null(out),
                },
                Slot::Typename(name) => json::text(out, name),
                Slot::One { present, null, object } => {
                    let start = out.len();
                    let written = match cell(present) {
                        Cell::Null => Err(Failed),
                        _ => self.object(of, object, row, &place.key(key), out),
                    };
                    match written {
                        Err(Failed) if *null => {
                            out.truncate(start);
                            json::null(out);
                        }
                        written => written?,
                    }
                }
                Slot::Many(child, listing) => self.many(of, *child, listing, row, &place.key(key), out)?,
                Slot::Special(special) => match of.fetched.specials.get(*special).and_then(|rows| rows.get(row)) {
                    Some(Ok(value)) => json::value(out, value),
                    Some(Err(error)) => {
                        let mut error = error.clone();
                        error.path = self.path(&place.key(key));
                        self.ctx.add_error(error);
                        json::null(out);
                    }
                    None => return Err(Failed),
                },
            }
        }
        out.push(b'}');
        Ok(())
    }

    fn many(
        &self,
        of: &Source<'_, '_>,
        child: usize,
        listing: &Listing,
        row: usize,
        place: &Place<'_>,
        out: &mut Vec<u8>,
    ) -> Written {
        let below = &of.fetched.children[child];
        let fetched = match &below.fetched {
            Ok(fetched) => fetched,
            Err(fault) => {
                self.fail(fault, place);
                return Err(Failed);
            }
        };
        let inner = Source { level: &of.level.children[child].level, fetched };
        // A row whose key is null has no group and so no children.
        let group = below.group[row];
        match listing {
            Listing::List(object) => {
                let group = group.map(|g| fetched.groups[g]).unwrap_or_default();
                self.list(&inner, object, group, place, out)
            }
            Listing::Page(slots) => self.connection(&inner, slots, group.unwrap_or(usize::MAX), place, out),
        }
    }

    fn list(
        &self,
        of: &Source<'_, '_>,
        object: &Object,
        group: Group,
        place: &Place<'_>,
        out: &mut Vec<u8>,
    ) -> Written {
        out.push(b'[');
        for i in 0..group.count {
            if i > 0 {
                out.push(b',');
            }
            self.object(of, object, group.start + i, &place.index(i), out)?;
        }
        out.push(b']');
        Ok(())
    }

    fn connection(
        &self,
        of: &Source<'_, '_>,
        slots: &[(Name, PageSlot)],
        group: usize,
        place: &Place<'_>,
        out: &mut Vec<u8>,
    ) -> Written {
        let rows = of.fetched.groups.get(group).copied().unwrap_or_default();
        out.push(b'{');
        for (i, (key, slot)) in slots.iter().enumerate() {
            json::key(out, i, key);
            match slot {
                PageSlot::Nodes(object) => self.list(of, object, rows, &place.key(key), out)?,
                PageSlot::Edges(slots) => self.edges(of, slots, rows, &place.key(key), out)?,
                PageSlot::PageInfo(infos) => self.page_info(of, infos, rows, out),
                PageSlot::TotalCount => {
                    json::number(out, of.fetched.totals.get(group).copied().unwrap_or_default());
                }
                PageSlot::Facets(slots) => {
                    facet::answer(self.catalogue, of.level.form, slots, of.fetched, group, out);
                }
                PageSlot::Typename(name) => json::text(out, name),
            }
        }
        out.push(b'}');
        Ok(())
    }

    fn edges(
        &self,
        of: &Source<'_, '_>,
        slots: &[(Name, EdgeSlot)],
        group: Group,
        place: &Place<'_>,
        out: &mut Vec<u8>,
    ) -> Written {
        out.push(b'[');
        for i in 0..group.count {
            let (here, row) = (place.index(i), group.start + i);
            out.extend_from_slice(if i > 0 { b",{" } else { b"{" });
            for (n, (key, slot)) in slots.iter().enumerate() {
                json::key(out, n, key);
                match slot {
                    EdgeSlot::Node(object) => self.object(of, object, row, &here.key(key), out)?,
                    EdgeSlot::Cursor => self.cursor(of, row, out),
                    EdgeSlot::Certainty(Some(cell)) => of.fetched.rows.cell(row, *cell).write(Kind::Text, out),
                    EdgeSlot::Certainty(None) => json::null(out),
                    EdgeSlot::Typename(name) => json::text(out, name),
                }
            }
            out.push(b'}');
        }
        out.push(b']');
        Ok(())
    }

    fn page_info(&self, of: &Source<'_, '_>, infos: &[(Name, Info)], group: Group, out: &mut Vec<u8>) {
        let Some(window) = &of.level.window else { return json::null(out) };
        let end = |row: usize, out: &mut Vec<u8>| match group.count {
            0 => json::null(out),
            _ => self.cursor(of, row, out),
        };
        out.push(b'{');
        for (i, (key, info)) in infos.iter().enumerate() {
            json::key(out, i, key);
            match info {
                // Beyond the end that was not counted from, a cursor tells that there is at least its own row.
                Info::HasNext => json::truth(out, if window.backward { window.before.is_some() } else { group.more }),
                Info::HasPrevious => {
                    json::truth(out, if window.backward { group.more } else { window.after.is_some() })
                }
                Info::Start => end(group.start, out),
                Info::End => end((group.start + group.count).saturating_sub(1), out),
                Info::Typename => json::text(out, "PageInfo"),
            }
        }
        out.push(b'}');
    }

    fn cursor(&self, of: &Source<'_, '_>, row: usize, out: &mut Vec<u8>) {
        let Some(window) = &of.level.window else { return json::null(out) };
        let cells = window.key_cells.iter().map(|&i| of.fetched.rows.cell(row, i));
        json::text(out, &order::cursor(self.catalogue.form(of.level.form), window.order, &window.keys, cells));
    }

    /// Says that what stands in a list of records at `index` could not be read.
    pub fn failed(&self, fault: &Fault, index: Option<usize>) {
        self.fail(fault, &Place { above: None, step: index.map_or(Step::Start, Step::Index) });
    }

    /// Says once for each failed statement what failed, at the first place where it shows.
    fn fail(&self, fault: &Fault, place: &Place<'_>) {
        let mut said = self.said.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if !said.iter().any(|known| Arc::ptr_eq(known, fault)) {
            said.push(fault.clone());
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

//! From a selection to a plan: which columns of which rows are read, in how few statements, and where each value goes
//! in the answer. To-one relations are joined into the statement of their parent; each to-many relation is one more.

use async_graphql::{
    Name, Value,
    parser::types::{Field as AstField, SelectionSet},
};
use entities::Kind;

use super::{
    argument::{Group, Scope, below, merged},
    catalogue::{Bond, Catalogue, Field, Form},
    cell::Sort,
    describe::{Path, Shape},
    facet, filter,
    level::{LINK, Level, Narrow},
    order, short,
    window::{PAGE, Window, page_size},
};
use crate::error::{Code, Refusal};

/// Columns that one statement reads at most: PostgreSQL gives 1,664, and a few are ours.
const CELLS: usize = 1_600;
/// Tables that one statement joins at most: SQLite holds 64.
const JOINS: usize = 50;

/// What is written for one record.
pub struct Object {
    pub slots: Vec<(Name, Slot)>,
}

pub enum Slot {
    Leaf(usize, Kind),
    Uri(usize, &'static str),
    Typename(Name),
    /// A to-one relation: the cell that tells whether there is one, and whether null is allowed.
    One {
        present: usize,
        null: bool,
        object: Object,
    },
    Many(usize, Listing),
    /// A hand-written field, by its place in [`super::level::Level::specials`].
    Special(usize),
}

pub enum Listing {
    List(Object),
    Page(Vec<(Name, PageSlot)>),
}

pub enum PageSlot {
    Nodes(Object),
    Edges(Vec<(Name, EdgeSlot)>),
    PageInfo(Vec<(Name, Info)>),
    TotalCount,
    Facets(facet::Slots),
    Typename(Name),
}

pub enum EdgeSlot {
    Node(Object),
    Cursor,
    /// How sure the relation is: the cell that says it, where the relation is a row of its own.
    Certainty(Option<usize>),
    Typename(Name),
}

#[derive(Clone, Copy)]
pub enum Info {
    HasNext,
    HasPrevious,
    Start,
    End,
    Typename,
}

/// Makes plans for one request.
#[derive(Clone, Copy)]
pub struct Planner<'c, 'a> {
    pub catalogue: &'c Catalogue,
    pub scope: Scope<'a>,
}

impl<'c, 'a> Planner<'c, 'a> {
    /// A plan for single records of a type.
    pub fn record(&self, form: usize, sets: &[&'a SelectionSet]) -> Result<(Level<'c>, Object), Refusal> {
        let mut level = Level::new(form);
        let object = self.object(&mut level, 0, sets)?;
        Ok((level, object))
    }

    /// A plan for a page of records of a type: the field's arguments say which.
    pub fn page(&self, form: usize, group: &Group<'a>) -> Result<(Level<'c>, Vec<(Name, PageSlot)>), Refusal> {
        let mut level = Level::new(form);
        let slots = self.page_into(&mut level, group, None)?;
        Ok((level, slots))
    }

    fn form(&self, place: usize) -> &'c Form {
        self.catalogue.form(place)
    }

    fn object(&self, level: &mut Level<'c>, join: usize, sets: &[&'a SelectionSet]) -> Result<Object, Refusal> {
        let place = if join == 0 { level.form } else { level.joins[join - 1].form };
        let form = self.form(place);
        let applies = |on: &str| on == form.ty.name || (form.ty.record && on == "Node");
        let groups = self.scope.collect(sets, &applies);
        let mut slots = Vec::with_capacity(groups.len());
        for (key, group) in groups {
            let first = group[0];
            let name = first.node.name.node.as_str();
            if name == "__typename" {
                slots.push((key.clone(), Slot::Typename(form.name.clone())));
                continue;
            }
            let Some(field) = form.field(name) else { continue };
            let slot = match field {
                Field::Leaf(i) => {
                    let column = form.columns[*i];
                    Slot::Leaf(level.cell(join, column.name, Sort::of(column.kind)), column.kind)
                }
                Field::Uri => Slot::Uri(level.cell(join, "id", Sort::Uuid), form.table()),
                Field::Special => match form.ty.special {
                    Some(special) => {
                        let id = level.cell(join, "id", Sort::Uuid);
                        level.specials.push((id, merged(&group), special));
                        Slot::Special(level.specials.len() - 1)
                    }

                    None => continue,
                },
                Field::Relation(bond) => self.relation(level, join, form, bond, &group)?,
            };
            slots.push((key.clone(), slot));
        }
        if level.cells.len() > CELLS {
            let (asked, most) = (level.cells.len() as u64, CELLS as u64);
            return Err(Refusal::beyond(
                Code::TooManyFields,
                "Columns of one list, to-one relations included",
                asked,
                most,
            ));
        }
        Ok(Object { slots })
    }

    fn relation(
        &self,
        level: &mut Level<'c>,
        join: usize,
        form: &'c Form,
        bond: &'c Bond,
        group: &Group<'a>,
    ) -> Result<Slot, Refusal> {
        match bond.shape {
            Shape::One => {
                if level.joins.len() >= JOINS {
                    let what = "To-one relations in one list";
                    let refusal = Refusal::beyond(Code::TooManyFields, what, JOINS as u64 + 1, JOINS as u64);
                    return Err(refusal.at(group[0].pos));
                }
                let joined = level.join(join, bond);
                let target = self.form(bond.target);
                let present = level.cell(joined, target.columns[0].name, Sort::of(target.columns[0].kind));
                let object = self.object(level, joined, &below(group))?;
                let null = bond.path.via.is_some()
                    || form.column(bond.path.near).is_none_or(|i| form.columns[i].null || bond.path.near == "id");
                Ok(Slot::One { present, null, object })
            }
            Shape::List => {
                let mut child = Level::new(bond.target);
                let target = self.form(bond.target);
                let order = target.ty.orders.first();
                child.keys = order.map_or(vec![], |o| order::keys(self.catalogue, target, o, bond.path.fixed()));
                let object = self.object(&mut child, 0, &below(group))?;
                Ok(Slot::Many(level.child(join, bond, child), Listing::List(object)))
            }
            Shape::Page => {
                let mut child = Level::new(bond.target);
                let slots = self.page_into(&mut child, group, Some(&bond.path))?;
                Ok(Slot::Many(level.child(join, bond, child), Listing::Page(slots)))
            }
        }
    }

    /// `path` leads to the list from a record; a list at the root has none.
    fn page_into(
        &self,
        level: &mut Level<'c>,
        group: &Group<'a>,
        path: Option<&Path>,
    ) -> Result<Vec<(Name, PageSlot)>, Refusal> {
        let form = self.form(level.form);
        let field = group[0];
        let located = |refusal: Refusal| refusal.at(field.pos);
        let mut window = self.window(form, &field.node, path.and_then(Path::fixed)).map_err(located)?;
        level.narrow = self.narrow(form, &field.node).map_err(located)?;
        let mut slots = Vec::new();
        let always = |_: &str| true;
        for (key, group) in self.scope.collect(&below(group), &always) {
            let slot = match group[0].node.name.node.as_str() {
                "nodes" => PageSlot::Nodes(self.object(level, 0, &below(&group))?),
                "edges" => PageSlot::Edges(self.edges(level, &mut window, &group, path)?),
                "pageInfo" => PageSlot::PageInfo(self.page_info(level, &mut window, &group)),
                "totalCount" => {
                    level.total = true;
                    PageSlot::TotalCount
                }
                "facets" => PageSlot::Facets(self.facets(level, &group)?),
                _ => PageSlot::Typename(Name::new(format!("{}Connection", form.ty.name))),
            };
            slots.push((key.clone(), slot));
        }
        level.keys = window.keys.clone();
        level.window = Some(window);
        Ok(slots)
    }

    fn edges(
        &self,
        level: &mut Level<'c>,
        window: &mut Window,
        group: &Group<'a>,
        path: Option<&Path>,
    ) -> Result<Vec<(Name, EdgeSlot)>, Refusal> {
        let mut slots = Vec::new();
        for (key, group) in self.scope.collect(&below(group), &|_| true) {
            let slot = match group[0].node.name.node.as_str() {
                "node" => EdgeSlot::Node(self.object(level, 0, &below(&group))?),
                "cursor" => {
                    window.read_keys(self.catalogue, level);
                    EdgeSlot::Cursor
                }
                "certainty" => {
                    let sure = path.and_then(|p| p.via.as_ref()).map(|via| via.sure).filter(|s| !s.is_empty());
                    // Gathered rows say it themselves.
                    let own = if self.form(level.form).ty.gathered { Some("certainty") } else { None };
                    let cell = own.map(|column| level.cell(0, column, Sort::Text));
                    EdgeSlot::Certainty(cell.or_else(|| sure.map(|column| level.cell(LINK, column, Sort::Text))))
                }
                _ => EdgeSlot::Typename(Name::new(format!("{}Edge", self.form(level.form).ty.name))),
            };
            slots.push((key.clone(), slot));
        }
        Ok(slots)
    }

    fn page_info(&self, level: &mut Level<'c>, window: &mut Window, group: &Group<'a>) -> Vec<(Name, Info)> {
        let groups = self.scope.collect(&below(group), &|_| true);
        let info = groups.into_iter().map(|(key, group)| {
            let info = match group[0].node.name.node.as_str() {
                "hasNextPage" => Info::HasNext,
                "hasPreviousPage" => Info::HasPrevious,
                "startCursor" => Info::Start,
                "endCursor" => Info::End,
                _ => Info::Typename,
            };
            if matches!(info, Info::Start | Info::End) {
                window.read_keys(self.catalogue, level);
            }
            (key.clone(), info)
        });
        info.collect()
    }

    fn window(&self, form: &'c Form, field: &AstField, fixed: Option<&str>) -> Result<Window, Refusal> {
        let given = |name| self.scope.argument(field, name).filter(|v| *v != Value::Null);
        let size = |name| given(name).map(|v| page_size(name, &v, form.ty.most)).transpose();
        let (first, last) = (size("first")?, size("last")?);
        if first.is_some() && last.is_some() {
            return Err(Refusal::new(Code::BadInput, "`first` and `last` cannot be asked for together."));
        }
        let chosen = match given("orderBy") {
            Some(Value::Enum(name)) => form.ty.orders.iter().find(|o| o.name == name.as_str()),
            Some(Value::String(name)) => form.ty.orders.iter().find(|o| o.name == name),
            _ => form.ty.orders.first(),
        };
        let order = chosen.ok_or_else(|| Refusal::new(Code::BadInput, "`orderBy` names no ordering of this list."))?;
        let keys = order::keys(self.catalogue, form, order, fixed);
        let place = |name| given(name).map(|v| order::place(form, order, &keys, name, &v)).transpose();
        let (after, before) = (place("after")?, place("before")?);
        let count = first.or(last).unwrap_or(PAGE);
        Ok(Window { count, backward: last.is_some(), after, before, order, keys, key_cells: vec![] })
    }

    fn narrow(&self, form: &'c Form, field: &AstField) -> Result<Narrow<'c>, Refusal> {
        let mut narrow = Narrow::default();
        let given = self.scope.argument(field, "filter");
        let mut filters: Vec<_> =
            given.into_iter().filter_map(|v| if let Value::Object(f) = v { Some(f) } else { None }).collect();
        for short in form.ty.shorts {
            let value = self.scope.argument(field, short.argument).filter(|value| *value != Value::Null);
            filters.extend(value.map(|value| short::fields(short, value)));
        }
        if !filters.is_empty() {
            let mut reader = filter::Reader { catalogue: self.catalogue, left: filter::TEST_LIMIT, depth: 0 };
            let tests = filters.iter().map(|fields| reader.read(form, fields)).collect::<Result<Vec<_>, _>>()?;
            narrow.filter = Some(filter::Test::And(tests));
        }
        match self.scope.argument(field, "asOf") {
            None | Some(Value::Null) => {}
            Some(Value::String(text)) => narrow.as_of = Some(filter::day("asOf", &text)?),
            Some(_) => return Err(Refusal::new(Code::BadInput, "`asOf` must be a day in quotes: YYYY-MM-DD.")),
        }
        if let Some(Value::String(text)) = self.scope.argument(field, "since") {
            let sequence = text.parse().map_err(|_| {
                Refusal::new(
                    Code::BadInput,
                    format!("`since`: {} is no sequence number; begin with \"0\".", filter::shown(&text)),
                )
            })?;
            narrow.after_sequence = Some(sequence);
        }
        Ok(narrow)
    }
}

//! All descriptions together, made ready once at start: every field of every type found by its name.

use std::collections::HashMap;

use async_graphql::Name;
use entities::{Column, ENVELOPE, Kind};

use super::{
    describe::{Path, Relation, Shape, Type},
    names,
};

/// Every type, by GraphQL name and by table.
pub struct Catalogue {
    pub forms: Vec<Form>,
    by_name: HashMap<&'static str, usize>,
    by_table: HashMap<&'static str, usize>,
}

/// A type made ready: `columns[0]` is its id, if it is a record.
pub struct Form {
    pub ty: &'static Type,
    pub name: Name,
    pub columns: Vec<&'static Column>,
    /// Fields in the order in which they are shown.
    pub fields: Vec<(String, Field)>,
    by_name: HashMap<String, usize>,
}

/// What a field is made from.
pub enum Field {
    /// A column, by its place in [`Form::columns`].
    Leaf(usize),
    /// The persistent address, made from type and id.
    Uri,
    /// A relation.
    Relation(Bond),
    /// A field written by hand, see [`super::special`].
    Special,
}

/// A relation made ready.
pub struct Bond {
    /// Place of the target in [`Catalogue::forms`].
    pub target: usize,
    pub path: Path,
    pub shape: Shape,
    pub about: String,
}

impl Catalogue {
    /// Makes all descriptions ready. A reference to a table that has no type is no field.
    pub fn new(types: &'static [&'static Type]) -> Self {
        let by_name = types.iter().enumerate().map(|(i, t)| (t.name, i)).collect();
        let by_table: HashMap<_, _> = types.iter().enumerate().map(|(i, t)| (t.table.name, i)).collect();
        let forms = types.iter().map(|t| Form::new(t, &by_table, &by_name)).collect();
        Self { forms, by_name, by_table }
    }

    pub fn form(&self, place: usize) -> &Form {
        &self.forms[place]
    }

    pub fn named(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    pub fn of_table(&self, table: &str) -> Option<usize> {
        self.by_table.get(table).copied()
    }

    /// The types that can be asked for by id.
    pub fn records(&self) -> impl Iterator<Item = &Form> {
        self.forms.iter().filter(|f| f.ty.record)
    }
}

impl Form {
    fn new(ty: &'static Type, by_table: &HashMap<&str, usize>, by_name: &HashMap<&str, usize>) -> Self {
        let columns: Vec<&'static Column> = if ty.record {
            ENVELOPE[..1].iter().chain(ty.table.columns).chain(&ENVELOPE[1..]).collect()
        } else {
            ty.table.columns.iter().collect()
        };
        let mut fields = Vec::new();
        for (i, column) in columns.iter().enumerate() {
            let hidden = ty.hidden.contains(&column.name) || column.name == "fingerprint";
            match column.kind {
                Kind::Reference(table) => {
                    let field = names::camel(column.name.strip_suffix("_id").unwrap_or(column.name));
                    match by_table.get(table) {
                        Some(&target) if !hidden && table != "citation" => {
                            fields.push((field, Field::Relation(Bond::to_one(column, target))));
                        }
                        None if !hidden => fields.push((names::camel(column.name), Field::Leaf(i))),
                        _ => {}
                    }
                }
                _ if hidden => {}
                _ => {
                    fields.push((names::camel(column.name), Field::Leaf(i)));
                    if column.name == "id" {
                        fields.push(("uri".into(), Field::Uri));
                    }
                }
            }
        }
        for relation in ty.relations {
            let target = by_name[relation.target.name];
            fields.push((relation.field.into(), Field::Relation(Bond::described(relation, target))));
        }
        for name in ty.special.iter().flat_map(|s| (s.names)()) {
            fields.push((name, Field::Special));
        }
        let by_name = fields.iter().enumerate().map(|(i, (name, _))| (name.clone(), i)).collect();
        Self { ty, name: Name::new(ty.name), columns, fields, by_name }
    }

    pub fn field(&self, name: &str) -> Option<&Field> {
        self.by_name.get(name).map(|&i| &self.fields[i].1)
    }

    /// Place of a column in [`Self::columns`].
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|c| c.name == name)
    }

    pub fn table(&self) -> &'static str {
        self.ty.table.name
    }
}

impl Bond {
    fn to_one(column: &'static Column, target: usize) -> Self {
        let path = Path { near: column.name, ..Path::back("id") };
        Self { target, path, shape: Shape::One, about: column.about.trim().into() }
    }

    fn described(relation: &Relation, target: usize) -> Self {
        Self { target, path: relation.path, shape: relation.shape, about: relation.about.into() }
    }
}

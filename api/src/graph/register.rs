//! Writes the descriptions into the engine's registry. The registry is documented as internal to the engine: this is
//! the one file, with `special`, that touches it, and the engine's version is pinned exactly. See decision 0002.

use async_graphql::{
    ID, InputType, OutputType,
    indexmap::IndexMap,
    registry::{MetaField, MetaInputValue, MetaType, Registry},
};
use entities::{ENVELOPE, Kind};

use super::{
    catalogue::{Bond, Catalogue, Field, Form},
    describe::{By, Shape},
    facet,
    meta::{argument, enumeration, field, input, insert, interface, object},
    scalar::{Date, DateTime, Decimal, GssCode, PartialDate, Pounds, Url},
    window::PAGE,
};

/// Registers every type of the catalogue and gives the fields of the root.
pub fn root_fields(registry: &mut Registry, catalogue: &Catalogue) -> IndexMap<String, MetaField> {
    shared(registry);
    for form in &catalogue.forms {
        register(registry, catalogue, form);
    }
    let mut fields = IndexMap::new();
    let mut add = |field: MetaField| fields.insert(field.name.clone(), field);
    let id = || argument("id", "ID!", "The id of the record.");
    add(field("node", "Node", "The record with this id, of whatever type; null when there is none.", vec![id()]));
    let ids = argument("ids", "[ID!]!", "Ids of records, at most 100.");
    add(field(
        "nodes",
        "[Node]!",
        "The records with these ids, in the order asked for; null stands for an id that is no record's.",
        vec![ids],
    ));
    let url = argument("url", "Url!", "Address of a page or file, as the source writes it.");
    add(field(
        "resource",
        "Node",
        "The record that is published at this address; null when no record is known for it.",
        vec![url],
    ));
    for form in &catalogue.forms {
        let (ty, name) = (form.ty, form.ty.name);
        if !ty.one.is_empty() {
            let by = argument("by", &format!("{name}By!"), "What to find it by.");
            add(field(
                ty.one,
                name,
                &format!("The one {} that a key names; null when there is none.", phrase(name)),
                vec![by],
            ));
        }
        if !ty.many.is_empty() {
            let mut root = field(
                ty.many,
                &format!("{name}Connection!"),
                &format!("All records of type {name}, page by page."),
                page_arguments(form),
            );
            if ty.table.column("sequence").is_some() {
                let since = argument(
                    "since",
                    "String",
                    "A sequence number: only changes after it. Null means from the beginning.",
                );
                root.args.insert("since".into(), since);
            }
            add(root);
        }
    }
    fields
}

fn register(registry: &mut Registry, catalogue: &Catalogue, form: &Form) {
    let (ty, name) = (form.ty, form.ty.name);
    let envelope = ENVELOPE.iter().filter_map(|c| if let Kind::Word(words) = c.kind { Some(words) } else { None });
    for words in ty.words().chain(envelope.filter(|_| ty.record)) {
        enumeration(registry, words.name, words.about, words.words.iter().map(|w| (w.word, w.about)));
    }
    let mut fields: Vec<MetaField> =
        form.fields.iter().filter_map(|(name, f)| output(catalogue, form, name, f)).collect();
    if let Some(special) = ty.special {
        fields.extend((special.register)(registry).into_values());
    }
    insert(registry, object(name, ty.table.about.trim(), fields));
    if ty.record {
        registry.add_implements(name, "Node");
        if let Some(MetaType::Interface { possible_types, .. }) = registry.types.get_mut("Node") {
            possible_types.insert(name.into());
        }
    }
    connection(registry, form);
    filter(registry, catalogue, form);
    let order = format!("{name}Order");
    let about = format!("Orderings of a list of type {name}. Equal rows are ordered by id.");
    enumeration(registry, &order, &about, ty.orders.iter().map(|o| (o.name, o.about)));
    if !ty.one.is_empty() {
        let mut inputs = vec![argument("id", "ID", "By id.")];
        for lookup in ty.lookups {
            let scalar = matches!(lookup.by, By::Identifier("gss")).then_some("GssCode").unwrap_or("String");
            inputs.push(argument(lookup.field, scalar, lookup.about));
        }
        insert(
            registry,
            input(
                &format!("{name}By"),
                &format!("What to find one {} by: exactly one of these.", phrase(name)),
                inputs,
                true,
            ),
        );
    }
}

fn output(catalogue: &Catalogue, form: &Form, name: &str, of: &Field) -> Option<MetaField> {
    match of {
        Field::Leaf(i) => {
            let column = form.columns[*i];
            let ty = format!("{}{}", scalar(column.kind), if column.null { "" } else { "!" });
            Some(field(name, &ty, column.about.trim(), vec![]))
        }
        Field::Uri => Some(field(name, "Url!", "Persistent address of the record.", vec![])),
        Field::Relation(bond) => Some(relation(catalogue, form, name, bond)),
        Field::Special => None,
    }
}

fn relation(catalogue: &Catalogue, form: &Form, name: &str, bond: &Bond) -> MetaField {
    let target = catalogue.form(bond.target);
    match bond.shape {
        Shape::One => {
            let sure = bond.path.near != "id" && form.column(bond.path.near).is_some_and(|i| !form.columns[i].null);
            field(name, &format!("{}{}", target.ty.name, if sure { "!" } else { "" }), &bond.about, vec![])
        }
        Shape::List => field(name, &format!("[{}!]!", target.ty.name), &bond.about, vec![]),
        Shape::Page => field(name, &format!("{}Connection!", target.ty.name), &bond.about, page_arguments(target)),
    }
}

fn page_arguments(form: &Form) -> Vec<MetaInputValue> {
    let name = form.ty.name;
    let most = thousands(form.ty.most);
    let mut arguments = vec![
        argument(
            "first",
            "Int",
            &format!("How many from the start: 1 to {most}, {PAGE} when neither `first` nor `last` is given."),
        ),
        argument("after", "String", "A cursor: only what comes after it."),
        argument("last", "Int", &format!("How many from the end: 1 to {most}. Not together with `first`.")),
        argument("before", "String", "A cursor: only what comes before it."),
        argument("filter", &format!("{name}Filter"), "Only records that pass all of this."),
    ];
    if let Some(order) = form.ty.orders.first() {
        let about = format!("In which order; {} when left out.", order.name);
        arguments.push(argument("orderBy", &format!("{name}Order"), &about));
    }
    for short in form.ty.shorts {
        arguments.push(argument(short.argument, short.ty, short.about));
    }
    if form.ty.dated() {
        let about = "Only what was so on this day. A bound that is not known excludes nothing. Null means at any time.";
        arguments.push(argument("asOf", "Date", about));
    }
    arguments
}

fn filter(registry: &mut Registry, catalogue: &Catalogue, form: &Form) {
    let name = format!("{}Filter", form.ty.name);
    let mut inputs = Vec::new();
    for (field, of) in &form.fields {
        let (ty, about) = match of {
            Field::Leaf(i) => {
                let column = form.columns[*i];
                let Some(test) = test(column.kind) else { continue };
                (test, format!("Tests: {}", lower(column.about.trim())))
            }
            Field::Relation(bond) if bond.path.branches.is_empty() => {
                let target = catalogue.form(bond.target).ty.name;
                (format!("{target}Filter"), format!("At least one passes, of: {}", lower(&bond.about)))
            }
            _ => continue,
        };
        inputs.push(argument(field, &ty, &about));
    }
    inputs.push(argument("and", &format!("[{name}!]"), "All of these pass."));
    inputs.push(argument("or", &format!("[{name}!]"), "At least one of these passes; none does of an empty list."));
    inputs.push(argument("not", &name, "This does not pass."));
    let about = format!("Narrows a list of type {}: all tests given must pass. At most 100 tests.", form.ty.name);
    insert(registry, input(&name, &about, inputs, false));
}

fn scalar(kind: Kind) -> String {
    match kind {
        Kind::Id | Kind::Reference(_) => "ID".into(),
        Kind::Text | Kind::Big => "String".into(),
        Kind::Url => "Url".into(),
        Kind::GssCode => "GssCode".into(),
        Kind::Int => "Int".into(),
        Kind::Pounds => "Pounds".into(),
        Kind::Decimal => "Decimal".into(),
        Kind::Bool => "Boolean".into(),
        Kind::Date => "Date".into(),
        Kind::PartialDate => "PartialDate".into(),
        Kind::Instant => "DateTime".into(),
        Kind::Word(words) => words.name.into(),
        Kind::WordList(words) => format!("[{}!]", words.name),
        Kind::TextList => "[String!]".into(),
    }
}

fn test(kind: Kind) -> Option<String> {
    Some(match kind {
        Kind::Id => "[ID!]".into(),
        Kind::Text | Kind::Url | Kind::GssCode => "TextTest".into(),
        Kind::Int => "IntTest".into(),
        Kind::Pounds => "PoundsTest".into(),
        Kind::Bool => "[Boolean]".into(),
        Kind::Date => "DateTest".into(),
        Kind::PartialDate => "PartialDateTest".into(),
        Kind::Instant => "DateTimeTest".into(),
        Kind::Word(words) => format!("[{}]", words.name),
        Kind::WordList(words) => format!("[{}!]", words.name),
        Kind::Big | Kind::Decimal | Kind::TextList | Kind::Reference(_) => return None,
    })
}

fn shared(registry: &mut Registry) {
    <ID as OutputType>::create_type_info(registry);
    <String as OutputType>::create_type_info(registry);
    <bool as OutputType>::create_type_info(registry);
    <i32 as OutputType>::create_type_info(registry);
    <Date as InputType>::create_type_info(registry);
    <DateTime as InputType>::create_type_info(registry);
    <PartialDate as InputType>::create_type_info(registry);
    <Url as InputType>::create_type_info(registry);
    <GssCode as InputType>::create_type_info(registry);
    <Pounds as InputType>::create_type_info(registry);
    <Decimal as InputType>::create_type_info(registry);
    insert(registry, interface());
    facet::shared(registry);
    let null = || argument("isNull", "Boolean", "Whether it is not known. A null here is no test.");
    let text = vec![
        argument("eq", "String", "Exactly this."),
        argument("in", "[String!]", "Any of these, at most 100."),
        argument("contains", "String", "Holds this; capital and small letters a to z count as the same."),
        argument("startsWith", "String", "Begins with this; capital and small letters a to z count as the same."),
        null(),
    ];
    insert(
        registry,
        input(
            "TextTest",
            "Tests of a text: all given must pass. Texts to look for hold at most 1,000 characters.",
            text,
            false,
        ),
    );
    for (name, scalar, about) in [
        ("IntTest", "Int", "Tests of a whole number: all given must pass."),
        ("PoundsTest", "Pounds", "Tests of a sum of money: all given must pass."),
    ] {
        let fields = vec![
            argument("eq", scalar, "Exactly this."),
            argument("gte", scalar, "This or more."),
            argument("lte", scalar, "This or less."),
            null(),
        ];
        insert(registry, input(name, about, fields, false));
    }
    for (name, scalar, about) in [
        ("DateTest", "Date", "Tests of a day: all given must pass."),
        (
            "PartialDateTest",
            "PartialDate",
            "Tests of a date that may lack its day or month, or of an interval: all given must pass. One that could be \
             within the bounds passes: 2026/2029 is within 2027 to 2027.",
        ),
        ("DateTimeTest", "DateTime", "Tests of a moment: all given must pass."),
    ] {
        let fields = vec![
            argument("from", scalar, "This or later."),
            argument("to", scalar, "This or earlier; a year or month is included to its end."),
            null(),
        ];
        insert(registry, input(name, about, fields, false));
    }
    let info = vec![
        field(
            "hasNextPage",
            "Boolean!",
            "Whether more follow. When paging backwards: whether `before` was given.",
            vec![],
        ),
        field(
            "hasPreviousPage",
            "Boolean!",
            "Whether more come before. When paging forwards: whether `after` was given.",
            vec![],
        ),
        field("startCursor", "String", "Cursor of the first; null on an empty page.", vec![]),
        field("endCursor", "String", "Cursor of the last; null on an empty page.", vec![]),
    ];
    insert(registry, object("PageInfo", "Where a page stands in its list.", info));
}

fn connection(registry: &mut Registry, form: &Form) {
    let name = form.ty.name;
    let mut fields = vec![
        field("edges", &format!("[{name}Edge!]!"), "The page, each with its cursor.", vec![]),
        field("nodes", &format!("[{name}!]!"), "The page.", vec![]),
        field("pageInfo", "PageInfo!", "Where the page stands in its list.", vec![]),
        field("totalCount", "Int!", "How many there are in all, filter applied. Counted only when asked for.", vec![]),
    ];
    fields.extend(facet::register(registry, form));
    insert(registry, object(&format!("{name}Connection"), &format!("A page of a list of type {name}."), fields));
    let edge = vec![
        field("node", &format!("{name}!"), "The record.", vec![]),
        field(
            "cursor",
            "String!",
            "Its place in this list, for `after` and `before`. Opaque, and good only for this list in this ordering.",
            vec![],
        ),
        field(
            "certainty",
            entities::citation::CERTAINTY.name,
            "How sure it is that this belongs here; null where the records themselves say it: then their sources tell.",
            vec![],
        ),
    ];
    insert(registry, object(&format!("{name}Edge"), &format!("One of a list of type {name}, with its cursor."), edge));
}

/// `1000` → `1,000`.
fn thousands(number: u32) -> String {
    if number < 1_000 { number.to_string() } else { format!("{},{:03}", number / 1_000, number % 1_000) }
}

/// `AgendaItem` → `agenda item`.
fn phrase(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push(' ');
        }
        out.extend(c.to_lowercase());
    }
    out
}

fn lower(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map(|c| c.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

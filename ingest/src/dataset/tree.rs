//! What stands in a dataset, whichever notation it is written in: values, each with the line it stands on.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value and its line, from 1.
#[derive(Debug)]
pub(super) struct Node {
    pub line: u32,
    pub tree: Tree,
}

#[derive(Debug)]
pub(super) enum Tree {
    Text(String),
    Int(i64),
    Bool(bool),
    List(Vec<Node>),
    Map(Vec<Field>),
    /// Something that no field takes: named with its article.
    Other(&'static str),
}

/// An entry of a map; the line is that of its name.
#[derive(Debug)]
pub(super) struct Field {
    pub name: String,
    pub line: u32,
    pub node: Node,
}

impl Node {
    /// What sort of value it is, with its article.
    pub fn sort(&self) -> &'static str {
        match self.tree {
            Tree::Text(_) => "a text",
            Tree::Int(_) => "a number",
            Tree::Bool(_) => "true or false",
            Tree::List(_) => "a list",
            Tree::Map(_) => "a table",
            Tree::Other(sort) => sort,
        }
    }

    /// A line of JSON Lines: everything in it stands on that line.
    pub fn from_json(line: u32, value: serde_json::Value) -> Self {
        use serde_json::Value;
        let tree = match value {
            Value::Null => Tree::Other("null"),
            Value::Bool(b) => Tree::Bool(b),
            Value::Number(n) => n.as_i64().map_or(Tree::Other("a number that is not whole or too large"), Tree::Int),
            Value::String(text) => Tree::Text(text),
            Value::Array(items) => Tree::List(items.into_iter().map(|item| Self::from_json(line, item)).collect()),
            Value::Object(fields) => Tree::Map(
                fields.into_iter().map(|(name, v)| Field { name, line, node: Self::from_json(line, v) }).collect(),
            ),
        };
        Self { line, tree }
    }

    /// A TOML document. The error is its line and what is wrong.
    pub fn from_toml(text: &str) -> Result<Self, (u32, String)> {
        let lines = Lines::of(text);
        match DeTable::parse(text) {
            Ok(table) => Ok(Self { line: 1, tree: lines.map(table.into_inner()) }),
            Err(error) => {
                let line = error.span().map_or(1, |span| lines.at(span.start));
                Err((line, format!("this is not TOML: {}", error.message().trim_end().replace('\n', ", "))))
            }
        }
    }
}

/// Where the lines of a text begin.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        Self(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(i, _)| i + 1).collect())
    }

    fn at(&self, offset: usize) -> u32 {
        u32::try_from(self.0.partition_point(|start| *start <= offset) + 1).unwrap_or(u32::MAX)
    }

    fn map(&self, table: DeTable<'_>) -> Tree {
        let fields = table.into_iter().map(|(name, value)| Field {
            line: self.at(name.span().start),
            name: name.into_inner().into_owned(),
            node: self.node(value),
        });
        Tree::Map(fields.collect())
    }

    fn node(&self, value: Spanned<DeValue<'_>>) -> Node {
        let line = self.at(value.span().start);
        let tree = match value.into_inner() {
            DeValue::String(text) => Tree::Text(text.into_owned()),
            DeValue::Integer(n) => {
                i64::from_str_radix(n.as_str(), n.radix()).map_or(Tree::Other("a number that is too large"), Tree::Int)
            }
            DeValue::Float(_) => Tree::Other("a number that is not whole"),
            DeValue::Boolean(b) => Tree::Bool(b),
            // A date without quotation marks is a date as good as one with them.
            DeValue::Datetime(moment) => Tree::Text(moment.to_string()),
            DeValue::Array(items) => Tree::List(items.into_iter().map(|item| self.node(item)).collect()),
            DeValue::Table(table) => self.map(table),
        };
        Node { line, tree }
    }
}

#[cfg(test)]
mod tests {
    use super::{Node, Tree};

    #[test]
    fn lines_are_those_of_the_file() {
        let text = "[defaults]\nsource = \"s\"\n\n[[board]]\nkey = \"k\"\n\n[[board]]\nkey = \"l\"\nday = 2025-10-22\n";
        let Ok(Node { tree: Tree::Map(fields), .. }) = Node::from_toml(text) else { panic!("no map") };
        let Tree::List(boards) = &fields[1].node.tree else { panic!("no list") };
        assert_eq!(boards.iter().map(|b| b.line).collect::<Vec<_>>(), [4, 7]);
        let Tree::Map(board) = &boards[1].tree else { panic!("no map") };
        assert_eq!((board[0].line, board[1].line), (8, 9));
        assert!(matches!(&board[1].node.tree, Tree::Text(day) if day == "2025-10-22"));
        assert!(matches!(Node::from_toml("a = 1\nb = = 2\n"), Err((2, _))));
    }
}

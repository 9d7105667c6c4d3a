//! The fields of the index.

use tantivy::{
    Index,
    schema::{
        FAST, Field, INDEXED, IndexRecordOption, NumericOptions, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
    },
    tokenizer::TextAnalyzer,
};

use crate::words;

/// Rises when what the index holds changes: an index of another version is made anew.
pub const VERSION: u32 = 2;

const PLAIN: &str = "plain";
const STEMS: &str = "stems";
const BEGINNINGS: &str = "beginnings";

/// The fields, by what they hold. One document stands for one record.
#[derive(Clone, Debug)]
pub struct Fields {
    /// The record's id, as 32 hexadecimal digits.
    pub id: Field,
    /// Its table.
    pub table: Field,
    /// Its name, title or label, as printed.
    pub label: Field,
    /// Slug of its council.
    pub council: Field,
    /// Word for the kind of its board.
    pub board_kind: Field,
    /// Year of its day.
    pub year: Field,
    /// Slugs of its topics.
    pub topic: Field,
    /// Its earliest and latest day, as the number YYYYMMDD.
    pub from: Field,
    pub to: Field,
    /// Names, as words and as stems.
    pub name: Field,
    pub name_stem: Field,
    /// Names of what people mostly look for, once more: councils, boards, people, programmes, strategies.
    pub main: Field,
    /// A whole name of these as one term.
    pub exact: Field,
    /// Texts, as words and as stems.
    pub text: Field,
    pub text_stem: Field,
    /// Names of the council and board that it belongs to.
    pub context: Field,
    /// Beginnings of the words of a name, for type-ahead.
    pub beginning: Field,
    /// The names and texts as written, each after the name of its column.
    pub columns: Field,
    pub values: Field,
    /// Ids of the records whose names, kinds and days are held here too.
    pub rests_on: Field,
    /// What records that rest on this one hold of it.
    pub handed: Field,
}

/// The schema and its fields.
pub fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let words = |name: &str, positions: bool| {
        let option = if positions { IndexRecordOption::WithFreqsAndPositions } else { IndexRecordOption::WithFreqs };
        TextOptions::default()
            .set_indexing_options(TextFieldIndexing::default().set_tokenizer(name).set_index_option(option))
    };
    let facet = || STRING | FAST;
    let day = || NumericOptions::default() | FAST | INDEXED;
    let fields = Fields {
        id: builder.add_text_field("id", STRING | STORED),
        table: builder.add_text_field("table", STRING | FAST | STORED),
        label: builder.add_text_field("label", STORED),
        council: builder.add_text_field("council", STRING | FAST | STORED),
        board_kind: builder.add_text_field("board_kind", facet()),
        year: builder.add_text_field("year", facet()),
        topic: builder.add_text_field("topic", facet()),
        from: builder.add_i64_field("from", day()),
        to: builder.add_i64_field("to", day()),
        name: builder.add_text_field("name", words(PLAIN, true)),
        name_stem: builder.add_text_field("name_stem", words(STEMS, false)),
        main: builder.add_text_field("main", words(STEMS, false)),
        exact: builder.add_text_field("exact", STRING),
        text: builder.add_text_field("text", words(PLAIN, true)),
        text_stem: builder.add_text_field("text_stem", words(STEMS, false)),
        context: builder.add_text_field("context", words(PLAIN, true)),
        beginning: builder.add_text_field("beginning", words(BEGINNINGS, false)),
        columns: builder.add_text_field("columns", STORED),
        values: builder.add_text_field("values", STORED),
        rests_on: builder.add_text_field("rests_on", STRING),
        handed: builder.add_text_field("handed", STORED),
    };
    (builder.build(), fields)
}

/// Teaches an index how its texts are cut into words.
pub fn teach(index: &Index) {
    let tokenizers = index.tokenizers();
    tokenizers.register(PLAIN, words::plain());
    tokenizers.register(STEMS, words::stems());
    tokenizers.register(BEGINNINGS, TextAnalyzer::from(words::Beginnings::default()));
}

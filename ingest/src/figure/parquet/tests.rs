//! Made-up tables as Parquet against the same as CSV, and files that are broken.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use proptest::prelude::*;

use super::super::sheet::Sheet;
use crate::error::Error;

const COLUMNS: &[&str] = &["name", "number", "value", "mark"];
const SCHEMA: &str = "message rows { required binary name (UTF8); optional int32 number; optional double value; \
                      optional binary mark (UTF8); }";

/// A row: name, number, value, mark.
type Row = (String, Option<i32>, Option<f64>, Option<String>);

/// The bytes of a file with so many rows a group.
fn packed(rows: &[Row], group: usize, packed: Compression) -> Vec<u8> {
    let schema = Arc::new(parse_message_type(SCHEMA).expect("a schema"));
    let properties = WriterProperties::builder().set_compression(packed).build();
    let mut file = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties)).expect("a file");
    for rows in rows.chunks(group) {
        let mut group = file.next_row_group().expect("a group");
        let texts =
            |texts: Vec<&String>| texts.into_iter().map(|text| ByteArray::from(text.as_str())).collect::<Vec<_>>();
        let levels = |there: &dyn Fn(&Row) -> bool| rows.iter().map(|row| i16::from(there(row))).collect::<Vec<_>>();
        let mut column = group.next_column().expect("a column").expect("a column");
        let names = texts(rows.iter().map(|row| &row.0).collect());
        column.typed::<ByteArrayType>().write_batch(&names, None, None).expect("names");
        column.close().expect("a column");
        let mut column = group.next_column().expect("a column").expect("a column");
        let numbers: Vec<i32> = rows.iter().filter_map(|row| row.1).collect();
        let there = levels(&|row| row.1.is_some());
        column.typed::<Int32Type>().write_batch(&numbers, Some(&there), None).expect("numbers");
        column.close().expect("a column");
        let mut column = group.next_column().expect("a column").expect("a column");
        let values: Vec<f64> = rows.iter().filter_map(|row| row.2).collect();
        let there = levels(&|row| row.2.is_some());
        column.typed::<DoubleType>().write_batch(&values, Some(&there), None).expect("values");
        column.close().expect("a column");
        let mut column = group.next_column().expect("a column").expect("a column");
        let marks = texts(rows.iter().filter_map(|row| row.3.as_ref()).collect());
        let there = levels(&|row| row.3.is_some());
        column.typed::<ByteArrayType>().write_batch(&marks, Some(&there), None).expect("marks");
        column.close().expect("a column");
        group.close().expect("a group");
    }
    file.into_inner().expect("bytes")
}

fn rows(count: i32) -> Vec<Row> {
    let mark = |i: i32| (i % 3 > 0).then(|| ["c", "z"][usize::from(i % 2 == 0)].to_owned());
    let row = |i: i32| {
        (format!("Place {}", i % 7), (i % 5 > 0).then_some(i), (i % 4 > 0).then_some(f64::from(i) / 8.0), mark(i))
    };
    (0..count).map(row).collect()
}

fn file(folder: &tempfile::TempDir, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join("a");
    std::fs::write(&path, bytes).expect("a file");
    path
}

/// All cells of a file, and how it ends.
fn read(path: &Path, columns: &'static [&'static str]) -> Result<Vec<Vec<String>>, Error> {
    let (mut sheet, _) = Sheet::open(path, &[columns])?;
    let mut cells = Vec::new();
    while sheet.next()? {
        cells.push((0..columns.len()).map(|column| sheet.cell(column).to_owned()).collect());
    }
    sheet.finish().map(|_| cells)
}

fn told(path: &Path, columns: &'static [&'static str]) -> String {
    let error = read(path, columns).expect_err("a fault").to_string();
    error.replace(&path.display().to_string(), "a")
}

#[test]
fn rows_are_those_of_the_same_table_in_csv() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows = rows(3_000);
    let text = |cell: Option<String>| cell.unwrap_or_default();
    let wanted: Vec<Vec<String>> = rows
        .iter()
        .map(|(name, number, value, mark)| {
            vec![
                name.clone(),
                text(number.map(|n| n.to_string())),
                text(value.map(|v| v.to_string())),
                text(mark.clone()),
            ]
        })
        .collect();
    let csv = wanted.iter().fold(COLUMNS.join(","), |csv, row| format!("{csv}\n{}", row.join(",")));
    assert_eq!(read(&file(&folder, csv.as_bytes()), COLUMNS).expect("a table"), wanted);
    let zstd = Compression::ZSTD(ZstdLevel::default());
    for (group, compression) in [(3_000, Compression::SNAPPY), (700, zstd), (1_024, Compression::UNCOMPRESSED)] {
        let path = file(&folder, &packed(&rows, group, compression));
        assert_eq!(read(&path, COLUMNS).expect("a table"), wanted, "{compression}");
    }
}

#[test]
fn the_sum_is_that_of_the_file_and_rows_are_numbered() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(&folder, &packed(&rows(5), 2, Compression::SNAPPY));
    let (mut sheet, _) = Sheet::open(&path, &[COLUMNS]).expect("a table");
    let mut lines = Vec::new();
    while sheet.next().expect("a row") {
        lines.push(sheet.line());
    }
    assert_eq!(lines, [1, 2, 3, 4, 5]);
    let mut bytes = super::super::file::Stream::new(std::fs::File::open(&path).expect("the file"));
    std::io::copy(&mut bytes, &mut std::io::sink()).expect("it is read");
    let whole = sheet.finish().expect("no fault");
    assert_eq!((whole.sha256, whole.rows), (bytes.sha256(), 5));
    assert_eq!(whole.media_type, "application/vnd.apache.parquet");
    let (mut sheet, _) = Sheet::open(&path, &[COLUMNS]).expect("a table");
    assert!(sheet.next().expect("a row"));
    std::fs::OpenOptions::new().append(true).open(&path).and_then(|mut file| file.write_all(b"more")).expect("more");
    let told = sheet.finish().expect_err("it changed").to_string();
    assert!(told.ends_with(": it changed while it was read"), "{told}");
}

#[test]
fn what_does_not_fit_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(&folder, &packed(&rows(5), 5, Compression::SNAPPY));
    assert_eq!(
        told(&path, &["name", "numbers", "value", "mark"]),
        "a: column `numbers` is missing\na: column `number` is not known; did you mean `numbers`?"
    );
    let schema = "message rows { required int32 day (DATE); repeated binary names (UTF8); required boolean yes; }";
    let schema = Arc::new(parse_message_type(schema).expect("a schema"));
    let empty = SerializedFileWriter::new(Vec::new(), schema, Arc::default()).expect("a file");
    let path = file(&folder, &empty.into_inner().expect("bytes"));
    assert_eq!(
        told(&path, &["day", "names", "yes"]),
        "a: field `day`: it holds Date: neither texts nor numbers\n\
         a: field `names`: it has several values a row, or parts\n\
         a: field `yes`: it holds BOOLEAN: neither texts nor numbers"
    );
    let path = file(&folder, &packed(&[], 5, Compression::SNAPPY));
    assert_eq!(told(&path, COLUMNS), "a: it has no row below its header");
}

#[test]
fn a_file_that_unpacks_without_end_ends() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows: Vec<Row> = (0..1_100).map(|_| ("a".repeat(256 << 10), None, None, None)).collect();
    let bytes = packed(&rows, 1_100, Compression::SNAPPY);
    assert!(bytes.len() < 1 << 20, "one entry of a dictionary: {}", bytes.len());
    let path = file(&folder, &bytes);
    assert_eq!(told(&path, COLUMNS), "cannot read `a`: it is longer than 256 MiB, unpacked");
    let path = file(&folder, &packed(&[("a".repeat(33 << 20), None, None, None)], 1, Compression::SNAPPY));
    assert_eq!(told(&path, COLUMNS), "cannot read `a`: a page is longer than 32 MiB, unpacked");
}

#[test]
fn a_file_that_ends_early_is_a_fault_wherever_it_ends() {
    let folder = tempfile::tempdir().expect("a folder");
    let bytes = packed(&rows(40), 20, Compression::SNAPPY);
    for end in 4..bytes.len() {
        let path = file(&folder, &bytes[..end]);
        assert!(matches!(read(&path, COLUMNS), Err(Error::Unreadable { .. })), "{end}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn broken_bytes_are_faults_or_other_cells(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        compression in prop_oneof![Just(Compression::SNAPPY), Just(Compression::UNCOMPRESSED)],
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let mut bytes = packed(&rows(40), 20, compression);
        for (at, byte) in changes {
            let at = 4 + at.index(bytes.len() - 4);
            bytes[at] = byte;
        }
        if let Ok(cells) = read(&file(&folder, &bytes), COLUMNS) {
            prop_assert!(cells.iter().all(|row| row.len() == COLUMNS.len()));
        }
    }

    #[test]
    fn what_only_begins_as_parquet_is_a_fault(bytes in proptest::collection::vec(any::<u8>(), 0..200), ends in any::<bool>()) {
        let folder = tempfile::tempdir().expect("a folder");
        let tail: &[u8] = if ends { b"PAR1" } else { b"" };
        let path = file(&folder, &[b"PAR1", &bytes[..], tail].concat());
        prop_assert!(read(&path, COLUMNS).is_err());
    }
}

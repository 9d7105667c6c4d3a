//! The long table in Parquet against the same rows in CSV.

use std::path::PathBuf;
use std::sync::Arc;

use ingest::Error;
use parquet::basic::Compression;
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use super::figure_lait::{HEADER, councils, figures, import};
use super::house::House;

const ROWS: &str = "Bears,All bears,2020,Ayshire,998,South,12\nBears,,2021,Ayshire,998,South,38.75\n\
                    Bears,,2022,Ayshire,998,,\nBears%,,0,Ayshire,998,South,3\nBears%,,2024,London (Inner),987,NA,0\n\
                    Bears,,2021,Council,900,South,-0.5\n";

/// Writes rows of CSV as Parquet, two a group: numbers of councils are whole numbers, values of the type told, empty cells are
/// nulls.
fn packed(house: &House, rows: &str, value: &str) -> PathBuf {
    let columns: Vec<&str> = HEADER.trim().split(',').collect();
    let part = |column: &&str| match *column {
        "la_number" => "optional int64 la_number;".to_owned(),
        "value" => format!("optional {value};"),
        text => format!("optional binary {text} (UTF8);"),
    };
    let schema = format!("message rows {{ {} }}", columns.iter().map(part).collect::<String>());
    let schema = Arc::new(parse_message_type(&schema).expect("a schema"));
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut file = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties)).expect("a file");
    let rows: Vec<Vec<&str>> = rows.lines().map(|row| row.split(',').collect()).collect();
    for rows in rows.chunks(2) {
        let mut group = file.next_row_group().expect("a group");
        for place in 0..columns.len() {
            let cells: Vec<&str> = rows.iter().map(|row| row[place]).collect();
            let levels: Vec<i16> = cells.iter().map(|cell| i16::from(!cell.is_empty())).collect();
            let there: Vec<&str> = cells.into_iter().filter(|cell| !cell.is_empty()).collect();
            let mut column = group.next_column().expect("a column").expect("a column");
            let levels = Some(&levels[..]);
            let written = match column.untyped() {
                ColumnWriter::Int64ColumnWriter(writer) => {
                    let numbers: Vec<i64> = there.iter().map(|cell| cell.parse().expect("a number")).collect();
                    writer.write_batch(&numbers, levels, None)
                }
                ColumnWriter::DoubleColumnWriter(writer) => {
                    let numbers: Vec<f64> = there.iter().map(|cell| cell.parse().expect("a number")).collect();
                    writer.write_batch(&numbers, levels, None)
                }
                ColumnWriter::ByteArrayColumnWriter(writer) => {
                    let texts: Vec<ByteArray> = there.into_iter().map(ByteArray::from).collect();
                    writer.write_batch(&texts, levels, None)
                }
                _ => panic!("a type that the test does not write"),
            };
            written.expect("cells");
            column.close().expect("a column");
        }
        group.close().expect("a group");
    }
    let path = house.file("../long.csv", "");
    std::fs::write(&path, file.into_inner().expect("bytes")).expect("a file");
    path
}

#[tokio::test]
async fn figures_are_those_of_the_same_rows_in_csv() {
    let mut told = Vec::new();
    for value in [None, Some("double value"), Some("binary value (UTF8)")] {
        let house = House::on_sqlite().await;
        house.file("councils.toml", &councils());
        house.load().await.expect("councils");
        let path = match value {
            None => house.file("../long.csv", &format!("{HEADER}{ROWS}")),
            Some(value) => packed(&house, ROWS, value),
        };
        import(&house, &path).await.expect("figures");
        told.push(figures(&house).await);
        let media_type = if value.is_none() { "text/csv" } else { "application/vnd.apache.parquet" };
        let files = "SELECT media_type FROM source WHERE media_type IS NOT NULL";
        assert_eq!(house.ask::<String>(files).await, [media_type]);
        let again = import(&house, &path).await.expect("figures");
        assert_eq!(again.all().unchanged, again.all().read, "the same again writes nothing");
    }
    assert_eq!(told[0].len(), 6);
    assert!(told[0].contains(&"Bears ayshire 2022-03-31  NOT_AVAILABLE ".to_owned()), "{:?}", told[0]);
    assert_eq!((&told[0], &told[0]), (&told[1], &told[2]));
}

#[tokio::test]
async fn faults_name_the_row() {
    let house = House::on_sqlite().await;
    house.file("councils.toml", &councils());
    house.load().await.expect("councils");
    let told = async |rows: &str| {
        let path = packed(&house, rows, "binary value (UTF8)");
        let error = import(&house, &path).await.expect_err("a fault");
        assert!(matches!(error, Error::Dataset(_)), "{error}");
        error.to_string().replace(&path.display().to_string(), "a")
    };
    let wrong = "Bears,,2020,Ayshire,998,South,12\nBaers,,2021,Ayshire,998,South,1\nBears,,2022,Ayshire,,South,1\n\
                 Bears,,2023,Ayshire,998,South,75%\nBears,,2019/20,Ayshire,998,South,1\n";
    assert_eq!(
        told(wrong).await,
        "a:2: row 2: field `measure`: `Baers` is no measure of the dictionary; did you mean `Bears`?\n\
         a:3: row 3: field `la_number`: it is missing\n\
         a:4: row 4: field `value`: `75%` is neither a number nor a mark\n\
         a:5: row 5: field `period`: an earlier row has Bears for 2019/20 and 998 already"
    );
    let nowhere = told("Bears,,2024,Ayshire,998,South,1\nBears,,2024,Nowhere,123,South,1\n").await;
    assert!(nowhere.starts_with("a:2: field `la_number`: `123` (Nowhere) is the number of no council"), "{nowhere}");
    assert_eq!(house.count("observation").await, 0);
}

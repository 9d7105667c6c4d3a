//! Made-up tables, and the real one where it is at hand.

use super::super::sheet::tests::sheet;
use super::*;

const DICTIONARY: &str = "Measure_code,Topic,Measure,Measure_short,Polarity,y_axis_name,Year_Type,dps,Description,Hyperlink(s)\n\
    1,Bears,Bears told,Bears,Low,Number,Financial Year,0,,https://a.example\n\
    2,Bears,Share of bears,Bears%,High,%,Academic Year,1,,https://a.example\n";

fn read(rows: &str) -> Result<Figures, String> {
    let dictionary = sheet(DICTIONARY, &[dictionary::COLUMNS]).and_then(|(sheet, _)| Dictionary::of(sheet));
    let dictionary = dictionary.expect("a dictionary");
    let read = sheet(&format!("{}\n{rows}", COLUMNS.join(",")), &[COLUMNS])
        .and_then(|(sheet, _)| Figures::of(Path::new("a.csv"), sheet, &dictionary));
    read.map_err(|error| error.to_string())
}

#[test]
fn every_row_is_a_figure_or_the_word_on_why_there_is_none() {
    let figures = read(
        "Bears,Bears as told,2024,Ayton,998,South,12\n\
         Bears,,2025 (prov),Ayton,998,South,38.799999999999997\n\
         Bears,,2025,England,970,NA,-\n\
         Bears%,,2024,Ayton,998,South,0\n\
         Bears%,,0,Ayton,998,South,c\n",
    )
    .expect("a table");
    assert_eq!((figures.tally.rows, figures.tally.observations(), figures.tally.values), (5, 5, 3));
    let statuses: Vec<_> = figures.tally.statuses().collect();
    assert_eq!(statuses, [("FINAL", 2), ("PROVISIONAL", 1), ("SUPPRESSED", 1), ("NOT_AVAILABLE", 1)]);
    assert_eq!(figures.counts(), (2, 5, 2));
    assert_eq!(figures.items[&0], ["Bears as told"]);
    let notes: Vec<String> = figures.notes.iter().map(ToString::to_string).collect();
    assert_eq!(notes, ["a.csv:6: Bears%: field `period`: what days `0` means is not known (1 rows)"]);
}

#[test]
fn what_cannot_be_a_figure_is_told_with_line_and_column() {
    let told = read(
        "Baers,,2024,Ayton,998,South,12\n\
         Bears,,,Ayton,998,South,12\n\
         Bears,,2024,Ayton,,South,12\n\
         Bears,,2024,Ayton,998,South,\"1,306\"\n\
         Bears,,2024,Ayton,998,South,5\n\
         Bears,,2023-24,Ayton,998,South,6\n",
    )
    .expect_err("faults");
    assert_eq!(
        told,
        "a.csv:2: field `measure`: `Baers` is no measure of the dictionary; did you mean `Bears`?\n\
         a.csv:3: field `period`: it is missing\n\
         a.csv:4: field `la_number`: it is missing\n\
         a.csv:5: field `value`: `1,306` is neither a number nor a mark\n\
         a.csv:7: field `period`: an earlier row has Bears for 2023-24 and 998 already"
    );
}

#[test]
fn the_real_table_has_375_700_figures() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/indicators");
    let names = ["lait_dictionary.csv.gz", "lait_long.csv.gz"];
    if let Some(name) = names.iter().find(|name| !folder.join(name).exists()) {
        eprintln!("skipped: ../shared/data/indicators/{name} is absent");
        return;
    }
    let [dictionary, table] = names.map(|name| folder.join(name));
    let dictionary = Dictionary::read(&dictionary).unwrap_or_else(|error| panic!("{error}"));
    let figures = Figures::read(&table, &dictionary).unwrap_or_else(|error| panic!("{error}"));
    let tally = &figures.tally;
    assert_eq!((tally.rows, tally.observations(), tally.values), (375_700, 375_700, 321_968));
    let of = |word| tally.statuses().find(|(status, _)| *status == word).map(|(_, count)| count);
    assert_eq!(of("NOT_AVAILABLE"), Some(53_732));
    let (measures, _, areas) = figures.counts();
    assert_eq!((measures, areas), (249, 170));
    assert!(figures.items.values().all(|items| items.len() <= 1), "what a measure is called does not change");
    assert_eq!(figures.items.values().filter(|items| items.len() == 1).count(), 168);
    let odd: Vec<(&str, &str, u32)> = figures
        .keys
        .times
        .iter()
        .filter(|time| time.period.ends.is_none())
        .map(|time| (time.period.label.as_str(), time.period.kind, time.rows))
        .collect();
    assert_eq!(odd, [("0", "UNKNOWN", 170)]);
    assert_eq!(figures.notes.len(), 1);
}

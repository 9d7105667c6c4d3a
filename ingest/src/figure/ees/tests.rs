use std::path::PathBuf;

use super::*;

/// A file, and a folder that lives as long as it is needed.
fn file(name: &str, text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join(name);
    std::fs::write(&path, text).expect("a file is written");
    (folder, path)
}

fn faults(error: Error) -> Vec<String> {
    let told = error.to_string();
    told.lines().map(|line| line.rsplit_once("test.csv:").map_or(line, |(_, rest)| rest).to_owned()).collect()
}

/// What a look at a file finds wrong.
fn wrong(text: &str) -> Vec<String> {
    let (_folder, path) = file("test.csv", text);
    faults(scan::scan(&path, None).expect_err("it is wrong"))
}

const HEAD: &str =
    "time_period,time_identifier,geographic_level,country_code,country_name,old_la_code,new_la_code,la_name";
const ROW: &str = "2025,Reporting year,Local authority,E92000001,England,999,E06009999,Ayshire";

#[test]
fn columns_are_told_apart_by_what_they_hold() {
    let text =
        format!("\u{feff}{HEAD},sex,count,group,rate\n{ROW},All,75,c,x\n{ROW},Low,z,low,14.2\n{ROW},,1,Others,0\n");
    let (_folder, path) = file("test.csv", &text);
    let shape = scan::scan(&path, None).expect("it is right");
    let filters: Vec<&str> = shape.columns.filters.iter().map(|(_, name)| name.as_str()).collect();
    let indicators: Vec<&str> = shape.columns.indicators.iter().map(|i| i.name.as_str()).collect();
    assert_eq!((filters, indicators), (vec!["group", "sex"], vec!["count", "rate"]));
    let units: Vec<Option<&str>> = shape.columns.indicators.iter().map(|i| i.told.unit.as_deref()).collect();
    assert_eq!(units, [Some("Number"), None]);
    assert_eq!((shape.rows, shape.columns.time_period), (3, 0), "the mark before the header is no part of it");
    assert_eq!(shape.sha256.len(), 64);
}

#[test]
fn metadata_tell_more() {
    let text = format!("{HEAD},age,age_group,number,bear_count\n{ROW},5,Primary,75,3\n");
    let (folder, path) = file("test.csv", &text);
    let meta = "\u{feff}col_name,col_type,label,indicator_grouping,indicator_unit,indicator_dp,filter_hint,filter_grouping_column\n\
                age,Filter,Age,,,,,age_group\nnumber,Indicator,Number of children,Children,%,1,,\n\
                bear_count,Indicator,,,,,,\n";
    std::fs::write(folder.path().join("test.meta.csv"), meta).expect("a file is written");
    let shape = scan::scan(&path, None).expect("it is right");
    assert_eq!(shape.columns.filters.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>(), ["age"]);
    let told = &shape.columns.indicators[0].told;
    assert_eq!(told.label.as_deref(), Some("Number of children"));
    assert_eq!((told.grouping.as_deref(), told.unit.as_deref(), told.decimals), (Some("Children"), Some("%"), Some(1)));
    assert_eq!(
        shape.columns.indicators[1].told,
        meta::Told::default(),
        "what metadata leave open is not told by the name"
    );

    let other = folder.path().join("other.csv");
    std::fs::write(&other, "col_name,col_type\nage,Filter\nnumber,Figure\nnumber,Indicator\n")
        .expect("a file is written");
    let told = scan::scan(&path, Some(&other)).expect_err("it is wrong").to_string();
    assert!(told.ends_with("other.csv:3: field `col_type`: `Figure` is neither `Filter` nor `Indicator`"), "{told}");
    std::fs::write(&other, "col_name,col_type\nage,Filter\nrate,Indicator\n").expect("a file is written");
    let told = faults(scan::scan(&path, Some(&other)).expect_err("it is wrong"));
    assert_eq!(told[0], "1: field `age_group`: the metadata does not tell what it is");
    assert_eq!(told[3], "1: field `rate`: the metadata tells of it, but it is not there");
}

#[test]
fn a_file_that_is_not_of_this_form_is_refused() {
    assert_eq!(
        wrong("time_periode,time_identifier,geographic_level,country_code,n\n1,2,3,4,5\n"),
        ["1: field `time_period`: the column is missing; did you mean `time_periode`?"]
    );
    assert_eq!(wrong(&format!("{HEAD},n,n\n")), ["1: field `n`: there are two columns of this name"]);
    assert_eq!(
        wrong(&format!("{HEAD},n\n{ROW},1,2\n{ROW}\n{ROW},3\n")),
        ["2: the row has 10 cells under 9 columns", "3: the row has 8 cells under 9 columns"]
    );
    assert_eq!(
        wrong(&format!("{HEAD},n\n{ROW},c\n")),
        [
            "1: field `n`: it holds neither numbers nor texts; --meta FILE tells what it is",
            "1: no column holds figures"
        ]
    );
    assert_eq!(
        wrong(&format!("{HEAD},n\n{ROW},5\n{ROW},1{}\n", "2,306"))[0],
        "3: the row has 10 cells under 9 columns"
    );
    let mixed = wrong(&format!("{HEAD},n,m\n{ROW},5,1\n{ROW},Total,1\n"));
    assert_eq!(
        mixed,
        [
            "3: field `n`: `Total` is neither a number nor a mark, but `5` in line 2 is a number; if it is a filter, --meta FILE tells so"
        ]
    );
    assert_eq!(wrong(&format!("{HEAD},n\n")).last().map(String::as_str), Some("1: it has no rows"));
    assert_eq!(wrong(&format!("{HEAD},n\n{}", format!("{ROW}\n").repeat(30))).len(), 10, "no more than ten are told");
}

#[test]
fn text_that_is_not_utf_8_is_refused() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("test.csv");
    let mut bytes = format!("{HEAD},n\n{ROW},1\n").into_bytes();
    bytes.extend(b"2025,Reporting year,Local authority,E92000001,England,999,E06009999,Ayr\xe9,1\n");
    std::fs::write(&path, bytes).expect("a file is written");
    assert_eq!(faults(scan::scan(&path, None).expect_err("it is wrong")), ["3: the text is not UTF-8"]);
}

#[test]
fn a_column_of_names_is_no_filter() {
    let mut text = format!("{HEAD},note,n\n");
    for i in 0..50_010 {
        text.push_str(&format!("2025,Reporting year,National,E92000001,England,,,,note {i},1\n"));
    }
    let (_folder, path) = file("test.csv", &text);
    let shape = scan::scan(&path, None).expect("its columns are right");
    let error = all_rows(&path, &shape, &mut Places::default(), &mut Periods::default(), &[]).expect_err("too many");
    let told = faults(error);
    assert_eq!(told, ["50002: the filters make more than 50000 indicators; --meta FILE tells what is a filter"]);
}

#[test]
fn every_cell_is_counted() {
    let england = "2025,Reporting year,National,E92000001,England,,,";
    let (_folder, path) = file("test.csv", &format!("{HEAD},sex,n,m\n{england},All,1,x\n{england},Female,2,\n"));
    let shape = scan::scan(&path, None);
    assert_eq!(faults(shape.expect_err("it is wrong")).len(), 1, "a column of marks is neither");
    let (_folder, path) = file("test.csv", &format!("{HEAD},sex,n,m\n{england},All,1,x\n{england},Female,2,0\n"));
    let shape = scan::scan(&path, None).expect("its columns are right");
    let (mut places, mut periods) = (Places::default(), Periods::default());
    let (keys, tally) = all_rows(&path, &shape, &mut places, &mut periods, &[]).expect("it is right");
    assert_eq!((tally.rows, tally.indicators, tally.observations(), tally.values), (2, 2, 4, 3));
    assert_eq!(tally.statuses().collect::<Vec<_>>(), [("FINAL", 3), ("NOT_AVAILABLE", 1)]);
    assert_eq!((keys.covers.len(), keys.periods.len()), (2, 1));
    assert_eq!((places.take_new().len(), periods.take_new().len()), (1, 1));
}

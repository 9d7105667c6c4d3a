//! Files of figures against what a database holds.

use std::collections::BTreeMap;

use ingest::figure::ees::{Checked, Given, read};
use ingest::figure::period::Periods;
use ingest::figure::place::Places;
use ingest::figure::release::Dataset;
use ingest::write::{Load, Summary, write};
use ingest::{Error, id};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::house::{House, houses};

const HEAD: &str =
    "time_period,time_identifier,geographic_level,country_code,region_code,old_la_code,new_la_code,la_name";

/// A county that gave way to a unitary authority with the same number, and a council whose code changed.
const COUNCILS: &str = r#"
[defaults]
source = "page"
method = "OFFICIAL_PAGE"

[[source]]
key = "page"
title = "Page"

[[council]]
key = "ayshire-county"
at = "Line 1"
name = "Ayshire County Council"
kind = "COUNTY"
identifiers = [
    { scheme = "gss", value = "E10009999" },
    { scheme = "dfe", value = "998", valid_from = "1974-04-01", valid_to = "2020-03-31" },
]

[[council]]
key = "ayshire"
at = "Line 2"
name = "Ayshire Council"
kind = "UNITARY"
identifiers = [{ scheme = "gss", value = "E06009999" }, { scheme = "dfe", value = "998", valid_from = "2020-04-01" }]

[[council]]
key = "beeton"
at = "Line 3"
name = "Beeton Council"
kind = "METROPOLITAN"
identifiers = [
    { scheme = "gss", value = "E08009991", valid_to = "2025" },
    { scheme = "gss", value = "E08009992", valid_from = "2025" },
]
"#;

/// What somebody else says of the same dataset.
const OWNER: &str = r#"
[[dataset]]
key = "children"
at = "Line 4"
title = "Children as the department counts them"

[[indicator]]
key = "children-counted"
at = "Line 5"
dataset = "children"
code = "count | sex: All"
title = "Children"
polarity = "NEUTRAL"

[[time_period]]
key = "reporting-year-2025"
at = "Line 6"
kind = "REPORTING_YEAR"
starts_on = "2024-04-01"
ends_on = "2025-03-31"
label = "2025, of our own"

[[observation]]
key = "beeton/children/2025"
at = "Line 7"
indicator = "children-counted"
council = "beeton"
time_period = "reporting-year-2025"
ends_on = "2025-03-31"
value = "75"
status = "FINAL"
"#;

async fn checked(house: &House, rows: &str) -> Result<Checked, Error> {
    let path = house.file("../children.csv", rows);
    let dataset = Dataset {
        slug: "children".into(),
        title: "Children".into(),
        publisher: Some("Department".into()),
        url: None,
        licence: None,
    };
    let seen = read(Given { path, meta: None, dataset, published_on: None, retrieved_on: None })?;
    let (mut places, mut periods) = (Places::read(&house.db).await?, Periods::read(&house.db).await?);
    seen.check(&house.db, &mut places, &mut periods).await
}

async fn put(house: &House, checked: Checked) -> Result<Summary, Error> {
    let load = Load { title: "children".into(), dry_run: false };
    write(&house.db, load, checked.records(), &mut |_| ()).await
}

async fn import(house: &House, rows: &str) -> Result<Summary, Error> {
    let checked = checked(house, rows).await?;
    let count = checked.count();
    let summary = put(house, checked).await?;
    assert_eq!(summary.all().read, count);
    Ok(summary)
}

#[tokio::test]
async fn a_code_means_the_council_that_had_it_then() {
    for house in houses().await {
        house.file("councils.toml", COUNCILS);
        house.load().await.expect("a load");
        let rows = "2019,Reporting year,Local authority,E92000001,,998,,Ayshire,1\n\
                    2021,Reporting year,Local authority,E92000001,,998,,Ayshire,2\n\
                    2020,Reporting year,Local authority,E92000001,,998,,Ayshire,1.5\n\
                    2020,Calendar year,Local authority,E92000001,,998,,Ayshire,2.5\n\
                    2019,Reporting year,Local authority,E92000001,,998,E06009999,Ayshire,3\n\
                    2024,Reporting year,Local authority,E92000001,,,E08009991,Beeton,4\n\
                    2025,Reporting year,Local authority,E92000001,,,E08009991,Beeton,5\n\
                    202526,Financial year,Local authority,E92000001,,,E08009992,Beeton,6\n\
                    2025,Reporting year,Local authority,E92000001,,,E06009999 / E08009992,Both,7\n\
                    2024,Reporting year,Local authority,E92000001,,,E08009991 / E06009999,Both,8\n\
                    2025,Reporting year,Regional,E92000001,E13000001,,,,9\n\
                    2025,Reporting year,National,E92000001,,,,,c\n";
        import(&house, &format!("{HEAD},count\n{rows}")).await.unwrap_or_else(|error| panic!("{error}"));
        let told = "SELECT coalesce(c.slug, a.slug) || ' ' || p.label || ' ' || coalesce(o.value, o.status) \
                    FROM observation o LEFT JOIN council c ON c.id = o.council_id LEFT JOIN area a ON a.id = o.area_id \
                    JOIN time_period p ON p.id = o.time_period_id ORDER BY o.value";
        let mut told = house.ask::<String>(told).await;
        told.sort();
        assert_eq!(
            told,
            [
                "ayshire 2019 3",
                "ayshire 2020 2.5",
                "ayshire 2021 2",
                "ayshire-and-beeton 2024 8",
                "ayshire-and-beeton 2025 7",
                "ayshire-county 2019 1",
                "ayshire-county 2020 1.5",
                "beeton 2024 4",
                "beeton 2025 5",
                "beeton 2025/26 6",
                "england 2025 SUPPRESSED",
                "inner-london 2025 9",
            ]
        );
        let areas = house.ask::<String>("SELECT slug FROM area ORDER BY slug").await;
        assert_eq!(areas, ["ayshire-and-beeton", "england", "inner-london", "london"]);
        house.close().await;
    }
}

#[tokio::test]
async fn what_somebody_else_holds_is_joined_and_not_doubled() {
    for house in houses().await {
        house.file("councils.toml", &format!("{COUNCILS}{OWNER}"));
        house.load().await.expect("a load");
        let row = |year: &str, sex: &str, count: &str| {
            format!("{year},Reporting year,Local authority,E92000001,,,E08009991,Beeton,{sex},{count}\n")
        };
        let rows = [row("2025", "All", "76"), row("2024", "All", "c"), row("2025", "Female", "38")].concat();
        let rows = format!("{HEAD},sex,count\n{rows}");
        let first = import(&house, &rows).await.unwrap_or_else(|error| panic!("{error}"));
        // A source, a release, two periods, an indicator and two figures; the dataset, an indicator and a figure are
        // joined.
        assert_eq!((first.all().created, first.all().updated), (7, 3));
        for (table, count) in [("dataset", 1), ("indicator", 2), ("observation", 3), ("release", 1)] {
            assert_eq!(house.count(table).await, count, "{table}");
        }
        let joined = "SELECT o.value || ' ' || i.slug || ' ' || i.polarity || ' ' || d.publisher || ' ' || r.title \
                      FROM observation o JOIN indicator i ON i.id = o.indicator_id JOIN dataset d ON d.id = i.dataset_id \
                      JOIN release r ON r.id = o.release_id WHERE o.id = ";
        let id = id::of_key("observation", "beeton/children/2025");
        let id = if house.db.get_database_backend() == sea_orm::DbBackend::Postgres {
            format!("'{id}'")
        } else {
            format!("x'{}'", id.simple())
        };
        let said = house.ask::<String>(&format!("{joined}{id}")).await;
        assert_eq!(said, ["75 children-counted NEUTRAL Department children.csv"], "the owner's word comes first");
        let again = import(&house, &rows).await.expect("a second import");
        assert_eq!((again.all().unchanged, again.load), (again.all().read, None));
        let owner = house.load().await.expect("the owner's load");
        assert_eq!((owner.all().unchanged, owner.load), (owner.all().read, None), "neither undoes the other");
        house.close().await;
    }
}

#[tokio::test]
async fn a_later_release_updates_the_same_figures() {
    let house = House::on_sqlite().await;
    house.file("councils.toml", COUNCILS);
    house.load().await.expect("a load");
    let row =
        |count: &str| format!("{HEAD},count\n2025,Reporting year,Local authority,E92000001,,,E08009991,B,{count}\n");
    import(&house, &row("75")).await.expect("an import");
    let second = import(&house, &row("76.50")).await.expect("an import");
    // A source and a release are new; the dataset, the indicator and the figure are of that release now.
    assert_eq!((second.all().created, second.all().updated), (2, 3));
    assert_eq!(house.ask::<String>("SELECT value FROM observation").await, ["76.50"]);
}

#[tokio::test]
async fn what_is_wrong_is_told_with_line_and_column() {
    let house = House::on_sqlite().await;
    house.file("councils.toml", COUNCILS);
    house.load().await.expect("a load");
    let rows = "2025,Reporting year,Local authority,E92000001,,,E06000999,Nowhere,1\n\
                2024,Reporting year,School,E92000001,,,E06009999,Ayshire,1\n\
                2024,Reporting years,Local authority,E92000001,,,E06009999,Ayshire,1\n\
                2024,Academic year,Local authority,E92000001,,,E06009999,Ayshire,1\n\
                2024,Reporting year,Regional,E92000001,E12000010,,,,1\n\
                2024,Reporting year,Local authority,E92000001,,,,,1\n\
                2024,Reporting year,Local authority,E92000001,,,E06009999,Ayshire,1\n\
                2024,Reporting year,Local authority,E92000001,,998,E06009999,Ayshire,2\n";
    let error = import(&house, &format!("{HEAD},count\n{rows}")).await.expect_err("it is wrong");
    assert!(error.is_callers());
    let told = error.to_string();
    let told: Vec<&str> = told.lines().filter_map(|line| Some(line.rsplit_once("children.csv:")?.1)).collect();
    assert_eq!(
        told,
        [
            "2: field `new_la_code`: no council that the database holds has the code `E06000999`: \
             `folkmoot import register` makes councils known",
            "3: field `geographic_level`: rows of the level `School` are not read: only National, Regional and Local \
             authority are",
            "4: field `time_identifier`: `Reporting years` is no sort of time that is read; did you mean `Reporting year`?",
            "5: field `time_period`: `2024` is not two years in six digits, as `Academic year` needs",
            "6: field `region_code`: `E12000010` is the code of no nation, region or part of London",
            "7: field `new_la_code`: it is missing",
            "9: it is for the same place, time and filters as line 8",
        ]
    );
    assert_eq!(house.count("observation").await, 0);
}

#[tokio::test]
async fn a_file_that_changes_while_it_is_read_leaves_nothing() {
    let house = House::on_sqlite().await;
    house.file("councils.toml", COUNCILS);
    house.load().await.expect("a load");
    let row =
        |year: i32, count: &str| format!("{year},Reporting year,Local authority,E92000001,,,E08009991,B,{count}\n");
    let rows = format!("{HEAD},count\n{}{}", row(2024, "75"), row(2025, "76"));
    for other in
        [rows.replace("76", "77"), rows.replace("76", "ten"), rows.replace("2025", "2026"), rows.replace(",76", "")]
    {
        let checked = checked(&house, &rows).await.expect("it is right");
        house.file("../children.csv", &other);
        let error = put(&house, checked).await.expect_err("it is another one").to_string();
        assert!(error.ends_with("children.csv`: it changed while it was read"), "{error}");
        assert_eq!(house.count("observation").await + house.count("dataset").await, 0);
    }
}

/// What stands in a cell, and what becomes of it: the value, or the status where there is none.
fn cell() -> impl Strategy<Value = (String, String)> {
    let marks = [("c", "SUPPRESSED"), ("x", "NOT_AVAILABLE"), ("z", "NOT_APPLICABLE"), ("u", "LOW_RELIABILITY")];
    let marks = marks.into_iter().chain([("low", "ROUNDS_TO_ZERO"), ("", "NOT_AVAILABLE")]);
    let marks: Vec<(String, String)> = marks.map(|(mark, status)| (mark.into(), status.into())).collect();
    prop_oneof![
        (-99_999_i64..999_999, 0_usize..4).prop_map(|(n, places)| {
            let scale = 10_i64.pow(u32::try_from(places).expect("small"));
            let sign = if n < 0 { "-" } else { "" };
            let (whole, part) = (n.abs() / scale, n.abs() % scale);
            let text = if places == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part:0places$}") };
            (text.clone(), text)
        }),
        proptest::sample::select(marks),
    ]
}

/// A row: whose it is, of which year, what its filter says, and two figures.
type Row = ((usize, i32, usize), [(String, String); 2]);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let key = (0_usize..3, 2019_i32..2024, 0_usize..2);
    proptest::collection::btree_map(key, [cell(), cell()], 1..30).prop_map(|rows| rows.into_iter().collect())
}

/// Every cell becomes one figure, of the right indicator, council and time, and nothing else does.
#[test]
fn what_goes_in_comes_out() {
    const CODES: [(&str, &str); 3] =
        [("E10009999", "ayshire-county"), ("E06009999", "ayshire"), ("E08009991", "beeton")];
    const COVERS: [&str; 2] = ["All", "Of \"age\", or less"];
    let runtime = tokio::runtime::Runtime::new().expect("threads");
    let house = runtime.block_on(House::on_sqlite());
    house.file("councils.toml", COUNCILS);
    runtime.block_on(house.load()).expect("a load");
    let check = |rows: Vec<Row>| {
        let mut text = format!("{HEAD},cover,one,two\n");
        let mut expected: BTreeMap<String, String> = BTreeMap::new();
        // One row of England makes columns of figures of both, whatever else they hold.
        text.push_str("2000,Reporting year,National,E92000001,,,,,All,0,0\n");
        for ((council, year, cover), cells) in &rows {
            let ((code, slug), cover) = (CODES[*council], COVERS[*cover]);
            let quoted = cover.replace('"', "\"\"");
            let [(one, _), (two, _)] = cells;
            text.push_str(&format!(
                "{year},Reporting year,Local authority,E92000001,,,{code},,\"{quoted}\",{one},{two}\n"
            ));
            for (column, (_, comes)) in ["one", "two"].into_iter().zip(cells) {
                expected.insert(format!("{column} | cover: {cover} {slug} {year}-03-31"), comes.clone());
            }
        }
        runtime.block_on(async {
            import(&house, &text).await.unwrap_or_else(|error| panic!("{error}"));
            let told = house
                .ask::<String>(
                    "SELECT i.code || ' ' || c.slug || ' ' || o.ends_on || '=' || coalesce(o.value, o.status) FROM observation o \
                     JOIN indicator i ON i.id = o.indicator_id JOIN council c ON c.id = o.council_id \
                     WHERE o.release_id = (SELECT release_id FROM observation WHERE area_id IS NOT NULL LIMIT 1)",
                )
                .await;
            let told = told.iter().filter_map(|line| line.split_once('='));
            let told: BTreeMap<String, String> = told.map(|(key, value)| (key.into(), value.into())).collect();
            prop_assert_eq!(told, expected);
            Ok(())
        })
    };
    let mut runner = TestRunner::new(Config { cases: 24, failure_persistence: None, ..Config::default() });
    runner.run(&rows(), check).unwrap_or_else(|error| panic!("{error}"));
}

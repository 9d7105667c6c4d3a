//! The long table, neighbours and inspections against what a database holds.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ingest::figure::lait::{self, Dictionary, Figures, Held};
use ingest::figure::neighbour::{self, Neighbours};
use ingest::figure::ofsted::{self, Inspections};
use ingest::figure::publication::Publication;
use ingest::figure::release::{Dataset, File, Release};
use ingest::figure::sheet::Whole;
use ingest::record::Record;
use ingest::write::{Load, Summary, write};
use ingest::{Error, id};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::house::{House, houses};

/// A file of a dataset, with a place in its source for each record.
fn dataset(text: &str) -> String {
    let text = text.replace("]]\n", "]]\nat = \"Line 1\"\n");
    text.replace("[[source]]\nat = \"Line 1\"\n", "[[source]]\n")
}

/// A county that gave way to a unitary authority with the same number, and eleven others.
pub fn councils() -> String {
    let mut text = String::from(
        "[defaults]\nsource = \"page\"\nmethod = \"OFFICIAL_PAGE\"\n\n[[source]]\nkey = \"page\"\ntitle = \"Page\"\n\n\
         [[council]]\nkey = \"ayshire-county\"\nname = \"Ayshire County Council\"\nkind = \"COUNTY\"\n\
         identifiers = [{ scheme = \"gss\", value = \"E10009999\" }, { scheme = \"dfe\", value = \"998\", valid_to = \"2020-03-31\" }]\n\n\
         [[council]]\nkey = \"ayshire\"\nname = \"Ayshire Council\"\nkind = \"UNITARY\"\n\
         identifiers = [{ scheme = \"gss\", value = \"E06009999\" }, { scheme = \"dfe\", value = \"998\", valid_from = \"2020-04-01\" }]\n",
    );
    for number in 900..911 {
        text.push_str(&format!(
            "\n[[council]]\nkey = \"c{number}\"\nname = \"Council {number}\"\nkind = \"UNITARY\"\n\
             identifiers = [{{ scheme = \"dfe\", value = \"{number}\" }}]\n"
        ));
    }
    dataset(&text)
}

const DICTIONARY: &str = "Measure_code,Topic,Measure,Measure_short,Polarity,y_axis_name,Year_Type,dps,Description,Hyperlink(s)\n\
    1,Bears,Bears told,Bears,Low,Number,Financial Year,0,,https://a.example\n\
    2,Bears,Share of bears,Bears%,High,%,Academic Year,1,,https://a.example\n\
    3,Bears,Bears seen,BearsSeen,Low,Number,Annual,0,Bears seen on 31 March.,https://a.example\n";
pub const HEADER: &str = "measure,data_item,period,area_name,la_number,region,value\n";

async fn given(house: &House, records: impl Iterator<Item = Result<Record, Error>>) -> Result<Summary, Error> {
    write(&house.db, Load { title: "a test".into(), dry_run: false }, records, &mut |_| ()).await
}

async fn lait(house: &House, rows: &str) -> Result<Summary, Error> {
    import(house, &house.file("../long.csv", &format!("{HEADER}{rows}"))).await
}

/// Imports a long table.
pub async fn import(house: &House, path: &Path) -> Result<Summary, Error> {
    let dictionary = Dictionary::read(&house.file("../dictionary.csv", DICTIONARY))?;
    let figures = Figures::read(path, &dictionary)?;
    let (title, name) = ("Bears".into(), "long.csv".into());
    let dataset = Dataset { slug: "lait".into(), title, publisher: None, url: None, licence: None };
    let Whole { sha256, rows, media_type } = figures.whole.clone();
    let file = File { name, sha256, rows, media_type, published_on: None, retrieved_on: None };
    let release = Release::look_up(&house.db, dataset, file, "lait").await?;
    let held = Held::look_up(&house.db, &figures, &dictionary, &release).await?;
    given(house, lait::records(&figures, &dictionary, &release, &held)?).await
}

/// What is held of each figure: measure, council or area, last day, value or status, cell.
pub async fn figures(house: &House) -> Vec<String> {
    let ends = match house.db.get_database_backend() {
        sea_orm::DbBackend::Postgres => "o.ends_on::text",
        _ => "o.ends_on",
    };
    let sql = format!(
        "SELECT i.code || ' ' || coalesce(c.slug, a.slug) || ' ' || coalesce({ends}, 'no day') || ' ' || \
         coalesce(o.value, '') || ' ' || o.status || ' ' || coalesce(o.as_written, '') FROM observation o \
         JOIN indicator i ON i.id = o.indicator_id LEFT JOIN council c ON c.id = o.council_id \
         LEFT JOIN area a ON a.id = o.area_id ORDER BY 1"
    );
    let mut told = house.ask::<String>(&sql).await;
    told.sort();
    told
}

#[tokio::test]
async fn a_number_means_the_council_that_had_it_then() {
    for house in houses().await {
        house.file("councils.toml", &councils());
        house.load().await.expect("councils");
        let rows = "Bears,All bears,2020,Ayshire,998,South,12\nBears,,2021,Ayshire,998,South,38.799999999999997\n\
                    Bears%,,2025 (prov),Ayshire,998,South,-\nBears%,,0,Ayshire,998,South,3\nBears%,,2024,London (Inner),987,NA,0\n";
        lait(&house, rows).await.expect("figures");
        let expected = [
            "Bears ayshire 2021-03-31 38.8 FINAL 38.799999999999997",
            "Bears ayshire-county 2020-03-31 12 FINAL ",
            "Bears% ayshire 2025-08-31  NOT_AVAILABLE -",
            "Bears% ayshire no day 3 FINAL ",
            "Bears% inner-london 2024-08-31 0 FINAL ",
        ];
        assert_eq!(figures(&house).await, expected);
        let names = "SELECT slug || ' ' || coalesce((SELECT name FROM alias WHERE record_id = indicator.id), '') \
                     FROM indicator ORDER BY slug";
        assert_eq!(house.ask::<String>(names).await, ["lait-bears All bears", "lait-bears-percent "]);
        let again = lait(&house, rows).await.expect("figures");
        assert_eq!(again.all().unchanged, again.all().read, "the same again writes nothing");
        lait(&house, &rows.replace(",12\n", ",13\n")).await.expect("figures");
        assert_eq!(figures(&house).await[1], "Bears ayshire-county 2020-03-31 13 FINAL ", "a later release updates");
        assert_eq!((house.count("observation").await, house.count("release").await), (5, 2));
        house.close().await;
    }
}

#[tokio::test]
async fn what_was_counted_on_31_march_is_of_the_council_that_was_there() {
    let house = House::on_sqlite().await;
    house.file("councils.toml", &councils());
    house.load().await.expect("councils");
    lait(&house, "BearsSeen,,2020,Ayshire,998,South,12\nBearsSeen,,2021,Ayshire,998,South,13\n")
        .await
        .expect("figures");
    let expected = ["BearsSeen ayshire 2021-03-31 13 FINAL ", "BearsSeen ayshire-county 2020-03-31 12 FINAL "];
    assert_eq!(figures(&house).await, expected);
    let kinds = house.ask::<String>("SELECT kind || ' ' || label FROM time_period ORDER BY label").await;
    assert_eq!(kinds, ["REPORTING_YEAR 2020", "REPORTING_YEAR 2021"]);
}

#[tokio::test]
async fn figures_of_somebody_else_are_joined() {
    for house in houses().await {
        house.file("councils.toml", &councils());
        house.file(
            "figures.toml",
            &dataset("[defaults]\nsource = \"page\"\nmethod = \"OFFICIAL_PAGE\"\n\n\
             [[dataset]]\nkey = \"lait\"\ntitle = \"Ours\"\n\n\
             [[indicator]]\nkey = \"our-bears\"\ncode = \"Bears\"\ntitle = \"Our bears\"\ndataset = \"lait\"\n\n\
             [[time_period]]\nkey = \"2021\"\nkind = \"FINANCIAL_YEAR\"\nstarts_on = 2020-04-01\nends_on = 2021-03-31\nlabel = \"2021\"\n\n\
             [[observation]]\nkey = \"one\"\nindicator = \"our-bears\"\ncouncil = \"ayshire\"\ntime_period = \"2021\"\n\
             ends_on = 2021-03-31\nvalue = \"7\"\nstatus = \"FINAL\"\n"),
        );
        house.load().await.expect("a dataset");
        let rows = "Bears,,2021,Ayshire,998,South,8\nBears,,2020,Ayshire,998,South,9\n";
        lait(&house, rows).await.expect("figures");
        let expected = ["Bears ayshire 2021-03-31 7 FINAL ", "Bears ayshire-county 2020-03-31 9 FINAL "];
        assert_eq!(figures(&house).await, expected, "what was held stands");
        for (table, count) in [("dataset", 1), ("indicator", 1), ("time_period", 2), ("observation", 2)] {
            assert_eq!(house.count(table).await, count, "{table}");
        }
        assert_eq!(house.ask::<String>("SELECT unit FROM indicator").await, ["Number"], "what was open is filled");
        for summary in [lait(&house, rows).await.expect("figures"), house.load().await.expect("a dataset")] {
            assert_eq!(summary.all().unchanged, summary.all().read, "neither undoes the other");
        }
        house.close().await;
    }
}

#[tokio::test]
async fn a_number_of_no_council_leaves_nothing() {
    let house = House::on_sqlite().await;
    house.file("councils.toml", &councils());
    house.load().await.expect("councils");
    let told = lait(&house, "Bears,,2024,Ayshire,998,South,1\nBears,,2024,Nowhere,123,South,1\n").await;
    let told = told.expect_err("a fault").to_string();
    let said = "long.csv:3: field `la_number`: `123` (Nowhere) is the number of no council that the database holds; \
                `folkmoot import register` makes councils known";
    assert!(told.ends_with(said), "{told}");
    assert_eq!((house.count("observation").await, house.count("dataset").await), (0, 0));
}

/// A row of neighbours: the ten numbers from 900 on, without the council's own.
fn neighbours(number: &str) -> String {
    let peers = (900..911).map(|peer| peer.to_string()).filter(|peer| peer != number).take(10);
    let peers: Vec<String> = peers.map(|peer| format!("{peer},Close ")).collect();
    format!("{number},Ayshire,1,North,{}\n", peers.join(","))
}

fn ranked(house: &House, rows: &str) -> PathBuf {
    let columns: Vec<String> = (1..=10).map(|rank| format!("SN_{rank},SN_{rank}P")).collect();
    house
        .file("../sn.csv", &format!("\u{feff}old_la_code,la_name,region_ind,region_name,{}\n{rows}", columns.join(",")))
}

#[tokio::test]
async fn neighbours_have_a_direction_and_are_joined_by_rank() {
    for house in houses().await {
        house.file("councils.toml", &councils());
        house.file(
            "sets.toml",
            &dataset("[defaults]\nsource = \"page\"\nmethod = \"OFFICIAL_PAGE\"\n\n\
             [[comparator_set]]\nkey = \"dfe-statistical-neighbours-2025\"\nname = \"Ours\"\n\n\
             [[comparator]]\nkey = \"one\"\ncomparator_set = \"dfe-statistical-neighbours-2025\"\ncouncil = \"ayshire\"\n\
             peer = \"c900\"\nrank = 1\n"),
        );
        house.load().await.expect("a dataset");
        let path = ranked(&house, &format!("{}{}", neighbours("998"), neighbours("900")));
        let publication = Publication { title: "Neighbours".into(), ..Publication::default() };
        let import = async |version: &str| {
            let read = Neighbours::read(&path)?;
            let records = neighbour::records(&house.db, &read, version, &publication).await?;
            given(&house, records.into_iter().map(Ok)).await
        };
        import("2025").await.expect("neighbours");
        assert_eq!((house.count("comparator_set").await, house.count("comparator").await), (1, 20));
        let first = "SELECT r.closeness FROM comparator r JOIN council c ON c.id = r.council_id \
                     WHERE c.slug = 'ayshire' AND r.rank = 1";
        assert_eq!(house.ask::<String>(first).await, ["Close"], "what was open is filled");
        let again = import("2025").await.expect("neighbours");
        assert_eq!(again.all().unchanged, again.all().read);
        import("2019").await.expect("neighbours");
        let county =
            "SELECT count(*) FROM comparator r JOIN council c ON c.id = r.council_id WHERE c.slug = 'ayshire-county'";
        assert_eq!(house.ask::<i64>(county).await, [10], "the number was the county's then");
        house.close().await;
    }
}

#[tokio::test]
async fn both_shapes_of_inspections_speak_of_the_same_judgements() {
    const DOMAINS: &str = "Overall effectiveness,\
        The impact of leaders on social work practice with children and families,\
        The experiences and progress of children who need help and protection,\
        The experiences and progress of children in care,The experiences and progress of care leavers";
    for house in houses().await {
        house.file("councils.toml", &councils());
        house.file(
            "judged.toml",
            &dataset(
                "[defaults]\nsource = \"page\"\nmethod = \"OFFICIAL_PAGE\"\n\n\
             [[organisation]]\nkey = \"the-inspectors\"\nname = \"Ofsted\"\nkind = \"INSPECTORATE\"\n\n\
             [[judgement]]\nkey = \"one\"\norganisation = \"the-inspectors\"\ncouncil = \"ayshire\"\nposition = 1\n\
             domain = \"Overall effectiveness\"\ndate = \"2024-01-31\"\n",
            ),
        );
        house.load().await.expect("a dataset");
        let latest = format!(
            "Local authority area code,Local authority name,Ofsted region,Inspection date,Publication date,{DOMAINS}\n\
                              E06009999,Ayshire,South,31/01/2024,01/03/2024,Good,Good,,Outstanding,\n"
        );
        let history = format!(
            "Local authority area code,Local authority name,Local authority status,Ofsted region,Inspection date,\
                               Publication date,Inspection type,{DOMAINS}\n\
                               E06009999,Ayshire,Current,South,31/01/2024,01/03/2024,Short visit,Good,Good,,Outstanding,\n\
                               E10009999,Ayshire,No longer exists,South,31/01/2019,01/03/2019,Visit,,Inadequate,,,\n"
        );
        let (latest, history) = (house.file("../latest.csv", &latest), house.file("../history.csv", &history));
        let publication = Publication { title: "Inspections".into(), ..Publication::default() };
        let import = async |path: &PathBuf| {
            let read = Inspections::read(path)?;
            let records = ofsted::records(&house.db, &read, &publication).await?;
            given(&house, records.into_iter().map(Ok)).await
        };
        let frameworks = "SELECT c.slug || ' ' || j.framework || ' ' || j.grade FROM judgement j \
                          JOIN council c ON c.id = j.council_id ORDER BY 1";
        import(&latest).await.expect("inspections");
        assert_eq!(
            house.ask::<String>(frameworks).await,
            ["ayshire ILACS Good", "ayshire ILACS Good", "ayshire ILACS Outstanding"]
        );
        import(&history).await.expect("inspections");
        assert_eq!((house.count("judgement").await, house.count("organisation").await), (4, 1), "nothing is doubled");
        let expected = [
            "ayshire Short visit Good",
            "ayshire Short visit Good",
            "ayshire Short visit Outstanding",
            "ayshire-county Visit Inadequate",
        ];
        assert_eq!(house.ask::<String>(frameworks).await, expected);
        for path in [&latest, &history, &latest] {
            let summary = import(path).await.expect("inspections");
            assert_eq!(summary.all().unchanged, summary.all().read, "neither undoes the other");
        }
        house.close().await;
    }
}

/// A cell, and what comes of it: its value or its status.
fn cell() -> impl Strategy<Value = (String, String)> {
    let number = (-100_000_i64..100_000, 0_usize..4).prop_map(|(n, places)| {
        let text = match places {
            0 => n.to_string(),
            _ => format!("{}.{:0places$}", n, n.unsigned_abs() % 10_u64.pow(u32::try_from(places).unwrap_or_default())),
        };
        (text.clone(), text)
    });
    let marks = [("-", "NOT_AVAILABLE"), ("c", "SUPPRESSED"), ("", "NOT_AVAILABLE"), ("7.0000000000000007E-2", "0.07")];
    let marks: Vec<(String, String)> = marks.iter().map(|(mark, comes)| ((*mark).into(), (*comes).into())).collect();
    prop_oneof![number, proptest::sample::select(marks)]
}

/// Every row becomes one figure, of the right measure, council and time, and nothing else does.
#[test]
fn what_goes_in_comes_out() {
    let runtime = tokio::runtime::Runtime::new().expect("threads");
    let house = runtime.block_on(House::on_sqlite());
    house.file("councils.toml", &councils());
    runtime.block_on(house.load()).expect("councils");
    let key = (0_usize..2, 2018_i32..2024, 900_u32..905);
    let rows = proptest::collection::btree_map(key, cell(), 1..40);
    let check = |rows: BTreeMap<(usize, i32, u32), (String, String)>| {
        let mut text = String::from("Bears,,2000,England,970,NA,1\n");
        let mut expected = BTreeMap::new();
        for ((measure, year, number), (cell, comes)) in rows {
            let (code, ends) = [("Bears", "03-31"), ("Bears%", "08-31")][measure];
            text.push_str(&format!("{code},,{year},Council,{number},South,{cell}\n"));
            expected.insert(format!("{code} c{number} {year}-{ends}"), comes);
        }
        let told = runtime.block_on(async {
            lait(&house, &text).await.unwrap_or_else(|error| panic!("{error}"));
            let sql = "SELECT i.code || ' ' || c.slug || ' ' || o.ends_on || '=' || coalesce(o.value, o.status) \
                       FROM observation o JOIN indicator i ON i.id = o.indicator_id JOIN council c ON c.id = o.council_id \
                       WHERE o.release_id = (SELECT release_id FROM observation WHERE area_id IS NOT NULL)";
            house.ask::<String>(sql).await
        });
        let told = told.iter().filter_map(|line| line.split_once('='));
        let told: BTreeMap<String, String> = told.map(|(key, value)| (key.into(), value.into())).collect();
        prop_assert_eq!(told, expected);
        Ok(())
    };
    let mut runner = TestRunner::new(Config { cases: 24, failure_persistence: None, ..Config::default() });
    runner.run(&rows, check).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(
        id::of("indicator", "lait\nBears"),
        runtime.block_on(house.ask::<uuid::Uuid>("SELECT id FROM indicator WHERE code = 'Bears'"))[0]
    );
}

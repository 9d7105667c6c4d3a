//! Importing figures of Explore Education Statistics: a small file of made-up councils, and the real ones where they
//! are at hand.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::program::{done, folder, rows, run, top};

const COUNCILS: &str = "[defaults]\nsource = \"page\"\nmethod = \"OFFICIAL_PAGE\"\n\n[[source]]\nkey = \"page\"\ntitle = \"Page\"\n\n\
    [[council]]\nkey = \"ayshire\"\nat = \"Line 1\"\nname = \"Ayshire Council\"\nkind = \"UNITARY\"\n\
    identifiers = [{ scheme = \"gss\", value = \"E06009999\" }]\n\n\
    [[council]]\nkey = \"beeton\"\nat = \"Line 2\"\nname = \"Beeton Council\"\nkind = \"UNITARY\"\n\
    identifiers = [{ scheme = \"gss\", value = \"E06009998\" }]\n";

const SMALL: &str = "\u{feff}time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,\
    la_name,new_la_code,sex,number,rate\n\
    202425,Academic year,National,E92000001,England,,,,,Total,1000,10.5\n\
    202425,Academic year,Regional,E92000001,England,E12000009,South West,,,Total,100,10.1\n\
    202425,Academic year,Local authority,E92000001,England,E12000009,South West,Ayshire,E06009999,Total,75,c\n\
    202425,Academic year,Local authority,E92000001,England,E12000009,South West,Both,E06009999 / E06009998,Total,low,0.5\n";

const META: &str = "col_name,col_type,label,indicator_grouping,indicator_unit,indicator_dp,filter_hint,filter_grouping_column\n\
    sex,Filter,Sex,,,,,\nnumber,Indicator,Number of children,Children,,0,,\nrate,Indicator,Rate of children,Children,%,1,,\n";

pub fn count(path: &Path, table: &str) -> i64 {
    rows(path).into_iter().find(|(name, _)| name == table).map(|(_, n)| n).expect("the table")
}

pub fn real(name: &str) -> Option<PathBuf> {
    let path = top().join("../shared/data").join(name);
    if !path.exists() {
        eprintln!("skipped: ../shared/data/{name} is absent");
        return None;
    }
    Some(path)
}

fn lines(said: &str) -> Vec<Value> {
    said.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect()
}

#[test]
fn a_small_file_is_imported_once() {
    let (folder, path, database) = folder();
    let file = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).expect("a file is written");
        folder.path().join(name).display().to_string()
    };
    let (councils, small) = (file("councils.toml", COUNCILS), file("children_2020_to_2025.csv", SMALL));
    file("children_2020_to_2025.meta.csv", META);
    done(&["load", "--database", &database, &councils]);
    let before = rows(&path);
    let import = |more: &[&'static str]| {
        let all = [&["import", "ees", "--database", &database, "--published", "2025-11", &small], more].concat();
        done(&all)
    };
    let trial = import(&["--dry-run"]);
    assert!(trial.contains("Nothing was written. Would be: ") && trial.contains("CREATED dataset"), "{trial}");
    assert_eq!(rows(&path), before, "a trial writes nothing");
    let first = import(&[]);
    assert!(
        first.contains(
            "children_2020_to_2025.csv: rows 4, columns of figures 2, observations 8, with a value 6\n  6 FINAL"
        ),
        "{first}"
    );
    for (table, held) in
        [("dataset", 1), ("release", 1), ("indicator", 2), ("time_period", 1), ("observation", 8), ("area", 3)]
    {
        assert_eq!(count(&path, table), held, "{table}");
    }
    let again = lines(&import(&["--json"]));
    assert_eq!(again[0]["file"]["statuses"]["SUPPRESSED"], 1, "{again:?}");
    let summary = &again.last().expect("a line")["summary"];
    assert_eq!((&summary["created"], &summary["unchanged"]), (&0.into(), &summary["read"]));

    let source = "SELECT title || ', ' || publisher || ', ' || licence || ', ' || published_on FROM source \
         WHERE media_type = 'text/csv'";
    let expected = "children: children_2020_to_2025.csv, Department for Education, OGL v3, 2025-11";
    assert_eq!(answers(&path, source), [expected]);
    let indicators = "SELECT slug || ', ' || title || ', ' || topic || ', ' || coalesce(unit, 'no unit') || ', ' || decimals \
         || ', ' || filters || ', ' || coalesce(polarity, 'neither is better') FROM indicator ORDER BY slug";
    let expected = [
        "children-number-total, Number of children: Total, Children, no unit, 0, [\"sex: Total\"], neither is better",
        "children-rate-total, Rate of children: Total, Children, %, 1, [\"sex: Total\"], neither is better",
    ];
    assert_eq!(answers(&path, indicators), expected);
}

#[test]
fn a_file_with_a_fault_leaves_nothing() {
    let (folder, path, database) = folder();
    let file = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).expect("a file is written");
        folder.path().join(name).display().to_string()
    };
    let (councils, good) = (file("councils.toml", COUNCILS), file("good.csv", SMALL));
    let ragged = file("ragged.csv", &SMALL.replace(",75,c", ",75"));
    let output = run(&["import", "ees", "--database", &database, &ragged]);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("nothing was written:\n") && told.contains("ragged.csv:4: the row has 11 cells"), "{told}");
    assert!(!path.exists(), "no database is made");
    done(&["load", "--database", &database, &councils]);
    let before = rows(&path);
    let unknown = file("unknown.csv", &SMALL.replace("E06009998", "E06009997"));
    let words = file("words.csv", &SMALL.replace("10.1", "ten"));
    for (files, options, said) in [
        (
            vec![&good, &unknown],
            vec![],
            "unknown.csv:5: field `new_la_code`: no council that the database holds has the code `E06009997`",
        ),
        (vec![&words], vec![], "words.csv:3: field `rate`: `ten` is neither a number nor a mark, but `10.5` in line 2"),
        (vec![&good, &good], vec![], "two files would be releases of the dataset good"),
        (vec![&good, &words], vec!["--title", "Children"], "--meta, --dataset and --title are of one file"),
        (vec![&good], vec!["--dataset", "Über"], "`Über` is no slug for the dataset"),
    ] {
        let mut all = vec!["import", "ees", "--database", &database];
        all.extend(files.into_iter().map(String::as_str));
        all.extend(options);
        let output = run(&all);
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(6), "{told}");
        assert!(told.contains(said), "{told}");
        assert_eq!(rows(&path), before, "nothing is written");
    }
    let output = run(&["import", "ees", "--database", &database, "--published", "last week", &good]);
    assert_eq!(output.status.code(), Some(2), "a date must be one");
}

#[test]
fn the_real_files_lose_nothing() {
    let (Some(register), Some(folder_of_figures)) = (real("register/merged_register.csv"), real("indicators/ees"))
    else {
        return;
    };
    let (_folder, path, database) = folder();
    done(&["import", "register", "--database", &database, &register.display().to_string()]);
    let mut files: Vec<String> = std::fs::read_dir(folder_of_figures)
        .expect("a folder")
        .map(|entry| entry.expect("a file").path().display().to_string())
        .collect();
    files.sort();
    let mut import = vec!["import", "ees", "--json", "--database", &database];
    import.extend(files.iter().map(String::as_str));
    let first = lines(&done(&import));
    let held: Vec<(u64, u64, u64)> = first
        .iter()
        .filter_map(|line| {
            let number = |name: &str| line["file"][name].as_u64();
            Some((number("rows")?, number("observations")?, number("values")?))
        })
        .collect();
    let expected = [
        (2_132, 17_056, 16_938),
        (2_132, 21_320, 20_930),
        (2_505, 7_515, 7_357),
        (1_463, 32_186, 31_936),
        (2_132, 6_396, 6_301),
        (2_132, 2_132, 2_111),
    ];
    assert_eq!(held, expected);
    assert_eq!(first[0]["file"]["statuses"]["SUPPRESSED"], 62, "{first:?}");
    assert_eq!(count(&path, "observation"), 86_605);
    assert_eq!(count(&path, "release"), 6);
    let again = lines(&done(&import));
    let summary = &again.last().expect("a line")["summary"];
    assert_eq!((&summary["created"], &summary["updated"]), (&0.into(), &0.into()), "{summary}");
    golden(&path);
    let told = "SELECT DISTINCT title || ', ' || coalesce(unit, 'no unit') FROM indicator WHERE code IN ('inpost_fte', \
         'caseload_fte', 'turnover_rate_headcount', 'agency_headcount', 'rereferral_percent | category: Referrals and Re-referrals', \
         'rate_per_10000 | population_type: Children looked after on 31 March each year') ORDER BY 1";
    let expected = [
        "Agency headcount, Number",
        "Caseload fte, no unit",
        "Inpost fte, Full-time equivalents",
        "Rate per 10000: Children looked after on 31 March each year, Rate per 10,000",
        "Rereferral percent: Referrals and Re-referrals, %",
        "Turnover rate headcount, no unit",
    ];
    assert_eq!(answers(&path, told), expected, "by the names of the columns");
}

/// What the files say of some councils, and the numbers of figures of the first of them.
fn golden(path: &Path) {
    let said = |sql: &str| answers(path, sql);
    let rates = "SELECT c.slug || ' ' || o.value FROM observation o JOIN council c ON c.id = o.council_id \
         JOIN indicator i ON i.id = o.indicator_id WHERE o.ends_on = '2025-03-31' AND i.code = \
         'rate_per_10000 | population_type: Children looked after on 31 March each year' AND c.slug IN \
         ('staffordshire', 'stoke-on-trent', 'bath-and-north-east-somerset', 'sandwell') ORDER BY c.slug";
    let expected = ["bath-and-north-east-somerset 60", "sandwell 92", "staffordshire 75", "stoke-on-trent 170"];
    assert_eq!(said(rates), expected);
    let statuses = "SELECT CASE WHEN o.council_id IS NULL THEN a.kind ELSE 'COUNCIL' END || ' ' || o.status || ' ' || \
         CASE WHEN o.value IS NULL THEN 'none' ELSE 'value' END || ' ' || count(*) FROM observation o \
         JOIN indicator i ON i.id = o.indicator_id JOIN dataset d ON d.id = i.dataset_id \
         LEFT JOIN area a ON a.id = o.area_id WHERE d.slug = 'b1-children-in-need' \
         GROUP BY CASE WHEN o.council_id IS NULL THEN a.kind ELSE 'COUNCIL' END, o.status, o.value IS NULL ORDER BY 1";
    let expected = [
        "COUNCIL FINAL value 15690",
        "COUNCIL LOW_RELIABILITY none 10",
        "COUNCIL NOT_AVAILABLE none 46",
        "COUNCIL SUPPRESSED none 62",
        "NATION FINAL value 104",
        "PART_OF_REGION FINAL value 208",
        "REGION FINAL value 936",
    ];
    assert_eq!(said(statuses), expected);
    let groups = "SELECT a.slug || ' ' || count(DISTINCT o.time_period_id) || ' ' || \
         (SELECT count(*) FROM link WHERE from_id = a.id AND role = 'INCLUDES') FROM area a \
         JOIN observation o ON o.area_id = a.id WHERE a.kind = 'GROUP' GROUP BY a.id, a.slug ORDER BY a.slug";
    let expected =
        ["kingston-upon-thames-and-richmond-upon-thames 9 2", "north-northamptonshire-and-west-northamptonshire 5 2"];
    assert_eq!(said(groups), expected, "14 rows report two councils at once");
    let barnsley = "SELECT count(DISTINCT o.ends_on) || ' ' || max(o.ends_on) FROM observation o \
         JOIN council c ON c.id = o.council_id JOIN indicator i ON i.id = o.indicator_id \
         WHERE c.slug = 'barnsley' AND i.code = 'inpost_fte'";
    assert_eq!(said(barnsley), ["9 2025-03-31"], "whichever code it had");
}

/// The first column of every row of the answer.
pub fn answers(path: &Path, sql: &str) -> Vec<String> {
    use sea_orm::{ConnectionTrait, Database, DbBackend, Statement};
    let runtime = tokio::runtime::Runtime::new().expect("threads");
    runtime.block_on(async {
        let db = Database::connect(format!("sqlite://{}", path.display())).await.expect("the database opens");
        let rows = db.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.expect("an answer");
        rows.iter().map(|row| row.try_get_by_index(0).expect("a text")).collect()
    })
}

//! Importing the long table of the local authority interactive tool, statistical neighbours, and inspections: small files
//! of made-up councils, and the real ones where they are at hand.

use serde_json::Value;

use crate::import_figures_ees::{self, answers, count};
use crate::program::{done, folder, rows, run, top};

const COUNCILS: &str = "[defaults]\nsource = \"page\"\nmethod = \"OFFICIAL_PAGE\"\n\n[[source]]\nkey = \"page\"\ntitle = \"Page\"\n\n\
    [[council]]\nkey = \"ayshire\"\nat = \"Line 1\"\nname = \"Ayshire Council\"\nkind = \"UNITARY\"\n\
    identifiers = [{ scheme = \"gss\", value = \"E06009999\" }, { scheme = \"dfe\", value = \"998\" }]\n";

const DICTIONARY: &str = "Measure_code,Topic,Measure,Measure_short,Polarity,y_axis_name,Year_Type,dps,Description,Hyperlink(s)\n\
    1,Bears,Bears told,Bears,Low,Number,Financial Year,0,,https://a.example\n\
    2,Forest,Bears told,Bears,Low,Number,Financial Year,0,,https://a.example\n";

const LONG: &str = "measure,data_item,period,area_name,la_number,region,value\n\
    Bears,Bears as told,2024,Ayshire,998,South,12\n\
    Bears,,2025 (prov),Ayshire,998,South,38.799999999999997\n\
    Bears,,0,England,970,NA,-\n";

/// The path of a real file.
fn real(name: &str) -> Option<String> {
    Some(import_figures_ees::real(name)?.display().to_string())
}

#[test]
fn a_small_table_is_imported_once() {
    let (folder, path, database) = folder();
    let file = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).expect("a file is written");
        folder.path().join(name).display().to_string()
    };
    let (councils, long) = (file("councils.toml", COUNCILS), file("long.csv", LONG));
    let dictionary = file("dictionary.csv", DICTIONARY);
    done(&["load", "--database", &database, &councils]);
    let before = rows(&path);
    let import = |more: &[&'static str]| {
        let all = [
            "import",
            "lait",
            "--database",
            &database,
            "--dictionary",
            &dictionary,
            "--url",
            "https://a.example",
            &long,
        ];
        done(&[&all, more].concat())
    };
    let trial = import(&["--dry-run"]);
    assert!(trial.contains("Nothing was written. Would be: ") && trial.contains("CREATED dataset"), "{trial}");
    assert_eq!(rows(&path), before, "a trial writes nothing");
    let first = import(&[]);
    assert!(first.contains("Labels of periods that name no time, kept as printed: 1\n"), "{first}");
    assert!(first.contains("dictionary.csv:3: Bears: line 2 says something else in Topic, and counts\n"), "{first}");
    assert!(first.contains("  1 of 1 measures of the dictionary, 3 times, 1 councils\n"), "{first}");
    for (table, held) in
        [("dataset", 1), ("release", 1), ("indicator", 1), ("time_period", 3), ("observation", 3), ("area", 1)]
    {
        assert_eq!(count(&path, table), held, "{table}");
    }
    let lines = import(&["--json"]);
    let lines: Vec<Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect();
    assert_eq!(lines[0]["note"]["kind"], "CONTRADICTION", "{lines:?}");
    assert_eq!((&lines[1]["note"]["line"], &lines[1]["note"]["column"]), (&4.into(), &"period".into()), "{lines:?}");
    assert_eq!(lines[2]["file"]["statuses"]["PROVISIONAL"], 1, "{lines:?}");
    let summary = &lines.last().expect("a line")["summary"];
    assert_eq!((&summary["created"], &summary["unchanged"]), (&0.into(), &summary["read"]));
    let dataset = "SELECT slug || ', ' || title || ', ' || publisher || ', ' || licence || ', ' || url FROM dataset";
    let expected = "lait, Local authority interactive tool (LAIT), Department for Education, OGL v3, https://a.example";
    assert_eq!(answers(&path, dataset), [expected]);
    let licence = |more: &[&'static str]| {
        import(more);
        answers(&path, "SELECT publisher || ', ' || coalesce(licence, 'not known') FROM dataset")
    };
    assert_eq!(licence(&["--publisher", "The Bear Society"]), ["The Bear Society, not known"]);
    assert_eq!(licence(&["--publisher", "The Bear Society", "--licence", "CC0"]), ["The Bear Society, CC0"]);
    assert_eq!(licence(&["--licence", "CC BY 4.0"]), ["Department for Education, CC BY 4.0"]);
}

#[test]
fn files_that_cannot_be_right_leave_nothing() {
    let (folder, path, database) = folder();
    let file = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).expect("a file is written");
        folder.path().join(name).display().to_string()
    };
    let (councils, dictionary) = (file("councils.toml", COUNCILS), file("dictionary.csv", DICTIONARY));
    let refused = |import: &[&str], said: &str| {
        let output = run(&[&["import"], import, &["--database", &database]].concat());
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(6), "{told}");
        assert!(told.contains("nothing was written") && told.contains(said), "{told}");
    };
    let bad = file("bad.csv", &LONG.replace(",12\n", ",twelve\n"));
    refused(
        &["lait", "--dictionary", &dictionary, &bad],
        "bad.csv:2: field `value`: `twelve` is neither a number nor a mark",
    );
    refused(&["lait", "--dictionary", &bad, &bad], "bad.csv:1: column `Measure_short` is missing");
    refused(&["neighbours", "--version", "2025", &bad], "bad.csv:1: column `old_la_code` is missing");
    refused(&["ofsted", &bad], "bad.csv:1: column `Local authority area code` is missing");
    assert!(!path.exists(), "no database is made");
    done(&["load", "--database", &database, &councils]);
    let before = rows(&path);
    let unknown = file("unknown.csv", &LONG.replace("998", "997"));
    let said = "unknown.csv:2: field `la_number`: `997` (Ayshire) is the number of no council that the database holds; \
                `folkmoot import register` makes councils known";
    refused(&["lait", "--dictionary", &dictionary, &unknown], said);
    assert_eq!(rows(&path), before);
}

#[test]
fn real_neighbours_are_ranked_and_have_a_direction() {
    let (Some(register), Some(file)) =
        (real("register/merged_register.csv"), real("indicators/statistical_neighbours_2025.csv"))
    else {
        return;
    };
    let (_folder, path, database) = folder();
    let import = ["import", "neighbours", "--database", &database, "--version", "2025", &file];
    let output = run(&import);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("csv:2: field `old_la_code`: `301` is the number of no council"), "{told}");
    assert_eq!((output.status.code(), told.lines().filter(|line| line.contains(".csv:")).count()), (Some(6), 10));
    done(&["import", "register", "--database", &database, &register]);
    let first = done(&import);
    assert!(first.contains(": 153 councils, 1530 neighbours.\n"), "{first}");
    assert!(done(&import).contains(" 0 created, 0 updated, 0 deleted,"));
    let of = |slug: &str| {
        let sql = format!(
            "SELECT i.value FROM comparator r JOIN council c ON c.id = r.council_id JOIN identifier i ON i.record_id = r.peer_id \
             WHERE c.slug = '{slug}' AND i.scheme = 'dfe' ORDER BY r.rank"
        );
        answers(&path, &sql)
    };
    assert_eq!(of("stoke-on-trent"), ["335", "354", "336", "371", "812", "810", "333", "357", "831", "372"]);
    assert_eq!(of("sandwell")[..4], ["336", "810", "861", "335"]);
    let closeness = "SELECT DISTINCT closeness FROM comparator ORDER BY 1";
    assert_eq!(answers(&path, closeness), ["Close", "Extremely close", "Not close", "Somewhat close", "Very close"]);
    let set = "SELECT slug || ', ' || name || ', ' || version FROM comparator_set";
    assert_eq!(answers(&path, set), ["dfe-statistical-neighbours-2025, Statistical neighbours, 2025"]);
}

#[test]
fn real_inspections_in_both_shapes_are_the_same_judgements() {
    let files = ["ofsted_ilacs_history_2018_2025.csv", "ofsted_la_latest_2025.csv"];
    let [Some(history), Some(latest)] = files.map(|name| real(&format!("indicators/{name}"))) else { return };
    let Some(register) = real("register/merged_register.csv") else { return };
    let (_folder, path, database) = folder();
    done(&["load", "--database", &database, &top().join("data").display().to_string()]);
    done(&["import", "register", "--database", &database, &register]);
    let (judgements, organisations) = (count(&path, "judgement"), count(&path, "organisation"));
    let import = |file: &str| done(&["import", "ofsted", "--database", &database, file]);
    let first = import(&history);
    assert!(first.contains(": 271 inspections, 1187 judgements.\n"), "{first}");
    for file in [&latest, &history] {
        assert!(import(file).contains(" 0 created, 0 updated, 0 deleted,"), "the same judgements");
    }
    assert_eq!(count(&path, "judgement"), judgements + 1_187 - 176, "those that are shipped are joined");
    assert_eq!(count(&path, "organisation"), organisations, "Ofsted is the one that was there");
    let last = "SELECT c.slug || ' ' || j.date || ' ' || j.grade FROM judgement j JOIN council c ON c.id = j.council_id \
                WHERE j.domain = 'Overall effectiveness' AND c.slug IN ('staffordshire', 'stoke-on-trent', \
                'bath-and-north-east-somerset', 'sandwell') GROUP BY c.slug HAVING j.date = max(j.date) ORDER BY c.slug";
    let expected = [
        "bath-and-north-east-somerset 2022-02-28 Good",
        "sandwell 2022-05-09 Requires improvement to be good",
        "staffordshire 2023-11-06 Requires improvement to be good",
        "stoke-on-trent 2022-10-03 Requires improvement to be good",
    ];
    assert_eq!(answers(&path, last), expected);
    let gone = "SELECT DISTINCT c.slug FROM judgement j JOIN council c ON c.id = j.council_id \
                WHERE j.framework LIKE 'ILACS%' AND c.valid_to IS NOT NULL ORDER BY 1";
    assert_eq!(answers(&path, gone), ["bournemouth", "cumbria", "northamptonshire"]);
}

#[test]
fn the_real_table_loses_nothing() {
    let files = ["register/merged_register.csv", "indicators/lait_dictionary.csv.gz", "indicators/lait_long.csv.gz"];
    let [Some(register), Some(dictionary), Some(long)] = files.map(real) else { return };
    let (_folder, path, database) = folder();
    done(&["import", "register", "--database", &database, &register]);
    let first = done(&["import", "lait", "--database", &database, "--dictionary", &dictionary, &long]);
    assert!(first.contains("  249 of 249 measures of the dictionary, 103 times, 161 councils\n"), "{first}");
    let statuses =
        "SELECT status || ' ' || count(*) || ' ' || count(value) FROM observation GROUP BY status ORDER BY 1";
    let expected = ["FINAL 317987 317987", "NOT_AVAILABLE 53732 0", "PROVISIONAL 163 163", "REVISED 3818 3818"];
    assert_eq!(answers(&path, statuses), expected);
    let (indicators, observations) = (count(&path, "indicator"), count(&path, "observation"));
    assert_eq!((indicators, observations, count(&path, "release")), (249, 375_700, 1));
    let children = "SELECT c.slug || ' ' || o.value FROM observation o JOIN council c ON c.id = o.council_id \
                    JOIN indicator i ON i.id = o.indicator_id WHERE i.code = 'LAC' AND o.ends_on = '2025-03-31' AND c.slug IN \
                    ('staffordshire', 'stoke-on-trent', 'bath-and-north-east-somerset', 'sandwell') ORDER BY 1";
    let expected = ["bath-and-north-east-somerset 60", "sandwell 92", "staffordshire 75", "stoke-on-trent 170"];
    assert_eq!(answers(&path, children), expected, "as Explore Education Statistics has them");
    let kinds = "SELECT DISTINCT i.code || ' ' || t.kind FROM observation o JOIN indicator i ON i.id = o.indicator_id \
                 JOIN time_period t ON t.id = o.time_period_id WHERE i.code IN ('LAC', 'CPP_rate') OR t.kind = 'YEAR' ORDER BY 1";
    assert_eq!(answers(&path, kinds), ["CPP_rate REPORTING_YEAR", "LAC REPORTING_YEAR"]);
    let changed = "SELECT c.slug || ' ' || o.ends_on FROM observation o JOIN council c ON c.id = o.council_id \
                   JOIN indicator i ON i.id = o.indicator_id WHERE i.code = 'LAC' AND \
                   (c.slug LIKE 'buckinghamshire%' AND o.ends_on BETWEEN '2020' AND '2022' OR \
                   (c.slug LIKE 'somerset%' OR c.slug LIKE 'north-yorkshire%') AND o.ends_on BETWEEN '2023' AND '2025') \
                   ORDER BY 1";
    let expected = [
        "buckinghamshire 2021-03-31",
        "buckinghamshire-county 2020-03-31",
        "north-yorkshire 2024-03-31",
        "north-yorkshire-2023 2023-03-31",
        "somerset 2024-03-31",
        "somerset-2023 2023-03-31",
    ];
    assert_eq!(answers(&path, changed), expected, "on 31 March the old councils had the children");
    let buckinghamshire = "SELECT c.slug || ' ' || min(o.ends_on) || ' ' || max(o.ends_on) FROM observation o \
                           JOIN council c ON c.id = o.council_id JOIN time_period t ON t.id = o.time_period_id \
                           WHERE c.slug LIKE 'buckinghamshire%' AND t.kind = 'FINANCIAL_YEAR' GROUP BY c.slug ORDER BY 1";
    let expected = ["buckinghamshire 2021-03-31 2025-03-31", "buckinghamshire-county 2016-03-31 2020-03-31"];
    assert_eq!(answers(&path, buckinghamshire), expected, "the number was the county's first");
}

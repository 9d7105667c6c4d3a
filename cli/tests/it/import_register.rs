//! Importing a register of local authorities: a small one of made-up councils, and the real ones where they are at hand.

use std::path::PathBuf;
use std::process::Stdio;

use serde_json::Value;

use crate::program::{Serving, ask, done, folder, folkmoot, rows, run, top};

/// A county and its district, which gave way to a unitary authority; a council that the graph knows already.
const SMALL: &str = "code,gss_code,official_name,name,type_code,nation,region,parent_county,combined_authority,current,\
    start_date,start_date_source,end_date,replaced_by,former_gss_codes,dfe_la_code,ecode,snac,wikidata,website,\
    gov_uk_slug,cms_type,cms_base_url,open_council_data_id,wdtk_id,alt_names\n\
    OLD,E10009999,Ayshire County Council,Ayshire,CTY,England,South West,,,false,1974-04-01,,2023-03-31,NEW,,998,,,,,,,,,,\n\
    BEE,E07009999,Beeton District Council,Beeton,NMD,England,South West,OLD,,false,2005-06-20,,2023-03-31,NEW,,,,,,,,,,,,\n\
    NEW,E06009999,Ayshire Council,Ayshire,UA,England,South West,,,true,2023-04-01,,,,,998,,,Q1,,,ModernGov,\
    https://democracy.ayshire.example/,,,\"Ayshire,ayshire unitary\"\n\
    HLD,E06009998,Heldton Council,Heldton,UA,England,South West,,,true,1998-04-01,,,,E06009990,997,,,Q2,\
    https://heldton.example,,ModernGov,http://democracy.ayshire.example,,,\n";

const HELD: &str = "[defaults]\nsource = \"page\"\nmethod = \"OFFICIAL_PAGE\"\n\n[[source]]\nkey = \"page\"\ntitle = \"Page\"\n\n\
    [[area]]\nkey = \"south-west\"\nat = \"Line 1\"\nname = \"South West\"\nkind = \"REGION\"\ngss_code = \"E12000009\"\n\n\
    [[council]]\nkey = \"heldton-town\"\nat = \"Line 2\"\nname = \"Heldton Town Council\"\nkind = \"UNITARY\"\n\
    aliases = [\"Heldton\"]\nidentifiers = [{ scheme = \"gss\", value = \"E06009990\" }, { scheme = \"dfe\", value = \"997\" }]\n\n\
    [[council]]\nkey = \"beeton\"\nat = \"Line 3\"\nname = \"Another Beeton\"\nkind = \"UNITARY\"\n";

fn count(path: &std::path::Path, table: &str) -> i64 {
    rows(path).into_iter().find(|(name, _)| name == table).map(|(_, n)| n).expect("the table")
}

fn real(name: &str) -> Option<String> {
    let path: PathBuf = top().join("../shared/data/register").join(name);
    if !path.exists() {
        eprintln!("skipped: ../shared/data/register/{name} is absent");
        return None;
    }
    Some(path.display().to_string())
}

fn serve(database: &str) -> Serving {
    let mut command = folkmoot(&["serve", "--database", database, "--listen", "127.0.0.1:0"]);
    command.stdout(Stdio::piped());
    Serving::start(command)
}

/// The names of the councils that pass a filter.
fn names(server: &Serving, arguments: &str) -> Vec<String> {
    let query = format!("{{ councils({arguments}) {{ nodes {{ name }} }} }}");
    let said = ask(&server.address, &query).expect("an answer");
    let nodes = said["data"]["councils"]["nodes"].as_array().unwrap_or_else(|| panic!("{said}")).clone();
    nodes.iter().filter_map(|node| node["name"].as_str().map(str::to_owned)).collect()
}

#[test]
fn a_register_joins_what_is_there_and_repeats_without_effect() {
    let (_folder, path, database) = folder();
    let file = |name: &str, text: &str| {
        let path = path.with_file_name(name);
        std::fs::write(&path, text).expect("a file is written");
        path.display().to_string()
    };
    let (held, small) = (file("held.toml", HELD), file("small.csv", SMALL));
    let import = ["import", "register", "--database", &database, &small];
    done(&["load", "--database", &database, &held]);
    let before = rows(&path);
    let trial = done(&["import", "register", "--dry-run", "--database", &database, &small]);
    assert!(trial.contains("Nothing was written. Would be: ") && trial.contains("UPDATED council"), "{trial}");
    assert_eq!(rows(&path), before, "a trial writes nothing");
    let first = done(&import);
    assert!(
        first.contains("4 authorities, 2 of them current; 1 were there from elsewhere and are joined.\n"),
        "{first}"
    );
    assert!(first.contains("left unknown: 1\n") && first.contains("small.csv:3: BEE: field `start_date`: "), "{first}");
    assert_eq!(count(&path, "council"), 5, "three new ones beside the two that were there");
    assert_eq!(count(&path, "area"), 1 + 1 + 4);
    assert_eq!(count(&path, "source"), 1 + 1 + 1, "two councils share one committee system");
    let again = done(&import);
    assert!(again.contains(" 0 created, 0 updated, 0 deleted,"), "{again}");
    let reloaded = done(&["load", "--database", &database, &held]);
    assert!(reloaded.contains(" 0 created, 0 updated, 0 deleted,"), "neither undoes the other: {reloaded}");

    let lines: Vec<Value> = done(&["import", "register", "--json", "--database", &database, &small])
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}")))
        .collect();
    assert_eq!(lines[0]["note"]["kind"], "SUSPICIOUS_START");
    assert_eq!((&lines[0]["note"]["line"], &lines[0]["note"]["authority"]), (&Value::from(3), &Value::from("BEE")));
    let summary = &lines.last().expect("a line")["summary"];
    assert_eq!(
        (&summary["authorities"], &summary["joined"], &summary["unchanged"]),
        (&4.into(), &1.into(), &summary["read"])
    );

    let server = serve(&database);
    let query = "{ council(by: {gss: \"E06009998\"}) { name slug website validFrom area { slug parent { slug } }
        identifiers { scheme value validFrom } aliases { name } sources { locator } }
        beeton: council(by: {gss: \"E07009999\"}) { slug parent { slug } }
        ayshire: council(by: {slug: \"ayshire\"}) { predecessors { totalCount } } }";
    let said = ask(&server.address, query).expect("an answer");
    let heldton = &said["data"]["council"];
    assert_eq!(heldton["name"], "Heldton Town Council", "what was there stands: {said}");
    assert_eq!((&heldton["slug"], &heldton["website"]), (&"heldton-town".into(), &"https://heldton.example".into()));
    assert_eq!(heldton["area"]["parent"]["slug"], "south-west");
    assert_eq!(heldton["sources"].as_array().map(Vec::len), Some(2));
    let dfe = heldton["identifiers"].as_array().and_then(|all| all.iter().find(|i| i["scheme"] == "dfe")).cloned();
    assert_eq!(dfe.map(|i| i["validFrom"].clone()), Some("1998-04-01".into()));
    assert_eq!(said["data"]["beeton"]["slug"], "beeton-2023", "the plain slug is another council's");
    assert_eq!(said["data"]["beeton"]["parent"]["slug"], "ayshire-2023");
    assert_eq!(said["data"]["ayshire"]["predecessors"]["totalCount"], 2, "{said}");
}

#[test]
fn a_file_that_is_no_register_is_refused_before_anything_is_made() {
    let (_folder, path, database) = folder();
    let file = path.with_file_name("bad.csv");
    std::fs::write(&file, SMALL.replace("1974-04-01", "April 1974")).expect("a file is written");
    for (file, said) in [
        (file.display().to_string(), "bad.csv:2: OLD: field `start_date`: `April 1974` is no date"),
        (path.with_file_name("none.csv").display().to_string(), "none.csv`: No such file"),
    ] {
        let output = run(&["import", "register", "--database", &database, &file]);
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(6), "{told}");
        assert!(told.contains("nothing was written") && told.contains(said), "{told}");
        assert!(!path.exists(), "no database is made");
    }
}

#[test]
fn the_real_register_joins_the_shipped_councils() {
    let Some(file) = real("merged_register.csv") else { return };
    let (_folder, path, database) = folder();
    done(&["load", "--database", &database, &top().join("data").display().to_string()]);
    let (shipped, sources) = (count(&path, "council"), count(&path, "source"));
    let import = ["import", "register", "--database", &database, &file];
    let first = done(&import);
    assert!(first.contains(&format!("470 authorities, 397 of them current; {shipped} were there")), "{first}");
    assert_eq!(count(&path, "council"), 470, "no council is doubled");
    assert_eq!(count(&path, "area"), 470 + 9 + 4, "no area is doubled");
    assert!(count(&path, "source") > sources + 400, "the committee systems are there");
    let again = done(&import);
    assert!(again.contains(" 0 created, 0 updated, 0 deleted,"), "{again}");
    let data = done(&["load", "--database", &database, &top().join("data").display().to_string()]);
    assert!(data.contains(" 0 created, 0 updated, 0 deleted,"), "neither undoes the other: {data}");

    let server = serve(&database);
    let said = ask(
        &server.address,
        "{ old: council(by: {gss: \"E08000016\"}) { name } new: council(by: {gss: \"E08000038\"}) { name slug }
           successor: council(by: {slug: \"cumberland\"}) { predecessors { totalCount } } }",
    )
    .expect("an answer");
    assert_eq!(said["data"]["old"]["name"], said["data"]["new"]["name"], "{said}");
    assert_eq!(said["data"]["new"]["slug"], "barnsley", "{said}");
    assert_eq!(said["data"]["successor"]["predecessors"]["totalCount"], 4, "{said}");
    let number = "filter: {identifiers: {scheme: {eq: \"dfe\"}, value: {eq: \"825\"}}}";
    assert_eq!(names(&server, &format!("{number}, asOf: \"2015-06-01\"")), ["Buckinghamshire County Council"]);
    assert_eq!(names(&server, &format!("{number}, asOf: \"2024-06-01\"")), ["Buckinghamshire Council"]);
    let named = names(&server, "filter: {aliases: {name: {eq: \"Somerset\"}}}");
    assert_eq!(named.len(), 2, "{named:?}");
}

#[test]
fn the_published_register_tells_what_cannot_be_right() {
    let Some(file) = real("mysociety_uk_local_authorities_current.csv") else { return };
    let (_folder, path, database) = folder();
    let import = ["import", "register", "--database", &database, &file];
    let first = done(&import);
    assert!(first.contains("Start dates that cannot be right, left unknown: 77\n"), "{first}");
    assert!(first.contains("  … 57 more; --json tells all\n"), "{first}");
    assert_eq!((count(&path, "council"), count(&path, "area")), (470, 470 + 9 + 4));
    assert!(done(&import).contains(" 0 created, 0 updated, 0 deleted,"));
    let lines = done(&["import", "register", "--json", "--dry-run", "--database", &database, &file]);
    assert_eq!(lines.matches("\"kind\":\"SUSPICIOUS_START\"").count(), 77);
    let Some(merged) = real("merged_register.csv") else { return };
    done(&["import", "register", "--database", &database, &merged]);
    assert_eq!((count(&path, "council"), count(&path, "area")), (470, 470 + 9 + 4), "the other file doubles nothing");
    done(&import);
    assert_eq!(count(&path, "council"), 470);
}

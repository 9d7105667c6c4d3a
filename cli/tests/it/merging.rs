//! Doubles found, merged and taken apart again, from the command line to the server.

use std::{fs, time::Duration};

use serde_json::{Value, json};

use crate::program::{Serving, ask, done, folder, folkmoot, run};

const FACTS: &str = r#"
[defaults]
source = "list"
method = "DOCUMENT"

[[source]]
key = "list"
title = "List of members"

[[council]]
key = "wyrmshire"
at = "Page 1"
name = "Wyrmshire Council"
kind = "UNITARY"

[[person]]
key = "wyrmshire/jane-okoro"
at = "Page 1"
name = "Jane Okoro"
council = "wyrmshire"
identifiers = [{ scheme = "wyrmshire-member", value = "7" }]

[[person]]
key = "wyrmshire/cllr-okoro"
at = "Page 2"
name = "JANE  OKORO"
honorific = "Councillor"
council = "wyrmshire"

[[person]]
key = "wyrmshire/ali-khan"
at = "Page 2"
name = "Ali Khan"
council = "wyrmshire"

[[board]]
key = "wyrmshire/cabinet"
at = "Page 3"
name = "Cabinet"
kind = "CABINET"
council = "wyrmshire"

[[membership]]
key = "wyrmshire/cabinet/okoro"
at = "Page 3"
person = "wyrmshire/cllr-okoro"
board = "wyrmshire/cabinet"
"#;

const UNCHANGED: &str = " 0 created, 0 updated, 0 deleted,";

#[test]
fn doubles_are_found_merged_and_taken_apart() {
    let (folder, _, database) = folder();
    let data = folder.path().join("data");
    fs::create_dir(&data).expect("a folder");
    fs::write(data.join("facts.toml"), FACTS).expect("a file");
    let (data, file) = (data.display().to_string(), data.join("merges.toml"));
    let on = |arguments: &[&str]| -> Vec<String> {
        arguments.iter().copied().chain(["--database", &database]).map(String::from).collect()
    };
    let told = |arguments: &[&str]| done(&on(arguments).iter().map(String::as_str).collect::<Vec<_>>());
    let ran = |arguments: &[&str]| run(&on(arguments).iter().map(String::as_str).collect::<Vec<_>>());
    told(&["load", &data]);

    let said = told(&["duplicates"]);
    assert!(said.contains("person wyrmshire/cllr-okoro (JANE  OKORO, wyrmshire) -> wyrmshire/jane-okoro"), "{said}");
    assert!(said.contains(": the same name\n1 likely double.\n"), "{said}");
    let found: Value = serde_json::from_str(&told(&["duplicates", "--json", "--council", "wyrmshire"])).expect("JSON");
    assert_eq!(
        (&found[0]["reason"], &found[0]["duplicate"]["slug"]),
        (&json!("SAME_NAME"), &json!("wyrmshire/cllr-okoro"))
    );
    assert!(told(&["duplicates", "--type", "board"]).starts_with("No likely doubles."));
    let id = found[0]["duplicate"]["id"].as_str().expect("an id").to_owned();

    let path = file.display().to_string();
    let merge = |duplicate: &str, into: &str| {
        ran(&["merge", "person", duplicate, into, "--because", "One seat.", "--file", &path])
    };
    for (duplicate, into, problem) in [
        ("wyrmshire/nobody", "wyrmshire/ali-khan", "there is no person `wyrmshire/nobody`"),
        ("wyrmshire/ali-khan", "wyrmshire/ali-khan", "cannot be merged into itself"),
    ] {
        let output = merge(duplicate, into);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(6) && said.contains(problem), "{said}");
    }
    assert!(!file.exists());

    let mut server = Serving::start(folkmoot(&["serve", "--listen", "127.0.0.1:0", "--database", &database]));
    let output = merge("wyrmshire/cllr-okoro", "wyrmshire/jane-okoro");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success() && said.contains("is merged into wyrmshire/jane-okoro"), "{output:?}");
    assert!(said.contains(" 1 merged,"), "{said}");
    let again = merge("wyrmshire/cllr-okoro", "wyrmshire/ali-khan");
    let said = String::from_utf8_lossy(&again.stderr).into_owned();
    assert!(again.status.code() == Some(6) && said.contains("is merged into wyrmshire/jane-okoro already"), "{said}");

    let query = format!(
        "{{ byId: person(by: {{id: \"{id}\"}}) {{ slug honorific memberships {{ totalCount }} }}
            bySlug: person(by: {{slug: \"wyrmshire/cllr-okoro\"}}) {{ slug }}
            node(id: \"{id}\") {{ ... on Person {{ slug }} }}
            nodes(ids: [\"{id}\", \"00000000-0000-0000-0000-000000000000\", \"{id}\"]) {{ ... on Person {{ slug }} }} }}"
    );
    let jane = json!({ "slug": "wyrmshire/jane-okoro" });
    let answer = ask(&server.address, &query).expect("an answer");
    let expected = json!({
        "byId": { "slug": "wyrmshire/jane-okoro", "honorific": "Councillor", "memberships": { "totalCount": 1 } },
        "bySlug": jane, "node": jane, "nodes": [jane, null, jane],
    });
    assert_eq!(answer["data"], expected, "{answer}");

    assert!(told(&["duplicates"]).starts_with("No likely doubles."));
    let reloaded = told(&["load", &data]);
    assert!(reloaded.contains(UNCHANGED), "{reloaded}");

    let unmerge = ["unmerge", "person", "wyrmshire/cllr-okoro", "--file", &path];
    let said = told(&unmerge);
    assert!(said.contains("person wyrmshire/cllr-okoro is a record of its own again."), "{said}");
    let answer = ask(&server.address, &query).expect("an answer");
    assert_eq!(answer["data"]["byId"]["slug"], "wyrmshire/cllr-okoro", "{answer}");
    assert_eq!(answer["data"]["byId"]["memberships"]["totalCount"], 1, "{answer}");
    let reloaded = told(&["load", &data]);
    assert!(reloaded.contains(UNCHANGED), "{reloaded}");
    let output = ran(&unmerge);
    assert_eq!(output.status.code(), Some(6), "nothing is merged");
    server.terminate();
    server.end(Duration::from_secs(5));
}

//! A page "Issue - meetings" that somebody saved, read without asking anybody.

use serde_json::{Value, json};

use super::{Place, Ran, both, place::both_empty};

/// A look-alike of a saved page.
const PAGE: &str = "Issue - meetings\nBeacon Paint\n\
    Meeting: 15/12/2025 - Ferries, Harbours, Skills and Learning Policy Panel (Item 71)\n:\nAdditional documents:\nMinutes:\n\
    The Director of Made-Up Services provided an update on the paint of the beacon.\n\
    Councillor Ada Example asked which colour it would have.\n\
    The Director of Made-Up Services replied that it would be red.\n\
    Councillor Ben Sample called for more paint (ben@private.example).\n\
    The Panel RESOLVED to note the made-up paint.\n:\n\
    Meeting: 99/12/2025 - Cabinet (Item 3)\n:\nMinutes:\nNothing.\n:\n\
    Meeting: 10/07/2025 - Cabinet (Item 12)\n:\nDecision:\nThat the made-up paint be bought.\n:\n";

fn import(place: &Place, council: &str, more: &[&str]) -> Ran {
    let given = ["--council", council, "--base", "https://madeup.example/documents", "--json"];
    Ran::from(place.moderngov(&[&given[..], more].concat()).output().expect("the program starts"))
}

/// What the graph says of the only issue.
fn issue(place: &Place) -> Value {
    let said = place.ask(
        "{ issues(first: 5) { nodes { title council { slug } agendaItems(first: 5) { nodes { minuteNumber title
             meeting { date status board { name } }
             contributions(first: 30) { nodes { position kind speaker { asWritten person { name } post { title } } replyTo { position } } }
             decisions(first: 5) { nodes { effects text sources { certainty quote } } } } } } } }",
    );
    assert_eq!(said["issues"]["nodes"].as_array().map(Vec::len), Some(1), "{said}");
    said["issues"]["nodes"][0].clone()
}

#[test]
fn a_saved_page_is_read() {
    both(|place| {
        let folder = tempfile::tempdir().expect("a folder");
        let (page, other) = (folder.path().join("issue.txt"), folder.path().join("other.txt"));
        std::fs::write(&page, PAGE).expect("it is written");
        std::fs::write(&other, "Something else").expect("it is written");
        let (page, other) = (page.display().to_string(), other.display().to_string());
        let untouched = place.counts();
        let refused = import(place, "made-up", &["--issue", &page, "--issue", &other]).with(6);
        assert!(refused.failed.contains("other.txt: the page is no"), "{}", refused.failed);
        let trial = import(place, "made-up", &["--issue", &page, "--dry-run"]).with(0);
        assert!(trial.ended()["created"].as_u64() > Some(5));
        assert_eq!(place.counts(), untouched);

        let ended = import(place, "made-up", &["--issue", &page]).with(0).ended();
        assert_eq!((&ended["private"], &ended["undated"]), (&json!(1), &json!(1)), "{ended}");
        assert_eq!(ended["notes"].as_array().map(Vec::len), Some(1), "{ended}");
        let issue = issue(place);
        assert_eq!((&issue["title"], &issue["council"]["slug"]), (&json!("Beacon Paint"), &json!("made-up")));
        let items = issue["agendaItems"]["nodes"].as_array().expect("items");
        let at: Vec<Value> = items
            .iter()
            .map(|item| json!([item["meeting"]["date"], item["meeting"]["board"]["name"], item["minuteNumber"]]))
            .collect();
        assert_eq!(
            at,
            [
                json!(["2025-07-10", "Cabinet", "12"]),
                json!(["2025-12-15", "Ferries, Harbours, Skills and Learning Policy Panel", "71"])
            ]
        );
        assert_eq!(items[0]["decisions"]["nodes"][0]["text"], "That the made-up paint be bought.");
        let said: Vec<Value> = items[1]["contributions"]["nodes"]
            .as_array()
            .expect("contributions")
            .iter()
            .map(|said| json!([said["kind"], said["speaker"]["post"]["title"], said["replyTo"]["position"]]))
            .collect();
        let director = "Director of Made-Up Services";
        assert_eq!(
            said,
            [
                json!(["UPDATE", director, null]),
                json!(["QUESTION", null, null]),
                json!(["ANSWER", director, 2]),
                json!(["REQUEST", null, null])
            ]
        );
        let noted = &items[1]["decisions"]["nodes"][0];
        assert_eq!(noted["effects"], json!(["NOTE"]));
        assert_eq!(noted["sources"][0]["certainty"], "EXTRACTED");
        let private = place.everything().into_values().flatten().any(|row| row.contains("private.example"));
        assert!(!private, "an address of nobody public is taken out");
        import(place, "made-up", &["--issue", &page]).idle();
    });
}

#[test]
fn the_page_of_bath_is_read_into_an_empty_database() {
    let seed = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/seeds/002_de6c1ea46c266fde.txt");
    if !std::path::Path::new(seed).exists() {
        eprintln!("skipped: ../shared/seeds is absent");
        return;
    }
    both_empty(|place| {
        place.load(
            "[defaults]\nsource = \"page\"\nmethod = \"OFFICIAL_PAGE\"\n\n[[source]]\nkey = \"page\"\ntitle = \"Page\"\n\n\
             [[council]]\nkey = \"bath\"\nat = \"Line 1\"\nname = \"Bath and North East Somerset Council\"\nkind = \"UNITARY\"\n",
        );
        import(place, "bath", &["--issue", seed]).with(0);
        let issue = issue(place);
        assert_eq!(issue["title"], "Families First");
        let items = issue["agendaItems"]["nodes"].as_array().expect("items");
        assert_eq!(items.len(), 1);
        let item = &items[0];
        assert_eq!(item["minuteNumber"], "71");
        assert_eq!(
            item["meeting"],
            json!({ "date": "2025-12-15", "status": "HELD", "board":
                { "name": "Children, Adults, Health and Wellbeing Policy Development and Scrutiny Panel" } })
        );
        let said = item["contributions"]["nodes"].as_array().expect("contributions");
        assert!(said.len() >= 10, "{said:?}");
        assert!(said.iter().all(|said| said["speaker"]["asWritten"].is_string()), "everybody is named: {said:?}");
        for (position, kind, speaker, answers) in [
            (2, "QUESTION", "Kevin Burnett", None),
            (3, "ANSWER", "Assistant Director Children and Young People Services", Some(2)),
            (5, "QUESTION", "Liz Hardman", None),
            (6, "ANSWER", "Director of Children’s Services & Education", Some(5)),
            (7, "ANSWER", "Interim Assistant Director for Children’s Transformation", Some(5)),
            (9, "ANSWER", "Interim Assistant Director for Children’s Transformation", Some(8)),
        ] {
            let one = said.iter().find(|said| said["position"] == position).expect("a contribution");
            assert_eq!((&one["kind"], &one["replyTo"]["position"]), (&json!(kind), &json!(answers)), "{one}");
            assert!(one["speaker"]["asWritten"].as_str().is_some_and(|words| words.contains(speaker)), "{one}");
        }
        let decided = item["decisions"]["nodes"].as_array().expect("decisions");
        assert_eq!(decided.len(), 1);
        assert!(
            decided[0]["effects"].as_array().is_some_and(|effects| effects.contains(&json!("NOTE"))),
            "{decided:?}"
        );
        let read = &decided[0]["sources"][0];
        assert_eq!(read["certainty"], "EXTRACTED");
        assert!(read["quote"].as_str().is_some_and(|quote| quote.starts_with("The Panel RESOLVED to note")), "{read}");
        import(place, "bath", &["--issue", seed]).idle();
    });
}

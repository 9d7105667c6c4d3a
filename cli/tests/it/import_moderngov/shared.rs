//! Two councils on one installation, and many installations at once.

use serde_json::Value;
use tests::moderngov::{Board, Council, Stub, small};

use super::{Place, both};

/// Boards of both councils, and one of nobody's.
fn shared() -> Council {
    let mut council = small();
    let board = |id, title: &str| Board { id, title: title.into(), ..Board::default() };
    council.boards.extend([
        board(201, "Licensing (MUBC)"),
        board(202, "Licensing (PDC)"),
        board(203, "Pretend District Planning Committee"),
        board(204, "Audit Board"),
        board(206, "Audit Board"),
        board(205, "Western Forum"),
    ]);
    council.wards[0].title = "Upper (MUBC)".into();
    council.wards[1].title = "Sample (PDC)".into();
    council
}

/// The council of each board, by the start of its name.
fn whose(place: &Place, name: &str) -> Value {
    let said = place.ask(&format!(
        "{{ boards(filter: {{name: {{startsWith: \"{name}\"}}}}) {{ nodes {{ name council {{ slug }} }} }} }}"
    ));
    assert_eq!(said["boards"]["nodes"].as_array().map(Vec::len), Some(1), "{name}: {said}");
    said["boards"]["nodes"][0]["council"]["slug"].clone()
}

#[test]
fn a_shared_installation_is_split() {
    both(|place| {
        let stub = Stub::start(shared());
        let more = ["--council", "pretend", "--mark", "Western=pretend", "--mark", "Full Council=made-up"];
        place.import(stub.base(), &more).with(0);
        for (board, council) in [
            ("Licensing (MUBC)", Some("made-up")),
            ("Licensing (PDC)", Some("pretend")),
            ("Pretend District", Some("pretend")),
            ("Western", Some("pretend")),
            ("Full Council", Some("made-up")),
        ] {
            assert_eq!(whose(place, board), council.map_or(Value::Null, Into::into), "{board}");
        }
        let said = place.ask(
            "{ publications(filter: {title: {startsWith: \"ModernGov\"}}) { nodes { title councils { nodes { name } } } }
               ada: people(filter: {name: {eq: \"Ada Example\"}}) { nodes { council { slug } } }
               eve: people(filter: {name: {eq: \"Eve O'Pretend\"}}) { nodes { council { slug } } } }",
        );
        let source = &said["publications"]["nodes"][0];
        assert_eq!(source["title"], "ModernGov of Made-Up Borough Council and Pretend District Council");
        assert_eq!(source["councils"]["nodes"].as_array().map(Vec::len), Some(2));
        assert_eq!(said["ada"]["nodes"][0]["council"]["slug"], "made-up", "{said}");
        assert_eq!(said["eve"]["nodes"][0]["council"]["slug"], "pretend", "{said}");
        // Two of one name and of no council: each keeps its path.
        let audits = "{ boards(filter: {name: {eq: \"Audit Board\"}}) { nodes { slug council { slug } identifiers { value } } } }";
        let first = place.ask(audits);
        assert_eq!(first["boards"]["nodes"].as_array().map(Vec::len), Some(2), "{first}");
        assert!(first["boards"]["nodes"][0]["council"].is_null(), "{first}");
        place.import(stub.base(), &[&more[..], &["--again"]].concat()).idle();
        assert_eq!(place.ask(audits), first);
    });
}

/// The register's word for where two councils publish.
fn publishing(made_up: &str, pretend: &str) -> String {
    format!(
        "[defaults]\nsource = \"page\"\nmethod = \"OFFICIAL_PAGE\"\n\n[[source]]\nkey = \"page\"\ntitle = \"Page\"\n\n\
         [[source]]\nkey = \"one\"\ntitle = \"One\"\nurl = \"{made_up}\"\nsystem = \"MODERNGOV\"\ncouncils = [\"made-up\"]\n\n\
         [[source]]\nkey = \"other\"\ntitle = \"Other\"\nurl = \"{pretend}\"\nsystem = \"MODERNGOV\"\ncouncils = [\"pretend\"]\n"
    )
}

#[test]
fn every_installation_at_once() {
    both(|place| {
        let stubs = [Stub::start(small()), Stub::start_in("/ecminutes", small())];
        place.load(&publishing(stubs[0].base(), stubs[1].base()));
        let every = |more: &[&str]| {
            let every = ["--every", "--json", "--from", "2024-01-01", "--to", "2027-12-31"];
            super::Ran::from(place.moderngov(&[&every[..], more].concat()).output().expect("the program starts"))
        };
        let ran = every(&[]).with(0);
        assert_eq!(ran.said.matches("\"event\":\"ended\"").count(), 2);
        assert_eq!((place.count("meeting"), place.count("board")), (16, 10));
        for stub in &stubs {
            assert_eq!(stub.most_at_once(), 1, "one call at a time to each host");
            assert_eq!(stub.count("GetCommittees"), 1);
        }
        assert!(every(&["--again", "--hosts", "1"]).with(0).said.matches("\"created\":0").count() == 2);

        // One of them fails: the others are read all the same.
        stubs[0].set("GetCommittees", 1, tests::moderngov::Fault::Page);
        let partly = every(&[]).with(7);
        assert!(partly.failed.contains("(1 of 2 sources)"), "{}", partly.failed);
        stubs[0].set("GetCommittees", 1, tests::moderngov::Fault::Challenge);
        let blocked = every(&[]).with(8);
        assert!(blocked.failed.contains("programs are kept out (1 of 2 sources)"), "{}", blocked.failed);
    });
}

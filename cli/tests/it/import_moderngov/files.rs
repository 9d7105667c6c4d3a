//! What the files of documents say is read, found, linked, and gone once a document is closed.

use chrono::NaiveDate;
use tests::moderngov::{Document, PRIVATE, Stub, small, small::DECIDING};

use super::{Place, both};

/// A report of three pages, of which the second is a scan.
const REPORT: [&str; 3] = [
    "Ferry fares report\nCabinet is asked to keep the Ferry Users Forum informed of the seasonal\ntimetable, which the quaysides depend on.",
    "",
    "Ring 01632 960961 or write to private@example.com.\nThe Cabinet met at the slipway.",
];

fn document(id: u32, title: &str, pages: &[&str]) -> Document {
    let pages = pages.iter().map(|page| (*page).to_owned()).collect();
    let published = NaiveDate::from_ymd_opt(2027, 5, 3).expect("a day");
    Document { id, title: title.into(), pages, published, ..Document::default() }
}

/// A stub whose deciding meeting has two open papers of which we know what they say, and a closed one.
fn stub() -> Stub {
    let stub = Stub::start(small());
    stub.edit(|council| {
        council.change(DECIDING, |meeting| {
            let papers = &mut meeting.items[0].documents;
            papers.clear();
            papers.push(document(49_001, "Slipway report", &REPORT));
            papers.push(document(49_002, "Slipway plan", &["The plan of the slipway."]));
            papers.push(Document { restricted: true, ..document(49_003, "Slipway prices", &["PRIVATE-ITEM-TEXT"]) });
        });
    });
    stub
}

fn outcome(place: &Place, title: &str) -> Vec<String> {
    place.select(&format!(
        "SELECT f.outcome FROM document_file f JOIN document d ON d.id = f.document_id WHERE d.title = '{title}'"
    ))
}

#[test]
fn words_of_files_are_read_page_by_page() {
    both(|place| {
        let stub = stub();
        place.import(stub.base(), &[]).with(0);
        let trial = place.documents(&["--council", "made-up", "--dry-run"]);
        assert!(trial.said.contains("Slipway plan") && !trial.said.contains("Slipway prices"), "{}", trial.said);
        assert_eq!(place.count("document_file"), 0);

        stub.forget();
        let ran = place.documents(&["--council", "made-up", "--most", "1000"]);
        let ended = ran.ended();
        // One document lies at a host that is not there.
        assert_eq!((ran.code, &ended["failed"]), (Some(7), &1.into()), "{}{}", ran.said, ran.failed);
        assert_eq!(
            (&ended["partlyRead"], &ended["withoutWords"], &ended["private"]),
            (&1.into(), &0.into(), &2.into())
        );
        assert_eq!(stub.count("ID=49003"), 0, "what is closed is not asked for");
        assert_eq!(outcome(place, "Slipway report"), ["PARTLY_READ"]);
        assert_eq!(outcome(place, "Slipway plan"), ["READ"]);

        let said = place.ask(
            "{ documents(filter: {title: {eq: \"Slipway report\"}}) { nodes { \
             files { nodes { outcome mediaType pageCount pagesWithoutWords sha256 sources { locator method } } } \
             pages { nodes { number text document { title } file: documentFile { outcome } sources { locator } } } } } }",
        );
        let report = &said["documents"]["nodes"][0];
        let file = &report["files"]["nodes"][0];
        assert_eq!((&file["pageCount"], &file["pagesWithoutWords"]), (&3.into(), &1.into()));
        assert_eq!((&file["mediaType"], file["sha256"].as_str().map(str::len)), (&"application/pdf".into(), Some(64)));
        assert_eq!(file["sources"][0]["locator"], "linkeddoc 49001; the file");
        assert_eq!(file["sources"][0]["method"], "DOCUMENT");
        let pages = report["pages"]["nodes"].as_array().expect("pages");
        let numbers: Vec<_> = pages.iter().map(|page| page["number"].as_i64()).collect();
        assert_eq!(numbers, [Some(1), Some(3)], "a page without words has no record");
        let text = |at: usize| pages[at]["text"].as_str().expect("a text");
        assert!(text(0).contains("the seasonal timetable, which"), "lines run on: {}", text(0));
        assert!(text(1).contains("[e-mail address removed]") && text(1).contains("The Cabinet met"), "{}", text(1));
        assert_eq!(pages[1]["sources"][0]["locator"], "linkeddoc 49001; the file, page 3");

        let mentions = place.ask(
            "{ documents(filter: {title: {eq: \"Slipway report\"}}) { nodes { mentions { nodes { words field \
             documentPage { number } board { name } meeting { date } } } } } }",
        );
        let mentions = mentions["documents"]["nodes"][0]["mentions"]["nodes"].as_array().cloned().expect("mentions");
        let of_page = |mention: &&serde_json::Value| mention["documentPage"]["number"] == 3;
        let met = mentions.iter().find(of_page).expect("a name on page 3");
        assert_eq!((&met["words"], &met["board"]["name"]), (&"Cabinet".into(), &"Cabinet".into()));
        assert_eq!((&met["field"], &met["meeting"]["date"]), (&"TEXT".into(), &"2025-07-10".into()));

        let everything = place.everything();
        let all = everything.values().flatten();
        assert!(!all.clone().any(|row| PRIVATE.iter().any(|private| row.contains(private))), "nothing private is held");
        assert!(!all.into_iter().any(|row| row.contains("PRIVATE-ITEM-TEXT")));
    });
}

#[test]
fn what_was_read_is_not_asked_for_again() {
    both(|place| {
        let stub = stub();
        place.import(stub.base(), &[]).with(0);
        // The newest document comes first; the other ones are left for the next run.
        let ended = place.documents(&["--kind", "report", "--kind", "PAPER", "--most", "1"]).with(0).ended();
        assert_eq!((&ended["wanted"], ended["left"].as_u64() > Some(0)), (&1.into(), true));
        place.documents(&["--hosts", "1"]).with(7);
        let held = place.counts();

        stub.forget();
        let again = place.documents(&[]);
        assert_eq!((again.ended()["created"].as_u64(), stub.requests().len()), (Some(0), 0), "{}", again.said);

        // The same bytes change nothing; other bytes do, and pages that are no longer there go.
        let ended = place.documents(&["--again"]).with(7).ended();
        assert_eq!((&ended["created"], &ended["updated"], &ended["deleted"]), (&0.into(), &0.into(), &0.into()));
        assert_eq!(place.counts(), held);
        stub.edit(|council| {
            council.change(DECIDING, |meeting| meeting.items[0].documents[0].pages.truncate(1));
        });
        let ended = place.documents(&["--again"]).with(7).ended();
        assert_eq!((&ended["updated"], outcome(place, "Slipway report")), (&1.into(), vec!["READ".to_owned()]));
        let gone = "SELECT kind FROM change WHERE record_type = 'document_page' AND kind = 'DELETED'";
        assert_eq!(place.select(gone).len(), 1);
        let left = "SELECT m.words FROM mention m LEFT JOIN document_page p ON p.id = m.document_page_id WHERE \
                    m.document_page_id IS NOT NULL AND p.id IS NULL";
        assert_eq!(place.select(left), Vec::<String>::new(), "names on it go with it");
    });
}

#[test]
fn what_is_closed_is_held_no_longer() {
    both(|place| {
        let stub = stub();
        place.import(stub.base(), &[]).with(0);
        place.documents(&[]).with(7);
        let pages =
            "SELECT p.text FROM document_page p JOIN document d ON d.id = p.document_id WHERE d.title = 'Slipway plan'";
        assert_eq!(place.select(pages).len(), 1);
        stub.edit(|council| {
            council.change(DECIDING, |meeting| meeting.items[0].documents[1].restricted = true);
        });
        place.import(stub.base(), &["--again"]).with(0);
        assert_eq!(place.select(pages), Vec::<String>::new(), "with the very load that closes it");
        assert_eq!(outcome(place, "Slipway plan"), Vec::<String>::new());

        // What a dataset closes goes with the load of it.
        let given = |available: bool| {
            format!(
                "[defaults]\nsource = \"page\"\nmethod = \"OFFICIAL_PAGE\"\n[[source]]\nkey = \"page\"\ntitle = \"Page\"\n\
                 [[document]]\nkey = \"own\"\nat = \"1\"\ntitle = \"Own\"\nkind = \"REPORT\"\navailable = {available}\n\
                 url = \"https://x.example/a.pdf\"\n"
            )
        };
        let file = "[[document_file]]\nkey = \"own\"\nat = \"1\"\ndocument = \"own\"\nurl = \"https://x.example/a.pdf\"\n\
                    outcome = \"READ\"\nretrieved_on = 2026-01-05\n[[document_page]]\nkey = \"own\"\nat = \"1\"\n\
                    document = \"own\"\ndocument_file = \"own\"\nposition = 1\ntext = \"Words.\"\n";
        assert!(place.load_by_program(&(given(true) + file)).contains("3 created"));
        assert_eq!(outcome(place, "Own"), ["READ"]);
        assert!(place.load_by_program(&given(false)).contains("documents that are closed now"));
        assert_eq!(
            (outcome(place, "Own"), place.select(&pages.replace("Slipway plan", "Own"))),
            (Vec::new(), Vec::new())
        );
    });
}

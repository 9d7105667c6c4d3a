//! Files that do not come, or cannot be read: each is told, and the others are read.

use tests::moderngov::{ALWAYS, Document, Fault, Stub, small, small::DECIDING};

use super::{Place, both};

fn stub() -> Stub {
    let stub = Stub::start(small());
    stub.edit(|council| {
        for meeting in council.heads().map(|head| head.id).collect::<Vec<_>>() {
            council.change(meeting, |meeting| {
                meeting.documents.clear();
                meeting.items.iter_mut().for_each(|item| item.documents.clear());
            });
        }
        council.change(DECIDING, |meeting| {
            let titles = [(49_001, "First report"), (49_002, "Second report"), (49_003, "Third report")];
            let paper = |(id, title): (u32, &str)| Document { id, title: title.into(), ..Document::default() };
            meeting.items[0].documents = titles.map(paper).to_vec();
        });
    });
    stub
}

/// Titles with the outcome of their file.
fn outcomes(place: &Place) -> Vec<String> {
    place.select(
        "SELECT d.title || ': ' || f.outcome FROM document_file f JOIN document d ON d.id = f.document_id ORDER BY 1",
    )
}

#[test]
fn what_may_come_another_time_is_asked_for_again() {
    both(|place| {
        let stub = stub();
        place.import(stub.base(), &["--no-pages"]).with(0);
        // The first time others come; then there is nothing else to ask for.
        let faults = [(Fault::Status(500), 7), (Fault::Login, 5), (Fault::Page, 5), (Fault::Cut, 5)];
        for (fault, code) in faults {
            stub.set("ID=49002", ALWAYS, fault.clone());
            let ran = place.documents(&["--timeout", "2"]).with(code);
            assert_eq!((&ran.ended()["failed"], ran.texts("failed").len()), (&1.into(), 1), "{fault:?}");
            assert!(ran.texts("failed")[0].contains("ID=49002"), "{fault:?}: {:?}", ran.texts("failed"));
            assert_eq!(outcomes(place), ["First report: READ", "Third report: READ"], "{fault:?}");
            stub.mend();
        }
        place.documents(&[]).with(0);
        assert_eq!(outcomes(place).len(), 3);
    });
}

#[test]
fn what_cannot_be_had_is_said_once() {
    both(|place| {
        let stub = stub();
        place.import(stub.base(), &["--no-pages"]).with(0);
        stub.set("ID=49001", 1, Fault::Status(404));
        stub.set("ID=49002", 1, Fault::OtherRoot);
        let ended = place.documents(&[]).with(0).ended();
        assert_eq!((&ended["notThere"], &ended["read"]), (&1.into(), &2.into()));
        assert_eq!(outcomes(place)[0], "First report: NOT_THERE");
        stub.forget();
        place.documents(&[]).idle();
        assert_eq!(stub.requests(), Vec::<String>::new());
        // It can be asked for again by hand, and what was not known is known then.
        place.documents(&["--again"]).with(0);
        assert_eq!(outcomes(place)[0], "First report: READ");
    });
}

#[test]
fn a_host_that_keeps_programs_out_is_left_alone() {
    both(|place| {
        let stub = stub();
        place.import(stub.base(), &["--no-pages"]).with(0);
        stub.set("mgConvert2PDF", ALWAYS, Fault::Challenge);
        stub.forget();
        let ran = place.documents(&[]).with(8);
        assert_eq!((&ran.ended()["blockedHosts"], stub.count("mgConvert2PDF")), (&1.into(), 1));
        assert!(ran.failed.contains("keeps programs out"), "{}", ran.failed);
        stub.mend();
        stub.robots(Some("User-agent: *\nDisallow: /mgConvert2PDF.aspx\n"));
        stub.forget();
        let ran = place.documents(&[]).with(0);
        assert_eq!((&ran.ended()["ruledOut"], stub.count("mgConvert2PDF")), (&3.into(), 0), "{}", ran.failed);
        assert!(ran.texts("failed")[0].contains("robots.txt"), "{}", ran.said);
    });
}

/// As from a terminal, which tells all programs of the group to stop.
#[cfg(unix)]
#[test]
fn what_was_read_before_a_stop_is_kept_and_no_file_is_to_blame() {
    use std::io::{BufRead, BufReader};
    use std::os::unix::process::CommandExt;
    use std::process::{Command, Stdio};
    both(|place| {
        let stub = stub();
        place.import(stub.base(), &["--no-pages"]).with(0);
        stub.set("mgConvert2PDF", 1, Fault::Slow(std::time::Duration::from_millis(1)));
        stub.set("mgConvert2PDF", ALWAYS, Fault::Slow(std::time::Duration::from_secs(20)));
        let mut begun = place.reading_documents(&["--timeout", "30"]);
        let mut begun = begun.process_group(0).stdout(Stdio::piped()).spawn().expect("the program starts");
        let lines = BufReader::new(begun.stdout.take().expect("its output")).lines();
        let mut lines = lines.map_while(Result::ok);
        lines.find(|line| line.contains("\"event\":\"read\"")).expect("a file is read");
        let group = format!("-{}", begun.id());
        assert!(Command::new("kill").args(["-INT", "--", &group]).status().expect("it is sent").success());
        assert_eq!(begun.wait().expect("it ends").code(), Some(130));
        let kept = outcomes(place);
        assert!(kept.len() == 1 && kept[0].ends_with(": READ"), "{kept:?}");
        stub.mend();
        place.documents(&[]).with(0);
        assert_eq!(outcomes(place), ["First report: READ", "Second report: READ", "Third report: READ"]);
    });
}

#[test]
fn a_file_that_takes_too_long_is_given_up() {
    both(|place| {
        let stub = stub();
        place.import(stub.base(), &["--no-pages"]).with(0);
        let ended = place.documents(&["--reading", "0.001"]).with(0).ended();
        assert_eq!((&ended["unreadable"], &ended["pages"]), (&3.into(), &0.into()));
        assert_eq!(outcomes(place)[0], "First report: TOO_LARGE");
        let wrong = place.documents(&["--reading", "0"]);
        assert_eq!(wrong.code, Some(6));
        assert!(wrong.failed.contains("--reading must be 0.001 to 3600 seconds, got 0"), "{}", wrong.failed);
        let wrong = place.documents(&["--council", "nowhere"]);
        assert!(wrong.code == Some(6) && wrong.failed.contains("`nowhere`"), "{}", wrong.failed);
    });
}

//! Files as real programs write them: one made-up report, as a word processor and a browser print it, as a scan, and locked.

use std::path::Path;

use ingest::file::{Bounds, Unreadable, read};

fn bytes(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The words in order, without the marks of lists, which not every program prints as letters.
fn words(text: &str) -> Vec<String> {
    text.split_whitespace().filter(|word| *word != "•" && *word != "-" && *word != "|").map(str::to_owned).collect()
}

#[test]
fn whoever_printed_it_the_report_says_the_same() {
    let page = read(bytes("report.html"), &Bounds::default()).expect("a page");
    assert!(!page.paged && page.media_type == "text/html");
    let wanted = words(&page.pages[0].text);
    assert!(wanted.len() > 150);
    for printed in ["writer.pdf", "chromium.pdf"] {
        let read = read(bytes(printed), &Bounds::default()).expect("a file");
        assert!(read.paged && read.media_type == "application/pdf" && read.outcome() == "READ", "{printed}");
        let text: Vec<&str> = read.pages.iter().map(|page| page.text.as_str()).collect();
        assert_eq!(words(&text.join("\n")), wanted, "{printed}");
        let text = text.join("\n");
        let whole =
            |paragraph: &str| assert!(text.lines().any(|line| line == paragraph), "{printed}: {paragraph}:\n{text}");
        whole("2. Recommendations");
        whole(
            "1.2 Officers have worked with the Ferry Users’ Forum on step-down arrangements for the winter. Ffynnon Môr and \
             Château Quay are served as before.",
        );
        whole(
            "In the first column stands what was heard from those who use the boat. Most of them asked for a later crossing on \
             Fridays, and for a shelter at the slipway that keeps the rain off those who wait there.",
        );
        whole(
            "In the second column stands what was answered. A later crossing is possible from May. A shelter needs the consent of \
             the Harbour Commissioners, who meet in March.",
        );
    }
}

#[test]
fn what_cannot_be_read_says_why() {
    let read = |bytes: Vec<u8>| read(bytes, &Bounds::default());
    let scan = read(bytes("scan.pdf")).expect("a file");
    assert_eq!((scan.outcome(), scan.pages.len(), scan.pages[0].text.as_str()), ("NO_WORDS", 1, ""));
    assert_eq!(read(bytes("locked.pdf")), Err(Unreadable::Locked));
    assert_eq!(read(b"%PDF-1.7 and no more".to_vec()), Err(Unreadable::Damaged));
    let other = |bytes: &[u8]| match read(bytes.to_vec()) {
        Err(Unreadable::OtherFormat { media_type }) => media_type,
        said => panic!("{said:?}"),
    };
    assert_eq!(other(b"\x89PNG\r\n\x1a\n\0\0").as_deref(), Some("image/png"));
    assert_eq!(
        other(b"PK\x03\x04\0\0\0\0word/document.xml")
            .as_deref()
            .map(|kind| kind.ends_with("wordprocessingml.document")),
        Some(true)
    );
    assert_eq!(other(b"\0\x01\x02\x03"), None);
    assert_eq!(other(b""), None);
    let few = Bounds { pages: 0, ..Bounds::default() };
    assert_eq!(ingest::file::read(bytes("writer.pdf"), &few), Err(Unreadable::TooManyPages { pages: 1, most: 0 }));
    let few = Bounds { words: 10, ..Bounds::default() };
    assert_eq!(ingest::file::read(bytes("writer.pdf"), &few), Err(Unreadable::TooManyWords { most: 10 }));
}

#[test]
fn plain_text_and_the_main_part_of_a_page_are_read() {
    let text = |bytes: &[u8]| read(bytes.to_vec(), &Bounds::default()).expect("a file").pages.remove(0).text;
    assert_eq!(text(b"One \r\n\r\n\r\n\r\nTwo\x0c\r\n"), "One\n\nTwo");
    assert_eq!(
        text(b"<html><body><nav>Menu</nav><main id=x><p>Words &amp; more</p></main><p>Foot</p></body></html>"),
        "Words & more"
    );
    assert_eq!(text(b"<!DOCTYPE html><body><maintenance><p>Words</p></body>"), "Words");
}

/// Files of others are damaged in every way: whatever is cut out of one, or changed in it, it is read or refused.
#[test]
fn a_damaged_file_is_read_or_refused() {
    for name in ["writer.pdf", "chromium.pdf", "locked.pdf", "scan.pdf"] {
        let whole = bytes(name);
        let mut seed: u32 = 7;
        let mut next = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            seed as usize >> 8
        };
        for round in 0..60 {
            let mut spoilt = whole.clone();
            match round % 3 {
                0 => spoilt.truncate(next() % whole.len()),
                1 => (0..20).for_each(|_| spoilt[next() % whole.len()] = next() as u8),
                _ => _ = spoilt.drain(next() % whole.len() / 2..whole.len() / 2),
            }
            _ = read(spoilt, &Bounds::default());
        }
    }
}

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

/// A page of a PDF that draws these operators, with the standard type Helvetica as F1.
fn drawn(operators: &str) -> String {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [4 0 R] /Count 1 >>".into(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".into(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>".into(),
        format!("<< /Length {} >>\nstream\n{operators}\nendstream", operators.len()),
    ];
    let mut file = String::from("%PDF-1.4\n");
    for (object, number) in objects.iter().zip(1..) {
        file += &format!("{number} 0 obj\n{object}\nendobj\n");
    }
    // The table of places is left out: readers find the objects all the same.
    file += "trailer\n<< /Size 6 /Root 1 0 R >>\n%%EOF\n";
    read(file.into_bytes(), &Bounds::default()).expect("a file").pages.remove(0).text
}

#[test]
fn what_is_blacked_out_is_not_read() {
    let lines = "BT /F1 12 Tf 72 700 Td (Open words) Tj 0 -40 Td (Ada Example, 12 Quay) Tj ET";
    assert_eq!(drawn(lines), "Open words\nAda Example, 12 Quay");
    assert_eq!(drawn(&format!("{lines} 0 g 60 650 300 25 re f")), "Open words");
    // What lies under the words hides nothing, nor does a line through them, an empty frame, or what lies beside them.
    assert_eq!(drawn(&format!("0.9 g 60 650 300 25 re f 0 g {lines}")), "Open words\nAda Example, 12 Quay");
    for harmless in ["60 660 300 1 re f", "60 650 300 25 re S", "60 600 300 25 re f", "60 650 m 360 650 l 60 675 l f"] {
        assert_eq!(drawn(&format!("{lines} {harmless}")), "Open words\nAda Example, 12 Quay", "{harmless}");
    }
    assert_eq!(drawn("BT /F1 12 Tf 72 700 Td (Seen) Tj 900 0 Td (Beside the page) Tj ET"), "Seen");
}

#[test]
fn what_has_no_pages_is_read_in_parts() {
    let text = "A line of words.\n".repeat(40) + &"x".repeat(150);
    let few = Bounds { page: 100, ..Bounds::default() };
    let parts = read(text.clone().into_bytes(), &few).expect("a file");
    assert!(!parts.paged && parts.pages.len() > 8);
    assert!(parts.pages.iter().all(|part| part.text.len() <= 100 && !part.text.is_empty()));
    let joined: String = parts.pages.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join("");
    assert_eq!(joined.replace('\n', ""), text.replace('\n', ""));
    assert_eq!(read(bytes("writer.pdf"), &few), Err(Unreadable::TooManyWords { most: 100 }));
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

//! PDF files of plain lines, as short as they can be.

use std::fmt::Write;

/// A file with these pages, each of lines in the standard type Helvetica; a page without lines is blank. Letters beyond those
/// of ASCII are left out.
pub fn pdf(pages: &[&str]) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|at| format!("{} 0 R", 4 + 2 * at)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    for page in pages {
        let own = objects.len() + 1;
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
            own + 1
        ));
        let drawn = drawn(page);
        objects.push(format!("<< /Length {} >>\nstream\n{drawn}\nendstream", drawn.len()));
    }
    let mut file = String::from("%PDF-1.4\n");
    let mut places = Vec::with_capacity(objects.len());
    for (object, number) in objects.iter().zip(1..) {
        places.push(file.len());
        _ = writeln!(file, "{number} 0 obj\n{object}\nendobj");
    }
    let table = file.len();
    _ = writeln!(file, "xref\n0 {}\n0000000000 65535 f ", objects.len() + 1);
    places.iter().for_each(|place| _ = writeln!(file, "{place:010} 00000 n "));
    _ = write!(file, "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1);
    file.into_bytes()
}

/// The operators that draw a page.
fn drawn(page: &str) -> String {
    if page.is_empty() {
        return String::new();
    }
    let mut drawn = String::from("BT /F1 11 Tf 72 760 Td 14 TL\n");
    for line in page.lines() {
        let plain: String = line.chars().filter(char::is_ascii).collect();
        let line = plain.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
        _ = writeln!(drawn, "({line}) Tj T*");
    }
    drawn.push_str("ET");
    drawn
}

//! The frame of the HTML pages, and how they escape.

use chrono::NaiveDate;

use super::council::Document;

/// Text as the pages escape it: with numbers, even where nobody need escape.
pub(super) fn text(plain: &str) -> String {
    let mut written = String::new();
    for c in plain.chars() {
        match c {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '"' | '\'' | '/' | ':' | '(' | ')' => written.push_str(&format!("&#{};", u32::from(c))),
            _ => written.push(c),
        }
    }
    written
}

/// A day as pages show it.
pub(super) fn day(day: NaiveDate) -> String {
    text(&day.format("%d/%m/%Y").to_string())
}

/// A page within a made-up site: what it is, what it is about, its links, and its content.
pub(super) fn page(kind: &str, about: &str, links: &str, content: &str) -> String {
    let subtitle = match about {
        "" => String::new(),
        about => format!("<div class=\"mgSubTitle\" >\n<h2 class=\"mgSubTitleTxt\">{}</h2>\n</div>\n", text(about)),
    };
    let links = match links {
        "" => String::new(),
        links => format!("<div class=\"mgLinks\" >\n<ul  class=\"mgActionList\" >\n{links}</ul>\n</div>\n"),
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><title>{kind} | Made-Up Council</title></head>\n\
         <body><nav><h1>Made-Up Council</h1><ul><li><a href=\"https://madeup.example\">Home</a></li></ul></nav>\n\
         <div id=\"modgov\"><div class=\"mgHeader\"><h1  class=\"mgMainTitleTxt\" >{kind}</h1></div>\n\
         {subtitle}{links}<div class=\"mgContent\" >\n{content}</div>\n\
         <div class=\"mgFooter\" >\n<p>&nbsp;</p>\n</div>\n</div>\n<footer><p>Made up</p></footer></body></html>\n"
    )
    .replace('\n', "\r\n")
}

/// A label and its value, which is HTML.
pub(super) fn fact(label: &str, value: &str) -> String {
    format!("<p><span  class=\"mgLabel\" >{}: </span>{value}</p>\n", text(label))
}

/// The links of documents with their sizes; of restricted ones, the titles.
pub(super) fn documents(documents: &[Document]) -> String {
    if documents.is_empty() {
        return String::new();
    }
    let lines: String = documents
        .iter()
        .map(|document| match document.restricted {
            true => format!("<li>{}&nbsp;<span class=\"mgRestricted\">View reasons restricted</span></li>\n", text(&document.title)),
            false => format!(
                "<li><a  href=\"documents/s{}/{}.pdf\"   title=\"Link&#32;to&#32;file\">{}\n\
                 <span  class=\"mgFileSize\" ><img height=\"12\" src=\"mgimages/logo-pdf-1.gif\" width=\"12\" alt=\"pdf icon\" /> PDF 119 KB</span> </a>  </li>\n",
                document.id,
                text(&document.title),
                text(&document.title),
            ),
        })
        .collect();
    format!("<ul  class=\"mgBulletList\" >\n{lines}</ul>\n")
}

/// A text that a word processor left.
pub(super) fn words(html: &str) -> String {
    format!("<div class=\"mgWordPara\">{html}</div>\n")
}

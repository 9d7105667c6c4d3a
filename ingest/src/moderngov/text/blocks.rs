//! Which elements hold which: what a tag of Word's HTML closes, and where it may stand.

/// What an element is to a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::moderngov) enum Sort {
    /// Holds text, and is kept: a heading, an item, a cell.
    Holder,
    /// Holds other blocks, and is kept: a list, a table, a row, a quotation.
    Frame,
    /// A paragraph.
    Paragraph,
    /// Ends a paragraph, and is not kept.
    Break,
    /// Emphasis; kept.
    Inline,
    /// Not kept, and no break.
    Other,
}

/// The kept name of an element, in small letters, and its sort.
pub(in crate::moderngov) fn sort(name: &str) -> (&'static str, Sort) {
    const KNOWN: [(&str, Sort); 48] = [
        ("p", Sort::Paragraph),
        ("li", Sort::Holder),
        ("td", Sort::Holder),
        ("th", Sort::Holder),
        ("caption", Sort::Holder),
        ("h1", Sort::Holder),
        ("h2", Sort::Holder),
        ("h3", Sort::Holder),
        ("h4", Sort::Holder),
        ("h5", Sort::Holder),
        ("h6", Sort::Holder),
        ("ul", Sort::Frame),
        ("ol", Sort::Frame),
        ("table", Sort::Frame),
        ("thead", Sort::Frame),
        ("tbody", Sort::Frame),
        ("tfoot", Sort::Frame),
        ("tr", Sort::Frame),
        ("blockquote", Sort::Frame),
        ("div", Sort::Break),
        ("section", Sort::Break),
        ("article", Sort::Break),
        ("header", Sort::Break),
        ("footer", Sort::Break),
        ("main", Sort::Break),
        ("aside", Sort::Break),
        ("nav", Sort::Break),
        ("address", Sort::Break),
        ("center", Sort::Break),
        ("fieldset", Sort::Break),
        ("form", Sort::Break),
        ("dl", Sort::Break),
        ("dt", Sort::Break),
        ("dd", Sort::Break),
        ("pre", Sort::Break),
        ("hr", Sort::Break),
        ("figure", Sort::Break),
        ("body", Sort::Break),
        ("html", Sort::Break),
        ("b", Sort::Inline),
        ("strong", Sort::Inline),
        ("i", Sort::Inline),
        ("em", Sort::Inline),
        ("u", Sort::Inline),
        ("sub", Sort::Inline),
        ("sup", Sort::Inline),
        ("a", Sort::Inline),
        ("br", Sort::Other),
    ];
    let known = KNOWN.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    known.copied().unwrap_or(("", Sort::Other))
}

/// What an opening tag closes, if it is open within the frame named second.
pub(in crate::moderngov) fn closes(name: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match name {
        "li" => (&["li"], &["ul", "ol", "table"]),
        "td" | "th" => (&["td", "th"], &["table", "tr"]),
        "tr" => (&["tr"], &["table"]),
        "thead" | "tbody" | "tfoot" => (&["thead", "tbody", "tfoot"], &["table"]),
        _ => (&[], &[]),
    }
}

/// Whether an element may stand directly in another; none is the text as a whole.
pub(in crate::moderngov) fn may_stand(name: &str, parent: Option<&str>) -> bool {
    let parent = parent.unwrap_or_default();
    match name {
        "li" => matches!(parent, "ul" | "ol"),
        "td" | "th" => parent == "tr",
        "tr" => matches!(parent, "table" | "thead" | "tbody" | "tfoot"),
        "thead" | "tbody" | "tfoot" | "caption" => parent == "table",
        "ul" | "ol" | "table" | "blockquote" => matches!(parent, "" | "li" | "td" | "th" | "blockquote"),
        _ => matches!(parent, "" | "td" | "th" | "blockquote"),
    }
}

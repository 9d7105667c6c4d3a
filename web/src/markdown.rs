//! Texts of our own in Markdown, as HTML. Nothing that comes from sources is read here.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Parser, Tag, TagEnd, html};

/// Writes a text as HTML. A block of GraphQL gets a link to the explorer with the query in it; links to files beside the text,
/// which are not served, become plain words.
pub fn written(text: &str) -> String {
    let mut query: Option<String> = None;
    let mut dropped = Vec::new();
    let mut events: Vec<Event> = Vec::new();
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(ref language))) if &**language == "graphql" => {
                query = Some(String::new());
                events.push(event);
            }
            Event::Text(ref words) if query.is_some() => {
                if let Some(query) = &mut query {
                    query.push_str(words);
                }
                events.push(event);
            }
            Event::End(TagEnd::CodeBlock) => {
                events.push(event);
                if let Some(query) = query.take() {
                    let address = serde_urlencoded::to_string([("query", query)]).unwrap_or_default();
                    let link = format!("<p><a href=\"/graphiql/?{address}\">Try it in the explorer</a></p>\n");
                    events.push(Event::Html(CowStr::from(link)));
                }
            }
            Event::Start(Tag::Link { ref dest_url, .. }) => {
                let served = dest_url.starts_with("https://") || dest_url.starts_with('/') || dest_url.starts_with('#');
                dropped.push(!served);
                if served {
                    events.push(event);
                }
            }
            Event::End(TagEnd::Link) => {
                if dropped.pop() != Some(true) {
                    events.push(event);
                }
            }
            other => events.push(other),
        }
    }
    let mut out = String::new();
    html::push_html(&mut out, events.into_iter());
    out
}

/// A line in pieces, each with whether it is code: what stands between two backticks is.
pub fn pieces(line: &str) -> Vec<(bool, &str)> {
    let held: Vec<&str> = line.split('`').collect();
    // An even number of backticks, and so an odd number of pieces.
    if held.len().is_multiple_of(2) {
        return vec![(false, line)];
    }
    held.into_iter().enumerate().map(|(at, piece)| (at % 2 == 1, piece)).collect()
}

#[cfg(test)]
mod tests {
    use super::{pieces, written};

    #[test]
    fn code_stands_between_backticks() {
        assert_eq!(pieces("Such as `a` and b"), [(false, "Such as "), (true, "a"), (false, " and b")]);
        assert_eq!(pieces("One ` alone"), [(false, "One ` alone")]);
    }

    #[test]
    fn queries_lead_to_the_explorer_and_files_nowhere() {
        let said = written("See [this](docs/x.md) and [that](/docs).\n\n```graphql\n{ a }\n```\n");
        assert!(said.contains("See this and <a href=\"/docs\">that</a>."), "{said}");
        assert!(said.contains("href=\"/graphiql/?query=%7B+a+%7D%0A\""), "{said}");
    }
}

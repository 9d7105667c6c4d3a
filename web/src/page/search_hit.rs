//! What a search finds: where it stands, whose it is, and what is shown of it.

use serde::Deserialize;
use serde_json::Value;

use crate::snippet::{Piece, pieces};
use crate::words::phrase;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Hit {
    id: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub label: String,
    pub council_slug: Option<String>,
    pub snippet: Snippet,
    record: Option<Value>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Snippet {
    pub text: String,
    marks: Vec<Mark>,
    pub begins_before: bool,
    pub goes_on: bool,
}

#[derive(Debug, Deserialize)]
struct Mark {
    from: usize,
    to: usize,
}

/// What people call a type of record, where it is not the word itself.
pub fn name_of(kind: &str) -> String {
    match kind {
        "ISSUE" => "Matter".into(),
        "STRATEGY_ELEMENT" => "Part of a strategy or programme".into(),
        "EXPECTATION_STATUS" => "How an expectation is met".into(),
        "CONTRIBUTION" => "Question, answer or comment".into(),
        "NAMED_INDICATOR" => "Named measure".into(),
        "DOCUMENT_PAGE" => "Page of a document".into(),
        other => phrase(other),
    }
}

impl Hit {
    /// What people call its type.
    pub fn what(&self) -> String {
        name_of(&self.kind)
    }

    /// The page that shows it, or its own address; none where it stands on no page.
    pub fn path(&self) -> Option<String> {
        let record = self.record.as_ref()?;
        let text = |at: &str| record.pointer(at).and_then(Value::as_str);
        let above = |of: &str| {
            let slug = |name: &str| text(&format!("{of}/{name}/slug"));
            let strategy = slug("strategy").map(|slug| format!("/strategies/{slug}"));
            strategy.or_else(|| slug("programme").or(slug("expectedOf")).map(|slug| format!("/programmes/{slug}")))
        };
        let meeting = ["/meeting/id", "/saidUnder/meeting/id", "/agendaItem/meeting/id"].into_iter().find_map(text);
        let own = match self.kind.as_str() {
            "COUNCIL" => Some("councils"),
            "BOARD" => Some("boards"),
            "PERSON" => Some("people"),
            "PROGRAMME" => Some("programmes"),
            "STRATEGY" => Some("strategies"),
            "ISSUE" => Some("issues"),
            _ => None,
        };
        match (self.kind.as_str(), text("/document/id")) {
            ("MEETING", _) => return Some(format!("/meetings/{}", self.id)),
            ("DOCUMENT", _) => return Some(format!("/documents/{}", self.id)),
            ("DOCUMENT_PAGE", Some(document)) => {
                let page = self.page().map(|n| format!("?from={n}#page-{n}")).unwrap_or_default();
                return Some(format!("/documents/{document}{page}"));
            }
            _ => {}
        }
        let matter = text("/issue/slug").map(|slug| format!("/issues/{slug}"));
        own.and_then(|place| text("/slug").map(|slug| format!("/{place}/{slug}")))
            .or_else(|| meeting.map(|id| format!("/meetings/{id}")))
            .or(matter)
            .or_else(|| text("/url").or(text("/website")).filter(|url| url.starts_with("http")).map(Into::into))
            .or_else(|| text("/board/slug").map(|slug| format!("/boards/{slug}")))
            .or_else(|| above(""))
            .or_else(|| above("/strategyElement"))
    }

    /// Whether it is a national programme, or belongs to one.
    pub fn is_national(&self) -> bool {
        let scope = |at: &str| self.record.as_ref().and_then(|record| record.pointer(at)).and_then(Value::as_str);
        ["/scope", "/programme/scope", "/expectedOf/scope", "/strategyElement/programme/scope"]
            .into_iter()
            .any(|at| scope(at) == Some("NATIONAL"))
    }

    /// The number of the page that was found, where it is one that has a number.
    fn page(&self) -> Option<i64> {
        self.record.as_ref()?.pointer("/number")?.as_i64()
    }

    /// The label, with marks where it is what was found. A page is called by its document.
    pub fn name(&self) -> Vec<Piece> {
        let document = self.record.as_ref().and_then(|record| record.pointer("/document/title")?.as_str());
        if let Some(title) = document {
            let page = self.page().map(|n| format!(", page {n}")).unwrap_or_default();
            return vec![Piece { text: format!("{title}{page}"), marked: false }];
        }
        if self.snippet.text == self.label {
            return self.pieces();
        }
        vec![Piece { text: self.label.clone(), marked: false }]
    }

    /// The snippet; none where it only repeats the label.
    pub fn quote(&self) -> Option<Vec<Piece>> {
        let said = self.snippet.text.trim();
        (self.kind == "DOCUMENT_PAGE" || !self.label.contains(said)).then(|| self.pieces())
    }

    fn pieces(&self) -> Vec<Piece> {
        let marks: Vec<(usize, usize)> = self.snippet.marks.iter().map(|mark| (mark.from, mark.to)).collect();
        pieces(&self.snippet.text, &marks)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Hit;

    fn hit(kind: &str, text: &str, record: Value) -> Hit {
        let snippet =
            json!({ "text": text, "marks": [{ "from": 0, "to": 4 }], "beginsBefore": false, "goesOn": false });
        let all = json!({ "id": "1", "type": kind, "label": "Help for all", "snippet": snippet, "record": record });
        serde_json::from_value(all).unwrap()
    }

    #[test]
    fn what_only_repeats_the_label_is_not_quoted() {
        let same = hit("BOARD", "Help for all", json!({}));
        assert!(same.quote().is_none() && same.name()[0].marked);
        let other = hit("BOARD", "Help is given to families.", json!({}));
        assert!(other.quote().is_some() && !other.name()[0].marked);
    }

    #[test]
    fn a_page_is_called_by_its_document_and_leads_there() {
        let page = hit("DOCUMENT_PAGE", "Help", json!({ "number": 14, "document": { "id": "d", "title": "Report" } }));
        assert_eq!(page.path().as_deref(), Some("/documents/d?from=14#page-14"));
        assert_eq!((page.name()[0].text.as_str(), page.quote().is_some()), ("Report, page 14", true));
        let whole =
            hit("DOCUMENT_PAGE", "Help", json!({ "number": null, "document": { "id": "d", "title": "Report" } }));
        assert_eq!((whole.path().as_deref(), whole.name()[0].text.as_str()), (Some("/documents/d"), "Report"));
    }

    #[test]
    fn what_plans_announce_leads_to_its_matter() {
        let entry = hit("FORWARD_PLAN_ENTRY", "", json!({ "issue": { "slug": "ashdale/ponds" } }));
        assert_eq!(entry.path().as_deref(), Some("/issues/ashdale/ponds"));
        let plan = |website| hit("FORWARD_PLAN", "", json!({ "website": website })).path();
        assert_eq!(plan(Some("https://a.example/plan")).as_deref(), Some("https://a.example/plan"));
        assert_eq!(plan(None), None);
    }

    #[test]
    fn what_belongs_to_a_national_programme_is_national() {
        assert!(hit("PROGRAMME", "", json!({ "scope": "NATIONAL" })).is_national());
        assert!(hit("RISK", "", json!({ "programme": { "scope": "NATIONAL" } })).is_national());
        assert!(!hit("PROGRAMME", "", json!({ "scope": "LOCAL" })).is_national());
        assert!(!hit("SOURCE", "", json!({})).is_national());
    }
}

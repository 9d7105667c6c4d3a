//! XML as the real service writes it: two spaces a level, CRLF, no namespace, blank where there is nothing.

/// A document that is being written.
pub(super) struct Xml {
    text: String,
    depth: usize,
}

/// An answer: the bare tree for GET, or within the envelope for SOAP.
pub(super) fn document(soap: Option<&str>, root: impl FnOnce(&mut Xml)) -> String {
    let mut xml = Xml { text: "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n".into(), depth: 0 };
    let Some(operation) = soap else {
        root(&mut xml);
        return xml.text;
    };
    let envelope = [("xmlns:soap", "http://schemas.xmlsoap.org/soap/envelope/")];
    xml.tree_with("soap:Envelope", &envelope, |xml| {
        xml.tree("soap:Body", |xml| {
            let namespace = [("xmlns", "http://moderngov.co.uk/namespaces")];
            xml.tree_with(&format!("{operation}Response"), &namespace, |xml| {
                xml.tree(&format!("{operation}Result"), |xml| {
                    let result = xml.text.len();
                    root(xml);
                    // Within the result, the tree has no namespace.
                    if let Some(end) = xml.text[result..].find('>') {
                        xml.text.insert_str(result + end, " xmlns=\"\"");
                    }
                });
            });
        });
    });
    xml.text
}

/// Text as an element holds it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Titles and names are escaped as HTML before they are escaped as XML.
pub(super) fn twice(text: &str) -> String {
    text.replace('&', "&amp;").replace('\'', "&#39;")
}

impl Xml {
    fn line(&mut self, line: &str) {
        self.text.extend(std::iter::repeat_n("  ", self.depth));
        self.text.push_str(line);
        self.text.push_str("\r\n");
    }

    pub fn tree(&mut self, name: &str, inner: impl FnOnce(&mut Self)) {
        self.tree_with(name, &[], inner);
    }

    pub fn tree_with(&mut self, name: &str, attributes: &[(&str, &str)], inner: impl FnOnce(&mut Self)) {
        let written: String = attributes
            .iter()
            .map(|(key, value)| format!(" {key}=\"{}\"", escaped(value).replace('"', "&quot;")))
            .collect();
        self.line(&format!("<{name}{written}>"));
        self.depth += 1;
        inner(self);
        self.depth -= 1;
        self.line(&format!("</{name}>"));
    }

    /// An element with a text; blank, it holds a new line and spaces.
    pub fn leaf(&mut self, name: &str, text: &str) {
        if text.is_empty() {
            return self.tree(name, |_| {});
        }
        self.line(&format!("<{name}>{}</{name}>", escaped(text).replace('\n', "\r\n")));
    }

    /// A title or a name.
    pub fn title(&mut self, name: &str, text: &str) {
        self.leaf(name, &twice(text));
    }

    pub fn maybe(&mut self, name: &str, text: Option<&str>) {
        self.leaf(name, text.unwrap_or_default());
    }

    pub fn number(&mut self, name: &str, number: u32) {
        self.leaf(name, &number.to_string());
    }

    /// A number of things, with the space before it.
    pub fn count(&mut self, name: &str, number: usize) {
        self.leaf(name, &format!(" {number}"));
    }

    pub fn flag(&mut self, name: &str, is: bool) {
        self.leaf(name, if is { "True" } else { "False" });
    }

    pub fn day(&mut self, name: &str, day: chrono::NaiveDate) {
        self.leaf(name, &day.format("%d/%m/%Y").to_string());
    }
}

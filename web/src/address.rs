//! What stands in an address behind its question mark.

use actix_web::HttpRequest;

/// Names and values, in their order.
#[derive(Clone, Debug, Default)]
pub struct Given(Vec<(String, String)>);

impl Given {
    pub fn of(request: &HttpRequest) -> Self {
        Self(serde_urlencoded::from_str(request.query_string()).unwrap_or_default())
    }

    /// The first value of a name; none where it is empty.
    pub fn one(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(given, _)| given == name).map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// All values of a name, also those parted by commas, each once, at most `most`.
    pub fn many(&self, name: &str, most: usize) -> Vec<String> {
        let mut values: Vec<String> = Vec::new();
        for value in self.0.iter().filter(|(given, _)| given == name).flat_map(|(_, value)| value.split(',')) {
            let value = value.trim();
            if !value.is_empty() && values.len() < most && !values.iter().any(|held| held == value) {
                values.push(value.into());
            }
        }
        values
    }
}

/// Whether a text can be an id: these are 36 characters, and anything else is no record's.
pub fn is_id(text: &str) -> bool {
    text.len() == 36 && text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

/// An address with names and values behind it, those without a value left out.
pub fn with(path: &str, pairs: &[(&str, Option<&str>)]) -> String {
    let said: Vec<(&str, &str)> = pairs.iter().filter_map(|(name, value)| value.map(|value| (*name, value))).collect();
    if said.is_empty() {
        return path.into();
    }
    format!("{path}?{}", serde_urlencoded::to_string(said).unwrap_or_default())
}

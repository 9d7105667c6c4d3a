//! What the stub sends.

/// One answer before any fault.
#[derive(Clone, Debug)]
pub(super) struct Reply {
    pub status: u16,
    pub media_type: String,
    pub body: Vec<u8>,
    /// Where it leads, for status 301.
    pub location: Option<String>,
    /// The length that is announced; the body, if it is shorter, is cut off.
    pub announced: Option<usize>,
}

impl Reply {
    /// An answer of status 200.
    pub fn of(media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self { status: 200, media_type: media_type.into(), body: body.into(), location: None, announced: None }
    }

    /// A page of status 200.
    pub fn page(body: impl Into<Vec<u8>>) -> Self {
        Self::of("text/html; charset=utf-8", body)
    }

    /// A plain text with a status.
    pub fn text(status: u16, body: &str) -> Self {
        Self { status, ..Self::of("text/plain; charset=utf-8", body) }
    }

    /// There is no such page.
    pub fn gone() -> Self {
        Self { status: 404, ..Self::page("<html><head><title>404</title></head><body>Not found</body></html>") }
    }
}

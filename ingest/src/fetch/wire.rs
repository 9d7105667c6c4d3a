//! One request and its answer: read up to a size, judged, and asked for again where that can help.

use std::{error::Error, time::Duration};

use chrono::Utc;
use reqwest::{
    Client, Response,
    header::{CONTENT_TYPE, LOCATION, RETRY_AFTER},
};
use url::Url;

use super::{
    Answer, Refusal, Settings, block,
    pace::{Call, Pace, before_retry, retry_after},
};

/// A host that asks to be left alone for longer than this is left alone for the run.
const LONGEST_AFTER: Duration = Duration::from_secs(5 * 60);

/// How many bytes of a failure's text are read, and how many characters of it are told.
const SAID_READ: usize = 4 * 1024;
const SAID_TOLD: usize = 200;

/// What is sent: a GET, or a SOAP 1.1 call.
pub(super) struct Question {
    soap: Option<Soap>,
}

struct Soap {
    action: String,
    body: String,
}

impl Question {
    pub fn get() -> Self {
        Self { soap: None }
    }

    pub fn soap(action: String, body: String) -> Self {
        Self { soap: Some(Soap { action, body }) }
    }
}

/// An answer of status 2xx, or one that leads elsewhere.
pub(super) struct Reply {
    pub answer: Answer,
    pub location: Option<String>,
}

/// The connection to the host, one call after another.
pub(super) struct Wire {
    pub client: Client,
    pub settings: Settings,
    pub pace: Pace,
}

/// Why there is no answer, whether asking again may help, and how long the host asks to be left alone first.
struct Trouble {
    refusal: Refusal,
    again: bool,
    after: Option<Duration>,
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Self { refusal, again: false, after: None }
    }
}

impl Wire {
    /// Asks an address, and again after failures that pass.
    ///
    /// # Errors
    /// The refusal of the last try.
    pub async fn ask(&mut self, question: &Question, at: &Url, largest: u64) -> Result<Reply, Refusal> {
        let mut tried = 0;
        loop {
            let trouble = match self.once(question, at, largest).await {
                Ok(reply) => return Ok(reply),
                Err(trouble) => trouble,
            };
            let after = trouble.after.unwrap_or_default();
            if !trouble.again || tried >= self.settings.retries || after > LONGEST_AFTER {
                return Err(trouble.refusal);
            }
            self.pace.wait(before_retry(self.settings.retry_pause, tried).max(after)).await;
            self.pace.counters.retries += 1;
            tried += 1;
        }
    }

    async fn once(&mut self, question: &Question, at: &Url, largest: u64) -> Result<Reply, Trouble> {
        let request = match &question.soap {
            None => self.client.get(at.clone()),
            Some(soap) => self
                .client
                .post(at.clone())
                .header(CONTENT_TYPE, "text/xml; charset=utf-8")
                .header("SOAPAction", format!("\"{}\"", soap.action))
                .body(soap.body.clone()),
        };
        let mut call = self.pace.call().await;
        let limit = self.settings.timeout;
        let mut response = request.send().await.map_err(|error| broken(at, limit, &error))?;
        let bytes = read(&mut call, &mut response, at, limit, largest).await?;
        judge(&response, at, bytes)
    }
}

/// Reads a body piece by piece, and no more than the largest number of bytes.
async fn read(
    call: &mut Call<'_>,
    response: &mut Response,
    at: &Url,
    limit: Duration,
    largest: u64,
) -> Result<Vec<u8>, Trouble> {
    let too_large = || Trouble::from(Refusal::TooLarge { address: at.to_string(), largest });
    if response.content_length().is_some_and(|length| length > largest) {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    while let Some(piece) = response.chunk().await.map_err(|error| broken(at, limit, &error))? {
        call.read(piece.len());
        if (bytes.len() + piece.len()) as u64 > largest {
            return Err(too_large());
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

fn judge(response: &Response, at: &Url, bytes: Vec<u8>) -> Result<Reply, Trouble> {
    let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let (address, status) = (at.to_string(), response.status().as_u16());
    let media_type = header(CONTENT_TYPE);
    let location = matches!(status, 301 | 302 | 303 | 307 | 308).then(|| header(LOCATION)).flatten();
    if location.is_none() {
        if let Some(sign) = block::sign(status, media_type.as_deref(), &bytes) {
            return Err(Refusal::Blocked { address, status, sign }.into());
        }
        if matches!(status, 404 | 410) {
            return Err(Refusal::Gone { address, status }.into());
        }
        if !(200..300).contains(&status) {
            let refusal = Refusal::Status { address, status, said: said(&bytes) };
            let again = status >= 500 && !refusal.is_about_the_question();
            let after = header(RETRY_AFTER).and_then(|value| retry_after(&value, Utc::now()));
            return Err(Trouble { refusal, again, after });
        }
    }
    Ok(Reply { answer: Answer { status, media_type, bytes, url: address }, location })
}

/// A failure of the connection: it is tried again, unless none could be made.
fn broken(at: &Url, limit: Duration, error: &reqwest::Error) -> Trouble {
    let address = at.to_string();
    if error.is_timeout() {
        return Trouble { refusal: Refusal::TimedOut { address, after: limit }, again: true, after: None };
    }
    let mut cause: &dyn Error = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    let again = !error.is_connect() && !error.is_builder();
    let problem = if again { format!("the connection broke: {cause}") } else { cause.to_string() };
    Trouble { refusal: Refusal::Unreachable { address, problem }, again, after: None }
}

/// How the text of a failure begins, without tags.
fn said(bytes: &[u8]) -> String {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(SAID_READ)]);
    let bare = ammonia::Builder::empty().clean(&start.replace('<', " <")).to_string();
    let text = html_escape::decode_html_entities(&bare);
    let line = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    line.collect::<Vec<_>>().join(" ").chars().take(SAID_TOLD).collect()
}

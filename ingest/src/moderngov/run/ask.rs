//! Questions to the web service and to pages, one after another; by SOAP where GET is switched off.

use tokio::sync::watch::Receiver;

use super::super::{Note, Parsed, Unexpected};
use super::trouble::Trouble;
use crate::fetch::{Answer, Fetcher};

/// Whoever asks one installation.
pub struct Asker {
    fetcher: Fetcher,
    /// Whether GET turned out to be switched off.
    soap: bool,
    stop: Receiver<bool>,
    /// Characters that XML forbids, taken out of answers so far.
    pub illegal_characters: u64,
    /// What was odd in answers that could be read all the same.
    pub notes: Vec<String>,
    /// How often an answer had a gap: then it says nothing of what is not in it.
    pub gaps: u64,
}

/// Notes kept, at most.
const NOTES: usize = 1_000;

impl Asker {
    /// Asks through `fetcher` until `stop` holds true.
    pub fn new(fetcher: Fetcher, stop: Receiver<bool>) -> Self {
        Self { fetcher, soap: false, stop, illegal_characters: 0, notes: Vec::new(), gaps: 0 }
    }

    pub fn stopped(&self) -> bool {
        *self.stop.borrow()
    }

    /// Calls made so far.
    pub fn calls(&self) -> u64 {
        self.fetcher.counters().calls
    }

    /// Calls an operation of the web service and reads its answer; also gives the bytes.
    pub async fn service<T>(
        &mut self,
        operation: &str,
        params: &[(&str, &str)],
        read: impl Fn(&[u8]) -> Result<Parsed<T>, Unexpected>,
    ) -> Result<(T, Vec<u8>), Trouble> {
        loop {
            let bytes = self.bytes(operation, params).await?;
            match read(&bytes) {
                Ok(parsed) => return Ok((self.noted(operation, params, parsed), bytes)),
                Err(Unexpected::GetIsOff) if !self.soap => self.soap = true,
                Err(what) => return Err(unexpected(operation, params, what)),
            }
        }
    }

    /// Calls an operation of the web service, and leaves its answer to be read elsewhere.
    pub async fn bytes(&mut self, operation: &str, params: &[(&str, &str)]) -> Result<Vec<u8>, Trouble> {
        loop {
            match self.call(operation, params).await {
                Err(Trouble::Refused(refusal)) if refusal.get_is_switched_off() && !self.soap => self.soap = true,
                answer => return Ok(answer?.bytes),
            }
        }
    }

    /// Reads a page.
    pub async fn page<T>(
        &mut self,
        path: &str,
        params: &[(&str, &str)],
        read: impl Fn(&[u8]) -> Result<T, Unexpected>,
    ) -> Result<T, Trouble> {
        let mut stop = self.stop.clone();
        let answer = tokio::select! {
            answer = self.fetcher.get(path, params) => answer?,
            _ = stop.wait_for(|stop| *stop) => return Err(Trouble::Stopped),
        };
        read(&answer.bytes).map_err(|what| unexpected(path, params, what))
    }

    async fn call(&mut self, operation: &str, params: &[(&str, &str)]) -> Result<Answer, Trouble> {
        let mut stop = self.stop.clone();
        let path = format!("mgWebService.asmx/{operation}");
        let asked = async {
            match self.soap {
                true => self.fetcher.soap(operation, params).await,
                false => self.fetcher.get(&path, params).await,
            }
        };
        tokio::select! {
            answer = asked => Ok(answer?),
            _ = stop.wait_for(|stop| *stop) => Err(Trouble::Stopped),
        }
    }

    /// Notes something odd.
    pub fn note_text(&mut self, text: String) {
        if self.notes.len() < NOTES {
            self.notes.push(text);
        }
    }

    /// What an answer says, once what was odd in it is noted.
    pub fn noted<T>(&mut self, operation: &str, params: &[(&str, &str)], parsed: Parsed<T>) -> T {
        self.illegal_characters += parsed.illegal_characters;
        let whole = |note: &&Note| matches!(note, Note::EmptyList { .. } | Note::Duplicates { .. });
        self.gaps += parsed.notes.iter().filter(|note| !whole(note)).count() as u64;
        let room = NOTES.saturating_sub(self.notes.len());
        let question = question(operation, params);
        self.notes.extend(parsed.notes.iter().take(room).map(|note| format!("{question}: {note}")));
        parsed.value
    }
}

/// A question in words: the operation or page, and what it was asked about.
pub fn question(operation: &str, params: &[(&str, &str)]) -> String {
    let values: Vec<&str> = params.iter().map(|(_, value)| *value).collect();
    if values.is_empty() { operation.to_string() } else { format!("{operation}({})", values.join(", ")) }
}

/// An answer that is not what was asked for.
pub fn unexpected(operation: &str, params: &[(&str, &str)], what: Unexpected) -> Trouble {
    Trouble::Unexpected { question: question(operation, params), what }
}

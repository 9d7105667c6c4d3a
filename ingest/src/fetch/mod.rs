//! A polite reader of one host at a time: it keeps to robots.txt, waits between calls, and stops where it is kept out.

mod address;
pub mod block;
mod pace;
mod refusal;
mod robots;
#[cfg(test)]
mod server;
#[cfg(test)]
mod tests;
mod wire;

use std::{collections::HashMap, time::Duration};

use reqwest::{Client, redirect::Policy};
use url::Url;

pub use pace::Counters;
use pace::Pace;
pub use refusal::{FetchError, Refusal};
use robots::Rules;
use wire::{Question, Wire};

/// How often one call may be led on.
const REDIRECTS: usize = 5;

/// Of how many hosts the rules are kept at once: one call leads to few, and no host can fill the memory.
const HOSTS: usize = 16;

/// The web service, below the base.
const SERVICE: &str = "mgWebService.asmx";

/// The namespace of the web service's operations.
const NAMESPACE: &str = "http://moderngov.co.uk/namespaces";

/// From an address and what it leads to: the next address to ask, with the base that this makes, if it makes one; none if it
/// must not be followed.
type Next<'n> = dyn Fn(&Url, &str) -> Option<(Url, Option<Url>)> + Sync + 'n;

/// How a host is read.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The program with its version, and where to complain: `folkmoot/0.1 (+https://folkmoot.example; mail@...)`.
    pub user_agent: String,
    /// Least time between the end of one call and the start of the next.
    pub pause: Duration,
    /// Longest time for one call, from connecting to the last byte.
    pub timeout: Duration,
    /// How often a call is made again after status 5xx, a time-out or a broken connection.
    pub retries: u32,
    /// The wait before a call is made again; doubled each time.
    pub retry_pause: Duration,
    /// Longest answer, in bytes, unpacked.
    pub largest: u64,
}

impl Settings {
    /// The usual settings under a user agent: 1 s of pause, 60 s for a call, 3 retries after 2, 4 and 8 s, 64 MB.
    pub fn new(user_agent: impl Into<String>) -> Self {
        Self {
            user_agent: user_agent.into(),
            pause: Duration::from_secs(1),
            timeout: Duration::from_secs(60),
            retries: 3,
            retry_pause: Duration::from_secs(2),
            largest: 64 * 1024 * 1024,
        }
    }
}

/// An answer of status 2xx.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub status: u16,
    /// The header as it was sent, with the character set if it names one.
    pub media_type: Option<String>,
    pub bytes: Vec<u8>,
    /// Where the answer came from in the end.
    pub url: String,
}

/// Reads pages below one base, one after another over one connection. A call whose future is dropped leaves it usable.
/// Once a host keeps it out, every later call gets the same refusal without being made; pages are often guarded where the
/// web service is open, so that the two are kept apart.
pub struct Fetcher {
    wire: Wire,
    base: Url,
    /// The product token of the user agent, which robots.txt may name.
    token: String,
    /// The rules of each host met, by scheme, name and port.
    rules: HashMap<String, Rules>,
    /// By whether it was the web service that kept it out, or a page, and by the host.
    blocked: HashMap<(bool, String), Refusal>,
}

impl Fetcher {
    /// A reader of the pages below `base`, an http or https address of a folder. Nothing is asked for yet.
    ///
    /// # Errors
    /// The base or the user agent cannot be used.
    pub fn new(base: &str, settings: Settings) -> Result<Self, FetchError> {
        let base = address::base(base)?;
        let agent = &settings.user_agent;
        let bad_agent = || FetchError::BadUserAgent(agent.clone());
        let token = agent.split(['/', ' ']).next().filter(|token| !token.is_empty()).ok_or_else(bad_agent)?.to_owned();
        reqwest::header::HeaderValue::from_str(agent).map_err(|_| bad_agent())?;
        let client = Client::builder()
            .user_agent(agent)
            .redirect(Policy::none())
            .referer(false)
            .timeout(settings.timeout)
            .pool_max_idle_per_host(1)
            .build()
            .map_err(|error| FetchError::NoClient(error.to_string()))?;
        let pace = Pace::new(settings.pause);
        let wire = Wire { client, settings, pace };
        Ok(Self { wire, base, token, rules: HashMap::new(), blocked: HashMap::new() })
    }

    /// The folder that is read, ending with a slash: the one given, or the one that the host led to.
    pub fn base(&self) -> &str {
        self.base.as_str()
    }

    /// What was done so far.
    pub fn counters(&self) -> Counters {
        self.wire.pace.counters
    }

    /// Asks for a page by its path below the base. Parameters are escaped here; a path holds none.
    ///
    /// # Errors
    /// There is no answer of status 2xx.
    pub async fn get(&mut self, path: &str, params: &[(&str, &str)]) -> Result<Answer, Refusal> {
        self.ask(path, params, &Question::get()).await
    }

    /// Calls an operation of the web service by SOAP 1.1, for hosts that have GET switched off. The answer is the
    /// envelope as it came.
    ///
    /// # Errors
    /// There is no answer of status 2xx.
    pub async fn soap(&mut self, operation: &str, params: &[(&str, &str)]) -> Result<Answer, Refusal> {
        let bad = |problem: &str| Refusal::BadAddress {
            address: format!("{}{SERVICE}/{operation}", self.base),
            problem: problem.into(),
        };
        let is_name = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic() || c == '_');
        if !is_name(operation) || !params.iter().all(|(name, _)| is_name(name)) {
            return Err(bad("operations and parameters are named with letters"));
        }
        if params.iter().any(|(_, value)| value.contains(|c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r')))
        {
            return Err(bad("a parameter holds a control character"));
        }
        let question = Question::soap(format!("{NAMESPACE}/{operation}"), envelope(operation, params));
        self.ask(SERVICE, &[], &question).await
    }

    async fn ask(&mut self, path: &str, params: &[(&str, &str)], question: &Question) -> Result<Answer, Refusal> {
        let service = path.starts_with(SERVICE);
        let at = address::below(&self.base, path, params)?;
        let moved = |at: &Url, to: &str| address::moved(at, to, path).map(|(to, base)| (to, Some(base)));
        let (answer, base) = self.led(service, at, question, &moved).await?;
        self.base = base.unwrap_or_else(|| self.base.clone());
        Ok(answer)
    }

    /// Asks for a file at an address as it is written, and wherever that leads, as hosts keep files apart. What comes must be a
    /// file still: a host that leads to a page instead, such as to one for logging in, does not have it.
    ///
    /// # Errors
    /// There is no answer of status 2xx, or it is a page of another address.
    pub async fn file(&mut self, at: &Url) -> Result<Answer, Refusal> {
        // A public host leads nobody into the reader's own network.
        let inside = address::is_inside(at);
        let onward = |at: &Url, to: &str| {
            address::onward(at, to).filter(|to| inside || !address::is_inside(to)).map(|to| (to, None))
        };
        let place = |address: &str| {
            Url::parse(address).map_or_else(|_| address.into(), |at| at.path().trim_matches('/').to_lowercase())
        };
        let own = place(at.as_str());
        let (answer, _) = match self.led(false, at.clone(), &Question::get(), &onward).await {
            Err(Refusal::Gone { address, .. }) if place(&address) != own => {
                return Err(Refusal::Redirected { address: at.to_string(), to: address });
            }
            led => led?,
        };
        let is_page = answer.media_type.as_deref().is_some_and(|kind| kind.trim_start().starts_with("text/html"));
        if is_page && place(&answer.url) != own {
            return Err(Refusal::Redirected { address: at.to_string(), to: answer.url });
        }
        Ok(answer)
    }

    /// Asks an address and those that it leads to, as far as `next` allows: from an address and what it answered to the next
    /// one, with the base that this makes. Gives the answer and the last such base.
    async fn led(
        &mut self,
        service: bool,
        first: Url,
        question: &Question,
        next: &Next<'_>,
    ) -> Result<(Answer, Option<Url>), Refusal> {
        let mut at = first.clone();
        let mut base = None;
        for _ in 0..=REDIRECTS {
            let who = (service, at.host_str().unwrap_or_default().to_owned());
            if let Some(refusal) = self.blocked.get(&who) {
                return Err(refusal.clone());
            }
            self.allow(&at).await?;
            let reply = self.wire.ask(question, &at, self.wire.settings.largest).await.inspect_err(|refusal| {
                if matches!(refusal, Refusal::Blocked { .. }) && self.blocked.len() < HOSTS {
                    self.blocked.insert(who, refusal.clone());
                }
            })?;
            let Some(location) = reply.location else { return Ok((reply.answer, base)) };
            let to = || at.join(&location).map_or_else(|_| location.clone(), |to| to.to_string());
            let elsewhere = || Refusal::Redirected { address: at.to_string(), to: to() };
            let (to, moved) = next(&at, &location).ok_or_else(elsewhere)?;
            (at, base) = (to, moved.or(base));
        }
        Err(Refusal::Redirected { address: first.to_string(), to: at.to_string() })
    }

    /// Whether the host's robots.txt, which is read once, allows an address; sets the pause that it asks for.
    async fn allow(&mut self, at: &Url) -> Result<(), Refusal> {
        let host = at.origin().ascii_serialization();
        if !self.rules.contains_key(&host) {
            let rules = Rules::read(&mut self.wire, at, &self.token).await?;
            if self.rules.len() >= HOSTS {
                self.rules.clear();
            }
            self.rules.insert(host.clone(), rules);
        }
        let rules = self.rules.get(&host).unwrap_or(&Rules::None);
        self.wire.pace.pause = rules.pause(self.wire.settings.pause);
        rules.allow(at)
    }
}

/// A SOAP 1.1 call of an operation.
fn envelope(operation: &str, params: &[(&str, &str)]) -> String {
    let filled: String =
        params.iter().map(|(name, value)| format!("<{name}>{}</{name}>", html_escape::encode_text(value))).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\
         <soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>\
         <{operation} xmlns=\"{NAMESPACE}\">{filled}</{operation}>\
         </soap:Body></soap:Envelope>"
    )
}

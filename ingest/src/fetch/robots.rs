//! What a host's robots.txt allows.

use std::time::Duration;

use texting_robots::Robot;
use url::Url;

use super::{
    Refusal,
    wire::{Question, Wire},
};

/// Longest robots.txt that is read, in bytes: what the standard asks for at least.
const LARGEST: u64 = 500 * 1024;

/// Longest crawl delay that is kept to.
const LONGEST_DELAY: Duration = Duration::from_secs(60);

/// How often robots.txt may be moved.
const REDIRECTS: usize = 5;

/// What a host allows one user agent.
pub(super) enum Rules {
    /// There is no robots.txt.
    None,
    Some(Box<Robot>),
    /// It cannot be read, for this reason: nothing is allowed.
    Unread(String),
}

impl Rules {
    /// Reads a host's rules for a product token, such as `folkmoot`. As RFC 9309 has it, no robots.txt (4xx) allows
    /// everything, and one that cannot be read for now (5xx, no answer in time) allows nothing.
    ///
    /// # Errors
    /// The host cannot be reached at all.
    pub async fn read(wire: &mut Wire, host: &Url, token: &str) -> Result<Self, Refusal> {
        let mut at = host.clone();
        at.set_query(None);
        at.set_path("/robots.txt");
        for _ in 0..=REDIRECTS {
            let reply = match wire.ask(&Question::get(), &at, LARGEST).await {
                Ok(reply) => reply,
                Err(refusal) => return Self::without(refusal),
            };
            let Some(location) = reply.location else {
                return Ok(match Robot::new(token, &reply.answer.bytes) {
                    Ok(robot) => Rules::Some(Box::new(robot)),
                    Err(error) => Rules::Unread(format!("{at} cannot be understood: {error}")),
                });
            };
            // Wherever it leads: RFC 9309 follows robots.txt to other hosts, too.
            let to = at.join(&location).ok().filter(|to| matches!(to.scheme(), "http" | "https"));
            let Some(to) = to else { return Ok(Rules::None) };
            at = to;
        }
        Ok(Rules::None)
    }

    fn without(refusal: Refusal) -> Result<Self, Refusal> {
        match refusal {
            Refusal::Gone { .. } => Ok(Rules::None),
            Refusal::Status { status, .. } | Refusal::Blocked { status, .. } if status < 500 => Ok(Rules::None),
            Refusal::Unreachable { .. } => Err(refusal),
            other => Ok(Rules::Unread(format!("{other}, and until it can be read, nothing of the host is"))),
        }
    }

    /// Whether an address may be asked for.
    ///
    /// # Errors
    /// Why not.
    pub fn allow(&self, address: &Url) -> Result<(), Refusal> {
        let because = match self {
            Rules::None => return Ok(()),
            Rules::Some(robot) if robot.allowed(address.as_str()) => return Ok(()),
            Rules::Some(_) => "the robots.txt of the host does not allow it".into(),
            Rules::Unread(problem) => problem.clone(),
        };
        Err(Refusal::Robots { address: address.to_string(), because, ruled: matches!(self, Rules::Some(_)) })
    }

    /// The pause between calls: ours, or the host's if that is longer; of that, at most 60 seconds.
    pub fn pause(&self, ours: Duration) -> Duration {
        let Rules::Some(robot) = self else { return ours };
        let theirs = robot.delay.map(|seconds| Duration::try_from_secs_f32(seconds.max(0.0)).unwrap_or(LONGEST_DELAY));
        ours.max(theirs.unwrap_or_default().min(LONGEST_DELAY))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(text: &str) -> Rules {
        Rules::Some(Box::new(Robot::new("folkmoot", text.as_bytes()).expect("rules")))
    }

    #[test]
    fn delays_are_kept_to_within_reason() {
        let second = Duration::from_secs(1);
        for (said, pause) in [("", 1), ("0.2", 1), ("7", 7), ("9999", 60), ("1e30", 60), ("-5", 1), ("x", 1)] {
            let rules = rules(&format!("User-agent: *\nCrawl-delay: {said}\n"));
            assert_eq!(rules.pause(second), second * pause, "{said}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_are_too_strange(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200), path in ".*") {
            let page = Url::parse("https://x.example/").and_then(|host| host.join(&path));
            let text = [b"User-agent: *\nDisallow: /".as_slice(), &bytes].concat();
            for text in [bytes, text] {
                if let (Ok(robot), Ok(page)) = (Robot::new("folkmoot", &text), &page) {
                    let rules = Rules::Some(Box::new(robot));
                    let _ = rules.allow(page);
                    assert!(rules.pause(Duration::ZERO) <= LONGEST_DELAY);
                }
            }
        }
    }

    #[test]
    fn pages_that_are_not_robots_txt_forbid_nothing() {
        let page = Url::parse("https://x.example/a").expect("an address");
        assert_eq!(rules("<!DOCTYPE html>\n<html><body>\u{0}Disallow nothing</body></html>").allow(&page), Ok(()));
        assert!(rules("User-agent: other\nDisallow: /\nUser-agent: Folkmoot\nDisallow: /a").allow(&page).is_err());
        assert_eq!(rules("User-agent: other\nDisallow: /").allow(&page), Ok(()));
    }
}

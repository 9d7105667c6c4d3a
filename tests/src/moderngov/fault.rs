//! What goes wrong with an answer, for addresses that hold a text and for a number of times.

use std::time::Duration;

use super::reply::Reply;

/// As often as it is asked for.
pub const ALWAYS: u32 = u32::MAX;

/// One way in which real hosts fail.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// A status with a short page.
    Status(u16),
    /// Status 200 with an error page in HTML.
    Page,
    /// Status 200 with a script that sends browsers to https.
    Script,
    /// Status 200 with the right root and nothing in it.
    Empty,
    /// Status 200 with XML of another root.
    OtherRoot,
    /// The connection is cut before the announced length is reached.
    Cut,
    /// The XML ends in the middle, with the length announced rightly.
    CutXml,
    /// The right answer, after a while.
    Slow(Duration),
    /// Status 403 with a bot check.
    Challenge,
    /// Status 301 to the same page below another base, given without a slash at its end.
    Moved(String),
    /// Status 302 to a login page.
    Login,
    /// The right answer under a wrong character set, with bytes above 127 in it.
    WrongCharset,
    /// The right answer with control characters that XML does not allow, after the first title.
    Controls,
    /// GET is switched off; SOAP is answered.
    GetOff,
}

/// A fault that waits for its addresses.
#[derive(Clone, Debug)]
pub(super) struct Trap {
    pub pattern: String,
    pub left: u32,
    pub fault: Fault,
}

impl Trap {
    /// Whether it takes this request; if so, it is used up once.
    pub fn takes(&mut self, method: &str, address: &str) -> bool {
        let takes = self.left > 0
            && address.to_lowercase().contains(&self.pattern.to_lowercase())
            && (self.fault != Fault::GetOff || method == "GET");
        if takes && self.left != ALWAYS {
            self.left -= 1;
        }
        takes
    }
}

/// The answer with the fault. `rest` is the path and query below the base.
pub(super) fn spoil(fault: &Fault, reply: Reply, rest: &str) -> Reply {
    let html = |status, body: &str| Reply { status, ..Reply::page(body) };
    match fault {
        Fault::Slow(_) => reply,
        Fault::Status(status) => {
            html(*status, "<html><head><title>Runtime Error</title></head><body>Made-up error</body></html>")
        }
        Fault::Page => html(
            200,
            "<!DOCTYPE html>\r\n<html><head><title>Error</title></head><body><p>Something<br>failed.</body></html>",
        ),
        Fault::Script => html(
            200,
            "<!-- made up -->\r\n<script type=\"text/javascript\">\r\nlocation.protocol = \"https\";\r\n</script>\r\n<!-- end -->",
        ),
        Fault::Empty => Reply { body: emptied(&reply.body), ..reply },
        Fault::OtherRoot => Reply { body: b"<?xml version=\"1.0\"?>\r\n<error>\r\n</error>".into(), ..reply },
        Fault::Cut => {
            let announced = Some(reply.body.len());
            Reply { body: half(&reply.body), announced, ..reply }
        }
        Fault::CutXml => Reply { body: half(&reply.body), ..reply },
        Fault::Challenge => html(
            403,
            "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body class=\"cf-chl\">Made up</body></html>",
        ),
        Fault::Moved(base) => Reply { location: Some(format!("{base}{rest}")), ..html(301, "moved") },
        Fault::Login => Reply { location: Some("/login.aspx".into()), ..html(302, "log in") },
        Fault::WrongCharset => Reply {
            media_type: "text/xml; charset=iso-8859-1".into(),
            body: after_first_title(&reply.body, "caf\u{e9} \u{2013} \u{a3}5".as_bytes()),
            ..reply
        },
        Fault::Controls => Reply { body: after_first_title(&reply.body, b"a\x0bb\x1fc\x00d"), ..reply },
        Fault::GetOff => {
            Reply::text(500, "Request format is unrecognized for URL unexpectedly ending in the operation.")
        }
    }
}

fn half(body: &[u8]) -> Vec<u8> {
    body[..body.len() / 2].to_vec()
}

/// The first line and the root, without what it holds.
fn emptied(body: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(body);
    let root = text.lines().find_map(|line| line.strip_prefix('<').filter(|root| !root.starts_with('?')));
    let name = root.unwrap_or("nothing>").trim_end_matches('>').split(' ').next().unwrap_or_default().to_owned();
    format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<{name}>\r\n</{name}>").into_bytes()
}

/// Puts bytes into the first title, or name, or place.
fn after_first_title(body: &[u8], bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(body);
    let ends = ["</agendaitemtitle>", "</committeetitle>", "</wardtitle>", "</meetinglocation>"];
    let Some(at) = ends.iter().find_map(|end| text.find(end)) else { return body.to_vec() };
    [&body[..at], bytes, &body[at..]].concat()
}

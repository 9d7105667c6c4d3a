//! Whether an answer is a guard's and not the host's own: a bot check, or a door that is shut to programs.

/// How many bytes of a page are looked at.
const LOOKED_AT: usize = 64 * 1024;

/// A page longer than this is no bare challenge: there, the word "captcha" alone says nothing.
const BARE: usize = 8 * 1024;

/// What only guards write, in small letters, and what it is a sign of.
const SIGNS: &[(&str, &str)] = &[
    ("cf-chl", "a Cloudflare check"),
    ("cf_chl", "a Cloudflare check"),
    ("<title>just a moment", "a Cloudflare check"),
    ("attention required! | cloudflare", "a Cloudflare block"),
    ("azwaf", "an Azure firewall check"),
    ("azure waf", "an Azure firewall check"),
    ("awswaf", "an AWS firewall check"),
    ("aws-waf-token", "an AWS firewall check"),
    ("captcha-delivery.com", "a DataDome check"),
    ("px-captcha", "a HUMAN check"),
    ("incapsula incident id", "an Imperva block"),
    ("ddos-guard", "a DDoS-Guard check"),
    ("requested url was rejected", "a firewall block"),
    ("checking your browser", "a browser check"),
    ("verify you are human", "a check for people"),
    ("are you a robot", "a check for people"),
];

/// The sign, in words, that a host keeps programs out; none for an answer of its own. The statuses 401, 403 and 429
/// always are one. In any other answer, what guards write is looked for: not in XML, whose text may speak of anything,
/// and not in a page of the committee system, whose frame may hold a check for its forms.
pub fn sign(status: u16, media_type: Option<&str>, body: &[u8]) -> Option<&'static str> {
    written(media_type, body).or(match status {
        401 => Some("a login is asked for"),
        403 => Some("forbidden"),
        429 => Some("too many calls"),
        _ => None,
    })
}

fn written(media_type: Option<&str>, body: &[u8]) -> Option<&'static str> {
    let start = &body[..body.len().min(LOOKED_AT)];
    let text = String::from_utf8_lossy(start).to_lowercase();
    let is_xml = media_type.is_some_and(|kind| kind.contains("xml") && !kind.contains("html"))
        || text.trim_start_matches('\u{feff}').trim_start().starts_with("<?xml");
    let is_text = media_type.is_none_or(|kind| kind.starts_with("text/") || kind.contains("html"));
    if is_xml || !is_text || ["id=\"modgov\"", "id='modgov'"].iter().any(|own| text.contains(own)) {
        return None;
    }
    let known = SIGNS.iter().find(|(written, _)| text.contains(written)).map(|(_, sign)| *sign);
    known.or((body.len() <= BARE && text.contains("captcha")).then_some("a captcha"))
}

#[cfg(test)]
mod tests {
    use super::sign;

    #[test]
    fn guards_are_known_by_status_or_by_what_they_write() {
        let html = Some("text/html");
        assert_eq!(sign(403, html, b"<title>Just a moment...</title>"), Some("a Cloudflare check"));
        assert_eq!(sign(503, html, b"<script>window._cf_chl_opt={}</script>"), Some("a Cloudflare check"));
        assert_eq!(sign(200, html, b"<img src=/.azwaf/x.png>"), Some("an Azure firewall check"));
        assert_eq!(sign(200, None, b"<p>Solve the CAPTCHA</p>"), Some("a captcha"));
        assert_eq!(sign(403, html, b""), Some("forbidden"));
        assert_eq!(sign(429, None, b"slow down"), Some("too many calls"));
        assert_eq!(sign(500, html, b"<h1>Server Error</h1>"), None);
    }

    #[test]
    fn pages_that_speak_of_guards_are_not_theirs() {
        let xml = b"\xef\xbb\xbf<?xml version=\"1.0\"?><meeting>A captcha; checking your browser</meeting>";
        assert_eq!(sign(200, Some("text/xml"), xml), None);
        assert_eq!(sign(200, Some("text/html"), b"<div id=\"modgov\">px-captcha</div>"), None);
        assert_eq!(sign(200, Some("application/pdf"), b"%PDF captcha"), None);
        let long = [b"<p>captcha</p>".as_slice(), &[b' '; 9_000]].concat();
        assert_eq!(sign(200, Some("text/html"), &long), None);
    }
}

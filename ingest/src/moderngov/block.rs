//! Bot checks and refusals: they are told from answers so that the caller stops asking. Nothing here works round them.

/// Bytes of an answer that are looked at.
const LOOKED_AT: usize = 32_768;

/// Signs of a bot check in the text of an answer, in small letters.
const SIGNS: [(&str, &str); 15] = [
    ("just a moment...", "just a moment"),
    ("cf-chl", "cf-chl"),
    ("challenge-platform", "challenge-platform"),
    ("cf_chl", "cf_chl"),
    ("cf-error-details", "cf-error-details"),
    ("attention required! | cloudflare", "cloudflare"),
    ("azwaf", "azwaf"),
    ("azure waf", "azure waf"),
    ("_incapsula_resource", "incapsula"),
    ("g-recaptcha", "captcha"),
    ("h-captcha", "captcha"),
    ("hcaptcha.com", "captcha"),
    ("captcha-delivery", "captcha"),
    ("verify you are human", "verify you are human"),
    ("ddos-guard", "ddos-guard"),
];

/// Signs that count when the server refuses at the same time.
const WITH_REFUSAL: [&str; 7] = [
    "access denied",
    "access is denied",
    "captcha",
    "forbidden",
    "request blocked",
    "too many requests",
    "unusual traffic",
];

/// The sign by which an answer is a bot check or a refusal. None: it is neither, as far as can be seen. The content
/// type may be empty. XML is never a bot check, whatever it tells about, and neither is a page with the system's own
/// part: guards put their scripts into true pages too.
pub fn sign(status: u16, content_type: &str, body: &[u8]) -> Option<&'static str> {
    let start = String::from_utf8_lossy(&body[..body.len().min(LOOKED_AT)]).to_lowercase();
    let refuses = matches!(status, 401 | 403 | 405 | 406 | 429 | 503);
    let is_xml = content_type.to_ascii_lowercase().contains("xml") && !content_type.contains("xhtml")
        || start.trim_start_matches(['\u{FEFF}', ' ', '\r', '\n']).starts_with("<?xml");
    if !is_xml || refuses {
        let found = SIGNS.iter().find(|(sign, _)| start.contains(sign)).map(|(_, name)| *name);
        let found = found.or_else(|| WITH_REFUSAL.into_iter().find(|sign| refuses && start.contains(sign)));
        if found.is_some() && (refuses || !is_true_page(body)) {
            return found;
        }
    }
    match status {
        401 => Some("401 Unauthorized"),
        403 => Some("403 Forbidden"),
        429 => Some("429 Too Many Requests"),
        _ => None,
    }
}

/// Whether a page has the system's own part, however far down.
fn is_true_page(body: &[u8]) -> bool {
    let text = String::from_utf8_lossy(body);
    ["mgMainTitleTxt", "id=\"modgov\"", "mgTabTable", "mgItemTable"].iter().any(|sign| text.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::sign;

    #[test]
    fn bot_checks_and_refusals_are_recognised() {
        let page = |inner: &str| format!("<html><head><title>{inner}</title></head></html>").into_bytes();
        let cases = [
            (403, page("Just a moment..."), Some("just a moment")),
            (200, page("<script src=/cdn-cgi/challenge-platform/x>"), Some("challenge-platform")),
            (200, page("Azure WAF"), Some("azure waf")),
            (503, page("Access Denied"), Some("access denied")),
            (429, Vec::new(), Some("429 Too Many Requests")),
            (401, page("Log in"), Some("401 Unauthorized")),
            (503, page("Down for repairs"), None),
            (200, page("Access denied to the allotments: petition"), None),
            (200, b"<?xml version='1.0'?><meeting>g-recaptcha on our web site</meeting>".to_vec(), None),
            (200, page("<h1 class='mgMainTitleTxt'>Issue</h1><script src=/cdn-cgi/challenge-platform/x>"), None),
            (200, Vec::new(), None),
        ];
        for (status, body, found) in cases {
            assert_eq!(sign(status, "", &body), found, "{status} {}", String::from_utf8_lossy(&body));
        }
        assert_eq!(sign(200, "text/xml; charset=utf-8", b"<a>cf-chl</a>"), None);
    }
}

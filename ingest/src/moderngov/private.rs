//! Takes private things out of public texts: e-mail addresses that are not of a public body, and telephone numbers.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

/// Domains of public bodies.
const PUBLIC: [&str; 8] =
    ["gov.uk", "nhs.uk", "police.uk", "gov.wales", "llyw.cymru", "gov.scot", "parliament.uk", "nhs.scot"];

/// A text without private things.
#[derive(Clone, Debug, PartialEq)]
pub struct Cleaned<'a> {
    pub text: Cow<'a, str>,
    /// E-mail addresses that were taken out.
    pub emails: u64,
    /// Telephone numbers that were taken out.
    pub phones: u64,
}

static EMAIL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"[^\x00-\x20"&'()*,/:;<=>?@\[\]\u{A0}]+(?:@|&#64;|%40)((?:[0-9A-Za-z-]{1,63}\.)+[A-Za-z]{2,24})"#).ok()
});

/// What may be a number of the United Kingdom: counted and cut by [`phone_length`].
static PHONE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let gap = r"[\t\n\r \u{A0}-]";
    let abroad =
        format!(r"(?:\+|(?-u:\b)00)44{gap}?(?:\(0\){gap}?)?\(?[1-9][0-9]{{1,9}}\)?(?:{gap}?[0-9]{{2,8}}){{0,4}}");
    let home = format!(r"\(?(?-u:\b)0[1-9][0-9]{{1,9}}\)?(?:{gap}{{1,2}}[0-9]{{2,8}}){{0,4}}");
    Regex::new(&format!("{abroad}|{home}")).ok()
});

/// Takes private e-mail addresses and telephone numbers out; a remark in brackets stands in place of each. Postcodes
/// stay: those in public texts are of venues. Works on HTML too, whose links are left as they are.
pub fn cleaned(text: &str) -> Cleaned<'_> {
    let (text, emails) = without_emails(text);
    let (text, phones) = match text {
        Cow::Borrowed(text) => without_phones(text),
        Cow::Owned(text) => {
            let (cleaned, phones) = without_phones(&text);
            (Cow::Owned(cleaned.into_owned()), phones)
        }
    };
    Cleaned { text, emails, phones }
}

fn without_emails(text: &str) -> (Cow<'_, str>, u64) {
    let Some(pattern) = EMAIL.as_ref().filter(|_| text.contains('@') || text.contains("64;") || text.contains("%40"))
    else {
        return (Cow::Borrowed(text), 0);
    };
    let mut count = 0;
    let cleaned = pattern.replace_all(text, |found: &regex::Captures| {
        if is_public(&found[1]) {
            return found[0].to_owned();
        }
        count += 1;
        "[e-mail address removed]".to_owned()
    });
    if count == 0 { (Cow::Borrowed(text), 0) } else { (cleaned, count) }
}

fn is_public(domain: &str) -> bool {
    let domain = domain.to_ascii_lowercase();
    PUBLIC.iter().any(|public| domain.strip_suffix(public).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
}

fn without_phones(text: &str) -> (Cow<'_, str>, u64) {
    let Some(pattern) = PHONE.as_ref() else { return (Cow::Borrowed(text), 0) };
    let (mut cleaned, mut kept, mut count) = (String::new(), 0, 0);
    let mut from = 0;
    while let Some(found) = pattern.find_at(text, from) {
        from = found.end();
        let before = text[..found.start()].chars().next_back();
        let is_part =
            before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '=' | '.' | '£' | '#' | '-' | '_' | '%'));
        let Some(length) = phone_length(found.as_str()).filter(|_| !is_part) else { continue };
        let end = found.start() + length;
        let after = text[end..].chars().next();
        if after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '_')) {
            continue;
        }
        cleaned.push_str(&text[kept..found.start()]);
        cleaned.push_str("[telephone number removed]");
        (from, kept, count) = (end, end, count + 1);
    }
    if count == 0 {
        return (Cow::Borrowed(text), 0);
    }
    cleaned.push_str(&text[kept..]);
    (Cow::Owned(cleaned), count)
}

/// Length of the telephone number at the start of a run of digits: ten or eleven of these with the leading nought, to
/// the end of a group.
fn phone_length(run: &str) -> Option<usize> {
    let (skip, mut digits) =
        match run.find("44").filter(|at| *at <= 2 && (run.starts_with('+') || run.starts_with("00"))) {
            Some(at) => (at + 2, 1),
            None => (0, 0),
        };
    let tail = &run[skip..];
    let nought = tail.find("(0)").filter(|_| skip > 0).map_or(0, |at| at + 3);
    let mut length = None;
    for (at, byte) in tail.bytes().enumerate().skip(nought) {
        digits += u32::from(byte.is_ascii_digit());
        let at_end = !tail.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit);
        if byte.is_ascii_digit() && at_end && matches!(digits, 10 | 11) {
            length = Some(skip + at + 1);
        }
    }
    length
}

#[cfg(test)]
mod tests {
    use super::cleaned;

    fn told(text: &str) -> (String, u64, u64) {
        let cleaned = cleaned(text);
        (cleaned.text.into_owned(), cleaned.emails, cleaned.phones)
    }

    #[test]
    fn private_addresses_go_and_public_ones_stay() {
        let public = "ask democracy@hill.gov.uk, a.b@trust.nhs.uk or c@vale.police.uk; d@llyw.cymru, e@dept.gov.scot";
        assert_eq!(told(public), (public.to_owned(), 0, 0));
        let mail = "[e-mail address removed]";
        assert_eq!(told("Write to ada.o-field+x@mail.example."), (format!("Write to {mail}."), 1, 0));
        assert_eq!(
            told("<b>x@y.example</b> x@notgov.uk x@gov.uk.example"),
            (format!("<b>{mail}</b> {mail} {mail}"), 3, 0)
        );
        assert_eq!(told("12 @ 3pm, @hill"), ("12 @ 3pm, @hill".to_owned(), 0, 0));
    }

    #[test]
    fn telephone_numbers_go() {
        for number in [
            "01632 960001",
            "(01632) 960001",
            "01632 960 001",
            "01632-960-001",
            "01632960001",
            "020 7946 0001",
            "07700 900001",
            "+44 1632 960001",
            "+44 (0)1632 960001",
            "+447700900001",
            "0044 7700 900001",
            "0808 157 0192",
            "01632\u{A0}960001",
            "01697 73000",
        ] {
            let expected = "Tel: [telephone number removed], or call".to_owned();
            assert_eq!(told(&format!("Tel: {number}, or call")), (expected, 0, 1), "{number}");
        }
        assert_eq!(told("01632 960001 07700 900001").2, 2);
    }

    #[test]
    fn what_only_looks_like_a_number_stays() {
        for text in [
            "on 01/02/2025 at 10.00",
            "01-02-2025 10 00 00",
            "application 23/01234567890/FUL",
            "https://x.example/s01632960001.pdf?ID=07700900001",
            "£01632 960001",
            "ref 2025 0123 45",
            "Hill Hall, North Road, HL1 2AB",
            "0.01632960001",
            "reports 1632 960001 and 100200300400",
            "minute 012345678901234",
        ] {
            assert_eq!(told(text), (text.to_owned(), 0, 0), "{text}");
        }
    }
}

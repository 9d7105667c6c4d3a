//! Counts the tokens of a query without reading them: one look at each byte, so that a query with too many costs nothing.

/// Names, numbers, texts and marks in a query. White space, commas and comments are none.
pub fn count(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let (mut at, mut tokens) = (0, 0);
    while let Some(&byte) = bytes.get(at) {
        at = match byte {
            b'#' => after(bytes, at, |b| b == b'\n' || b == b'\r'),
            b'"' => {
                tokens += 1;
                if bytes[at..].starts_with(b"\"\"\"") { block(bytes, at + 3) } else { line(bytes, at + 1) }
            }
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-' | b'.' => {
                tokens += 1;
                after(bytes, at + 1, |b| !(b.is_ascii_alphanumeric() || b"_-.+".contains(&b)))
            }
            b' ' | b'\t' | b'\n' | b'\r' | b',' => at + 1,
            _ => {
                tokens += 1;
                at + 1
            }
        };
    }
    tokens
}

fn after(bytes: &[u8], from: usize, end: impl Fn(u8) -> bool) -> usize {
    bytes.get(from..).and_then(|rest| rest.iter().position(|b| end(*b))).map_or(bytes.len(), |n| from + n)
}

/// Where a text on one line ends.
fn line(bytes: &[u8], mut at: usize) -> usize {
    while let Some(byte) = bytes.get(at) {
        at += match byte {
            b'\\' => 2,
            b'"' | b'\n' => return at + 1,
            _ => 1,
        };
    }
    bytes.len()
}

/// Where a block of text ends.
fn block(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() {
        at += match &bytes[at..] {
            [b'\\', b'"', b'"', b'"', ..] => 4,
            [b'"', b'"', b'"', ..] => return at + 3,
            _ => 1,
        };
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn counts_what_the_parser_reads() {
        for (text, tokens) in [
            ("", 0),
            ("{ a }", 3),
            ("query A($x: Int = -1) { a(b: \"c { d\", e: $x) ...F } # { x", 23),
            ("{ a(b: \"\"\"x \" { \\\"\"\" } \"\"\") }", 8),
            ("\"open { x", 1),
            ("\"\"\"open { x", 1),
        ] {
            assert_eq!(count(text), tokens, "{text}");
        }
    }
}

//! From bytes to text, whatever the answer says about itself.

use std::borrow::Cow;

use encoding_rs::{Encoding, WINDOWS_1252};

/// The text of these bytes: by their byte order mark, else as UTF-8 if they are that without fault, else as
/// windows-1252. What headers or declarations say of the charset is often wrong, and is not asked.
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn marks_come_first_then_utf_8_then_windows_1252() {
        assert_eq!(decode("Siân".as_bytes()), "Siân");
        assert_eq!(decode(b"\xEF\xBB\xBFSi\xC3\xA2n"), "Siân");
        assert_eq!(decode(b"Si\xE2n \x96 \xA3"), "Siân – £");
        assert_eq!(decode(b"\xFF\xFEa\0b\0"), "ab");
        assert_eq!(decode(b""), "");
    }
}

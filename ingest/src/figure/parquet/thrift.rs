//! Numbers at the front of what a Parquet file says of itself, in Thrift's compact protocol. They are looked at before
//! anything is made of the size that they tell.

/// A field of 32 bits that follows the one before it.
const INTEGER: u8 = 0x15;
/// A list that follows the field before it.
const LIST: u8 = 0x19;
/// The size of a list that is a number of its own.
const LONG: u8 = 15;

/// How long a page is, unpacked, by its header; none where that does not begin as it should.
pub fn page_size(header: &[u8]) -> Option<u64> {
    let (_, rest) = integer(header)?;
    let (size, _) = integer(rest)?;
    (size % 2 == 0).then_some(size / 2)
}

/// How many parts the schema has, by the metadata of a file; none where those do not begin as they should.
pub fn schema_size(metadata: &[u8]) -> Option<u64> {
    let (_, rest) = integer(metadata)?;
    let [LIST, head, rest @ ..] = rest else { return None };
    match head >> 4 {
        LONG => number(rest).map(|(size, _)| size),
        size => Some(size.into()),
    }
}

/// A field of 32 bits as it is written, and what follows it: twice the number or, where it is negative, an odd number.
fn integer(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let [INTEGER, rest @ ..] = bytes else { return None };
    number(rest)
}

/// A number in groups of seven bits, the last of which has its eighth bit clear.
fn number(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let end = bytes.iter().take(5).position(|byte| byte & 0x80 == 0)?;
    let (groups, rest) = bytes.split_at(end + 1);
    Some((groups.iter().rev().fold(0, |number, byte| number << 7 | u64::from(byte & 0x7f)), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_or_not_known() {
        assert_eq!(page_size(&[0x15, 0, 0x15, 0x80, 0x08, 0x15]), Some(512));
        assert_eq!(page_size(&[0x15, 0, 0x15, 0xfe, 0xff, 0xff, 0xff, 0x0f]), Some(i32::MAX as u64));
        for broken in [&[0x15, 0, 0x15, 1][..], &[0x15, 0, 0x15, 0x80], &[0x15, 0], &[0x25, 0, 0x15, 2], &[]] {
            assert_eq!(page_size(broken), None, "{broken:?}");
        }
        assert_eq!(schema_size(&[0x15, 2, 0x19, 0x8c, 0x48]), Some(8));
        assert_eq!(schema_size(&[0x15, 2, 0x19, 0xfc, 0x80, 0x01]), Some(128));
        for broken in [&[0x15, 2, 0x18, 0x8c][..], &[0x15, 2, 0x19], &[0x15, 2, 0x19, 0xfc], &[]] {
            assert_eq!(schema_size(broken), None, "{broken:?}");
        }
    }
}

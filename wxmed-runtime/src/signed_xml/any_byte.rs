//! A fast search for bytes that are rare.

/// Whether any byte matches.
///
/// There is no early exit, and the chunks have a constant length, so that the compiler vectorises the comparison. The
/// last bytes are compared as a whole chunk that overlaps the previous one, not one by one. A general search would not
/// pay off, because most texts here are too short for a call.
#[inline(always)]
pub(crate) fn any_byte<const AT_ONCE: usize>(bytes: &[u8], is: impl Fn(u8) -> bool) -> bool {
    let found = |bytes: &[u8]| bytes.iter().fold(false, |found, &byte| found | is(byte));
    match (bytes.last_chunk::<AT_ONCE>(), bytes.last_chunk::<8>()) {
        (Some(last), _) => {
            bytes.as_chunks::<AT_ONCE>().0.iter().fold(found(last), |so_far, chunk| so_far | found(chunk))
        }
        (None, Some(last)) => bytes.as_chunks::<8>().0.iter().fold(found(last), |so_far, chunk| so_far | found(chunk)),
        (None, None) => found(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_is_found_at_every_position() {
        for length in 0..100 {
            let mut bytes = vec![b'a'; length];
            assert!(!any_byte::<16>(&bytes, |byte| byte == b'b') && !any_byte::<64>(&bytes, |byte| byte == b'b'));
            for index in 0..length {
                bytes[index] = b'b';
                assert!(any_byte::<16>(&bytes, |byte| byte == b'b'), "{index} of {length}");
                assert!(any_byte::<64>(&bytes, |byte| byte == b'b'), "{index} of {length}");
                bytes[index] = b'a';
            }
        }
    }
}

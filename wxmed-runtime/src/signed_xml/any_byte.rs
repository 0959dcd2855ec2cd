//! A fast search for bytes that are rare.

/// Whether any byte matches.
///
/// There is no early exit, and slices have a constant length, so that the compiler vectorises the comparison. The last
/// bytes are compared twice instead of one by one, because most texts here are too short for a call of a general search
/// to pay off.
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
    fn a_byte_is_found_wherever_it_is() {
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

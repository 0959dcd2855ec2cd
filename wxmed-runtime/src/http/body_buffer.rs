use crate::RawResponse;
use crate::signed_xml::wiped::Wiped;

/// A buffer for the body of a response. When it is reallocated, the old memory is zeroed, because it may contain an
/// access token.
#[derive(Default)]
pub(super) struct BodyBuffer(Wiped);

impl BodyBuffer {
    /// Appends received bytes, up to a maximum size.
    pub(super) fn take(&mut self, came: &[u8], most: usize) {
        let taken = &came[..came.len().min(most.saturating_sub(self.0.len()))];
        let needed = self.0.len() + taken.len();
        if needed > self.0.capacity() {
            // A vector that grows automatically doesn't zero its old allocation.
            let mut roomier = Wiped::new(Vec::with_capacity(needed.max(2 * self.0.len())));
            roomier.extend_from_slice(&self.0);
            self.0 = roomier;
        }
        self.0.extend_from_slice(taken);
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn into_raw(mut self) -> RawResponse {
        RawResponse::new(std::mem::take(&mut *self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_received_in_pieces_is_joined_up_to_the_limit() {
        for size in [1, 2, 3, 7, 100] {
            let mut gathered = BodyBuffer::default();
            let whole: Vec<u8> = (0..=255).collect();
            whole.chunks(size).for_each(|piece| gathered.take(piece, 250));
            assert_eq!(gathered.len(), 250);
            assert_eq!(gathered.into_raw().bytes(), &whole[..250]);
        }
    }
}

//! Refuses a request that states twice where its body ends: servers differ in where the next one begins.

use hyper::header::TRANSFER_ENCODING;
use hyper::http::request::Parts;

use super::head::Seen;
use crate::problem::Problem;

/// Refuses a request with a doubtful end. `seen` is what its head states, if the head was seen as it was sent.
pub(super) fn check(head: &Parts, seen: Option<Seen>) -> Result<(), Problem> {
    let mut codings = head.headers.get_all(TRANSFER_ENCODING).iter();
    match (codings.next(), codings.next(), seen) {
        (None, _, Some(Seen { lengths: 2.. })) => Err(Problem::TwoLengths),
        (None, _, _) => Ok(()),
        (Some(_), _, None | Some(Seen { lengths: 1.. })) => Err(Problem::TwoLengths),
        (Some(coding), None, Some(_)) if coding.as_bytes().trim_ascii().eq_ignore_ascii_case(b"chunked") => Ok(()),
        (Some(_), _, Some(_)) => Err(Problem::TransferCoding),
    }
}

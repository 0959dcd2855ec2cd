//! Refuses a request that states the length of its body twice: servers differ in where the next request begins (request
//! smuggling).

use hyper::header::TRANSFER_ENCODING;
use hyper::http::request::Parts;

use super::head::Seen;
use crate::problem::Problem;

/// Refuses a request with an ambiguous length. `seen` is read from the raw head, if that was available.
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

//! The response to data that isn't an HTTP request. The HTTP library responds without a body; this adds the JSON error.

use crate::outcome::ApiResponse;
use crate::problem::Problem;

/// The response that replaces one of the HTTP library's own, which are the only ones without a body.
pub(super) fn replacement_for(written: &[u8]) -> Option<Vec<u8>> {
    let problem = match written.strip_prefix(b"HTTP/1.1 ")?.get(..3)? {
        b"400" => Problem::NoHttp,
        b"414" | b"431" => Problem::HeadTooLarge,
        _ => return None,
    };
    let head = std::str::from_utf8(written).ok()?.strip_suffix("\r\n\r\n")?;
    if !head.split("\r\n").any(|line| line.eq_ignore_ascii_case("content-length: 0")) {
        return None;
    }
    let ApiResponse { status, body, .. } = ApiResponse::from(&problem);
    let reason = if status == 400 { "Bad Request" } else { "Request Header Fields Too Large" };
    let length = body.len();
    Some(
        format!(
            "HTTP/1.1 {status} {reason}\r\nconnection: close\r\ncontent-type: application/json; charset=utf-8\r\n\
             cache-control: no-store\r\nx-content-type-options: nosniff\r\ncontent-length: {length}\r\n\r\n{body}"
        )
        .into_bytes(),
    )
}

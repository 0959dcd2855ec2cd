//! Encoding and signing, and parsing and verifying, compared with the minimum work that they need.
//!
//! Machines are noisy, so the contenders take turns within one run, and the result is their ratio.
//! `cargo bench -p wxmed --bench codec`

#[path = "support/contest.rs"]
mod contest;
#[path = "support/fixtures.rs"]
mod fixtures;
#[path = "support/least.rs"]
mod least;

use std::hint::black_box;

use contest::Contest;
use md5::{Digest, Md5};
use wxmed::codec::{SignType, verify};
use wxmed::payinsurance::Preregister;
use wxmed::{ResponseSigning, parse_response};

fn main() {
    let key = fixtures::key();
    let request = fixtures::request();
    let signed = fixtures::signed_string(&request);
    let response = fixtures::RESPONSE;
    let signed_string = fixtures::response_signed_string();

    let mut encode = Contest::new("encode and sign a preregister of 19 fields");
    let md5_request = encode.contender("MD5 of the signed bytes", || black_box(Md5::digest(black_box(&signed))));
    let ours = encode.contender("wxmed: sign", || black_box(black_box(&request).sign(&key)));
    encode.run();
    encode.ratio(ours, &[md5_request], "aim: at most 1.5");

    let mut read = Contest::new("parse and verify its response");
    let bare = read.contender("bare quick-xml event loop", || black_box(least::bare_loop(black_box(response))));
    let md5_signed = read.contender("MD5 of the signed bytes", || black_box(Md5::digest(black_box(&signed_string))));
    let verified = read.contender("wxmed: read and verify", || {
        let fields = wxmed::codec::xml::read(black_box(response).as_bytes()).ok();
        black_box(fields.map(|fields| verify(&fields, &key, SignType::Md5, ResponseSigning::Signed)))
    });
    let typed = read.contender("wxmed: parse_response, typed reply", || {
        black_box(parse_response::<Preregister>(black_box(response), &key))
    });
    read.run();
    read.ratio(verified, &[bare, md5_signed], "read and verify; aim: at most 1.25");
    read.ratio(typed, &[bare, md5_signed], "with the envelope, a copy of the raw response and the typed reply");
}

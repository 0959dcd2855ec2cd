//! The page that plays a user's phone: it shows a code to be scanned.

use std::fmt::Write as _;

use crate::http::{HttpResponse, PLAIN_TEXT};
use crate::resource::Item;
use crate::user::OPENID;

const FOLDER: &str = "/sandbox/auth-code/";

/// Whose code a path shows.
pub(crate) fn openid(path: &str) -> Option<&str> {
    path.strip_prefix(FOLDER).filter(|openid| !openid.is_empty())
}

/// Where a user's code is shown.
pub(crate) fn address(base: &str, openid: &str) -> String {
    format!("{base}{FOLDER}{openid}")
}

/// What a request needs to have of a code: a line for each value, by names on the wire.
pub(crate) fn page(code: &Item) -> HttpResponse {
    let mut text = String::new();
    for (name, value) in code.iter().filter(|(name, _)| *name != OPENID) {
        // Writing to a text cannot fail.
        let _ = writeln!(text, "{name}={value}");
    }
    match text.is_empty() {
        false => HttpResponse::of_type(200, PLAIN_TEXT, text),
        true => HttpResponse::of_type(
            404,
            PLAIN_TEXT,
            "没有需要授权码的接口。\nNo operation takes a code that was scanned.\n",
        ),
    }
}

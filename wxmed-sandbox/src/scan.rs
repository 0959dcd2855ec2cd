//! The page that simulates a user's phone: it shows a code for scanning.

use std::fmt::Write as _;

use crate::http::{HttpResponse, PLAIN_TEXT};
use crate::resource::Item;
use crate::user::OPENID;

const FOLDER: &str = "/sandbox/auth-code/";

/// The openid in the path of such a page.
pub(crate) fn openid(path: &str) -> Option<&str> {
    path.strip_prefix(FOLDER).filter(|openid| !openid.is_empty())
}

/// The URL of the page that shows a user's code.
pub(crate) fn address(base: &str, openid: &str) -> String {
    format!("{base}{FOLDER}{openid}")
}

/// The values of a code that a request needs, one `name=value` line for each.
pub(crate) fn page(code: &Item) -> HttpResponse {
    let mut text = String::new();
    for (name, value) in code.iter().filter(|(name, _)| *name != OPENID) {
        // Writing to a `String` can't fail.
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

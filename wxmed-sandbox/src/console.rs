//! The web console: a page in the browser that shows and controls the sandbox through the control API.
//!
//! The files are static and contain no data. Their content security policy allows only the console's own scripts, and
//! nothing from other hosts.

mod files;

use crate::http::{HttpRequest, HttpResponse, PLAIN_TEXT};
use files::FILES;

/// Whether a sandbox serves the console.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Console {
    #[default]
    Served,
    Off,
}

const FOLDER: &str = "/sandbox/console";
const INDEX: &str = "index.html";

/// Allows only the console's own files and no inline code, so that data from requests can't be executed.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

const HEADERS: [(&str, &str); 8] = [
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-frame-options", "DENY"),
    // Another version of the program may be started on the same port later.
    ("cache-control", "no-cache"),
    // Named on printed pages.
    ("x-wxmed-version", env!("CARGO_PKG_VERSION")),
];

/// The URL of the console.
pub(crate) fn address(base: &str) -> String {
    format!("{base}{FOLDER}/")
}

/// Whether a path belongs to the console.
pub(crate) fn is_page(path: &str) -> bool {
    path.strip_prefix(FOLDER).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The response to a request for the console. A browser that opens the sandbox's own address is redirected to it.
pub(crate) fn respond(request: &HttpRequest) -> Option<HttpResponse> {
    let response = if is_page(&request.path) {
        match request.method.as_str() {
            "GET" | "HEAD" => page(&request.path),
            _ => HttpResponse::of_type(405, PLAIN_TEXT, "GET\n").with_header("allow", "GET, HEAD"),
        }
    } else if is_visitor(request) {
        to_console()
    } else {
        return None;
    };
    Some(HEADERS.into_iter().fold(response, |response, (name, value)| response.with_header(name, value)))
}

/// Whether the request comes from a person with a browser, not from a program that calls the interface.
fn is_visitor(request: &HttpRequest) -> bool {
    let is_at_top = matches!(request.path.as_str(), "/" | "/sandbox" | "/sandbox/");
    is_at_top && request.method == "GET" && request.header("accept").is_some_and(|types| types.contains("text/html"))
}

fn to_console() -> HttpResponse {
    HttpResponse::of_type(302, PLAIN_TEXT, "").with_header("location", address(""))
}

fn page(path: &str) -> HttpResponse {
    let Some(name) = path.strip_prefix(FOLDER).and_then(|rest| rest.strip_prefix('/')) else { return to_console() };
    let name = if name.is_empty() { INDEX } else { name };
    match FILES.iter().find(|file| file.name == name) {
        Some(file) => HttpResponse::of_type(200, file.content_type(), file.text),
        None => HttpResponse::of_type(404, PLAIN_TEXT, "控制台没有这个文件。\nThe console has no such file.\n"),
    }
}

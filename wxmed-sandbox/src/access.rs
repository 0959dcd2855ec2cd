//! The host names that a sandbox accepts, so that other websites can't use it.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use axum::http::Uri;
use axum::http::uri::Authority;

use crate::http::{HttpRequest, HttpResponse, PLAIN_TEXT};
use crate::outcome::Outcome;
use crate::{bind_page, console};

/// The accepted host names, in addition to those of this machine.
///
/// Without this check, any website could use a sandbox that only this machine can reach: through a foreign host name
/// that resolves to this machine (DNS rebinding), or from a page of another origin.
#[derive(Clone, Debug)]
pub(crate) struct Access {
    address: IpAddr,
    names: Vec<String>,
}

impl Access {
    pub(crate) fn new(address: IpAddr, names: Vec<String>) -> Self {
        Self { address, names }
    }

    /// The rejection, if the request is for another host or from another origin.
    ///
    /// A request with none of these headers doesn't come from a browser. Browsers send no `Origin` with a GET, so
    /// `Sec-Fetch-Site` is checked as well. Links to the page for binding a card and to the console may come from any
    /// website.
    pub(crate) fn rejection(&self, request: &HttpRequest, base: &str) -> Option<(HttpResponse, Outcome)> {
        let host = match request.header("host") {
            None => base.split_once("://").and_then(|(_, host)| host.parse::<Authority>().ok()),
            Some(host) => match host.parse::<Authority>().ok().filter(|host| self.knows(host)) {
                None => return Some((refused_host(base), Outcome::ForeignHost)),
                host => host,
            },
        };
        if is_from_another_site(request) && !is_link(request) {
            return Some((refused_site("Sec-Fetch-Site"), Outcome::ForeignOrigin));
        }
        let origin = request.header("origin")?;
        let is_own = origin.parse::<Uri>().is_ok_and(|origin| match (origin.authority(), &host) {
            (Some(origin), Some(host)) => origin.as_str().eq_ignore_ascii_case(host.as_str()),
            _ => false,
        });
        (!is_own).then(|| (refused_site("Origin"), Outcome::ForeignOrigin))
    }

    fn knows(&self, authority: &Authority) -> bool {
        let host = authority.host();
        let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        if authority.as_str().contains('@') {
            return false;
        }
        match bare.parse::<IpAddr>() {
            // An address isn't resolved, so DNS rebinding is impossible.
            Ok(_) if self.address.is_unspecified() => true,
            Ok(address) => address == self.address || is_this_machine(address),
            Err(_) => host.eq_ignore_ascii_case("localhost") || self.names.iter().any(|n| host.eq_ignore_ascii_case(n)),
        }
    }
}

/// Whether `Sec-Fetch-Site` names another origin. `none` means that the user typed the address. A page on another port
/// is `same-site`, which is another origin too.
fn is_from_another_site(request: &HttpRequest) -> bool {
    let is_own = |site: &str| ["same-origin", "none"].iter().any(|own| site.eq_ignore_ascii_case(own));
    request.header("sec-fetch-site").is_some_and(|site| !is_own(site.trim()))
}

/// Whether the request follows a link to a page that other websites may link to.
fn is_link(request: &HttpRequest) -> bool {
    let mode = request.header("sec-fetch-mode");
    let is_navigation = mode.is_some_and(|mode| mode.trim().eq_ignore_ascii_case("navigate"));
    let may_be_linked = bind_page::is_page(&request.path) || console::is_page(&request.path);
    is_navigation && request.method == "GET" && may_be_linked
}

fn is_this_machine(address: IpAddr) -> bool {
    address == IpAddr::V4(Ipv4Addr::LOCALHOST) || address == IpAddr::V6(Ipv6Addr::LOCALHOST)
}

fn refused_host(base: &str) -> HttpResponse {
    let text = format!(
        "请求头 Host 不在允许的主机名之列，已拒绝（防 DNS 重绑定）。请改用 {base} 调用；如需使用其他主机名，启动时加 --allow-host NAME（作为库使用时：Settings::allow_host）。\n\
         The header Host names another host, so the request was refused (against DNS rebinding). Call {base}, or start the \
         sandbox with --allow-host NAME (in the library, Settings::allow_host).\n"
    );
    HttpResponse::of_type(403, PLAIN_TEXT, text)
}

fn refused_site(header: &str) -> HttpResponse {
    let text = format!(
        "请求头 {header} 表明请求来自其他网站，已拒绝。接口由服务器调用，不由网页调用：请从后端发起，不要带 {header}。\n\
         The header {header} says that the request comes from another website, so it was refused. Servers call this \
         interface, not web pages: call it from a backend, without {header}.\n"
    );
    HttpResponse::of_type(403, PLAIN_TEXT, text)
}

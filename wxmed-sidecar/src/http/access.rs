//! Refuses requests from browsers: cross-site requests, and foreign host names that resolve to this address (DNS
//! rebinding).

use std::net::IpAddr;

use hyper::header::{HOST, ORIGIN};
use hyper::http::request::Parts;
use hyper::http::uri::Authority;
use hyper::{Method, Version};

use crate::problem::Problem;

/// The host names of a listener.
#[derive(Clone, Debug)]
pub(crate) enum Hosts {
    /// Any name, for a Unix socket, which browsers can't reach.
    Any,
    /// The names of an address.
    Listed {
        /// The address that is listened on.
        address: IpAddr,
        /// Names that are allowed in addition to those of this machine, in lower case.
        names: Vec<String>,
    },
}

impl Hosts {
    fn know(&self, authority: &Authority) -> bool {
        let Self::Listed { address, names } = self else { return true };
        if authority.as_str().contains('@') {
            return false;
        }
        let host = authority.host();
        let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        match bare.parse::<IpAddr>() {
            // An IP address in `Host` can't be the result of DNS rebinding.
            Ok(ip) => address.is_unspecified() || ip == *address || ip.is_loopback(),
            Err(_) => {
                host.eq_ignore_ascii_case("localhost") || names.iter().any(|name| host.eq_ignore_ascii_case(name))
            }
        }
    }
}

/// Refuses a request for a foreign host, or from a page in a browser.
pub(super) fn check(hosts: &Hosts, head: &Parts) -> Result<(), Problem> {
    let mut named = head.headers.get_all(HOST).iter();
    match (named.next(), named.next()) {
        (Some(host), None) => {
            let host = host.to_str().ok().and_then(|host| host.parse::<Authority>().ok());
            host.filter(|host| hosts.know(host)).ok_or(Problem::ForeignHost)?;
        }
        // HTTP/1.0 doesn't require `Host`; browsers always send it.
        (None, _) if head.version == Version::HTTP_10 => {}
        (None, _) | (Some(_), Some(_)) => return Err(Problem::ForeignHost),
    }
    if head.uri.authority().is_some_and(|authority| !hosts.know(authority)) {
        return Err(Problem::ForeignHost);
    }
    if head.headers.contains_key(ORIGIN) {
        return Err(Problem::Browser { header: "Origin" });
    }
    match head.headers.get("sec-fetch-site") {
        None => Ok(()),
        // The user typed the address.
        Some(site) if site == "none" && head.method == Method::GET => Ok(()),
        Some(_) => Err(Problem::Browser { header: "Sec-Fetch-Site" }),
    }
}

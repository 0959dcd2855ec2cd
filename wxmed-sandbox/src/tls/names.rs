//! The names in a sandbox's certificate.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The platform's host. Clients with this fixed host reach the sandbox if the name is resolved to it.
pub(crate) const PLATFORM: &str = "api.weixin.qq.com";

/// A name in a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Name {
    Address(IpAddr),
    Host(String),
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address(address) => address.fmt(f),
            Self::Host(host) => host.fmt(f),
        }
    }
}

impl Name {
    fn of(text: &str) -> Self {
        text.parse().map_or_else(|_| Self::Host(text.to_ascii_lowercase()), Self::Address)
    }
}

/// The names of this machine, the listening address, the allowed hosts and the platform's host.
pub(crate) fn of(address: IpAddr, hosts: &[String]) -> Vec<Name> {
    let machine = [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];
    let own = (!address.is_unspecified()).then_some(address);
    let hosts = ["localhost"].into_iter().chain(hosts.iter().map(String::as_str));
    let mut names = Vec::new();
    for name in machine.into_iter().chain(own).map(Name::Address).chain(hosts.map(Name::of)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

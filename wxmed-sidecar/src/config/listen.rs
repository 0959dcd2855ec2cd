//! The listeners of the configuration.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use super::identity::Identity;
use super::reader::Reader;
use super::table::{Item, Table};

/// An address to listen on, and the caller that is assumed there.
#[derive(Clone, Debug)]
pub struct Listener {
    pub(super) address: Address,
    pub(super) caller: Option<String>,
}

impl Listener {
    /// The address.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// The name of the caller for requests without a token. `None` if each request needs a token. Always `None` for an
    /// address that other machines can reach.
    pub fn caller(&self) -> Option<&str> {
        self.caller.as_deref()
    }
}

/// An address to listen on.
#[derive(Clone, Debug)]
pub enum Address {
    /// Plain HTTP, for this machine only: the address is a loopback address.
    Loopback(SocketAddr),
    /// HTTP over TLS, on any address.
    Tls(SocketAddr, Identity),
    /// A Unix socket.
    Unix(UnixSocket),
}

/// A Unix socket.
#[derive(Clone, Debug)]
pub struct UnixSocket {
    pub(super) path: PathBuf,
    pub(super) mode: u32,
}

impl UnixSocket {
    /// Its path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The mode of its file, such as `0o660`. Users other than the owner and the group never have access.
    pub fn mode(&self) -> u32 {
        self.mode
    }
}

/// A listener, with the positions of its parts in the file.
pub(super) struct Written {
    pub(super) address: Address,
    pub(super) caller: Option<Item<String>>,
    /// The position of the listener in the file.
    pub(super) span: std::ops::Range<usize>,
}

/// The port on which the documentation's examples listen.
const PORT: u16 = 8378;

impl Written {
    /// The listener of a configuration without `[[listen]]`.
    pub(super) fn usual() -> Self {
        let address = Address::Loopback(SocketAddr::from((Ipv4Addr::LOCALHOST, PORT)));
        Self { address, caller: None, span: 0..0 }
    }

    pub(super) fn read(table: Table<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let span = table.span();
        let caller = table.text("caller", reader).map(|text| Item { value: text.value.to_owned(), span: text.span });
        let address = match (table.has("tcp"), table.has("unix")) {
            (true, false) => tcp(&table, reader),
            (false, true) => unix(&table, reader).map(Address::Unix),
            (true, true) | (false, false) => {
                table.get("tcp");
                table.get("unix");
                let zh = "每个 [[listen]] 须写 tcp 与 unix 之一，如 tcp = \"127.0.0.1:8378\"";
                reader.wrong(
                    span.clone(),
                    zh,
                    "each [[listen]] needs one of tcp and unix, as in tcp = \"127.0.0.1:8378\"",
                );
                return None;
            }
        };
        table.finish(reader);
        Some(Self { address: address?, caller, span })
    }
}

fn tcp(table: &Table<'_>, reader: &mut Reader<'_>) -> Option<Address> {
    let text = table.text("tcp", reader);
    let identity = table.table("tls", reader).map(|tls| Identity::read(tls, reader));
    let text = text?;
    let Ok(address) = text.value.parse::<SocketAddr>() else {
        let zh = "应为 IP 地址与端口，如 127.0.0.1:8378 或 [::1]:8378";
        reader.wrong(text.span, zh, "must be an IP address and a port, as in 127.0.0.1:8378 or [::1]:8378");
        return None;
    };
    match identity {
        Some(identity) => Some(Address::Tls(address, identity?)),
        None if table.has("tls") => None,
        None if address.ip().is_loopback() => Some(Address::Loopback(address)),
        None => {
            let zh = "其他机器可访问的地址须用 TLS：请加 tls = { certificate = \"…\", key = { file = \"…\" } }，或改为 127.0.0.1";
            let en = "an address that other machines reach needs TLS: add tls = { certificate = \"…\", key = { file = \"…\" } }, \
                      or listen on 127.0.0.1";
            reader.wrong(text.span, zh, en);
            None
        }
    }
}

fn unix(table: &Table<'_>, reader: &mut Reader<'_>) -> Option<UnixSocket> {
    let path = table.text("unix", reader);
    let mode = table.text("mode", reader).map(|mode| (octal(mode.value), mode.span));
    let path = path?;
    if cfg!(not(unix)) {
        reader.wrong(path.span, "此系统没有 Unix 套接字：请用 tcp", "this system has no Unix sockets: use tcp");
        return None;
    }
    let mode = match mode {
        None => 0o600,
        Some((Some(mode), _)) => mode,
        Some((None, span)) => {
            let zh = "mode 应为 \"0600\" 或 \"0660\" 等，其他用户不能有权限";
            reader.wrong(span, zh, "mode must be \"0600\", \"0660\" or the like, without access for other users");
            return None;
        }
    };
    Some(UnixSocket { path: reader.path(path.value), mode })
}

/// Parses an octal mode that gives other users no access.
fn octal(text: &str) -> Option<u32> {
    let mode = u32::from_str_radix(text, 8).ok()?;
    (mode <= 0o770 && mode & 0o007 == 0).then_some(mode)
}

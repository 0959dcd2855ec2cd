//! Where the sidecar listens.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use wxmed::Secret;

/// An address to listen on, and who calls there.
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

    /// The name of the caller whose requests come without a token. `None`: each request needs a token. It is always
    /// `None` for an address that other machines reach.
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

    /// The mode of its file, such as `0o660`. Other users than the owner and the group never have access.
    pub fn mode(&self) -> u32 {
        self.mode
    }
}

/// The certificate of a listener, and its private key. `Debug` shows neither.
#[derive(Clone)]
pub struct Identity {
    pub(super) certificates: Vec<u8>,
    pub(super) key: Secret,
}

impl Identity {
    /// The certificate and those of the authorities in between, in PEM.
    pub fn certificates(&self) -> &[u8] {
        &self.certificates
    }

    /// The private key, in PEM.
    pub fn key(&self) -> &Secret {
        &self.key
    }
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Identity(***)")
    }
}

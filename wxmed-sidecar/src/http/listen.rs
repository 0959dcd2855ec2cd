//! Opens the listeners of the configuration.

use std::io;
use std::net::SocketAddr;

use tokio::net::TcpListener;
#[cfg(unix)]
use tokio::net::UnixListener;
use tokio_rustls::TlsAcceptor;
use wxmed::Bilingual;

use super::tls;
use crate::config::Address;
#[cfg(unix)]
use crate::config::UnixSocket;

/// An open listener.
pub(crate) enum Bound {
    Tcp(TcpListener),
    Tls(TcpListener, TlsAcceptor),
    #[cfg(unix)]
    Unix(UnixListener, OpenSocket),
}

/// Why an address can't be opened.
pub(crate) struct BindFailure {
    /// The address, for people.
    pub(crate) address: String,
    pub(crate) reason: Bilingual,
}

impl Bound {
    pub(crate) async fn open(address: &Address) -> Result<Self, BindFailure> {
        match address {
            Address::Loopback(address) => Ok(Self::Tcp(tcp(*address).await?)),
            Address::Tls(address, identity) => {
                let failed = |error: rustls::Error| BindFailure {
                    address: address.to_string(),
                    reason: Bilingual::new(format!("TLS 无法初始化：{error}"), format!("TLS can't be set up: {error}")),
                };
                let acceptor = tls::acceptor(identity).map_err(failed)?;
                Ok(Self::Tls(tcp(*address).await?, acceptor))
            }
            #[cfg(unix)]
            Address::Unix(socket) => unix(socket).map_err(|error| of_io(socket.path().display().to_string(), &error)),
            #[cfg(not(unix))]
            Address::Unix(socket) => Err(BindFailure {
                address: socket.path().display().to_string(),
                reason: Bilingual::of("此系统没有 Unix 套接字", "this system has no Unix sockets"),
            }),
        }
    }

    /// The address, with the port that the system chose.
    pub(crate) fn address(&self) -> Option<SocketAddr> {
        match self {
            Self::Tcp(listener) | Self::Tls(listener, _) => listener.local_addr().ok(),
            #[cfg(unix)]
            Self::Unix(..) => None,
        }
    }

    /// The URL, for people.
    pub(crate) fn url(&self) -> String {
        let shown = |scheme: &str| self.address().map_or_else(String::new, |address| format!("{scheme}://{address}"));
        match self {
            Self::Tcp(_) => shown("http"),
            Self::Tls(..) => shown("https"),
            #[cfg(unix)]
            Self::Unix(_, socket) => format!("unix:{}", socket.0.display()),
        }
    }
}

async fn tcp(address: SocketAddr) -> Result<TcpListener, BindFailure> {
    TcpListener::bind(address).await.map_err(|error| of_io(address.to_string(), &error))
}

fn of_io(address: String, error: &io::Error) -> BindFailure {
    let reason = match error.kind() {
        io::ErrorKind::AddrInUse => Bilingual::of(
            "已被占用：请停止占用它的程序，或在配置中换一个地址",
            "is taken: stop the program that uses it, or choose another address in the configuration",
        ),
        _ => Bilingual::new(format!("无法监听：{error}"), format!("can't be listened on: {error}")),
    };
    BindFailure { address, reason }
}

/// The file of a Unix socket, which is removed at the end.
#[cfg(unix)]
pub(crate) struct OpenSocket(std::path::PathBuf);

#[cfg(unix)]
impl Drop for OpenSocket {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

#[cfg(unix)]
fn unix(socket: &UnixSocket) -> io::Result<Bound> {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{FileTypeExt, PermissionsExt};
    use std::os::unix::net::UnixStream;
    let path = socket.path();
    // Removes a socket that a killed process left behind, unless a process still listens on it.
    let is_socket = fs::symlink_metadata(path).is_ok_and(|found| found.file_type().is_socket());
    if is_socket && UnixStream::connect(path).is_err() {
        fs::remove_file(path)?;
    }
    let listener = UnixListener::bind(path)?;
    let open = OpenSocket(path.to_owned());
    fs::set_permissions(path, Permissions::from_mode(socket.mode()))?;
    Ok(Bound::Unix(listener, open))
}

//! Runs the sidecar until it is stopped.

use std::io::{self, IsTerminal as _};
use std::path::Path;

use tokio::runtime::Builder;
use wxmed::Lang;
use wxmed_commands::output;
use wxmed_sidecar::config::{Config, Environment};
use wxmed_sidecar::{Drained, Sidecar, StartError};

use super::log;
use crate::end::{Ended, Failure, Result};
use crate::stop::Stop;

/// Starts a sidecar, and serves until a signal arrives. A second signal ends it immediately.
pub(crate) fn run(path: &Path, lang: Lang) -> Result<Ended> {
    let config = match Config::load(path, &Environment::of_process()) {
        Ok(config) => config,
        Err(errors) => {
            output::remark(errors.render(lang, io::stderr().is_terminal()))?;
            return Ok(Ended::NotRun);
        }
    };
    log::start(config.log())?;
    for warning in config.warnings() {
        tracing::warn!(target: "wxmed::sidecar", "{}", warning.en);
    }
    let runtime = Builder::new_multi_thread().thread_name("wxmed-serve").enable_all().build()?;
    let ended = runtime.block_on(serve(&config));
    // Don't wait for blocking tasks, which may be waiting for a file or for DNS.
    runtime.shutdown_background();
    ended
}

async fn serve(config: &Config) -> Result<Ended> {
    let mut stop = Stop::listen()?;
    let mut reload = Reload::listen()?;
    let sidecar = Sidecar::start(config).await.map_err(|error: StartError| Failure::Message(error.message()))?;
    for url in sidecar.urls() {
        tracing::info!(target: "wxmed::sidecar", url, "listening");
    }
    ready();
    {
        // Fetch tokens in advance, so that the first calls don't need to and errors are logged early.
        let mut warm_up = std::pin::pin!(sidecar.warm_up());
        let mut is_warm = false;
        loop {
            tokio::select! {
                () = stop.wanted() => break,
                () = warm_up.as_mut(), if !is_warm => is_warm = true,
                // This reads files. `block_in_place` keeps the other threads of the runtime from waiting for it.
                () = reload.wanted() => drop(tokio::task::block_in_place(|| sidecar.reload_specs())),
            }
        }
    }
    tracing::info!(target: "wxmed::sidecar", "stopping: calls in progress are waited for");
    let Drained { calls } = tokio::select! {
        drained = sidecar.stop() => drained,
        () = stop.wanted() => {
            tracing::warn!(target: "wxmed::sidecar", "stopped at once: the outcomes of calls in progress are unknown");
            return Ok(Ended::Found);
        }
    };
    if calls > 0 {
        tracing::warn!(target: "wxmed::sidecar", calls, "calls had not ended in time: their outcomes are unknown");
        return Ok(Ended::Found);
    }
    tracing::info!(target: "wxmed::sidecar", "stopped");
    Ok(Ended::Fine)
}

/// Notifies systemd that requests are accepted, if the unit has `Type=notify`.
fn ready() {
    #[cfg(unix)]
    if let Some(socket) = std::env::var_os("NOTIFY_SOCKET") {
        let sent = notify_socket(&socket)
            .and_then(|address| std::os::unix::net::UnixDatagram::unbound()?.send_to_addr(b"READY=1", &address));
        if let Err(error) = sent {
            tracing::warn!(target: "wxmed::sidecar", %error, "systemd could not be notified");
        }
    }
}

/// The address of a path or, on Linux, of an abstract name, which begins with `@`.
#[cfg(unix)]
fn notify_socket(socket: &std::ffi::OsStr) -> io::Result<std::os::unix::net::SocketAddr> {
    use std::os::unix::net::SocketAddr;
    #[cfg(target_os = "linux")]
    if let Some(name) = std::os::unix::ffi::OsStrExt::as_bytes(socket).strip_prefix(b"@") {
        return <SocketAddr as std::os::linux::net::SocketAddrExt>::from_abstract_name(name);
    }
    SocketAddr::from_pathname(socket)
}

/// The signal that reloads the specs.
#[cfg(unix)]
struct Reload(tokio::signal::unix::Signal);

#[cfg(unix)]
impl Reload {
    fn listen() -> io::Result<Self> {
        tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup()).map(Self)
    }

    async fn wanted(&mut self) {
        if self.0.recv().await.is_none() {
            std::future::pending::<()>().await;
        }
    }
}

/// Windows has no such signal. Specs are reloaded if the configuration has `reload_every`.
#[cfg(not(unix))]
struct Reload;

#[cfg(not(unix))]
impl Reload {
    fn listen() -> io::Result<Self> {
        Ok(Self)
    }

    async fn wanted(&mut self) {
        std::future::pending::<()>().await;
    }
}

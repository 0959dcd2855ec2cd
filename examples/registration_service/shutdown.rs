//! The signals that stop the service.

use std::io;

use tokio_util::sync::CancellationToken;

/// A token that is cancelled by Ctrl-C, and by SIGTERM, which service managers and containers send.
pub(crate) fn signalled() -> io::Result<CancellationToken> {
    let token = CancellationToken::new();
    let signal = signal()?;
    let cancelled = token.clone();
    tokio::spawn(async move {
        signal.await;
        tracing::info!("stopping");
        cancelled.cancel();
    });
    Ok(token)
}

#[cfg(unix)]
fn signal() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};

    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(windows)]
fn signal() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupt.recv().await;
    })
}

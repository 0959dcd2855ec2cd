//! The signals that stop the program: Ctrl-C, and those of the system or a container.

use std::io;

/// Signals that end the program. While it listens, they don't end the process by default. The first process of a
/// container would otherwise ignore SIGTERM.
#[cfg(unix)]
pub(crate) struct Stop([tokio::signal::unix::Signal; 2]);

#[cfg(unix)]
impl Stop {
    /// Begins to listen, inside a runtime.
    pub(crate) fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self([signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?]))
    }

    /// Waits for the first signal.
    pub(crate) async fn wanted(&mut self) {
        use std::future::poll_fn;
        use std::task::Poll;
        poll_fn(|cx| match self.0.iter_mut().any(|signal| signal.poll_recv(cx).is_ready()) {
            true => Poll::Ready(()),
            false => Poll::Pending,
        })
        .await;
    }
}

/// Ctrl-C, which ends the program.
#[cfg(windows)]
pub(crate) struct Stop(tokio::signal::windows::CtrlC);

#[cfg(windows)]
impl Stop {
    /// Begins to listen, inside a runtime.
    pub(crate) fn listen() -> io::Result<Self> {
        Ok(Self(tokio::signal::windows::ctrl_c()?))
    }

    /// Waits for Ctrl-C.
    pub(crate) async fn wanted(&mut self) {
        let _ = self.0.recv().await;
    }
}

//! Reloads specs when their files have changed.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::PathBuf;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::sleep;
use wxmed::dynamic::{Specs, SpecsError};
use wxmed::spec::Sources;

/// Reloads the specs, and logs the result. If a spec is invalid, the old specs stay in use.
pub(crate) fn reload(specs: &Specs) -> Result<(), SpecsError> {
    let reloaded = specs.reload();
    match &reloaded {
        Ok(()) => tracing::info!(target: "wxmed::sidecar", "specs were reloaded"),
        Err(error) => tracing::error!(target: "wxmed::sidecar", %error, "specs were not reloaded"),
    }
    reloaded
}

/// Checks for changes until the sidecar stops.
pub(crate) async fn watch(specs: Specs, paths: Vec<PathBuf>, every: Duration, mut stop: watch::Receiver<bool>) {
    let mut seen = fingerprint(&paths).await;
    loop {
        tokio::select! {
            _ = stop.wait_for(|stopping| *stopping) => return,
            () = sleep(every) => {}
        }
        let now = fingerprint(&paths).await;
        if now != seen {
            seen = now;
            let specs = specs.clone();
            // An error was already logged. The next change causes another reload.
            let _ = tokio::task::spawn_blocking(move || reload(&specs)).await;
        }
    }
}

/// A value that changes when a file does. `None` if the files can't be read at the moment.
async fn fingerprint(paths: &[PathBuf]) -> Option<u64> {
    let paths = paths.to_vec();
    let read = tokio::task::spawn_blocking(move || {
        let mut hasher = DefaultHasher::new();
        for path in &paths {
            let sources = Sources::read(path, &path.display().to_string()).ok()?;
            sources.files().iter().for_each(|file| (&file.name, &file.text).hash(&mut hasher));
        }
        Some(hasher.finish())
    });
    read.await.ok().flatten()
}

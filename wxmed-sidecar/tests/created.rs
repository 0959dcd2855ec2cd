//! The log event of a new journal. It has a separate test process, because the log is collected from all threads.

#[path = "journal/support.rs"]
#[allow(dead_code)]
mod support;

use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};

use support::{Folder, Time, open};

/// Collects log events.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

impl<S: tracing::Subscriber> Layer<S> for Log {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        struct All<'t>(&'t mut String);
        impl Visit for All<'_> {
            fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
                self.0.push_str(&format!("{field}={value:?}\n"));
            }
        }
        let mut text = self.0.lock().unwrap();
        text.push_str(&format!("{}\n", event.metadata().level()));
        event.record(&mut All(&mut text));
    }
}

/// The creation is a warning, because a lost journal looks like a new one, and calls may then be sent twice.
#[test]
fn creating_a_journal_logs_a_warning() {
    let (folder, time, log) = (Folder::new(), Time::new(), Log::default());
    tracing::subscriber::set_global_default(tracing_subscriber::registry().with(log.clone())).unwrap();
    open(&folder, &time).close();
    let created = std::mem::take(&mut *log.0.lock().unwrap());
    let path = format!("path={}\n", folder.journal().display());
    assert!(created.starts_with("WARN\n") && created.contains(&path), "{created}");
    assert!(created.contains("which knows of no earlier call"), "{created}");
    open(&folder, &time).close();
    assert_eq!(*log.0.lock().unwrap(), "", "an existing journal is not reported");
}

//! Records all log output: each span, event and field of `tracing` and of `log`, at every level.

use std::fmt::Debug;
use std::sync::{Arc, Mutex, Once, OnceLock, PoisonError};

use tracing::field::{Field, Visit};
use tracing::{Dispatch, Event, Subscriber, span};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::{LookupSpan, Registry};

/// Clones share the recorded lines.
#[derive(Clone, Default)]
pub(crate) struct Listener {
    heard: Arc<Mutex<Vec<String>>>,
}

impl Listener {
    /// Records the output of the whole process, from the first call on.
    #[allow(dead_code, reason = "the tests of the client listen to single calls")]
    pub(crate) fn everywhere() -> &'static Self {
        static EVERYWHERE: OnceLock<Listener> = OnceLock::new();
        static INSTALLED: Once = Once::new();
        let listener = EVERYWHERE.get_or_init(Self::default);
        INSTALLED.call_once(|| {
            log::set_logger(listener).unwrap();
            log::set_max_level(log::LevelFilter::Trace);
            tracing::dispatcher::set_global_default(listener.dispatch()).unwrap();
        });
        listener
    }

    /// The subscriber that records to this listener.
    pub(crate) fn dispatch(&self) -> Dispatch {
        Dispatch::new(Registry::default().with(self.clone()))
    }

    pub(crate) fn note(&self, line: impl Into<String>) {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).push(line.into());
    }

    /// The lines, in the order in which they were recorded.
    pub(crate) fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl log::Log for Listener {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        self.note(format!("log {} {} {}", record.level(), record.target(), record.args()));
    }

    fn flush(&self) {}
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0 += &format!(" {field}={value:?}");
    }
}

impl<S: Subscriber + for<'s> LookupSpan<'s>> Layer<S> for Listener {
    fn on_new_span(&self, attributes: &span::Attributes<'_>, id: &span::Id, context: Context<'_, S>) {
        let metadata = attributes.metadata();
        let outer = context.span(id).and_then(|span| span.parent());
        let outer = outer.map(|outer| format!(" in {}", outer.name())).unwrap_or_default();
        let mut line = Line(format!("span {} {}{outer}", metadata.level(), metadata.name()));
        attributes.record(&mut line);
        self.note(line.0);
    }

    fn on_record(&self, id: &span::Id, values: &span::Record<'_>, context: Context<'_, S>) {
        let mut line = Line(context.span(id).map(|span| span.name().to_owned()).unwrap_or_default());
        values.record(&mut line);
        self.note(line.0);
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let metadata = event.metadata();
        let mut line = Line(format!("event {} {} {}", metadata.level(), metadata.target(), metadata.name()));
        event.record(&mut line);
        self.note(line.0);
    }
}

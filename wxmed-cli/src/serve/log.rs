//! The log of the sidecar, on standard error.
//!
//! Only events of wxmed are logged, because events of other crates could contain sent data.

use std::fmt::{self, Write as _};
use std::io::{self, Write as _};
use std::panic;

use jiff::Timestamp;
use jiff::tz::offset;
use serde_json::{Map, Value};
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Metadata, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use wxmed_sidecar::config::{LogFormat, LogLevel, LogSettings};

use crate::end::{Failure, Result};

/// Installs the log.
pub(super) fn start(settings: &LogSettings) -> Result<()> {
    let level = match settings.level() {
        LogLevel::Error => Level::ERROR,
        LogLevel::Warn => Level::WARN,
        LogLevel::Info => Level::INFO,
        LogLevel::Debug => Level::DEBUG,
    };
    let log = Log { format: settings.format(), level };
    tracing::subscriber::set_global_default(tracing_subscriber::registry().with(log)).map_err(Failure::of)?;
    // The message of a panic isn't logged, because it may contain anything.
    panic::set_hook(Box::new(|info| {
        let location = info.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(target: "wxmed::sidecar", place = location, "panicked");
    }));
    Ok(())
}

struct Log {
    format: LogFormat,
    level: Level,
}

impl<S: Subscriber> Layer<S> for Log {
    fn enabled(&self, metadata: &Metadata<'_>, _: Context<'_, S>) -> bool {
        metadata.is_event() && *metadata.level() <= self.level && metadata.target().starts_with("wxmed")
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        let now = Timestamp::from_millisecond(Timestamp::now().as_millisecond()).unwrap_or_default();
        let at = now.display_with_offset(offset(8)).to_string();
        let line = match self.format {
            LogFormat::Text => fields.text(&at, *event.metadata().level()),
            LogFormat::Json => fields.json(at, event.metadata()),
        };
        // Calls continue even if the output was closed.
        let _ = io::stderr().lock().write_all(line.as_bytes());
    }
}

/// The fields of an event.
#[derive(Default)]
struct Fields {
    message: String,
    others: Vec<(&'static str, Value)>,
}

impl Fields {
    fn add(&mut self, field: &Field, value: Value) {
        match (field.name(), value) {
            ("message", Value::String(text)) => self.message = text,
            (name, value) => self.others.push((name, value)),
        }
    }

    /// Formats a text line. Line breaks in values are escaped, so that a value can't look like another line.
    fn text(&self, at: &str, level: Level) -> String {
        let mut line = format!("{at} {level:<5} {}", self.message.escape_debug());
        for (name, value) in &self.others {
            // Writing to a string can't fail.
            let _ = match value {
                Value::String(text) if is_bare(text) => write!(line, " {name}={text}"),
                value => write!(line, " {name}={value}"),
            };
        }
        line.push('\n');
        line
    }

    fn json(self, at: String, metadata: &Metadata<'_>) -> String {
        let mut object = Map::new();
        object.insert("at".to_owned(), at.into());
        object.insert("level".to_owned(), metadata.level().as_str().to_ascii_lowercase().into());
        object.insert("target".to_owned(), metadata.target().into());
        object.insert("message".to_owned(), self.message.into());
        object.extend(self.others.into_iter().map(|(name, value)| (name.to_owned(), value)));
        format!("{}\n", Value::Object(object))
    }
}

fn is_bare(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| !c.is_whitespace() && !c.is_control() && c != '"')
}

impl Visit for Fields {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.add(field, value.into());
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.add(field, value.into());
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.add(field, value.into());
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.add(field, value.into());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.add(field, format!("{value:?}").into());
    }
}

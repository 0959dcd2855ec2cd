//! Changes for people and for programs.

use annotate_snippets::{Level, Renderer};
use serde_json::{Value, json};
use wxmed_compiler::model::Span;
use wxmed_core::Bilingual;
use wxmed_tools::{Change, Effect};

use super::BothSources;
use crate::failure::Result;
use crate::output::{self, GOOD, STRONG, styled};

/// The name of a change's effect.
pub(super) fn effect_name(effect: Effect) -> &'static str {
    match effect {
        Effect::Wire => "wire break",
        Effect::Source => "source break",
        Effect::Nothing => "breaks nothing",
    }
}

/// Renders each change with its line, and a summary.
pub(super) fn human(changes: &[Change], versions: BothSources<'_>, all: bool) -> Result<()> {
    for change in shown(changes, all) {
        output::line(format_args!("{}\n", draw(change, versions)))?;
    }
    let number = |effect| changes.iter().filter(|change| change.rule.effect() == effect).count();
    let (wire, source, others) = (number(Effect::Wire), number(Effect::Source), number(Effect::Nothing));
    let others = match (others, all) {
        (0, _) => String::new(),
        (_, true) => format!("; {} nothing", output::count(others, "change breaks", "changes break")),
        (_, false) => format!("; {} nothing: --all shows", output::count(others, "change breaks", "changes break")),
    };
    if wire + source == 0 {
        return output::line(format_args!("{}{others}", styled(GOOD, "nothing breaks")));
    }
    let breaks =
        [output::count(wire, "wire break", "wire breaks"), output::count(source, "source break", "source breaks")];
    output::line(format_args!("{}{others}", styled(STRONG, breaks.join(", "))))
}

/// Writes a JSON array, with one line for each entry.
pub(super) fn json(changes: &[Change], versions: BothSources<'_>, all: bool) -> Result<()> {
    let entries: Vec<String> = shown(changes, all).map(|change| entry(change, versions).to_string()).collect();
    output::line(if entries.is_empty() { "[]".to_owned() } else { format!("[\n{}\n]", entries.join(",\n")) })
}

fn shown(changes: &[Change], all: bool) -> impl Iterator<Item = &Change> {
    changes.iter().filter(move |change| all || change.rule.effect() != Effect::Nothing)
}

fn draw(change: &Change, versions: BothSources<'_>) -> String {
    let sources = versions.of(change);
    let level = match change.rule.effect() {
        Effect::Wire | Effect::Source => Level::ERROR,
        Effect::Nothing => Level::NOTE,
    };
    let level = level.with_name(effect_name(change.rule.effect()));
    let title = format!("{}: {} [{}]", change.subject, both(&change.message), change.rule.name());
    let (about, remedy) = (both(&change.rule.about()), both(&change.rule.remedy()));
    let report = sources
        .excerpt(change.span)
        .draw(level.primary_title(title))
        .element(Level::NOTE.message(about))
        .element(Level::HELP.message(remedy));
    Renderer::styled().render(&[report])
}

fn both(text: &Bilingual) -> String {
    format!("{text} · {text:#}")
}

fn entry(change: &Change, versions: BothSources<'_>) -> Value {
    let sources = versions.of(change);
    let span = change.span;
    let from = sources.position(span);
    let to = sources.position(Span { start: span.end.max(span.start), ..span });
    let bilingual = |bilingual: &Bilingual| json!({ "zh": bilingual.zh, "en": bilingual.en });
    json!({
        "id": change.rule.name(),
        "breaks": change.rule.effect().name(),
        "version": match change.version {
            wxmed_tools::Version::Old => "old",
            wxmed_tools::Version::New => "new",
        },
        "path": sources.file(span).map_or("", |file| file.path.as_str()),
        "line": from.line,
        "column": from.column,
        "end_line": to.line,
        "end_column": to.column,
        "subject": change.subject,
        "message": bilingual(&change.message),
        "meaning": bilingual(&change.rule.about()),
        "help": bilingual(&change.rule.remedy()),
    })
}

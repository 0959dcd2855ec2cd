//! Decisions for people and for programs.

use serde_json::{Value, json};
use wxmed_compiler::Sources;
use wxmed_compiler::model::Span;
use wxmed_core::Bilingual;
use wxmed_tools::{Decision, DecisionKind, Draft, Evidence};

use crate::failure::Result;
use crate::output::{self, GOOD, LOCATION, STRONG, styled};

/// The maximum number of characters of a source that are shown.
const LONGEST: usize = 60;

/// Reports the file that was written.
pub(super) fn written(path: &str, draft: &Draft, write: fn(String) -> Result<()>) -> Result<()> {
    let fields = output::count(draft.fields, "field", "fields");
    write(format!("{} {path}: {fields}", styled(GOOD, "wrote")))
}

/// Lists the decisions by kind.
pub(super) fn human(decisions: &[Decision], sources: &Sources, write: fn(String) -> Result<()>) -> Result<()> {
    let number = output::count(decisions.len(), "decision", "decisions");
    let heading = format!("{number} for a person · 须由人决定的有 {} 项", decisions.len());
    write(styled(STRONG, heading))?;
    for kind in DecisionKind::ALL {
        let of_kind: Vec<&Decision> = decisions.iter().filter(|decision| decision.kind == *kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        write(format!("\n{}: {}", styled(STRONG, kind.name()), both(&kind.about())))?;
        for decision in of_kind {
            write(entry(decision, sources))?;
        }
    }
    Ok(())
}

fn entry(decision: &Decision, sources: &Sources) -> String {
    let path = if decision.path.is_empty() { "*" } else { &decision.path };
    let mut text = format!("  {}: {}", styled(STRONG, path), both(&decision.message));
    if let Some(proposal) = &decision.proposal {
        text += &format!("\n    {}", styled(GOOD, proposal));
    }
    // The sentence already contains the label, and there is one for each field.
    let is_plain = decision.kind == DecisionKind::English;
    for evidence in decision.evidence.iter().filter(|_| !is_plain) {
        let location = styled(LOCATION, location(evidence.span, sources));
        // Omitted texts are shown in full, because the user has to add them.
        let longest = if decision.kind == DecisionKind::LeftOut { usize::MAX } else { LONGEST };
        text += &format!("\n    {location} {}", shortened(&evidence.text, longest));
        text.truncate(text.trim_end().len());
    }
    text
}

fn both(text: &Bilingual) -> String {
    format!("{text} · {text:#}")
}

fn shortened(text: &str, longest: usize) -> String {
    let mut shown: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(longest).collect();
    if text.chars().count() > longest {
        shown.push('…');
    }
    shown
}

/// `file:line:column`.
pub(super) fn location(span: Span, sources: &Sources) -> String {
    let position = sources.position(span);
    let path = sources.file(span).map_or("", |file| file.path.as_str());
    format!("{path}:{}:{}", position.line, position.column)
}

/// A JSON array, with one line for each entry.
pub(super) fn json(decisions: &[Decision], sources: &Sources) -> String {
    let bilingual = |bilingual: &Bilingual| json!({ "zh": bilingual.zh, "en": bilingual.en });
    let evidence = |evidence: &Evidence| {
        let position = sources.position(evidence.span);
        json!({
            "path": sources.file(evidence.span).map_or("", |file| file.path.as_str()),
            "line": position.line,
            "column": position.column,
            "text": evidence.text,
        })
    };
    let entry = |decision: &Decision| {
        let evidence: Vec<Value> = decision.evidence.iter().map(evidence).collect();
        json!({
            "kind": decision.kind.name(),
            "path": decision.path,
            "says": bilingual(&decision.message),
            "about": bilingual(&decision.kind.about()),
            "proposal": decision.proposal,
            "evidence": evidence,
        })
        .to_string()
    };
    let entries: Vec<String> = decisions.iter().map(entry).collect();
    format!("[\n{}\n]", entries.join(",\n"))
}

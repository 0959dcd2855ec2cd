//! Reports each message as soon as it is checked, and a summary at the end.

use serde_json::{Value, json};
use wxmed::spec::model::Model;
use wxmed::{Lang, Severity};
use wxmed_commands::output::{BAD, GOOD, LOCATION, STRONG, line, styled};

use super::summary::{Numbers, Seen, Subject, Summary};
use super::validate::{Problem, Signed, Verdict};
use crate::end::{Ended, Failure, Result};
use crate::report::Output;

/// Where a message begins.
#[derive(Clone, Copy)]
pub(super) struct Where<'f> {
    pub(super) file: &'f str,
    pub(super) line: usize,
}

/// Writes verdicts, and collects the summary.
pub(super) struct Report<'m> {
    model: &'m Model,
    output: Output,
    all: bool,
    lang: Lang,
    summary: Summary,
}

impl<'m> Report<'m> {
    pub(super) fn new(model: &'m Model, output: Output, all: bool, lang: Lang) -> Self {
        Self { model, output, all, lang, summary: Summary::default() }
    }

    /// Reports a message with its verdict.
    pub(super) fn add(&mut self, location: Where<'_>, subject: Subject, verdict: &Verdict) -> Result<()> {
        self.summary.add(subject, verdict);
        if !self.all && verdict.problems.is_empty() {
            return Ok(());
        }
        match self.output {
            Output::Human => self.human(location, subject, verdict),
            Output::Json => Ok(line(self.object(location, subject, verdict))?),
        }
    }

    fn human(&self, location: Where<'_>, subject: Subject, verdict: &Verdict) -> Result<()> {
        let Where { file, line: number } = location;
        let state = match (verdict.problems.is_empty(), self.lang) {
            (true, Lang::Zh) => styled(GOOD, "无问题"),
            (true, Lang::En) => styled(GOOD, "in order"),
            (false, _) => String::new(),
        };
        let signature = match verdict.signature {
            Some(Signed::Right) => self.text("签名正确", "signature right"),
            _ => "",
        };
        let states: Vec<&str> = [state.as_str(), signature].into_iter().filter(|text| !text.is_empty()).collect();
        let (colon, comma) = (self.text("：", ": "), self.text("，", ", "));
        let states = if states.is_empty() { String::new() } else { format!("{colon}{}", states.join(comma)) };
        line(format_args!("{} {}{states}", styled(LOCATION, format_args!("{file}:{number}:")), self.title(subject)))?;
        verdict.problems.iter().try_for_each(|problem| Ok(line(self.problem(problem))?))
    }

    fn problem(&self, problem: &Problem) -> String {
        let label = match (problem.severity, self.lang) {
            (Severity::Error, Lang::Zh) => styled(BAD, "错误"),
            (Severity::Error, Lang::En) => styled(BAD, "error  "),
            (Severity::Warning, Lang::Zh) => "警告".to_owned(),
            (Severity::Warning, Lang::En) => "warning".to_owned(),
        };
        format!("  {label} {}", problem.message.in_lang(self.lang))
    }

    fn title(&self, subject: Subject) -> String {
        let (kind, name) = (subject.kind(), subject.names(self.model).1);
        match name {
            Some(name) => format!("{name} {}", kind.in_lang(self.lang)),
            None => kind.in_lang(self.lang).to_owned(),
        }
    }

    fn text(&self, zh: &'static str, en: &'static str) -> &'static str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    fn object(&self, location: Where<'_>, subject: Subject, verdict: &Verdict) -> Value {
        let (kind, name) = subject.names(self.model);
        let problem = |problem: &Problem| {
            json!({
                "severity": problem.severity,
                "rule": problem.rule,
                "path": problem.path,
                "message": problem.message,
            })
        };
        json!({
            "file": location.file,
            "line": location.line,
            "kind": kind,
            "name": name,
            "signature": verdict.signature.map(Signed::name),
            "problems": verdict.problems.iter().map(problem).collect::<Vec<_>>(),
            "unknown": verdict.unknown,
            "unseen": verdict.unseen.iter().map(|(field, code)| json!({ "field": field, "code": code })).collect::<Vec<_>>(),
        })
    }

    /// Writes the summary.
    pub(super) fn finish(self) -> Result<Ended> {
        let total = self.summary.total();
        if total.messages == 0 {
            return Err(Failure::new("没有找到任何报文", "no message was found"));
        }
        match self.output {
            Output::Human => self.human_summary(total)?,
            Output::Json => line(self.summary_object(total))?,
        }
        Ok(if total.with_errors > 0 { Ended::Found } else { Ended::Fine })
    }

    fn human_summary(&self, total: Numbers) -> Result<()> {
        let Numbers { messages, with_errors, with_warnings } = total;
        let heading = match self.lang {
            Lang::Zh => format!("共 {messages} 个报文：{with_errors} 个有错误，{with_warnings} 个只有警告"),
            Lang::En => {
                format!("messages: {messages}; with errors: {with_errors}; with warnings only: {with_warnings}")
            }
        };
        line(styled(STRONG, heading))?;
        for (subject, seen) in &self.summary.by_subject {
            line(format_args!(
                "  {:>6}  {}{}",
                seen.numbers.messages,
                self.title(*subject),
                self.coverage(*subject, seen)
            ))?;
            for (name, number) in &seen.unknown {
                line(format_args!(
                    "          {} {name} ({number})",
                    self.text("规格中没有的字段", "field that the spec lacks:")
                ))?;
            }
            for ((field, code), number) in &seen.unseen {
                let label = self.text("规格中没有的代码", "code that the spec lacks:");
                line(format_args!("          {label} {field} = {code} ({number})"))?;
            }
        }
        Ok(())
    }

    fn coverage(&self, subject: Subject, seen: &Seen) -> String {
        match (subject.rows(self.model), self.lang) {
            (None, _) => String::new(),
            (Some(rows), Lang::Zh) => format!("：出现过 {rows} 个字段中的 {} 个", seen.rows.len()),
            (Some(rows), Lang::En) => format!(": {} of {rows} fields seen", seen.rows.len()),
        }
    }

    fn summary_object(&self, total: Numbers) -> Value {
        let numbers = |numbers: Numbers| {
            json!({
                "messages": numbers.messages,
                "with_errors": numbers.with_errors,
                "with_warnings": numbers.with_warnings,
            })
        };
        let of = |(subject, seen): (&Subject, &Seen)| {
            let (kind, name) = subject.names(self.model);
            let unseen = seen
                .unseen
                .iter()
                .map(|((field, code), number)| json!({ "field": field, "code": code, "times": number }));
            json!({
                "kind": kind,
                "name": name,
                "numbers": numbers(seen.numbers),
                "fields": subject.rows(self.model),
                "fields_seen": seen.rows,
                "unknown": seen.unknown,
                "unseen": unseen.collect::<Vec<_>>(),
            })
        };
        json!({ "summary": {
            "numbers": numbers(total),
            "of": self.summary.by_subject.iter().map(of).collect::<Vec<_>>(),
        } })
    }
}

//! Checks recorded messages: finds them in any text, recognises them, and validates them against their specs.

mod escape;
mod find;
mod mask;
mod recognise;
mod report;
mod summary;
mod utf16;
mod validate;
mod window;

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal as _};
use std::path::{Path, PathBuf};

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use wxmed::codec::xml;
use wxmed::spec::model::Model;
use wxmed::{Bilingual, Json, Lang, Secret};

use crate::end::{Ended, Failure, Result};
use crate::report::Output;
use crate::secrets::SecretSource;
use crate::specs::SpecArguments;
use find::{Finder, Looks, What};
use recognise::{Context, JsonMessage, Message, in_json};
use report::{Report, Where};
use summary::Subject;
use utf16::Utf8;
use validate::{Validator, Verdict};

/// Check recorded requests, responses, notifications and contents in any text.
///
/// XML, JSON, logs, transcripts of curl and HAR files are searched for messages, also where these are escaped. Each message is
/// recognised by its fields and by the path before it, and compared with its spec. Nothing is sent, and no value is shown:
/// neither names nor numbers nor keys.
#[derive(Args)]
pub(crate) struct Check {
    /// Files; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The environment variable with the merchant's API key, to verify signatures
    #[arg(long, value_name = "VAR")]
    key_env: Option<String>,
    /// A file with the API key, which only you can read (chmod 600)
    #[arg(long, value_name = "FILE", conflicts_with = "key_env")]
    key_file: Option<PathBuf>,
    #[command(flatten)]
    specs: SpecArguments,
    /// List all messages, not only those with problems
    #[arg(long)]
    all: bool,
    /// The output format; `json` is one object on each line, the last of which is the summary
    #[arg(long, value_enum, default_value_t = Output::Human)]
    output: Output,
}

impl Check {
    pub(crate) fn run(self, lang: Lang) -> Result<Ended> {
        let model = self.specs.load()?.model.without_defaults();
        let key = self.key()?;
        let checker = Checker { model: &model, looks: Looks::of(&model), validator: Validator::new(&model, key) };
        let mut report = Report::new(&model, self.output, self.all, lang);
        for path in &self.files {
            let failed = |error: io::Error| unreadable(path, &error);
            match path == Path::new("-") {
                true => checker.file("-", io::stdin().lock(), &mut report)?,
                false => {
                    let file = File::open(path).map_err(failed)?;
                    let progress = progress(&file);
                    checker.file(&path.display().to_string(), BufReader::new(progress.wrap_read(file)), &mut report)?;
                    progress.finish_and_clear();
                }
            }
        }
        report.finish()
    }

    fn key(&self) -> Result<Option<Secret>> {
        if self.key_env.is_none() && self.key_file.is_none() {
            return Ok(None);
        }
        let source =
            SecretSource { variable: self.key_env.as_deref().unwrap_or_default(), file: self.key_file.as_ref() };
        match source.read().map_err(Failure::Message)? {
            Some(key) => Ok(Some(key)),
            None => Err(Failure::Message(source.how("商户的 API 密钥", "the merchant's API key"))),
        }
    }
}

/// A progress bar for reading a file. It is shown on standard error, and only if standard output isn't the terminal.
fn progress(file: &File) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {bytes} / {total_bytes}");
    match (file.metadata(), style) {
        (Ok(about), Ok(style)) if about.is_file() && !io::stdout().is_terminal() => {
            ProgressBar::new(about.len()).with_style(style)
        }
        _ => ProgressBar::hidden(),
    }
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    let path = path.display();
    Failure::new(format!("{path} 无法读取：{error}"), format!("{path} cannot be read: {error}"))
}

/// The state that is shared by all files.
struct Checker<'m> {
    model: &'m Model,
    looks: Looks,
    validator: Validator<'m>,
}

impl Checker<'_> {
    fn file(&self, name: &str, reader: impl BufRead, report: &mut Report<'_>) -> Result<()> {
        let failed = |error: io::Error| unreadable(Path::new(name), &error);
        let mut finder = Finder::new(Utf8::new(reader).map_err(failed)?, &self.looks);
        let mut context = Context::default();
        while let Some(found) = finder.next().map_err(failed)? {
            let location = Where { file: name, line: found.line };
            match found.what {
                What::Path(operation) => context.path(operation),
                What::Xml(bytes) => self.xml(&bytes, &mut context, location, report)?,
                What::Json(json) => self.json(json, &mut context, location, report)?,
                What::Cut => report.add(location, Subject::Unreadable, &cut())?,
            }
        }
        Ok(())
    }

    fn xml(&self, bytes: &[u8], context: &mut Context, location: Where<'_>, report: &mut Report<'_>) -> Result<()> {
        let fields = match xml::read(bytes) {
            Ok(fields) => fields.iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect(),
            Err(error) => {
                let message = Bilingual::new(error.message(Lang::Zh), error.message(Lang::En));
                return report.add(location, Subject::Unreadable, &Verdict::unreadable("xml", message));
            }
        };
        let message = context.fields(self.model, fields);
        self.message(message, Some(bytes), location, report)
    }

    fn json(&self, json: Json, context: &mut Context, location: Where<'_>, report: &mut Report<'_>) -> Result<()> {
        for message in in_json(self.model, json) {
            let message = match message {
                JsonMessage::Fields(fields) => context.fields(self.model, fields),
                JsonMessage::Content(index, json) => Message::Content { index, json },
            };
            self.message(message, None, location, report)?;
        }
        Ok(())
    }

    /// Checks a message. `body` is that of a message in XML.
    fn message(
        &self,
        message: Message,
        body: Option<&[u8]>,
        location: Where<'_>,
        report: &mut Report<'_>,
    ) -> Result<()> {
        match message {
            Message::Fields { kind, fields } => {
                report.add(location, Subject::Fields(kind), &self.validator.fields(kind, &fields, body))
            }
            Message::Content { index, json } => {
                report.add(location, Subject::Content(index), &self.validator.content(index, &json))
            }
        }
    }
}

fn cut() -> Verdict {
    Verdict::unreadable(
        "cut",
        Bilingual::of("报文不完整：没有结尾的 </xml>", "the message is incomplete: its </xml> is missing"),
    )
}

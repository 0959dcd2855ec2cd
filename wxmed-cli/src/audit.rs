//! The audit file and the journal of a sidecar.

mod reconcile;
mod select;
mod show;
mod user;

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use clap::Args;
use wxmed::Lang;
use wxmed_commands::output;
use wxmed_sidecar::audit::AuditLine;
use wxmed_sidecar::config::Paths;

use crate::end::{Ended, Failure, Result};
use reconcile::Settled;
use select::Selection;

/// Read the audit file of the sidecar, and list and settle calls whose outcome is unknown.
///
/// The files may be read while the sidecar runs.
#[derive(Args)]
pub(crate) struct Audit {
    /// Audit files, in the order in which they are shown; by default those of --config, the oldest first
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The configuration of the sidecar, which names its files; its secrets are not read
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    selection: Selection,
    /// JSON, one object on each line
    #[arg(long)]
    json: bool,
    /// List the calls whose outcome is unknown, from the journal
    #[arg(long, conflicts_with = "settle")]
    unknown: bool,
    /// The journal; by default that of --config
    #[arg(long, value_name = "FILE")]
    data: Option<PathBuf>,
    /// Record the outcome of an unknown call, which is named as in the list of --unknown
    #[arg(long, value_name = "MERCHANT/OPERATION/KEY", requires = "settled")]
    settle: Option<String>,
    /// The outcome of the call
    #[arg(long = "as", value_name = "RESULT", value_enum, requires = "settle")]
    settled: Option<Settled>,
}

impl Audit {
    pub(crate) fn run(self, lang: Lang) -> Result<Ended> {
        let wants_journal = self.unknown || self.settle.is_some() || self.data.is_some();
        if wants_journal && !self.files.is_empty() {
            return Err(Failure::new(
                "--unknown、--settle 与 --data 用的是调用记录文件：请去掉审计文件，并用 --config 指定配置",
                "--unknown, --settle and --data are about the journal: leave the audit files out, and add --config",
            ));
        }
        match (&self.settle, self.settled) {
            (Some(name), Some(settled)) => {
                let audit = self.paths()?.and_then(|paths| paths.audit().map(Path::to_owned));
                reconcile::settle(&self.journal()?, audit.as_deref(), name, settled, lang)
            }
            (Some(_) | None, _) if self.unknown => reconcile::list(&self.journal()?, &self.selection, self.json, lang),
            (Some(_) | None, _) => self.entries(lang),
        }
    }

    fn paths(&self) -> Result<Option<Paths>> {
        let load = |path: &PathBuf| Paths::load(path).map_err(Failure::of);
        self.config.as_ref().map(load).transpose()
    }

    fn journal(&self) -> Result<PathBuf> {
        let of_config = || Ok::<_, Failure>(self.paths()?.map(|paths| paths.journal().to_owned()));
        let journal = self.data.clone().map_or_else(of_config, |data| Ok(Some(data)))?;
        journal.ok_or_else(|| {
            Failure::new(
                "请用 --data 指定调用记录文件，或用 --config 指定配置",
                "name the journal with --data, or the configuration with --config",
            )
        })
    }

    fn audit_files(&self) -> Result<Vec<PathBuf>> {
        if !self.files.is_empty() {
            return Ok(self.files.clone());
        }
        let newest = self.paths()?.and_then(|paths| paths.audit().map(Path::to_owned));
        let newest = newest.ok_or_else(|| {
            Failure::new(
                "请指定审计文件，或用 --config 指定含 [audit] 的配置",
                "name audit files, or with --config a configuration that has [audit]",
            )
        })?;
        let older = |number: u32| {
            let mut path = newest.clone().into_os_string();
            path.push(format!(".{number}"));
            PathBuf::from(path)
        };
        let mut files: Vec<PathBuf> = (1..).map(older).take_while(|path| path.exists()).collect();
        files.reverse();
        files.push(newest);
        Ok(files)
    }

    fn entries(&self, lang: Lang) -> Result<Ended> {
        let mut seen = Seen::default();
        for path in self.audit_files()? {
            self.file(&path, lang, &mut seen)?;
        }
        let Seen { unreadable, shown, outcomes } = seen;
        if shown == 0 && !outcomes.is_empty() {
            let outcomes = outcomes.into_iter().collect::<Vec<_>>().join(", ");
            output::remark(match lang {
                Lang::Zh => format!("没有符合条件的调用；审计文件中有这些结果：{outcomes}"),
                Lang::En => format!("no call matches; the outcomes in the audit file are: {outcomes}"),
            })?;
        }
        if unreadable == 0 {
            return Ok(Ended::Fine);
        }
        output::remark(match lang {
            Lang::Zh => format!("{unreadable} 行无法识别"),
            Lang::En => output::count(unreadable, "line is no audit line", "lines are no audit lines"),
        })?;
        Ok(Ended::Found)
    }

    /// Prints the selected lines of a file.
    fn file(&self, path: &Path, lang: Lang, seen: &mut Seen) -> Result<()> {
        let shown = path.display();
        let failed = |error: io::Error| {
            Failure::new(format!("{shown} 无法读取：{error}"), format!("{shown} can't be read: {error}"))
        };
        for line in BufReader::new(File::open(path).map_err(failed)?).split(b'\n') {
            let line = line.map_err(failed)?;
            let text = str::from_utf8(&line).unwrap_or_default();
            let Ok(line) = AuditLine::parse(text) else {
                seen.unreadable += 1;
                continue;
            };
            let (is_wanted, outcome) = match &line {
                AuditLine::Call(entry) => (self.selection.has(entry), entry.outcome.clone()),
                AuditLine::Settled(entry) => (self.selection.has_settled(entry), show::outcome(entry)),
            };
            seen.outcomes.insert(outcome);
            if !is_wanted {
                continue;
            }
            seen.shown += 1;
            match &line {
                _ if self.json => output::line(text)?,
                AuditLine::Call(entry) => output::line(show::entry(entry, lang))?,
                AuditLine::Settled(entry) => output::line(show::settled(entry))?,
            }
        }
        Ok(())
    }
}

/// Counts of the lines that were read.
#[derive(Default)]
struct Seen {
    /// How many lines could not be parsed.
    unreadable: usize,
    /// How many lines were printed.
    shown: usize,
    /// The outcomes of all lines.
    outcomes: BTreeSet<String>,
}

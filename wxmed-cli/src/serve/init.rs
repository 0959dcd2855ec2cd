//! Writes a configuration.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::PathBuf;

use clap::Args;
use wxmed::Lang;
use wxmed_commands::output;
use wxmed_sandbox::Account;

use crate::end::{Ended, Failure, Result};

/// Write a commented configuration, which calls the sandbox.
///
/// With the two secrets that the sandbox prints in WXMED_API_KEY and WXMED_APP_SECRET, it works as it is. An existing file is
/// not overwritten. The comments are in the language of --lang.
#[derive(Args)]
pub(crate) struct Init {
    /// The file to write
    #[arg(value_name = "FILE", default_value = "wxmed.toml")]
    file: PathBuf,
}

const ZH: &str = include_str!("init/zh.toml");
const EN: &str = include_str!("init/en.toml");

impl Init {
    pub(crate) fn run(self, lang: Lang) -> Result<Ended> {
        let template = match lang {
            Lang::Zh => ZH,
            Lang::En => EN,
        };
        let account = Account::sample();
        let text = template.replace("@APPID@", account.appid()).replace("@MCH_ID@", account.mch_id());
        let shown = self.file.display();
        let failed = |error: io::Error| match error.kind() {
            io::ErrorKind::AlreadyExists => Failure::new(
                format!("{shown} 已存在：不会覆盖，请指定另一个文件"),
                format!("{shown} exists already, and is not overwritten: name another file"),
            ),
            _ => Failure::new(format!("{shown} 无法写入：{error}"), format!("{shown} can't be written: {error}")),
        };
        let mut file = OpenOptions::new().write(true).create_new(true).open(&self.file).map_err(failed)?;
        file.write_all(text.as_bytes()).map_err(failed)?;
        let next = match lang {
            Lang::Zh => format!("已写入 {shown}。下一步：\n  wxmed serve --check --config {shown}"),
            Lang::En => format!("wrote {shown}. Next:\n  wxmed serve --check --config {shown}"),
        };
        output::line(next)?;
        Ok(Ended::Fine)
    }
}

//! Checks a configuration without disturbing a running sidecar.

use std::fs;
use std::io::{self, IsTerminal as _};
use std::path::Path;

use wxmed::{Bilingual, Lang};
use wxmed_commands::output;
use wxmed_sidecar::config::{Config, Environment};

use crate::end::{Ended, Failure, Result, complain};

/// Reads the file, the secrets and the specs. All errors are reported together, on standard error.
pub(crate) fn check(path: &Path, lang: Lang) -> Result<Ended> {
    let shown = path.display();
    let text = fs::read_to_string(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Failure::new(
            format!("没有文件 {shown}。wxmed serve init 可生成配置文件"),
            format!("there is no file {shown}. `wxmed serve init` writes a configuration"),
        ),
        _ => Failure::new(format!("{shown} 无法读取：{error}"), format!("{shown} can't be read: {error}")),
    })?;
    let config = match Config::parse(&text, path, &Environment::of_process()) {
        Ok(config) => config,
        Err(errors) => {
            // Colours are only used if standard error is a terminal.
            output::remark(errors.render(lang, io::stderr().is_terminal()))?;
            return Ok(Ended::Found);
        }
    };
    let specs = match config.specs().load() {
        Ok(specs) => specs,
        Err(error) => {
            let Failure::Message(message) = Failure::of(error) else { return Ok(Ended::Found) };
            complain(&message, lang);
            return Ok(Ended::Found);
        }
    };
    specs.warnings().iter().try_for_each(output::remark)?;
    config.warnings().iter().try_for_each(|warning| output::remark(warned(warning, lang)))?;
    let mut wrong = config.inconsistencies(&specs);
    wrong.extend(config.unusable_files());
    wrong.iter().for_each(|message| complain(message, lang));
    if !wrong.is_empty() {
        return Ok(Ended::Found);
    }
    let (merchants, callers, listeners) = (config.merchants().len(), config.callers().len(), config.listeners().len());
    let operations = specs.operations().len();
    let summary = match lang {
        Lang::Zh => format!(
            "{shown} 可用：商户 {merchants} 个，调用方 {callers} 个，监听地址 {listeners} 个，接口 {operations} 个"
        ),
        Lang::En => {
            let count = output::count;
            format!(
                "{shown} is fine: {}, {}, {}, {}",
                count(merchants, "merchant", "merchants"),
                count(callers, "caller", "callers"),
                count(listeners, "listener", "listeners"),
                count(operations, "operation", "operations")
            )
        }
    };
    output::line(summary)?;
    Ok(Ended::Fine)
}

/// Formats a warning about a possible mistake.
fn warned(warning: &Bilingual, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("警告：{}", warning.zh),
        Lang::En => format!("warning: {}", warning.en),
    }
}

//! Secrets: from environment variables and from files that only their owner can read, never from arguments.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use wxmed::{Bilingual, Secret};

/// The source of a secret.
pub(crate) struct SecretSource<'a> {
    /// An environment variable.
    pub(crate) variable: &'a str,
    /// A file, which has precedence over the variable.
    pub(crate) file: Option<&'a PathBuf>,
}

impl SecretSource<'_> {
    /// Reads the secret, if there is one. Returns an error if it can't be used.
    pub(crate) fn read(&self) -> Result<Option<Secret>, Bilingual> {
        if let Some(path) = self.file {
            return of_file(path).map(Some);
        }
        match env::var(self.variable) {
            Ok(text) if text.is_empty() => Ok(None),
            Ok(text) => Ok(Some(Secret::new(text))),
            Err(env::VarError::NotPresent) => Ok(None),
            Err(env::VarError::NotUnicode(_)) => Err(Bilingual::new(
                format!("环境变量 {} 不是 UTF-8", self.variable),
                format!("the environment variable {} is not UTF-8", self.variable),
            )),
        }
    }

    /// A text that explains how to set the secret.
    pub(crate) fn how(&self, zh: &str, en: &str) -> Bilingual {
        let name = self.variable;
        Bilingual::new(
            format!("缺少{zh}：请设置环境变量 {name}（read -rs {name} && export {name}）"),
            format!("{en} is missing: set the environment variable {name} (read -rs {name} && export {name})"),
        )
    }
}

fn of_file(path: &Path) -> Result<Secret, Bilingual> {
    let failed = |error: io::Error| {
        let path = path.display();
        Bilingual::new(format!("{path} 无法读取：{error}"), format!("{path} cannot be read: {error}"))
    };
    if !is_private(path).map_err(failed)? {
        let path = path.display();
        return Err(Bilingual::new(
            format!("{path} 可被其他用户读取：请先执行 chmod 600 {path}"),
            format!("{path} can be read by other users: run chmod 600 {path} first"),
        ));
    }
    let text = Secret::new(fs::read_to_string(path).map_err(failed)?);
    // Editors and `echo` end a file with a line break, which isn't part of the key.
    let line = text.expose().strip_suffix('\n').unwrap_or(text.expose());
    Ok(Secret::new(line.strip_suffix('\r').unwrap_or(line)))
}

#[cfg(unix)]
fn is_private(path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt as _;
    Ok(fs::metadata(path)?.permissions().mode() & 0o077 == 0)
}

/// Windows has no such mode: access is decided by the file's access control list.
#[cfg(not(unix))]
fn is_private(_: &Path) -> io::Result<bool> {
    Ok(true)
}

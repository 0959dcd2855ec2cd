//! Errors of the journal.

use std::fmt;
use std::path::{Path, PathBuf};

use wxmed::Bilingual;

/// Error of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum JournalError {
    /// Another process uses the file.
    InUse(PathBuf),
    /// The file isn't a journal.
    Foreign(PathBuf),
    /// The file is a journal of this version, which the program doesn't support.
    Version(PathBuf, i32),
    /// The file is gone, but its write-ahead log still exists.
    Missing(PathBuf),
    /// The file can be read by other users.
    NotPrivate(PathBuf),
    /// The file can't be read or written, for this reason. The change was not recorded, so don't send the request.
    Storage(PathBuf, String),
    /// So many notifications wait that no more are accepted.
    QueueFull,
    /// The call isn't in progress in the file, so its end was not recorded.
    NotInProgress,
    /// The thread that writes has ended.
    Closed,
}

impl JournalError {
    pub(super) fn storage(path: &Path, reason: impl fmt::Display) -> Self {
        Self::Storage(path.to_owned(), reason.to_string())
    }

    /// The message.
    pub fn message(&self) -> Bilingual {
        match self {
            Self::InUse(path) => {
                let path = path.display();
                Bilingual::new(
                    format!("{path} 正由另一个进程使用：一个数据文件只能由一个 wxmed serve 使用"),
                    format!("{path} is in use by another process: only one `wxmed serve` can use a journal"),
                )
            }
            Self::Foreign(path) => {
                let path = path.display();
                Bilingual::new(
                    format!("{path} 不是数据文件：请指定另一个文件"),
                    format!("{path} is no journal: name another file"),
                )
            }
            Self::Version(path, version) => {
                let path = path.display();
                Bilingual::new(
                    format!(
                        "{path} 是第 {version} 版的数据文件：请保留它，不要指定另一个文件；请使用该版本的程序，直到 \
                         wxmed audit --unknown 不再列出任何调用"
                    ),
                    format!(
                        "{path} is a journal of version {version}: keep it, and don't name another file; use the program of \
                         that version until `wxmed audit --unknown` lists nothing"
                    ),
                )
            }
            Self::Missing(path) => {
                let path = path.display();
                Bilingual::new(
                    format!(
                        "{path} 不存在，但 {path}-wal 还在：请把原来的数据文件放回原处，否则其中记录的调用可能再次发送"
                    ),
                    format!(
                        "{path} is gone, but {path}-wal is still there: put the journal back, or calls that it knows of may \
                         be sent again"
                    ),
                )
            }
            Self::NotPrivate(path) => {
                let path = path.display();
                Bilingual::new(
                    format!("{path} 可被其他用户访问：请先执行 chmod 600 {path}"),
                    format!("{path} can be accessed by other users: run chmod 600 {path} first"),
                )
            }
            Self::Storage(path, reason) => {
                let path = path.display();
                Bilingual::new(
                    format!("{path} 无法读写：{reason}"),
                    format!("{path} can't be read or written: {reason}"),
                )
            }
            Self::QueueFull => Bilingual::of(
                "等待转发的通知过多：请检查接收方",
                "too many notifications wait to be passed on: check the receiver",
            ),
            Self::NotInProgress => Bilingual::of(
                "数据文件中没有正在进行的此次调用，因此结果没有登记：文件可能已被更换",
                "the journal has no such call in progress, so its end is not recorded: the file may have been replaced",
            ),
            Self::Closed => Bilingual::of("数据文件已关闭", "the journal is closed"),
        }
    }
}

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for JournalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.message(), f)
    }
}

impl std::error::Error for JournalError {}

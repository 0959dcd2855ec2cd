//! Checks whether the files of a sidecar can be written, without leaving anything behind.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use wxmed::Bilingual;

use crate::files;
use crate::journal::JournalFile;

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// The journal.
    Journal,
    /// A file to which lines are appended.
    Lines,
}

/// Returns why a file can't be used, and what to do, or `None` if it can. A sidecar that uses it isn't disturbed.
pub(super) fn unusable(key: &str, path: &Path, purpose: Purpose) -> Option<Bilingual> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // A missing folder is reported elsewhere.
    if !folder.is_dir() {
        return None;
    }
    // The folder also gets the journal's lock and write-ahead log, and the older audit files.
    if let Err(error) = files::try_create(folder) {
        let folder = folder.display();
        return Some(Bilingual::new(
            format!("{key}：无法在 {folder} 中创建文件（{error}）：请让运行服务的用户可以写入，或换一个文件夹"),
            format!(
                "{key}: no file can be created in {folder} ({error}): let the user that runs the service write there, or \
                 name another folder"
            ),
        ));
    }
    match path.metadata() {
        Ok(found) if !found.is_file() => {
            let path = path.display();
            Some(Bilingual::new(
                format!("{key}：{path} 不是普通文件，请换一个名称"),
                format!("{key}: {path} is no regular file: choose another name"),
            ))
        }
        Ok(_) => existing(key, path, purpose),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => Some(unwritable(key, path, &error)),
    }
}

fn existing(key: &str, path: &Path, purpose: Purpose) -> Option<Bilingual> {
    let looked = files::try_open(path).and_then(|file| files::is_private(&file));
    match (looked, purpose) {
        (Err(error), _) => Some(unwritable(key, path, &error)),
        (Ok(false), _) => {
            let path = path.display();
            Some(Bilingual::new(
                format!("{key}：{path} 可被其他用户访问：请先执行 chmod 600 {path}"),
                format!("{key}: {path} can be accessed by other users: run chmod 600 {path} first"),
            ))
        }
        (Ok(true), Purpose::Journal) => match is_foreign(path) {
            Ok(false) => None,
            Ok(true) => {
                let path = path.display();
                Some(Bilingual::new(
                    format!("{key}：{path} 不是本版本的数据文件：请指定另一个文件"),
                    format!("{key}: {path} is no journal of this version: name another file"),
                ))
            }
            Err(error) => Some(unwritable(key, path, &error)),
        },
        (Ok(true), Purpose::Lines) => None,
    }
}

fn is_foreign(path: &Path) -> io::Result<bool> {
    Ok(has_unnumbered_tables(path)? || JournalFile::is_foreign(path)?)
}

/// Whether a database has tables but not a journal's numbers in its header. A new journal may still have its numbers
/// only in the write-ahead log.
fn has_unnumbered_tables(path: &Path) -> io::Result<bool> {
    let mut changes = path.as_os_str().to_owned();
    changes.push("-wal");
    if Path::new(&changes).metadata().is_ok_and(|changes| changes.len() > 0) {
        return Ok(false);
    }
    // The header, and the beginning of the schema's page: its kind and its number of rows.
    let mut head = Vec::new();
    File::open(path)?.take(105).read_to_end(&mut head)?;
    let number = |at: usize| head.get(at..at + 4);
    let has_rows = match (head.get(100), head.get(103..105)) {
        // All rows are on this page.
        (Some(0x0d), Some(rows)) => rows != [0, 0],
        (Some(_), Some(_)) => true,
        (Some(_) | None, _) => false,
    };
    Ok(has_rows && number(60) == Some(&[0; 4]) && number(68) == Some(&[0; 4]))
}

fn unwritable(key: &str, path: &Path, error: &io::Error) -> Bilingual {
    let path = path.display();
    Bilingual::new(
        format!("{key}：{path} 无法读写（{error}）：请让运行服务的用户可以读写，或换一个文件"),
        format!(
            "{key}: {path} can't be read and written ({error}): let the user that runs the service do so, or name another \
             file"
        ),
    )
}

//! A file that is rotated by size.

use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::error::AuditError;
use super::settings::{Keep, Rotation};
use crate::files;

/// A file of lines. Older files have `.1`, `.2` … appended to its name; `.1` is the newest of them.
#[derive(Debug)]
pub(super) struct RotatingFile {
    path: PathBuf,
    rotation: Rotation,
    file: Option<File>,
    size: u64,
    /// Whether the last line may be incomplete.
    is_torn: bool,
    cannot_rotate: bool,
}

/// The most older files that are kept, even if the configuration allows more.
const MOST: u32 = 9_999;

impl RotatingFile {
    /// Opens the file, or creates it with mode 0600.
    pub(super) fn open(path: &Path, rotation: Rotation) -> Result<Self, AuditError> {
        let mut this =
            Self { path: path.to_owned(), rotation, file: None, size: 0, is_torn: false, cannot_rotate: false };
        let failed = |error: io::Error| AuditError::storage(path, &error);
        let file = this.reopen().map_err(failed)?;
        if !files::is_private(&file).map_err(failed)? {
            return Err(AuditError::NotPrivate(path.to_owned()));
        }
        this.file = Some(file);
        Ok(this)
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes lines, each with its line break. If this fails, part of the lines may have been written; the next write
    /// then begins with a line break.
    pub(super) fn write(&mut self, lines: &[u8]) -> io::Result<()> {
        if self.size > 0 && self.size + lines.len() as u64 > self.rotation.size() {
            self.rotate_or_report();
        }
        let mut file = match self.file.take() {
            Some(file) => file,
            None => self.reopen()?,
        };
        if self.is_torn {
            file.write_all(b"\n")?;
            self.size += 1;
            self.is_torn = false;
        }
        // If this fails, the file is opened again, and a torn line is ended then.
        file.write_all(lines)?;
        self.size += lines.len() as u64;
        self.file = Some(file);
        Ok(())
    }

    /// Opens the file, and checks whether its last line is complete.
    fn reopen(&mut self) -> io::Result<File> {
        let mut file = files::private_options().read(true).append(true).create(true).open(&self.path)?;
        self.size = file.seek(SeekFrom::End(0))?;
        self.is_torn = self.size > 0 && {
            let mut last = [0];
            file.seek(SeekFrom::End(-1))?;
            file.read_exact(&mut last)?;
            last != *b"\n"
        };
        Ok(file)
    }

    /// If the file can't be rotated, it keeps growing, so that no line is lost.
    fn rotate_or_report(&mut self) {
        let rotated = self.rotate();
        if let (Err(error), false) = (&rotated, self.cannot_rotate) {
            tracing::error!(target: "wxmed::audit", path = %self.path.display(), %error, "audit_rotation_failed");
        }
        self.cannot_rotate = rotated.is_err();
    }

    fn rotate(&mut self) -> io::Result<()> {
        if let Some(file) = self.file.take() {
            file.sync_data()?;
        }
        let most = match self.rotation.keep() {
            Keep::Files(most) => most.min(MOST),
            Keep::For(_) => MOST,
        };
        let older = (1..=most).take_while(|number| self.older(*number).exists()).count() as u32;
        for number in (1..=older).rev() {
            if number == most {
                fs::remove_file(self.older(number))?;
            } else {
                fs::rename(self.older(number), self.older(number + 1))?;
            }
        }
        match most {
            0 => fs::remove_file(&self.path)?,
            _ => fs::rename(&self.path, self.older(1))?,
        }
        if let Keep::For(time) = self.rotation.keep() {
            self.remove_older_than(time)?;
        }
        Ok(())
    }

    /// Removes the files that were last written longer ago than `time`, beginning with the highest number.
    fn remove_older_than(&self, time: Duration) -> io::Result<()> {
        let is_old = |path: &Path| {
            let age = fs::metadata(path)?.modified()?;
            Ok::<_, io::Error>(SystemTime::now().duration_since(age).is_ok_and(|age| age > time))
        };
        let older = (1..=MOST).take_while(|number| self.older(*number).exists()).last().unwrap_or_default();
        for number in (1..=older).rev() {
            if !is_old(&self.older(number))? {
                break;
            }
            fs::remove_file(self.older(number))?;
        }
        Ok(())
    }

    fn older(&self, number: u32) -> PathBuf {
        let mut path = self.path.as_os_str().to_owned();
        path.push(format!(".{number}"));
        PathBuf::from(path)
    }
}

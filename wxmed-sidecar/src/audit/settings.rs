//! Settings of the audit file.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::recipient::Recipient;

/// Settings of the audit file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditSettings {
    path: PathBuf,
    rotation: Rotation,
    raw: Option<RawSettings>,
}

impl AuditSettings {
    /// Settings for an audit file without raw bodies, with the default rotation.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), rotation: Rotation::default(), raw: None }
    }

    /// Sets when a new file is begun, and how many are kept.
    #[must_use]
    pub fn rotated(self, rotation: Rotation) -> Self {
        Self { rotation, ..self }
    }

    /// Writes raw bodies, encrypted, to a separate file.
    #[must_use]
    pub fn with_raw(self, raw: RawSettings) -> Self {
        Self { raw: Some(raw), ..self }
    }

    /// The path of the file. Older files have `.1`, `.2` … appended to its name.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// When a new file is begun, and how many are kept.
    pub fn rotation(&self) -> Rotation {
        self.rotation
    }

    /// Where raw bodies are written. `None` if they aren't.
    pub fn raw(&self) -> Option<&RawSettings> {
        self.raw.as_ref()
    }
}

/// When a new file is begun, and how many older ones are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rotation {
    size: u64,
    keep: Keep,
}

/// Which older files are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// This many.
    Files(u32),
    /// Those whose last line is not older than this.
    For(Duration),
}

impl Rotation {
    /// Begins a new file before the current one would exceed `size` bytes.
    pub fn new(size: u64, keep: Keep) -> Self {
        Self { size, keep }
    }

    /// The size in bytes that no file exceeds, unless a single line is longer.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Which older files are kept.
    pub fn keep(&self) -> Keep {
        self.keep
    }
}

/// 64 MiB, and ten older files.
impl Default for Rotation {
    fn default() -> Self {
        Self { size: 64 << 20, keep: Keep::Files(10) }
    }
}

/// Where raw bodies are written, encrypted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawSettings {
    path: PathBuf,
    recipient: Recipient,
}

impl RawSettings {
    /// Settings for a file that only the owner of the recipient's private key can read.
    pub fn new(path: impl Into<PathBuf>, recipient: Recipient) -> Self {
        Self { path: path.into(), recipient }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The recipient to which bodies are encrypted.
    pub fn recipient(&self) -> &Recipient {
        &self.recipient
    }
}

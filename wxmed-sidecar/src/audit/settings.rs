//! What is written to the audit file, and where.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::recipient::Recipient;

/// The audit file.
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

    /// Writes raw bodies, encrypted, to a file of their own.
    #[must_use]
    pub fn with_raw(self, raw: RawSettings) -> Self {
        Self { raw: Some(raw), ..self }
    }

    /// The file. Older ones have `.1`, `.2` … after its name.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// When a new file is begun, and how many are kept.
    pub fn rotation(&self) -> Rotation {
        self.rotation
    }

    /// Where raw bodies are written, if that was asked for.
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
    /// A new file is begun before one would be larger than `size` bytes.
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

    /// To whom bodies are encrypted.
    pub fn recipient(&self) -> &Recipient {
        &self.recipient
    }
}

//! The error of a sidecar that can't start.

use std::fmt;

use wxmed::Bilingual;
use wxmed::dynamic::SpecsError;

use crate::audit::AuditError;
use crate::journal::JournalError;

/// Error returned by [`Sidecar::start`](crate::Sidecar::start).
#[non_exhaustive]
pub enum StartError {
    /// The specs can't be loaded.
    Specs(SpecsError),
    /// The journal can't be used.
    Journal(JournalError),
    /// The audit file can't be used.
    Audit(AuditError),
    /// The client of a merchant can't be built.
    Merchant {
        /// The name in the configuration.
        name: String,
        /// The reason.
        reason: Bilingual,
    },
    /// A notification can't be passed on to its receiver.
    Notification {
        /// The name of the notification.
        name: String,
        /// The reason.
        reason: Bilingual,
    },
    /// Names or folders in the configuration don't exist. All of them are listed.
    Config(Vec<Bilingual>),
    /// An address can't be listened on.
    Listen {
        /// The address.
        address: String,
        /// The reason.
        reason: Bilingual,
    },
}

impl StartError {
    /// The message.
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Specs(error) => Bilingual::new(format!("{error:#}"), error.to_string()),
            Self::Journal(error) => Bilingual::new(format!("{error:#}"), error.to_string()),
            Self::Audit(error) => Bilingual::new(format!("{error:#}"), error.to_string()),
            Self::Merchant { name, reason } => {
                Bilingual::new(format!("商户 {name}：{}", reason.zh), format!("merchant {name}: {}", reason.en))
            }
            Self::Notification { name, reason } => {
                Bilingual::new(format!("通知 {name}：{}", reason.zh), format!("notification {name}: {}", reason.en))
            }
            Self::Config(wrong) => {
                let lines = |text: fn(&Bilingual) -> &str| wrong.iter().map(text).collect::<Vec<_>>().join("\n");
                Bilingual::new(lines(|message| &message.zh), lines(|message| &message.en))
            }
            Self::Listen { address, reason } => {
                Bilingual::new(format!("{address} {}", reason.zh), format!("{address} {}", reason.en))
            }
        }
    }
}

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.message(), f)
    }
}

/// The English message.
impl fmt::Debug for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message().en)
    }
}

impl std::error::Error for StartError {}

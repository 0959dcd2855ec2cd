use wxmed_core::Bilingual;

use crate::operation::error_info::ErrorInfo;

/// A documented error of the platform. Generated enums implement it.
///
/// ```
/// use wxmed::ErrorCode;
/// use wxmed::payinsurance::GetMedInfoError;
///
/// let error = GetMedInfoError::from_code("80004").unwrap();
/// assert_eq!(error, GetMedInfoError::CardNotBound);
/// assert_eq!(error.meaning().zh, "未绑卡");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a table of errors",
    label = "expected the errors of an operation, such as `GetMedInfoError`, or a table of `wxmed::errors`"
)]
pub trait ErrorCode: Copy + 'static {
    /// The errors with their meanings and remedies.
    const ROWS: &'static [ErrorInfo];

    /// The errors, in the order of the rows.
    const ALL: &'static [Self];

    /// The index of the row.
    fn index(self) -> usize;

    /// The code in the interface.
    fn code(self) -> &'static str {
        Self::ROWS.get(self.index()).map_or("", |row| &row.code)
    }

    /// The meaning.
    fn meaning(self) -> Bilingual {
        Self::ROWS.get(self.index()).map(|row| row.meaning.clone()).unwrap_or_default()
    }

    /// What to do.
    fn remedy(self) -> Bilingual {
        Self::ROWS.get(self.index()).map(|row| row.remedy.clone()).unwrap_or_default()
    }

    /// The error for a code, if the document lists it.
    fn from_code(code: &str) -> Option<Self> {
        let index = Self::ROWS.iter().position(|row| row.code == code)?;
        Self::ALL.get(index).copied()
    }
}

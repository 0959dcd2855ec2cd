//! The error of the examples.

use std::error::Error;
use std::fmt;

/// The result of an example.
pub type Result<T = (), E = Failure> = std::result::Result<T, E>;

/// Any error, for people to read.
///
/// A program that ends with an error prints its `Debug`, so this one's is the message, in English and in Chinese.
pub struct Failure(Box<dyn Error>);

impl<E: Error + 'static> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(Box::new(error))
    }
}

impl Failure {
    /// A failure that isn't an error of a library.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into().into())
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (english, chinese) = (self.0.to_string(), format!("{:#}", self.0));
        f.write_str(&english)?;
        if chinese == english { Ok(()) } else { write!(f, "\n{chinese}") }
    }
}

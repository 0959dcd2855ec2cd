use fluent_uri::pct_enc::EString;
use fluent_uri::pct_enc::encoder::{Data, Path, Query};

use super::Host;
use crate::Secret;

/// A URL whose query is nobody's business.
pub(crate) struct Url {
    text: Secret,
    path: String,
}

impl Url {
    /// Puts a URL together; the values of the query are percent-encoded, so that nothing in a token can end one.
    pub(crate) fn new(host: &Host, path: &str, query: &[(&str, &str)]) -> Self {
        // A byte becomes three at most. A text that grows leaves a copy behind where it was.
        let room = query.iter().map(|(name, value)| "&=".len() + 3 * (name.len() + value.len())).sum();
        let mut encoded = EString::<Query>::with_capacity(room);
        for (index, (name, value)) in query.iter().enumerate() {
            if index > 0 {
                encoded.push('&');
            }
            encoded.encode_str::<Data>(name);
            encoded.push('=');
            encoded.encode_str::<Data>(value);
        }
        let encoded = Secret::new(encoded.into_string());
        let separator = if query.is_empty() { "" } else { "?" };
        let path = absolute(path);
        let text = Secret::new([host.as_str(), &path, separator, encoded.expose()].concat());
        Self { text, path }
    }

    /// The whole of it, with the query.
    pub(crate) fn expose(&self) -> &str {
        self.text.expose()
    }

    pub(crate) fn path(&self) -> &str {
        &self.path
    }
}

/// A path that begins with `/` and ends before the query: nothing in it can name another host, or hide what follows.
fn absolute(path: &str) -> String {
    let mut absolute = EString::<Path>::with_capacity(path.len() + 1);
    absolute.push('/');
    absolute.encode_str::<Path>(path.strip_prefix('/').unwrap_or(path));
    absolute.into_string()
}

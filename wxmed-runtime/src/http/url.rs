use std::ops::Range;

use fluent_uri::pct_enc::encoder::{Data, Path, Query};
use fluent_uri::pct_enc::{EString, Encoder};

use super::Host;
use crate::Secret;
use crate::signed_xml::unreserved::is_unreserved;

/// A URL whose query is secret.
pub(crate) struct Url {
    text: Secret,
    path: Range<usize>,
}

impl Url {
    /// Builds a URL. The values of the query are percent-encoded, so that no character of a token can end one.
    ///
    /// The path begins with `/` and contains no query, so it can neither name another host nor hide what follows.
    pub(crate) fn new(host: &Host, path: &str, query: &[(&str, &str)]) -> Self {
        let path = path.strip_prefix('/').unwrap_or(path);
        // A byte becomes at most three. A `String` that is reallocated would leave a copy in freed memory.
        let of_query: usize = query.iter().map(|(name, value)| "?=".len() + 3 * (name.len() + value.len())).sum();
        let mut text = String::with_capacity(host.as_str().len() + "/".len() + 3 * path.len() + of_query);
        text.push_str(host.as_str());
        let start = text.len();
        for segment in path.split('/') {
            text.push('/');
            push_encoded::<Path, Path>(&mut text, segment);
        }
        let path = start..text.len();
        for (index, (name, value)) in query.iter().enumerate() {
            text.push(if index == 0 { '?' } else { '&' });
            push_encoded::<Query, Data>(&mut text, name);
            text.push('=');
            push_encoded::<Query, Data>(&mut text, value);
        }
        Self { text: Secret::new(text), path }
    }

    /// The whole URL with the query.
    pub(crate) fn expose(&self) -> &str {
        self.text.expose()
    }

    pub(crate) fn path(&self) -> &str {
        self.text.expose().get(self.path.clone()).unwrap_or_default()
    }
}

/// Appends a text, percent-encoded for a part of the URL.
fn push_encoded<Part: Encoder, Value: Encoder>(url: &mut String, text: &str) {
    if is_unreserved(text) {
        url.push_str(text);
        return;
    }
    let mut encoded = EString::<Part>::with_capacity(3 * text.len());
    encoded.encode_str::<Value>(text);
    url.push_str(Secret::new(encoded.into_string()).expose());
}

use std::collections::BTreeSet;

use wxmed::codec::encode_unsigned;
use wxmed::codec::xml::{Fields, MAX_FIELDS, read};
use wxmed::rt::is_wire_name;
use wxmed::{ApiKey, Error, GetMedInfo, Preregister, RawResponse, Request, SendMsg, parse_response};

use crate::naive::KEY;

/// A response is parsed, or refused with an error that contains the raw response. Parsing doesn't lose or add anything.
pub fn response(bytes: &[u8]) {
    match read(bytes) {
        Ok(fields) => is_sound(&fields),
        Err(error) => {
            assert!(error.offset <= bytes.len(), "{error}");
            assert!(!error.to_string().is_empty() && !format!("{error:#}").is_empty());
        }
    }
    let raw = RawResponse::new(bytes);
    check::<GetMedInfo>(&raw);
    check::<Preregister>(&raw);
    check::<SendMsg>(&raw);
}

fn is_sound(fields: &Fields<'_>) {
    assert!(fields.len() <= MAX_FIELDS);
    let names: BTreeSet<&str> = fields.iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), fields.len());
    assert!(names.iter().copied().eq(fields.sorted().map(|(name, _)| name)));
    for (name, value) in fields.iter() {
        assert_eq!(fields.get(name), Some(value));
    }
    // Names that begin with `xml` are accepted, but never written.
    if !names.iter().all(|name| is_wire_name(name)) {
        return;
    }
    let written = encode_unsigned(fields.iter()).expect("what was read can be written");
    let again = read(written.as_bytes()).expect("what is written can be read");
    assert!(again.iter().eq(fields.iter()));
}

fn check<T: Request>(raw: &RawResponse) {
    match parse_response::<T>(raw.clone(), &ApiKey::new(KEY)) {
        Ok(response) => {
            let fields = read(raw.bytes()).expect("it was read");
            assert!(response.fields().iter().eq(fields.iter()));
            assert_eq!(response.raw(), raw);
        }
        Err(error) => error_is_complete(&error, raw),
    }
}

fn error_is_complete(error: &Error, raw: &RawResponse) {
    assert_eq!(error.raw(), Some(raw), "{error}");
    let messages = format!("{error} {error:#} {error:?}");
    assert!(!messages.contains(KEY) || raw.text().contains(KEY));
}

//! Hashes identity numbers. The plain numbers are never stored.

use wxmed::dynamic::Operation;
use wxmed::spec::Format;
use wxmed::spec::model::Field;
use wxmed::{Bilingual, IdCard, IdCardMd5};
use zeroize::Zeroizing;

use crate::identity_number;

/// The error of a number that can't be hashed.
pub(super) struct NotHashed {
    /// The row that would have got the hash.
    pub(super) row: String,
    /// The message.
    pub(super) message: Bilingual,
}

/// A field as it is sent.
pub(super) struct Sent {
    pub(super) name: String,
    pub(super) text: String,
    /// A warning about the number.
    pub(super) doubt: Option<Bilingual>,
}

impl Sent {
    fn as_it_is(name: &str, text: String) -> Self {
        Self { name: name.to_owned(), text, doubt: None }
    }
}

/// The row that gets the hash of a field: the row itself, or for `idcard` the row `idcard_md5`.
fn target<'o>(operation: &'o Operation, name: &str) -> Option<&'o Field> {
    let request = &operation.spec().request;
    let is_hash = |row: &&Field| row.format == Format::IdcardMd5;
    match request.field(name) {
        Some(row) => Some(row).filter(is_hash),
        None => request.fields.iter().filter(is_hash).find(|row| row.name.strip_suffix("_md5") == Some(name)),
    }
}

/// The name of the row that gets the hash of a field.
pub(super) fn hashed_row<'o>(operation: &'o Operation, name: &str) -> Option<&'o str> {
    target(operation, name).map(|row| row.name.as_str())
}

/// Replaces an identity number by its hash. The number is zeroed.
pub(super) fn hashed(operation: &Operation, name: &str, text: String) -> Result<Sent, NotHashed> {
    let Some(row) = target(operation, name) else { return unhashed(operation, name, text) };
    if text.is_empty() || IdCardMd5::parse(&text).is_ok() {
        return Ok(Sent::as_it_is(&row.name, text));
    }
    let text = Zeroizing::new(text);
    match IdCard::parse(&text) {
        Ok(card) => {
            let doubt = IdCard::parse_strict(&text).err();
            let doubt = doubt.map(|error| Bilingual::new(format!("{error:#}"), error.to_string()));
            Ok(Sent { name: row.name.clone(), text: card.md5().as_str().to_owned(), doubt })
        }
        // This may be a hash in another notation, or the number of another document. The validator reports it.
        Err(_) if row.reads(name) && !is_as_long_as_a_number(&text) => Ok(Sent::as_it_is(&row.name, text.to_string())),
        Err(error) => {
            Err(NotHashed { row: row.name.clone(), message: Bilingual::new(format!("{error:#}"), error.to_string()) })
        }
    }
}

/// A field that isn't hashed. Unknown fields are sent unchanged, so an identity number under a misspelt name is
/// refused.
fn unhashed(operation: &Operation, name: &str, text: String) -> Result<Sent, NotHashed> {
    if operation.spec().request.field(name).is_none() && identity_number::is_in(&text) {
        return Err(NotHashed { row: name.to_owned(), message: IN_UNKNOWN_FIELD });
    }
    Ok(Sent::as_it_is(name, text))
}

const IN_UNKNOWN_FIELD: Bilingual = Bilingual::of(
    "规格中没有此字段，而其值含有身份证号：请核对字段名；身份证号只在规格规定的字段中发送，且先经散列",
    "is no field of the spec, and contains an identity number: check the name; identity numbers are sent in the fields that \
     the spec has for them, and are hashed first",
);

fn is_as_long_as_a_number(text: &str) -> bool {
    matches!(text.chars().count(), 15 | 18)
}

//! The possible rows of a single value.

use wxmed_core::{Calendar, Format};

/// The keys of a row without its name. `least` and `most` give a range, `table` a code table to generate, and `default`
/// a possible default.
#[derive(Debug)]
pub(super) struct Recipe(&'static [(&'static str, &'static str)]);

impl Recipe {
    pub(super) fn get(&self, key: &str) -> Option<&'static str> {
        self.0.iter().find(|(known, _)| *known == key).map(|(_, value)| *value)
    }

    /// The keys that are written unchanged.
    pub(super) fn keys(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.0.iter().copied().filter(|(key, _)| !["least", "most", "table", "type", "default"].contains(key))
    }

    /// The type in the document's notation.
    pub(super) fn notation(&self) -> &'static str {
        self.get("type").unwrap_or("String")
    }

    /// Whether its type is a whole number.
    pub(super) fn is_whole(&self) -> bool {
        !["string", "bool"].iter().any(|text| self.notation().to_ascii_lowercase().starts_with(text))
    }

    /// Whether rules can compute with it.
    pub(super) fn is_amount(&self) -> bool {
        self.get("table").is_none() && (self.is_whole() || self.format().is_some_and(Format::is_amount))
    }

    /// Whether rules can compare it with any text, because nothing restricts its format.
    pub(super) fn is_free_text(&self) -> bool {
        !self.is_whole()
            && !self.notation().starts_with(['b', 'B'])
            && ["format", "table", "pattern", "wire"].iter().all(|key| self.get(key).is_none())
    }

    /// The kind of date or time, if rules can compare it.
    pub(super) fn calendar(&self) -> Option<Calendar> {
        self.format().and_then(Format::calendar)
    }

    /// The format of the key. One format has an alias.
    fn format(&self) -> Option<Format> {
        let name = self.get("format")?;
        if name == "yyyyMMddHHmmss" { Some(Format::Timestamp) } else { Format::by_name(name) }
    }

    /// Whether the tests can draw enough values for distinct items.
    pub(super) fn can_differ(&self) -> bool {
        let is_limited = ["least", "most", "pattern"].iter().any(|key| self.get(key).is_some());
        !is_limited && (self.is_free_text() || self.is_whole() || self.get("table").is_some())
    }

    /// A possible default, besides the values of a code table.
    pub(super) fn default(&self) -> Option<&'static str> {
        self.get("default")
    }

    /// Whether it is a number or a boolean in JSON, which can't be empty.
    pub(super) fn is_json_number(&self) -> bool {
        matches!(self.get("wire"), Some("number" | "boolean"))
    }
}

macro_rules! recipes {
    ($({ $($key:ident: $value:literal),* }),* $(,)?) => { &[$(Recipe(&[$((stringify!($key), $value)),*])),*] };
}

/// Rows by their type, format, limits and table. `r#type` is the type.
pub(super) const RECIPES: &[Recipe] = recipes![
    { type: "String" },
    { type: "String32", default: "无" },
    { type: "String(14)" },
    { type: "string128", length: "bytes" },
    { type: "String8", length: "characters" },
    { type: "String4", length: "uncertain" },
    { type: "string(9)", length: "bytes" },
    { type: "String", wire: "string", format: "text" },
    { type: "String16", wire: "number", default: "-1.5" },
    { type: "Uint8", default: "1" },
    { type: "UInt8", wire: "number" },
    { type: "uint8", least: "0", most: "23" },
    { type: "Uint32" },
    { type: "UInt32", wire: "number", default: "4294967295" },
    { type: "uint32", least: "1", format: "uint32" },
    { type: "Uint64" },
    { type: "UInt64", wire: "number", most: "18446744073709551614" },
    { type: "uint64", format: "uint64", wire: "number" },
    { type: "int" },
    { type: "Int", wire: "number", least: "-5", most: "99", default: "-5" },
    { type: "int", format: "int", wire: "string" },
    { type: "Uint32", format: "fen", default: "100" },
    { type: "Uint64", format: "fen", wire: "number", most: "9999999999999" },
    { type: "Int", format: "fen", wire: "number" },
    { type: "String", format: "uint8" },
    { type: "String", format: "uint8", wire: "number" },
    { type: "String16", format: "uint32" },
    { type: "String", format: "uint64", wire: "number" },
    { type: "String", format: "int" },
    { type: "String", format: "fen", wire: "number" },
    { type: "String", format: "fen" },
    { type: "String16", format: "yuan", default: "0.00" },
    { type: "String", format: "yuan", wire: "number" },
    { type: "String", format: "yuan", least: "0.50", decimals: "1" },
    { type: "String", format: "yuan", most: "40000000", wire: "number", decimals: "0", default: "7" },
    { type: "String", format: "decimal" },
    { type: "String", format: "decimal", wire: "number", least: "0", most: "1", decimals: "2" },
    { type: "String", format: "decimal", least: "-1.5", decimals: "28", default: "-1.50" },
    { type: "String14", format: "timestamp" },
    { type: "String", format: "timestamp", wire: "number" },
    { type: "String(14)", format: "yyyyMMddHHmmss" },
    { type: "String", format: "yyyyMMdd" },
    { type: "String8", format: "yyyyMMdd", wire: "number", default: "19700101" },
    { type: "String", format: "yyyy-MM-dd" },
    { type: "String10", format: "yyyy-MM-dd" },
    { type: "String", format: "yyyy-MM-dd HH:mm:ss" },
    { type: "String", format: "yyyy-MM-dd HH:mm", default: "1970-01-01 00:00" },
    { type: "String", format: "ipv4", default: "10.0.0.1" },
    { type: "String256", format: "url" },
    { type: "String32", format: "idcard-md5" },
    { type: "String", format: "content" },
    { type: "String16", pattern: "[A-Z][0-9]{2}|0755-[0-9]{4}", default: "A00" },
    { type: "String", pattern: "[0-9]{2}", wire: "number" },
    { type: "String", format: "yuan", pattern: "[0-9]+[.][0-9]{2}" },
    { type: "Uint8", pattern: "[0-9]{2}" },
    { type: "String16", table: "closed" },
    { type: "String", table: "open" },
    { type: "String", table: "closed", wire: "number" },
    { type: "String", format: "int64" },
    { type: "String", format: "int64", wire: "number", least: "-9223372036854775807", default: "-5" },
    { type: "String", format: "HH:mm:ss", default: "00:00:00" },
    { type: "String5", format: "HH:mm" },
    { type: "String", format: "yyyyMM" },
    { type: "String6", format: "yyyyMM", wire: "number" },
    { type: "String", format: "yyyy-MM" },
    { type: "String", format: "yyyyMMddHHmmssSSS" },
    { type: "String", format: "yyyyMMddHHmmss:SSS" },
    { type: "String", format: "yyyy-MM-dd HH:mm:ss.SSS" },
    { type: "String64", format: "base64" },
    { type: "String", format: "json" },
    { type: "String18", format: "id-number" },
    { type: "boolean" },
    { type: "Bool", wire: "boolean", default: "false" },
    { type: "String5", format: "boolean", wire: "boolean" },
    { type: "String", format: "yuan", scale: "2", default: "1.00" },
    { type: "String", format: "decimal", wire: "number", scale: "3" },
    { type: "String", format: "float" },
    { type: "String", format: "float", wire: "number", default: "-2.5e-3" },
    { type: "String", format: "sm2-signature" },
    { type: "String", format: "sm4-ciphertext" },
    { type: "String2", table: "open", wire: "number" },
    { type: "Uint8", table: "closed" },
    { type: "Uint8", table: "open", wire: "number" },
    { type: "String16", table: "shared" },
];

/// Amounts that take any non-negative sum within their limits.
pub(super) const AMOUNTS: &[Recipe] = recipes![
    { type: "String", format: "yuan" },
    { type: "String", format: "yuan", wire: "number" },
    { type: "String", format: "fen" },
    { type: "String", format: "decimal" },
    { type: "String", format: "decimal", wire: "number" },
    { type: "Uint32" },
    { type: "Uint64", format: "fen" },
    { type: "int", wire: "number" },
    { type: "Uint8" },
    { type: "String", format: "yuan", most: "4000", decimals: "1" },
    { type: "String", format: "yuan", scale: "2" },
];

/// Values for open code tables, for closed ones, and for those that are also numbers in JSON.
pub(super) const CODES: &[&str] =
    &["A", "B", "MZ002", "FY005", "自费", "x y", "self", "01", "1", "2", "Z99", "null", "-"];
/// Codes that are numbers.
pub(super) const NUMBERS: &[&str] = &["1", "2", "7", "10", "25", "0"];

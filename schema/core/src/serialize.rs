//! The serde implementations.

use std::fmt;

use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::{Bilingual, Json, Lang, Outcome, Severity, Violation, Violations};

/// As `{"zh": "…", "en": "…"}`.
impl Serialize for Bilingual {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut texts = serializer.serialize_struct("Bilingual", 2)?;
        texts.serialize_field("zh", &self.zh)?;
        texts.serialize_field("en", &self.en)?;
        texts.end()
    }
}

impl<'de> Deserialize<'de> for Bilingual {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Texts {
            zh: String,
            en: String,
        }

        Texts::deserialize(deserializer).map(|Texts { zh, en }| Bilingual::new(zh, en))
    }
}

/// As `"warning"` or `"error"`.
impl Serialize for Severity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

/// As `"nothing-done"` or `"unknown"`.
impl Serialize for Outcome {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Outcome::NothingDone => "nothing-done",
            Outcome::Unknown => "unknown",
        })
    }
}

/// An object with `path`, `rule` (its ID), `severity`, `label`, `section`, and the whole `message` in both languages. It
/// never holds the value.
impl Serialize for Violation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let message = Bilingual::new(self.message(Lang::Zh), self.message(Lang::En));
        let mut parts = serializer.serialize_struct("Violation", 6)?;
        parts.serialize_field("path", &self.path)?;
        parts.serialize_field("rule", self.rule.id())?;
        parts.serialize_field("severity", &self.severity)?;
        parts.serialize_field("label", &self.label)?;
        parts.serialize_field("section", &self.section)?;
        parts.serialize_field("message", &message)?;
        parts.end()
    }
}

impl Serialize for Violations {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }
}

/// Serialized as the JSON value itself. `serde_json` writes numbers unchanged. Other formats receive numbers that are
/// neither `i64` nor `u64` as serde_json's raw value.
impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Json::Null => serializer.serialize_unit(),
            Json::Bool(flag) => serializer.serialize_bool(*flag),
            Json::Number(text) => number(text, serializer),
            Json::Text(text) => serializer.serialize_str(text),
            Json::List(items) => serializer.collect_seq(items),
            Json::Object(entries) => serializer.collect_map(entries.iter().map(|(key, value)| (key, value))),
        }
    }
}

/// Serializes a number as a native number, if that is lossless.
fn number<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    let is_same = |written: String| written == text;
    if let Some(number) = text.parse::<i64>().ok().filter(|number| is_same(number.to_string())) {
        return serializer.serialize_i64(number);
    }
    if let Some(number) = text.parse::<u64>().ok().filter(|number| is_same(number.to_string())) {
        return serializer.serialize_u64(number);
    }
    match RawValue::from_string(text.to_owned()) {
        Ok(raw) => raw.serialize(serializer),
        Err(_) => serializer.serialize_str(text),
    }
}

/// Floating-point numbers have the digits that the format provides. [`Json::parse`] preserves the digits of a text.
impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_none<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Json, E> {
        Ok(Json::Bool(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json, E> {
        Ok(Json::Number(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(Json::Number(number.to_string()))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Json, E> {
        match serde_json::Number::from_f64(number) {
            Some(number) => Ok(Json::Number(number.to_string())),
            None => Err(E::custom("JSON has no such number")),
        }
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut object: Vec<(String, Json)> = Vec::new();
        while let Some(key) = entries.next_key::<String>()? {
            // serde_json passes numbers like this if any crate enables its `arbitrary_precision` feature.
            if object.is_empty() && key == "$serde_json::private::Number" {
                return entries.next_value().map(Json::Number);
            }
            object.push((key, entries.next_value()?));
        }
        Ok(Json::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Rule;

    #[test]
    fn json_is_serialized_unchanged() {
        for text in [
            "null",
            "true",
            "0",
            "-7",
            "0.10",
            "18446744073709551615",
            "123456789012345678901234567890.50",
            "1e-7",
            r#"{"a":[1,"二",{"b":null}],"c":false}"#,
        ] {
            assert_eq!(serde_json::to_string(&Json::parse(text).unwrap()).unwrap(), text);
        }
    }

    #[test]
    fn an_arbitrary_precision_number_is_deserialized_as_a_number() {
        let shown = r#"{"$serde_json::private::Number":"0.10"}"#;
        assert_eq!(serde_json::from_str::<Json>(shown).unwrap(), Json::Number("0.10".to_owned()));
    }

    #[test]
    fn json_is_deserialized_from_serde_json() {
        for text in ["null", "true", "-7", "18446744073709551615", "0.5", r#"{"a":[1,"二",{"b":null}],"c":false}"#] {
            assert_eq!(serde_json::from_str::<Json>(text).unwrap(), Json::parse(text).unwrap());
        }
    }

    #[test]
    fn a_violation_is_serialized_with_its_messages() {
        let violation = Violation {
            path: "idcard_md5".into(),
            rule: Rule::Required,
            severity: Severity::Error,
            label: Bilingual::of("身份证号", "identity number"),
            section: "1.1".into(),
            source: Bilingual::default(),
        };
        let (zh, en) = (violation.message(Lang::Zh), violation.message(Lang::En));
        let written = serde_json::to_value(Violations::from_iter([violation])).unwrap();
        assert_eq!(
            written,
            serde_json::json!([{
                "path": "idcard_md5",
                "rule": "required",
                "severity": "error",
                "label": { "zh": "身份证号", "en": "identity number" },
                "section": "1.1",
                "message": { "zh": zh, "en": en },
            }])
        );
    }

    #[test]
    fn bilingual_texts_round_trip() {
        let texts = Bilingual::of("未绑卡", "no card is bound");
        assert_eq!(serde_json::from_str::<Bilingual>(&serde_json::to_string(&texts).unwrap()).unwrap(), texts);
    }
}

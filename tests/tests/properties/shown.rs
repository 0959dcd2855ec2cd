//! Sensitive values are never printed, neither by `Debug` nor by an error.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::{Debug, Display};

use wxmed::{ApiKey, Error, Json, Violations};
use wxmed_compiler::model::{Field, Record, Role};
use wxmed_core::Format;
use wxmed_tests::compiled::{self, city_shenzhen_registration as shenzhen, odd};
use wxmed_tests::dice::Dice;
use wxmed_tests::naive::{self, KEY};
use wxmed_tests::requests::Fields;
use wxmed_tests::specs::model;
use wxmed_tests::{contents, requests, texts};

/// Values that must not be printed, in the formats of sensitive rows.
const CANARIES: [&str; 10] = [
    "AUTHcanary7",
    "173.123,17.456",
    "Ка7Я",
    "20991231",
    "2099-12-31",
    "cafecafe",
    "canary.example",
    "金丝雀",
    "271828",
    "203.0.113.247",
];

thread_local! {
    /// Texts that were drawn for patterns that none of the canaries match.
    static DRAWN: RefCell<BTreeSet<String>> = RefCell::default();
}

/// A text of this length hardly occurs by chance.
const TELLING: usize = 7;

/// The canary for a sensitive row; `None` if its values are so short that they occur by chance.
fn canary(field: &Field) -> Option<String> {
    if let Some(pattern) = &field.limits.pattern {
        if let Some(known) = CANARIES.into_iter().find(|text| pattern.accepts(text)) {
            return Some(known.to_owned());
        }
        let drawn = (1..50).map(|seed| texts::good(field, &mut Dice::new(&[seed, seed, seed])));
        let telling = drawn.max_by_key(String::len).filter(|text| text.len() >= TELLING)?;
        DRAWN.with_borrow_mut(|known| known.insert(telling.clone()));
        return Some(telling);
    }
    if field.codes.is_some() {
        return Some("金丝雀".to_owned());
    }
    let text = match field.format {
        Format::Text | Format::Content => "Ка7Я",
        Format::Json => r#""金丝雀""#,
        Format::Timestamp => "20991231235959",
        Format::TimestampMillis => "20991231235959271",
        Format::ColonMillis => "20991231235959:271",
        Format::Date => "20991231",
        Format::DashedDate => "2099-12-31",
        Format::DashedDateTime => "2099-12-31 23:59:59",
        Format::DashedDateMinute => "2099-12-31 23:59",
        Format::DashedDateTimeMillis => "2099-12-31 23:59:59.271",
        Format::IdNumber => "11010120991231271X",
        Format::IdcardMd5 => "cafecafecafecafecafecafecafecafe",
        Format::Base64 | Format::Sm2Signature | Format::Sm4Ciphertext => "cafecafe",
        Format::Url => "https://canary.example/",
        Format::Uint32 | Format::Uint64 | Format::Int | Format::Int64 | Format::Fen => "2718281",
        Format::Yuan | Format::Decimal | Format::Float => "271828.18",
        Format::Ipv4 => "203.0.113.247",
        Format::Uint8 | Format::Boolean | Format::Time | Format::TimeMinute | Format::Month | Format::DashedMonth => {
            return None;
        }
    };
    Some(text.to_owned())
}

fn hidden(what: &str, shown: &str) {
    let check = |canary: &str| assert!(!shown.contains(canary), "{what} shows {canary}: {shown}");
    CANARIES.into_iter().for_each(check);
    DRAWN.with_borrow(|drawn| drawn.iter().for_each(|canary| check(canary)));
}

fn debug(what: &str, value: &impl Debug) {
    hidden(what, &format!("{value:?}{value:#?}"));
}

fn error_hides(what: &str, error: &(impl Debug + Display)) {
    debug(what, error);
    hidden(what, &format!("{error}{error:#}"));
}

fn name_of(row: &Field) -> &str {
    &row.name
}

/// Valid requests of every shape, with canaries in their sensitive rows.
fn canary_requests(request: &Record, good: impl Fn(&mut Dice<'_>) -> Fields) -> Vec<Fields> {
    let sensitive: Vec<&Field> = request.fields.iter().filter(|field| field.sensitive).collect();
    let shapes = (0..60u32).map(|seed| {
        let numbers: Vec<u32> = (0..60).map(|at| (seed + 1).wrapping_mul(2_654_435_761).rotate_left(at)).collect();
        let mut fields = good(&mut Dice::new(&numbers));
        for (name, text) in &mut fields {
            if let Some(canary) = sensitive.iter().find(|field| name_of(field) == name).and_then(|field| canary(field))
            {
                *text = canary;
            }
        }
        fields
    });
    shapes.collect()
}

#[test]
fn sensitive_fields_of_a_request_are_hidden_in_debug_and_in_errors() {
    let key = ApiKey::new(KEY);
    for compiled in compiled::operations() {
        let operation = model().operation(compiled.name).unwrap();
        let sensitive: Vec<&Field> = operation.request.fields.iter().filter(|field| field.sensitive).collect();
        let mut met: Vec<&str> = Vec::new();
        for fields in canary_requests(&operation.request, |dice| requests::good(operation, dice).unwrap()) {
            let given =
                sensitive.iter().map(|field| name_of(field)).filter(|name| fields.iter().any(|(n, _)| n == name));
            let given: Vec<&str> = given.collect();
            met.extend(&given);
            let request = match (compiled.from_fields)(&fields) {
                Ok(request) => request.with_field("undocumented", "Ка7Я").unwrap(),
                // The rules of the spec may not accept a canary.
                Err(violations) => {
                    error_hides("violations", &violations);
                    continue;
                }
            };
            debug(compiled.type_name, &request);
            debug("signed", &request.sign(&key).unwrap());
            assert!(format!("{request:?}").contains("***") || given.is_empty());
            for blow in 0..8u32 {
                let mut damaged = fields.clone();
                for (name, text) in &mut damaged {
                    if sensitive.iter().any(|field| name_of(field) == name) {
                        text.push_str(
                            [" ", "\u{1}", "Ка7ЯКа7ЯКа7ЯКа7ЯКа7ЯКа7ЯКа7ЯКа7ЯКа7ЯКа7Я"]
                                [blow as usize % 2 + usize::from(blow > 3)],
                        );
                    }
                }
                damaged.push(("undocumented".to_owned(), "Ка7Я ".to_owned()));
                requests::damage(operation, &mut damaged, &mut Dice::new(&[blow, blow * 7, blow * 13, blow]));
                let Err(violations) = (compiled.from_fields)(&damaged) else { continue };
                error_hides("violations", &violations);
                error_hides("error", &Error::from(violations));
            }
        }
        for field in &sensitive {
            assert!(met.contains(&name_of(field)), "{}: no request has {}", compiled.name, field.name);
        }
    }
}

#[test]
fn sensitive_fields_of_a_response_are_hidden_in_debug_and_in_errors() {
    let key = ApiKey::new(KEY);
    for compiled in compiled::operations() {
        let operation = model().operation(compiled.name).unwrap();
        let rows = operation.response.fields.iter().filter(|field| field.role != Role::Signature);
        let texts = rows.map(|field| {
            let text = match name_of(field) {
                "return_code" | "result_code" => "SUCCESS".to_owned(),
                _ if field.sensitive => canary(field).unwrap_or_else(|| "7".to_owned()),
                _ if field.format == Format::Text => "open".to_owned(),
                _ => "1".to_owned(),
            };
            (name_of(field), text)
        });
        let mut fields: Vec<(&str, String)> = texts.collect();
        fields.push(("unknown", "Ка7Я".to_owned()));
        let sensitive = operation.response.fields.iter().filter(|field| field.sensitive).count();
        let pairs = |fields: &[(&'static str, String)]| -> String {
            naive::signed_response(&fields.iter().map(|(name, text)| (*name, text.as_str())).collect::<Vec<_>>())
        };
        let shown = (compiled.debug_response)(&pairs(&fields), &key).unwrap();
        hidden(compiled.name, &shown);
        assert!(shown.matches("***").count() >= sensitive, "{shown}");
        for leave_out in 0..fields.len() {
            let mut fewer = fields.clone();
            fewer.remove(leave_out);
            let raw = pairs(&fewer);
            for raw in [raw.clone(), raw.replace("[1]", "[Ка7Я]"), raw.replace("SUCCESS", "Ка7Я"), raw + "Ка7Я"]
            {
                if let Err(error) = (compiled.debug_response)(&raw, &key) {
                    error_hides("error", &error);
                    debug("raw", &error.raw());
                }
            }
        }
    }
}

/// Puts canaries into all texts of sensitive rows, and into all rows of sensitive objects.
fn poison(record: &Record, json: &mut Json, is_inside: bool, met: &mut Vec<String>) {
    if let Json::List(items) = json {
        items.iter_mut().for_each(|item| poison(record, item, is_inside, met));
    }
    let Json::Object(entries) = json else { return };
    let fields: Vec<_> = entries.iter().map(|(name, _)| contents::meant(record, entries, name)).collect();
    for ((_, value), field) in entries.iter_mut().zip(fields) {
        let Some(field) = field else { continue };
        let is_sensitive = is_inside || field.sensitive;
        match (value, &field.object) {
            (value, Some(object)) => poison(object, value, is_sensitive, met),
            (Json::Text(text) | Json::Number(text), None) if is_sensitive && !text.is_empty() => {
                if let Some(canary) = canary(field) {
                    *text = canary;
                    met.push(field.name.clone());
                }
            }
            (Json::List(items), None) if is_sensitive => {
                for item in items {
                    if let (Json::Text(text), Some(canary)) = (item, canary(field)) {
                        *text = canary;
                        met.push(field.name.clone());
                    }
                }
            }
            _ => {}
        }
    }
}

#[test]
fn sensitive_fields_of_a_content_are_hidden_in_debug_and_in_errors() {
    for compiled in compiled::contents() {
        let content = model().content(compiled.name).unwrap();
        let mut met = Vec::new();
        for seed in 0..300u32 {
            let numbers: Vec<u32> = (0..60).map(|at| (seed + 1).wrapping_mul(2_654_435_761).rotate_left(at)).collect();
            let mut json = contents::good(content, &mut Dice::new(&numbers)).unwrap();
            match (&content.wrapped_in, &mut json) {
                (Some(_), Json::Object(entries)) => poison(&content.record, &mut entries[0].1, false, &mut met),
                (_, json) => poison(&content.record, json, false, &mut met),
            }
            match (compiled.from_fields)(&json) {
                Ok(value) => {
                    debug(compiled.name, &value);
                    debug("content", &value.to_content());
                }
                Err(violations) => error_hides("violations", &violations),
            }
            contents::damage(content, &mut json, &mut Dice::new(&numbers[7..]));
            if let Err(error) = (compiled.from_json)(&json.to_string()) {
                error_hides("content error", &error);
            }
            if let Err(error) = (compiled.from_json)(&format!("{json}Ка7Я")) {
                error_hides("content error", &error);
            }
        }
        let sensitive = content.record.fields.iter().filter(|field| field.sensitive && field.object.is_none());
        let sensitive = sensitive.filter(|field| canary(field).is_some());
        for field in sensitive {
            assert!(met.contains(&field.name), "{}: no content has {}", compiled.name, field.name);
        }
    }
}

/// Groups of fields are printed outside of their record too.
#[test]
fn sensitive_fields_of_a_group_are_hidden() {
    use wxmed::payinsurance::{preregister, sendmsg};
    use wxmed_tests::compiled::strange;
    let hidden_text = || "Ка7Я".to_owned();
    debug("payer", &preregister::Payer::Openid(hidden_text()));
    debug("payer", &preregister::Payer::SubOpenid(hidden_text()));
    let merchant = wxmed::Merchant::Own { appid: hidden_text(), mch_id: hidden_text() };
    debug("merchant", &merchant);
    debug("means", &strange::Means::ByBank { bank: hidden_text(), branch: None, voucher: "1".to_owned() });
    debug("means", &strange::Means::ByTeller { teller: hidden_text(), voucher: "1".to_owned() });
    debug("means", &strange::Means::ByCash { cash: Some(hidden_text()), voucher: "1".to_owned() });
    let alpha = strange::Alpha::builder().extra("open").further(hidden_text()).build().unwrap();
    debug("case", &alpha);
    assert!(format!("{alpha:?}").contains("open"), "what is not sensitive is shown");
    debug("tag", &strange::Shape::from(alpha));
    let appointment = sendmsg::AppointmentPayment::builder()
        .first(hidden_text())
        .pre_register_item(hidden_text())
        .pre_register_time("2018-6-23 11:00")
        .register_no("4173248")
        .remark(hidden_text())
        .build()
        .unwrap();
    debug("case", &appointment);
    assert!(format!("{appointment:?}").contains("4173248"), "what is not sensitive is shown");
    debug("tag", &sendmsg::Message::from(appointment));
    let home = odd::Home::builder().street(hidden_text());
    debug("an object inside a sensitive one", &odd::Person::builder().name(hidden_text()).home(home).build().unwrap());
    let refused: Violations = shenzhen::Registration::from_fields(&Json::Text(hidden_text())).unwrap_err();
    error_hides("violations", &refused);
}

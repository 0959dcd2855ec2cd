//! The feature `serde`: values are serialized and deserialized, errors and records only serialized, and only
//! explicitly.

use std::fmt::{Debug, Display};

use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::json;
use wxmed::{
    Code, Content, DashedDate, DashedDateMinute, DashedDateTime, Date, Decimal, Error, Fen, GetMedInfo, IdCard,
    IdCardMd5, OpenEnum, Preregister, Timestamp, Yuan, parse_response,
};

/// Asserts that the value is serialized as this text, and deserialized from it.
fn comes_back<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T, text: &str) -> Result<(), TestCaseError> {
    let written = serde_json::to_value(value).unwrap();
    prop_assert_eq!(&written, &json!(text));
    prop_assert_eq!(&serde_json::from_value::<T>(written).unwrap(), value);
    Ok(())
}

/// The same for a value whose text is its `Display`.
fn comes_back_shown<T: Serialize + DeserializeOwned + PartialEq + Debug + Display>(
    value: T,
) -> Result<(), TestCaseError> {
    comes_back(&value, &value.to_string())
}

/// From 1900 to 2200.
const SECONDS: std::ops::Range<i64> = -2_208_988_800..7_258_118_400;

proptest! {
    #[test]
    fn amounts_come_back(number in any::<i64>(), places in 0_u32..3, fen in any::<i64>()) {
        comes_back_shown(Decimal::new(number, places))?;
        comes_back_shown(Yuan::from(Decimal::new(number / 1_000_000, places)))?;
        comes_back_shown(Fen::new(fen))?;
    }

    #[test]
    fn dates_and_times_come_back(seconds in SECONDS) {
        comes_back_shown(Timestamp::from_unix_seconds(seconds).unwrap())?;
        comes_back_shown(Date::from_unix_seconds(seconds).unwrap())?;
        comes_back_shown(DashedDate::from_unix_seconds(seconds).unwrap())?;
        comes_back_shown(DashedDateTime::from_unix_seconds(seconds).unwrap())?;
        comes_back_shown(DashedDateMinute::from_unix_seconds(seconds).unwrap())?;
    }

    #[test]
    fn hashes_contents_and_open_codes_come_back(bytes in any::<[u8; 16]>(), text in ".*") {
        let hash: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        comes_back(&IdCardMd5::parse(&hash).unwrap(), &hash)?;
        comes_back(&Content::raw(text.as_str()), &text)?;
        comes_back(&OpenEnum::<wxmed::codes::MedicalInsuranceType>::new(text.as_str()), &text)?;
    }
}

#[test]
fn an_invalid_value_is_refused_with_the_expected_format() {
    let refused = |json: &str, expected: &str| {
        let error = serde_json::from_str::<Yuan>(json).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    };
    refused(r#""nine""#, "must be an amount");
    refused("9.5", "expected a text");
    refused(r#""1_000""#, "must be an amount");
    assert!(serde_json::from_str::<Fen>(r#""+950""#).is_err() && serde_json::from_str::<Fen>(r#""007""#).is_err());
    let error = serde_json::from_str::<IdCardMd5>("44030019000101123").unwrap_err().to_string();
    assert!(error.contains("expected a text") && !error.contains("44030019000101123"), "{error}");
    let error = serde_json::from_str::<IdCardMd5>(r#""ABCDEF""#).unwrap_err().to_string();
    assert!(error.contains("32 lower-case") && !error.contains("ABCDEF"), "{error}");
    let error = serde_json::from_str::<Date>(r#""2018-04-02""#).unwrap_err().to_string();
    assert!(error.contains("yyyyMMdd"), "{error}");
}

#[test]
fn codes_are_their_texts() {
    use wxmed::codes::MedicalInsuranceType;
    use wxmed::payinsurance::GetMedInfoError;

    for code in MedicalInsuranceType::ALL {
        let text = serde_json::to_string(code).unwrap();
        assert_eq!(text, format!("{:?}", code.code()));
        assert_eq!(serde_json::from_str::<MedicalInsuranceType>(&text).unwrap(), *code);
    }
    let error = serde_json::from_str::<MedicalInsuranceType>(r#""a patient's name""#).unwrap_err().to_string();
    assert!(error.contains("no code of the table") && !error.contains("patient"), "{error}");
    assert_eq!(serde_json::to_value(GetMedInfoError::CardNotBound).unwrap(), "80004");
    assert_eq!(serde_json::from_str::<GetMedInfoError>(r#""80004""#).unwrap(), GetMedInfoError::CardNotBound);
}

fn card() -> wxmed::Valid<GetMedInfo> {
    let builder = GetMedInfo::builder().openid("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o").name("张三");
    builder.idcard_md5(IdCard::parse("44030019000101123x").unwrap()).build().unwrap()
}

#[test]
fn a_request_and_a_reply_are_exposed_by_their_names_on_the_wire() {
    let request = serde_json::to_string(&card().expose()).unwrap();
    let hash = IdCard::parse("44030019000101123x").unwrap().md5();
    let expected =
        format!(r#"{{"openid":"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o","name":"张三","idcard_md5":"{}"}}"#, hash.as_str());
    let sorted = |text: &str| serde_json::from_str::<std::collections::BTreeMap<String, String>>(text).unwrap();
    assert_eq!(sorted(&request), sorted(&expected));

    let raw = "<xml><return_code>SUCCESS</return_code><result_code>SUCCESS</result_code>\
               <medical_card_no>1</medical_card_no><medical_card_id>2</medical_card_id>\
               <medical_insurance_type>1</medical_insurance_type><medical_user_id>3</medical_user_id></xml>";
    let key = wxmed::ApiKey::new("192006250b4c09247ec02edce69f6a2d");
    let response = parse_response::<GetMedInfo>(raw, &key).unwrap();
    assert_eq!(
        serde_json::to_value(response.expose()).unwrap(),
        json!({ "medical_card_no": "1", "medical_card_id": "2", "medical_insurance_type": "1", "medical_user_id": "3" })
    );
    assert_eq!(format!("{:?}", response.expose()), "Exposed(***)");
}

#[test]
fn an_error_has_its_parts_and_no_raw_response() {
    let key = wxmed::ApiKey::new("192006250b4c09247ec02edce69f6a2d");
    let raw = "<xml><return_code>SUCCESS</return_code><result_code>FAIL</result_code><err_code>80004</err_code>\
               <err_code_des>未绑卡 rid: 5f0e-1-2[graphid:33613527]</err_code_des><more>a canary</more></xml>";
    let error = parse_response::<GetMedInfo>(raw, &key).unwrap_err();
    let written = serde_json::to_value(&error).unwrap();
    assert_eq!(written["kind"], "business");
    assert_eq!(written["code"], "80004");
    assert_eq!((&written["rid"], &written["graphid"]), (&json!("5f0e-1-2"), &json!("33613527")));
    assert_eq!(written["outcome"], "nothing-done");
    assert_eq!(written["message"]["zh"], format!("{error:#}"));
    assert_eq!(written["message"]["en"], error.to_string());
    assert_eq!((&written["status"], &written["violations"]), (&json!(null), &json!(null)));
    assert!(!written.to_string().contains("canary"), "{written}");

    let error = Error::from(Preregister::from_fields([("appid", "")]).unwrap_err());
    let written = serde_json::to_value(&error).unwrap();
    assert_eq!(written["kind"], "invalid");
    let paths: Vec<&str> =
        written["violations"].as_array().unwrap().iter().map(|v| v["path"].as_str().unwrap()).collect();
    assert!(paths.contains(&"appid") && paths.len() > 5, "{paths:?}");
}

/// Types of a spec that a program derives serde's traits for.
#[wxmed::schema("city/shenzhen/registration", derive(PartialEq, serde::Serialize, serde::Deserialize))]
mod shenzhen {}

#[test]
fn a_content_whose_types_derive_serde_comes_back() {
    #[derive(Serialize, Deserialize)]
    struct Booking {
        content: shenzhen::Registration,
        fee: Yuan,
    }

    let text = r#"{"registration_order_pay":{"yljgbm":"H1110","ylzh":"","czybm":"H1111","czyxm":"李四","mzghdj":{"brlx":"1","mzlsh":"1500619843177","ksbm":"631","ksmc":"肝病门诊","ghlb":"普通","ghf":"9.00","zjzj":"21.00","ghhj":"30.00","ssj":"0","zsj":"0"},"bz":"复诊"}}"#;
    let content = shenzhen::Registration::from_json(text).unwrap().into_inner();
    let booking = Booking { content: content.clone(), fee: Yuan::from_fen(900) };
    let written = serde_json::to_string(&booking).unwrap();
    let back: Booking = serde_json::from_str(&written).unwrap();
    assert_eq!(back.content, content);
    assert_eq!(back.fee, Yuan::from_fen(900));
}

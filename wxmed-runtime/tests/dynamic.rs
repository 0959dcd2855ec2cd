//! Specs that are loaded at run time, and reloaded.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;

use wxmed::dynamic::{Specs, SpecsError};
use wxmed::{ApiKey, Json};

/// A separate folder for each test, deleted when it is dropped.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("wxmed-dynamic-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn write(&self, name: &str, text: &str) {
        // As an editor does it: a reader gets either the old file or the new one.
        let (half, whole) = (self.0.join("half"), self.0.join(name));
        fs::write(&half, text).unwrap();
        fs::rename(&half, whole).unwrap();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl AsRef<Path> for Folder {
    fn as_ref(&self) -> &Path {
        &self.0
    }
}

/// A content with a field of this type.
fn visit(ty: &str) -> String {
    format!(
        "content: dongguan/visit\nsection: \"1.3\"\ntitle: {{ zh: 就诊, en: a visit }}\nfields:\n  - {{ name: ward, \
         label: 科室, en: ward, type: {ty}, required: Y }}\n"
    )
}

const OPERATION: &str = r#"
operation: querybill
path: /payinsurance/querybill
section: "9.1"
title: { zh: 查账, en: Look at a bill }
retry: safe
answer: signed
request:
  fields:
    - { name: bill, label: 账单, en: bill, type: String8, required: Y, aliases: [{ name: bill_no, section: "9.1" }] }
    - { name: user_card_type, label: 证件类型, en: document, type: String8, required: N, codes: user_card_type }
    - { name: nonce_str, label: 随机字符串, en: nonce, type: String32, required: Y, role: nonce }
    - { name: sign, label: 签名, en: signature, type: String32, required: Y, role: signature }
response:
  fields:
    - { name: return_code, label: 返回状态码, en: status, type: String16, required: Y, codes: return_code }
"#;

fn names(specs: &Specs) -> Vec<String> {
    specs.operations().iter().map(|operation| operation.name().to_owned()).collect()
}

#[test]
fn own_specs_can_be_loaded_in_addition_to_the_included_ones_or_alone() {
    let folder = Folder::new();
    folder.write("querybill.yaml", OPERATION);
    folder.write("visit.yaml", &visit("String8"));
    let beside = Specs::load(&folder).unwrap();
    assert_eq!(names(&beside).len(), names(&Specs::shipped()).len() + 1);
    let alone = Specs::load_alone(&folder).unwrap();
    assert_eq!(names(&alone), ["querybill"]);
    let [content] = alone.contents().try_into().unwrap();
    assert_eq!((content.name(), content.section(), content.title().en.as_ref()), ("dongguan/visit", "1.3", "a visit"));
    let fields: Vec<&str> = content.fields().iter().map(|field| field.name.as_str()).collect();
    assert_eq!(fields, ["ward"]);
    let bill = alone.operation("querybill").unwrap();
    assert_eq!((bill.path(), bill.section()), ("/payinsurance/querybill", "9.1"));
    assert_eq!(format!("{alone:?}"), r#"{"querybill", "dongguan/visit"}"#);
}

#[test]
fn a_map_is_validated_and_signed() {
    let folder = Folder::new();
    folder.write("querybill.yaml", OPERATION);
    let bill = Specs::load_alone(&folder).unwrap().operation("querybill").unwrap();
    let key = ApiKey::new("192006250b4c09247ec02edce69f6a2d");
    let wrong = [("bill", "123456789"), ("user_card_type", "2"), ("sign", "mine")];
    let expected = [("bill", "length"), ("sign", "computed"), ("user_card_type", "code")];
    assert_eq!(bill.validate(wrong).keys(), expected);
    let wxmed::Error::Invalid(refused) = bill.sign(wrong, &key).unwrap_err() else { panic!() };
    assert_eq!(refused.keys(), expected);

    // Another name of the choice is accepted, and an empty field isn't sent.
    let right = [("bill_no", "1"), ("user_card_type", ""), ("nonce_str", "5K8264ILTKCH16CQ2502SI8ZNMTM67VS")];
    let signed = bill.sign(right, &key).unwrap();
    let fields = wxmed::codec::xml::read(signed.body.xml().as_bytes()).unwrap();
    let names: Vec<&str> = fields.iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["bill", "nonce_str", "sign"]);
    let expected =
        wxmed::codec::encode_fields([("bill", "1"), ("nonce_str", right[2].1)], &key, Default::default()).unwrap();
    assert_eq!(signed.body.xml(), expected.xml());
    let fresh = bill.sign([("bill", "1")], &key).unwrap();
    assert_ne!(fresh.nonce, signed.nonce);
}

#[test]
fn a_checked_content_is_unchanged_and_errors_contain_the_text() {
    let folder = Folder::new();
    folder.write("visit.yaml", &visit("String8"));
    let visit = Specs::load(&folder).unwrap().content("dongguan/visit").unwrap();
    let text = r#"{ "ward" : "儿科" , "more": 1 }"#;
    assert_eq!(visit.check(text).unwrap().as_str(), text);
    assert_eq!(visit.check("{").unwrap_err().text(), "{");
    let error = visit.check(r#"{"ward":"123456789"}"#).unwrap_err();
    assert!(error.to_string().contains("ward") && !error.to_string().contains("123456789"), "{error}");
    assert_eq!(visit.validate(&Json::parse("[]").unwrap()).keys(), [("", "json-type")]);
}

/// A content, and the bindings in its spec to the request that contains it.
#[test]
fn a_request_is_validated_with_its_content() {
    let folder = Folder::new();
    let bill = OPERATION.replace(
        "    - { name: nonce_str",
        "    - { name: request_content, label: 内容, en: content, type: String, required: Y, format: content }\n    - { name: \
         nonce_str",
    );
    folder.write("querybill.yaml", &bill);
    let bound = "outer:\n  - { name: bill, label: 账单, en: bill, type: String8 }\nbindings:\n  - { id: ward-of-bill, check: \
                 \"outer.bill = ward\", zh: 科室即账单, en: the ward is the bill }\n";
    folder.write("visit.yaml", &(visit("String8") + bound));
    let specs = Specs::load(&folder).unwrap();
    let (bill, visit) = (specs.operation("querybill").unwrap(), specs.content("dongguan/visit").unwrap());
    let with = |text: &'static str| bill.validate_with_content(&visit, [("bill", "1"), ("request_content", text)]);
    assert!(with(r#"{"ward":"1"}"#).is_empty());
    assert_eq!(with(r#"{"ward":"2"}"#).keys(), [("request_content", "ward-of-bill")]);
    assert_eq!(with(r#"{"ward":""}"#).keys(), [("request_content.ward", "required")]);
}

#[test]
fn an_unknown_name_is_reported_with_a_suggestion() {
    let specs = Specs::shipped();
    let error = specs.operation("getmedinf").unwrap_err();
    assert_eq!(error.to_string(), "there is no operation called getmedinf; did you mean getmedinfo?");
    assert_eq!(format!("{error:#}"), "没有名为 getmedinf 的接口；是不是 getmedinfo？");
    let error = specs.content("city/nowhere").unwrap_err();
    assert!(
        error.to_string().contains("there are: ") && error.to_string().contains("city/shenzhen/registration"),
        "{error}"
    );
    assert!(format!("{error:#}").contains("现有："), "{error:#}");
}

#[test]
fn an_unreadable_file_is_named() {
    let folder = Folder::new();
    let error = Specs::load(folder.0.join("nowhere")).unwrap_err();
    let SpecsError::Unreadable(cause) = &error else { panic!("{error:?}") };
    assert_eq!(cause.kind(), std::io::ErrorKind::NotFound);
    assert!(error.to_string().contains("nowhere") && format!("{error:#}").contains("nowhere"), "{error}");

    let error = Specs::load(&folder).unwrap_err();
    assert!(matches!(error, SpecsError::Empty(_)) && error.to_string().contains("wxmed-dynamic-"), "{error}");

    fs::write(folder.0.join("bytes.yaml"), b"content: \xff\n").unwrap();
    let error = Specs::load(&folder).unwrap_err();
    let SpecsError::Wrong(mistakes) = &error else { panic!("{error:?}") };
    assert!(mistakes[0].contains("bytes.yaml:1:10") && mistakes[0].contains("UTF-8"), "{error}");
}

#[test]
fn every_mistake_has_a_position() {
    let folder = Folder::new();
    folder.write("bill.yaml", &OPERATION.replace("codes: user_card_type", "codes: user_card_tpe"));
    folder.write("visit.yaml", &visit("Strng8"));
    let SpecsError::Wrong(mistakes) = Specs::load(&folder).unwrap_err() else { panic!() };
    let [codes, ty] = mistakes.try_into().unwrap();
    let position = |file: &str| format!("{}/{file}", folder.0.display());
    assert!(codes.contains(&position("bill.yaml:11:")) && codes.contains("did you mean `user_card_type`?"), "{codes}");
    assert!(ty.contains(&position("visit.yaml:5:")) && ty.contains("Strng8"), "{ty}");
}

/// Invalid files leave the specs unchanged, contents in use are kept, and readers get either the old specs or the new
/// ones.
#[test]
fn corrected_files_are_used_after_a_reload() {
    let folder = Folder::new();
    folder.write("visit.yaml", &visit("String2"));
    let specs = Specs::load(&folder).unwrap();
    let held = specs.content("dongguan/visit").unwrap();
    let (two, four) = (Json::parse(r#"{"ward":"12"}"#).unwrap(), Json::parse(r#"{"ward":"1234"}"#).unwrap());
    let is_done = AtomicBool::new(false);
    thread::scope(|scope| {
        for _ in 0..4 {
            let (specs, two, is_done) = (specs.clone(), &two, &is_done);
            scope.spawn(move || {
                while !is_done.load(Ordering::Relaxed) {
                    let visit = specs.content("dongguan/visit").unwrap();
                    assert!(visit.validate(two).is_empty());
                    assert!(specs.operation("getmedinfo").is_ok());
                }
            });
        }
        folder.write("visit.yaml", &visit("Strng4"));
        for _ in 0..3 {
            let SpecsError::Wrong(mistakes) = specs.reload().unwrap_err() else { panic!() };
            assert_eq!(mistakes.len(), 1);
            assert!(specs.content("dongguan/visit").unwrap().validate(&four).has_errors());
        }
        folder.write("visit.yaml", &visit("String4"));
        specs.reload().unwrap();
        is_done.store(true, Ordering::Relaxed);
    });
    assert!(specs.content("dongguan/visit").unwrap().validate(&four).is_empty());
    assert!(held.validate(&four).has_errors());
    fs::remove_dir_all(&folder).unwrap();
    assert!(matches!(specs.reload(), Err(SpecsError::Unreadable(_))));
    assert!(specs.content("dongguan/visit").is_ok());
}

#[test]
fn a_reload_without_files_changes_nothing() {
    let specs = Specs::shipped();
    specs.reload().unwrap();
    assert_eq!(names(&specs).len(), 6);
}

/// Both readers give the same result for a notification.
#[test]
fn a_notification_by_name_is_the_same_as_by_type() {
    use wxmed::notify::{NotifyError, Receiver};
    use wxmed::{ApiKey, Merchant, PaymentResult};
    let merchant = Merchant::Own { appid: "wx1".to_owned(), mch_id: "1".to_owned() };
    let key = ApiKey::new("192006250b4c09247ec02edce69f6a2d");
    let receiver = Receiver::new(key.clone(), merchant);
    let signed = |fields: &[(&str, &str)]| {
        let mut fields = fields.to_vec();
        fields.sort_unstable();
        wxmed::codec::encode_fields(fields, &key, wxmed::codec::SignType::Md5).unwrap().xml().to_owned()
    };
    let notification = Specs::shipped().notification("payment_result").unwrap();
    assert!(Specs::shipped().notification("payment").is_none());
    let paid = [
        ("return_code", "SUCCESS"),
        ("result_code", "SUCCESS"),
        ("med_trans_id", "42"),
        ("time_end", "20220501163102"),
        ("openid", "oUpF8uMuAJO"),
        ("more", "patient"),
    ];
    let body = signed(&paid);
    let (by_name, typed) =
        (notification.receive(&receiver, body.as_str()).unwrap(), receiver.receive::<PaymentResult>(body).unwrap());
    assert_eq!(by_name.key(), typed.key());
    let fields = by_name.result().unwrap();
    assert_eq!((fields.get("med_trans_id"), fields.get("more")), (Some("42"), Some("patient")));
    let shown = format!("{by_name:?}");
    assert!(shown.contains("42") && !shown.contains("oUpF8uMuAJO") && !shown.contains("patient"), "{shown}");
    let body = signed(&paid[..2]);
    let errors = (
        notification.receive(&receiver, body.as_str()).map(|_| ()).unwrap_err(),
        receiver.receive::<PaymentResult>(body).map(|_| ()).unwrap_err(),
    );
    assert_eq!(errors.0, errors.1);
    assert!(matches!(errors.0, NotifyError::Fields(_)));
}

#[test]
fn the_generated_table_of_a_notification_matches_the_compiled_one() {
    use wxmed::PaymentResult;
    use wxmed::notify::Notification as _;
    use wxmed::rt::Record;
    let notification = Specs::shipped().notification("payment_result").unwrap();
    assert_eq!(*<PaymentResult as Record>::TABLE, notification.spec().own_schema());
    assert_eq!(PaymentResult::NOTIFICATION.by, notification.spec().by_names());
    assert_eq!(PaymentResult::NOTIFICATION.name, notification.name());
}

//! Received contents are read as far as possible, and their text is kept.

use wxmed::{ContentRecord as _, Json, ReceivedContent};
use wxmed_tests::compiled::city_shenzhen_registration_answer::{InsuranceKind, PaymentKind, RegistrationAnswer};
use wxmed_tests::compiled::enclosed::{Enclosed, Line, More, Slip};
use wxmed_tests::compiled::{self, figures::Figures, listed::Listed};
use wxmed_tests::contents;
use wxmed_tests::dice::Dice;
use wxmed_tests::runner;
use wxmed_tests::specs::model;

/// A content as the platform has sent it.
const SEEN: &str = "{'registration_order_pay':{'ylzh':'6000000001','dnh':'','brlx':'1','mzghdj':'[{'je':86,\
    'jssj':'2017-09-30 15:27:14','zfxm':'02'},{'je':1.50,'jssj':'2017-09-30 15:27:14','zfxm':'03'}]','cblx':'1'}}";

/// The amounts of the payments.
fn amounts(read: &ReceivedContent<RegistrationAnswer>) -> Vec<String> {
    let payments = read.value().and_then(|content| content.mzghdj.as_deref()).unwrap_or_default();
    payments.iter().map(|payment| payment.je.map_or("-".to_owned(), |je| je.to_string())).collect()
}

#[test]
fn a_content_in_single_quotes_is_read() {
    let read = RegistrationAnswer::read_leniently(SEEN);
    assert_eq!(read.text(), SEEN);
    assert!(read.violations().is_empty(), "{}", read.violations());
    assert_eq!(amounts(&read), ["86", "1.50"]);
    let shown = format!("{read:?}");
    assert!(!shown.contains("6000000001") && shown.contains("86"), "{shown}");
    let content = read.into_value().unwrap();
    assert_eq!((content.ylzh.as_deref(), content.dnh.as_deref()), (Some("6000000001"), None));
    assert!(content.cblx.as_ref().is_some_and(|kind| kind.known() == Some(InsuranceKind::FirstTier)));
    let first = &content.mzghdj.unwrap()[0];
    assert_eq!(first.jssj.unwrap().to_string(), "2017-09-30 15:27:14");
    assert!(first.zfxm.as_ref().is_some_and(|kind| kind.known() == Some(PaymentKind::PersonalAccount)));
}

#[test]
fn other_forms_of_the_same_content_are_read_too() {
    let slips = r#"[{"je":86},{"je":1.50}]"#;
    for written in [
        format!(r#"{{"registration_order_pay":{{"mzghdj":{slips}}}}}"#),
        format!(r#"{{"mzghdj":{}}}"#, Json::Text(slips.to_owned())),
        r#"{"registration_order_pay":{"mzghdj":"[{'je':'86'},{'je':'1.50'}]","cblx":null}}"#.to_owned(),
        format!(r#"{{"registration_order_pay":"{{'mzghdj':{slips}}}"}}"#),
    ] {
        assert_eq!(amounts(&RegistrationAnswer::read_leniently(&*written)), ["86", "1.50"], "{written}");
    }
    let alone = RegistrationAnswer::read_leniently(r#"{"registration_order_pay":{"mzghdj":{"je":86}}}"#);
    assert_eq!(amounts(&alone), ["86"]);
}

#[test]
fn an_unreadable_field_is_left_out_and_reported() {
    let text = SEEN.replace("86", "'many'").replace("'cblx':'1'", "'cblx':'17','new':[1]");
    let read = RegistrationAnswer::read_leniently(text);
    assert_eq!(amounts(&read), ["-", "1.50"]);
    assert_eq!(read.violations().keys(), [("mzghdj[0].je", "json-type")]);
    let content = read.value().unwrap();
    assert_eq!(content.cblx.as_ref().map(|kind| kind.as_str()), Some("17"));
    assert_eq!(content.unknown.iter().collect::<Vec<_>>(), [("new", &Json::List(vec![Json::Number("1".to_owned())]))]);
}

#[test]
fn an_unreadable_content_is_kept_as_text() {
    for text in ["", "支付成功", "{", "null", "[]", "{'registration_order_pay':1}", "<xml/>"] {
        let read = RegistrationAnswer::read_leniently(text);
        assert!(read.value().is_none() && read.violations().has_errors(), "{text}");
        assert_eq!(read.text(), text);
    }
    let lacks = Enclosed::read_leniently("{'slip':{'fee':1}}");
    assert!(lacks.value().is_none());
    assert_eq!(lacks.violations().keys(), [("more", "required"), ("slip.lines", "required"), ("slip.no", "required")]);
}

#[test]
fn json_inside_a_text_is_written_with_every_quote_escaped() {
    let line = Line::builder().code("it's \"x\"").build();
    let slip = Slip::builder().no("1").lines([line]).build();
    let content = Enclosed::builder().slip(slip).more(More::builder().build()).build().unwrap();
    let written = wxmed::Content::from(content.clone());
    let inner = |json: &Json, key: &str| match json {
        Json::Object(entries) => match &entries.iter().find(|(name, _)| name == key).unwrap().1 {
            Json::Text(text) => Json::parse(text).unwrap(),
            other => panic!("{other}"),
        },
        other => panic!("{other}"),
    };
    let outermost = Json::parse(written.as_str()).unwrap();
    let lines = inner(&inner(&outermost, "slip"), "lines");
    assert_eq!(lines.to_string(), r#"[{"code":"it's \"x\""}]"#);
    assert_eq!(Enclosed::from_json(written.as_str()).unwrap(), content);
    assert_eq!(
        format!("{:?}", content.slip),
        r#"单据 { no: ***, lines: [明细 { code: "it's \"x\"" }] }"#.replace("单据", "Slip")
    );
}

/// Lenient reading of a valid content gives the same value as strict reading.
#[test]
fn a_valid_content_is_read_leniently_as_strictly() {
    runner::each(&compiled::contents(), |compiled| {
        let content = model().content(compiled.name).unwrap();
        runner::good(&content.name, |numbers| {
            let json = contents::good(content, &mut Dice::new(numbers))?.to_string();
            if (compiled.lenient)(&json) { Ok(()) } else { Err(format!("{json} is read as something else")) }
        });
    });
}

#[test]
fn lenient_reading_converts_between_numbers_and_texts() {
    let figures = r#"{"fee":"950","level":"3","cents":"950","kind":"2","born":"20180402","seen":"2018-04-02"}"#;
    let read = Figures::read_leniently(figures);
    assert_eq!(
        read.value().map(|figures| (figures.level, figures.born.to_string())),
        Some((Some(3), "20180402".to_owned()))
    );
    let listed = r#"{"listsize":"1","inputlist":{"ake005":7,"aae019":"9.50","partcount":1,"parts":"[{'name':'a'}]"},"owner":{"levels":4,"phones":7,"tags":""}}"#;
    let read = Listed::read_leniently(listed);
    let entry = |listed: &Listed| {
        (listed.inputlist[0].ake005.clone(), listed.inputlist[0].parts.len(), listed.owner.levels.clone())
    };
    assert_eq!(read.value().map(entry), Some(("7".to_owned(), 1, vec![4])), "{}", read.violations());
}

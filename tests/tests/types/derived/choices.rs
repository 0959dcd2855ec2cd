//! Fields that exclude each other, and fields that depend on a tag.

use wxmed::codes::MsgType;
use wxmed::payinsurance::sendmsg;
use wxmed::{Code, SendMsg, ToValid};
use wxmed_tests::compiled::strange::{self, Strange};

/// The fields of the choice as separate fields.
#[derive(Default, wxmed::Request)]
#[wxmed(spec = "sendmsg")]
struct Note {
    med_trans_id: Option<String>,
    hosp_out_trade_no: Option<String>,
    msg_type: Option<MsgType>,
    first: Option<String>,
    discount: Option<&'static str>,
    real_fee: Option<String>,
    remark: Option<String>,
}

fn note() -> Note {
    let kinds = <MsgType as Code>::ALL;
    Note {
        med_trans_id: Some("1008450740201411110005820873".to_owned()),
        msg_type: kinds.first().copied(),
        first: Some("您好".to_owned()),
        remark: Some("祝早日康复".to_owned()),
        ..Note::default()
    }
}

/// The same with the generated enums.
#[derive(wxmed::Request)]
#[wxmed(spec = "payinsurance/sendmsg")]
struct Whole {
    order: sendmsg::Order,
    message: sendmsg::Message,
}

#[test]
fn separate_fields_and_a_generated_enum_make_the_same_request() {
    let payment = sendmsg::OutpatientPayment::builder().first("您好").remark("祝早日康复").build().unwrap();
    let whole =
        Whole { order: sendmsg::Order::MedTransId("1008450740201411110005820873".to_owned()), message: payment.into() };
    assert!(note().to_valid().unwrap() == whole.to_valid().unwrap());
    let built = SendMsg::builder().order(whole.order).message(whole.message).build().unwrap();
    assert!(note().to_valid().unwrap() == built);
}

#[test]
fn two_fields_of_a_choice_are_refused_and_so_is_none() {
    let both = Note { hosp_out_trade_no: Some("HOSP1".to_owned()), ..note() };
    assert_eq!(both.to_valid().map(drop).unwrap_err().keys(), [("med_trans_id", "choice-conflict")]);
    let none = Note { med_trans_id: None, ..note() };
    assert_eq!(none.to_valid().map(drop).unwrap_err().keys(), [("med_trans_id", "choice-missing")]);
}

#[test]
fn a_field_of_another_case_is_a_violation() {
    let other = Note { discount: Some("30"), remark: None, ..note() };
    let found = other.to_valid().map(drop).unwrap_err();
    assert_eq!(found.keys(), [("discount", "wrong-case"), ("remark", "required")]);
    let fields =
        [("med_trans_id", "1008450740201411110005820873"), ("msg_type", "1"), ("first", "您好"), ("discount", "30")];
    assert_eq!(found, SendMsg::from_fields(fields).map(drop).unwrap_err());
    let unknown = Note { msg_type: None, ..note() };
    assert_eq!(unknown.to_valid().map(drop).unwrap_err().keys(), [("msg_type", "required")]);
}

/// A name with a row in two cases, numbers, and a group with a field that all groups have.
#[derive(Default, wxmed::Request)]
#[wxmed(path = "specs/strange.yaml", into = strange::Strange)]
struct Odds {
    #[wxmed(name = "Version")]
    version: &'static str,
    kind: &'static str,
    r#type: Option<u8>,
    left: Option<i64>,
    fee: Option<wxmed::Fen>,
    paid: Option<wxmed::Yuan>,
    total_fee: Option<u64>,
    rate: Option<wxmed::Decimal>,
    how: Option<strange::HowSigned>,
    cash: Option<String>,
    teller: Option<String>,
    memo_by: Option<String>,
    voucher: String,
    extra: Option<String>,
}

fn odds() -> Odds {
    Odds { version: "1", kind: "B", cash: Some("1".to_owned()), voucher: "1".to_owned(), ..Odds::default() }
}

#[test]
fn the_tag_decides_which_row_a_name_has() {
    let beta = Odds { extra: Some("12".to_owned()), ..odds() };
    let strange::Shape::Beta(case) = &beta.to_valid().unwrap().shape else { panic!() };
    assert_eq!(case.extra, Some(12));
    let alpha = Odds { kind: "A", extra: Some("x".to_owned()), ..odds() };
    let strange::Shape::Alpha(case) = &alpha.to_valid().unwrap().shape else { panic!() };
    assert_eq!(case.extra, "x");
    let wrong = Odds { extra: Some("x".to_owned()), ..odds() };
    assert_eq!(wrong.to_valid().map(drop).unwrap_err().keys(), [("extra", "format")]);
}

/// The same texts, read as fields, give the same violations.
#[test]
fn numbers_and_amounts_are_texts_on_the_wire() {
    let given = Odds {
        r#type: Some(255),
        left: Some(-3),
        fee: Some(wxmed::Fen::new(950)),
        paid: Some("10.00".parse().unwrap()),
        total_fee: Some(u64::MAX),
        rate: Some(wxmed::Decimal::new(12345, 3)),
        how: Some(strange::HowSigned::Md5),
        ..odds()
    };
    let texts = [
        ("Version", "1"),
        ("kind", "B"),
        ("type", "255"),
        ("left", "-3"),
        ("fee", "9.50"),
        ("paid", "10.00"),
        ("total_fee", "18446744073709551615"),
        ("rate", "12.345"),
        ("how", "MD5"),
        ("cash", "1"),
        ("voucher", "1"),
    ];
    let found = given.to_valid().map(drop).unwrap_err();
    assert_eq!(found.keys(), [("rate", "decimals"), ("total_fee", "format")]);
    assert_eq!(found, Strange::from_fields(texts).map(drop).unwrap_err());
}

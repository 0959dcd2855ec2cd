//! Requests.

use std::borrow::Cow;
use std::net::Ipv4Addr;
use std::sync::Arc;

use wxmed::codes::UserCardType;
use wxmed::payinsurance::preregister;
use wxmed::{ApiKey, Content, GetMedInfo, IdCard, Merchant, Nonce, Preregister, Request, ToValid, Valid, Violations};
use wxmed_tests::naive::KEY;

/// Borrowed fields, one of them renamed.
#[derive(Clone, wxmed::Request)]
#[wxmed(spec = "getmedinfo")]
struct Patient<'a> {
    openid: &'a str,
    #[wxmed(name = "name")]
    full_name: Cow<'a, str>,
    idcard_md5: Arc<str>,
    #[wxmed(skip)]
    bed: u16,
}

const OPENID: &str = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";

fn patient(name: &str) -> Patient<'_> {
    let hash = IdCard::parse("44030019000101123x").unwrap().md5();
    Patient { openid: OPENID, full_name: name.into(), idcard_md5: hash.as_str().into(), bed: 12 }
}

fn built(name: &str) -> Result<Valid<GetMedInfo>, Violations> {
    let identity = IdCard::parse("44030019000101123x").unwrap();
    GetMedInfo::builder().openid(OPENID).name(name).idcard_md5(identity).build()
}

fn signed<T: Request>(request: Valid<T>) -> String {
    let nonce = Nonce::fixed("5K8264ILTKCH16CQ2502SI8ZNMTM67VS").unwrap();
    request.with_nonce(nonce).sign(&ApiKey::new(KEY)).unwrap().body.into_xml()
}

#[test]
fn a_struct_is_signed_like_the_builders_request() {
    let request = patient("张三").to_valid().unwrap();
    assert!(request == built("张三").unwrap());
    assert_eq!(signed(request), signed(built("张三").unwrap()));
    let converted: Result<Valid<GetMedInfo>, Violations> = (&patient("张三")).try_into();
    assert!(converted.unwrap() == built("张三").unwrap());
    assert_eq!(patient("").bed, 12);
}

#[test]
fn a_struct_has_the_same_violations_as_the_builder() {
    for name in ["", " 张三", "张\u{1}三", &"张".repeat(33)] {
        let found = patient(name).to_valid().map(drop).unwrap_err();
        assert_eq!(found, built(name).map(drop).unwrap_err(), "{name:?}");
    }
    let long = "张".repeat(20);
    assert_eq!(patient(&long).to_valid().unwrap().warnings().keys(), [("name", "length-bytes")]);
}

/// A type for every kind of row, one of them a type parameter.
#[derive(wxmed::Request)]
#[wxmed(spec = "preregister", into = wxmed::Preregister)]
struct Announcement<S>
where
    S: wxmed::field_types::Text,
{
    merchant: Merchant,
    payer: preregister::Payer,
    hosp_out_trade_no: S,
    hospital_name: S,
    spbill_create_ip: Ipv4Addr,
    body: S,
    user_card_type: UserCardType,
    user_card_no: IdCard,
    user_name: S,
    serial_no: Option<S>,
    org_no: S,
    gmt_out_create: jiff::civil::DateTime,
    request_content: Content,
}

fn announcement(payer: preregister::Payer) -> Announcement<&'static str> {
    Announcement {
        merchant: Merchant::Own { appid: "wxd678efh567hg6787".to_owned(), mch_id: "1230000109".to_owned() },
        payer,
        hosp_out_trade_no: "HOSP20160501163102000001",
        hospital_name: "示例市第一人民医院",
        spbill_create_ip: Ipv4Addr::new(10, 193, 0, 1),
        body: "挂号费-肝病门诊",
        user_card_type: UserCardType::ResidentId,
        user_card_no: IdCard::parse("44030019000101123x").unwrap(),
        user_name: "张三",
        serial_no: Some("1500619843177"),
        org_no: "H1110",
        gmt_out_create: jiff::civil::datetime(2016, 5, 1, 16, 31, 2, 0),
        request_content: Content::raw("{}"),
    }
}

fn built_announcement(payer: preregister::Payer) -> Result<Valid<Preregister>, Violations> {
    Preregister::builder()
        .merchant(Merchant::Own { appid: "wxd678efh567hg6787".to_owned(), mch_id: "1230000109".to_owned() })
        .payer(payer)
        .hosp_out_trade_no("HOSP20160501163102000001")
        .hospital_name("示例市第一人民医院")
        .spbill_create_ip(Ipv4Addr::new(10, 193, 0, 1))
        .body("挂号费-肝病门诊")
        .user_card_type(UserCardType::ResidentId)
        .user_card_no(IdCard::parse("44030019000101123x").unwrap())
        .user_name("张三")
        .serial_no("1500619843177")
        .org_no("H1110")
        .gmt_out_create("20160501163102".parse::<wxmed::Timestamp>().unwrap())
        .request_content("{}")
        .build()
}

#[test]
fn generated_choices_can_be_fields_of_a_struct() {
    let payer = preregister::Payer::Openid(OPENID.to_owned());
    let derived = announcement(payer.clone()).to_valid().unwrap();
    assert_eq!(signed(derived), signed(built_announcement(payer).unwrap()));
}

/// A variant whose distinguishing field is empty.
#[test]
fn an_empty_choice_has_the_same_violations_as_the_builder() {
    let payer = preregister::Payer::Openid(String::new());
    let found = announcement(payer.clone()).to_valid().map(drop).unwrap_err();
    assert_eq!(found, built_announcement(payer).map(drop).unwrap_err());
}

//! The typed API, as its users see it.

use std::net::Ipv4Addr;

use wxmed::payinsurance::{
    GetMedInfo, Preregister, QrcodePreregister, SendMsg, preregister, qrcodepreregister, sendmsg,
};
use wxmed::{
    ApiKey, Content, Error, GetBindUrl, IdCard, Json, Merchant, Nonce, Request, Severity, Signed, Timestamp, Valid,
    Verification, Violations, parse_response,
};
use wxmed_tests::naive::{self, KEY};

const REQUEST: &str = include_str!("../../fixtures/request.json");
const RESPONSE: &str = include_str!("../../fixtures/response.xml");

fn key() -> ApiKey {
    ApiKey::new(KEY)
}

/// The sample request as pairs, in the order of the file.
fn sample() -> Vec<(String, String)> {
    let Json::Object(entries) = Json::parse(REQUEST).unwrap() else { panic!() };
    let text = |value: Json| match value {
        Json::Text(text) => text,
        _ => panic!(),
    };
    entries.into_iter().map(|(name, value)| (name, text(value))).collect()
}

fn read<T: Request>(fields: &[(String, String)]) -> Result<Valid<T>, Violations> {
    T::from_fields(fields.iter().map(|(name, text)| (name.as_str(), text.as_str())))
}

fn own() -> Merchant {
    Merchant::Own { appid: "wxd678efh567hg6787".to_owned(), mch_id: "1230000109".to_owned() }
}

fn sub(sub_appid: Option<&str>) -> Merchant {
    Merchant::SubMerchant {
        appid: "wxd678efh567hg6787".to_owned(),
        mch_id: "1230000109".to_owned(),
        sub_appid: sub_appid.map(str::to_owned),
        sub_mch_id: "1900000109".to_owned(),
    }
}

fn announced(merchant: Merchant, payer: preregister::Payer) -> Result<Valid<Preregister>, Violations> {
    Preregister::builder()
        .merchant(merchant)
        .payer(payer)
        .hosp_out_trade_no("HOSP20160501163102000001")
        .hospital_name("示例市第一人民医院")
        .spbill_create_ip(Ipv4Addr::new(10, 193, 0, 1))
        .body("挂号费-肝病门诊")
        .user_card_type(wxmed::codes::UserCardType::ResidentId)
        .user_card_no(IdCard::parse("44030019000101123x").unwrap())
        .user_name("张三")
        .serial_no("1500619843177")
        .org_no("H1110")
        .gmt_out_create("20160501163102".parse::<Timestamp>().unwrap())
        .request_content("{}")
        .build()
}

fn openid() -> preregister::Payer {
    preregister::Payer::Openid("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o".to_owned())
}

fn field<'f>(fields: &'f [(String, String)], name: &str) -> Option<&'f str> {
    fields.iter().find(|(other, _)| other == name).map(|(_, text)| text.as_str())
}

fn signed<T: Request>(request: Valid<T>) -> Signed {
    request.with_nonce(Nonce::fixed("5K8264ILTKCH16CQ2502SI8ZNMTM67VS").unwrap()).sign(&key()).unwrap()
}

#[test]
fn the_sample_request_signs_to_its_known_signature_and_its_response_verifies() {
    let request = read::<Preregister>(&sample()).unwrap();
    assert!(matches!(&request.merchant, Merchant::SubMerchant { sub_appid: Some(_), .. }));
    assert_eq!(request.user_card_type, wxmed::codes::UserCardType::ResidentId);
    let sent = request.sign(&key()).unwrap();
    assert_eq!(sent.body.signature().as_str(), "39E90DD6A40C4FFC0E33AA1F25F27638");
    assert_eq!(sent.nonce.unwrap().as_str(), "5K8264ILTKCH16CQ2502SI8ZNMTM67VS");

    let response = parse_response::<Preregister>(RESPONSE, &key()).unwrap();
    assert_eq!(response.verification(), Verification::Verified);
    assert!(response.response_content.starts_with(r#"{"registration_order_pay":{"czybm":"H1111""#));
    assert_eq!(response.raw().bytes(), RESPONSE.as_bytes());
    assert_eq!(response.fields().get("return_msg"), Some("OK"));
    let Error::Signature(failure) =
        parse_response::<Preregister>(RESPONSE.replace("[OK]", "[ok]"), &key()).unwrap_err()
    else {
        panic!()
    };
    assert_eq!(failure.operation, "preregister");
}

#[test]
fn the_builder_makes_the_same_as_the_fields_do() {
    let Some(content) = field(&sample(), "request_content").map(str::to_owned) else { panic!() };
    let built = Preregister::builder()
        .merchant(sub(Some("wx8888888888888888")))
        .payer(openid())
        .hosp_out_trade_no("HOSP20160501163102000001")
        .hospital_name("深圳市南山区人民医院")
        .spbill_create_ip([10, 193, 0, 1])
        .body("挂号费-肝病门诊")
        .city_id("440300")
        .user_card_type(wxmed::codes::UserCardType::ResidentId)
        .user_card_no(IdCard::parse("44030019000101123X").unwrap())
        .user_name("张三")
        .serial_no("1500619843177")
        .org_no("H1110")
        .gmt_out_create("20160501163102".parse::<Timestamp>().unwrap())
        .request_content(content)
        .extends("a=1&b=<2>")
        .build()
        .unwrap();
    assert_eq!(signed(built).body.signature().as_str(), "39E90DD6A40C4FFC0E33AA1F25F27638");
}

#[test]
fn a_fresh_nonce_is_drawn_for_each_signature() {
    let request = announced(own(), openid()).unwrap();
    let (one, other) = (request.sign(&key()).unwrap(), request.sign(&key()).unwrap());
    assert_ne!(one.nonce, other.nonce);
    assert_ne!(one.body.signature().as_str(), other.body.signature().as_str());
}

#[test]
fn each_operation_sends_the_fields_of_its_builder() {
    let info = GetMedInfo::builder().openid("o").name("张三").idcard_md5(IdCard::parse("44030019000101123x").unwrap());
    let sent = info.build().unwrap().to_fields();
    assert_eq!(
        sent,
        [("openid", "o"), ("name", "张三"), ("idcard_md5", "09eb26e839ff3a2e3980352ae45ef09e")]
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
    );
    let link = GetBindUrl::builder().openid("o").url("https://hospital.example/bound").from("here").build().unwrap();
    assert_eq!(field(&link.to_fields(), "from"), Some("here"));
    assert_eq!(field(&link.to_fields(), "city_id"), None);
    let scanned = QrcodePreregister::builder()
        .merchant(own())
        .auth_code("134567890123456789")
        .token("TOKEN")
        .hosp_out_trade_no("1")
        .hospital_name("示例医院")
        .spbill_create_ip(Ipv4Addr::LOCALHOST)
        .body("挂号费")
        .user_card_type(wxmed::codes::UserCardType::ForeignPassport)
        .user_card_no(IdCard::parse("440300000101123").unwrap())
        .user_name("李四")
        .serial_no("1")
        .org_no("H1110")
        .gmt_out_create("20240229000000".parse::<Timestamp>().unwrap())
        .request_content(Content::json(&[("a", 1)]).unwrap())
        .build()
        .unwrap()
        .to_fields();
    assert_eq!(field(&scanned, "user_card_type"), Some("8"));
    assert_eq!(field(&scanned, "user_card_no"), Some("74a5f32cfd6e1ca3d74eb1dff635ebc5"));
    assert_eq!(field(&scanned, "request_content"), Some(r#"[["a",1]]"#));
    assert_eq!(field(&scanned, "spbill_create_ip"), Some("127.0.0.1"));
}

#[test]
fn the_merchant_is_its_own_or_a_sub_merchant() {
    let fields = announced(own(), openid()).unwrap().to_fields();
    assert_eq!((field(&fields, "sub_appid"), field(&fields, "sub_mch_id")), (None, None));
    let fields = announced(sub(None), openid()).unwrap().to_fields();
    assert_eq!((field(&fields, "sub_appid"), field(&fields, "sub_mch_id")), (None, Some("1900000109")));
    assert_eq!((field(&fields, "appid"), field(&fields, "mch_id")), (Some("wxd678efh567hg6787"), Some("1230000109")));

    let mut fields = sample();
    fields.retain(|(name, _)| name != "sub_mch_id");
    assert_eq!(read::<Preregister>(&fields).unwrap_err().keys(), [("sub_mch_id", "needs")]);
}

#[test]
fn a_sub_openid_needs_the_sub_appid() {
    let sub_openid = || preregister::Payer::SubOpenid("oSubF8uMuAJO_M2pxb1Q9zNjWeS6".to_owned());
    for merchant in [own(), sub(None)] {
        let violations = announced(merchant, sub_openid()).unwrap_err();
        assert!(violations.keys().contains(&("sub_appid", "needs")), "{violations}");
    }
    let fields = announced(sub(Some("wx8888888888888888")), sub_openid()).unwrap().to_fields();
    assert_eq!((field(&fields, "openid"), field(&fields, "sub_openid")), (None, Some("oSubF8uMuAJO_M2pxb1Q9zNjWeS6")));
}

#[test]
fn all_violations_are_reported_together_errors_first() {
    let violations = Preregister::builder()
        .merchant(Merchant::Own { appid: "w".repeat(33), mch_id: String::new() })
        .payer(openid())
        .hosp_out_trade_no(" 1")
        .hospital_name("医\u{1}院")
        .spbill_create_ip(Ipv4Addr::LOCALHOST)
        .body("")
        .user_card_type(wxmed::codes::UserCardType::ResidentId)
        .user_card_no(IdCard::parse("440300000101123").unwrap())
        .user_name("张三·李四·王五·赵六·孙七")
        .serial_no("1".repeat(21))
        .org_no("H1110")
        .gmt_out_create("20160501163102".parse::<Timestamp>().unwrap())
        .request_content("")
        .build()
        .unwrap_err();
    let expected = [
        ("appid", "length"),
        ("body", "required"),
        ("hosp_out_trade_no", "white-space"),
        ("hospital_name", "control-character"),
        ("mch_id", "required"),
        ("request_content", "required"),
        ("serial_no", "length"),
        ("user_name", "length-bytes"),
    ];
    assert_eq!(violations.keys(), expected);
    let last = violations.iter().last().unwrap();
    assert_eq!((last.path.as_str(), last.severity), ("user_name", Severity::Warning));
    let shown = violations.to_string();
    assert_eq!(shown.lines().count(), expected.len());
    assert!(shown.contains("serial_no (the hospital's serial number, section 1.3) has 21 characters, at most 20"));
    assert!(format!("{violations:#}").contains("body（商品描述，文档 1.3）必填"), "{violations:#}");
}

#[test]
fn a_warning_does_not_stop_a_request() {
    let request = GetMedInfo::builder()
        .openid("o")
        .name("张三·李四·王五·赵六·孙七")
        .idcard_md5(IdCard::parse("440300000101123").unwrap())
        .build()
        .unwrap();
    assert_eq!(request.warnings().keys(), [("name", "length-bytes")]);
    assert!(!request.warnings().has_errors());
}

#[test]
fn a_value_that_is_changed_is_checked_again() {
    let mut changed = announced(own(), openid()).unwrap().into_inner();
    changed.body = "挂号费 ".to_owned();
    assert_eq!(Valid::check(changed).unwrap_err().keys(), [("body", "white-space")]);
}

#[test]
fn a_message_has_the_fields_of_its_type() {
    let order = || sendmsg::Order::HospOutTradeNo("1".to_owned());
    let paid = sendmsg::OutpatientPaymentDiscount::builder().first("a").discount("30").real_fee("200.50").remark("b");
    let fields = SendMsg::builder().order(order()).message(paid.build()).build().unwrap().to_fields();
    let names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["hosp_out_trade_no", "msg_type", "first", "discount", "real_fee", "remark"]);
    assert_eq!(field(&fields, "msg_type"), Some("2"));
    let request = read::<SendMsg>(&fields).unwrap();
    let sendmsg::Message::OutpatientPaymentDiscount(case) = &request.message else { panic!() };
    assert_eq!((case.discount.as_str(), case.real_fee.as_str()), ("30", "200.50"));

    let empty = sendmsg::OutpatientPayment::builder().first("").remark("b").build();
    assert_eq!(SendMsg::builder().order(order()).message(empty).build().unwrap_err().keys(), [("first", "required")]);
    for (tag, wrong) in [("1", "discount"), ("1", "doctor"), ("3", "discount"), ("4", "doctor")] {
        let fields = [("msg_type", tag), (wrong, "x")].map(|(name, text)| (name.to_owned(), text.to_owned()));
        let violations = read::<SendMsg>(&fields).unwrap_err();
        assert!(violations.keys().contains(&(wrong, "wrong-case")), "{tag} {wrong}: {violations}");
    }
}

#[test]
fn a_further_field_is_signed_in_its_place() {
    for name in ["AAA", "_a", "aaa", "bodz", "sign_x", "zzz"] {
        let request = announced(own(), openid()).unwrap().with_field(name, "0").unwrap();
        let nonce = ("nonce_str".to_owned(), "5K8264ILTKCH16CQ2502SI8ZNMTM67VS".to_owned());
        let fields: Vec<_> = request.to_fields().into_iter().chain([nonce]).collect();
        let expected = naive::sign(fields.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        let sent = signed(request);
        assert_eq!(sent.body.signature().as_str(), expected, "{name}");
        assert!(sent.body.xml().contains(&format!("<{name}><![CDATA[0]]></{name}>")));
    }
    let request = announced(own(), openid()).unwrap();
    for (name, text, rule) in [
        ("appid", "1", "duplicate"),
        ("sub_appid", "1", "duplicate"),
        ("sign", "1", "computed"),
        ("nonce_str", "1", "duplicate"),
        ("x y", "1", "name"),
        ("xmlx", "1", "name"),
        ("名", "1", "name"),
        ("x", " 1", "white-space"),
        ("x", "\u{0}1", "control-character"),
    ] {
        let violations = request.clone().with_field(name, text).unwrap_err();
        assert_eq!(violations.keys(), [(name, rule)]);
    }
    let twice = request.clone().with_field("x", "1").unwrap().with_field("x", "2").unwrap_err();
    assert_eq!(twice.keys(), [("x", "duplicate")]);
    assert_eq!(request.clone().with_field("x", "").unwrap(), request);
}

#[test]
fn every_kind_of_text_is_sent_and_read_back() {
    for text in ["0", "a]]>b", "&<>\"'", "😀👩‍⚕️", "a\r\nb", "a\tb", "]]", "&amp;", "<![CDATA[x]]>", "ئۇيغۇر"]
    {
        let request = GetBindUrl::builder().openid(text).url("https://hospital.example/?a=1&b=2").from(text);
        let request = request.build().unwrap().with_field("further", text).unwrap();
        let fields = request.to_fields();
        assert_eq!(["openid", "from", "further"].map(|name| field(&fields, name)), [Some(text); 3]);
        let sent = signed(request);
        let received = wxmed::codec::xml::read(sent.body.xml().as_bytes()).unwrap();
        for (name, text) in &fields {
            assert_eq!(received.get(name), Some(text.as_str()));
        }
        let pairs = received.iter().filter(|(name, _)| *name != "sign");
        assert_eq!(received.get("sign"), Some(naive::sign(pairs).as_str()), "{text:?}");
    }
    // An empty value counts as missing: it is neither sent nor signed.
    let with = GetBindUrl::builder().openid("o").url("https://a.example").from("").build().unwrap();
    let without = GetBindUrl::builder().openid("o").url("https://a.example").build().unwrap();
    assert_eq!(signed(with).body.xml(), signed(without).body.xml());
}

#[test]
fn an_operation_has_its_path_and_retry_class() {
    use wxmed::Retry;
    assert_eq!(<GetMedInfo as Request>::OPERATION.path, "/payinsurance/getmedinfo");
    assert_eq!(<GetMedInfo as Request>::OPERATION.retry, Retry::Safe);
    assert_eq!(<Preregister as Request>::OPERATION.retry, Retry::Never);
    assert_eq!(<QrcodePreregister as Request>::OPERATION.retry, Retry::Never);
    assert_eq!(<SendMsg as Request>::OPERATION.retry, Retry::Never);
    let _: fn(qrcodepreregister::QrcodePreregisterReply) -> String = |reply| reply.response_content;
}

/// Without the text, the variant would be sent as the other one, and another account would get the money.
#[test]
fn a_group_is_not_sent_as_another_because_its_text_is_empty() {
    assert!(announced(own(), openid()).is_ok());
    let merchant =
        Merchant::SubMerchant { appid: "wx1".into(), mch_id: "2".into(), sub_appid: None, sub_mch_id: String::new() };
    assert_eq!(announced(merchant, openid()).unwrap_err().keys(), [("sub_mch_id", "required")]);
    let refused = announced(own(), preregister::Payer::SubOpenid(String::new())).unwrap_err();
    assert!(refused.keys().contains(&("sub_openid", "required")), "{refused}");
}

#[test]
fn a_change_is_checked_and_keeps_what_was_added() {
    let request = announced(own(), openid()).unwrap().with_field("zz", "1").unwrap();
    let request = request.change(|request| request.body = "复诊".to_owned()).unwrap();
    assert_eq!(request.to_fields().last().unwrap(), &("zz".to_owned(), "1".to_owned()));
    assert_eq!(request.body, "复诊");
    assert!(request.change(|request| request.body.clear()).is_err());
}

#[test]
fn amounts_of_sixty_four_bits_are_fen_and_are_checked() {
    use wxmed::Fen;
    use wxmed_tests::compiled::fees::{Fees, PayType};
    let fees = |cash: i64| {
        let builder = Fees::builder().order_no("A-1").pay_type(PayType::Mixed).total_fee(Fen::new(6_000_000_000));
        builder.cash_fee(Fen::new(cash)).insurance_fee(Fen::new(5_000_000_000)).ticket(u64::MAX).build()
    };
    let sent = fees(1_000_000_000).unwrap().to_fields();
    assert!(sent.contains(&("total_fee".to_owned(), "6000000000".to_owned())), "{sent:?}");
    assert!(sent.contains(&("ticket".to_owned(), u64::MAX.to_string())), "{sent:?}");
    assert_eq!(fees(1).unwrap_err().keys(), [("", "fees-add-up")]);
}

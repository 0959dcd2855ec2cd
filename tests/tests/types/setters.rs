//! The arguments that builder methods take, and the single report of all violations.

use wxmed::payinsurance::{Preregister, SendMsg, preregister, sendmsg};
use wxmed::{
    ApiKey, Client, Content, DateError, GetMedInfo, IdCard, IdCardMd5, IntoValue, Merchant, Request, StaticToken,
    Timestamp, Valid, Violations, Yuan, YuanError,
};
use wxmed_tests::compiled::city_shenzhen_registration::{PatientKind, Registration, RegistrationSlip};
use wxmed_tests::compiled::listed::{Entry, Listed, Owner, Part};
use wxmed_tests::naive::KEY;

const HASH: &str = "09eb26e839ff3a2e3980352ae45ef09e";

fn client() -> Client {
    Client::builder(ApiKey::new(KEY)).token(StaticToken::new("TOKEN")).merchant(own()).build().unwrap()
}

fn own() -> Merchant {
    Merchant::Own { appid: "wxd678efh567hg6787".to_owned(), mch_id: "1230000109".to_owned() }
}

fn card(number: impl IntoValue<IdCardMd5>) -> Result<Valid<GetMedInfo>, Violations> {
    GetMedInfo::builder().openid("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o").name("张三").idcard_md5(number).build()
}

/// A request with these amounts on its slip. None of its parts is built before the request is.
fn preregister(
    ghf: impl IntoValue<Yuan>,
    time: impl IntoValue<Timestamp>,
    merchant: impl IntoValue<Merchant>,
) -> Result<Valid<Preregister>, Violations> {
    let slip = RegistrationSlip::builder()
        .brlx(PatientKind::Medical)
        .mzlsh("1500619843177")
        .ksbm("631")
        .ksmc("肝病门诊")
        .ghlb("普通")
        .ghf(ghf)
        .zjzj("21.00")
        .ghhj("30.00")
        .ssj("0")
        .zsj("0");
    Preregister::builder()
        .merchant(merchant)
        .payer(preregister::Payer::Openid("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o".to_owned()))
        .hosp_out_trade_no("HOSP20160501163102000001")
        .hospital_name("示例市第一人民医院")
        .spbill_create_ip("10.193.0.1")
        .body("挂号费-肝病门诊")
        .user_card_type("1")
        .user_card_no("44030019000101123x")
        .user_name("张三")
        .serial_no("1500619843177")
        .org_no("H1110")
        .gmt_out_create(time)
        .request_content(Registration::builder().yljgbm("H1110").czybm("H1111").czyxm("李四").mzghdj(slip))
        .build()
}

#[test]
fn texts_results_and_builders_are_accepted_as_values() {
    let built = preregister("9.00", "20160501163102", &client()).unwrap();
    assert_eq!(
        (built.gmt_out_create, built.user_card_no),
        ("20160501163102".parse().unwrap(), IdCardMd5::parse(HASH).unwrap())
    );
    let fen = preregister(wxmed::Fen::new(900), "20160501163102".parse::<Timestamp>(), own()).unwrap();
    assert_eq!(built, fen);
    let fields = built.to_fields();
    let fields = fields.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    assert_eq!(Preregister::from_fields_with_content::<Registration>(fields).unwrap(), built);
    for number in ["44030019000101123x", "44030019000101123X", HASH] {
        assert_eq!(card(number).unwrap().idcard_md5.as_str(), HASH);
        assert_eq!(card(number.to_owned()).unwrap(), card(number).unwrap());
    }
    assert_eq!(card(IdCard::parse("44030019000101123x")).unwrap(), card(HASH).unwrap());
}

#[test]
fn violations_at_any_depth_are_in_one_report() {
    let wrong = preregister("9,00", "2016-05-01", "".parse::<Yuan>().map(|_| own())).unwrap_err();
    let expected = [("appid", "format"), ("gmt_out_create", "format"), ("request_content.mzghdj.ghf", "format")];
    assert_eq!(wrong.keys(), expected, "{wrong}");
    let late: Result<Timestamp, DateError> = Err("2016".parse::<wxmed::Date>().unwrap_err());
    let wrong = preregister("10.00", late, own()).unwrap_err();
    assert!(wrong.to_string().contains("yyyyMMddHHmmss"), "the format is that of the field: {wrong}");
    let expected = [("gmt_out_create", "format"), ("request_content.mzghdj", "registration-total")];
    assert_eq!(wrong.keys(), expected, "{wrong}");
}

#[test]
fn paths_and_rules_are_the_same_as_from_fields() {
    let mut fields = preregister("9.00", "20160501163102", own()).unwrap().to_fields();
    let mut set = |name: &str, text: &dyn Fn(&str) -> String| {
        let field = fields.iter_mut().find(|(field, _)| field == name).unwrap();
        field.1 = text(&field.1);
    };
    set("gmt_out_create", &|_| "2016-05-01".to_owned());
    set("request_content", &|text| text.replace(r#""ghf":"9.00""#, r#""ghf":"9,00""#));
    let fields = fields.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let from_map = Preregister::from_fields_with_content::<Registration>(fields).unwrap_err();
    let built = preregister("9,00", "2016-05-01", own()).unwrap_err();
    assert_eq!(
        built.to_string().lines().collect::<std::collections::BTreeSet<_>>(),
        from_map.to_string().lines().collect()
    );
}

#[test]
fn conversion_errors_are_explained_in_both_languages_without_the_value() {
    let wrong = card("4403001900010112").unwrap_err();
    assert_eq!(wrong.keys(), [("idcard_md5", "value")]);
    assert!(wrong.to_string().contains("section 1.1") && wrong.to_string().contains("this one has 16"), "{wrong}");
    assert!(format!("{wrong:#}").contains("实际为 16 位"), "{wrong:#}");
    assert!(!format!("{wrong}{wrong:#}{wrong:?}{wrong:#?}").contains("4403001900010112"));
    assert_eq!(card(HASH.to_ascii_uppercase()).unwrap_err().keys(), [("idcard_md5", "format")]);
    assert_eq!(card("").unwrap_err().keys(), [("idcard_md5", "required")]);
    let payer = preregister::Payer::SubOpenid("o".to_owned());
    let without = Client::builder(ApiKey::new(KEY)).token(StaticToken::new("TOKEN")).build().unwrap();
    let wrong = preregister("9.00", "20160501163102", &without).unwrap_err();
    assert!(wrong.to_string().contains("ClientBuilder::merchant"), "{wrong}");
    assert_eq!(wrong.keys(), [("appid", "value")], "{wrong}");
    let wrong = Preregister::builder().merchant(&without).payer(payer).hosp_out_trade_no("H1").hospital_name("h");
    let wrong =
        wrong.spbill_create_ip([10, 0, 0, 1]).body("b").user_card_type("1").user_card_no(HASH).user_name("张三");
    let wrong = wrong.serial_no("1").org_no("H1110").gmt_out_create("20160501163102").request_content("{}").build();
    assert_eq!(wrong.unwrap_err().keys(), [("appid", "value")], "an invalid argument is not missing");
}

#[test]
fn the_last_call_of_a_method_counts() {
    let builder = GetMedInfo::builder().openid("o").name("张三");
    assert_eq!(builder.idcard_md5("12").idcard_md5(HASH).build().unwrap().idcard_md5.as_str(), HASH);
    let message = |first: &str| sendmsg::OutpatientPayment::builder().first(first).remark("祝早日康复");
    let discount = sendmsg::OutpatientPaymentDiscount::builder().first("您好").remark("祝").discount(" ").real_fee("1");
    let order = sendmsg::Order::MedTransId("1008450740201411110005820873".to_owned());
    let sent = SendMsg::builder().order(order).message(discount).message(message("您好")).build().unwrap();
    let names: Vec<_> = sent.to_fields().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["med_trans_id", "msg_type", "first", "remark"]);
    let wrong = sent.clone().change(|sent| sent.redirect_url = Some("x".to_owned())).unwrap_err();
    assert_eq!(wrong.keys(), [("redirect_url", "format")]);
}

#[test]
fn a_case_can_be_passed_built_or_not() {
    let builder = || SendMsg::builder().order(sendmsg::Order::HospOutTradeNo("H1".to_owned()));
    let case = |first: &str| sendmsg::OutpatientPayment::builder().first(first).remark("祝早日康复");
    let sent = builder().message(case("您好")).build().unwrap();
    assert_eq!(builder().message(case("您好").build()).build().unwrap(), sent);
    assert_eq!(builder().message(case("您好").build().unwrap()).build().unwrap(), sent);
    assert_eq!(builder().message(sendmsg::Message::from(case("您好").build().unwrap())).build().unwrap(), sent);
    for (first, expected) in [("", ("first", "required")), (" 您好", ("first", "white-space"))] {
        assert_eq!(builder().message(case(first)).build().unwrap_err().keys(), [expected]);
        assert_eq!(builder().message(case(first).build()).build().unwrap_err().keys(), [expected]);
    }
}

#[test]
fn invalid_items_are_reported_by_their_index() {
    let entry =
        |amount: &str| Entry::builder().ake005("x").aae019(amount.parse::<Yuan>()).parts([Part::builder().name("a")]);
    let owner = Owner::builder().phones(["1"]).levels([3]);
    let wrong = Listed::builder().inputlist([entry("1"), entry("1.x")]).owner(owner).build().unwrap_err();
    let expected = [("inputlist[1].aae019", "format"), ("inputlist[1].ake005", "unique")];
    assert_eq!(wrong.keys(), expected, "{wrong}");
}

#[test]
fn optional_fields_take_an_option() {
    let url: Option<String> = None;
    let builder = || wxmed::GetBindUrl::builder().openid("o").url("https://example.com/");
    let without = builder().maybe_city_id(url).build().unwrap();
    assert_eq!(without, builder().build().unwrap());
    assert_eq!(builder().maybe_city_id(Some("440300")).build().unwrap(), builder().city_id("440300").build().unwrap());
    let slip = RegistrationSlip::builder().maybe_brlx(Some("1")).maybe_brlx(None::<PatientKind>);
    let slip = slip.mzlsh("1").ksbm("1").ksmc("1").ghlb("1").ghf("0").zjzj("0").ghhj("0").ssj("0").zsj("0");
    assert_eq!(slip.build().unwrap().brlx, Some(PatientKind::Medical.into()));
}

#[test]
fn a_content_that_could_not_be_read_is_reported_with_the_request() {
    let request = |content: Result<Content, wxmed::ContentError>| {
        let builder = Preregister::builder().merchant(own());
        let builder = builder.payer(preregister::Payer::Openid("o".to_owned())).hosp_out_trade_no("H1");
        let builder = builder.hospital_name("h").spbill_create_ip([10, 0, 0, 1]).body("b").user_card_type("1");
        let builder = builder.user_card_no(HASH).user_name("张三").serial_no("1").org_no("H1110");
        builder.gmt_out_create("20160501163102").request_content(content).build()
    };
    let read = |text: &str| Registration::from_json(text).map(Content::from);
    assert_eq!(request(read("{")).unwrap_err().keys(), [("request_content", "value")]);
    let wrong = request(read(r#"{"registration_order_pay":{}}"#)).unwrap_err();
    let missing: Vec<_> = wrong.keys().into_iter().map(|(path, _)| path.to_owned()).collect();
    assert!(missing.contains(&"request_content.yljgbm".to_owned()), "{missing:?}");
}

#[test]
fn an_error_with_an_empty_report_is_still_an_error() {
    let content: Result<Content, Violations> = Err(Violations::default());
    let builder = Preregister::builder().merchant(own());
    let builder = builder.payer(preregister::Payer::Openid("o".to_owned())).hosp_out_trade_no("H1");
    let builder = builder.hospital_name("h").spbill_create_ip([10, 0, 0, 1]).body("b").user_card_type("1");
    let builder = builder.user_card_no(HASH).user_name("张三").serial_no("1").org_no("H1110");
    let wrong = builder.gmt_out_create("20160501163102").request_content(content).build().unwrap_err();
    assert_eq!(wrong.keys(), [("request_content", "value")]);
}

#[test]
fn errors_of_values_keep_their_format() {
    let error: Result<Yuan, YuanError> = "x".parse();
    let wrong = preregister(error, "20160501163102", own()).unwrap_err();
    assert!(wrong.to_string().contains("yuan"), "{wrong}");
}

//! The code that a hospital's program would contain. The transcript quotes these functions from this file.
//!
//! Names, numbers and addresses are made up, or from the vendor's document.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

use wxmed::blocking::Client;
use wxmed::codes::UserCardType;
use wxmed::payinsurance::preregister::Payer;
use wxmed::payinsurance::sendmsg::{
    AppointmentPayment, Order, OutpatientPayment, OutpatientPaymentDiscount, RegistrationPayment,
};
use wxmed::{
    ApiKey, GetBindUrl, GetMedInfo, Host, IdCard, Merchant, Preregister, QrcodePreregister, SendMsg, StableToken,
    Valid, Yuan,
};

use super::Result;
use super::account::{API_KEY, APP_SECRET, APPID, MCH_ID};

/// The city's content of a registration, generated from a shipped spec.
#[wxmed::schema("city/shenzhen/registration")]
pub(crate) mod shenzhen {}

pub(crate) fn client(host: Host) -> Result<Client> {
    let client = Client::builder(ApiKey::new(API_KEY))
        .token(StableToken::new(APPID, APP_SECRET))
        .host(host)
        .merchant(Merchant::Own { appid: APPID.into(), mch_id: MCH_ID.into() }) // once for all requests
        .build()?;
    Ok(client)
}

pub(crate) fn get_med_info() -> Result<Valid<GetMedInfo>> {
    let request = GetMedInfo::builder()
        .openid("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o")
        .name("张三")
        .idcard_md5(IdCard::parse("44030019000101123x")?)
        .build()?;
    Ok(request)
}

pub(crate) fn get_bind_url() -> Result<Valid<GetBindUrl>> {
    let request = GetBindUrl::builder()
        .openid("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o")
        .url("https://hospital.example/bound?step=2&from=wechat")
        .city_id("440300")
        .build()?;
    Ok(request)
}

pub(crate) fn preregister(client: &Client) -> Result<Valid<Preregister>> {
    let slip = shenzhen::RegistrationSlip::builder()
        .brlx(shenzhen::PatientKind::Medical)
        .mzlsh("1500619843177")
        .ksbm("631")
        .ksmc("肝病门诊")
        .ghlb("普通")
        .ghf(Yuan::from_fen(900))
        .zjzj(Yuan::from_fen(2100))
        .ghhj(Yuan::from_fen(3000))
        .ssj(Yuan::ZERO)
        .zsj(Yuan::ZERO)
        .build();
    let content =
        shenzhen::Registration::builder().yljgbm("H1110").czybm("H1111").czyxm("李四").mzghdj(slip).build()?;
    let request = Preregister::builder()
        .merchant(client)
        .payer(Payer::Openid("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o".into()))
        .hosp_out_trade_no("HOSP20160501163102000001")
        .hospital_name("示例市第一人民医院")
        .spbill_create_ip(Ipv4Addr::new(10, 193, 0, 1))
        .body("挂号费-肝病门诊")
        .user_card_type(UserCardType::ResidentId)
        .user_card_no(IdCard::parse("44030019000101123x")?)
        .user_name("张三")
        .serial_no("1500619843177")
        .org_no("H1110")
        .gmt_out_create("20160501163102".parse::<wxmed::Timestamp>()?)
        .request_content(content)
        .build()?;
    Ok(request)
}

pub(crate) fn qrcode_preregister(client: &Client) -> Result<Valid<QrcodePreregister>> {
    // A city without a spec: its content is any JSON.
    let keys = [("payAuthNo", "AUTH00"), ("payOrdId", "ORD00"), ("setlLatlnt", "114.05,22.54")];
    let content = wxmed::Content::json(&BTreeMap::from(keys))?;
    let request = QrcodePreregister::builder()
        .merchant(client)
        .auth_code("130000000000000000")
        .token("TOKEN0123456789")
        .hosp_out_trade_no("HOSP20160501163102000002")
        .hospital_name("示例市第一人民医院")
        .spbill_create_ip(Ipv4Addr::new(10, 193, 0, 1))
        .body("挂号费-内科门诊")
        .user_card_type(UserCardType::ResidentId)
        .user_card_no(IdCard::parse("440300000101123")?) // 15 digits become 18
        .user_name("李四")
        .serial_no("1500619843178")
        .org_no("H1110")
        .gmt_out_create("20160501163102".parse::<wxmed::Timestamp>()?)
        .request_content(content)
        .extends("a=1&b=<2>")
        .build()?
        .with_field("new_field", "0")?; // an undocumented field is signed, too
    Ok(request)
}

pub(crate) fn registration_payment() -> Result<Valid<SendMsg>> {
    let message = RegistrationPayment::builder()
        .first("您已成功挂号并缴费，挂号详细情况如下：")
        .doctor("赵五")
        .department("内科门诊")
        .hospital("广东省第九十九医院")
        .visit_time("2018-6-23 14:00")
        .register_no("3424593")
        .remark("内科门诊位于五号楼三楼。请及时前往就诊科室分诊台凭登记号报到，无需到挂号处取号。")
        .build();
    let request =
        SendMsg::builder().order(Order::HospOutTradeNo("HOSP20160501163102000001".into())).message(message).build()?;
    Ok(request)
}

fn outpatient_payment() -> Result<Valid<SendMsg>> {
    let message = OutpatientPayment::builder()
        .first("您已缴费成功，请到 3 号楼 2 楼西药房 18 号窗口取药，详情如下：")
        .remark("如需打印发票，请凭就诊卡前往收费窗口补打。")
        .build();
    Ok(SendMsg::builder().order(Order::HospOutTradeNo("3749184791983".into())).message(message).build()?)
}

fn outpatient_payment_discount() -> Result<Valid<SendMsg>> {
    let message = OutpatientPaymentDiscount::builder()
        .first("您已缴费成功，请到 3 号楼 2 楼西药房 18 号窗口取药，详情如下：")
        .discount("30 元")
        .real_fee("200.50 元")
        .remark("如需打印发票，请凭就诊卡前往收费窗口补打。")
        .build();
    Ok(SendMsg::builder().order(Order::HospOutTradeNo("3749184791983".into())).message(message).build()?)
}

fn appointment_payment() -> Result<Valid<SendMsg>> {
    let message = AppointmentPayment::builder()
        .first("您已预约成功并完成缴费，请准时凭社保卡/健康卡到 5 号楼 2 楼彩超科室报到。预约详情如下：")
        .pre_register_item("心脏彩超")
        .pre_register_time("2018-6-23 11:00")
        .register_no("4173248")
        .remark("如需打印发票，请凭就诊卡前往收费窗口补打。如果需要取消预约或更改预约，请到门诊大厅服务台办理。")
        .build();
    Ok(SendMsg::builder().order(Order::HospOutTradeNo("3479817387195775".into())).message(message).build()?)
}

/// A message of each kind, with the texts of the document's samples.
pub(crate) fn messages() -> Result<[Valid<SendMsg>; 4]> {
    Ok([outpatient_payment()?, outpatient_payment_discount()?, registration_payment()?, appointment_payment()?])
}

/// A registration as it comes from a form, with a mistake in almost every field.
pub(crate) const FILLED_IN_BADLY: &[(&str, &str)] = &[
    ("appid", "wxd678efh567hg6787"),
    ("openid", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"),
    ("sub_openid", "oSubF8uMuAJO_M2pxb1Q9zNjWeS6"),
    ("hosp_out_trade_no", "HOSP20160501163102000001"),
    ("hospital_name", "示例市第一人民医院"),
    ("spbill_create_ip", "2001:db8::1"),
    ("body", "挂号费-肝病门诊，含专家诊金；复诊患者请携带上次的病历、检验报告与影像资料，提前十五分钟到分诊台报到"),
    ("user_card_type", "2"),
    ("user_card_no", "44030019000101123x"),
    ("user_name", "张三 "),
    ("serial_no", "150061984317700000001"),
    ("org_no", "H1110"),
    ("gmt_out_create", "20160501163102"),
    ("request_content", "{}"),
    ("sign", "9A0A8659F005D6984697E2CA0A9CF3B7"),
];

/// The sample of section 1.3 as printed, without the spaces inside its words.
pub(crate) const DOCUMENT_SAMPLE: &str = r#"{"registration_order_pay":{"czybm":"H1111","czyxm":"吴亮","mzghdj":{"brlx":"","ghf":"0.01","ghhj":"0.01","ghlb":"普通","ksbm":"631","ksmc":"南山肝病门诊","mzllsh":"1500619843177","ssj":"0","zjzj":"0.01","zsj":"0"},"yljgbm":"H1110","ylzh":""}}"#;

/// The body of a function of this file, without its last expression.
pub(crate) fn quote(function: &str) -> String {
    let head = format!("fn {function}(");
    let lines = include_str!("requests.rs").lines().skip_while(|line| !line.contains(&head)).skip(1);
    let body: Vec<&str> = lines.take_while(|line| !line.starts_with("    Ok(")).collect();
    body.iter().map(|line| line.strip_prefix("    ").unwrap_or(line)).collect::<Vec<_>>().join("\n")
}

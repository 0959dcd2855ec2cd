//! The order of a made-up patient at a made-up hospital.

use std::net::Ipv4Addr;

use wxmed::codes::{PayType, UserCardType};
use wxmed::payinsurance::unifiedorder::{AllowFeeChange, OrderType, Payer};
use wxmed::{Client, Content, Fen, IdCard, Timestamp, UnifiedOrder, Valid};
use wxmed_examples::{Result, Site, order_number};

/// A bill of 200 fen, half of which is paid by insurance, and its order number.
pub(crate) fn order(client: &Client, site: &Site, notify_url: &str) -> Result<(String, Valid<UnifiedOrder>)> {
    let number = order_number();
    let order = UnifiedOrder::builder()
        .order_type(OrderType::Diagnosis)
        .merchant(client)
        .payer(Payer::Openid(site.patient.openid.clone()))
        .hosp_out_trade_no(&*number)
        .hospital_name("示例市第一人民医院")
        .total_fee(Fen::new(200))
        .cash_fee(Fen::new(100)) // sent even if it is 0
        .insurance_fee(Fen::new(100))
        .pay_type(PayType::CashAndInsurance)
        .allow_fee_change(AllowFeeChange::Refuse)
        .spbill_create_ip(Ipv4Addr::new(10, 193, 0, 1))
        .notify_url(notify_url)
        .body("诊间缴费")
        .city_id("440300")
        .user_card_type(UserCardType::ResidentId)
        .user_card_no(IdCard::parse(&site.patient.identity_number)?)
        .user_name(&*site.patient.name)
        .serial_no("1500619843177")
        .bill_no("B20220501000001")
        .org_no("H1110")
        .gmt_out_create(Timestamp::now())
        .request_content(Content::raw(r#"{"departmentCode":"631","fee":"2.00"}"#))
        .build()?;
    Ok((number, order))
}

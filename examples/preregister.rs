//! Announces a registration before it is paid. 挂号报备接口
//!
//! ```sh
//! cargo run --example preregister
//! ```
//!
//! With the variables that `Site::open` names, it calls the platform itself and announces a real order. The hospital in
//! it is made up: replace it by your own first.

use std::net::Ipv4Addr;

use wxmed::codes::UserCardType;
use wxmed::payinsurance::preregister::Payer;
use wxmed::{Client, Content, IdCard, Preregister, StableToken, Timestamp};
use wxmed_examples::{Result, Site, order_number};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result {
    let site = Site::open()?;
    let client = Client::builder(site.api_key.clone())
        .token(StableToken::new(&*site.appid, site.app_secret.expose()))
        .host(site.host.clone())
        .merchant(site.merchant.clone()) // once for all requests
        .build()?;

    let order = order_number();
    let request = Preregister::builder()
        .merchant(&client)
        .payer(Payer::Openid(site.patient.openid.clone()))
        .hosp_out_trade_no(&*order)
        .hospital_name("示例市第一人民医院")
        .spbill_create_ip(Ipv4Addr::new(10, 193, 0, 1))
        .body("挂号费-肝病门诊")
        .user_card_type(UserCardType::ResidentId)
        .user_card_no(IdCard::parse(&site.patient.identity_number)?)
        .user_name(&*site.patient.name)
        .serial_no("1500619843177")
        .org_no("H1110")
        .gmt_out_create(Timestamp::now())
        // A city without a spec: any JSON that its bureau requires. `registration` shows a city with types.
        .request_content(Content::raw(r#"{"departmentCode":"631","fee":"30.00"}"#))
        .build()?;
    let response = client.send(&request).await?;

    println!("announced: {order}");
    println!("what the bureau says: {}", response.response_content);
    println!("how the response was verified: {:?}", response.verification());
    Ok(())
}

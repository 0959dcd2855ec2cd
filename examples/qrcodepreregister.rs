//! Announces a registration that the patient pays by showing a code. 扫码挂号报备接口
//!
//! ```sh
//! cargo run --example qrcodepreregister
//! ```
//!
//! With the variables that `Site::open` names, it calls the platform itself; it then also needs `WXMED_AUTH_CODE` and
//! `WXMED_AUTH_TOKEN`, and announces a real order. The hospital in it is made up.

use std::net::Ipv4Addr;

use wxmed::codes::UserCardType;
use wxmed::{Client, Content, IdCard, QrcodePreregister, StableToken, Timestamp};
use wxmed_examples::{Result, Site, order_number};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result {
    let site = Site::open()?;
    let client = Client::builder(site.api_key.clone())
        .token(StableToken::new(&*site.appid, site.app_secret.expose()))
        .host(site.host.clone())
        .merchant(site.merchant.clone())
        .build()?;

    let scanned = site.scanned_code()?;
    let order = order_number();
    let request = QrcodePreregister::builder()
        .merchant(&client)
        .auth_code(scanned.auth_code)
        .token(scanned.token)
        .hosp_out_trade_no(&*order)
        .hospital_name("示例市第一人民医院")
        .spbill_create_ip(Ipv4Addr::new(10, 193, 0, 1))
        .body("挂号费-内科门诊")
        .user_card_type(UserCardType::ResidentId)
        .user_card_no(IdCard::parse(&site.patient.identity_number)?)
        .user_name(&*site.patient.name)
        .serial_no("1500619843178")
        .org_no("H1110")
        .gmt_out_create(Timestamp::now())
        .request_content(Content::raw(r#"{"payAuthNo":"AUTH00","payOrdId":"ORD00","setlLatlnt":"114.05,22.54"}"#))
        .build()?
        .with_field("new_field", "0")?; // an undocumented field is sent and signed, too
    let response = client.send(&request).await?;

    println!("announced: {order}");
    println!("what the bureau says: {}", response.response_content);
    println!("how the response was verified: {:?}", response.verification());
    Ok(())
}

//! Lets the platform notify a patient that a registration is paid. 扫码支付后代发模板消息接口
//!
//! ```sh
//! cargo run --example sendmsg
//! ```
//!
//! With the variables that `Site::open` names, it calls the platform itself, or a running sandbox; it then also needs
//! `WXMED_ORDER_NUMBER`, the order that the message is about.

use wxmed::payinsurance::sendmsg::{Order, RegistrationPayment};
use wxmed::{Client, SendMsg, StableToken};
use wxmed_examples::{Result, Site};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result {
    let site = Site::open()?;
    let client = Client::builder(site.api_key.clone())
        .token(StableToken::new(&*site.appid, site.app_secret.expose()))
        .host(site.host.clone())
        .build()?;

    let order = site.paid_order()?;
    let message = RegistrationPayment::builder()
        .first("您已成功挂号并缴费，挂号详细情况如下：")
        .doctor("赵五")
        .department("肝病门诊")
        .hospital("示例市第一人民医院")
        .visit_time("2018-6-23 14:00")
        .register_no("3424593")
        .remark("肝病门诊位于五号楼三楼，请凭登记号报到。")
        .build();
    let request = SendMsg::builder()
        .order(Order::HospOutTradeNo(order.clone()))
        .redirect_url("https://hospital.example/registrations/3424593")
        .message(message)
        .build()?;
    let response = client.send(&request).await?;

    println!("the patient is told that the order {order} is paid");
    println!("how the response was verified: {:?}", response.verification());
    Ok(())
}

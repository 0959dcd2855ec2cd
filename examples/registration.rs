//! A hospital's whole registration: the card, the link if none is bound, the order, the message.
//!
//! ```sh
//! cargo run --example registration
//! ```
//!
//! In the sandbox that this starts, the patient has not bound a card yet. With the variables that `Site::open` names,
//! it calls the platform itself and announces a real order. The hospital in it is made up: replace it by your own
//! first.

use std::net::Ipv4Addr;

use wxmed::blocking::Client;
use wxmed::codes::UserCardType;
use wxmed::getmedinfo::{GetMedInfoError, GetMedInfoReply};
use wxmed::preregister::Payer;
use wxmed::sendmsg::{Order, RegistrationPayment};
use wxmed::{
    Error, ErrorCode, GetBindUrl, GetMedInfo, IdCard, Outcome, Preregister, Response, SendMsg, StableToken, Timestamp,
    Violations, Yuan,
};
use wxmed_examples::{Failure, Patient, Result, Site, order_number};

/// The content that Shenzhen's bureau requires for a registration: typed, and validated when it is built.
#[wxmed::schema("city/shenzhen/registration")]
mod shenzhen {}

fn main() -> Result {
    let site = Site::open()?;
    site.begin_without_card();
    let client = Client::builder(site.api_key.clone())
        .token(StableToken::new(&*site.appid, site.app_secret.expose()))
        .host(site.host.clone())
        .merchant(site.merchant.clone())
        .build()?;

    let card = match look_up(&client, &site.patient)? {
        Some(card) => card,
        None => bind(&client, &site)?,
    };
    println!("card: {}", card.medical_card_no);
    let order = order_number();
    register(&client, &site.patient, &card, &order)?;
    println!("announced: {order}");
    tell(&client, &order)?;
    println!("the patient is told");
    Ok(())
}

/// The card; `None` if none is bound. A lookup is a read-only call, so the client has retried it if there was no
/// response.
fn look_up(client: &Client, patient: &Patient) -> Result<Option<Response<GetMedInfoReply>>> {
    let request = GetMedInfo::builder()
        .openid(&*patient.openid)
        .name(&*patient.name)
        .idcard_md5(IdCard::parse(&patient.identity_number)?)
        .build()
        .map_err(back_to_the_desk)?;
    match client.send(&request) {
        Ok(card) => Ok(Some(card)),
        Err(Error::Business(api_error)) => match GetMedInfoError::from_code(&api_error.code) {
            Some(error @ GetMedInfoError::CardNotBound) => {
                println!("{} {}", error.code(), error.meaning().zh);
                Ok(None)
            }
            _ => Err(Error::Business(api_error).into()),
        },
        Err(error) => Err(error.into()),
    }
}

/// Lets the patient bind a card, and looks it up again. In a sandbox, opening the link binds one.
fn bind(client: &Client, site: &Site) -> Result<Response<GetMedInfoReply>> {
    let request = GetBindUrl::builder().openid(&*site.patient.openid).url("https://hospital.example/bound").build()?;
    let link = client.send(&request)?;
    println!("link for binding a card: {}", link.bind_url);
    if !site.open_link(&link.bind_url)? {
        return Err(Failure::new("the patient has to open the link in WeChat: run this again when they have"));
    }
    println!("the card is bound");
    look_up(client, &site.patient)?.ok_or_else(|| Failure::new("the card was bound, and is not there"))
}

/// Announces the order. If its outcome is unknown, it is recorded as open in the hospital's records.
fn register(client: &Client, patient: &Patient, card: &GetMedInfoReply, order: &str) -> Result {
    let identity = IdCard::parse(&patient.identity_number)?;
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
    let content = shenzhen::Registration::builder()
        .yljgbm("H1110")
        .czybm("H1111")
        .czyxm("李四")
        .ylzh(&*card.medical_card_id)
        .mzghdj(slip)
        .build()
        .map_err(back_to_the_desk)?;
    let request = Preregister::builder()
        .merchant(client)
        .payer(Payer::Openid(patient.openid.clone()))
        .hosp_out_trade_no(order)
        .hospital_name("示例市第一人民医院")
        .spbill_create_ip(Ipv4Addr::new(10, 193, 0, 1))
        .body("挂号费-肝病门诊")
        .user_card_type(UserCardType::ResidentId)
        .user_card_no(identity)
        .user_name(&*patient.name)
        .serial_no("1500619843177")
        .org_no("H1110")
        .gmt_out_create(Timestamp::now())
        .request_content(content)
        .build()
        .map_err(back_to_the_desk)?;
    match client.send(&request) {
        Ok(_) => Ok(()),
        Err(error) if error.outcome() == Outcome::Unknown => {
            println!("open: {order}. It may have been announced: find that out before anything is sent again");
            // A response that could not be trusted or read is kept, where patients' data may be stored.
            println!("bytes of the response to keep: {}", error.raw().map_or(0, |raw| raw.bytes().len()));
            Err(error.into())
        }
        Err(error) => {
            println!("not announced: {order}. Once the cause is mended, it can be sent again");
            Err(error.into())
        }
    }
}

/// Lets the platform notify the patient. A message that may have been sent isn't sent twice; the registration stays
/// valid.
fn tell(client: &Client, order: &str) -> Result {
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
        .order(Order::HospOutTradeNo(order.into()))
        .message(message)
        .build()
        .map_err(back_to_the_desk)?;
    match client.send(&request) {
        Err(error) if error.outcome() == Outcome::Unknown => {
            println!("the message may have gone out, and is not sent again");
            Ok(())
        }
        result => result.map(drop).map_err(Failure::from),
    }
}

/// Nothing was sent: all violations are returned to the person who filled in the form.
fn back_to_the_desk(violations: Violations) -> Failure {
    for violation in &violations {
        println!("to mend: {violation}");
    }
    Failure::new("the form has to be mended first")
}

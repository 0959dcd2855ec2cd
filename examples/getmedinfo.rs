//! Looks up the insurance card that a patient has bound. 查询医保卡信息
//!
//! ```sh
//! cargo run --example getmedinfo
//! ```
//!
//! That starts a sandbox. To call the platform itself, set the variables that `Site::open` names; if some are missing,
//! the example lists them.

use wxmed::{Client, GetMedInfo, IdCard, StableToken};
use wxmed_examples::{Result, Site};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result {
    let site = Site::open()?;
    let client = Client::builder(site.api_key.clone())
        .token(StableToken::new(&*site.appid, site.app_secret.expose()))
        .host(site.host.clone())
        .build()?;

    let request = GetMedInfo::builder()
        .openid(&*site.patient.openid)
        .name(&*site.patient.name)
        .idcard_md5(IdCard::parse(&site.patient.identity_number)?)
        .build()?;
    let card = client.send(&request).await?;

    println!("card number: {}", card.medical_card_no);
    println!("certificate number: {}", card.medical_card_id);
    println!("computer number: {}", card.medical_comp_no.as_deref().unwrap_or("none"));
    println!("kind of insurance: {}", card.medical_insurance_type.as_ref().map_or("", |kind| kind.label()));
    println!("how the response was verified: {:?}", card.verification());
    Ok(())
}

//! Looks up a patient's insurance card with a struct that the hospital's program already has.
//!
//! ```sh
//! cargo run --example own_struct
//! ```
//!
//! That starts a sandbox. To call the platform itself, set the variables that `Site::open` names.

use wxmed::blocking::Client;
use wxmed::{IdCard, StableToken, ToValid};
use wxmed_examples::{Result, Site};

/// A patient in the front desk's program.
#[derive(wxmed::Request)]
#[wxmed(spec = "getmedinfo")]
struct Patient<'a> {
    #[wxmed(name = "openid")]
    user: &'a str,
    name: &'a str,
    #[wxmed(name = "idcard_md5")]
    identity: IdCard,
    #[wxmed(skip)]
    counter: u8,
}

fn main() -> Result {
    let site = Site::open()?;
    let client = Client::builder(site.api_key.clone())
        .token(StableToken::new(&*site.appid, site.app_secret.expose()))
        .host(site.host.clone())
        .build()?;

    let identity = IdCard::parse(&site.patient.identity_number)?;
    let patient = Patient { user: &site.patient.openid, name: &site.patient.name, identity, counter: 3 };
    let card = client.send(&patient.to_valid()?)?;
    println!("at counter {}, card number: {}", patient.counter, card.medical_card_no);

    // Errors that depend on the values are violations, and nothing is sent.
    let nameless = Patient { name: "", ..patient };
    if let Err(violations) = nameless.to_valid() {
        println!("{violations}");
    }
    Ok(())
}

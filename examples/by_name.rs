//! Calls an operation by its name, with its fields as names and texts, as a program does that gets both at run time.
//!
//! ```sh
//! cargo run --example by_name
//! cargo run --example by_name -- getbindurl openid=oUpF8uMuAJO_M2pxb1Q9zNjWeS6o url=https://hospital.example/bound
//! ```
//!
//! The request is validated against the operation's table, signed and sent; `nonce_str` and `sign` are added. Without
//! arguments it looks up the patient's card.

use wxmed::blocking::Client;
use wxmed::{IdCard, StableToken};
use wxmed_examples::{Failure, Result, Site};

fn main() -> Result {
    let site = Site::open()?;
    let client = Client::builder(site.api_key.clone())
        .token(StableToken::new(&*site.appid, site.app_secret.expose()))
        .host(site.host.clone())
        .merchant(site.merchant.clone()) // fills in the operation's fields about the merchant
        .build()?;

    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let identity = IdCard::parse(&site.patient.identity_number)?.md5();
    let (operation, fields) = match arguments.split_first() {
        Some((operation, fields)) => (operation.as_str(), pairs(fields)?),
        None => {
            let (openid, name) = (site.patient.openid.as_str(), site.patient.name.as_str());
            ("getmedinfo", vec![("openid", openid), ("name", name), ("idcard_md5", identity.as_str())])
        }
    };
    let response = client.call(operation, fields)?;

    println!("response of {operation}:");
    for (name, text) in response.iter().filter(|(name, _)| *name != "sign") {
        println!("  {name} = {text}");
    }
    Ok(())
}

fn pairs(arguments: &[String]) -> Result<Vec<(&str, &str)>> {
    arguments
        .iter()
        .map(|argument| {
            argument.split_once('=').ok_or_else(|| Failure::new(format!("{argument}: write a field as name=text")))
        })
        .collect()
}

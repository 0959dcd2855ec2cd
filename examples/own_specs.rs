//! Loads specs at run time, lists them, validates a content against one of them, and calls an operation by its name.
//!
//! ```sh
//! cargo run --example own_specs
//! cargo run --example own_specs -- path/to/specs
//! ```
//!
//! The folder's specs are added to the shipped ones; without an argument it is `examples/specs`. After an edit,
//! `reload` replaces the old specs by the new ones, or keeps the old ones and returns the errors.

use wxmed::blocking::Client;
use wxmed::dynamic::Specs;
use wxmed::{IdCard, StableToken};
use wxmed_examples::{Result, Site};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/specs");

fn main() -> Result {
    let site = Site::open()?;
    let specs = Specs::load(std::env::args().nth(1).as_deref().unwrap_or(FOLDER))?;
    for operation in specs.operations() {
        println!("{} {} {:#}", operation.section(), operation.name(), operation.title());
    }
    for content in specs.contents() {
        let names: Vec<&str> = content.fields().iter().map(|field| field.name.as_str()).collect();
        println!("{} {} {:#}: {}", content.section(), content.name(), content.title(), names.join(", "));
        let empty = content.check("{}").err().map(|error| error.to_string()).unwrap_or_default();
        println!("  an empty one:\n{empty}");
    }

    // A server does this on request, for instance on a signal. Calls in progress keep the old specs.
    specs.reload()?;

    let client = Client::builder(site.api_key.clone())
        .token(StableToken::new(&*site.appid, site.app_secret.expose()))
        .host(site.host.clone())
        .specs(specs)
        .build()?;
    let identity = IdCard::parse(&site.patient.identity_number)?.md5();
    let (openid, name) = (site.patient.openid.as_str(), site.patient.name.as_str());
    let fields = [("openid", openid), ("name", name), ("idcard_md5", identity.as_str())];
    let card = client.call("getmedinfo", fields)?;
    println!("card number: {}", card.get("medical_card_no").unwrap_or_default());
    Ok(())
}

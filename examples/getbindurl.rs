//! Gets the link with which a patient binds an insurance card. 获取绑卡链接
//!
//! ```sh
//! cargo run --example getbindurl
//! ```
//!
//! This uses the blocking client, for programs without an async runtime. Otherwise it is the same client.

use wxmed::blocking::Client;
use wxmed::{GetBindUrl, StableToken};
use wxmed_examples::{Result, Site};

fn main() -> Result {
    let site = Site::open()?;
    let client = Client::builder(site.api_key.clone())
        .token(StableToken::new(&*site.appid, site.app_secret.expose()))
        .host(site.host.clone())
        .build()?;

    let request = GetBindUrl::builder()
        .openid(&*site.patient.openid)
        .url("https://hospital.example/bound") // the page that WeChat opens afterwards
        .build()?;
    let link = client.send(&request)?;

    println!("send the patient to: {}", link.bind_url);
    println!("the link is valid for {} s", link.expires_in);
    if let Some(appid) = &link.bind_appid {
        println!("or open the mini program: {appid}");
    }
    Ok(())
}

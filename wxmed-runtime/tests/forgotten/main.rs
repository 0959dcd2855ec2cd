//! Access tokens and the AppSecret are gone from memory once nobody needs them: not only out of reach, but overwritten.
//!
//! What passes through an HTTP or TLS library stays in that one's buffers, which are not overwritten when they are freed.
//! So there are two tests: one whose transport is its own, where nothing may be left, and one over the real transport,
//! where what is left must not grow with the number of calls.
#![cfg(target_os = "linux")]

mod memory;
mod own;

#[cfg(feature = "https")]
mod real;
#[cfg(feature = "https")]
#[path = "../wire/server.rs"]
#[allow(dead_code)]
mod server;
#[cfg(feature = "https")]
#[path = "../wire/tls.rs"]
#[allow(dead_code)]
mod tls;

use wxmed::{Client, GetMedInfo, IdCard};

const APPID: &str = "wxd678efh567hg6787";
const KEY: &str = "192006250b4c09247ec02edce69f6a2d";

const CARD: &str = "<xml><return_code>SUCCESS</return_code><result_code>SUCCESS</result_code><medical_card_no>1\
                    </medical_card_no><medical_card_id>2</medical_card_id><medical_user_id>3</medical_user_id></xml>";

/// A test that reads memory finds what another one has in its buffers at the moment, so they read one after another.
static ALONE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

async fn call(client: &Client, times: usize) {
    for _ in 0..times {
        let hash = IdCard::parse("44030019000101123x").unwrap();
        let request = GetMedInfo::builder().openid("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o").name("张三").idcard_md5(hash);
        assert_eq!(client.send(&request.build().unwrap()).await.unwrap().medical_card_no, "1");
    }
}

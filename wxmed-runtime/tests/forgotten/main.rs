//! Access tokens and the AppSecret are overwritten in memory once they are no longer needed.
//!
//! The buffers of the HTTP and TLS libraries are not overwritten when they are freed. So there are two tests: with a
//! transport of its own, nothing may be left, and with the real transport, the number of copies must not grow with the
//! number of calls.
#![cfg(target_os = "linux")]

mod memory;
mod own;

#[cfg(feature = "https")]
mod real;
#[cfg(feature = "https")]
#[path = "../http/server.rs"]
#[allow(dead_code)]
mod server;
#[cfg(feature = "https")]
#[path = "../http/tls.rs"]
#[allow(dead_code)]
mod tls;

use wxmed::{Client, GetMedInfo, IdCard};

const APPID: &str = "wxd678efh567hg6787";
const KEY: &str = "192006250b4c09247ec02edce69f6a2d";

const CARD: &str = "<xml><return_code>SUCCESS</return_code><result_code>SUCCESS</result_code><medical_card_no>1\
                    </medical_card_no><medical_card_id>2</medical_card_id><medical_user_id>3</medical_user_id></xml>";

/// A test that reads memory also finds the current buffers of other tests, so they run one after another.
static ALONE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

async fn call(client: &Client, times: usize) {
    for _ in 0..times {
        let hash = IdCard::parse("44030019000101123x").unwrap();
        let request = GetMedInfo::builder().openid("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o").name("张三").idcard_md5(hash);
        assert_eq!(client.send(&request.build().unwrap()).await.unwrap().medical_card_no, "1");
    }
}

//! Only one of a payer's two names can be set.

use wxmed::payinsurance::Preregister;
use wxmed::payinsurance::preregister::Payer;

fn main() {
    let _ = Preregister::builder().openid("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o");
    let _ = Preregister::builder().payer(Payer::Openid { openid: "o".into(), sub_openid: "s".into() });
    let _ = Preregister::builder().payer(Payer::Openid("o".into(), "s".into()));
    let _ = Preregister::builder().payer(Payer::Openid("o".into()), Payer::SubOpenid("s".into()));
}

//! A mandatory field that is not given is named, with the method that gives it.

use wxmed::payinsurance::GetMedInfo;

fn main() {
    let _ = GetMedInfo::builder().openid("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o").name("张三").build();
}

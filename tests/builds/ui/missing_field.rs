//! The compiler names a missing mandatory field, with the method that sets it.

use wxmed::payinsurance::GetMedInfo;

fn main() {
    let _ = GetMedInfo::builder().openid("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o").name("张三").build();
}

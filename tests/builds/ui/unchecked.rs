//! A request has no struct literal, so it can't skip validation. (`Valid::change` validates the changed request.)

use wxmed::*;

fn literal(hash: IdCardMd5) -> GetMedInfo {
    GetMedInfo { openid: "o".to_owned(), name: "张三".to_owned(), idcard_md5: hash }
}

fn main() {}

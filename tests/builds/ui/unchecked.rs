//! Nothing gets around the validator: a request has no literal. (`Valid::change` changes one that was built, and validates it again.)

use wxmed::*;

fn literal(hash: IdCardMd5) -> GetMedInfo {
    GetMedInfo { openid: "o".to_owned(), name: "张三".to_owned(), idcard_md5: hash }
}

fn main() {}

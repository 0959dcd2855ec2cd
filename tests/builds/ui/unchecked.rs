//! Nothing gets around the validator: no literal of a request, and no change of one that was built.

use wxmed::*;

fn change(mut built: Valid<GetMedInfo>, hash: IdCardMd5) -> GetMedInfo {
    built.name = "李四".to_owned();
    GetMedInfo { openid: "o".to_owned(), name: "张三".to_owned(), idcard_md5: hash }
}

fn main() {}

//! The arguments of the derive, and the items that it is used on.

use wxmed::Request;

#[derive(Request)]
struct Nothing {
    openid: String,
}

#[derive(Request)]
#[wxmed(spec = "getmedinf")]
struct Misspelt {
    openid: String,
}

#[derive(Request)]
#[wxmed(spec = "getbindurl", names = "camelCase")]
struct UnknownKey {
    openid: String,
    url: String,
}

#[derive(Request)]
#[wxmed(spec = "getbindurl")]
struct UnknownFieldKey {
    openid: String,
    #[wxmed(rename = "url")]
    url: String,
}

#[derive(Request)]
#[wxmed(spec = "getbindurl")]
struct Tuple(String, String);

#[derive(Request)]
#[wxmed(spec = "getbindurl")]
enum Either {
    This,
}

#[derive(Request)]
#[wxmed(spec = "city/shenzhen/registration")]
struct NoInto {
    yljgbm: String,
}

#[derive(Request)]
#[wxmed(spec = "city/shenzhen/registration", object = "mzghd")]
struct NoObject {
    brlx: String,
}

#[derive(Request)]
#[wxmed(spec = "getbindurl", into = wxmed::GetMedInfo)]
struct OtherInto {
    openid: String,
    url: String,
}

#[derive(Request)]
#[wxmed(path = "specs/empty")]
struct NoFile {
    openid: String,
}

#[derive(Request)]
#[wxmed(path = "specs/wrong_type.yaml")]
struct BrokenSpec {
    openid: String,
}

fn main() {}

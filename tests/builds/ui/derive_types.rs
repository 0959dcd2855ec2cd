//! A type that doesn't fit a field is refused at the field, with the types that do.

use wxmed::codes::MsgType;
use wxmed::Merchant;

#[wxmed::schema("city/shenzhen/registration")]
mod shenzhen {}

#[derive(wxmed::Request)]
#[wxmed(spec = "city/shenzhen/registration", into = shenzhen::Registration)]
struct Visit {
    yljgbm: Vec<String>,
    ylzh: bool,
    czybm: String,
    czyxm: String,
    mzghdj: Slip,
}

struct Slip;

#[derive(wxmed::Request)]
#[wxmed(spec = "city/shenzhen/registration", object = "mzghdj")]
struct Other {
    brlx: MsgType,
    mzlsh: String,
    ksbm: String,
    ksmc: String,
    ghlb: String,
    ghf: f64,
    zjzj: Option<f32>,
    ghhj: wxmed::Yuan,
    ssj: u32,
    zsj: wxmed::Decimal,
}

#[derive(wxmed::Request)]
#[wxmed(spec = "getbindurl")]
struct Link {
    openid: Merchant,
    url: &'static str,
}

fn main() {}

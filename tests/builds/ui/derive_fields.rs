//! A struct is checked against the whole spec: missing, unknown and duplicate fields.

use wxmed::Merchant;

#[derive(wxmed::Request)]
#[wxmed(spec = "preregister")]
struct Registration {
    merchant: Merchant,
    mch_id: String,
    sub_openid: Option<String>,
    hosp_trade_out_no: String,
    hospital_name: String,
    #[wxmed(name = "hospital_name")]
    site: String,
    spbill_create_ip: String,
    body: String,
    user_card_type: String,
    user_card_no: String,
    usr_name: String,
    org_no: String,
    gmt_out_create: String,
    floor: u8,
    sign: String,
}

#[derive(wxmed::Request)]
#[wxmed(spec = "sendmsg")]
struct Note {
    msg_type: String,
    remark: Option<String>,
}

fn main() {}

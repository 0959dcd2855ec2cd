//! Without a payer: a choice is mandatory too, and so is the case of a tag with its fields.

use wxmed::payinsurance::SendMsg;
use wxmed::payinsurance::sendmsg::{Order, OutpatientPayment};

fn main() {
    let _ = SendMsg::builder().message(OutpatientPayment::builder().first("您已缴费成功").build()).build();
    let _ = SendMsg::builder().order(Order::MedTransId("4200000000201806200000000001".into())).build();
}

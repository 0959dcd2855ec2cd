//! A message about a bill has no doctor; a message about a registration does.

use wxmed::payinsurance::sendmsg::{OutpatientPayment, RegistrationPayment};

fn main() {
    let _ = RegistrationPayment::builder().doctor("赵五");
    let _ = OutpatientPayment::builder().first("您已缴费成功").doctor("赵五");
}

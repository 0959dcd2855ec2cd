//! The page on which an order is paid.

const FOLDER: &str = "/sandbox/pay/";

pub(crate) const PAID: &str = "订单已支付，通知随即发出；再次打开本页即重发通知。\n\
    The order is paid, and the notification is being sent. Open this page again to send it again.\n";
pub(crate) const PAID_SILENTLY: &str = "订单已支付；下单时没有给出通知地址，因此不发送通知。\n\
    The order is paid. Its request gave no address, so no notification is sent.\n";
pub(crate) const UNKNOWN: &str = "没有这个订单。\nThere is no such order.\n";

/// The order number in the path of a payment page.
pub(crate) fn order(path: &str) -> Option<&str> {
    path.strip_prefix(FOLDER).filter(|order| !order.is_empty())
}

/// The URL of the page on which an order is paid.
pub(crate) fn address(base: &str, order: &str) -> String {
    format!("{base}{FOLDER}{order}")
}

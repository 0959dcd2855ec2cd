//! The sandbox's own errors, which no spec lists.

use wxmed::Bilingual;
use wxmed::spec::model::Resource;

use super::Rejection;

/// An error that no spec lists.
///
/// `err_code` is an open string, and the platform's values in these cases are unknown. The codes are made up, and begin
/// with `SANDBOX_` so that they are not used in programs.
pub(crate) struct General {
    pub(crate) code: &'static str,
    /// The text for `err_code_des`.
    description: &'static str,
    pub(crate) meaning: Bilingual,
    pub(crate) remedy: Bilingual,
    /// The resource that is missing.
    pub(crate) missing: Option<Resource>,
}

/// All general errors.
pub(crate) static GENERAL: [&General; 10] = [
    &ORDER_REPEATED,
    &ORDER_MISSING,
    &CARD_MISSING,
    &MESSAGE_MISSING,
    &CODE_MISSING,
    &LINK_MISSING,
    &EXPIRED,
    &USED,
    &DIFFERS,
    &CONTENT,
];

/// The description was seen on this interface, for an order that was registered twice.
pub(super) static ORDER_REPEATED: General = General {
    code: "SANDBOX_ORDER_REPEATED",
    description: "serial_no or bill_no REPEAT",
    meaning: Bilingual::of("已有同号的订单", "There is an order with this number already"),
    remedy: Bilingual::of(
        "每个订单用新的单号；结果未知的订单先确认结果，不要用同一单号重发",
        "give each order a number of its own; if an outcome is unknown, find out what happened, and don't send the order again",
    ),
    missing: None,
};
pub(super) static ORDER_MISSING: General = General {
    code: "SANDBOX_ORDER_MISSING",
    description: "订单不存在",
    meaning: Bilingual::of("没有这个单号的订单", "There is no accepted order with this number"),
    remedy: Bilingual::of(
        "先让挂号报备或下单成功，再用它的单号；核对单号是否填对了字段。沙箱现有的订单见“状态”页",
        "have the order accepted first, and use its number in the right field; State lists the orders of the sandbox",
    ),
    missing: Some(Resource::Order),
};
pub(super) static CARD_MISSING: General = General {
    code: "SANDBOX_CARD_MISSING",
    description: "未绑卡",
    meaning: Bilingual::of("用户没有绑定医保卡", "The user has bound no card"),
    remedy: Bilingual::of(
        "为用户获取绑卡链接，绑卡之后再试；在沙箱中也可在控制台给测试用户绑卡",
        "fetch a link for the user, and try again once a card is bound; in the sandbox, bind one for the test user in the console",
    ),
    missing: Some(Resource::BoundCard),
};
pub(super) static MESSAGE_MISSING: General = General {
    code: "SANDBOX_MESSAGE_MISSING",
    description: "消息不存在",
    meaning: Bilingual::of("没有这条消息", "There is no such message"),
    remedy: Bilingual::of(
        "核对标识消息的字段；沙箱收到的消息见“状态”页",
        "check the fields that name the message; State lists the messages of the sandbox",
    ),
    missing: Some(Resource::Message),
};
pub(super) static CODE_MISSING: General = General {
    code: "SANDBOX_AUTH_CODE_MISSING",
    description: "授权码不存在",
    meaning: Bilingual::of("没有这个授权码", "There is no such auth code"),
    remedy: Bilingual::of(
        "授权码由测试用户出示：在控制台的“开始”页取一个新的，按原样发送",
        "a test user shows the code: take a new one from Start in the console, and send it as it is",
    ),
    missing: Some(Resource::AuthCode),
};
pub(super) static LINK_MISSING: General = General {
    code: "SANDBOX_LINK_MISSING",
    description: "绑卡链接不存在",
    meaning: Bilingual::of("没有这个绑卡链接", "There is no such link for binding a card"),
    remedy: Bilingual::of("重新获取绑卡链接", "fetch a new link"),
    missing: Some(Resource::BindLink),
};
/// The kind of the resource is appended to the description.
pub(super) static EXPIRED: General = General {
    code: "SANDBOX_EXPIRED",
    description: "已过期：",
    meaning: Bilingual::of(
        "所用的授权码、链接等已过期",
        "What the request uses, such as a code or a link, has expired",
    ),
    remedy: Bilingual::of("重新获取之后再发送", "fetch a new one, and send again"),
    missing: None,
};
pub(super) static USED: General = General {
    code: "SANDBOX_USED",
    description: "已使用过：",
    meaning: Bilingual::of(
        "所用的授权码等只能用一次，已经用过",
        "What the request uses can be used once, and has been used",
    ),
    remedy: Bilingual::of("每次请求取一个新的", "fetch a new one for each request"),
    missing: None,
};
/// The name of the field is appended to the description.
pub(super) static DIFFERS: General = General {
    code: "SANDBOX_DIFFERS",
    description: "与登记的不符：",
    meaning: Bilingual::of("字段的值与登记的不符", "The value of a field is not the registered one"),
    remedy: Bilingual::of(
        "应答中写明了字段：发送与订单或用户登记时相同的值；测试用户见“开始”页",
        "the response names the field: send the value that the order or the user has; Start lists the test users",
    ),
    missing: None,
};
/// The path and the rule are appended to the description.
pub(super) static CONTENT: General = General {
    code: "SANDBOX_CONTENT",
    description: "医保局内容校验不通过：",
    meaning: Bilingual::of("医保局不会接受这份内容", "The bureau would not accept the content"),
    remedy: Bilingual::of("按列出的违规改正内容", "correct the content as the violations say"),
    missing: None,
};

impl General {
    /// The ID of the cause, in the style of the other IDs.
    pub(crate) fn id(&self) -> String {
        self.code.trim_start_matches("SANDBOX_").to_lowercase().replace('_', "-")
    }

    pub(crate) fn is_repeated_order(&self) -> bool {
        self.code == ORDER_REPEATED.code
    }

    pub(super) fn failure(&self, more: &str) -> Rejection {
        Rejection::Business { code: self.code.to_owned(), description: format!("{}{more}", self.description) }
    }
}

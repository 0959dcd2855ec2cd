//! The texts of the points.

use wxmed::Bilingual;

use super::{CheckedBy, Found, Point, Proof, Ticks};

impl Ticks {
    /// All points, in their order.
    pub(crate) fn points(&self) -> Vec<Point> {
        let mut points = self.signing();
        points.extend(self.business());
        points.extend(self.failures());
        points.extend(by_hand());
        points
    }

    fn signing(&self) -> Vec<Point> {
        vec![
            by_traffic(
                "token-fetched",
                Bilingual::of("获取 access_token", "An access token is fetched"),
                Bilingual::of(
                    "优先用 stable_token：多个进程不会互相使 token 失效",
                    "Best from stable_token, so that several processes don't invalidate each other's tokens",
                ),
                self.token_fetched,
            ),
            by_traffic(
                "signature-accepted",
                Bilingual::of("请求验签通过", "A signed request is accepted"),
                Bilingual::of("从只读接口开始", "Begin with an operation that only looks something up"),
                self.signature_accepted,
            ),
            by_traffic(
                "zero-signed",
                Bilingual::of("值为 0 的字段参与签名", "A field with the value 0 is signed"),
                Bilingual::of(
                    "发送一个值为 0 的字段，如优惠金额 0",
                    "Send a field whose value is 0, such as a discount of 0",
                ),
                self.zero_signed,
            ),
            by_traffic(
                "chinese-signed",
                Bilingual::of("中文以 UTF-8 签名", "Chinese is signed as UTF-8"),
                Bilingual::of("发送含中文的字段，如姓名", "Send a field with Chinese, such as a name"),
                self.chinese_signed,
            ),
            by_traffic(
                "markup-signed",
                Bilingual::of("含 & 或 < 的值按原文签名", "A value with & or < is signed as it is"),
                Bilingual::of(
                    "发送如“肝病 & <复诊>”的值：签名用原文，转义只在 XML 中",
                    "Send a value like “liver & <follow-up>”: sign it plain, and escape it only in the XML",
                ),
                self.markup_signed,
            ),
        ]
    }

    fn business(&self) -> Vec<Point> {
        vec![
            by_traffic(
                "unbound-card",
                Bilingual::of("未绑卡的用户被引导去绑卡", "A user without a card is led to bind one"),
                Bilingual::of(
                    "用未绑卡的用户查询，收到错误后为同一用户获取绑卡链接",
                    "Look up a user without a card, and after the error fetch a link for binding one for the same user",
                ),
                self.unbound_card.found,
            )
            .hint(self.unbound_card.hint()),
            by_traffic(
                "order-created",
                Bilingual::of("下单成功", "An order is created"),
                Bilingual::of("发送挂号报备，或挂号、缴费的下单请求", "Announce a registration or a payment"),
                self.order_created,
            ),
            by_traffic(
                "message-sent",
                Bilingual::of("模板消息已发送", "A template message is sent"),
                Bilingual::of(
                    "为一个订单发送消息，在“状态”页查看患者所见",
                    "Send a message for an order, and look at it as the patient sees it, in State",
                ),
                self.message_sent,
            ),
            by_notification(
                "payment-acknowledged",
                Bilingual::of("支付通知得到确认", "A payment notification is acknowledged"),
                Bilingual::of(
                    "下单时带 http:// 的通知地址，在“状态”页支付；以 HTTP 状态 200 与 XML 应答，其中 return_code 为 \
                     SUCCESS：<xml><return_code>SUCCESS</return_code></xml>",
                    "Create an order with an http:// address for notifications, and pay it in State; respond with HTTP \
                     status 200 and XML whose return_code is SUCCESS: <xml><return_code>SUCCESS</return_code></xml>",
                ),
                self.notified.acknowledged,
            )
            .hint(self.notified.hint()),
            by_notification(
                "payment-repeated",
                Bilingual::of("重复的支付通知再次得到确认", "A repeated notification is acknowledged again"),
                Bilingual::of(
                    "在“状态”页对同一订单点“再次通知”：通知会重发，须再次以 return_code 为 SUCCESS 的 XML 应答，而入账只能一次",
                    "Press “Notify again” at the same order in State: the notification comes again, and must be answered \
                     again with XML whose return_code is SUCCESS, but booked only once",
                ),
                self.notified.repeated,
            )
            .hint(self.notified.hint_for_repeated()),
        ]
    }

    fn failures(&self) -> Vec<Point> {
        vec![
            by_traffic(
                "token-replaced",
                Bilingual::of(
                    "被拒的 token 被更换，请求重发一次（网关 JSON）",
                    "A token refused in the gateway's JSON is replaced, and the request is sent once more",
                ),
                Bilingual::of(
                    "在“故障”页对一个接口选“token 过期（网关 JSON）”。被拒之后先获取 token，再用它把同一请求（除 nonce_str 与 sign 外各字段相同）发一次并成功，即算通过。token 仍有效时 \
                     stable_token 返回同一个，除非 force_refresh 为 true；两种都算",
                    "Choose “Token expired (gateway's JSON)” for an operation in Faults. What counts: after the refusal a \
                     token is fetched, and the same request (all its fields, except nonce_str and sign) succeeds with it. \
                     stable_token returns the same token while it is valid, unless force_refresh is true; either counts",
                ),
                self.token_replaced.found,
            )
            .hint(self.token_replaced.hint(&self.fetched)),
            by_traffic(
                "token-replaced-in-xml",
                Bilingual::of(
                    "被拒的 token 被更换，请求重发一次（XML）",
                    "A token refused in XML is replaced, and the request is sent once more",
                ),
                Bilingual::of(
                    "同一错误的另一种格式：在“故障”页对一个接口选“token 过期（XML）”。被拒之后先获取 token，再用它把同一请求（除 nonce_str 与 sign 外各字段相同）发一次并成功，即算通过。token 仍有效时 \
                     stable_token 返回同一个，除非 force_refresh 为 true；两种都算",
                    "The same error in its other shape: choose “Token expired (XML)” for an operation in Faults. \
                     What counts: after the refusal a \
                     token is fetched, and the same request (all its fields, except nonce_str and sign) succeeds with it. \
                     stable_token returns the same token while it is valid, unless force_refresh is true; either counts",
                ),
                self.token_replaced_in_xml.found,
            )
            .hint(self.token_replaced_in_xml.hint(&self.fetched)),
            by_traffic(
                "lookup-retried",
                Bilingual::of("只读请求没有应答时重试", "A lookup without a response is tried again"),
                Bilingual::of(
                    "在“故障”页对只读接口选“没有应答”或“应答中断”；程序须把同一请求再发一次并成功",
                    "Choose “no response” or “cut in the body” for a lookup in Faults; your program must send the same \
                     request again and succeed",
                ),
                self.lookup_retried.found,
            )
            .hint(self.lookup_retried.hint()),
            by_traffic(
                "unknown-outcome",
                Bilingual::of(
                    "结果未知的下单或消息没有直接重发",
                    "An order or message with an unknown outcome is not just sent again",
                ),
                Bilingual::of(
                    "在“故障”页对下单接口选“已执行而应答丢失”或别的“已执行而……”。通过条件：其后程序发出任何别的调用，而没有把同一订单号或同一请求再发一次；应答\
                    中断、5xx、HTML 页面、系统繁忙（-1）、签名不符或缺少签名之后也一样，它们都不能证明平台没有执行。平台没有查询接口，先确认\
                    结果是指：向平台的运营人员询问、在商户平台查看，或与账单核对。在此之前不要改用新的订单号下单，那会成为另一笔订单；只有确知\
                    平台没有执行，才可以用同一订单号重发",
                    "Choose “done, but the response is lost” or another “done, but …” for an order in Faults. What counts: your program makes any \
                    other call afterwards, without sending the same order number or the same request again; likewise \
                    after a response that is cut off, a 5xx, an HTML page, system busy (-1), or a wrong or missing \
                    signature, none of which proves that nothing was done. Find out what happened first. The platform \
                    has no operation for that: ask its operations staff, look in the merchant platform, or reconcile \
                    with the bill. Until then don't order the same under a new number, which would be another order; \
                    send the same number again only when you know that nothing was done",
                ),
                self.unknown_outcome.found,
            )
            .hint(self.unknown_outcome.hint()),
            by_traffic(
                "busy-later",
                Bilingual::of("平台繁忙或 5xx 之后稍后成功", "After a busy platform or a 5xx, a later call succeeds"),
                Bilingual::of(
                    "在“故障”页对只读接口选“系统繁忙”或“502 错误”；程序须稍后把同一请求再发一次并成功。下单与发消息之后结果未知，不可\
                     这样重试",
                    "Choose “system busy” or “502 error” for a lookup in Faults; your program must send the same request \
                     again later and succeed. Not an order or a message: their outcome is unknown then",
                ),
                self.busy_later.found,
            )
            .hint(self.busy_later.hint()),
            by_person(
                "forged-refused",
                Bilingual::of(
                    "签名不符或缺少签名的应答不被信任",
                    "A response with a wrong signature, or without one, is not trusted",
                ),
                Bilingual::of(
                    "在“故障”页对下单接口选“伪造签名的应答”或“缺少签名的应答”，确认程序没有入账。如果程序继续使用这个订单，如为它发消息，\
                     此项即未通过",
                    "Choose “forged response” or “unsigned response” for an order in Faults, and check that your program \
                     has not booked it. The point fails if the program goes on with the order, for instance sends a \
                     message for it",
                ),
                self.forged.found,
            )
            .hint(self.forged.hint()),
            by_person(
                "html-survived",
                Bilingual::of("应答是 HTML 页面时报出可读的错误", "A page of HTML in place of XML is a readable error"),
                Bilingual::of("在“故障”页选“HTML 页面”", "Choose “HTML page” in Faults"),
                self.html,
            ),
            by_traffic(
                "time-out-set",
                Bilingual::of("等待应答有超时", "The wait for a response has a time-out"),
                Bilingual::of(
                    "在“故障”页选“没有应答”；程序须自行结束等待并断开连接，等待了多久见该调用",
                    "Choose “no response” in Faults; your program must end the wait by itself, and close the connection. \
                     The exchange shows how long it waited",
                ),
                self.given_up,
            ),
        ]
    }
}

impl Point {
    fn hint(self, hint: Option<Bilingual>) -> Self {
        Self { hint, ..self }
    }
}

fn by_traffic(id: &'static str, title: Bilingual, how: Bilingual, found: Found) -> Point {
    Point { id, title, how, found, hint: None, proof: Proof::Exchange, checked_by: CheckedBy::Traffic }
}

fn by_notification(id: &'static str, title: Bilingual, how: Bilingual, found: Found) -> Point {
    Point { proof: Proof::Notification, ..by_traffic(id, title, how, found) }
}

fn by_person(id: &'static str, title: Bilingual, how: Bilingual, found: Found) -> Point {
    Point { checked_by: CheckedBy::Person, ..by_traffic(id, title, how, found) }
}

fn by_hand() -> Vec<Point> {
    vec![
        by_person(
            "secrets-kept",
            Bilingual::of("密钥不在代码库与日志中", "Keys are in no repository and no log"),
            Bilingual::of(
                "API 密钥与 AppSecret 来自配置或密钥库；日志不含 token",
                "The API key and the AppSecret come from a configuration or a vault; logs have no tokens",
            ),
            Found::Nothing,
        ),
        by_person(
            "patients-protected",
            Bilingual::of("日志不含患者数据", "Logs have no patients' data"),
            Bilingual::of(
                "姓名、证件号与医保局内容不写入日志",
                "Names, identity numbers and contents for the bureau are not logged",
            ),
            Found::Nothing,
        ),
        by_person(
            "result-confirmed",
            Bilingual::of("结果未知的订单有人或程序确认", "Orders with an unknown outcome are confirmed by somebody"),
            Bilingual::of(
                "约定谁在何时用什么方式确认，并有记录",
                "Agree on who confirms them, when and how, and keep a record",
            ),
            Found::Nothing,
        ),
    ]
}

// Made by `cargo xtask regen` from schema/specs/payinsurance/unifiedorder.yaml: do not edit.

/// 订单类型 · kind of order
///
/// Code table `order_type`.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash,
)]
#[non_exhaustive]
pub enum OrderType {
    /// `RegPay`: 挂号 · registration
    Registration,
    /// `DiagPay`: 诊间缴费 · bill after a visit
    Diagnosis,
}
::wxmed::rt::serde_codes!(Code, OrderType);

/// 预结算金额不一致时如何处理 · what to do if the bureau's amount differs
///
/// Code table `allow_fee_change`.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash,
)]
#[non_exhaustive]
pub enum AllowFeeChange {
    /// `0`: 报错 · an error
    Refuse,
    /// `1`: 以医保局的金额为准 · the bureau's amount counts
    Accept,
}
::wxmed::rt::serde_codes!(Code, AllowFeeChange);

/// 减免金额的文案 · text for the reduction
///
/// Code table `cash_reduced_wording`.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash,
)]
#[non_exhaustive]
pub enum CashReducedWording {
    /// `1`: 预交金支付 · paid from a deposit
    Prepayment,
}
::wxmed::rt::serde_codes!(Code, CashReducedWording);

/// 医保统一下单接口 · Place an order paid by medical insurance
///
/// 为挂号或诊间缴费下单，返回诊疗单号与支付页面；用户付款后，平台把结果通知到 notify_url。 · Places an order for a registration or a bill, and returns the order number from WeChat with the page where it is paid. After payment the platform notifies notify_url.
///
/// `/payinsurance/unifiedorder`.
///
/// 公开的字段表与多个医院系统的公开代码。该表由其作者于 2022 年抄自平台的文档，字段名与各系统一致。本项目的文档（V1.5）没有这个接口，因此没有章节号；与其他接口同名的字段沿用其标签，其余标签为自拟。把握不同之处写在各行。 · A public field table and the public code of several hospital systems. The author of the table copied it from the platform's document in 2022, and the systems agree with its names. The document that the other operations come from (V1.5) does not have this one, so there is no section. Fields that other operations have too keep their labels; the other labels are ours. Rows that are less sure say it. Confidence: high.
///
/// A client never retries it once it may have been sent: the error is then an unknown outcome. The reply is [`UnifiedOrderReply`]. Its business errors are in [`UnifiedOrderError`].
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct UnifiedOrder {
    /// 订单类型 · kind of order
    ///
    /// `order_type` String16.
    pub order_type: ::wxmed::rt::OpenEnum<OrderType>,
    /// 商户身份 · the merchant
    pub merchant: ::wxmed::parts::Merchant,
    /// 用户 · the payer
    pub payer: Payer,
    /// 医院订单号(商户订单号) · the hospital's order number
    ///
    /// `hosp_out_trade_no` String64.
    ///
    /// 由医院或服务商自行编号。 · Given by the hospital or the service provider.
    pub hosp_out_trade_no: ::std::string::String,
    /// 医院名称 · name of the hospital
    ///
    /// `hospital_name` string128.
    pub hospital_name: ::std::string::String,
    /// 总金额 · total amount
    ///
    /// `total_fee` Uint64.
    ///
    /// 单位分，大于 0。有系统写明它可以大于现金与医保之和，因此和不相符时只提醒。 · In fen, above 0. One system states that it may exceed cash and insurance together, so sums that differ are only reported.
    pub total_fee: ::wxmed::rt::Fen,
    /// 现金金额 · amount in cash
    ///
    /// `cash_fee` Uint64.
    ///
    /// 单位分。为 0 也必须传，否则平台返回“参数格式校验错误 cash_fee is needed....”；0 参与签名。联机预结算时为 0；pay_type 为 3 时必须大于 0，否则返回 513。 · In fen. It is sent even when it is 0, or the platform responds with 参数格式校验错误 cash_fee is needed....; the 0 is signed. It is 0 when the bureau settles online, and must be above 0 with pay_type 3, or the platform responds with 513.
    pub cash_fee: ::wxmed::rt::Fen,
    /// 预结算金额不一致时如何处理 · what to do if the bureau's amount differs
    ///
    /// `allow_fee_change` uint8.
    ///
    /// 含义见于多个来源；是否必填没有完全确认，因此不强制。 · Several sources agree in the meaning. Whether it is mandatory is not confirmed, so it is not demanded. Confidence: medium.
    pub allow_fee_change: ::core::option::Option<::wxmed::rt::OpenEnum<AllowFeeChange>>,
    /// 用户端 ip · the user's IP address
    ///
    /// `spbill_create_ip` String16.
    pub spbill_create_ip: ::core::net::Ipv4Addr,
    /// 支付结果通知地址 · where the notification of the payment is sent
    ///
    /// `notify_url` String256.
    ///
    /// 平台把支付结果发到这里；应答见 payment_result。 · The platform sends the result of the payment here; see payment_result for the response.
    pub notify_url: ::std::string::String,
    /// 商品描述 · what is paid for
    ///
    /// `body` String128.
    pub body: ::std::string::String,
    /// 支付后返回的页面 · page after the payment
    ///
    /// `return_url` string512.
    ///
    /// 支付成功或失败后打开。 · Opened after success and failure alike.
    ///
    /// 字段表写作 string128，同一张表的另一份抄本写作 512；是否必填未确认，因此不强制。勘误 unifiedorder-return-url-length 放宽了长度。 · The field table has string128, another copy of it 512. Whether it is mandatory is not confirmed, so it is not demanded. The erratum unifiedorder-return-url-length relaxes the length. Confidence: medium.
    pub return_url: ::core::option::Option<::std::string::String>,
    /// 支付方式 · how it is paid
    ///
    /// `pay_type` uint8.
    pub pay_type: ::wxmed::rt::OpenEnum<::wxmed::codes::PayType>,
    /// 城市 ID · city ID
    ///
    /// `city_id` String32.
    ///
    /// 腾讯的编号，可能与 GB/T 2260 不同。 · Tencent's number, which may differ from GB/T 2260.
    pub city_id: ::std::string::String,
    /// 医保金额 · amount paid by insurance
    ///
    /// `insurance_fee` Uint64.
    ///
    /// 单位分。联机预结算时为总额，脱机时为医保支付的金额，没有预结算则为 0。 · In fen: the total if the bureau settles online, what insurance pays if offline, 0 without a pre-settlement.
    pub insurance_fee: ::wxmed::rt::Fen,
    /// 证件类型 · kind of identity document
    ///
    /// `user_card_type` Uint8.
    pub user_card_type: ::wxmed::codes::UserCardType,
    /// 证件号码 · MD5 of the identity number
    ///
    /// `user_card_no` String32.
    ///
    /// 传证件号码的 MD5，不是号码本身。 · Send its MD5, not the number itself.
    ///
    /// 名称与长度见于多个来源；写作 MD5 由 preregister 推定。 · Several sources have the name and the length; that it is an MD5 is inferred from preregister. Confidence: medium.
    pub user_card_no: ::wxmed::rt::IdCardMd5,
    /// 真实姓名 · the user's real name
    ///
    /// `user_name` String32.
    pub user_name: ::std::string::String,
    /// 医保标识 · mark of the insurance
    ///
    /// `is_dept` String32.
    ///
    /// 字段表写作 String32，同一张表的另一份抄本写作 String1；见过的值是 4，含义不明。是否必填未知，因此不强制。 · The field table has String32, another copy of it String1. The value 4 was seen; what it means is not known. Whether it is mandatory is not known, so it is not demanded. Confidence: medium.
    pub is_dept: ::core::option::Option<::std::string::String>,
    /// 业务流水号 · the hospital's serial number
    ///
    /// `serial_no` String20.
    ///
    /// 医院信息系统的订单号。各地不同：广州市医保为该订单号，省直与市直为医保局的 bka025；深圳为 akc190。 · The order number of the hospital's information system. It differs by city. In Guangzhou it is the order number for the city's own insurance, and the bureau's bka025 for the insurance of provincial and municipal institutions (省直, 市直); in Shenzhen it is akc190.
    pub serial_no: ::std::string::String,
    /// 医疗机构编码(医保局分配给机构) · institution code
    ///
    /// `org_no` String32.
    ///
    /// 由医保局提供，如 H53012500170。 · Given by the bureau, such as H53012500170.
    pub org_no: ::std::string::String,
    /// 医院下单时间 · when the hospital made the order
    ///
    /// `gmt_out_create` String(14).
    pub gmt_out_create: ::wxmed::rt::Timestamp,
    /// 参考医保结构体（医疗机构透传医保） · what the bureau wants to know
    ///
    /// `request_content` String.
    ///
    /// 结构由当地医保局规定。 · Its structure is the bureau's.
    pub request_content: ::wxmed::rt::Content,
    /// 单据号 · number of the bill
    ///
    /// `bill_no` String32.
    ///
    /// 深圳为 bke384。 · In Shenzhen bke384.
    ///
    /// 字段名见于多个来源；长度 20 只见于字段表，同一张表的另一份抄本写作 32。勘误 unifiedorder-bill-no-length 放宽了长度。 · Several sources have the name. Only the field table has the length 20, and another copy of it 32. The erratum unifiedorder-bill-no-length relaxes the length. Confidence: medium.
    pub bill_no: ::std::string::String,
    /// 渠道号 · channel number
    ///
    /// `channel_no` string(32).
    ///
    /// 由腾讯的工程师分配；见过的值有 24 个字符。长度取自微信支付 V3 的文档。 · Assigned by Tencent's engineers; the values seen have 24 characters. The length is that of WeChat Pay's V3 documents.
    pub channel_no: ::core::option::Option<::std::string::String>,
    /// 附加的现金金额 · extra amount in cash
    ///
    /// `cash_add_fee` Uint64.
    ///
    /// 单位分，不传即为 0；已含在 total_fee 与 cash_fee 之内。 · In fen, 0 if left out; it is included in total_fee and cash_fee.
    ///
    /// 一个来源，类型按其他金额推定。 · One source; the type is that of the other amounts. Confidence: medium.
    pub cash_add_fee: ::core::option::Option<::wxmed::rt::Fen>,
    /// 附加金额的文案代码 · code of the text for the extra amount
    ///
    /// `cash_add_wording` String.
    ///
    /// 一个来源；类型、长度与取值未见。 · One source; its type, length and values were seen nowhere. Confidence: medium.
    pub cash_add_wording: ::core::option::Option<::std::string::String>,
    /// 减免的现金金额 · amount by which cash is reduced
    ///
    /// `cash_reduced_fee` Uint64.
    ///
    /// 单位分，由医院减免。 · In fen; the hospital reduces it.
    ///
    /// 两个来源；类型按其他金额推定。 · Two sources; the type is that of the other amounts. Confidence: high.
    pub cash_reduced_fee: ::core::option::Option<::wxmed::rt::Fen>,
    /// 减免金额的文案代码 · code of the text for the reduction
    ///
    /// `cash_reduced_wording` String.
    ///
    /// 不传时显示“机构优惠金额”。 · 机构优惠金额 (the hospital's reduction) is shown if it is left out.
    ///
    /// 一个来源；类型与长度未见。 · One source; its type and length were seen nowhere. Confidence: medium.
    pub cash_reduced_wording: ::core::option::Option<::wxmed::rt::OpenEnum<CashReducedWording>>,
}

/// Builder for [`UnifiedOrder`], with one method per field.
#[must_use = "call `.build()`"]
pub struct UnifiedOrderBuilder<
    HasOrderType = ::wxmed::rt::No,
    HasMerchant = ::wxmed::rt::No,
    HasPayer = ::wxmed::rt::No,
    HasHospOutTradeNo = ::wxmed::rt::No,
    HasHospitalName = ::wxmed::rt::No,
    HasTotalFee = ::wxmed::rt::No,
    HasCashFee = ::wxmed::rt::No,
    HasSpbillCreateIp = ::wxmed::rt::No,
    HasNotifyUrl = ::wxmed::rt::No,
    HasBody = ::wxmed::rt::No,
    HasPayType = ::wxmed::rt::No,
    HasCityId = ::wxmed::rt::No,
    HasInsuranceFee = ::wxmed::rt::No,
    HasUserCardType = ::wxmed::rt::No,
    HasUserCardNo = ::wxmed::rt::No,
    HasUserName = ::wxmed::rt::No,
    HasSerialNo = ::wxmed::rt::No,
    HasOrgNo = ::wxmed::rt::No,
    HasGmtOutCreate = ::wxmed::rt::No,
    HasRequestContent = ::wxmed::rt::No,
    HasBillNo = ::wxmed::rt::No,
> {
    draft: ::wxmed::rt::Draft<UnifiedOrder>,
    state: ::core::marker::PhantomData<(
        HasOrderType,
        HasMerchant,
        HasPayer,
        HasHospOutTradeNo,
        HasHospitalName,
        HasTotalFee,
        HasCashFee,
        HasSpbillCreateIp,
        HasNotifyUrl,
        HasBody,
        HasPayType,
        HasCityId,
        HasInsuranceFee,
        HasUserCardType,
        HasUserCardNo,
        HasUserName,
        HasSerialNo,
        HasOrgNo,
        HasGmtOutCreate,
        HasRequestContent,
        HasBillNo,
    )>,
}

/// 用户 · the payer
#[derive(::core::clone::Clone)]
pub enum Payer {
    /// 用户在 appid 下的标识。 · The user as the appid knows them.
    Openid(::std::string::String),
    /// 用户在 sub_appid 下的标识。 · The user as the sub_appid knows them.
    SubOpenid(::std::string::String),
}

#[doc(hidden)]
#[allow(missing_docs, missing_debug_implementations, non_camel_case_types)]
pub mod required {
    pub enum bill_no {}
    pub enum body {}
    pub enum cash_fee {}
    pub enum city_id {}
    pub enum gmt_out_create {}
    pub enum hosp_out_trade_no {}
    pub enum hospital_name {}
    pub enum insurance_fee {}
    pub enum merchant {}
    pub enum notify_url {}
    pub enum order_type {}
    pub enum org_no {}
    pub enum pay_type {}
    pub enum payer {}
    pub enum request_content {}
    pub enum serial_no {}
    pub enum spbill_create_ip {}
    pub enum total_fee {}
    pub enum user_card_no {}
    pub enum user_card_type {}
    pub enum user_name {}
}

/// 医保统一下单接口的应答 · Reply to: Place an order paid by medical insurance
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct UnifiedOrderReply {
    /// 公众帐号 id · appid of the official account
    ///
    /// `appid` String.
    pub appid: ::core::option::Option<::std::string::String>,
    /// 子商户公众号 ID · appid of the sub-merchant's official account
    ///
    /// `sub_appid` String.
    pub sub_appid: ::core::option::Option<::std::string::String>,
    /// 商户号 · merchant number
    ///
    /// `mch_id` String.
    pub mch_id: ::core::option::Option<::std::string::String>,
    /// 子商户号 · sub-merchant number
    ///
    /// `sub_mch_id` String.
    pub sub_mch_id: ::core::option::Option<::std::string::String>,
    /// 诊疗单 id · order number from WeChat
    ///
    /// `med_trans_id` String.
    ///
    /// 查询、退款与发模板消息都用它。 · Queries, refunds and template messages refer to it.
    pub med_trans_id: ::std::string::String,
    /// 支付页面 · page where the order is paid
    ///
    /// `pay_url` String.
    ///
    /// 与 pay_appid 一起交给 navigateToMiniProgram。 · For navigateToMiniProgram, with pay_appid.
    pub pay_url: ::core::option::Option<::std::string::String>,
    /// 支付小程序的 appid · appid of the mini program where the order is paid
    ///
    /// `pay_appid` String.
    ///
    /// 较早的系统的应答里没有它。 · Responses to older systems lack it.
    pub pay_appid: ::core::option::Option<::std::string::String>,
}

/// 医保统一下单接口的业务错误码 · Business errors of: Place an order paid by medical insurance
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash,
)]
#[non_exhaustive]
pub enum UnifiedOrderError {
    /// `513`: 现金与医保合并支付时，现金金额为 0 · a payment by cash and insurance together has no cash
    ///
    /// pay_type 为 3 时 cash_fee 必须大于 0；没有现金部分则用 pay_type 2。 · With pay_type 3 cash_fee must be above 0; use pay_type 2 if nothing is paid in cash.
    ///
    /// 平台社区的四个帖子。 · Four threads of the platform's community. Confidence: high.
    CashMissing,
    /// `serial_no or bill_no REPEAT`: 流水号或单据号重复：为未支付的订单重新下单 · the serial number or the bill's number is in use: an unpaid order was placed again
    ///
    /// 先关闭或查询原来的订单，再换新的 bill_no 下单。 · Close or query the former order, then order under a new bill_no.
    ///
    /// 平台社区的一个帖子（2024 年）；它的 err_code 未见，因此按文字识别。 · One thread of the platform's community, of 2024. Its err_code was not seen, so it is recognised by its text. Confidence: medium.
    NumberRepeated,
}
::wxmed::rt::serde_codes!(ErrorCode, UnifiedOrderError);
const _: () = {
    use ::core::convert::Into;
    use ::core::default::Default;
    use ::core::fmt;
    use ::core::iter::IntoIterator;
    use ::core::marker::PhantomData;
    use ::core::net::Ipv4Addr;
    use ::core::option::Option;
    use ::core::option::Option::{None, Some};
    use ::core::primitive::{str, usize};
    use ::core::result::Result;
    use ::std::string::String;
    use ::wxmed::codes::{PayType, UserCardType};
    use ::wxmed::parts::Merchant;
    use ::wxmed::rt::{
        Bilingual, Borrowed, Bound, Check, Code, CodeRow, Codes, Comparison, Content, ErrorCode, ErrorInfo,
        Exhaustiveness, Expr, Fen, FieldSchema, Fields, Format, Given, IdCardMd5, Input, IntoValue, Member, OpenEnum,
        Operation, Reader, Record, RecordSchema, Request, ResponseSigning, Retry, Severity, StatedRule, Static,
        Timestamp, Truth, Valid, Violations, Writer, Yes, debug, debug_part, element,
    };
    mod unified_order_row {
        pub(super) const ORDER_TYPE: ::core::primitive::u16 = 0;
        pub(super) const APPID: ::core::primitive::u16 = 1;
        pub(super) const MCH_ID: ::core::primitive::u16 = 2;
        pub(super) const SUB_APPID: ::core::primitive::u16 = 3;
        pub(super) const SUB_MCH_ID: ::core::primitive::u16 = 4;
        pub(super) const OPENID: ::core::primitive::u16 = 5;
        pub(super) const SUB_OPENID: ::core::primitive::u16 = 6;
        pub(super) const HOSP_OUT_TRADE_NO: ::core::primitive::u16 = 7;
        pub(super) const HOSPITAL_NAME: ::core::primitive::u16 = 8;
        pub(super) const NONCE_STR: ::core::primitive::u16 = 9;
        pub(super) const TOTAL_FEE: ::core::primitive::u16 = 10;
        pub(super) const CASH_FEE: ::core::primitive::u16 = 11;
        pub(super) const ALLOW_FEE_CHANGE: ::core::primitive::u16 = 12;
        pub(super) const SPBILL_CREATE_IP: ::core::primitive::u16 = 13;
        pub(super) const NOTIFY_URL: ::core::primitive::u16 = 14;
        pub(super) const BODY: ::core::primitive::u16 = 15;
        pub(super) const RETURN_URL: ::core::primitive::u16 = 16;
        pub(super) const PAY_TYPE: ::core::primitive::u16 = 17;
        pub(super) const CITY_ID: ::core::primitive::u16 = 18;
        pub(super) const INSURANCE_FEE: ::core::primitive::u16 = 19;
        pub(super) const USER_CARD_TYPE: ::core::primitive::u16 = 20;
        pub(super) const USER_CARD_NO: ::core::primitive::u16 = 21;
        pub(super) const USER_NAME: ::core::primitive::u16 = 22;
        pub(super) const IS_DEPT: ::core::primitive::u16 = 23;
        pub(super) const SERIAL_NO: ::core::primitive::u16 = 24;
        pub(super) const ORG_NO: ::core::primitive::u16 = 25;
        pub(super) const GMT_OUT_CREATE: ::core::primitive::u16 = 26;
        pub(super) const REQUEST_CONTENT: ::core::primitive::u16 = 27;
        pub(super) const BILL_NO: ::core::primitive::u16 = 28;
        pub(super) const CHANNEL_NO: ::core::primitive::u16 = 29;
        pub(super) const CASH_ADD_FEE: ::core::primitive::u16 = 30;
        pub(super) const CASH_ADD_WORDING: ::core::primitive::u16 = 31;
        pub(super) const CASH_REDUCED_FEE: ::core::primitive::u16 = 32;
        pub(super) const CASH_REDUCED_WORDING: ::core::primitive::u16 = 33;
    }
    mod unified_order_reply_row {
        pub(super) const APPID: ::core::primitive::u16 = 0;
        pub(super) const SUB_APPID: ::core::primitive::u16 = 1;
        pub(super) const MCH_ID: ::core::primitive::u16 = 2;
        pub(super) const SUB_MCH_ID: ::core::primitive::u16 = 3;
        pub(super) const MED_TRANS_ID: ::core::primitive::u16 = 4;
        pub(super) const PAY_URL: ::core::primitive::u16 = 5;
        pub(super) const PAY_APPID: ::core::primitive::u16 = 6;
    }

    impl Code for OrderType {
        const CODES: &'static Codes = &Codes {
            openness: Exhaustiveness::Open,
            rows: Borrowed(&[
                CodeRow { code: Borrowed("RegPay"), label: Bilingual::of("挂号", "registration") },
                CodeRow { code: Borrowed("DiagPay"), label: Bilingual::of("诊间缴费", "bill after a visit") },
            ]),
        };

        const ALL: &'static [Self] = &[Self::Registration, Self::Diagnosis];
        fn index(self) -> usize {
            self as usize
        }
    }

    impl Code for AllowFeeChange {
        const CODES: &'static Codes = &Codes {
            openness: Exhaustiveness::Open,
            rows: Borrowed(&[
                CodeRow { code: Borrowed("0"), label: Bilingual::of("报错", "an error") },
                CodeRow {
                    code: Borrowed("1"),
                    label: Bilingual::of("以医保局的金额为准", "the bureau's amount counts"),
                },
            ]),
        };

        const ALL: &'static [Self] = &[Self::Refuse, Self::Accept];
        fn index(self) -> usize {
            self as usize
        }
    }

    impl Code for CashReducedWording {
        const CODES: &'static Codes = &Codes {
            openness: Exhaustiveness::Open,
            rows: Borrowed(&[CodeRow {
                code: Borrowed("1"),
                label: Bilingual::of("预交金支付", "paid from a deposit"),
            }]),
        };

        const ALL: &'static [Self] = &[Self::Prepayment];
        fn index(self) -> usize {
            self as usize
        }
    }

    impl Fields for UnifiedOrder {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(unified_order_row::ORDER_TYPE, &self.order_type);
            out.put_at(
                &[
                    unified_order_row::APPID,
                    unified_order_row::MCH_ID,
                    unified_order_row::SUB_APPID,
                    unified_order_row::SUB_MCH_ID,
                ],
                &self.merchant,
            );
            Fields::write(&self.payer, out);
            out.put(unified_order_row::HOSP_OUT_TRADE_NO, &self.hosp_out_trade_no);
            out.put(unified_order_row::HOSPITAL_NAME, &self.hospital_name);
            out.put(unified_order_row::TOTAL_FEE, &self.total_fee);
            out.put(unified_order_row::CASH_FEE, &self.cash_fee);
            out.put(unified_order_row::ALLOW_FEE_CHANGE, &self.allow_fee_change);
            out.put(unified_order_row::SPBILL_CREATE_IP, &self.spbill_create_ip);
            out.put(unified_order_row::NOTIFY_URL, &self.notify_url);
            out.put(unified_order_row::BODY, &self.body);
            out.put(unified_order_row::RETURN_URL, &self.return_url);
            out.put(unified_order_row::PAY_TYPE, &self.pay_type);
            out.put(unified_order_row::CITY_ID, &self.city_id);
            out.put(unified_order_row::INSURANCE_FEE, &self.insurance_fee);
            out.put(unified_order_row::USER_CARD_TYPE, &self.user_card_type);
            out.put(unified_order_row::USER_CARD_NO, &self.user_card_no);
            out.put(unified_order_row::USER_NAME, &self.user_name);
            out.put(unified_order_row::IS_DEPT, &self.is_dept);
            out.put(unified_order_row::SERIAL_NO, &self.serial_no);
            out.put(unified_order_row::ORG_NO, &self.org_no);
            out.put(unified_order_row::GMT_OUT_CREATE, &self.gmt_out_create);
            out.put(unified_order_row::REQUEST_CONTENT, &self.request_content);
            out.put(unified_order_row::BILL_NO, &self.bill_no);
            out.put(unified_order_row::CHANNEL_NO, &self.channel_no);
            out.put(unified_order_row::CASH_ADD_FEE, &self.cash_add_fee);
            out.put(unified_order_row::CASH_ADD_WORDING, &self.cash_add_wording);
            out.put(unified_order_row::CASH_REDUCED_FEE, &self.cash_reduced_fee);
            out.put(unified_order_row::CASH_REDUCED_WORDING, &self.cash_reduced_wording);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                order_type: from.take(unified_order_row::ORDER_TYPE)?,
                merchant: from.take_at(&[
                    unified_order_row::APPID,
                    unified_order_row::MCH_ID,
                    unified_order_row::SUB_APPID,
                    unified_order_row::SUB_MCH_ID,
                ])?,
                payer: Fields::read(from)?,
                hosp_out_trade_no: from.take(unified_order_row::HOSP_OUT_TRADE_NO)?,
                hospital_name: from.take(unified_order_row::HOSPITAL_NAME)?,
                total_fee: from.take(unified_order_row::TOTAL_FEE)?,
                cash_fee: from.take(unified_order_row::CASH_FEE)?,
                allow_fee_change: from.take(unified_order_row::ALLOW_FEE_CHANGE)?,
                spbill_create_ip: from.take(unified_order_row::SPBILL_CREATE_IP)?,
                notify_url: from.take(unified_order_row::NOTIFY_URL)?,
                body: from.take(unified_order_row::BODY)?,
                return_url: from.take(unified_order_row::RETURN_URL)?,
                pay_type: from.take(unified_order_row::PAY_TYPE)?,
                city_id: from.take(unified_order_row::CITY_ID)?,
                insurance_fee: from.take(unified_order_row::INSURANCE_FEE)?,
                user_card_type: from.take(unified_order_row::USER_CARD_TYPE)?,
                user_card_no: from.take(unified_order_row::USER_CARD_NO)?,
                user_name: from.take(unified_order_row::USER_NAME)?,
                is_dept: from.take(unified_order_row::IS_DEPT)?,
                serial_no: from.take(unified_order_row::SERIAL_NO)?,
                org_no: from.take(unified_order_row::ORG_NO)?,
                gmt_out_create: from.take(unified_order_row::GMT_OUT_CREATE)?,
                request_content: from.take(unified_order_row::REQUEST_CONTENT)?,
                bill_no: from.take(unified_order_row::BILL_NO)?,
                channel_no: from.take(unified_order_row::CHANNEL_NO)?,
                cash_add_fee: from.take(unified_order_row::CASH_ADD_FEE)?,
                cash_add_wording: from.take(unified_order_row::CASH_ADD_WORDING)?,
                cash_reduced_fee: from.take(unified_order_row::CASH_REDUCED_FEE)?,
                cash_reduced_wording: from.take(unified_order_row::CASH_REDUCED_WORDING)?,
            })
        }
    }

    impl Record for UnifiedOrder {
        const TABLE: &'static RecordSchema = &RecordSchema {
            title: Bilingual::of("医保统一下单接口", "Place an order paid by medical insurance"),
            section: Borrowed(""),
            source: Bilingual::of(
                "公开的字段表与多个医院系统的公开代码",
                "A public field table and the public code of several hospital systems",
            ),
            rows: Borrowed(&[
                FieldSchema::text("order_type", "订单类型", "kind of order")
                    .required()
                    .limit(16)
                    .codes(<OrderType as Code>::CODES),
                FieldSchema::text("appid", "公众帐号 id", "appid of the official account").required().limit(32),
                FieldSchema::text("mch_id", "商户号", "merchant number").required().limit(32),
                FieldSchema::text("sub_appid", "子商户公众号 ID", "appid of the sub-merchant's official account"),
                FieldSchema::text("sub_mch_id", "子商户号", "sub-merchant number"),
                FieldSchema::text("openid", "用户标识", "the user's openid").redacted(),
                FieldSchema::text("sub_openid", "用户子标识", "the user's openid with the sub-merchant").redacted(),
                FieldSchema::text("hosp_out_trade_no", "医院订单号(商户订单号)", "the hospital's order number")
                    .required()
                    .limit(64),
                FieldSchema::text("hospital_name", "医院名称", "name of the hospital").required().limit(128),
                FieldSchema::text("nonce_str", "随机字符串", "nonce").required().limit(32).nonce(),
                FieldSchema::text("total_fee", "总金额", "total amount")
                    .required()
                    .format(Format::Fen)
                    .bounds(&[Bound::Min(Borrowed("1"))]),
                FieldSchema::text("cash_fee", "现金金额", "amount in cash").required().format(Format::Fen),
                FieldSchema::text(
                    "allow_fee_change",
                    "预结算金额不一致时如何处理",
                    "what to do if the bureau's amount differs",
                )
                .format(Format::Uint8)
                .codes(<AllowFeeChange as Code>::CODES),
                FieldSchema::text("spbill_create_ip", "用户端 ip", "the user's IP address")
                    .required()
                    .limit(16)
                    .format(Format::Ipv4),
                FieldSchema::text("notify_url", "支付结果通知地址", "where the notification of the payment is sent")
                    .required()
                    .limit(256)
                    .format(Format::Url),
                FieldSchema::text("body", "商品描述", "what is paid for").required().limit(128),
                FieldSchema::text("return_url", "支付后返回的页面", "page after the payment")
                    .limit(512)
                    .format(Format::Url),
                FieldSchema::text("pay_type", "支付方式", "how it is paid")
                    .required()
                    .format(Format::Uint8)
                    .codes(<PayType as Code>::CODES),
                FieldSchema::text("city_id", "城市 ID", "city ID").required().limit(32),
                FieldSchema::text("insurance_fee", "医保金额", "amount paid by insurance")
                    .required()
                    .format(Format::Fen),
                FieldSchema::text("user_card_type", "证件类型", "kind of identity document")
                    .required()
                    .format(Format::Uint8)
                    .codes(<UserCardType as Code>::CODES),
                FieldSchema::text("user_card_no", "证件号码", "MD5 of the identity number")
                    .required()
                    .limit(32)
                    .format(Format::IdcardMd5)
                    .redacted(),
                FieldSchema::text("user_name", "真实姓名", "the user's real name").required().limit(32).redacted(),
                FieldSchema::text("is_dept", "医保标识", "mark of the insurance").limit(32),
                FieldSchema::text("serial_no", "业务流水号", "the hospital's serial number").required().limit(20),
                FieldSchema::text("org_no", "医疗机构编码(医保局分配给机构)", "institution code").required().limit(32),
                FieldSchema::text("gmt_out_create", "医院下单时间", "when the hospital made the order")
                    .required()
                    .limit(14)
                    .format(Format::Timestamp),
                FieldSchema::text(
                    "request_content",
                    "参考医保结构体（医疗机构透传医保）",
                    "what the bureau wants to know",
                )
                .required()
                .format(Format::Content)
                .redacted(),
                FieldSchema::text("bill_no", "单据号", "number of the bill").required().limit(32),
                FieldSchema::text("channel_no", "渠道号", "channel number").limit(32),
                FieldSchema::text("cash_add_fee", "附加的现金金额", "extra amount in cash").format(Format::Fen),
                FieldSchema::text("cash_add_wording", "附加金额的文案代码", "code of the text for the extra amount"),
                FieldSchema::text("cash_reduced_fee", "减免的现金金额", "amount by which cash is reduced")
                    .format(Format::Fen),
                FieldSchema::text("cash_reduced_wording", "减免金额的文案代码", "code of the text for the reduction")
                    .codes(<CashReducedWording as Code>::CODES),
                FieldSchema::text("sign", "签名", "signature").required().limit(32).signature(),
            ]),
            checks: Borrowed(&[
                Check::Choice(Borrowed(&[
                    Borrowed(&[Member::Must(1), Member::Must(2)]),
                    Borrowed(&[Member::Must(1), Member::Must(2), Member::May(3), Member::Must(4)]),
                ])),
                Check::Choice(Borrowed(&[Borrowed(&[Member::Must(5)]), Borrowed(&[Member::Must(6)])])),
                Check::Stated(StatedRule {
                    id: Borrowed("cash-in-combined-payment"),
                    severity: Severity::Error,
                    states: Truth::Or(
                        Static(&Truth::Compare(
                            Expr::Field(Borrowed(&[17])),
                            Comparison::Differs,
                            Expr::Number(Borrowed("3")),
                        )),
                        Static(&Truth::Compare(
                            Expr::Field(Borrowed(&[11])),
                            Comparison::More,
                            Expr::Number(Borrowed("0")),
                        )),
                    ),
                    message: Bilingual::of(
                        "现金与医保合并支付时，现金必须大于 0，否则平台返回 513",
                        "in a payment by cash and insurance together the cash must be above 0, or the platform responds with 513",
                    ),
                }),
                Check::Stated(StatedRule {
                    id: Borrowed("total"),
                    severity: Severity::Warning,
                    states: Truth::Or(
                        Static(&Truth::Given(Borrowed(&[32]))),
                        Static(&Truth::Compare(
                            Expr::Field(Borrowed(&[10])),
                            Comparison::Equal,
                            Expr::Sum(Static(&Expr::Field(Borrowed(&[11]))), Static(&Expr::Field(Borrowed(&[19])))),
                        )),
                    ),
                    message: Bilingual::of(
                        "总额通常等于现金与医保之和",
                        "the total is usually cash and insurance together",
                    ),
                }),
                Check::Stated(StatedRule {
                    id: Borrowed("total-with-reduction"),
                    severity: Severity::Warning,
                    states: Truth::Compare(
                        Expr::Field(Borrowed(&[10])),
                        Comparison::Equal,
                        Expr::Sum(
                            Static(&Expr::Sum(
                                Static(&Expr::Field(Borrowed(&[11]))),
                                Static(&Expr::Field(Borrowed(&[19]))),
                            )),
                            Static(&Expr::Field(Borrowed(&[32]))),
                        ),
                    ),
                    message: Bilingual::of(
                        "总额通常等于现金、医保与减免之和",
                        "the total is usually cash, insurance and the reduction together",
                    ),
                }),
            ]),
        };
    }

    impl fmt::Debug for UnifiedOrder {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug(self, "UnifiedOrder", f)
        }
    }

    impl UnifiedOrder {
        /// Returns a builder.
        pub fn builder() -> UnifiedOrderBuilder {
            UnifiedOrderBuilder { draft: Default::default(), state: PhantomData }
        }
    }

    #[allow(clippy::wrong_self_convention)]
    impl<
        HasOrderType,
        HasMerchant,
        HasPayer,
        HasHospOutTradeNo,
        HasHospitalName,
        HasTotalFee,
        HasCashFee,
        HasSpbillCreateIp,
        HasNotifyUrl,
        HasBody,
        HasPayType,
        HasCityId,
        HasInsuranceFee,
        HasUserCardType,
        HasUserCardNo,
        HasUserName,
        HasSerialNo,
        HasOrgNo,
        HasGmtOutCreate,
        HasRequestContent,
        HasBillNo,
    >
        UnifiedOrderBuilder<
            HasOrderType,
            HasMerchant,
            HasPayer,
            HasHospOutTradeNo,
            HasHospitalName,
            HasTotalFee,
            HasCashFee,
            HasSpbillCreateIp,
            HasNotifyUrl,
            HasBody,
            HasPayType,
            HasCityId,
            HasInsuranceFee,
            HasUserCardType,
            HasUserCardNo,
            HasUserName,
            HasSerialNo,
            HasOrgNo,
            HasGmtOutCreate,
            HasRequestContent,
            HasBillNo,
        >
    {
        /// 订单类型 · kind of order
        ///
        /// `order_type` String16. Mandatory.
        pub fn order_type(
            mut self,
            value: impl IntoValue<OpenEnum<OrderType>>,
        ) -> UnifiedOrderBuilder<
            Yes,
            HasMerchant,
            HasPayer,
            HasHospOutTradeNo,
            HasHospitalName,
            HasTotalFee,
            HasCashFee,
            HasSpbillCreateIp,
            HasNotifyUrl,
            HasBody,
            HasPayType,
            HasCityId,
            HasInsuranceFee,
            HasUserCardType,
            HasUserCardNo,
            HasUserName,
            HasSerialNo,
            HasOrgNo,
            HasGmtOutCreate,
            HasRequestContent,
            HasBillNo,
        > {
            self.draft.put::<OpenEnum<OrderType>>(unified_order_row::ORDER_TYPE, value);
            UnifiedOrderBuilder { draft: self.draft, state: PhantomData }
        }

        /// 商户身份 · the merchant
        ///
        /// Mandatory.
        pub fn merchant(
            mut self,
            value: impl IntoValue<Merchant>,
        ) -> UnifiedOrderBuilder<
            HasOrderType,
            Yes,
            HasPayer,
            HasHospOutTradeNo,
            HasHospitalName,
            HasTotalFee,
            HasCashFee,
            HasSpbillCreateIp,
            HasNotifyUrl,
            HasBody,
            HasPayType,
            HasCityId,
            HasInsuranceFee,
            HasUserCardType,
            HasUserCardNo,
            HasUserName,
            HasSerialNo,
            HasOrgNo,
            HasGmtOutCreate,
            HasRequestContent,
            HasBillNo,
        > {
            self.draft.part::<Merchant>(
                &[
                    unified_order_row::APPID,
                    unified_order_row::MCH_ID,
                    unified_order_row::SUB_APPID,
                    unified_order_row::SUB_MCH_ID,
                ],
                value,
            );
            UnifiedOrderBuilder { draft: self.draft, state: PhantomData }
        }

        /// 用户 · the payer
        ///
        /// Mandatory.
        pub fn payer(
            mut self,
            value: impl IntoValue<Payer>,
        ) -> UnifiedOrderBuilder<
            HasOrderType,
            HasMerchant,
            Yes,
            HasHospOutTradeNo,
            HasHospitalName,
            HasTotalFee,
            HasCashFee,
            HasSpbillCreateIp,
            HasNotifyUrl,
            HasBody,
            HasPayType,
            HasCityId,
            HasInsuranceFee,
            HasUserCardType,
            HasUserCardNo,
            HasUserName,
            HasSerialNo,
            HasOrgNo,
            HasGmtOutCreate,
            HasRequestContent,
            HasBillNo,
        > {
            self.draft.group::<Payer>(unified_order_row::OPENID, value);
            UnifiedOrderBuilder { draft: self.draft, state: PhantomData }
        }

        /// 医院订单号(商户订单号) · the hospital's order number
        ///
        /// `hosp_out_trade_no` String64. Mandatory.
        pub fn hosp_out_trade_no(
            mut self,
            value: impl Into<String>,
        ) -> UnifiedOrderBuilder<
            HasOrderType,
            HasMerchant,
            HasPayer,
            Yes,
            HasHospitalName,
            HasTotalFee,
            HasCashFee,
            HasSpbillCreateIp,
            HasNotifyUrl,
            HasBody,
            HasPayType,
            HasCityId,
            HasInsuranceFee,
            HasUserCardType,
            HasUserCardNo,
            HasUserName,
            HasSerialNo,
            HasOrgNo,
            HasGmtOutCreate,
            HasRequestContent,
            HasBillNo,
        > {
            self.draft.text(unified_order_row::HOSP_OUT_TRADE_NO, value);
            UnifiedOrderBuilder { draft: self.draft, state: PhantomData }
        }

        /// 医院名称 · name of the hospital
        ///
        /// `hospital_name` string128. Mandatory.
        pub fn hospital_name(
            mut self,
            value: impl Into<String>,
        ) -> UnifiedOrderBuilder<
            HasOrderType,
            HasMerchant,
            HasPayer,
            HasHospOutTradeNo,
            Yes,
            HasTotalFee,
            HasCashFee,
            HasSpbillCreateIp,
            HasNotifyUrl,
            HasBody,
            HasPayType,
            HasCityId,
            HasInsuranceFee,
            HasUserCardType,
            HasUserCardNo,
            HasUserName,
            HasSerialNo,
            HasOrgNo,
            HasGmtOutCreate,
            HasRequestContent,
            HasBillNo,
        > {
            self.draft.text(unified_order_row::HOSPITAL_NAME, value);
            UnifiedOrderBuilder { draft: self.draft, state: PhantomData }
        }

        /// 总金额 · total amount
        ///
        /// `total_fee` Uint64, an amount in fen, a whole number, such as 900. Mandatory.
        pub fn total_fee(
            mut self,
            value: impl IntoValue<Fen>,
        ) -> UnifiedOrderBuilder<
            HasOrderType,
            HasMerchant,
            HasPayer,
            HasHospOutTradeNo,
            HasHospitalName,
            Yes,
            HasCashFee,
            HasSpbillCreateIp,
            HasNotifyUrl,
            HasBody,
            HasPayType,
            HasCityId,
            HasInsuranceFee,
            HasUserCardType,
            HasUserCardNo,
            HasUserName,
            HasSerialNo,
            HasOrgNo,
            HasGmtOutCreate,
            HasRequestContent,
            HasBillNo,
        > {
            self.draft.put::<Fen>(unified_order_row::TOTAL_FEE, value);
            UnifiedOrderBuilder { draft: self.draft, state: PhantomData }
        }

        /// 现金金额 · amount in cash
        ///
        /// `cash_fee` Uint64, an amount in fen, a whole number, such as 900. Mandatory.
        pub fn cash_fee(
            mut self,
            value: impl IntoValue<Fen>,
        ) -> UnifiedOrderBuilder<
            HasOrderType,
            HasMerchant,
            HasPayer,
            HasHospOutTradeNo,
            HasHospitalName,
            HasTotalFee,
            Yes,
            HasSpbillCreateIp,
            HasNotifyUrl,
            HasBody,
            HasPayType,
            HasCityId,
            HasInsuranceFee,
            HasUserCardType,
            HasUserCardNo,
            HasUserName,
            HasSerialNo,
            HasOrgNo,
            HasGmtOutCreate,
            HasRequestContent,
            HasBillNo,
        > {
            self.draft.put::<Fen>(unified_order_row::CASH_FEE, value);
            UnifiedOrderBuilder { draft: self.draft, state: PhantomData }
        }

        /// 预结算金额不一致时如何处理 · what to do if the bureau's amount differs
        ///
        /// `allow_fee_change` uint8, a whole number from 0 to 255. Optional.
        pub fn allow_fee_change(mut self, value: impl IntoValue<OpenEnum<AllowFeeChange>>) -> Self {
            self.draft.put::<OpenEnum<AllowFeeChange>>(unified_order_row::ALLOW_FEE_CHANGE, value);
            self
        }

        /// [`Self::allow_fee_change`], for an `Option`.
        pub fn maybe_allow_fee_change(mut self, value: Option<impl IntoValue<OpenEnum<AllowFeeChange>>>) -> Self {
            self.draft.maybe_put::<OpenEnum<AllowFeeChange>>(unified_order_row::ALLOW_FEE_CHANGE, value);
            self
        }

        /// 用户端 ip · the user's IP address
        ///
        /// `spbill_create_ip` String16, an IPv4 address, such as 10.193.0.1. Mandatory.
        pub fn spbill_create_ip(
            mut self,
            value: impl IntoValue<Ipv4Addr>,
        ) -> UnifiedOrderBuilder<
            HasOrderType,
            HasMerchant,
            HasPayer,
            HasHospOutTradeNo,
            HasHospitalName,
            HasTotalFee,
            HasCashFee,
            Yes,
            HasNotifyUrl,
            HasBody,
            HasPayType,
            HasCityId,
            HasInsuranceFee,
            HasUserCardType,
            HasUserCardNo,
            HasUserName,
            HasSerialNo,
            HasOrgNo,
            HasGmtOutCreate,
            HasRequestContent,
            HasBillNo,
        > {
            self.draft.put::<Ipv4Addr>(unified_order_row::SPBILL_CREATE_IP, value);
            UnifiedOrderBuilder { draft: self.draft, state: PhantomData }
        }

        /// 支付结果通知地址 · where the notification of the payment is sent
        ///
        /// `notify_url` String256, an absolute http or https URL. Mandatory.
        pub fn notify_url(
            mut self,
            value: impl Into<String>,
        ) -> UnifiedOrderBuilder<
            HasOrderType,
            HasMerchant,
            HasPayer,
            HasHospOutTradeNo,
            HasHospitalName,
            HasTotalFee,
            HasCashFee,
            HasSpbillCreateIp,
            Yes,
            HasBody,
            HasPayType,
            HasCityId,
            HasInsuranceFee,
            HasUserCardType,
            HasUserCardNo,
            HasUserName,
            HasSerialNo,
            HasOrgNo,
            HasGmtOutCreate,
            HasRequestContent,
            HasBillNo,
        > {
            self.draft.text(unified_order_row::NOTIFY_URL, value);
            UnifiedOrderBuilder { draft: self.draft, state: PhantomData }
        }

        /// 商品描述 · what is paid for
        ///
        /// `body` String128. Mandatory.
        pub fn body(
            mut self,
            value: impl Into<String>,
        ) -> UnifiedOrderBuilder<
            HasOrderType,
            HasMerchant,
            HasPayer,
            HasHospOutTradeNo,
            HasHospitalName,
            HasTotalFee,
            HasCashFee,
            HasSpbillCreateIp,
            HasNotifyUrl,
            Yes,
            HasPayType,
            HasCityId,
            HasInsuranceFee,
            HasUserCardType,
            HasUserCardNo,
            HasUserName,
            HasSerialNo,
            HasOrgNo,
            HasGmtOutCreate,
            HasRequestContent,
            HasBillNo,
        > {
            self.draft.text(unified_order_row::BODY, value);
            UnifiedOrderBuilder { draft: self.draft, state: PhantomData }
        }

        /// 支付后返回的页面 · page after the payment
        ///
        /// `return_url` string512, an absolute http or https URL. Optional.
        pub fn return_url(mut self, value: impl Into<String>) -> Self {
            self.draft.text(unified_order_row::RETURN_URL, value);
            self
        }

        /// [`Self::return_url`], for an `Option`.
        pub fn maybe_return_url(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(unified_order_row::RETURN_URL, value);
            self
        }

        /// 支付方式 · how it is paid
        ///
        /// `pay_type` uint8, a whole number from 0 to 255. Mandatory.
        pub fn pay_type(
            mut self,
            value: impl IntoValue<OpenEnum<PayType>>,
        ) -> UnifiedOrderBuilder<
            HasOrderType,
            HasMerchant,
            HasPayer,
            HasHospOutTradeNo,
            HasHospitalName,
            HasTotalFee,
            HasCashFee,
            HasSpbillCreateIp,
            HasNotifyUrl,
            HasBody,
            Yes,
            HasCityId,
            HasInsuranceFee,
            HasUserCardType,
            HasUserCardNo,
            HasUserName,
            HasSerialNo,
            HasOrgNo,
            HasGmtOutCreate,
            HasRequestContent,
            HasBillNo,
        > {
            self.draft.put::<OpenEnum<PayType>>(unified_order_row::PAY_TYPE, value);
            UnifiedOrderBuilder { draft: self.draft, state: PhantomData }
        }

        /// 城市 ID · city ID
        ///
        /// `city_id` String32. Mandatory.
        pub fn city_id(
            mut self,
            value: impl Into<String>,
        ) -> UnifiedOrderBuilder<
            HasOrderType,
            HasMerchant,
            HasPayer,
            HasHospOutTradeNo,
            HasHospitalName,
            HasTotalFee,
            HasCashFee,
            HasSpbillCreateIp,
            HasNotifyUrl,
            HasBody,
            HasPayType,
            Yes,
            HasInsuranceFee,
            HasUserCardType,
            HasUserCardNo,
            HasUserName,
            HasSerialNo,
            HasOrgNo,
            HasGmtOutCreate,
            HasRequestContent,
            HasBillNo,
        > {
            self.draft.text(unified_order_row::CITY_ID, value);
            UnifiedOrderBuilder { draft: self.draft, state: PhantomData }
        }

        /// 医保金额 · amount paid by insurance
        ///
        /// `insurance_fee` Uint64, an amount in fen, a whole number, such as 900. Mandatory.
        pub fn insurance_fee(
            mut self,
            value: impl IntoValue<Fen>,
        ) -> UnifiedOrderBuilder<
            HasOrderType,
            HasMerchant,
            HasPayer,
            HasHospOutTradeNo,
            HasHospitalName,
            HasTotalFee,
            HasCashFee,
            HasSpbillCreateIp,
            HasNotifyUrl,
            HasBody,
            HasPayType,
            HasCityId,
            Yes,
            HasUserCardType,
            HasUserCardNo,
            HasUserName,
            HasSerialNo,
            HasOrgNo,
            HasGmtOutCreate,
            HasRequestContent,
            HasBillNo,
        > {
            self.draft.put::<Fen>(unified_order_row::INSURANCE_FEE, value);
            UnifiedOrderBuilder { draft: self.draft, state: PhantomData }
        }

        /// 证件类型 · kind of identity document
        ///
        /// `user_card_type` Uint8, a whole number from 0 to 255. Mandatory.
        pub fn user_card_type(
            mut self,
            value: impl IntoValue<UserCardType>,
        ) -> UnifiedOrderBuilder<
            HasOrderType,
            HasMerchant,
            HasPayer,
            HasHospOutTradeNo,
            HasHospitalName,
            HasTotalFee,
            HasCashFee,
            HasSpbillCreateIp,
            HasNotifyUrl,
            HasBody,
            HasPayType,
            HasCityId,
            HasInsuranceFee,
            Yes,
            HasUserCardNo,
            HasUserName,
            HasSerialNo,
            HasOrgNo,
            HasGmtOutCreate,
            HasRequestContent,
            HasBillNo,
        > {
            self.draft.put::<UserCardType>(unified_order_row::USER_CARD_TYPE, value);
            UnifiedOrderBuilder { draft: self.draft, state: PhantomData }
        }

        /// 证件号码 · MD5 of the identity number
        ///
        /// `user_card_no` String32, the MD5 of an identity number: 32 lower-case hexadecimal digits. Mandatory.
        pub fn user_card_no(
            mut self,
            value: impl IntoValue<IdCardMd5>,
        ) -> UnifiedOrderBuilder<
            HasOrderType,
            HasMerchant,
            HasPayer,
            HasHospOutTradeNo,
            HasHospitalName,
            HasTotalFee,
            HasCashFee,
            HasSpbillCreateIp,
            HasNotifyUrl,
            HasBody,
            HasPayType,
            HasCityId,
            HasInsuranceFee,
            HasUserCardType,
            Yes,
            HasUserName,
            HasSerialNo,
            HasOrgNo,
            HasGmtOutCreate,
            HasRequestContent,
            HasBillNo,
        > {
            self.draft.put::<IdCardMd5>(unified_order_row::USER_CARD_NO, value);
            UnifiedOrderBuilder { draft: self.draft, state: PhantomData }
        }

        /// 真实姓名 · the user's real name
        ///
        /// `user_name` String32. Mandatory.
        pub fn user_name(
            mut self,
            value: impl Into<String>,
        ) -> UnifiedOrderBuilder<
            HasOrderType,
            HasMerchant,
            HasPayer,
            HasHospOutTradeNo,
            HasHospitalName,
            HasTotalFee,
            HasCashFee,
            HasSpbillCreateIp,
            HasNotifyUrl,
            HasBody,
            HasPayType,
            HasCityId,
            HasInsuranceFee,
            HasUserCardType,
            HasUserCardNo,
            Yes,
            HasSerialNo,
            HasOrgNo,
            HasGmtOutCreate,
            HasRequestContent,
            HasBillNo,
        > {
            self.draft.text(unified_order_row::USER_NAME, value);
            UnifiedOrderBuilder { draft: self.draft, state: PhantomData }
        }

        /// 医保标识 · mark of the insurance
        ///
        /// `is_dept` String32. Optional.
        pub fn is_dept(mut self, value: impl Into<String>) -> Self {
            self.draft.text(unified_order_row::IS_DEPT, value);
            self
        }

        /// [`Self::is_dept`], for an `Option`.
        pub fn maybe_is_dept(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(unified_order_row::IS_DEPT, value);
            self
        }

        /// 业务流水号 · the hospital's serial number
        ///
        /// `serial_no` String20. Mandatory.
        pub fn serial_no(
            mut self,
            value: impl Into<String>,
        ) -> UnifiedOrderBuilder<
            HasOrderType,
            HasMerchant,
            HasPayer,
            HasHospOutTradeNo,
            HasHospitalName,
            HasTotalFee,
            HasCashFee,
            HasSpbillCreateIp,
            HasNotifyUrl,
            HasBody,
            HasPayType,
            HasCityId,
            HasInsuranceFee,
            HasUserCardType,
            HasUserCardNo,
            HasUserName,
            Yes,
            HasOrgNo,
            HasGmtOutCreate,
            HasRequestContent,
            HasBillNo,
        > {
            self.draft.text(unified_order_row::SERIAL_NO, value);
            UnifiedOrderBuilder { draft: self.draft, state: PhantomData }
        }

        /// 医疗机构编码(医保局分配给机构) · institution code
        ///
        /// `org_no` String32. Mandatory.
        pub fn org_no(
            mut self,
            value: impl Into<String>,
        ) -> UnifiedOrderBuilder<
            HasOrderType,
            HasMerchant,
            HasPayer,
            HasHospOutTradeNo,
            HasHospitalName,
            HasTotalFee,
            HasCashFee,
            HasSpbillCreateIp,
            HasNotifyUrl,
            HasBody,
            HasPayType,
            HasCityId,
            HasInsuranceFee,
            HasUserCardType,
            HasUserCardNo,
            HasUserName,
            HasSerialNo,
            Yes,
            HasGmtOutCreate,
            HasRequestContent,
            HasBillNo,
        > {
            self.draft.text(unified_order_row::ORG_NO, value);
            UnifiedOrderBuilder { draft: self.draft, state: PhantomData }
        }

        /// 医院下单时间 · when the hospital made the order
        ///
        /// `gmt_out_create` String(14), a time as yyyyMMddHHmmss, such as 20160501163102. Mandatory.
        pub fn gmt_out_create(
            mut self,
            value: impl IntoValue<Timestamp>,
        ) -> UnifiedOrderBuilder<
            HasOrderType,
            HasMerchant,
            HasPayer,
            HasHospOutTradeNo,
            HasHospitalName,
            HasTotalFee,
            HasCashFee,
            HasSpbillCreateIp,
            HasNotifyUrl,
            HasBody,
            HasPayType,
            HasCityId,
            HasInsuranceFee,
            HasUserCardType,
            HasUserCardNo,
            HasUserName,
            HasSerialNo,
            HasOrgNo,
            Yes,
            HasRequestContent,
            HasBillNo,
        > {
            self.draft.put::<Timestamp>(unified_order_row::GMT_OUT_CREATE, value);
            UnifiedOrderBuilder { draft: self.draft, state: PhantomData }
        }

        /// 参考医保结构体（医疗机构透传医保） · what the bureau wants to know
        ///
        /// `request_content` String. Mandatory.
        pub fn request_content(
            mut self,
            value: impl IntoValue<Content>,
        ) -> UnifiedOrderBuilder<
            HasOrderType,
            HasMerchant,
            HasPayer,
            HasHospOutTradeNo,
            HasHospitalName,
            HasTotalFee,
            HasCashFee,
            HasSpbillCreateIp,
            HasNotifyUrl,
            HasBody,
            HasPayType,
            HasCityId,
            HasInsuranceFee,
            HasUserCardType,
            HasUserCardNo,
            HasUserName,
            HasSerialNo,
            HasOrgNo,
            HasGmtOutCreate,
            Yes,
            HasBillNo,
        > {
            self.draft.put::<Content>(unified_order_row::REQUEST_CONTENT, value);
            UnifiedOrderBuilder { draft: self.draft, state: PhantomData }
        }

        /// 单据号 · number of the bill
        ///
        /// `bill_no` String32. Mandatory.
        pub fn bill_no(
            mut self,
            value: impl Into<String>,
        ) -> UnifiedOrderBuilder<
            HasOrderType,
            HasMerchant,
            HasPayer,
            HasHospOutTradeNo,
            HasHospitalName,
            HasTotalFee,
            HasCashFee,
            HasSpbillCreateIp,
            HasNotifyUrl,
            HasBody,
            HasPayType,
            HasCityId,
            HasInsuranceFee,
            HasUserCardType,
            HasUserCardNo,
            HasUserName,
            HasSerialNo,
            HasOrgNo,
            HasGmtOutCreate,
            HasRequestContent,
            Yes,
        > {
            self.draft.text(unified_order_row::BILL_NO, value);
            UnifiedOrderBuilder { draft: self.draft, state: PhantomData }
        }

        /// 渠道号 · channel number
        ///
        /// `channel_no` string(32). Optional.
        pub fn channel_no(mut self, value: impl Into<String>) -> Self {
            self.draft.text(unified_order_row::CHANNEL_NO, value);
            self
        }

        /// [`Self::channel_no`], for an `Option`.
        pub fn maybe_channel_no(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(unified_order_row::CHANNEL_NO, value);
            self
        }

        /// 附加的现金金额 · extra amount in cash
        ///
        /// `cash_add_fee` Uint64, an amount in fen, a whole number, such as 900. Optional.
        pub fn cash_add_fee(mut self, value: impl IntoValue<Fen>) -> Self {
            self.draft.put::<Fen>(unified_order_row::CASH_ADD_FEE, value);
            self
        }

        /// [`Self::cash_add_fee`], for an `Option`.
        pub fn maybe_cash_add_fee(mut self, value: Option<impl IntoValue<Fen>>) -> Self {
            self.draft.maybe_put::<Fen>(unified_order_row::CASH_ADD_FEE, value);
            self
        }

        /// 附加金额的文案代码 · code of the text for the extra amount
        ///
        /// `cash_add_wording` String. Optional.
        pub fn cash_add_wording(mut self, value: impl Into<String>) -> Self {
            self.draft.text(unified_order_row::CASH_ADD_WORDING, value);
            self
        }

        /// [`Self::cash_add_wording`], for an `Option`.
        pub fn maybe_cash_add_wording(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(unified_order_row::CASH_ADD_WORDING, value);
            self
        }

        /// 减免的现金金额 · amount by which cash is reduced
        ///
        /// `cash_reduced_fee` Uint64, an amount in fen, a whole number, such as 900. Optional.
        pub fn cash_reduced_fee(mut self, value: impl IntoValue<Fen>) -> Self {
            self.draft.put::<Fen>(unified_order_row::CASH_REDUCED_FEE, value);
            self
        }

        /// [`Self::cash_reduced_fee`], for an `Option`.
        pub fn maybe_cash_reduced_fee(mut self, value: Option<impl IntoValue<Fen>>) -> Self {
            self.draft.maybe_put::<Fen>(unified_order_row::CASH_REDUCED_FEE, value);
            self
        }

        /// 减免金额的文案代码 · code of the text for the reduction
        ///
        /// `cash_reduced_wording` String. Optional.
        pub fn cash_reduced_wording(mut self, value: impl IntoValue<OpenEnum<CashReducedWording>>) -> Self {
            self.draft.put::<OpenEnum<CashReducedWording>>(unified_order_row::CASH_REDUCED_WORDING, value);
            self
        }

        /// [`Self::cash_reduced_wording`], for an `Option`.
        pub fn maybe_cash_reduced_wording(
            mut self,
            value: Option<impl IntoValue<OpenEnum<CashReducedWording>>>,
        ) -> Self {
            self.draft.maybe_put::<OpenEnum<CashReducedWording>>(unified_order_row::CASH_REDUCED_WORDING, value);
            self
        }

        /// Validates all fields and returns the result.
        ///
        /// # Errors
        /// All violations.
        pub fn build(self) -> Result<Valid<UnifiedOrder>, Violations>
        where
            HasOrderType: Given<required::order_type>,
            HasMerchant: Given<required::merchant>,
            HasPayer: Given<required::payer>,
            HasHospOutTradeNo: Given<required::hosp_out_trade_no>,
            HasHospitalName: Given<required::hospital_name>,
            HasTotalFee: Given<required::total_fee>,
            HasCashFee: Given<required::cash_fee>,
            HasSpbillCreateIp: Given<required::spbill_create_ip>,
            HasNotifyUrl: Given<required::notify_url>,
            HasBody: Given<required::body>,
            HasPayType: Given<required::pay_type>,
            HasCityId: Given<required::city_id>,
            HasInsuranceFee: Given<required::insurance_fee>,
            HasUserCardType: Given<required::user_card_type>,
            HasUserCardNo: Given<required::user_card_no>,
            HasUserName: Given<required::user_name>,
            HasSerialNo: Given<required::serial_no>,
            HasOrgNo: Given<required::org_no>,
            HasGmtOutCreate: Given<required::gmt_out_create>,
            HasRequestContent: Given<required::request_content>,
            HasBillNo: Given<required::bill_no>,
        {
            self.draft.build()
        }
    }

    impl Fields for Payer {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            match self {
                Self::Openid(openid) => {
                    out.put(unified_order_row::OPENID, openid);
                }
                Self::SubOpenid(sub_openid) => {
                    out.put(unified_order_row::SUB_OPENID, sub_openid);
                }
            }
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            if from.is_given(unified_order_row::OPENID) {
                return Some(Self::Openid(from.take(unified_order_row::OPENID)?));
            }
            if from.is_given(unified_order_row::SUB_OPENID) {
                return Some(Self::SubOpenid(from.take(unified_order_row::SUB_OPENID)?));
            }
            ::core::option::Option::None
        }
    }

    impl fmt::Debug for Payer {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug_part::<UnifiedOrder, Self>(self, "Payer", f)
        }
    }

    impl IntoValue<Payer> for Payer {
        fn into_value(self) -> Input<Payer> {
            Input::Value(Into::into(self))
        }
    }

    impl Fields for UnifiedOrderReply {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(unified_order_reply_row::APPID, &self.appid);
            out.put(unified_order_reply_row::SUB_APPID, &self.sub_appid);
            out.put(unified_order_reply_row::MCH_ID, &self.mch_id);
            out.put(unified_order_reply_row::SUB_MCH_ID, &self.sub_mch_id);
            out.put(unified_order_reply_row::MED_TRANS_ID, &self.med_trans_id);
            out.put(unified_order_reply_row::PAY_URL, &self.pay_url);
            out.put(unified_order_reply_row::PAY_APPID, &self.pay_appid);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                appid: from.take(unified_order_reply_row::APPID)?,
                sub_appid: from.take(unified_order_reply_row::SUB_APPID)?,
                mch_id: from.take(unified_order_reply_row::MCH_ID)?,
                sub_mch_id: from.take(unified_order_reply_row::SUB_MCH_ID)?,
                med_trans_id: from.take(unified_order_reply_row::MED_TRANS_ID)?,
                pay_url: from.take(unified_order_reply_row::PAY_URL)?,
                pay_appid: from.take(unified_order_reply_row::PAY_APPID)?,
            })
        }
    }

    impl Record for UnifiedOrderReply {
        const TABLE: &'static RecordSchema = &RecordSchema {
            title: Bilingual::of("医保统一下单接口", "Place an order paid by medical insurance"),
            section: Borrowed(""),
            source: Bilingual::of(
                "公开的字段表与多个医院系统的公开代码",
                "A public field table and the public code of several hospital systems",
            ),
            rows: Borrowed(&[
                FieldSchema::text("appid", "公众帐号 id", "appid of the official account"),
                FieldSchema::text("sub_appid", "子商户公众号 ID", "appid of the sub-merchant's official account"),
                FieldSchema::text("mch_id", "商户号", "merchant number"),
                FieldSchema::text("sub_mch_id", "子商户号", "sub-merchant number"),
                FieldSchema::text("med_trans_id", "诊疗单 id", "order number from WeChat").required(),
                FieldSchema::text("pay_url", "支付页面", "page where the order is paid"),
                FieldSchema::text(
                    "pay_appid",
                    "支付小程序的 appid",
                    "appid of the mini program where the order is paid",
                ),
            ]),
            checks: Borrowed(&[]),
        };
    }

    impl fmt::Debug for UnifiedOrderReply {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug(self, "UnifiedOrderReply", f)
        }
    }

    impl ErrorCode for UnifiedOrderError {
        const ROWS: &'static [ErrorInfo] = &[
            ErrorInfo::new(
                "513",
                ("现金与医保合并支付时，现金金额为 0", "a payment by cash and insurance together has no cash"),
                (
                    "pay_type 为 3 时 cash_fee 必须大于 0；没有现金部分则用 pay_type 2。",
                    "With pay_type 3 cash_fee must be above 0; use pay_type 2 if nothing is paid in cash.",
                ),
            ),
            ErrorInfo::new(
                "serial_no or bill_no REPEAT",
                (
                    "流水号或单据号重复：为未支付的订单重新下单",
                    "the serial number or the bill's number is in use: an unpaid order was placed again",
                ),
                (
                    "先关闭或查询原来的订单，再换新的 bill_no 下单。",
                    "Close or query the former order, then order under a new bill_no.",
                ),
            )
            .at_the_beginning(),
        ];
        const ALL: &'static [Self] = &[Self::CashMissing, Self::NumberRepeated];
        fn index(self) -> usize {
            self as usize
        }
    }

    impl Request for UnifiedOrder {
        type Reply = UnifiedOrderReply;
        const OPERATION: &'static Operation = &Operation {
            name: "unifiedorder",
            path: "/payinsurance/unifiedorder",
            section: "",
            retry: Retry::Never,
            response_signing: ResponseSigning::Signed,
            sign_type: None,
            order: &[
                element!(unified_order_row::ALLOW_FEE_CHANGE, "allow_fee_change"),
                element!(unified_order_row::APPID, "appid"),
                element!(unified_order_row::BILL_NO, "bill_no"),
                element!(unified_order_row::BODY, "body"),
                element!(unified_order_row::CASH_ADD_FEE, "cash_add_fee"),
                element!(unified_order_row::CASH_ADD_WORDING, "cash_add_wording"),
                element!(unified_order_row::CASH_FEE, "cash_fee"),
                element!(unified_order_row::CASH_REDUCED_FEE, "cash_reduced_fee"),
                element!(unified_order_row::CASH_REDUCED_WORDING, "cash_reduced_wording"),
                element!(unified_order_row::CHANNEL_NO, "channel_no"),
                element!(unified_order_row::CITY_ID, "city_id"),
                element!(unified_order_row::GMT_OUT_CREATE, "gmt_out_create"),
                element!(unified_order_row::HOSP_OUT_TRADE_NO, "hosp_out_trade_no"),
                element!(unified_order_row::HOSPITAL_NAME, "hospital_name"),
                element!(unified_order_row::INSURANCE_FEE, "insurance_fee"),
                element!(unified_order_row::IS_DEPT, "is_dept"),
                element!(unified_order_row::MCH_ID, "mch_id"),
                element!(unified_order_row::NONCE_STR, "nonce_str"),
                element!(unified_order_row::NOTIFY_URL, "notify_url"),
                element!(unified_order_row::OPENID, "openid"),
                element!(unified_order_row::ORDER_TYPE, "order_type"),
                element!(unified_order_row::ORG_NO, "org_no"),
                element!(unified_order_row::PAY_TYPE, "pay_type"),
                element!(unified_order_row::REQUEST_CONTENT, "request_content"),
                element!(unified_order_row::RETURN_URL, "return_url"),
                element!(unified_order_row::SERIAL_NO, "serial_no"),
                element!(unified_order_row::SPBILL_CREATE_IP, "spbill_create_ip"),
                element!(unified_order_row::SUB_APPID, "sub_appid"),
                element!(unified_order_row::SUB_MCH_ID, "sub_mch_id"),
                element!(unified_order_row::SUB_OPENID, "sub_openid"),
                element!(unified_order_row::TOTAL_FEE, "total_fee"),
                element!(unified_order_row::USER_CARD_NO, "user_card_no"),
                element!(unified_order_row::USER_CARD_TYPE, "user_card_type"),
                element!(unified_order_row::USER_NAME, "user_name"),
            ],
            errors: <UnifiedOrderError as ErrorCode>::ROWS,
            echoes: &[
                ("appid", "appid"),
                ("sub_appid", "sub_appid"),
                ("mch_id", "mch_id"),
                ("sub_mch_id", "sub_mch_id"),
            ],
        };
    }

    impl UnifiedOrder {
        /// Creates one from field names and texts, validated as strictly as by the builder.
        ///
        /// Undocumented names become extra fields, which are sorted in and signed.
        ///
        /// # Errors
        /// All violations.
        pub fn from_fields<'a>(
            fields: impl IntoIterator<Item = (&'a str, &'a str)>,
        ) -> Result<Valid<Self>, Violations> {
            <Self as Request>::from_fields(fields)
        }
    }
};

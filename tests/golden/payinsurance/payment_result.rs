// Made by `cargo xtask regen` from schema/specs/payinsurance/payment_result.yaml: do not edit.

/// 支付结果通知 · Result of a payment
///
/// 用户付款后，平台把结果发到下单时给出的 notify_url。按微信支付 V2 的惯例，未确认的通知可能重发；本接口是否如此未经证实。 · After payment the platform sends the result to the notify_url of the order. As in WeChat Pay V2 it may be sent again until it is acknowledged; for this interface that is not confirmed.
///
/// `payment_result`.
///
/// 一个较早的医院系统的公开代码。平台的文档未见；各字段的类型、长度与是否必填均未见，因此都按文本读取，除用来区分通知的 med_trans_id 与 time_end 外都不强制。 · The public code of one older hospital system. The platform's own document was not seen, nor the types, lengths and presence of the fields, so all are read as texts, and only med_trans_id and time_end are demanded, which tell one notification from another. Confidence: medium.
///
/// The platform sends it, and the hospital responds.
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct PaymentResult {
    /// 公众帐号 id · appid of the official account
    ///
    /// `appid` String.
    pub appid: ::core::option::Option<::std::string::String>,
    /// 商户号 · merchant number
    ///
    /// `mch_id` String.
    pub mch_id: ::core::option::Option<::std::string::String>,
    /// 用户标识 · the user's openid
    ///
    /// `openid` String.
    pub openid: ::core::option::Option<::std::string::String>,
    /// 用户子标识 · the user's openid with the sub-merchant
    ///
    /// `sub_openid` String.
    pub sub_openid: ::core::option::Option<::std::string::String>,
    /// 诊疗单 id · order number from WeChat
    ///
    /// `med_trans_id` String.
    pub med_trans_id: ::std::string::String,
    /// 医院订单号(商户订单号) · the hospital's order number
    ///
    /// `hosp_out_trade_no` String.
    pub hosp_out_trade_no: ::core::option::Option<::std::string::String>,
    /// 支付完成时间 · when it was paid
    ///
    /// `time_end` String.
    ///
    /// 规格要求必有：没有支付时间的报文（例如下单的应答）不是支付结果，不应入账。 · The spec demands it. A message without it, such as the response to an order, is not the result of a payment, and must not be booked.
    pub time_end: ::std::string::String,
    /// 支付方式 · how it is paid
    ///
    /// `pay_type` String.
    pub pay_type: ::core::option::Option<::wxmed::rt::OpenEnum<::wxmed::codes::PayType>>,
    /// 总金额 · total amount
    ///
    /// `total_fee` String.
    ///
    /// 单位分。 · In fen.
    pub total_fee: ::core::option::Option<::std::string::String>,
    /// 现金金额 · amount in cash
    ///
    /// `cash_fee` String.
    ///
    /// 单位分。 · In fen.
    pub cash_fee: ::core::option::Option<::std::string::String>,
    /// 医保金额 · amount paid by insurance
    ///
    /// `insurance_fee` String.
    ///
    /// 单位分。 · In fen.
    pub insurance_fee: ::core::option::Option<::std::string::String>,
    /// 诊疗证编号 · number of the medical card
    ///
    /// `medical_card_id` String.
    pub medical_card_id: ::core::option::Option<::std::string::String>,
    /// 社保返回内容串 · what the bureau answered
    ///
    /// `response_content` String.
    ///
    /// 格式因地区而异，请保留原文。 · Its format differs by city; keep the raw text.
    pub response_content: ::core::option::Option<::std::string::String>,
}

const _: () = {
    use ::core::fmt;
    use ::core::option::Option;
    use ::core::option::Option::Some;
    use ::wxmed::codes::PayType;
    use ::wxmed::rt::{
        Bilingual, Borrowed, Code, FieldSchema, Fields, Format, Notification, NotificationInfo, Reader, Record,
        RecordSchema, Writer, debug,
    };
    mod payment_result_row {
        pub(super) const APPID: ::core::primitive::u16 = 0;
        pub(super) const MCH_ID: ::core::primitive::u16 = 1;
        pub(super) const OPENID: ::core::primitive::u16 = 2;
        pub(super) const SUB_OPENID: ::core::primitive::u16 = 3;
        pub(super) const MED_TRANS_ID: ::core::primitive::u16 = 4;
        pub(super) const HOSP_OUT_TRADE_NO: ::core::primitive::u16 = 5;
        pub(super) const TIME_END: ::core::primitive::u16 = 6;
        pub(super) const PAY_TYPE: ::core::primitive::u16 = 7;
        pub(super) const TOTAL_FEE: ::core::primitive::u16 = 8;
        pub(super) const CASH_FEE: ::core::primitive::u16 = 9;
        pub(super) const INSURANCE_FEE: ::core::primitive::u16 = 10;
        pub(super) const MEDICAL_CARD_ID: ::core::primitive::u16 = 11;
        pub(super) const RESPONSE_CONTENT: ::core::primitive::u16 = 12;
    }

    impl Fields for PaymentResult {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(payment_result_row::APPID, &self.appid);
            out.put(payment_result_row::MCH_ID, &self.mch_id);
            out.put(payment_result_row::OPENID, &self.openid);
            out.put(payment_result_row::SUB_OPENID, &self.sub_openid);
            out.put(payment_result_row::MED_TRANS_ID, &self.med_trans_id);
            out.put(payment_result_row::HOSP_OUT_TRADE_NO, &self.hosp_out_trade_no);
            out.put(payment_result_row::TIME_END, &self.time_end);
            out.put(payment_result_row::PAY_TYPE, &self.pay_type);
            out.put(payment_result_row::TOTAL_FEE, &self.total_fee);
            out.put(payment_result_row::CASH_FEE, &self.cash_fee);
            out.put(payment_result_row::INSURANCE_FEE, &self.insurance_fee);
            out.put(payment_result_row::MEDICAL_CARD_ID, &self.medical_card_id);
            out.put(payment_result_row::RESPONSE_CONTENT, &self.response_content);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                appid: from.take(payment_result_row::APPID)?,
                mch_id: from.take(payment_result_row::MCH_ID)?,
                openid: from.take(payment_result_row::OPENID)?,
                sub_openid: from.take(payment_result_row::SUB_OPENID)?,
                med_trans_id: from.take(payment_result_row::MED_TRANS_ID)?,
                hosp_out_trade_no: from.take(payment_result_row::HOSP_OUT_TRADE_NO)?,
                time_end: from.take(payment_result_row::TIME_END)?,
                pay_type: from.take(payment_result_row::PAY_TYPE)?,
                total_fee: from.take(payment_result_row::TOTAL_FEE)?,
                cash_fee: from.take(payment_result_row::CASH_FEE)?,
                insurance_fee: from.take(payment_result_row::INSURANCE_FEE)?,
                medical_card_id: from.take(payment_result_row::MEDICAL_CARD_ID)?,
                response_content: from.take(payment_result_row::RESPONSE_CONTENT)?,
            })
        }
    }

    impl Record for PaymentResult {
        const TABLE: &'static RecordSchema = &RecordSchema {
            title: Bilingual::of("支付结果通知", "Result of a payment"),
            section: Borrowed(""),
            source: Bilingual::of("一个较早的医院系统的公开代码", "The public code of one older hospital system"),
            rows: Borrowed(&[
                FieldSchema::text("appid", "公众帐号 id", "appid of the official account"),
                FieldSchema::text("mch_id", "商户号", "merchant number"),
                FieldSchema::text("openid", "用户标识", "the user's openid").redacted(),
                FieldSchema::text("sub_openid", "用户子标识", "the user's openid with the sub-merchant").redacted(),
                FieldSchema::text("med_trans_id", "诊疗单 id", "order number from WeChat").required(),
                FieldSchema::text("hosp_out_trade_no", "医院订单号(商户订单号)", "the hospital's order number"),
                FieldSchema::text("time_end", "支付完成时间", "when it was paid").required().format(Format::Timestamp),
                FieldSchema::text("pay_type", "支付方式", "how it is paid").codes(<PayType as Code>::CODES),
                FieldSchema::text("total_fee", "总金额", "total amount").format(Format::Fen),
                FieldSchema::text("cash_fee", "现金金额", "amount in cash").format(Format::Fen),
                FieldSchema::text("insurance_fee", "医保金额", "amount paid by insurance").format(Format::Fen),
                FieldSchema::text("medical_card_id", "诊疗证编号", "number of the medical card").redacted(),
                FieldSchema::text("response_content", "社保返回内容串", "what the bureau answered").redacted(),
            ]),
            checks: Borrowed(&[]),
        };
    }

    impl fmt::Debug for PaymentResult {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug(self, "PaymentResult", f)
        }
    }

    impl Notification for PaymentResult {
        const NOTIFICATION: &'static NotificationInfo =
            &NotificationInfo { name: "payment_result", section: "", by: &["med_trans_id", "time_end"] };
    }
};

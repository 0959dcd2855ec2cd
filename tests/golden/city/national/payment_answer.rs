// Made by `cargo xtask regen` from schema/specs/city/national/payment_answer.yaml: do not edit.

/// 国家医保平台的 response_content · response_content for the national insurance platform
///
/// `city/national/payment_answer`, section 1.3.
///
/// 微信支付 V3 文档的透传返回示例，键与请求相同；本接口的文档没有这一内容。 · The sample of a passed-through response in WeChat Pay's V3 documents, which has the keys of the request; the document of this interface does not have this content. Confidence: medium.
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct PaymentAnswer {
    /// 支付授权码 · authorisation of the payment
    ///
    /// `payAuthNo` String, section 1.3.
    pub pay_auth_no: ::core::option::Option<::std::string::String>,
    /// 支付订单号 · order of the payment
    ///
    /// `payOrdId` String, section 1.3.
    pub pay_ord_id: ::core::option::Option<::std::string::String>,
    /// 结算经纬度 · where the bill is settled
    ///
    /// `setlLatlnt` String, section 1.3.
    pub setl_latlnt: ::core::option::Option<::std::string::String>,
    /// Keys that the spec does not have.
    pub unknown: ::wxmed::rt::Unknown,
}

/// Builder for [`PaymentAnswer`], with one method per field.
#[must_use = "call `.build()`"]
pub struct PaymentAnswerBuilder {
    draft: ::wxmed::rt::Draft<PaymentAnswer>,
    state: ::core::marker::PhantomData<()>,
}

const _: () = {
    use ::core::convert::Into;
    use ::core::default::Default;
    use ::core::fmt;
    use ::core::marker::PhantomData;
    use ::core::option::Option;
    use ::core::option::Option::{None, Some};
    use ::core::primitive::str;
    use ::core::result::Result;
    use ::std::string::String;
    use ::wxmed::rt::{
        Bilingual, Borrowed, Content, ContentError, ContentRecord, FieldSchema, Fields, Input, IntoValue, Json, Reader,
        Record, RecordSchema, Valid, Violations, Writer, debug,
    };
    mod payment_answer_row {
        pub(super) const PAY_AUTH_NO: ::core::primitive::u16 = 0;
        pub(super) const PAY_ORD_ID: ::core::primitive::u16 = 1;
        pub(super) const SETL_LATLNT: ::core::primitive::u16 = 2;
    }

    impl Fields for PaymentAnswer {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(payment_answer_row::PAY_AUTH_NO, &self.pay_auth_no);
            out.put(payment_answer_row::PAY_ORD_ID, &self.pay_ord_id);
            out.put(payment_answer_row::SETL_LATLNT, &self.setl_latlnt);
            out.put_unknown(&self.unknown);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                pay_auth_no: from.take(payment_answer_row::PAY_AUTH_NO)?,
                pay_ord_id: from.take(payment_answer_row::PAY_ORD_ID)?,
                setl_latlnt: from.take(payment_answer_row::SETL_LATLNT)?,
                unknown: from.take_unknown(),
            })
        }
    }

    impl Record for PaymentAnswer {
        const TABLE: &'static RecordSchema = &RecordSchema {
            title: Bilingual::of(
                "国家医保平台的 response_content",
                "response_content for the national insurance platform",
            ),
            section: Borrowed("1.3"),
            source: Bilingual::of(
                "微信支付 V3 文档的透传返回示例，键与请求相同",
                "The sample of a passed-through response in WeChat Pay's V3 documents, which has the keys of the request",
            ),
            rows: Borrowed(&[
                FieldSchema::text("payAuthNo", "支付授权码", "authorisation of the payment").redacted(),
                FieldSchema::text("payOrdId", "支付订单号", "order of the payment"),
                FieldSchema::text("setlLatlnt", "结算经纬度", "where the bill is settled").redacted(),
            ]),
            checks: Borrowed(&[]),
        };
    }

    impl fmt::Debug for PaymentAnswer {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug(self, "PaymentAnswer", f)
        }
    }

    impl PaymentAnswer {
        /// Returns a builder.
        pub fn builder() -> PaymentAnswerBuilder {
            PaymentAnswerBuilder { draft: Default::default(), state: PhantomData }
        }
    }

    impl PaymentAnswerBuilder {
        /// 支付授权码 · authorisation of the payment
        ///
        /// `payAuthNo` String. Optional.
        pub fn pay_auth_no(mut self, value: impl Into<String>) -> Self {
            self.draft.text(payment_answer_row::PAY_AUTH_NO, value);
            self
        }

        /// [`Self::pay_auth_no`], for an `Option`.
        pub fn maybe_pay_auth_no(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(payment_answer_row::PAY_AUTH_NO, value);
            self
        }

        /// 支付订单号 · order of the payment
        ///
        /// `payOrdId` String. Optional.
        pub fn pay_ord_id(mut self, value: impl Into<String>) -> Self {
            self.draft.text(payment_answer_row::PAY_ORD_ID, value);
            self
        }

        /// [`Self::pay_ord_id`], for an `Option`.
        pub fn maybe_pay_ord_id(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(payment_answer_row::PAY_ORD_ID, value);
            self
        }

        /// 结算经纬度 · where the bill is settled
        ///
        /// `setlLatlnt` String. Optional.
        pub fn setl_latlnt(mut self, value: impl Into<String>) -> Self {
            self.draft.text(payment_answer_row::SETL_LATLNT, value);
            self
        }

        /// [`Self::setl_latlnt`], for an `Option`.
        pub fn maybe_setl_latlnt(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(payment_answer_row::SETL_LATLNT, value);
            self
        }

        /// Validates all fields and returns the result.
        ///
        /// # Errors
        /// All violations.
        pub fn build(self) -> Result<Valid<PaymentAnswer>, Violations> {
            self.draft.build()
        }
    }

    impl ContentRecord for PaymentAnswer {
        const NAME: &'static str = "city/national/payment_answer";
        const WRAPPED_IN: Option<&'static str> = None;
    }

    impl IntoValue<Content> for PaymentAnswerBuilder {
        fn into_value(self) -> Input<Content> {
            IntoValue::into_value(self.draft.build())
        }
    }

    impl PaymentAnswer {
        /// Reads the JSON text of a content, and checks it as strictly as the builder does.
        ///
        /// # Errors
        /// If the text is no JSON; or everything that is wrong with the content.
        pub fn from_json(text: &str) -> Result<Valid<Self>, ContentError> {
            <Self as ContentRecord>::from_json(text)
        }

        /// The same from a JSON value.
        ///
        /// # Errors
        /// All violations.
        pub fn from_fields(json: &Json) -> Result<Valid<Self>, Violations> {
            <Self as ContentRecord>::from_fields(json)
        }
    }
};

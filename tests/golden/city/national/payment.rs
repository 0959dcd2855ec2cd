// Made by `cargo xtask regen` from schema/specs/city/national/payment.yaml: do not edit.

/// 国家医保平台的 request_content · request_content for the national insurance platform
///
/// `city/national/payment`, section 1.3.
///
/// 微信支付 V3 文档的示例与排障说明，以及公开可见的对接示例；本接口的文档没有这一内容。 · Samples and troubleshooting notes of WeChat Pay's V3 documents, and examples of integrations that can be seen in public; the document of this interface does not have this content. Confidence: high.
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct Payment {
    /// 支付授权码 · authorisation of the payment
    ///
    /// `payAuthNo` String, section 1.3.
    ///
    /// 用户授权后由医保平台给出；5 至 10 分钟失效，只能用一次。 · The insurance platform gives it once the user has agreed. It expires after 5 to 10 minutes, and can be used once.
    pub pay_auth_no: ::std::string::String,
    /// 支付订单号 · order of the payment
    ///
    /// `payOrdId` String, section 1.3.
    pub pay_ord_id: ::std::string::String,
    /// 结算经纬度 · where the bill is settled
    ///
    /// `setlLatlnt` String, section 1.3.
    ///
    /// 经度在前，纬度在后，以逗号相连。三个键缺一不可：缺少时报“未找到对应授权信息”。V3 的文档另有一处说不要在透传内容里重复，因为那里已是顶层字段；本接口只有这里可填。 · Longitude, a comma, latitude. All three keys are needed: without one of them the response is 未找到对应授权信息 (no authorisation found). Another place of the V3 documents says not to repeat them here, as they are fields of its own requests; this interface has no other place for them.
    pub setl_latlnt: ::std::string::String,
    /// Keys that the spec does not have.
    pub unknown: ::wxmed::rt::Unknown,
}

/// Builder for [`Payment`], with one method per field.
#[must_use = "call `.build()`"]
pub struct PaymentBuilder<
    HasPayAuthNo = ::wxmed::rt::No,
    HasPayOrdId = ::wxmed::rt::No,
    HasSetlLatlnt = ::wxmed::rt::No,
> {
    draft: ::wxmed::rt::Draft<Payment>,
    state: ::core::marker::PhantomData<(HasPayAuthNo, HasPayOrdId, HasSetlLatlnt)>,
}

#[doc(hidden)]
#[allow(missing_docs, missing_debug_implementations, non_camel_case_types)]
pub mod required {
    pub enum pay_auth_no {}
    pub enum pay_ord_id {}
    pub enum setl_latlnt {}
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
        Bilingual, Borrowed, Bound, Content, ContentError, ContentRecord, FieldSchema, Fields, Given, Input, IntoValue,
        Json, Reader, Record, RecordSchema, Valid, Violations, Writer, Yes, debug,
    };
    mod payment_row {
        pub(super) const PAY_AUTH_NO: ::core::primitive::u16 = 0;
        pub(super) const PAY_ORD_ID: ::core::primitive::u16 = 1;
        pub(super) const SETL_LATLNT: ::core::primitive::u16 = 2;
    }

    impl Fields for Payment {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(payment_row::PAY_AUTH_NO, &self.pay_auth_no);
            out.put(payment_row::PAY_ORD_ID, &self.pay_ord_id);
            out.put(payment_row::SETL_LATLNT, &self.setl_latlnt);
            out.put_unknown(&self.unknown);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                pay_auth_no: from.take(payment_row::PAY_AUTH_NO)?,
                pay_ord_id: from.take(payment_row::PAY_ORD_ID)?,
                setl_latlnt: from.take(payment_row::SETL_LATLNT)?,
                unknown: from.take_unknown(),
            })
        }
    }

    impl Record for Payment {
        const TABLE: &'static RecordSchema = &RecordSchema {
            title: Bilingual::of(
                "国家医保平台的 request_content",
                "request_content for the national insurance platform",
            ),
            section: Borrowed("1.3"),
            source: Bilingual::of(
                "微信支付 V3 文档的示例与排障说明，以及公开可见的对接示例",
                "Samples and troubleshooting notes of WeChat Pay's V3 documents, and examples of integrations that can be seen in public",
            ),
            rows: Borrowed(&[
                FieldSchema::text("payAuthNo", "支付授权码", "authorisation of the payment")
                    .required()
                    .bounds(&[Bound::Pattern(Borrowed("AUTH[0-9A-Za-z]+"))])
                    .redacted(),
                FieldSchema::text("payOrdId", "支付订单号", "order of the payment")
                    .required()
                    .bounds(&[Bound::Pattern(Borrowed("ORD[0-9A-Za-z]+"))]),
                FieldSchema::text("setlLatlnt", "结算经纬度", "where the bill is settled")
                    .required()
                    .bounds(&[Bound::Pattern(Borrowed("-?[0-9]{1,3}(\\.[0-9]+)?,-?[0-9]{1,2}(\\.[0-9]+)?"))])
                    .redacted(),
            ]),
            checks: Borrowed(&[]),
        };
    }

    impl fmt::Debug for Payment {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug(self, "Payment", f)
        }
    }

    impl Payment {
        /// Returns a builder.
        pub fn builder() -> PaymentBuilder {
            PaymentBuilder { draft: Default::default(), state: PhantomData }
        }
    }

    impl<HasPayAuthNo, HasPayOrdId, HasSetlLatlnt> PaymentBuilder<HasPayAuthNo, HasPayOrdId, HasSetlLatlnt> {
        /// 支付授权码 · authorisation of the payment
        ///
        /// `payAuthNo` String. Mandatory.
        pub fn pay_auth_no(mut self, value: impl Into<String>) -> PaymentBuilder<Yes, HasPayOrdId, HasSetlLatlnt> {
            self.draft.text(payment_row::PAY_AUTH_NO, value);
            PaymentBuilder { draft: self.draft, state: PhantomData }
        }

        /// 支付订单号 · order of the payment
        ///
        /// `payOrdId` String. Mandatory.
        pub fn pay_ord_id(mut self, value: impl Into<String>) -> PaymentBuilder<HasPayAuthNo, Yes, HasSetlLatlnt> {
            self.draft.text(payment_row::PAY_ORD_ID, value);
            PaymentBuilder { draft: self.draft, state: PhantomData }
        }

        /// 结算经纬度 · where the bill is settled
        ///
        /// `setlLatlnt` String. Mandatory.
        pub fn setl_latlnt(mut self, value: impl Into<String>) -> PaymentBuilder<HasPayAuthNo, HasPayOrdId, Yes> {
            self.draft.text(payment_row::SETL_LATLNT, value);
            PaymentBuilder { draft: self.draft, state: PhantomData }
        }

        /// Validates all fields and returns the result.
        ///
        /// # Errors
        /// All violations.
        pub fn build(self) -> Result<Valid<Payment>, Violations>
        where
            HasPayAuthNo: Given<required::pay_auth_no>,
            HasPayOrdId: Given<required::pay_ord_id>,
            HasSetlLatlnt: Given<required::setl_latlnt>,
        {
            self.draft.build()
        }
    }

    impl ContentRecord for Payment {
        const NAME: &'static str = "city/national/payment";
        const WRAPPED_IN: Option<&'static str> = None;
    }

    impl<HasPayAuthNo, HasPayOrdId, HasSetlLatlnt> ::wxmed::rt::IntoValue<Content>
        for PaymentBuilder<HasPayAuthNo, HasPayOrdId, HasSetlLatlnt>
    where
        HasPayAuthNo: Given<required::pay_auth_no>,
        HasPayOrdId: Given<required::pay_ord_id>,
        HasSetlLatlnt: Given<required::setl_latlnt>,
    {
        fn into_value(self) -> Input<Content> {
            IntoValue::into_value(self.draft.build())
        }
    }

    impl Payment {
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

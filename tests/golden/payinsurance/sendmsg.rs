// Made by `cargo xtask regen` from schema/specs/payinsurance/sendmsg.yaml: do not edit.

/// 扫码支付后代发模板消息接口 · Send a template message after payment by scanning
///
/// 以医院公众号的名义给付款的用户发模板消息；医院须已开通城市服务，并已申请指定的消息模板。 · Sends the payer a template message for the hospital, which needs city services (城市服务) and the given templates.
///
/// `/payinsurance/sendmsg`, section 1.5.
///
/// A client never retries it once it may have been sent: the error is then an unknown outcome. The reply is [`SendMsgReply`].
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct SendMsg {
    /// 订单 · the order
    pub order: Order,
    /// 模板消息跳转链接 · where the message leads
    ///
    /// `redirect_url` String256, section 1.5.
    pub redirect_url: ::core::option::Option<::std::string::String>,
    /// 模板消息跳转的小程序 path · page of the mini program that the message opens
    ///
    /// `mini_path` String256, section 1.5.
    pub mini_path: ::core::option::Option<::std::string::String>,
    /// 模板消息跳转的小程序 · appid of the mini program that the message opens
    ///
    /// `mini_appid` String32, section 1.5.
    pub mini_appid: ::core::option::Option<::std::string::String>,
    /// 模板消息类型 · kind of template message
    ///
    /// `msg_type` int, section 1.5.
    pub message: Message,
}

/// Builder for [`SendMsg`], with one method per field.
#[must_use = "call `.build()`"]
pub struct SendMsgBuilder<HasOrder = ::wxmed::rt::No, HasMessage = ::wxmed::rt::No> {
    draft: ::wxmed::rt::Draft<SendMsg>,
    state: ::core::marker::PhantomData<(HasOrder, HasMessage)>,
}

/// 订单 · the order
#[derive(::core::clone::Clone)]
pub enum Order {
    /// 按微信返回的订单号。 · By the order number from WeChat.
    MedTransId(::std::string::String),
    /// 按医院的订单号。 · By the hospital's order number.
    HospOutTradeNo(::std::string::String),
}

/// 模板消息类型 · kind of template message
#[derive(::core::clone::Clone)]
pub enum Message {
    /// `1`: 门诊缴费成功 · outpatient bill paid
    OutpatientPayment(OutpatientPayment),
    /// `2`: 门诊缴费成功(含优惠) · outpatient bill paid, with a discount
    OutpatientPaymentDiscount(OutpatientPaymentDiscount),
    /// `3`: 挂号缴费成功 · registration paid
    RegistrationPayment(RegistrationPayment),
    /// `4`: 预约挂号缴费成功 · appointment paid
    AppointmentPayment(AppointmentPayment),
}

/// `1`: 门诊缴费成功 · outpatient bill paid
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct OutpatientPayment {
    /// 对应模板中的 first · first line of the message
    ///
    /// `first` string128, section 1.5.
    ///
    /// 见附录 2.1.1。 · Section 2.1.1.
    pub first: ::std::string::String,
    /// 对应模板中的 remark · closing remark of the message
    ///
    /// `remark` string128, section 1.5.
    ///
    /// 见附录 2.1.1。 · Section 2.1.1.
    pub remark: ::std::string::String,
}

/// Builder for [`OutpatientPayment`], with one method per field.
#[must_use = "call `.build()`"]
pub struct OutpatientPaymentBuilder<HasFirst = ::wxmed::rt::No, HasRemark = ::wxmed::rt::No> {
    draft: ::wxmed::rt::Draft<SendMsg>,
    state: ::core::marker::PhantomData<(HasFirst, HasRemark)>,
}

/// `2`: 门诊缴费成功(含优惠) · outpatient bill paid, with a discount
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct OutpatientPaymentDiscount {
    /// 对应模板中的 first · first line of the message
    ///
    /// `first` string128, section 1.5.
    pub first: ::std::string::String,
    /// 对应模板中的优惠 · discount
    ///
    /// `discount` String16, section 1.5.
    ///
    /// 单位为元；值里是否带“元”字，文档没有说，附录样例显示为“30 元”。 · In yuan. Whether the value carries the character 元 is not said; the appendix shows 30 元.
    pub discount: ::std::string::String,
    /// 对应模板中的实缴金额 · amount that was paid
    ///
    /// `real_fee` String16, section 1.5.
    ///
    /// 单位为元；值里是否带“元”字，文档没有说，附录样例显示为“200.50 元”。 · In yuan. Whether the value carries the character 元 is not said; the appendix shows 200.50 元.
    pub real_fee: ::std::string::String,
    /// 对应模板中的 remark · closing remark of the message
    ///
    /// `remark` string128, section 1.5.
    pub remark: ::std::string::String,
}

/// Builder for [`OutpatientPaymentDiscount`], with one method per field.
#[must_use = "call `.build()`"]
pub struct OutpatientPaymentDiscountBuilder<
    HasFirst = ::wxmed::rt::No,
    HasDiscount = ::wxmed::rt::No,
    HasRealFee = ::wxmed::rt::No,
    HasRemark = ::wxmed::rt::No,
> {
    draft: ::wxmed::rt::Draft<SendMsg>,
    state: ::core::marker::PhantomData<(HasFirst, HasDiscount, HasRealFee, HasRemark)>,
}

/// `3`: 挂号缴费成功 · registration paid
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct RegistrationPayment {
    /// 对应模板中的 first · first line of the message
    ///
    /// `first` string128, section 1.5.
    pub first: ::std::string::String,
    /// 医生 · doctor
    ///
    /// `doctor` string128, section 1.5.
    pub doctor: ::std::string::String,
    /// 科室 · department
    ///
    /// `department` string128, section 1.5.
    pub department: ::std::string::String,
    /// 医院 · hospital
    ///
    /// `hospital` string128, section 1.5.
    pub hospital: ::std::string::String,
    /// 就诊时间 · time of the visit
    ///
    /// `visit_time` string128, section 1.5.
    pub visit_time: ::std::string::String,
    /// 登记号 · registration number
    ///
    /// `register_no` string128, section 1.5.
    pub register_no: ::std::string::String,
    /// 对应模板中的 remark · closing remark of the message
    ///
    /// `remark` string128, section 1.5.
    pub remark: ::std::string::String,
}

/// Builder for [`RegistrationPayment`], with one method per field.
#[must_use = "call `.build()`"]
pub struct RegistrationPaymentBuilder<
    HasFirst = ::wxmed::rt::No,
    HasDoctor = ::wxmed::rt::No,
    HasDepartment = ::wxmed::rt::No,
    HasHospital = ::wxmed::rt::No,
    HasVisitTime = ::wxmed::rt::No,
    HasRegisterNo = ::wxmed::rt::No,
    HasRemark = ::wxmed::rt::No,
> {
    draft: ::wxmed::rt::Draft<SendMsg>,
    state: ::core::marker::PhantomData<(
        HasFirst,
        HasDoctor,
        HasDepartment,
        HasHospital,
        HasVisitTime,
        HasRegisterNo,
        HasRemark,
    )>,
}

/// `4`: 预约挂号缴费成功 · appointment paid
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct AppointmentPayment {
    /// 对应模板中的 first · first line of the message
    ///
    /// `first` string128, section 1.5.
    pub first: ::std::string::String,
    /// 预约项目 · what the appointment is for
    ///
    /// `pre_register_item` string128, section 1.5.
    pub pre_register_item: ::std::string::String,
    /// 预约时间 · time of the appointment
    ///
    /// `pre_register_time` string128, section 1.5.
    pub pre_register_time: ::std::string::String,
    /// 登记号 · registration number
    ///
    /// `register_no` string128, section 1.5.
    pub register_no: ::std::string::String,
    /// 对应模板中的 remark · closing remark of the message
    ///
    /// `remark` string128, section 1.5.
    pub remark: ::std::string::String,
}

/// Builder for [`AppointmentPayment`], with one method per field.
#[must_use = "call `.build()`"]
pub struct AppointmentPaymentBuilder<
    HasFirst = ::wxmed::rt::No,
    HasPreRegisterItem = ::wxmed::rt::No,
    HasPreRegisterTime = ::wxmed::rt::No,
    HasRegisterNo = ::wxmed::rt::No,
    HasRemark = ::wxmed::rt::No,
> {
    draft: ::wxmed::rt::Draft<SendMsg>,
    state: ::core::marker::PhantomData<(HasFirst, HasPreRegisterItem, HasPreRegisterTime, HasRegisterNo, HasRemark)>,
}

#[doc(hidden)]
#[allow(missing_docs, missing_debug_implementations, non_camel_case_types)]
pub mod required {
    pub enum department {}
    pub enum discount {}
    pub enum doctor {}
    pub enum first {}
    pub enum hospital {}
    pub enum message {}
    pub enum order {}
    pub enum pre_register_item {}
    pub enum pre_register_time {}
    pub enum real_fee {}
    pub enum register_no {}
    pub enum remark {}
    pub enum visit_time {}
}

/// 扫码支付后代发模板消息接口的应答 · Reply to: Send a template message after payment by scanning
///
/// Section 1.5.
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct SendMsgReply {}
const _: () = {
    use ::core::convert::{From, Into};
    use ::core::default::Default;
    use ::core::fmt;
    use ::core::iter::IntoIterator;
    use ::core::marker::PhantomData;
    use ::core::option::Option;
    use ::core::option::Option::{None, Some};
    use ::core::primitive::str;
    use ::core::result::Result;
    use ::std::string::String;
    use ::wxmed::codes::MsgType;
    use ::wxmed::rt::{
        Bilingual, Borrowed, CaseRows, Check, Code, FieldSchema, Fields, Format, Given, Input, IntoValue, Member,
        Operation, Reader, Record, RecordSchema, Request, ResponseSigning, Retry, Valid, Violations, Writer, Yes,
        debug, debug_part, element,
    };
    mod send_msg_row {
        pub(super) const MED_TRANS_ID: ::core::primitive::u16 = 0;
        pub(super) const HOSP_OUT_TRADE_NO: ::core::primitive::u16 = 1;
        pub(super) const REDIRECT_URL: ::core::primitive::u16 = 2;
        pub(super) const MINI_PATH: ::core::primitive::u16 = 3;
        pub(super) const MINI_APPID: ::core::primitive::u16 = 4;
        pub(super) const MSG_TYPE: ::core::primitive::u16 = 5;
        pub(super) const NONCE_STR: ::core::primitive::u16 = 6;
        pub(super) const OUTPATIENT_PAYMENT_FIRST: ::core::primitive::u16 = 8;
        pub(super) const OUTPATIENT_PAYMENT_REMARK: ::core::primitive::u16 = 9;
        pub(super) const OUTPATIENT_PAYMENT_DISCOUNT_FIRST: ::core::primitive::u16 = 10;
        pub(super) const OUTPATIENT_PAYMENT_DISCOUNT_DISCOUNT: ::core::primitive::u16 = 11;
        pub(super) const OUTPATIENT_PAYMENT_DISCOUNT_REAL_FEE: ::core::primitive::u16 = 12;
        pub(super) const OUTPATIENT_PAYMENT_DISCOUNT_REMARK: ::core::primitive::u16 = 13;
        pub(super) const REGISTRATION_PAYMENT_FIRST: ::core::primitive::u16 = 14;
        pub(super) const REGISTRATION_PAYMENT_DOCTOR: ::core::primitive::u16 = 15;
        pub(super) const REGISTRATION_PAYMENT_DEPARTMENT: ::core::primitive::u16 = 16;
        pub(super) const REGISTRATION_PAYMENT_HOSPITAL: ::core::primitive::u16 = 17;
        pub(super) const REGISTRATION_PAYMENT_VISIT_TIME: ::core::primitive::u16 = 18;
        pub(super) const REGISTRATION_PAYMENT_REGISTER_NO: ::core::primitive::u16 = 19;
        pub(super) const REGISTRATION_PAYMENT_REMARK: ::core::primitive::u16 = 20;
        pub(super) const APPOINTMENT_PAYMENT_FIRST: ::core::primitive::u16 = 21;
        pub(super) const APPOINTMENT_PAYMENT_PRE_REGISTER_ITEM: ::core::primitive::u16 = 22;
        pub(super) const APPOINTMENT_PAYMENT_PRE_REGISTER_TIME: ::core::primitive::u16 = 23;
        pub(super) const APPOINTMENT_PAYMENT_REGISTER_NO: ::core::primitive::u16 = 24;
        pub(super) const APPOINTMENT_PAYMENT_REMARK: ::core::primitive::u16 = 25;
    }

    impl Fields for SendMsg {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            Fields::write(&self.order, out);
            out.put(send_msg_row::REDIRECT_URL, &self.redirect_url);
            out.put(send_msg_row::MINI_PATH, &self.mini_path);
            out.put(send_msg_row::MINI_APPID, &self.mini_appid);
            Fields::write(&self.message, out);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                order: Fields::read(from)?,
                redirect_url: from.take(send_msg_row::REDIRECT_URL)?,
                mini_path: from.take(send_msg_row::MINI_PATH)?,
                mini_appid: from.take(send_msg_row::MINI_APPID)?,
                message: Fields::read(from)?,
            })
        }
    }

    impl Record for SendMsg {
        const TABLE: &'static RecordSchema = &RecordSchema {
            title: Bilingual::of("扫码支付后代发模板消息接口", "Send a template message after payment by scanning"),
            section: Borrowed("1.5"),
            source: Bilingual::of("", ""),
            rows: Borrowed(&[
                FieldSchema::text("med_trans_id", "微信返回的订单号", "order number from WeChat").limit(32),
                FieldSchema::text("hosp_out_trade_no", "医院的订单号", "the hospital's order number").limit(32),
                FieldSchema::text("redirect_url", "模板消息跳转链接", "where the message leads")
                    .limit(256)
                    .format(Format::Url),
                FieldSchema::text(
                    "mini_path",
                    "模板消息跳转的小程序 path",
                    "page of the mini program that the message opens",
                )
                .limit(256),
                FieldSchema::text(
                    "mini_appid",
                    "模板消息跳转的小程序",
                    "appid of the mini program that the message opens",
                )
                .limit(32),
                FieldSchema::text("msg_type", "模板消息类型", "kind of template message")
                    .required()
                    .format(Format::Int)
                    .codes(<MsgType as Code>::CODES),
                FieldSchema::text("nonce_str", "随机字符串", "nonce").required().limit(32).nonce(),
                FieldSchema::text("sign", "签名", "signature").required().limit(32).signature(),
                FieldSchema::text("first", "对应模板中的 first", "first line of the message")
                    .required()
                    .limit(128)
                    .redacted(),
                FieldSchema::text("remark", "对应模板中的 remark", "closing remark of the message")
                    .required()
                    .limit(128)
                    .redacted(),
                FieldSchema::text("first", "对应模板中的 first", "first line of the message")
                    .required()
                    .limit(128)
                    .redacted(),
                FieldSchema::text("discount", "对应模板中的优惠", "discount").required().limit(16),
                FieldSchema::text("real_fee", "对应模板中的实缴金额", "amount that was paid").required().limit(16),
                FieldSchema::text("remark", "对应模板中的 remark", "closing remark of the message")
                    .required()
                    .limit(128)
                    .redacted(),
                FieldSchema::text("first", "对应模板中的 first", "first line of the message")
                    .required()
                    .limit(128)
                    .redacted(),
                FieldSchema::text("doctor", "医生", "doctor").required().limit(128).redacted(),
                FieldSchema::text("department", "科室", "department").required().limit(128),
                FieldSchema::text("hospital", "医院", "hospital").required().limit(128),
                FieldSchema::text("visit_time", "就诊时间", "time of the visit").required().limit(128),
                FieldSchema::text("register_no", "登记号", "registration number").required().limit(128),
                FieldSchema::text("remark", "对应模板中的 remark", "closing remark of the message")
                    .required()
                    .limit(128)
                    .redacted(),
                FieldSchema::text("first", "对应模板中的 first", "first line of the message")
                    .required()
                    .limit(128)
                    .redacted(),
                FieldSchema::text("pre_register_item", "预约项目", "what the appointment is for")
                    .required()
                    .limit(128)
                    .redacted(),
                FieldSchema::text("pre_register_time", "预约时间", "time of the appointment").required().limit(128),
                FieldSchema::text("register_no", "登记号", "registration number").required().limit(128),
                FieldSchema::text("remark", "对应模板中的 remark", "closing remark of the message")
                    .required()
                    .limit(128)
                    .redacted(),
            ]),
            checks: Borrowed(&[
                Check::Choice(Borrowed(&[Borrowed(&[Member::Must(0)]), Borrowed(&[Member::Must(1)])])),
                Check::Cases {
                    tag: 5,
                    of: Borrowed(&[
                        CaseRows { value: Borrowed("1"), rows: Borrowed(&[8, 9]) },
                        CaseRows { value: Borrowed("2"), rows: Borrowed(&[10, 11, 12, 13]) },
                        CaseRows { value: Borrowed("3"), rows: Borrowed(&[14, 15, 16, 17, 18, 19, 20]) },
                        CaseRows { value: Borrowed("4"), rows: Borrowed(&[21, 22, 23, 24, 25]) },
                    ]),
                },
            ]),
        };
    }

    impl fmt::Debug for SendMsg {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug(self, "SendMsg", f)
        }
    }

    impl SendMsg {
        /// Returns a builder.
        pub fn builder() -> SendMsgBuilder {
            SendMsgBuilder { draft: Default::default(), state: PhantomData }
        }
    }

    impl<HasOrder, HasMessage> SendMsgBuilder<HasOrder, HasMessage> {
        /// 订单 · the order
        ///
        /// Mandatory.
        pub fn order(mut self, value: impl IntoValue<Order>) -> SendMsgBuilder<Yes, HasMessage> {
            self.draft.group::<Order>(send_msg_row::MED_TRANS_ID, value);
            SendMsgBuilder { draft: self.draft, state: PhantomData }
        }

        /// 模板消息跳转链接 · where the message leads
        ///
        /// `redirect_url` String256, an absolute http or https URL. Optional.
        pub fn redirect_url(mut self, value: impl Into<String>) -> Self {
            self.draft.text(send_msg_row::REDIRECT_URL, value);
            self
        }

        /// [`Self::redirect_url`], for an `Option`.
        pub fn maybe_redirect_url(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(send_msg_row::REDIRECT_URL, value);
            self
        }

        /// 模板消息跳转的小程序 path · page of the mini program that the message opens
        ///
        /// `mini_path` String256. Optional.
        pub fn mini_path(mut self, value: impl Into<String>) -> Self {
            self.draft.text(send_msg_row::MINI_PATH, value);
            self
        }

        /// [`Self::mini_path`], for an `Option`.
        pub fn maybe_mini_path(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(send_msg_row::MINI_PATH, value);
            self
        }

        /// 模板消息跳转的小程序 · appid of the mini program that the message opens
        ///
        /// `mini_appid` String32. Optional.
        pub fn mini_appid(mut self, value: impl Into<String>) -> Self {
            self.draft.text(send_msg_row::MINI_APPID, value);
            self
        }

        /// [`Self::mini_appid`], for an `Option`.
        pub fn maybe_mini_appid(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(send_msg_row::MINI_APPID, value);
            self
        }

        /// 模板消息类型 · kind of template message
        ///
        /// Mandatory.
        pub fn message(mut self, value: impl IntoValue<Message>) -> SendMsgBuilder<HasOrder, Yes> {
            self.draft.group::<Message>(send_msg_row::MSG_TYPE, value);
            SendMsgBuilder { draft: self.draft, state: PhantomData }
        }

        /// Validates all fields and returns the result.
        ///
        /// # Errors
        /// All violations.
        pub fn build(self) -> Result<Valid<SendMsg>, Violations>
        where
            HasOrder: Given<required::order>,
            HasMessage: Given<required::message>,
        {
            self.draft.build()
        }
    }

    impl Fields for Order {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            match self {
                Self::MedTransId(med_trans_id) => {
                    out.put(send_msg_row::MED_TRANS_ID, med_trans_id);
                }
                Self::HospOutTradeNo(hosp_out_trade_no) => {
                    out.put(send_msg_row::HOSP_OUT_TRADE_NO, hosp_out_trade_no);
                }
            }
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            if from.is_given(send_msg_row::MED_TRANS_ID) {
                return Some(Self::MedTransId(from.take(send_msg_row::MED_TRANS_ID)?));
            }
            if from.is_given(send_msg_row::HOSP_OUT_TRADE_NO) {
                return Some(Self::HospOutTradeNo(from.take(send_msg_row::HOSP_OUT_TRADE_NO)?));
            }
            ::core::option::Option::None
        }
    }

    impl fmt::Debug for Order {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug_part::<SendMsg, Self>(self, "Order", f)
        }
    }

    impl IntoValue<Order> for Order {
        fn into_value(self) -> Input<Order> {
            Input::Value(Into::into(self))
        }
    }

    impl Fields for Message {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            match self {
                Self::OutpatientPayment(case) => {
                    out.put_text(send_msg_row::MSG_TYPE, "1");
                    Fields::write(case, out);
                }
                Self::OutpatientPaymentDiscount(case) => {
                    out.put_text(send_msg_row::MSG_TYPE, "2");
                    Fields::write(case, out);
                }
                Self::RegistrationPayment(case) => {
                    out.put_text(send_msg_row::MSG_TYPE, "3");
                    Fields::write(case, out);
                }
                Self::AppointmentPayment(case) => {
                    out.put_text(send_msg_row::MSG_TYPE, "4");
                    Fields::write(case, out);
                }
            }
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            match from.text(send_msg_row::MSG_TYPE) {
                "1" => Some(Self::OutpatientPayment(Fields::read(from)?)),
                "2" => Some(Self::OutpatientPaymentDiscount(Fields::read(from)?)),
                "3" => Some(Self::RegistrationPayment(Fields::read(from)?)),
                "4" => Some(Self::AppointmentPayment(Fields::read(from)?)),
                _ => None,
            }
        }
    }

    impl fmt::Debug for Message {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug_part::<SendMsg, Self>(self, "Message", f)
        }
    }

    impl IntoValue<Message> for Message {
        fn into_value(self) -> Input<Message> {
            Input::Value(Into::into(self))
        }
    }

    impl From<OutpatientPayment> for Message {
        fn from(case: OutpatientPayment) -> Self {
            Self::OutpatientPayment(case)
        }
    }

    impl IntoValue<Message> for OutpatientPayment {
        fn into_value(self) -> Input<Message> {
            Input::Value(Into::into(self))
        }
    }

    impl<HasFirst, HasRemark> ::wxmed::rt::IntoValue<Message> for OutpatientPaymentBuilder<HasFirst, HasRemark>
    where
        HasFirst: Given<required::first>,
        HasRemark: Given<required::remark>,
    {
        fn into_value(self) -> Input<Message> {
            self.draft.into_case(send_msg_row::MSG_TYPE, "1")
        }
    }

    impl From<OutpatientPaymentDiscount> for Message {
        fn from(case: OutpatientPaymentDiscount) -> Self {
            Self::OutpatientPaymentDiscount(case)
        }
    }

    impl IntoValue<Message> for OutpatientPaymentDiscount {
        fn into_value(self) -> Input<Message> {
            Input::Value(Into::into(self))
        }
    }

    impl<HasFirst, HasDiscount, HasRealFee, HasRemark> ::wxmed::rt::IntoValue<Message>
        for OutpatientPaymentDiscountBuilder<HasFirst, HasDiscount, HasRealFee, HasRemark>
    where
        HasFirst: Given<required::first>,
        HasDiscount: Given<required::discount>,
        HasRealFee: Given<required::real_fee>,
        HasRemark: Given<required::remark>,
    {
        fn into_value(self) -> Input<Message> {
            self.draft.into_case(send_msg_row::MSG_TYPE, "2")
        }
    }

    impl From<RegistrationPayment> for Message {
        fn from(case: RegistrationPayment) -> Self {
            Self::RegistrationPayment(case)
        }
    }

    impl IntoValue<Message> for RegistrationPayment {
        fn into_value(self) -> Input<Message> {
            Input::Value(Into::into(self))
        }
    }

    impl<HasFirst, HasDoctor, HasDepartment, HasHospital, HasVisitTime, HasRegisterNo, HasRemark>
        ::wxmed::rt::IntoValue<Message>
        for RegistrationPaymentBuilder<
            HasFirst,
            HasDoctor,
            HasDepartment,
            HasHospital,
            HasVisitTime,
            HasRegisterNo,
            HasRemark,
        >
    where
        HasFirst: Given<required::first>,
        HasDoctor: Given<required::doctor>,
        HasDepartment: Given<required::department>,
        HasHospital: Given<required::hospital>,
        HasVisitTime: Given<required::visit_time>,
        HasRegisterNo: Given<required::register_no>,
        HasRemark: Given<required::remark>,
    {
        fn into_value(self) -> Input<Message> {
            self.draft.into_case(send_msg_row::MSG_TYPE, "3")
        }
    }

    impl From<AppointmentPayment> for Message {
        fn from(case: AppointmentPayment) -> Self {
            Self::AppointmentPayment(case)
        }
    }

    impl IntoValue<Message> for AppointmentPayment {
        fn into_value(self) -> Input<Message> {
            Input::Value(Into::into(self))
        }
    }

    impl<HasFirst, HasPreRegisterItem, HasPreRegisterTime, HasRegisterNo, HasRemark> ::wxmed::rt::IntoValue<Message>
        for AppointmentPaymentBuilder<HasFirst, HasPreRegisterItem, HasPreRegisterTime, HasRegisterNo, HasRemark>
    where
        HasFirst: Given<required::first>,
        HasPreRegisterItem: Given<required::pre_register_item>,
        HasPreRegisterTime: Given<required::pre_register_time>,
        HasRegisterNo: Given<required::register_no>,
        HasRemark: Given<required::remark>,
    {
        fn into_value(self) -> Input<Message> {
            self.draft.into_case(send_msg_row::MSG_TYPE, "4")
        }
    }

    impl Fields for OutpatientPayment {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(send_msg_row::OUTPATIENT_PAYMENT_FIRST, &self.first);
            out.put(send_msg_row::OUTPATIENT_PAYMENT_REMARK, &self.remark);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                first: from.take(send_msg_row::OUTPATIENT_PAYMENT_FIRST)?,
                remark: from.take(send_msg_row::OUTPATIENT_PAYMENT_REMARK)?,
            })
        }
    }

    impl fmt::Debug for OutpatientPayment {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug_part::<SendMsg, Self>(self, "OutpatientPayment", f)
        }
    }

    impl OutpatientPayment {
        /// Returns a builder.
        pub fn builder() -> OutpatientPaymentBuilder {
            OutpatientPaymentBuilder { draft: Default::default(), state: PhantomData }
        }
    }

    impl<HasFirst, HasRemark> OutpatientPaymentBuilder<HasFirst, HasRemark> {
        /// 对应模板中的 first · first line of the message
        ///
        /// `first` string128. Mandatory.
        pub fn first(mut self, value: impl Into<String>) -> OutpatientPaymentBuilder<Yes, HasRemark> {
            self.draft.text(send_msg_row::OUTPATIENT_PAYMENT_FIRST, value);
            OutpatientPaymentBuilder { draft: self.draft, state: PhantomData }
        }

        /// 对应模板中的 remark · closing remark of the message
        ///
        /// `remark` string128. Mandatory.
        pub fn remark(mut self, value: impl Into<String>) -> OutpatientPaymentBuilder<HasFirst, Yes> {
            self.draft.text(send_msg_row::OUTPATIENT_PAYMENT_REMARK, value);
            OutpatientPaymentBuilder { draft: self.draft, state: PhantomData }
        }

        /// Validates all fields, as far as that is possible without the record that they belong to. The builder of that record also takes this builder itself, and then reports all violations together.
        ///
        /// # Errors
        /// All violations.
        pub fn build(self) -> Result<OutpatientPayment, Violations>
        where
            HasFirst: Given<required::first>,
            HasRemark: Given<required::remark>,
        {
            self.draft.case()
        }
    }

    impl Fields for OutpatientPaymentDiscount {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(send_msg_row::OUTPATIENT_PAYMENT_DISCOUNT_FIRST, &self.first);
            out.put(send_msg_row::OUTPATIENT_PAYMENT_DISCOUNT_DISCOUNT, &self.discount);
            out.put(send_msg_row::OUTPATIENT_PAYMENT_DISCOUNT_REAL_FEE, &self.real_fee);
            out.put(send_msg_row::OUTPATIENT_PAYMENT_DISCOUNT_REMARK, &self.remark);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                first: from.take(send_msg_row::OUTPATIENT_PAYMENT_DISCOUNT_FIRST)?,
                discount: from.take(send_msg_row::OUTPATIENT_PAYMENT_DISCOUNT_DISCOUNT)?,
                real_fee: from.take(send_msg_row::OUTPATIENT_PAYMENT_DISCOUNT_REAL_FEE)?,
                remark: from.take(send_msg_row::OUTPATIENT_PAYMENT_DISCOUNT_REMARK)?,
            })
        }
    }

    impl fmt::Debug for OutpatientPaymentDiscount {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug_part::<SendMsg, Self>(self, "OutpatientPaymentDiscount", f)
        }
    }

    impl OutpatientPaymentDiscount {
        /// Returns a builder.
        pub fn builder() -> OutpatientPaymentDiscountBuilder {
            OutpatientPaymentDiscountBuilder { draft: Default::default(), state: PhantomData }
        }
    }

    impl<HasFirst, HasDiscount, HasRealFee, HasRemark>
        OutpatientPaymentDiscountBuilder<HasFirst, HasDiscount, HasRealFee, HasRemark>
    {
        /// 对应模板中的 first · first line of the message
        ///
        /// `first` string128. Mandatory.
        pub fn first(
            mut self,
            value: impl Into<String>,
        ) -> OutpatientPaymentDiscountBuilder<Yes, HasDiscount, HasRealFee, HasRemark> {
            self.draft.text(send_msg_row::OUTPATIENT_PAYMENT_DISCOUNT_FIRST, value);
            OutpatientPaymentDiscountBuilder { draft: self.draft, state: PhantomData }
        }

        /// 对应模板中的优惠 · discount
        ///
        /// `discount` String16. Mandatory.
        pub fn discount(
            mut self,
            value: impl Into<String>,
        ) -> OutpatientPaymentDiscountBuilder<HasFirst, Yes, HasRealFee, HasRemark> {
            self.draft.text(send_msg_row::OUTPATIENT_PAYMENT_DISCOUNT_DISCOUNT, value);
            OutpatientPaymentDiscountBuilder { draft: self.draft, state: PhantomData }
        }

        /// 对应模板中的实缴金额 · amount that was paid
        ///
        /// `real_fee` String16. Mandatory.
        pub fn real_fee(
            mut self,
            value: impl Into<String>,
        ) -> OutpatientPaymentDiscountBuilder<HasFirst, HasDiscount, Yes, HasRemark> {
            self.draft.text(send_msg_row::OUTPATIENT_PAYMENT_DISCOUNT_REAL_FEE, value);
            OutpatientPaymentDiscountBuilder { draft: self.draft, state: PhantomData }
        }

        /// 对应模板中的 remark · closing remark of the message
        ///
        /// `remark` string128. Mandatory.
        pub fn remark(
            mut self,
            value: impl Into<String>,
        ) -> OutpatientPaymentDiscountBuilder<HasFirst, HasDiscount, HasRealFee, Yes> {
            self.draft.text(send_msg_row::OUTPATIENT_PAYMENT_DISCOUNT_REMARK, value);
            OutpatientPaymentDiscountBuilder { draft: self.draft, state: PhantomData }
        }

        /// Validates all fields, as far as that is possible without the record that they belong to. The builder of that record also takes this builder itself, and then reports all violations together.
        ///
        /// # Errors
        /// All violations.
        pub fn build(self) -> Result<OutpatientPaymentDiscount, Violations>
        where
            HasFirst: Given<required::first>,
            HasDiscount: Given<required::discount>,
            HasRealFee: Given<required::real_fee>,
            HasRemark: Given<required::remark>,
        {
            self.draft.case()
        }
    }

    impl Fields for RegistrationPayment {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(send_msg_row::REGISTRATION_PAYMENT_FIRST, &self.first);
            out.put(send_msg_row::REGISTRATION_PAYMENT_DOCTOR, &self.doctor);
            out.put(send_msg_row::REGISTRATION_PAYMENT_DEPARTMENT, &self.department);
            out.put(send_msg_row::REGISTRATION_PAYMENT_HOSPITAL, &self.hospital);
            out.put(send_msg_row::REGISTRATION_PAYMENT_VISIT_TIME, &self.visit_time);
            out.put(send_msg_row::REGISTRATION_PAYMENT_REGISTER_NO, &self.register_no);
            out.put(send_msg_row::REGISTRATION_PAYMENT_REMARK, &self.remark);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                first: from.take(send_msg_row::REGISTRATION_PAYMENT_FIRST)?,
                doctor: from.take(send_msg_row::REGISTRATION_PAYMENT_DOCTOR)?,
                department: from.take(send_msg_row::REGISTRATION_PAYMENT_DEPARTMENT)?,
                hospital: from.take(send_msg_row::REGISTRATION_PAYMENT_HOSPITAL)?,
                visit_time: from.take(send_msg_row::REGISTRATION_PAYMENT_VISIT_TIME)?,
                register_no: from.take(send_msg_row::REGISTRATION_PAYMENT_REGISTER_NO)?,
                remark: from.take(send_msg_row::REGISTRATION_PAYMENT_REMARK)?,
            })
        }
    }

    impl fmt::Debug for RegistrationPayment {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug_part::<SendMsg, Self>(self, "RegistrationPayment", f)
        }
    }

    impl RegistrationPayment {
        /// Returns a builder.
        pub fn builder() -> RegistrationPaymentBuilder {
            RegistrationPaymentBuilder { draft: Default::default(), state: PhantomData }
        }
    }

    impl<HasFirst, HasDoctor, HasDepartment, HasHospital, HasVisitTime, HasRegisterNo, HasRemark>
        RegistrationPaymentBuilder<
            HasFirst,
            HasDoctor,
            HasDepartment,
            HasHospital,
            HasVisitTime,
            HasRegisterNo,
            HasRemark,
        >
    {
        /// 对应模板中的 first · first line of the message
        ///
        /// `first` string128. Mandatory.
        pub fn first(
            mut self,
            value: impl Into<String>,
        ) -> RegistrationPaymentBuilder<
            Yes,
            HasDoctor,
            HasDepartment,
            HasHospital,
            HasVisitTime,
            HasRegisterNo,
            HasRemark,
        > {
            self.draft.text(send_msg_row::REGISTRATION_PAYMENT_FIRST, value);
            RegistrationPaymentBuilder { draft: self.draft, state: PhantomData }
        }

        /// 医生 · doctor
        ///
        /// `doctor` string128. Mandatory.
        pub fn doctor(
            mut self,
            value: impl Into<String>,
        ) -> RegistrationPaymentBuilder<HasFirst, Yes, HasDepartment, HasHospital, HasVisitTime, HasRegisterNo, HasRemark>
        {
            self.draft.text(send_msg_row::REGISTRATION_PAYMENT_DOCTOR, value);
            RegistrationPaymentBuilder { draft: self.draft, state: PhantomData }
        }

        /// 科室 · department
        ///
        /// `department` string128. Mandatory.
        pub fn department(
            mut self,
            value: impl Into<String>,
        ) -> RegistrationPaymentBuilder<HasFirst, HasDoctor, Yes, HasHospital, HasVisitTime, HasRegisterNo, HasRemark>
        {
            self.draft.text(send_msg_row::REGISTRATION_PAYMENT_DEPARTMENT, value);
            RegistrationPaymentBuilder { draft: self.draft, state: PhantomData }
        }

        /// 医院 · hospital
        ///
        /// `hospital` string128. Mandatory.
        pub fn hospital(
            mut self,
            value: impl Into<String>,
        ) -> RegistrationPaymentBuilder<HasFirst, HasDoctor, HasDepartment, Yes, HasVisitTime, HasRegisterNo, HasRemark>
        {
            self.draft.text(send_msg_row::REGISTRATION_PAYMENT_HOSPITAL, value);
            RegistrationPaymentBuilder { draft: self.draft, state: PhantomData }
        }

        /// 就诊时间 · time of the visit
        ///
        /// `visit_time` string128. Mandatory.
        pub fn visit_time(
            mut self,
            value: impl Into<String>,
        ) -> RegistrationPaymentBuilder<HasFirst, HasDoctor, HasDepartment, HasHospital, Yes, HasRegisterNo, HasRemark>
        {
            self.draft.text(send_msg_row::REGISTRATION_PAYMENT_VISIT_TIME, value);
            RegistrationPaymentBuilder { draft: self.draft, state: PhantomData }
        }

        /// 登记号 · registration number
        ///
        /// `register_no` string128. Mandatory.
        pub fn register_no(
            mut self,
            value: impl Into<String>,
        ) -> RegistrationPaymentBuilder<HasFirst, HasDoctor, HasDepartment, HasHospital, HasVisitTime, Yes, HasRemark>
        {
            self.draft.text(send_msg_row::REGISTRATION_PAYMENT_REGISTER_NO, value);
            RegistrationPaymentBuilder { draft: self.draft, state: PhantomData }
        }

        /// 对应模板中的 remark · closing remark of the message
        ///
        /// `remark` string128. Mandatory.
        pub fn remark(
            mut self,
            value: impl Into<String>,
        ) -> RegistrationPaymentBuilder<HasFirst, HasDoctor, HasDepartment, HasHospital, HasVisitTime, HasRegisterNo, Yes>
        {
            self.draft.text(send_msg_row::REGISTRATION_PAYMENT_REMARK, value);
            RegistrationPaymentBuilder { draft: self.draft, state: PhantomData }
        }

        /// Validates all fields, as far as that is possible without the record that they belong to. The builder of that record also takes this builder itself, and then reports all violations together.
        ///
        /// # Errors
        /// All violations.
        pub fn build(self) -> Result<RegistrationPayment, Violations>
        where
            HasFirst: Given<required::first>,
            HasDoctor: Given<required::doctor>,
            HasDepartment: Given<required::department>,
            HasHospital: Given<required::hospital>,
            HasVisitTime: Given<required::visit_time>,
            HasRegisterNo: Given<required::register_no>,
            HasRemark: Given<required::remark>,
        {
            self.draft.case()
        }
    }

    impl Fields for AppointmentPayment {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(send_msg_row::APPOINTMENT_PAYMENT_FIRST, &self.first);
            out.put(send_msg_row::APPOINTMENT_PAYMENT_PRE_REGISTER_ITEM, &self.pre_register_item);
            out.put(send_msg_row::APPOINTMENT_PAYMENT_PRE_REGISTER_TIME, &self.pre_register_time);
            out.put(send_msg_row::APPOINTMENT_PAYMENT_REGISTER_NO, &self.register_no);
            out.put(send_msg_row::APPOINTMENT_PAYMENT_REMARK, &self.remark);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                first: from.take(send_msg_row::APPOINTMENT_PAYMENT_FIRST)?,
                pre_register_item: from.take(send_msg_row::APPOINTMENT_PAYMENT_PRE_REGISTER_ITEM)?,
                pre_register_time: from.take(send_msg_row::APPOINTMENT_PAYMENT_PRE_REGISTER_TIME)?,
                register_no: from.take(send_msg_row::APPOINTMENT_PAYMENT_REGISTER_NO)?,
                remark: from.take(send_msg_row::APPOINTMENT_PAYMENT_REMARK)?,
            })
        }
    }

    impl fmt::Debug for AppointmentPayment {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug_part::<SendMsg, Self>(self, "AppointmentPayment", f)
        }
    }

    impl AppointmentPayment {
        /// Returns a builder.
        pub fn builder() -> AppointmentPaymentBuilder {
            AppointmentPaymentBuilder { draft: Default::default(), state: PhantomData }
        }
    }

    impl<HasFirst, HasPreRegisterItem, HasPreRegisterTime, HasRegisterNo, HasRemark>
        AppointmentPaymentBuilder<HasFirst, HasPreRegisterItem, HasPreRegisterTime, HasRegisterNo, HasRemark>
    {
        /// 对应模板中的 first · first line of the message
        ///
        /// `first` string128. Mandatory.
        pub fn first(
            mut self,
            value: impl Into<String>,
        ) -> AppointmentPaymentBuilder<Yes, HasPreRegisterItem, HasPreRegisterTime, HasRegisterNo, HasRemark> {
            self.draft.text(send_msg_row::APPOINTMENT_PAYMENT_FIRST, value);
            AppointmentPaymentBuilder { draft: self.draft, state: PhantomData }
        }

        /// 预约项目 · what the appointment is for
        ///
        /// `pre_register_item` string128. Mandatory.
        pub fn pre_register_item(
            mut self,
            value: impl Into<String>,
        ) -> AppointmentPaymentBuilder<HasFirst, Yes, HasPreRegisterTime, HasRegisterNo, HasRemark> {
            self.draft.text(send_msg_row::APPOINTMENT_PAYMENT_PRE_REGISTER_ITEM, value);
            AppointmentPaymentBuilder { draft: self.draft, state: PhantomData }
        }

        /// 预约时间 · time of the appointment
        ///
        /// `pre_register_time` string128. Mandatory.
        pub fn pre_register_time(
            mut self,
            value: impl Into<String>,
        ) -> AppointmentPaymentBuilder<HasFirst, HasPreRegisterItem, Yes, HasRegisterNo, HasRemark> {
            self.draft.text(send_msg_row::APPOINTMENT_PAYMENT_PRE_REGISTER_TIME, value);
            AppointmentPaymentBuilder { draft: self.draft, state: PhantomData }
        }

        /// 登记号 · registration number
        ///
        /// `register_no` string128. Mandatory.
        pub fn register_no(
            mut self,
            value: impl Into<String>,
        ) -> AppointmentPaymentBuilder<HasFirst, HasPreRegisterItem, HasPreRegisterTime, Yes, HasRemark> {
            self.draft.text(send_msg_row::APPOINTMENT_PAYMENT_REGISTER_NO, value);
            AppointmentPaymentBuilder { draft: self.draft, state: PhantomData }
        }

        /// 对应模板中的 remark · closing remark of the message
        ///
        /// `remark` string128. Mandatory.
        pub fn remark(
            mut self,
            value: impl Into<String>,
        ) -> AppointmentPaymentBuilder<HasFirst, HasPreRegisterItem, HasPreRegisterTime, HasRegisterNo, Yes> {
            self.draft.text(send_msg_row::APPOINTMENT_PAYMENT_REMARK, value);
            AppointmentPaymentBuilder { draft: self.draft, state: PhantomData }
        }

        /// Validates all fields, as far as that is possible without the record that they belong to. The builder of that record also takes this builder itself, and then reports all violations together.
        ///
        /// # Errors
        /// All violations.
        pub fn build(self) -> Result<AppointmentPayment, Violations>
        where
            HasFirst: Given<required::first>,
            HasPreRegisterItem: Given<required::pre_register_item>,
            HasPreRegisterTime: Given<required::pre_register_time>,
            HasRegisterNo: Given<required::register_no>,
            HasRemark: Given<required::remark>,
        {
            self.draft.case()
        }
    }

    impl Fields for SendMsgReply {
        fn write<'a>(&'a self, _out: &mut Writer<'_, 'a>) {}
        fn read(_from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {})
        }
    }

    impl Record for SendMsgReply {
        const TABLE: &'static RecordSchema = &RecordSchema {
            title: Bilingual::of("扫码支付后代发模板消息接口", "Send a template message after payment by scanning"),
            section: Borrowed("1.5"),
            source: Bilingual::of("", ""),
            rows: Borrowed(&[]),
            checks: Borrowed(&[]),
        };
    }

    impl fmt::Debug for SendMsgReply {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug(self, "SendMsgReply", f)
        }
    }

    impl Request for SendMsg {
        type Reply = SendMsgReply;
        const OPERATION: &'static Operation = &Operation {
            name: "sendmsg",
            path: "/payinsurance/sendmsg",
            section: "1.5",
            retry: Retry::Never,
            response_signing: ResponseSigning::Signed,
            sign_type: None,
            order: &[
                element!(send_msg_row::REGISTRATION_PAYMENT_DEPARTMENT, "department"),
                element!(send_msg_row::OUTPATIENT_PAYMENT_DISCOUNT_DISCOUNT, "discount"),
                element!(send_msg_row::REGISTRATION_PAYMENT_DOCTOR, "doctor"),
                element!(send_msg_row::OUTPATIENT_PAYMENT_FIRST, "first"),
                element!(send_msg_row::OUTPATIENT_PAYMENT_DISCOUNT_FIRST, "first"),
                element!(send_msg_row::REGISTRATION_PAYMENT_FIRST, "first"),
                element!(send_msg_row::APPOINTMENT_PAYMENT_FIRST, "first"),
                element!(send_msg_row::HOSP_OUT_TRADE_NO, "hosp_out_trade_no"),
                element!(send_msg_row::REGISTRATION_PAYMENT_HOSPITAL, "hospital"),
                element!(send_msg_row::MED_TRANS_ID, "med_trans_id"),
                element!(send_msg_row::MINI_APPID, "mini_appid"),
                element!(send_msg_row::MINI_PATH, "mini_path"),
                element!(send_msg_row::MSG_TYPE, "msg_type"),
                element!(send_msg_row::NONCE_STR, "nonce_str"),
                element!(send_msg_row::APPOINTMENT_PAYMENT_PRE_REGISTER_ITEM, "pre_register_item"),
                element!(send_msg_row::APPOINTMENT_PAYMENT_PRE_REGISTER_TIME, "pre_register_time"),
                element!(send_msg_row::OUTPATIENT_PAYMENT_DISCOUNT_REAL_FEE, "real_fee"),
                element!(send_msg_row::REDIRECT_URL, "redirect_url"),
                element!(send_msg_row::REGISTRATION_PAYMENT_REGISTER_NO, "register_no"),
                element!(send_msg_row::APPOINTMENT_PAYMENT_REGISTER_NO, "register_no"),
                element!(send_msg_row::OUTPATIENT_PAYMENT_REMARK, "remark"),
                element!(send_msg_row::OUTPATIENT_PAYMENT_DISCOUNT_REMARK, "remark"),
                element!(send_msg_row::REGISTRATION_PAYMENT_REMARK, "remark"),
                element!(send_msg_row::APPOINTMENT_PAYMENT_REMARK, "remark"),
                element!(send_msg_row::REGISTRATION_PAYMENT_VISIT_TIME, "visit_time"),
            ],
            errors: &[],
            echoes: &[("nonce_str", "nonce_str")],
        };
    }

    impl SendMsg {
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

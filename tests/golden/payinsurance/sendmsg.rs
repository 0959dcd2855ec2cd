// Made by `cargo xtask regen` from schema/specs/payinsurance/sendmsg.yaml: do not edit.

/// 扫码支付后代发模板消息接口 · Send a template message after payment by scanning
///
/// 以医院公众号的名义给付款的用户发模板消息；医院须已开通城市服务，并已申请指定的消息模板。 · Sends the payer a template message for the hospital, which needs city services (城市服务) and the given templates.
///
/// `/payinsurance/sendmsg`, section 1.5.
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

impl ::wxmed::rt::Fields for SendMsg {
    fn write<'a>(&'a self, out: &mut ::wxmed::rt::Writer<'_, 'a>) {
        ::wxmed::rt::Fields::write(&self.order, out);
        out.put(2, &self.redirect_url);
        out.put(3, &self.mini_path);
        out.put(4, &self.mini_appid);
        ::wxmed::rt::Fields::write(&self.message, out);
    }

    fn read(from: &::wxmed::rt::Reader<'_, '_>) -> ::core::option::Option<Self> {
        ::core::option::Option::Some(Self {
            order: ::wxmed::rt::Fields::read(from)?,
            redirect_url: from.take(2)?,
            mini_path: from.take(3)?,
            mini_appid: from.take(4)?,
            message: ::wxmed::rt::Fields::read(from)?,
        })
    }
}

impl ::wxmed::rt::Record for SendMsg {
    const TABLE: &'static ::wxmed::rt::Table = &::wxmed::rt::Table {
        zh: "扫码支付后代发模板消息接口",
        en: "Send a template message after payment by scanning",
        section: "1.5",
        source: ["", ""],
        rows: &[
            ::wxmed::rt::Row::text("med_trans_id", "微信返回的订单号", "order number from WeChat").limit(32),
            ::wxmed::rt::Row::text("hosp_out_trade_no", "医院的订单号", "the hospital's order number").limit(32),
            ::wxmed::rt::Row::text("redirect_url", "模板消息跳转链接", "where the message leads").limit(256).format(::wxmed::rt::Format::Url),
            ::wxmed::rt::Row::text("mini_path", "模板消息跳转的小程序 path", "page of the mini program that the message opens").limit(256),
            ::wxmed::rt::Row::text("mini_appid", "模板消息跳转的小程序", "appid of the mini program that the message opens").limit(32),
            ::wxmed::rt::Row::text(
                    "msg_type",
                    "模板消息类型",
                    "kind of template message",
                )
                .required()
                .format(::wxmed::rt::Format::Int)
                .codes(<::wxmed::codes::MsgType as ::wxmed::rt::Code>::CODES),
            ::wxmed::rt::Row::text("nonce_str", "随机字符串", "nonce").required().limit(32).nonce(),
            ::wxmed::rt::Row::text("sign", "签名", "signature").required().limit(32).signature(),
            ::wxmed::rt::Row::text("first", "对应模板中的 first", "first line of the message").required().limit(128).redacted(),
            ::wxmed::rt::Row::text("remark", "对应模板中的 remark", "closing remark of the message").required().limit(128).redacted(),
            ::wxmed::rt::Row::text("first", "对应模板中的 first", "first line of the message").required().limit(128).redacted(),
            ::wxmed::rt::Row::text("discount", "对应模板中的优惠", "discount").required().limit(16),
            ::wxmed::rt::Row::text("real_fee", "对应模板中的实缴金额", "amount that was paid").required().limit(16),
            ::wxmed::rt::Row::text("remark", "对应模板中的 remark", "closing remark of the message").required().limit(128).redacted(),
            ::wxmed::rt::Row::text("first", "对应模板中的 first", "first line of the message").required().limit(128).redacted(),
            ::wxmed::rt::Row::text("doctor", "医生", "doctor").required().limit(128).redacted(),
            ::wxmed::rt::Row::text("department", "科室", "department").required().limit(128),
            ::wxmed::rt::Row::text("hospital", "医院", "hospital").required().limit(128),
            ::wxmed::rt::Row::text("visit_time", "就诊时间", "time of the visit").required().limit(128),
            ::wxmed::rt::Row::text("register_no", "登记号", "registration number").required().limit(128),
            ::wxmed::rt::Row::text("remark", "对应模板中的 remark", "closing remark of the message").required().limit(128).redacted(),
            ::wxmed::rt::Row::text("first", "对应模板中的 first", "first line of the message").required().limit(128).redacted(),
            ::wxmed::rt::Row::text("pre_register_item", "预约项目", "what the appointment is for").required().limit(128).redacted(),
            ::wxmed::rt::Row::text("pre_register_time", "预约时间", "time of the appointment").required().limit(128),
            ::wxmed::rt::Row::text("register_no", "登记号", "registration number").required().limit(128),
            ::wxmed::rt::Row::text("remark", "对应模板中的 remark", "closing remark of the message").required().limit(128).redacted(),
        ],
        checks: &[
            ::wxmed::rt::Check::Choice(&[&[::wxmed::rt::Member::Must(0)], &[::wxmed::rt::Member::Must(1)]]),
            ::wxmed::rt::Check::Cases {
                tag: 5,
                of: &[
                    ("1", &[8, 9]),
                    ("2", &[10, 11, 12, 13]),
                    ("3", &[14, 15, 16, 17, 18, 19, 20]),
                    ("4", &[21, 22, 23, 24, 25]),
                ],
            },
        ],
    };
}

impl ::core::fmt::Debug for SendMsg {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::wxmed::rt::debug(self, "SendMsg", f)
    }
}

impl SendMsg {
    /// Begins to build one.
    pub fn builder() -> SendMsgBuilder {
        SendMsgBuilder { draft: ::core::default::Default::default(), state: ::core::marker::PhantomData }
    }
}

/// Makes a [`SendMsg`]: one method a field, in any order.
#[must_use = "call `.build()`"]
pub struct SendMsgBuilder<HasOrder = ::wxmed::rt::No, HasMessage = ::wxmed::rt::No> {
    draft: SendMsgDraft,
    state: ::core::marker::PhantomData<(HasOrder, HasMessage)>,
}

#[derive(::core::default::Default)]
struct SendMsgDraft {
    order: ::core::option::Option<Order>,
    redirect_url: ::core::option::Option<::std::string::String>,
    mini_path: ::core::option::Option<::std::string::String>,
    mini_appid: ::core::option::Option<::std::string::String>,
    message: ::core::option::Option<Message>,
}

impl<HasOrder, HasMessage> SendMsgBuilder<HasOrder, HasMessage> {
    /// 订单 · the order
    pub fn order(mut self, value: impl ::core::convert::Into<Order>) -> SendMsgBuilder<::wxmed::rt::Yes, HasMessage> {
        ::wxmed::rt::give(&mut self.draft.order, value);
        SendMsgBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// 模板消息跳转链接 · where the message leads
    pub fn redirect_url(mut self, value: impl ::core::convert::Into<::std::string::String>) -> Self {
        ::wxmed::rt::give(&mut self.draft.redirect_url, value);
        self
    }

    /// 模板消息跳转的小程序 path · page of the mini program that the message opens
    pub fn mini_path(mut self, value: impl ::core::convert::Into<::std::string::String>) -> Self {
        ::wxmed::rt::give(&mut self.draft.mini_path, value);
        self
    }

    /// 模板消息跳转的小程序 · appid of the mini program that the message opens
    pub fn mini_appid(mut self, value: impl ::core::convert::Into<::std::string::String>) -> Self {
        ::wxmed::rt::give(&mut self.draft.mini_appid, value);
        self
    }

    /// 模板消息类型 · kind of template message
    pub fn message(mut self, value: impl ::core::convert::Into<Message>) -> SendMsgBuilder<HasOrder, ::wxmed::rt::Yes> {
        ::wxmed::rt::give(&mut self.draft.message, value);
        SendMsgBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// Checks all that was given.
    ///
    /// # Errors
    /// Everything that is wrong, all at once.
    pub fn build(self) -> ::core::result::Result<::wxmed::rt::Valid<SendMsg>, ::wxmed::rt::Violations>
    where
        HasOrder: ::wxmed::rt::Given<required::order>,
        HasMessage: ::wxmed::rt::Given<required::message>,
    {
        ::wxmed::rt::Valid::check(SendMsg {
            order: ::wxmed::rt::given(self.draft.order),
            redirect_url: self.draft.redirect_url,
            mini_path: self.draft.mini_path,
            mini_appid: self.draft.mini_appid,
            message: ::wxmed::rt::given(self.draft.message),
        })
    }
}

/// 订单 · the order
#[derive(::core::clone::Clone)]
pub enum Order {
    /// 按微信返回的订单号。 · By the order number from WeChat.
    MedTransId(::std::string::String),
    /// 按医院的订单号。 · By the hospital's order number.
    HospOutTradeNo(::std::string::String),
}

impl ::wxmed::rt::Fields for Order {
    fn write<'a>(&'a self, out: &mut ::wxmed::rt::Writer<'_, 'a>) {
        match self {
            Self::MedTransId(med_trans_id) => {
                out.put(0, med_trans_id);
            }
            Self::HospOutTradeNo(hosp_out_trade_no) => {
                out.put(1, hosp_out_trade_no);
            }
        }
    }

    fn read(from: &::wxmed::rt::Reader<'_, '_>) -> ::core::option::Option<Self> {
        if from.is_given(0) {
            return ::core::option::Option::Some(Self::MedTransId(from.take(0)?));
        }
        if from.is_given(1) {
            return ::core::option::Option::Some(Self::HospOutTradeNo(from.take(1)?));
        }
        ::core::option::Option::None
    }
}

impl ::core::fmt::Debug for Order {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::wxmed::rt::debug_part::<SendMsg, Self>(self, "Order", f)
    }
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

impl ::wxmed::rt::Fields for Message {
    fn write<'a>(&'a self, out: &mut ::wxmed::rt::Writer<'_, 'a>) {
        match self {
            Self::OutpatientPayment(case) => {
                out.put_text(5, "1");
                ::wxmed::rt::Fields::write(case, out);
            }
            Self::OutpatientPaymentDiscount(case) => {
                out.put_text(5, "2");
                ::wxmed::rt::Fields::write(case, out);
            }
            Self::RegistrationPayment(case) => {
                out.put_text(5, "3");
                ::wxmed::rt::Fields::write(case, out);
            }
            Self::AppointmentPayment(case) => {
                out.put_text(5, "4");
                ::wxmed::rt::Fields::write(case, out);
            }
        }
    }

    fn read(from: &::wxmed::rt::Reader<'_, '_>) -> ::core::option::Option<Self> {
        match from.text(5) {
            "1" => {
                ::core::option::Option::Some(Self::OutpatientPayment(::wxmed::rt::Fields::read(from)?))
            }
            "2" => {
                ::core::option::Option::Some(Self::OutpatientPaymentDiscount(::wxmed::rt::Fields::read(from)?))
            }
            "3" => {
                ::core::option::Option::Some(Self::RegistrationPayment(::wxmed::rt::Fields::read(from)?))
            }
            "4" => {
                ::core::option::Option::Some(Self::AppointmentPayment(::wxmed::rt::Fields::read(from)?))
            }
            _ => ::core::option::Option::None,
        }
    }
}

impl ::core::fmt::Debug for Message {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::wxmed::rt::debug_part::<SendMsg, Self>(self, "Message", f)
    }
}

impl ::core::convert::From<OutpatientPayment> for Message {
    fn from(case: OutpatientPayment) -> Self {
        Self::OutpatientPayment(case)
    }
}

impl ::core::convert::From<OutpatientPaymentDiscount> for Message {
    fn from(case: OutpatientPaymentDiscount) -> Self {
        Self::OutpatientPaymentDiscount(case)
    }
}

impl ::core::convert::From<RegistrationPayment> for Message {
    fn from(case: RegistrationPayment) -> Self {
        Self::RegistrationPayment(case)
    }
}

impl ::core::convert::From<AppointmentPayment> for Message {
    fn from(case: AppointmentPayment) -> Self {
        Self::AppointmentPayment(case)
    }
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

impl ::wxmed::rt::Fields for OutpatientPayment {
    fn write<'a>(&'a self, out: &mut ::wxmed::rt::Writer<'_, 'a>) {
        out.put(8, &self.first);
        out.put(9, &self.remark);
    }

    fn read(from: &::wxmed::rt::Reader<'_, '_>) -> ::core::option::Option<Self> {
        ::core::option::Option::Some(Self { first: from.take(8)?, remark: from.take(9)? })
    }
}

impl ::core::fmt::Debug for OutpatientPayment {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::wxmed::rt::debug_part::<SendMsg, Self>(self, "OutpatientPayment", f)
    }
}

impl OutpatientPayment {
    /// Begins to build one.
    pub fn builder() -> OutpatientPaymentBuilder {
        OutpatientPaymentBuilder { draft: ::core::default::Default::default(), state: ::core::marker::PhantomData }
    }
}

/// Makes a [`OutpatientPayment`]: one method a field, in any order.
#[must_use = "call `.build()`"]
pub struct OutpatientPaymentBuilder<HasFirst = ::wxmed::rt::No, HasRemark = ::wxmed::rt::No> {
    draft: OutpatientPaymentDraft,
    state: ::core::marker::PhantomData<(HasFirst, HasRemark)>,
}

#[derive(::core::default::Default)]
struct OutpatientPaymentDraft {
    first: ::core::option::Option<::std::string::String>,
    remark: ::core::option::Option<::std::string::String>,
}

impl<HasFirst, HasRemark> OutpatientPaymentBuilder<HasFirst, HasRemark> {
    /// 对应模板中的 first · first line of the message
    pub fn first(
        mut self,
        value: impl ::core::convert::Into<::std::string::String>,
    ) -> OutpatientPaymentBuilder<::wxmed::rt::Yes, HasRemark> {
        ::wxmed::rt::give(&mut self.draft.first, value);
        OutpatientPaymentBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// 对应模板中的 remark · closing remark of the message
    pub fn remark(
        mut self,
        value: impl ::core::convert::Into<::std::string::String>,
    ) -> OutpatientPaymentBuilder<HasFirst, ::wxmed::rt::Yes> {
        ::wxmed::rt::give(&mut self.draft.remark, value);
        OutpatientPaymentBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// Puts together what was given; it is checked with the record that it stands in.
    pub fn build(self) -> OutpatientPayment
    where
        HasFirst: ::wxmed::rt::Given<required::first>,
        HasRemark: ::wxmed::rt::Given<required::remark>,
    {
        OutpatientPayment { first: ::wxmed::rt::given(self.draft.first), remark: ::wxmed::rt::given(self.draft.remark) }
    }
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

impl ::wxmed::rt::Fields for OutpatientPaymentDiscount {
    fn write<'a>(&'a self, out: &mut ::wxmed::rt::Writer<'_, 'a>) {
        out.put(10, &self.first);
        out.put(11, &self.discount);
        out.put(12, &self.real_fee);
        out.put(13, &self.remark);
    }

    fn read(from: &::wxmed::rt::Reader<'_, '_>) -> ::core::option::Option<Self> {
        ::core::option::Option::Some(Self {
            first: from.take(10)?,
            discount: from.take(11)?,
            real_fee: from.take(12)?,
            remark: from.take(13)?,
        })
    }
}

impl ::core::fmt::Debug for OutpatientPaymentDiscount {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::wxmed::rt::debug_part::<SendMsg, Self>(self, "OutpatientPaymentDiscount", f)
    }
}

impl OutpatientPaymentDiscount {
    /// Begins to build one.
    pub fn builder() -> OutpatientPaymentDiscountBuilder {
        OutpatientPaymentDiscountBuilder {
            draft: ::core::default::Default::default(),
            state: ::core::marker::PhantomData,
        }
    }
}

/// Makes a [`OutpatientPaymentDiscount`]: one method a field, in any order.
#[must_use = "call `.build()`"]
pub struct OutpatientPaymentDiscountBuilder<
    HasFirst = ::wxmed::rt::No,
    HasDiscount = ::wxmed::rt::No,
    HasRealFee = ::wxmed::rt::No,
    HasRemark = ::wxmed::rt::No,
> {
    draft: OutpatientPaymentDiscountDraft,
    state: ::core::marker::PhantomData<(HasFirst, HasDiscount, HasRealFee, HasRemark)>,
}

#[derive(::core::default::Default)]
struct OutpatientPaymentDiscountDraft {
    first: ::core::option::Option<::std::string::String>,
    discount: ::core::option::Option<::std::string::String>,
    real_fee: ::core::option::Option<::std::string::String>,
    remark: ::core::option::Option<::std::string::String>,
}

impl<
    HasFirst,
    HasDiscount,
    HasRealFee,
    HasRemark,
> OutpatientPaymentDiscountBuilder<HasFirst, HasDiscount, HasRealFee, HasRemark> {
    /// 对应模板中的 first · first line of the message
    pub fn first(
        mut self,
        value: impl ::core::convert::Into<::std::string::String>,
    ) -> OutpatientPaymentDiscountBuilder<::wxmed::rt::Yes, HasDiscount, HasRealFee, HasRemark> {
        ::wxmed::rt::give(&mut self.draft.first, value);
        OutpatientPaymentDiscountBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// 对应模板中的优惠 · discount
    pub fn discount(
        mut self,
        value: impl ::core::convert::Into<::std::string::String>,
    ) -> OutpatientPaymentDiscountBuilder<HasFirst, ::wxmed::rt::Yes, HasRealFee, HasRemark> {
        ::wxmed::rt::give(&mut self.draft.discount, value);
        OutpatientPaymentDiscountBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// 对应模板中的实缴金额 · amount that was paid
    pub fn real_fee(
        mut self,
        value: impl ::core::convert::Into<::std::string::String>,
    ) -> OutpatientPaymentDiscountBuilder<HasFirst, HasDiscount, ::wxmed::rt::Yes, HasRemark> {
        ::wxmed::rt::give(&mut self.draft.real_fee, value);
        OutpatientPaymentDiscountBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// 对应模板中的 remark · closing remark of the message
    pub fn remark(
        mut self,
        value: impl ::core::convert::Into<::std::string::String>,
    ) -> OutpatientPaymentDiscountBuilder<HasFirst, HasDiscount, HasRealFee, ::wxmed::rt::Yes> {
        ::wxmed::rt::give(&mut self.draft.remark, value);
        OutpatientPaymentDiscountBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// Puts together what was given; it is checked with the record that it stands in.
    pub fn build(self) -> OutpatientPaymentDiscount
    where
        HasFirst: ::wxmed::rt::Given<required::first>,
        HasDiscount: ::wxmed::rt::Given<required::discount>,
        HasRealFee: ::wxmed::rt::Given<required::real_fee>,
        HasRemark: ::wxmed::rt::Given<required::remark>,
    {
        OutpatientPaymentDiscount {
            first: ::wxmed::rt::given(self.draft.first),
            discount: ::wxmed::rt::given(self.draft.discount),
            real_fee: ::wxmed::rt::given(self.draft.real_fee),
            remark: ::wxmed::rt::given(self.draft.remark),
        }
    }
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

impl ::wxmed::rt::Fields for RegistrationPayment {
    fn write<'a>(&'a self, out: &mut ::wxmed::rt::Writer<'_, 'a>) {
        out.put(14, &self.first);
        out.put(15, &self.doctor);
        out.put(16, &self.department);
        out.put(17, &self.hospital);
        out.put(18, &self.visit_time);
        out.put(19, &self.register_no);
        out.put(20, &self.remark);
    }

    fn read(from: &::wxmed::rt::Reader<'_, '_>) -> ::core::option::Option<Self> {
        ::core::option::Option::Some(Self {
            first: from.take(14)?,
            doctor: from.take(15)?,
            department: from.take(16)?,
            hospital: from.take(17)?,
            visit_time: from.take(18)?,
            register_no: from.take(19)?,
            remark: from.take(20)?,
        })
    }
}

impl ::core::fmt::Debug for RegistrationPayment {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::wxmed::rt::debug_part::<SendMsg, Self>(self, "RegistrationPayment", f)
    }
}

impl RegistrationPayment {
    /// Begins to build one.
    pub fn builder() -> RegistrationPaymentBuilder {
        RegistrationPaymentBuilder { draft: ::core::default::Default::default(), state: ::core::marker::PhantomData }
    }
}

/// Makes a [`RegistrationPayment`]: one method a field, in any order.
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
    draft: RegistrationPaymentDraft,
    state: ::core::marker::PhantomData<
        (HasFirst, HasDoctor, HasDepartment, HasHospital, HasVisitTime, HasRegisterNo, HasRemark),
    >,
}

#[derive(::core::default::Default)]
struct RegistrationPaymentDraft {
    first: ::core::option::Option<::std::string::String>,
    doctor: ::core::option::Option<::std::string::String>,
    department: ::core::option::Option<::std::string::String>,
    hospital: ::core::option::Option<::std::string::String>,
    visit_time: ::core::option::Option<::std::string::String>,
    register_no: ::core::option::Option<::std::string::String>,
    remark: ::core::option::Option<::std::string::String>,
}

impl<
    HasFirst,
    HasDoctor,
    HasDepartment,
    HasHospital,
    HasVisitTime,
    HasRegisterNo,
    HasRemark,
> RegistrationPaymentBuilder<HasFirst, HasDoctor, HasDepartment, HasHospital, HasVisitTime, HasRegisterNo, HasRemark> {
    /// 对应模板中的 first · first line of the message
    pub fn first(
        mut self,
        value: impl ::core::convert::Into<::std::string::String>,
    ) -> RegistrationPaymentBuilder<
        ::wxmed::rt::Yes,
        HasDoctor,
        HasDepartment,
        HasHospital,
        HasVisitTime,
        HasRegisterNo,
        HasRemark,
    > {
        ::wxmed::rt::give(&mut self.draft.first, value);
        RegistrationPaymentBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// 医生 · doctor
    pub fn doctor(
        mut self,
        value: impl ::core::convert::Into<::std::string::String>,
    ) -> RegistrationPaymentBuilder<
        HasFirst,
        ::wxmed::rt::Yes,
        HasDepartment,
        HasHospital,
        HasVisitTime,
        HasRegisterNo,
        HasRemark,
    > {
        ::wxmed::rt::give(&mut self.draft.doctor, value);
        RegistrationPaymentBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// 科室 · department
    pub fn department(
        mut self,
        value: impl ::core::convert::Into<::std::string::String>,
    ) -> RegistrationPaymentBuilder<
        HasFirst,
        HasDoctor,
        ::wxmed::rt::Yes,
        HasHospital,
        HasVisitTime,
        HasRegisterNo,
        HasRemark,
    > {
        ::wxmed::rt::give(&mut self.draft.department, value);
        RegistrationPaymentBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// 医院 · hospital
    pub fn hospital(
        mut self,
        value: impl ::core::convert::Into<::std::string::String>,
    ) -> RegistrationPaymentBuilder<
        HasFirst,
        HasDoctor,
        HasDepartment,
        ::wxmed::rt::Yes,
        HasVisitTime,
        HasRegisterNo,
        HasRemark,
    > {
        ::wxmed::rt::give(&mut self.draft.hospital, value);
        RegistrationPaymentBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// 就诊时间 · time of the visit
    pub fn visit_time(
        mut self,
        value: impl ::core::convert::Into<::std::string::String>,
    ) -> RegistrationPaymentBuilder<
        HasFirst,
        HasDoctor,
        HasDepartment,
        HasHospital,
        ::wxmed::rt::Yes,
        HasRegisterNo,
        HasRemark,
    > {
        ::wxmed::rt::give(&mut self.draft.visit_time, value);
        RegistrationPaymentBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// 登记号 · registration number
    pub fn register_no(
        mut self,
        value: impl ::core::convert::Into<::std::string::String>,
    ) -> RegistrationPaymentBuilder<
        HasFirst,
        HasDoctor,
        HasDepartment,
        HasHospital,
        HasVisitTime,
        ::wxmed::rt::Yes,
        HasRemark,
    > {
        ::wxmed::rt::give(&mut self.draft.register_no, value);
        RegistrationPaymentBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// 对应模板中的 remark · closing remark of the message
    pub fn remark(
        mut self,
        value: impl ::core::convert::Into<::std::string::String>,
    ) -> RegistrationPaymentBuilder<
        HasFirst,
        HasDoctor,
        HasDepartment,
        HasHospital,
        HasVisitTime,
        HasRegisterNo,
        ::wxmed::rt::Yes,
    > {
        ::wxmed::rt::give(&mut self.draft.remark, value);
        RegistrationPaymentBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// Puts together what was given; it is checked with the record that it stands in.
    pub fn build(self) -> RegistrationPayment
    where
        HasFirst: ::wxmed::rt::Given<required::first>,
        HasDoctor: ::wxmed::rt::Given<required::doctor>,
        HasDepartment: ::wxmed::rt::Given<required::department>,
        HasHospital: ::wxmed::rt::Given<required::hospital>,
        HasVisitTime: ::wxmed::rt::Given<required::visit_time>,
        HasRegisterNo: ::wxmed::rt::Given<required::register_no>,
        HasRemark: ::wxmed::rt::Given<required::remark>,
    {
        RegistrationPayment {
            first: ::wxmed::rt::given(self.draft.first),
            doctor: ::wxmed::rt::given(self.draft.doctor),
            department: ::wxmed::rt::given(self.draft.department),
            hospital: ::wxmed::rt::given(self.draft.hospital),
            visit_time: ::wxmed::rt::given(self.draft.visit_time),
            register_no: ::wxmed::rt::given(self.draft.register_no),
            remark: ::wxmed::rt::given(self.draft.remark),
        }
    }
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

impl ::wxmed::rt::Fields for AppointmentPayment {
    fn write<'a>(&'a self, out: &mut ::wxmed::rt::Writer<'_, 'a>) {
        out.put(21, &self.first);
        out.put(22, &self.pre_register_item);
        out.put(23, &self.pre_register_time);
        out.put(24, &self.register_no);
        out.put(25, &self.remark);
    }

    fn read(from: &::wxmed::rt::Reader<'_, '_>) -> ::core::option::Option<Self> {
        ::core::option::Option::Some(Self {
            first: from.take(21)?,
            pre_register_item: from.take(22)?,
            pre_register_time: from.take(23)?,
            register_no: from.take(24)?,
            remark: from.take(25)?,
        })
    }
}

impl ::core::fmt::Debug for AppointmentPayment {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::wxmed::rt::debug_part::<SendMsg, Self>(self, "AppointmentPayment", f)
    }
}

impl AppointmentPayment {
    /// Begins to build one.
    pub fn builder() -> AppointmentPaymentBuilder {
        AppointmentPaymentBuilder { draft: ::core::default::Default::default(), state: ::core::marker::PhantomData }
    }
}

/// Makes a [`AppointmentPayment`]: one method a field, in any order.
#[must_use = "call `.build()`"]
pub struct AppointmentPaymentBuilder<
    HasFirst = ::wxmed::rt::No,
    HasPreRegisterItem = ::wxmed::rt::No,
    HasPreRegisterTime = ::wxmed::rt::No,
    HasRegisterNo = ::wxmed::rt::No,
    HasRemark = ::wxmed::rt::No,
> {
    draft: AppointmentPaymentDraft,
    state: ::core::marker::PhantomData<(HasFirst, HasPreRegisterItem, HasPreRegisterTime, HasRegisterNo, HasRemark)>,
}

#[derive(::core::default::Default)]
struct AppointmentPaymentDraft {
    first: ::core::option::Option<::std::string::String>,
    pre_register_item: ::core::option::Option<::std::string::String>,
    pre_register_time: ::core::option::Option<::std::string::String>,
    register_no: ::core::option::Option<::std::string::String>,
    remark: ::core::option::Option<::std::string::String>,
}

impl<
    HasFirst,
    HasPreRegisterItem,
    HasPreRegisterTime,
    HasRegisterNo,
    HasRemark,
> AppointmentPaymentBuilder<HasFirst, HasPreRegisterItem, HasPreRegisterTime, HasRegisterNo, HasRemark> {
    /// 对应模板中的 first · first line of the message
    pub fn first(
        mut self,
        value: impl ::core::convert::Into<::std::string::String>,
    ) -> AppointmentPaymentBuilder<::wxmed::rt::Yes, HasPreRegisterItem, HasPreRegisterTime, HasRegisterNo, HasRemark> {
        ::wxmed::rt::give(&mut self.draft.first, value);
        AppointmentPaymentBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// 预约项目 · what the appointment is for
    pub fn pre_register_item(
        mut self,
        value: impl ::core::convert::Into<::std::string::String>,
    ) -> AppointmentPaymentBuilder<HasFirst, ::wxmed::rt::Yes, HasPreRegisterTime, HasRegisterNo, HasRemark> {
        ::wxmed::rt::give(&mut self.draft.pre_register_item, value);
        AppointmentPaymentBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// 预约时间 · time of the appointment
    pub fn pre_register_time(
        mut self,
        value: impl ::core::convert::Into<::std::string::String>,
    ) -> AppointmentPaymentBuilder<HasFirst, HasPreRegisterItem, ::wxmed::rt::Yes, HasRegisterNo, HasRemark> {
        ::wxmed::rt::give(&mut self.draft.pre_register_time, value);
        AppointmentPaymentBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// 登记号 · registration number
    pub fn register_no(
        mut self,
        value: impl ::core::convert::Into<::std::string::String>,
    ) -> AppointmentPaymentBuilder<HasFirst, HasPreRegisterItem, HasPreRegisterTime, ::wxmed::rt::Yes, HasRemark> {
        ::wxmed::rt::give(&mut self.draft.register_no, value);
        AppointmentPaymentBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// 对应模板中的 remark · closing remark of the message
    pub fn remark(
        mut self,
        value: impl ::core::convert::Into<::std::string::String>,
    ) -> AppointmentPaymentBuilder<HasFirst, HasPreRegisterItem, HasPreRegisterTime, HasRegisterNo, ::wxmed::rt::Yes> {
        ::wxmed::rt::give(&mut self.draft.remark, value);
        AppointmentPaymentBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// Puts together what was given; it is checked with the record that it stands in.
    pub fn build(self) -> AppointmentPayment
    where
        HasFirst: ::wxmed::rt::Given<required::first>,
        HasPreRegisterItem: ::wxmed::rt::Given<required::pre_register_item>,
        HasPreRegisterTime: ::wxmed::rt::Given<required::pre_register_time>,
        HasRegisterNo: ::wxmed::rt::Given<required::register_no>,
        HasRemark: ::wxmed::rt::Given<required::remark>,
    {
        AppointmentPayment {
            first: ::wxmed::rt::given(self.draft.first),
            pre_register_item: ::wxmed::rt::given(self.draft.pre_register_item),
            pre_register_time: ::wxmed::rt::given(self.draft.pre_register_time),
            register_no: ::wxmed::rt::given(self.draft.register_no),
            remark: ::wxmed::rt::given(self.draft.remark),
        }
    }
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

/// 扫码支付后代发模板消息接口的应答 · Answer to: Send a template message after payment by scanning
///
/// Section 1.5.
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct SendMsgReply {}
impl ::wxmed::rt::Fields for SendMsgReply {
    fn write<'a>(&'a self, _out: &mut ::wxmed::rt::Writer<'_, 'a>) {}
    fn read(_from: &::wxmed::rt::Reader<'_, '_>) -> ::core::option::Option<Self> {
        ::core::option::Option::Some(Self {})
    }
}

impl ::wxmed::rt::Record for SendMsgReply {
    const TABLE: &'static ::wxmed::rt::Table = &::wxmed::rt::Table {
        zh: "扫码支付后代发模板消息接口",
        en: "Send a template message after payment by scanning",
        section: "1.5",
        source: ["", ""],
        rows: &[],
        checks: &[],
    };
}

impl ::core::fmt::Debug for SendMsgReply {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::wxmed::rt::debug(self, "SendMsgReply", f)
    }
}

impl ::wxmed::rt::Request for SendMsg {
    type Reply = SendMsgReply;
    const OPERATION: &'static ::wxmed::rt::Operation = &::wxmed::rt::Operation {
        name: "sendmsg",
        path: "/payinsurance/sendmsg",
        section: "1.5",
        retry: ::wxmed::rt::Retry::Never,
        answer: ::wxmed::rt::AnswerSigning::Signed,
        sign_type: ::core::option::Option::None,
        order: &[
            ::wxmed::rt::element!(16, "department"),
            ::wxmed::rt::element!(11, "discount"),
            ::wxmed::rt::element!(15, "doctor"),
            ::wxmed::rt::element!(8, "first"),
            ::wxmed::rt::element!(10, "first"),
            ::wxmed::rt::element!(14, "first"),
            ::wxmed::rt::element!(21, "first"),
            ::wxmed::rt::element!(1, "hosp_out_trade_no"),
            ::wxmed::rt::element!(17, "hospital"),
            ::wxmed::rt::element!(0, "med_trans_id"),
            ::wxmed::rt::element!(4, "mini_appid"),
            ::wxmed::rt::element!(3, "mini_path"),
            ::wxmed::rt::element!(5, "msg_type"),
            ::wxmed::rt::element!(6, "nonce_str"),
            ::wxmed::rt::element!(22, "pre_register_item"),
            ::wxmed::rt::element!(23, "pre_register_time"),
            ::wxmed::rt::element!(12, "real_fee"),
            ::wxmed::rt::element!(2, "redirect_url"),
            ::wxmed::rt::element!(19, "register_no"),
            ::wxmed::rt::element!(24, "register_no"),
            ::wxmed::rt::element!(9, "remark"),
            ::wxmed::rt::element!(13, "remark"),
            ::wxmed::rt::element!(20, "remark"),
            ::wxmed::rt::element!(25, "remark"),
            ::wxmed::rt::element!(18, "visit_time"),
        ],
        errors: &[],
        echoes: &[("nonce_str", "nonce_str")],
    };
}

impl SendMsg {
    /// Makes one from wire names and texts, as strictly as the builder does.
    ///
    /// A name that the document does not have becomes an extra field, and is signed in its place.
    ///
    /// # Errors
    /// Everything that is wrong, all at once.
    pub fn from_fields<'a>(
        fields: impl ::core::iter::IntoIterator<Item = (&'a ::core::primitive::str, &'a ::core::primitive::str)>,
    ) -> ::core::result::Result<::wxmed::rt::Valid<Self>, ::wxmed::rt::Violations> {
        <Self as ::wxmed::rt::Request>::from_fields(fields)
    }
}

// Made by `cargo xtask regen` from schema/specs/payinsurance/preregister.yaml: do not edit.

/// 挂号报备接口 · Announce a registration
///
/// 把挂号订单报备给平台，平台把 request_content 透传给当地医保局。 · Announces a registration order to the platform, which passes request_content on to the city's bureau.
///
/// `/payinsurance/preregister`, section 1.3, since V1.4.
///
/// A client never retries it once it may have been sent: the error is then an unknown outcome. The reply is [`PreregisterReply`].
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct Preregister {
    /// 商户身份 · the merchant
    pub merchant: ::wxmed::parts::Merchant,
    /// 用户 · the payer
    pub payer: Payer,
    /// 医院订单号(商户订单号) · the hospital's order number
    ///
    /// `hosp_out_trade_no` String64, section 1.3.
    ///
    /// 由医院公众号平台自行编号。 · Given by the hospital's own platform.
    pub hosp_out_trade_no: ::std::string::String,
    /// 医院名称 · name of the hospital
    ///
    /// `hospital_name` string128, section 1.3.
    pub hospital_name: ::std::string::String,
    /// 用户端 ip · the user's IP address
    ///
    /// `spbill_create_ip` String16, section 1.3.
    pub spbill_create_ip: ::core::net::Ipv4Addr,
    /// 商品描述 · what is paid for
    ///
    /// `body` String128, section 1.3.
    ///
    /// 写法同微信支付的商品描述。 · Written as WeChat Pay describes goods.
    pub body: ::std::string::String,
    /// 城市 ID · city ID
    ///
    /// `city_id` String32, section 1.3.
    ///
    /// 不填则为公众号申请接入的城市。 · By default, the city that the official account applied for.
    pub city_id: ::core::option::Option<::std::string::String>,
    /// 证件类型 · kind of identity document
    ///
    /// `user_card_type` Uint8, section 1.3.
    pub user_card_type: ::wxmed::codes::UserCardType,
    /// 证件号码 · MD5 of the identity number
    ///
    /// `user_card_no` String32, section 1.3.
    ///
    /// 目前只支持身份证：15 位先转为 18 位，字母先转成大写，再取 MD5。 · Identity cards only. A number of 15 digits becomes one of 18, a letter becomes upper case, then MD5.
    pub user_card_no: ::wxmed::rt::IdCardMd5,
    /// 真实姓名 · the user's real name
    ///
    /// `user_name` String32, section 1.3.
    pub user_name: ::std::string::String,
    /// 业务流水号 · the hospital's serial number
    ///
    /// `serial_no` String20, section 1.3.
    ///
    /// 医院的订单流水号。 · Of the order at the hospital.
    pub serial_no: ::std::string::String,
    /// 医疗机构编码(医保局分配给机构) · institution code
    ///
    /// `org_no` String32, section 1.3.
    ///
    /// 由人社局提供。 · Given by the bureau.
    pub org_no: ::std::string::String,
    /// 医院下单时间 · when the hospital made the order
    ///
    /// `gmt_out_create` String(14), section 1.3.
    pub gmt_out_create: ::wxmed::rt::Timestamp,
    /// 参考医保结构体（医疗机构透传医保） · what the bureau wants to know
    ///
    /// `request_content` String, section 1.3.
    ///
    /// 原样透传医保局，结构因地区而异。 · Passed through to the bureau; its structure differs by city.
    pub request_content: ::wxmed::rt::Content,
    /// 扩展字段 · extension
    ///
    /// `extends` String512, section 1.3.
    pub extends: ::core::option::Option<::std::string::String>,
}

/// Builder for [`Preregister`], with one method per field.
#[must_use = "call `.build()`"]
pub struct PreregisterBuilder<
    HasMerchant = ::wxmed::rt::No,
    HasPayer = ::wxmed::rt::No,
    HasHospOutTradeNo = ::wxmed::rt::No,
    HasHospitalName = ::wxmed::rt::No,
    HasSpbillCreateIp = ::wxmed::rt::No,
    HasBody = ::wxmed::rt::No,
    HasUserCardType = ::wxmed::rt::No,
    HasUserCardNo = ::wxmed::rt::No,
    HasUserName = ::wxmed::rt::No,
    HasSerialNo = ::wxmed::rt::No,
    HasOrgNo = ::wxmed::rt::No,
    HasGmtOutCreate = ::wxmed::rt::No,
    HasRequestContent = ::wxmed::rt::No,
> {
    draft: ::wxmed::rt::Draft<Preregister>,
    state: ::core::marker::PhantomData<(
        HasMerchant,
        HasPayer,
        HasHospOutTradeNo,
        HasHospitalName,
        HasSpbillCreateIp,
        HasBody,
        HasUserCardType,
        HasUserCardNo,
        HasUserName,
        HasSerialNo,
        HasOrgNo,
        HasGmtOutCreate,
        HasRequestContent,
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
    pub enum body {}
    pub enum gmt_out_create {}
    pub enum hosp_out_trade_no {}
    pub enum hospital_name {}
    pub enum merchant {}
    pub enum org_no {}
    pub enum payer {}
    pub enum request_content {}
    pub enum serial_no {}
    pub enum spbill_create_ip {}
    pub enum user_card_no {}
    pub enum user_card_type {}
    pub enum user_name {}
}

/// 挂号报备接口的应答 · Reply to: Announce a registration
///
/// Section 1.3, since V1.4.
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct PreregisterReply {
    /// 支付完成后社保返回内容串 · what the bureau answered
    ///
    /// `response_content` String, section 1.3.
    ///
    /// 由社保返回，格式因地区而异，请保留原文。 · Comes from the bureau and differs by city; keep the raw text.
    pub response_content: ::std::string::String,
}

const _: () = {
    use ::core::convert::Into;
    use ::core::default::Default;
    use ::core::fmt;
    use ::core::iter::IntoIterator;
    use ::core::marker::PhantomData;
    use ::core::net::Ipv4Addr;
    use ::core::option::Option;
    use ::core::option::Option::{None, Some};
    use ::core::primitive::str;
    use ::core::result::Result;
    use ::std::string::String;
    use ::wxmed::codes::UserCardType;
    use ::wxmed::parts::Merchant;
    use ::wxmed::rt::{
        Bilingual, Borrowed, Check, Code, Content, FieldSchema, Fields, Format, Given, IdCardMd5, Input, IntoValue,
        Member, Operation, Reader, Record, RecordSchema, Request, ResponseSigning, Retry, Timestamp, Valid, Violations,
        Writer, Yes, debug, debug_part, element,
    };
    mod preregister_row {
        pub(super) const APPID: ::core::primitive::u16 = 0;
        pub(super) const MCH_ID: ::core::primitive::u16 = 1;
        pub(super) const SUB_APPID: ::core::primitive::u16 = 2;
        pub(super) const SUB_MCH_ID: ::core::primitive::u16 = 3;
        pub(super) const OPENID: ::core::primitive::u16 = 4;
        pub(super) const SUB_OPENID: ::core::primitive::u16 = 5;
        pub(super) const HOSP_OUT_TRADE_NO: ::core::primitive::u16 = 6;
        pub(super) const HOSPITAL_NAME: ::core::primitive::u16 = 7;
        pub(super) const NONCE_STR: ::core::primitive::u16 = 8;
        pub(super) const SPBILL_CREATE_IP: ::core::primitive::u16 = 9;
        pub(super) const BODY: ::core::primitive::u16 = 10;
        pub(super) const CITY_ID: ::core::primitive::u16 = 11;
        pub(super) const USER_CARD_TYPE: ::core::primitive::u16 = 12;
        pub(super) const USER_CARD_NO: ::core::primitive::u16 = 13;
        pub(super) const USER_NAME: ::core::primitive::u16 = 14;
        pub(super) const SERIAL_NO: ::core::primitive::u16 = 15;
        pub(super) const ORG_NO: ::core::primitive::u16 = 16;
        pub(super) const GMT_OUT_CREATE: ::core::primitive::u16 = 17;
        pub(super) const REQUEST_CONTENT: ::core::primitive::u16 = 18;
        pub(super) const EXTENDS: ::core::primitive::u16 = 19;
    }
    mod preregister_reply_row {
        pub(super) const RESPONSE_CONTENT: ::core::primitive::u16 = 0;
    }

    impl Fields for Preregister {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put_at(
                &[
                    preregister_row::APPID,
                    preregister_row::MCH_ID,
                    preregister_row::SUB_APPID,
                    preregister_row::SUB_MCH_ID,
                ],
                &self.merchant,
            );
            Fields::write(&self.payer, out);
            out.put(preregister_row::HOSP_OUT_TRADE_NO, &self.hosp_out_trade_no);
            out.put(preregister_row::HOSPITAL_NAME, &self.hospital_name);
            out.put(preregister_row::SPBILL_CREATE_IP, &self.spbill_create_ip);
            out.put(preregister_row::BODY, &self.body);
            out.put(preregister_row::CITY_ID, &self.city_id);
            out.put(preregister_row::USER_CARD_TYPE, &self.user_card_type);
            out.put(preregister_row::USER_CARD_NO, &self.user_card_no);
            out.put(preregister_row::USER_NAME, &self.user_name);
            out.put(preregister_row::SERIAL_NO, &self.serial_no);
            out.put(preregister_row::ORG_NO, &self.org_no);
            out.put(preregister_row::GMT_OUT_CREATE, &self.gmt_out_create);
            out.put(preregister_row::REQUEST_CONTENT, &self.request_content);
            out.put(preregister_row::EXTENDS, &self.extends);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                merchant: from.take_at(&[
                    preregister_row::APPID,
                    preregister_row::MCH_ID,
                    preregister_row::SUB_APPID,
                    preregister_row::SUB_MCH_ID,
                ])?,
                payer: Fields::read(from)?,
                hosp_out_trade_no: from.take(preregister_row::HOSP_OUT_TRADE_NO)?,
                hospital_name: from.take(preregister_row::HOSPITAL_NAME)?,
                spbill_create_ip: from.take(preregister_row::SPBILL_CREATE_IP)?,
                body: from.take(preregister_row::BODY)?,
                city_id: from.take(preregister_row::CITY_ID)?,
                user_card_type: from.take(preregister_row::USER_CARD_TYPE)?,
                user_card_no: from.take(preregister_row::USER_CARD_NO)?,
                user_name: from.take(preregister_row::USER_NAME)?,
                serial_no: from.take(preregister_row::SERIAL_NO)?,
                org_no: from.take(preregister_row::ORG_NO)?,
                gmt_out_create: from.take(preregister_row::GMT_OUT_CREATE)?,
                request_content: from.take(preregister_row::REQUEST_CONTENT)?,
                extends: from.take(preregister_row::EXTENDS)?,
            })
        }
    }

    impl Record for Preregister {
        const TABLE: &'static RecordSchema = &RecordSchema {
            title: Bilingual::of("挂号报备接口", "Announce a registration"),
            section: Borrowed("1.3"),
            source: Bilingual::of("", ""),
            rows: Borrowed(&[
                FieldSchema::text("appid", "公众帐号 id", "appid of the official account").required().limit(32),
                FieldSchema::text("mch_id", "商户号", "merchant number").required().limit(32),
                FieldSchema::text("sub_appid", "子商户公众号 ID", "appid of the sub-merchant's official account")
                    .limit(32),
                FieldSchema::text("sub_mch_id", "子商户号", "sub-merchant number").limit(32),
                FieldSchema::text("openid", "用户标识", "the user's openid").limit(128).redacted(),
                FieldSchema::text("sub_openid", "用户子标识", "the user's openid with the sub-merchant")
                    .limit(128)
                    .redacted(),
                FieldSchema::text("hosp_out_trade_no", "医院订单号(商户订单号)", "the hospital's order number")
                    .required()
                    .limit(64),
                FieldSchema::text("hospital_name", "医院名称", "name of the hospital").required().limit(128),
                FieldSchema::text("nonce_str", "随机字符串", "nonce").required().limit(32).nonce(),
                FieldSchema::text("spbill_create_ip", "用户端 ip", "the user's IP address")
                    .required()
                    .limit(16)
                    .format(Format::Ipv4),
                FieldSchema::text("body", "商品描述", "what is paid for").required().limit(128),
                FieldSchema::text("city_id", "城市 ID", "city ID").limit(32),
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
                FieldSchema::text("extends", "扩展字段", "extension").limit(512).redacted(),
                FieldSchema::text("sign", "签名", "signature").required().limit(32).signature(),
            ]),
            checks: Borrowed(&[
                Check::Choice(Borrowed(&[
                    Borrowed(&[Member::Must(0), Member::Must(1)]),
                    Borrowed(&[Member::Must(0), Member::Must(1), Member::May(2), Member::Must(3)]),
                ])),
                Check::Choice(Borrowed(&[Borrowed(&[Member::Must(4)]), Borrowed(&[Member::Must(5)])])),
                Check::Needs { given: 5, needs: 2 },
            ]),
        };
    }

    impl fmt::Debug for Preregister {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug(self, "Preregister", f)
        }
    }

    impl Preregister {
        /// Returns a builder.
        pub fn builder() -> PreregisterBuilder {
            PreregisterBuilder { draft: Default::default(), state: PhantomData }
        }
    }

    impl<
        HasMerchant,
        HasPayer,
        HasHospOutTradeNo,
        HasHospitalName,
        HasSpbillCreateIp,
        HasBody,
        HasUserCardType,
        HasUserCardNo,
        HasUserName,
        HasSerialNo,
        HasOrgNo,
        HasGmtOutCreate,
        HasRequestContent,
    >
        PreregisterBuilder<
            HasMerchant,
            HasPayer,
            HasHospOutTradeNo,
            HasHospitalName,
            HasSpbillCreateIp,
            HasBody,
            HasUserCardType,
            HasUserCardNo,
            HasUserName,
            HasSerialNo,
            HasOrgNo,
            HasGmtOutCreate,
            HasRequestContent,
        >
    {
        /// 商户身份 · the merchant
        ///
        /// Mandatory.
        pub fn merchant(
            mut self,
            value: impl IntoValue<Merchant>,
        ) -> PreregisterBuilder<
            Yes,
            HasPayer,
            HasHospOutTradeNo,
            HasHospitalName,
            HasSpbillCreateIp,
            HasBody,
            HasUserCardType,
            HasUserCardNo,
            HasUserName,
            HasSerialNo,
            HasOrgNo,
            HasGmtOutCreate,
            HasRequestContent,
        > {
            self.draft.part::<Merchant>(
                &[
                    preregister_row::APPID,
                    preregister_row::MCH_ID,
                    preregister_row::SUB_APPID,
                    preregister_row::SUB_MCH_ID,
                ],
                value,
            );
            PreregisterBuilder { draft: self.draft, state: PhantomData }
        }

        /// 用户 · the payer
        ///
        /// Mandatory.
        pub fn payer(
            mut self,
            value: impl IntoValue<Payer>,
        ) -> PreregisterBuilder<
            HasMerchant,
            Yes,
            HasHospOutTradeNo,
            HasHospitalName,
            HasSpbillCreateIp,
            HasBody,
            HasUserCardType,
            HasUserCardNo,
            HasUserName,
            HasSerialNo,
            HasOrgNo,
            HasGmtOutCreate,
            HasRequestContent,
        > {
            self.draft.group::<Payer>(preregister_row::OPENID, value);
            PreregisterBuilder { draft: self.draft, state: PhantomData }
        }

        /// 医院订单号(商户订单号) · the hospital's order number
        ///
        /// `hosp_out_trade_no` String64. Mandatory.
        pub fn hosp_out_trade_no(
            mut self,
            value: impl Into<String>,
        ) -> PreregisterBuilder<
            HasMerchant,
            HasPayer,
            Yes,
            HasHospitalName,
            HasSpbillCreateIp,
            HasBody,
            HasUserCardType,
            HasUserCardNo,
            HasUserName,
            HasSerialNo,
            HasOrgNo,
            HasGmtOutCreate,
            HasRequestContent,
        > {
            self.draft.text(preregister_row::HOSP_OUT_TRADE_NO, value);
            PreregisterBuilder { draft: self.draft, state: PhantomData }
        }

        /// 医院名称 · name of the hospital
        ///
        /// `hospital_name` string128. Mandatory.
        pub fn hospital_name(
            mut self,
            value: impl Into<String>,
        ) -> PreregisterBuilder<
            HasMerchant,
            HasPayer,
            HasHospOutTradeNo,
            Yes,
            HasSpbillCreateIp,
            HasBody,
            HasUserCardType,
            HasUserCardNo,
            HasUserName,
            HasSerialNo,
            HasOrgNo,
            HasGmtOutCreate,
            HasRequestContent,
        > {
            self.draft.text(preregister_row::HOSPITAL_NAME, value);
            PreregisterBuilder { draft: self.draft, state: PhantomData }
        }

        /// 用户端 ip · the user's IP address
        ///
        /// `spbill_create_ip` String16, an IPv4 address, such as 10.193.0.1. Mandatory.
        pub fn spbill_create_ip(
            mut self,
            value: impl IntoValue<Ipv4Addr>,
        ) -> PreregisterBuilder<
            HasMerchant,
            HasPayer,
            HasHospOutTradeNo,
            HasHospitalName,
            Yes,
            HasBody,
            HasUserCardType,
            HasUserCardNo,
            HasUserName,
            HasSerialNo,
            HasOrgNo,
            HasGmtOutCreate,
            HasRequestContent,
        > {
            self.draft.put::<Ipv4Addr>(preregister_row::SPBILL_CREATE_IP, value);
            PreregisterBuilder { draft: self.draft, state: PhantomData }
        }

        /// 商品描述 · what is paid for
        ///
        /// `body` String128. Mandatory.
        pub fn body(
            mut self,
            value: impl Into<String>,
        ) -> PreregisterBuilder<
            HasMerchant,
            HasPayer,
            HasHospOutTradeNo,
            HasHospitalName,
            HasSpbillCreateIp,
            Yes,
            HasUserCardType,
            HasUserCardNo,
            HasUserName,
            HasSerialNo,
            HasOrgNo,
            HasGmtOutCreate,
            HasRequestContent,
        > {
            self.draft.text(preregister_row::BODY, value);
            PreregisterBuilder { draft: self.draft, state: PhantomData }
        }

        /// 城市 ID · city ID
        ///
        /// `city_id` String32. Optional.
        pub fn city_id(mut self, value: impl Into<String>) -> Self {
            self.draft.text(preregister_row::CITY_ID, value);
            self
        }

        /// [`Self::city_id`], for an `Option`.
        pub fn maybe_city_id(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(preregister_row::CITY_ID, value);
            self
        }

        /// 证件类型 · kind of identity document
        ///
        /// `user_card_type` Uint8, a whole number from 0 to 255. Mandatory.
        pub fn user_card_type(
            mut self,
            value: impl IntoValue<UserCardType>,
        ) -> PreregisterBuilder<
            HasMerchant,
            HasPayer,
            HasHospOutTradeNo,
            HasHospitalName,
            HasSpbillCreateIp,
            HasBody,
            Yes,
            HasUserCardNo,
            HasUserName,
            HasSerialNo,
            HasOrgNo,
            HasGmtOutCreate,
            HasRequestContent,
        > {
            self.draft.put::<UserCardType>(preregister_row::USER_CARD_TYPE, value);
            PreregisterBuilder { draft: self.draft, state: PhantomData }
        }

        /// 证件号码 · MD5 of the identity number
        ///
        /// `user_card_no` String32, the MD5 of an identity number: 32 lower-case hexadecimal digits. Mandatory.
        pub fn user_card_no(
            mut self,
            value: impl IntoValue<IdCardMd5>,
        ) -> PreregisterBuilder<
            HasMerchant,
            HasPayer,
            HasHospOutTradeNo,
            HasHospitalName,
            HasSpbillCreateIp,
            HasBody,
            HasUserCardType,
            Yes,
            HasUserName,
            HasSerialNo,
            HasOrgNo,
            HasGmtOutCreate,
            HasRequestContent,
        > {
            self.draft.put::<IdCardMd5>(preregister_row::USER_CARD_NO, value);
            PreregisterBuilder { draft: self.draft, state: PhantomData }
        }

        /// 真实姓名 · the user's real name
        ///
        /// `user_name` String32. Mandatory.
        pub fn user_name(
            mut self,
            value: impl Into<String>,
        ) -> PreregisterBuilder<
            HasMerchant,
            HasPayer,
            HasHospOutTradeNo,
            HasHospitalName,
            HasSpbillCreateIp,
            HasBody,
            HasUserCardType,
            HasUserCardNo,
            Yes,
            HasSerialNo,
            HasOrgNo,
            HasGmtOutCreate,
            HasRequestContent,
        > {
            self.draft.text(preregister_row::USER_NAME, value);
            PreregisterBuilder { draft: self.draft, state: PhantomData }
        }

        /// 业务流水号 · the hospital's serial number
        ///
        /// `serial_no` String20. Mandatory.
        pub fn serial_no(
            mut self,
            value: impl Into<String>,
        ) -> PreregisterBuilder<
            HasMerchant,
            HasPayer,
            HasHospOutTradeNo,
            HasHospitalName,
            HasSpbillCreateIp,
            HasBody,
            HasUserCardType,
            HasUserCardNo,
            HasUserName,
            Yes,
            HasOrgNo,
            HasGmtOutCreate,
            HasRequestContent,
        > {
            self.draft.text(preregister_row::SERIAL_NO, value);
            PreregisterBuilder { draft: self.draft, state: PhantomData }
        }

        /// 医疗机构编码(医保局分配给机构) · institution code
        ///
        /// `org_no` String32. Mandatory.
        pub fn org_no(
            mut self,
            value: impl Into<String>,
        ) -> PreregisterBuilder<
            HasMerchant,
            HasPayer,
            HasHospOutTradeNo,
            HasHospitalName,
            HasSpbillCreateIp,
            HasBody,
            HasUserCardType,
            HasUserCardNo,
            HasUserName,
            HasSerialNo,
            Yes,
            HasGmtOutCreate,
            HasRequestContent,
        > {
            self.draft.text(preregister_row::ORG_NO, value);
            PreregisterBuilder { draft: self.draft, state: PhantomData }
        }

        /// 医院下单时间 · when the hospital made the order
        ///
        /// `gmt_out_create` String(14), a time as yyyyMMddHHmmss, such as 20160501163102. Mandatory.
        pub fn gmt_out_create(
            mut self,
            value: impl IntoValue<Timestamp>,
        ) -> PreregisterBuilder<
            HasMerchant,
            HasPayer,
            HasHospOutTradeNo,
            HasHospitalName,
            HasSpbillCreateIp,
            HasBody,
            HasUserCardType,
            HasUserCardNo,
            HasUserName,
            HasSerialNo,
            HasOrgNo,
            Yes,
            HasRequestContent,
        > {
            self.draft.put::<Timestamp>(preregister_row::GMT_OUT_CREATE, value);
            PreregisterBuilder { draft: self.draft, state: PhantomData }
        }

        /// 参考医保结构体（医疗机构透传医保） · what the bureau wants to know
        ///
        /// `request_content` String. Mandatory.
        pub fn request_content(
            mut self,
            value: impl IntoValue<Content>,
        ) -> PreregisterBuilder<
            HasMerchant,
            HasPayer,
            HasHospOutTradeNo,
            HasHospitalName,
            HasSpbillCreateIp,
            HasBody,
            HasUserCardType,
            HasUserCardNo,
            HasUserName,
            HasSerialNo,
            HasOrgNo,
            HasGmtOutCreate,
            Yes,
        > {
            self.draft.put::<Content>(preregister_row::REQUEST_CONTENT, value);
            PreregisterBuilder { draft: self.draft, state: PhantomData }
        }

        /// 扩展字段 · extension
        ///
        /// `extends` String512. Optional.
        pub fn extends(mut self, value: impl Into<String>) -> Self {
            self.draft.text(preregister_row::EXTENDS, value);
            self
        }

        /// [`Self::extends`], for an `Option`.
        pub fn maybe_extends(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(preregister_row::EXTENDS, value);
            self
        }

        /// Validates all fields and returns the result.
        ///
        /// # Errors
        /// All violations.
        pub fn build(self) -> Result<Valid<Preregister>, Violations>
        where
            HasMerchant: Given<required::merchant>,
            HasPayer: Given<required::payer>,
            HasHospOutTradeNo: Given<required::hosp_out_trade_no>,
            HasHospitalName: Given<required::hospital_name>,
            HasSpbillCreateIp: Given<required::spbill_create_ip>,
            HasBody: Given<required::body>,
            HasUserCardType: Given<required::user_card_type>,
            HasUserCardNo: Given<required::user_card_no>,
            HasUserName: Given<required::user_name>,
            HasSerialNo: Given<required::serial_no>,
            HasOrgNo: Given<required::org_no>,
            HasGmtOutCreate: Given<required::gmt_out_create>,
            HasRequestContent: Given<required::request_content>,
        {
            self.draft.build()
        }
    }

    impl Fields for Payer {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            match self {
                Self::Openid(openid) => {
                    out.put(preregister_row::OPENID, openid);
                }
                Self::SubOpenid(sub_openid) => {
                    out.put(preregister_row::SUB_OPENID, sub_openid);
                }
            }
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            if from.is_given(preregister_row::OPENID) {
                return Some(Self::Openid(from.take(preregister_row::OPENID)?));
            }
            if from.is_given(preregister_row::SUB_OPENID) {
                return Some(Self::SubOpenid(from.take(preregister_row::SUB_OPENID)?));
            }
            ::core::option::Option::None
        }
    }

    impl fmt::Debug for Payer {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug_part::<Preregister, Self>(self, "Payer", f)
        }
    }

    impl IntoValue<Payer> for Payer {
        fn into_value(self) -> Input<Payer> {
            Input::Value(Into::into(self))
        }
    }

    impl Fields for PreregisterReply {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(preregister_reply_row::RESPONSE_CONTENT, &self.response_content);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self { response_content: from.take(preregister_reply_row::RESPONSE_CONTENT)? })
        }
    }

    impl Record for PreregisterReply {
        const TABLE: &'static RecordSchema = &RecordSchema {
            title: Bilingual::of("挂号报备接口", "Announce a registration"),
            section: Borrowed("1.3"),
            source: Bilingual::of("", ""),
            rows: Borrowed(&[FieldSchema::text(
                "response_content",
                "支付完成后社保返回内容串",
                "what the bureau answered",
            )
            .required()
            .redacted()]),
            checks: Borrowed(&[]),
        };
    }

    impl fmt::Debug for PreregisterReply {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug(self, "PreregisterReply", f)
        }
    }

    impl Request for Preregister {
        type Reply = PreregisterReply;
        const OPERATION: &'static Operation = &Operation {
            name: "preregister",
            path: "/payinsurance/preregister",
            section: "1.3",
            retry: Retry::Never,
            response_signing: ResponseSigning::Signed,
            sign_type: None,
            order: &[
                element!(preregister_row::APPID, "appid"),
                element!(preregister_row::BODY, "body"),
                element!(preregister_row::CITY_ID, "city_id"),
                element!(preregister_row::EXTENDS, "extends"),
                element!(preregister_row::GMT_OUT_CREATE, "gmt_out_create"),
                element!(preregister_row::HOSP_OUT_TRADE_NO, "hosp_out_trade_no"),
                element!(preregister_row::HOSPITAL_NAME, "hospital_name"),
                element!(preregister_row::MCH_ID, "mch_id"),
                element!(preregister_row::NONCE_STR, "nonce_str"),
                element!(preregister_row::OPENID, "openid"),
                element!(preregister_row::ORG_NO, "org_no"),
                element!(preregister_row::REQUEST_CONTENT, "request_content"),
                element!(preregister_row::SERIAL_NO, "serial_no"),
                element!(preregister_row::SPBILL_CREATE_IP, "spbill_create_ip"),
                element!(preregister_row::SUB_APPID, "sub_appid"),
                element!(preregister_row::SUB_MCH_ID, "sub_mch_id"),
                element!(preregister_row::SUB_OPENID, "sub_openid"),
                element!(preregister_row::USER_CARD_NO, "user_card_no"),
                element!(preregister_row::USER_CARD_TYPE, "user_card_type"),
                element!(preregister_row::USER_NAME, "user_name"),
            ],
            errors: &[],
            echoes: &[],
        };
    }

    impl Preregister {
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

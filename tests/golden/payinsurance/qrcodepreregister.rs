// Made by `cargo xtask regen` from schema/specs/payinsurance/qrcodepreregister.yaml: do not edit.

/// 扫码挂号报备接口 · Announce a registration by a scanned code
///
/// 与挂号报备相同，但用户由扫码得到的授权码标识。 · The same as preregister, but the user is known by a code that was scanned.
///
/// `/payinsurance/qrcodepreregister`, section 1.4.
///
/// A client never retries it once it may have been sent: the error is then an unknown outcome. The reply is [`QrcodePreregisterReply`].
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct QrcodePreregister {
    /// 商户身份 · the merchant
    pub merchant: ::wxmed::parts::Merchant,
    /// 授权码 · authorisation code
    ///
    /// `auth_code` String128, section 1.4.
    ///
    /// 扫用户二维码所得。 · Read from the user's QR code.
    pub auth_code: ::std::string::String,
    /// 授权码 token · token of the authorisation code
    ///
    /// `token` String128, section 1.4.
    ///
    /// 由医保信息查询接口取得；本文档没有该接口。 · From an insurance lookup that this document lacks.
    pub token: ::std::string::String,
    /// 医院订单号(商户订单号) · the hospital's order number
    ///
    /// `hosp_out_trade_no` String64, section 1.4.
    ///
    /// 由医院公众号平台自行编号。 · Given by the hospital's own platform.
    pub hosp_out_trade_no: ::std::string::String,
    /// 医院名称 · name of the hospital
    ///
    /// `hospital_name` string128, section 1.4.
    pub hospital_name: ::std::string::String,
    /// 用户端 ip · the user's IP address
    ///
    /// `spbill_create_ip` String16, section 1.4.
    pub spbill_create_ip: ::core::net::Ipv4Addr,
    /// 商品描述 · what is paid for
    ///
    /// `body` String128, section 1.4.
    ///
    /// 写法同微信支付的商品描述。 · Written as WeChat Pay describes goods.
    pub body: ::std::string::String,
    /// 城市 ID · city ID
    ///
    /// `city_id` String32, section 1.4.
    ///
    /// 不填则为公众号申请接入的城市。 · By default, the city that the official account applied for.
    pub city_id: ::core::option::Option<::std::string::String>,
    /// 证件类型 · kind of identity document
    ///
    /// `user_card_type` UInt8, section 1.4.
    pub user_card_type: ::wxmed::codes::UserCardType,
    /// 证件号码 · MD5 of the identity number
    ///
    /// `user_card_no` String32, section 1.4.
    ///
    /// 目前只支持身份证：15 位先转为 18 位，字母先转成大写，再取 MD5。 · Identity cards only. A number of 15 digits becomes one of 18, a letter becomes upper case, then MD5.
    pub user_card_no: ::wxmed::rt::IdCardMd5,
    /// 真实姓名 · the user's real name
    ///
    /// `user_name` String32, section 1.4.
    pub user_name: ::std::string::String,
    /// 业务流水号 · the hospital's serial number
    ///
    /// `serial_no` String20, section 1.4.
    ///
    /// 医院的订单流水号。 · Of the order at the hospital.
    pub serial_no: ::std::string::String,
    /// 医疗机构编码(医保局分配给机构) · institution code
    ///
    /// `org_no` String32, section 1.4.
    ///
    /// 由人社局提供。 · Given by the bureau.
    pub org_no: ::std::string::String,
    /// 医院下单时间 · when the hospital made the order
    ///
    /// `gmt_out_create` String(14), section 1.4.
    pub gmt_out_create: ::wxmed::rt::Timestamp,
    /// 参考医保结构体(医疗机构透传医保) · what the bureau wants to know
    ///
    /// `request_content` String, section 1.4.
    ///
    /// 原样透传医保局，结构因地区而异。 · Passed through to the bureau; its structure differs by city.
    pub request_content: ::wxmed::rt::Content,
    /// 扩展字段 · extension
    ///
    /// `extends` String512, section 1.4.
    pub extends: ::core::option::Option<::std::string::String>,
}

/// Builder for [`QrcodePreregister`], with one method per field.
#[must_use = "call `.build()`"]
pub struct QrcodePreregisterBuilder<
    HasMerchant = ::wxmed::rt::No,
    HasAuthCode = ::wxmed::rt::No,
    HasToken = ::wxmed::rt::No,
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
    draft: ::wxmed::rt::Draft<QrcodePreregister>,
    state: ::core::marker::PhantomData<(
        HasMerchant,
        HasAuthCode,
        HasToken,
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

#[doc(hidden)]
#[allow(missing_docs, missing_debug_implementations, non_camel_case_types)]
pub mod required {
    pub enum auth_code {}
    pub enum body {}
    pub enum gmt_out_create {}
    pub enum hosp_out_trade_no {}
    pub enum hospital_name {}
    pub enum merchant {}
    pub enum org_no {}
    pub enum request_content {}
    pub enum serial_no {}
    pub enum spbill_create_ip {}
    pub enum token {}
    pub enum user_card_no {}
    pub enum user_card_type {}
    pub enum user_name {}
}

/// 扫码挂号报备接口的应答 · Reply to: Announce a registration by a scanned code
///
/// Section 1.4.
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct QrcodePreregisterReply {
    /// 支付完成后社保返回内容串 · what the bureau answered
    ///
    /// `response_content` String, section 1.4.
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
        Bilingual, Borrowed, Check, Code, Content, FieldSchema, Fields, Format, Given, IdCardMd5, IntoValue, Member,
        Operation, Reader, Record, RecordSchema, Request, ResponseSigning, Retry, Timestamp, Valid, Violations, Writer,
        Yes, debug, element,
    };
    mod qrcode_preregister_row {
        pub(super) const APPID: ::core::primitive::u16 = 0;
        pub(super) const MCH_ID: ::core::primitive::u16 = 1;
        pub(super) const SUB_APPID: ::core::primitive::u16 = 2;
        pub(super) const SUB_MCH_ID: ::core::primitive::u16 = 3;
        pub(super) const AUTH_CODE: ::core::primitive::u16 = 4;
        pub(super) const TOKEN: ::core::primitive::u16 = 5;
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
    mod qrcode_preregister_reply_row {
        pub(super) const RESPONSE_CONTENT: ::core::primitive::u16 = 0;
    }

    impl Fields for QrcodePreregister {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put_at(
                &[
                    qrcode_preregister_row::APPID,
                    qrcode_preregister_row::MCH_ID,
                    qrcode_preregister_row::SUB_APPID,
                    qrcode_preregister_row::SUB_MCH_ID,
                ],
                &self.merchant,
            );
            out.put(qrcode_preregister_row::AUTH_CODE, &self.auth_code);
            out.put(qrcode_preregister_row::TOKEN, &self.token);
            out.put(qrcode_preregister_row::HOSP_OUT_TRADE_NO, &self.hosp_out_trade_no);
            out.put(qrcode_preregister_row::HOSPITAL_NAME, &self.hospital_name);
            out.put(qrcode_preregister_row::SPBILL_CREATE_IP, &self.spbill_create_ip);
            out.put(qrcode_preregister_row::BODY, &self.body);
            out.put(qrcode_preregister_row::CITY_ID, &self.city_id);
            out.put(qrcode_preregister_row::USER_CARD_TYPE, &self.user_card_type);
            out.put(qrcode_preregister_row::USER_CARD_NO, &self.user_card_no);
            out.put(qrcode_preregister_row::USER_NAME, &self.user_name);
            out.put(qrcode_preregister_row::SERIAL_NO, &self.serial_no);
            out.put(qrcode_preregister_row::ORG_NO, &self.org_no);
            out.put(qrcode_preregister_row::GMT_OUT_CREATE, &self.gmt_out_create);
            out.put(qrcode_preregister_row::REQUEST_CONTENT, &self.request_content);
            out.put(qrcode_preregister_row::EXTENDS, &self.extends);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                merchant: from.take_at(&[
                    qrcode_preregister_row::APPID,
                    qrcode_preregister_row::MCH_ID,
                    qrcode_preregister_row::SUB_APPID,
                    qrcode_preregister_row::SUB_MCH_ID,
                ])?,
                auth_code: from.take(qrcode_preregister_row::AUTH_CODE)?,
                token: from.take(qrcode_preregister_row::TOKEN)?,
                hosp_out_trade_no: from.take(qrcode_preregister_row::HOSP_OUT_TRADE_NO)?,
                hospital_name: from.take(qrcode_preregister_row::HOSPITAL_NAME)?,
                spbill_create_ip: from.take(qrcode_preregister_row::SPBILL_CREATE_IP)?,
                body: from.take(qrcode_preregister_row::BODY)?,
                city_id: from.take(qrcode_preregister_row::CITY_ID)?,
                user_card_type: from.take(qrcode_preregister_row::USER_CARD_TYPE)?,
                user_card_no: from.take(qrcode_preregister_row::USER_CARD_NO)?,
                user_name: from.take(qrcode_preregister_row::USER_NAME)?,
                serial_no: from.take(qrcode_preregister_row::SERIAL_NO)?,
                org_no: from.take(qrcode_preregister_row::ORG_NO)?,
                gmt_out_create: from.take(qrcode_preregister_row::GMT_OUT_CREATE)?,
                request_content: from.take(qrcode_preregister_row::REQUEST_CONTENT)?,
                extends: from.take(qrcode_preregister_row::EXTENDS)?,
            })
        }
    }

    impl Record for QrcodePreregister {
        const TABLE: &'static RecordSchema = &RecordSchema {
            title: Bilingual::of("扫码挂号报备接口", "Announce a registration by a scanned code"),
            section: Borrowed("1.4"),
            source: Bilingual::of("", ""),
            rows: Borrowed(&[
                FieldSchema::text("appid", "公众帐号 id", "appid of the official account").required().limit(32),
                FieldSchema::text("mch_id", "商户号", "merchant number").required().limit(32),
                FieldSchema::text("sub_appid", "子商户公众号 ID", "appid of the sub-merchant's official account")
                    .limit(32),
                FieldSchema::text("sub_mch_id", "子商户号", "sub-merchant number").limit(32),
                FieldSchema::text("auth_code", "授权码", "authorisation code").required().limit(128).redacted(),
                FieldSchema::text("token", "授权码 token", "token of the authorisation code")
                    .required()
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
                    "参考医保结构体(医疗机构透传医保)",
                    "what the bureau wants to know",
                )
                .required()
                .format(Format::Content)
                .redacted(),
                FieldSchema::text("extends", "扩展字段", "extension").limit(512).redacted(),
                FieldSchema::text("sign", "签名", "signature").required().limit(32).signature(),
            ]),
            checks: Borrowed(&[Check::Choice(Borrowed(&[
                Borrowed(&[Member::Must(0), Member::Must(1)]),
                Borrowed(&[Member::Must(0), Member::Must(1), Member::May(2), Member::Must(3)]),
            ]))]),
        };
    }

    impl fmt::Debug for QrcodePreregister {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug(self, "QrcodePreregister", f)
        }
    }

    impl QrcodePreregister {
        /// Returns a builder.
        pub fn builder() -> QrcodePreregisterBuilder {
            QrcodePreregisterBuilder { draft: Default::default(), state: PhantomData }
        }
    }

    impl<
        HasMerchant,
        HasAuthCode,
        HasToken,
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
        QrcodePreregisterBuilder<
            HasMerchant,
            HasAuthCode,
            HasToken,
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
        ) -> QrcodePreregisterBuilder<
            Yes,
            HasAuthCode,
            HasToken,
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
                    qrcode_preregister_row::APPID,
                    qrcode_preregister_row::MCH_ID,
                    qrcode_preregister_row::SUB_APPID,
                    qrcode_preregister_row::SUB_MCH_ID,
                ],
                value,
            );
            QrcodePreregisterBuilder { draft: self.draft, state: PhantomData }
        }

        /// 授权码 · authorisation code
        ///
        /// `auth_code` String128. Mandatory.
        pub fn auth_code(
            mut self,
            value: impl Into<String>,
        ) -> QrcodePreregisterBuilder<
            HasMerchant,
            Yes,
            HasToken,
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
            self.draft.text(qrcode_preregister_row::AUTH_CODE, value);
            QrcodePreregisterBuilder { draft: self.draft, state: PhantomData }
        }

        /// 授权码 token · token of the authorisation code
        ///
        /// `token` String128. Mandatory.
        pub fn token(
            mut self,
            value: impl Into<String>,
        ) -> QrcodePreregisterBuilder<
            HasMerchant,
            HasAuthCode,
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
            self.draft.text(qrcode_preregister_row::TOKEN, value);
            QrcodePreregisterBuilder { draft: self.draft, state: PhantomData }
        }

        /// 医院订单号(商户订单号) · the hospital's order number
        ///
        /// `hosp_out_trade_no` String64. Mandatory.
        pub fn hosp_out_trade_no(
            mut self,
            value: impl Into<String>,
        ) -> QrcodePreregisterBuilder<
            HasMerchant,
            HasAuthCode,
            HasToken,
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
            self.draft.text(qrcode_preregister_row::HOSP_OUT_TRADE_NO, value);
            QrcodePreregisterBuilder { draft: self.draft, state: PhantomData }
        }

        /// 医院名称 · name of the hospital
        ///
        /// `hospital_name` string128. Mandatory.
        pub fn hospital_name(
            mut self,
            value: impl Into<String>,
        ) -> QrcodePreregisterBuilder<
            HasMerchant,
            HasAuthCode,
            HasToken,
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
            self.draft.text(qrcode_preregister_row::HOSPITAL_NAME, value);
            QrcodePreregisterBuilder { draft: self.draft, state: PhantomData }
        }

        /// 用户端 ip · the user's IP address
        ///
        /// `spbill_create_ip` String16, an IPv4 address, such as 10.193.0.1. Mandatory.
        pub fn spbill_create_ip(
            mut self,
            value: impl IntoValue<Ipv4Addr>,
        ) -> QrcodePreregisterBuilder<
            HasMerchant,
            HasAuthCode,
            HasToken,
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
            self.draft.put::<Ipv4Addr>(qrcode_preregister_row::SPBILL_CREATE_IP, value);
            QrcodePreregisterBuilder { draft: self.draft, state: PhantomData }
        }

        /// 商品描述 · what is paid for
        ///
        /// `body` String128. Mandatory.
        pub fn body(
            mut self,
            value: impl Into<String>,
        ) -> QrcodePreregisterBuilder<
            HasMerchant,
            HasAuthCode,
            HasToken,
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
            self.draft.text(qrcode_preregister_row::BODY, value);
            QrcodePreregisterBuilder { draft: self.draft, state: PhantomData }
        }

        /// 城市 ID · city ID
        ///
        /// `city_id` String32. Optional.
        pub fn city_id(mut self, value: impl Into<String>) -> Self {
            self.draft.text(qrcode_preregister_row::CITY_ID, value);
            self
        }

        /// [`Self::city_id`], for an `Option`.
        pub fn maybe_city_id(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(qrcode_preregister_row::CITY_ID, value);
            self
        }

        /// 证件类型 · kind of identity document
        ///
        /// `user_card_type` UInt8, a whole number from 0 to 255. Mandatory.
        pub fn user_card_type(
            mut self,
            value: impl IntoValue<UserCardType>,
        ) -> QrcodePreregisterBuilder<
            HasMerchant,
            HasAuthCode,
            HasToken,
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
            self.draft.put::<UserCardType>(qrcode_preregister_row::USER_CARD_TYPE, value);
            QrcodePreregisterBuilder { draft: self.draft, state: PhantomData }
        }

        /// 证件号码 · MD5 of the identity number
        ///
        /// `user_card_no` String32, the MD5 of an identity number: 32 lower-case hexadecimal digits. Mandatory.
        pub fn user_card_no(
            mut self,
            value: impl IntoValue<IdCardMd5>,
        ) -> QrcodePreregisterBuilder<
            HasMerchant,
            HasAuthCode,
            HasToken,
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
            self.draft.put::<IdCardMd5>(qrcode_preregister_row::USER_CARD_NO, value);
            QrcodePreregisterBuilder { draft: self.draft, state: PhantomData }
        }

        /// 真实姓名 · the user's real name
        ///
        /// `user_name` String32. Mandatory.
        pub fn user_name(
            mut self,
            value: impl Into<String>,
        ) -> QrcodePreregisterBuilder<
            HasMerchant,
            HasAuthCode,
            HasToken,
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
            self.draft.text(qrcode_preregister_row::USER_NAME, value);
            QrcodePreregisterBuilder { draft: self.draft, state: PhantomData }
        }

        /// 业务流水号 · the hospital's serial number
        ///
        /// `serial_no` String20. Mandatory.
        pub fn serial_no(
            mut self,
            value: impl Into<String>,
        ) -> QrcodePreregisterBuilder<
            HasMerchant,
            HasAuthCode,
            HasToken,
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
            self.draft.text(qrcode_preregister_row::SERIAL_NO, value);
            QrcodePreregisterBuilder { draft: self.draft, state: PhantomData }
        }

        /// 医疗机构编码(医保局分配给机构) · institution code
        ///
        /// `org_no` String32. Mandatory.
        pub fn org_no(
            mut self,
            value: impl Into<String>,
        ) -> QrcodePreregisterBuilder<
            HasMerchant,
            HasAuthCode,
            HasToken,
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
            self.draft.text(qrcode_preregister_row::ORG_NO, value);
            QrcodePreregisterBuilder { draft: self.draft, state: PhantomData }
        }

        /// 医院下单时间 · when the hospital made the order
        ///
        /// `gmt_out_create` String(14), a time as yyyyMMddHHmmss, such as 20160501163102. Mandatory.
        pub fn gmt_out_create(
            mut self,
            value: impl IntoValue<Timestamp>,
        ) -> QrcodePreregisterBuilder<
            HasMerchant,
            HasAuthCode,
            HasToken,
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
            self.draft.put::<Timestamp>(qrcode_preregister_row::GMT_OUT_CREATE, value);
            QrcodePreregisterBuilder { draft: self.draft, state: PhantomData }
        }

        /// 参考医保结构体(医疗机构透传医保) · what the bureau wants to know
        ///
        /// `request_content` String. Mandatory.
        pub fn request_content(
            mut self,
            value: impl IntoValue<Content>,
        ) -> QrcodePreregisterBuilder<
            HasMerchant,
            HasAuthCode,
            HasToken,
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
            self.draft.put::<Content>(qrcode_preregister_row::REQUEST_CONTENT, value);
            QrcodePreregisterBuilder { draft: self.draft, state: PhantomData }
        }

        /// 扩展字段 · extension
        ///
        /// `extends` String512. Optional.
        pub fn extends(mut self, value: impl Into<String>) -> Self {
            self.draft.text(qrcode_preregister_row::EXTENDS, value);
            self
        }

        /// [`Self::extends`], for an `Option`.
        pub fn maybe_extends(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(qrcode_preregister_row::EXTENDS, value);
            self
        }

        /// Validates all fields and returns the result.
        ///
        /// # Errors
        /// All violations.
        pub fn build(self) -> Result<Valid<QrcodePreregister>, Violations>
        where
            HasMerchant: Given<required::merchant>,
            HasAuthCode: Given<required::auth_code>,
            HasToken: Given<required::token>,
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

    impl Fields for QrcodePreregisterReply {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(qrcode_preregister_reply_row::RESPONSE_CONTENT, &self.response_content);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self { response_content: from.take(qrcode_preregister_reply_row::RESPONSE_CONTENT)? })
        }
    }

    impl Record for QrcodePreregisterReply {
        const TABLE: &'static RecordSchema = &RecordSchema {
            title: Bilingual::of("扫码挂号报备接口", "Announce a registration by a scanned code"),
            section: Borrowed("1.4"),
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

    impl fmt::Debug for QrcodePreregisterReply {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug(self, "QrcodePreregisterReply", f)
        }
    }

    impl Request for QrcodePreregister {
        type Reply = QrcodePreregisterReply;
        const OPERATION: &'static Operation = &Operation {
            name: "qrcodepreregister",
            path: "/payinsurance/qrcodepreregister",
            section: "1.4",
            retry: Retry::Never,
            response_signing: ResponseSigning::Signed,
            sign_type: None,
            order: &[
                element!(qrcode_preregister_row::APPID, "appid"),
                element!(qrcode_preregister_row::AUTH_CODE, "auth_code"),
                element!(qrcode_preregister_row::BODY, "body"),
                element!(qrcode_preregister_row::CITY_ID, "city_id"),
                element!(qrcode_preregister_row::EXTENDS, "extends"),
                element!(qrcode_preregister_row::GMT_OUT_CREATE, "gmt_out_create"),
                element!(qrcode_preregister_row::HOSP_OUT_TRADE_NO, "hosp_out_trade_no"),
                element!(qrcode_preregister_row::HOSPITAL_NAME, "hospital_name"),
                element!(qrcode_preregister_row::MCH_ID, "mch_id"),
                element!(qrcode_preregister_row::NONCE_STR, "nonce_str"),
                element!(qrcode_preregister_row::ORG_NO, "org_no"),
                element!(qrcode_preregister_row::REQUEST_CONTENT, "request_content"),
                element!(qrcode_preregister_row::SERIAL_NO, "serial_no"),
                element!(qrcode_preregister_row::SPBILL_CREATE_IP, "spbill_create_ip"),
                element!(qrcode_preregister_row::SUB_APPID, "sub_appid"),
                element!(qrcode_preregister_row::SUB_MCH_ID, "sub_mch_id"),
                element!(qrcode_preregister_row::TOKEN, "token"),
                element!(qrcode_preregister_row::USER_CARD_NO, "user_card_no"),
                element!(qrcode_preregister_row::USER_CARD_TYPE, "user_card_type"),
                element!(qrcode_preregister_row::USER_NAME, "user_name"),
            ],
            errors: &[],
            echoes: &[],
        };
    }

    impl QrcodePreregister {
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

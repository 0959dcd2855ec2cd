// Made by `cargo xtask regen` from schema/specs/payinsurance/getmedinfo.yaml: do not edit.

/// 查询医保卡信息 · Look up an insurance card
///
/// 按用户标识、姓名与证件号码的 MD5 查询用户绑定的社保卡。 · Finds the insurance card that a user has bound, by openid, name and the MD5 of the identity number.
///
/// `/payinsurance/getmedinfo`, section 1.1, since V1.0.
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct GetMedInfo {
    /// 用户标识 · the user's openid
    ///
    /// `openid` String32, section 1.1.
    pub openid: ::std::string::String,
    /// 用户实名 · the user's real name
    ///
    /// `name` String32, section 1.1.
    pub name: ::std::string::String,
    /// 用户身份证 md5 · MD5 of the user's identity number
    ///
    /// `idcard_md5` String64, section 1.1.
    ///
    /// 目前只支持身份证：15 位先转为 18 位，字母先转成大写，再取 MD5。 · Identity cards only. A number of 15 digits becomes one of 18, a letter becomes upper case, then MD5.
    pub idcard_md5: ::wxmed::rt::IdHash,
}

impl ::wxmed::rt::Fields for GetMedInfo {
    fn write<'a>(&'a self, out: &mut ::wxmed::rt::Writer<'_, 'a>) {
        out.put(0, &self.openid);
        out.put(1, &self.name);
        out.put(2, &self.idcard_md5);
    }

    fn read(from: &::wxmed::rt::Reader<'_, '_>) -> ::core::option::Option<Self> {
        ::core::option::Option::Some(Self { openid: from.take(0)?, name: from.take(1)?, idcard_md5: from.take(2)? })
    }
}

impl ::wxmed::rt::Record for GetMedInfo {
    const TABLE: &'static ::wxmed::rt::Table = &::wxmed::rt::Table {
        zh: "查询医保卡信息",
        en: "Look up an insurance card",
        section: "1.1",
        source: ["", ""],
        rows: &[
            ::wxmed::rt::Row::text("openid", "用户标识", "the user's openid").required().limit(32).redacted(),
            ::wxmed::rt::Row::text("name", "用户实名", "the user's real name").required().limit(32).redacted(),
            ::wxmed::rt::Row::text(
                    "idcard_md5",
                    "用户身份证 md5",
                    "MD5 of the user's identity number",
                )
                .required()
                .limit(64)
                .format(::wxmed::rt::Format::IdcardMd5)
                .redacted(),
            ::wxmed::rt::Row::text("nonce_str", "随机字符串", "nonce").required().limit(32).nonce(),
            ::wxmed::rt::Row::text("sign", "签名", "signature").required().limit(32).signature(),
        ],
        checks: &[],
    };
}

impl ::core::fmt::Debug for GetMedInfo {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::wxmed::rt::debug(self, "GetMedInfo", f)
    }
}

impl GetMedInfo {
    /// Begins to build one.
    pub fn builder() -> GetMedInfoBuilder {
        GetMedInfoBuilder { draft: ::core::default::Default::default(), state: ::core::marker::PhantomData }
    }
}

/// Makes a [`GetMedInfo`]: one method a field, in any order.
#[must_use = "call `.build()`"]
pub struct GetMedInfoBuilder<HasOpenid = ::wxmed::rt::No, HasName = ::wxmed::rt::No, HasIdcardMd5 = ::wxmed::rt::No> {
    draft: GetMedInfoDraft,
    state: ::core::marker::PhantomData<(HasOpenid, HasName, HasIdcardMd5)>,
}

#[derive(::core::default::Default)]
struct GetMedInfoDraft {
    openid: ::core::option::Option<::std::string::String>,
    name: ::core::option::Option<::std::string::String>,
    idcard_md5: ::core::option::Option<::wxmed::rt::IdHash>,
}

impl<HasOpenid, HasName, HasIdcardMd5> GetMedInfoBuilder<HasOpenid, HasName, HasIdcardMd5> {
    /// 用户标识 · the user's openid
    pub fn openid(
        mut self,
        value: impl ::core::convert::Into<::std::string::String>,
    ) -> GetMedInfoBuilder<::wxmed::rt::Yes, HasName, HasIdcardMd5> {
        ::wxmed::rt::give(&mut self.draft.openid, value);
        GetMedInfoBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// 用户实名 · the user's real name
    pub fn name(
        mut self,
        value: impl ::core::convert::Into<::std::string::String>,
    ) -> GetMedInfoBuilder<HasOpenid, ::wxmed::rt::Yes, HasIdcardMd5> {
        ::wxmed::rt::give(&mut self.draft.name, value);
        GetMedInfoBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// 用户身份证 md5 · MD5 of the user's identity number
    pub fn idcard_md5(
        mut self,
        value: impl ::wxmed::rt::IntoValue<::wxmed::rt::IdHash>,
    ) -> GetMedInfoBuilder<HasOpenid, HasName, ::wxmed::rt::Yes> {
        ::wxmed::rt::give(&mut self.draft.idcard_md5, ::wxmed::rt::IntoValue::into_value(value));
        GetMedInfoBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// Checks all that was given.
    ///
    /// # Errors
    /// Everything that is wrong, all at once.
    pub fn build(self) -> ::core::result::Result<::wxmed::rt::Valid<GetMedInfo>, ::wxmed::rt::Violations>
    where
        HasOpenid: ::wxmed::rt::Given<required::openid>,
        HasName: ::wxmed::rt::Given<required::name>,
        HasIdcardMd5: ::wxmed::rt::Given<required::idcard_md5>,
    {
        ::wxmed::rt::Valid::check(GetMedInfo {
            openid: ::wxmed::rt::given(self.draft.openid),
            name: ::wxmed::rt::given(self.draft.name),
            idcard_md5: ::wxmed::rt::given(self.draft.idcard_md5),
        })
    }
}

#[doc(hidden)]
#[allow(missing_docs, missing_debug_implementations, non_camel_case_types)]
pub mod required {
    pub enum idcard_md5 {}
    pub enum name {}
    pub enum openid {}
}

/// 查询医保卡信息的应答 · Answer to: Look up an insurance card
///
/// Section 1.1, since V1.0.
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct GetMedInfoReply {
    /// 社保卡号 · insurance card number
    ///
    /// `medical_card_no` String32, section 1.1, since V1.2.
    pub medical_card_no: ::std::string::String,
    /// 医疗证号 · medical certificate number
    ///
    /// `medical_card_id` String32, section 1.1.
    ///
    /// 对应 request_content 中的 ylzh。 · The ylzh of request_content.
    pub medical_card_id: ::std::string::String,
    /// 电脑号 · insurance computer number
    ///
    /// `medical_comp_no` String32, section 1.1.
    ///
    /// 为空表示无此数据。 · Empty if there is none.
    pub medical_comp_no: ::core::option::Option<::std::string::String>,
    /// 参保类型 · kind of insurance
    ///
    /// `medical_insurance_type` String16, section 1.1.
    ///
    /// 为空表示未知。 · Empty if it is not known.
    pub medical_insurance_type: ::core::option::Option<::wxmed::rt::Open<::wxmed::codes::MedicalInsuranceType>>,
    /// 用户医保平台 id · the user's ID on the insurance platform
    ///
    /// `medical_user_id` String64, section 1.1.
    pub medical_user_id: ::std::string::String,
}

impl ::wxmed::rt::Fields for GetMedInfoReply {
    fn write<'a>(&'a self, out: &mut ::wxmed::rt::Writer<'_, 'a>) {
        out.put(0, &self.medical_card_no);
        out.put(1, &self.medical_card_id);
        out.put(2, &self.medical_comp_no);
        out.put(3, &self.medical_insurance_type);
        out.put(4, &self.medical_user_id);
    }

    fn read(from: &::wxmed::rt::Reader<'_, '_>) -> ::core::option::Option<Self> {
        ::core::option::Option::Some(Self {
            medical_card_no: from.take(0)?,
            medical_card_id: from.take(1)?,
            medical_comp_no: from.take(2)?,
            medical_insurance_type: from.take(3)?,
            medical_user_id: from.take(4)?,
        })
    }
}

impl ::wxmed::rt::Record for GetMedInfoReply {
    const TABLE: &'static ::wxmed::rt::Table = &::wxmed::rt::Table {
        zh: "查询医保卡信息",
        en: "Look up an insurance card",
        section: "1.1",
        source: ["", ""],
        rows: &[
            ::wxmed::rt::Row::text("medical_card_no", "社保卡号", "insurance card number").required().limit(32).redacted(),
            ::wxmed::rt::Row::text("medical_card_id", "医疗证号", "medical certificate number").required().limit(32).redacted(),
            ::wxmed::rt::Row::text("medical_comp_no", "电脑号", "insurance computer number").limit(32).redacted(),
            ::wxmed::rt::Row::text(
                    "medical_insurance_type",
                    "参保类型",
                    "kind of insurance",
                )
                .limit(16)
                .codes(<::wxmed::codes::MedicalInsuranceType as ::wxmed::rt::Code>::CODES),
            ::wxmed::rt::Row::text("medical_user_id", "用户医保平台 id", "the user's ID on the insurance platform").required().limit(64).redacted(),
        ],
        checks: &[],
    };
}

impl ::core::fmt::Debug for GetMedInfoReply {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::wxmed::rt::debug(self, "GetMedInfoReply", f)
    }
}

/// 查询医保卡信息的业务错误码 · Business errors of: Look up an insurance card
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash,
)]
#[non_exhaustive]
pub enum GetMedInfoError {
    /// `80000`: 系统错误 · system error
    ///
    /// 稍后重试；持续出现时带上 rid 联系微信支付。 · Try again later; if it stays, report it to WeChat Pay with the rid.
    SystemError,
    /// `80004`: 未绑卡 · no card is bound
    ///
    /// 用 getbindurl 取得绑卡链接，请用户绑卡后再查。 · Get a link with getbindurl, let the user bind a card, then ask again.
    CardNotBound,
    /// `80005`: 姓名与绑卡实名不符 · the name differs from that of the bound card
    ///
    /// 请用户核对姓名，须与绑卡时的实名一致；改正前不必重试。 · Have the user check the name, which must be the one the card was bound with; do not retry before.
    NameMismatch,
    /// `80006`: 身份证号不符 · the identity number does not match
    ///
    /// 核对证件号码；取 MD5 前 15 位须转为 18 位，末位的 x 须大写。 · Check the number; before MD5, 15 digits become 18, and a final x is upper case.
    IdNumberMismatch,
}

impl ::wxmed::rt::ErrorCode for GetMedInfoError {
    const ROWS: &'static [::wxmed::rt::ErrorRow] = &[
        ::wxmed::rt::ErrorRow::new(
            "80000",
            ("系统错误", "system error"),
            ("稍后重试；持续出现时带上 rid 联系微信支付。", "Try again later; if it stays, report it to WeChat Pay with the rid."),
        ),
        ::wxmed::rt::ErrorRow::new(
            "80004",
            ("未绑卡", "no card is bound"),
            ("用 getbindurl 取得绑卡链接，请用户绑卡后再查。", "Get a link with getbindurl, let the user bind a card, then ask again."),
        ),
        ::wxmed::rt::ErrorRow::new(
            "80005",
            ("姓名与绑卡实名不符", "the name differs from that of the bound card"),
            (
                "请用户核对姓名，须与绑卡时的实名一致；改正前不必重试。",
                "Have the user check the name, which must be the one the card was bound with; do not retry before.",
            ),
        ),
        ::wxmed::rt::ErrorRow::new(
            "80006",
            ("身份证号不符", "the identity number does not match"),
            ("核对证件号码；取 MD5 前 15 位须转为 18 位，末位的 x 须大写。", "Check the number; before MD5, 15 digits become 18, and a final x is upper case."),
        ),
    ];

    const ALL: &'static [Self] = &[Self::SystemError, Self::CardNotBound, Self::NameMismatch, Self::IdNumberMismatch];

    fn index(self) -> ::core::primitive::usize {
        self as ::core::primitive::usize
    }
}

impl ::wxmed::rt::Request for GetMedInfo {
    type Reply = GetMedInfoReply;
    const OPERATION: &'static ::wxmed::rt::Operation = &::wxmed::rt::Operation {
        name: "getmedinfo",
        path: "/payinsurance/getmedinfo",
        section: "1.1",
        retry: ::wxmed::rt::Retry::Safe,
        answer: ::wxmed::rt::AnswerSigning::Unsigned,
        sign_type: ::core::option::Option::None,
        order: &[
            ::wxmed::rt::element!(2, "idcard_md5"),
            ::wxmed::rt::element!(1, "name"),
            ::wxmed::rt::element!(3, "nonce_str"),
            ::wxmed::rt::element!(0, "openid"),
        ],
        errors: <GetMedInfoError as ::wxmed::rt::ErrorCode>::ROWS,
        echoes: &[],
    };
}

impl GetMedInfo {
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

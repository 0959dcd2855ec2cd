// Made by `cargo xtask regen` from schema/specs/payinsurance/getmedinfo.yaml: do not edit.

/// 查询医保卡信息 · Look up an insurance card
///
/// 按用户标识、姓名与证件号码的 MD5 查询用户绑定的社保卡。 · Finds the insurance card that a user has bound, by openid, name and the MD5 of the identity number.
///
/// `/payinsurance/getmedinfo`, section 1.1, since V1.0.
///
/// A client retries it when no response is received. The reply is [`GetMedInfoReply`]. Its business errors are in [`GetMedInfoError`].
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
    pub idcard_md5: ::wxmed::rt::IdCardMd5,
}

/// Builder for [`GetMedInfo`], with one method per field.
#[must_use = "call `.build()`"]
pub struct GetMedInfoBuilder<HasOpenid = ::wxmed::rt::No, HasName = ::wxmed::rt::No, HasIdcardMd5 = ::wxmed::rt::No> {
    draft: ::wxmed::rt::Draft<GetMedInfo>,
    state: ::core::marker::PhantomData<(HasOpenid, HasName, HasIdcardMd5)>,
}

#[doc(hidden)]
#[allow(missing_docs, missing_debug_implementations, non_camel_case_types)]
pub mod required {
    pub enum idcard_md5 {}
    pub enum name {}
    pub enum openid {}
}

/// 查询医保卡信息的应答 · Reply to: Look up an insurance card
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
    pub medical_insurance_type: ::core::option::Option<::wxmed::rt::OpenEnum<::wxmed::codes::MedicalInsuranceType>>,
    /// 用户医保平台 id · the user's ID on the insurance platform
    ///
    /// `medical_user_id` String64, section 1.1.
    pub medical_user_id: ::std::string::String,
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
    /// 核对证件号码。计算 MD5 之前，15 位号码须先转为 18 位：在出生年份前插入 19，再于末尾加 GB 11643 的校验码（前 17 位依次乘以 7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2，其和除以 11 的余数 0 至 10 依次对应 1 0 X 9 8 7 6 5 4 3 2）；末位的 x 须大写。沙箱控制台的“开始”页列有每个样例用户应得的值。 · Check the number. Before MD5, a number of 15 digits becomes one of 18: insert 19 before the year of birth, and append the check digit of GB 11643 (multiply the 17 digits by 7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2, add up, and take the sum modulo 11: 0 to 10 stand for 1 0 X 9 8 7 6 5 4 3 2). A final x is upper case. The Start page of the sandbox's console lists the expected value of each sample person.
    IdNumberMismatch,
}
::wxmed::rt::serde_codes!(ErrorCode, GetMedInfoError);
const _: () = {
    use ::core::convert::Into;
    use ::core::default::Default;
    use ::core::fmt;
    use ::core::iter::IntoIterator;
    use ::core::marker::PhantomData;
    use ::core::option::Option;
    use ::core::option::Option::{None, Some};
    use ::core::primitive::{str, usize};
    use ::core::result::Result;
    use ::std::string::String;
    use ::wxmed::codes::MedicalInsuranceType;
    use ::wxmed::rt::{
        Bilingual, Borrowed, Code, ErrorCode, ErrorInfo, FieldSchema, Fields, Format, Given, IdCardMd5, IntoValue,
        Operation, Reader, Record, RecordSchema, Request, ResponseSigning, Retry, Valid, Violations, Writer, Yes,
        debug, element,
    };
    mod get_med_info_row {
        pub(super) const OPENID: ::core::primitive::u16 = 0;
        pub(super) const NAME: ::core::primitive::u16 = 1;
        pub(super) const IDCARD_MD5: ::core::primitive::u16 = 2;
        pub(super) const NONCE_STR: ::core::primitive::u16 = 3;
    }
    mod get_med_info_reply_row {
        pub(super) const MEDICAL_CARD_NO: ::core::primitive::u16 = 0;
        pub(super) const MEDICAL_CARD_ID: ::core::primitive::u16 = 1;
        pub(super) const MEDICAL_COMP_NO: ::core::primitive::u16 = 2;
        pub(super) const MEDICAL_INSURANCE_TYPE: ::core::primitive::u16 = 3;
        pub(super) const MEDICAL_USER_ID: ::core::primitive::u16 = 4;
    }

    impl Fields for GetMedInfo {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(get_med_info_row::OPENID, &self.openid);
            out.put(get_med_info_row::NAME, &self.name);
            out.put(get_med_info_row::IDCARD_MD5, &self.idcard_md5);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                openid: from.take(get_med_info_row::OPENID)?,
                name: from.take(get_med_info_row::NAME)?,
                idcard_md5: from.take(get_med_info_row::IDCARD_MD5)?,
            })
        }
    }

    impl Record for GetMedInfo {
        const TABLE: &'static RecordSchema = &RecordSchema {
            title: Bilingual::of("查询医保卡信息", "Look up an insurance card"),
            section: Borrowed("1.1"),
            source: Bilingual::of("", ""),
            rows: Borrowed(&[
                FieldSchema::text("openid", "用户标识", "the user's openid").required().limit(32).redacted(),
                FieldSchema::text("name", "用户实名", "the user's real name").required().limit(32).redacted(),
                FieldSchema::text("idcard_md5", "用户身份证 md5", "MD5 of the user's identity number")
                    .required()
                    .limit(64)
                    .format(Format::IdcardMd5)
                    .redacted(),
                FieldSchema::text("nonce_str", "随机字符串", "nonce").required().limit(32).nonce(),
                FieldSchema::text("sign", "签名", "signature").required().limit(32).signature(),
            ]),
            checks: Borrowed(&[]),
        };
    }

    impl fmt::Debug for GetMedInfo {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug(self, "GetMedInfo", f)
        }
    }

    impl GetMedInfo {
        /// Returns a builder.
        pub fn builder() -> GetMedInfoBuilder {
            GetMedInfoBuilder { draft: Default::default(), state: PhantomData }
        }
    }

    impl<HasOpenid, HasName, HasIdcardMd5> GetMedInfoBuilder<HasOpenid, HasName, HasIdcardMd5> {
        /// 用户标识 · the user's openid
        ///
        /// `openid` String32. Mandatory.
        pub fn openid(mut self, value: impl Into<String>) -> GetMedInfoBuilder<Yes, HasName, HasIdcardMd5> {
            self.draft.text(get_med_info_row::OPENID, value);
            GetMedInfoBuilder { draft: self.draft, state: PhantomData }
        }

        /// 用户实名 · the user's real name
        ///
        /// `name` String32. Mandatory.
        pub fn name(mut self, value: impl Into<String>) -> GetMedInfoBuilder<HasOpenid, Yes, HasIdcardMd5> {
            self.draft.text(get_med_info_row::NAME, value);
            GetMedInfoBuilder { draft: self.draft, state: PhantomData }
        }

        /// 用户身份证 md5 · MD5 of the user's identity number
        ///
        /// `idcard_md5` String64, the MD5 of an identity number: 32 lower-case hexadecimal digits. Mandatory.
        pub fn idcard_md5(mut self, value: impl IntoValue<IdCardMd5>) -> GetMedInfoBuilder<HasOpenid, HasName, Yes> {
            self.draft.put::<IdCardMd5>(get_med_info_row::IDCARD_MD5, value);
            GetMedInfoBuilder { draft: self.draft, state: PhantomData }
        }

        /// Validates all fields and returns the result.
        ///
        /// # Errors
        /// All violations.
        pub fn build(self) -> Result<Valid<GetMedInfo>, Violations>
        where
            HasOpenid: Given<required::openid>,
            HasName: Given<required::name>,
            HasIdcardMd5: Given<required::idcard_md5>,
        {
            self.draft.build()
        }
    }

    impl Fields for GetMedInfoReply {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(get_med_info_reply_row::MEDICAL_CARD_NO, &self.medical_card_no);
            out.put(get_med_info_reply_row::MEDICAL_CARD_ID, &self.medical_card_id);
            out.put(get_med_info_reply_row::MEDICAL_COMP_NO, &self.medical_comp_no);
            out.put(get_med_info_reply_row::MEDICAL_INSURANCE_TYPE, &self.medical_insurance_type);
            out.put(get_med_info_reply_row::MEDICAL_USER_ID, &self.medical_user_id);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                medical_card_no: from.take(get_med_info_reply_row::MEDICAL_CARD_NO)?,
                medical_card_id: from.take(get_med_info_reply_row::MEDICAL_CARD_ID)?,
                medical_comp_no: from.take(get_med_info_reply_row::MEDICAL_COMP_NO)?,
                medical_insurance_type: from.take(get_med_info_reply_row::MEDICAL_INSURANCE_TYPE)?,
                medical_user_id: from.take(get_med_info_reply_row::MEDICAL_USER_ID)?,
            })
        }
    }

    impl Record for GetMedInfoReply {
        const TABLE: &'static RecordSchema = &RecordSchema {
            title: Bilingual::of("查询医保卡信息", "Look up an insurance card"),
            section: Borrowed("1.1"),
            source: Bilingual::of("", ""),
            rows: Borrowed(&[
                FieldSchema::text("medical_card_no", "社保卡号", "insurance card number")
                    .required()
                    .limit(32)
                    .redacted(),
                FieldSchema::text("medical_card_id", "医疗证号", "medical certificate number")
                    .required()
                    .limit(32)
                    .redacted(),
                FieldSchema::text("medical_comp_no", "电脑号", "insurance computer number").limit(32).redacted(),
                FieldSchema::text("medical_insurance_type", "参保类型", "kind of insurance")
                    .limit(16)
                    .codes(<MedicalInsuranceType as Code>::CODES),
                FieldSchema::text("medical_user_id", "用户医保平台 id", "the user's ID on the insurance platform")
                    .required()
                    .limit(64)
                    .redacted(),
            ]),
            checks: Borrowed(&[]),
        };
    }

    impl fmt::Debug for GetMedInfoReply {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug(self, "GetMedInfoReply", f)
        }
    }

    impl ErrorCode for GetMedInfoError {
        const ROWS: &'static [ErrorInfo] = &[
            ErrorInfo::new(
                "80000",
                ("系统错误", "system error"),
                (
                    "稍后重试；持续出现时带上 rid 联系微信支付。",
                    "Try again later; if it stays, report it to WeChat Pay with the rid.",
                ),
            )
            .passing(),
            ErrorInfo::new(
                "80004",
                ("未绑卡", "no card is bound"),
                (
                    "用 getbindurl 取得绑卡链接，请用户绑卡后再查。",
                    "Get a link with getbindurl, let the user bind a card, then ask again.",
                ),
            ),
            ErrorInfo::new(
                "80005",
                ("姓名与绑卡实名不符", "the name differs from that of the bound card"),
                (
                    "请用户核对姓名，须与绑卡时的实名一致；改正前不必重试。",
                    "Have the user check the name, which must be the one the card was bound with; do not retry before.",
                ),
            ),
            ErrorInfo::new(
                "80006",
                ("身份证号不符", "the identity number does not match"),
                (
                    "核对证件号码。计算 MD5 之前，15 位号码须先转为 18 位：在出生年份前插入 19，再于末尾加 GB 11643 的校验码（前 17 位依次乘以 7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2，其和除以 11 的余数 0 至 10 依次对应 1 0 X 9 8 7 6 5 4 3 2）；末位的 x 须大写。沙箱控制台的“开始”页列有每个样例用户应得的值。",
                    "Check the number. Before MD5, a number of 15 digits becomes one of 18: insert 19 before the year of birth, and append the check digit of GB 11643 (multiply the 17 digits by 7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2, add up, and take the sum modulo 11: 0 to 10 stand for 1 0 X 9 8 7 6 5 4 3 2). A final x is upper case. The Start page of the sandbox's console lists the expected value of each sample person.",
                ),
            ),
        ];
        const ALL: &'static [Self] =
            &[Self::SystemError, Self::CardNotBound, Self::NameMismatch, Self::IdNumberMismatch];
        fn index(self) -> usize {
            self as usize
        }
    }

    impl Request for GetMedInfo {
        type Reply = GetMedInfoReply;
        const OPERATION: &'static Operation = &Operation {
            name: "getmedinfo",
            path: "/payinsurance/getmedinfo",
            section: "1.1",
            retry: Retry::Safe,
            response_signing: ResponseSigning::Unsigned,
            sign_type: None,
            order: &[
                element!(get_med_info_row::IDCARD_MD5, "idcard_md5"),
                element!(get_med_info_row::NAME, "name"),
                element!(get_med_info_row::NONCE_STR, "nonce_str"),
                element!(get_med_info_row::OPENID, "openid"),
            ],
            errors: <GetMedInfoError as ErrorCode>::ROWS,
            echoes: &[],
        };
    }

    impl GetMedInfo {
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

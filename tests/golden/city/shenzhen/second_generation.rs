// Made by `cargo xtask regen` from schema/specs/city/shenzhen/second_generation.yaml: do not edit.

/// 交易类型 · kind of transaction
///
/// Code table `trans_type`, section 1.3.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash,
)]
#[non_exhaustive]
pub enum TransType {
    /// `MZ002`: 门诊类交易 002 · outpatient transaction 002
    Mz002,
    /// `FY005`: 费用类交易 005 · transaction 005 about expenses
    Fy005,
}
::wxmed::rt::serde_codes!(Code, TransType);

/// 深圳第二代接口的 request_content · request_content for the second generation of Shenzhen's interface
///
/// `city/shenzhen/second_generation`, section 1.3.
///
/// 公开可见的报文样例，只有键名与少量取值；各键的中文名按国家医保业务的通用编码推断，文档没有这一内容。 · Samples of messages that can be seen in public, of which only the keys and few values are known. What the keys mean is inferred from the codes in common use among insurance bureaus; the document does not have this content. Confidence: low.
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct SecondGeneration {
    /// 交易时间 · day of the transaction
    ///
    /// `transTime` String, section 1.3.
    ///
    /// 样例中的日期是 JSON 数字，如 20180402；这个键也如此，属推断。 · Dates in the samples are JSON numbers such as 20180402; that this is one of them is inferred.
    pub trans_time: ::wxmed::rt::Date,
    /// 交易类型 · kind of transaction
    ///
    /// `transType` String, section 1.3.
    ///
    /// 它决定 transBody 里有哪些字段。此处没有列出的交易照样收发，其 transBody 原样保留。 · It decides what transBody holds. A transaction that is not listed here is read and sent all the same, and its transBody is kept as it is.
    pub transaction: Transaction,
    /// 交易流水号 · serial number of the transaction
    ///
    /// `serialNumber` String, section 1.3.
    pub serial_number: ::std::string::String,
    /// 医院编码 · hospital code
    ///
    /// `hospitalCode` String, section 1.3.
    pub hospital_code: ::std::string::String,
    /// Keys that the spec does not have.
    pub unknown: ::wxmed::rt::Unknown,
}

/// Makes a [`SecondGeneration`]: one method a field, in any order.
#[must_use = "call `.build()`"]
pub struct SecondGenerationBuilder<
    HasTransTime = ::wxmed::rt::No,
    HasTransaction = ::wxmed::rt::No,
    HasSerialNumber = ::wxmed::rt::No,
    HasHospitalCode = ::wxmed::rt::No,
> {
    draft: ::wxmed::rt::Draft<SecondGeneration>,
    state: ::core::marker::PhantomData<(HasTransTime, HasTransaction, HasSerialNumber, HasHospitalCode)>,
}

/// 交易类型 · kind of transaction
#[derive(::core::clone::Clone)]
pub enum Transaction {
    /// `MZ002`: 门诊类交易 002 · outpatient transaction 002
    Mz002(Mz002),
    /// `FY005`: 费用类交易 005 · transaction 005 about expenses
    Fy005(Fy005),
    /// A value that the code table does not list; the keys that came with it are among the unknown ones.
    Unlisted(::std::string::String),
}

/// `MZ002`: 门诊类交易 002 · outpatient transaction 002
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct Mz002 {
    /// 交易内容 · the transaction
    ///
    /// `transBody` object, section 1.3.
    ///
    /// 样例没有写明这组字段属于哪种交易；因为含科室编码，推断为门诊类的 MZ002。 · The samples do not say which transaction has these fields; as they name a department, MZ002 is inferred.
    pub trans_body: Mz002Body,
}

/// Makes a [`Mz002`]: one method a field, in any order.
#[must_use = "call `.build()`"]
pub struct Mz002Builder<HasTransBody = ::wxmed::rt::No> {
    draft: ::wxmed::rt::Draft<SecondGeneration>,
    state: ::core::marker::PhantomData<(HasTransBody,)>,
}

/// `FY005`: 费用类交易 005 · transaction 005 about expenses
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct Fy005 {
    /// 交易内容 · the transaction
    ///
    /// `transBody` object, section 1.3.
    ///
    /// 这种交易的字段没有公开的样例；这里只列出外层请求所对应的三项与持卡人，其余的键原样保留。 · No sample of this transaction is public. Only the three fields that go with the request's own, and those of the card, are listed; other keys are kept as they are.
    pub trans_body: Fy005Body,
}

/// Makes a [`Fy005`]: one method a field, in any order.
#[must_use = "call `.build()`"]
pub struct Fy005Builder<HasTransBody = ::wxmed::rt::No> {
    draft: ::wxmed::rt::Draft<SecondGeneration>,
    state: ::core::marker::PhantomData<(HasTransBody,)>,
}

/// 费用明细 · items of the bill
///
/// An item of the list `inputlist`.
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct ChargedItem {
    /// 单据号 · number of the slip
    ///
    /// `aae072` String, section 1.3.
    pub aae072: ::std::string::String,
    /// 含义未知（bkf500） · not known (bkf500)
    ///
    /// `bkf500` String, section 1.3.
    ///
    /// 地方扩展的编码，含义未知。 · A local code, whose meaning is not known.
    pub bkf500: ::core::option::Option<::std::string::String>,
    /// 医保目录编码 · code in the insurance catalogue
    ///
    /// `ake001` String, section 1.3.
    pub ake001: ::std::string::String,
    /// 机构内部编码 · code at the hospital
    ///
    /// `ake005` String, section 1.3.
    pub ake005: ::std::string::String,
    /// 机构内部名称 · name at the hospital
    ///
    /// `ake006` String, section 1.3.
    pub ake006: ::std::string::String,
    /// 金额 · amount
    ///
    /// `aae019` String, section 1.3.
    pub aae019: ::wxmed::rt::Yuan,
    /// Keys that the spec does not have.
    pub unknown: ::wxmed::rt::Unknown,
}

/// Makes a [`ChargedItem`]: one method a field, in any order.
#[must_use = "call `.build()`"]
pub struct ChargedItemBuilder<
    HasAae072 = ::wxmed::rt::No,
    HasAke001 = ::wxmed::rt::No,
    HasAke005 = ::wxmed::rt::No,
    HasAke006 = ::wxmed::rt::No,
    HasAae019 = ::wxmed::rt::No,
> {
    draft: ::wxmed::rt::Draft<ChargedItem>,
    state: ::core::marker::PhantomData<(HasAae072, HasAke001, HasAke005, HasAke006, HasAae019)>,
}

/// 交易内容 · the transaction
///
/// 样例没有写明这组字段属于哪种交易；因为含科室编码，推断为门诊类的 MZ002。 · The samples do not say which transaction has these fields; as they name a department, MZ002 is inferred.
///
/// The object `transBody`.
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct Mz002Body {
    /// 门诊流水号 · outpatient serial number
    ///
    /// `akc190` String, section 1.3.
    ///
    /// 通用编码中为就诊登记号。 · In the common codes it is the number of the visit.
    pub akc190: ::std::string::String,
    /// 社会保障卡号 · number of the insurance card
    ///
    /// `aaz500` String, section 1.3.
    pub aaz500: ::std::string::String,
    /// 业务类别 · kind of treatment
    ///
    /// `aka130` String, section 1.3.
    ///
    /// 取值没有公开的列表。 · No list of its values is public.
    pub aka130: ::std::string::String,
    /// 社会保障卡密码 · password of the insurance card
    ///
    /// `bzz269` String, section 1.3.
    ///
    /// 含义属推断，一律按密码隐去；键必有、值可空也属推断。 · That it is the password is inferred, and it is never shown. That the key must be there, perhaps empty, is inferred too.
    pub bzz269: ::core::option::Option<::std::string::String>,
    /// 科室编码 · department code
    ///
    /// `akf001` String, section 1.3.
    pub akf001: ::std::string::String,
    /// 含义未知（bkc368） · not known (bkc368)
    ///
    /// `bkc368` String, section 1.3.
    ///
    /// 地方扩展的编码，含义未知。 · A local code, whose meaning is not known.
    pub bkc368: ::core::option::Option<::std::string::String>,
    /// 医疗费总额 · total of the medical expenses
    ///
    /// `akc264` String, section 1.3.
    pub akc264: ::wxmed::rt::Yuan,
    /// 医药机构结算业务序列号 · number of the bill at the hospital
    ///
    /// `bke384` String, section 1.3.
    ///
    /// 地方扩展的编码；与外层的 bill_no 相同。 · A local code; the same as the request's bill_no.
    pub bke384: ::std::string::String,
    /// 费用明细 · items of the bill
    ///
    /// `inputlist` list, section 1.3.
    pub inputlist: ::std::vec::Vec<ChargedItem>,
    /// Keys that the spec does not have.
    pub unknown: ::wxmed::rt::Unknown,
}

/// Makes a [`Mz002Body`]: one method a field, in any order.
#[must_use = "call `.build()`"]
pub struct Mz002BodyBuilder<
    HasAkc190 = ::wxmed::rt::No,
    HasAaz500 = ::wxmed::rt::No,
    HasAka130 = ::wxmed::rt::No,
    HasAkf001 = ::wxmed::rt::No,
    HasAkc264 = ::wxmed::rt::No,
    HasBke384 = ::wxmed::rt::No,
    HasInputlist = ::wxmed::rt::No,
> {
    draft: ::wxmed::rt::Draft<Mz002Body>,
    state:
        ::core::marker::PhantomData<(HasAkc190, HasAaz500, HasAka130, HasAkf001, HasAkc264, HasBke384, HasInputlist)>,
}

/// 交易内容 · the transaction
///
/// 这种交易的字段没有公开的样例；这里只列出外层请求所对应的三项与持卡人，其余的键原样保留。 · No sample of this transaction is public. Only the three fields that go with the request's own, and those of the card, are listed; other keys are kept as they are.
///
/// The object `transBody`.
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct Fy005Body {
    /// 门诊流水号 · outpatient serial number
    ///
    /// `akc190` String, section 1.3.
    pub akc190: ::std::string::String,
    /// 社会保障卡号 · number of the insurance card
    ///
    /// `aaz500` String, section 1.3.
    pub aaz500: ::core::option::Option<::std::string::String>,
    /// 社会保障卡密码 · password of the insurance card
    ///
    /// `bzz269` String, section 1.3.
    pub bzz269: ::core::option::Option<::std::string::String>,
    /// 医疗费总额 · total of the medical expenses
    ///
    /// `akc264` String, section 1.3.
    pub akc264: ::wxmed::rt::Yuan,
    /// 医药机构结算业务序列号 · number of the bill at the hospital
    ///
    /// `bke384` String, section 1.3.
    pub bke384: ::std::string::String,
    /// Keys that the spec does not have.
    pub unknown: ::wxmed::rt::Unknown,
}

/// Makes a [`Fy005Body`]: one method a field, in any order.
#[must_use = "call `.build()`"]
pub struct Fy005BodyBuilder<HasAkc190 = ::wxmed::rt::No, HasAkc264 = ::wxmed::rt::No, HasBke384 = ::wxmed::rt::No> {
    draft: ::wxmed::rt::Draft<Fy005Body>,
    state: ::core::marker::PhantomData<(HasAkc190, HasAkc264, HasBke384)>,
}

#[doc(hidden)]
#[allow(missing_docs, missing_debug_implementations, non_camel_case_types)]
pub mod required {
    pub enum aae019 {}
    pub enum aae072 {}
    pub enum aaz500 {}
    pub enum aka130 {}
    pub enum akc190 {}
    pub enum akc264 {}
    pub enum ake001 {}
    pub enum ake005 {}
    pub enum ake006 {}
    pub enum akf001 {}
    pub enum bke384 {}
    pub enum hospital_code {}
    pub enum inputlist {}
    pub enum serial_number {}
    pub enum trans_body {}
    pub enum trans_time {}
    pub enum transaction {}
}

const _: () = {
    use ::core::convert::{From, Into};
    use ::core::default::Default;
    use ::core::fmt;
    use ::core::iter::IntoIterator;
    use ::core::marker::PhantomData;
    use ::core::option::Option;
    use ::core::option::Option::{None, Some};
    use ::core::primitive::{str, usize};
    use ::core::result::Result;
    use ::std::string::String;
    use ::wxmed::rt::{
        Bilingual, Borrowed, Bound, CaseRows, Check, Code, CodeRow, Codes, Comparison, Content, ContentError,
        ContentRecord, Date, Draft, Exhaustiveness, Expr, FieldSchema, FieldValue, Fields, Format, Given, Input,
        IntoValue, Json, List, Reader, Record, RecordSchema, Severity, StatedRule, Static, Truth, Valid, Value,
        Violations, Words, Writer, Yes, Yuan, debug, debug_part, from_object_cell, object_cell,
    };
    mod second_generation_row {
        pub(super) const TRANS_TIME: ::core::primitive::u16 = 0;
        pub(super) const TRANS_TYPE: ::core::primitive::u16 = 1;
        pub(super) const SERIAL_NUMBER: ::core::primitive::u16 = 2;
        pub(super) const HOSPITAL_CODE: ::core::primitive::u16 = 3;
        pub(super) const MZ002_TRANS_BODY: ::core::primitive::u16 = 4;
        pub(super) const FY005_TRANS_BODY: ::core::primitive::u16 = 5;
    }
    mod charged_item_row {
        pub(super) const AAE072: ::core::primitive::u16 = 0;
        pub(super) const BKF500: ::core::primitive::u16 = 1;
        pub(super) const AKE001: ::core::primitive::u16 = 2;
        pub(super) const AKE005: ::core::primitive::u16 = 3;
        pub(super) const AKE006: ::core::primitive::u16 = 4;
        pub(super) const AAE019: ::core::primitive::u16 = 5;
    }
    mod mz002_body_row {
        pub(super) const AKC190: ::core::primitive::u16 = 0;
        pub(super) const AAZ500: ::core::primitive::u16 = 1;
        pub(super) const AKA130: ::core::primitive::u16 = 2;
        pub(super) const BZZ269: ::core::primitive::u16 = 3;
        pub(super) const AKF001: ::core::primitive::u16 = 4;
        pub(super) const BKC368: ::core::primitive::u16 = 5;
        pub(super) const AKC264: ::core::primitive::u16 = 6;
        pub(super) const BKE384: ::core::primitive::u16 = 7;
        pub(super) const INPUTLIST: ::core::primitive::u16 = 9;
    }
    mod fy005_body_row {
        pub(super) const AKC190: ::core::primitive::u16 = 0;
        pub(super) const AAZ500: ::core::primitive::u16 = 1;
        pub(super) const BZZ269: ::core::primitive::u16 = 2;
        pub(super) const AKC264: ::core::primitive::u16 = 3;
        pub(super) const BKE384: ::core::primitive::u16 = 4;
    }

    impl Code for TransType {
        const CODES: &'static Codes = &Codes {
            openness: Exhaustiveness::Open,
            rows: Borrowed(&[
                CodeRow {
                    code: Borrowed("MZ002"),
                    label: Bilingual::of("门诊类交易 002", "outpatient transaction 002"),
                },
                CodeRow {
                    code: Borrowed("FY005"),
                    label: Bilingual::of("费用类交易 005", "transaction 005 about expenses"),
                },
            ]),
        };

        const ALL: &'static [Self] = &[Self::Mz002, Self::Fy005];
        fn index(self) -> usize {
            self as usize
        }
    }

    impl Fields for SecondGeneration {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(second_generation_row::TRANS_TIME, &self.trans_time);
            Fields::write(&self.transaction, out);
            out.put(second_generation_row::SERIAL_NUMBER, &self.serial_number);
            out.put(second_generation_row::HOSPITAL_CODE, &self.hospital_code);
            out.put_unknown(&self.unknown);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                trans_time: from.take(second_generation_row::TRANS_TIME)?,
                transaction: Fields::read(from)?,
                serial_number: from.take(second_generation_row::SERIAL_NUMBER)?,
                hospital_code: from.take(second_generation_row::HOSPITAL_CODE)?,
                unknown: from.take_unknown(),
            })
        }
    }

    impl Record for SecondGeneration {
        const TABLE: &'static RecordSchema = &RecordSchema {
            title: Bilingual::of(
                "深圳第二代接口的 request_content",
                "request_content for the second generation of Shenzhen's interface",
            ),
            section: Borrowed("1.3"),
            source: Bilingual::of(
                "公开可见的报文样例，只有键名与少量取值",
                "Samples of messages that can be seen in public, of which only the keys and few values are known",
            ),
            rows: Borrowed(&[
                FieldSchema::text("transTime", "交易时间", "day of the transaction")
                    .required()
                    .format(Format::Date)
                    .number(),
                FieldSchema::text("transType", "交易类型", "kind of transaction")
                    .required()
                    .codes(<TransType as Code>::CODES),
                FieldSchema::text("serialNumber", "交易流水号", "serial number of the transaction").required(),
                FieldSchema::text("hospitalCode", "医院编码", "hospital code").required(),
                FieldSchema::text("transBody", "交易内容", "the transaction")
                    .required()
                    .object(<Mz002Body as Record>::TABLE),
                FieldSchema::text("transBody", "交易内容", "the transaction")
                    .required()
                    .object(<Fy005Body as Record>::TABLE),
            ]),
            checks: Borrowed(&[Check::Cases {
                tag: 1,
                of: Borrowed(&[
                    CaseRows { value: Borrowed("MZ002"), rows: Borrowed(&[4]) },
                    CaseRows { value: Borrowed("FY005"), rows: Borrowed(&[5]) },
                ]),
            }]),
        };
    }

    impl fmt::Debug for SecondGeneration {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug(self, "SecondGeneration", f)
        }
    }

    impl SecondGeneration {
        /// Begins to build one.
        pub fn builder() -> SecondGenerationBuilder {
            SecondGenerationBuilder { draft: Default::default(), state: PhantomData }
        }
    }

    impl<HasTransTime, HasTransaction, HasSerialNumber, HasHospitalCode>
        SecondGenerationBuilder<HasTransTime, HasTransaction, HasSerialNumber, HasHospitalCode>
    {
        /// 交易时间 · day of the transaction
        ///
        /// `transTime` String, a date as yyyyMMdd, such as 20160501. Mandatory.
        pub fn trans_time(
            mut self,
            value: impl IntoValue<Date>,
        ) -> SecondGenerationBuilder<Yes, HasTransaction, HasSerialNumber, HasHospitalCode> {
            self.draft.put::<Date>(second_generation_row::TRANS_TIME, value);
            SecondGenerationBuilder { draft: self.draft, state: PhantomData }
        }

        /// 交易类型 · kind of transaction
        ///
        /// Mandatory.
        pub fn transaction(
            mut self,
            value: impl IntoValue<Transaction>,
        ) -> SecondGenerationBuilder<HasTransTime, Yes, HasSerialNumber, HasHospitalCode> {
            self.draft.group::<Transaction>(second_generation_row::TRANS_TYPE, value);
            SecondGenerationBuilder { draft: self.draft, state: PhantomData }
        }

        /// 交易流水号 · serial number of the transaction
        ///
        /// `serialNumber` String. Mandatory.
        pub fn serial_number(
            mut self,
            value: impl Into<String>,
        ) -> SecondGenerationBuilder<HasTransTime, HasTransaction, Yes, HasHospitalCode> {
            self.draft.text(second_generation_row::SERIAL_NUMBER, value);
            SecondGenerationBuilder { draft: self.draft, state: PhantomData }
        }

        /// 医院编码 · hospital code
        ///
        /// `hospitalCode` String. Mandatory.
        pub fn hospital_code(
            mut self,
            value: impl Into<String>,
        ) -> SecondGenerationBuilder<HasTransTime, HasTransaction, HasSerialNumber, Yes> {
            self.draft.text(second_generation_row::HOSPITAL_CODE, value);
            SecondGenerationBuilder { draft: self.draft, state: PhantomData }
        }

        /// Validates all that was given.
        ///
        /// # Errors
        /// Everything that is wrong, all at once.
        pub fn build(self) -> Result<Valid<SecondGeneration>, Violations>
        where
            HasTransTime: Given<required::trans_time>,
            HasTransaction: Given<required::transaction>,
            HasSerialNumber: Given<required::serial_number>,
            HasHospitalCode: Given<required::hospital_code>,
        {
            self.draft.build()
        }
    }

    impl Fields for Transaction {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            match self {
                Self::Mz002(case) => {
                    out.put_text(second_generation_row::TRANS_TYPE, "MZ002");
                    Fields::write(case, out);
                }
                Self::Fy005(case) => {
                    out.put_text(second_generation_row::TRANS_TYPE, "FY005");
                    Fields::write(case, out);
                }
                Self::Unlisted(value) => out.put(second_generation_row::TRANS_TYPE, value),
            }
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            match from.text(second_generation_row::TRANS_TYPE) {
                "MZ002" => Some(Self::Mz002(Fields::read(from)?)),
                "FY005" => Some(Self::Fy005(Fields::read(from)?)),
                "" => None,
                value => Some(Self::Unlisted(String::from(value))),
            }
        }
    }

    impl fmt::Debug for Transaction {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug_part::<SecondGeneration, Self>(self, "Transaction", f)
        }
    }

    impl IntoValue<Transaction> for Transaction {
        fn into_value(self) -> Input<Transaction> {
            Input::Value(Into::into(self))
        }
    }

    impl From<Mz002> for Transaction {
        fn from(case: Mz002) -> Self {
            Self::Mz002(case)
        }
    }

    impl IntoValue<Transaction> for Mz002 {
        fn into_value(self) -> Input<Transaction> {
            Input::Value(Into::into(self))
        }
    }

    impl<HasTransBody> ::wxmed::rt::IntoValue<Transaction> for Mz002Builder<HasTransBody>
    where
        HasTransBody: Given<required::trans_body>,
    {
        fn into_value(self) -> Input<Transaction> {
            self.draft.into_case(second_generation_row::TRANS_TYPE, "MZ002")
        }
    }

    impl IntoValue<Transaction> for Mz002Body {
        fn into_value(self) -> Input<Transaction> {
            Input::Value(Into::into(self))
        }
    }

    impl<HasAkc190, HasAaz500, HasAka130, HasAkf001, HasAkc264, HasBke384, HasInputlist>
        ::wxmed::rt::IntoValue<Transaction>
        for Mz002BodyBuilder<HasAkc190, HasAaz500, HasAka130, HasAkf001, HasAkc264, HasBke384, HasInputlist>
    where
        HasAkc190: Given<required::akc190>,
        HasAaz500: Given<required::aaz500>,
        HasAka130: Given<required::aka130>,
        HasAkf001: Given<required::akf001>,
        HasAkc264: Given<required::akc264>,
        HasBke384: Given<required::bke384>,
        HasInputlist: Given<required::inputlist>,
    {
        fn into_value(self) -> Input<Transaction> {
            let mut draft = Draft::<SecondGeneration>::default();
            draft.put::<Mz002Body>(second_generation_row::MZ002_TRANS_BODY, self);
            draft.into_case(second_generation_row::TRANS_TYPE, "MZ002")
        }
    }

    impl From<Mz002Body> for Transaction {
        fn from(trans_body: Mz002Body) -> Self {
            Self::Mz002(Mz002 { trans_body })
        }
    }

    impl From<Fy005> for Transaction {
        fn from(case: Fy005) -> Self {
            Self::Fy005(case)
        }
    }

    impl IntoValue<Transaction> for Fy005 {
        fn into_value(self) -> Input<Transaction> {
            Input::Value(Into::into(self))
        }
    }

    impl<HasTransBody> ::wxmed::rt::IntoValue<Transaction> for Fy005Builder<HasTransBody>
    where
        HasTransBody: Given<required::trans_body>,
    {
        fn into_value(self) -> Input<Transaction> {
            self.draft.into_case(second_generation_row::TRANS_TYPE, "FY005")
        }
    }

    impl IntoValue<Transaction> for Fy005Body {
        fn into_value(self) -> Input<Transaction> {
            Input::Value(Into::into(self))
        }
    }

    impl<HasAkc190, HasAkc264, HasBke384> ::wxmed::rt::IntoValue<Transaction>
        for Fy005BodyBuilder<HasAkc190, HasAkc264, HasBke384>
    where
        HasAkc190: Given<required::akc190>,
        HasAkc264: Given<required::akc264>,
        HasBke384: Given<required::bke384>,
    {
        fn into_value(self) -> Input<Transaction> {
            let mut draft = Draft::<SecondGeneration>::default();
            draft.put::<Fy005Body>(second_generation_row::FY005_TRANS_BODY, self);
            draft.into_case(second_generation_row::TRANS_TYPE, "FY005")
        }
    }

    impl From<Fy005Body> for Transaction {
        fn from(trans_body: Fy005Body) -> Self {
            Self::Fy005(Fy005 { trans_body })
        }
    }

    impl Fields for Mz002 {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(second_generation_row::MZ002_TRANS_BODY, &self.trans_body);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self { trans_body: from.take(second_generation_row::MZ002_TRANS_BODY)? })
        }
    }

    impl fmt::Debug for Mz002 {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug_part::<SecondGeneration, Self>(self, "Mz002", f)
        }
    }

    impl Mz002 {
        /// Begins to build one.
        pub fn builder() -> Mz002Builder {
            Mz002Builder { draft: Default::default(), state: PhantomData }
        }
    }

    impl<HasTransBody> Mz002Builder<HasTransBody> {
        /// 交易内容 · the transaction
        ///
        /// `transBody` object. Mandatory.
        pub fn trans_body(mut self, value: impl IntoValue<Mz002Body>) -> Mz002Builder<Yes> {
            self.draft.put::<Mz002Body>(second_generation_row::MZ002_TRANS_BODY, value);
            Mz002Builder { draft: self.draft, state: PhantomData }
        }

        /// Validates all that was given, as far as it can be without the record that it belongs to. A method of that record's builder takes this builder as well, and then reports everything at once.
        ///
        /// # Errors
        /// Everything that is wrong, all at once.
        pub fn build(self) -> Result<Mz002, Violations>
        where
            HasTransBody: Given<required::trans_body>,
        {
            self.draft.case()
        }
    }

    impl Fields for Fy005 {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(second_generation_row::FY005_TRANS_BODY, &self.trans_body);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self { trans_body: from.take(second_generation_row::FY005_TRANS_BODY)? })
        }
    }

    impl fmt::Debug for Fy005 {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug_part::<SecondGeneration, Self>(self, "Fy005", f)
        }
    }

    impl Fy005 {
        /// Begins to build one.
        pub fn builder() -> Fy005Builder {
            Fy005Builder { draft: Default::default(), state: PhantomData }
        }
    }

    impl<HasTransBody> Fy005Builder<HasTransBody> {
        /// 交易内容 · the transaction
        ///
        /// `transBody` object. Mandatory.
        pub fn trans_body(mut self, value: impl IntoValue<Fy005Body>) -> Fy005Builder<Yes> {
            self.draft.put::<Fy005Body>(second_generation_row::FY005_TRANS_BODY, value);
            Fy005Builder { draft: self.draft, state: PhantomData }
        }

        /// Validates all that was given, as far as it can be without the record that it belongs to. A method of that record's builder takes this builder as well, and then reports everything at once.
        ///
        /// # Errors
        /// Everything that is wrong, all at once.
        pub fn build(self) -> Result<Fy005, Violations>
        where
            HasTransBody: Given<required::trans_body>,
        {
            self.draft.case()
        }
    }

    impl Fields for ChargedItem {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(charged_item_row::AAE072, &self.aae072);
            out.put(charged_item_row::BKF500, &self.bkf500);
            out.put(charged_item_row::AKE001, &self.ake001);
            out.put(charged_item_row::AKE005, &self.ake005);
            out.put(charged_item_row::AKE006, &self.ake006);
            out.put(charged_item_row::AAE019, &self.aae019);
            out.put_unknown(&self.unknown);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                aae072: from.take(charged_item_row::AAE072)?,
                bkf500: from.take(charged_item_row::BKF500)?,
                ake001: from.take(charged_item_row::AKE001)?,
                ake005: from.take(charged_item_row::AKE005)?,
                ake006: from.take(charged_item_row::AKE006)?,
                aae019: from.take(charged_item_row::AAE019)?,
                unknown: from.take_unknown(),
            })
        }
    }

    impl Record for ChargedItem {
        const TABLE: &'static RecordSchema = &RecordSchema {
            title: Bilingual::of("费用明细", "items of the bill"),
            section: Borrowed("1.3"),
            source: Bilingual::of(
                "公开可见的报文样例，只有键名与少量取值",
                "Samples of messages that can be seen in public, of which only the keys and few values are known",
            ),
            rows: Borrowed(&[
                FieldSchema::text("aae072", "单据号", "number of the slip").required(),
                FieldSchema::text("bkf500", "含义未知（bkf500）", "not known (bkf500)").present(),
                FieldSchema::text("ake001", "医保目录编码", "code in the insurance catalogue").required(),
                FieldSchema::text("ake005", "机构内部编码", "code at the hospital").required(),
                FieldSchema::text("ake006", "机构内部名称", "name at the hospital").required(),
                FieldSchema::text("aae019", "金额", "amount").required().format(Format::Yuan),
            ]),
            checks: Borrowed(&[]),
        };
    }

    impl fmt::Debug for ChargedItem {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug(self, "ChargedItem", f)
        }
    }

    impl ChargedItem {
        /// Begins to build one.
        pub fn builder() -> ChargedItemBuilder {
            ChargedItemBuilder { draft: Default::default(), state: PhantomData }
        }
    }

    impl<HasAae072, HasAke001, HasAke005, HasAke006, HasAae019>
        ChargedItemBuilder<HasAae072, HasAke001, HasAke005, HasAke006, HasAae019>
    {
        /// 单据号 · number of the slip
        ///
        /// `aae072` String. Mandatory.
        pub fn aae072(
            mut self,
            value: impl Into<String>,
        ) -> ChargedItemBuilder<Yes, HasAke001, HasAke005, HasAke006, HasAae019> {
            self.draft.text(charged_item_row::AAE072, value);
            ChargedItemBuilder { draft: self.draft, state: PhantomData }
        }

        /// 含义未知（bkf500） · not known (bkf500)
        ///
        /// `bkf500` String. Optional.
        pub fn bkf500(mut self, value: impl Into<String>) -> Self {
            self.draft.text(charged_item_row::BKF500, value);
            self
        }

        /// [`Self::bkf500`], if there is a value.
        pub fn maybe_bkf500(self, value: Option<impl Into<String>>) -> Self {
            match value {
                Some(value) => self.bkf500(value),
                None => self,
            }
        }

        /// 医保目录编码 · code in the insurance catalogue
        ///
        /// `ake001` String. Mandatory.
        pub fn ake001(
            mut self,
            value: impl Into<String>,
        ) -> ChargedItemBuilder<HasAae072, Yes, HasAke005, HasAke006, HasAae019> {
            self.draft.text(charged_item_row::AKE001, value);
            ChargedItemBuilder { draft: self.draft, state: PhantomData }
        }

        /// 机构内部编码 · code at the hospital
        ///
        /// `ake005` String. Mandatory.
        pub fn ake005(
            mut self,
            value: impl Into<String>,
        ) -> ChargedItemBuilder<HasAae072, HasAke001, Yes, HasAke006, HasAae019> {
            self.draft.text(charged_item_row::AKE005, value);
            ChargedItemBuilder { draft: self.draft, state: PhantomData }
        }

        /// 机构内部名称 · name at the hospital
        ///
        /// `ake006` String. Mandatory.
        pub fn ake006(
            mut self,
            value: impl Into<String>,
        ) -> ChargedItemBuilder<HasAae072, HasAke001, HasAke005, Yes, HasAae019> {
            self.draft.text(charged_item_row::AKE006, value);
            ChargedItemBuilder { draft: self.draft, state: PhantomData }
        }

        /// 金额 · amount
        ///
        /// `aae019` String, an amount in yuan with at most two decimal places, such as 9.00. Mandatory.
        pub fn aae019(
            mut self,
            value: impl IntoValue<Yuan>,
        ) -> ChargedItemBuilder<HasAae072, HasAke001, HasAke005, HasAke006, Yes> {
            self.draft.put::<Yuan>(charged_item_row::AAE019, value);
            ChargedItemBuilder { draft: self.draft, state: PhantomData }
        }

        /// Validates all that was given, as far as it can be without the record that it belongs to. A method of that record's builder takes this builder as well, and then reports everything at once.
        ///
        /// # Errors
        /// Everything that is wrong, all at once.
        pub fn build(self) -> Result<ChargedItem, Violations>
        where
            HasAae072: Given<required::aae072>,
            HasAke001: Given<required::ake001>,
            HasAke005: Given<required::ake005>,
            HasAke006: Given<required::ake006>,
            HasAae019: Given<required::aae019>,
        {
            self.draft.object()
        }
    }

    impl Value for ChargedItem {
        fn to_cell(&self) -> FieldValue<'_> {
            object_cell(self)
        }

        fn from_cell(cell: &FieldValue<'_>) -> Option<Self> {
            from_object_cell(cell)
        }
    }

    impl IntoValue<ChargedItem> for ChargedItem {
        fn into_value(self) -> Input<ChargedItem> {
            Input::Value(Into::into(self))
        }
    }

    impl<HasAae072, HasAke001, HasAke005, HasAke006, HasAae019> ::wxmed::rt::IntoValue<ChargedItem>
        for ChargedItemBuilder<HasAae072, HasAke001, HasAke005, HasAke006, HasAae019>
    where
        HasAae072: Given<required::aae072>,
        HasAke001: Given<required::ake001>,
        HasAke005: Given<required::ake005>,
        HasAke006: Given<required::ake006>,
        HasAae019: Given<required::aae019>,
    {
        fn into_value(self) -> Input<ChargedItem> {
            self.draft.into_object()
        }
    }

    impl Fields for Mz002Body {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(mz002_body_row::AKC190, &self.akc190);
            out.put(mz002_body_row::AAZ500, &self.aaz500);
            out.put(mz002_body_row::AKA130, &self.aka130);
            out.put(mz002_body_row::BZZ269, &self.bzz269);
            out.put(mz002_body_row::AKF001, &self.akf001);
            out.put(mz002_body_row::BKC368, &self.bkc368);
            out.put(mz002_body_row::AKC264, &self.akc264);
            out.put(mz002_body_row::BKE384, &self.bke384);
            out.put(mz002_body_row::INPUTLIST, &self.inputlist);
            out.put_unknown(&self.unknown);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                akc190: from.take(mz002_body_row::AKC190)?,
                aaz500: from.take(mz002_body_row::AAZ500)?,
                aka130: from.take(mz002_body_row::AKA130)?,
                bzz269: from.take(mz002_body_row::BZZ269)?,
                akf001: from.take(mz002_body_row::AKF001)?,
                bkc368: from.take(mz002_body_row::BKC368)?,
                akc264: from.take(mz002_body_row::AKC264)?,
                bke384: from.take(mz002_body_row::BKE384)?,
                inputlist: from.take(mz002_body_row::INPUTLIST)?,
                unknown: from.take_unknown(),
            })
        }
    }

    impl Record for Mz002Body {
        const TABLE: &'static RecordSchema = &RecordSchema {
            title: Bilingual::of("交易内容", "the transaction"),
            section: Borrowed("1.3"),
            source: Bilingual::of(
                "公开可见的报文样例，只有键名与少量取值",
                "Samples of messages that can be seen in public, of which only the keys and few values are known",
            ),
            rows: Borrowed(&[
                FieldSchema::text("akc190", "门诊流水号", "outpatient serial number").required(),
                FieldSchema::text("aaz500", "社会保障卡号", "number of the insurance card").required().redacted(),
                FieldSchema::text("aka130", "业务类别", "kind of treatment").required(),
                FieldSchema::text("bzz269", "社会保障卡密码", "password of the insurance card").present().redacted(),
                FieldSchema::text("akf001", "科室编码", "department code").required(),
                FieldSchema::text("bkc368", "含义未知（bkc368）", "not known (bkc368)").present(),
                FieldSchema::text("akc264", "医疗费总额", "total of the medical expenses")
                    .required()
                    .format(Format::Yuan),
                FieldSchema::text("bke384", "医药机构结算业务序列号", "number of the bill at the hospital").required(),
                FieldSchema::text("listsize", "明细数", "number of items")
                    .required()
                    .format(Format::Uint32)
                    .number()
                    .count_of(9),
                FieldSchema::text("inputlist", "费用明细", "items of the bill")
                    .required()
                    .list(List::ANY)
                    .object(<ChargedItem as Record>::TABLE),
            ]),
            checks: Borrowed(&[Check::Stated(StatedRule {
                id: Borrowed("items-total"),
                severity: Severity::Warning,
                states: Truth::Compare(
                    Expr::Field(Borrowed(&[6])),
                    Comparison::Equal,
                    Expr::Total(Borrowed(&[9]), Some(5)),
                ),
                says: Bilingual::of(
                    "明细金额之和应等于医疗费总额（推断）",
                    "the items should add up to the total, as far as can be inferred",
                ),
            })]),
        };
    }

    impl fmt::Debug for Mz002Body {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug(self, "Mz002Body", f)
        }
    }

    impl Mz002Body {
        /// Begins to build one.
        pub fn builder() -> Mz002BodyBuilder {
            Mz002BodyBuilder { draft: Default::default(), state: PhantomData }
        }
    }

    impl<HasAkc190, HasAaz500, HasAka130, HasAkf001, HasAkc264, HasBke384, HasInputlist>
        Mz002BodyBuilder<HasAkc190, HasAaz500, HasAka130, HasAkf001, HasAkc264, HasBke384, HasInputlist>
    {
        /// 门诊流水号 · outpatient serial number
        ///
        /// `akc190` String. Mandatory.
        pub fn akc190(
            mut self,
            value: impl Into<String>,
        ) -> Mz002BodyBuilder<Yes, HasAaz500, HasAka130, HasAkf001, HasAkc264, HasBke384, HasInputlist> {
            self.draft.text(mz002_body_row::AKC190, value);
            Mz002BodyBuilder { draft: self.draft, state: PhantomData }
        }

        /// 社会保障卡号 · number of the insurance card
        ///
        /// `aaz500` String. Mandatory.
        pub fn aaz500(
            mut self,
            value: impl Into<String>,
        ) -> Mz002BodyBuilder<HasAkc190, Yes, HasAka130, HasAkf001, HasAkc264, HasBke384, HasInputlist> {
            self.draft.text(mz002_body_row::AAZ500, value);
            Mz002BodyBuilder { draft: self.draft, state: PhantomData }
        }

        /// 业务类别 · kind of treatment
        ///
        /// `aka130` String. Mandatory.
        pub fn aka130(
            mut self,
            value: impl Into<String>,
        ) -> Mz002BodyBuilder<HasAkc190, HasAaz500, Yes, HasAkf001, HasAkc264, HasBke384, HasInputlist> {
            self.draft.text(mz002_body_row::AKA130, value);
            Mz002BodyBuilder { draft: self.draft, state: PhantomData }
        }

        /// 社会保障卡密码 · password of the insurance card
        ///
        /// `bzz269` String. Optional.
        pub fn bzz269(mut self, value: impl Into<String>) -> Self {
            self.draft.text(mz002_body_row::BZZ269, value);
            self
        }

        /// [`Self::bzz269`], if there is a value.
        pub fn maybe_bzz269(self, value: Option<impl Into<String>>) -> Self {
            match value {
                Some(value) => self.bzz269(value),
                None => self,
            }
        }

        /// 科室编码 · department code
        ///
        /// `akf001` String. Mandatory.
        pub fn akf001(
            mut self,
            value: impl Into<String>,
        ) -> Mz002BodyBuilder<HasAkc190, HasAaz500, HasAka130, Yes, HasAkc264, HasBke384, HasInputlist> {
            self.draft.text(mz002_body_row::AKF001, value);
            Mz002BodyBuilder { draft: self.draft, state: PhantomData }
        }

        /// 含义未知（bkc368） · not known (bkc368)
        ///
        /// `bkc368` String. Optional.
        pub fn bkc368(mut self, value: impl Into<String>) -> Self {
            self.draft.text(mz002_body_row::BKC368, value);
            self
        }

        /// [`Self::bkc368`], if there is a value.
        pub fn maybe_bkc368(self, value: Option<impl Into<String>>) -> Self {
            match value {
                Some(value) => self.bkc368(value),
                None => self,
            }
        }

        /// 医疗费总额 · total of the medical expenses
        ///
        /// `akc264` String, an amount in yuan with at most two decimal places, such as 9.00. Mandatory.
        pub fn akc264(
            mut self,
            value: impl IntoValue<Yuan>,
        ) -> Mz002BodyBuilder<HasAkc190, HasAaz500, HasAka130, HasAkf001, Yes, HasBke384, HasInputlist> {
            self.draft.put::<Yuan>(mz002_body_row::AKC264, value);
            Mz002BodyBuilder { draft: self.draft, state: PhantomData }
        }

        /// 医药机构结算业务序列号 · number of the bill at the hospital
        ///
        /// `bke384` String. Mandatory.
        pub fn bke384(
            mut self,
            value: impl Into<String>,
        ) -> Mz002BodyBuilder<HasAkc190, HasAaz500, HasAka130, HasAkf001, HasAkc264, Yes, HasInputlist> {
            self.draft.text(mz002_body_row::BKE384, value);
            Mz002BodyBuilder { draft: self.draft, state: PhantomData }
        }

        /// 费用明细 · items of the bill
        ///
        /// `inputlist` list. Mandatory.
        pub fn inputlist(
            mut self,
            value: impl IntoIterator<Item = impl IntoValue<ChargedItem>>,
        ) -> Mz002BodyBuilder<HasAkc190, HasAaz500, HasAka130, HasAkf001, HasAkc264, HasBke384, Yes> {
            self.draft.list::<ChargedItem>(mz002_body_row::INPUTLIST, value);
            Mz002BodyBuilder { draft: self.draft, state: PhantomData }
        }

        /// Validates all that was given, as far as it can be without the record that it belongs to. A method of that record's builder takes this builder as well, and then reports everything at once.
        ///
        /// # Errors
        /// Everything that is wrong, all at once.
        pub fn build(self) -> Result<Mz002Body, Violations>
        where
            HasAkc190: Given<required::akc190>,
            HasAaz500: Given<required::aaz500>,
            HasAka130: Given<required::aka130>,
            HasAkf001: Given<required::akf001>,
            HasAkc264: Given<required::akc264>,
            HasBke384: Given<required::bke384>,
            HasInputlist: Given<required::inputlist>,
        {
            self.draft.object()
        }
    }

    impl Value for Mz002Body {
        fn to_cell(&self) -> FieldValue<'_> {
            object_cell(self)
        }

        fn from_cell(cell: &FieldValue<'_>) -> Option<Self> {
            from_object_cell(cell)
        }
    }

    impl IntoValue<Mz002Body> for Mz002Body {
        fn into_value(self) -> Input<Mz002Body> {
            Input::Value(Into::into(self))
        }
    }

    impl<HasAkc190, HasAaz500, HasAka130, HasAkf001, HasAkc264, HasBke384, HasInputlist>
        ::wxmed::rt::IntoValue<Mz002Body>
        for Mz002BodyBuilder<HasAkc190, HasAaz500, HasAka130, HasAkf001, HasAkc264, HasBke384, HasInputlist>
    where
        HasAkc190: Given<required::akc190>,
        HasAaz500: Given<required::aaz500>,
        HasAka130: Given<required::aka130>,
        HasAkf001: Given<required::akf001>,
        HasAkc264: Given<required::akc264>,
        HasBke384: Given<required::bke384>,
        HasInputlist: Given<required::inputlist>,
    {
        fn into_value(self) -> Input<Mz002Body> {
            self.draft.into_object()
        }
    }

    impl Fields for Fy005Body {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(fy005_body_row::AKC190, &self.akc190);
            out.put(fy005_body_row::AAZ500, &self.aaz500);
            out.put(fy005_body_row::BZZ269, &self.bzz269);
            out.put(fy005_body_row::AKC264, &self.akc264);
            out.put(fy005_body_row::BKE384, &self.bke384);
            out.put_unknown(&self.unknown);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                akc190: from.take(fy005_body_row::AKC190)?,
                aaz500: from.take(fy005_body_row::AAZ500)?,
                bzz269: from.take(fy005_body_row::BZZ269)?,
                akc264: from.take(fy005_body_row::AKC264)?,
                bke384: from.take(fy005_body_row::BKE384)?,
                unknown: from.take_unknown(),
            })
        }
    }

    impl Record for Fy005Body {
        const TABLE: &'static RecordSchema = &RecordSchema {
            title: Bilingual::of("交易内容", "the transaction"),
            section: Borrowed("1.3"),
            source: Bilingual::of(
                "公开可见的报文样例，只有键名与少量取值",
                "Samples of messages that can be seen in public, of which only the keys and few values are known",
            ),
            rows: Borrowed(&[
                FieldSchema::text("akc190", "门诊流水号", "outpatient serial number").required(),
                FieldSchema::text("aaz500", "社会保障卡号", "number of the insurance card").redacted(),
                FieldSchema::text("bzz269", "社会保障卡密码", "password of the insurance card").redacted(),
                FieldSchema::text("akc264", "医疗费总额", "total of the medical expenses")
                    .required()
                    .format(Format::Yuan),
                FieldSchema::text("bke384", "医药机构结算业务序列号", "number of the bill at the hospital").required(),
            ]),
            checks: Borrowed(&[]),
        };
    }

    impl fmt::Debug for Fy005Body {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug(self, "Fy005Body", f)
        }
    }

    impl Fy005Body {
        /// Begins to build one.
        pub fn builder() -> Fy005BodyBuilder {
            Fy005BodyBuilder { draft: Default::default(), state: PhantomData }
        }
    }

    impl<HasAkc190, HasAkc264, HasBke384> Fy005BodyBuilder<HasAkc190, HasAkc264, HasBke384> {
        /// 门诊流水号 · outpatient serial number
        ///
        /// `akc190` String. Mandatory.
        pub fn akc190(mut self, value: impl Into<String>) -> Fy005BodyBuilder<Yes, HasAkc264, HasBke384> {
            self.draft.text(fy005_body_row::AKC190, value);
            Fy005BodyBuilder { draft: self.draft, state: PhantomData }
        }

        /// 社会保障卡号 · number of the insurance card
        ///
        /// `aaz500` String. Optional.
        pub fn aaz500(mut self, value: impl Into<String>) -> Self {
            self.draft.text(fy005_body_row::AAZ500, value);
            self
        }

        /// [`Self::aaz500`], if there is a value.
        pub fn maybe_aaz500(self, value: Option<impl Into<String>>) -> Self {
            match value {
                Some(value) => self.aaz500(value),
                None => self,
            }
        }

        /// 社会保障卡密码 · password of the insurance card
        ///
        /// `bzz269` String. Optional.
        pub fn bzz269(mut self, value: impl Into<String>) -> Self {
            self.draft.text(fy005_body_row::BZZ269, value);
            self
        }

        /// [`Self::bzz269`], if there is a value.
        pub fn maybe_bzz269(self, value: Option<impl Into<String>>) -> Self {
            match value {
                Some(value) => self.bzz269(value),
                None => self,
            }
        }

        /// 医疗费总额 · total of the medical expenses
        ///
        /// `akc264` String, an amount in yuan with at most two decimal places, such as 9.00. Mandatory.
        pub fn akc264(mut self, value: impl IntoValue<Yuan>) -> Fy005BodyBuilder<HasAkc190, Yes, HasBke384> {
            self.draft.put::<Yuan>(fy005_body_row::AKC264, value);
            Fy005BodyBuilder { draft: self.draft, state: PhantomData }
        }

        /// 医药机构结算业务序列号 · number of the bill at the hospital
        ///
        /// `bke384` String. Mandatory.
        pub fn bke384(mut self, value: impl Into<String>) -> Fy005BodyBuilder<HasAkc190, HasAkc264, Yes> {
            self.draft.text(fy005_body_row::BKE384, value);
            Fy005BodyBuilder { draft: self.draft, state: PhantomData }
        }

        /// Validates all that was given, as far as it can be without the record that it belongs to. A method of that record's builder takes this builder as well, and then reports everything at once.
        ///
        /// # Errors
        /// Everything that is wrong, all at once.
        pub fn build(self) -> Result<Fy005Body, Violations>
        where
            HasAkc190: Given<required::akc190>,
            HasAkc264: Given<required::akc264>,
            HasBke384: Given<required::bke384>,
        {
            self.draft.object()
        }
    }

    impl Value for Fy005Body {
        fn to_cell(&self) -> FieldValue<'_> {
            object_cell(self)
        }

        fn from_cell(cell: &FieldValue<'_>) -> Option<Self> {
            from_object_cell(cell)
        }
    }

    impl IntoValue<Fy005Body> for Fy005Body {
        fn into_value(self) -> Input<Fy005Body> {
            Input::Value(Into::into(self))
        }
    }

    impl<HasAkc190, HasAkc264, HasBke384> ::wxmed::rt::IntoValue<Fy005Body>
        for Fy005BodyBuilder<HasAkc190, HasAkc264, HasBke384>
    where
        HasAkc190: Given<required::akc190>,
        HasAkc264: Given<required::akc264>,
        HasBke384: Given<required::bke384>,
    {
        fn into_value(self) -> Input<Fy005Body> {
            self.draft.into_object()
        }
    }

    impl ContentRecord for SecondGeneration {
        const NAME: &'static str = "city/shenzhen/second_generation";
        const WRAPPED_IN: Option<&'static str> = None;
        const BINDINGS: Option<&'static RecordSchema> = {
            const OUTER: &RecordSchema = &RecordSchema {
                title: Bilingual::of(
                    "深圳第二代接口的 request_content",
                    "request_content for the second generation of Shenzhen's interface",
                ),
                section: Borrowed("1.3"),
                source: Bilingual::of(
                    "公开可见的报文样例，只有键名与少量取值",
                    "Samples of messages that can be seen in public, of which only the keys and few values are known",
                ),
                rows: Borrowed(&[
                    FieldSchema::text("serial_no", "流水号", "serial number").limit(20),
                    FieldSchema::text("bill_no", "单据号", "bill number").limit(32),
                    FieldSchema::text("total_fee", "总金额", "total")
                        .format(Format::Fen)
                        .bounds(&[Bound::Max(Borrowed("4294967295"))]),
                ]),
                checks: Borrowed(&[]),
            };
            Some(&RecordSchema {
                title: Bilingual::of(
                    "深圳第二代接口的 request_content",
                    "request_content for the second generation of Shenzhen's interface",
                ),
                section: Borrowed("1.3"),
                source: Bilingual::of(
                    "公开可见的报文样例，只有键名与少量取值",
                    "Samples of messages that can be seen in public, of which only the keys and few values are known",
                ),
                rows: Borrowed(&[
                    FieldSchema::text("content", "", "").object(<Self as Record>::TABLE),
                    FieldSchema::text("outer", "", "").object(OUTER),
                ]),
                checks: Borrowed(&[
                    Check::Stated(StatedRule {
                        id: Borrowed("same-serial-number"),
                        severity: Severity::Error,
                        states: Truth::Same(
                            Words::Field(Borrowed(&[1, 0])),
                            Words::Either(
                                Static(&Words::Field(Borrowed(&[0, 4, 0]))),
                                Static(&Words::Field(Borrowed(&[0, 5, 0]))),
                            ),
                        ),
                        says: Bilingual::of(
                            "akc190 须与外层的 serial_no 一致",
                            "akc190 must be the request's serial_no",
                        ),
                    }),
                    Check::Stated(StatedRule {
                        id: Borrowed("same-bill-number"),
                        severity: Severity::Error,
                        states: Truth::Same(
                            Words::Field(Borrowed(&[1, 1])),
                            Words::Either(
                                Static(&Words::Field(Borrowed(&[0, 4, 7]))),
                                Static(&Words::Field(Borrowed(&[0, 5, 4]))),
                            ),
                        ),
                        says: Bilingual::of("bke384 须与外层的 bill_no 一致", "bke384 must be the request's bill_no"),
                    }),
                    Check::Stated(StatedRule {
                        id: Borrowed("same-total"),
                        severity: Severity::Error,
                        states: Truth::Compare(
                            Expr::Field(Borrowed(&[1, 2])),
                            Comparison::Equal,
                            Expr::Product(
                                Static(&Expr::Either(
                                    Static(&Expr::Field(Borrowed(&[0, 4, 6]))),
                                    Static(&Expr::Field(Borrowed(&[0, 5, 3]))),
                                )),
                                Static(&Expr::Number(Borrowed("100"))),
                            ),
                        ),
                        says: Bilingual::of(
                            "外层的 total_fee 以分为单位，须为 akc264 的一百倍",
                            "the request's total_fee is in fen, and must be akc264 a hundred times",
                        ),
                    }),
                ]),
            })
        };
    }

    impl<HasTransTime, HasTransaction, HasSerialNumber, HasHospitalCode> ::wxmed::rt::IntoValue<Content>
        for SecondGenerationBuilder<HasTransTime, HasTransaction, HasSerialNumber, HasHospitalCode>
    where
        HasTransTime: Given<required::trans_time>,
        HasTransaction: Given<required::transaction>,
        HasSerialNumber: Given<required::serial_number>,
        HasHospitalCode: Given<required::hospital_code>,
    {
        fn into_value(self) -> Input<Content> {
            IntoValue::into_value(self.draft.build())
        }
    }

    impl SecondGeneration {
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
        /// Everything that is wrong, all at once.
        pub fn from_fields(json: &Json) -> Result<Valid<Self>, Violations> {
            <Self as ContentRecord>::from_fields(json)
        }
    }
};

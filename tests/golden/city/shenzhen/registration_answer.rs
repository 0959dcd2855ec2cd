// Made by `cargo xtask regen` from schema/specs/city/shenzhen/registration_answer.yaml: do not edit.

/// 病人类型 · kind of patient
///
/// Code table `brlx`, section 1.3.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash,
)]
#[non_exhaustive]
pub enum PatientKind {
    /// `1`: 医疗保险 · medical insurance
    Medical,
    /// `2`: 生育 · maternity
    Maternity,
    /// `3`: 离休 · retired cadre
    RetiredCadre,
    /// `4`: 家属统筹 · family member, pooled
    FamilyPooled,
    /// `5`: 工伤 · work injury
    WorkInjury,
    /// `6`: 农民工（劳务工，三档） · migrant worker (third tier)
    MigrantWorker,
    /// `7`: 少儿（二档少儿） · child (second tier)
    Child,
    /// `9`: 自费 · pays for themselves
    SelfPaid,
}
::wxmed::rt::serde_codes!(Code, PatientKind);

/// 参保类型 · kind of insurance
///
/// Code table `cblx`, section 1.3.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash,
)]
#[non_exhaustive]
pub enum InsuranceKind {
    /// `0`: 不参加 · none
    None,
    /// `1`: 一档 · first tier
    FirstTier,
    /// `2`: 二档 · second tier
    SecondTier,
    /// `3`: 特殊 · special
    Special,
    /// `4`: 三档 · third tier
    ThirdTier,
    /// `5`: 二档少儿 · second tier, child
    SecondTierChild,
    /// `6`: 统筹 · pooled
    Pooled,
}
::wxmed::rt::serde_codes!(Code, InsuranceKind);

/// 支付项目 · what it is paid by
///
/// Code table `zfxm`, section 1.3.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash,
)]
#[non_exhaustive]
pub enum PaymentKind {
    /// `02`: 个人账户支付 · personal account
    PersonalAccount,
    /// `0201`: 个人账户支付（0201） · personal account (0201)
    PersonalAccount0201,
    /// `03`: 支付前的账户余额 · balance before the payment
    BalanceBefore,
    /// `0303`: 支付前的账户余额（0303） · balance before the payment (0303)
    BalanceBefore0303,
    /// `0306`: 支付后的账户余额 · balance after the payment
    BalanceAfter,
    /// `0101`: 自费（0101） · pays for themselves (0101)
    SelfPaid0101,
    /// `0104`: 自费（0104） · pays for themselves (0104)
    SelfPaid0104,
    /// `0111`: 自费（0111） · pays for themselves (0111)
    SelfPaid0111,
    /// `0102`: 按比例（0102） · a proportion (0102)
    Proportional0102,
    /// `0103`: 按比例（0103） · a proportion (0103)
    Proportional0103,
    /// `0108`: 按比例（0108） · a proportion (0108)
    Proportional0108,
    /// `0109`: 按比例（0109） · a proportion (0109)
    Proportional0109,
    /// `0110`: 按比例（0110） · a proportion (0110)
    Proportional0110,
    /// `0112`: 按比例（0112） · a proportion (0112)
    Proportional0112,
}
::wxmed::rt::serde_codes!(Code, PaymentKind);

/// 深圳挂号报备的 response_content · response_content of a registration in Shenzhen
///
/// `city/shenzhen/registration_answer`, section 1.3.
///
/// 2017 年所见的应答，并与公开的医院终端代码核对；文档只说它是一个字符串。单引号只见于代码的注释，代码本身按双引号读取：引号可能不合 JSON，请保留原文。 · Answers seen in 2017, held against the public code of hospital kiosks; the document only calls it a string. Single quotes appear only in a comment of that code; the code itself reads double quotes. The quotes may not be those of JSON, so keep the text. Confidence: medium.
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct RegistrationAnswer {
    /// 医疗证号 · medical certificate number
    ///
    /// `ylzh` String, section 1.3.
    pub ylzh: ::core::option::Option<::std::string::String>,
    /// 电脑号 · the bureau's number of the patient
    ///
    /// `dnh` String, section 1.3.
    pub dnh: ::core::option::Option<::std::string::String>,
    /// 病人类型 · kind of patient
    ///
    /// `brlx` String, section 1.3.
    pub brlx: ::core::option::Option<::wxmed::rt::OpenEnum<PatientKind>>,
    /// 门诊挂号单据 · outpatient registration slip
    ///
    /// `mzghdj` list, section 1.3.
    ///
    /// 请求里是一个对象，带回来是字符串里的一个列表，各项为一笔支付。 · An object in the request. What comes back is a list inside a string, each item a payment.
    pub mzghdj: ::core::option::Option<::std::vec::Vec<RegistrationPayment>>,
    /// 参保类型 · kind of insurance
    ///
    /// `cblx` String, section 1.3.
    pub cblx: ::core::option::Option<::wxmed::rt::OpenEnum<InsuranceKind>>,
    /// Keys that the spec does not have.
    pub unknown: ::wxmed::rt::Unknown,
}

/// Builder for [`RegistrationAnswer`], with one method per field.
#[must_use = "call `.build()`"]
pub struct RegistrationAnswerBuilder {
    draft: ::wxmed::rt::Draft<RegistrationAnswer>,
    state: ::core::marker::PhantomData<()>,
}

/// 门诊挂号单据 · outpatient registration slip
///
/// 请求里是一个对象，带回来是字符串里的一个列表，各项为一笔支付。 · An object in the request. What comes back is a list inside a string, each item a payment.
///
/// An item of the list `mzghdj`.
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct RegistrationPayment {
    /// 金额 · amount
    ///
    /// `je` String, section 1.3.
    ///
    /// 以元为单位的 JSON 数字：应付 8600 分时为 86，代码也按元换算成分。 · In yuan, as a JSON number: 86 where 8600 fen are due, and the code that reads it converts yuan to fen.
    pub je: ::core::option::Option<::wxmed::rt::Yuan>,
    /// 结算时间 · settled at
    ///
    /// `jssj` String, section 1.3.
    pub jssj: ::core::option::Option<::wxmed::rt::DashedDateTime>,
    /// 支付项目 · what it is paid by
    ///
    /// `zfxm` String, section 1.3.
    ///
    /// 余额也作为一项列出：0303 为支付之前，0306 为支付之后，二者之差是个人账户所付。 · Balances are items, too: 0303 is that before the payment and 0306 that after it, and they differ by what the personal account paid.
    pub zfxm: ::core::option::Option<::wxmed::rt::OpenEnum<PaymentKind>>,
    /// Keys that the spec does not have.
    pub unknown: ::wxmed::rt::Unknown,
}

/// Builder for [`RegistrationPayment`], with one method per field.
#[must_use = "call `.build()`"]
pub struct RegistrationPaymentBuilder {
    draft: ::wxmed::rt::Draft<RegistrationPayment>,
    state: ::core::marker::PhantomData<()>,
}

const _: () = {
    use ::core::convert::Into;
    use ::core::default::Default;
    use ::core::fmt;
    use ::core::iter::IntoIterator;
    use ::core::marker::PhantomData;
    use ::core::option::Option;
    use ::core::option::Option::Some;
    use ::core::primitive::{str, usize};
    use ::core::result::Result;
    use ::std::string::String;
    use ::wxmed::rt::{
        Bilingual, Borrowed, Code, CodeRow, Codes, Content, ContentError, ContentRecord, DashedDateTime,
        Exhaustiveness, FieldSchema, FieldValue, Fields, Format, Input, IntoValue, Json, List, OpenEnum, Reader,
        Record, RecordSchema, Valid, Value, Violations, Writer, Yuan, debug, from_object_cell, object_cell,
    };
    mod registration_answer_row {
        pub(super) const YLZH: ::core::primitive::u16 = 0;
        pub(super) const DNH: ::core::primitive::u16 = 1;
        pub(super) const BRLX: ::core::primitive::u16 = 2;
        pub(super) const MZGHDJ: ::core::primitive::u16 = 3;
        pub(super) const CBLX: ::core::primitive::u16 = 4;
    }
    mod registration_payment_row {
        pub(super) const JE: ::core::primitive::u16 = 0;
        pub(super) const JSSJ: ::core::primitive::u16 = 1;
        pub(super) const ZFXM: ::core::primitive::u16 = 2;
    }

    impl Code for PatientKind {
        const CODES: &'static Codes = &Codes {
            openness: Exhaustiveness::Open,
            rows: Borrowed(&[
                CodeRow { code: Borrowed("1"), label: Bilingual::of("医疗保险", "medical insurance") },
                CodeRow { code: Borrowed("2"), label: Bilingual::of("生育", "maternity") },
                CodeRow { code: Borrowed("3"), label: Bilingual::of("离休", "retired cadre") },
                CodeRow { code: Borrowed("4"), label: Bilingual::of("家属统筹", "family member, pooled") },
                CodeRow { code: Borrowed("5"), label: Bilingual::of("工伤", "work injury") },
                CodeRow {
                    code: Borrowed("6"),
                    label: Bilingual::of("农民工（劳务工，三档）", "migrant worker (third tier)"),
                },
                CodeRow {
                    code: Borrowed("7"), label: Bilingual::of("少儿（二档少儿）", "child (second tier)")
                },
                CodeRow { code: Borrowed("9"), label: Bilingual::of("自费", "pays for themselves") },
            ]),
        };

        const ALL: &'static [Self] = &[
            Self::Medical,
            Self::Maternity,
            Self::RetiredCadre,
            Self::FamilyPooled,
            Self::WorkInjury,
            Self::MigrantWorker,
            Self::Child,
            Self::SelfPaid,
        ];
        fn index(self) -> usize {
            self as usize
        }
    }

    impl Code for InsuranceKind {
        const CODES: &'static Codes = &Codes {
            openness: Exhaustiveness::Open,
            rows: Borrowed(&[
                CodeRow { code: Borrowed("0"), label: Bilingual::of("不参加", "none") },
                CodeRow { code: Borrowed("1"), label: Bilingual::of("一档", "first tier") },
                CodeRow { code: Borrowed("2"), label: Bilingual::of("二档", "second tier") },
                CodeRow { code: Borrowed("3"), label: Bilingual::of("特殊", "special") },
                CodeRow { code: Borrowed("4"), label: Bilingual::of("三档", "third tier") },
                CodeRow { code: Borrowed("5"), label: Bilingual::of("二档少儿", "second tier, child") },
                CodeRow { code: Borrowed("6"), label: Bilingual::of("统筹", "pooled") },
            ]),
        };

        const ALL: &'static [Self] = &[
            Self::None,
            Self::FirstTier,
            Self::SecondTier,
            Self::Special,
            Self::ThirdTier,
            Self::SecondTierChild,
            Self::Pooled,
        ];
        fn index(self) -> usize {
            self as usize
        }
    }

    impl Code for PaymentKind {
        const CODES: &'static Codes = &Codes {
            openness: Exhaustiveness::Open,
            rows: Borrowed(&[
                CodeRow { code: Borrowed("02"), label: Bilingual::of("个人账户支付", "personal account") },
                CodeRow {
                    code: Borrowed("0201"),
                    label: Bilingual::of("个人账户支付（0201）", "personal account (0201)"),
                },
                CodeRow {
                    code: Borrowed("03"),
                    label: Bilingual::of("支付前的账户余额", "balance before the payment"),
                },
                CodeRow {
                    code: Borrowed("0303"),
                    label: Bilingual::of("支付前的账户余额（0303）", "balance before the payment (0303)"),
                },
                CodeRow {
                    code: Borrowed("0306"),
                    label: Bilingual::of("支付后的账户余额", "balance after the payment"),
                },
                CodeRow {
                    code: Borrowed("0101"), label: Bilingual::of("自费（0101）", "pays for themselves (0101)")
                },
                CodeRow {
                    code: Borrowed("0104"), label: Bilingual::of("自费（0104）", "pays for themselves (0104)")
                },
                CodeRow {
                    code: Borrowed("0111"), label: Bilingual::of("自费（0111）", "pays for themselves (0111)")
                },
                CodeRow { code: Borrowed("0102"), label: Bilingual::of("按比例（0102）", "a proportion (0102)") },
                CodeRow { code: Borrowed("0103"), label: Bilingual::of("按比例（0103）", "a proportion (0103)") },
                CodeRow { code: Borrowed("0108"), label: Bilingual::of("按比例（0108）", "a proportion (0108)") },
                CodeRow { code: Borrowed("0109"), label: Bilingual::of("按比例（0109）", "a proportion (0109)") },
                CodeRow { code: Borrowed("0110"), label: Bilingual::of("按比例（0110）", "a proportion (0110)") },
                CodeRow { code: Borrowed("0112"), label: Bilingual::of("按比例（0112）", "a proportion (0112)") },
            ]),
        };

        const ALL: &'static [Self] = &[
            Self::PersonalAccount,
            Self::PersonalAccount0201,
            Self::BalanceBefore,
            Self::BalanceBefore0303,
            Self::BalanceAfter,
            Self::SelfPaid0101,
            Self::SelfPaid0104,
            Self::SelfPaid0111,
            Self::Proportional0102,
            Self::Proportional0103,
            Self::Proportional0108,
            Self::Proportional0109,
            Self::Proportional0110,
            Self::Proportional0112,
        ];
        fn index(self) -> usize {
            self as usize
        }
    }

    impl Fields for RegistrationAnswer {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(registration_answer_row::YLZH, &self.ylzh);
            out.put(registration_answer_row::DNH, &self.dnh);
            out.put(registration_answer_row::BRLX, &self.brlx);
            out.put(registration_answer_row::MZGHDJ, &self.mzghdj);
            out.put(registration_answer_row::CBLX, &self.cblx);
            out.put_unknown(&self.unknown);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                ylzh: from.take(registration_answer_row::YLZH)?,
                dnh: from.take(registration_answer_row::DNH)?,
                brlx: from.take(registration_answer_row::BRLX)?,
                mzghdj: from.take(registration_answer_row::MZGHDJ)?,
                cblx: from.take(registration_answer_row::CBLX)?,
                unknown: from.take_unknown(),
            })
        }
    }

    impl Record for RegistrationAnswer {
        const TABLE: &'static RecordSchema = &RecordSchema {
            title: Bilingual::of("深圳挂号报备的 response_content", "response_content of a registration in Shenzhen"),
            section: Borrowed("1.3"),
            source: Bilingual::of(
                "2017 年所见的应答，并与公开的医院终端代码核对",
                "Answers seen in 2017, held against the public code of hospital kiosks",
            ),
            rows: Borrowed(&[
                FieldSchema::text("ylzh", "医疗证号", "medical certificate number").redacted(),
                FieldSchema::text("dnh", "电脑号", "the bureau's number of the patient").redacted(),
                FieldSchema::text("brlx", "病人类型", "kind of patient").codes(<PatientKind as Code>::CODES),
                FieldSchema::text("mzghdj", "门诊挂号单据", "outpatient registration slip")
                    .json_text()
                    .list(List::ANY)
                    .object(<RegistrationPayment as Record>::TABLE),
                FieldSchema::text("cblx", "参保类型", "kind of insurance").codes(<InsuranceKind as Code>::CODES),
            ]),
            checks: Borrowed(&[]),
        };
    }

    impl fmt::Debug for RegistrationAnswer {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug(self, "RegistrationAnswer", f)
        }
    }

    impl RegistrationAnswer {
        /// Returns a builder.
        pub fn builder() -> RegistrationAnswerBuilder {
            RegistrationAnswerBuilder { draft: Default::default(), state: PhantomData }
        }
    }

    impl RegistrationAnswerBuilder {
        /// 医疗证号 · medical certificate number
        ///
        /// `ylzh` String. Optional.
        pub fn ylzh(mut self, value: impl Into<String>) -> Self {
            self.draft.text(registration_answer_row::YLZH, value);
            self
        }

        /// [`Self::ylzh`], for an `Option`.
        pub fn maybe_ylzh(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(registration_answer_row::YLZH, value);
            self
        }

        /// 电脑号 · the bureau's number of the patient
        ///
        /// `dnh` String. Optional.
        pub fn dnh(mut self, value: impl Into<String>) -> Self {
            self.draft.text(registration_answer_row::DNH, value);
            self
        }

        /// [`Self::dnh`], for an `Option`.
        pub fn maybe_dnh(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(registration_answer_row::DNH, value);
            self
        }

        /// 病人类型 · kind of patient
        ///
        /// `brlx` String. Optional.
        pub fn brlx(mut self, value: impl IntoValue<OpenEnum<PatientKind>>) -> Self {
            self.draft.put::<OpenEnum<PatientKind>>(registration_answer_row::BRLX, value);
            self
        }

        /// [`Self::brlx`], for an `Option`.
        pub fn maybe_brlx(mut self, value: Option<impl IntoValue<OpenEnum<PatientKind>>>) -> Self {
            self.draft.maybe_put::<OpenEnum<PatientKind>>(registration_answer_row::BRLX, value);
            self
        }

        /// 门诊挂号单据 · outpatient registration slip
        ///
        /// `mzghdj` list. Optional.
        pub fn mzghdj(mut self, value: impl IntoIterator<Item = impl IntoValue<RegistrationPayment>>) -> Self {
            self.draft.list::<RegistrationPayment>(registration_answer_row::MZGHDJ, value);
            self
        }

        /// [`Self::mzghdj`], for an `Option`.
        pub fn maybe_mzghdj(
            mut self,
            value: Option<impl IntoIterator<Item = impl IntoValue<RegistrationPayment>>>,
        ) -> Self {
            self.draft.maybe_list::<RegistrationPayment>(registration_answer_row::MZGHDJ, value);
            self
        }

        /// 参保类型 · kind of insurance
        ///
        /// `cblx` String. Optional.
        pub fn cblx(mut self, value: impl IntoValue<OpenEnum<InsuranceKind>>) -> Self {
            self.draft.put::<OpenEnum<InsuranceKind>>(registration_answer_row::CBLX, value);
            self
        }

        /// [`Self::cblx`], for an `Option`.
        pub fn maybe_cblx(mut self, value: Option<impl IntoValue<OpenEnum<InsuranceKind>>>) -> Self {
            self.draft.maybe_put::<OpenEnum<InsuranceKind>>(registration_answer_row::CBLX, value);
            self
        }

        /// Validates all fields and returns the result.
        ///
        /// # Errors
        /// All violations.
        pub fn build(self) -> Result<Valid<RegistrationAnswer>, Violations> {
            self.draft.build()
        }
    }

    impl Fields for RegistrationPayment {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(registration_payment_row::JE, &self.je);
            out.put(registration_payment_row::JSSJ, &self.jssj);
            out.put(registration_payment_row::ZFXM, &self.zfxm);
            out.put_unknown(&self.unknown);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                je: from.take(registration_payment_row::JE)?,
                jssj: from.take(registration_payment_row::JSSJ)?,
                zfxm: from.take(registration_payment_row::ZFXM)?,
                unknown: from.take_unknown(),
            })
        }
    }

    impl Record for RegistrationPayment {
        const TABLE: &'static RecordSchema = &RecordSchema {
            title: Bilingual::of("门诊挂号单据", "outpatient registration slip"),
            section: Borrowed("1.3"),
            source: Bilingual::of(
                "2017 年所见的应答，并与公开的医院终端代码核对",
                "Answers seen in 2017, held against the public code of hospital kiosks",
            ),
            rows: Borrowed(&[
                FieldSchema::text("je", "金额", "amount").format(Format::Yuan).number(),
                FieldSchema::text("jssj", "结算时间", "settled at").format(Format::DashedDateTime),
                FieldSchema::text("zfxm", "支付项目", "what it is paid by").codes(<PaymentKind as Code>::CODES),
            ]),
            checks: Borrowed(&[]),
        };
    }

    impl fmt::Debug for RegistrationPayment {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug(self, "RegistrationPayment", f)
        }
    }

    impl RegistrationPayment {
        /// Returns a builder.
        pub fn builder() -> RegistrationPaymentBuilder {
            RegistrationPaymentBuilder { draft: Default::default(), state: PhantomData }
        }
    }

    impl RegistrationPaymentBuilder {
        /// 金额 · amount
        ///
        /// `je` String, an amount in yuan with at most two decimal places, such as 9.00. Optional.
        pub fn je(mut self, value: impl IntoValue<Yuan>) -> Self {
            self.draft.put::<Yuan>(registration_payment_row::JE, value);
            self
        }

        /// [`Self::je`], for an `Option`.
        pub fn maybe_je(mut self, value: Option<impl IntoValue<Yuan>>) -> Self {
            self.draft.maybe_put::<Yuan>(registration_payment_row::JE, value);
            self
        }

        /// 结算时间 · settled at
        ///
        /// `jssj` String, a time as yyyy-MM-dd HH:mm:ss, such as 2016-05-01 16:31:02. Optional.
        pub fn jssj(mut self, value: impl IntoValue<DashedDateTime>) -> Self {
            self.draft.put::<DashedDateTime>(registration_payment_row::JSSJ, value);
            self
        }

        /// [`Self::jssj`], for an `Option`.
        pub fn maybe_jssj(mut self, value: Option<impl IntoValue<DashedDateTime>>) -> Self {
            self.draft.maybe_put::<DashedDateTime>(registration_payment_row::JSSJ, value);
            self
        }

        /// 支付项目 · what it is paid by
        ///
        /// `zfxm` String. Optional.
        pub fn zfxm(mut self, value: impl IntoValue<OpenEnum<PaymentKind>>) -> Self {
            self.draft.put::<OpenEnum<PaymentKind>>(registration_payment_row::ZFXM, value);
            self
        }

        /// [`Self::zfxm`], for an `Option`.
        pub fn maybe_zfxm(mut self, value: Option<impl IntoValue<OpenEnum<PaymentKind>>>) -> Self {
            self.draft.maybe_put::<OpenEnum<PaymentKind>>(registration_payment_row::ZFXM, value);
            self
        }

        /// Validates all fields, as far as that is possible without the record that they belong to. The builder of that record also takes this builder itself, and then reports all violations together.
        ///
        /// # Errors
        /// All violations.
        pub fn build(self) -> Result<RegistrationPayment, Violations> {
            self.draft.object()
        }
    }

    impl Value for RegistrationPayment {
        fn to_cell(&self) -> FieldValue<'_> {
            object_cell(self)
        }

        fn from_cell(cell: &FieldValue<'_>) -> Option<Self> {
            from_object_cell(cell)
        }
    }

    impl IntoValue<RegistrationPayment> for RegistrationPayment {
        fn into_value(self) -> Input<RegistrationPayment> {
            Input::Value(Into::into(self))
        }
    }

    impl IntoValue<RegistrationPayment> for RegistrationPaymentBuilder {
        fn into_value(self) -> Input<RegistrationPayment> {
            self.draft.into_object()
        }
    }

    impl ContentRecord for RegistrationAnswer {
        const NAME: &'static str = "city/shenzhen/registration_answer";
        const WRAPPED_IN: Option<&'static str> = Some("registration_order_pay");
    }

    impl IntoValue<Content> for RegistrationAnswerBuilder {
        fn into_value(self) -> Input<Content> {
            IntoValue::into_value(self.draft.build())
        }
    }

    impl RegistrationAnswer {
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

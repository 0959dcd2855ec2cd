// Made by `cargo xtask regen` from schema/specs/city/shenzhen/registration.yaml: do not edit.

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

/// 深圳挂号报备的 request_content · request_content of a registration in Shenzhen
///
/// `city/shenzhen/registration`, section 1.3.
///
/// 微信医保支付文档 V1.5 的 1.3 与 1.4，并与公开的深圳医保客户端核对。 · Sections 1.3 and 1.4 of the document V1.5, held against public clients of the Shenzhen bureau. Confidence: high.
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct Registration {
    /// 医院编号 · hospital code
    ///
    /// `yljgbm` String, section 1.3.
    pub yljgbm: ::std::string::String,
    /// 医疗证号 · medical certificate number
    ///
    /// `ylzh` String, section 1.3.
    ///
    /// 键必须有，值可为空；即 getmedinfo 返回的 medical_card_id。 · The key must be there, its value may be empty; getmedinfo's medical_card_id.
    pub ylzh: ::core::option::Option<::std::string::String>,
    /// 操作员编码 · operator's code
    ///
    /// `czybm` String, section 1.3.
    pub czybm: ::std::string::String,
    /// 操作员姓名 · operator's name
    ///
    /// `czyxm` String, section 1.3.
    pub czyxm: ::std::string::String,
    /// 门诊挂号单据 · outpatient registration slip
    ///
    /// `mzghdj` object, section 1.3.
    ///
    /// 文档没有给出这个对象的名称。 · The document has no label for this object.
    pub mzghdj: RegistrationSlip,
    /// Keys that the spec does not have.
    pub unknown: ::wxmed::rt::Unknown,
}

/// Builder for [`Registration`], with one method per field.
#[must_use = "call `.build()`"]
pub struct RegistrationBuilder<
    HasYljgbm = ::wxmed::rt::No,
    HasCzybm = ::wxmed::rt::No,
    HasCzyxm = ::wxmed::rt::No,
    HasMzghdj = ::wxmed::rt::No,
> {
    draft: ::wxmed::rt::Draft<Registration>,
    state: ::core::marker::PhantomData<(HasYljgbm, HasCzybm, HasCzyxm, HasMzghdj)>,
}

/// 门诊挂号单据 · outpatient registration slip
///
/// 文档没有给出这个对象的名称。 · The document has no label for this object.
///
/// The object `mzghdj`.
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct RegistrationSlip {
    /// 病人类型 · kind of patient
    ///
    /// `brlx` String, section 1.3.
    ///
    /// 键必须有，值可为空。6 与 7 只见于一个终端系统，其注释与换算一致，枚举的名称却是颠倒的。 · The key must be there, its value may be empty. 6 and 7 are known from one kiosk system, whose comments and conversion agree, though the names of its constants are exchanged.
    pub brlx: ::core::option::Option<::wxmed::rt::OpenEnum<PatientKind>>,
    /// 门诊流水号 · outpatient serial number
    ///
    /// `mzlsh` String, section 1.3.
    ///
    /// 重复时医保局的错误信息以 (21030002) 标出（一处来源）。 · If it was used before, the bureau's message says (21030002); known from one source.
    pub mzlsh: ::std::string::String,
    /// 科室编码 · department code
    ///
    /// `ksbm` String, section 1.3.
    pub ksbm: ::std::string::String,
    /// 科室名称 · department name
    ///
    /// `ksmc` String, section 1.3.
    ///
    /// 过长会导致挂号失败；有一家医院留空。 · A long one makes the registration fail; one hospital leaves it empty.
    pub ksmc: ::std::string::String,
    /// 挂号类别 · kind of registration
    ///
    /// `ghlb` String, section 1.3.
    ///
    /// 文档写“普通”，也有客户端传 1。 · The document writes 普通 (ordinary); clients also send 1.
    pub ghlb: ::std::string::String,
    /// 挂号费 · registration fee
    ///
    /// `ghf` String, section 1.3.
    pub ghf: ::wxmed::rt::Yuan,
    /// 专家诊金 · specialist's fee
    ///
    /// `zjzj` String, section 1.3.
    pub zjzj: ::wxmed::rt::Yuan,
    /// 挂号合计 · total
    ///
    /// `ghhj` String, section 1.3.
    pub ghhj: ::wxmed::rt::Yuan,
    /// 实收金 · cash received
    ///
    /// `ssj` String, section 1.3.
    pub ssj: ::wxmed::rt::Yuan,
    /// 找赎金 · change given
    ///
    /// `zsj` String, section 1.3.
    pub zsj: ::wxmed::rt::Yuan,
    /// Keys that the spec does not have.
    pub unknown: ::wxmed::rt::Unknown,
}

/// Builder for [`RegistrationSlip`], with one method per field.
#[must_use = "call `.build()`"]
pub struct RegistrationSlipBuilder<
    HasMzlsh = ::wxmed::rt::No,
    HasKsbm = ::wxmed::rt::No,
    HasKsmc = ::wxmed::rt::No,
    HasGhlb = ::wxmed::rt::No,
    HasGhf = ::wxmed::rt::No,
    HasZjzj = ::wxmed::rt::No,
    HasGhhj = ::wxmed::rt::No,
    HasSsj = ::wxmed::rt::No,
    HasZsj = ::wxmed::rt::No,
> {
    draft: ::wxmed::rt::Draft<RegistrationSlip>,
    state: ::core::marker::PhantomData<(HasMzlsh, HasKsbm, HasKsmc, HasGhlb, HasGhf, HasZjzj, HasGhhj, HasSsj, HasZsj)>,
}

#[doc(hidden)]
#[allow(missing_docs, missing_debug_implementations, non_camel_case_types)]
pub mod required {
    pub enum czybm {}
    pub enum czyxm {}
    pub enum ghf {}
    pub enum ghhj {}
    pub enum ghlb {}
    pub enum ksbm {}
    pub enum ksmc {}
    pub enum mzghdj {}
    pub enum mzlsh {}
    pub enum ssj {}
    pub enum yljgbm {}
    pub enum zjzj {}
    pub enum zsj {}
}

const _: () = {
    use ::core::convert::Into;
    use ::core::default::Default;
    use ::core::fmt;
    use ::core::marker::PhantomData;
    use ::core::option::Option;
    use ::core::option::Option::Some;
    use ::core::primitive::{str, usize};
    use ::core::result::Result;
    use ::std::string::String;
    use ::wxmed::rt::{
        Bilingual, Borrowed, Check, Code, CodeRow, Codes, Comparison, Content, ContentError, ContentRecord,
        Exhaustiveness, Expr, FieldSchema, FieldValue, Fields, Format, Given, Input, IntoValue, Json, OpenEnum, Reader,
        Record, RecordSchema, Severity, StatedRule, Static, Truth, Valid, Value, Violations, Writer, Yes, Yuan, debug,
        from_object_cell, object_cell,
    };
    mod registration_row {
        pub(super) const YLJGBM: ::core::primitive::u16 = 0;
        pub(super) const YLZH: ::core::primitive::u16 = 1;
        pub(super) const CZYBM: ::core::primitive::u16 = 2;
        pub(super) const CZYXM: ::core::primitive::u16 = 3;
        pub(super) const MZGHDJ: ::core::primitive::u16 = 4;
    }
    mod registration_slip_row {
        pub(super) const BRLX: ::core::primitive::u16 = 0;
        pub(super) const MZLSH: ::core::primitive::u16 = 1;
        pub(super) const KSBM: ::core::primitive::u16 = 2;
        pub(super) const KSMC: ::core::primitive::u16 = 3;
        pub(super) const GHLB: ::core::primitive::u16 = 4;
        pub(super) const GHF: ::core::primitive::u16 = 5;
        pub(super) const ZJZJ: ::core::primitive::u16 = 6;
        pub(super) const GHHJ: ::core::primitive::u16 = 7;
        pub(super) const SSJ: ::core::primitive::u16 = 8;
        pub(super) const ZSJ: ::core::primitive::u16 = 9;
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

    impl Fields for Registration {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(registration_row::YLJGBM, &self.yljgbm);
            out.put(registration_row::YLZH, &self.ylzh);
            out.put(registration_row::CZYBM, &self.czybm);
            out.put(registration_row::CZYXM, &self.czyxm);
            out.put(registration_row::MZGHDJ, &self.mzghdj);
            out.put_unknown(&self.unknown);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                yljgbm: from.take(registration_row::YLJGBM)?,
                ylzh: from.take(registration_row::YLZH)?,
                czybm: from.take(registration_row::CZYBM)?,
                czyxm: from.take(registration_row::CZYXM)?,
                mzghdj: from.take(registration_row::MZGHDJ)?,
                unknown: from.take_unknown(),
            })
        }
    }

    impl Record for Registration {
        const TABLE: &'static RecordSchema = &RecordSchema {
            title: Bilingual::of("深圳挂号报备的 request_content", "request_content of a registration in Shenzhen"),
            section: Borrowed("1.3"),
            source: Bilingual::of(
                "微信医保支付文档 V1.5 的 1.3 与 1.4，并与公开的深圳医保客户端核对",
                "Sections 1.3 and 1.4 of the document V1.5, held against public clients of the Shenzhen bureau",
            ),
            rows: Borrowed(&[
                FieldSchema::text("yljgbm", "医院编号", "hospital code").required(),
                FieldSchema::text("ylzh", "医疗证号", "medical certificate number").present().redacted(),
                FieldSchema::text("czybm", "操作员编码", "operator's code").required(),
                FieldSchema::text("czyxm", "操作员姓名", "operator's name").required().redacted(),
                FieldSchema::text("mzghdj", "门诊挂号单据", "outpatient registration slip")
                    .required()
                    .aliases(&[Borrowed("mzgghdj")])
                    .object(<RegistrationSlip as Record>::TABLE),
            ]),
            checks: Borrowed(&[]),
        };
    }

    impl fmt::Debug for Registration {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug(self, "Registration", f)
        }
    }

    impl Registration {
        /// Returns a builder.
        pub fn builder() -> RegistrationBuilder {
            RegistrationBuilder { draft: Default::default(), state: PhantomData }
        }
    }

    impl<HasYljgbm, HasCzybm, HasCzyxm, HasMzghdj> RegistrationBuilder<HasYljgbm, HasCzybm, HasCzyxm, HasMzghdj> {
        /// 医院编号 · hospital code
        ///
        /// `yljgbm` String. Mandatory.
        pub fn yljgbm(mut self, value: impl Into<String>) -> RegistrationBuilder<Yes, HasCzybm, HasCzyxm, HasMzghdj> {
            self.draft.text(registration_row::YLJGBM, value);
            RegistrationBuilder { draft: self.draft, state: PhantomData }
        }

        /// 医疗证号 · medical certificate number
        ///
        /// `ylzh` String. Optional.
        pub fn ylzh(mut self, value: impl Into<String>) -> Self {
            self.draft.text(registration_row::YLZH, value);
            self
        }

        /// [`Self::ylzh`], for an `Option`.
        pub fn maybe_ylzh(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(registration_row::YLZH, value);
            self
        }

        /// 操作员编码 · operator's code
        ///
        /// `czybm` String. Mandatory.
        pub fn czybm(mut self, value: impl Into<String>) -> RegistrationBuilder<HasYljgbm, Yes, HasCzyxm, HasMzghdj> {
            self.draft.text(registration_row::CZYBM, value);
            RegistrationBuilder { draft: self.draft, state: PhantomData }
        }

        /// 操作员姓名 · operator's name
        ///
        /// `czyxm` String. Mandatory.
        pub fn czyxm(mut self, value: impl Into<String>) -> RegistrationBuilder<HasYljgbm, HasCzybm, Yes, HasMzghdj> {
            self.draft.text(registration_row::CZYXM, value);
            RegistrationBuilder { draft: self.draft, state: PhantomData }
        }

        /// 门诊挂号单据 · outpatient registration slip
        ///
        /// `mzghdj` object. Mandatory.
        pub fn mzghdj(
            mut self,
            value: impl IntoValue<RegistrationSlip>,
        ) -> RegistrationBuilder<HasYljgbm, HasCzybm, HasCzyxm, Yes> {
            self.draft.put::<RegistrationSlip>(registration_row::MZGHDJ, value);
            RegistrationBuilder { draft: self.draft, state: PhantomData }
        }

        /// Validates all fields and returns the result.
        ///
        /// # Errors
        /// All violations.
        pub fn build(self) -> Result<Valid<Registration>, Violations>
        where
            HasYljgbm: Given<required::yljgbm>,
            HasCzybm: Given<required::czybm>,
            HasCzyxm: Given<required::czyxm>,
            HasMzghdj: Given<required::mzghdj>,
        {
            self.draft.build()
        }
    }

    impl Fields for RegistrationSlip {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(registration_slip_row::BRLX, &self.brlx);
            out.put(registration_slip_row::MZLSH, &self.mzlsh);
            out.put(registration_slip_row::KSBM, &self.ksbm);
            out.put(registration_slip_row::KSMC, &self.ksmc);
            out.put(registration_slip_row::GHLB, &self.ghlb);
            out.put(registration_slip_row::GHF, &self.ghf);
            out.put(registration_slip_row::ZJZJ, &self.zjzj);
            out.put(registration_slip_row::GHHJ, &self.ghhj);
            out.put(registration_slip_row::SSJ, &self.ssj);
            out.put(registration_slip_row::ZSJ, &self.zsj);
            out.put_unknown(&self.unknown);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                brlx: from.take(registration_slip_row::BRLX)?,
                mzlsh: from.take(registration_slip_row::MZLSH)?,
                ksbm: from.take(registration_slip_row::KSBM)?,
                ksmc: from.take(registration_slip_row::KSMC)?,
                ghlb: from.take(registration_slip_row::GHLB)?,
                ghf: from.take(registration_slip_row::GHF)?,
                zjzj: from.take(registration_slip_row::ZJZJ)?,
                ghhj: from.take(registration_slip_row::GHHJ)?,
                ssj: from.take(registration_slip_row::SSJ)?,
                zsj: from.take(registration_slip_row::ZSJ)?,
                unknown: from.take_unknown(),
            })
        }
    }

    impl Record for RegistrationSlip {
        const TABLE: &'static RecordSchema = &RecordSchema {
            title: Bilingual::of("门诊挂号单据", "outpatient registration slip"),
            section: Borrowed("1.3"),
            source: Bilingual::of(
                "微信医保支付文档 V1.5 的 1.3 与 1.4，并与公开的深圳医保客户端核对",
                "Sections 1.3 and 1.4 of the document V1.5, held against public clients of the Shenzhen bureau",
            ),
            rows: Borrowed(&[
                FieldSchema::text("brlx", "病人类型", "kind of patient").present().codes(<PatientKind as Code>::CODES),
                FieldSchema::text("mzlsh", "门诊流水号", "outpatient serial number")
                    .required()
                    .aliases(&[Borrowed("mzlsj"), Borrowed("mzllsh")]),
                FieldSchema::text("ksbm", "科室编码", "department code").required(),
                FieldSchema::text("ksmc", "科室名称", "department name").required(),
                FieldSchema::text("ghlb", "挂号类别", "kind of registration").required(),
                FieldSchema::text("ghf", "挂号费", "registration fee").required().format(Format::Yuan),
                FieldSchema::text("zjzj", "专家诊金", "specialist's fee").required().format(Format::Yuan),
                FieldSchema::text("ghhj", "挂号合计", "total").required().format(Format::Yuan),
                FieldSchema::text("ssj", "实收金", "cash received").required().format(Format::Yuan),
                FieldSchema::text("zsj", "找赎金", "change given").required().format(Format::Yuan),
            ]),
            checks: Borrowed(&[
                Check::Stated(StatedRule {
                    id: Borrowed("registration-total"),
                    severity: Severity::Error,
                    states: Truth::Compare(
                        Expr::Sum(Static(&Expr::Field(Borrowed(&[5]))), Static(&Expr::Field(Borrowed(&[6])))),
                        Comparison::Equal,
                        Expr::Field(Borrowed(&[7])),
                    ),
                    message: Bilingual::of(
                        "挂号费与专家诊金之和须等于挂号合计",
                        "the registration fee and the specialist's fee must add up to the total",
                    ),
                }),
                Check::Stated(StatedRule {
                    id: Borrowed("paid-online"),
                    severity: Severity::Error,
                    states: Truth::Compare(Expr::Field(Borrowed(&[8])), Comparison::Equal, Expr::Number(Borrowed("0"))),
                    message: Bilingual::of(
                        "线上缴费，实收金须为 0",
                        "payment is online, so no cash is received: must be 0",
                    ),
                }),
                Check::Stated(StatedRule {
                    id: Borrowed("no-change"),
                    severity: Severity::Error,
                    states: Truth::Compare(Expr::Field(Borrowed(&[9])), Comparison::Equal, Expr::Number(Borrowed("0"))),
                    message: Bilingual::of(
                        "线上缴费，找赎金须为 0",
                        "payment is online, so no change is given: must be 0",
                    ),
                }),
            ]),
        };
    }

    impl fmt::Debug for RegistrationSlip {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug(self, "RegistrationSlip", f)
        }
    }

    impl RegistrationSlip {
        /// Returns a builder.
        pub fn builder() -> RegistrationSlipBuilder {
            RegistrationSlipBuilder { draft: Default::default(), state: PhantomData }
        }
    }

    impl<HasMzlsh, HasKsbm, HasKsmc, HasGhlb, HasGhf, HasZjzj, HasGhhj, HasSsj, HasZsj>
        RegistrationSlipBuilder<HasMzlsh, HasKsbm, HasKsmc, HasGhlb, HasGhf, HasZjzj, HasGhhj, HasSsj, HasZsj>
    {
        /// 病人类型 · kind of patient
        ///
        /// `brlx` String. Optional.
        pub fn brlx(mut self, value: impl IntoValue<OpenEnum<PatientKind>>) -> Self {
            self.draft.put::<OpenEnum<PatientKind>>(registration_slip_row::BRLX, value);
            self
        }

        /// [`Self::brlx`], for an `Option`.
        pub fn maybe_brlx(mut self, value: Option<impl IntoValue<OpenEnum<PatientKind>>>) -> Self {
            self.draft.maybe_put::<OpenEnum<PatientKind>>(registration_slip_row::BRLX, value);
            self
        }

        /// 门诊流水号 · outpatient serial number
        ///
        /// `mzlsh` String. Mandatory.
        pub fn mzlsh(
            mut self,
            value: impl Into<String>,
        ) -> RegistrationSlipBuilder<Yes, HasKsbm, HasKsmc, HasGhlb, HasGhf, HasZjzj, HasGhhj, HasSsj, HasZsj> {
            self.draft.text(registration_slip_row::MZLSH, value);
            RegistrationSlipBuilder { draft: self.draft, state: PhantomData }
        }

        /// 科室编码 · department code
        ///
        /// `ksbm` String. Mandatory.
        pub fn ksbm(
            mut self,
            value: impl Into<String>,
        ) -> RegistrationSlipBuilder<HasMzlsh, Yes, HasKsmc, HasGhlb, HasGhf, HasZjzj, HasGhhj, HasSsj, HasZsj>
        {
            self.draft.text(registration_slip_row::KSBM, value);
            RegistrationSlipBuilder { draft: self.draft, state: PhantomData }
        }

        /// 科室名称 · department name
        ///
        /// `ksmc` String. Mandatory.
        pub fn ksmc(
            mut self,
            value: impl Into<String>,
        ) -> RegistrationSlipBuilder<HasMzlsh, HasKsbm, Yes, HasGhlb, HasGhf, HasZjzj, HasGhhj, HasSsj, HasZsj>
        {
            self.draft.text(registration_slip_row::KSMC, value);
            RegistrationSlipBuilder { draft: self.draft, state: PhantomData }
        }

        /// 挂号类别 · kind of registration
        ///
        /// `ghlb` String. Mandatory.
        pub fn ghlb(
            mut self,
            value: impl Into<String>,
        ) -> RegistrationSlipBuilder<HasMzlsh, HasKsbm, HasKsmc, Yes, HasGhf, HasZjzj, HasGhhj, HasSsj, HasZsj>
        {
            self.draft.text(registration_slip_row::GHLB, value);
            RegistrationSlipBuilder { draft: self.draft, state: PhantomData }
        }

        /// 挂号费 · registration fee
        ///
        /// `ghf` String, an amount in yuan with at most two decimal places, such as 9.00. Mandatory.
        pub fn ghf(
            mut self,
            value: impl IntoValue<Yuan>,
        ) -> RegistrationSlipBuilder<HasMzlsh, HasKsbm, HasKsmc, HasGhlb, Yes, HasZjzj, HasGhhj, HasSsj, HasZsj>
        {
            self.draft.put::<Yuan>(registration_slip_row::GHF, value);
            RegistrationSlipBuilder { draft: self.draft, state: PhantomData }
        }

        /// 专家诊金 · specialist's fee
        ///
        /// `zjzj` String, an amount in yuan with at most two decimal places, such as 9.00. Mandatory.
        pub fn zjzj(
            mut self,
            value: impl IntoValue<Yuan>,
        ) -> RegistrationSlipBuilder<HasMzlsh, HasKsbm, HasKsmc, HasGhlb, HasGhf, Yes, HasGhhj, HasSsj, HasZsj>
        {
            self.draft.put::<Yuan>(registration_slip_row::ZJZJ, value);
            RegistrationSlipBuilder { draft: self.draft, state: PhantomData }
        }

        /// 挂号合计 · total
        ///
        /// `ghhj` String, an amount in yuan with at most two decimal places, such as 9.00. Mandatory.
        pub fn ghhj(
            mut self,
            value: impl IntoValue<Yuan>,
        ) -> RegistrationSlipBuilder<HasMzlsh, HasKsbm, HasKsmc, HasGhlb, HasGhf, HasZjzj, Yes, HasSsj, HasZsj>
        {
            self.draft.put::<Yuan>(registration_slip_row::GHHJ, value);
            RegistrationSlipBuilder { draft: self.draft, state: PhantomData }
        }

        /// 实收金 · cash received
        ///
        /// `ssj` String, an amount in yuan with at most two decimal places, such as 9.00. Mandatory.
        pub fn ssj(
            mut self,
            value: impl IntoValue<Yuan>,
        ) -> RegistrationSlipBuilder<HasMzlsh, HasKsbm, HasKsmc, HasGhlb, HasGhf, HasZjzj, HasGhhj, Yes, HasZsj>
        {
            self.draft.put::<Yuan>(registration_slip_row::SSJ, value);
            RegistrationSlipBuilder { draft: self.draft, state: PhantomData }
        }

        /// 找赎金 · change given
        ///
        /// `zsj` String, an amount in yuan with at most two decimal places, such as 9.00. Mandatory.
        pub fn zsj(
            mut self,
            value: impl IntoValue<Yuan>,
        ) -> RegistrationSlipBuilder<HasMzlsh, HasKsbm, HasKsmc, HasGhlb, HasGhf, HasZjzj, HasGhhj, HasSsj, Yes>
        {
            self.draft.put::<Yuan>(registration_slip_row::ZSJ, value);
            RegistrationSlipBuilder { draft: self.draft, state: PhantomData }
        }

        /// Validates all fields, as far as that is possible without the record that they belong to. The builder of that record also takes this builder itself, and then reports all violations together.
        ///
        /// # Errors
        /// All violations.
        pub fn build(self) -> Result<RegistrationSlip, Violations>
        where
            HasMzlsh: Given<required::mzlsh>,
            HasKsbm: Given<required::ksbm>,
            HasKsmc: Given<required::ksmc>,
            HasGhlb: Given<required::ghlb>,
            HasGhf: Given<required::ghf>,
            HasZjzj: Given<required::zjzj>,
            HasGhhj: Given<required::ghhj>,
            HasSsj: Given<required::ssj>,
            HasZsj: Given<required::zsj>,
        {
            self.draft.object()
        }
    }

    impl Value for RegistrationSlip {
        fn to_cell(&self) -> FieldValue<'_> {
            object_cell(self)
        }

        fn from_cell(cell: &FieldValue<'_>) -> Option<Self> {
            from_object_cell(cell)
        }
    }

    impl IntoValue<RegistrationSlip> for RegistrationSlip {
        fn into_value(self) -> Input<RegistrationSlip> {
            Input::Value(Into::into(self))
        }
    }

    impl<HasMzlsh, HasKsbm, HasKsmc, HasGhlb, HasGhf, HasZjzj, HasGhhj, HasSsj, HasZsj>
        ::wxmed::rt::IntoValue<RegistrationSlip>
        for RegistrationSlipBuilder<HasMzlsh, HasKsbm, HasKsmc, HasGhlb, HasGhf, HasZjzj, HasGhhj, HasSsj, HasZsj>
    where
        HasMzlsh: Given<required::mzlsh>,
        HasKsbm: Given<required::ksbm>,
        HasKsmc: Given<required::ksmc>,
        HasGhlb: Given<required::ghlb>,
        HasGhf: Given<required::ghf>,
        HasZjzj: Given<required::zjzj>,
        HasGhhj: Given<required::ghhj>,
        HasSsj: Given<required::ssj>,
        HasZsj: Given<required::zsj>,
    {
        fn into_value(self) -> Input<RegistrationSlip> {
            self.draft.into_object()
        }
    }

    impl ContentRecord for Registration {
        const NAME: &'static str = "city/shenzhen/registration";
        const WRAPPED_IN: Option<&'static str> = Some("registration_order_pay");
    }

    impl<HasYljgbm, HasCzybm, HasCzyxm, HasMzghdj> ::wxmed::rt::IntoValue<Content>
        for RegistrationBuilder<HasYljgbm, HasCzybm, HasCzyxm, HasMzghdj>
    where
        HasYljgbm: Given<required::yljgbm>,
        HasCzybm: Given<required::czybm>,
        HasCzyxm: Given<required::czyxm>,
        HasMzghdj: Given<required::mzghdj>,
    {
        fn into_value(self) -> Input<Content> {
            IntoValue::into_value(self.draft.build())
        }
    }

    impl Registration {
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

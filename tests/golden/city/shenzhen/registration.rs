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
    /// `9`: 自费 · pays for themselves
    SelfPaid,
}

impl ::wxmed::rt::Code for PatientKind {
    const CODES: &'static ::wxmed::rt::Codes = &::wxmed::rt::Codes {
        openness: ::wxmed::rt::Openness::Open,
        rows: &[
            ::wxmed::rt::CodeRow { code: "1", zh: "医疗保险", en: "medical insurance" },
            ::wxmed::rt::CodeRow { code: "2", zh: "生育", en: "maternity" },
            ::wxmed::rt::CodeRow { code: "3", zh: "离休", en: "retired cadre" },
            ::wxmed::rt::CodeRow { code: "4", zh: "家属统筹", en: "family member, pooled" },
            ::wxmed::rt::CodeRow { code: "5", zh: "工伤", en: "work injury" },
            ::wxmed::rt::CodeRow { code: "9", zh: "自费", en: "pays for themselves" },
        ],
    };

    const ALL: &'static [Self] = &[
        Self::Medical,
        Self::Maternity,
        Self::RetiredCadre,
        Self::FamilyPooled,
        Self::WorkInjury,
        Self::SelfPaid,
    ];

    fn index(self) -> ::core::primitive::usize {
        self as ::core::primitive::usize
    }
}

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

impl ::wxmed::rt::Fields for Registration {
    fn write<'a>(&'a self, out: &mut ::wxmed::rt::Writer<'_, 'a>) {
        out.put(0, &self.yljgbm);
        out.put(1, &self.ylzh);
        out.put(2, &self.czybm);
        out.put(3, &self.czyxm);
        out.put(4, &self.mzghdj);
        out.put_unknown(&self.unknown);
    }

    fn read(from: &::wxmed::rt::Reader<'_, '_>) -> ::core::option::Option<Self> {
        ::core::option::Option::Some(Self {
            yljgbm: from.take(0)?,
            ylzh: from.take(1)?,
            czybm: from.take(2)?,
            czyxm: from.take(3)?,
            mzghdj: from.take(4)?,
            unknown: from.take_unknown(),
        })
    }
}

impl ::wxmed::rt::Record for Registration {
    const TABLE: &'static ::wxmed::rt::Table = &::wxmed::rt::Table {
        zh: "深圳挂号报备的 request_content",
        en: "request_content of a registration in Shenzhen",
        section: "1.3",
        source: [
            "微信医保支付文档 V1.5 的 1.3 与 1.4，并与公开的深圳医保客户端核对",
            "Sections 1.3 and 1.4 of the document V1.5, held against public clients of the Shenzhen bureau",
        ],
        rows: &[
            ::wxmed::rt::Row::text("yljgbm", "医院编号", "hospital code").required(),
            ::wxmed::rt::Row::text("ylzh", "医疗证号", "medical certificate number").present().redacted(),
            ::wxmed::rt::Row::text("czybm", "操作员编码", "operator's code").required(),
            ::wxmed::rt::Row::text("czyxm", "操作员姓名", "operator's name").required().redacted(),
            ::wxmed::rt::Row::text(
                    "mzghdj",
                    "门诊挂号单据",
                    "outpatient registration slip",
                )
                .required()
                .aliases(&["mzgghdj"])
                .object(<RegistrationSlip as ::wxmed::rt::Record>::TABLE),
        ],
        checks: &[],
    };
}

impl ::core::fmt::Debug for Registration {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::wxmed::rt::debug(self, "Registration", f)
    }
}

impl Registration {
    /// Begins to build one.
    pub fn builder() -> RegistrationBuilder {
        RegistrationBuilder { draft: ::core::default::Default::default(), state: ::core::marker::PhantomData }
    }
}

/// Makes a [`Registration`]: one method a field, in any order.
#[must_use = "call `.build()`"]
pub struct RegistrationBuilder<
    HasYljgbm = ::wxmed::rt::No,
    HasCzybm = ::wxmed::rt::No,
    HasCzyxm = ::wxmed::rt::No,
    HasMzghdj = ::wxmed::rt::No,
> {
    draft: RegistrationDraft,
    state: ::core::marker::PhantomData<(HasYljgbm, HasCzybm, HasCzyxm, HasMzghdj)>,
}

#[derive(::core::default::Default)]
struct RegistrationDraft {
    yljgbm: ::core::option::Option<::std::string::String>,
    ylzh: ::core::option::Option<::std::string::String>,
    czybm: ::core::option::Option<::std::string::String>,
    czyxm: ::core::option::Option<::std::string::String>,
    mzghdj: ::core::option::Option<RegistrationSlip>,
}

impl<HasYljgbm, HasCzybm, HasCzyxm, HasMzghdj> RegistrationBuilder<HasYljgbm, HasCzybm, HasCzyxm, HasMzghdj> {
    /// 医院编号 · hospital code
    pub fn yljgbm(
        mut self,
        value: impl ::core::convert::Into<::std::string::String>,
    ) -> RegistrationBuilder<::wxmed::rt::Yes, HasCzybm, HasCzyxm, HasMzghdj> {
        ::wxmed::rt::give(&mut self.draft.yljgbm, value);
        RegistrationBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// 医疗证号 · medical certificate number
    pub fn ylzh(mut self, value: impl ::core::convert::Into<::std::string::String>) -> Self {
        ::wxmed::rt::give(&mut self.draft.ylzh, value);
        self
    }

    /// 操作员编码 · operator's code
    pub fn czybm(
        mut self,
        value: impl ::core::convert::Into<::std::string::String>,
    ) -> RegistrationBuilder<HasYljgbm, ::wxmed::rt::Yes, HasCzyxm, HasMzghdj> {
        ::wxmed::rt::give(&mut self.draft.czybm, value);
        RegistrationBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// 操作员姓名 · operator's name
    pub fn czyxm(
        mut self,
        value: impl ::core::convert::Into<::std::string::String>,
    ) -> RegistrationBuilder<HasYljgbm, HasCzybm, ::wxmed::rt::Yes, HasMzghdj> {
        ::wxmed::rt::give(&mut self.draft.czyxm, value);
        RegistrationBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// 门诊挂号单据 · outpatient registration slip
    pub fn mzghdj(
        mut self,
        value: impl ::core::convert::Into<RegistrationSlip>,
    ) -> RegistrationBuilder<HasYljgbm, HasCzybm, HasCzyxm, ::wxmed::rt::Yes> {
        ::wxmed::rt::give(&mut self.draft.mzghdj, value);
        RegistrationBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// Checks all that was given.
    ///
    /// # Errors
    /// Everything that is wrong, all at once.
    pub fn build(
        self,
    ) -> ::core::result::Result<::wxmed::rt::Valid<Registration>, ::wxmed::rt::Violations>
    where
        HasYljgbm: ::wxmed::rt::Given<required::yljgbm>,
        HasCzybm: ::wxmed::rt::Given<required::czybm>,
        HasCzyxm: ::wxmed::rt::Given<required::czyxm>,
        HasMzghdj: ::wxmed::rt::Given<required::mzghdj>,
    {
        ::wxmed::rt::Valid::check(Registration {
            yljgbm: ::wxmed::rt::given(self.draft.yljgbm),
            ylzh: self.draft.ylzh,
            czybm: ::wxmed::rt::given(self.draft.czybm),
            czyxm: ::wxmed::rt::given(self.draft.czyxm),
            mzghdj: ::wxmed::rt::given(self.draft.mzghdj),
            unknown: ::core::default::Default::default(),
        })
    }
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
    /// 键必须有，值可为空。 · The key must be there, its value may be empty.
    pub brlx: ::core::option::Option<::wxmed::rt::Open<PatientKind>>,
    /// 门诊流水号 · outpatient serial number
    ///
    /// `mzlsh` String, section 1.3.
    pub mzlsh: ::std::string::String,
    /// 科室编码 · department code
    ///
    /// `ksbm` String, section 1.3.
    pub ksbm: ::std::string::String,
    /// 科室名称 · department name
    ///
    /// `ksmc` String, section 1.3.
    ///
    /// 过长会导致挂号失败。 · A long one makes the registration fail.
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

impl ::wxmed::rt::Fields for RegistrationSlip {
    fn write<'a>(&'a self, out: &mut ::wxmed::rt::Writer<'_, 'a>) {
        out.put(0, &self.brlx);
        out.put(1, &self.mzlsh);
        out.put(2, &self.ksbm);
        out.put(3, &self.ksmc);
        out.put(4, &self.ghlb);
        out.put(5, &self.ghf);
        out.put(6, &self.zjzj);
        out.put(7, &self.ghhj);
        out.put(8, &self.ssj);
        out.put(9, &self.zsj);
        out.put_unknown(&self.unknown);
    }

    fn read(from: &::wxmed::rt::Reader<'_, '_>) -> ::core::option::Option<Self> {
        ::core::option::Option::Some(Self {
            brlx: from.take(0)?,
            mzlsh: from.take(1)?,
            ksbm: from.take(2)?,
            ksmc: from.take(3)?,
            ghlb: from.take(4)?,
            ghf: from.take(5)?,
            zjzj: from.take(6)?,
            ghhj: from.take(7)?,
            ssj: from.take(8)?,
            zsj: from.take(9)?,
            unknown: from.take_unknown(),
        })
    }
}

impl ::wxmed::rt::Record for RegistrationSlip {
    const TABLE: &'static ::wxmed::rt::Table = &::wxmed::rt::Table {
        zh: "门诊挂号单据",
        en: "outpatient registration slip",
        section: "1.3",
        source: [
            "微信医保支付文档 V1.5 的 1.3 与 1.4，并与公开的深圳医保客户端核对",
            "Sections 1.3 and 1.4 of the document V1.5, held against public clients of the Shenzhen bureau",
        ],
        rows: &[
            ::wxmed::rt::Row::text("brlx", "病人类型", "kind of patient").present().codes(<PatientKind as ::wxmed::rt::Code>::CODES),
            ::wxmed::rt::Row::text("mzlsh", "门诊流水号", "outpatient serial number").required().aliases(&["mzlsj", "mzllsh"]),
            ::wxmed::rt::Row::text("ksbm", "科室编码", "department code").required(),
            ::wxmed::rt::Row::text("ksmc", "科室名称", "department name").required(),
            ::wxmed::rt::Row::text("ghlb", "挂号类别", "kind of registration").required(),
            ::wxmed::rt::Row::text("ghf", "挂号费", "registration fee").required().format(::wxmed::rt::Format::Yuan),
            ::wxmed::rt::Row::text("zjzj", "专家诊金", "specialist's fee").required().format(::wxmed::rt::Format::Yuan),
            ::wxmed::rt::Row::text("ghhj", "挂号合计", "total").required().format(::wxmed::rt::Format::Yuan),
            ::wxmed::rt::Row::text("ssj", "实收金", "cash received").required().format(::wxmed::rt::Format::Yuan),
            ::wxmed::rt::Row::text("zsj", "找赎金", "change given").required().format(::wxmed::rt::Format::Yuan),
        ],
        checks: &[
            ::wxmed::rt::Check::Stated(::wxmed::rt::StatedRule {
                id: "registration-total",
                severity: ::wxmed::rt::Severity::Error,
                states: ::wxmed::rt::Truth::Compare(
                    ::wxmed::rt::Expr::Sum(&::wxmed::rt::Expr::Field(&[5]), &::wxmed::rt::Expr::Field(&[6])),
                    ::wxmed::rt::Comparison::Equal,
                    ::wxmed::rt::Expr::Field(&[7]),
                ),
                zh: "挂号费与专家诊金之和须等于挂号合计",
                en: "the registration fee and the specialist's fee must add up to the total",
            }),
            ::wxmed::rt::Check::Stated(::wxmed::rt::StatedRule {
                id: "paid-online",
                severity: ::wxmed::rt::Severity::Error,
                states: ::wxmed::rt::Truth::Compare(
                    ::wxmed::rt::Expr::Field(&[8]),
                    ::wxmed::rt::Comparison::Equal,
                    ::wxmed::rt::Expr::Number("0"),
                ),
                zh: "线上缴费，实收金须为 0",
                en: "payment is online, so no cash is received: must be 0",
            }),
            ::wxmed::rt::Check::Stated(::wxmed::rt::StatedRule {
                id: "no-change",
                severity: ::wxmed::rt::Severity::Error,
                states: ::wxmed::rt::Truth::Compare(
                    ::wxmed::rt::Expr::Field(&[9]),
                    ::wxmed::rt::Comparison::Equal,
                    ::wxmed::rt::Expr::Number("0"),
                ),
                zh: "线上缴费，找赎金须为 0",
                en: "payment is online, so no change is given: must be 0",
            }),
        ],
    };
}

impl ::core::fmt::Debug for RegistrationSlip {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::wxmed::rt::debug(self, "RegistrationSlip", f)
    }
}

impl RegistrationSlip {
    /// Begins to build one.
    pub fn builder() -> RegistrationSlipBuilder {
        RegistrationSlipBuilder { draft: ::core::default::Default::default(), state: ::core::marker::PhantomData }
    }
}

/// Makes a [`RegistrationSlip`]: one method a field, in any order.
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
    draft: RegistrationSlipDraft,
    state: ::core::marker::PhantomData<(HasMzlsh, HasKsbm, HasKsmc, HasGhlb, HasGhf, HasZjzj, HasGhhj, HasSsj, HasZsj)>,
}

#[derive(::core::default::Default)]
struct RegistrationSlipDraft {
    brlx: ::core::option::Option<::wxmed::rt::Open<PatientKind>>,
    mzlsh: ::core::option::Option<::std::string::String>,
    ksbm: ::core::option::Option<::std::string::String>,
    ksmc: ::core::option::Option<::std::string::String>,
    ghlb: ::core::option::Option<::std::string::String>,
    ghf: ::core::option::Option<::wxmed::rt::Yuan>,
    zjzj: ::core::option::Option<::wxmed::rt::Yuan>,
    ghhj: ::core::option::Option<::wxmed::rt::Yuan>,
    ssj: ::core::option::Option<::wxmed::rt::Yuan>,
    zsj: ::core::option::Option<::wxmed::rt::Yuan>,
}

impl<
    HasMzlsh,
    HasKsbm,
    HasKsmc,
    HasGhlb,
    HasGhf,
    HasZjzj,
    HasGhhj,
    HasSsj,
    HasZsj,
> RegistrationSlipBuilder<HasMzlsh, HasKsbm, HasKsmc, HasGhlb, HasGhf, HasZjzj, HasGhhj, HasSsj, HasZsj> {
    /// 病人类型 · kind of patient
    pub fn brlx(mut self, value: impl ::core::convert::Into<::wxmed::rt::Open<PatientKind>>) -> Self {
        ::wxmed::rt::give(&mut self.draft.brlx, value);
        self
    }

    /// 门诊流水号 · outpatient serial number
    pub fn mzlsh(
        mut self,
        value: impl ::core::convert::Into<::std::string::String>,
    ) -> RegistrationSlipBuilder<
        ::wxmed::rt::Yes,
        HasKsbm,
        HasKsmc,
        HasGhlb,
        HasGhf,
        HasZjzj,
        HasGhhj,
        HasSsj,
        HasZsj,
    > {
        ::wxmed::rt::give(&mut self.draft.mzlsh, value);
        RegistrationSlipBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// 科室编码 · department code
    pub fn ksbm(
        mut self,
        value: impl ::core::convert::Into<::std::string::String>,
    ) -> RegistrationSlipBuilder<
        HasMzlsh,
        ::wxmed::rt::Yes,
        HasKsmc,
        HasGhlb,
        HasGhf,
        HasZjzj,
        HasGhhj,
        HasSsj,
        HasZsj,
    > {
        ::wxmed::rt::give(&mut self.draft.ksbm, value);
        RegistrationSlipBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// 科室名称 · department name
    pub fn ksmc(
        mut self,
        value: impl ::core::convert::Into<::std::string::String>,
    ) -> RegistrationSlipBuilder<
        HasMzlsh,
        HasKsbm,
        ::wxmed::rt::Yes,
        HasGhlb,
        HasGhf,
        HasZjzj,
        HasGhhj,
        HasSsj,
        HasZsj,
    > {
        ::wxmed::rt::give(&mut self.draft.ksmc, value);
        RegistrationSlipBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// 挂号类别 · kind of registration
    pub fn ghlb(
        mut self,
        value: impl ::core::convert::Into<::std::string::String>,
    ) -> RegistrationSlipBuilder<
        HasMzlsh,
        HasKsbm,
        HasKsmc,
        ::wxmed::rt::Yes,
        HasGhf,
        HasZjzj,
        HasGhhj,
        HasSsj,
        HasZsj,
    > {
        ::wxmed::rt::give(&mut self.draft.ghlb, value);
        RegistrationSlipBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// 挂号费 · registration fee
    pub fn ghf(
        mut self,
        value: impl ::wxmed::rt::IntoValue<::wxmed::rt::Yuan>,
    ) -> RegistrationSlipBuilder<
        HasMzlsh,
        HasKsbm,
        HasKsmc,
        HasGhlb,
        ::wxmed::rt::Yes,
        HasZjzj,
        HasGhhj,
        HasSsj,
        HasZsj,
    > {
        ::wxmed::rt::give(&mut self.draft.ghf, ::wxmed::rt::IntoValue::into_value(value));
        RegistrationSlipBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// 专家诊金 · specialist's fee
    pub fn zjzj(
        mut self,
        value: impl ::wxmed::rt::IntoValue<::wxmed::rt::Yuan>,
    ) -> RegistrationSlipBuilder<
        HasMzlsh,
        HasKsbm,
        HasKsmc,
        HasGhlb,
        HasGhf,
        ::wxmed::rt::Yes,
        HasGhhj,
        HasSsj,
        HasZsj,
    > {
        ::wxmed::rt::give(&mut self.draft.zjzj, ::wxmed::rt::IntoValue::into_value(value));
        RegistrationSlipBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// 挂号合计 · total
    pub fn ghhj(
        mut self,
        value: impl ::wxmed::rt::IntoValue<::wxmed::rt::Yuan>,
    ) -> RegistrationSlipBuilder<
        HasMzlsh,
        HasKsbm,
        HasKsmc,
        HasGhlb,
        HasGhf,
        HasZjzj,
        ::wxmed::rt::Yes,
        HasSsj,
        HasZsj,
    > {
        ::wxmed::rt::give(&mut self.draft.ghhj, ::wxmed::rt::IntoValue::into_value(value));
        RegistrationSlipBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// 实收金 · cash received
    pub fn ssj(
        mut self,
        value: impl ::wxmed::rt::IntoValue<::wxmed::rt::Yuan>,
    ) -> RegistrationSlipBuilder<
        HasMzlsh,
        HasKsbm,
        HasKsmc,
        HasGhlb,
        HasGhf,
        HasZjzj,
        HasGhhj,
        ::wxmed::rt::Yes,
        HasZsj,
    > {
        ::wxmed::rt::give(&mut self.draft.ssj, ::wxmed::rt::IntoValue::into_value(value));
        RegistrationSlipBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// 找赎金 · change given
    pub fn zsj(
        mut self,
        value: impl ::wxmed::rt::IntoValue<::wxmed::rt::Yuan>,
    ) -> RegistrationSlipBuilder<
        HasMzlsh,
        HasKsbm,
        HasKsmc,
        HasGhlb,
        HasGhf,
        HasZjzj,
        HasGhhj,
        HasSsj,
        ::wxmed::rt::Yes,
    > {
        ::wxmed::rt::give(&mut self.draft.zsj, ::wxmed::rt::IntoValue::into_value(value));
        RegistrationSlipBuilder { draft: self.draft, state: ::core::marker::PhantomData }
    }

    /// Puts together what was given; it is checked with the record that it stands in.
    pub fn build(self) -> RegistrationSlip
    where
        HasMzlsh: ::wxmed::rt::Given<required::mzlsh>,
        HasKsbm: ::wxmed::rt::Given<required::ksbm>,
        HasKsmc: ::wxmed::rt::Given<required::ksmc>,
        HasGhlb: ::wxmed::rt::Given<required::ghlb>,
        HasGhf: ::wxmed::rt::Given<required::ghf>,
        HasZjzj: ::wxmed::rt::Given<required::zjzj>,
        HasGhhj: ::wxmed::rt::Given<required::ghhj>,
        HasSsj: ::wxmed::rt::Given<required::ssj>,
        HasZsj: ::wxmed::rt::Given<required::zsj>,
    {
        RegistrationSlip {
            brlx: self.draft.brlx,
            mzlsh: ::wxmed::rt::given(self.draft.mzlsh),
            ksbm: ::wxmed::rt::given(self.draft.ksbm),
            ksmc: ::wxmed::rt::given(self.draft.ksmc),
            ghlb: ::wxmed::rt::given(self.draft.ghlb),
            ghf: ::wxmed::rt::given(self.draft.ghf),
            zjzj: ::wxmed::rt::given(self.draft.zjzj),
            ghhj: ::wxmed::rt::given(self.draft.ghhj),
            ssj: ::wxmed::rt::given(self.draft.ssj),
            zsj: ::wxmed::rt::given(self.draft.zsj),
            unknown: ::core::default::Default::default(),
        }
    }
}

impl ::wxmed::rt::Value for RegistrationSlip {
    fn to_cell(&self) -> ::wxmed::rt::Cell<'_> {
        ::wxmed::rt::object_cell(self)
    }

    fn from_cell(cell: &::wxmed::rt::Cell<'_>) -> ::core::option::Option<Self> {
        ::wxmed::rt::from_object_cell(cell)
    }
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

impl ::wxmed::rt::ContentRecord for Registration {
    const NAME: &'static ::core::primitive::str = "city/shenzhen/registration";
    const WRAPPED_IN: ::core::option::Option<&'static ::core::primitive::str> = ::core::option::Option::Some(
        "registration_order_pay",
    );
}

impl Registration {
    /// Reads the JSON text of a content, and checks it as strictly as the builder does.
    ///
    /// # Errors
    /// If the text is no JSON; or everything that is wrong with the content.
    pub fn from_json(
        text: &::core::primitive::str,
    ) -> ::core::result::Result<::wxmed::rt::Valid<Self>, ::wxmed::rt::ContentError> {
        <Self as ::wxmed::rt::ContentRecord>::from_json(text)
    }

    /// The same from a JSON value.
    ///
    /// # Errors
    /// Everything that is wrong, all at once.
    pub fn from_fields(
        json: &::wxmed::rt::Json,
    ) -> ::core::result::Result<::wxmed::rt::Valid<Self>, ::wxmed::rt::Violations> {
        <Self as ::wxmed::rt::ContentRecord>::from_fields(json)
    }
}

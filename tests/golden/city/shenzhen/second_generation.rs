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
    /// `MZ001`: 挂号试算 · trial of a registration
    Mz001,
    /// `MZ002`: 挂号支付 · payment of a registration
    Mz002,
    /// `FY001`: 上传费用明细 · upload of the items of a bill
    Fy001,
    /// `FY004`: 试算 · trial settlement
    Fy004,
    /// `FY005`: 结算 · settlement
    Fy005,
}
::wxmed::rt::serde_codes!(Code, TransType);

/// 医疗类别 · kind of treatment
///
/// Code table `aka130`, section 1.3.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash,
)]
#[non_exhaustive]
pub enum TreatmentKind {
    /// `11`: 普通门诊 · ordinary outpatient treatment
    Outpatient,
}
::wxmed::rt::serde_codes!(Code, TreatmentKind);

/// 挂号类别 · kind of registration
///
/// Code table `bkc368`, section 1.3.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash,
)]
#[non_exhaustive]
pub enum RegistrationKind {
    /// `1`: 普通 · ordinary
    Ordinary,
    /// `2`: 主治 · attending physician
    Attending,
    /// `3`: 主任 · chief physician
    Chief,
    /// `4`: 免收诊金 · without a fee for the consultation
    Free,
    /// `5`: 专家 · specialist
    Specialist,
}
::wxmed::rt::serde_codes!(Code, RegistrationKind);

/// 单据类型 · kind of slip
///
/// Code table `bkc369`, section 1.3.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash,
)]
#[non_exhaustive]
pub enum SlipKind {
    /// `1`: 普通单据 · ordinary slip
    Ordinary,
}
::wxmed::rt::serde_codes!(Code, SlipKind);

/// 结算类别 · kind of settlement
///
/// Code table `aka030`, section 1.3.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash,
)]
#[non_exhaustive]
pub enum SettlementKind {
    /// `12`: 个人医疗费本地联网结算 · a person's expenses, settled online where they live
    LocalOnline,
}
::wxmed::rt::serde_codes!(Code, SettlementKind);

/// 先行支付记账标志 · whether payment in advance was applied for
///
/// Code table `ckc601`, section 1.3.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash,
)]
#[non_exhaustive]
pub enum AdvancePayment {
    /// `0`: 未申请先行支付 · not applied for
    None,
    /// `1`: 已申请先行支付 · applied for
    Applied,
}
::wxmed::rt::serde_codes!(Code, AdvancePayment);

/// 深圳第二代接口的 request_content · request_content for the second generation of Shenzhen's interface
///
/// `city/shenzhen/second_generation`, section 1.3.
///
/// 多个互不相关的医院系统的公开代码（网页、终端与 HIS），键名与绑定在其中一致；文档没有这一内容。把握不同之处写在各行的说明里。 · The public code of several independent hospital systems (web pages, kiosks and hospital information systems), which agree in the keys and in the bindings; the document does not have this content. Where less is known, the note of the row says it. Confidence: medium.
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct SecondGeneration {
    /// 交易时间 · time of the transaction
    ///
    /// `transTime` String, section 1.3.
    ///
    /// 是字符串，含时分秒，如 20200105101112:123（yyyyMMddHHmmss:毫秒）；也有系统写作日期加时分秒再加 000，因此不限定格式。 · A string with the time of the day, such as 20200105101112:123 (yyyyMMddHHmmss:milliseconds). Other systems write the day, the time and 000, so no format is demanded.
    pub trans_time: ::std::string::String,
    /// 交易类型 · kind of transaction
    ///
    /// `transType` String, section 1.3.
    ///
    /// 它决定 transBody 里有哪些字段。此处没有列出的交易照样收发，其 transBody 原样保留：FY002 撤销上传、FY003 查询上传；把握较小的还有 JY001 至 JY003 退费与查询、XX001 读卡、SI001 连接、ML 开头的目录、YS 开头的医师、DZ 开头的对账、BL001 病历。 · It decides what transBody holds. A transaction that is not listed here is read and sent all the same, and its transBody is kept as it is: FY002 revokes an upload, FY003 looks it up; less sure are JY001 to JY003 (returns and queries), XX001 (the card), SI001 (connecting), those that begin with ML (catalogues), YS (doctors) and DZ (reconciliation), and BL001 (records).
    pub transaction: Transaction,
    /// 交易返回码 · return code
    ///
    /// `transReturnCode` String, section 1.3.
    ///
    /// 请求中为空，由应答填写。 · Empty in a request; the response has it.
    pub trans_return_code: ::core::option::Option<::std::string::String>,
    /// 交易返回信息 · return message
    ///
    /// `transReturnMessage` String, section 1.3.
    ///
    /// 请求中为空，由应答填写。 · Empty in a request; the response has it.
    pub trans_return_message: ::core::option::Option<::std::string::String>,
    /// 交易版本号 · version of the interface
    ///
    /// `transVersion` String, section 1.3.
    ///
    /// 见过 V0.2。 · V0.2 was seen.
    pub trans_version: ::core::option::Option<::std::string::String>,
    /// 交易流水号 · serial number of the transaction
    ///
    /// `serialNumber` String20, section 1.3.
    ///
    /// 医院编码、yyyyMMdd 与 7 位数字相连。 · The hospital code, yyyyMMdd and 7 digits.
    pub serial_number: ::std::string::String,
    /// 卡所属地区 · area of the card
    ///
    /// `cardArea` String, section 1.3.
    ///
    /// 深圳为 440300。 · 440300 for Shenzhen.
    pub card_area: ::core::option::Option<::std::string::String>,
    /// 医院编码 · hospital code
    ///
    /// `hospitalCode` String, section 1.3.
    ///
    /// 5 个字符，如 H8880。 · 5 characters, such as H8880.
    pub hospital_code: ::std::string::String,
    /// 操作员编码 · operator's code
    ///
    /// `operatorCode` String, section 1.3.
    pub operator_code: ::core::option::Option<::std::string::String>,
    /// 操作员姓名 · operator's name
    ///
    /// `operatorName` String, section 1.3.
    pub operator_name: ::core::option::Option<::std::string::String>,
    /// 操作员密码 · operator's password
    ///
    /// `operatorPass` String, section 1.3.
    pub operator_pass: ::core::option::Option<::std::string::String>,
    /// 交易渠道 · channel
    ///
    /// `transChannel` String, section 1.3.
    ///
    /// 见过 10，含义未写明。 · 10 was seen; what it means is not said.
    pub trans_channel: ::core::option::Option<::std::string::String>,
    /// 校验码 · verification code
    ///
    /// `verifyCode` String, section 1.3.
    ///
    /// 由医保局在本地的控件按交易类型、流水号与医院编码算出。 · Computed by the bureau's local control from the kind of transaction, the serial number and the hospital code.
    pub verify_code: ::core::option::Option<::std::string::String>,
    /// 扩展：设备编号 · extension: device
    ///
    /// `extendDeviceId` String, section 1.3.
    pub extend_device_id: ::core::option::Option<::std::string::String>,
    /// 扩展：用户编号 · extension: user
    ///
    /// `extendUserId` String, section 1.3.
    pub extend_user_id: ::core::option::Option<::std::string::String>,
    /// 扩展：流水号 · extension: serial number
    ///
    /// `extendSerialNumber` String, section 1.3.
    pub extend_serial_number: ::core::option::Option<::std::string::String>,
    /// 含义未知（caz055） · not known (caz055)
    ///
    /// `caz055` String, section 1.3.
    ///
    /// 只见于一个系统，含义未知。 · Seen in one system alone, and its meaning is not known. Confidence: low.
    pub caz055: ::core::option::Option<::std::string::String>,
    /// 含义未知（aae501） · not known (aae501)
    ///
    /// `aae501` String, section 1.3.
    ///
    /// 只见于一个系统，含义未知。 · Seen in one system alone, and its meaning is not known. Confidence: low.
    pub aae501: ::core::option::Option<::std::string::String>,
    /// Keys that the spec does not have.
    pub unknown: ::wxmed::rt::Unknown,
}

/// Builder for [`SecondGeneration`], with one method per field.
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
    /// `MZ001`: 挂号试算 · trial of a registration
    Mz001(Mz001),
    /// `MZ002`: 挂号支付 · payment of a registration
    Mz002(Mz002),
    /// `FY001`: 上传费用明细 · upload of the items of a bill
    Fy001(Fy001),
    /// `FY004`: 试算 · trial settlement
    Fy004(Fy004),
    /// `FY005`: 结算 · settlement
    Fy005(Fy005),
    /// A value that the code table does not list; the keys that came with it are among the unknown ones.
    Unlisted(::std::string::String),
}

/// `MZ001`: 挂号试算 · trial of a registration
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct Mz001 {
    /// 交易内容 · the transaction
    ///
    /// `transBody` object, section 1.3.
    ///
    /// 挂号试算，字段同 MZ002，密码与结算序列号可以不填。 · The trial of a registration; the fields of MZ002, of which the password and the number of the settlement may be left out.
    pub trans_body: Mz001Body,
}

/// Builder for [`Mz001`], with one method per field.
#[must_use = "call `.build()`"]
pub struct Mz001Builder<HasTransBody = ::wxmed::rt::No> {
    draft: ::wxmed::rt::Draft<SecondGeneration>,
    state: ::core::marker::PhantomData<(HasTransBody,)>,
}

/// `MZ002`: 挂号支付 · payment of a registration
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct Mz002 {
    /// 交易内容 · the transaction
    ///
    /// `transBody` object, section 1.3.
    ///
    /// 挂号支付，对应 order_type 为 RegPay 的订单。 · The payment of a registration, for an order whose order_type is RegPay.
    pub trans_body: Mz002Body,
}

/// Builder for [`Mz002`], with one method per field.
#[must_use = "call `.build()`"]
pub struct Mz002Builder<HasTransBody = ::wxmed::rt::No> {
    draft: ::wxmed::rt::Draft<SecondGeneration>,
    state: ::core::marker::PhantomData<(HasTransBody,)>,
}

/// `FY001`: 上传费用明细 · upload of the items of a bill
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct Fy001 {
    /// 交易内容 · the transaction
    ///
    /// `transBody` object, section 1.3.
    ///
    /// 结算之前把费用明细上传给医保局，不经过微信。哪些键必填未见说明。 · Uploads the items of a bill to the bureau before it is settled, not through WeChat. Which keys are mandatory is not said.
    pub trans_body: Fy001Body,
}

/// Builder for [`Fy001`], with one method per field.
#[must_use = "call `.build()`"]
pub struct Fy001Builder<HasTransBody = ::wxmed::rt::No> {
    draft: ::wxmed::rt::Draft<SecondGeneration>,
    state: ::core::marker::PhantomData<(HasTransBody,)>,
}

/// `FY004`: 试算 · trial settlement
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct Fy004 {
    /// 交易内容 · the transaction
    ///
    /// `transBody` object, section 1.3.
    ///
    /// 结算之前的试算，不经过微信。字段在三个系统中一致，哪些必填未见说明。 · The trial before a settlement, not through WeChat. Three systems agree in the fields; which are mandatory is not said.
    pub trans_body: Fy004Body,
}

/// Builder for [`Fy004`], with one method per field.
#[must_use = "call `.build()`"]
pub struct Fy004Builder<HasTransBody = ::wxmed::rt::No> {
    draft: ::wxmed::rt::Draft<SecondGeneration>,
    state: ::core::marker::PhantomData<(HasTransBody,)>,
}

/// `FY005`: 结算 · settlement
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct Fy005 {
    /// 交易内容 · the transaction
    ///
    /// `transBody` object, section 1.3.
    ///
    /// 结算，对应 order_type 为 DiagPay 的订单；之前须有 FY001 与 FY004。字段在三个系统中一致，哪些必填未见说明。 · The settlement, for an order whose order_type is DiagPay, after FY001 and FY004. Three systems agree in the fields; which are mandatory is not said.
    pub trans_body: Fy005Body,
}

/// Builder for [`Fy005`], with one method per field.
#[must_use = "call `.build()`"]
pub struct Fy005Builder<HasTransBody = ::wxmed::rt::No> {
    draft: ::wxmed::rt::Draft<SecondGeneration>,
    state: ::core::marker::PhantomData<(HasTransBody,)>,
}

/// 费用明细 · items of the bill
///
/// 免费挂号可以为空。有一个系统把列表以 JSON 写在字符串里。 · May be empty for a registration without charge. One system writes the list as JSON inside a string.
///
/// An item of the list `inputlist`.
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct TrialItem {
    /// 费用单据号 · number of the slip
    ///
    /// `aae072` String20, section 1.3.
    ///
    /// 挂号时为挂号编号。 · At a registration its number.
    pub aae072: ::std::string::String,
    /// 费用序列号 · serial number of the item
    ///
    /// `bkf500` String18, section 1.3.
    pub bkf500: ::core::option::Option<::std::string::String>,
    /// 社保目录编码 · code in the insurance catalogue
    ///
    /// `ake001` String, section 1.3.
    ///
    /// 如 110100001。 · Such as 110100001.
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

/// Builder for [`TrialItem`], with one method per field.
#[must_use = "call `.build()`"]
pub struct TrialItemBuilder<
    HasAae072 = ::wxmed::rt::No,
    HasAke001 = ::wxmed::rt::No,
    HasAke005 = ::wxmed::rt::No,
    HasAke006 = ::wxmed::rt::No,
    HasAae019 = ::wxmed::rt::No,
> {
    draft: ::wxmed::rt::Draft<TrialItem>,
    state: ::core::marker::PhantomData<(HasAae072, HasAke001, HasAke005, HasAke006, HasAae019)>,
}

/// 交易内容 · the transaction
///
/// 挂号试算，字段同 MZ002，密码与结算序列号可以不填。 · The trial of a registration; the fields of MZ002, of which the password and the number of the settlement may be left out.
///
/// The object `transBody`.
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct Mz001Body {
    /// 门诊流水号 · outpatient serial number
    ///
    /// `akc190` String20, section 1.3.
    ///
    /// 医院编码与最多 15 个字符相连。 · The hospital code and up to 15 characters.
    pub akc190: ::std::string::String,
    /// 社会保障卡号 · number of the insurance card
    ///
    /// `aaz500` String, section 1.3.
    ///
    /// 也有系统原样传读卡器给出的磁道文字。 · Some systems send what the card reader gives.
    pub aaz500: ::std::string::String,
    /// 医疗类别 · kind of treatment
    ///
    /// `aka130` String, section 1.3.
    pub aka130: ::wxmed::rt::OpenEnum<TreatmentKind>,
    /// 社会保障卡密码 · password of the insurance card
    ///
    /// `bzz269` String, section 1.3.
    pub bzz269: ::core::option::Option<::std::string::String>,
    /// 科室编码 · department code
    ///
    /// `akf001` String, section 1.3.
    ///
    /// 如 0200 全科、1200 口腔科。 · Such as 0200, general practice, and 1200, dentistry.
    pub akf001: ::std::string::String,
    /// 挂号类别 · kind of registration
    ///
    /// `bkc368` String, section 1.3.
    ///
    /// 也见过 0，含义未写明。 · 0 was seen, too; what it means is not said.
    pub bkc368: ::core::option::Option<::wxmed::rt::OpenEnum<RegistrationKind>>,
    /// 医疗费总额 · total of the medical expenses
    ///
    /// `akc264` String, section 1.3.
    ///
    /// 以元为单位。免费挂号为 0。多数系统写作字符串，也有写作数字的。 · In yuan; 0 for a registration without charge. A string in most systems, a number in one.
    pub akc264: ::wxmed::rt::Yuan,
    /// 医药机构结算业务序列号 · number of the settlement at the hospital
    ///
    /// `bke384` String20, section 1.3.
    ///
    /// 医院编码、yyyyMMdd 与 7 位数字相连；与外层的 bill_no 相同。 · The hospital code, yyyyMMdd and 7 digits; the same as the request's bill_no.
    pub bke384: ::core::option::Option<::std::string::String>,
    /// 主要疾病 · main disease
    ///
    /// `aka120` String, section 1.3.
    pub aka120: ::core::option::Option<::std::string::String>,
    /// 次要疾病一 · first secondary disease
    ///
    /// `akc188` String, section 1.3.
    pub akc188: ::core::option::Option<::std::string::String>,
    /// 次要疾病二 · second secondary disease
    ///
    /// `akc189` String, section 1.3.
    pub akc189: ::core::option::Option<::std::string::String>,
    /// 工伤事故编号 · number of the work accident
    ///
    /// `alc005` String, section 1.3.
    pub alc005: ::core::option::Option<::std::string::String>,
    /// 费用明细 · items of the bill
    ///
    /// `inputlist` list, section 1.3.
    ///
    /// 免费挂号可以为空。有一个系统把列表以 JSON 写在字符串里。 · May be empty for a registration without charge. One system writes the list as JSON inside a string.
    pub inputlist: ::core::option::Option<::std::vec::Vec<TrialItem>>,
    /// Keys that the spec does not have.
    pub unknown: ::wxmed::rt::Unknown,
}

/// Builder for [`Mz001Body`], with one method per field.
#[must_use = "call `.build()`"]
pub struct Mz001BodyBuilder<
    HasAkc190 = ::wxmed::rt::No,
    HasAaz500 = ::wxmed::rt::No,
    HasAka130 = ::wxmed::rt::No,
    HasAkf001 = ::wxmed::rt::No,
    HasAkc264 = ::wxmed::rt::No,
> {
    draft: ::wxmed::rt::Draft<Mz001Body>,
    state: ::core::marker::PhantomData<(HasAkc190, HasAaz500, HasAka130, HasAkf001, HasAkc264)>,
}

/// 费用明细 · items of the bill
///
/// 免费挂号可以为空。有一个系统把列表以 JSON 写在字符串里。 · May be empty for a registration without charge. One system writes the list as JSON inside a string.
///
/// An item of the list `inputlist`.
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct ChargedItem {
    /// 费用单据号 · number of the slip
    ///
    /// `aae072` String20, section 1.3.
    ///
    /// 挂号时为挂号编号。 · At a registration its number.
    pub aae072: ::std::string::String,
    /// 费用序列号 · serial number of the item
    ///
    /// `bkf500` String18, section 1.3.
    pub bkf500: ::core::option::Option<::std::string::String>,
    /// 社保目录编码 · code in the insurance catalogue
    ///
    /// `ake001` String, section 1.3.
    ///
    /// 如 110100001。 · Such as 110100001.
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

/// Builder for [`ChargedItem`], with one method per field.
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
/// 挂号支付，对应 order_type 为 RegPay 的订单。 · The payment of a registration, for an order whose order_type is RegPay.
///
/// The object `transBody`.
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct Mz002Body {
    /// 门诊流水号 · outpatient serial number
    ///
    /// `akc190` String20, section 1.3.
    ///
    /// 医院编码与最多 15 个字符相连。 · The hospital code and up to 15 characters.
    pub akc190: ::std::string::String,
    /// 社会保障卡号 · number of the insurance card
    ///
    /// `aaz500` String, section 1.3.
    ///
    /// 也有系统原样传读卡器给出的磁道文字。 · Some systems send what the card reader gives.
    pub aaz500: ::std::string::String,
    /// 医疗类别 · kind of treatment
    ///
    /// `aka130` String, section 1.3.
    pub aka130: ::wxmed::rt::OpenEnum<TreatmentKind>,
    /// 社会保障卡密码 · password of the insurance card
    ///
    /// `bzz269` String, section 1.3.
    pub bzz269: ::core::option::Option<::std::string::String>,
    /// 科室编码 · department code
    ///
    /// `akf001` String, section 1.3.
    ///
    /// 如 0200 全科、1200 口腔科。 · Such as 0200, general practice, and 1200, dentistry.
    pub akf001: ::std::string::String,
    /// 挂号类别 · kind of registration
    ///
    /// `bkc368` String, section 1.3.
    ///
    /// 也见过 0，含义未写明。 · 0 was seen, too; what it means is not said.
    pub bkc368: ::core::option::Option<::wxmed::rt::OpenEnum<RegistrationKind>>,
    /// 医疗费总额 · total of the medical expenses
    ///
    /// `akc264` String, section 1.3.
    ///
    /// 以元为单位。免费挂号为 0。多数系统写作字符串，也有写作数字的。 · In yuan; 0 for a registration without charge. A string in most systems, a number in one.
    pub akc264: ::wxmed::rt::Yuan,
    /// 医药机构结算业务序列号 · number of the settlement at the hospital
    ///
    /// `bke384` String20, section 1.3.
    ///
    /// 医院编码、yyyyMMdd 与 7 位数字相连；与外层的 bill_no 相同。 · The hospital code, yyyyMMdd and 7 digits; the same as the request's bill_no.
    pub bke384: ::std::string::String,
    /// 主要疾病 · main disease
    ///
    /// `aka120` String, section 1.3.
    pub aka120: ::core::option::Option<::std::string::String>,
    /// 次要疾病一 · first secondary disease
    ///
    /// `akc188` String, section 1.3.
    pub akc188: ::core::option::Option<::std::string::String>,
    /// 次要疾病二 · second secondary disease
    ///
    /// `akc189` String, section 1.3.
    pub akc189: ::core::option::Option<::std::string::String>,
    /// 工伤事故编号 · number of the work accident
    ///
    /// `alc005` String, section 1.3.
    pub alc005: ::core::option::Option<::std::string::String>,
    /// 费用明细 · items of the bill
    ///
    /// `inputlist` list, section 1.3.
    ///
    /// 免费挂号可以为空。有一个系统把列表以 JSON 写在字符串里。 · May be empty for a registration without charge. One system writes the list as JSON inside a string.
    pub inputlist: ::core::option::Option<::std::vec::Vec<ChargedItem>>,
    /// Keys that the spec does not have.
    pub unknown: ::wxmed::rt::Unknown,
}

/// Builder for [`Mz002Body`], with one method per field.
#[must_use = "call `.build()`"]
pub struct Mz002BodyBuilder<
    HasAkc190 = ::wxmed::rt::No,
    HasAaz500 = ::wxmed::rt::No,
    HasAka130 = ::wxmed::rt::No,
    HasAkf001 = ::wxmed::rt::No,
    HasAkc264 = ::wxmed::rt::No,
    HasBke384 = ::wxmed::rt::No,
> {
    draft: ::wxmed::rt::Draft<Mz002Body>,
    state: ::core::marker::PhantomData<(HasAkc190, HasAaz500, HasAka130, HasAkf001, HasAkc264, HasBke384)>,
}

/// 费用明细 · items of the bill
///
/// An item of the list `inputlist`.
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct UploadedItem {
    /// 费用单据号 · number of the slip
    ///
    /// `aae072` String20, section 1.3.
    pub aae072: ::std::string::String,
    /// 单据类型 · kind of slip
    ///
    /// `bkc369` String, section 1.3.
    pub bkc369: ::core::option::Option<::wxmed::rt::OpenEnum<SlipKind>>,
    /// 费用序列号 · serial number of the item
    ///
    /// `bkf500` String18, section 1.3.
    pub bkf500: ::std::string::String,
    /// 社保目录编码 · code in the insurance catalogue
    ///
    /// `ake001` String, section 1.3.
    pub ake001: ::std::string::String,
    /// 社保目录名称 · name in the insurance catalogue
    ///
    /// `ake002` String, section 1.3.
    pub ake002: ::core::option::Option<::std::string::String>,
    /// 药品本位码 · standard code of the drug
    ///
    /// `bkm017` String, section 1.3.
    pub bkm017: ::core::option::Option<::std::string::String>,
    /// 机构内部编码 · code at the hospital
    ///
    /// `ake005` String, section 1.3.
    pub ake005: ::std::string::String,
    /// 机构内部名称 · name at the hospital
    ///
    /// `ake006` String, section 1.3.
    pub ake006: ::std::string::String,
    /// 剂型 · form of the drug
    ///
    /// `aka070` String, section 1.3.
    pub aka070: ::core::option::Option<::std::string::String>,
    /// 规格 · size
    ///
    /// `aka074` String, section 1.3.
    pub aka074: ::core::option::Option<::std::string::String>,
    /// 单价 · price of one
    ///
    /// `akc225` String, section 1.3.
    pub akc225: ::core::option::Option<::wxmed::rt::Decimal>,
    /// 数量 · quantity
    ///
    /// `akc226` String, section 1.3.
    pub akc226: ::core::option::Option<::wxmed::rt::Decimal>,
    /// 金额 · amount
    ///
    /// `akc264` String, section 1.3.
    pub akc264: ::core::option::Option<::wxmed::rt::Decimal>,
    /// 计价单位 · unit
    ///
    /// `aka067` String, section 1.3.
    pub aka067: ::core::option::Option<::std::string::String>,
    /// 费用单据日期 · day of the slip
    ///
    /// `akc271` String, section 1.3.
    ///
    /// 样例中是 JSON 数字，如 20180402。 · A JSON number in the samples, such as 20180402.
    pub akc271: ::core::option::Option<::wxmed::rt::Date>,
    /// 开单医师编码 · code of the doctor
    ///
    /// `bkc320` String, section 1.3.
    pub bkc320: ::core::option::Option<::std::string::String>,
    /// Keys that the spec does not have.
    pub unknown: ::wxmed::rt::Unknown,
}

/// Builder for [`UploadedItem`], with one method per field.
#[must_use = "call `.build()`"]
pub struct UploadedItemBuilder<
    HasAae072 = ::wxmed::rt::No,
    HasBkf500 = ::wxmed::rt::No,
    HasAke001 = ::wxmed::rt::No,
    HasAke005 = ::wxmed::rt::No,
    HasAke006 = ::wxmed::rt::No,
> {
    draft: ::wxmed::rt::Draft<UploadedItem>,
    state: ::core::marker::PhantomData<(HasAae072, HasBkf500, HasAke001, HasAke005, HasAke006)>,
}

/// 交易内容 · the transaction
///
/// 结算之前把费用明细上传给医保局，不经过微信。哪些键必填未见说明。 · Uploads the items of a bill to the bureau before it is settled, not through WeChat. Which keys are mandatory is not said.
///
/// The object `transBody`.
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct Fy001Body {
    /// 门诊流水号 · outpatient serial number
    ///
    /// `akc190` String20, section 1.3.
    pub akc190: ::std::string::String,
    /// 医药机构结算业务序列号 · number of the settlement at the hospital
    ///
    /// `bke384` String20, section 1.3.
    pub bke384: ::std::string::String,
    /// 费用明细 · items of the bill
    ///
    /// `inputlist` list, section 1.3.
    pub inputlist: ::core::option::Option<::std::vec::Vec<UploadedItem>>,
    /// Keys that the spec does not have.
    pub unknown: ::wxmed::rt::Unknown,
}

/// Builder for [`Fy001Body`], with one method per field.
#[must_use = "call `.build()`"]
pub struct Fy001BodyBuilder<HasAkc190 = ::wxmed::rt::No, HasBke384 = ::wxmed::rt::No> {
    draft: ::wxmed::rt::Draft<Fy001Body>,
    state: ::core::marker::PhantomData<(HasAkc190, HasBke384)>,
}

/// 交易内容 · the transaction
///
/// 结算之前的试算，不经过微信。字段在三个系统中一致，哪些必填未见说明。 · The trial before a settlement, not through WeChat. Three systems agree in the fields; which are mandatory is not said.
///
/// The object `transBody`.
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct Fy004Body {
    /// 门诊流水号 · outpatient serial number
    ///
    /// `akc190` String20, section 1.3.
    pub akc190: ::std::string::String,
    /// 医疗类别 · kind of treatment
    ///
    /// `aka130` String, section 1.3.
    pub aka130: ::core::option::Option<::wxmed::rt::OpenEnum<TreatmentKind>>,
    /// 诊断医生编码 · code of the doctor
    ///
    /// `bkc320` String, section 1.3.
    pub bkc320: ::core::option::Option<::std::string::String>,
    /// 诊断医生姓名 · name of the doctor
    ///
    /// `ckc350` String, section 1.3.
    pub ckc350: ::core::option::Option<::std::string::String>,
    /// 主要疾病 · main disease
    ///
    /// `ckc351` String, section 1.3.
    pub ckc351: ::core::option::Option<::std::string::String>,
    /// 次要疾病一 · first secondary disease
    ///
    /// `ckc352` String, section 1.3.
    pub ckc352: ::core::option::Option<::std::string::String>,
    /// 次要疾病二 · second secondary disease
    ///
    /// `ckc353` String, section 1.3.
    pub ckc353: ::core::option::Option<::std::string::String>,
    /// 结算类别 · kind of settlement
    ///
    /// `aka030` String, section 1.3.
    pub aka030: ::core::option::Option<::wxmed::rt::OpenEnum<SettlementKind>>,
    /// 医疗费总额 · total of the medical expenses
    ///
    /// `akc264` String, section 1.3.
    pub akc264: ::wxmed::rt::Yuan,
    /// 先行支付记账标志 · whether payment in advance was applied for
    ///
    /// `ckc601` String, section 1.3.
    pub ckc601: ::core::option::Option<::wxmed::rt::OpenEnum<AdvancePayment>>,
    /// 医药机构结算业务序列号 · number of the settlement at the hospital
    ///
    /// `bke384` String20, section 1.3.
    pub bke384: ::std::string::String,
    /// Keys that the spec does not have.
    pub unknown: ::wxmed::rt::Unknown,
}

/// Builder for [`Fy004Body`], with one method per field.
#[must_use = "call `.build()`"]
pub struct Fy004BodyBuilder<HasAkc190 = ::wxmed::rt::No, HasAkc264 = ::wxmed::rt::No, HasBke384 = ::wxmed::rt::No> {
    draft: ::wxmed::rt::Draft<Fy004Body>,
    state: ::core::marker::PhantomData<(HasAkc190, HasAkc264, HasBke384)>,
}

/// 交易内容 · the transaction
///
/// 结算，对应 order_type 为 DiagPay 的订单；之前须有 FY001 与 FY004。字段在三个系统中一致，哪些必填未见说明。 · The settlement, for an order whose order_type is DiagPay, after FY001 and FY004. Three systems agree in the fields; which are mandatory is not said.
///
/// The object `transBody`.
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct Fy005Body {
    /// 社会保障卡号 · number of the insurance card
    ///
    /// `aaz500` String, section 1.3.
    pub aaz500: ::core::option::Option<::std::string::String>,
    /// 社会保障卡密码 · password of the insurance card
    ///
    /// `bzz269` String, section 1.3.
    pub bzz269: ::core::option::Option<::std::string::String>,
    /// 门诊流水号 · outpatient serial number
    ///
    /// `akc190` String20, section 1.3.
    pub akc190: ::std::string::String,
    /// 医疗类别 · kind of treatment
    ///
    /// `aka130` String, section 1.3.
    pub aka130: ::core::option::Option<::wxmed::rt::OpenEnum<TreatmentKind>>,
    /// 诊断医生编码 · code of the doctor
    ///
    /// `bkc320` String, section 1.3.
    pub bkc320: ::core::option::Option<::std::string::String>,
    /// 诊断医生姓名 · name of the doctor
    ///
    /// `ckc350` String, section 1.3.
    pub ckc350: ::core::option::Option<::std::string::String>,
    /// 主要疾病 · main disease
    ///
    /// `ckc351` String, section 1.3.
    pub ckc351: ::core::option::Option<::std::string::String>,
    /// 次要疾病一 · first secondary disease
    ///
    /// `ckc352` String, section 1.3.
    pub ckc352: ::core::option::Option<::std::string::String>,
    /// 次要疾病二 · second secondary disease
    ///
    /// `ckc353` String, section 1.3.
    pub ckc353: ::core::option::Option<::std::string::String>,
    /// 结算类别 · kind of settlement
    ///
    /// `aka030` String, section 1.3.
    pub aka030: ::core::option::Option<::wxmed::rt::OpenEnum<SettlementKind>>,
    /// 医疗费总额 · total of the medical expenses
    ///
    /// `akc264` String, section 1.3.
    pub akc264: ::wxmed::rt::Yuan,
    /// 先行支付记账标志 · whether payment in advance was applied for
    ///
    /// `ckc601` String, section 1.3.
    pub ckc601: ::core::option::Option<::wxmed::rt::OpenEnum<AdvancePayment>>,
    /// 医药机构结算业务序列号 · number of the settlement at the hospital
    ///
    /// `bke384` String20, section 1.3.
    pub bke384: ::std::string::String,
    /// Keys that the spec does not have.
    pub unknown: ::wxmed::rt::Unknown,
}

/// Builder for [`Fy005Body`], with one method per field.
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
    pub enum bkf500 {}
    pub enum hospital_code {}
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
        ContentRecord, Date, Decimal, Draft, Exhaustiveness, Expr, FieldSchema, FieldValue, Fields, Format, Given,
        Input, IntoValue, Invalid, Json, List, OpenEnum, Reader, Record, RecordSchema, Severity, StatedRule, Static,
        TextExpr, Truth, Valid, Value, Violations, Writer, Yes, Yuan, debug, debug_part, from_object_cell, object_cell,
    };
    mod second_generation_row {
        pub(super) const TRANS_TIME: ::core::primitive::u16 = 0;
        pub(super) const TRANS_TYPE: ::core::primitive::u16 = 1;
        pub(super) const TRANS_RETURN_CODE: ::core::primitive::u16 = 2;
        pub(super) const TRANS_RETURN_MESSAGE: ::core::primitive::u16 = 3;
        pub(super) const TRANS_VERSION: ::core::primitive::u16 = 4;
        pub(super) const SERIAL_NUMBER: ::core::primitive::u16 = 5;
        pub(super) const CARD_AREA: ::core::primitive::u16 = 6;
        pub(super) const HOSPITAL_CODE: ::core::primitive::u16 = 7;
        pub(super) const OPERATOR_CODE: ::core::primitive::u16 = 8;
        pub(super) const OPERATOR_NAME: ::core::primitive::u16 = 9;
        pub(super) const OPERATOR_PASS: ::core::primitive::u16 = 10;
        pub(super) const TRANS_CHANNEL: ::core::primitive::u16 = 11;
        pub(super) const VERIFY_CODE: ::core::primitive::u16 = 12;
        pub(super) const EXTEND_DEVICE_ID: ::core::primitive::u16 = 13;
        pub(super) const EXTEND_USER_ID: ::core::primitive::u16 = 14;
        pub(super) const EXTEND_SERIAL_NUMBER: ::core::primitive::u16 = 15;
        pub(super) const CAZ055: ::core::primitive::u16 = 16;
        pub(super) const AAE501: ::core::primitive::u16 = 17;
        pub(super) const MZ001_TRANS_BODY: ::core::primitive::u16 = 18;
        pub(super) const MZ002_TRANS_BODY: ::core::primitive::u16 = 19;
        pub(super) const FY001_TRANS_BODY: ::core::primitive::u16 = 20;
        pub(super) const FY004_TRANS_BODY: ::core::primitive::u16 = 21;
        pub(super) const FY005_TRANS_BODY: ::core::primitive::u16 = 22;
    }
    mod trial_item_row {
        pub(super) const AAE072: ::core::primitive::u16 = 0;
        pub(super) const BKF500: ::core::primitive::u16 = 1;
        pub(super) const AKE001: ::core::primitive::u16 = 2;
        pub(super) const AKE005: ::core::primitive::u16 = 3;
        pub(super) const AKE006: ::core::primitive::u16 = 4;
        pub(super) const AAE019: ::core::primitive::u16 = 5;
    }
    mod mz001_body_row {
        pub(super) const AKC190: ::core::primitive::u16 = 0;
        pub(super) const AAZ500: ::core::primitive::u16 = 1;
        pub(super) const AKA130: ::core::primitive::u16 = 2;
        pub(super) const BZZ269: ::core::primitive::u16 = 3;
        pub(super) const AKF001: ::core::primitive::u16 = 4;
        pub(super) const BKC368: ::core::primitive::u16 = 5;
        pub(super) const AKC264: ::core::primitive::u16 = 6;
        pub(super) const BKE384: ::core::primitive::u16 = 7;
        pub(super) const AKA120: ::core::primitive::u16 = 8;
        pub(super) const AKC188: ::core::primitive::u16 = 9;
        pub(super) const AKC189: ::core::primitive::u16 = 10;
        pub(super) const ALC005: ::core::primitive::u16 = 11;
        pub(super) const INPUTLIST: ::core::primitive::u16 = 13;
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
        pub(super) const AKA120: ::core::primitive::u16 = 8;
        pub(super) const AKC188: ::core::primitive::u16 = 9;
        pub(super) const AKC189: ::core::primitive::u16 = 10;
        pub(super) const ALC005: ::core::primitive::u16 = 11;
        pub(super) const INPUTLIST: ::core::primitive::u16 = 13;
    }
    mod uploaded_item_row {
        pub(super) const AAE072: ::core::primitive::u16 = 0;
        pub(super) const BKC369: ::core::primitive::u16 = 1;
        pub(super) const BKF500: ::core::primitive::u16 = 2;
        pub(super) const AKE001: ::core::primitive::u16 = 3;
        pub(super) const AKE002: ::core::primitive::u16 = 4;
        pub(super) const BKM017: ::core::primitive::u16 = 5;
        pub(super) const AKE005: ::core::primitive::u16 = 6;
        pub(super) const AKE006: ::core::primitive::u16 = 7;
        pub(super) const AKA070: ::core::primitive::u16 = 8;
        pub(super) const AKA074: ::core::primitive::u16 = 9;
        pub(super) const AKC225: ::core::primitive::u16 = 10;
        pub(super) const AKC226: ::core::primitive::u16 = 11;
        pub(super) const AKC264: ::core::primitive::u16 = 12;
        pub(super) const AKA067: ::core::primitive::u16 = 13;
        pub(super) const AKC271: ::core::primitive::u16 = 14;
        pub(super) const BKC320: ::core::primitive::u16 = 15;
    }
    mod fy001_body_row {
        pub(super) const AKC190: ::core::primitive::u16 = 0;
        pub(super) const BKE384: ::core::primitive::u16 = 1;
        pub(super) const INPUTLIST: ::core::primitive::u16 = 3;
    }
    mod fy004_body_row {
        pub(super) const AKC190: ::core::primitive::u16 = 0;
        pub(super) const AKA130: ::core::primitive::u16 = 1;
        pub(super) const BKC320: ::core::primitive::u16 = 2;
        pub(super) const CKC350: ::core::primitive::u16 = 3;
        pub(super) const CKC351: ::core::primitive::u16 = 4;
        pub(super) const CKC352: ::core::primitive::u16 = 5;
        pub(super) const CKC353: ::core::primitive::u16 = 6;
        pub(super) const AKA030: ::core::primitive::u16 = 7;
        pub(super) const AKC264: ::core::primitive::u16 = 8;
        pub(super) const CKC601: ::core::primitive::u16 = 9;
        pub(super) const BKE384: ::core::primitive::u16 = 10;
    }
    mod fy005_body_row {
        pub(super) const AAZ500: ::core::primitive::u16 = 0;
        pub(super) const BZZ269: ::core::primitive::u16 = 1;
        pub(super) const AKC190: ::core::primitive::u16 = 2;
        pub(super) const AKA130: ::core::primitive::u16 = 3;
        pub(super) const BKC320: ::core::primitive::u16 = 4;
        pub(super) const CKC350: ::core::primitive::u16 = 5;
        pub(super) const CKC351: ::core::primitive::u16 = 6;
        pub(super) const CKC352: ::core::primitive::u16 = 7;
        pub(super) const CKC353: ::core::primitive::u16 = 8;
        pub(super) const AKA030: ::core::primitive::u16 = 9;
        pub(super) const AKC264: ::core::primitive::u16 = 10;
        pub(super) const CKC601: ::core::primitive::u16 = 11;
        pub(super) const BKE384: ::core::primitive::u16 = 12;
    }

    impl Code for TransType {
        const CODES: &'static Codes = &Codes {
            openness: Exhaustiveness::Open,
            rows: Borrowed(&[
                CodeRow { code: Borrowed("MZ001"), label: Bilingual::of("挂号试算", "trial of a registration") },
                CodeRow { code: Borrowed("MZ002"), label: Bilingual::of("挂号支付", "payment of a registration") },
                CodeRow {
                    code: Borrowed("FY001"),
                    label: Bilingual::of("上传费用明细", "upload of the items of a bill"),
                },
                CodeRow { code: Borrowed("FY004"), label: Bilingual::of("试算", "trial settlement") },
                CodeRow { code: Borrowed("FY005"), label: Bilingual::of("结算", "settlement") },
            ]),
        };

        const ALL: &'static [Self] = &[Self::Mz001, Self::Mz002, Self::Fy001, Self::Fy004, Self::Fy005];
        fn index(self) -> usize {
            self as usize
        }
    }

    impl Code for TreatmentKind {
        const CODES: &'static Codes = &Codes {
            openness: Exhaustiveness::Open,
            rows: Borrowed(&[CodeRow {
                code: Borrowed("11"),
                label: Bilingual::of("普通门诊", "ordinary outpatient treatment"),
            }]),
        };

        const ALL: &'static [Self] = &[Self::Outpatient];
        fn index(self) -> usize {
            self as usize
        }
    }

    impl Code for RegistrationKind {
        const CODES: &'static Codes = &Codes {
            openness: Exhaustiveness::Open,
            rows: Borrowed(&[
                CodeRow { code: Borrowed("1"), label: Bilingual::of("普通", "ordinary") },
                CodeRow { code: Borrowed("2"), label: Bilingual::of("主治", "attending physician") },
                CodeRow { code: Borrowed("3"), label: Bilingual::of("主任", "chief physician") },
                CodeRow {
                    code: Borrowed("4"), label: Bilingual::of("免收诊金", "without a fee for the consultation")
                },
                CodeRow { code: Borrowed("5"), label: Bilingual::of("专家", "specialist") },
            ]),
        };

        const ALL: &'static [Self] = &[Self::Ordinary, Self::Attending, Self::Chief, Self::Free, Self::Specialist];
        fn index(self) -> usize {
            self as usize
        }
    }

    impl Code for SlipKind {
        const CODES: &'static Codes = &Codes {
            openness: Exhaustiveness::Open,
            rows: Borrowed(&[CodeRow { code: Borrowed("1"), label: Bilingual::of("普通单据", "ordinary slip") }]),
        };

        const ALL: &'static [Self] = &[Self::Ordinary];
        fn index(self) -> usize {
            self as usize
        }
    }

    impl Code for SettlementKind {
        const CODES: &'static Codes = &Codes {
            openness: Exhaustiveness::Open,
            rows: Borrowed(&[CodeRow {
                code: Borrowed("12"),
                label: Bilingual::of("个人医疗费本地联网结算", "a person's expenses, settled online where they live"),
            }]),
        };

        const ALL: &'static [Self] = &[Self::LocalOnline];
        fn index(self) -> usize {
            self as usize
        }
    }

    impl Code for AdvancePayment {
        const CODES: &'static Codes = &Codes {
            openness: Exhaustiveness::Open,
            rows: Borrowed(&[
                CodeRow { code: Borrowed("0"), label: Bilingual::of("未申请先行支付", "not applied for") },
                CodeRow { code: Borrowed("1"), label: Bilingual::of("已申请先行支付", "applied for") },
            ]),
        };

        const ALL: &'static [Self] = &[Self::None, Self::Applied];
        fn index(self) -> usize {
            self as usize
        }
    }

    impl Fields for SecondGeneration {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(second_generation_row::TRANS_TIME, &self.trans_time);
            Fields::write(&self.transaction, out);
            out.put(second_generation_row::TRANS_RETURN_CODE, &self.trans_return_code);
            out.put(second_generation_row::TRANS_RETURN_MESSAGE, &self.trans_return_message);
            out.put(second_generation_row::TRANS_VERSION, &self.trans_version);
            out.put(second_generation_row::SERIAL_NUMBER, &self.serial_number);
            out.put(second_generation_row::CARD_AREA, &self.card_area);
            out.put(second_generation_row::HOSPITAL_CODE, &self.hospital_code);
            out.put(second_generation_row::OPERATOR_CODE, &self.operator_code);
            out.put(second_generation_row::OPERATOR_NAME, &self.operator_name);
            out.put(second_generation_row::OPERATOR_PASS, &self.operator_pass);
            out.put(second_generation_row::TRANS_CHANNEL, &self.trans_channel);
            out.put(second_generation_row::VERIFY_CODE, &self.verify_code);
            out.put(second_generation_row::EXTEND_DEVICE_ID, &self.extend_device_id);
            out.put(second_generation_row::EXTEND_USER_ID, &self.extend_user_id);
            out.put(second_generation_row::EXTEND_SERIAL_NUMBER, &self.extend_serial_number);
            out.put(second_generation_row::CAZ055, &self.caz055);
            out.put(second_generation_row::AAE501, &self.aae501);
            out.put_unknown(&self.unknown);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                trans_time: from.take(second_generation_row::TRANS_TIME)?,
                transaction: Fields::read(from)?,
                trans_return_code: from.take(second_generation_row::TRANS_RETURN_CODE)?,
                trans_return_message: from.take(second_generation_row::TRANS_RETURN_MESSAGE)?,
                trans_version: from.take(second_generation_row::TRANS_VERSION)?,
                serial_number: from.take(second_generation_row::SERIAL_NUMBER)?,
                card_area: from.take(second_generation_row::CARD_AREA)?,
                hospital_code: from.take(second_generation_row::HOSPITAL_CODE)?,
                operator_code: from.take(second_generation_row::OPERATOR_CODE)?,
                operator_name: from.take(second_generation_row::OPERATOR_NAME)?,
                operator_pass: from.take(second_generation_row::OPERATOR_PASS)?,
                trans_channel: from.take(second_generation_row::TRANS_CHANNEL)?,
                verify_code: from.take(second_generation_row::VERIFY_CODE)?,
                extend_device_id: from.take(second_generation_row::EXTEND_DEVICE_ID)?,
                extend_user_id: from.take(second_generation_row::EXTEND_USER_ID)?,
                extend_serial_number: from.take(second_generation_row::EXTEND_SERIAL_NUMBER)?,
                caz055: from.take(second_generation_row::CAZ055)?,
                aae501: from.take(second_generation_row::AAE501)?,
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
                "多个互不相关的医院系统的公开代码（网页、终端与 HIS），键名与绑定在其中一致",
                "The public code of several independent hospital systems (web pages, kiosks and hospital information systems), which agree in the keys and in the bindings",
            ),
            rows: Borrowed(&[
                FieldSchema::text("transTime", "交易时间", "time of the transaction").required(),
                FieldSchema::text("transType", "交易类型", "kind of transaction")
                    .required()
                    .codes(<TransType as Code>::CODES),
                FieldSchema::text("transReturnCode", "交易返回码", "return code"),
                FieldSchema::text("transReturnMessage", "交易返回信息", "return message"),
                FieldSchema::text("transVersion", "交易版本号", "version of the interface"),
                FieldSchema::text("serialNumber", "交易流水号", "serial number of the transaction")
                    .required()
                    .limit(20),
                FieldSchema::text("cardArea", "卡所属地区", "area of the card"),
                FieldSchema::text("hospitalCode", "医院编码", "hospital code").required(),
                FieldSchema::text("operatorCode", "操作员编码", "operator's code"),
                FieldSchema::text("operatorName", "操作员姓名", "operator's name").redacted(),
                FieldSchema::text("operatorPass", "操作员密码", "operator's password").redacted(),
                FieldSchema::text("transChannel", "交易渠道", "channel"),
                FieldSchema::text("verifyCode", "校验码", "verification code").redacted(),
                FieldSchema::text("extendDeviceId", "扩展：设备编号", "extension: device"),
                FieldSchema::text("extendUserId", "扩展：用户编号", "extension: user"),
                FieldSchema::text("extendSerialNumber", "扩展：流水号", "extension: serial number"),
                FieldSchema::text("caz055", "含义未知（caz055）", "not known (caz055)").warns(),
                FieldSchema::text("aae501", "含义未知（aae501）", "not known (aae501)").warns(),
                FieldSchema::text("transBody", "交易内容", "the transaction")
                    .required()
                    .object(<Mz001Body as Record>::TABLE),
                FieldSchema::text("transBody", "交易内容", "the transaction")
                    .required()
                    .object(<Mz002Body as Record>::TABLE),
                FieldSchema::text("transBody", "交易内容", "the transaction")
                    .required()
                    .object(<Fy001Body as Record>::TABLE),
                FieldSchema::text("transBody", "交易内容", "the transaction")
                    .required()
                    .object(<Fy004Body as Record>::TABLE),
                FieldSchema::text("transBody", "交易内容", "the transaction")
                    .required()
                    .object(<Fy005Body as Record>::TABLE),
            ]),
            checks: Borrowed(&[Check::Cases {
                tag: 1,
                of: Borrowed(&[
                    CaseRows { value: Borrowed("MZ001"), rows: Borrowed(&[18]) },
                    CaseRows { value: Borrowed("MZ002"), rows: Borrowed(&[19]) },
                    CaseRows { value: Borrowed("FY001"), rows: Borrowed(&[20]) },
                    CaseRows { value: Borrowed("FY004"), rows: Borrowed(&[21]) },
                    CaseRows { value: Borrowed("FY005"), rows: Borrowed(&[22]) },
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
        /// Returns a builder.
        pub fn builder() -> SecondGenerationBuilder {
            SecondGenerationBuilder { draft: Default::default(), state: PhantomData }
        }
    }

    impl<HasTransTime, HasTransaction, HasSerialNumber, HasHospitalCode>
        SecondGenerationBuilder<HasTransTime, HasTransaction, HasSerialNumber, HasHospitalCode>
    {
        /// 交易时间 · time of the transaction
        ///
        /// `transTime` String. Mandatory.
        pub fn trans_time(
            mut self,
            value: impl Into<String>,
        ) -> SecondGenerationBuilder<Yes, HasTransaction, HasSerialNumber, HasHospitalCode> {
            self.draft.text(second_generation_row::TRANS_TIME, value);
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

        /// 交易返回码 · return code
        ///
        /// `transReturnCode` String. Optional.
        pub fn trans_return_code(mut self, value: impl Into<String>) -> Self {
            self.draft.text(second_generation_row::TRANS_RETURN_CODE, value);
            self
        }

        /// [`Self::trans_return_code`], for an `Option`.
        pub fn maybe_trans_return_code(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(second_generation_row::TRANS_RETURN_CODE, value);
            self
        }

        /// 交易返回信息 · return message
        ///
        /// `transReturnMessage` String. Optional.
        pub fn trans_return_message(mut self, value: impl Into<String>) -> Self {
            self.draft.text(second_generation_row::TRANS_RETURN_MESSAGE, value);
            self
        }

        /// [`Self::trans_return_message`], for an `Option`.
        pub fn maybe_trans_return_message(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(second_generation_row::TRANS_RETURN_MESSAGE, value);
            self
        }

        /// 交易版本号 · version of the interface
        ///
        /// `transVersion` String. Optional.
        pub fn trans_version(mut self, value: impl Into<String>) -> Self {
            self.draft.text(second_generation_row::TRANS_VERSION, value);
            self
        }

        /// [`Self::trans_version`], for an `Option`.
        pub fn maybe_trans_version(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(second_generation_row::TRANS_VERSION, value);
            self
        }

        /// 交易流水号 · serial number of the transaction
        ///
        /// `serialNumber` String20. Mandatory.
        pub fn serial_number(
            mut self,
            value: impl Into<String>,
        ) -> SecondGenerationBuilder<HasTransTime, HasTransaction, Yes, HasHospitalCode> {
            self.draft.text(second_generation_row::SERIAL_NUMBER, value);
            SecondGenerationBuilder { draft: self.draft, state: PhantomData }
        }

        /// 卡所属地区 · area of the card
        ///
        /// `cardArea` String. Optional.
        pub fn card_area(mut self, value: impl Into<String>) -> Self {
            self.draft.text(second_generation_row::CARD_AREA, value);
            self
        }

        /// [`Self::card_area`], for an `Option`.
        pub fn maybe_card_area(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(second_generation_row::CARD_AREA, value);
            self
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

        /// 操作员编码 · operator's code
        ///
        /// `operatorCode` String. Optional.
        pub fn operator_code(mut self, value: impl Into<String>) -> Self {
            self.draft.text(second_generation_row::OPERATOR_CODE, value);
            self
        }

        /// [`Self::operator_code`], for an `Option`.
        pub fn maybe_operator_code(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(second_generation_row::OPERATOR_CODE, value);
            self
        }

        /// 操作员姓名 · operator's name
        ///
        /// `operatorName` String. Optional.
        pub fn operator_name(mut self, value: impl Into<String>) -> Self {
            self.draft.text(second_generation_row::OPERATOR_NAME, value);
            self
        }

        /// [`Self::operator_name`], for an `Option`.
        pub fn maybe_operator_name(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(second_generation_row::OPERATOR_NAME, value);
            self
        }

        /// 操作员密码 · operator's password
        ///
        /// `operatorPass` String. Optional.
        pub fn operator_pass(mut self, value: impl Into<String>) -> Self {
            self.draft.text(second_generation_row::OPERATOR_PASS, value);
            self
        }

        /// [`Self::operator_pass`], for an `Option`.
        pub fn maybe_operator_pass(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(second_generation_row::OPERATOR_PASS, value);
            self
        }

        /// 交易渠道 · channel
        ///
        /// `transChannel` String. Optional.
        pub fn trans_channel(mut self, value: impl Into<String>) -> Self {
            self.draft.text(second_generation_row::TRANS_CHANNEL, value);
            self
        }

        /// [`Self::trans_channel`], for an `Option`.
        pub fn maybe_trans_channel(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(second_generation_row::TRANS_CHANNEL, value);
            self
        }

        /// 校验码 · verification code
        ///
        /// `verifyCode` String. Optional.
        pub fn verify_code(mut self, value: impl Into<String>) -> Self {
            self.draft.text(second_generation_row::VERIFY_CODE, value);
            self
        }

        /// [`Self::verify_code`], for an `Option`.
        pub fn maybe_verify_code(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(second_generation_row::VERIFY_CODE, value);
            self
        }

        /// 扩展：设备编号 · extension: device
        ///
        /// `extendDeviceId` String. Optional.
        pub fn extend_device_id(mut self, value: impl Into<String>) -> Self {
            self.draft.text(second_generation_row::EXTEND_DEVICE_ID, value);
            self
        }

        /// [`Self::extend_device_id`], for an `Option`.
        pub fn maybe_extend_device_id(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(second_generation_row::EXTEND_DEVICE_ID, value);
            self
        }

        /// 扩展：用户编号 · extension: user
        ///
        /// `extendUserId` String. Optional.
        pub fn extend_user_id(mut self, value: impl Into<String>) -> Self {
            self.draft.text(second_generation_row::EXTEND_USER_ID, value);
            self
        }

        /// [`Self::extend_user_id`], for an `Option`.
        pub fn maybe_extend_user_id(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(second_generation_row::EXTEND_USER_ID, value);
            self
        }

        /// 扩展：流水号 · extension: serial number
        ///
        /// `extendSerialNumber` String. Optional.
        pub fn extend_serial_number(mut self, value: impl Into<String>) -> Self {
            self.draft.text(second_generation_row::EXTEND_SERIAL_NUMBER, value);
            self
        }

        /// [`Self::extend_serial_number`], for an `Option`.
        pub fn maybe_extend_serial_number(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(second_generation_row::EXTEND_SERIAL_NUMBER, value);
            self
        }

        /// 含义未知（caz055） · not known (caz055)
        ///
        /// `caz055` String. Optional. Known with low confidence: another value, or none, is sent with a warning.
        pub fn caz055(mut self, value: impl Into<String>) -> Self {
            self.draft.text(second_generation_row::CAZ055, value);
            self
        }

        /// [`Self::caz055`], for an `Option`.
        pub fn maybe_caz055(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(second_generation_row::CAZ055, value);
            self
        }

        /// 含义未知（aae501） · not known (aae501)
        ///
        /// `aae501` String. Optional. Known with low confidence: another value, or none, is sent with a warning.
        pub fn aae501(mut self, value: impl Into<String>) -> Self {
            self.draft.text(second_generation_row::AAE501, value);
            self
        }

        /// [`Self::aae501`], for an `Option`.
        pub fn maybe_aae501(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(second_generation_row::AAE501, value);
            self
        }

        /// Validates all fields and returns the result.
        ///
        /// # Errors
        /// All violations.
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
                Self::Mz001(case) => {
                    out.put_text(second_generation_row::TRANS_TYPE, "MZ001");
                    Fields::write(case, out);
                }
                Self::Mz002(case) => {
                    out.put_text(second_generation_row::TRANS_TYPE, "MZ002");
                    Fields::write(case, out);
                }
                Self::Fy001(case) => {
                    out.put_text(second_generation_row::TRANS_TYPE, "FY001");
                    Fields::write(case, out);
                }
                Self::Fy004(case) => {
                    out.put_text(second_generation_row::TRANS_TYPE, "FY004");
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
                "MZ001" => Some(Self::Mz001(Fields::read(from)?)),
                "MZ002" => Some(Self::Mz002(Fields::read(from)?)),
                "FY001" => Some(Self::Fy001(Fields::read(from)?)),
                "FY004" => Some(Self::Fy004(Fields::read(from)?)),
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

    impl From<Mz001> for Transaction {
        fn from(case: Mz001) -> Self {
            Self::Mz001(case)
        }
    }

    impl IntoValue<Transaction> for Mz001 {
        fn into_value(self) -> Input<Transaction> {
            Input::Value(Into::into(self))
        }
    }

    impl<HasTransBody> ::wxmed::rt::IntoValue<Transaction> for Mz001Builder<HasTransBody>
    where
        HasTransBody: Given<required::trans_body>,
    {
        fn into_value(self) -> Input<Transaction> {
            self.draft.into_case(second_generation_row::TRANS_TYPE, "MZ001")
        }
    }

    impl IntoValue<Transaction> for Mz001Body {
        fn into_value(self) -> Input<Transaction> {
            Input::Value(Into::into(self))
        }

        fn invalid(invalid: Invalid) -> Input<Transaction> {
            let mut draft = Draft::<SecondGeneration>::default();
            draft.refuse::<Mz001Body>(second_generation_row::MZ001_TRANS_BODY, invalid);
            draft.into_case(second_generation_row::TRANS_TYPE, "MZ001")
        }
    }

    impl<HasAkc190, HasAaz500, HasAka130, HasAkf001, HasAkc264> ::wxmed::rt::IntoValue<Transaction>
        for Mz001BodyBuilder<HasAkc190, HasAaz500, HasAka130, HasAkf001, HasAkc264>
    where
        HasAkc190: Given<required::akc190>,
        HasAaz500: Given<required::aaz500>,
        HasAka130: Given<required::aka130>,
        HasAkf001: Given<required::akf001>,
        HasAkc264: Given<required::akc264>,
    {
        fn into_value(self) -> Input<Transaction> {
            let mut draft = Draft::<SecondGeneration>::default();
            draft.put::<Mz001Body>(second_generation_row::MZ001_TRANS_BODY, self);
            draft.into_case(second_generation_row::TRANS_TYPE, "MZ001")
        }
    }

    impl From<Mz001Body> for Transaction {
        fn from(trans_body: Mz001Body) -> Self {
            Self::Mz001(Mz001 { trans_body })
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

        fn invalid(invalid: Invalid) -> Input<Transaction> {
            let mut draft = Draft::<SecondGeneration>::default();
            draft.refuse::<Mz002Body>(second_generation_row::MZ002_TRANS_BODY, invalid);
            draft.into_case(second_generation_row::TRANS_TYPE, "MZ002")
        }
    }

    impl<HasAkc190, HasAaz500, HasAka130, HasAkf001, HasAkc264, HasBke384> ::wxmed::rt::IntoValue<Transaction>
        for Mz002BodyBuilder<HasAkc190, HasAaz500, HasAka130, HasAkf001, HasAkc264, HasBke384>
    where
        HasAkc190: Given<required::akc190>,
        HasAaz500: Given<required::aaz500>,
        HasAka130: Given<required::aka130>,
        HasAkf001: Given<required::akf001>,
        HasAkc264: Given<required::akc264>,
        HasBke384: Given<required::bke384>,
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

    impl From<Fy001> for Transaction {
        fn from(case: Fy001) -> Self {
            Self::Fy001(case)
        }
    }

    impl IntoValue<Transaction> for Fy001 {
        fn into_value(self) -> Input<Transaction> {
            Input::Value(Into::into(self))
        }
    }

    impl<HasTransBody> ::wxmed::rt::IntoValue<Transaction> for Fy001Builder<HasTransBody>
    where
        HasTransBody: Given<required::trans_body>,
    {
        fn into_value(self) -> Input<Transaction> {
            self.draft.into_case(second_generation_row::TRANS_TYPE, "FY001")
        }
    }

    impl IntoValue<Transaction> for Fy001Body {
        fn into_value(self) -> Input<Transaction> {
            Input::Value(Into::into(self))
        }

        fn invalid(invalid: Invalid) -> Input<Transaction> {
            let mut draft = Draft::<SecondGeneration>::default();
            draft.refuse::<Fy001Body>(second_generation_row::FY001_TRANS_BODY, invalid);
            draft.into_case(second_generation_row::TRANS_TYPE, "FY001")
        }
    }

    impl<HasAkc190, HasBke384> ::wxmed::rt::IntoValue<Transaction> for Fy001BodyBuilder<HasAkc190, HasBke384>
    where
        HasAkc190: Given<required::akc190>,
        HasBke384: Given<required::bke384>,
    {
        fn into_value(self) -> Input<Transaction> {
            let mut draft = Draft::<SecondGeneration>::default();
            draft.put::<Fy001Body>(second_generation_row::FY001_TRANS_BODY, self);
            draft.into_case(second_generation_row::TRANS_TYPE, "FY001")
        }
    }

    impl From<Fy001Body> for Transaction {
        fn from(trans_body: Fy001Body) -> Self {
            Self::Fy001(Fy001 { trans_body })
        }
    }

    impl From<Fy004> for Transaction {
        fn from(case: Fy004) -> Self {
            Self::Fy004(case)
        }
    }

    impl IntoValue<Transaction> for Fy004 {
        fn into_value(self) -> Input<Transaction> {
            Input::Value(Into::into(self))
        }
    }

    impl<HasTransBody> ::wxmed::rt::IntoValue<Transaction> for Fy004Builder<HasTransBody>
    where
        HasTransBody: Given<required::trans_body>,
    {
        fn into_value(self) -> Input<Transaction> {
            self.draft.into_case(second_generation_row::TRANS_TYPE, "FY004")
        }
    }

    impl IntoValue<Transaction> for Fy004Body {
        fn into_value(self) -> Input<Transaction> {
            Input::Value(Into::into(self))
        }

        fn invalid(invalid: Invalid) -> Input<Transaction> {
            let mut draft = Draft::<SecondGeneration>::default();
            draft.refuse::<Fy004Body>(second_generation_row::FY004_TRANS_BODY, invalid);
            draft.into_case(second_generation_row::TRANS_TYPE, "FY004")
        }
    }

    impl<HasAkc190, HasAkc264, HasBke384> ::wxmed::rt::IntoValue<Transaction>
        for Fy004BodyBuilder<HasAkc190, HasAkc264, HasBke384>
    where
        HasAkc190: Given<required::akc190>,
        HasAkc264: Given<required::akc264>,
        HasBke384: Given<required::bke384>,
    {
        fn into_value(self) -> Input<Transaction> {
            let mut draft = Draft::<SecondGeneration>::default();
            draft.put::<Fy004Body>(second_generation_row::FY004_TRANS_BODY, self);
            draft.into_case(second_generation_row::TRANS_TYPE, "FY004")
        }
    }

    impl From<Fy004Body> for Transaction {
        fn from(trans_body: Fy004Body) -> Self {
            Self::Fy004(Fy004 { trans_body })
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

        fn invalid(invalid: Invalid) -> Input<Transaction> {
            let mut draft = Draft::<SecondGeneration>::default();
            draft.refuse::<Fy005Body>(second_generation_row::FY005_TRANS_BODY, invalid);
            draft.into_case(second_generation_row::TRANS_TYPE, "FY005")
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

    impl Fields for Mz001 {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(second_generation_row::MZ001_TRANS_BODY, &self.trans_body);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self { trans_body: from.take(second_generation_row::MZ001_TRANS_BODY)? })
        }
    }

    impl fmt::Debug for Mz001 {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug_part::<SecondGeneration, Self>(self, "Mz001", f)
        }
    }

    impl Mz001 {
        /// Returns a builder.
        pub fn builder() -> Mz001Builder {
            Mz001Builder { draft: Default::default(), state: PhantomData }
        }
    }

    impl<HasTransBody> Mz001Builder<HasTransBody> {
        /// 交易内容 · the transaction
        ///
        /// `transBody` object. Mandatory.
        pub fn trans_body(mut self, value: impl IntoValue<Mz001Body>) -> Mz001Builder<Yes> {
            self.draft.put::<Mz001Body>(second_generation_row::MZ001_TRANS_BODY, value);
            Mz001Builder { draft: self.draft, state: PhantomData }
        }

        /// Validates all fields, as far as that is possible without the record that they belong to. The builder of that record also takes this builder itself, and then reports all violations together.
        ///
        /// # Errors
        /// All violations.
        pub fn build(self) -> Result<Mz001, Violations>
        where
            HasTransBody: Given<required::trans_body>,
        {
            self.draft.case()
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
        /// Returns a builder.
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

        /// Validates all fields, as far as that is possible without the record that they belong to. The builder of that record also takes this builder itself, and then reports all violations together.
        ///
        /// # Errors
        /// All violations.
        pub fn build(self) -> Result<Mz002, Violations>
        where
            HasTransBody: Given<required::trans_body>,
        {
            self.draft.case()
        }
    }

    impl Fields for Fy001 {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(second_generation_row::FY001_TRANS_BODY, &self.trans_body);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self { trans_body: from.take(second_generation_row::FY001_TRANS_BODY)? })
        }
    }

    impl fmt::Debug for Fy001 {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug_part::<SecondGeneration, Self>(self, "Fy001", f)
        }
    }

    impl Fy001 {
        /// Returns a builder.
        pub fn builder() -> Fy001Builder {
            Fy001Builder { draft: Default::default(), state: PhantomData }
        }
    }

    impl<HasTransBody> Fy001Builder<HasTransBody> {
        /// 交易内容 · the transaction
        ///
        /// `transBody` object. Mandatory.
        pub fn trans_body(mut self, value: impl IntoValue<Fy001Body>) -> Fy001Builder<Yes> {
            self.draft.put::<Fy001Body>(second_generation_row::FY001_TRANS_BODY, value);
            Fy001Builder { draft: self.draft, state: PhantomData }
        }

        /// Validates all fields, as far as that is possible without the record that they belong to. The builder of that record also takes this builder itself, and then reports all violations together.
        ///
        /// # Errors
        /// All violations.
        pub fn build(self) -> Result<Fy001, Violations>
        where
            HasTransBody: Given<required::trans_body>,
        {
            self.draft.case()
        }
    }

    impl Fields for Fy004 {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(second_generation_row::FY004_TRANS_BODY, &self.trans_body);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self { trans_body: from.take(second_generation_row::FY004_TRANS_BODY)? })
        }
    }

    impl fmt::Debug for Fy004 {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug_part::<SecondGeneration, Self>(self, "Fy004", f)
        }
    }

    impl Fy004 {
        /// Returns a builder.
        pub fn builder() -> Fy004Builder {
            Fy004Builder { draft: Default::default(), state: PhantomData }
        }
    }

    impl<HasTransBody> Fy004Builder<HasTransBody> {
        /// 交易内容 · the transaction
        ///
        /// `transBody` object. Mandatory.
        pub fn trans_body(mut self, value: impl IntoValue<Fy004Body>) -> Fy004Builder<Yes> {
            self.draft.put::<Fy004Body>(second_generation_row::FY004_TRANS_BODY, value);
            Fy004Builder { draft: self.draft, state: PhantomData }
        }

        /// Validates all fields, as far as that is possible without the record that they belong to. The builder of that record also takes this builder itself, and then reports all violations together.
        ///
        /// # Errors
        /// All violations.
        pub fn build(self) -> Result<Fy004, Violations>
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
        /// Returns a builder.
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

        /// Validates all fields, as far as that is possible without the record that they belong to. The builder of that record also takes this builder itself, and then reports all violations together.
        ///
        /// # Errors
        /// All violations.
        pub fn build(self) -> Result<Fy005, Violations>
        where
            HasTransBody: Given<required::trans_body>,
        {
            self.draft.case()
        }
    }

    impl Fields for TrialItem {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(trial_item_row::AAE072, &self.aae072);
            out.put(trial_item_row::BKF500, &self.bkf500);
            out.put(trial_item_row::AKE001, &self.ake001);
            out.put(trial_item_row::AKE005, &self.ake005);
            out.put(trial_item_row::AKE006, &self.ake006);
            out.put(trial_item_row::AAE019, &self.aae019);
            out.put_unknown(&self.unknown);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                aae072: from.take(trial_item_row::AAE072)?,
                bkf500: from.take(trial_item_row::BKF500)?,
                ake001: from.take(trial_item_row::AKE001)?,
                ake005: from.take(trial_item_row::AKE005)?,
                ake006: from.take(trial_item_row::AKE006)?,
                aae019: from.take(trial_item_row::AAE019)?,
                unknown: from.take_unknown(),
            })
        }
    }

    impl Record for TrialItem {
        const TABLE: &'static RecordSchema = &RecordSchema {
            title: Bilingual::of("费用明细", "items of the bill"),
            section: Borrowed("1.3"),
            source: Bilingual::of(
                "多个互不相关的医院系统的公开代码（网页、终端与 HIS），键名与绑定在其中一致",
                "The public code of several independent hospital systems (web pages, kiosks and hospital information systems), which agree in the keys and in the bindings",
            ),
            rows: Borrowed(&[
                FieldSchema::text("aae072", "费用单据号", "number of the slip").required().limit(20),
                FieldSchema::text("bkf500", "费用序列号", "serial number of the item").present().limit(18),
                FieldSchema::text("ake001", "社保目录编码", "code in the insurance catalogue").required(),
                FieldSchema::text("ake005", "机构内部编码", "code at the hospital").required(),
                FieldSchema::text("ake006", "机构内部名称", "name at the hospital").required(),
                FieldSchema::text("aae019", "金额", "amount").required().format(Format::Yuan),
            ]),
            checks: Borrowed(&[]),
        };
    }

    impl fmt::Debug for TrialItem {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug(self, "TrialItem", f)
        }
    }

    impl TrialItem {
        /// Returns a builder.
        pub fn builder() -> TrialItemBuilder {
            TrialItemBuilder { draft: Default::default(), state: PhantomData }
        }
    }

    impl<HasAae072, HasAke001, HasAke005, HasAke006, HasAae019>
        TrialItemBuilder<HasAae072, HasAke001, HasAke005, HasAke006, HasAae019>
    {
        /// 费用单据号 · number of the slip
        ///
        /// `aae072` String20. Mandatory.
        pub fn aae072(
            mut self,
            value: impl Into<String>,
        ) -> TrialItemBuilder<Yes, HasAke001, HasAke005, HasAke006, HasAae019> {
            self.draft.text(trial_item_row::AAE072, value);
            TrialItemBuilder { draft: self.draft, state: PhantomData }
        }

        /// 费用序列号 · serial number of the item
        ///
        /// `bkf500` String18. Optional.
        pub fn bkf500(mut self, value: impl Into<String>) -> Self {
            self.draft.text(trial_item_row::BKF500, value);
            self
        }

        /// [`Self::bkf500`], for an `Option`.
        pub fn maybe_bkf500(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(trial_item_row::BKF500, value);
            self
        }

        /// 社保目录编码 · code in the insurance catalogue
        ///
        /// `ake001` String. Mandatory.
        pub fn ake001(
            mut self,
            value: impl Into<String>,
        ) -> TrialItemBuilder<HasAae072, Yes, HasAke005, HasAke006, HasAae019> {
            self.draft.text(trial_item_row::AKE001, value);
            TrialItemBuilder { draft: self.draft, state: PhantomData }
        }

        /// 机构内部编码 · code at the hospital
        ///
        /// `ake005` String. Mandatory.
        pub fn ake005(
            mut self,
            value: impl Into<String>,
        ) -> TrialItemBuilder<HasAae072, HasAke001, Yes, HasAke006, HasAae019> {
            self.draft.text(trial_item_row::AKE005, value);
            TrialItemBuilder { draft: self.draft, state: PhantomData }
        }

        /// 机构内部名称 · name at the hospital
        ///
        /// `ake006` String. Mandatory.
        pub fn ake006(
            mut self,
            value: impl Into<String>,
        ) -> TrialItemBuilder<HasAae072, HasAke001, HasAke005, Yes, HasAae019> {
            self.draft.text(trial_item_row::AKE006, value);
            TrialItemBuilder { draft: self.draft, state: PhantomData }
        }

        /// 金额 · amount
        ///
        /// `aae019` String, an amount in yuan with at most two decimal places, such as 9.00. Mandatory.
        pub fn aae019(
            mut self,
            value: impl IntoValue<Yuan>,
        ) -> TrialItemBuilder<HasAae072, HasAke001, HasAke005, HasAke006, Yes> {
            self.draft.put::<Yuan>(trial_item_row::AAE019, value);
            TrialItemBuilder { draft: self.draft, state: PhantomData }
        }

        /// Validates all fields, as far as that is possible without the record that they belong to. The builder of that record also takes this builder itself, and then reports all violations together.
        ///
        /// # Errors
        /// All violations.
        pub fn build(self) -> Result<TrialItem, Violations>
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

    impl Value for TrialItem {
        fn to_cell(&self) -> FieldValue<'_> {
            object_cell(self)
        }

        fn from_cell(cell: &FieldValue<'_>) -> Option<Self> {
            from_object_cell(cell)
        }
    }

    impl IntoValue<TrialItem> for TrialItem {
        fn into_value(self) -> Input<TrialItem> {
            Input::Value(Into::into(self))
        }
    }

    impl<HasAae072, HasAke001, HasAke005, HasAke006, HasAae019> ::wxmed::rt::IntoValue<TrialItem>
        for TrialItemBuilder<HasAae072, HasAke001, HasAke005, HasAke006, HasAae019>
    where
        HasAae072: Given<required::aae072>,
        HasAke001: Given<required::ake001>,
        HasAke005: Given<required::ake005>,
        HasAke006: Given<required::ake006>,
        HasAae019: Given<required::aae019>,
    {
        fn into_value(self) -> Input<TrialItem> {
            self.draft.into_object()
        }
    }

    impl Fields for Mz001Body {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(mz001_body_row::AKC190, &self.akc190);
            out.put(mz001_body_row::AAZ500, &self.aaz500);
            out.put(mz001_body_row::AKA130, &self.aka130);
            out.put(mz001_body_row::BZZ269, &self.bzz269);
            out.put(mz001_body_row::AKF001, &self.akf001);
            out.put(mz001_body_row::BKC368, &self.bkc368);
            out.put(mz001_body_row::AKC264, &self.akc264);
            out.put(mz001_body_row::BKE384, &self.bke384);
            out.put(mz001_body_row::AKA120, &self.aka120);
            out.put(mz001_body_row::AKC188, &self.akc188);
            out.put(mz001_body_row::AKC189, &self.akc189);
            out.put(mz001_body_row::ALC005, &self.alc005);
            out.put(mz001_body_row::INPUTLIST, &self.inputlist);
            out.put_unknown(&self.unknown);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                akc190: from.take(mz001_body_row::AKC190)?,
                aaz500: from.take(mz001_body_row::AAZ500)?,
                aka130: from.take(mz001_body_row::AKA130)?,
                bzz269: from.take(mz001_body_row::BZZ269)?,
                akf001: from.take(mz001_body_row::AKF001)?,
                bkc368: from.take(mz001_body_row::BKC368)?,
                akc264: from.take(mz001_body_row::AKC264)?,
                bke384: from.take(mz001_body_row::BKE384)?,
                aka120: from.take(mz001_body_row::AKA120)?,
                akc188: from.take(mz001_body_row::AKC188)?,
                akc189: from.take(mz001_body_row::AKC189)?,
                alc005: from.take(mz001_body_row::ALC005)?,
                inputlist: from.take(mz001_body_row::INPUTLIST)?,
                unknown: from.take_unknown(),
            })
        }
    }

    impl Record for Mz001Body {
        const TABLE: &'static RecordSchema = &RecordSchema {
            title: Bilingual::of("交易内容", "the transaction"),
            section: Borrowed("1.3"),
            source: Bilingual::of(
                "多个互不相关的医院系统的公开代码（网页、终端与 HIS），键名与绑定在其中一致",
                "The public code of several independent hospital systems (web pages, kiosks and hospital information systems), which agree in the keys and in the bindings",
            ),
            rows: Borrowed(&[
                FieldSchema::text("akc190", "门诊流水号", "outpatient serial number").required().limit(20),
                FieldSchema::text("aaz500", "社会保障卡号", "number of the insurance card").required().redacted(),
                FieldSchema::text("aka130", "医疗类别", "kind of treatment")
                    .required()
                    .codes(<TreatmentKind as Code>::CODES),
                FieldSchema::text("bzz269", "社会保障卡密码", "password of the insurance card").redacted(),
                FieldSchema::text("akf001", "科室编码", "department code").required(),
                FieldSchema::text("bkc368", "挂号类别", "kind of registration")
                    .present()
                    .codes(<RegistrationKind as Code>::CODES),
                FieldSchema::text("akc264", "医疗费总额", "total of the medical expenses")
                    .required()
                    .format(Format::Yuan),
                FieldSchema::text("bke384", "医药机构结算业务序列号", "number of the settlement at the hospital")
                    .limit(20),
                FieldSchema::text("aka120", "主要疾病", "main disease").redacted(),
                FieldSchema::text("akc188", "次要疾病一", "first secondary disease").redacted(),
                FieldSchema::text("akc189", "次要疾病二", "second secondary disease").redacted(),
                FieldSchema::text("alc005", "工伤事故编号", "number of the work accident").redacted(),
                FieldSchema::text("listsize", "明细数", "number of items")
                    .required()
                    .format(Format::Uint32)
                    .number()
                    .count_of(13),
                FieldSchema::text("inputlist", "费用明细", "items of the bill")
                    .present()
                    .list(List::ANY)
                    .object(<TrialItem as Record>::TABLE),
            ]),
            checks: Borrowed(&[Check::Stated(StatedRule {
                id: Borrowed("items-total"),
                severity: Severity::Warning,
                states: Truth::Compare(
                    Expr::Field(Borrowed(&[6])),
                    Comparison::Equal,
                    Expr::Total(Borrowed(&[13]), Some(5)),
                ),
                message: Bilingual::of(
                    "明细金额之和应等于医疗费总额（推断）",
                    "the items should add up to the total, as far as can be inferred",
                ),
            })]),
        };
    }

    impl fmt::Debug for Mz001Body {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug(self, "Mz001Body", f)
        }
    }

    impl Mz001Body {
        /// Returns a builder.
        pub fn builder() -> Mz001BodyBuilder {
            Mz001BodyBuilder { draft: Default::default(), state: PhantomData }
        }
    }

    impl<HasAkc190, HasAaz500, HasAka130, HasAkf001, HasAkc264>
        Mz001BodyBuilder<HasAkc190, HasAaz500, HasAka130, HasAkf001, HasAkc264>
    {
        /// 门诊流水号 · outpatient serial number
        ///
        /// `akc190` String20. Mandatory.
        pub fn akc190(
            mut self,
            value: impl Into<String>,
        ) -> Mz001BodyBuilder<Yes, HasAaz500, HasAka130, HasAkf001, HasAkc264> {
            self.draft.text(mz001_body_row::AKC190, value);
            Mz001BodyBuilder { draft: self.draft, state: PhantomData }
        }

        /// 社会保障卡号 · number of the insurance card
        ///
        /// `aaz500` String. Mandatory.
        pub fn aaz500(
            mut self,
            value: impl Into<String>,
        ) -> Mz001BodyBuilder<HasAkc190, Yes, HasAka130, HasAkf001, HasAkc264> {
            self.draft.text(mz001_body_row::AAZ500, value);
            Mz001BodyBuilder { draft: self.draft, state: PhantomData }
        }

        /// 医疗类别 · kind of treatment
        ///
        /// `aka130` String. Mandatory.
        pub fn aka130(
            mut self,
            value: impl IntoValue<OpenEnum<TreatmentKind>>,
        ) -> Mz001BodyBuilder<HasAkc190, HasAaz500, Yes, HasAkf001, HasAkc264> {
            self.draft.put::<OpenEnum<TreatmentKind>>(mz001_body_row::AKA130, value);
            Mz001BodyBuilder { draft: self.draft, state: PhantomData }
        }

        /// 社会保障卡密码 · password of the insurance card
        ///
        /// `bzz269` String. Optional.
        pub fn bzz269(mut self, value: impl Into<String>) -> Self {
            self.draft.text(mz001_body_row::BZZ269, value);
            self
        }

        /// [`Self::bzz269`], for an `Option`.
        pub fn maybe_bzz269(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(mz001_body_row::BZZ269, value);
            self
        }

        /// 科室编码 · department code
        ///
        /// `akf001` String. Mandatory.
        pub fn akf001(
            mut self,
            value: impl Into<String>,
        ) -> Mz001BodyBuilder<HasAkc190, HasAaz500, HasAka130, Yes, HasAkc264> {
            self.draft.text(mz001_body_row::AKF001, value);
            Mz001BodyBuilder { draft: self.draft, state: PhantomData }
        }

        /// 挂号类别 · kind of registration
        ///
        /// `bkc368` String. Optional.
        pub fn bkc368(mut self, value: impl IntoValue<OpenEnum<RegistrationKind>>) -> Self {
            self.draft.put::<OpenEnum<RegistrationKind>>(mz001_body_row::BKC368, value);
            self
        }

        /// [`Self::bkc368`], for an `Option`.
        pub fn maybe_bkc368(mut self, value: Option<impl IntoValue<OpenEnum<RegistrationKind>>>) -> Self {
            self.draft.maybe_put::<OpenEnum<RegistrationKind>>(mz001_body_row::BKC368, value);
            self
        }

        /// 医疗费总额 · total of the medical expenses
        ///
        /// `akc264` String, an amount in yuan with at most two decimal places, such as 9.00. Mandatory.
        pub fn akc264(
            mut self,
            value: impl IntoValue<Yuan>,
        ) -> Mz001BodyBuilder<HasAkc190, HasAaz500, HasAka130, HasAkf001, Yes> {
            self.draft.put::<Yuan>(mz001_body_row::AKC264, value);
            Mz001BodyBuilder { draft: self.draft, state: PhantomData }
        }

        /// 医药机构结算业务序列号 · number of the settlement at the hospital
        ///
        /// `bke384` String20. Optional.
        pub fn bke384(mut self, value: impl Into<String>) -> Self {
            self.draft.text(mz001_body_row::BKE384, value);
            self
        }

        /// [`Self::bke384`], for an `Option`.
        pub fn maybe_bke384(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(mz001_body_row::BKE384, value);
            self
        }

        /// 主要疾病 · main disease
        ///
        /// `aka120` String. Optional.
        pub fn aka120(mut self, value: impl Into<String>) -> Self {
            self.draft.text(mz001_body_row::AKA120, value);
            self
        }

        /// [`Self::aka120`], for an `Option`.
        pub fn maybe_aka120(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(mz001_body_row::AKA120, value);
            self
        }

        /// 次要疾病一 · first secondary disease
        ///
        /// `akc188` String. Optional.
        pub fn akc188(mut self, value: impl Into<String>) -> Self {
            self.draft.text(mz001_body_row::AKC188, value);
            self
        }

        /// [`Self::akc188`], for an `Option`.
        pub fn maybe_akc188(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(mz001_body_row::AKC188, value);
            self
        }

        /// 次要疾病二 · second secondary disease
        ///
        /// `akc189` String. Optional.
        pub fn akc189(mut self, value: impl Into<String>) -> Self {
            self.draft.text(mz001_body_row::AKC189, value);
            self
        }

        /// [`Self::akc189`], for an `Option`.
        pub fn maybe_akc189(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(mz001_body_row::AKC189, value);
            self
        }

        /// 工伤事故编号 · number of the work accident
        ///
        /// `alc005` String. Optional.
        pub fn alc005(mut self, value: impl Into<String>) -> Self {
            self.draft.text(mz001_body_row::ALC005, value);
            self
        }

        /// [`Self::alc005`], for an `Option`.
        pub fn maybe_alc005(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(mz001_body_row::ALC005, value);
            self
        }

        /// 费用明细 · items of the bill
        ///
        /// `inputlist` list. Optional.
        pub fn inputlist(mut self, value: impl IntoIterator<Item = impl IntoValue<TrialItem>>) -> Self {
            self.draft.list::<TrialItem>(mz001_body_row::INPUTLIST, value);
            self
        }

        /// [`Self::inputlist`], for an `Option`.
        pub fn maybe_inputlist(mut self, value: Option<impl IntoIterator<Item = impl IntoValue<TrialItem>>>) -> Self {
            self.draft.maybe_list::<TrialItem>(mz001_body_row::INPUTLIST, value);
            self
        }

        /// Validates all fields, as far as that is possible without the record that they belong to. The builder of that record also takes this builder itself, and then reports all violations together.
        ///
        /// # Errors
        /// All violations.
        pub fn build(self) -> Result<Mz001Body, Violations>
        where
            HasAkc190: Given<required::akc190>,
            HasAaz500: Given<required::aaz500>,
            HasAka130: Given<required::aka130>,
            HasAkf001: Given<required::akf001>,
            HasAkc264: Given<required::akc264>,
        {
            self.draft.object()
        }
    }

    impl Value for Mz001Body {
        fn to_cell(&self) -> FieldValue<'_> {
            object_cell(self)
        }

        fn from_cell(cell: &FieldValue<'_>) -> Option<Self> {
            from_object_cell(cell)
        }
    }

    impl IntoValue<Mz001Body> for Mz001Body {
        fn into_value(self) -> Input<Mz001Body> {
            Input::Value(Into::into(self))
        }
    }

    impl<HasAkc190, HasAaz500, HasAka130, HasAkf001, HasAkc264> ::wxmed::rt::IntoValue<Mz001Body>
        for Mz001BodyBuilder<HasAkc190, HasAaz500, HasAka130, HasAkf001, HasAkc264>
    where
        HasAkc190: Given<required::akc190>,
        HasAaz500: Given<required::aaz500>,
        HasAka130: Given<required::aka130>,
        HasAkf001: Given<required::akf001>,
        HasAkc264: Given<required::akc264>,
    {
        fn into_value(self) -> Input<Mz001Body> {
            self.draft.into_object()
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
                "多个互不相关的医院系统的公开代码（网页、终端与 HIS），键名与绑定在其中一致",
                "The public code of several independent hospital systems (web pages, kiosks and hospital information systems), which agree in the keys and in the bindings",
            ),
            rows: Borrowed(&[
                FieldSchema::text("aae072", "费用单据号", "number of the slip").required().limit(20),
                FieldSchema::text("bkf500", "费用序列号", "serial number of the item").present().limit(18),
                FieldSchema::text("ake001", "社保目录编码", "code in the insurance catalogue").required(),
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
        /// Returns a builder.
        pub fn builder() -> ChargedItemBuilder {
            ChargedItemBuilder { draft: Default::default(), state: PhantomData }
        }
    }

    impl<HasAae072, HasAke001, HasAke005, HasAke006, HasAae019>
        ChargedItemBuilder<HasAae072, HasAke001, HasAke005, HasAke006, HasAae019>
    {
        /// 费用单据号 · number of the slip
        ///
        /// `aae072` String20. Mandatory.
        pub fn aae072(
            mut self,
            value: impl Into<String>,
        ) -> ChargedItemBuilder<Yes, HasAke001, HasAke005, HasAke006, HasAae019> {
            self.draft.text(charged_item_row::AAE072, value);
            ChargedItemBuilder { draft: self.draft, state: PhantomData }
        }

        /// 费用序列号 · serial number of the item
        ///
        /// `bkf500` String18. Optional.
        pub fn bkf500(mut self, value: impl Into<String>) -> Self {
            self.draft.text(charged_item_row::BKF500, value);
            self
        }

        /// [`Self::bkf500`], for an `Option`.
        pub fn maybe_bkf500(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(charged_item_row::BKF500, value);
            self
        }

        /// 社保目录编码 · code in the insurance catalogue
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

        /// Validates all fields, as far as that is possible without the record that they belong to. The builder of that record also takes this builder itself, and then reports all violations together.
        ///
        /// # Errors
        /// All violations.
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
            out.put(mz002_body_row::AKA120, &self.aka120);
            out.put(mz002_body_row::AKC188, &self.akc188);
            out.put(mz002_body_row::AKC189, &self.akc189);
            out.put(mz002_body_row::ALC005, &self.alc005);
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
                aka120: from.take(mz002_body_row::AKA120)?,
                akc188: from.take(mz002_body_row::AKC188)?,
                akc189: from.take(mz002_body_row::AKC189)?,
                alc005: from.take(mz002_body_row::ALC005)?,
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
                "多个互不相关的医院系统的公开代码（网页、终端与 HIS），键名与绑定在其中一致",
                "The public code of several independent hospital systems (web pages, kiosks and hospital information systems), which agree in the keys and in the bindings",
            ),
            rows: Borrowed(&[
                FieldSchema::text("akc190", "门诊流水号", "outpatient serial number").required().limit(20),
                FieldSchema::text("aaz500", "社会保障卡号", "number of the insurance card").required().redacted(),
                FieldSchema::text("aka130", "医疗类别", "kind of treatment")
                    .required()
                    .codes(<TreatmentKind as Code>::CODES),
                FieldSchema::text("bzz269", "社会保障卡密码", "password of the insurance card").present().redacted(),
                FieldSchema::text("akf001", "科室编码", "department code").required(),
                FieldSchema::text("bkc368", "挂号类别", "kind of registration")
                    .present()
                    .codes(<RegistrationKind as Code>::CODES),
                FieldSchema::text("akc264", "医疗费总额", "total of the medical expenses")
                    .required()
                    .format(Format::Yuan),
                FieldSchema::text("bke384", "医药机构结算业务序列号", "number of the settlement at the hospital")
                    .required()
                    .limit(20),
                FieldSchema::text("aka120", "主要疾病", "main disease").redacted(),
                FieldSchema::text("akc188", "次要疾病一", "first secondary disease").redacted(),
                FieldSchema::text("akc189", "次要疾病二", "second secondary disease").redacted(),
                FieldSchema::text("alc005", "工伤事故编号", "number of the work accident").redacted(),
                FieldSchema::text("listsize", "明细数", "number of items")
                    .required()
                    .format(Format::Uint32)
                    .number()
                    .count_of(13),
                FieldSchema::text("inputlist", "费用明细", "items of the bill")
                    .present()
                    .list(List::ANY)
                    .object(<ChargedItem as Record>::TABLE),
            ]),
            checks: Borrowed(&[Check::Stated(StatedRule {
                id: Borrowed("items-total"),
                severity: Severity::Warning,
                states: Truth::Compare(
                    Expr::Field(Borrowed(&[6])),
                    Comparison::Equal,
                    Expr::Total(Borrowed(&[13]), Some(5)),
                ),
                message: Bilingual::of(
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
        /// Returns a builder.
        pub fn builder() -> Mz002BodyBuilder {
            Mz002BodyBuilder { draft: Default::default(), state: PhantomData }
        }
    }

    impl<HasAkc190, HasAaz500, HasAka130, HasAkf001, HasAkc264, HasBke384>
        Mz002BodyBuilder<HasAkc190, HasAaz500, HasAka130, HasAkf001, HasAkc264, HasBke384>
    {
        /// 门诊流水号 · outpatient serial number
        ///
        /// `akc190` String20. Mandatory.
        pub fn akc190(
            mut self,
            value: impl Into<String>,
        ) -> Mz002BodyBuilder<Yes, HasAaz500, HasAka130, HasAkf001, HasAkc264, HasBke384> {
            self.draft.text(mz002_body_row::AKC190, value);
            Mz002BodyBuilder { draft: self.draft, state: PhantomData }
        }

        /// 社会保障卡号 · number of the insurance card
        ///
        /// `aaz500` String. Mandatory.
        pub fn aaz500(
            mut self,
            value: impl Into<String>,
        ) -> Mz002BodyBuilder<HasAkc190, Yes, HasAka130, HasAkf001, HasAkc264, HasBke384> {
            self.draft.text(mz002_body_row::AAZ500, value);
            Mz002BodyBuilder { draft: self.draft, state: PhantomData }
        }

        /// 医疗类别 · kind of treatment
        ///
        /// `aka130` String. Mandatory.
        pub fn aka130(
            mut self,
            value: impl IntoValue<OpenEnum<TreatmentKind>>,
        ) -> Mz002BodyBuilder<HasAkc190, HasAaz500, Yes, HasAkf001, HasAkc264, HasBke384> {
            self.draft.put::<OpenEnum<TreatmentKind>>(mz002_body_row::AKA130, value);
            Mz002BodyBuilder { draft: self.draft, state: PhantomData }
        }

        /// 社会保障卡密码 · password of the insurance card
        ///
        /// `bzz269` String. Optional.
        pub fn bzz269(mut self, value: impl Into<String>) -> Self {
            self.draft.text(mz002_body_row::BZZ269, value);
            self
        }

        /// [`Self::bzz269`], for an `Option`.
        pub fn maybe_bzz269(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(mz002_body_row::BZZ269, value);
            self
        }

        /// 科室编码 · department code
        ///
        /// `akf001` String. Mandatory.
        pub fn akf001(
            mut self,
            value: impl Into<String>,
        ) -> Mz002BodyBuilder<HasAkc190, HasAaz500, HasAka130, Yes, HasAkc264, HasBke384> {
            self.draft.text(mz002_body_row::AKF001, value);
            Mz002BodyBuilder { draft: self.draft, state: PhantomData }
        }

        /// 挂号类别 · kind of registration
        ///
        /// `bkc368` String. Optional.
        pub fn bkc368(mut self, value: impl IntoValue<OpenEnum<RegistrationKind>>) -> Self {
            self.draft.put::<OpenEnum<RegistrationKind>>(mz002_body_row::BKC368, value);
            self
        }

        /// [`Self::bkc368`], for an `Option`.
        pub fn maybe_bkc368(mut self, value: Option<impl IntoValue<OpenEnum<RegistrationKind>>>) -> Self {
            self.draft.maybe_put::<OpenEnum<RegistrationKind>>(mz002_body_row::BKC368, value);
            self
        }

        /// 医疗费总额 · total of the medical expenses
        ///
        /// `akc264` String, an amount in yuan with at most two decimal places, such as 9.00. Mandatory.
        pub fn akc264(
            mut self,
            value: impl IntoValue<Yuan>,
        ) -> Mz002BodyBuilder<HasAkc190, HasAaz500, HasAka130, HasAkf001, Yes, HasBke384> {
            self.draft.put::<Yuan>(mz002_body_row::AKC264, value);
            Mz002BodyBuilder { draft: self.draft, state: PhantomData }
        }

        /// 医药机构结算业务序列号 · number of the settlement at the hospital
        ///
        /// `bke384` String20. Mandatory.
        pub fn bke384(
            mut self,
            value: impl Into<String>,
        ) -> Mz002BodyBuilder<HasAkc190, HasAaz500, HasAka130, HasAkf001, HasAkc264, Yes> {
            self.draft.text(mz002_body_row::BKE384, value);
            Mz002BodyBuilder { draft: self.draft, state: PhantomData }
        }

        /// 主要疾病 · main disease
        ///
        /// `aka120` String. Optional.
        pub fn aka120(mut self, value: impl Into<String>) -> Self {
            self.draft.text(mz002_body_row::AKA120, value);
            self
        }

        /// [`Self::aka120`], for an `Option`.
        pub fn maybe_aka120(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(mz002_body_row::AKA120, value);
            self
        }

        /// 次要疾病一 · first secondary disease
        ///
        /// `akc188` String. Optional.
        pub fn akc188(mut self, value: impl Into<String>) -> Self {
            self.draft.text(mz002_body_row::AKC188, value);
            self
        }

        /// [`Self::akc188`], for an `Option`.
        pub fn maybe_akc188(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(mz002_body_row::AKC188, value);
            self
        }

        /// 次要疾病二 · second secondary disease
        ///
        /// `akc189` String. Optional.
        pub fn akc189(mut self, value: impl Into<String>) -> Self {
            self.draft.text(mz002_body_row::AKC189, value);
            self
        }

        /// [`Self::akc189`], for an `Option`.
        pub fn maybe_akc189(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(mz002_body_row::AKC189, value);
            self
        }

        /// 工伤事故编号 · number of the work accident
        ///
        /// `alc005` String. Optional.
        pub fn alc005(mut self, value: impl Into<String>) -> Self {
            self.draft.text(mz002_body_row::ALC005, value);
            self
        }

        /// [`Self::alc005`], for an `Option`.
        pub fn maybe_alc005(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(mz002_body_row::ALC005, value);
            self
        }

        /// 费用明细 · items of the bill
        ///
        /// `inputlist` list. Optional.
        pub fn inputlist(mut self, value: impl IntoIterator<Item = impl IntoValue<ChargedItem>>) -> Self {
            self.draft.list::<ChargedItem>(mz002_body_row::INPUTLIST, value);
            self
        }

        /// [`Self::inputlist`], for an `Option`.
        pub fn maybe_inputlist(mut self, value: Option<impl IntoIterator<Item = impl IntoValue<ChargedItem>>>) -> Self {
            self.draft.maybe_list::<ChargedItem>(mz002_body_row::INPUTLIST, value);
            self
        }

        /// Validates all fields, as far as that is possible without the record that they belong to. The builder of that record also takes this builder itself, and then reports all violations together.
        ///
        /// # Errors
        /// All violations.
        pub fn build(self) -> Result<Mz002Body, Violations>
        where
            HasAkc190: Given<required::akc190>,
            HasAaz500: Given<required::aaz500>,
            HasAka130: Given<required::aka130>,
            HasAkf001: Given<required::akf001>,
            HasAkc264: Given<required::akc264>,
            HasBke384: Given<required::bke384>,
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

    impl<HasAkc190, HasAaz500, HasAka130, HasAkf001, HasAkc264, HasBke384> ::wxmed::rt::IntoValue<Mz002Body>
        for Mz002BodyBuilder<HasAkc190, HasAaz500, HasAka130, HasAkf001, HasAkc264, HasBke384>
    where
        HasAkc190: Given<required::akc190>,
        HasAaz500: Given<required::aaz500>,
        HasAka130: Given<required::aka130>,
        HasAkf001: Given<required::akf001>,
        HasAkc264: Given<required::akc264>,
        HasBke384: Given<required::bke384>,
    {
        fn into_value(self) -> Input<Mz002Body> {
            self.draft.into_object()
        }
    }

    impl Fields for UploadedItem {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(uploaded_item_row::AAE072, &self.aae072);
            out.put(uploaded_item_row::BKC369, &self.bkc369);
            out.put(uploaded_item_row::BKF500, &self.bkf500);
            out.put(uploaded_item_row::AKE001, &self.ake001);
            out.put(uploaded_item_row::AKE002, &self.ake002);
            out.put(uploaded_item_row::BKM017, &self.bkm017);
            out.put(uploaded_item_row::AKE005, &self.ake005);
            out.put(uploaded_item_row::AKE006, &self.ake006);
            out.put(uploaded_item_row::AKA070, &self.aka070);
            out.put(uploaded_item_row::AKA074, &self.aka074);
            out.put(uploaded_item_row::AKC225, &self.akc225);
            out.put(uploaded_item_row::AKC226, &self.akc226);
            out.put(uploaded_item_row::AKC264, &self.akc264);
            out.put(uploaded_item_row::AKA067, &self.aka067);
            out.put(uploaded_item_row::AKC271, &self.akc271);
            out.put(uploaded_item_row::BKC320, &self.bkc320);
            out.put_unknown(&self.unknown);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                aae072: from.take(uploaded_item_row::AAE072)?,
                bkc369: from.take(uploaded_item_row::BKC369)?,
                bkf500: from.take(uploaded_item_row::BKF500)?,
                ake001: from.take(uploaded_item_row::AKE001)?,
                ake002: from.take(uploaded_item_row::AKE002)?,
                bkm017: from.take(uploaded_item_row::BKM017)?,
                ake005: from.take(uploaded_item_row::AKE005)?,
                ake006: from.take(uploaded_item_row::AKE006)?,
                aka070: from.take(uploaded_item_row::AKA070)?,
                aka074: from.take(uploaded_item_row::AKA074)?,
                akc225: from.take(uploaded_item_row::AKC225)?,
                akc226: from.take(uploaded_item_row::AKC226)?,
                akc264: from.take(uploaded_item_row::AKC264)?,
                aka067: from.take(uploaded_item_row::AKA067)?,
                akc271: from.take(uploaded_item_row::AKC271)?,
                bkc320: from.take(uploaded_item_row::BKC320)?,
                unknown: from.take_unknown(),
            })
        }
    }

    impl Record for UploadedItem {
        const TABLE: &'static RecordSchema = &RecordSchema {
            title: Bilingual::of("费用明细", "items of the bill"),
            section: Borrowed("1.3"),
            source: Bilingual::of(
                "多个互不相关的医院系统的公开代码（网页、终端与 HIS），键名与绑定在其中一致",
                "The public code of several independent hospital systems (web pages, kiosks and hospital information systems), which agree in the keys and in the bindings",
            ),
            rows: Borrowed(&[
                FieldSchema::text("aae072", "费用单据号", "number of the slip").required().limit(20),
                FieldSchema::text("bkc369", "单据类型", "kind of slip").codes(<SlipKind as Code>::CODES),
                FieldSchema::text("bkf500", "费用序列号", "serial number of the item").required().limit(18),
                FieldSchema::text("ake001", "社保目录编码", "code in the insurance catalogue").required(),
                FieldSchema::text("ake002", "社保目录名称", "name in the insurance catalogue"),
                FieldSchema::text("bkm017", "药品本位码", "standard code of the drug"),
                FieldSchema::text("ake005", "机构内部编码", "code at the hospital").required(),
                FieldSchema::text("ake006", "机构内部名称", "name at the hospital").required(),
                FieldSchema::text("aka070", "剂型", "form of the drug"),
                FieldSchema::text("aka074", "规格", "size"),
                FieldSchema::text("akc225", "单价", "price of one").format(Format::Decimal),
                FieldSchema::text("akc226", "数量", "quantity").format(Format::Decimal),
                FieldSchema::text("akc264", "金额", "amount").format(Format::Decimal),
                FieldSchema::text("aka067", "计价单位", "unit"),
                FieldSchema::text("akc271", "费用单据日期", "day of the slip").format(Format::Date).number(),
                FieldSchema::text("bkc320", "开单医师编码", "code of the doctor"),
            ]),
            checks: Borrowed(&[]),
        };
    }

    impl fmt::Debug for UploadedItem {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug(self, "UploadedItem", f)
        }
    }

    impl UploadedItem {
        /// Returns a builder.
        pub fn builder() -> UploadedItemBuilder {
            UploadedItemBuilder { draft: Default::default(), state: PhantomData }
        }
    }

    impl<HasAae072, HasBkf500, HasAke001, HasAke005, HasAke006>
        UploadedItemBuilder<HasAae072, HasBkf500, HasAke001, HasAke005, HasAke006>
    {
        /// 费用单据号 · number of the slip
        ///
        /// `aae072` String20. Mandatory.
        pub fn aae072(
            mut self,
            value: impl Into<String>,
        ) -> UploadedItemBuilder<Yes, HasBkf500, HasAke001, HasAke005, HasAke006> {
            self.draft.text(uploaded_item_row::AAE072, value);
            UploadedItemBuilder { draft: self.draft, state: PhantomData }
        }

        /// 单据类型 · kind of slip
        ///
        /// `bkc369` String. Optional.
        pub fn bkc369(mut self, value: impl IntoValue<OpenEnum<SlipKind>>) -> Self {
            self.draft.put::<OpenEnum<SlipKind>>(uploaded_item_row::BKC369, value);
            self
        }

        /// [`Self::bkc369`], for an `Option`.
        pub fn maybe_bkc369(mut self, value: Option<impl IntoValue<OpenEnum<SlipKind>>>) -> Self {
            self.draft.maybe_put::<OpenEnum<SlipKind>>(uploaded_item_row::BKC369, value);
            self
        }

        /// 费用序列号 · serial number of the item
        ///
        /// `bkf500` String18. Mandatory.
        pub fn bkf500(
            mut self,
            value: impl Into<String>,
        ) -> UploadedItemBuilder<HasAae072, Yes, HasAke001, HasAke005, HasAke006> {
            self.draft.text(uploaded_item_row::BKF500, value);
            UploadedItemBuilder { draft: self.draft, state: PhantomData }
        }

        /// 社保目录编码 · code in the insurance catalogue
        ///
        /// `ake001` String. Mandatory.
        pub fn ake001(
            mut self,
            value: impl Into<String>,
        ) -> UploadedItemBuilder<HasAae072, HasBkf500, Yes, HasAke005, HasAke006> {
            self.draft.text(uploaded_item_row::AKE001, value);
            UploadedItemBuilder { draft: self.draft, state: PhantomData }
        }

        /// 社保目录名称 · name in the insurance catalogue
        ///
        /// `ake002` String. Optional.
        pub fn ake002(mut self, value: impl Into<String>) -> Self {
            self.draft.text(uploaded_item_row::AKE002, value);
            self
        }

        /// [`Self::ake002`], for an `Option`.
        pub fn maybe_ake002(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(uploaded_item_row::AKE002, value);
            self
        }

        /// 药品本位码 · standard code of the drug
        ///
        /// `bkm017` String. Optional.
        pub fn bkm017(mut self, value: impl Into<String>) -> Self {
            self.draft.text(uploaded_item_row::BKM017, value);
            self
        }

        /// [`Self::bkm017`], for an `Option`.
        pub fn maybe_bkm017(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(uploaded_item_row::BKM017, value);
            self
        }

        /// 机构内部编码 · code at the hospital
        ///
        /// `ake005` String. Mandatory.
        pub fn ake005(
            mut self,
            value: impl Into<String>,
        ) -> UploadedItemBuilder<HasAae072, HasBkf500, HasAke001, Yes, HasAke006> {
            self.draft.text(uploaded_item_row::AKE005, value);
            UploadedItemBuilder { draft: self.draft, state: PhantomData }
        }

        /// 机构内部名称 · name at the hospital
        ///
        /// `ake006` String. Mandatory.
        pub fn ake006(
            mut self,
            value: impl Into<String>,
        ) -> UploadedItemBuilder<HasAae072, HasBkf500, HasAke001, HasAke005, Yes> {
            self.draft.text(uploaded_item_row::AKE006, value);
            UploadedItemBuilder { draft: self.draft, state: PhantomData }
        }

        /// 剂型 · form of the drug
        ///
        /// `aka070` String. Optional.
        pub fn aka070(mut self, value: impl Into<String>) -> Self {
            self.draft.text(uploaded_item_row::AKA070, value);
            self
        }

        /// [`Self::aka070`], for an `Option`.
        pub fn maybe_aka070(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(uploaded_item_row::AKA070, value);
            self
        }

        /// 规格 · size
        ///
        /// `aka074` String. Optional.
        pub fn aka074(mut self, value: impl Into<String>) -> Self {
            self.draft.text(uploaded_item_row::AKA074, value);
            self
        }

        /// [`Self::aka074`], for an `Option`.
        pub fn maybe_aka074(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(uploaded_item_row::AKA074, value);
            self
        }

        /// 单价 · price of one
        ///
        /// `akc225` String, a decimal number, such as -1.25. Optional.
        pub fn akc225(mut self, value: impl IntoValue<Decimal>) -> Self {
            self.draft.put::<Decimal>(uploaded_item_row::AKC225, value);
            self
        }

        /// [`Self::akc225`], for an `Option`.
        pub fn maybe_akc225(mut self, value: Option<impl IntoValue<Decimal>>) -> Self {
            self.draft.maybe_put::<Decimal>(uploaded_item_row::AKC225, value);
            self
        }

        /// 数量 · quantity
        ///
        /// `akc226` String, a decimal number, such as -1.25. Optional.
        pub fn akc226(mut self, value: impl IntoValue<Decimal>) -> Self {
            self.draft.put::<Decimal>(uploaded_item_row::AKC226, value);
            self
        }

        /// [`Self::akc226`], for an `Option`.
        pub fn maybe_akc226(mut self, value: Option<impl IntoValue<Decimal>>) -> Self {
            self.draft.maybe_put::<Decimal>(uploaded_item_row::AKC226, value);
            self
        }

        /// 金额 · amount
        ///
        /// `akc264` String, a decimal number, such as -1.25. Optional.
        pub fn akc264(mut self, value: impl IntoValue<Decimal>) -> Self {
            self.draft.put::<Decimal>(uploaded_item_row::AKC264, value);
            self
        }

        /// [`Self::akc264`], for an `Option`.
        pub fn maybe_akc264(mut self, value: Option<impl IntoValue<Decimal>>) -> Self {
            self.draft.maybe_put::<Decimal>(uploaded_item_row::AKC264, value);
            self
        }

        /// 计价单位 · unit
        ///
        /// `aka067` String. Optional.
        pub fn aka067(mut self, value: impl Into<String>) -> Self {
            self.draft.text(uploaded_item_row::AKA067, value);
            self
        }

        /// [`Self::aka067`], for an `Option`.
        pub fn maybe_aka067(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(uploaded_item_row::AKA067, value);
            self
        }

        /// 费用单据日期 · day of the slip
        ///
        /// `akc271` String, a date as yyyyMMdd, such as 20160501. Optional.
        pub fn akc271(mut self, value: impl IntoValue<Date>) -> Self {
            self.draft.put::<Date>(uploaded_item_row::AKC271, value);
            self
        }

        /// [`Self::akc271`], for an `Option`.
        pub fn maybe_akc271(mut self, value: Option<impl IntoValue<Date>>) -> Self {
            self.draft.maybe_put::<Date>(uploaded_item_row::AKC271, value);
            self
        }

        /// 开单医师编码 · code of the doctor
        ///
        /// `bkc320` String. Optional.
        pub fn bkc320(mut self, value: impl Into<String>) -> Self {
            self.draft.text(uploaded_item_row::BKC320, value);
            self
        }

        /// [`Self::bkc320`], for an `Option`.
        pub fn maybe_bkc320(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(uploaded_item_row::BKC320, value);
            self
        }

        /// Validates all fields, as far as that is possible without the record that they belong to. The builder of that record also takes this builder itself, and then reports all violations together.
        ///
        /// # Errors
        /// All violations.
        pub fn build(self) -> Result<UploadedItem, Violations>
        where
            HasAae072: Given<required::aae072>,
            HasBkf500: Given<required::bkf500>,
            HasAke001: Given<required::ake001>,
            HasAke005: Given<required::ake005>,
            HasAke006: Given<required::ake006>,
        {
            self.draft.object()
        }
    }

    impl Value for UploadedItem {
        fn to_cell(&self) -> FieldValue<'_> {
            object_cell(self)
        }

        fn from_cell(cell: &FieldValue<'_>) -> Option<Self> {
            from_object_cell(cell)
        }
    }

    impl IntoValue<UploadedItem> for UploadedItem {
        fn into_value(self) -> Input<UploadedItem> {
            Input::Value(Into::into(self))
        }
    }

    impl<HasAae072, HasBkf500, HasAke001, HasAke005, HasAke006> ::wxmed::rt::IntoValue<UploadedItem>
        for UploadedItemBuilder<HasAae072, HasBkf500, HasAke001, HasAke005, HasAke006>
    where
        HasAae072: Given<required::aae072>,
        HasBkf500: Given<required::bkf500>,
        HasAke001: Given<required::ake001>,
        HasAke005: Given<required::ake005>,
        HasAke006: Given<required::ake006>,
    {
        fn into_value(self) -> Input<UploadedItem> {
            self.draft.into_object()
        }
    }

    impl Fields for Fy001Body {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(fy001_body_row::AKC190, &self.akc190);
            out.put(fy001_body_row::BKE384, &self.bke384);
            out.put(fy001_body_row::INPUTLIST, &self.inputlist);
            out.put_unknown(&self.unknown);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                akc190: from.take(fy001_body_row::AKC190)?,
                bke384: from.take(fy001_body_row::BKE384)?,
                inputlist: from.take(fy001_body_row::INPUTLIST)?,
                unknown: from.take_unknown(),
            })
        }
    }

    impl Record for Fy001Body {
        const TABLE: &'static RecordSchema = &RecordSchema {
            title: Bilingual::of("交易内容", "the transaction"),
            section: Borrowed("1.3"),
            source: Bilingual::of(
                "多个互不相关的医院系统的公开代码（网页、终端与 HIS），键名与绑定在其中一致",
                "The public code of several independent hospital systems (web pages, kiosks and hospital information systems), which agree in the keys and in the bindings",
            ),
            rows: Borrowed(&[
                FieldSchema::text("akc190", "门诊流水号", "outpatient serial number").required().limit(20),
                FieldSchema::text("bke384", "医药机构结算业务序列号", "number of the settlement at the hospital")
                    .required()
                    .limit(20),
                FieldSchema::text("listsize", "明细数", "number of items")
                    .required()
                    .format(Format::Uint32)
                    .number()
                    .count_of(3),
                FieldSchema::text("inputlist", "费用明细", "items of the bill")
                    .present()
                    .list(List::ANY)
                    .object(<UploadedItem as Record>::TABLE),
            ]),
            checks: Borrowed(&[]),
        };
    }

    impl fmt::Debug for Fy001Body {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug(self, "Fy001Body", f)
        }
    }

    impl Fy001Body {
        /// Returns a builder.
        pub fn builder() -> Fy001BodyBuilder {
            Fy001BodyBuilder { draft: Default::default(), state: PhantomData }
        }
    }

    impl<HasAkc190, HasBke384> Fy001BodyBuilder<HasAkc190, HasBke384> {
        /// 门诊流水号 · outpatient serial number
        ///
        /// `akc190` String20. Mandatory.
        pub fn akc190(mut self, value: impl Into<String>) -> Fy001BodyBuilder<Yes, HasBke384> {
            self.draft.text(fy001_body_row::AKC190, value);
            Fy001BodyBuilder { draft: self.draft, state: PhantomData }
        }

        /// 医药机构结算业务序列号 · number of the settlement at the hospital
        ///
        /// `bke384` String20. Mandatory.
        pub fn bke384(mut self, value: impl Into<String>) -> Fy001BodyBuilder<HasAkc190, Yes> {
            self.draft.text(fy001_body_row::BKE384, value);
            Fy001BodyBuilder { draft: self.draft, state: PhantomData }
        }

        /// 费用明细 · items of the bill
        ///
        /// `inputlist` list. Optional.
        pub fn inputlist(mut self, value: impl IntoIterator<Item = impl IntoValue<UploadedItem>>) -> Self {
            self.draft.list::<UploadedItem>(fy001_body_row::INPUTLIST, value);
            self
        }

        /// [`Self::inputlist`], for an `Option`.
        pub fn maybe_inputlist(
            mut self,
            value: Option<impl IntoIterator<Item = impl IntoValue<UploadedItem>>>,
        ) -> Self {
            self.draft.maybe_list::<UploadedItem>(fy001_body_row::INPUTLIST, value);
            self
        }

        /// Validates all fields, as far as that is possible without the record that they belong to. The builder of that record also takes this builder itself, and then reports all violations together.
        ///
        /// # Errors
        /// All violations.
        pub fn build(self) -> Result<Fy001Body, Violations>
        where
            HasAkc190: Given<required::akc190>,
            HasBke384: Given<required::bke384>,
        {
            self.draft.object()
        }
    }

    impl Value for Fy001Body {
        fn to_cell(&self) -> FieldValue<'_> {
            object_cell(self)
        }

        fn from_cell(cell: &FieldValue<'_>) -> Option<Self> {
            from_object_cell(cell)
        }
    }

    impl IntoValue<Fy001Body> for Fy001Body {
        fn into_value(self) -> Input<Fy001Body> {
            Input::Value(Into::into(self))
        }
    }

    impl<HasAkc190, HasBke384> ::wxmed::rt::IntoValue<Fy001Body> for Fy001BodyBuilder<HasAkc190, HasBke384>
    where
        HasAkc190: Given<required::akc190>,
        HasBke384: Given<required::bke384>,
    {
        fn into_value(self) -> Input<Fy001Body> {
            self.draft.into_object()
        }
    }

    impl Fields for Fy004Body {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(fy004_body_row::AKC190, &self.akc190);
            out.put(fy004_body_row::AKA130, &self.aka130);
            out.put(fy004_body_row::BKC320, &self.bkc320);
            out.put(fy004_body_row::CKC350, &self.ckc350);
            out.put(fy004_body_row::CKC351, &self.ckc351);
            out.put(fy004_body_row::CKC352, &self.ckc352);
            out.put(fy004_body_row::CKC353, &self.ckc353);
            out.put(fy004_body_row::AKA030, &self.aka030);
            out.put(fy004_body_row::AKC264, &self.akc264);
            out.put(fy004_body_row::CKC601, &self.ckc601);
            out.put(fy004_body_row::BKE384, &self.bke384);
            out.put_unknown(&self.unknown);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                akc190: from.take(fy004_body_row::AKC190)?,
                aka130: from.take(fy004_body_row::AKA130)?,
                bkc320: from.take(fy004_body_row::BKC320)?,
                ckc350: from.take(fy004_body_row::CKC350)?,
                ckc351: from.take(fy004_body_row::CKC351)?,
                ckc352: from.take(fy004_body_row::CKC352)?,
                ckc353: from.take(fy004_body_row::CKC353)?,
                aka030: from.take(fy004_body_row::AKA030)?,
                akc264: from.take(fy004_body_row::AKC264)?,
                ckc601: from.take(fy004_body_row::CKC601)?,
                bke384: from.take(fy004_body_row::BKE384)?,
                unknown: from.take_unknown(),
            })
        }
    }

    impl Record for Fy004Body {
        const TABLE: &'static RecordSchema = &RecordSchema {
            title: Bilingual::of("交易内容", "the transaction"),
            section: Borrowed("1.3"),
            source: Bilingual::of(
                "多个互不相关的医院系统的公开代码（网页、终端与 HIS），键名与绑定在其中一致",
                "The public code of several independent hospital systems (web pages, kiosks and hospital information systems), which agree in the keys and in the bindings",
            ),
            rows: Borrowed(&[
                FieldSchema::text("akc190", "门诊流水号", "outpatient serial number").required().limit(20),
                FieldSchema::text("aka130", "医疗类别", "kind of treatment").codes(<TreatmentKind as Code>::CODES),
                FieldSchema::text("bkc320", "诊断医生编码", "code of the doctor"),
                FieldSchema::text("ckc350", "诊断医生姓名", "name of the doctor").redacted(),
                FieldSchema::text("ckc351", "主要疾病", "main disease").redacted(),
                FieldSchema::text("ckc352", "次要疾病一", "first secondary disease").redacted(),
                FieldSchema::text("ckc353", "次要疾病二", "second secondary disease").redacted(),
                FieldSchema::text("aka030", "结算类别", "kind of settlement").codes(<SettlementKind as Code>::CODES),
                FieldSchema::text("akc264", "医疗费总额", "total of the medical expenses")
                    .required()
                    .format(Format::Yuan),
                FieldSchema::text("ckc601", "先行支付记账标志", "whether payment in advance was applied for")
                    .codes(<AdvancePayment as Code>::CODES),
                FieldSchema::text("bke384", "医药机构结算业务序列号", "number of the settlement at the hospital")
                    .required()
                    .limit(20),
            ]),
            checks: Borrowed(&[]),
        };
    }

    impl fmt::Debug for Fy004Body {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug(self, "Fy004Body", f)
        }
    }

    impl Fy004Body {
        /// Returns a builder.
        pub fn builder() -> Fy004BodyBuilder {
            Fy004BodyBuilder { draft: Default::default(), state: PhantomData }
        }
    }

    impl<HasAkc190, HasAkc264, HasBke384> Fy004BodyBuilder<HasAkc190, HasAkc264, HasBke384> {
        /// 门诊流水号 · outpatient serial number
        ///
        /// `akc190` String20. Mandatory.
        pub fn akc190(mut self, value: impl Into<String>) -> Fy004BodyBuilder<Yes, HasAkc264, HasBke384> {
            self.draft.text(fy004_body_row::AKC190, value);
            Fy004BodyBuilder { draft: self.draft, state: PhantomData }
        }

        /// 医疗类别 · kind of treatment
        ///
        /// `aka130` String. Optional.
        pub fn aka130(mut self, value: impl IntoValue<OpenEnum<TreatmentKind>>) -> Self {
            self.draft.put::<OpenEnum<TreatmentKind>>(fy004_body_row::AKA130, value);
            self
        }

        /// [`Self::aka130`], for an `Option`.
        pub fn maybe_aka130(mut self, value: Option<impl IntoValue<OpenEnum<TreatmentKind>>>) -> Self {
            self.draft.maybe_put::<OpenEnum<TreatmentKind>>(fy004_body_row::AKA130, value);
            self
        }

        /// 诊断医生编码 · code of the doctor
        ///
        /// `bkc320` String. Optional.
        pub fn bkc320(mut self, value: impl Into<String>) -> Self {
            self.draft.text(fy004_body_row::BKC320, value);
            self
        }

        /// [`Self::bkc320`], for an `Option`.
        pub fn maybe_bkc320(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(fy004_body_row::BKC320, value);
            self
        }

        /// 诊断医生姓名 · name of the doctor
        ///
        /// `ckc350` String. Optional.
        pub fn ckc350(mut self, value: impl Into<String>) -> Self {
            self.draft.text(fy004_body_row::CKC350, value);
            self
        }

        /// [`Self::ckc350`], for an `Option`.
        pub fn maybe_ckc350(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(fy004_body_row::CKC350, value);
            self
        }

        /// 主要疾病 · main disease
        ///
        /// `ckc351` String. Optional.
        pub fn ckc351(mut self, value: impl Into<String>) -> Self {
            self.draft.text(fy004_body_row::CKC351, value);
            self
        }

        /// [`Self::ckc351`], for an `Option`.
        pub fn maybe_ckc351(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(fy004_body_row::CKC351, value);
            self
        }

        /// 次要疾病一 · first secondary disease
        ///
        /// `ckc352` String. Optional.
        pub fn ckc352(mut self, value: impl Into<String>) -> Self {
            self.draft.text(fy004_body_row::CKC352, value);
            self
        }

        /// [`Self::ckc352`], for an `Option`.
        pub fn maybe_ckc352(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(fy004_body_row::CKC352, value);
            self
        }

        /// 次要疾病二 · second secondary disease
        ///
        /// `ckc353` String. Optional.
        pub fn ckc353(mut self, value: impl Into<String>) -> Self {
            self.draft.text(fy004_body_row::CKC353, value);
            self
        }

        /// [`Self::ckc353`], for an `Option`.
        pub fn maybe_ckc353(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(fy004_body_row::CKC353, value);
            self
        }

        /// 结算类别 · kind of settlement
        ///
        /// `aka030` String. Optional.
        pub fn aka030(mut self, value: impl IntoValue<OpenEnum<SettlementKind>>) -> Self {
            self.draft.put::<OpenEnum<SettlementKind>>(fy004_body_row::AKA030, value);
            self
        }

        /// [`Self::aka030`], for an `Option`.
        pub fn maybe_aka030(mut self, value: Option<impl IntoValue<OpenEnum<SettlementKind>>>) -> Self {
            self.draft.maybe_put::<OpenEnum<SettlementKind>>(fy004_body_row::AKA030, value);
            self
        }

        /// 医疗费总额 · total of the medical expenses
        ///
        /// `akc264` String, an amount in yuan with at most two decimal places, such as 9.00. Mandatory.
        pub fn akc264(mut self, value: impl IntoValue<Yuan>) -> Fy004BodyBuilder<HasAkc190, Yes, HasBke384> {
            self.draft.put::<Yuan>(fy004_body_row::AKC264, value);
            Fy004BodyBuilder { draft: self.draft, state: PhantomData }
        }

        /// 先行支付记账标志 · whether payment in advance was applied for
        ///
        /// `ckc601` String. Optional.
        pub fn ckc601(mut self, value: impl IntoValue<OpenEnum<AdvancePayment>>) -> Self {
            self.draft.put::<OpenEnum<AdvancePayment>>(fy004_body_row::CKC601, value);
            self
        }

        /// [`Self::ckc601`], for an `Option`.
        pub fn maybe_ckc601(mut self, value: Option<impl IntoValue<OpenEnum<AdvancePayment>>>) -> Self {
            self.draft.maybe_put::<OpenEnum<AdvancePayment>>(fy004_body_row::CKC601, value);
            self
        }

        /// 医药机构结算业务序列号 · number of the settlement at the hospital
        ///
        /// `bke384` String20. Mandatory.
        pub fn bke384(mut self, value: impl Into<String>) -> Fy004BodyBuilder<HasAkc190, HasAkc264, Yes> {
            self.draft.text(fy004_body_row::BKE384, value);
            Fy004BodyBuilder { draft: self.draft, state: PhantomData }
        }

        /// Validates all fields, as far as that is possible without the record that they belong to. The builder of that record also takes this builder itself, and then reports all violations together.
        ///
        /// # Errors
        /// All violations.
        pub fn build(self) -> Result<Fy004Body, Violations>
        where
            HasAkc190: Given<required::akc190>,
            HasAkc264: Given<required::akc264>,
            HasBke384: Given<required::bke384>,
        {
            self.draft.object()
        }
    }

    impl Value for Fy004Body {
        fn to_cell(&self) -> FieldValue<'_> {
            object_cell(self)
        }

        fn from_cell(cell: &FieldValue<'_>) -> Option<Self> {
            from_object_cell(cell)
        }
    }

    impl IntoValue<Fy004Body> for Fy004Body {
        fn into_value(self) -> Input<Fy004Body> {
            Input::Value(Into::into(self))
        }
    }

    impl<HasAkc190, HasAkc264, HasBke384> ::wxmed::rt::IntoValue<Fy004Body>
        for Fy004BodyBuilder<HasAkc190, HasAkc264, HasBke384>
    where
        HasAkc190: Given<required::akc190>,
        HasAkc264: Given<required::akc264>,
        HasBke384: Given<required::bke384>,
    {
        fn into_value(self) -> Input<Fy004Body> {
            self.draft.into_object()
        }
    }

    impl Fields for Fy005Body {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(fy005_body_row::AAZ500, &self.aaz500);
            out.put(fy005_body_row::BZZ269, &self.bzz269);
            out.put(fy005_body_row::AKC190, &self.akc190);
            out.put(fy005_body_row::AKA130, &self.aka130);
            out.put(fy005_body_row::BKC320, &self.bkc320);
            out.put(fy005_body_row::CKC350, &self.ckc350);
            out.put(fy005_body_row::CKC351, &self.ckc351);
            out.put(fy005_body_row::CKC352, &self.ckc352);
            out.put(fy005_body_row::CKC353, &self.ckc353);
            out.put(fy005_body_row::AKA030, &self.aka030);
            out.put(fy005_body_row::AKC264, &self.akc264);
            out.put(fy005_body_row::CKC601, &self.ckc601);
            out.put(fy005_body_row::BKE384, &self.bke384);
            out.put_unknown(&self.unknown);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                aaz500: from.take(fy005_body_row::AAZ500)?,
                bzz269: from.take(fy005_body_row::BZZ269)?,
                akc190: from.take(fy005_body_row::AKC190)?,
                aka130: from.take(fy005_body_row::AKA130)?,
                bkc320: from.take(fy005_body_row::BKC320)?,
                ckc350: from.take(fy005_body_row::CKC350)?,
                ckc351: from.take(fy005_body_row::CKC351)?,
                ckc352: from.take(fy005_body_row::CKC352)?,
                ckc353: from.take(fy005_body_row::CKC353)?,
                aka030: from.take(fy005_body_row::AKA030)?,
                akc264: from.take(fy005_body_row::AKC264)?,
                ckc601: from.take(fy005_body_row::CKC601)?,
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
                "多个互不相关的医院系统的公开代码（网页、终端与 HIS），键名与绑定在其中一致",
                "The public code of several independent hospital systems (web pages, kiosks and hospital information systems), which agree in the keys and in the bindings",
            ),
            rows: Borrowed(&[
                FieldSchema::text("aaz500", "社会保障卡号", "number of the insurance card").redacted(),
                FieldSchema::text("bzz269", "社会保障卡密码", "password of the insurance card").redacted(),
                FieldSchema::text("akc190", "门诊流水号", "outpatient serial number").required().limit(20),
                FieldSchema::text("aka130", "医疗类别", "kind of treatment").codes(<TreatmentKind as Code>::CODES),
                FieldSchema::text("bkc320", "诊断医生编码", "code of the doctor"),
                FieldSchema::text("ckc350", "诊断医生姓名", "name of the doctor").redacted(),
                FieldSchema::text("ckc351", "主要疾病", "main disease").redacted(),
                FieldSchema::text("ckc352", "次要疾病一", "first secondary disease").redacted(),
                FieldSchema::text("ckc353", "次要疾病二", "second secondary disease").redacted(),
                FieldSchema::text("aka030", "结算类别", "kind of settlement").codes(<SettlementKind as Code>::CODES),
                FieldSchema::text("akc264", "医疗费总额", "total of the medical expenses")
                    .required()
                    .format(Format::Yuan),
                FieldSchema::text("ckc601", "先行支付记账标志", "whether payment in advance was applied for")
                    .codes(<AdvancePayment as Code>::CODES),
                FieldSchema::text("bke384", "医药机构结算业务序列号", "number of the settlement at the hospital")
                    .required()
                    .limit(20),
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
        /// Returns a builder.
        pub fn builder() -> Fy005BodyBuilder {
            Fy005BodyBuilder { draft: Default::default(), state: PhantomData }
        }
    }

    impl<HasAkc190, HasAkc264, HasBke384> Fy005BodyBuilder<HasAkc190, HasAkc264, HasBke384> {
        /// 社会保障卡号 · number of the insurance card
        ///
        /// `aaz500` String. Optional.
        pub fn aaz500(mut self, value: impl Into<String>) -> Self {
            self.draft.text(fy005_body_row::AAZ500, value);
            self
        }

        /// [`Self::aaz500`], for an `Option`.
        pub fn maybe_aaz500(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(fy005_body_row::AAZ500, value);
            self
        }

        /// 社会保障卡密码 · password of the insurance card
        ///
        /// `bzz269` String. Optional.
        pub fn bzz269(mut self, value: impl Into<String>) -> Self {
            self.draft.text(fy005_body_row::BZZ269, value);
            self
        }

        /// [`Self::bzz269`], for an `Option`.
        pub fn maybe_bzz269(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(fy005_body_row::BZZ269, value);
            self
        }

        /// 门诊流水号 · outpatient serial number
        ///
        /// `akc190` String20. Mandatory.
        pub fn akc190(mut self, value: impl Into<String>) -> Fy005BodyBuilder<Yes, HasAkc264, HasBke384> {
            self.draft.text(fy005_body_row::AKC190, value);
            Fy005BodyBuilder { draft: self.draft, state: PhantomData }
        }

        /// 医疗类别 · kind of treatment
        ///
        /// `aka130` String. Optional.
        pub fn aka130(mut self, value: impl IntoValue<OpenEnum<TreatmentKind>>) -> Self {
            self.draft.put::<OpenEnum<TreatmentKind>>(fy005_body_row::AKA130, value);
            self
        }

        /// [`Self::aka130`], for an `Option`.
        pub fn maybe_aka130(mut self, value: Option<impl IntoValue<OpenEnum<TreatmentKind>>>) -> Self {
            self.draft.maybe_put::<OpenEnum<TreatmentKind>>(fy005_body_row::AKA130, value);
            self
        }

        /// 诊断医生编码 · code of the doctor
        ///
        /// `bkc320` String. Optional.
        pub fn bkc320(mut self, value: impl Into<String>) -> Self {
            self.draft.text(fy005_body_row::BKC320, value);
            self
        }

        /// [`Self::bkc320`], for an `Option`.
        pub fn maybe_bkc320(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(fy005_body_row::BKC320, value);
            self
        }

        /// 诊断医生姓名 · name of the doctor
        ///
        /// `ckc350` String. Optional.
        pub fn ckc350(mut self, value: impl Into<String>) -> Self {
            self.draft.text(fy005_body_row::CKC350, value);
            self
        }

        /// [`Self::ckc350`], for an `Option`.
        pub fn maybe_ckc350(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(fy005_body_row::CKC350, value);
            self
        }

        /// 主要疾病 · main disease
        ///
        /// `ckc351` String. Optional.
        pub fn ckc351(mut self, value: impl Into<String>) -> Self {
            self.draft.text(fy005_body_row::CKC351, value);
            self
        }

        /// [`Self::ckc351`], for an `Option`.
        pub fn maybe_ckc351(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(fy005_body_row::CKC351, value);
            self
        }

        /// 次要疾病一 · first secondary disease
        ///
        /// `ckc352` String. Optional.
        pub fn ckc352(mut self, value: impl Into<String>) -> Self {
            self.draft.text(fy005_body_row::CKC352, value);
            self
        }

        /// [`Self::ckc352`], for an `Option`.
        pub fn maybe_ckc352(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(fy005_body_row::CKC352, value);
            self
        }

        /// 次要疾病二 · second secondary disease
        ///
        /// `ckc353` String. Optional.
        pub fn ckc353(mut self, value: impl Into<String>) -> Self {
            self.draft.text(fy005_body_row::CKC353, value);
            self
        }

        /// [`Self::ckc353`], for an `Option`.
        pub fn maybe_ckc353(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(fy005_body_row::CKC353, value);
            self
        }

        /// 结算类别 · kind of settlement
        ///
        /// `aka030` String. Optional.
        pub fn aka030(mut self, value: impl IntoValue<OpenEnum<SettlementKind>>) -> Self {
            self.draft.put::<OpenEnum<SettlementKind>>(fy005_body_row::AKA030, value);
            self
        }

        /// [`Self::aka030`], for an `Option`.
        pub fn maybe_aka030(mut self, value: Option<impl IntoValue<OpenEnum<SettlementKind>>>) -> Self {
            self.draft.maybe_put::<OpenEnum<SettlementKind>>(fy005_body_row::AKA030, value);
            self
        }

        /// 医疗费总额 · total of the medical expenses
        ///
        /// `akc264` String, an amount in yuan with at most two decimal places, such as 9.00. Mandatory.
        pub fn akc264(mut self, value: impl IntoValue<Yuan>) -> Fy005BodyBuilder<HasAkc190, Yes, HasBke384> {
            self.draft.put::<Yuan>(fy005_body_row::AKC264, value);
            Fy005BodyBuilder { draft: self.draft, state: PhantomData }
        }

        /// 先行支付记账标志 · whether payment in advance was applied for
        ///
        /// `ckc601` String. Optional.
        pub fn ckc601(mut self, value: impl IntoValue<OpenEnum<AdvancePayment>>) -> Self {
            self.draft.put::<OpenEnum<AdvancePayment>>(fy005_body_row::CKC601, value);
            self
        }

        /// [`Self::ckc601`], for an `Option`.
        pub fn maybe_ckc601(mut self, value: Option<impl IntoValue<OpenEnum<AdvancePayment>>>) -> Self {
            self.draft.maybe_put::<OpenEnum<AdvancePayment>>(fy005_body_row::CKC601, value);
            self
        }

        /// 医药机构结算业务序列号 · number of the settlement at the hospital
        ///
        /// `bke384` String20. Mandatory.
        pub fn bke384(mut self, value: impl Into<String>) -> Fy005BodyBuilder<HasAkc190, HasAkc264, Yes> {
            self.draft.text(fy005_body_row::BKE384, value);
            Fy005BodyBuilder { draft: self.draft, state: PhantomData }
        }

        /// Validates all fields, as far as that is possible without the record that they belong to. The builder of that record also takes this builder itself, and then reports all violations together.
        ///
        /// # Errors
        /// All violations.
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
                    "多个互不相关的医院系统的公开代码（网页、终端与 HIS），键名与绑定在其中一致",
                    "The public code of several independent hospital systems (web pages, kiosks and hospital information systems), which agree in the keys and in the bindings",
                ),
                rows: Borrowed(&[
                    FieldSchema::text("order_type", "订单类型", "kind of order").limit(16),
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
                    "多个互不相关的医院系统的公开代码（网页、终端与 HIS），键名与绑定在其中一致",
                    "The public code of several independent hospital systems (web pages, kiosks and hospital information systems), which agree in the keys and in the bindings",
                ),
                rows: Borrowed(&[
                    FieldSchema::text("content", "", "").object(<Self as Record>::TABLE),
                    FieldSchema::text("outer", "", "").object(OUTER),
                ]),
                checks: Borrowed(&[
                    Check::Stated(StatedRule {
                        id: Borrowed("registration-transaction"),
                        severity: Severity::Warning,
                        states: Truth::Or(
                            Static(&Truth::Not(Static(&Truth::Same(
                                TextExpr::Field(Borrowed(&[1, 0])),
                                TextExpr::Literal(Borrowed("RegPay")),
                            )))),
                            Static(&Truth::Same(
                                TextExpr::Field(Borrowed(&[0, 1])),
                                TextExpr::Literal(Borrowed("MZ002")),
                            )),
                        ),
                        message: Bilingual::of(
                            "挂号订单（RegPay）的交易应为 MZ002",
                            "the transaction of a registration's order (RegPay) should be MZ002",
                        ),
                    }),
                    Check::Stated(StatedRule {
                        id: Borrowed("bill-transaction"),
                        severity: Severity::Warning,
                        states: Truth::Or(
                            Static(&Truth::Not(Static(&Truth::Same(
                                TextExpr::Field(Borrowed(&[1, 0])),
                                TextExpr::Literal(Borrowed("DiagPay")),
                            )))),
                            Static(&Truth::Same(
                                TextExpr::Field(Borrowed(&[0, 1])),
                                TextExpr::Literal(Borrowed("FY005")),
                            )),
                        ),
                        message: Bilingual::of(
                            "诊间订单（DiagPay）的交易应为 FY005",
                            "the transaction of an outpatient bill's order (DiagPay) should be FY005",
                        ),
                    }),
                    Check::Stated(StatedRule {
                        id: Borrowed("same-serial-number"),
                        severity: Severity::Error,
                        states: Truth::Same(
                            TextExpr::Field(Borrowed(&[1, 1])),
                            TextExpr::Either(
                                Static(&TextExpr::Field(Borrowed(&[0, 18, 0]))),
                                Static(&TextExpr::Either(
                                    Static(&TextExpr::Field(Borrowed(&[0, 19, 0]))),
                                    Static(&TextExpr::Either(
                                        Static(&TextExpr::Field(Borrowed(&[0, 20, 0]))),
                                        Static(&TextExpr::Either(
                                            Static(&TextExpr::Field(Borrowed(&[0, 21, 0]))),
                                            Static(&TextExpr::Field(Borrowed(&[0, 22, 2]))),
                                        )),
                                    )),
                                )),
                            ),
                        ),
                        message: Bilingual::of(
                            "akc190 须与外层的 serial_no 一致",
                            "akc190 must be the request's serial_no",
                        ),
                    }),
                    Check::Stated(StatedRule {
                        id: Borrowed("same-bill-number"),
                        severity: Severity::Error,
                        states: Truth::Same(
                            TextExpr::Field(Borrowed(&[1, 2])),
                            TextExpr::Either(
                                Static(&TextExpr::Field(Borrowed(&[0, 18, 7]))),
                                Static(&TextExpr::Either(
                                    Static(&TextExpr::Field(Borrowed(&[0, 19, 7]))),
                                    Static(&TextExpr::Either(
                                        Static(&TextExpr::Field(Borrowed(&[0, 20, 1]))),
                                        Static(&TextExpr::Either(
                                            Static(&TextExpr::Field(Borrowed(&[0, 21, 10]))),
                                            Static(&TextExpr::Field(Borrowed(&[0, 22, 12]))),
                                        )),
                                    )),
                                )),
                            ),
                        ),
                        message: Bilingual::of(
                            "bke384 须与外层的 bill_no 一致",
                            "bke384 must be the request's bill_no",
                        ),
                    }),
                    Check::Stated(StatedRule {
                        id: Borrowed("same-total"),
                        severity: Severity::Error,
                        states: Truth::Compare(
                            Expr::Field(Borrowed(&[1, 3])),
                            Comparison::Equal,
                            Expr::Product(
                                Static(&Expr::Either(
                                    Static(&Expr::Field(Borrowed(&[0, 18, 6]))),
                                    Static(&Expr::Either(
                                        Static(&Expr::Field(Borrowed(&[0, 19, 6]))),
                                        Static(&Expr::Either(
                                            Static(&Expr::Field(Borrowed(&[0, 21, 8]))),
                                            Static(&Expr::Field(Borrowed(&[0, 22, 10]))),
                                        )),
                                    )),
                                )),
                                Static(&Expr::Number(Borrowed("100"))),
                            ),
                        ),
                        message: Bilingual::of(
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
        /// All violations.
        pub fn from_fields(json: &Json) -> Result<Valid<Self>, Violations> {
            <Self as ContentRecord>::from_fields(json)
        }
    }
};

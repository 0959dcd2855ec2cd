// Made by `cargo xtask regen` from schema/specs/city/shenzhen/second_generation_answer.yaml: do not edit.

/// 交易返回码 · return code
///
/// Code table `trans_return_code`, section 1.3.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash,
)]
#[non_exhaustive]
pub enum TransReturnCode {
    /// `00000000`: 成功 · success
    Success,
    /// `0`: 成功（一个系统的写法） · success (as one system has it)
    SuccessShort,
}
::wxmed::rt::serde_codes!(Code, TransReturnCode);

/// 深圳第二代接口的 response_content · response_content for the second generation of Shenzhen's interface
///
/// `city/shenzhen/second_generation_answer`, section 1.3.
///
/// 多个互不相关的医院系统的公开代码，键名在其中一致，中文名把握较小；文档没有这一内容。经微信返回的是整个信封还是只有 transBody，未见样例，请保留原文。 · The public code of several independent hospital systems, which agree in the keys and less so in what they are called; the document does not have this content. Whether the whole envelope or transBody alone comes back through WeChat was not seen: keep the text. Confidence: medium.
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct SecondGenerationAnswer {
    /// 交易时间 · time of the transaction
    ///
    /// `transTime` String, section 1.3.
    pub trans_time: ::core::option::Option<::std::string::String>,
    /// 交易类型 · kind of transaction
    ///
    /// `transType` String, section 1.3.
    pub trans_type: ::core::option::Option<::std::string::String>,
    /// 交易返回码 · return code
    ///
    /// `transReturnCode` String, section 1.3.
    ///
    /// 其他值为失败，原因见 transReturnMessage。 · Any other is a failure, whose reason is transReturnMessage.
    pub trans_return_code: ::core::option::Option<::wxmed::rt::OpenEnum<TransReturnCode>>,
    /// 交易返回信息 · return message
    ///
    /// `transReturnMessage` String, section 1.3.
    pub trans_return_message: ::core::option::Option<::std::string::String>,
    /// 交易版本号 · version of the interface
    ///
    /// `transVersion` String, section 1.3.
    pub trans_version: ::core::option::Option<::std::string::String>,
    /// 交易流水号 · serial number of the transaction
    ///
    /// `serialNumber` String, section 1.3.
    pub serial_number: ::core::option::Option<::std::string::String>,
    /// 卡所属地区 · area of the card
    ///
    /// `cardArea` String, section 1.3.
    pub card_area: ::core::option::Option<::std::string::String>,
    /// 医院编码 · hospital code
    ///
    /// `hospitalCode` String, section 1.3.
    pub hospital_code: ::core::option::Option<::std::string::String>,
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
    pub trans_channel: ::core::option::Option<::std::string::String>,
    /// 校验码 · verification code
    ///
    /// `verifyCode` String, section 1.3.
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
    /// 交易结果 · the result
    ///
    /// `transBody` object, section 1.3.
    ///
    /// 挂号与结算的结果相同，试算也一样。 · The same for a registration and a settlement, and for their trials.
    pub trans_body: ::core::option::Option<SettlementResult>,
    /// Keys that the spec does not have.
    pub unknown: ::wxmed::rt::Unknown,
}

/// Builder for [`SecondGenerationAnswer`], with one method per field.
#[must_use = "call `.build()`"]
pub struct SecondGenerationAnswerBuilder {
    draft: ::wxmed::rt::Draft<SecondGenerationAnswer>,
    state: ::core::marker::PhantomData<()>,
}

/// 费用分类 · expenses by category
///
/// An item of the list `outputlist1`.
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct ExpenseCategory {
    /// 费用类别 · category
    ///
    /// `aka111` String, section 1.3.
    pub aka111: ::core::option::Option<::std::string::String>,
    /// 费用金额 · amount
    ///
    /// `bka058` String, section 1.3.
    pub bka058: ::core::option::Option<::wxmed::rt::Yuan>,
    /// Keys that the spec does not have.
    pub unknown: ::wxmed::rt::Unknown,
}

/// Builder for [`ExpenseCategory`], with one method per field.
#[must_use = "call `.build()`"]
pub struct ExpenseCategoryBuilder {
    draft: ::wxmed::rt::Draft<ExpenseCategory>,
    state: ::core::marker::PhantomData<()>,
}

/// 支付项目 · payments
///
/// An item of the list `outputlist2`.
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct PaymentItem {
    /// 支付项目 · what it is paid by
    ///
    /// `aaa036` String, section 1.3.
    pub aaa036: ::core::option::Option<::std::string::String>,
    /// 金额 · amount
    ///
    /// `aae019` String, section 1.3.
    pub aae019: ::core::option::Option<::wxmed::rt::Yuan>,
    /// Keys that the spec does not have.
    pub unknown: ::wxmed::rt::Unknown,
}

/// Builder for [`PaymentItem`], with one method per field.
#[must_use = "call `.build()`"]
pub struct PaymentItemBuilder {
    draft: ::wxmed::rt::Draft<PaymentItem>,
    state: ::core::marker::PhantomData<()>,
}

/// 累计信息 · what was accumulated
///
/// An item of the list `outputlist3`.
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct Accumulated {
    /// 累计类别 · what is accumulated
    ///
    /// `aka037` String, section 1.3.
    pub aka037: ::core::option::Option<::std::string::String>,
    /// 累计值 · how much
    ///
    /// `bke264` String, section 1.3.
    pub bke264: ::core::option::Option<::wxmed::rt::Decimal>,
    /// Keys that the spec does not have.
    pub unknown: ::wxmed::rt::Unknown,
}

/// Builder for [`Accumulated`], with one method per field.
#[must_use = "call `.build()`"]
pub struct AccumulatedBuilder {
    draft: ::wxmed::rt::Draft<Accumulated>,
    state: ::core::marker::PhantomData<()>,
}

/// 交易结果 · the result
///
/// 挂号与结算的结果相同，试算也一样。 · The same for a registration and a settlement, and for their trials.
///
/// The object `transBody`.
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct SettlementResult {
    /// 医疗费总额 · total of the medical expenses
    ///
    /// `akc264` String, section 1.3.
    pub akc264: ::core::option::Option<::wxmed::rt::Yuan>,
    /// 统筹基金支付 · paid by the fund
    ///
    /// `akb068` String, section 1.3.
    pub akb068: ::core::option::Option<::wxmed::rt::Yuan>,
    /// 个人账户支付 · paid from the personal account
    ///
    /// `akb066` String, section 1.3.
    pub akb066: ::core::option::Option<::wxmed::rt::Yuan>,
    /// 个人现金支付 · paid in cash
    ///
    /// `akb067` String, section 1.3.
    pub akb067: ::core::option::Option<::wxmed::rt::Yuan>,
    /// 个人账户余额 · balance of the personal account
    ///
    /// `aae240` String, section 1.3.
    pub aae240: ::core::option::Option<::wxmed::rt::Yuan>,
    /// 医保结算业务号 · the bureau's number of the settlement
    ///
    /// `ckc618` String20, section 1.3.
    pub ckc618: ::core::option::Option<::std::string::String>,
    /// 费用分类 · expenses by category
    ///
    /// `outputlist1` list, section 1.3.
    pub outputlist1: ::core::option::Option<::std::vec::Vec<ExpenseCategory>>,
    /// 支付项目 · payments
    ///
    /// `outputlist2` list, section 1.3.
    pub outputlist2: ::core::option::Option<::std::vec::Vec<PaymentItem>>,
    /// 累计信息 · what was accumulated
    ///
    /// `outputlist3` list, section 1.3.
    pub outputlist3: ::core::option::Option<::std::vec::Vec<Accumulated>>,
    /// 渠道 · channel
    ///
    /// `cke555` String, section 1.3.
    pub cke555: ::core::option::Option<::std::string::String>,
    /// 结算状态 · state of the settlement
    ///
    /// `aka018` String, section 1.3.
    ///
    /// 取值未见列表。 · No list of its values was seen.
    pub aka018: ::core::option::Option<::std::string::String>,
    /// Keys that the spec does not have.
    pub unknown: ::wxmed::rt::Unknown,
}

/// Builder for [`SettlementResult`], with one method per field.
#[must_use = "call `.build()`"]
pub struct SettlementResultBuilder {
    draft: ::wxmed::rt::Draft<SettlementResult>,
    state: ::core::marker::PhantomData<()>,
}

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
    use ::wxmed::rt::{
        Bilingual, Borrowed, Check, Code, CodeRow, Codes, Comparison, Content, ContentError, ContentRecord, Decimal,
        Exhaustiveness, Expr, FieldSchema, FieldValue, Fields, Format, Input, IntoValue, Json, List, OpenEnum, Reader,
        Record, RecordSchema, Severity, StatedRule, Static, Truth, Valid, Value, Violations, Writer, Yuan, debug,
        from_object_cell, object_cell,
    };
    mod second_generation_answer_row {
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
        pub(super) const TRANS_BODY: ::core::primitive::u16 = 16;
    }
    mod expense_category_row {
        pub(super) const AKA111: ::core::primitive::u16 = 0;
        pub(super) const BKA058: ::core::primitive::u16 = 1;
    }
    mod payment_item_row {
        pub(super) const AAA036: ::core::primitive::u16 = 0;
        pub(super) const AAE019: ::core::primitive::u16 = 1;
    }
    mod accumulated_row {
        pub(super) const AKA037: ::core::primitive::u16 = 0;
        pub(super) const BKE264: ::core::primitive::u16 = 1;
    }
    mod settlement_result_row {
        pub(super) const AKC264: ::core::primitive::u16 = 0;
        pub(super) const AKB068: ::core::primitive::u16 = 1;
        pub(super) const AKB066: ::core::primitive::u16 = 2;
        pub(super) const AKB067: ::core::primitive::u16 = 3;
        pub(super) const AAE240: ::core::primitive::u16 = 4;
        pub(super) const CKC618: ::core::primitive::u16 = 5;
        pub(super) const OUTPUTLIST1: ::core::primitive::u16 = 6;
        pub(super) const OUTPUTLIST2: ::core::primitive::u16 = 7;
        pub(super) const OUTPUTLIST3: ::core::primitive::u16 = 8;
        pub(super) const CKE555: ::core::primitive::u16 = 9;
        pub(super) const AKA018: ::core::primitive::u16 = 10;
    }

    impl Code for TransReturnCode {
        const CODES: &'static Codes = &Codes {
            openness: Exhaustiveness::Open,
            rows: Borrowed(&[
                CodeRow { code: Borrowed("00000000"), label: Bilingual::of("成功", "success") },
                CodeRow {
                    code: Borrowed("0"),
                    label: Bilingual::of("成功（一个系统的写法）", "success (as one system has it)"),
                },
            ]),
        };

        const ALL: &'static [Self] = &[Self::Success, Self::SuccessShort];
        fn index(self) -> usize {
            self as usize
        }
    }

    impl Fields for SecondGenerationAnswer {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(second_generation_answer_row::TRANS_TIME, &self.trans_time);
            out.put(second_generation_answer_row::TRANS_TYPE, &self.trans_type);
            out.put(second_generation_answer_row::TRANS_RETURN_CODE, &self.trans_return_code);
            out.put(second_generation_answer_row::TRANS_RETURN_MESSAGE, &self.trans_return_message);
            out.put(second_generation_answer_row::TRANS_VERSION, &self.trans_version);
            out.put(second_generation_answer_row::SERIAL_NUMBER, &self.serial_number);
            out.put(second_generation_answer_row::CARD_AREA, &self.card_area);
            out.put(second_generation_answer_row::HOSPITAL_CODE, &self.hospital_code);
            out.put(second_generation_answer_row::OPERATOR_CODE, &self.operator_code);
            out.put(second_generation_answer_row::OPERATOR_NAME, &self.operator_name);
            out.put(second_generation_answer_row::OPERATOR_PASS, &self.operator_pass);
            out.put(second_generation_answer_row::TRANS_CHANNEL, &self.trans_channel);
            out.put(second_generation_answer_row::VERIFY_CODE, &self.verify_code);
            out.put(second_generation_answer_row::EXTEND_DEVICE_ID, &self.extend_device_id);
            out.put(second_generation_answer_row::EXTEND_USER_ID, &self.extend_user_id);
            out.put(second_generation_answer_row::EXTEND_SERIAL_NUMBER, &self.extend_serial_number);
            out.put(second_generation_answer_row::TRANS_BODY, &self.trans_body);
            out.put_unknown(&self.unknown);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                trans_time: from.take(second_generation_answer_row::TRANS_TIME)?,
                trans_type: from.take(second_generation_answer_row::TRANS_TYPE)?,
                trans_return_code: from.take(second_generation_answer_row::TRANS_RETURN_CODE)?,
                trans_return_message: from.take(second_generation_answer_row::TRANS_RETURN_MESSAGE)?,
                trans_version: from.take(second_generation_answer_row::TRANS_VERSION)?,
                serial_number: from.take(second_generation_answer_row::SERIAL_NUMBER)?,
                card_area: from.take(second_generation_answer_row::CARD_AREA)?,
                hospital_code: from.take(second_generation_answer_row::HOSPITAL_CODE)?,
                operator_code: from.take(second_generation_answer_row::OPERATOR_CODE)?,
                operator_name: from.take(second_generation_answer_row::OPERATOR_NAME)?,
                operator_pass: from.take(second_generation_answer_row::OPERATOR_PASS)?,
                trans_channel: from.take(second_generation_answer_row::TRANS_CHANNEL)?,
                verify_code: from.take(second_generation_answer_row::VERIFY_CODE)?,
                extend_device_id: from.take(second_generation_answer_row::EXTEND_DEVICE_ID)?,
                extend_user_id: from.take(second_generation_answer_row::EXTEND_USER_ID)?,
                extend_serial_number: from.take(second_generation_answer_row::EXTEND_SERIAL_NUMBER)?,
                trans_body: from.take(second_generation_answer_row::TRANS_BODY)?,
                unknown: from.take_unknown(),
            })
        }
    }

    impl Record for SecondGenerationAnswer {
        const TABLE: &'static RecordSchema = &RecordSchema {
            title: Bilingual::of(
                "深圳第二代接口的 response_content",
                "response_content for the second generation of Shenzhen's interface",
            ),
            section: Borrowed("1.3"),
            source: Bilingual::of(
                "多个互不相关的医院系统的公开代码，键名在其中一致，中文名把握较小",
                "The public code of several independent hospital systems, which agree in the keys and less so in what they are called",
            ),
            rows: Borrowed(&[
                FieldSchema::text("transTime", "交易时间", "time of the transaction"),
                FieldSchema::text("transType", "交易类型", "kind of transaction"),
                FieldSchema::text("transReturnCode", "交易返回码", "return code")
                    .codes(<TransReturnCode as Code>::CODES),
                FieldSchema::text("transReturnMessage", "交易返回信息", "return message").redacted(),
                FieldSchema::text("transVersion", "交易版本号", "version of the interface"),
                FieldSchema::text("serialNumber", "交易流水号", "serial number of the transaction"),
                FieldSchema::text("cardArea", "卡所属地区", "area of the card"),
                FieldSchema::text("hospitalCode", "医院编码", "hospital code"),
                FieldSchema::text("operatorCode", "操作员编码", "operator's code"),
                FieldSchema::text("operatorName", "操作员姓名", "operator's name").redacted(),
                FieldSchema::text("operatorPass", "操作员密码", "operator's password").redacted(),
                FieldSchema::text("transChannel", "交易渠道", "channel"),
                FieldSchema::text("verifyCode", "校验码", "verification code").redacted(),
                FieldSchema::text("extendDeviceId", "扩展：设备编号", "extension: device"),
                FieldSchema::text("extendUserId", "扩展：用户编号", "extension: user"),
                FieldSchema::text("extendSerialNumber", "扩展：流水号", "extension: serial number"),
                FieldSchema::text("transBody", "交易结果", "the result").object(<SettlementResult as Record>::TABLE),
            ]),
            checks: Borrowed(&[]),
        };
    }

    impl fmt::Debug for SecondGenerationAnswer {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug(self, "SecondGenerationAnswer", f)
        }
    }

    impl SecondGenerationAnswer {
        /// Returns a builder.
        pub fn builder() -> SecondGenerationAnswerBuilder {
            SecondGenerationAnswerBuilder { draft: Default::default(), state: PhantomData }
        }
    }

    impl SecondGenerationAnswerBuilder {
        /// 交易时间 · time of the transaction
        ///
        /// `transTime` String. Optional.
        pub fn trans_time(mut self, value: impl Into<String>) -> Self {
            self.draft.text(second_generation_answer_row::TRANS_TIME, value);
            self
        }

        /// [`Self::trans_time`], for an `Option`.
        pub fn maybe_trans_time(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(second_generation_answer_row::TRANS_TIME, value);
            self
        }

        /// 交易类型 · kind of transaction
        ///
        /// `transType` String. Optional.
        pub fn trans_type(mut self, value: impl Into<String>) -> Self {
            self.draft.text(second_generation_answer_row::TRANS_TYPE, value);
            self
        }

        /// [`Self::trans_type`], for an `Option`.
        pub fn maybe_trans_type(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(second_generation_answer_row::TRANS_TYPE, value);
            self
        }

        /// 交易返回码 · return code
        ///
        /// `transReturnCode` String. Optional.
        pub fn trans_return_code(mut self, value: impl IntoValue<OpenEnum<TransReturnCode>>) -> Self {
            self.draft.put::<OpenEnum<TransReturnCode>>(second_generation_answer_row::TRANS_RETURN_CODE, value);
            self
        }

        /// [`Self::trans_return_code`], for an `Option`.
        pub fn maybe_trans_return_code(mut self, value: Option<impl IntoValue<OpenEnum<TransReturnCode>>>) -> Self {
            self.draft.maybe_put::<OpenEnum<TransReturnCode>>(second_generation_answer_row::TRANS_RETURN_CODE, value);
            self
        }

        /// 交易返回信息 · return message
        ///
        /// `transReturnMessage` String. Optional.
        pub fn trans_return_message(mut self, value: impl Into<String>) -> Self {
            self.draft.text(second_generation_answer_row::TRANS_RETURN_MESSAGE, value);
            self
        }

        /// [`Self::trans_return_message`], for an `Option`.
        pub fn maybe_trans_return_message(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(second_generation_answer_row::TRANS_RETURN_MESSAGE, value);
            self
        }

        /// 交易版本号 · version of the interface
        ///
        /// `transVersion` String. Optional.
        pub fn trans_version(mut self, value: impl Into<String>) -> Self {
            self.draft.text(second_generation_answer_row::TRANS_VERSION, value);
            self
        }

        /// [`Self::trans_version`], for an `Option`.
        pub fn maybe_trans_version(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(second_generation_answer_row::TRANS_VERSION, value);
            self
        }

        /// 交易流水号 · serial number of the transaction
        ///
        /// `serialNumber` String. Optional.
        pub fn serial_number(mut self, value: impl Into<String>) -> Self {
            self.draft.text(second_generation_answer_row::SERIAL_NUMBER, value);
            self
        }

        /// [`Self::serial_number`], for an `Option`.
        pub fn maybe_serial_number(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(second_generation_answer_row::SERIAL_NUMBER, value);
            self
        }

        /// 卡所属地区 · area of the card
        ///
        /// `cardArea` String. Optional.
        pub fn card_area(mut self, value: impl Into<String>) -> Self {
            self.draft.text(second_generation_answer_row::CARD_AREA, value);
            self
        }

        /// [`Self::card_area`], for an `Option`.
        pub fn maybe_card_area(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(second_generation_answer_row::CARD_AREA, value);
            self
        }

        /// 医院编码 · hospital code
        ///
        /// `hospitalCode` String. Optional.
        pub fn hospital_code(mut self, value: impl Into<String>) -> Self {
            self.draft.text(second_generation_answer_row::HOSPITAL_CODE, value);
            self
        }

        /// [`Self::hospital_code`], for an `Option`.
        pub fn maybe_hospital_code(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(second_generation_answer_row::HOSPITAL_CODE, value);
            self
        }

        /// 操作员编码 · operator's code
        ///
        /// `operatorCode` String. Optional.
        pub fn operator_code(mut self, value: impl Into<String>) -> Self {
            self.draft.text(second_generation_answer_row::OPERATOR_CODE, value);
            self
        }

        /// [`Self::operator_code`], for an `Option`.
        pub fn maybe_operator_code(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(second_generation_answer_row::OPERATOR_CODE, value);
            self
        }

        /// 操作员姓名 · operator's name
        ///
        /// `operatorName` String. Optional.
        pub fn operator_name(mut self, value: impl Into<String>) -> Self {
            self.draft.text(second_generation_answer_row::OPERATOR_NAME, value);
            self
        }

        /// [`Self::operator_name`], for an `Option`.
        pub fn maybe_operator_name(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(second_generation_answer_row::OPERATOR_NAME, value);
            self
        }

        /// 操作员密码 · operator's password
        ///
        /// `operatorPass` String. Optional.
        pub fn operator_pass(mut self, value: impl Into<String>) -> Self {
            self.draft.text(second_generation_answer_row::OPERATOR_PASS, value);
            self
        }

        /// [`Self::operator_pass`], for an `Option`.
        pub fn maybe_operator_pass(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(second_generation_answer_row::OPERATOR_PASS, value);
            self
        }

        /// 交易渠道 · channel
        ///
        /// `transChannel` String. Optional.
        pub fn trans_channel(mut self, value: impl Into<String>) -> Self {
            self.draft.text(second_generation_answer_row::TRANS_CHANNEL, value);
            self
        }

        /// [`Self::trans_channel`], for an `Option`.
        pub fn maybe_trans_channel(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(second_generation_answer_row::TRANS_CHANNEL, value);
            self
        }

        /// 校验码 · verification code
        ///
        /// `verifyCode` String. Optional.
        pub fn verify_code(mut self, value: impl Into<String>) -> Self {
            self.draft.text(second_generation_answer_row::VERIFY_CODE, value);
            self
        }

        /// [`Self::verify_code`], for an `Option`.
        pub fn maybe_verify_code(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(second_generation_answer_row::VERIFY_CODE, value);
            self
        }

        /// 扩展：设备编号 · extension: device
        ///
        /// `extendDeviceId` String. Optional.
        pub fn extend_device_id(mut self, value: impl Into<String>) -> Self {
            self.draft.text(second_generation_answer_row::EXTEND_DEVICE_ID, value);
            self
        }

        /// [`Self::extend_device_id`], for an `Option`.
        pub fn maybe_extend_device_id(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(second_generation_answer_row::EXTEND_DEVICE_ID, value);
            self
        }

        /// 扩展：用户编号 · extension: user
        ///
        /// `extendUserId` String. Optional.
        pub fn extend_user_id(mut self, value: impl Into<String>) -> Self {
            self.draft.text(second_generation_answer_row::EXTEND_USER_ID, value);
            self
        }

        /// [`Self::extend_user_id`], for an `Option`.
        pub fn maybe_extend_user_id(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(second_generation_answer_row::EXTEND_USER_ID, value);
            self
        }

        /// 扩展：流水号 · extension: serial number
        ///
        /// `extendSerialNumber` String. Optional.
        pub fn extend_serial_number(mut self, value: impl Into<String>) -> Self {
            self.draft.text(second_generation_answer_row::EXTEND_SERIAL_NUMBER, value);
            self
        }

        /// [`Self::extend_serial_number`], for an `Option`.
        pub fn maybe_extend_serial_number(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(second_generation_answer_row::EXTEND_SERIAL_NUMBER, value);
            self
        }

        /// 交易结果 · the result
        ///
        /// `transBody` object. Optional.
        pub fn trans_body(mut self, value: impl IntoValue<SettlementResult>) -> Self {
            self.draft.put::<SettlementResult>(second_generation_answer_row::TRANS_BODY, value);
            self
        }

        /// [`Self::trans_body`], for an `Option`.
        pub fn maybe_trans_body(mut self, value: Option<impl IntoValue<SettlementResult>>) -> Self {
            self.draft.maybe_put::<SettlementResult>(second_generation_answer_row::TRANS_BODY, value);
            self
        }

        /// Validates all fields and returns the result.
        ///
        /// # Errors
        /// All violations.
        pub fn build(self) -> Result<Valid<SecondGenerationAnswer>, Violations> {
            self.draft.build()
        }
    }

    impl Fields for ExpenseCategory {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(expense_category_row::AKA111, &self.aka111);
            out.put(expense_category_row::BKA058, &self.bka058);
            out.put_unknown(&self.unknown);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                aka111: from.take(expense_category_row::AKA111)?,
                bka058: from.take(expense_category_row::BKA058)?,
                unknown: from.take_unknown(),
            })
        }
    }

    impl Record for ExpenseCategory {
        const TABLE: &'static RecordSchema = &RecordSchema {
            title: Bilingual::of("费用分类", "expenses by category"),
            section: Borrowed("1.3"),
            source: Bilingual::of(
                "多个互不相关的医院系统的公开代码，键名在其中一致，中文名把握较小",
                "The public code of several independent hospital systems, which agree in the keys and less so in what they are called",
            ),
            rows: Borrowed(&[
                FieldSchema::text("aka111", "费用类别", "category"),
                FieldSchema::text("bka058", "费用金额", "amount").format(Format::Yuan),
            ]),
            checks: Borrowed(&[]),
        };
    }

    impl fmt::Debug for ExpenseCategory {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug(self, "ExpenseCategory", f)
        }
    }

    impl ExpenseCategory {
        /// Returns a builder.
        pub fn builder() -> ExpenseCategoryBuilder {
            ExpenseCategoryBuilder { draft: Default::default(), state: PhantomData }
        }
    }

    impl ExpenseCategoryBuilder {
        /// 费用类别 · category
        ///
        /// `aka111` String. Optional.
        pub fn aka111(mut self, value: impl Into<String>) -> Self {
            self.draft.text(expense_category_row::AKA111, value);
            self
        }

        /// [`Self::aka111`], for an `Option`.
        pub fn maybe_aka111(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(expense_category_row::AKA111, value);
            self
        }

        /// 费用金额 · amount
        ///
        /// `bka058` String, an amount in yuan with at most two decimal places, such as 9.00. Optional.
        pub fn bka058(mut self, value: impl IntoValue<Yuan>) -> Self {
            self.draft.put::<Yuan>(expense_category_row::BKA058, value);
            self
        }

        /// [`Self::bka058`], for an `Option`.
        pub fn maybe_bka058(mut self, value: Option<impl IntoValue<Yuan>>) -> Self {
            self.draft.maybe_put::<Yuan>(expense_category_row::BKA058, value);
            self
        }

        /// Validates all fields, as far as that is possible without the record that they belong to. The builder of that record also takes this builder itself, and then reports all violations together.
        ///
        /// # Errors
        /// All violations.
        pub fn build(self) -> Result<ExpenseCategory, Violations> {
            self.draft.object()
        }
    }

    impl Value for ExpenseCategory {
        fn to_cell(&self) -> FieldValue<'_> {
            object_cell(self)
        }

        fn from_cell(cell: &FieldValue<'_>) -> Option<Self> {
            from_object_cell(cell)
        }
    }

    impl IntoValue<ExpenseCategory> for ExpenseCategory {
        fn into_value(self) -> Input<ExpenseCategory> {
            Input::Value(Into::into(self))
        }
    }

    impl IntoValue<ExpenseCategory> for ExpenseCategoryBuilder {
        fn into_value(self) -> Input<ExpenseCategory> {
            self.draft.into_object()
        }
    }

    impl Fields for PaymentItem {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(payment_item_row::AAA036, &self.aaa036);
            out.put(payment_item_row::AAE019, &self.aae019);
            out.put_unknown(&self.unknown);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                aaa036: from.take(payment_item_row::AAA036)?,
                aae019: from.take(payment_item_row::AAE019)?,
                unknown: from.take_unknown(),
            })
        }
    }

    impl Record for PaymentItem {
        const TABLE: &'static RecordSchema = &RecordSchema {
            title: Bilingual::of("支付项目", "payments"),
            section: Borrowed("1.3"),
            source: Bilingual::of(
                "多个互不相关的医院系统的公开代码，键名在其中一致，中文名把握较小",
                "The public code of several independent hospital systems, which agree in the keys and less so in what they are called",
            ),
            rows: Borrowed(&[
                FieldSchema::text("aaa036", "支付项目", "what it is paid by"),
                FieldSchema::text("aae019", "金额", "amount").format(Format::Yuan),
            ]),
            checks: Borrowed(&[]),
        };
    }

    impl fmt::Debug for PaymentItem {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug(self, "PaymentItem", f)
        }
    }

    impl PaymentItem {
        /// Returns a builder.
        pub fn builder() -> PaymentItemBuilder {
            PaymentItemBuilder { draft: Default::default(), state: PhantomData }
        }
    }

    impl PaymentItemBuilder {
        /// 支付项目 · what it is paid by
        ///
        /// `aaa036` String. Optional.
        pub fn aaa036(mut self, value: impl Into<String>) -> Self {
            self.draft.text(payment_item_row::AAA036, value);
            self
        }

        /// [`Self::aaa036`], for an `Option`.
        pub fn maybe_aaa036(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(payment_item_row::AAA036, value);
            self
        }

        /// 金额 · amount
        ///
        /// `aae019` String, an amount in yuan with at most two decimal places, such as 9.00. Optional.
        pub fn aae019(mut self, value: impl IntoValue<Yuan>) -> Self {
            self.draft.put::<Yuan>(payment_item_row::AAE019, value);
            self
        }

        /// [`Self::aae019`], for an `Option`.
        pub fn maybe_aae019(mut self, value: Option<impl IntoValue<Yuan>>) -> Self {
            self.draft.maybe_put::<Yuan>(payment_item_row::AAE019, value);
            self
        }

        /// Validates all fields, as far as that is possible without the record that they belong to. The builder of that record also takes this builder itself, and then reports all violations together.
        ///
        /// # Errors
        /// All violations.
        pub fn build(self) -> Result<PaymentItem, Violations> {
            self.draft.object()
        }
    }

    impl Value for PaymentItem {
        fn to_cell(&self) -> FieldValue<'_> {
            object_cell(self)
        }

        fn from_cell(cell: &FieldValue<'_>) -> Option<Self> {
            from_object_cell(cell)
        }
    }

    impl IntoValue<PaymentItem> for PaymentItem {
        fn into_value(self) -> Input<PaymentItem> {
            Input::Value(Into::into(self))
        }
    }

    impl IntoValue<PaymentItem> for PaymentItemBuilder {
        fn into_value(self) -> Input<PaymentItem> {
            self.draft.into_object()
        }
    }

    impl Fields for Accumulated {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(accumulated_row::AKA037, &self.aka037);
            out.put(accumulated_row::BKE264, &self.bke264);
            out.put_unknown(&self.unknown);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                aka037: from.take(accumulated_row::AKA037)?,
                bke264: from.take(accumulated_row::BKE264)?,
                unknown: from.take_unknown(),
            })
        }
    }

    impl Record for Accumulated {
        const TABLE: &'static RecordSchema = &RecordSchema {
            title: Bilingual::of("累计信息", "what was accumulated"),
            section: Borrowed("1.3"),
            source: Bilingual::of(
                "多个互不相关的医院系统的公开代码，键名在其中一致，中文名把握较小",
                "The public code of several independent hospital systems, which agree in the keys and less so in what they are called",
            ),
            rows: Borrowed(&[
                FieldSchema::text("aka037", "累计类别", "what is accumulated"),
                FieldSchema::text("bke264", "累计值", "how much").format(Format::Decimal),
            ]),
            checks: Borrowed(&[]),
        };
    }

    impl fmt::Debug for Accumulated {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug(self, "Accumulated", f)
        }
    }

    impl Accumulated {
        /// Returns a builder.
        pub fn builder() -> AccumulatedBuilder {
            AccumulatedBuilder { draft: Default::default(), state: PhantomData }
        }
    }

    impl AccumulatedBuilder {
        /// 累计类别 · what is accumulated
        ///
        /// `aka037` String. Optional.
        pub fn aka037(mut self, value: impl Into<String>) -> Self {
            self.draft.text(accumulated_row::AKA037, value);
            self
        }

        /// [`Self::aka037`], for an `Option`.
        pub fn maybe_aka037(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(accumulated_row::AKA037, value);
            self
        }

        /// 累计值 · how much
        ///
        /// `bke264` String, a decimal number, such as -1.25. Optional.
        pub fn bke264(mut self, value: impl IntoValue<Decimal>) -> Self {
            self.draft.put::<Decimal>(accumulated_row::BKE264, value);
            self
        }

        /// [`Self::bke264`], for an `Option`.
        pub fn maybe_bke264(mut self, value: Option<impl IntoValue<Decimal>>) -> Self {
            self.draft.maybe_put::<Decimal>(accumulated_row::BKE264, value);
            self
        }

        /// Validates all fields, as far as that is possible without the record that they belong to. The builder of that record also takes this builder itself, and then reports all violations together.
        ///
        /// # Errors
        /// All violations.
        pub fn build(self) -> Result<Accumulated, Violations> {
            self.draft.object()
        }
    }

    impl Value for Accumulated {
        fn to_cell(&self) -> FieldValue<'_> {
            object_cell(self)
        }

        fn from_cell(cell: &FieldValue<'_>) -> Option<Self> {
            from_object_cell(cell)
        }
    }

    impl IntoValue<Accumulated> for Accumulated {
        fn into_value(self) -> Input<Accumulated> {
            Input::Value(Into::into(self))
        }
    }

    impl IntoValue<Accumulated> for AccumulatedBuilder {
        fn into_value(self) -> Input<Accumulated> {
            self.draft.into_object()
        }
    }

    impl Fields for SettlementResult {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(settlement_result_row::AKC264, &self.akc264);
            out.put(settlement_result_row::AKB068, &self.akb068);
            out.put(settlement_result_row::AKB066, &self.akb066);
            out.put(settlement_result_row::AKB067, &self.akb067);
            out.put(settlement_result_row::AAE240, &self.aae240);
            out.put(settlement_result_row::CKC618, &self.ckc618);
            out.put(settlement_result_row::OUTPUTLIST1, &self.outputlist1);
            out.put(settlement_result_row::OUTPUTLIST2, &self.outputlist2);
            out.put(settlement_result_row::OUTPUTLIST3, &self.outputlist3);
            out.put(settlement_result_row::CKE555, &self.cke555);
            out.put(settlement_result_row::AKA018, &self.aka018);
            out.put_unknown(&self.unknown);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                akc264: from.take(settlement_result_row::AKC264)?,
                akb068: from.take(settlement_result_row::AKB068)?,
                akb066: from.take(settlement_result_row::AKB066)?,
                akb067: from.take(settlement_result_row::AKB067)?,
                aae240: from.take(settlement_result_row::AAE240)?,
                ckc618: from.take(settlement_result_row::CKC618)?,
                outputlist1: from.take(settlement_result_row::OUTPUTLIST1)?,
                outputlist2: from.take(settlement_result_row::OUTPUTLIST2)?,
                outputlist3: from.take(settlement_result_row::OUTPUTLIST3)?,
                cke555: from.take(settlement_result_row::CKE555)?,
                aka018: from.take(settlement_result_row::AKA018)?,
                unknown: from.take_unknown(),
            })
        }
    }

    impl Record for SettlementResult {
        const TABLE: &'static RecordSchema = &RecordSchema {
            title: Bilingual::of("交易结果", "the result"),
            section: Borrowed("1.3"),
            source: Bilingual::of(
                "多个互不相关的医院系统的公开代码，键名在其中一致，中文名把握较小",
                "The public code of several independent hospital systems, which agree in the keys and less so in what they are called",
            ),
            rows: Borrowed(&[
                FieldSchema::text("akc264", "医疗费总额", "total of the medical expenses").format(Format::Yuan),
                FieldSchema::text("akb068", "统筹基金支付", "paid by the fund").format(Format::Yuan),
                FieldSchema::text("akb066", "个人账户支付", "paid from the personal account").format(Format::Yuan),
                FieldSchema::text("akb067", "个人现金支付", "paid in cash").format(Format::Yuan),
                FieldSchema::text("aae240", "个人账户余额", "balance of the personal account")
                    .format(Format::Yuan)
                    .redacted(),
                FieldSchema::text("ckc618", "医保结算业务号", "the bureau's number of the settlement").limit(20),
                FieldSchema::text("outputlist1", "费用分类", "expenses by category")
                    .list(List::ANY)
                    .object(<ExpenseCategory as Record>::TABLE),
                FieldSchema::text("outputlist2", "支付项目", "payments")
                    .list(List::ANY)
                    .object(<PaymentItem as Record>::TABLE),
                FieldSchema::text("outputlist3", "累计信息", "what was accumulated")
                    .list(List::ANY)
                    .object(<Accumulated as Record>::TABLE),
                FieldSchema::text("cke555", "渠道", "channel"),
                FieldSchema::text("aka018", "结算状态", "state of the settlement"),
            ]),
            checks: Borrowed(&[Check::Stated(StatedRule {
                id: Borrowed("shares-total"),
                severity: Severity::Warning,
                states: Truth::Compare(
                    Expr::Field(Borrowed(&[0])),
                    Comparison::Equal,
                    Expr::Sum(
                        Static(&Expr::Sum(Static(&Expr::Field(Borrowed(&[1]))), Static(&Expr::Field(Borrowed(&[2]))))),
                        Static(&Expr::Field(Borrowed(&[3]))),
                    ),
                ),
                message: Bilingual::of(
                    "基金、个人账户与现金之和应等于总额（从一个系统的用法推断）",
                    "the shares of the fund, the account and cash should add up to the total, as is inferred from how one system uses them",
                ),
            })]),
        };
    }

    impl fmt::Debug for SettlementResult {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug(self, "SettlementResult", f)
        }
    }

    impl SettlementResult {
        /// Returns a builder.
        pub fn builder() -> SettlementResultBuilder {
            SettlementResultBuilder { draft: Default::default(), state: PhantomData }
        }
    }

    impl SettlementResultBuilder {
        /// 医疗费总额 · total of the medical expenses
        ///
        /// `akc264` String, an amount in yuan with at most two decimal places, such as 9.00. Optional.
        pub fn akc264(mut self, value: impl IntoValue<Yuan>) -> Self {
            self.draft.put::<Yuan>(settlement_result_row::AKC264, value);
            self
        }

        /// [`Self::akc264`], for an `Option`.
        pub fn maybe_akc264(mut self, value: Option<impl IntoValue<Yuan>>) -> Self {
            self.draft.maybe_put::<Yuan>(settlement_result_row::AKC264, value);
            self
        }

        /// 统筹基金支付 · paid by the fund
        ///
        /// `akb068` String, an amount in yuan with at most two decimal places, such as 9.00. Optional.
        pub fn akb068(mut self, value: impl IntoValue<Yuan>) -> Self {
            self.draft.put::<Yuan>(settlement_result_row::AKB068, value);
            self
        }

        /// [`Self::akb068`], for an `Option`.
        pub fn maybe_akb068(mut self, value: Option<impl IntoValue<Yuan>>) -> Self {
            self.draft.maybe_put::<Yuan>(settlement_result_row::AKB068, value);
            self
        }

        /// 个人账户支付 · paid from the personal account
        ///
        /// `akb066` String, an amount in yuan with at most two decimal places, such as 9.00. Optional.
        pub fn akb066(mut self, value: impl IntoValue<Yuan>) -> Self {
            self.draft.put::<Yuan>(settlement_result_row::AKB066, value);
            self
        }

        /// [`Self::akb066`], for an `Option`.
        pub fn maybe_akb066(mut self, value: Option<impl IntoValue<Yuan>>) -> Self {
            self.draft.maybe_put::<Yuan>(settlement_result_row::AKB066, value);
            self
        }

        /// 个人现金支付 · paid in cash
        ///
        /// `akb067` String, an amount in yuan with at most two decimal places, such as 9.00. Optional.
        pub fn akb067(mut self, value: impl IntoValue<Yuan>) -> Self {
            self.draft.put::<Yuan>(settlement_result_row::AKB067, value);
            self
        }

        /// [`Self::akb067`], for an `Option`.
        pub fn maybe_akb067(mut self, value: Option<impl IntoValue<Yuan>>) -> Self {
            self.draft.maybe_put::<Yuan>(settlement_result_row::AKB067, value);
            self
        }

        /// 个人账户余额 · balance of the personal account
        ///
        /// `aae240` String, an amount in yuan with at most two decimal places, such as 9.00. Optional.
        pub fn aae240(mut self, value: impl IntoValue<Yuan>) -> Self {
            self.draft.put::<Yuan>(settlement_result_row::AAE240, value);
            self
        }

        /// [`Self::aae240`], for an `Option`.
        pub fn maybe_aae240(mut self, value: Option<impl IntoValue<Yuan>>) -> Self {
            self.draft.maybe_put::<Yuan>(settlement_result_row::AAE240, value);
            self
        }

        /// 医保结算业务号 · the bureau's number of the settlement
        ///
        /// `ckc618` String20. Optional.
        pub fn ckc618(mut self, value: impl Into<String>) -> Self {
            self.draft.text(settlement_result_row::CKC618, value);
            self
        }

        /// [`Self::ckc618`], for an `Option`.
        pub fn maybe_ckc618(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(settlement_result_row::CKC618, value);
            self
        }

        /// 费用分类 · expenses by category
        ///
        /// `outputlist1` list. Optional.
        pub fn outputlist1(mut self, value: impl IntoIterator<Item = impl IntoValue<ExpenseCategory>>) -> Self {
            self.draft.list::<ExpenseCategory>(settlement_result_row::OUTPUTLIST1, value);
            self
        }

        /// [`Self::outputlist1`], for an `Option`.
        pub fn maybe_outputlist1(
            mut self,
            value: Option<impl IntoIterator<Item = impl IntoValue<ExpenseCategory>>>,
        ) -> Self {
            self.draft.maybe_list::<ExpenseCategory>(settlement_result_row::OUTPUTLIST1, value);
            self
        }

        /// 支付项目 · payments
        ///
        /// `outputlist2` list. Optional.
        pub fn outputlist2(mut self, value: impl IntoIterator<Item = impl IntoValue<PaymentItem>>) -> Self {
            self.draft.list::<PaymentItem>(settlement_result_row::OUTPUTLIST2, value);
            self
        }

        /// [`Self::outputlist2`], for an `Option`.
        pub fn maybe_outputlist2(
            mut self,
            value: Option<impl IntoIterator<Item = impl IntoValue<PaymentItem>>>,
        ) -> Self {
            self.draft.maybe_list::<PaymentItem>(settlement_result_row::OUTPUTLIST2, value);
            self
        }

        /// 累计信息 · what was accumulated
        ///
        /// `outputlist3` list. Optional.
        pub fn outputlist3(mut self, value: impl IntoIterator<Item = impl IntoValue<Accumulated>>) -> Self {
            self.draft.list::<Accumulated>(settlement_result_row::OUTPUTLIST3, value);
            self
        }

        /// [`Self::outputlist3`], for an `Option`.
        pub fn maybe_outputlist3(
            mut self,
            value: Option<impl IntoIterator<Item = impl IntoValue<Accumulated>>>,
        ) -> Self {
            self.draft.maybe_list::<Accumulated>(settlement_result_row::OUTPUTLIST3, value);
            self
        }

        /// 渠道 · channel
        ///
        /// `cke555` String. Optional.
        pub fn cke555(mut self, value: impl Into<String>) -> Self {
            self.draft.text(settlement_result_row::CKE555, value);
            self
        }

        /// [`Self::cke555`], for an `Option`.
        pub fn maybe_cke555(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(settlement_result_row::CKE555, value);
            self
        }

        /// 结算状态 · state of the settlement
        ///
        /// `aka018` String. Optional.
        pub fn aka018(mut self, value: impl Into<String>) -> Self {
            self.draft.text(settlement_result_row::AKA018, value);
            self
        }

        /// [`Self::aka018`], for an `Option`.
        pub fn maybe_aka018(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(settlement_result_row::AKA018, value);
            self
        }

        /// Validates all fields, as far as that is possible without the record that they belong to. The builder of that record also takes this builder itself, and then reports all violations together.
        ///
        /// # Errors
        /// All violations.
        pub fn build(self) -> Result<SettlementResult, Violations> {
            self.draft.object()
        }
    }

    impl Value for SettlementResult {
        fn to_cell(&self) -> FieldValue<'_> {
            object_cell(self)
        }

        fn from_cell(cell: &FieldValue<'_>) -> Option<Self> {
            from_object_cell(cell)
        }
    }

    impl IntoValue<SettlementResult> for SettlementResult {
        fn into_value(self) -> Input<SettlementResult> {
            Input::Value(Into::into(self))
        }
    }

    impl IntoValue<SettlementResult> for SettlementResultBuilder {
        fn into_value(self) -> Input<SettlementResult> {
            self.draft.into_object()
        }
    }

    impl ContentRecord for SecondGenerationAnswer {
        const NAME: &'static str = "city/shenzhen/second_generation_answer";
        const WRAPPED_IN: Option<&'static str> = None;
    }

    impl IntoValue<Content> for SecondGenerationAnswerBuilder {
        fn into_value(self) -> Input<Content> {
            IntoValue::into_value(self.draft.build())
        }
    }

    impl SecondGenerationAnswer {
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

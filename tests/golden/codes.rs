// Made by `cargo xtask regen` from schema/specs/codes/*.yaml: do not edit.

/// 参保类型 · kind of insurance
///
/// Code table `medical_insurance_type`, section 1.1.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash,
)]
#[non_exhaustive]
pub enum MedicalInsuranceType {
    /// `1`: 基本医疗保险（一档） · basic medical insurance (first tier)
    FirstTier,
    /// `2`: 基本医疗保险（二档） · basic medical insurance (second tier)
    SecondTier,
    /// `3`: 特殊 · special
    Special,
    /// `4`: 基本医疗保险（三档） · basic medical insurance (third tier)
    ThirdTier,
    /// `5`: 医疗保险二档（少儿） · medical insurance (second tier, children)
    SecondTierChildren,
    /// `6`: 统筹保险 · pooled insurance
    Pooled,
}
::wxmed::rt::serde_codes!(Code, MedicalInsuranceType);

/// 模板消息类型 · kind of template message
///
/// Code table `msg_type`, section 1.5.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash,
)]
#[non_exhaustive]
pub enum MsgType {
    /// `1`: 门诊缴费成功 · outpatient bill paid
    OutpatientPayment,
    /// `2`: 门诊缴费成功(含优惠) · outpatient bill paid, with a discount
    OutpatientPaymentDiscount,
    /// `3`: 挂号缴费成功 · registration paid
    RegistrationPayment,
    /// `4`: 预约挂号缴费成功 · appointment paid
    AppointmentPayment,
}
::wxmed::rt::serde_codes!(Code, MsgType);

/// 支付方式 · how an order is paid
///
/// Code table `pay_type`.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash,
)]
#[non_exhaustive]
pub enum PayType {
    /// `1`: 现金 · cash
    Cash,
    /// `2`: 医保 · insurance
    Insurance,
    /// `3`: 现金与医保 · cash and insurance
    CashAndInsurance,
}
::wxmed::rt::serde_codes!(Code, PayType);

/// 业务结果 · business status
///
/// Code table `result_code`, section 1.1.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash,
)]
#[non_exhaustive]
pub enum ResultCode {
    /// `SUCCESS`: 业务成功 · the operation succeeded
    Success,
    /// `FAIL`: 业务失败 · the operation failed
    Fail,
}
::wxmed::rt::serde_codes!(Code, ResultCode);

/// 返回状态码 · protocol status
///
/// Code table `return_code`, section 1.1.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash,
)]
#[non_exhaustive]
pub enum ReturnCode {
    /// `SUCCESS`: 通信成功 · the request was accepted
    Success,
    /// `FAIL`: 通信失败 · the request was refused
    Fail,
}
::wxmed::rt::serde_codes!(Code, ReturnCode);

/// 证件类型 · kind of identity document
///
/// Code table `user_card_type`, section 1.3.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash,
)]
#[non_exhaustive]
pub enum UserCardType {
    /// `1`: 居民身份证 · resident identity card
    ResidentId,
    /// `9`: 户口本 · household register
    HouseholdRegister,
    /// `8`: 外国人护照 · foreign passport
    ForeignPassport,
    /// `5`: 台湾居民来往大陆通行证 · mainland travel permit for Taiwan residents
    TaiwanTravelPermit,
    /// `4`: 澳门居民往来内地通行证 · mainland travel permit for Macao residents
    MacaoTravelPermit,
    /// `6`: 香港居民往来内地通行证 · mainland travel permit for Hong Kong residents
    HongKongTravelPermit,
    /// `7`: 外国人永久居留证 · permanent residence permit for foreigners
    PermanentResidence,
}
::wxmed::rt::serde_codes!(Code, UserCardType);
const _: () = {
    use ::core::primitive::usize;
    use ::wxmed::rt::{Bilingual, Borrowed, Code, CodeRow, Codes, Exhaustiveness};
    impl Code for MedicalInsuranceType {
        const CODES: &'static Codes = &Codes {
            openness: Exhaustiveness::Open,
            rows: Borrowed(&[
                CodeRow {
                    code: Borrowed("1"),
                    label: Bilingual::of("基本医疗保险（一档）", "basic medical insurance (first tier)"),
                },
                CodeRow {
                    code: Borrowed("2"),
                    label: Bilingual::of("基本医疗保险（二档）", "basic medical insurance (second tier)"),
                },
                CodeRow { code: Borrowed("3"), label: Bilingual::of("特殊", "special") },
                CodeRow {
                    code: Borrowed("4"),
                    label: Bilingual::of("基本医疗保险（三档）", "basic medical insurance (third tier)"),
                },
                CodeRow {
                    code: Borrowed("5"),
                    label: Bilingual::of("医疗保险二档（少儿）", "medical insurance (second tier, children)"),
                },
                CodeRow { code: Borrowed("6"), label: Bilingual::of("统筹保险", "pooled insurance") },
            ]),
        };

        const ALL: &'static [Self] = &[
            Self::FirstTier,
            Self::SecondTier,
            Self::Special,
            Self::ThirdTier,
            Self::SecondTierChildren,
            Self::Pooled,
        ];
        fn index(self) -> usize {
            self as usize
        }
    }

    impl Code for MsgType {
        const CODES: &'static Codes = &Codes {
            openness: Exhaustiveness::Closed,
            rows: Borrowed(&[
                CodeRow { code: Borrowed("1"), label: Bilingual::of("门诊缴费成功", "outpatient bill paid") },
                CodeRow {
                    code: Borrowed("2"),
                    label: Bilingual::of("门诊缴费成功(含优惠)", "outpatient bill paid, with a discount"),
                },
                CodeRow { code: Borrowed("3"), label: Bilingual::of("挂号缴费成功", "registration paid") },
                CodeRow { code: Borrowed("4"), label: Bilingual::of("预约挂号缴费成功", "appointment paid") },
            ]),
        };

        const ALL: &'static [Self] = &[
            Self::OutpatientPayment,
            Self::OutpatientPaymentDiscount,
            Self::RegistrationPayment,
            Self::AppointmentPayment,
        ];
        fn index(self) -> usize {
            self as usize
        }
    }

    impl Code for PayType {
        const CODES: &'static Codes = &Codes {
            openness: Exhaustiveness::Open,
            rows: Borrowed(&[
                CodeRow { code: Borrowed("1"), label: Bilingual::of("现金", "cash") },
                CodeRow { code: Borrowed("2"), label: Bilingual::of("医保", "insurance") },
                CodeRow { code: Borrowed("3"), label: Bilingual::of("现金与医保", "cash and insurance") },
            ]),
        };

        const ALL: &'static [Self] = &[Self::Cash, Self::Insurance, Self::CashAndInsurance];
        fn index(self) -> usize {
            self as usize
        }
    }

    impl Code for ResultCode {
        const CODES: &'static Codes = &Codes {
            openness: Exhaustiveness::Closed,
            rows: Borrowed(&[
                CodeRow { code: Borrowed("SUCCESS"), label: Bilingual::of("业务成功", "the operation succeeded") },
                CodeRow { code: Borrowed("FAIL"), label: Bilingual::of("业务失败", "the operation failed") },
            ]),
        };

        const ALL: &'static [Self] = &[Self::Success, Self::Fail];
        fn index(self) -> usize {
            self as usize
        }
    }

    impl Code for ReturnCode {
        const CODES: &'static Codes = &Codes {
            openness: Exhaustiveness::Closed,
            rows: Borrowed(&[
                CodeRow { code: Borrowed("SUCCESS"), label: Bilingual::of("通信成功", "the request was accepted") },
                CodeRow { code: Borrowed("FAIL"), label: Bilingual::of("通信失败", "the request was refused") },
            ]),
        };

        const ALL: &'static [Self] = &[Self::Success, Self::Fail];
        fn index(self) -> usize {
            self as usize
        }
    }

    impl Code for UserCardType {
        const CODES: &'static Codes = &Codes {
            openness: Exhaustiveness::Closed,
            rows: Borrowed(&[
                CodeRow { code: Borrowed("1"), label: Bilingual::of("居民身份证", "resident identity card") },
                CodeRow { code: Borrowed("9"), label: Bilingual::of("户口本", "household register") },
                CodeRow { code: Borrowed("8"), label: Bilingual::of("外国人护照", "foreign passport") },
                CodeRow {
                    code: Borrowed("5"),
                    label: Bilingual::of("台湾居民来往大陆通行证", "mainland travel permit for Taiwan residents"),
                },
                CodeRow {
                    code: Borrowed("4"),
                    label: Bilingual::of("澳门居民往来内地通行证", "mainland travel permit for Macao residents"),
                },
                CodeRow {
                    code: Borrowed("6"),
                    label: Bilingual::of("香港居民往来内地通行证", "mainland travel permit for Hong Kong residents"),
                },
                CodeRow {
                    code: Borrowed("7"),
                    label: Bilingual::of("外国人永久居留证", "permanent residence permit for foreigners"),
                },
            ]),
        };

        const ALL: &'static [Self] = &[
            Self::ResidentId,
            Self::HouseholdRegister,
            Self::ForeignPassport,
            Self::TaiwanTravelPermit,
            Self::MacaoTravelPermit,
            Self::HongKongTravelPermit,
            Self::PermanentResidence,
        ];
        fn index(self) -> usize {
            self as usize
        }
    }
};

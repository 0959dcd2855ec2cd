// Made by `cargo xtask regen` from schema/specs/parts/*.yaml: do not edit.

/// 商户身份 · the merchant
#[derive(::core::clone::Clone)]
pub enum Merchant {
    /// 医院自己的商户号。 · The hospital's own merchant account.
    Own {
        /// `appid`
        appid: ::std::string::String,
        /// `mch_id`
        mch_id: ::std::string::String,
    },
    /// 服务商模式：服务商的商户号与医院的子商户号。 · A service provider's account, with the hospital as its sub-merchant.
    SubMerchant {
        /// `appid`
        appid: ::std::string::String,
        /// `mch_id`
        mch_id: ::std::string::String,
        /// `sub_appid`
        sub_appid: ::core::option::Option<::std::string::String>,
        /// `sub_mch_id`
        sub_mch_id: ::std::string::String,
    },
}

const _: () = {
    use ::core::convert::Into;
    use ::core::fmt;
    use ::core::option::Option;
    use ::core::option::Option::Some;
    use ::wxmed::rt::{Fields, Input, IntoValue, Reader, Writer, debug_group};
    mod merchant_row {
        pub(super) const APPID: ::core::primitive::u16 = 0;
        pub(super) const MCH_ID: ::core::primitive::u16 = 1;
        pub(super) const SUB_APPID: ::core::primitive::u16 = 2;
        pub(super) const SUB_MCH_ID: ::core::primitive::u16 = 3;
    }

    impl Fields for Merchant {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            match self {
                Self::Own { appid, mch_id } => {
                    out.put(merchant_row::APPID, appid);
                    out.put(merchant_row::MCH_ID, mch_id);
                }
                Self::SubMerchant { appid, mch_id, sub_appid, sub_mch_id } => {
                    out.put(merchant_row::APPID, appid);
                    out.put(merchant_row::MCH_ID, mch_id);
                    out.put(merchant_row::SUB_APPID, sub_appid);
                    out.put(merchant_row::SUB_MCH_ID, sub_mch_id);
                }
            }
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            if from.is_given(merchant_row::SUB_APPID) || from.is_given(merchant_row::SUB_MCH_ID) {
                return Some(Self::SubMerchant {
                    appid: from.take(merchant_row::APPID)?,
                    mch_id: from.take(merchant_row::MCH_ID)?,
                    sub_appid: from.take(merchant_row::SUB_APPID)?,
                    sub_mch_id: from.take(merchant_row::SUB_MCH_ID)?,
                });
            }
            ::core::option::Option::Some(Self::Own {
                appid: from.take(merchant_row::APPID)?,
                mch_id: from.take(merchant_row::MCH_ID)?,
            })
        }
    }

    impl fmt::Debug for Merchant {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug_group(self, "Merchant", &["appid", "mch_id", "sub_appid", "sub_mch_id"], f)
        }
    }

    impl IntoValue<Merchant> for Merchant {
        fn into_value(self) -> Input<Merchant> {
            Input::Value(Into::into(self))
        }
    }
};

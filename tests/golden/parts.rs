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
    use ::core::fmt;
    use ::core::option::Option;
    use ::core::option::Option::Some;
    use ::wxmed::rt::{Fields, Reader, Writer, debug_group};
    impl Fields for Merchant {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            match self {
                Self::Own { appid, mch_id } => {
                    out.put(0, appid);
                    out.put(1, mch_id);
                }
                Self::SubMerchant { appid, mch_id, sub_appid, sub_mch_id } => {
                    out.put(0, appid);
                    out.put(1, mch_id);
                    out.put(2, sub_appid);
                    out.put(3, sub_mch_id);
                }
            }
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            if from.is_given(2) || from.is_given(3) {
                return Some(Self::SubMerchant {
                    appid: from.take(0)?,
                    mch_id: from.take(1)?,
                    sub_appid: from.take(2)?,
                    sub_mch_id: from.take(3)?,
                });
            }
            ::core::option::Option::Some(Self::Own { appid: from.take(0)?, mch_id: from.take(1)? })
        }
    }

    impl fmt::Debug for Merchant {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug_group(self, "Merchant", &["appid", "mch_id", "sub_appid", "sub_mch_id"], f)
        }
    }
};

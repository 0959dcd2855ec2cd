// Made by `cargo xtask regen` from schema/specs/payinsurance/getbindurl.yaml: do not edit.

/// 获取绑卡链接 · Get a link for binding a card
///
/// 取得让用户绑定社保卡的链接；调用方为小程序时还返回要跳转的小程序。 · Gets a link where a user binds an insurance card; a mini program also gets the mini program to jump to.
///
/// `/payinsurance/getbindurl`, section 1.2, since V1.1.
///
/// A client retries it when no response is received. The reply is [`GetBindUrlReply`].
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct GetBindUrl {
    /// 用户标识 · the user's openid
    ///
    /// `openid` String32, section 1.2.
    ///
    /// 用户在医院公众号下的 openid。 · The user's openid in the hospital's official account.
    pub openid: ::std::string::String,
    /// 绑卡完成后的跳转 url · where to go once the card is bound
    ///
    /// `url` String512, section 1.2.
    pub url: ::std::string::String,
    /// 来源统计 · source for statistics
    ///
    /// `from` String512, section 1.2.
    pub from: ::core::option::Option<::std::string::String>,
    /// 城市 ID · city ID
    ///
    /// `city_id` String32, section 1.2.
    pub city_id: ::core::option::Option<::std::string::String>,
}

/// Builder for [`GetBindUrl`], with one method per field.
#[must_use = "call `.build()`"]
pub struct GetBindUrlBuilder<HasOpenid = ::wxmed::rt::No, HasUrl = ::wxmed::rt::No> {
    draft: ::wxmed::rt::Draft<GetBindUrl>,
    state: ::core::marker::PhantomData<(HasOpenid, HasUrl)>,
}

#[doc(hidden)]
#[allow(missing_docs, missing_debug_implementations, non_camel_case_types)]
pub mod required {
    pub enum openid {}
    pub enum url {}
}

/// 获取绑卡链接的应答 · Reply to: Get a link for binding a card
///
/// Section 1.2, since V1.1.
#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct GetBindUrlReply {
    /// 绑卡链接 · link for binding the card
    ///
    /// `bind_url` String512, section 1.2.
    pub bind_url: ::std::string::String,
    /// 有效时间 · how long the link is good
    ///
    /// `expires_in` Uint32, section 1.2, since V1.3.
    ///
    /// 单位为秒。 · In seconds.
    pub expires_in: ::core::primitive::u32,
    /// 绑卡跳转小程序的 appid · appid of the mini program for binding
    ///
    /// `bind_appid` String64, section 1.2.
    ///
    /// 仅当调用方为小程序时返回。 · Only if the caller is a mini program.
    pub bind_appid: ::core::option::Option<::std::string::String>,
}

const _: () = {
    use ::core::convert::Into;
    use ::core::default::Default;
    use ::core::fmt;
    use ::core::iter::IntoIterator;
    use ::core::marker::PhantomData;
    use ::core::option::Option;
    use ::core::option::Option::{None, Some};
    use ::core::primitive::str;
    use ::core::result::Result;
    use ::std::string::String;
    use ::wxmed::rt::{
        Bilingual, Borrowed, FieldSchema, Fields, Format, Given, Operation, Reader, Record, RecordSchema, Request,
        ResponseSigning, Retry, Valid, Violations, Writer, Yes, debug, element,
    };
    mod get_bind_url_row {
        pub(super) const OPENID: ::core::primitive::u16 = 0;
        pub(super) const URL: ::core::primitive::u16 = 1;
        pub(super) const FROM: ::core::primitive::u16 = 2;
        pub(super) const CITY_ID: ::core::primitive::u16 = 3;
        pub(super) const NONCE_STR: ::core::primitive::u16 = 4;
    }
    mod get_bind_url_reply_row {
        pub(super) const BIND_URL: ::core::primitive::u16 = 0;
        pub(super) const EXPIRES_IN: ::core::primitive::u16 = 1;
        pub(super) const BIND_APPID: ::core::primitive::u16 = 2;
    }

    impl Fields for GetBindUrl {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(get_bind_url_row::OPENID, &self.openid);
            out.put(get_bind_url_row::URL, &self.url);
            out.put(get_bind_url_row::FROM, &self.from);
            out.put(get_bind_url_row::CITY_ID, &self.city_id);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                openid: from.take(get_bind_url_row::OPENID)?,
                url: from.take(get_bind_url_row::URL)?,
                from: from.take(get_bind_url_row::FROM)?,
                city_id: from.take(get_bind_url_row::CITY_ID)?,
            })
        }
    }

    impl Record for GetBindUrl {
        const TABLE: &'static RecordSchema = &RecordSchema {
            title: Bilingual::of("获取绑卡链接", "Get a link for binding a card"),
            section: Borrowed("1.2"),
            source: Bilingual::of("", ""),
            rows: Borrowed(&[
                FieldSchema::text("openid", "用户标识", "the user's openid").required().limit(32).redacted(),
                FieldSchema::text("url", "绑卡完成后的跳转 url", "where to go once the card is bound")
                    .required()
                    .limit(512)
                    .format(Format::Url),
                FieldSchema::text("from", "来源统计", "source for statistics").limit(512),
                FieldSchema::text("city_id", "城市 ID", "city ID").limit(32),
                FieldSchema::text("nonce_str", "随机字符串", "nonce").required().limit(32).nonce(),
                FieldSchema::text("sign", "签名", "signature").required().limit(32).signature(),
            ]),
            checks: Borrowed(&[]),
        };
    }

    impl fmt::Debug for GetBindUrl {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug(self, "GetBindUrl", f)
        }
    }

    impl GetBindUrl {
        /// Returns a builder.
        pub fn builder() -> GetBindUrlBuilder {
            GetBindUrlBuilder { draft: Default::default(), state: PhantomData }
        }
    }

    impl<HasOpenid, HasUrl> GetBindUrlBuilder<HasOpenid, HasUrl> {
        /// 用户标识 · the user's openid
        ///
        /// `openid` String32. Mandatory.
        pub fn openid(mut self, value: impl Into<String>) -> GetBindUrlBuilder<Yes, HasUrl> {
            self.draft.text(get_bind_url_row::OPENID, value);
            GetBindUrlBuilder { draft: self.draft, state: PhantomData }
        }

        /// 绑卡完成后的跳转 url · where to go once the card is bound
        ///
        /// `url` String512, an absolute http or https URL. Mandatory.
        pub fn url(mut self, value: impl Into<String>) -> GetBindUrlBuilder<HasOpenid, Yes> {
            self.draft.text(get_bind_url_row::URL, value);
            GetBindUrlBuilder { draft: self.draft, state: PhantomData }
        }

        /// 来源统计 · source for statistics
        ///
        /// `from` String512. Optional.
        pub fn from(mut self, value: impl Into<String>) -> Self {
            self.draft.text(get_bind_url_row::FROM, value);
            self
        }

        /// [`Self::from`], for an `Option`.
        pub fn maybe_from(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(get_bind_url_row::FROM, value);
            self
        }

        /// 城市 ID · city ID
        ///
        /// `city_id` String32. Optional.
        pub fn city_id(mut self, value: impl Into<String>) -> Self {
            self.draft.text(get_bind_url_row::CITY_ID, value);
            self
        }

        /// [`Self::city_id`], for an `Option`.
        pub fn maybe_city_id(mut self, value: Option<impl Into<String>>) -> Self {
            self.draft.maybe_text(get_bind_url_row::CITY_ID, value);
            self
        }

        /// Validates all fields and returns the result.
        ///
        /// # Errors
        /// All violations.
        pub fn build(self) -> Result<Valid<GetBindUrl>, Violations>
        where
            HasOpenid: Given<required::openid>,
            HasUrl: Given<required::url>,
        {
            self.draft.build()
        }
    }

    impl Fields for GetBindUrlReply {
        fn write<'a>(&'a self, out: &mut Writer<'_, 'a>) {
            out.put(get_bind_url_reply_row::BIND_URL, &self.bind_url);
            out.put(get_bind_url_reply_row::EXPIRES_IN, &self.expires_in);
            out.put(get_bind_url_reply_row::BIND_APPID, &self.bind_appid);
        }

        fn read(from: &Reader<'_, '_>) -> Option<Self> {
            Some(Self {
                bind_url: from.take(get_bind_url_reply_row::BIND_URL)?,
                expires_in: from.take(get_bind_url_reply_row::EXPIRES_IN)?,
                bind_appid: from.take(get_bind_url_reply_row::BIND_APPID)?,
            })
        }
    }

    impl Record for GetBindUrlReply {
        const TABLE: &'static RecordSchema = &RecordSchema {
            title: Bilingual::of("获取绑卡链接", "Get a link for binding a card"),
            section: Borrowed("1.2"),
            source: Bilingual::of("", ""),
            rows: Borrowed(&[
                FieldSchema::text("bind_url", "绑卡链接", "link for binding the card").required().limit(512).redacted(),
                FieldSchema::text("expires_in", "有效时间", "how long the link is good")
                    .required()
                    .format(Format::Uint32),
                FieldSchema::text("bind_appid", "绑卡跳转小程序的 appid", "appid of the mini program for binding")
                    .limit(64),
            ]),
            checks: Borrowed(&[]),
        };
    }

    impl fmt::Debug for GetBindUrlReply {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug(self, "GetBindUrlReply", f)
        }
    }

    impl Request for GetBindUrl {
        type Reply = GetBindUrlReply;
        const OPERATION: &'static Operation = &Operation {
            name: "getbindurl",
            path: "/payinsurance/getbindurl",
            section: "1.2",
            retry: Retry::Safe,
            response_signing: ResponseSigning::Unsigned,
            sign_type: None,
            order: &[
                element!(get_bind_url_row::CITY_ID, "city_id"),
                element!(get_bind_url_row::FROM, "from"),
                element!(get_bind_url_row::NONCE_STR, "nonce_str"),
                element!(get_bind_url_row::OPENID, "openid"),
                element!(get_bind_url_row::URL, "url"),
            ],
            errors: &[],
            echoes: &[],
        };
    }

    impl GetBindUrl {
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

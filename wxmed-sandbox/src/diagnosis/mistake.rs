//! The mistakes in signing that are recognised.

use wxmed::Bilingual;

/// A mistake in signing.
///
/// ```
/// use wxmed_sandbox::diagnosis::Mistake;
/// assert_eq!(Mistake::ZeroDropped.id(), "zero-dropped");
/// assert_eq!(Mistake::ALL.len(), 16);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Mistake {
    /// Fields whose value is `0` are not signed.
    ZeroDropped,
    /// Empty fields are signed.
    EmptyKept,
    /// `<![CDATA[…]]>` is signed with the value.
    CdataSigned,
    /// Values are signed with XML or HTML entities.
    EntitiesSigned,
    /// The text is encoded as GBK, not as UTF-8, before it is hashed.
    GbkSigned,
    /// The fields are sorted without regard to upper and lower case, or by the rules of a language.
    CaseInsensitiveSort,
    /// The fields are not sorted by name, or in descending order.
    NotSorted,
    /// White space at either end of values is sent, but not signed.
    ValuesTrimmed,
    /// Values are signed in percent-encoding.
    UrlEncoded,
    /// The AppSecret is used as the key.
    AppSecretAsKey,
    /// The text does not end in `&key=` and the key.
    KeyMissing,
    /// The key, or the word `key`, is in upper or lower case.
    KeyCase,
    /// HMAC-SHA256 in place of MD5, or the other way round.
    HmacForMd5,
    /// The signature has lower-case digits.
    LowerCaseHex,
    /// The field `sign` is signed.
    SignIncluded,
    /// No known mistake: another key, or a value that was changed after signing.
    ForeignKeyOrValue,
}

impl Mistake {
    /// All mistakes.
    pub const ALL: [Self; 16] = [
        Self::ZeroDropped,
        Self::EmptyKept,
        Self::CdataSigned,
        Self::EntitiesSigned,
        Self::GbkSigned,
        Self::CaseInsensitiveSort,
        Self::NotSorted,
        Self::ValuesTrimmed,
        Self::UrlEncoded,
        Self::AppSecretAsKey,
        Self::KeyMissing,
        Self::KeyCase,
        Self::HmacForMd5,
        Self::LowerCaseHex,
        Self::SignIncluded,
        Self::ForeignKeyOrValue,
    ];

    /// The stable ID.
    pub const fn id(self) -> &'static str {
        match self {
            Self::ZeroDropped => "zero-dropped",
            Self::EmptyKept => "empty-kept",
            Self::CdataSigned => "cdata-signed",
            Self::EntitiesSigned => "entities-signed",
            Self::GbkSigned => "gbk-signed",
            Self::CaseInsensitiveSort => "case-insensitive-sort",
            Self::NotSorted => "not-sorted",
            Self::ValuesTrimmed => "values-trimmed",
            Self::UrlEncoded => "url-encoded",
            Self::AppSecretAsKey => "app-secret-as-key",
            Self::KeyMissing => "key-missing",
            Self::KeyCase => "key-case",
            Self::HmacForMd5 => "hmac-for-md5",
            Self::LowerCaseHex => "lower-case-hex",
            Self::SignIncluded => "sign-included",
            Self::ForeignKeyOrValue => "foreign-key-or-value",
        }
    }

    /// The mistake with an ID.
    pub fn by_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mistake| mistake.id() == id)
    }

    /// A short title for lists.
    pub const fn title(self) -> Bilingual {
        match self {
            Self::ZeroDropped => Bilingual::of("0 未参与签名", "Zeros not signed"),
            Self::EmptyKept => Bilingual::of("空值参与了签名", "Empty fields signed"),
            Self::CdataSigned => Bilingual::of("CDATA 标记参与了签名", "CDATA marks signed"),
            Self::EntitiesSigned => Bilingual::of("签名用了转义后的值", "Escaped values signed"),
            Self::GbkSigned => Bilingual::of("签名用了 GBK", "Signed as GBK"),
            Self::CaseInsensitiveSort => Bilingual::of("排序忽略了大小写", "Sorted without regard to case"),
            Self::NotSorted => Bilingual::of("字段未排序", "Fields not sorted"),
            Self::ValuesTrimmed => Bilingual::of("签名去掉了首尾空白", "Values trimmed for signing"),
            Self::UrlEncoded => Bilingual::of("签名用了 URL 编码", "Percent-encoded values signed"),
            Self::AppSecretAsKey => Bilingual::of("误用 AppSecret 作密钥", "AppSecret used as the key"),
            Self::KeyMissing => Bilingual::of("末尾缺少密钥", "Key missing at the end"),
            Self::KeyCase => Bilingual::of("密钥大小写被改动", "Key in another case"),
            Self::HmacForMd5 => Bilingual::of("摘要算法不符", "Wrong digest"),
            Self::LowerCaseHex => Bilingual::of("签名是小写的", "Signature in lower case"),
            Self::SignIncluded => Bilingual::of("sign 参与了签名", "sign itself signed"),
            Self::ForeignKeyOrValue => Bilingual::of("密钥或某个值不一致", "The key or a value differs"),
        }
    }

    /// The explanation.
    pub const fn text(self) -> Bilingual {
        match self {
            Self::ZeroDropped => Bilingual::of("值为 0 的字段没有参与签名", "fields whose value is 0 are not signed"),
            Self::EmptyKept => Bilingual::of("空值字段参与了签名", "empty fields are signed"),
            Self::CdataSigned => Bilingual::of(
                "签名时把 <![CDATA[…]]> 标记当成了值的一部分",
                "values are signed together with their <![CDATA[…]]> marks",
            ),
            Self::EntitiesSigned => Bilingual::of(
                "签名用的是转义后的值（如 &amp;、&quot;），不是原文",
                "values are signed in their escaped form, such as &amp; or &quot;",
            ),
            Self::GbkSigned => Bilingual::of(
                "计算签名时文本按 GBK 编码，而报文是 UTF-8",
                "the text is encoded as GBK before it is hashed, although the body is UTF-8",
            ),
            Self::CaseInsensitiveSort => Bilingual::of(
                "字段排序时忽略了大小写，或用了某种语言的排序规则",
                "fields are sorted without regard to case, or by the rules of a language",
            ),
            Self::NotSorted => {
                Bilingual::of("字段没有按名称升序排列", "fields are not sorted by name in ascending order")
            }
            Self::ValuesTrimmed => Bilingual::of(
                "签名时去掉了值首尾的空白，而发送的值带有空白",
                "white space at either end of a value is sent, but was trimmed before signing",
            ),
            Self::UrlEncoded => Bilingual::of("签名用的是 URL 编码后的值", "values are signed in percent-encoding"),
            Self::AppSecretAsKey => {
                Bilingual::of("签名用的是 AppSecret，不是 API 密钥", "the AppSecret is used as the key")
            }
            Self::KeyMissing => Bilingual::of(
                "待签名串的末尾不是 &key= 加 API 密钥",
                "the string to sign does not end in &key= and the API key",
            ),
            Self::KeyCase => Bilingual::of(
                "API 密钥或 key 这个词的大小写被改动",
                "the API key, or the word key before it, is in another case",
            ),
            Self::HmacForMd5 => Bilingual::of(
                "签名用的是 HMAC-SHA256，而该接口用 MD5",
                "the signature is HMAC-SHA256, but this request is signed with MD5",
            ),
            Self::LowerCaseHex => Bilingual::of("签名是小写的，应为大写", "the signature is in lower case"),
            Self::SignIncluded => Bilingual::of("sign 字段本身参与了签名", "the field sign is itself signed"),
            Self::ForeignKeyOrValue => Bilingual::of(
                "sign 与收到的字段不符，已知的签名错误都得不出它：某个值与签名时不同，或密钥不是沙箱账户的",
                "sign does not fit the fields received, and no known mistake yields it: a value differs from the one that \
                 was signed, or the key is not that of the sandbox's account",
            ),
        }
    }

    /// What to change in the caller's code.
    pub const fn remedy(self) -> Bilingual {
        match self {
            Self::ZeroDropped => Bilingual::of(
                "判断空值时只排除 null 与空字符串；不要用 empty($v)、if (v) 这类把 0 也当作空值的写法",
                "leave out null and the empty string only; don't use empty($v), if (v) or the like, which take 0 for \
                 empty",
            ),
            Self::EmptyKept => Bilingual::of(
                "拼接待签名串之前去掉值为空的字段；最好也不要发送它们",
                "remove fields without a value before you join the string to sign; best don't send them either",
            ),
            Self::CdataSigned => Bilingual::of(
                "先用原始值签名，最后生成 XML 时再加 <![CDATA[…]]>",
                "sign the plain values first, and add <![CDATA[…]]> only when you write the XML",
            ),
            Self::EntitiesSigned => Bilingual::of(
                "先用未转义的原始值签名，转义只在生成 XML 时做（或用 CDATA）；HTML 转义函数不要用在签名之前",
                "sign the unescaped values, and escape only when you write the XML, or use CDATA; don't call functions \
                 that escape HTML before signing",
            ),
            Self::GbkSigned => Bilingual::of(
                "取字节时写明 UTF-8：Java 用 getBytes(StandardCharsets.UTF_8)，C# 用 Encoding.UTF8，PHP 与 Delphi 先转为 UTF-8",
                "name UTF-8 where the text becomes bytes: getBytes(StandardCharsets.UTF_8) in Java, Encoding.UTF8 in C#; \
                 in PHP and Delphi convert to UTF-8 first",
            ),
            Self::CaseInsensitiveSort => Bilingual::of(
                "按 ASCII 码排序字段名：C# 用 StringComparer.Ordinal，Java 用 TreeMap 的默认次序，JavaScript 用 sort() 而不是 localeCompare",
                "sort by the bytes of the names: StringComparer.Ordinal in C#, a TreeMap without a comparator in Java, \
                 sort() without localeCompare in JavaScript",
            ),
            Self::NotSorted => Bilingual::of(
                "拼接之前按字段名的 ASCII 码升序排序（PHP：ksort；Python：sorted；Java：TreeMap）",
                "sort by the bytes of the names, ascending, before you join (ksort in PHP, sorted in Python, TreeMap in \
                 Java)",
            ),
            Self::ValuesTrimmed => Bilingual::of(
                "在取值时就去掉首尾空白，签名与发送用同一个值",
                "trim when you take the value in, and sign and send the same text",
            ),
            Self::UrlEncoded => Bilingual::of(
                "用原始值拼接待签名串，不要做 URL 编码（PHP 不要用 http_build_query，Python 不要用 urlencode）",
                "join the plain values without percent-encoding (no http_build_query in PHP, no urlencode in Python)",
            ),
            Self::AppSecretAsKey => Bilingual::of(
                "签名请用商户平台设置的 API 密钥；AppSecret 只用来获取 access_token",
                "sign with the API key of the merchant platform; the AppSecret is only for fetching access tokens",
            ),
            Self::KeyMissing => Bilingual::of(
                "排序并拼接全部字段之后，在末尾追加 &key=API密钥，再计算摘要",
                "after sorting and joining the fields, append &key= and the API key, and hash that",
            ),
            Self::KeyCase => Bilingual::of(
                "API 密钥原样使用，不要转换大小写；前面固定写小写的 &key=",
                "use the API key as it is, without changing its case, behind a lower-case &key=",
            ),
            Self::HmacForMd5 => Bilingual::of(
                "不要填写 sign_type，并用 MD5 签名（32 位十六进制）",
                "leave sign_type out, and sign with MD5, which yields 32 hexadecimal digits",
            ),
            Self::LowerCaseHex => Bilingual::of(
                "把摘要转为大写十六进制再填入 sign",
                "convert the digest to upper-case hexadecimal digits",
            ),
            Self::SignIncluded => Bilingual::of(
                "签名之前从参数中去掉 sign；每次签名都从没有 sign 的参数开始",
                "remove sign from the parameters before you sign; begin each signature without it",
            ),
            Self::ForeignKeyOrValue => Bilingual::of(
                "核对 API 密钥：沙箱启动时打印，控制台的“开始”页也有；request_content 只序列化一次，签名与发送用同一段文本；再将程序的待签名串与沙箱的（控制台中此调用的“正确的待签名串”，控制接口中的 string_to_sign）逐字比较",
                "check the API key, which the sandbox prints when it starts and the console has in Start; serialise \
                 request_content once, and sign and send that text; then compare the string that your program signs, \
                 character by character, with the sandbox's: “What should be signed” of this exchange in the console, \
                 string_to_sign in the control API",
            ),
        }
    }
}

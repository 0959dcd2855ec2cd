//! The diagnosis and its causes.

use std::borrow::Cow;
use std::fmt;

use wxmed::Bilingual;

/// Why a request was not accepted: one or more causes that together explain it.
///
/// `Display` lists the IDs, as the header `x-wxmed-diagnosis` does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    /// Never empty.
    causes: Vec<Cause>,
}

/// One of the causes why a request was not accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cause {
    /// The stable ID of a [`Mistake`](super::Mistake), of a violated rule, or of a kind of unreadable body.
    pub id: Cow<'static, str>,
    /// A short title for lists. It contains the field if the cause is a violated rule.
    pub title: Bilingual,
    /// The explanation.
    pub text: Bilingual,
    /// What to change.
    pub remedy: Bilingual,
    /// The position in the request, if there is a single one.
    pub at: Option<Position>,
}

/// A position in a request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Position {
    /// The path of the field; `None` if the position isn't inside a field.
    pub field: Option<String>,
    /// The byte offset in the body; `None` if the field was not sent.
    pub offset: Option<usize>,
}

impl Position {
    /// A position inside a field.
    pub(crate) fn of_field(field: impl Into<String>, offset: Option<usize>) -> Self {
        Self { field: Some(field.into()), offset }
    }
}

impl Cause {
    pub(crate) fn new(id: impl Into<Cow<'static, str>>, title: Bilingual, text: Bilingual, remedy: Bilingual) -> Self {
        Self { id: id.into(), title, text, remedy, at: None }
    }

    pub(crate) fn at(self, at: Option<Position>) -> Self {
        Self { at, ..self }
    }
}

impl Diagnosis {
    /// A diagnosis with these causes; `None` if there are none.
    pub(crate) fn of(causes: impl IntoIterator<Item = Cause>) -> Option<Self> {
        let causes: Vec<Cause> = causes.into_iter().collect();
        (!causes.is_empty()).then_some(Self { causes })
    }

    /// The causes, at least one.
    pub fn causes(&self) -> impl Iterator<Item = &Cause> {
        self.causes.iter()
    }

    /// The IDs of the causes, without duplicates.
    pub fn ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = Vec::new();
        for cause in self.causes() {
            if !ids.contains(&&*cause.id) {
                ids.push(&cause.id);
            }
        }
        ids
    }

    /// Adds that the key is probably wrong, because the last calls of the program were all rejected for this reason.
    pub(crate) fn with_likely_key(mut self, calls: usize) -> Self {
        if let Some(first) = self.causes.first_mut() {
            let Bilingual { zh, en } = &first.remedy;
            first.remedy = Bilingual::new(
                format!("很可能是密钥不对：程序的 {calls} 个签名请求全都如此。{zh}"),
                format!(
                    "Most likely it is the key: all {calls} signed requests of the program fail in this way. Then {en}"
                ),
            );
        }
        self
    }

    /// States that the key is right, because an earlier call of the program was signed with it. Then a value differs.
    pub(crate) fn with_right_key(mut self, call: usize) -> Self {
        if let Some(first) = self.causes.first_mut() {
            first.title = Bilingual::of("某个值不一致", "A value differs");
            first.text = Bilingual::new(
                format!("sign 与收到的字段不符，而密钥是对的：第 {call} 次调用用它签名。某个值与签名时不同"),
                format!(
                    "sign does not fit the fields received, although the key is right: exchange {call} was signed with it. \
                     A value differs from the one that was signed"
                ),
            );
            first.remedy = Bilingual::of(
                "签名之后不要再改动任何值（金额的写法、首尾空白、换行、编码）；request_content 只序列化一次，签名与发送用同一段文本；再将程序的待签名串与沙箱的（控制台中此调用的“正确的待签名串”，控制接口中的 string_to_sign）逐字比较。此后若改过密钥配置，也要核对密钥",
                "change no value after signing: how amounts are written, white space, line breaks, the charset; serialise \
                 request_content once, and sign and send that text; then compare the string that your program signs, \
                 character by character, with the sandbox's: “What should be signed” of this exchange in the console, \
                 string_to_sign in the control API. Check the key only if its setting was changed since",
            );
        }
        self
    }

    /// The approximate size in bytes.
    pub(crate) fn bytes(&self) -> usize {
        let text = |text: &Bilingual| text.zh.len() + text.en.len();
        self.causes().map(|cause| cause.id.len() + text(&cause.title) + text(&cause.text) + text(&cause.remedy)).sum()
    }
}

impl From<Cause> for Diagnosis {
    fn from(cause: Cause) -> Self {
        Self { causes: vec![cause] }
    }
}

impl fmt::Display for Diagnosis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.ids().join(", "))
    }
}

/// The request has a `sign_type` that the platform doesn't know.
pub(crate) fn unknown_sign_type(field: &str, offset: Option<usize>) -> Diagnosis {
    let text = Bilingual::new(
        format!("不支持请求指定的签名方式（{field}）"),
        format!("the request names a way to sign that is not known ({field})"),
    );
    let remedy = Bilingual::of(
        "请删除该字段并用 MD5 签名；若文档列出该字段，只能填 MD5 或 HMAC-SHA256",
        "leave the field out and sign with MD5; if the document lists the field, it is MD5 or HMAC-SHA256",
    );
    let title = Bilingual::of("签名方式未知", "Unknown way to sign");
    Cause::new("sign-type-unknown", title, text, remedy).at(Some(Position::of_field(field, offset))).into()
}

/// The request names an account other than the sandbox's.
pub(crate) fn foreign_account(field: &str, offset: Option<usize>) -> Diagnosis {
    let text = Bilingual::new(
        format!("{field} 不是沙箱账户的值，或缺少它"),
        format!("{field} is not that of the sandbox's account, or is missing"),
    );
    let remedy = Bilingual::of(
        "请填写启动沙箱时打印的 appid、mch_id 与子商户号；公众号的 appid 与子商户的 sub_appid 不能互换",
        "use the appid, mch_id and sub-merchant that the sandbox prints when it starts; appid and sub_appid are not \
         interchangeable",
    );
    let title = Bilingual::new(format!("不是沙箱的账户：{field}"), format!("Another account: {field}"));
    Cause::new("foreign-account", title, text, remedy).at(Some(Position::of_field(field, offset))).into()
}

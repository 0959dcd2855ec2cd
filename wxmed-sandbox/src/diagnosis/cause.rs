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
    pub(crate) key: KeyEvidence,
}

/// What the cause of a wrong signature reveals about the key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum KeyEvidence {
    /// The cause is no matter of signing, or the request was signed without the right key.
    #[default]
    None,
    /// The request was signed with the right key.
    Right,
    /// Either the key or a value differs.
    Unexplained,
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
        Self { id: id.into(), title, text, remedy, at: None, key: KeyEvidence::None }
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

    /// What it reveals about the key.
    pub(crate) fn key(&self) -> KeyEvidence {
        self.causes().map(|cause| cause.key).find(|key| *key != KeyEvidence::None).unwrap_or_default()
    }

    pub(super) fn first_mut(&mut self) -> Option<&mut Cause> {
        self.causes.first_mut()
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

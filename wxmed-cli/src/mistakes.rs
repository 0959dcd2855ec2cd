//! Texts for the mistakes of a diagnosis that also apply to recorded messages, which didn't involve a sandbox.

use wxmed::Bilingual;
use wxmed_sandbox::diagnosis::{Cause, Mistake};

/// The text of a mistake: what is wrong, and what to change.
pub(crate) struct MistakeText {
    pub(crate) text: Bilingual,
    pub(crate) remedy: Bilingual,
}

/// Explains a cause.
pub(crate) fn mistake_text(cause: &Cause) -> MistakeText {
    if cause.id != Mistake::ForeignKeyOrValue.id() {
        return MistakeText { text: cause.text.clone(), remedy: cause.remedy.clone() };
    }
    MistakeText {
        text: Bilingual::of(
            "签名不对，已知的错误都不能解释：密钥不同，或签名之后有值被改动",
            "the signature is wrong, and no known mistake explains it: the key is another one, or a value was changed after \
             signing",
        ),
        remedy: Bilingual::of(
            "核对 API 密钥；用 wxmed sign 对同样的字段签名，并逐字比较待签名串",
            "check the API key; sign the same fields with `wxmed sign`, and compare the strings to sign",
        ),
    }
}

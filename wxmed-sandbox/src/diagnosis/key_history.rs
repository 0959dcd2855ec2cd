//! What earlier calls reveal about the key of a request whose signature can't be explained.

use wxmed::Bilingual;

use super::cause::{Cause, Diagnosis};

/// What the earlier calls of a program reveal about its key. The numbers are those of the calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyHistory {
    /// All signed requests fail in this way, this many with the current one.
    NeverRight { fails: usize },
    /// The key was right in an earlier call, and no more than a few requests have failed since.
    Right { call: usize },
    /// The key was right in an earlier call, but all requests since then fail, this many with the current one.
    FailsSince { call: usize, fails: usize },
    /// An earlier call with the same values was signed with the right key.
    SameValues { call: usize },
}

impl Diagnosis {
    /// Adds what earlier calls reveal about the key, to a diagnosis that doesn't explain the signature.
    pub(crate) fn with_history(mut self, history: KeyHistory) -> Self {
        if let Some(first) = self.first_mut() {
            history.add_to(first);
        }
        self
    }
}

impl KeyHistory {
    fn add_to(self, cause: &mut Cause) {
        match self {
            Self::NeverRight { fails } => {
                let Bilingual { zh, en } = &cause.remedy;
                cause.remedy = Bilingual::new(
                    format!("很可能是密钥不对：程序的 {fails} 个签名请求全都如此。{zh}"),
                    format!(
                        "Most likely it is the key: all {fails} signed requests of the program fail in this way. Then {en}"
                    ),
                );
            }
            Self::Right { call } => value_differs(cause, call),
            Self::FailsSince { call, fails } => key_differs(
                cause,
                &format!("密钥在第 {call} 次调用时是对的，而之后的 {fails} 个签名请求全都如此"),
                &format!(
                    "The key was right in exchange {call}, but all {fails} signed requests since then fail in this way"
                ),
            ),
            Self::SameValues { call } => key_differs(
                cause,
                &format!(
                    "密钥在第 {call} 次调用时是对的，而那次收到的值与这次相同。若密钥没有改动，就是签名的内容与发送的不同（多签了没有发送的字段，或两次生成了时间、随机串）"
                ),
                &format!(
                    "The key was right in exchange {call}, whose values were the same as received. If the key was not \
                     changed, something else was signed than sent: a field that was not sent, or a time or nonce that was \
                     made twice"
                ),
            ),
        }
    }
}

fn key_differs(cause: &mut Cause, zh: &str, en: &str) {
    cause.title = Bilingual::of("很可能是密钥不一致", "The key probably differs");
    cause.text = Bilingual::new(
        format!("sign 与收到的字段不符，很可能此后改动了密钥。{zh}"),
        format!("sign does not fit the fields received; most likely the key was changed since. {en}"),
    );
    let Bilingual { zh, en } = &cause.remedy;
    cause.remedy = Bilingual::new(format!("先{zh}"), format!("First {en}"));
}

fn value_differs(cause: &mut Cause, call: usize) {
    cause.title = Bilingual::of("很可能是某个值不一致", "Probably a value differs");
    cause.text = Bilingual::new(
        format!("sign 与收到的字段不符。密钥在第 {call} 次调用时是对的：此后若没有改过，就是某个值与签名时不同"),
        format!(
            "sign does not fit the fields received. The key was right in exchange {call}: unless it was changed since, a \
             value differs from the one that was signed"
        ),
    );
    cause.remedy = Bilingual::of(
        "若此后改过密钥配置，先核对密钥。签名之后不要再改动任何值（金额的写法、首尾空白、换行、编码）；request_content 只序列化一次，签名与发送用同一段文本；再将程序的待签名串与沙箱的（控制台中此调用的“正确的待签名串”，控制接口中的 string_to_sign）逐字比较",
        "if the setting of the key was changed since, check the key first. Change no value after signing: how amounts are \
         written, white space, line breaks, the charset; serialise request_content once, and sign and send that text; then \
         compare the string that your program signs, character by character, with the sandbox's: “What should be signed” \
         of this exchange in the console, string_to_sign in the control API",
    );
}

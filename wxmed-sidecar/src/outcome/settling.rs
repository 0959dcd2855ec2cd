//! What to do about a call whose outcome is unknown.

use wxmed::Bilingual;

use crate::journal::CallKey;

/// The remedy for a call that is in the journal: how to find out its outcome, and how to record it.
pub(super) fn remedy(key: &CallKey) -> Bilingual {
    let name = quoted(&key.to_string());
    Bilingual::new(
        format!(
            "请先在商户平台或向医保局核实是否已经生效，再登记结果：wxmed audit --config 配置文件 --settle {name} \
             --as done（已生效）或 --as nothing-done（未生效）；确认没有生效后，也可由人加上 \"resend\": true 重发"
        ),
        format!(
            "find out at the merchant's platform or from the bureau whether it was processed, then record it: \
             wxmed audit --config FILE --settle {name} --as done, or --as nothing-done. Once you know that it was not, a \
             person may also send it again with \"resend\": true"
        ),
    )
}

/// The remedy for a call that isn't in the journal.
pub(super) const CHECK_ALONE: Bilingual = Bilingual::of(
    "请先核实是否已经生效。此调用没有订单号之类的编号，也没有请求头 Idempotency-Key，因此没有记录：再次调用会再次发送",
    "check first whether it was processed. This call has no number of its own and no header Idempotency-Key, so it was not \
     recorded: the same call is sent again if you repeat it",
);

/// Quotes a word for a shell, because callers choose the word and operators copy it.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/-_.:".contains(c);
    if word.chars().all(is_plain) { word.to_owned() } else { format!("'{}'", word.replace('\'', r"'\''")) }
}

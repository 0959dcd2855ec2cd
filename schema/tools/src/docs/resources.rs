use super::markdown::{code, codes, inline};
use wxmed_compiler::model::{Creation, ErrorCause, Need, Record, Related, Resource, Uses, ValueSource};
use wxmed_core::Bilingual;

/// A needed resource, the fields that identify it, and the fields that must match.
pub(super) fn need(need: &Need, request: &Record) -> String {
    let mut description = inline(&needed(need.what));
    let (by, same) = (names(request, &need.by), names(request, &need.same));
    if !by.is_empty() {
        description.push_str(&format!("<br>按 {by} 查找 found by {by}"));
    }
    if !same.is_empty() {
        description.push_str(&format!("<br>{same} 须与之一致 {same} as it has them"));
    }
    if need.uses == Uses::Once {
        description.push_str("<br>只能用一次 can be used only once");
    }
    if let Some(seconds) = need.within {
        description.push_str(&format!("<br>产生后 {seconds} 秒内可用 within {seconds} seconds after it was made"));
    }
    description
}

/// A created resource, and the fields that identify it.
pub(super) fn creation(creation: &Creation, request: &Record, response: &Record) -> String {
    let mut description = inline(&noun(creation.what));
    let by = names(request, &creation.by);
    if !by.is_empty() {
        description.push_str(&format!("<br>{by} 相同即为同一个 the same one if {by} is the same"));
    }
    if let Some(field) = creation.lasts.and_then(|index| response.fields.get(index)) {
        let name = code(&field.name);
        description
            .push_str(&format!("<br>有效秒数见应答的 {name} valid for as many seconds as {name} of the response says"));
    }
    description
}

/// The resources related to that of a notification, and how they are found.
pub(super) fn related(related: &Related, request: &Record) -> String {
    let by = names(request, &related.by);
    format!("{}<br>按 {by} 查找 found by {by}", inline(&noun(related.what)))
}

/// When the platform responds with an error.
pub(super) fn cause(cause: ErrorCause, request: &Record) -> Option<String> {
    match cause {
        ErrorCause::Missing(what) => {
            let Bilingual { zh, en } = noun(what);
            Some(format!("没有{zh}时返回 When there is no {en}"))
        }
        ErrorCause::Differs(index) => {
            let name = code(&request.fields.get(index)?.name);
            Some(format!("{name} 不一致时返回 When {name} differs"))
        }
    }
}

/// The source of a response row's value.
pub(super) fn value_source(value_source: &ValueSource, request: &Record) -> Option<String> {
    match value_source {
        ValueSource::Unstated => None,
        ValueSource::Sample(sample) => Some(format!("虚构的样例 Made-up sample: {}", code(sample))),
        ValueSource::From(what) => {
            let Bilingual { zh, en } = noun(*what);
            Some(format!("取自{zh} Taken from the {en}"))
        }
        ValueSource::Echo(index) => {
            let name = code(&request.fields.get(*index)?.name);
            Some(format!("原样返回请求中的 {name} The request's {name}, as it was sent"))
        }
    }
}

fn needed(what: Resource) -> Bilingual {
    match what {
        Resource::BoundCard => Bilingual::of("已绑定的医保卡", "a bound insurance card"),
        Resource::Order => Bilingual::of("先前请求所建的订单", "an order that an earlier request made"),
        Resource::Message => Bilingual::of("先前发给用户的消息", "a message that was sent to the user"),
        Resource::BindLink => Bilingual::of("先前取得的绑卡链接", "a link that an earlier request gave"),
        Resource::AuthCode => Bilingual::of("用户出示的授权码", "a code that the user shows"),
    }
}

/// The noun for a resource, without an article.
fn noun(what: Resource) -> Bilingual {
    match what {
        Resource::BoundCard => Bilingual::of("医保卡", "bound insurance card"),
        Resource::Order => Bilingual::of("订单", "order"),
        Resource::Message => Bilingual::of("发给用户的消息", "message to the user"),
        Resource::BindLink => Bilingual::of("绑卡链接", "link for binding a card"),
        Resource::AuthCode => Bilingual::of("授权码", "code that the user shows"),
    }
}

fn names(request: &Record, indices: &[usize]) -> String {
    codes(indices.iter().filter_map(|index| request.fields.get(*index)).map(|field| field.name.as_str()))
}

//! Matches the names of fields, ignoring case if configured, and reports unknown names.

use wxmed::dynamic::Operation;
use wxmed::spec::nearest;
use wxmed::{Bilingual, Violation};

use super::identity;
use crate::input::{InputValue, NameMatching, RESEND};
use crate::violation::{violation, warning};

/// Renames the fields to their names in the spec. Unknown names stay unchanged.
pub(super) fn matched(
    operation: &Operation,
    matching: NameMatching,
    fields: Vec<(String, InputValue)>,
) -> impl Iterator<Item = (String, InputValue)> {
    fields.into_iter().map(move |(name, value)| match matching {
        NameMatching::Exact => (name, value),
        NameMatching::AnyCase => (known(operation, &name).unwrap_or(name), value),
    })
}

/// The name in the spec that matches this one except for its case.
fn known(operation: &Operation, name: &str) -> Option<String> {
    let mut fitting = own(operation).filter(|own| own.eq_ignore_ascii_case(name));
    fitting.next().map(str::to_owned)
}

/// All names that an operation reads.
fn own(operation: &Operation) -> impl Iterator<Item = &str> {
    operation.spec().request.fields.iter().flat_map(|row| {
        let plain = row.name.strip_suffix("_md5");
        std::iter::once(row.name.as_str()).chain(plain).chain(row.aliases.iter().map(|alias| alias.name.as_str()))
    })
}

/// The warning about a name that isn't in the spec. The field is sent anyway, because the spec may lack fields of the
/// document. `resend` in another case is a violation instead, so that it isn't sent as a field.
pub(super) fn unknown(operation: &Operation, name: &str) -> Option<Violation> {
    if operation.spec().request.field(name).is_some() || identity::hashed_row(operation, name).is_some() {
        return None;
    }
    if name.eq_ignore_ascii_case(RESEND) {
        return Some(violation(name.to_owned(), None, IN_ANOTHER_CASE));
    }
    let message = match known(operation, name).as_deref().or_else(|| nearest(name, own(operation))) {
        Some(near) => Bilingual::new(
            format!("规格中没有此字段，照原样发送；是不是 {near}？"),
            format!("is no field of the spec, and is sent as it is: did you mean {near}?"),
        ),
        None => AS_IT_IS,
    };
    Some(warning(name.to_owned(), None, message))
}

const IN_ANOTHER_CASE: Bilingual = Bilingual::of(
    "应写作小写的 resend；此字段由本服务处理，不发送给平台",
    "must be written `resend`, in lower case: it is for this server, and is not sent to the platform",
);

const AS_IT_IS: Bilingual = Bilingual::of(
    "规格中没有此字段，照原样发送；URL 的参数 status、charset、names、merchant 不写在请求体中",
    "is no field of the spec, and is sent as it is; the parameters status, charset, names and merchant belong to the URL",
);

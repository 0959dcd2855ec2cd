use crate::ast::SyntaxTree;
use crate::diagnostic::{Diagnostics, Id};
use crate::model::Exhaustiveness;

/// The sign types of the interface.
const SIGN_TYPES: [&str; 2] = ["MD5", "HMAC-SHA256"];

/// The field that selects the sign type exists, and allows only supported sign types.
pub(super) fn check(specs: &mut SyntaxTree, d: &mut Diagnostics) {
    for operation in &mut specs.operations {
        let Some(name) = &operation.sign_type else { continue };
        let field = operation.request.fields.iter().find(|field| field.name.value == name.value);
        let Some(field) = field else {
            d.error(Id::UnknownField, name.span, format!("the request has no field `{}`", name.value))
                .did_you_mean(&name.value, operation.request.fields.iter().map(|field| field.name.as_str()));
            operation.sign_type = None;
            continue;
        };
        let own_and_shared = || operation.codes.iter().chain(&specs.codes);
        let table = field.codes.as_ref().and_then(|name| own_and_shared().find(|table| table.name.value == name.value));
        let is_known = table.is_some_and(|table| {
            table.kind == Exhaustiveness::Closed
                && table.values.iter().all(|value| SIGN_TYPES.contains(&value.code.as_str()))
        });
        if !is_known {
            d.error(Id::WrongType, name.span, format!("`{}` cannot say how a request is signed", name.value))
                .help("give the field a closed code table of `MD5` and `HMAC-SHA256`");
            operation.sign_type = None;
        }
    }
}

//! The fields that identify the account. They are always those of the chosen merchant.

use wxmed::dynamic::Operation;
use wxmed::{Bilingual, Merchant, Violation};

use crate::violation::violation;

/// Fills in the fields of the merchant. A field with another account's value is a violation: the configuration decides
/// which merchants a caller may use, and its calls are recorded under the merchant's name.
pub(super) fn fill_in(
    operation: &Operation,
    merchant: &Merchant,
    fields: &mut Vec<(String, String)>,
) -> Vec<Violation> {
    let mut own = Vec::new();
    operation.fill_in_merchant(merchant, &mut own);
    let request = &operation.spec().request;
    let canonical = |name: &str| request.field(name).map_or_else(|| name.to_owned(), |row| row.name.clone());
    let parts = request.choices.iter().filter_map(|choice| choice.part.as_ref()).filter(|part| part.names_account);
    let names: Vec<&String> = parts.flat_map(|part| &part.fields).collect();
    let is_of_account = |name: &str| names.contains(&&canonical(name));
    let is_own = |name: &str, text: &str| own.iter().any(|(known, own)| *known == canonical(name) && own == text);
    let foreign = fields.iter().filter(|(name, text)| !text.is_empty() && is_of_account(name) && !is_own(name, text));
    let foreign = foreign.map(|(name, _)| violation(name.clone(), request.field(name), FOREIGN)).collect();
    fields.retain(|(name, _)| !is_of_account(name));
    fields.extend(own);
    foreign
}

const FOREIGN: Bilingual = Bilingual::of(
    "不是所用商户的值：请去掉此字段，由配置填入；另一商户用 URL 的参数 merchant 选择",
    "is not of the merchant that is used: leave the field out, and the configuration fills it in; the parameter `merchant` of \
     the URL selects another merchant",
);

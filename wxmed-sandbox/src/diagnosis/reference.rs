//! Fields that refer to an existing resource, as the specs declare it by what operations need.

use wxmed::Bilingual;
use wxmed::spec::model::{Need, Resource};

use super::context::Context;

/// The remedy for a reference that is too long: it must not be shortened, because it would refer to another resource.
/// `None` if the field is not a reference.
pub(super) fn too_long(path: &str, (max, found): (u32, usize), context: Context<'_>) -> Option<Bilingual> {
    let operation = context.operation?;
    let index = operation.request.index_of(path)?;
    let need = operation.needs.iter().find(|need| need.by.contains(&index))?;
    let resource = need.what.about();
    let is_given = is_chosen_by_the_caller(path, need.what, context);
    let other = Bilingual::new(others(need, index, context, "、"), others(need, index, context, " or "));
    let mut zh = vec![format!("该字段指明已有的{}，不要在这里截短，否则指的就不是它了", resource.zh)];
    let mut en =
        vec![format!("it refers to {} that exists: don't shorten it here, which would refer to another", resource.en)];
    if is_given {
        zh.push(format!("创建时就选用 {max} 个字符以内的值（现有 {found} 个）"));
        en.push(format!("choose a value of at most {max} characters when that is created; this one has {found}"));
    }
    if !other.zh.is_empty() {
        zh.push(format!("{}改用 {}", if is_given { "或" } else { "" }, other.zh));
        en.push(format!("{}give {} instead", if is_given { "or " } else { "" }, other.en));
    }
    if zh.len() == 1 {
        zh.push(format!("核对它的值，最多 {max} 个字符（现有 {found} 个）"));
        en.push(format!("check its value, which can have {max} characters, and has {found}"));
    }
    Some(Bilingual::new(zh.join("；"), en.join("; ")))
}

/// Whether the caller chose the value in a request that created the resource.
fn is_chosen_by_the_caller(name: &str, what: Resource, context: Context<'_>) -> bool {
    context.model.operations.iter().any(|operation| {
        operation.creates.iter().any(|creation| creation.what == what) && operation.request.field(name).is_some()
    })
}

/// The other fields by which the resource can be found.
fn others(need: &Need, index: usize, context: Context<'_>, separator: &str) -> String {
    let rows = context.operation.map(|operation| &*operation.request.fields).unwrap_or_default();
    let others = need.by.iter().filter(|other| **other != index).filter_map(|other| rows.get(*other));
    others.map(|row| row.name.as_str()).collect::<Vec<_>>().join(separator)
}

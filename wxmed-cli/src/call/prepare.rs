//! Prepares the given fields before the client validates them.

use wxmed::dynamic::Specs;
use wxmed::spec::Format;
use wxmed::spec::model::{Model, Operation};
use wxmed::{ContentError, IdCard, Violations};

use crate::end::{Failure, Result};

type Fields = Vec<(String, String)>;

/// The row of the request with a format.
fn row(operation: &Operation, format: Format) -> Option<&str> {
    let row = operation.request.fields.iter().find(|field| field.format == format);
    row.map(|field| field.name.as_str())
}

/// Replaces an identity number, `idcard`, by its MD5, `idcard_md5`, if the operation has that field.
pub(super) fn identity(operation: &Operation, mut fields: Fields) -> Result<Fields> {
    let Some(md5) = row(operation, Format::IdcardMd5) else { return Ok(fields) };
    let Some(plain) = md5.strip_suffix("_md5").filter(|plain| operation.request.field(plain).is_none()) else {
        return Ok(fields);
    };
    for (name, text) in fields.iter_mut().filter(|(name, _)| name == plain) {
        *text = IdCard::parse(text).map_err(Failure::of)?.md5().as_str().to_owned();
        *name = md5.to_owned();
    }
    Ok(fields)
}

/// Validates the content in the request, and fills in its defaults. Returns its violations if it is invalid.
pub(super) fn content(
    model: &Model,
    operation: &Operation,
    name: &str,
    mut fields: Fields,
) -> Result<std::result::Result<Fields, Violations>> {
    let content = Specs::from(model.clone()).content(name).map_err(Failure::of)?;
    let field = row(operation, Format::Content).and_then(|row| fields.iter_mut().find(|(name, _)| name == row));
    let Some((field, text)) = field else {
        return Err(Failure::new(
            format!("{} 的请求没有给出内容字段，--content 无从校验", operation.name),
            format!("the request of {} has no field with a content for --content to validate", operation.name),
        ));
    };
    match content.check(text.as_str()) {
        Ok(completed) => *text = completed.as_str().to_owned(),
        Err(ContentError::Invalid { violations, .. }) => return Ok(Err(below(field, &violations))),
        Err(error) => return Err(Failure::of(error)),
    }
    Ok(Ok(fields))
}

/// Prefixes the paths of a content's violations with the field that contains it.
fn below(field: &str, violations: &Violations) -> Violations {
    let mut violations: Vec<_> = violations.iter().cloned().collect();
    for violation in &mut violations {
        violation.path = match violation.path.as_str() {
            "" => field.to_owned(),
            path => format!("{field}.{path}"),
        };
    }
    violations.into_iter().collect()
}

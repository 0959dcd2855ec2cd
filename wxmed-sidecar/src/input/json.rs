//! A body that is a JSON object.

use wxmed::{Bilingual, Json, JsonFault};

/// Reads the entries of the object.
pub(super) fn read(text: &str) -> Result<Vec<(String, Json)>, Bilingual> {
    match Json::parse(text) {
        Ok(Json::Object(entries)) => Ok(entries),
        Ok(other) => Err(Bilingual::new(
            format!("请求体应为 JSON 对象，而不是 {}", other.kind()),
            format!("the body must be a JSON object, not a JSON {}", other.kind()),
        )),
        Err(error) => {
            let (line, column) = (error.line, error.column);
            let (zh, en) = match error.fault {
                JsonFault::Syntax => ("不是合法的 JSON", "is not valid JSON"),
                JsonFault::TooDeep => ("嵌套过深", "is nested too deeply"),
            };
            Err(Bilingual::new(
                format!("请求体{zh}：第 {line} 行第 {column} 列"),
                format!("the body {en}: line {line}, column {column}"),
            ))
        }
    }
}

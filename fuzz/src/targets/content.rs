use std::sync::LazyLock;

use wxmed::{ContentError, Json};
use wxmed_compiler::model::Model;
use wxmed_compiler::{validate_content, validate_content_text};

use registration::Registration;

/// A shipped content, compiled as users compile it.
#[wxmed::schema("city/shenzhen/registration")]
mod registration {}

static MODEL: LazyLock<Model> =
    LazyLock::new(|| wxmed_compiler::compile(&wxmed_specs::shipped(), &Default::default()).0);

/// JSON is preserved as it was written, and the compiled type and the dynamic reader report the same violations.
pub fn content(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let json = Json::parse(text);
    if let Ok(json) = &json {
        let written = json.to_string();
        assert_eq!(Json::parse(&written).as_ref(), Ok(json), "{written}");
    }
    for content in &MODEL.contents {
        match (validate_content_text(content, text), &json) {
            (Ok(found), Ok(json)) => assert_eq!(found.keys(), validate_content(content, json).keys()),
            (Err(found), Err(error)) => assert_eq!(&found, error),
            (found, _) => panic!("{found:?} of {text}"),
        }
    }
    let content = MODEL.content("city/shenzhen/registration").expect("a content that ships");
    match (Registration::from_json(text), &json) {
        (Ok(valid), Ok(json)) => {
            let dynamic = validate_content(content, json);
            assert_eq!(valid.warnings().keys(), dynamic.keys(), "{text}");
        }
        (Err(ContentError::Invalid { violations, .. }), Ok(json)) => {
            assert_eq!(violations.keys(), validate_content(content, json).keys(), "{text}");
        }
        (Err(_), Err(_)) => {}
        (typed, _) => panic!("{typed:?} of {text}"),
    }
}

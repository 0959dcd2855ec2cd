//! Prints the results of the compiled type, the dynamic reader and the export for an operation that was just copied.

use serde_json::Value;
use wxmed::payinsurance::Queryother;
use wxmed::payinsurance::queryother::{QueryotherError, QueryotherReply};
use wxmed::{ApiKey, ErrorCode, Request, Violations};

const FIELDS: [(&str, &str); 4] = [
    ("openid", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"),
    ("name", "张三李"),
    ("idcard_md5", "09eb26e839ff3a2e3980352ae45ef09e"),
    ("nonce_str", "5K8264ILTKCH16CQ2502SI8ZNMTM67VS"),
];

fn verdict(violations: &Violations) -> String {
    let broken: Vec<String> = violations.keys().into_iter().map(|(path, rule)| format!("{path}: {rule}")).collect();
    if broken.is_empty() { "nothing wrong".to_owned() } else { broken.join(", ") }
}

fn main() {
    println!("path: {}", Queryother::OPERATION.path);
    match Queryother::from_fields(FIELDS) {
        Ok(request) => {
            println!("compiled: {}", verdict(&request.warnings()));
            let signed = request.sign(&ApiKey::new("192006250b4c09247ec02edce69f6a2d")).expect("randomness");
            println!("signed: {}", signed.body.xml().starts_with("<xml><idcard_md5>"));
        }
        Err(violations) => println!("compiled: {}", verdict(&violations)),
    }
    let key = ApiKey::new("192006250b4c09247ec02edce69f6a2d");
    let response = "<xml><return_code>SUCCESS</return_code><result_code>SUCCESS</result_code>\
        <medical_card_no>1</medical_card_no><medical_card_id>2</medical_card_id>\
        <medical_user_id>3</medical_user_id></xml>";
    let reply: QueryotherReply =
        wxmed::parse_response::<Queryother>(response, &key).expect("a response without signature").into_reply();
    println!("reply: {}", reply.medical_card_id);
    println!("errors: {}", QueryotherError::ALL.len());

    let (model, diagnostics) = wxmed_compiler::compile(&wxmed_specs::shipped(), &wxmed_compiler::Options::default());
    for diagnostic in diagnostics.iter() {
        println!("{}: {}", diagnostic.id.name(), diagnostic.message);
    }
    let operation = model.operation("queryother").expect("the dynamic reader knows the operation");
    let fields: Vec<(String, String)> =
        FIELDS.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    println!("dynamic: {}", verdict(&wxmed_compiler::validate_request(operation, &fields)));
    let document = wxmed_compiler::Options { errata: wxmed_compiler::Errata::None, ..Default::default() };
    let (document, _) = wxmed_compiler::compile(&wxmed_specs::shipped(), &document);
    let export: Value = serde_json::from_str(&wxmed_tools::export_json(&document, &model)).expect("JSON");
    let named = |list: &Value, name: &str| {
        list.as_array().into_iter().flatten().find(|entry| entry["name"] == name).cloned().expect("the export has it")
    };
    let row = named(&named(&export["operations"], "queryother")["request"], "name");
    println!("export: {}", row["max_len"]);
}

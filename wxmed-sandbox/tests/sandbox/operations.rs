//! Every example of every operation succeeds or fails as documented.

use wxmed::Verification;
use wxmed::codec::SignType;
use wxmed::spec::model::{Field, Operation, ResponseSigning, Role, StatedPresence, ValueSource};
use wxmed::spec::{Format, reply_deviations, validate_reply};
use wxmed_sandbox::{HttpRequest, HttpResponse, Stub, StubResponse};

use crate::support::{
    Caller, Fields, breaks, fields, good, name, operations, prepared, read, set, settings, signed, unmarked,
    verification, verified,
};

/// The rows that a successful response may have.
fn rows(operation: &Operation) -> impl Iterator<Item = &Field> {
    let holds = |field: &&Field| field.when.iter().all(|condition| condition.value == "SUCCESS");
    operation.response.fields.iter().filter(holds)
}

/// Asserts that a successful response conforms to its table, in its order, and is signed correctly.
#[track_caller]
fn check_success(operation: &Operation, sent: &Fields, caller: &Caller, response: &HttpResponse) {
    let reply = wxmed::codec::xml::read(&response.body).unwrap();
    let names: Vec<&str> = reply.iter().map(|(name, _)| name).collect();
    assert_eq!(reply.get("result_code"), Some("SUCCESS"), "{}", response.text());
    let known: Vec<&str> = rows(operation).map(|row| row.name.as_str()).filter(|row| names.contains(row)).collect();
    assert_eq!(names, known, "the rows of the table, in its order");
    for row in rows(operation) {
        let value = reply.get(&row.name);
        assert!(value.is_some() || row.presence != StatedPresence::Required, "{} lacks {}", operation.name, row.name);
        let Some(value) = value else { continue };
        assert!(!value.is_empty() && row.format.accepts(value), "{}", row.name);
        assert!(row.max_len().is_none_or(|max| value.chars().count() <= max as usize), "{}", row.name);
        match &row.value_source {
            ValueSource::Sample(sample) => assert_eq!(value, sample),
            ValueSource::Echo(index) => {
                let echoed = sent.iter().find(|(known, _)| known == name(operation, *index));
                assert_eq!(Some(value), echoed.map(|(_, value)| value.as_str()));
            }
            ValueSource::From(_) | ValueSource::Unstated => {}
        }
    }
    let received: Fields = reply.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    assert!(!validate_reply(operation, &received).has_errors(), "{}", validate_reply(operation, &received));
    let deviations = reply_deviations(operation, &received);
    assert!(deviations.is_empty(), "{deviations}");
    let signing = operation.response_signing;
    assert_eq!(verification(caller, response, signing, SignType::Md5), Ok(verified(signing)));
}

#[test]
fn every_valid_example_succeeds() {
    let mut passed = 0;
    for operation in operations(|_| true) {
        for example in operation.examples.iter().filter(|example| breaks(example).is_empty()) {
            if example.breaks.iter().any(|broken| broken.ends_with(": computed")) {
                continue;
            }
            let mut sent = fields(example);
            set(&mut sent, "nonce_str", "anonce1234567890");
            let mut caller = prepared(settings(), &operation, &sent);
            let response = caller.call(&operation.path, &sent);
            check_success(&operation, &sent, &caller, &response);
            passed += 1;
        }
    }
    assert!(passed >= 10, "{passed}");
}

#[test]
fn every_invalid_example_fails() {
    let mut failed = 0;
    for operation in operations(|_| true) {
        for example in operation.examples.iter().filter(|example| !breaks(example).is_empty()) {
            let sent = fields(example);
            let mut caller = prepared(settings(), &operation, &sent);
            let reply = caller.reply(&operation.path, &sent);
            assert_eq!(reply["return_code"], "FAIL", "{}: {}", operation.name, example.title);
            let message = unmarked(&reply["return_msg"]);
            let explains = |(path, rule): &(&str, &str)| match *rule {
                "required" | "choice-missing" | "needs" => message == format!("参数格式校验错误 {path} is needed...."),
                // XML can't contain it, so the field is unknown.
                "control-character" => message == "参数格式校验错误",
                _ => message == format!("参数格式校验错误 {path} is invalid ({rule})...."),
            };
            let broken = breaks(example);
            assert!(broken.iter().any(explains), "{message}: {broken:?}");
            failed += 1;
        }
    }
    assert!(failed >= 20, "{failed}");
}

#[test]
fn nonces_are_new_unless_the_spec_echoes_them() {
    for operation in operations(|operation| operation.response.fields.iter().any(|row| row.role == Role::Nonce)) {
        let row = operation.response.fields.iter().find(|row| row.role == Role::Nonce).unwrap();
        let sent = good(&operation);
        let nonce = || {
            let mut caller = prepared(settings(), &operation, &sent);
            caller.reply(&operation.path, &sent)[&row.name].clone()
        };
        let is_echo = matches!(row.value_source, ValueSource::Echo(_));
        assert_eq!(nonce() == nonce(), is_echo, "{}", operation.name);
    }
}

#[test]
fn a_request_may_have_a_sign_type_if_its_table_has_that_field() {
    for mut operation in operations(|operation| operation.response_signing == ResponseSigning::Signed) {
        let mut row = operation.request.fields[0].clone();
        row.name = "sign_type".to_owned();
        (row.presence, row.codes, row.format) = (StatedPresence::Optional, None, Format::Text);
        operation.request.fields.push(row);
        operation.sign_type = Some(operation.request.fields.len() - 1);
        let mut model = wxmed_sandbox::Specs::shipped().model().clone();
        model.operations = vec![operation.clone()];
        let settings = || settings().specs(model.clone().into());
        let mut sent = good(&operation);
        set(&mut sent, "sign_type", "HMAC-SHA256");

        let mut caller = prepared(settings(), &operation, &sent);
        let token = caller.token();
        let body = signed(&sent, caller.account.api_key(), SignType::HmacSha256);
        let request = HttpRequest::post(operation.path.as_str(), format!("access_token={token}"), body);
        let rejection = StubResponse::Business { code: "80000".to_owned(), description: "系统错误".to_owned() };
        let rejected = Stub::on(operation.name.as_str()).respond_with(rejection);
        for stub in [None, Some(rejected)] {
            stub.into_iter().for_each(|stub| caller.platform.stub(stub));
            let response = caller.handle(&request);
            let verification = verification(&caller, &response, operation.response_signing, SignType::HmacSha256);
            assert_eq!(verification, Ok(Verification::Verified));
        }

        set(&mut sent, "sign_type", "SHA1");
        let message = read(&prepared(settings(), &operation, &sent).call(&operation.path, &sent));
        assert_eq!(unmarked(&message["return_msg"]), "参数格式校验错误 sign_type is invalid (code)....");
    }
}

/// Defaults are filled in by the sender. The platform validates what was sent.
#[test]
fn a_default_is_not_filled_in_on_the_platforms_side() {
    use wxmed::spec::model::Required;
    for operation in operations(|_| true) {
        let sent = good(&operation);
        let is_plain = |field: &Field| {
            let is_chosen = field.presence != StatedPresence::Required || field.required != Required::Yes;
            !is_chosen && field.role == Role::Value && operation.request.tag.is_none()
        };
        let Some(index) = operation.request.fields.iter().position(is_plain) else { continue };
        let row = name(&operation, index).to_owned();
        let value = sent.iter().find(|(name, _)| *name == row).unwrap().1.clone();
        let (mut model, mut changed) = (wxmed_sandbox::Specs::shipped().model().clone(), operation.clone());
        changed.request.fields[index].default = Some(value);
        model.operations = vec![changed];
        let without: Fields = sent.iter().filter(|(name, _)| *name != row).cloned().collect();
        let mut caller = prepared(settings().specs(model.into()), &operation, &sent);
        let message = read(&caller.call(&operation.path, &without));
        assert!(unmarked(&message["return_msg"]).contains(&row), "{message:?}");
    }
}

#[test]
fn an_additional_spec_adds_an_operation() {
    let sources = wxmed::spec::shipped();
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("operation-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    for operation in operations(|_| true) {
        let text = &sources.file(operation.span).unwrap().text;
        let (name, spelling) = ("onemore", "OneMore");
        let text = text
            .replace(&format!("operation: {}", operation.name), &format!("operation: {name}"))
            .replace(&format!("spelling: {}\n", operation.spelling), &format!("spelling: {spelling}\n"))
            .replace(&operation.path, "/payinsurance/onemore");
        std::fs::write(folder.join("onemore.yaml"), text).unwrap();
        let specs = wxmed_sandbox::Specs::shipped_with([&folder]).unwrap();
        let more = specs.model().operation(name).unwrap().clone();
        let sent = good(&more);
        let mut caller = prepared(settings().specs(specs.clone()), &more, &sent);
        assert_eq!(caller.reply("/payinsurance/onemore", &sent)["result_code"], "SUCCESS");
        assert_eq!(caller.platform.calls(&more.path), 1);
    }
    std::fs::remove_dir_all(folder).unwrap();
}

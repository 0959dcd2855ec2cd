//! A caller that fetches tokens, and signs and encodes requests with its own code.

use std::collections::BTreeMap;
use std::time::Duration;

use wxmed::codec::{SignType, Signer, verify};
use wxmed::spec::model::{Example, ExampleValue, Operation, ResponseSigning, Role};
use wxmed::{ApiKey, Severity, SignatureFault, Verification};
use wxmed_sandbox::{Account, HttpRequest, HttpResponse, Item, Platform, Settings, Specs, SubMerchant};

/// Noon in China on a day in the past, so that no test crosses midnight.
pub(crate) const NOON: Duration = Duration::from_secs(1_699_934_400);

/// A platform without a network, and its caller.
pub(crate) struct Caller {
    pub(crate) platform: Platform,
    pub(crate) account: Account,
    pub(crate) now: Duration,
}

/// The default settings of the tests: the account of the documentation's examples, which the examples of the specs use
/// too.
pub(crate) fn settings() -> Settings {
    Settings::default().account(Account::sample())
}

/// The account of an example of the specs. It is a service provider's if the request names a sub-merchant.
pub(crate) fn account(fields: &Fields) -> Account {
    let value = |name: &str| fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
    let Some(mch_id) = value("sub_mch_id") else { return Account::sample() };
    let sub = SubMerchant::new(mch_id);
    Account::sample().with_sub_merchant(match value("sub_appid") {
        Some(appid) => sub.with_appid(appid),
        None => sub,
    })
}

pub(crate) type Fields = Vec<(String, String)>;

impl Caller {
    pub(crate) fn new() -> Self {
        Self::with(settings())
    }

    pub(crate) fn with(settings: Settings) -> Self {
        let platform = Platform::new(settings, "http://sandbox.test").unwrap();
        Self { account: platform.account().clone(), platform, now: NOON }
    }

    pub(crate) fn handle(&mut self, request: &HttpRequest) -> HttpResponse {
        self.platform.handle(request, self.now).response
    }

    /// A new token of the plain endpoint.
    pub(crate) fn token(&mut self) -> String {
        let response = self.handle(&HttpRequest::get("/cgi-bin/token", credentials(&self.account)));
        json(&response)["access_token"].as_str().unwrap().to_owned()
    }

    /// Sends fields to a path correctly.
    pub(crate) fn call(&mut self, path: &str, fields: &Fields) -> HttpResponse {
        let token = self.token();
        let body = signed(fields, self.account.api_key(), SignType::Md5);
        self.handle(&HttpRequest::post(path, format!("access_token={token}"), body))
    }

    /// Sends fields, and parses the response.
    pub(crate) fn reply(&mut self, path: &str, fields: &Fields) -> BTreeMap<String, String> {
        read(&self.call(path, fields))
    }
}

/// The query with which a token is fetched.
pub(crate) fn credentials(account: &Account) -> String {
    let (appid, secret) = (account.appid(), account.app_secret().expose());
    format!("grant_type=client_credential&appid={appid}&secret={secret}")
}

pub(crate) fn json(response: &HttpResponse) -> serde_json::Value {
    assert_eq!(response.header("content-type"), Some("application/json; charset=utf-8"));
    serde_json::from_slice(&response.body).unwrap()
}

/// The fields of a response.
pub(crate) fn read(response: &HttpResponse) -> BTreeMap<String, String> {
    assert_eq!(response.status, 200);
    let fields = wxmed::codec::xml::read(&response.body).unwrap();
    fields.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// The verification of a response with the key of the caller's account.
pub(crate) fn verification(
    caller: &Caller,
    response: &HttpResponse,
    signing: ResponseSigning,
    sign_type: SignType,
) -> Result<Verification, SignatureFault> {
    let fields = wxmed::codec::xml::read(&response.body).unwrap();
    let signing = match signing {
        ResponseSigning::Signed => wxmed::ResponseSigning::Signed,
        ResponseSigning::Unsigned => wxmed::ResponseSigning::Unsigned,
    };
    verify(&fields, caller.account.api_key(), sign_type, signing)
}

/// The expected verification of an operation's response.
pub(crate) fn verified(signing: ResponseSigning) -> Verification {
    match signing {
        ResponseSigning::Signed => Verification::Verified,
        ResponseSigning::Unsigned => Verification::UnsignedBySpecification,
    }
}

/// The code of a gateway error, and its message without the `rid`.
pub(crate) fn gateway(response: &HttpResponse) -> (u64, String) {
    let body = json(response);
    let message = body["errmsg"].as_str().unwrap();
    (body["errcode"].as_u64().unwrap(), unmarked(message))
}

/// A message without the `rid` at its end, which must be present.
pub(crate) fn unmarked(message: &str) -> String {
    let (message, rid) = message.split_once(" rid: ").unwrap();
    let parts: Vec<&str> = rid.split('-').collect();
    assert!(parts.len() == 3 && parts.iter().all(|part| part.len() == 8), "{rid}");
    assert!(rid.bytes().all(|b| b == b'-' || matches!(b, b'0'..=b'9' | b'a'..=b'f')), "{rid}");
    message.to_owned()
}

/// Encodes a body without checks: a codec would reject some fields that the platform must reject in these tests.
pub(crate) fn written(fields: &[(String, String)]) -> Vec<u8> {
    let field = |(name, value): &(String, String)| format!("<{name}><![CDATA[{value}]]></{name}>");
    format!("<xml>{}</xml>", fields.iter().map(field).collect::<String>()).into_bytes()
}

/// The body with a nonce, unless there is one, and the signature.
pub(crate) fn signed(fields: &Fields, key: &ApiKey, sign_type: SignType) -> Vec<u8> {
    let mut fields = fields.clone();
    fields.retain(|(name, _)| name != "sign");
    if !fields.iter().any(|(name, _)| name == "nonce_str") {
        fields.push(("nonce_str".to_owned(), "5K8264ILTKCH16CQ2502SI8ZNMTM67VS".to_owned()));
    }
    fields.sort();
    let mut signer = Signer::new(key, sign_type);
    fields.iter().for_each(|(name, value)| signer.pair(name, value));
    fields.push(("sign".to_owned(), signer.finish().as_str().to_owned()));
    written(&fields)
}

/// The fields of an example.
pub(crate) fn fields(example: &Example) -> Fields {
    match &example.value {
        ExampleValue::Fields(fields) => fields.clone(),
        ExampleValue::Json(json) => panic!("{json} isn't a request"),
    }
}

/// The rules that an example breaks and that lead to an error. Lengths in bytes and some stated rules are only
/// warnings, and values that this caller computes itself can't be wrong.
pub(crate) fn breaks(example: &Example) -> Vec<(&str, &str)> {
    let specs = Specs::shipped();
    let of_contents =
        specs.model().contents.iter().flat_map(|content| content.record.rules.iter().chain(&content.bindings));
    let stated = specs.model().operations.iter().flat_map(|operation| &operation.request.rules).chain(of_contents);
    let warnings: Vec<&str> =
        stated.filter(|rule| rule.severity == Severity::Warning).map(|rule| rule.id.as_ref()).collect();
    let rules = example.breaks.iter().map(|broken| broken.split_once(": ").unwrap());
    rules.filter(|(_, rule)| !["length-bytes", "computed"].contains(rule) && !warnings.contains(rule)).collect()
}

/// The resources that a request needs, with matching values.
pub(crate) fn needed(operation: &Operation, fields: &Fields) -> Vec<Item> {
    let value = |index: &usize| {
        let name = &operation.request.fields[*index].name;
        fields.iter().find(|(known, _)| known == name)
    };
    let item = |need: &wxmed::spec::model::Need| {
        let values = need.by.iter().chain(&need.same).filter_map(value);
        values.fold(Item::new(need.what), |item, (name, value)| item.with(name, value))
    };
    operation.needs.iter().map(item).collect()
}

/// A caller of a platform without users, but with the resources that the request needs.
pub(crate) fn prepared(settings: Settings, operation: &Operation, fields: &Fields) -> Caller {
    let mut caller = Caller::with(settings.account(account(fields)).people([]));
    needed(operation, fields).into_iter().for_each(|item| caller.platform.put(item));
    caller
}

/// The first valid example of an operation.
pub(crate) fn good(operation: &Operation) -> Fields {
    fields(operation.examples.iter().find(|example| example.breaks.is_empty()).unwrap())
}

/// The shipped operations that meet a condition; at least one.
pub(crate) fn operations(wanted: impl Fn(&Operation) -> bool) -> Vec<Operation> {
    let specs = Specs::shipped();
    let found: Vec<Operation> = specs.model().operations.iter().filter(|one| wanted(one)).cloned().collect();
    assert!(!found.is_empty());
    found
}

/// The name of the request's field at an index.
pub(crate) fn name(operation: &Operation, index: usize) -> &str {
    &operation.request.fields[index].name
}

pub(crate) fn set(fields: &mut Fields, name: &str, value: &str) {
    fields.retain(|(known, _)| known != name);
    fields.push((name.to_owned(), value.to_owned()));
}

/// The name of the request's row with a role.
pub(crate) fn row(operation: &Operation, role: Role) -> &str {
    &operation.request.fields.iter().find(|field| field.role == role).unwrap().name
}

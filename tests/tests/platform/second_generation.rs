//! Messages of Shenzhen's second generation, as public systems write them, and their responses: through the types, the
//! client and the sandbox.

use wxmed::spec::model::{Content as ContentSpec, ExampleValue};
use wxmed::{ApiKey, Client, Content, ContentRecord as _, Host, Json, Preregister, Request as _, StableToken, Yuan};
use wxmed_sandbox::{Account, Sandbox, Settings, Stub, StubResponse};
use wxmed_tests::compiled::city_shenzhen_second_generation::SecondGeneration;
use wxmed_tests::compiled::city_shenzhen_second_generation_answer::SecondGenerationAnswer;
use wxmed_tests::specs::model;

const SPEC: &str = "city/shenzhen/second_generation";

/// The valid examples: their texts, and the fields of the request around each.
fn passing(spec: &ContentSpec) -> Vec<(&str, &[(String, String)])> {
    let good = spec.examples.iter().filter(|example| example.breaks.is_empty());
    let json = good.map(|example| match &example.value {
        ExampleValue::Json(json) => (json.as_str(), example.outer.as_slice()),
        ExampleValue::Fields(_) => panic!("{}", example.title),
    });
    json.collect()
}

fn key<'j>(json: &'j Json, name: &str) -> Option<&'j Json> {
    match json {
        Json::Object(entries) => entries.iter().find(|(key, _)| key == name).map(|(_, value)| value),
        _ => None,
    }
}

/// The fields of a registration that match a content.
fn fields(outer: &[(String, String)], content: &str) -> Vec<(String, String)> {
    let operation = model().operation("preregister").unwrap();
    let ExampleValue::Fields(fields) = &operation.examples[0].value else { panic!() };
    let outer = |name: &str| outer.iter().find(|(known, _)| known == name).map(|(_, text)| text.clone());
    let own = |name: &str, text: &str| match name {
        "request_content" => content.to_owned(),
        _ => outer(name).unwrap_or_else(|| text.to_owned()),
    };
    fields.iter().map(|(name, text)| (name.clone(), own(name, text))).collect()
}

async fn response_content(request: &wxmed::Valid<Preregister>, content: &str) -> String {
    let settings = Settings::default().account(Account::sample()).content(SPEC);
    let sandbox = Sandbox::start(settings).unwrap();
    let changed = vec![("response_content".to_owned(), content.to_owned())];
    sandbox.stub(Stub::on("preregister").respond_with(StubResponse::Fields(changed)));
    let account = sandbox.account();
    let token = StableToken::new(account.appid(), account.app_secret().expose());
    let key: ApiKey = account.api_key().clone();
    let client = Client::builder(key).token(token).host(Host::parse(sandbox.url()).unwrap()).build().unwrap();
    let response = client.send(request).await.unwrap_or_else(|error| panic!("{content}: {error}"));
    response.response_content.clone()
}

#[tokio::test]
async fn messages_and_their_responses_are_valid_for_the_spec_the_types_and_the_sandbox() {
    let all_received = passing(model().content("city/shenzhen/second_generation_answer").unwrap());
    let mut seen = Vec::new();
    for (json, outer) in passing(model().content(SPEC).unwrap()) {
        let sent = Json::parse(json).unwrap();
        let number = key(&sent, "serialNumber").unwrap();
        let received = all_received
            .iter()
            .find(|(received, _)| key(&Json::parse(received).unwrap(), "serialNumber") == Some(number));
        let Some((received, _)) = received else { continue };
        let content = Content::from(SecondGeneration::from_json(json).unwrap());
        let fields = fields(outer, content.as_str());
        let fields = fields.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let request = Preregister::from_fields_with_content::<SecondGeneration>(fields).unwrap();
        assert!(request.warnings().is_empty(), "{}", request.warnings());
        assert_eq!(request.request_content, content);

        let read = SecondGenerationAnswer::read_leniently(response_content(&request, received).await);
        assert!(read.violations().is_empty(), "{received}: {}", read.violations());
        assert_eq!(read.text(), *received);
        let result = read.value().unwrap().trans_body.as_ref();
        if let Some((total, result)) = result.and_then(|result| Some((result.akc264?, result))) {
            let total_fee = outer.iter().find(|(name, _)| name == "total_fee").unwrap().1.parse();
            assert_eq!(total_fee.map(Yuan::from_fen), Ok(total), "{received}");
            let shares = [result.akb068, result.akb066, result.akb067].map(Option::unwrap);
            assert_eq!(shares.into_iter().fold(Yuan::from_fen(0), |sum, share| sum + share), total, "{received}");
        }
        seen.push(key(&sent, "transType").unwrap().to_string());
    }
    assert!(seen.len() >= 10, "{seen:?}");
    for transaction in ["MZ001", "MZ002", "FY001", "FY004", "FY005"] {
        assert!(seen.contains(&format!("{transaction:?}")), "{transaction}: {seen:?}");
    }
}

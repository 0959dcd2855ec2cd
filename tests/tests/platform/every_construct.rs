//! A bureau's document with every construct of the language: the draft that `new-city` makes of it, the decided spec,
//! the types, and the sandbox.

use std::sync::LazyLock;

use wxmed::spec::model::{Content as ContentSpec, ExampleValue};
use wxmed::{ApiKey, Client, Content, Error, Host, Json, Preregister, StableToken, Yuan};
use wxmed_compiler::{Options, Sources, compile};
use wxmed_sandbox::{Account, Sandbox, Settings, Specs};
use wxmed_tests::compiled::yuncheng::{Component, FeeKind, Insurance, Item, Yuncheng};
use wxmed_tests::specs::model;

const DRAFT: &str = include_str!("../../../schema/tools/tests/draft/yuncheng/draft.yaml");

/// The path of the spec. It has too many rules for random values, so it isn't among the specs that all tests read.
const SPEC: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/documents/yuncheng.yaml");

fn spec() -> &'static ContentSpec {
    static SPECS: LazyLock<Specs> = LazyLock::new(|| Specs::read([SPEC]).unwrap());
    SPECS.model().content("yuncheng").unwrap()
}

fn examples(passes: bool) -> Vec<&'static str> {
    let examples = spec().examples.iter().filter(|example| example.breaks.is_empty() == passes);
    let json = examples.map(|example| match &example.value {
        ExampleValue::Json(json) => json.as_str(),
        ExampleValue::Fields(_) => panic!("{}", example.title),
    });
    json.collect()
}

/// The names of all rows, including nested ones.
fn names(record: &wxmed_compiler::model::Record) -> Vec<String> {
    let inner = |row: &wxmed_compiler::model::Field| {
        row.object
            .iter()
            .flat_map(|object| names(object))
            .map(|name| format!("{}.{name}", row.name))
            .collect::<Vec<_>>()
    };
    record.fields.iter().flat_map(|row| std::iter::once(row.name.clone()).chain(inner(row))).collect()
}

#[test]
fn the_decided_spec_has_every_row_of_the_draft_in_order() {
    let mut sources = Sources::new();
    sources.add("settlement.yaml", "city/yuncheng/settlement", DRAFT);
    let (drafted, _) = compile(&sources, &Options::default());
    assert_eq!(names(&drafted.contents[0].record), names(&spec().record));
    let kinds = |record: &wxmed_compiler::model::Record| {
        record.fields.iter().map(|row| (row.ty, row.encoding, row.list.map(|list| list.items))).collect::<Vec<_>>()
    };
    let (drafted, decided) = (kinds(&drafted.contents[0].record), kinds(&spec().record));
    let changed: Vec<_> = drafted.iter().zip(&decided).filter(|(drafted, decided)| drafted != decided).collect();
    // A person restricted the texts of the lists.
    assert_eq!(changed.len(), 1, "{changed:?}");
}

fn settlement() -> wxmed::Valid<Yuncheng> {
    let component = Component::builder().name("x").amount(Yuan::from_fen(25_50)).build().unwrap();
    let drug = Item::builder().code("A01").day("20240506").kind(FeeKind::Drug);
    let drug = drug.price(Yuan::from_fen(10_00)).number(1).amount(Yuan::from_fen(10_00)).build().unwrap();
    let treatment = Item::builder().code("A02").day("20240506").kind(FeeKind::Treatment);
    let treatment = treatment.price(Yuan::from_fen(8_50)).number(3).amount("25.5").parts([component]).build().unwrap();
    let settlement = Yuncheng::builder().hospital("Y8880").serial("Y8880202405060000001");
    let settlement = settlement.insurance(Insurance::Employee).fee_total("35.5").cash("5.50").account("30");
    let settlement = settlement.emergency(false).admitted("2024-05-01").discharged("20240506");
    let settlement = settlement.month("202405").visited("08:30:00").operated("20240506083000:123");
    let settlement = settlement.sequence(-9_007_199_254_740_993).coefficient("1.5E-3").receipt("5Yy75L+d");
    let settlement = settlement.extension(r#"{"a":1}"#).id_number("44030019000101123X");
    let settlement = settlement.beds([["3", "12"], ["3", "14"]].map(|bed| bed.map(str::to_owned).to_vec()));
    settlement.bureau_signature("3045022100ab").ciphertext("5Yy75L+d").items([drug, treatment]).build().unwrap()
}

#[test]
fn values_are_written_in_the_documents_format() {
    let content = Content::from(settlement());
    let document = examples(true)[0];
    // If the document fixes the number of decimal places, it is written; otherwise an amount is written as given.
    let ours = content.as_str().replace("\"25.5\"", "\"25.50\"").replace("\"30\"", "\"30.00\"");
    assert_eq!(Json::parse(&ours).unwrap(), Json::parse(document).unwrap());
    assert!(ours.contains(r#""ver":"V0.2""#) && ours.contains(r#""fee.total":"35.50""#), "{ours}");
    assert!(ours.contains(r#""sfjz":false"#) && ours.contains(r#""bqjl":[["3","12"],["3","14"]]"#), "{ours}");
    let read = Yuncheng::from_json(document).unwrap();
    assert_eq!(
        (read.fee_total, read.sequence, read.emergency),
        (Yuan::from_fen(35_50), Some(-9_007_199_254_740_993), Some(false))
    );
    assert_eq!(read.beds.as_ref().unwrap()[1], ["3", "14"]);
    // Possibly personal data isn't shown by `Debug`.
    let shown = format!("{read:?}");
    assert!(!shown.contains("44030019000101123X") && !shown.contains("5Yy75L+d\")"), "{shown}");
}

#[tokio::test]
async fn the_sandbox_accepts_valid_contents_and_refuses_invalid_ones() {
    let specs = Specs::shipped_with([SPEC]).unwrap();
    let settings = Settings::default().specs(specs).account(Account::sample()).content("yuncheng");
    let sandbox = Sandbox::start(settings).unwrap();
    let account = sandbox.account();
    let token = StableToken::new(account.appid(), account.app_secret().expose());
    let key: ApiKey = account.api_key().clone();
    let client = Client::builder(key).token(token).host(Host::parse(sandbox.url()).unwrap()).build().unwrap();
    // Written by the types, a content is complete: it has constants and decimal places. A content from elsewhere must
    // have them too.
    let complete = |json: &str| Content::from(Yuncheng::from_json(json).unwrap()).as_str().to_owned();
    let good = examples(true).into_iter().map(complete).chain([Content::from(settlement()).as_str().to_owned()]);
    let bad = examples(false).into_iter().chain(examples(true).into_iter().skip(1)).map(str::to_owned);
    let all = good.map(|content| (content, true)).chain(bad.map(|content| (content, false)));
    for (index, (content, passes)) in all.enumerate() {
        let outcome = client.send(&registration(index, &content)).await;
        match outcome {
            Ok(_) => assert!(passes, "{content}"),
            Err(error) => {
                assert!(!passes && matches!(error, Error::Protocol(_) | Error::Business(_)), "{content}: {error}")
            }
        }
        let calls = sandbox.recorded_calls();
        let call = calls.last().unwrap();
        let found: Vec<&str> = call.violations.iter().map(|violation| violation.rule.id()).collect();
        let is_found = |rule: &&str| ["shares", "constant", "scale"].contains(rule);
        assert_eq!(found.iter().any(is_found), !passes, "{found:?}");
    }
}

/// A registration that contains a content as a raw text, which isn't validated before it is sent.
fn registration(index: usize, content: &str) -> wxmed::Valid<Preregister> {
    let operation = model().operation("preregister").unwrap();
    let ExampleValue::Fields(fields) = &operation.examples[0].value else { panic!() };
    let order = format!("settlement{index}");
    let own = |name: &str, text: &str| match name {
        "request_content" => content.to_owned(),
        "hosp_out_trade_no" => order.clone(),
        _ => text.to_owned(),
    };
    let fields: Vec<(String, String)> = fields.iter().map(|(name, text)| (name.clone(), own(name, text))).collect();
    Preregister::from_fields(fields.iter().map(|(name, text)| (name.as_str(), text.as_str()))).unwrap()
}

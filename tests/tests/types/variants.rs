//! Contents whose rows depend on a tag, as programs build and read them.

use wxmed::{Content, ContentError, IntoValue, Json, Valid, Violations, Yuan};
use wxmed_tests::compiled::city_shenzhen_second_generation::{
    ChargedItem, Fy005, Fy005Body, Mz002Body, SecondGeneration, Transaction, TreatmentKind,
};
use wxmed_tests::compiled::varied::{
    Act, BillBody, BillRows, ByCard, CareLine, DrugLine, Line, LineKind, Means, Payer, Varied, Visit, VisitBody,
};

fn item(code: &str, fen: i64) -> impl IntoValue<ChargedItem> {
    ChargedItem::builder()
        .aae072("S1")
        .ake001(code)
        .ake005(format!("N{code}"))
        .ake006("挂号费")
        .aae019(Yuan::from_fen(fen))
}

fn registration(items: Vec<impl IntoValue<ChargedItem>>) -> impl IntoValue<Transaction> {
    Mz002Body::builder()
        .akc190("1804020001")
        .aaz500("600000001")
        .aka130(TreatmentKind::Outpatient)
        .bzz269("135790")
        .akf001("631")
        .akc264(Yuan::from_fen(3000))
        .bke384("B1")
        .inputlist(items)
}

fn envelope(transaction: impl IntoValue<Transaction>) -> Result<Valid<SecondGeneration>, Violations> {
    SecondGeneration::builder()
        .trans_time("20180402093000:123")
        .serial_number("H1")
        .hospital_code("H0001")
        .transaction(transaction)
        .build()
}

const REGISTRATION: &str = r#"{"transTime":"20180402093000:123","transType":"MZ002","serialNumber":"H1","hospitalCode":"H0001","transBody":{"akc190":"1804020001","aaz500":"600000001","aka130":"11","bzz269":"135790","akf001":"631","bkc368":"","akc264":"30.00","bke384":"B1","listsize":2,"inputlist":[{"aae072":"S1","bkf500":"","ake001":"C1","ake005":"NC1","ake006":"挂号费","aae019":"9.00"},{"aae072":"S1","bkf500":"","ake001":"C2","ake005":"NC2","ake006":"挂号费","aae019":"21.00"}]}}"#;

#[test]
fn the_body_of_an_envelope_is_that_of_its_transaction() {
    let content = envelope(registration(vec![item("C1", 900), item("C2", 2100)])).unwrap();
    assert_eq!(Content::from(content.clone()).as_str(), REGISTRATION);
    assert_eq!(SecondGeneration::from_json(REGISTRATION).unwrap(), content);
    let Transaction::Mz002(case) = &content.transaction else { panic!("{content:?}") };
    assert_eq!(case.trans_body.inputlist.as_deref().map(<[_]>::len), Some(2));
    let body = Fy005Body::builder().akc190("1804020001").akc264(Yuan::from_fen(1)).bke384("B1").build().unwrap();
    let paid = envelope(Fy005::builder().trans_body(body.clone())).unwrap();
    let written = r#"{"transTime":"20180402093000:123","transType":"FY005","serialNumber":"H1","hospitalCode":"H0001","transBody":{"akc190":"1804020001","akc264":"0.01","bke384":"B1"}}"#;
    assert_eq!(Content::from(paid.clone()).as_str(), written);
    // A case that consists of one object can be given as that object.
    assert_eq!(envelope(body).unwrap(), paid);
    let wrong = || Fy005Body::builder().akc190("1804020001").akc264("0,01").bke384("B1");
    for refused in [envelope(wrong()), envelope(wrong().build()), envelope(Fy005::builder().trans_body(wrong()))] {
        assert_eq!(refused.unwrap_err().keys(), [("transBody.akc264", "format")]);
    }
}

#[test]
fn missing_fields_are_reported_for_the_body_of_the_tag() {
    // A registration without charge has no items, so an empty list only breaks the rule of the total.
    let empty = envelope(registration(Vec::<ChargedItem>::new())).unwrap();
    assert_eq!(empty.warnings().keys(), [("transBody", "items-total")]);
    let other = REGISTRATION.replace("MZ002", "FY005");
    let other = SecondGeneration::from_json(&other).unwrap();
    let Transaction::Fy005(Fy005 { trans_body, .. }) = &other.transaction else { panic!("{other:?}") };
    let unknown: Vec<&str> = trans_body.unknown.iter().map(|(key, _)| key).collect();
    assert_eq!(unknown, ["akf001", "bkc368", "listsize", "inputlist"]);
    let without = REGISTRATION.replace(r#""transType":"MZ002","#, "");
    let Err(ContentError::Invalid { violations, .. }) = SecondGeneration::from_json(&without) else { panic!() };
    assert_eq!(violations.keys(), [("transType", "required")], "without the tag the body has no type");
}

#[test]
fn sensitive_fields_of_a_body_are_hidden() {
    let content = envelope(registration(vec![item("C1", 3000)])).unwrap();
    let shown = [format!("{content:?}"), format!("{:#?}", content.transaction)];
    for shown in shown {
        assert!(shown.contains("1804020001") && shown.contains("MZ002"), "{shown}");
        assert!(!shown.contains("600000001") && !shown.contains("135790"), "{shown}");
    }
}

#[test]
fn an_unlisted_transaction_is_kept_and_sent() {
    let text = r#"{"transTime":"20180402093000:123","transType":"FY999","serialNumber":"H1","hospitalCode":"H0001","transBody":{"bzz269":"135790","akc190":1}}"#;
    let read = SecondGeneration::from_json(text).unwrap();
    assert!(matches!(&read.transaction, Transaction::Unlisted(code) if code == "FY999"));
    assert_eq!(Content::from(read.clone()).as_str(), text);
    assert!(!format!("{read:?}").contains("135790"));
    let body = Json::parse(r#"{"bzz269":"135790","akc190":1}"#).unwrap();
    let built = envelope(Transaction::Unlisted("FY999".to_owned())).unwrap();
    let built = built.change(|content| content.unknown.push("transBody", body.clone())).unwrap();
    assert_eq!(built, read);
    let twice = built.change(|content| content.unknown.push("transBody", body.clone())).unwrap_err();
    assert_eq!(twice.keys(), [("transBody", "duplicate")]);
    // A listed value in this form has its rows checked, and can't bypass the validation.
    let listed = read.clone().change(|content| content.transaction = Transaction::Unlisted("FY005".to_owned()));
    assert_eq!(listed.unwrap_err().keys(), [("transBody", "duplicate"), ("transBody", "required")]);
    let none = read.change(|content| content.transaction = Transaction::Unlisted(String::new()));
    assert_eq!(none.unwrap_err().keys(), [("transBody", "duplicate"), ("transType", "required")]);
}

#[test]
fn tags_work_in_objects_and_in_items_too() {
    fn line(id: &str, kind: impl IntoValue<LineKind>) -> Result<Line, Violations> {
        Line::builder().id(id).fee(Yuan::from_fen(150)).line_kind(kind).build()
    }
    fn varied(act: impl IntoValue<Act>) -> Result<Valid<Varied>, Violations> {
        let payer = Payer::builder().means(ByCard::builder().card("622"));
        Varied::builder().when("20180402").payer(payer).act(act).build()
    }
    let drug = DrugLine::builder().dose("5 mg").lots(["l1", "l2"]);
    let lines = [line("1", drug), line("2", CareLine::builder().dose(7).build())];
    let body = BillBody::builder().no(1).total("3.00").lines(lines);
    let content = varied(BillRows::builder().body(body).pages(["p"])).unwrap();
    let written = r#"{"when":20180402,"kind":"BILL","payer":{"how":1,"card":"622","bank":""},"size":"0","body":{"no":1,"total":"3.00","listsize":2,"lines":[{"id":"1","of":"A","fee":"1.50","dose":"5 mg","listsize":"2","lots":["l1","l2"]},{"id":"2","of":"B","fee":"1.50","dose":"7"}]},"size2":1,"pages":["p"]}"#;
    assert_eq!(Content::from(content.clone()).as_str(), written);
    assert_eq!(Varied::from_json(written).unwrap(), content);
    assert!(!format!("{content:?}").contains("622"));
    // The lengths and mandatory empty keys of other cases aren't written.
    assert_eq!(
        Content::from(varied(Act::Ping).unwrap()).as_str(),
        r#"{"when":20180402,"kind":"PING","payer":{"how":1,"card":"622","bank":""},"size":"0"}"#
    );
    for refused in [
        varied(Visit::builder().body(VisitBody::builder().no("123456789"))).unwrap_err(),
        varied(Visit::builder().body(VisitBody::builder().no("123456789")).build()).unwrap_err(),
        varied(Visit::builder().body(VisitBody::builder().no("123456789").build())).unwrap_err(),
    ] {
        assert_eq!(refused.keys(), [("body.no", "length")]);
    }
    let unlisted = varied(Act::Ping).unwrap().change(|content| {
        if let Some(payer) = &mut content.payer {
            payer.means = Means::Unlisted("x".to_owned());
        }
    });
    assert_eq!(unlisted.unwrap_err().keys(), [("payer.how", "format"), ("payer.how", "json-type")]);
}

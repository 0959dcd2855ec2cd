//! Contents: the compiled types and the dynamic reader report the same, and unknown keys are kept.

use wxmed::{ContentError, Json};
use wxmed_compiler::model::{Content, ExampleValue};
use wxmed_compiler::{content_with_defaults, validate_content, validate_content_text};
use wxmed_tests::agree;
use wxmed_tests::compare::{Census, broken, sorted};
use wxmed_tests::compiled::city_shenzhen_registration::{Registration, RegistrationSlip};
use wxmed_tests::compiled::{self, CompiledContent};
use wxmed_tests::contents::{self, canonical};
use wxmed_tests::dice::Dice;
use wxmed_tests::runner::{self};
use wxmed_tests::specs::model;

/// Each content, with its compiled type.
fn contents() -> Vec<(&'static Content, CompiledContent)> {
    let compiled = compiled::contents().into_iter();
    compiled.map(|compiled| (model().content(compiled.name).unwrap(), compiled)).collect()
}

#[test]
fn every_content_has_a_compiled_type_here() {
    let compiled: Vec<&str> = compiled::contents().iter().map(|content| content.name).collect();
    let missing: Vec<_> =
        model().contents.iter().map(|content| &content.name).filter(|name| !compiled.contains(&&***name)).collect();
    assert!(missing.is_empty(), "these are not in tests/src/compiled.rs: {missing:?}");
}

/// The rules that the damaged values must break often enough.
const RULES: &str = "\
    required length length-bytes format range decimals pattern code choice-missing choice-conflict needs white-space \
    control-character duplicate json-type items unique count wrong-case lines-add-up registration-total paid-online \
    no-change not-too-long deposit items-add-up counted rounded self-paid-alone dearer same-name levels-add-up \
    needed-when absent-when at-most-one at-least-one all-or-none";

#[test]
fn both_readers_of_a_content_find_the_same() {
    let census = Census::default();
    runner::each(&contents(), |(content, compiled)| {
        runner::damaged(&content.name, |case| {
            let json = agree::damaged_content(content, case)?;
            let violations = validate_content(content, &json);
            census.count(&violations);
            agree::content(content, compiled, &json, &violations)?;
            agree::content_text(compiled, &json, &violations)
        });
    });
    census.finds(RULES);
}

/// The values of a content, without the order of its keys.
fn flat(content: &Content, json: &Json) -> Vec<(String, String)> {
    fn walk(path: &str, json: &Json, out: &mut Vec<(String, String)>) {
        match json {
            Json::Object(entries) => {
                for (key, value) in entries {
                    walk(&format!("{path}/{key:?}"), value, out);
                }
                out.push((path.to_owned(), "{}".to_owned()));
            }
            Json::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    walk(&format!("{path}[{index}]"), item, out);
                }
                out.push((path.to_owned(), "[]".to_owned()));
            }
            leaf => out.push((path.to_owned(), leaf.to_string())),
        }
    }
    let mut out = Vec::new();
    walk("", &canonical(content, json), &mut out);
    out.sort();
    out
}

#[test]
fn a_generated_good_content_is_written_as_it_was_read() {
    runner::each(&contents(), |(content, compiled)| {
        runner::good(&content.name, |numbers| {
            let json = contents::good(content, &mut Dice::new(numbers))?;
            let violations = validate_content(content, &json);
            let Some(value) = agree::content(content, compiled, &json, &violations)? else {
                return Err(format!("{json} is refused:\n{violations}"));
            };
            let written = Json::parse(value.to_content().as_str()).map_err(|error| error.to_string())?;
            if flat(content, &written) != flat(content, &content_with_defaults(content, &json)) {
                return Err(format!("{json} was written as {written}"));
            }
            match value.survives() {
                Ok(true) => Ok(()),
                Ok(false) => Err(format!("{json} came back as something else")),
                Err(error) => Err(format!("{json} did not come back: {error}")),
            }
        });
    });
}

/// The lint checks the examples with the dynamic reader; this test checks them with the compiled types.
#[test]
fn every_example_of_a_content_breaks_the_rules_that_it_lists() {
    let mut seen = 0;
    for (content, compiled) in contents() {
        for example in &content.examples {
            let ExampleValue::Json(text) = &example.value else { panic!("{}", example.title) };
            let found = match (compiled.from_json)(text) {
                Ok(value) => value.warnings(),
                Err(ContentError::Invalid { violations, .. }) => violations,
                Err(error) => panic!("{error}"),
            };
            // A binding needs the request, so the content alone can't break it.
            let is_binding = |line: &String| content.bindings.iter().any(|one| *line == format!("*: {}", one.id));
            let inside: Vec<String> = example.breaks.iter().filter(|line| !is_binding(line)).cloned().collect();
            assert_eq!(broken(&found), sorted(&inside), "{}: {}", content.name, example.title);
            seen += 1;
        }
    }
    assert!(seen > 10, "{seen}");
}

#[test]
fn invalid_json_is_kept_in_the_error() {
    for text in ["", "{", "{'registration_order_pay':{}}", "[1,]", "{} {}"] {
        for (content, compiled) in contents() {
            let error = (compiled.from_json)(text).unwrap_err();
            assert!(matches!(&error, ContentError::NotJson { .. }), "{text}: {error:?}");
            assert_eq!(error.text(), text);
            assert!(validate_content_text(content, text).is_err());
        }
    }
}

const CORRECTED: &str = r#"{"registration_order_pay":{"yljgbm":"H1110","ylzh":"","czybm":"H1111","czyxm":"吴亮","mzghdj":{"brlx":"","mzlsh":"1500619843177","ksbm":"631","ksmc":"南山肝病门诊","ghlb":"普通","ghf":"0.01","zjzj":"0.01","ghhj":"0.02","ssj":"0","zsj":"0"}}}"#;

#[test]
fn the_spellings_of_both_sections_lead_to_one_content() {
    let one_three = CORRECTED.replace("mzlsh", "mzllsh");
    let one_four = CORRECTED.replace("mzlsh", "mzlsj").replace("mzghdj", "mzgghdj");
    let corrected = Registration::from_json(CORRECTED).unwrap();
    for printed in [one_three, one_four] {
        let content = Registration::from_json(&printed).unwrap();
        assert_eq!(content, corrected);
        assert_eq!(wxmed::Content::from(content).as_str(), CORRECTED);
    }
    assert_eq!(corrected.mzghdj.mzlsh, "1500619843177");
    assert_eq!((corrected.ylzh.as_deref(), corrected.mzghdj.brlx.as_ref()), (None, None));
}

#[test]
fn keys_that_the_spec_does_not_have_survive_at_each_level() {
    let text = CORRECTED
        .replace(r#""ksbm":"#, r#""slip_extra":[1,{"a":0.10}],"ksbm":"#)
        .replace(r#""czybm":"#, r#""outer_extra":null,"czybm":"#);
    let content = Registration::from_json(&text).unwrap();
    assert_eq!(content.unknown.iter().collect::<Vec<_>>(), [("outer_extra", &Json::Null)]);
    let slip: Vec<_> = content.mzghdj.unknown.iter().map(|(key, value)| (key, value.to_string())).collect();
    assert_eq!(slip, [("slip_extra", r#"[1,{"a":0.10}]"#.to_owned())]);
    let written = wxmed::Content::from(content.clone());
    assert!(written.as_str().contains(r#""slip_extra":[1,{"a":0.10}]"#), "{}", written.as_str());
    assert!(written.as_str().contains(r#""outer_extra":null"#), "{}", written.as_str());
    assert_eq!(Registration::from_json(written.as_str()).unwrap(), content);
    let shown = format!("{content:?}");
    assert!(!shown.contains("0.10") && !shown.contains("吴亮"), "{shown}");
}

#[test]
fn a_content_that_is_built_is_checked_with_its_slip() {
    use wxmed::Yuan;
    let slip = |total: i64| {
        RegistrationSlip::builder()
            .mzlsh("1")
            .ksbm("631")
            .ksmc("肝病门诊 ")
            .ghlb("普通")
            .ghf(Yuan::from_fen(900))
            .zjzj(Yuan::from_fen(2100))
            .ghhj(Yuan::from_fen(total))
            .ssj(Yuan::from_fen(1))
            .zsj(Yuan::from_fen(-1))
            .build()
    };
    let content = Registration::builder().yljgbm("").czybm("1").czyxm("李\u{0}四").mzghdj(slip(3001));
    let violations = content.build().unwrap_err();
    let expected = [
        ("czyxm", "control-character"),
        ("mzghdj", "paid-online"),
        ("mzghdj", "registration-total"),
        ("mzghdj.ksmc", "white-space"),
        ("mzghdj.zsj", "format"),
        ("yljgbm", "required"),
    ];
    assert_eq!(violations.keys(), expected);
}

/// A reader that takes the last of two equal keys would see another amount than the validated one.
#[test]
fn a_repeated_key_is_refused() {
    let content = Registration::from_json(CORRECTED).unwrap();
    let shadowed = content.clone().change(|content| content.mzghdj.unknown.push("ghf", Json::Text("1.00".to_owned())));
    assert_eq!(shadowed.unwrap_err().keys(), [("mzghdj.ghf", "duplicate")]);
    let twice = CORRECTED.replace(r#""ylzh":"""#, r#""ylzh":"","bz":"1","bz":"2""#);
    let Err(ContentError::Invalid { violations, .. }) = Registration::from_json(&twice) else { panic!("read {twice}") };
    assert_eq!(violations.keys(), [("bz", "duplicate")]);
    let beside = format!("{},\"bz\":1}}", CORRECTED.strip_suffix('}').unwrap());
    let Err(ContentError::Invalid { violations, .. }) = Registration::from_json(&beside) else {
        panic!("read {beside}")
    };
    assert_eq!(violations.keys(), [("bz", "beside-wrapper")]);
}

#[test]
fn numbers_and_dates_are_typed_and_written_in_the_format_of_the_spec() {
    use wxmed::{DashedDate, DashedDateMinute, DashedDateTime, Date, Decimal, Fen, Timestamp, Yuan};
    use wxmed_tests::compiled::figures::{Figures, Kind};
    let born: Date = "20180402".parse().unwrap();
    let figures = Figures::builder()
        .fee(Fen::try_from("9.50".parse::<Yuan>().unwrap()).unwrap())
        .charge(Yuan::from_fen(950))
        .dose(Decimal::from_str_exact("-0.500").unwrap())
        .level(3)
        .cents(950)
        .kind(Kind::Two)
        .born(born)
        .seen("2018-04-02".parse::<DashedDate>().unwrap())
        .paid("2018-04-02 09:30:00".parse::<DashedDateTime>().unwrap())
        .due("2018-04-02 09:30".parse::<DashedDateMinute>().unwrap())
        .stamp("20180402093000".parse::<Timestamp>().unwrap());
    let figures = figures.build().unwrap();
    let shown = format!("{figures:?}");
    assert!(!shown.contains("20180402\"") && shown.contains("2018-04-02 09:30"), "{shown}");
    let written = wxmed::Content::from(figures);
    let expected = r#"{"fee":950,"charge":9.50,"dose":"-0.500","level":3,"cents":950,"kind":2,"born":20180402,"seen":"2018-04-02","paid":"2018-04-02 09:30:00","due":"2018-04-02 09:30","stamp":20180402093000}"#;
    assert_eq!(written.as_str(), expected);
    let read = Figures::from_json(expected).unwrap();
    assert_eq!((read.born, read.fee), (born, Some(Fen::new(950))));
    let refused = read.clone().change(|figures| figures.raw = Some("1e".to_owned())).unwrap_err();
    assert_eq!(refused.keys(), [("raw", "json-type")]);
    let empty = read.clone().change(|figures| figures.raw = Some(String::new())).unwrap();
    assert_eq!(wxmed::Content::from(empty).as_str(), expected, "an empty number is left out");
    let early = Date::from(born.civil().with().year(18).build().unwrap());
    let refused = read.change(|figures| figures.born = early).unwrap_err();
    assert_eq!(refused.keys(), [("born", "json-type")], "a number does not begin with 0");
}

#[test]
fn a_list_is_built_of_items_and_counted() {
    use wxmed::Yuan;
    use wxmed_tests::compiled::listed::{Entry, Listed, Owner, Part};
    let entry = |code: &str, fen: i64| {
        let part = |name: &str| Part::builder().name(name);
        Entry::builder().ake005(code).aae019(Yuan::from_fen(fen)).parts([part("a"), part("b")])
    };
    let listed = |entries: Vec<_>| {
        let owner = Owner::builder().phones(["1", "2"]).levels([3, 4]);
        Listed::builder().inputlist(entries).owner(owner)
    };
    let content = listed(vec![entry("x", 950), entry("y", 1)]).build().unwrap();
    let shown = format!("{content:?}");
    assert!(
        shown.contains("\"x\"") && shown.contains("listsize: \"2\"") && !shown.contains("phones: [\"1\""),
        "{shown}"
    );
    let written = wxmed::Content::from(content.clone());
    let expected = r#"{"listsize":2,"inputlist":[{"ake005":"x","aae019":9.50,"parts":[{"name":"a"},{"name":"b"}],"partcount":"2"},{"ake005":"y","aae019":0.01,"parts":[{"name":"a"},{"name":"b"}],"partcount":"2"}],"owner":{"phones":["1","2"],"levels":[3,4],"tags":[]}}"#;
    assert_eq!(written.as_str(), expected);
    let read = Listed::from_json(expected).unwrap();
    assert_eq!((read.inputlist.len(), read.inputlist[1].parts.len(), &*read.owner.levels), (2, 2, &[3, 4][..]));
    assert_eq!(wxmed::Content::from(read), written);
    let refused = listed(vec![entry("x", 1), entry("x ", -1), entry("x", 1)]).build().unwrap_err();
    let found =
        [("inputlist[1].aae019", "format"), ("inputlist[1].ake005", "white-space"), ("inputlist[2].ake005", "unique")];
    assert_eq!(refused.keys(), found);
    assert_eq!(
        refused.iter().find(|found| found.rule.id() == "unique").unwrap().to_string(),
        "inputlist[2].ake005 (item code, section 9.6) is the same as in an earlier item, but all items must differ [unique]"
    );
    let change = content.change(|content| content.inputlist.clear()).unwrap_err();
    assert_eq!(change.keys(), [("inputlist", "required")]);
    let miscounted = expected.replace(r#""listsize":2"#, r#""listsize":3"#);
    let Err(ContentError::Invalid { violations, .. }) = Listed::from_json(&miscounted) else { panic!("{miscounted}") };
    assert_eq!(violations.keys(), [("listsize", "count")]);
    assert_eq!(format!("{violations:#}"), "listsize（明细数，文档 9.6）须等于 inputlist 的项数（2） [count]");
}

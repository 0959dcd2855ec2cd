//! Contents, with objects and lists.

use wxmed::{Content, Json, ToValid, Yuan};
use wxmed_tests::compiled::listed::{self, Listed};
use wxmed_tests::compiled::odd::{self, Odd};
use wxmed_tests::compiled::varied::{self, Varied};

#[derive(wxmed::Request)]
#[wxmed(path = "specs/listed.yaml", into = listed::Listed)]
struct Form {
    #[wxmed(name = "inputlist")]
    entries: Vec<Entry>,
    owner: Box<Owner>,
    guests: Option<Vec<Guest>>,
}

#[derive(wxmed::Request)]
#[wxmed(path = "specs/listed.yaml", object = "inputlist")]
struct Entry {
    #[wxmed(name = "ake005")]
    code: String,
    #[wxmed(name = "aae019")]
    amount: Yuan,
    parts: Vec<Part>,
    partcount: Option<u8>,
}

#[derive(wxmed::Request)]
#[wxmed(path = "specs/listed.yaml", object = "inputlist.parts")]
struct Part {
    name: Option<&'static str>,
    dose: Option<i32>,
}

#[derive(wxmed::Request)]
#[wxmed(path = "specs/listed.yaml", object = "owner")]
struct Owner {
    phones: [String; 1],
    levels: &'static [u8],
    kinds: Option<Vec<listed::Kind>>,
    days: Option<Vec<jiff::civil::Date>>,
}

#[derive(wxmed::Request)]
#[wxmed(path = "specs/listed.yaml", object = "guests")]
struct Guest {
    nick: Option<String>,
}

fn entry(code: &str, partcount: Option<u8>) -> Entry {
    let part = Part { name: Some("a"), dose: Some(-1) };
    Entry { code: code.to_owned(), amount: Yuan::from_fen(950), parts: vec![part], partcount }
}

fn form() -> Form {
    let owner = Owner {
        phones: ["1".to_owned()],
        levels: &[9, 1],
        kinds: Some(vec![listed::Kind::Two]),
        days: Some(vec![jiff::civil::date(2018, 4, 2)]),
    };
    Form { entries: vec![entry("x", None), entry("y", Some(1))], owner: Box::new(owner), guests: None }
}

const TEXT: &str = r#"{"listsize":2,"inputlist":[{"ake005":"x","aae019":9.50,"parts":[{"name":"a","dose":"-1"}],"partcount":"1"},{"ake005":"y","aae019":9.50,"parts":[{"name":"a","dose":"-1"}],"partcount":"1"}],"owner":{"phones":["1"],"levels":[9,1],"kinds":["2"],"tags":[],"days":["2018-04-02"]}}"#;

/// List lengths are counted, mandatory keys are written, numbers are written as numbers.
#[test]
fn a_struct_becomes_the_same_content_as_the_text() {
    let valid = form().to_valid().unwrap();
    assert!(valid == Listed::from_json(TEXT).unwrap());
    assert_eq!(Content::from(valid).as_str(), TEXT);
}

#[test]
fn a_struct_has_the_same_violations_as_the_text() {
    let mut wrong = form();
    wrong.entries = vec![entry("x", Some(2)), entry("x", None), entry("", None)];
    wrong.owner.phones = [String::new()];
    wrong.guests = Some(vec![Guest { nick: Some("一二三四五六七八九".to_owned()) }]);
    let found = wrong.to_valid().map(drop).unwrap_err();
    let text = TEXT
        .replacen(r#""partcount":"1""#, r#""partcount":"2""#, 1)
        .replace(r#""ake005":"y""#, r#""ake005":"x""#)
        .replace(r#""listsize":2"#, r#""listsize":3"#)
        .replace(
            r#"}],"owner""#,
            r#"},{"ake005":"","aae019":9.50,"parts":[{"name":"a","dose":"-1"}],"partcount":"1"}],"owner""#,
        )
        .replace(r#""phones":["1"]"#, r#""phones":[""]"#)
        .replace(r#","owner""#, r#","guests":[{"nick":"一二三四五六七八九"}],"owner""#);
    assert_eq!(found, Listed::from_fields(&Json::parse(&text).unwrap()).map(drop).unwrap_err());
    assert_eq!(
        found.keys(),
        [
            ("guests[0].nick", "length"),
            ("host", "needs"),
            ("inputlist[0].partcount", "count"),
            ("inputlist[1].ake005", "unique"),
            ("inputlist[2].ake005", "required"),
            ("owner.phones[0]", "required"),
        ]
    );
}

/// Keys with capitals, a key with another name, and a choice as one field.
#[derive(wxmed::Request)]
#[wxmed(path = "specs/odd.yaml", into = odd::Odd)]
struct Change {
    trans_type: odd::Transaction,
    time: Option<wxmed::Timestamp>,
    place: odd::Place,
    note: Note,
}

#[derive(wxmed::Request)]
#[wxmed(path = "specs/odd.yaml", object = "note")]
struct Note {
    text: Option<String>,
}

#[test]
fn mandatory_keys_are_written_even_if_empty() {
    let change = Change {
        trans_type: odd::Transaction::Outpatient,
        time: Some("20180402093000".parse().unwrap()),
        place: odd::Place::Near("a".to_owned()),
        note: Note { text: None },
    };
    let text = r#"{"transType":"MZ002","shift":"","code":"","when":"20180402093000","here":"a","note":{"text":""}}"#;
    assert!(change.to_valid().unwrap() == Odd::from_json(text).unwrap());
}

/// A tag whose code table isn't exhaustive.
#[derive(wxmed::Request)]
#[wxmed(path = "specs/varied.yaml", into = varied::Varied)]
struct Act {
    when: jiff::civil::Date,
    kind: &'static str,
    seen: Option<&'static str>,
}

#[test]
fn a_field_of_another_case_than_the_tags_is_a_violation() {
    let act = |kind, seen| Act { when: jiff::civil::date(2018, 4, 2), kind, seen };
    let unlisted = act("NEW", None).to_valid().unwrap();
    assert!(unlisted == Varied::from_json(r#"{"when":20180402,"kind":"NEW","size":"0"}"#).unwrap());
    for kind in ["NEW", "PING"] {
        let found = act(kind, Some("1")).to_valid().map(drop).unwrap_err();
        assert_eq!(found.keys(), [("seen", "wrong-case")], "{kind}");
    }
}

//! Encoded values are parsed again without a change.

use crate::common::{Dice, RESPONSE, key, naive_sign};
use wxmed::codec::xml::read;
use wxmed::codec::{SignType, encode_fields, encode_unsigned, verify};
use wxmed::{ResponseSigning, SignatureFault, Verification};

fn write(value: &str) -> String {
    let encoded = encode_fields([("a", "1"), ("v", value), ("z", "2")], &key(), SignType::Md5).unwrap();
    assert_eq!(encoded.signature().as_str(), naive_sign([("a", "1"), ("v", value), ("z", "2")]));
    encoded.into_xml()
}

/// Pieces of values, most of which need escaping.
const PIECES: [&str; 16] =
    ["]]>", "]", ">", "<", "&", "\r", "\n", "\t", " ", "\"", "'", "&amp;", "<![CDATA[", "好", "，", "😀"];

#[test]
fn each_kind_of_value_has_its_encoding() {
    for (value, encoded) in [
        ("plain", "<v><![CDATA[plain]]></v>"),
        ("", "<v><![CDATA[]]></v>"),
        ("0", "<v><![CDATA[0]]></v>"),
        (" padded ", "<v><![CDATA[ padded ]]></v>"),
        ("<&>\"'", "<v><![CDATA[<&>\"']]></v>"),
        ("&amp;", "<v><![CDATA[&amp;]]></v>"),
        ("[1,[2]]", "<v><![CDATA[[1,[2]]]]></v>"),
        ("]", "<v><![CDATA[]]]></v>"),
        ("]]", "<v><![CDATA[]]]]></v>"),
        ("a]]>b", "<v><![CDATA[a]]]]><![CDATA[>b]]></v>"),
        ("]]>]]>", "<v><![CDATA[]]]]><![CDATA[>]]]]><![CDATA[>]]></v>"),
        ("a\tb\nc", "<v><![CDATA[a\tb\nc]]></v>"),
        ("a\r\nb]]>&<", "<v>a&#13;\nb]]&gt;&amp;&lt;</v>"),
        ("\r", "<v>&#13;</v>"),
        ("挂号费，😀", "<v><![CDATA[挂号费，😀]]></v>"),
    ] {
        let xml = write(value);
        assert!(xml.contains(encoded), "{value:?} became {xml}");
        let fields = read(xml.as_bytes()).unwrap();
        assert_eq!(fields.get("v"), Some(value));
        assert_eq!(verify(&fields, &key(), SignType::Md5, ResponseSigning::Signed), Ok(Verification::Verified));
    }
}

#[test]
fn random_values_are_unchanged_by_a_round_trip() {
    let mut dice = Dice::new(42);
    for _ in 0..10_000 {
        let value: String = (0..dice.below(12)).map(|_| PIECES[dice.below(PIECES.len())]).collect();
        let xml = write(&value);
        let fields = read(xml.as_bytes()).unwrap_or_else(|error| panic!("{value:?}: {error}"));
        assert_eq!(fields.get("v"), Some(value.as_str()));
        assert!(verify(&fields, &key(), SignType::Md5, ResponseSigning::Signed).is_ok());
    }
}

/// If any byte of a signed body changes, the body is rejected, or has the same fields.
#[test]
fn every_changed_byte_is_detected() {
    let mut dice = Dice::new(1_000_003);
    let (mut unreadable, mut wrong) = (0, 0);
    for _ in 0..20_000 {
        let value: String = (0..1 + dice.below(8)).map(|_| PIECES[dice.below(PIECES.len())]).collect();
        let body = write(&value).into_bytes();
        let original = read(&body).unwrap();
        let mut changed = body.clone();
        let at = dice.below(body.len());
        changed[at] = changed[at].wrapping_add(1 + dice.below(255) as u8);
        match read(&changed).map(|fields| (verify(&fields, &key(), SignType::Md5, ResponseSigning::Signed), fields)) {
            Err(_) => unreadable += 1,
            Ok((Err(_), _)) => wrong += 1,
            Ok((Ok(_), fields)) => {
                assert!(fields.sorted().eq(original.sorted()), "byte {at} of {}", String::from_utf8_lossy(&body));
            }
        }
    }
    assert!(unreadable > 2000 && wrong > 2000, "{unreadable}, {wrong}");
}

/// The parser terminates for any bytes, and keeps all fields that it has read.
#[test]
fn random_bytes_are_parsed_or_rejected() {
    let marks: Vec<&str> =
        "<xml>|</xml>|<a>|</a>|<b>|</b>|<c/>|<![CDATA[|]]>|<!--|-->|&lt;|&#65;|&|<|x| |\n".split('|').collect();
    let mut dice = Dice::new(77);
    let mut taken = 0;
    for _ in 0..100_000 {
        let inner: String = (0..dice.below(9)).map(|_| marks[dice.below(marks.len())]).collect();
        let body = match dice.below(3) {
            0 => inner,
            1 => format!("<xml>{inner}</xml>"),
            _ => format!("<xml><a>{inner}</a></xml>"),
        };
        match read(body.as_bytes()) {
            // A name that begins with `xml` can be parsed, but not encoded.
            Ok(fields) if fields.get("xml").is_some() => {}
            Ok(fields) => {
                taken += 1;
                let written = encode_unsigned(fields.iter()).unwrap();
                assert!(read(written.as_bytes()).unwrap().iter().eq(fields.iter()), "{body}");
            }
            Err(error) => assert!(error.offset <= body.len(), "{body}: {error}"),
        }
    }
    assert!(taken > 5000, "{taken}");
}

#[test]
fn values_are_parsed_without_trimming() {
    let body = "\u{FEFF}<?xml version='1.0' encoding='utf-8' standalone=\"yes\"?>\n<!-- a -->\n<xml >\r\n<!-- b -->\
                <a>  x  </a><b>\r\n</b ><c><![CDATA[ 1 ]]>2<![CDATA[3]]></c><d/><e></e><f />\
                <g>&lt;&gt;&amp;&apos;&quot;&#65;&#x4e2D;&#13;</g><h>1 &lt; 2</h><i><![CDATA[&lt;]]></i></xml>\n<!---->\n";
    let fields = read(body.as_bytes()).unwrap();
    let expected = [
        ("a", "  x  "),
        ("b", "\r\n"),
        ("c", " 1 23"),
        ("d", ""),
        ("e", ""),
        ("f", ""),
        ("g", "<>&'\"A中\r"),
        ("h", "1 < 2"),
        ("i", "&lt;"),
    ];
    assert_eq!(fields.iter().collect::<Vec<_>>(), expected);
}

#[test]
fn fields_keep_their_order_and_can_be_iterated_in_signing_order() {
    let names = ["return_code", "a", "Z", "zz", "b", "aa", "A_", "a_b"];
    let body = encode_unsigned(names.map(|name| (name, name))).unwrap();
    let fields = read(body.as_bytes()).unwrap();
    assert_eq!(fields.iter().map(|(name, _)| name).collect::<Vec<_>>(), names);
    assert_eq!(
        fields.sorted().collect::<Vec<_>>(),
        ["A_", "Z", "a", "a_b", "aa", "b", "return_code", "zz"].map(|name| (name, name))
    );
    assert!(names.iter().all(|name| fields.get(name) == Some(name)));
    assert_eq!((fields.get("none"), fields.len(), fields.is_empty()), (None, 8, false));
    assert_eq!(format!("{fields:?}"), format!("{{{}}}", names.map(|name| format!("{name:?}")).join(", ")));
    assert_eq!(fields.into_iter().map(|(name, _)| name).collect::<Vec<_>>(), names);
}

#[test]
fn an_envelope_may_be_empty() {
    let fields = read(b"<xml></xml>").unwrap();
    assert!(fields.is_empty() && fields.iter().next().is_none());
}

#[test]
fn contiguous_values_are_borrowed_from_the_body() {
    let fields = read(RESPONSE).unwrap();
    assert!(fields.into_iter().all(|(_, value)| matches!(value, std::borrow::Cow::Borrowed(_))));
}

#[test]
fn the_sample_response_is_verified_and_any_changed_field_is_detected() {
    let check = |body: &str| verify(&read(body.as_bytes()).unwrap(), &key(), SignType::Md5, ResponseSigning::Signed);
    let response = std::str::from_utf8(RESPONSE).unwrap();
    assert_eq!(check(response), Ok(Verification::Verified));
    for (from, to) in [
        ("吴亮", "吴明"),
        ("[OK]", "[OK ]"),
        ("</xml>", "<unknown>0</unknown></xml>"),
        ("5048329CDD265F243F21BAED7A8CED36", "5048329cdd265f243f21baed7a8ced36"),
        ("5048329CDD265F243F21BAED7A8CED36", "5048329CDD265F243F21BAED7A8CED37"),
        ("5048329CDD265F243F21BAED7A8CED36", " 5048329CDD265F243F21BAED7A8CED36"),
    ] {
        assert_eq!(check(&response.replace(from, to)), Err(SignatureFault::Wrong), "{from} to {to}");
    }
    assert_eq!(check(&response.replace("</xml>", "<unknown></unknown></xml>")), Ok(Verification::Verified));
    for none in ["<sign></sign>", ""] {
        let body = response.replace("<sign><![CDATA[5048329CDD265F243F21BAED7A8CED36]]></sign>", none);
        assert_eq!(check(&body), Err(SignatureFault::Missing));
    }
    let fields = read(RESPONSE).unwrap();
    assert_eq!(verify(&fields, &key(), SignType::HmacSha256, ResponseSigning::Signed), Err(SignatureFault::Wrong));
    assert_eq!(
        verify(&fields, &wxmed::ApiKey::new("another"), SignType::Md5, ResponseSigning::Unsigned),
        Err(SignatureFault::Wrong)
    );
}

//! Answers that are refused, one row for each way of being wrong.

mod common;

use common::{ANSWER, Dice, key};
use wxmed::xml::{Fault, LooksLike, MAX_BODY, MAX_FIELDS, ReadError, read};
use wxmed::{AnswerSigning, SignType, verify};

/// A body in which `¦` marks the place that the error must name.
const TEXTS: &[(&str, &str, Fault)] = &[
    ("nothing", "¦", Fault::Empty),
    ("a line feed", "¦\r\n", Fault::Empty),
    ("only a byte order mark", "\u{FEFF}¦", Fault::Empty),
    ("only a declaration", "<?xml version=\"1.0\"?>\n¦", Fault::NoRoot),
    ("only a comment", "<!-- a -->¦", Fault::NoRoot),
    ("plain text", "¦502 Bad Gateway", Fault::BeforeRoot),
    ("a JSON list", "¦[]", Fault::BeforeRoot),
    ("text before the root", "¦ok<xml></xml>", Fault::BeforeRoot),
    ("two byte order marks", "\u{FEFF}¦\u{FEFF}<xml></xml>", Fault::BeforeRoot),
    ("CDATA before the root", "¦<![CDATA[ ]]><xml></xml>", Fault::BeforeRoot),
    ("a reference before the root", "¦&#32;<xml></xml>", Fault::BeforeRoot),
    ("an HTML page", "¦<html><body>x</body></html>", Fault::WrongRoot),
    ("an upper-case root", "¦<XML></XML>", Fault::WrongRoot),
    ("an empty root of another name", "¦<xmls/>", Fault::WrongRoot),
    ("a root with an attribute", "¦<xml a=\"1\"></xml>", Fault::Attribute),
    ("a root with a namespace", "¦<xml xmlns=\"urn:a\"><a>1</a></xml>", Fault::Attribute),
    ("an empty root with an attribute", "¦<xml a='1'/>", Fault::Attribute),
    ("a prefixed root", "¦<n:xml></n:xml>", Fault::NamespacePrefix),
    ("a DOCTYPE", "¦<!DOCTYPE xml><xml></xml>", Fault::Doctype),
    ("a DOCTYPE in lower case", "¦<!doctype html><html></html>", Fault::Doctype),
    (
        "a DOCTYPE with an entity",
        "¦<!DOCTYPE xml [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><xml><a>&e;</a></xml>",
        Fault::Doctype,
    ),
    ("a DOCTYPE after the declaration", "<?xml version='1.0'?>¦<!DOCTYPE xml><xml/>", Fault::Doctype),
    ("a DOCTYPE that does not end", "¦<!DOCTYPE xml [", Fault::Doctype),
    ("a DOCTYPE without a name", "<!DOCTYPE¦><xml/>", Fault::Doctype),
    ("a DOCTYPE inside", "<xml>¦<!DOCTYPE a></xml>", Fault::Doctype),
    ("a DOCTYPE in a value", "<xml><a>¦<!DOCTYPE a></a></xml>", Fault::Doctype),
    ("a DOCTYPE at the end", "<xml></xml>¦<!DOCTYPE xml>", Fault::Doctype),
    ("a processing instruction", "¦<?php echo 1?><xml></xml>", Fault::ProcessingInstruction),
    ("a style sheet", "<?xml version=\"1.0\"?>¦<?xml-stylesheet href=\"a\"?><xml/>", Fault::ProcessingInstruction),
    ("a processing instruction inside", "<xml>¦<?a?></xml>", Fault::ProcessingInstruction),
    ("a processing instruction in a value", "<xml><a>1¦<?a?></a></xml>", Fault::ProcessingInstruction),
    ("a processing instruction at the end", "<xml></xml>¦<?a?>", Fault::ProcessingInstruction),
    ("a declaration after white space", "\n¦<?xml version=\"1.0\"?><xml/>", Fault::ProcessingInstruction),
    ("two declarations", "<?xml version=\"1.0\"?>¦<?xml version=\"1.0\"?><xml/>", Fault::ProcessingInstruction),
    ("a declaration inside", "<xml>¦<?xml version=\"1.0\"?></xml>", Fault::ProcessingInstruction),
    ("a declaration at the end", "<xml></xml>¦<?xml version=\"1.0\"?>", Fault::ProcessingInstruction),
    ("a declaration of 1.1", "¦<?xml version=\"1.1\"?><xml/>", Fault::Declaration),
    ("a declaration without a version", "¦<?xml encoding=\"UTF-8\"?><xml/>", Fault::Declaration),
    ("an empty declaration", "¦<?xml?><xml/>", Fault::Declaration),
    ("a declared GBK", "¦<?xml version=\"1.0\" encoding=\"GBK\"?><xml/>", Fault::DeclaredEncoding),
    ("a declared UTF-16", "¦<?xml version='1.0' encoding='UTF-16'?><xml/>", Fault::DeclaredEncoding),
    ("a declaration that does not end", "¦<?xml version=\"1.0\"", Fault::Unclosed),
    ("a second root", "<xml></xml>¦<xml></xml>", Fault::AfterRoot),
    ("an empty second root", "<xml></xml>¦<a/>", Fault::AfterRoot),
    ("text after the root", "<xml></xml>¦ok", Fault::AfterRoot),
    ("a line and text after the root", "<xml></xml>¦\n.", Fault::AfterRoot),
    ("CDATA after the root", "<xml></xml>¦<![CDATA[ ]]>", Fault::AfterRoot),
    ("a reference after the root", "<xml/>¦&lt;", Fault::AfterRoot),
    ("an end tag after the root", "<xml></xml>¦</xml>", Fault::EndTag),
    ("text between the elements", "<xml>¦x<a>1</a></xml>", Fault::TextBetween),
    ("text after an element", "<xml><a>1</a>¦ ,\n<b>2</b></xml>", Fault::TextBetween),
    ("CDATA between the elements", "<xml>¦<![CDATA[]]><a>1</a></xml>", Fault::TextBetween),
    ("a reference between the elements", "<xml>¦&#10;<a>1</a></xml>", Fault::TextBetween),
    ("an ideographic space between the elements", "<xml>¦\u{3000}<a>1</a></xml>", Fault::TextBetween),
    ("an element in a value", "<xml><a>¦<b>1</b></a></xml>", Fault::Nested),
    ("an empty element in a value", "<xml><a>1¦<b/></a></xml>", Fault::Nested),
    ("eight levels", "<xml><a>¦<b><c><d><e><f><g>1</g></f></e></d></c></b></a></xml>", Fault::Nested),
    ("nine levels", "<xml><a><b><c><d><e><f><g>¦<h>1</h></g></f></e></d></c></b></a></xml>", Fault::TooDeep),
    ("a bomb that does not end", "<xml><a><a><a><a><a><a><a>¦<a><a><a><a><a>", Fault::TooDeep),
    ("nested, then broken", "<xml><a>¦<b>&</b></a></xml>", Fault::Nested),
    ("a duplicate", "<xml><a>1</a>¦<a>1</a></xml>", Fault::Duplicate),
    ("a duplicate further on", "<xml><b>1</b><a>1</a><c/><d/>¦<b>2</b></xml>", Fault::Duplicate),
    ("an empty duplicate", "<xml><sign>1</sign>¦<sign/></xml>", Fault::Duplicate),
    ("an attribute", "<xml>¦<a b=\"1\">1</a></xml>", Fault::Attribute),
    ("an attribute without a value", "<xml>¦<a b>1</a></xml>", Fault::Attribute),
    ("an attribute of an empty element", "<xml>¦<a b='1'/></xml>", Fault::Attribute),
    ("a prefix", "<xml>¦<n:a>1</n:a></xml>", Fault::NamespacePrefix),
    ("a name that begins with a digit", "<xml>¦<1>1</1></xml>", Fault::Name),
    ("a name that begins with a hyphen", "<xml>¦<-a>1</-a></xml>", Fault::Name),
    ("a name in Chinese", "<xml>¦<名>1</名></xml>", Fault::Name),
    ("no name", "<xml>¦<>1</></xml>", Fault::Name),
    ("a space before the name", "<xml>¦< a>1</ a></xml>", Fault::Name),
    ("a tag in a tag", "<xml>¦<a<b>1</b></xml>", Fault::Name),
    ("a slash in a tag", "<xml>¦<a/ >1</xml>", Fault::Name),
    ("a wrong end tag", "<xml><a>1¦</b></xml>", Fault::EndTag),
    ("an end tag in another case", "<xml><a>1¦</A></xml>", Fault::EndTag),
    ("an end tag with an attribute", "<xml><a>1¦</a b=\"1\"></xml>", Fault::EndTag),
    ("elements that cross", "<xml><a>1¦</xml></a>", Fault::EndTag),
    ("an end tag first", "¦</xml>", Fault::EndTag),
    ("no end of the root", "<xml><a>1</a>¦", Fault::Unclosed),
    ("no end of a value", "<xml><a>1¦", Fault::Unclosed),
    ("half a start tag", "<xml>¦<a", Fault::Unclosed),
    ("half an end tag", "<xml><a>1</a>¦</xml", Fault::Unclosed),
    ("a lone less-than sign", "<xml><a>1¦<", Fault::Unclosed),
    ("half a CDATA", "<xml><a>¦<![CDATA[1]]", Fault::Unclosed),
    ("half a comment", "<xml>¦<!-- 1 --", Fault::Unclosed),
    ("half a processing instruction", "<xml>¦<?a", Fault::Unclosed),
    ("a quote that does not end", "<xml>¦<a b=\"1>1</a></xml>", Fault::Unclosed),
    ("an unknown mark", "<xml>¦<!ELEMENT a></xml>", Fault::Markup),
    ("a mark cut short", "<xml>¦<!", Fault::Markup),
    ("CDATA in lower case", "<xml><a>¦<![cdata[1]]></a></xml>", Fault::Unclosed),
    ("the end of CDATA in text", "<xml><a>1¦]]>2</a></xml>", Fault::CdataEndInText),
    ("the end of CDATA after CDATA", "<xml><a><![CDATA[1]]>¦]]></a></xml>", Fault::CdataEndInText),
    ("a comment in a value", "<xml><a>1¦<!-- 2 -->3</a></xml>", Fault::Comment),
    ("an empty comment in a value", "<xml><a>¦<!----></a></xml>", Fault::Comment),
    ("two hyphens in a comment", "<xml><!-- a ¦-- b --></xml>", Fault::Comment),
    ("an unknown entity", "<xml><a>1¦&nbsp;2</a></xml>", Fault::UnknownEntity),
    ("an entity in upper case", "<xml><a>¦&AMP;</a></xml>", Fault::UnknownEntity),
    ("a lone ampersand", "<xml><a>1 ¦& 2</a></xml>", Fault::Reference),
    ("a lone ampersand at the end", "<xml><a>1¦&", Fault::Reference),
    ("two ampersands", "<xml><a>¦&&amp;</a></xml>", Fault::Reference),
    ("an empty reference", "<xml><a>¦&;</a></xml>", Fault::Reference),
    ("an empty number", "<xml><a>¦&#;</a></xml>", Fault::Reference),
    ("an empty hexadecimal number", "<xml><a>¦&#x;</a></xml>", Fault::Reference),
    ("a number with a sign", "<xml><a>¦&#+65;</a></xml>", Fault::Reference),
    ("hexadecimal digits without an x", "<xml><a>¦&#4A;</a></xml>", Fault::Reference),
    ("an upper-case X", "<xml><a>¦&#X41;</a></xml>", Fault::Reference),
    ("a surrogate", "<xml><a>¦&#xD800;</a></xml>", Fault::Reference),
    ("a number beyond Unicode", "<xml><a>¦&#x110000;</a></xml>", Fault::Reference),
    ("a number beyond 32 bits", "<xml><a>¦&#4294967361;</a></xml>", Fault::Reference),
    ("a reference to NUL", "<xml><a>¦&#0;</a></xml>", Fault::IllegalCharacter),
    ("a reference to a control character", "<xml><a>¦&#x1;</a></xml>", Fault::IllegalCharacter),
    ("a reference to U+FFFF", "<xml><a>¦&#xFFFF;</a></xml>", Fault::IllegalCharacter),
    ("a NUL", "<xml><a>1¦\0</a></xml>", Fault::IllegalCharacter),
    ("a control character in CDATA", "<xml><a><![CDATA[¦\u{8}]]></a></xml>", Fault::IllegalCharacter),
    ("an escape in a name", "<xml><a¦\u{1B}>1</a></xml>", Fault::IllegalCharacter),
    ("U+FFFE", "<xml><a>好，¦\u{FFFE}</a></xml>", Fault::IllegalCharacter),
    ("U+FFFF after a byte order mark", "\u{FEFF}<xml><a>¦\u{FFFF}</a></xml>", Fault::IllegalCharacter),
    ("an offset after a byte order mark", "\u{FEFF}<xml><a>1</a>¦<a>1</a></xml>", Fault::Duplicate),
];

const BYTES: &[(&str, &[u8], Fault, usize)] = &[
    ("UTF-16, little-endian, with a mark", b"\xFF\xFE<\0x\0m\0l\0>\0", Fault::NotUtf8(LooksLike::Utf16), 0),
    ("UTF-16, big-endian, with a mark", b"\xFE\xFF\0<\0x\0m\0l\0>", Fault::NotUtf8(LooksLike::Utf16), 0),
    ("UTF-16, little-endian", b"<\0x\0m\0l\0/\0>\0", Fault::NotUtf8(LooksLike::Utf16), 0),
    ("UTF-16, big-endian", b"\0<\0x\0m\0l\0/\0>", Fault::NotUtf8(LooksLike::Utf16), 0),
    ("GBK", b"<xml><a>\xD5\xC5\xC8\xFD</a></xml>", Fault::NotUtf8(LooksLike::Gbk), 8),
    ("UTF-8 cut off", b"<xml><a>\xE5\xBC", Fault::NotUtf8(LooksLike::CutOff), 8),
    ("a stray byte", b"<xml><a>\x80</a></xml>", Fault::NotUtf8(LooksLike::Other), 8),
    ("an overlong form", b"<xml><a>\xC0\x80</a></xml>", Fault::NotUtf8(LooksLike::Gbk), 8),
];

#[test]
fn each_fault_is_named_and_placed() {
    assert!(TEXTS.len() + BYTES.len() >= 80);
    let mut failed = Vec::new();
    let texts = TEXTS.iter().map(|(name, marked, fault)| {
        let offset = marked.find('¦').unwrap();
        (name, marked.replacen('¦', "", 1).into_bytes(), *fault, offset)
    });
    let bytes = BYTES.iter().map(|(name, body, fault, offset)| (name, body.to_vec(), *fault, *offset));
    for (name, body, fault, offset) in texts.chain(bytes) {
        let expected = ReadError { fault, offset };
        match read(&body) {
            Err(found) if found == expected => {}
            found => failed.push(format!("{name}: expected {expected:?}, found {found:?}")),
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn limits_are_exact() {
    let padded = |length: usize| format!("<xml>{}</xml>", " ".repeat(length - "<xml></xml>".len()));
    assert!(read(padded(MAX_BODY).as_bytes()).is_ok());
    assert_eq!(
        read(padded(MAX_BODY + 1).as_bytes()).unwrap_err(),
        ReadError { fault: Fault::TooLarge, offset: MAX_BODY }
    );

    let many = |count: usize| format!("<xml>{}</xml>", (0..count).map(|n| format!("<a{n}/>")).collect::<String>());
    assert_eq!(read(many(MAX_FIELDS).as_bytes()).unwrap().len(), MAX_FIELDS);
    assert_eq!(read(many(MAX_FIELDS + 1).as_bytes()).unwrap_err().fault, Fault::TooManyFields);
}

#[test]
fn a_truncated_answer_is_never_taken() {
    for end in 0..ANSWER.len() {
        assert!(read(&ANSWER[..end]).is_err(), "cut at {end}");
    }
    assert!(read(ANSWER).is_ok());
}

/// Whatever happens to the bytes, there is no panic, and what still verifies still says the same.
#[test]
fn a_damaged_answer_never_says_something_else() {
    const MARKS: &[u8] = b"<>&;!?/[]-='\" \n\r\0x\xFF\xE5";
    let original: Vec<(String, String)> = read(ANSWER).unwrap().sorted().map(|(n, v)| (n.into(), v.into())).collect();
    let mut dice = Dice::new(7);
    let mut verified = 0;
    for _ in 0..60_000 {
        let mut body = ANSWER.to_vec();
        for _ in 0..=dice.below(3) {
            let at = dice.below(body.len());
            let mark = MARKS[dice.below(MARKS.len())];
            match dice.below(4) {
                0 => body[at] = mark,
                1 => body.insert(at, mark),
                2 => drop(body.remove(at)),
                _ => {
                    let end = (at + dice.below(40)).min(body.len());
                    let copy = body[at..end].to_vec();
                    body.splice(at..at, copy);
                }
            }
        }
        let Ok(fields) = read(&body) else { continue };
        if verify(&fields, &key(), SignType::Md5, AnswerSigning::Signed).is_ok() {
            verified += 1;
            let found: Vec<_> = fields.sorted().filter(|(_, value)| !value.is_empty()).collect();
            assert!(found.iter().map(|(n, v)| (*n, *v)).eq(original.iter().map(|(n, v)| (n.as_str(), v.as_str()))));
        }
    }
    assert!(verified > 0, "white space between the elements may change");
}

#[test]
fn each_fault_has_words_in_both_languages_and_its_place() {
    let error = read(b"<xml>x</xml>").unwrap_err();
    assert_eq!(error.to_string(), "text between the elements (at byte 5)");
    assert_eq!(format!("{error:#}"), "元素之间有文本（第 5 字节）");
}

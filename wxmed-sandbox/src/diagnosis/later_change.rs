//! The changes that a program made to a request after it had signed it.

use std::borrow::Cow;

use encoding_rs::{Encoding, GBK, WINDOWS_1252};
use quick_xml::escape::unescape;
use wxmed::Bilingual;

use super::cause::{Cause, KeyEvidence, Position};
use super::ending::KeyForms;
use super::json_forms::JsonForm;
use super::mistake::Mistake;
use super::plan::Plan;
use super::received::ReceivedField;
use super::search::{Search, Target};
use super::text::{Received, SIGN};

/// A change after signing, which explains a signature made with the right key.
pub(super) struct LaterChange<'a> {
    kind: Kind,
    /// The indexes of the changed fields.
    fields: Vec<usize>,
    /// The request as it was signed.
    pub(super) signed: Received<'a>,
    pub(super) plan: Plan,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Added,
    SerialisedAgain,
    Escaped,
    Garbled,
    LineBreaks,
}

/// A change of values that can be undone: its kind, and how the value that was signed is restored.
struct Restoration {
    kind: Kind,
    /// `None` if the value can't have been changed in this way.
    restore: fn(&str) -> Option<Cow<'_, str>>,
}

const fn restoration(kind: Kind, restore: fn(&str) -> Option<Cow<'_, str>>) -> Restoration {
    Restoration { kind, restore }
}

/// The first match is used.
static RESTORATIONS: &[Restoration] = &[
    restoration(Kind::Escaped, |value| unescape(value).ok()),
    restoration(Kind::LineBreaks, |value| Some(Cow::Owned(value.replace("\r\n", "\n")))),
    restoration(Kind::LineBreaks, |value| Some(Cow::Owned(value.replace('\n', "\r\n")))),
];

/// These are tried before the mistakes in signing, because hashing a garbled text as GBK has the same result.
static READINGS: &[Restoration] = &[
    restoration(Kind::Garbled, |value| read_as(WINDOWS_1252, value)),
    restoration(Kind::Garbled, read_as_latin_1),
    restoration(Kind::Garbled, |value| read_as(GBK, value)),
];

/// The text whose bytes in UTF-8 were read in another charset.
fn read_as(charset: &'static Encoding, value: &str) -> Option<Cow<'static, str>> {
    let (bytes, _, has_unknown) = charset.encode(value);
    if has_unknown {
        return None;
    }
    String::from_utf8(bytes.into_owned()).ok().map(Cow::Owned)
}

/// The same for ISO 8859-1 as Java has it, where the bytes from 0x80 to 0x9F are control characters.
fn read_as_latin_1(value: &str) -> Option<Cow<'static, str>> {
    let bytes: Vec<u8> = value.chars().map(|c| u8::try_from(c).ok()).collect::<Option<_>>()?;
    String::from_utf8(bytes).ok().map(Cow::Owned)
}

/// The values that were garbled after signing, if that explains a signature.
pub(super) fn garbled<'a>(received: &Received<'a>, keys: &KeyForms<'_>, target: &Target) -> Option<LaterChange<'a>> {
    READINGS.iter().find_map(|reading| restored(reading, received, keys, target))
}

/// Another change after signing that explains a signature, if there is one.
pub(super) fn later_change<'a>(
    received: &Received<'a>,
    keys: &KeyForms<'_>,
    target: &Target,
) -> Option<LaterChange<'a>> {
    let added = || added(received, keys, target);
    let serialised = || serialised_again(received, keys, target);
    let restored = || RESTORATIONS.iter().find_map(|restoration| restored(restoration, received, keys, target));
    added().or_else(serialised).or_else(restored)
}

/// A field without which the signature is right.
fn added<'a>(received: &Received<'a>, keys: &KeyForms<'_>, target: &Target) -> Option<LaterChange<'a>> {
    let search = Search::new(received, keys, target);
    let plan = |index| Plan { left_out: Some(index), ..Plan::RIGHT };
    let index = (0..received.fields.len()).find(|index| search.is_right(plan(*index)))?;
    Some(LaterChange { kind: Kind::Added, fields: vec![index], signed: received.clone(), plan: plan(index) })
}

/// A field that was signed as another text of the same JSON.
fn serialised_again<'a>(received: &Received<'a>, keys: &KeyForms<'_>, target: &Target) -> Option<LaterChange<'a>> {
    let indexes = 0..received.fields.len();
    let forms = indexes.flat_map(|index| JsonForm::ALL.map(|form| (index, form)));
    let texts = forms.filter_map(|(index, form)| Some((index, form.rewritten(&received.fields.get(index)?.value)?)));
    let tries = texts.take(Search::most_json_texts(received));
    let signed = tries.map(|(index, json)| (index, received.with_values(|at, _| (at == index).then(|| json.clone()))));
    let is_right = |signed: &Received<'_>| Search::new(signed, keys, target).is_right(Plan::RIGHT);
    let (index, signed) = { signed }.find(|(_, signed)| is_right(signed))?;
    Some(LaterChange { kind: Kind::SerialisedAgain, fields: vec![index], signed, plan: Plan::RIGHT })
}

/// Values without whose change the signature is right.
fn restored<'a>(
    restoration: &Restoration,
    received: &Received<'a>,
    keys: &KeyForms<'_>,
    target: &Target,
) -> Option<LaterChange<'a>> {
    let original = |field: &ReceivedField<'_>| {
        let original = (restoration.restore)(&field.value).filter(|_| field.name != SIGN)?;
        (original != field.value).then(|| original.into_owned())
    };
    let fields = received.fields.iter().enumerate();
    let fields: Vec<usize> = fields.filter(|(_, field)| original(field).is_some()).map(|(index, _)| index).collect();
    if fields.is_empty() {
        return None;
    }
    let signed = received.with_values(|_, field| original(field));
    let is_right = Search::new(&signed, keys, target).is_right(Plan::RIGHT);
    is_right.then_some(LaterChange { kind: restoration.kind, fields, signed, plan: Plan::RIGHT })
}

impl LaterChange<'_> {
    /// The cause, in the fields as received.
    pub(super) fn cause(&self, received: &[ReceivedField<'_>]) -> Cause {
        let fields: Vec<&ReceivedField<'_>> = self.fields.iter().filter_map(|index| received.get(*index)).collect();
        let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
        let Explanation { title, text, remedy } = self.kind.explanation(&names);
        let remedy = Bilingual::new(format!("密钥是对的。{}", remedy.zh), format!("The key is right. {}", remedy.en));
        let at = match fields.as_slice() {
            [field] => Some(Position::of_field(field.name, Some(field.offset))),
            _ => None,
        };
        let cause = Cause::new(Mistake::ForeignKeyOrValue.id(), title, text, remedy).at(at);
        Cause { key: KeyEvidence::Right, ..cause }
    }
}

struct Explanation {
    title: Bilingual,
    text: Bilingual,
    remedy: Bilingual,
}

impl Kind {
    fn explanation(self, names: &[&str]) -> Explanation {
        let (zh, en) = (names.join("、"), names.join(", "));
        match self {
            Self::Added => Explanation {
                title: Bilingual::new(format!("{zh} 未参与签名"), format!("{en} is not signed")),
                text: Bilingual::new(
                    format!("字段 {zh} 没有参与签名：它是在签名之后加入的"),
                    format!("the field {en} is not signed: it was added after signing"),
                ),
                remedy: Bilingual::new(
                    format!("在签名之前加入 {zh}；签名之后不要再改动字段，也要检查发送请求的库是否会自行添加"),
                    format!(
                        "Add {en} before you sign, and change no field afterwards; see whether the library that sends the \
                         request adds it"
                    ),
                ),
            },
            Self::SerialisedAgain => Explanation {
                title: Bilingual::new(format!("{zh} 被序列化了两次"), format!("{en} is serialised twice")),
                text: Bilingual::new(
                    format!("字段 {zh} 签名时与发送时的 JSON 文本不同（空格或转义不同）：它被序列化了两次"),
                    format!(
                        "the JSON of {en} was signed with other spaces or escapes than it is sent with: it was serialised \
                         twice"
                    ),
                ),
                remedy: Bilingual::new(
                    format!("{zh} 只序列化一次，把得到的文本存入变量，签名与发送都用它"),
                    format!("Serialise {en} once, keep the text in a variable, and sign and send that text"),
                ),
            },
            Self::Escaped => Explanation {
                title: Bilingual::new(format!("{zh} 多转义了一次"), format!("{en} escaped once too often")),
                text: Bilingual::new(
                    format!(
                        "字段 {zh} 在签名之后多转义了一次（如在 CDATA 中写 &amp;）：平台收到的是 &amp; 这几个字符，而签名用的是 &"
                    ),
                    format!(
                        "{en} was escaped once too often after signing, for example as &amp; inside CDATA: the platform \
                         receives the characters &amp; where & was signed"
                    ),
                ),
                remedy: Bilingual::of(
                    "转义与 CDATA 只用其一：CDATA 中写原文，不用 CDATA 时转义一次；XML 库会自行转义，不要再转义",
                    "Either escape a value or wrap it in CDATA: inside CDATA goes the plain text. A library that writes \
                     XML escapes by itself",
                ),
            },
            Self::Garbled => Explanation {
                title: Bilingual::new(format!("{zh} 成了乱码"), format!("{en} garbled after signing")),
                text: Bilingual::new(
                    format!(
                        "字段 {zh} 是乱码：签名之后，UTF-8 字节被当作另一种编码（ISO-8859-1、Windows-1252 或 GBK）读取，再次编码后发送"
                    ),
                    format!(
                        "{en} is garbled: after signing, its bytes of UTF-8 were read in another charset (ISO 8859-1, \
                         Windows-1252 or GBK), encoded again, and sent"
                    ),
                ),
                remedy: Bilingual::of(
                    "报文只编码一次：字节转为文本、文本转为字节的每一处都写明 UTF-8（Java：getBytes(StandardCharsets.UTF_8) 与 new StringEntity(xml, UTF_8)）",
                    "Encode the body once, and name UTF-8 wherever text becomes bytes or bytes become text, for example \
                     in getBytes and StringEntity in Java",
                ),
            },
            Self::LineBreaks => Explanation {
                title: Bilingual::new(format!("{zh} 的换行被改动"), format!("line breaks of {en} changed")),
                text: Bilingual::new(
                    format!("字段 {zh} 的换行在签名之后被改动（\\r\\n 与 \\n 互换）"),
                    format!("the line breaks of {en} were changed after signing, between CR LF and LF"),
                ),
                remedy: Bilingual::of(
                    "在签名之前把换行统一为 \\n：XML 解析器会把 \\r\\n 读作 \\n",
                    "Write LF alone as line break before you sign: parsers of XML read CR LF as LF",
                ),
            },
        }
    }
}

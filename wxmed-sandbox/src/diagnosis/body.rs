//! Diagnoses bodies that aren't the XML of the interface.

use wxmed::Bilingual;
use wxmed::codec::xml::{Fault, LooksLike, ReadError};

use super::cause::{Cause, Diagnosis, Position};
use super::received::field_around;

/// Finds out what an unreadable body is.
pub(crate) fn unreadable(body: &[u8], error: &ReadError) -> Diagnosis {
    let kind = Kind::of(body, error.fault);
    let text = Bilingual::new(
        format!("报文不是本接口的 XML：{}（第 {} 字节）", kind.text.zh, error.offset),
        format!("not the XML of the interface: {} (at byte {})", kind.text.en, error.offset),
    );
    let at = Position { field: field_around(body, error.offset), offset: Some(error.offset) };
    Cause::new(kind.id, kind.text, text, kind.remedy).at(Some(at)).into()
}

struct Kind {
    id: &'static str,
    text: Bilingual,
    remedy: Bilingual,
}

const AS_XML: Bilingual = Bilingual::of(
    "请求体应为 <xml>…</xml>，每个字段一个元素，UTF-8 编码，不压缩",
    "send <xml>…</xml> with one element for each field, in UTF-8, not compressed",
);
const AS_UTF8: Bilingual = Bilingual::of(
    "请求体按 UTF-8 编码后发送：写字节时写明 UTF-8，Content-Type 用 application/xml; charset=utf-8",
    "encode the body as UTF-8: name the encoding where the text becomes bytes, with the Content-Type application/xml; \
     charset=utf-8",
);
const UNCOMPRESSED: Bilingual = Bilingual::of(
    "不要压缩请求体：去掉 Content-Encoding 与压缩设置",
    "don't compress the body: remove Content-Encoding and the setting that compresses",
);
const WHOLE: Bilingual = Bilingual::of(
    "检查报文是否完整生成与发送；Content-Length 按字节计，不按字符计",
    "check that the body is written and sent to its end; Content-Length counts bytes, not characters",
);
const BY_LIBRARY: Bilingual = Bilingual::of(
    "用 XML 库生成报文，或对值转义、用 CDATA 包裹",
    "write the XML with a library, or escape the values or wrap them in CDATA",
);
const FLAT: Bilingual = Bilingual::of(
    "只发送 <xml> 根元素与其下的字段元素：没有属性、命名空间、DOCTYPE、处理指令与嵌套；JSON 内容作为文本放在字段中",
    "send the root <xml> and one element for each field: no attributes, namespaces, DOCTYPE, instructions or nesting; \
     JSON contents are the text of a field",
);

impl Kind {
    fn of(body: &[u8], fault: Fault) -> Self {
        let as_fault = |id, remedy| Self { id, text: fault.text(), remedy };
        match fault {
            Fault::Empty => as_fault("body-is-empty", AS_XML),
            Fault::NotUtf8(LooksLike::Gbk) => as_fault("body-is-gbk", AS_UTF8),
            Fault::NotUtf8(LooksLike::Utf16) => as_fault("body-is-utf-16", AS_UTF8),
            Fault::NotUtf8(LooksLike::Gzip) => Self::compressed("body-is-gzip", "gzip"),
            Fault::NotUtf8(LooksLike::Deflate) => Self::compressed("body-is-deflate", "deflate"),
            Fault::NotUtf8(LooksLike::Zstd) => Self::compressed("body-is-zstd", "zstd"),
            Fault::NotUtf8(LooksLike::CutOff) | Fault::Unclosed => as_fault("body-truncated", WHOLE),
            Fault::NotUtf8(_) => as_fault("body-is-not-utf-8", AS_UTF8),
            Fault::HtmlPage => Self {
                id: "body-is-html",
                text: Bilingual::of("报文是 HTML 网页", "the body is an HTML page"),
                remedy: AS_XML,
            },
            Fault::BeforeRoot | Fault::NoRoot => {
                Self::another_format(body).unwrap_or(as_fault("text-before-root", AS_XML))
            }
            Fault::TooLarge => as_fault("body-too-large", AS_XML),
            Fault::IllegalCharacter => as_fault("illegal-character", BY_LIBRARY),
            Fault::DeclaredEncoding => as_fault("declared-encoding", AS_UTF8),
            Fault::Declaration => as_fault("xml-declaration", FLAT),
            Fault::Doctype => as_fault("doctype", FLAT),
            Fault::ProcessingInstruction => as_fault("processing-instruction", FLAT),
            Fault::Comment => as_fault("comment", FLAT),
            Fault::WrongRoot => as_fault("another-root", AS_XML),
            Fault::AfterRoot => as_fault("content-after-root", AS_XML),
            Fault::TextBetween => as_fault("text-between-fields", BY_LIBRARY),
            Fault::Nested | Fault::TooDeep => as_fault("nested-element", FLAT),
            Fault::Duplicate => as_fault("duplicate-field", FLAT),
            Fault::TooManyFields => as_fault("too-many-fields", FLAT),
            Fault::Attribute => as_fault("attribute", FLAT),
            Fault::NamespacePrefix => as_fault("namespace", FLAT),
            Fault::Name => as_fault("element-name", FLAT),
            Fault::EndTag => as_fault("end-tag", BY_LIBRARY),
            Fault::Markup | Fault::CdataEndInText | Fault::UnknownEntity | Fault::Reference => {
                as_fault("unescaped-character", BY_LIBRARY)
            }
            // `Fault` is non-exhaustive.
            _ => as_fault("body-unreadable", AS_XML),
        }
    }

    fn compressed(id: &'static str, name: &str) -> Self {
        let text = Bilingual::new(format!("报文是 {name} 压缩的"), format!("the body is compressed with {name}"));
        Self { id, text, remedy: UNCOMPRESSED }
    }

    /// The format of a text without a root element, if it is a known one.
    fn another_format(body: &[u8]) -> Option<Self> {
        let body = body.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(body).trim_ascii_start();
        let (id, zh, en) = match body {
            [b'{' | b'[' | b'"', ..] => ("body-is-json", "报文是 JSON", "the body is JSON"),
            [b'-', b'-', ..] => {
                ("body-is-multipart", "报文是 multipart/form-data 表单", "the body is a form (multipart/form-data)")
            }
            _ if is_form(body) => (
                "body-is-form",
                "报文是表单（application/x-www-form-urlencoded）",
                "the body is a form (application/x-www-form-urlencoded)",
            ),
            _ => return None,
        };
        Some(Self { id, text: Bilingual::of(zh, en), remedy: AS_XML })
    }
}

/// Whether a body begins with a name and `=`, or is percent-encoded XML.
fn is_form(body: &[u8]) -> bool {
    let is_of_name = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.%[]+".contains(&byte);
    let name = body.iter().take_while(|byte| is_of_name(**byte)).count();
    let is_encoded = body.get(..3).is_some_and(|start| start.eq_ignore_ascii_case(b"%3c"));
    is_encoded || (name > 0 && body.get(name) == Some(&b'='))
}

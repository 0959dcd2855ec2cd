use std::fmt;

use wxmed_core::{Bilingual, Lang};

/// Why a response is not the XML of this interface, and where.
///
/// It contains neither names nor values: the raw response is a separate part of the error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// What is wrong.
    pub fault: Fault,
    /// The position, in bytes from the beginning of the body.
    pub offset: usize,
}

/// The reasons for which a response is rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Fault {
    /// More than [`MAX_BODY`](super::MAX_BODY) bytes.
    TooLarge,
    /// The body is empty, or contains only white space.
    Empty,
    /// The body is not UTF-8, or it is encoded.
    NotUtf8(LooksLike),
    /// An HTML page, usually of a proxy or of a network's login page.
    HtmlPage,
    /// A character that XML 1.0 doesn't allow, written directly or as a reference.
    IllegalCharacter,
    /// An XML declaration other than `<?xml version="1.0" …?>`.
    Declaration,
    /// An XML declaration with another encoding than UTF-8.
    DeclaredEncoding,
    /// A DOCTYPE, which could define entities.
    Doctype,
    /// A processing instruction, or an XML declaration that is not at the beginning.
    ProcessingInstruction,
    /// A comment inside a value, where parsers disagree on the value, or a malformed comment.
    Comment,
    /// Text before the root element.
    BeforeRoot,
    /// No root element.
    NoRoot,
    /// A root element with another name than `xml`.
    WrongRoot,
    /// Content other than white space and comments after the root element.
    AfterRoot,
    /// Text between the elements.
    TextBetween,
    /// An element inside the element of a field.
    Nested,
    /// Elements nested deeper than [`MAX_DEPTH`](super::MAX_DEPTH).
    TooDeep,
    /// Two elements of the same name.
    Duplicate,
    /// More than [`MAX_FIELDS`](super::MAX_FIELDS) elements.
    TooManyFields,
    /// An attribute, which the signature doesn't cover.
    Attribute,
    /// A namespace prefix.
    NamespacePrefix,
    /// An element with another name than [`is_wire_name`](super::is_wire_name) describes.
    Name,
    /// An end tag that doesn't match the start tag.
    EndTag,
    /// The body ends inside an element or a mark.
    Unclosed,
    /// `<!` that doesn't begin any known markup.
    Markup,
    /// `]]>` in plain text.
    CdataEndInText,
    /// An entity that XML does not define itself.
    UnknownEntity,
    /// A `&` that doesn't begin a reference, or a numeric reference to no character.
    Reference,
}

/// The likely encoding of a body that is not UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LooksLike {
    /// UTF-16, as XML saved by some editors.
    Utf16,
    /// GBK or GB 18030.
    Gbk,
    /// gzip, which was not requested.
    Gzip,
    /// zlib, called deflate in HTTP, which was not requested.
    Deflate,
    /// Zstandard, which was not requested.
    Zstd,
    /// Brotli, which was not requested. It has no magic number, so only `Content-Encoding` identifies it.
    Brotli,
    /// Another `Content-Encoding`, which was not requested.
    Encoded,
    /// UTF-8 that ends in the middle of a character.
    CutOff,
    /// An unknown encoding.
    Other,
}

impl LooksLike {
    /// The encoding according to the header `Content-Encoding`, whose last value is the outermost; `None` if the body
    /// is not encoded.
    #[cfg(feature = "client")]
    pub(crate) fn of_content_encoding(header: &str) -> Option<Self> {
        let outermost = header.rsplit(',').map(str::trim).find(|name| !name.is_empty())?.to_ascii_lowercase();
        match outermost.as_str() {
            "identity" => None,
            "gzip" | "x-gzip" => Some(Self::Gzip),
            "deflate" => Some(Self::Deflate),
            "br" => Some(Self::Brotli),
            "zstd" => Some(Self::Zstd),
            _ => Some(Self::Encoded),
        }
    }
}

impl Fault {
    /// What is wrong, in one language.
    pub fn message(self, lang: Lang) -> String {
        self.text().in_lang(lang).to_owned()
    }

    /// What is wrong, in both languages.
    pub const fn text(self) -> Bilingual {
        match self {
            Self::TooLarge => Bilingual::of("报文超过 1 MiB", "the body is larger than 1 MiB"),
            Self::Empty => Bilingual::of("报文为空", "the body is empty"),
            Self::NotUtf8(LooksLike::Utf16) => {
                Bilingual::of("报文不是 UTF-8，看似 UTF-16", "the body is not UTF-8 and looks like UTF-16")
            }
            Self::NotUtf8(LooksLike::Gbk) => {
                Bilingual::of("报文不是 UTF-8，看似 GBK", "the body is not UTF-8 and looks like GBK")
            }
            Self::NotUtf8(LooksLike::Gzip) => Bilingual::of(
                "报文是 gzip 压缩的，而请求没有允许压缩：请检查代理",
                "the body is compressed with gzip, which was not requested: check the proxy",
            ),
            Self::NotUtf8(LooksLike::Deflate) => Bilingual::of(
                "报文看似 deflate（zlib）压缩，而请求没有允许压缩：请检查代理",
                "the body looks compressed with deflate (zlib), which was not requested: check the proxy",
            ),
            Self::NotUtf8(LooksLike::Zstd) => Bilingual::of(
                "报文是 zstd 压缩的，而请求没有允许压缩：请检查代理",
                "the body is compressed with zstd, which was not requested: check the proxy",
            ),
            Self::NotUtf8(LooksLike::Brotli) => Bilingual::of(
                "报文是 brotli 压缩的，而请求没有允许压缩：请检查代理",
                "the body is compressed with brotli, which was not requested: check the proxy",
            ),
            Self::NotUtf8(LooksLike::Encoded) => Bilingual::of(
                "响应头 Content-Encoding 表明报文经过编码或压缩，而请求没有允许：请检查代理",
                "the body is compressed or encoded, as the header Content-Encoding says, which was not requested: check \
                 the proxy",
            ),
            Self::NotUtf8(LooksLike::CutOff) => {
                Bilingual::of("报文在一个 UTF-8 字符中间截断", "the body ends in the middle of a UTF-8 character")
            }
            Self::NotUtf8(LooksLike::Other) => Bilingual::of("报文不是 UTF-8", "the body is not UTF-8"),
            Self::HtmlPage => Bilingual::of(
                "报文是 HTML 网页，可能是代理错误页或上网认证页：请检查网络出口与代理",
                "the body is an HTML page, perhaps of a proxy or a captive portal: check the network and the proxy",
            ),
            Self::IllegalCharacter => Bilingual::of("有 XML 不允许的字符", "a character that XML does not allow"),
            Self::Declaration => Bilingual::of("XML 声明不是 1.0 版", "an XML declaration that is not of version 1.0"),
            Self::DeclaredEncoding => {
                Bilingual::of("XML 声明的编码不是 UTF-8", "an XML declaration with another encoding than UTF-8")
            }
            Self::Doctype => Bilingual::of("含有 DOCTYPE", "a DOCTYPE"),
            Self::ProcessingInstruction => Bilingual::of("含有处理指令", "a processing instruction"),
            Self::Comment => Bilingual::of("值中有注释，或注释有误", "a comment inside a value, or a malformed one"),
            Self::BeforeRoot => Bilingual::of("根元素之前有文本", "text before the root element"),
            Self::NoRoot => Bilingual::of("没有根元素", "no root element"),
            Self::WrongRoot => Bilingual::of("根元素不是 <xml>", "the root element is not <xml>"),
            Self::AfterRoot => Bilingual::of("根元素之后还有内容", "content after the root element"),
            Self::TextBetween => Bilingual::of("元素之间有文本", "text between the elements"),
            Self::Nested => Bilingual::of("字段中嵌套了元素", "an element inside a field"),
            Self::TooDeep => Bilingual::of("元素嵌套超过 8 层", "elements nested deeper than 8"),
            Self::Duplicate => Bilingual::of("同名元素出现了不止一次", "a duplicate element"),
            Self::TooManyFields => Bilingual::of("元素过多", "too many elements"),
            Self::Attribute => Bilingual::of("元素带有属性", "an attribute"),
            Self::NamespacePrefix => Bilingual::of("元素名带有命名空间前缀", "a namespace prefix"),
            Self::Name => Bilingual::of("元素名不合法", "an invalid element name"),
            Self::EndTag => Bilingual::of("结束标签与开始标签不符", "an end tag that does not match the start tag"),
            Self::Unclosed => Bilingual::of("报文不完整", "the body is incomplete"),
            Self::Markup => Bilingual::of("“<!” 之后的内容无法识别", "`<!` followed by something unknown"),
            Self::CdataEndInText => Bilingual::of("普通文本中有 “]]>”", "`]]>` in plain text"),
            Self::UnknownEntity => Bilingual::of("未知实体", "an unknown entity"),
            Self::Reference => Bilingual::of("“&” 之后不是有效的引用", "a `&` that does not begin a valid reference"),
        }
    }
}

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (message, offset) = (self.fault.text(), self.offset);
        match f.alternate() {
            true => write!(f, "{}（第 {offset} 字节）", message.zh),
            false => write!(f, "{} (at byte {offset})", message.en),
        }
    }
}

impl std::error::Error for ReadError {}

//! The character sets of bodies: UTF-8, and GBK for systems that don't support UTF-8.

use encoding_rs::{EncoderResult, Encoding, GB18030, GBK, UTF_8};
use wxmed::Bilingual;

/// A character set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Charset {
    #[default]
    Utf8,
    Gbk,
    Gb18030,
}

impl Charset {
    /// The character set of a label: `utf-8`, `gbk`, `gb2312`, `gb18030`.
    pub(crate) fn by_label(label: &str) -> Option<Self> {
        let found = Encoding::for_label(label.trim().trim_matches('"').as_bytes())?;
        if found == UTF_8 {
            Some(Self::Utf8)
        } else if found == GBK {
            Some(Self::Gbk)
        } else if found == GB18030 {
            Some(Self::Gb18030)
        } else {
            None
        }
    }

    /// Parses the parameter `charset` of a header such as `application/json; charset=gbk`. Returns `None` if there is
    /// none, and an error if the charset is unknown.
    pub(crate) fn of_header(header: &str) -> Result<Option<Self>, UnknownCharset> {
        let parameters = header.split(';').skip(1).filter_map(|one| one.split_once('='));
        let charset =
            parameters.filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset")).map(|(_, value)| value);
        charset.last().map(|label| Self::by_label(label).ok_or(UnknownCharset)).transpose()
    }

    /// The name in a header.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Gbk => "gbk",
            Self::Gb18030 => "gb18030",
        }
    }

    fn encoding(self) -> &'static Encoding {
        match self {
            Self::Utf8 => UTF_8,
            Self::Gbk => GBK,
            Self::Gb18030 => GB18030,
        }
    }

    /// Decodes bytes. A byte order mark is removed.
    pub(crate) fn decode(self, bytes: &[u8]) -> Result<String, Bilingual> {
        let bytes = match self {
            Self::Utf8 => bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes),
            Self::Gbk | Self::Gb18030 => bytes,
        };
        let text = self.encoding().decode_without_bom_handling_and_without_replacement(bytes);
        text.map(|text| text.into_owned()).ok_or_else(|| {
            let name = self.name();
            Bilingual::new(
                format!("请求体不是有效的 {name}；如为其他字符集，请在 Content-Type 中注明，如 charset=gbk"),
                format!("the body is not valid {name}; if it has another charset, say so in Content-Type: charset=gbk"),
            )
        })
    }

    /// Encodes a JSON text. Characters that the charset doesn't have are written as JSON escapes.
    pub(crate) fn encode_json(self, json: String) -> Vec<u8> {
        if self == Self::Utf8 {
            return json.into_bytes();
        }
        let (mut encoder, mut rest, mut out) = (self.encoding().new_encoder(), json.as_str(), Vec::new());
        let room = encoder.max_buffer_length_from_utf8_without_replacement(json.len());
        out.reserve(room.unwrap_or(json.len()));
        loop {
            let (result, read) = encoder.encode_from_utf8_to_vec_without_replacement(rest, &mut out, true);
            rest = rest.get(read..).unwrap_or_default();
            match result {
                EncoderResult::InputEmpty => return out,
                EncoderResult::OutputFull => out.reserve(rest.len().max(64) * 4),
                EncoderResult::Unmappable(character) => {
                    let mut units = [0; 2];
                    let units = character.encode_utf16(&mut units).iter();
                    out.extend(units.flat_map(|unit| format!("\\u{unit:04x}").into_bytes()));
                    out.reserve(rest.len() * 4);
                }
            }
        }
    }
}

/// The label isn't that of a supported character set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct UnknownCharset;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_in_headers() {
        let of = Charset::of_header;
        assert_eq!(of("application/json"), Ok(None));
        assert_eq!(of("application/json; charset=UTF-8"), Ok(Some(Charset::Utf8)));
        assert_eq!(of("application/json;charset=\"GBK\""), Ok(Some(Charset::Gbk)));
        assert_eq!(of("text/plain; q=1; charset=gb2312"), Ok(Some(Charset::Gbk)));
        assert_eq!(of("text/plain; charset=gb18030"), Ok(Some(Charset::Gb18030)));
        assert_eq!(of("text/plain; charset=big5"), Err(UnknownCharset));
    }

    #[test]
    fn characters_missing_in_gbk_are_escaped() {
        let json = r#"{"name":"张𠮷é€ب"}"#;
        let bytes = Charset::Gbk.encode_json(json.to_owned());
        let text = Charset::Gbk.decode(&bytes).unwrap();
        assert!(text.contains("\\ud842\\udfb7") && text.contains('张'), "{text}");
        let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(read(&text), read(json));
        let all = Charset::Gb18030.encode_json(json.to_owned());
        assert_eq!(Charset::Gb18030.decode(&all).unwrap(), json);
    }

    #[test]
    fn invalid_bytes_are_an_error() {
        assert!(Charset::Utf8.decode(b"\xD5\xC5").is_err());
        assert!(Charset::Gbk.decode(b"\xFF\xFF").is_err());
        assert_eq!(Charset::Gbk.decode(b"\xD5\xC5\xC8\xFD").unwrap(), "张三");
        assert_eq!(Charset::Utf8.decode("\u{feff}{}".as_bytes()).unwrap(), "{}");
    }
}

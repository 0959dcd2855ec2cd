//! The API key as programs use it by mistake.

use wxmed::{Bilingual, Secret};

use super::mistake::Mistake;

/// A change of the API key that a program made by mistake.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyChange {
    /// The texts before and after the key.
    Wrapped(Wrapping, &'static str, &'static str),
    /// The letter at this index is in the other case.
    OtherCase(usize),
    FirstMissing,
    LastMissing,
}

/// The kind of text around the key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrapping {
    LineBreak,
    WhiteSpace,
    ByteOrderMark,
    Quotes,
}

static WRAPPED: [KeyChange; 13] = [
    KeyChange::Wrapped(Wrapping::LineBreak, "", "\n"),
    KeyChange::Wrapped(Wrapping::LineBreak, "", "\r\n"),
    KeyChange::Wrapped(Wrapping::LineBreak, "", "\r"),
    KeyChange::Wrapped(Wrapping::LineBreak, "\n", ""),
    KeyChange::Wrapped(Wrapping::WhiteSpace, "", " "),
    KeyChange::Wrapped(Wrapping::WhiteSpace, " ", ""),
    KeyChange::Wrapped(Wrapping::WhiteSpace, " ", " "),
    KeyChange::Wrapped(Wrapping::WhiteSpace, "", "\t"),
    KeyChange::Wrapped(Wrapping::WhiteSpace, "\t", ""),
    KeyChange::Wrapped(Wrapping::WhiteSpace, "\u{3000}", ""),
    KeyChange::Wrapped(Wrapping::ByteOrderMark, "\u{FEFF}", ""),
    KeyChange::Wrapped(Wrapping::Quotes, "\"", "\""),
    KeyChange::Wrapped(Wrapping::Quotes, "'", "'"),
];

impl KeyChange {
    /// All changes of a key that differ from it, the most frequent first.
    pub(super) fn all(key: &str) -> Vec<(Self, Secret)> {
        let letters = key.char_indices().filter(|(_, c)| c.is_ascii_alphabetic()).map(|(at, _)| Self::OtherCase(at));
        let changes = WRAPPED.iter().copied().chain([Self::FirstMissing, Self::LastMissing]).chain(letters);
        changes.filter_map(|change| Some((change, change.apply(key)?))).collect()
    }

    fn apply(self, key: &str) -> Option<Secret> {
        let text = match self {
            Self::Wrapped(_, before, behind) => [before, key, behind].concat(),
            Self::OtherCase(at) => {
                let (before, rest) = key.split_at_checked(at)?;
                let mut rest = rest.chars();
                let letter = rest.next()?;
                let other = match letter.is_ascii_lowercase() {
                    true => letter.to_ascii_uppercase(),
                    false => letter.to_ascii_lowercase(),
                };
                [before, other.encode_utf8(&mut [0; 4]), rest.as_str()].concat()
            }
            Self::FirstMissing => key.chars().skip(1).collect(),
            Self::LastMissing => {
                let mut chars = key.chars();
                chars.next_back()?;
                chars.as_str().to_owned()
            }
        };
        Some(Secret::new(text))
    }

    pub(super) fn mistake(self) -> Mistake {
        match self {
            Self::OtherCase(_) => Mistake::KeyCase,
            Self::Wrapped(..) | Self::FirstMissing | Self::LastMissing => Mistake::ForeignKeyOrValue,
        }
    }

    /// Its ID in the control API.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Wrapped(Wrapping::LineBreak | Wrapping::WhiteSpace, ..) => "api-key-with-white-space",
            Self::Wrapped(Wrapping::ByteOrderMark, ..) => "api-key-with-byte-order-mark",
            Self::Wrapped(Wrapping::Quotes, ..) => "api-key-quoted",
            Self::OtherCase(_) => "api-key-other-case",
            Self::FirstMissing | Self::LastMissing => "api-key-cut",
        }
    }

    /// The title, the text and the remedy. None shows a part of the key.
    pub(super) fn explanation(self) -> [Bilingual; 3] {
        match self {
            Self::Wrapped(wrapping, before, _) => wrapping.explanation(before.is_empty()),
            Self::OtherCase(_) => [
                Bilingual::of("密钥有一个字母大小写不对", "One letter of the key in another case"),
                Bilingual::of("API 密钥有一个字母的大小写不对", "one letter of the API key is in the other case"),
                Bilingual::of(
                    "复制密钥，不要手工输入：沙箱启动时打印，控制台的“开始”页也有",
                    "copy the key instead of typing it: the sandbox prints it when it starts, and the console has it in \
                     Start",
                ),
            ],
            Self::FirstMissing => cut(Bilingual::of("API 密钥缺少第一个字符", "the API key lacks its first character")),
            Self::LastMissing => cut(Bilingual::of("API 密钥缺少最后一个字符", "the API key lacks its last character")),
        }
    }
}

fn cut(text: Bilingual) -> [Bilingual; 3] {
    [
        Bilingual::of("密钥不完整", "Key cut off"),
        text,
        Bilingual::of(
            "重新复制完整的密钥（32 个字符），并检查保存它的字段够不够长",
            "copy the whole key again, which has 32 characters, and check that no field in which it is kept is too short",
        ),
    ]
}

impl Wrapping {
    fn explanation(self, is_at_end: bool) -> [Bilingual; 3] {
        let (zh, en) = if is_at_end { ("末尾", "end") } else { ("开头", "beginning") };
        match self {
            Self::LineBreak => [
                Bilingual::of("密钥带有换行", "Line break in the key"),
                Bilingual::new(format!("API 密钥的{zh}有换行"), format!("the API key has a line break at its {en}")),
                Bilingual::of(
                    "读取密钥（配置文件、环境变量）时去掉首尾空白",
                    "trim the key when you read it, for example from a file or an environment variable",
                ),
            ],
            Self::WhiteSpace => [
                Bilingual::of("密钥带有空白", "White space in the key"),
                Bilingual::new(format!("API 密钥的{zh}有空白"), format!("the API key has white space at its {en}")),
                Bilingual::of(
                    "读取密钥时去掉首尾空白；复制时不要带上空格",
                    "trim the key when you read it, and copy it without blanks",
                ),
            ],
            Self::ByteOrderMark => [
                Bilingual::of("密钥带有 BOM", "Byte order mark in the key"),
                Bilingual::of(
                    "API 密钥的开头有 BOM（U+FEFF）：它所在的文件以“带 BOM 的 UTF-8”保存",
                    "the API key begins with a byte order mark (U+FEFF), because its file was saved as UTF-8 with one",
                ),
                Bilingual::of(
                    "把文件存为不带 BOM 的 UTF-8，或在读取时去掉它",
                    "save the file as UTF-8 without a byte order mark, or remove the mark when you read it",
                ),
            ],
            Self::Quotes => [
                Bilingual::of("密钥带有引号", "Quotation marks in the key"),
                Bilingual::of(
                    "API 密钥前后的引号也用于签名了",
                    "the API key is used together with quotation marks around it",
                ),
                Bilingual::of(
                    "去掉密钥前后的引号：.env、.properties 等文件中的引号可能不会被去掉",
                    "remove the quotation marks around the key: not every reader of settings, such as .properties or \
                     .env files, removes them",
                ),
            ],
        }
    }
}

//! The fields of a request, from the command line and from JSON.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::Args;
use wxmed::{Bilingual, Json};

use crate::end::{Failure, Result};

/// A request's fields.
#[derive(Args)]
pub(crate) struct FieldArguments {
    /// Fields and their values
    #[arg(value_name = "FIELD=VALUE", value_parser = pair)]
    pairs: Vec<(String, String)>,
    /// A file with one JSON object of fields and values; `-` reads standard input. Other programs can see arguments, so
    /// patients' data belongs here
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

/// How JSON values other than texts are handled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotText {
    /// They are an error, because the signed texts must be given exactly.
    Refused,
    /// Numbers are used as they are written, and objects and lists as compact JSON.
    Written,
}

/// Splits `FIELD=VALUE`.
fn pair(text: &str) -> std::result::Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err("write FIELD=VALUE，写作 字段=值".to_owned()),
    }
}

impl FieldArguments {
    /// All fields: those of the JSON, then those of the command line.
    pub(crate) fn read(self, not_text: NotText, stdin: &mut dyn Read) -> Result<Vec<(String, String)>> {
        let mut fields = match &self.json {
            Some(path) => from_json(path, not_text, stdin)?,
            None => Vec::new(),
        };
        fields.extend(self.pairs);
        let mut wrong = repeated(&fields);
        if fields.iter().any(|(name, _)| name == "key") {
            wrong.push(Bilingual::of(
                "key 不是字段：密钥只从环境变量或文件读取",
                "`key` is no field: the key is read only from the environment or a file",
            ));
        }
        if wrong.is_empty() { Ok(fields) } else { Err(all(&wrong)) }
    }
}

fn repeated(fields: &[(String, String)]) -> Vec<Bilingual> {
    let is_repeated = |index: usize, name: &str| fields.iter().take(index).any(|(other, _)| other == name);
    let names = fields.iter().enumerate().filter(|(index, (name, _))| is_repeated(*index, name));
    let message = |(_, (name, _)): (usize, &(String, String))| {
        Bilingual::new(format!("字段 {name:?} 重复"), format!("the field {name:?} is given more than once"))
    };
    names.map(message).collect()
}

fn all(wrong: &[Bilingual]) -> Failure {
    let lines = |text: fn(&Bilingual) -> &str| wrong.iter().map(text).collect::<Vec<_>>().join("\n  ");
    Failure::new(lines(|message| &message.zh), lines(|message| &message.en))
}

fn from_json(path: &Path, not_text: NotText, stdin: &mut dyn Read) -> Result<Vec<(String, String)>> {
    let (zh, en, text) = if path == Path::new("-") {
        let mut text = String::new();
        let read = stdin.read_to_string(&mut text).map(|_| text);
        ("标准输入".to_owned(), "standard input".to_owned(), read)
    } else {
        let name = path.display().to_string();
        (name.clone(), name, fs::read_to_string(path))
    };
    let text =
        text.map_err(|error| Failure::new(format!("{zh} 无法读取：{error}"), format!("{en} cannot be read: {error}")))?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    let json = Json::parse(text).map_err(|error| {
        Failure::new(format!("{zh}：{error:#}。{}", WANTED.zh), format!("{en} is {error}. {}", WANTED.en))
    })?;
    let Json::Object(entries) = json else {
        return Err(Failure::new(
            format!("{zh} 不是 JSON 对象。{}", WANTED.zh),
            format!("{en} holds a JSON {}. {}", json.kind(), WANTED.en),
        ));
    };
    let (mut fields, mut wrong) = (Vec::new(), Vec::new());
    for (name, value) in entries {
        match text_of(value, not_text) {
            Ok(text) => fields.push((name, text)),
            Err(why) => wrong
                .push(Bilingual::new(format!("{zh} 的 {name:?}：{}", why.zh), format!("{name:?} in {en}: {}", why.en))),
        }
    }
    if wrong.is_empty() { Ok(fields) } else { Err(all(&wrong)) }
}

/// The expected form of the JSON.
const WANTED: Bilingual = Bilingual::of(
    "应为一个对象，如 {\"appid\": \"wx…\", \"openid\": \"o6…\"}",
    "It must be one object of names and texts: {\"appid\": \"wx…\", \"openid\": \"o6…\"}",
);

/// The text of a value, or the error for a value that isn't accepted.
fn text_of(value: Json, not_text: NotText) -> std::result::Result<String, Bilingual> {
    match (value, not_text) {
        (Json::Text(text), _) | (Json::Number(text), NotText::Written) => Ok(text),
        (value @ (Json::Object(_) | Json::List(_)), NotText::Written) => Ok(value.to_string()),
        (Json::Object(_) | Json::List(_), NotText::Refused) => Err(Bilingual::of(
            "签名针对逐字节的文本，请把 JSON 写成带引号的文本，内部引号写作 \\\"",
            "what is signed is a text, byte for byte: write the JSON as one text in quotes, with \\\" inside",
        )),
        (Json::Null, _) => Err(Bilingual::of("请去掉值为 null 的字段", "leave out a field that is null")),
        (Json::Bool(_), _) | (Json::Number(_), NotText::Refused) => {
            Err(Bilingual::of("报文中只有文本，请加引号", "the message has only texts: put it in quotes"))
        }
    }
}

//! Parses JSON as printed in documents: with missing quotes or brackets, with Chinese punctuation, inside XML.

mod strings;

use strings::Role;

use super::{DraftError, Evidence};
use wxmed_compiler::model::Span;
use wxmed_core::{Bilingual, Json};

/// A value of a sample, with its span.
#[derive(Clone, Debug)]
pub(super) struct Value {
    pub(super) kind: Kind,
    pub(super) span: Span,
}

/// The kind of a value.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    List(Vec<Value>),
    Object(Vec<Member>),
}

/// A member of an object.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub(super) name: String,
    /// The span of the name.
    pub(super) span: Span,
    pub(super) value: Value,
}

/// A syntax error, and how it was repaired.
#[derive(Clone, Debug)]
pub(super) struct Repair {
    pub(super) message: Bilingual,
    pub(super) evidence: Evidence,
}

/// A parsed sample, with the repairs that were necessary.
pub(super) struct Read {
    pub(super) value: Value,
    pub(super) repairs: Vec<Repair>,
}

/// Deeper samples are rejected, so that no file exhausts the stack.
const MAX_DEPTH: usize = 30;

/// Reads the object in a text.
pub(super) fn read(text: &str, file: usize) -> Result<Read, DraftError> {
    let mut reader = Reader { text, file, at: 0, repairs: Vec::new() };
    let start = text
        .find('{')
        .ok_or_else(|| reader.error(0, Bilingual::of("这里没有 JSON 对象", "there is no JSON object here")))?;
    let before = text.get(..start).unwrap_or_default().trim_start_matches('\u{feff}').trim();
    if before.starts_with('[') {
        return Err(reader
            .error(0, Bilingual::of("最外层须是对象，不是列表", "the outermost value must be an object, not a list")));
    }
    if !before.is_empty() && !before.ends_with("<![CDATA[") {
        reader.repair(0, start, "略过了 JSON 之前的文字", "what stands before the JSON was passed over");
    }
    reader.at = start;
    let value = reader.value(MAX_DEPTH, &mut Vec::new())?;
    reader.blanks();
    let rest = reader.rest();
    if !rest.trim().is_empty() && !rest.starts_with("]]>") {
        let at = reader.at;
        reader.repair(at, text.len(), "略过了 JSON 之后的文字", "what stands behind the JSON was passed over");
    }
    Ok(Read { value, repairs: reader.repairs })
}

pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    file: usize,
    pub(super) at: usize,
    repairs: Vec<Repair>,
}

impl Reader<'_> {
    pub(super) fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn span(&self, start: usize) -> Span {
        Span { file: self.file, start, end: self.at.max(start) }
    }

    fn error(&self, at: usize, message: Bilingual) -> DraftError {
        DraftError { span: Span { file: self.file, start: at, end: at }, message }
    }

    pub(super) fn repair(&mut self, start: usize, end: usize, zh: &'static str, en: &'static str) {
        let span = Span { file: self.file, start, end };
        self.repairs.push(Repair { message: Bilingual::of(zh, en), evidence: Evidence { span, text: String::new() } });
    }

    fn repair_here(&mut self, zh: &'static str, en: &'static str) {
        self.repair(self.at, self.at, zh, en);
    }

    /// Skips blanks and comments.
    fn blanks(&mut self) {
        loop {
            let rest = self.rest();
            let start = self.at;
            let blank = rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').len();
            self.at += blank;
            let rest = self.rest();
            let comment = if rest.starts_with("//") {
                Some(rest.find('\n').unwrap_or(rest.len()))
            } else if rest.starts_with("/*") {
                Some(rest.find("*/").map_or(rest.len(), |end| end + 2))
            } else {
                None
            };
            if let Some(length) = comment {
                self.repair(self.at, self.at + length, "略过了注释", "a comment was passed over");
                self.at += length;
            }
            if self.at == start {
                return;
            }
        }
    }

    /// Consumes a punctuation character or its Chinese equivalent.
    fn take(&mut self, mark: char, chinese: char) -> bool {
        match self.peek() {
            Some(c) if c == mark => self.at += c.len_utf8(),
            Some(c) if c == chinese => {
                self.repair(
                    self.at,
                    self.at + c.len_utf8(),
                    "中文标点按英文标点读取",
                    "Chinese punctuation was read as JSON's own",
                );
                self.at += c.len_utf8();
            }
            _ => return false,
        }
        true
    }

    /// Reads a value; `closers` are those of the brackets around it.
    fn value(&mut self, depth: usize, closers: &mut Vec<char>) -> Result<Value, DraftError> {
        self.blanks();
        let start = self.at;
        if depth == 0 {
            return Err(self.error(start, Bilingual::of("嵌套过深", "this is nested too deeply")));
        }
        let kind = match self.peek() {
            Some('{') => self.object(depth, closers)?,
            Some('[') => self.list(depth, closers)?,
            Some(c) if strings::opens(c) => Kind::Text(strings::read(self, Role::Value)),
            None | Some(',' | '，' | '}' | ']') => {
                self.repair_here("这里缺少值", "a value is missing here");
                Kind::Null
            }
            Some(_) => self.bare()?,
        };
        Ok(Value { kind, span: self.span(start) })
    }

    /// A number, a JSON keyword, or an unquoted text.
    fn bare(&mut self) -> Result<Kind, DraftError> {
        let start = self.at;
        let is_end = |c: char| matches!(c, ',' | '，' | '}' | ']' | '{' | '[' | '"' | '\n' | '\r');
        let rest = self.rest();
        let word = rest.get(..rest.find(is_end).unwrap_or(rest.len())).unwrap_or_default();
        let (length, word) = (word.len(), word.trim_end().to_owned());
        if word.is_empty() {
            return Err(self.error(start, Bilingual::of("这里应当是值", "a value is due here")));
        }
        self.at += length;
        // If only the opening quote is missing, consume the closing one.
        if strings::closes_value(self.rest()) {
            self.at += 1;
        }
        Ok(match word.as_str() {
            "null" => Kind::Null,
            "true" => Kind::Bool(true),
            "false" => Kind::Bool(false),
            number if Json::is_number(number) => Kind::Number(word),
            _ => {
                self.repair(start, start + word.len(), "文字缺少引号", "a text lacks its quotes");
                Kind::Text(word)
            }
        })
    }

    fn list(&mut self, depth: usize, closers: &mut Vec<char>) -> Result<Kind, DraftError> {
        self.at += 1;
        closers.push(']');
        let mut items = Vec::new();
        loop {
            self.blanks();
            if self.closed(closers) {
                return Ok(Kind::List(items));
            }
            let before = self.at;
            if self.take(',', '，') {
                self.repair(before, self.at, "多了逗号", "there is a comma too many");
                continue;
            }
            items.push(self.value(depth - 1, closers)?);
            self.separator(before)?;
        }
    }

    fn object(&mut self, depth: usize, closers: &mut Vec<char>) -> Result<Kind, DraftError> {
        self.at += 1;
        closers.push('}');
        let mut members = Vec::new();
        loop {
            self.blanks();
            if self.closed(closers) {
                return Ok(Kind::Object(members));
            }
            let before = self.at;
            if self.take(',', '，') {
                self.repair(before, self.at, "多了逗号", "there is a comma too many");
                continue;
            }
            members.push(self.member(depth, closers)?);
            self.separator(before)?;
        }
    }

    fn member(&mut self, depth: usize, closers: &mut Vec<char>) -> Result<Member, DraftError> {
        let start = self.at;
        let name = match self.peek() {
            Some(c) if strings::opens(c) => strings::read(self, Role::Name),
            _ => self.bare_name(start)?,
        };
        let span = self.span(start);
        self.blanks();
        if !self.take(':', '：') && !self.take('=', '＝') {
            self.repair_here("缺少冒号", "a colon is missing here");
        }
        // Pasted text may contain blanks anywhere, but names contain none.
        let name = name.split_whitespace().collect();
        Ok(Member { name, span, value: self.value(depth - 1, closers)? })
    }

    fn bare_name(&mut self, start: usize) -> Result<String, DraftError> {
        let rest = self.rest();
        let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
        let name = rest.get(..length).unwrap_or_default().to_owned();
        if name.is_empty() {
            return Err(self.error(start, Bilingual::of("这里应当是字段名", "the name of a field is due here")));
        }
        self.at += length;
        self.repair(start, self.at, "字段名缺少引号", "a name lacks its quotes");
        Ok(name)
    }

    /// Consumes the comma between two entries, or repairs a missing one.
    fn separator(&mut self, before: usize) -> Result<(), DraftError> {
        self.blanks();
        let at = self.at;
        if self.take(',', '，') {
            self.blanks();
            if matches!(self.peek(), Some('}' | ']')) {
                self.repair(at, at + 1, "末尾多了逗号", "there is a comma behind the last entry");
            }
            return Ok(());
        }
        if matches!(self.peek(), None | Some('}' | ']')) {
            return Ok(());
        }
        if self.at == before {
            return Err(self.error(at, Bilingual::of("读不懂这里", "this cannot be read")));
        }
        self.repair_here("缺少逗号", "a comma is missing here");
        Ok(())
    }

    /// Whether the innermost bracket ends here: at its own closer, at that of one farther out, or with the text.
    fn closed(&mut self, closers: &mut Vec<char>) -> bool {
        let due = closers.last().copied();
        match self.peek() {
            Some(c) if Some(c) == due => self.at += 1,
            None => self.repair_here("缺少右括号", "a closing bracket is missing here"),
            Some('}' | ']') => {
                let is_outer = closers.iter().rev().skip(1).any(|closer| Some(*closer) == self.peek());
                if is_outer {
                    self.repair_here("缺少右括号", "a closing bracket is missing here");
                } else {
                    self.repair(self.at, self.at + 1, "右括号的种类不对", "this is not the bracket that is due");
                    self.at += 1;
                }
            }
            Some(_) => return false,
        }
        closers.pop();
        true
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Value, read};

    fn plain(value: &Value) -> String {
        match &value.kind {
            Kind::Null => "null".to_owned(),
            Kind::Bool(flag) => flag.to_string(),
            Kind::Number(number) => number.clone(),
            Kind::Text(text) => format!("{text:?}"),
            Kind::List(items) => format!("[{}]", items.iter().map(plain).collect::<Vec<_>>().join(",")),
            Kind::Object(members) => {
                let members = members.iter().map(|member| format!("{}:{}", member.name, plain(&member.value)));
                format!("{{{}}}", members.collect::<Vec<_>>().join(","))
            }
        }
    }

    #[test]
    fn valid_json_is_parsed_unchanged() {
        for text in [
            r#"{"a":"b","c":[1,-2.50,{"d":null}],"e":{"f":true}}"#,
            r#"<x><![CDATA[{"a":"b","c":[1,-2.50,{"d":null}],"e":{"f":true}}]]></x>"#,
        ] {
            let read = read(text, 0).unwrap();
            assert_eq!(plain(&read.value), r#"{a:"b",c:[1,-2.50,{d:null}],e:{f:true}}"#);
            assert!(read.repairs.is_empty(), "{text}");
        }
        assert_eq!(plain(&read(r#"{"a":"\u4e2d\n\"\\"}"#, 0).unwrap().value), r#"{a:"中\n\"\\"}"#);
    }

    #[test]
    fn syntax_errors_are_repaired_and_reported() {
        let cases = [
            // The missing quote and the end of the document's own sample.
            (r#"{"a":{"b":"x","c":"y }}}]}></r>"#, r#"{a:{b:"x",c:"y"}}"#, "引号"),
            (r#"{"a":"x,"b":"y"}"#, r#"{a:"x",b:"y"}"#, "引号"),
            ("{\"a\":\"x\n\"b\":\"y\"}", r#"{a:"x",b:"y"}"#, "引号"),
            (r#"{"a":x","b":"y"}"#, r#"{a:"x",b:"y"}"#, "引号"),
            (r#"{"a":"x"y"z"}"#, r#"{a:"x\"y\"z"}"#, "引号"),
            (r#"{"a":"x""b":"y"}"#, r#"{a:"x",b:"y"}"#, "逗号"),
            (r#"{"a":"x","b":"y",}"#, r#"{a:"x",b:"y"}"#, "逗号"),
            (r#"{"a":"x",,"b":"y"}"#, r#"{a:"x",b:"y"}"#, "逗号"),
            (r#"{“a”：“x”，“b”：“y”}"#, r#"{a:"x",b:"y"}"#, "标点"),
            (r#"{'a':'x','b':'y'}"#, r#"{a:"x",b:"y"}"#, "引号"),
            (r#"{a:"x",b:"y"}"#, r#"{a:"x",b:"y"}"#, "引号"),
            (r#"{"a":"x","b":"y""#, r#"{a:"x",b:"y"}"#, "括号"),
            (r#"{"a":"x","b":"y"]"#, r#"{a:"x",b:"y"}"#, "括号"),
            (r#"{"a":[{"b":"y"]}"#, r#"{a:[{b:"y"}]}"#, "括号"),
            (r#"{"a":,"b":"y"}"#, r#"{a:null,b:"y"}"#, "缺少值"),
            (r#"{"a" "x","b":"y"}"#, r#"{a:"x",b:"y"}"#, "冒号"),
            ("示例：{\"a\":\"x\"}。", r#"{a:"x"}"#, "略过"),
            ("{\"a\":\"x\" // why\n}", r#"{a:"x"}"#, "注释"),
            ("{\"a b\":\"x\"}", r#"{ab:"x"}"#, ""),
        ];
        for (text, meant, about) in cases {
            let read = read(text, 0).unwrap();
            assert_eq!(plain(&read.value), meant, "{text}");
            let messages: Vec<&str> = read.repairs.iter().map(|repair| &*repair.message.zh).collect();
            assert!(messages.iter().any(|message| message.contains(about)) || about.is_empty(), "{text}: {messages:?}");
            assert!(read.repairs.iter().all(|repair| text.is_char_boundary(repair.evidence.span.start)), "{text}");
        }
    }

    #[test]
    fn unreadable_samples_are_rejected_with_the_position() {
        for (text, at) in [("", 0), ("nothing", 0), ("[1]", 0), ("{\"a\":1,(2)}", 7), ("{*}", 1)] {
            let error = read(text, 0).err().unwrap_or_else(|| panic!("{text:?} was read"));
            assert_eq!(error.span.start, at, "{text:?}: {}", error.message);
        }
        let deep = "{\"a\":".repeat(5000);
        assert!(read(&deep, 0).is_err());
    }

    #[test]
    fn no_text_causes_a_panic_or_an_endless_loop() {
        let whole = r#"示例{“a”：'b',"c":[1,,{d:tru "e":"f\u12"}],"g":{"h"="中"y"}]}></x>"#;
        let chars: Vec<char> = whole.chars().collect();
        for from in 0..chars.len() {
            for to in from..=chars.len() {
                let _ = read(&chars[from..to].iter().collect::<String>(), 0);
            }
        }
    }
}

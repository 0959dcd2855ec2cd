//! Writes operations.

use super::author::{Author, Decks, RecordKind, Shared};
use super::draw::Draw;
use super::table::Table;
use super::yaml::{Map, Node, bilingual, provenance};

/// The rows of responses: types and formats.
const ANSWERED: [(&str, &str, &str); 12] = [
    ("String32", "", "abc"),
    ("String", "timestamp", "20180523093000"),
    ("String", "yuan", "9.00"),
    ("String10", "yyyy-MM-dd", "2018-05-23"),
    ("String", "url", "https://a.example"),
    ("Uint8", "", "3"),
    ("Uint32", "", "4294967295"),
    ("Uint64", "", "18446744073709551615"),
    ("int", "", "-1"),
    ("String16", "ipv4", "10.0.0.1"),
    ("String", "decimal", "-0.5"),
    ("String8", "yyyyMMdd", "20180523"),
];

/// Writes an operation.
pub(super) fn operation(decks: &mut Decks, draw: &mut Draw, name: &str, rows: usize, shared: &Shared) -> Map {
    let mut author = Author::new(decks, draw, RecordKind::Request, name, rows);
    author.shared = shared.clone();
    let mut table = Table::default();
    author.own_rows(&mut table);
    let constructs = 3 + author.draw.below(6);
    author.table(&mut table, constructs, 0);
    let sign_type = author.draw.once_in(3).then(|| author.sign_type(&mut table));
    let names = table.names();
    let (needs, mut creates, errors) = author.resources(&names);
    let resources: Vec<String> =
        needs.iter().chain(&creates).filter_map(|resource| resource.text("what")).map(str::to_owned).collect();
    let resources: Vec<&str> = resources.iter().map(String::as_str).collect();
    let mut request = Map::default();
    table.into_map(&mut author, &mut request);

    let mut spec = Map::default().with("operation", name);
    if author.draw.once_in(2) {
        spec.put("spelling", name.to_ascii_uppercase());
    }
    spec.put("path", format!("/tests/{name}"));
    spec.put("section", "9.4");
    if author.draw.once_in(3) {
        spec.put("since", "V1.3");
        spec.put("until", "V1.4");
        spec.put("deprecated", bilingual("改用另一接口。", "Use another operation."));
    }
    spec.put("title", bilingual("随机的接口", "a random operation"));
    if spec.text("since").is_some() {
        spec.put("provenance", provenance());
    }
    if author.draw.once_in(2) {
        spec.put("about", bilingual("只为测试。", "For tests alone."));
    }
    author.decks.word("length", super::content::LENGTHS, author.draw, &mut spec);
    author.decks.word("retry", &["safe", "never"], author.draw, &mut spec);
    author.decks.word("answer", &["signed", "unsigned"], author.draw, &mut spec);
    let signing = spec.text("answer").unwrap_or_default().to_owned();
    let (response, numbers) = author.response(&names, &resources, &signing);
    if let (Some(creation), Some(lasts)) = (creates.first_mut(), numbers.first()) {
        creation.put("lasts", lasts.as_str());
    }
    if let Some(sign_type) = sign_type {
        spec.put("sign_type", sign_type);
    }
    spec.put_list("needs", needs);
    spec.put_list("creates", creates);
    spec.put("request", request);
    spec.put("response", response);
    spec.put_list("errors", errors);
    spec.put_list("codes", author.codes);
    spec
}

fn row(name: &str, ty: &str, required: &str) -> Map {
    let row = Map::default().with("name", name).with("label", name).with("en", format!("label of {name}"));
    row.with("type", ty).with("required", required)
}

impl Author<'_> {
    /// The rows that the client sets, and sometimes a row for a content.
    fn own_rows(&mut self, table: &mut Table) {
        for (name, role) in [("nonce_str", "nonce"), ("sign", "signature")] {
            table.members.take(name);
            table.push(row(name, "String32", "Y").with("role", role));
        }
        if self.draw.once_in(3) {
            table.members.take("request_content");
            table.push(row("request_content", "String", "N").with("format", "content").with("sensitive", "yes"));
        }
    }

    /// A row with the sign type of the request.
    fn sign_type(&mut self, table: &mut Table) -> String {
        let (name, row) = self.named(&mut table.members);
        let codes = self.types.distinct("sign_type");
        let value = |code: &str, name: &str| {
            Map::default().with("code", code).with("name", name).with("zh", code).with("en", code)
        };
        let mut own = Map::default().with("name", codes.as_str()).with("kind", "closed").with("section", "9.4");
        own.put("title", bilingual("签名类型", "how it is signed"));
        own.put_list("values", vec![value("MD5", "md5"), value("HMAC-SHA256", "hmac_sha256")]);
        self.codes.push(own);
        table.push(row.with("type", "String16").with("required", "N").with("codes", codes));
        name
    }

    /// The resources that it needs and creates, and the resulting errors.
    fn resources(&mut self, names: &[String]) -> (Vec<Map>, Vec<Map>, Vec<Map>) {
        let some = |author: &mut Self| -> Vec<String> {
            let from = author.draw.below(names.len());
            names.iter().skip(from).take(1 + author.draw.below(2)).cloned().collect()
        };
        let mut resources: Vec<&str> = Vec::new();
        for _ in 0..4 {
            resources.push(self.decks.resources.next(self.draw, |resource| !resources.contains(resource)));
        }
        let (mut needs, mut creates, mut errors) = (Vec::new(), Vec::new(), Vec::new());
        let mut causes = vec![None];
        for resource in &resources[..self.draw.below(3)] {
            let mut need = Map::default().with("what", *resource).with("by", some(self));
            causes.push(Some((*resource).to_owned()));
            if self.draw.once_in(2) {
                let same = some(self);
                causes.extend(same.iter().cloned().map(Some));
                need.put("same", same);
            }
            self.decks.word("once", &["yes", "no", ""], self.draw, &mut need);
            if self.draw.once_in(2) {
                need.put("within", "600");
            }
            needs.push(need);
        }
        for resource in &resources[2..2 + self.draw.below(3)] {
            let creation = Map::default().with("what", *resource);
            creates.push(if self.draw.once_in(2) { creation.with("by", some(self)) } else { creation });
        }
        if self.draw.once_in(2) {
            return (needs, creates, errors);
        }
        for (index, cause) in causes.into_iter().enumerate() {
            let error = Map::default().with("code", format!("8000{index}")).with("name", format!("error_{index}"));
            let mut error = error.with("zh", "出错").with("en", "an error");
            error.put("remedy", bilingual("再试。", "Try again."));
            if index == 0 {
                error.put("provenance", provenance());
            }
            match self.draw.below(5) {
                0 => error.put("token", "refused"),
                1 => error.put("done", "unknown"),
                2 => error.put("retry", "later"),
                3 => self.decks.word("match", &["beginning", "after-name"], self.draw, &mut error),
                _ => {}
            }
            if let Some(cause) = cause {
                error.put("when", cause);
            }
            errors.push(error);
        }
        (needs, creates, errors)
    }

    /// The rows of the response, and the names of those that are numbers.
    fn response(&mut self, request: &[String], resources: &[&str], signing: &str) -> (Map, Vec<String>) {
        let section = |when: &[&str], fields: Vec<Map>| {
            let when = when.iter().fold(Map::default(), |when, name| when.with(name, "SUCCESS"));
            let mut section = Map::default().with("when", when);
            section.put_list("fields", fields);
            section
        };
        let mut table = Table::default();
        for name in ["return_code", "return_msg", "result_code", "err_code", "err_code_des", "nonce_str", "sign"] {
            table.members.take(name);
        }
        let mut common = vec![
            row("result_code", "String16", "Y").with("codes", "result_code"),
            row("err_code", "String32", "N"),
            row("err_code_des", "String128", "N"),
        ];
        if signing == "signed" {
            common.push(row("nonce_str", "String32", "Y").with("role", "nonce"));
            common.push(row("sign", "String64", "Y").with("role", "signature"));
        }
        let (mut own, mut numbers) = (Vec::new(), Vec::new());
        for _ in 0..3 + self.draw.below(4) {
            let (_, row) = self.named(&mut table.members);
            let (ty, format, sample) = self.draw.pick(&ANSWERED);
            if ty.starts_with("Uint") {
                numbers.extend(row.text("name").map(str::to_owned));
            }
            let mut row = row.with("type", ty).with("required", self.draw.pick(&["Y", "N"]));
            if !format.is_empty() {
                row.put("format", format);
            }
            let source = if own.is_empty() { 2 } else { self.draw.below(6) };
            match source {
                0 => row.put("sample", sample),
                1 if ty.starts_with("String") => {
                    row.put("echoes", self.draw.pick(&request.iter().collect::<Vec<_>>()).as_str())
                }
                2 if !resources.is_empty() => {
                    row.put("from", *self.decks.origins.next(self.draw, |resource| resources.contains(resource)));
                }
                3 => row.put("sensitive", "yes"),
                4 if format.is_empty() && ty.starts_with("String") => row.put("codes", "result_code"),
                _ => {}
            }
            own.push(row);
        }
        let always =
            [row("return_code", "String16", "Y").with("codes", "return_code"), row("return_msg", "String128", "N")];
        let mut response = Map::default();
        response.put("fields", Node::List(always.map(Node::Map).to_vec()));
        let sections = vec![section(&["return_code"], common), section(&["return_code", "result_code"], own)];
        response.put_list("sections", sections);
        (response, numbers)
    }
}

//! A folder of specs that refer to one another, with files for code tables, parts, errors, templates and errata.

use super::author::{Decks, Shared};
use super::draw::Draw;
use super::operation;
use super::yaml::{Map, Node, bilingual, provenance};
use super::{Kind, Piece, content};

/// A wrong row that is generated for an erratum, and the erratum's change.
struct Mistake {
    row: &'static [(&'static str, &'static str)],
    set: &'static [(&'static str, &'static str)],
}

/// The kinds of mistakes in a row.
const MISTAKES: [Mistake; 13] = [
    Mistake { row: &[("type", "String")], set: &[("name", "put_right"), ("label", "改正"), ("en", "put right")] },
    Mistake { row: &[("type", "String8")], set: &[("type", "string(12)"), ("length", "bytes"), ("sensitive", "yes")] },
    Mistake { row: &[("type", "String")], set: &[("format", "yuan"), ("wire", "number"), ("decimals", "1")] },
    Mistake { row: &[("type", "Uint8"), ("required", "Y")], set: &[("least", "1"), ("most", "50"), ("required", "N")] },
    Mistake { row: &[("type", "String16")], set: &[("codes", "shared"), ("note", "见代码表。")] },
    Mistake { row: &[("type", "String16")], set: &[("pattern", "[A-Z][0-9]{2}"), ("length", "characters")] },
    Mistake { row: &[("type", "list"), ("of", "String8")], set: &[("min", "1"), ("max", "2")] },
    Mistake { row: &[("type", "String"), ("sensitive", "yes")], set: &[("sensitive", "no"), ("length", "uncertain")] },
    Mistake { row: &[("type", "String"), ("format", "decimal"), ("wire", "number")], set: &[("wire", "string")] },
    Mistake { row: &[("type", "String")], set: &[("format", "yyyy-MM-dd"), ("required", "present")] },
    Mistake { row: &[("type", "String8")], set: &[("default", "CNY")] },
    Mistake { row: &[("type", "String"), ("format", "yuan")], set: &[("scale", "2")] },
    Mistake { row: &[("type", "String8")], set: &[("constant", "V0.2")] },
];

/// Writes a folder.
pub(super) fn folder(name: &str, decks: &mut Decks, draw: &mut Draw) -> Vec<Piece> {
    let shared = Shared {
        codes: format!("{name}_codes"),
        part: format!("{name}_part"),
        rows: ["first_way", "other_way", "any_way"].map(|row| (format!("{name}_{row}"), "N")).to_vec(),
    };
    let operation_name = format!("{name}operation");
    let mut operation = operation::operation(decks, draw, &operation_name, 12, &shared);
    let remark = erratum(&format!("{name}-remark"), &operation_name, Map::default(), decks, draw);
    if !operation.has("creates") {
        operation.put_list("creates", vec![Map::default().with("what", "message")]);
    }
    operation.put_list("errata", vec![remark]);
    let mut entries = vec![lines(name, decks, draw)];
    let mut pieces = vec![
        Piece::other("codes", codes(&shared.codes, decks, draw)),
        Piece::other("part", part(&shared, decks, draw)),
        Piece::other("errors", errors(name)),
        Piece::other("templates", templates(name, &operation_name, &operation)),
        Piece::other("known", known(name)),
    ];
    pieces.extend(notification(name, &operation).map(|notification| Piece::other("notification", notification)));
    pieces.push(Piece::of(Kind::Operation, "operation", operation_name, operation));
    for number in 0..2 {
        let last = format!("{name}content{number}");
        let content_name = format!("random/{last}");
        let mut spec = content::content(decks, draw, &content_name, 8, &shared);
        // Errata give some rows keys that rows of low confidence can't have.
        spec.put("provenance", provenance());
        let mut own = Vec::new();
        let is_received = spec.text("received") == Some("yes");
        for (index, mistake) in MISTAKES.iter().enumerate().filter(|(index, _)| index % 2 == number) {
            if is_received && mistake.set.iter().any(|(key, _)| matches!(*key, "default" | "constant")) {
                continue;
            }
            let row = format!("mistake_{index}");
            spec.push("fields", mistaken(&row, mistake));
            let target = format!("{content_name}.{row}");
            let set = change(mistake, &shared);
            let erratum = erratum(&format!("{name}-{row}"), &target, set, decks, draw);
            if index % 4 < 2 { entries.push(erratum) } else { own.push(erratum) }
        }
        spec.put_list("errata", own);
        pieces.push(Piece::of(Kind::Content, &format!("content{number}"), content_name, spec));
    }
    let mut errata = Map::default().with("errata", "随机文档 V1.0");
    errata.put_list("entries", entries);
    pieces.push(Piece::other("errata", errata));
    pieces
}

/// A notification about the first resource that the operation creates, sent to an address in its first field.
fn notification(name: &str, operation: &Map) -> Option<Map> {
    let of = operation.first_text("creates", "what")?;
    let to = operation.map("request").and_then(|request| request.first_text("fields", "name"))?;
    let row = |name: &str, required: &str| {
        let row = Map::default().with("name", name).with("label", name).with("en", name);
        row.with("type", "String32").with("required", required)
    };
    let name = format!("{name}_paid");
    let spec = Map::default().with("notification", name.as_str()).with("spelling", capitals(&name));
    let spec = spec
        .with("section", "9.7")
        .with("since", "V1.3")
        .with("until", "V1.4")
        .with("deprecated", bilingual("改用另一通知。", "Use another notification."))
        .with("title", bilingual("通知", "a notification"));
    let spec = spec.with("provenance", provenance()).with("about", bilingual("只为测试。", "For tests alone."));
    let sent = Map::default().with("what", of).with("after", "payment").with("to", to);
    let mut spec = spec.with("sent", Node::Map(sent)).with("by", vec!["number".to_owned()]);
    let other = if of == "bound-card" { "order" } else { "bound-card" };
    spec.put_list("related", vec![Map::default().with("what", other).with("by", vec!["number".to_owned()])]);
    let mut request = Map::default();
    let rows = vec![
        row("return_code", "Y").with("codes", "return_code"),
        row("result_code", "Y").with("codes", "result_code"),
        row("number", "Y").with("from", of),
        row("card", "N").with("from", other),
        row("state", "N").with("codes", "paid_state").with("sample", "A"),
        row("note", "N").with("sensitive", "yes"),
        row("sign", "Y").with("role", "signature"),
    ];
    request.put_list("fields", rows);
    let mut response = Map::default();
    response.put_list("fields", vec![row("return_code", "Y"), row("return_msg", "N")]);
    spec.put("request", request);
    spec.put("response", response);
    let value = Map::default().with("code", "A").with("name", "first").with("zh", "甲").with("en", "first");
    let mut states = Map::default().with("name", "paid_state").with("kind", "open");
    states.put("title", bilingual("状态", "a state"));
    states.put_list("values", vec![value]);
    spec.put_list("codes", vec![states]);
    let erratum = Map::default().with("id", format!("{name}-remark")).with("target", name.as_str());
    let erratum = erratum.with("why", bilingual("未说明。", "It is not stated."));
    spec.put_list(
        "errata",
        vec![erratum.with("evidence", bilingual("样例。", "The samples.")).with("confidence", "low")],
    );
    Some(spec)
}

fn known(name: &str) -> Map {
    let entry = Map::default().with("name", format!("{name}_refund")).with("title", bilingual("退款", "a refund"));
    let entry =
        entry.with("facts", bilingual("有单号。", "It has a number.")).with("why", bilingual("路径未见。", "No path."));
    let mut known = Map::default().with("known", format!("{name}_known"));
    known.put("title", bilingual("其他", "more"));
    known.put_list("entries", vec![entry.with("provenance", provenance())]);
    known
}

fn codes(name: &str, decks: &mut Decks, draw: &mut Draw) -> Map {
    let value =
        |code: &str, name: &str| Map::default().with("code", code).with("name", name).with("zh", code).with("en", code);
    let mut table = Map::default().with("codes", name).with("spelling", capitals(name));
    decks.word("kind", &["closed", "open"], draw, &mut table);
    let table = table.with("section", "9.5").with("title", bilingual("公共代码表", "a shared code table"));
    let mut table = table.with("provenance", provenance());
    table.put_list("values", vec![value("A", "first"), value("自费", "own"), value("1", "one")]);
    table
}

/// The name as a type in capitals, which only a spelling can be.
fn capitals(name: &str) -> String {
    super::names::camel(name)
}

fn part(shared: &Shared, decks: &mut Decks, draw: &mut Draw) -> Map {
    let mut part = Map::default().with("part", shared.part.as_str()).with("spelling", capitals(&shared.part));
    part.put("title", bilingual("公共选择", "a shared choice"));
    decks.word("account", &["yes", "no"], draw, &mut part);
    let [first, other, any] = [0, 1, 2].map(|index: usize| shared.rows[index].0.clone());
    let group = |name: &str, fields: Vec<String>| {
        Map::default().with("name", name).with("about", bilingual("一组", "a group")).with("fields", fields)
    };
    part.put_list("of", vec![group("first", vec![first, format!("{any}?")]), group("other", vec![other])]);
    part
}

fn errors(name: &str) -> Map {
    let error = |code: &str, name: &str| {
        let error = Map::default().with("code", code).with("name", name).with("zh", "出错").with("en", "an error");
        error.with("remedy", bilingual("再试。", "Try again."))
    };
    let errors =
        Map::default().with("errors", format!("{name}_errors")).with("spelling", capitals(&format!("{name}_errors")));
    let mut errors = errors.with("title", bilingual("公共错误", "shared errors")).with("provenance", provenance());
    let busy = error("-1", "other").with("done", "unknown").with("retry", "later");
    let message_error = |code: &str, name: &str, position: &str| error(code, name).with("match", position);
    let values = vec![
        error("1", "one").with("token", "refused").with("provenance", provenance()),
        busy,
        message_error("出错", "begun", "beginning"),
        message_error("格式错误", "named", "after-name"),
    ];
    errors.put_list("values", values);
    errors
}

fn templates(name: &str, operation: &str, spec: &Map) -> Map {
    let set = Map::default().with("templates", format!("{name}_templates")).with("operation", operation);
    let mut set = set.with("tag", "sign");
    let keyword = |name: &str| Map::default().with("name", name).with("sample", "1");
    let from = spec.map("request").and_then(|request| request.first_text("fields", "name")).unwrap_or_default();
    let mut template = Map::default().with("value", "A").with("section", "9.6").with("title", "消息");
    template.put("lines", vec!["您好，{{one.DATA}}".to_owned(), "{{other.DATA}}".to_owned()]);
    let keywords =
        vec![keyword("one").with("from", from), keyword("other").with("platform", bilingual("平台", "the platform"))];
    template.put_list("keywords", keywords);
    template.put("sample", vec!["您好，1".to_owned(), "1".to_owned()]);
    set.put_list("of", vec![template]);
    set
}

/// An erratum of the only template.
fn lines(name: &str, decks: &mut Decks, draw: &mut Draw) -> Map {
    let lines = vec!["{{one.DATA}}，您好".to_owned(), "{{other.DATA}}".to_owned()];
    let set = Map::default().with("lines", lines);
    erratum(&format!("{name}-lines"), &format!("templates/{name}_templates.A"), set, decks, draw)
}

fn erratum(id: &str, target: &str, set: Map, decks: &mut Decks, draw: &mut Draw) -> Map {
    let erratum = Map::default().with("id", id).with("target", target);
    let erratum = if set.is_empty() { erratum } else { erratum.with("set", set) };
    let erratum = erratum.with("why", bilingual("印错了。", "It is a misprint."));
    let mut erratum = erratum.with("evidence", bilingual("样例。", "The samples."));
    decks.word("confidence", &["high", "medium", "low"], draw, &mut erratum);
    decks.word("apply", &["by-default", "on-request", ""], draw, &mut erratum);
    erratum
}

fn mistaken(name: &str, mistake: &Mistake) -> Map {
    let row = Map::default().with("name", name).with("label", name).with("en", name).with("required", "N");
    mistake.row.iter().fold(row, |row, (key, value)| row.with(key, *value))
}

fn change(mistake: &Mistake, shared: &Shared) -> Map {
    let mut set = Map::default();
    let mut range = Map::default();
    for (key, value) in mistake.set {
        match *key {
            "least" => range.put("min", *value),
            "most" => range.put("max", *value),
            "codes" => set.put(key, shared.codes.as_str()),
            "note" => set.put(key, bilingual(value, "See the code table.")),
            key => set.put(key, *value),
        }
    }
    if range.is_empty() { set } else { set.with("range", Node::Map(range)) }
}

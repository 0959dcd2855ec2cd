//! Checks that the tools for specs take linear time: each reads inputs of 1,000 and of 4,000 items, and the time per
//! item must be the same in both. Prints the ratios, and fails if one exceeds the limit.

use std::fmt::Write as _;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use wxmed_compiler::{Options, Scope, Sources, compile};
use wxmed_tools::{DraftMaterial, draft_content, format_file};

const FEW: usize = 1_000;
const MANY: usize = 4_000;
/// The maximum ratio of the time per item, large to small input. It is above 1 because caches are limited.
const LIMIT: f64 = 1.6;
/// The number of runs, of which the fastest counts, because the machine has other load.
const RUNS: usize = 5;

/// A benchmark: its name, its input for a number of items, and the function that reads the input.
type Case = (&'static str, fn(usize) -> String, fn(&str));

const CASES: &[Case] = &[
    ("draft: rows of a table", table, draft_table),
    ("draft: rows with codes", coded_table, draft_table),
    ("draft: labels", labels, draft_labels),
    ("draft: values", values, draft_example),
    ("draft: 100 characters of a label", |items| format!("{{\"a\":\"{}\"}}", "名".repeat(100 * items)), draft_labels),
    ("compile: rows", rows, compiled),
    ("compile: rows on one line", flow, compiled),
    ("compile: rules", rules, compiled),
    ("compile: conditions", conditions, compiled),
    ("compile: groups", groups, compiled),
    ("compile: choices", choices, compiled),
    ("compile: groups of a choice", alternatives, compiled),
    ("compile: codes", codes, compiled),
    ("compile: sections", sections, compiled),
    ("compile: one name in each section", one_name, compiled),
    ("compile: counts in sections", counts, compiled),
    ("compile: code tables", code_tables, compiled),
    ("compile: rules about an object", rules_inside, compiled),
    ("compile: responses that echo", echoes, compiled),
    ("compile: values of an example", example, compiled),
    ("compile: mistakes on one line", mistakes, compiled),
    ("fmt: rows", rows, formatted),
    ("fmt: rows on one line", flow, formatted),
    ("fmt: comments", commented, formatted),
    // Mandatory members, such as choices, are excluded: each is a type parameter in the result of each setter.
    ("emit: rows", rows, emitted),
    ("emit: sections", sections, emitted),
    ("emit: groups of a choice", alternatives, emitted),
    ("emit: code tables", code_tables, emitted),
    ("names: sections", sections, named),
];

fn main() -> ExitCode {
    println!("{:<36} {:>10} {:>10} {:>8}", "µs an item", FEW, MANY, "ratio");
    let mut worst: f64 = 0.0;
    for (name, input, read) in CASES {
        let [few, many] = [FEW, MANY].map(|items| {
            let text = input(items);
            let fastest = (0..RUNS).map(|_| taken(|| read(black_box(&text)))).min().unwrap_or_default();
            fastest.as_secs_f64() * 1e6 / items as f64
        });
        let ratio = many / few;
        worst = worst.max(ratio);
        println!("{name:<36} {few:>10.2} {many:>10.2} {ratio:>8.2}{}", if ratio > LIMIT { "  too much" } else { "" });
    }
    if worst > LIMIT { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// The processor time of a function, or the wall-clock time if the system doesn't provide it.
fn taken(run: impl FnOnce()) -> Duration {
    let (before, clock) = (on_processor(), Instant::now());
    run();
    match (before, on_processor()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => clock.elapsed(),
    }
}

fn on_processor() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

fn draft(text: &str, kind: fn(&mut DraftMaterial) -> &mut Vec<usize>) {
    let mut material = DraftMaterial::default();
    material.sources.add("input", "input", text);
    kind(&mut material).push(0);
    assert!(draft_content("city/x/y", "1.3", &material).is_ok());
}

fn draft_table(text: &str) {
    draft(text, |material| &mut material.tables);
}

fn draft_labels(text: &str) {
    draft(text, |material| &mut material.labels);
}

fn draft_example(text: &str) {
    draft(text, |material| &mut material.examples);
}

fn sources(text: &str) -> Sources {
    let mut sources = Sources::new();
    sources.add("big.yaml", "city/x/big", text);
    sources
}

fn compiled(text: &str) {
    let options = Options { scope: Scope::Named, ..Options::default() };
    let _ = black_box(compile(&sources(text), &options));
}

fn formatted(text: &str) {
    assert!(format_file(&sources(text), 0).is_ok());
}

fn emitted(text: &str) {
    let options = Options { scope: Scope::Named, ..Options::default() };
    let _ = black_box(wxmed_codegen::emit(&compile(&sources(text), &options).0, &Default::default()));
}

fn named(text: &str) {
    let options = Options { scope: Scope::Named, ..Options::default() };
    let _ = black_box(wxmed_codegen::check_names(&compile(&sources(text), &options).0, &Default::default()));
}

/// A unique name that consists of letters.
fn name(number: usize) -> String {
    let digits = format!("{number:05}");
    std::iter::once('f').chain(digits.bytes().map(|digit| char::from(digit - b'0' + b'a'))).collect()
}

/// The lines for all numbers.
fn each(numbers: impl Iterator<Item = usize>, one: impl Fn(usize) -> String) -> String {
    numbers.fold(String::new(), |mut text, number| {
        let _ = writeln!(text, "{}", one(number));
        text
    })
}

fn table(items: usize) -> String {
    let row = |at| format!("{}\t名称{at}\tString\t20\tY\t备注{at}", name(at));
    "参数\t参数名称\t类型\t长度\t是否必填\t说明\n".to_owned() + &each(0..items, row)
}

fn coded_table(items: usize) -> String {
    let row = |at| format!("{}\t类别{at}\tString\t20\tY\t01 甲{at}，02 乙{at}", name(at));
    "参数\t参数名称\t类型\t长度\t是否必填\t说明\n".to_owned() + &each(0..items, row)
}

fn object(items: usize, value: impl Fn(usize) -> String) -> String {
    let members: Vec<String> = (0..items).map(|at| format!("\"{}\":\"{}\"", name(at), value(at))).collect();
    format!("{{{}}}", members.join(","))
}

fn labels(items: usize) -> String {
    object(items, |at| format!("名称{at}"))
}

fn values(items: usize) -> String {
    object(items, |at| (37 * at).to_string())
}

const HEAD: &str = "content: city/x/big\nsection: \"1.3\"\ntitle: { zh: 名, en: name }\nprovenance:\n  source: { zh: 源。, en: source. }\n  confidence: high\n\nfields:";

fn row(at: usize, more: &str) -> String {
    format!("{{ name: {}, label: 名{at}, en: name {at}, type: String, required: N{more} }}", name(at))
}

fn with_rows(items: usize, more: &str) -> String {
    format!("{HEAD}\n{}", each(0..items, |at| format!("  - {}", row(at, more))))
}

fn rows(items: usize) -> String {
    with_rows(items, "")
}

fn flow(items: usize) -> String {
    let rows: Vec<String> = (0..items).map(|at| row(at, "")).collect();
    format!("{HEAD} [{}]\n", rows.join(", "))
}

fn commented(items: usize) -> String {
    format!("{HEAD}\n{}", each(0..items, |at| format!("  # before {at}\n  - {} # beside {at}", row(at, ""))))
}

fn rules(items: usize) -> String {
    let rule = |at| format!("  - {{ id: r{at}, check: \"{} = {}\", zh: 甲, en: a }}", name(at), name(0));
    with_rows(items, ", format: yuan") + "rules:\n" + &each(1..items, rule)
}

fn conditions(items: usize) -> String {
    let condition = |at| format!("  - {{ given: {}, needs: {} }}", name(at), name(at - 1));
    with_rows(items, "") + "conditions:\n" + &each(1..items, condition)
}

fn groups(items: usize) -> String {
    let group = |at| format!("  - {{ give: at-most-one, of: [{}, {}] }}", name(at), name(at + 1));
    with_rows(items, "") + "groups:\n" + &each((0..items).step_by(2), group)
}

fn alternative(at: usize) -> String {
    format!("{{ name: v{0}, about: {{ zh: 甲, en: a }}, fields: [{0}] }}", name(at))
}

fn choices(items: usize) -> String {
    let choice = |at| {
        let of = [alternative(at), alternative(at + 1)].join(", ");
        format!("  - {{ name: c{}, title: {{ zh: 选, en: choice }}, of: [{of}] }}", name(at))
    };
    with_rows(items, "") + "choices:\n" + &each((0..items).step_by(2), choice)
}

fn alternatives(items: usize) -> String {
    let of = each(0..items, |at| format!("      - {}", alternative(at)));
    format!("{}choices:\n  - name: pick\n    title: {{ zh: 选, en: choice }}\n    of:\n{of}", with_rows(items, ""))
}

fn code_table(items: usize) -> String {
    let code = |at| format!("      - {{ code: \"{at}\", name: c_{}, zh: 码{at}, en: code {at} }}", name(at));
    let head = "codes:\n  - name: kinds\n    kind: closed\n    section: \"1.3\"\n    title: { zh: 种, en: kinds }\n";
    format!("{head}    values:\n{}", each(0..items, code))
}

fn codes(items: usize) -> String {
    with_rows(1, ", codes: kinds") + &code_table(items)
}

fn sections(items: usize) -> String {
    sections_of(items, |at| row(at + 1, ""))
}

fn one_name(items: usize) -> String {
    sections_of(items, |_| row(1, ""))
}

fn counts(items: usize) -> String {
    let count = format!("{{ name: n, label: 数, en: number, type: Uint32, required: Y, count_of: {} }}", name(1));
    let list = format!("{{ name: {}, label: 表, en: list, type: list, of: String, required: N }}", name(1));
    sections_of(items, |_| format!("{count}\n      - {list}"))
}

fn sections_of(items: usize, fields: impl Fn(usize) -> String) -> String {
    let section = |at| format!("  - when: {{ {}: \"{at}\" }}\n    fields:\n      - {}", name(0), fields(at));
    let tag = with_rows(1, ", codes: kinds, tag: kind").replace("required: N", "required: Y");
    tag + "sections:\n" + &each(0..items, section) + &code_table(items)
}

fn code_tables(items: usize) -> String {
    let rows = each(0..items, |at| format!("  - {}", row(at, &format!(", codes: t_{}", name(at)))));
    let table = |at| {
        let head = format!("  - name: t_{}\n    kind: closed\n    section: \"1.3\"", name(at));
        let title = "    title: { zh: 种, en: kinds }\n    values:";
        format!("{head}\n{title}\n      - {{ code: \"1\", name: one, zh: 一, en: one }}")
    };
    format!("{HEAD}\n{rows}codes:\n{}", each(0..items, table))
}

fn rules_inside(items: usize) -> String {
    let object = format!("{HEAD}\n  - name: inner\n    label: 内\n    en: inner\n    type: object\n    required: Y\n");
    let rows = each(0..items, |at| format!("      - {}", row(at, ", format: yuan")));
    let rule = |at| format!("  - {{ id: r{at}, check: \"inner.{} = inner.{}\", zh: 甲, en: a }}", name(at), name(0));
    format!("{object}    fields:\n{rows}rules:\n{}", each(1..items, rule))
}

fn echoes(items: usize) -> String {
    let head = "operation: big\nspelling: Big\npath: /payinsurance/big\nsection: \"1.9\"\ntitle: { zh: 名, en: name }\nretry: safe\nanswer: signed\n";
    let rows = |more: &dyn Fn(usize) -> String| each(0..items, |at| format!("    - {}", row(at, &more(at))));
    let (sent, back) = (rows(&|_| String::new()), rows(&|at| format!(", echoes: {}", name(at))));
    format!("{head}request:\n  fields:\n{sent}response:\n  fields:\n{back}")
}

fn example(items: usize) -> String {
    let json = values(items);
    format!("{}examples:\n  - title: {{ zh: 例, en: example }}\n    json: '{json}'\n", with_rows(items, ""))
}

fn mistakes(items: usize) -> String {
    flow(items).replace("type: String", "type: Strin")
}

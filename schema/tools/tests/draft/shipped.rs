//! A draft from the document's own samples and table equals the shipped spec, except for the listed decisions.

use wxmed_compiler::model::{Content, Field, Record};
use wxmed_tools::{DecisionKind, Draft};

use crate::support::{Holds, content, draft, of_kind};

const SHIPPED: &str = include_str!("../../../specs/city/shenzhen/registration.yaml");
const LABELS: &str = include_str!("shenzhen/labels-1.3.json");
const SAMPLE: &str = include_str!("shenzhen/sample-1.3.json");
const SECTION: &str = include_str!("shenzhen/section-1.3.tsv");
const LABELS_SCAN: &str = include_str!("shenzhen/labels-1.4.json");
const SAMPLE_SCAN: &str = include_str!("shenzhen/sample-1.4.json");
const SECTION_SCAN: &str = include_str!("shenzhen/section-1.4.tsv");

/// A difference between two specs, and the kind of decision about it.
#[derive(Debug, PartialEq)]
struct Difference {
    path: String,
    what: &'static str,
    kind: DecisionKind,
}

fn differences(draft: &Content, shipped: &Content) -> Vec<Difference> {
    let mut found = Found { draft_codes: draft, shipped_codes: shipped, all: Vec::new() };
    // These must be equal, because there are no decisions about names, the section and the wrapper.
    assert_eq!((&draft.name, &draft.section), (&shipped.name, &shipped.section));
    assert_eq!(draft.wrapped_in, shipped.wrapped_in);
    found.unless("", "spelling", DecisionKind::Spelling, draft.spelling == shipped.spelling);
    found.unless("", "title", DecisionKind::Title, draft.title == shipped.title);
    let provenance = |content: &Content| format!("{:?}", content.provenance);
    found.unless("", "provenance", DecisionKind::Provenance, provenance(draft) == provenance(shipped));
    let examples =
        |content: &Content| format!("{:?}", content.examples.iter().map(|one| &one.title).collect::<Vec<_>>());
    found.unless("", "examples", DecisionKind::Examples, examples(draft) == examples(shipped));
    found.records(&draft.record, &shipped.record, "");
    found.all
}

struct Found<'c> {
    draft_codes: &'c Content,
    shipped_codes: &'c Content,
    all: Vec<Difference>,
}

impl Found<'_> {
    fn unless(&mut self, path: &str, what: &'static str, kind: DecisionKind, same: bool) {
        if !same {
            self.all.push(Difference { path: path.to_owned(), what, kind });
        }
    }

    fn records(&mut self, draft: &Record, shipped: &Record, path: &str) {
        let names = |record: &Record| record.fields.iter().map(|field| field.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(draft), names(shipped), "names, order and nesting must be those of the sources");
        let rules = |record: &Record| record.rules.iter().map(|rule| rule.text.clone()).collect::<Vec<_>>();
        self.unless(path, "rules", DecisionKind::Rule, rules(draft) == rules(shipped));
        let others =
            |record: &Record| (record.choices.len(), record.needs.len(), record.demands.len(), record.groups.len());
        assert_eq!(others(draft), others(shipped));
        for (one, other) in draft.fields.iter().zip(&shipped.fields) {
            let path = if path.is_empty() { one.name.clone() } else { format!("{path}.{}", one.name) };
            self.field(one, other, &path);
            if let (Some(one), Some(other)) = (&one.object, &other.object) {
                self.records(one, other, &path);
            }
        }
    }

    fn field(&mut self, draft: &Field, shipped: &Field, path: &str) {
        self.unless(path, "label", DecisionKind::Label, draft.label.zh == shipped.label.zh);
        self.unless(path, "en", DecisionKind::English, draft.label.en == shipped.label.en);
        self.unless(path, "spelling", DecisionKind::Spelling, draft.spelling == shipped.spelling);
        self.unless(path, "type", DecisionKind::Type, (&draft.notation, draft.ty) == (&shipped.notation, shipped.ty));
        self.unless(path, "required", DecisionKind::Presence, draft.required == shipped.required);
        self.unless(path, "format", DecisionKind::Format, draft.format == shipped.format);
        self.unless(path, "wire", DecisionKind::Type, draft.encoding == shipped.encoding);
        self.unless(path, "sensitive", DecisionKind::Sensitive, draft.sensitive == shipped.sensitive);
        self.unless(path, "count", DecisionKind::Count, draft.count_of == shipped.count_of);
        self.unless(path, "aliases", DecisionKind::OtherName, draft.aliases == shipped.aliases);
        let codes = |field: &Field, content: &Content| {
            field.codes.as_ref().map(|table| (table.name.clone(), content.codes.len()))
        };
        let same = codes(draft, self.draft_codes) == codes(shipped, self.shipped_codes);
        self.unless(path, "codes", DecisionKind::Codes, same);
        let limits = |field: &Field| format!("{:?} {:?} {:?} {:?}", field.limits, field.list, field.length, field.api);
        assert_eq!(limits(draft), limits(shipped), "{path}");
        self.unless(path, "note", DecisionKind::Note, draft.note == shipped.note);
    }
}

/// Whether there is a decision about a difference. Our own notes can't be derived from the sources, so there is one
/// decision for the whole content.
fn is_decided(draft: &Draft, difference: &Difference) -> bool {
    let is_about = |path: &str| path == difference.path || (difference.kind == DecisionKind::Note && path.is_empty());
    of_kind(draft, difference.kind).iter().any(|decision| is_about(&decision.path))
}

#[track_caller]
fn all_decided(draft: &Draft, differences: &[Difference]) {
    let open: Vec<&Difference> = differences.iter().filter(|difference| !is_decided(draft, difference)).collect();
    assert!(open.is_empty(), "{open:#?}\n{:#?}\n{}", draft.decisions, draft.text);
}

/// Asserts the exact differences. Otherwise an empty draft would pass, because all its differences would be decisions.
#[track_caller]
fn differ_in(differences: &[Difference], what: &str, paths: &[&str]) {
    let found: Vec<&str> = differences
        .iter()
        .filter(|difference| difference.what == what)
        .map(|difference| difference.path.as_str())
        .collect();
    assert_eq!(found, paths, "{what}");
}

#[test]
fn the_documents_samples_and_section_give_the_shipped_spec() {
    let files = [(Holds::Labels, LABELS), (Holds::Data, SAMPLE), (Holds::Table, SECTION)];
    let draft = draft("city/shenzhen/registration", &files);
    let differences = differences(&content(&draft.text), &content(SHIPPED));
    for what in ["type", "required", "format", "wire", "sensitive", "count"] {
        differ_in(&differences, what, &[]);
    }
    differ_in(&differences, "label", &["mzghdj"]);
    differ_in(&differences, "spelling", &["mzghdj"]);
    differ_in(&differences, "codes", &["mzghdj.brlx"]);
    differ_in(&differences, "rules", &["mzghdj"]);
    differ_in(&differences, "note", &["ylzh", "mzghdj", "mzghdj.brlx", "mzghdj.mzllsh", "mzghdj.ksmc", "mzghdj.ghlb"]);
    // The other names are in a section that isn't among the sources.
    differ_in(&differences, "aliases", &["mzghdj", "mzghdj.mzllsh"]);
    let differences: Vec<Difference> = differences.into_iter().filter(|one| one.what != "aliases").collect();
    all_decided(&draft, &differences);
}

#[test]
fn the_shipped_rules_are_proposed() {
    let files = [(Holds::Labels, LABELS), (Holds::Data, SAMPLE), (Holds::Table, SECTION)];
    let draft = draft("city/shenzhen/registration", &files);
    let shipped = content(SHIPPED);
    let slip = shipped.record.fields.iter().find_map(|field| field.object.as_ref()).unwrap();
    let stated: Vec<String> = slip.rules.iter().map(|rule| format!("check: {}", rule.text)).collect();
    let proposed = of_kind(&draft, DecisionKind::Rule);
    assert!(proposed.iter().all(|decision| decision.path == "mzghdj"));
    let proposed: Vec<&str> = proposed.iter().filter_map(|decision| decision.proposal.as_deref()).collect();
    assert_eq!(proposed, stated);
    for check in stated {
        let comment = draft.text.lines().find(|line| line.contains(&check)).unwrap();
        assert!(comment.trim_start().starts_with('#'), "a rule must be proposed, not added: {comment}");
    }
}

#[test]
fn both_sections_together_also_give_the_aliases() {
    let files = [
        (Holds::Labels, LABELS),
        (Holds::Labels, LABELS_SCAN),
        (Holds::Data, SAMPLE),
        (Holds::Data, SAMPLE_SCAN),
        (Holds::Table, SECTION),
        (Holds::Table, SECTION_SCAN),
    ];
    let draft = draft("city/shenzhen/registration", &files);
    let differences = differences(&content(&draft.text), &content(SHIPPED));
    differ_in(&differences, "aliases", &["mzghdj", "mzghdj.mzllsh"]);
    for what in ["type", "required", "format", "wire", "sensitive", "count"] {
        differ_in(&differences, what, &[]);
    }
    all_decided(&draft, &differences);
    let names: Vec<&str> = of_kind(&draft, DecisionKind::OtherName)
        .iter()
        .flat_map(|decision| decision.evidence.iter().map(|evidence| evidence.text.as_str()))
        .collect();
    assert!(names.contains(&"mzgghdj") && names.contains(&"mzlsj"), "{names:?}");
}

#[test]
fn the_missing_quote_and_the_wrong_end_are_reported_with_positions() {
    let draft = draft("city/shenzhen/registration", &[(Holds::Labels, LABELS)]);
    let repaired = of_kind(&draft, DecisionKind::Sample);
    let repaired_at: Vec<&str> = repaired.iter().map(|decision| &LABELS[decision.evidence[0].span.start..]).collect();
    assert_eq!(repaired_at[0].trim_start(), "}}}]}></request_content>\n");
    assert_eq!(repaired_at[1], "]}></request_content>\n");
    assert_eq!(repaired_at.len(), 2);
    // In the other section, the sample ends as in XML.
    let draft = self::draft("city/shenzhen/registration", &[(Holds::Labels, LABELS_SCAN)]);
    assert_eq!(of_kind(&draft, DecisionKind::Sample).len(), 1);
}

//! Full-width characters that are allowed cause no diagnostics.

use wxmed_compiler::{Options, Scope, Sources, compile};
use wxmed_tools::format_file;

/// The diagnostics of a content with these rows and rules.
fn found(inside: &str) -> Vec<String> {
    let text = format!("content: made/up\nsection: \"1\"\ntitle: {{ zh: 虚构, en: made up }}\n{inside}");
    let mut sources = Sources::new();
    sources.add("up.yaml", "made/up", text);
    let (_, diagnostics) = compile(&sources, &Options { scope: Scope::Named, ..Options::default() });
    diagnostics.iter().map(|one| format!("{} {}", sources.position(one.span).line, one.message)).collect()
}

#[test]
fn texts_for_people_may_have_any_characters() {
    let inside = "\
fields:
  - { name: a, label: 姓名（患者）：必填，见“附录”、《说明》。, en: name, type: String, required: Y }
  - name: b
    label: “乙”：１２３
    en: ｂ
    type: String8
    required: N
    default: ２
    note: { zh: 　缩进，随意。, en: full-width ： is fine }
  - name: c
    label: |
      － 丙
      ＃ label：丙
    type: String
    required: N
    note:
      zh: \"type：String，
        label：不是键\"
      en: 'a ： b'
rules:
  - { id: r, check: \"a != '甲（一）：'\", zh: 规则：甲（一）, en: a rule }
";
    assert_eq!(found(inside), Vec::<String>::new());
}

#[test]
fn a_yaml_error_causes_no_diagnostics_for_valid_texts() {
    let inside = "\
fields:
  # label：注释，｛不算｝
  - { name: a, label: 姓名（患者）：必填，见“附录”。, type: String, required: Y }
  - name: b
    label: “乙”，label：丙
    type: String
    required: Y
    note:
      zh: |
        label：丙
        － 丁　＃
      en: \"type：String\"
  - { name: c, label: 丙
";
    let [one] = &found(inside)[..] else { panic!("{:?}", found(inside)) };
    assert!(one.contains("not closed"), "{one}");
}

#[test]
fn quoted_texts_that_look_like_ascii_keep_their_quotes() {
    let text = "codes: kind\ntitle: { zh: 类型, en: kind }\nkind: open\nsection: \"1\"\nvalues:\n  - { code: \"１\", name: one, zh: 一, en: one }\n";
    let mut sources = Sources::new();
    sources.add("kind.yaml", "kind", text.to_owned());
    assert!(compile(&sources, &Options::default()).1.is_empty());
    let formatted = format_file(&sources, 0).unwrap();
    assert!(formatted.contains("code: \"１\""), "{formatted}");
}

#[test]
fn no_text_of_punctuation_causes_a_panic() {
    let marks: Vec<char> = "：，｛｝［］（）“”‘’－＃　\u{a0}\u{200b}\u{feff}\t\n -:{}[]'\"#|ａname1".chars().collect();
    let mut seed = 7_u32;
    for length in 0..600 {
        let mut draw = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            marks[(seed >> 16) as usize % marks.len()]
        };
        let text: String = (0..length % 60).map(|_| draw()).collect();
        found(&text);
        found(&format!("fields:\n  - {{ name: a, label: 甲, type: String, required: Y, {text} }}\n"));
    }
}

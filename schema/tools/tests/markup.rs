//! Texts of a spec are escaped in Markdown, in rustdoc and on the reference pages.

use proc_macro2::{TokenStream, TokenTree};
use pulldown_cmark::{Event, Options as Markdown, Parser, Tag};
use wxmed_codegen::{EmitOptions, emit};
use wxmed_compiler::{Options, Scope, Sources, compile};
use wxmed_tools::reference_page;

const NASTY: [&str; 6] = [
    "amount [yuan] of <script>alert(1)</script>",
    "<单位：元>",
    "[金额](http://evil.example) ![图](x)",
    "*甲* __乙__ ~~丙~~ `丁` $戊$ | 己",
    "- 甲 # 乙 1. 丙 &lt; \\",
    "<!-- 甲",
];

/// A content with this text in every place where texts are allowed.
fn spec(words: &str) -> String {
    let words = format!("'{words}'");
    let both = format!("{{ zh: {words}, en: {words} }}");
    format!(
        "content: made_up\nsection: \"1\"\ntitle: {both}\nprovenance: {{ source: {both}, confidence: high }}\nfields:\n  \
         - {{ name: kind, label: {words}, en: {words}, type: String8, required: Y, codes: kind, tag: act }}\n  \
         - {{ name: a, label: {words}, en: {words}, type: String, required: N, note: {both} }}\n  \
         - {{ name: list, label: {words}, en: {words}, type: list, required: N, fields: [{{ name: c, label: {words}, en: \
         {words}, type: String, required: Y }}] }}\nsections:\n  \
         - when: {{ kind: A }}\n    fields: [{{ name: b, label: {words}, en: {words}, type: String, required: Y }}]\n  \
         - when: {{ kind: B }}\n    fields: [{{ name: b, label: {words}, en: {words}, type: String, required: N }}]\nrules:\n  \
         - {{ id: r, check: \"given(a) or given(kind)\", zh: {words}, en: {words} }}\ncodes:\n  \
         - name: kind\n    kind: closed\n    section: \"1\"\n    title: {both}\n    values:\n      \
         - {{ code: A, name: a, zh: {words}, en: {words} }}\n      - {{ code: B, name: b, zh: {words}, en: {words} }}\n"
    )
}

/// Collects the paragraphs of documentation in emitted code.
fn docs(tokens: TokenStream, docs: &mut Vec<String>) {
    for token in tokens {
        if let TokenTree::Group(group) = token {
            docs_of_group(group.stream(), docs);
        }
    }
}

fn docs_of_group(inner: TokenStream, found: &mut Vec<String>) {
    let all: Vec<TokenTree> = inner.clone().into_iter().collect();
    if let [TokenTree::Ident(name), TokenTree::Punct(_), TokenTree::Literal(text)] = all.as_slice()
        && name == "doc"
    {
        found.push(unescaped(&text.to_string()));
    }
    docs(inner, found);
}

/// The text of a Rust literal.
fn unescaped(literal: &str) -> String {
    literal.trim_matches('"').replace("\\\"", "\"").replace("\\\\", "\\")
}

/// The text that a Markdown renderer shows, and its markup, except paragraphs, code and tables.
fn read(markdown: &str) -> (String, Vec<String>) {
    let (mut words, mut markup) = (String::new(), Vec::new());
    let options =
        Markdown::ENABLE_TABLES | Markdown::ENABLE_FOOTNOTES | Markdown::ENABLE_STRIKETHROUGH | Markdown::ENABLE_MATH;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::Html(html) | Event::InlineHtml(html) => markup.push(html.trim().to_owned()),
            Event::Start(
                tag @ (Tag::Link { .. } | Tag::Image { .. } | Tag::Emphasis | Tag::Strong | Tag::Strikethrough),
            ) => {
                markup.push(format!("{tag:?}"));
            }
            Event::InlineMath(math) | Event::DisplayMath(math) => markup.push(math.to_string()),
            _ => {}
        }
    }
    (words, markup)
}

#[test]
fn rustdoc_shows_the_texts_of_a_spec_unchanged() {
    for words in NASTY {
        let mut sources = Sources::new();
        sources.add("up.yaml", "made_up", spec(words));
        let (model, found) = compile(&sources, &Options { scope: Scope::Named, ..Options::default() });
        assert!(!found.has_errors(), "{:?}", found.iter().collect::<Vec<_>>());
        let mut all = Vec::new();
        docs(emit(&model, &EmitOptions::default()).0, &mut all);
        let mut number = 0;
        for doc in all {
            let (shown, markup) = read(&doc);
            // Links without a destination are intra-doc links of rustdoc, not texts of a spec.
            assert_eq!(markup, [] as [&str; 0], "{doc}");
            number += shown.matches(words).count();
        }
        assert!(number > 20, "{words} is shown {number} times");
    }
}

#[test]
fn the_reference_shows_the_texts_of_a_spec_unchanged() {
    let page = |words: &str| {
        let mut sources = Sources::new();
        sources.add("up.yaml", "made_up", spec(words));
        let (model, _) = compile(&sources, &Options { scope: Scope::Named, ..Options::default() });
        read(&reference_page(&model, "made_up").unwrap())
    };
    // The page has its own markup, which texts must not change.
    let (_, own) = page("甲");
    for words in NASTY {
        let (shown, markup) = page(words);
        assert_eq!(markup, own, "{words}");
        assert!(shown.matches(words).count() > 10, "{words} in {shown}");
    }
}

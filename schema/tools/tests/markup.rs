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
fn spec(text: &str) -> String {
    let text = format!("'{text}'");
    let both = format!("{{ zh: {text}, en: {text} }}");
    format!(
        "content: made_up\nsection: \"1\"\ntitle: {both}\nprovenance: {{ source: {both}, confidence: high }}\nfields:\n  \
         - {{ name: kind, label: {text}, en: {text}, type: String8, required: Y, codes: kind, tag: act }}\n  \
         - {{ name: a, label: {text}, en: {text}, type: String, required: N, note: {both} }}\n  \
         - {{ name: list, label: {text}, en: {text}, type: list, required: N, fields: [{{ name: c, label: {text}, en: \
         {text}, type: String, required: Y }}] }}\nsections:\n  \
         - when: {{ kind: A }}\n    fields: [{{ name: b, label: {text}, en: {text}, type: String, required: Y }}]\n  \
         - when: {{ kind: B }}\n    fields: [{{ name: b, label: {text}, en: {text}, type: String, required: N }}]\nrules:\n  \
         - {{ id: r, check: \"given(a) or given(kind)\", zh: {text}, en: {text} }}\ncodes:\n  \
         - name: kind\n    kind: closed\n    section: \"1\"\n    title: {both}\n    values:\n      \
         - {{ code: A, name: a, zh: {text}, en: {text} }}\n      - {{ code: B, name: b, zh: {text}, en: {text} }}\n"
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
    let (mut shown, mut markup) = (String::new(), Vec::new());
    let options =
        Markdown::ENABLE_TABLES | Markdown::ENABLE_FOOTNOTES | Markdown::ENABLE_STRIKETHROUGH | Markdown::ENABLE_MATH;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(text) | Event::Code(text) => shown.push_str(&text),
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
    (shown, markup)
}

#[test]
fn rustdoc_shows_the_texts_of_a_spec_unchanged() {
    for text in NASTY {
        let mut sources = Sources::new();
        sources.add("up.yaml", "made_up", spec(text));
        let (model, found) = compile(&sources, &Options { scope: Scope::Named, ..Options::default() });
        assert!(!found.has_errors(), "{:?}", found.iter().collect::<Vec<_>>());
        let mut all = Vec::new();
        docs(emit(&model, &EmitOptions::default()).0, &mut all);
        let mut number = 0;
        for doc in all {
            let (shown, markup) = read(&doc);
            // Links without a destination are intra-doc links of rustdoc, not texts of a spec.
            assert_eq!(markup, [] as [&str; 0], "{doc}");
            number += shown.matches(text).count();
        }
        assert!(number > 20, "{text} is shown {number} times");
    }
}

#[test]
fn the_reference_shows_the_texts_of_a_spec_unchanged() {
    let page = |text: &str| {
        let mut sources = Sources::new();
        sources.add("up.yaml", "made_up", spec(text));
        let (model, _) = compile(&sources, &Options { scope: Scope::Named, ..Options::default() });
        read(&reference_page(&model, "made_up").unwrap())
    };
    // The page has its own markup, which texts must not change.
    let (_, own) = page("甲");
    for text in NASTY {
        let (shown, markup) = page(text);
        assert_eq!(markup, own, "{text}");
        assert!(shown.matches(text).count() > 10, "{text} in {shown}");
    }
}

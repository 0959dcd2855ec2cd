use super::cursor::{self, Cursor};
use super::keywords;
use crate::ast::{
    CodeSyntax, CodesSyntax, CreationSyntax, ErrorSyntax, ExampleSyntax, FillerSyntax, KeywordSyntax, NeedSyntax,
    TemplateSyntax, Text,
};
use crate::diagnostic::{Diagnostics, Id};
use crate::grammar::{CODE, CREATION, EXAMPLE, KEYWORD, NEED, OWN_CODES, PROVENANCE, Shape, TEMPLATE};
use crate::model::{Confidence, ExampleValue, Exhaustiveness, Provenance, Uses, Versions};
use crate::yaml::Node;
use wxmed_core::Bilingual;

pub(super) fn own_codes(node: &Node, diagnostics: &mut Diagnostics) -> Option<CodesSyntax> {
    let cursor = Cursor::new(node, &OWN_CODES, diagnostics)?;
    let name = cursor.text("name", diagnostics);
    let table = code_table(&cursor, name.clone().unwrap_or_default(), diagnostics);
    name.map(|_| table)
}

/// Reads the contents of a code table with this name.
pub(super) fn code_table(cursor: &Cursor<'_>, name: Text, diagnostics: &mut Diagnostics) -> CodesSyntax {
    CodesSyntax {
        spelling: cursor.text("spelling", diagnostics),
        kind: cursor.keyword("kind", keywords::KIND, diagnostics).unwrap_or(Exhaustiveness::Open),
        section: cursor.text_or_empty("section", diagnostics).value,
        title: cursor.bilingual("title", diagnostics).unwrap_or_default(),
        provenance: provenance(cursor, diagnostics),
        values: cursor.list("values", diagnostics).iter().filter_map(|node| code(node, diagnostics)).collect(),
        name,
    }
}

fn code(node: &Node, diagnostics: &mut Diagnostics) -> Option<CodeSyntax> {
    let cursor = Cursor::new(node, &CODE, diagnostics)?;
    Some(CodeSyntax {
        label: cursor.own_bilingual(diagnostics),
        versions: versions(&cursor, diagnostics),
        provenance: provenance(&cursor, diagnostics),
        code: cursor.text("code", diagnostics)?,
        name: cursor.text("name", diagnostics)?,
    })
}

/// The versions of the document that contain an item.
pub(super) fn versions(cursor: &Cursor<'_>, diagnostics: &mut Diagnostics) -> Versions {
    let mut version = |key| cursor.text(key, diagnostics).map(|version| version.value);
    let (since, until) = (version("since"), version("until"));
    Versions { since, until, deprecated: cursor.bilingual("deprecated", diagnostics) }
}

/// The source of an item, if it is stated.
pub(super) fn provenance(cursor: &Cursor<'_>, diagnostics: &mut Diagnostics) -> Option<Provenance> {
    let cursor = Cursor::new(cursor.node("provenance")?, &PROVENANCE, diagnostics)?;
    let source = cursor.bilingual("source", diagnostics).unwrap_or_default();
    let confidence = cursor.keyword("confidence", keywords::CONFIDENCE, diagnostics).unwrap_or(Confidence::High);
    Some(Provenance::new(source, confidence))
}

/// Reads errors, those of a table or those of an operation.
pub(super) fn errors(nodes: &[Node], shape: &Shape, diagnostics: &mut Diagnostics) -> Vec<ErrorSyntax> {
    nodes.iter().filter_map(|node| error(node, shape, diagnostics)).collect()
}

fn error(node: &Node, shape: &Shape, diagnostics: &mut Diagnostics) -> Option<ErrorSyntax> {
    let cursor = Cursor::new(node, shape, diagnostics)?;
    Some(ErrorSyntax {
        meaning: cursor.own_bilingual(diagnostics),
        remedy: cursor.bilingual("remedy", diagnostics).unwrap_or_default(),
        matching: cursor.keyword("match", keywords::MATCH, diagnostics).unwrap_or_default(),
        refreshes_token: cursor.keyword("token", keywords::TOKEN, diagnostics).unwrap_or(false),
        outcome: cursor.keyword("done", keywords::DONE, diagnostics).unwrap_or_default(),
        retry: cursor.keyword("retry", keywords::RETRY_ADVICE, diagnostics).unwrap_or_default(),
        provenance: provenance(&cursor, diagnostics),
        when: cursor.text("when", diagnostics),
        code: cursor.text("code", diagnostics)?,
        name: cursor.text("name", diagnostics)?,
    })
}

pub(super) fn need(node: &Node, diagnostics: &mut Diagnostics) -> Option<NeedSyntax> {
    let cursor = Cursor::new(node, &NEED, diagnostics)?;
    let by = cursor.texts("by", diagnostics);
    if let (Some(node), []) = (cursor.node("by"), by.as_slice()) {
        diagnostics
            .error(Id::MissingKey, node.span, "what no field finds cannot be needed")
            .help("list the request's fields by which it is found");
    }
    Some(NeedSyntax {
        by,
        same: cursor.texts("same", diagnostics),
        uses: cursor
            .keyword("once", keywords::YES, diagnostics)
            .map_or(Uses::Any, |once| if once { Uses::Once } else { Uses::Any }),
        within: cursor.text("within", diagnostics),
        span: cursor.span,
        what: cursor.keyword("what", &keywords::resources(), diagnostics),
    })
}

pub(super) fn creation(node: &Node, diagnostics: &mut Diagnostics) -> Option<CreationSyntax> {
    let cursor = Cursor::new(node, &CREATION, diagnostics)?;
    Some(CreationSyntax {
        by: cursor.texts("by", diagnostics),
        lasts: cursor.text("lasts", diagnostics),
        span: cursor.span,
        what: cursor.keyword("what", &keywords::resources(), diagnostics),
    })
}

pub(super) fn template(node: &Node, diagnostics: &mut Diagnostics) -> Option<TemplateSyntax> {
    let cursor = Cursor::new(node, &TEMPLATE, diagnostics)?;
    Some(TemplateSyntax {
        section: cursor.text_or_empty("section", diagnostics).value,
        title: cursor.text_or_empty("title", diagnostics).value,
        lines: cursor.texts("lines", diagnostics),
        keywords: cursor.list("keywords", diagnostics).iter().filter_map(|node| keyword(node, diagnostics)).collect(),
        sample: cursor.texts("sample", diagnostics).into_iter().map(|line| line.value).collect(),
        value: cursor.text("value", diagnostics)?,
    })
}

fn keyword(node: &Node, diagnostics: &mut Diagnostics) -> Option<KeywordSyntax> {
    let cursor = Cursor::new(node, &KEYWORD, diagnostics)?;
    let filler = match (cursor.text("from", diagnostics), cursor.bilingual("platform", diagnostics)) {
        (Some(field), None) => FillerSyntax::Caller(field),
        (None, Some(what)) => FillerSyntax::Platform(what),
        _ => {
            diagnostics
                .error(
                    Id::TemplateKeyword,
                    cursor.span,
                    "a place in a template is filled either by the caller or by the platform",
                )
                .help("give it one of `from:` and `platform:`");
            FillerSyntax::Platform(Bilingual::default())
        }
    };
    Some(KeywordSyntax {
        filler,
        sample: cursor.text_or_empty("sample", diagnostics).value,
        name: cursor.text("name", diagnostics)?,
    })
}

pub(super) fn examples(nodes: &[Node], diagnostics: &mut Diagnostics) -> Vec<ExampleSyntax> {
    nodes.iter().filter_map(|node| example(node, diagnostics)).collect()
}

fn example(node: &Node, diagnostics: &mut Diagnostics) -> Option<ExampleSyntax> {
    let cursor = Cursor::new(node, &EXAMPLE, diagnostics)?;
    let value = match (cursor.node("fields"), cursor.text("json", diagnostics)) {
        (Some(node), None) => ExampleValue::Fields(names_and_texts(node, diagnostics)),
        (None, Some(json)) => ExampleValue::Json(json.value),
        _ => {
            diagnostics
                .error(Id::MissingKey, cursor.span, "an example gives its value once")
                .help("give it one of `fields:` and `json:`");
            return None;
        }
    };
    Some(ExampleSyntax {
        title: cursor.bilingual("title", diagnostics).unwrap_or_default(),
        value,
        outer: cursor.node("outer").map(|node| names_and_texts(node, diagnostics)).unwrap_or_default(),
        breaks: cursor.texts("breaks", diagnostics).into_iter().map(|line| line.value).collect(),
        span: cursor.span,
    })
}

fn names_and_texts(node: &Node, diagnostics: &mut Diagnostics) -> Vec<(String, String)> {
    let pairs = cursor::pairs(node, diagnostics).into_iter();
    pairs.filter_map(|(key, value)| Some((key.value, cursor::text(value, diagnostics)?.value))).collect()
}

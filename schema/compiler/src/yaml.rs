//! Parses YAML text to a tree of nodes with spans.

mod fault;
mod repair;
pub(crate) mod slips;

use granit_parser::{Event, Parser, ScalarStyle};

use self::repair::{Repaired, WIDTHS};
use self::slips::{Slip, SlipKind};
use crate::confusable;
use crate::diagnostic::{Diagnostics, Id};
use crate::model::Span;
use crate::source::{SourceFile, Unread};

/// The maximum nesting of mappings and lists.
///
/// All stages up to the emitter of Rust code recurse once per level. This depth must fit into the stack of a 2 MiB
/// thread even in a debug build, which a test verifies.
const DEEPEST: usize = 40;

/// A node of a YAML document.
#[derive(Debug, Clone)]
pub struct Node {
    /// The span in the sources.
    pub span: Span,
    /// The kind of node, with its contents.
    pub kind: Kind,
}

/// The kind of a node, with its contents.
#[derive(Debug, Clone)]
pub enum Kind {
    /// A scalar: the text as the author meant it, so that `0.10` stays `0.10`.
    Scalar(String),
    /// A list: its items.
    List(Vec<Node>),
    /// A mapping: its keys and values, in the order of the text.
    Map(Vec<(Node, Node)>),
}

impl Node {
    /// The name of this kind of node in messages.
    pub(crate) fn kind_name(&self) -> &'static str {
        match self.kind {
            Kind::Scalar(_) => "a single value",
            Kind::List(_) => "a list",
            Kind::Map(_) => "a mapping",
        }
    }
}

/// Parses one file. A file that isn't valid YAML gives a diagnostic and no tree.
pub fn read(text: &str, file: usize, diagnostics: &mut Diagnostics) -> Option<Node> {
    if let Some(start) = text.find(char::REPLACEMENT_CHARACTER) {
        let span = Span { file, start, end: start + char::REPLACEMENT_CHARACTER.len_utf8() };
        diagnostics
            .error(Id::Yaml, span, "this is not UTF-8, or was lost when the file was made UTF-8")
            .help("save the file as UTF-8; what could not be read is shown as U+FFFD");
        return None;
    }
    let read = parse(text, file);
    let slips = match &read {
        Ok(read) if !has_odd_key(&read.root, text) => Vec::new(),
        _ => slips::slips(text),
    };
    if slips.is_empty() {
        return match read {
            Ok(read) => Some(read.noted(diagnostics)),
            Err(refusal) => {
                fault::note(&Repaired::nothing(text), file, &refusal, diagnostics);
                None
            }
        };
    }
    for slip in &slips {
        slip.note(text, Span { file, start: slip.start, end: slip.end }, diagnostics);
    }
    let as_written = |diagnostics: &mut Diagnostics| Some(read.ok()?.noted(diagnostics));
    repaired(text, &slips, file, diagnostics).or_else(|| as_written(diagnostics))
}

/// The tree of a text after its slips are repaired, so that all other errors are found, too.
fn repaired(text: &str, slips: &[Slip], file: usize, diagnostics: &mut Diagnostics) -> Option<Node> {
    let mut failure = None;
    for width in WIDTHS {
        let repaired = Repaired::of(text, slips, width);
        match parse(&repaired.text, file) {
            Ok(mut read) => {
                repaired.as_written(&mut read.root);
                read.features.iter_mut().for_each(|feature| repaired.as_written_span(feature.span_mut()));
                return Some(read.noted(diagnostics));
            }
            Err(refusal) => failure = failure.or(Some((repaired, refusal))),
        }
    }
    // The intended depth of a line with odd indentation is a guess, and so are the errors that result from it.
    let is_a_guess =
        slips.iter().any(|slip| matches!(slip.kind, SlipKind::Tab | SlipKind::Indentation(_) | SlipKind::NoSpace("-")));
    if let Some((repaired, refusal)) = failure.filter(|_| !is_a_guess) {
        fault::note(&repaired, file, &refusal, diagnostics);
    }
    None
}

/// A document, and the YAML features in it that specs don't allow.
struct Read {
    root: Node,
    features: Vec<Feature>,
}

impl Read {
    /// Reports the features, and returns the tree.
    fn noted(self, diagnostics: &mut Diagnostics) -> Node {
        self.features.iter().for_each(|feature| feature.note(diagnostics));
        self.root
    }
}

/// A feature of YAML that is not part of the language of the specs.
enum Feature {
    /// An anchor or a tag before a node.
    Property(Span),
    Alias(Span),
}

impl Feature {
    fn span_mut(&mut self) -> &mut Span {
        match self {
            Self::Property(span) | Self::Alias(span) => span,
        }
    }

    fn note(&self, diagnostics: &mut Diagnostics) {
        match self {
            Self::Property(span) => diagnostics
                .error(Id::YamlFeature, *span, "anchors, aliases and tags are not part of the language of the specs")
                .help("write the value out where it is used"),
            Self::Alias(span) => diagnostics
                .error(Id::YamlFeature, *span, "anchors and aliases are not part of the language of the specs")
                .help("write the value out where it is used, or put a text that begins with `*` into quotes"),
        };
    }
}

fn parse(text: &str, file: usize) -> Result<Read, Refusal> {
    let options = granit_parser::options! {
        emit_comments: false,
        emit_unresolved_aliases: true,
        flow_nesting_limit: DEEPEST,
        block_nesting_limit: DEEPEST,
    };
    let mut builder = Builder { text, file, features: Vec::new(), open: Vec::new(), root: None };
    // The tree is built iteratively from events, because recursion could overflow the stack.
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, span) = event.map_err(|error| Refusal::of(&error))?;
        let range = span.byte_range().unwrap_or_default();
        builder.event(event, range.start, range.end)?;
    }
    // A file without a document is treated like an empty document.
    let nothing = || Node { span: Span { file, start: 0, end: 0 }, kind: Kind::Scalar(String::new()) };
    Ok(Read { root: builder.root.unwrap_or_else(nothing), features: builder.features })
}

/// Whether an unquoted key contains a character that looks like ASCII, which may have been meant as YAML punctuation.
fn has_odd_key(node: &Node, text: &str) -> bool {
    match &node.kind {
        Kind::Scalar(_) => false,
        Kind::List(items) => items.iter().any(|item| has_odd_key(item, text)),
        Kind::Map(pairs) => pairs.iter().any(|(key, value)| {
            let is_odd = match &key.kind {
                Kind::Scalar(name) => {
                    !text.get(key.span.start..).is_some_and(|written| written.starts_with(['"', '\'']))
                        && !confusable::runs(name).is_empty()
                }
                Kind::List(_) | Kind::Map(_) => false,
            };
            is_odd || has_odd_key(value, text)
        }),
    }
}

/// Why parsing stopped before the end of the text.
struct Refusal {
    start: usize,
    /// The library's message.
    message: String,
}

impl Refusal {
    fn of(error: &granit_parser::ScanError) -> Self {
        Self { start: error.marker().byte_offset().unwrap_or_default(), message: error.info() }
    }

    fn new(start: usize, message: &str) -> Self {
        Self { start, message: message.to_owned() }
    }
}

/// A list or a mapping that has not ended.
struct OpenNode {
    span: Span,
    is_map: bool,
    /// The items; in a mapping, keys and values alternate.
    nodes: Vec<Node>,
}

impl OpenNode {
    fn close(self) -> Node {
        let Self { span, is_map, nodes } = self;
        let mut nodes = nodes.into_iter();
        let kind = if is_map {
            let pairs = std::iter::from_fn(|| nodes.next().zip(nodes.next()));
            Kind::Map(pairs.collect())
        } else {
            Kind::List(nodes.collect())
        };
        Node { span, kind }
    }
}

struct Builder<'a> {
    text: &'a str,
    file: usize,
    features: Vec<Feature>,
    /// From the outermost to the innermost.
    open: Vec<OpenNode>,
    root: Option<Node>,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, start: usize, end: usize) -> Result<(), Refusal> {
        let span = self.span(start, end);
        if event.tag().is_some() || event.anchor_id().is_some() {
            self.features.push(Feature::Property(span));
        }
        match event {
            Event::DocumentStart(..) if self.root.is_some() => Err(Refusal::new(start, "multiple yaml documents")),
            Event::Scalar(text, style, ..) => {
                self.put(Node { span, kind: Kind::Scalar(meant(text.into_owned(), style)) });
                Ok(())
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.features.push(Feature::Alias(span));
                let written = self.text.get(span.start..span.end).unwrap_or_default().to_owned();
                self.put(Node { span, kind: Kind::Scalar(written) });
                Ok(())
            }
            Event::SequenceStart(..) => self.begin(span, false),
            Event::MappingStart(..) => self.begin(span, true),
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(open) = self.open.pop() {
                    self.put(open.close());
                }
                Ok(())
            }
            // The library's enum is non-exhaustive; other events don't create nodes.
            _ => Ok(()),
        }
    }

    fn begin(&mut self, span: Span, is_map: bool) -> Result<(), Refusal> {
        if self.open.len() == DEEPEST {
            return Err(Refusal::new(span.start, "recursion limit exceeded"));
        }
        self.open.push(OpenNode { span, is_map, nodes: Vec::new() });
        Ok(())
    }

    fn put(&mut self, node: Node) {
        match self.open.last_mut() {
            Some(open) => open.nodes.push(node),
            None => self.root = Some(node),
        }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        let written = self.text.get(start..end).unwrap_or_default().trim_end();
        Span { file: self.file, start, end: start + written.len() }
    }
}

/// The text of a scalar. `~` and `null` mean an empty text.
fn meant(text: String, style: ScalarStyle) -> String {
    let is_nothing = style == ScalarStyle::Plain && matches!(text.as_str(), "~" | "null" | "Null" | "NULL");
    if is_nothing { String::new() } else { text }
}

/// Whether the text of a file was read. Reports the reason if not.
pub fn is_there(file: &SourceFile, index: usize, diagnostics: &mut Diagnostics) -> bool {
    let span = Span { file: index, start: 0, end: 0 };
    match file.unread() {
        None => return true,
        Some(Unread::Broken(why)) => {
            let message = format!("this cannot be read: {why}");
            diagnostics.error(Id::Yaml, span, message).help("let the link lead to a spec, or remove it");
        }
        Some(Unread::Ending) => {
            diagnostics
                .warning(Id::Yaml, span, "this file is not read, as its name does not end in `.yaml`")
                .help("rename it to `.yaml` if it is a spec");
        }
    }
    false
}

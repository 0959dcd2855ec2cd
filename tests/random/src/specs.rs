//! Random valid specs, which together use every construct of the language.

mod author;
mod content;
mod draw;
mod examples;
mod folder;
mod kinds;
mod lists;
mod names;
mod operation;
mod rows;
mod rules;
mod table;
mod tags;
mod yaml;

use author::{Decks, Shared};
use draw::Draw;
use wxmed_compiler::{Options, Parsed, Sources};
use wxmed_specs::shipped;
use yaml::Map;

/// Specs that are compiled together: a file, or a folder.
#[derive(Clone, Debug)]
pub struct Unit {
    /// The name of the file without its extension, or of the folder; it is a valid module name.
    pub name: String,
    /// The files: the name below the folder, or of the single file, and the text.
    pub files: Vec<(String, String)>,
    /// The types of the operations and contents, by their paths in the module.
    pub types: Vec<(Kind, String)>,
}

/// The kind of a spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An operation.
    Operation,
    /// A content.
    Content,
}

/// A spec under construction.
struct Piece {
    file: String,
    spec: Map,
    /// Its kind and name, if it has values.
    of: Option<(Kind, String)>,
}

impl Piece {
    fn of(kind: Kind, file: &str, name: String, spec: Map) -> Self {
        Self { file: file.to_owned(), spec, of: Some((kind, name)) }
    }

    fn other(file: &str, spec: Map) -> Self {
        Self { file: file.to_owned(), spec, of: None }
    }
}

/// Writes this many files with one operation or one content each, three contents to each operation, and some folders.
///
/// The same seed always gives the same specs.
///
/// # Panics
/// If a spec is invalid: then the generator, or the spec compiler, has a bug.
pub fn generate(seed: u32, files: usize, folders: usize) -> Vec<Unit> {
    let (mut decks, mut draw, shared) = (Decks::new(), Draw::new(seed), shipped_context());
    let mut units = Vec::new();
    for index in 0..files {
        let name = format!("random{index}");
        let piece = single(index, &name, &mut decks, &mut draw);
        units.push(finished(name, vec![piece], &shared, &mut draw));
    }
    for index in 0..folders {
        let name = format!("folder{index}");
        let pieces = folder::folder(&name, &mut decks, &mut draw);
        units.push(finished(name, pieces, &shared, &mut draw));
    }
    units
}

/// Writes files with one content each, which have about this many rows.
///
/// The same seed always gives the same files, no matter how many are taken.
///
/// # Panics
/// As [`generate`].
pub fn contents(seed: u32, rows: usize) -> impl Iterator<Item = Unit> {
    let (mut decks, mut draw, shared) = (Decks::new(), Draw::new(seed), shipped_context());
    (0..).map(move |index| {
        let file = format!("content{index:03}");
        let name = format!("random/{file}");
        let spec = content::content(&mut decks, &mut draw, &name, rows, &Shared::shipped());
        finished(file.clone(), vec![Piece::of(Kind::Content, &file, name, spec)], &shared, &mut draw)
    })
}

/// The shipped specs that every spec can refer to.
fn shipped_context() -> Parsed {
    let mut shared = shipped();
    shared.retain(|name| ["codes/", "parts/"].iter().any(|folder| name.starts_with(folder)));
    Parsed::new(shared)
}

fn single(index: usize, file: &str, decks: &mut Decks, draw: &mut Draw) -> Piece {
    let (rows, shared) = (8 + draw.below(14), Shared::shipped());
    if index % 4 == 3 {
        let spec = operation::operation(decks, draw, file, rows, &shared);
        Piece::of(Kind::Operation, file, file.to_owned(), spec)
    } else {
        let name = format!("random/{file}");
        let spec = content::content(decks, draw, &name, rows, &shared);
        Piece::of(Kind::Content, file, name, spec)
    }
}

/// Adds examples to every spec.
fn finished(name: String, mut pieces: Vec<Piece>, shared: &Parsed, draw: &mut Draw) -> Unit {
    let model = compiled(&pieces, shared);
    let (mut types, is_folder) = (Vec::new(), pieces.len() > 1);
    for piece in &mut pieces {
        let Some((kind, name)) = &piece.of else { continue };
        piece.spec.put_list("examples", examples::examples(&model, name, draw));
        let last = name.rsplit('/').next().unwrap_or_default();
        let type_name = piece.spec.text("spelling").map_or_else(|| names::camel(last), str::to_owned);
        // Several cities may have a type of the same name, so the types of a folder stay in their modules.
        let is_inside = *kind == Kind::Content && is_folder;
        types.push((*kind, if is_inside { format!("{}::{type_name}", name.replace('/', "_")) } else { type_name }));
    }
    compiled(&pieces, shared);
    let files = pieces.into_iter().map(|piece| (piece.file, piece.spec.to_yaml())).collect();
    Unit { name, files, types }
}

/// The model of some specs, which must compile without diagnostics.
fn compiled(pieces: &[Piece], shared: &Parsed) -> wxmed_compiler::model::Model {
    let mut sources = Sources::new();
    for Piece { file, spec, .. } in pieces {
        sources.add(format!("{file}.yaml"), file.as_str(), spec.to_yaml());
    }
    let mut parsed = shared.clone();
    parsed.add(sources);
    let sources = parsed.sources().clone();
    let (model, diagnostics) = parsed.compile(&Options::default());
    let messages: Vec<String> = diagnostics.iter().map(|one| one.for_compiler(&sources)).collect();
    let specs = || pieces.iter().map(|piece| piece.spec.to_yaml()).collect::<Vec<_>>().join("\n");
    assert!(messages.is_empty(), "{}\n{}", specs(), messages.join("\n"));
    model
}

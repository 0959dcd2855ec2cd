use std::sync::{Arc, OnceLock};

use crate::ast::SyntaxTree;
use crate::diagnostic::Diagnostics;
use crate::model::Model;
use crate::{Options, SourceFile, Sources, errata, lower, parse, passes, soften, yaml};

/// Files, each of which is parsed once, when first needed.
///
/// Several sets of specs can share parsed files: a clone parses nothing again, [more files](Parsed::add) can be
/// appended to it, and [some of the files](Parsed::compile_some) can be compiled together.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    sources: Sources,
    files: Vec<Arc<OnceLock<FileSyntax>>>,
}

/// The syntax of one file, and its diagnostics.
#[derive(Clone, Debug, Default)]
struct FileSyntax {
    specs: SyntaxTree,
    diagnostics: Diagnostics,
}

impl FileSyntax {
    fn of(file: &SourceFile, index: usize) -> Self {
        let mut syntax = Self::default();
        if !yaml::is_there(file, index, &mut syntax.diagnostics) {
            return syntax;
        }
        if let Some(mut tree) = yaml::read(&file.text, index, &mut syntax.diagnostics) {
            parse::put_right(&mut tree, &file.text, &mut syntax.diagnostics);
            parse::file(&tree, &file.name, &mut syntax.specs, &mut syntax.diagnostics);
        }
        syntax
    }
}

impl Parsed {
    /// Creates a set of files to parse.
    pub fn new(sources: Sources) -> Self {
        let mut parsed = Self::default();
        parsed.add(sources);
        parsed
    }

    /// Appends more files.
    pub fn add(&mut self, sources: Sources) {
        self.files.extend(sources.files().iter().map(|_| Arc::default()));
        self.sources.extend(sources);
    }

    /// The files.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Parses the file at this index of the sources, unless that was done before. Several threads can parse several
    /// files concurrently.
    pub fn parse(&self, file: usize) {
        self.syntax(file);
    }

    /// Whether a file has been parsed.
    pub fn is_parsed(&self, file: usize) -> bool {
        self.files.get(file).is_some_and(|syntax| syntax.get().is_some())
    }

    fn syntax(&self, file: usize) -> Option<&FileSyntax> {
        let (syntax, source) = (self.files.get(file)?, self.sources.files().get(file)?);
        Some(syntax.get_or_init(|| FileSyntax::of(source, file)))
    }

    /// Compiles all the files, as [`compile`] does.
    pub fn compile(&self, options: &Options) -> (Model, Diagnostics) {
        self.compile_some(0..self.files.len(), options)
    }

    /// Compiles some of the files, given by their indices in the sources, as if there were no others.
    ///
    /// The spans refer to the complete sources.
    pub fn compile_some(&self, files: impl IntoIterator<Item = usize>, options: &Options) -> (Model, Diagnostics) {
        let (mut specs, mut diagnostics) = (SyntaxTree::default(), Diagnostics::default());
        for syntax in files.into_iter().filter_map(|file| self.syntax(file)) {
            specs.extend(syntax.specs.clone());
            diagnostics.append(syntax.diagnostics.clone());
        }
        understand(specs, diagnostics, options)
    }
}

/// Builds the model from everything that was parsed.
fn understand(mut specs: SyntaxTree, mut diagnostics: Diagnostics, options: &Options) -> (Model, Diagnostics) {
    let errata = errata::apply(&mut specs, options, &mut diagnostics);
    passes::all(&mut specs, options, &mut diagnostics);
    let mut model = lower::model(&specs, errata, &mut diagnostics);
    soften::low_confidence(&mut model, options.low_confidence);
    soften::rules(&mut model, &options.warnings);
    passes::defaults_fit(&specs, &mut model, &mut diagnostics);
    passes::samples_fit(&specs, &mut model, options, &mut diagnostics);
    passes::examples_hold(&model, options, &mut diagnostics);
    (model, diagnostics.sorted())
}

/// Compiles specs to a model, and reports everything that is wrong with them.
///
/// All errors are reported in one run. The model is always consistent: invalid parts are omitted or repaired, so that
/// later stages don't have to handle them. While [`Diagnostics::has_errors`], use the model only to find more errors.
pub fn compile(sources: &Sources, options: &Options) -> (Model, Diagnostics) {
    let (mut specs, mut diagnostics) = (SyntaxTree::default(), Diagnostics::default());
    for (index, file) in sources.files().iter().enumerate() {
        let syntax = FileSyntax::of(file, index);
        specs.extend(syntax.specs);
        diagnostics.append(syntax.diagnostics);
    }
    understand(specs, diagnostics, options)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(name: &str) -> Sources {
        let mut sources = Sources::new();
        let text = format!(
            "codes: {name}\ntitle: {{ zh: 码, en: codes }}\nkind: closed\nsection: \"1\"\nvalues:\n  - {{ code: \"1\", name: one, zh: 一, en: one }}\n"
        );
        sources.add(format!("codes/{name}.yaml"), format!("codes/{name}"), text);
        sources
    }

    #[test]
    fn each_file_is_parsed_at_most_once_and_only_if_needed() {
        let mut shared = Parsed::new(codes("first"));
        shared.add(codes("second"));
        let mut more = shared.clone();
        more.add(codes("third"));
        let (model, _) = more.compile_some([2, 0], &Options::default());
        assert_eq!(model.codes.iter().map(|table| table.name.as_str()).collect::<Vec<_>>(), ["first", "third"]);
        assert_eq!([0, 1, 2, 3].map(|file| more.is_parsed(file)), [true, false, true, false]);
        assert!(shared.is_parsed(0), "clones share the parsed files");
        let syntax = more.syntax(0).map(std::ptr::from_ref);
        more.parse(0);
        let _ = shared.compile(&Options::default());
        assert_eq!(syntax, shared.syntax(0).map(std::ptr::from_ref), "it was parsed again");
    }

    #[test]
    fn compile_some_ignores_the_other_files() {
        let mut sources = codes("first");
        sources.extend(codes("first"));
        let parsed = Parsed::new(sources.clone());
        let options = Options::default();
        let only = |parsed: &Parsed, file| parsed.compile_some([file], &options).1.iter().count();
        assert_eq!((only(&parsed, 0), only(&parsed, 1)), (0, 0));
        let (all, at_once) = (parsed.compile(&options).1, compile(&sources, &options).1);
        assert!(all.has_errors(), "two tables have the same name");
        assert!(all.iter().eq(at_once.iter()));
    }
}

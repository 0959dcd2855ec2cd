use std::sync::{Arc, OnceLock};

use crate::ast::SyntaxTree;
use crate::diagnostic::Diagnostics;
use crate::model::Model;
use crate::{Options, SourceFile, Sources, errata, lower, parse, passes, soften, yaml};

/// Files of which each is parsed once, when it is first needed.
///
/// What many sets of specs refer to is shared: a clone parses nothing again, [more files](Parsed::add) can be put behind
/// it, and [some of the files](Parsed::compile_some) can be read together.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    sources: Sources,
    files: Vec<Arc<OnceLock<FileSyntax>>>,
}

/// What one file says, and what is wrong with how it says it.
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
    /// Files to parse.
    pub fn new(sources: Sources) -> Self {
        let mut parsed = Self::default();
        parsed.add(sources);
        parsed
    }

    /// Puts more files behind these.
    pub fn add(&mut self, sources: Sources) {
        self.files.extend(sources.files().iter().map(|_| Arc::default()));
        self.sources.extend(sources);
    }

    /// The files.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Parses a file, by its place among the sources, if that has not been done. Several threads can do it for several
    /// files at a time.
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

    /// As [`compile`], of all the files.
    pub fn compile(&self, options: &Options) -> (Model, Diagnostics) {
        self.compile_some(0..self.files.len(), options)
    }

    /// As [`compile`], of some of the files, by their places among the sources, as if there were no others.
    ///
    /// What is found lies in the sources as they are.
    pub fn compile_some(&self, files: impl IntoIterator<Item = usize>, options: &Options) -> (Model, Diagnostics) {
        let (mut specs, mut diagnostics) = (SyntaxTree::default(), Diagnostics::default());
        for syntax in files.into_iter().filter_map(|file| self.syntax(file)) {
            specs.extend(syntax.specs.clone());
            diagnostics.append(syntax.diagnostics.clone());
        }
        understand(specs, diagnostics, options)
    }
}

/// From all that was parsed to the model.
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

/// Reads specs: sources in; a model and everything that is wrong with them out.
///
/// Every mistake is found in one run. The model is always usable: what is wrong is left out of it, or put right, so
/// that later stages need not know. It must not be trusted for anything but going on while
/// [`Diagnostics::has_errors`].
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
    fn each_file_is_parsed_once_and_only_if_it_is_needed() {
        let mut shared = Parsed::new(codes("first"));
        shared.add(codes("second"));
        let mut more = shared.clone();
        more.add(codes("third"));
        let (model, _) = more.compile_some([2, 0], &Options::default());
        assert_eq!(model.codes.iter().map(|table| table.name.as_str()).collect::<Vec<_>>(), ["first", "third"]);
        assert_eq!([0, 1, 2, 3].map(|file| more.is_parsed(file)), [true, false, true, false]);
        assert!(shared.is_parsed(0), "what one parses the other has");
        let syntax = more.syntax(0).map(std::ptr::from_ref);
        more.parse(0);
        let _ = shared.compile(&Options::default());
        assert_eq!(syntax, shared.syntax(0).map(std::ptr::from_ref), "it is parsed again");
    }

    #[test]
    fn some_of_the_files_are_read_as_if_there_were_no_others() {
        let mut sources = codes("first");
        sources.extend(codes("first"));
        let parsed = Parsed::new(sources.clone());
        let options = Options::default();
        let only = |parsed: &Parsed, file| parsed.compile_some([file], &options).1.iter().count();
        assert_eq!((only(&parsed, 0), only(&parsed, 1)), (0, 0));
        let (all, at_once) = (parsed.compile(&options).1, compile(&sources, &options).1);
        assert!(all.has_errors(), "two tables of one name");
        assert!(all.iter().eq(at_once.iter()));
    }
}

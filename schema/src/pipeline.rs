use crate::diagnostic::Diagnostics;
use crate::model::{Model, StatedRule};
use crate::syntax::Specs;
use crate::{Severity, Sources, check, lower, parse, patch, tree};

/// How specs are read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Which errata are applied.
    pub errata: Errata,
    /// Whether the sources are everything that there is.
    pub scope: Scope,
    /// The IDs of stated rules whose breach is to be only a warning, whatever their specs say.
    pub warnings: Vec<String>,
}

/// Which errata are applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Errata {
    /// None: the document as it is printed.
    None,
    /// Those that apply by default, but for some, and with others beside them.
    Chosen {
        /// The IDs of those that are switched on.
        on: Vec<String>,
        /// The IDs of those that are switched off.
        off: Vec<String>,
    },
}

impl Default for Errata {
    fn default() -> Self {
        Errata::Chosen { on: Vec::new(), off: Vec::new() }
    }
}

/// Whether the sources are everything that there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// They are: what refers to nothing is a mistake.
    #[default]
    Everything,
    /// They are some specs with what these refer to: errata of other specs are passed over.
    Named,
}

/// Files that were parsed, and that others can be put behind.
///
/// What many sets of specs refer to is parsed once: clone it, and [add](Parsed::add) the specs of each set.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    sources: Sources,
    specs: Specs,
    diagnostics: Diagnostics,
}

impl Parsed {
    /// Parses files.
    pub fn new(sources: Sources) -> Self {
        let mut parsed = Self::default();
        parsed.add(sources);
        parsed
    }

    /// Parses more files behind these.
    pub fn add(&mut self, sources: Sources) {
        let parsed = self.sources.files().len();
        self.sources.extend(sources);
        for (index, file) in self.sources.files().iter().enumerate().skip(parsed) {
            if let Some(tree) = tree::read(&file.text, index, &mut self.diagnostics) {
                parse::file(&tree, &file.name, &mut self.specs, &mut self.diagnostics);
            }
        }
    }

    /// The files.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// As [`compile`], of the files that were parsed.
    pub fn compile(self, options: &Options) -> (Model, Diagnostics) {
        let Self { mut specs, mut diagnostics, .. } = self;
        let errata = patch::apply(&mut specs, options, &mut diagnostics);
        check::all(&mut specs, &mut diagnostics);
        let mut model = lower::model(&specs, errata, &mut diagnostics);
        soften(&mut model, &options.warnings);
        check::defaults_fit(&specs, &mut model, &mut diagnostics);
        check::samples_fit(&specs, &mut model, options, &mut diagnostics);
        check::examples_hold(&model, options, &mut diagnostics);
        (model, diagnostics.sorted())
    }
}

/// Reads specs: sources in; a model and everything that is wrong with them out.
///
/// Every mistake is found in one run. The model is always usable: what is wrong is left out of it, or put right, so
/// that later stages need not know. It must not be trusted for anything but going on while
/// [`Diagnostics::has_errors`].
pub fn compile(sources: &Sources, options: &Options) -> (Model, Diagnostics) {
    Parsed::new(sources.clone()).compile(options)
}

/// Makes warnings of the stated rules with these IDs.
fn soften(model: &mut Model, ids: &[String]) {
    let mut soften = |rule: &mut StatedRule| {
        if ids.contains(&rule.id) {
            rule.severity = Severity::Warning;
        }
    };
    for operation in &mut model.operations {
        operation.request.each_rule(&mut soften);
    }
    for content in &mut model.contents {
        content.record.each_rule(&mut soften);
        content.bindings.iter_mut().for_each(&mut soften);
    }
}

//! The specs of a sandbox.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use wxmed::spec::model::Model;
use wxmed::spec::schema::{ContentSchema, RecordSchema};
use wxmed::spec::{Options, Sources, compile, shipped};

/// The operations and contents that a sandbox knows.
#[derive(Clone)]
pub struct Specs(Arc<Compiled>);

/// A model and the schemas for validating requests, which are built once.
struct Compiled {
    model: Model,
    /// By the names of the operations.
    requests: BTreeMap<String, RecordSchema>,
    /// By the names of the contents.
    contents: BTreeMap<String, ContentSchema>,
}

/// Error returned when specs can't be loaded.
#[derive(Debug)]
#[non_exhaustive]
pub enum SpecsError {
    /// A file or a folder can't be read.
    Unreadable(std::io::Error),
    /// The specs have mistakes: one text for each, with its position.
    Wrong(Vec<String>),
}

impl Specs {
    /// The specs included in wxmed.
    pub fn shipped() -> Self {
        static SHIPPED: LazyLock<Specs> = LazyLock::new(|| Specs::sent(compile(&shipped(), &Options::default()).0));
        SHIPPED.clone()
    }

    /// Only the specs in these folders and files.
    ///
    /// # Errors
    /// If a file can't be read, or a spec has a mistake.
    pub fn read<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Result<Self, SpecsError> {
        Self::compiled(&sources(paths)?)
    }

    /// The specs in these folders and files, in addition to those included in wxmed. A file replaces the included one
    /// with the same name.
    ///
    /// # Errors
    /// If a file can't be read, or a spec has a mistake.
    pub fn shipped_with<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Result<Self, SpecsError> {
        let others = sources(paths)?;
        let mut all = shipped();
        all.retain(|name| others.files().iter().all(|other| other.name != name));
        all.extend(others);
        Self::compiled(&all)
    }

    /// The compiled model.
    pub fn model(&self) -> &Model {
        &self.0.model
    }

    /// The schema of an operation's request.
    pub(crate) fn request(&self, operation: &str) -> Option<&RecordSchema> {
        self.0.requests.get(operation)
    }

    /// The schema of a content.
    pub(crate) fn content(&self, content: &str) -> Option<&ContentSchema> {
        self.0.contents.get(content)
    }

    fn compiled(sources: &Sources) -> Result<Self, SpecsError> {
        let (model, diagnostics) = compile(sources, &Options::default());
        if diagnostics.has_errors() {
            let mistakes = diagnostics.errors().map(|mistake| mistake.for_compiler(sources)).collect();
            return Err(SpecsError::Wrong(mistakes));
        }
        Ok(Self::sent(model))
    }

    /// Compiles a model for the platform's side, on which defaults aren't filled in.
    fn sent(model: Model) -> Self {
        let model = model.without_defaults();
        let requests = model.operations.iter().map(|one| (one.name.clone(), one.request_schema())).collect();
        let contents = model.contents.iter().map(|one| (one.name.clone(), one.schema())).collect();
        Self(Arc::new(Compiled { model, requests, contents }))
    }
}

fn sources<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Result<Sources, SpecsError> {
    let mut all = Sources::new();
    for path in paths {
        let path: PathBuf = path.as_ref().to_owned();
        all.extend(Sources::read(&path, &path.display().to_string()).map_err(SpecsError::Unreadable)?);
    }
    Ok(all)
}

impl Default for Specs {
    fn default() -> Self {
        Self::shipped()
    }
}

impl From<Model> for Specs {
    fn from(model: Model) -> Self {
        Self::sent(model)
    }
}

impl fmt::Debug for Specs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operations = self.0.model.operations.iter().map(|operation| &operation.name);
        let contents = self.0.model.contents.iter().map(|content| &content.name);
        f.debug_set().entries(operations).entries(contents).finish()
    }
}

impl fmt::Display for SpecsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(error) if f.alternate() => write!(f, "规格文件无法读取：{error}"),
            Self::Unreadable(error) => write!(f, "the specs cannot be read: {error}"),
            Self::Wrong(mistakes) => f.write_str(&mistakes.join("\n")),
        }
    }
}

/// `Display` includes the cause, so `source` doesn't repeat it.
impl std::error::Error for SpecsError {}

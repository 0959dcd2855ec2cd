use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, PoisonError, RwLock};

use wxmed_compiler::model::Model;
use wxmed_compiler::{Options, Scope, Sources, compile};
use wxmed_specs::shipped;

use super::compiled::{CompiledContent, CompiledOperation};
use super::notification::CompiledNotification;
use super::{Content, Notification, Operation, SpecOptions, SpecsError, UnknownContent};
use crate::UnknownOperation;

/// Specs and their source. Clones share the specs, so a reload affects all of them.
#[derive(Clone)]
pub struct Specs {
    shared: Arc<Shared>,
}

struct Shared {
    origin: SpecOrigin,
    options: SpecOptions,
    current: RwLock<Arc<Known>>,
    /// Held while files are read, so that an older version can't overwrite a newer one.
    reading: Mutex<()>,
}

enum SpecOrigin {
    /// There are no files to reload.
    Program,
    /// Files and folders, in addition to the specs included in wxmed.
    Beside(Vec<PathBuf>),
    /// Only these files, and the included code tables and parts that they can refer to.
    Alone(PathBuf),
}

/// The specs as last read. A reload doesn't affect operations that are in use.
struct Known {
    operations: Vec<Arc<CompiledOperation>>,
    notifications: Vec<Arc<CompiledNotification>>,
    contents: Vec<Arc<CompiledContent>>,
    warnings: Vec<String>,
}

impl Specs {
    /// The specs that are included in wxmed.
    pub fn shipped() -> Self {
        static SHIPPED: LazyLock<Specs> = LazyLock::new(|| compile(&shipped(), &Options::default()).0.into());
        SHIPPED.clone()
    }

    /// Loads the specs of a folder, or of one file, in addition to those included in wxmed. A file replaces the
    /// included one with the same name.
    ///
    /// # Errors
    /// If there are no specs, a file can't be read, or a spec has a mistake.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, SpecsError> {
        SpecOptions::new().load(path)
    }

    /// Loads only the specs of a folder, or of one file. They can refer to the included shared code tables and parts.
    ///
    /// # Errors
    /// Like [`Specs::load`].
    pub fn load_alone(path: impl AsRef<Path>) -> Result<Self, SpecsError> {
        SpecOptions::new().load_alone(path)
    }

    fn of(origin: SpecOrigin, options: SpecOptions) -> Result<Self, SpecsError> {
        let known = origin.read(&options)?.unwrap_or_else(|| Model::default().into());
        Ok(Self::with(origin, options, known))
    }

    fn with(origin: SpecOrigin, options: SpecOptions, known: Known) -> Self {
        let current = RwLock::new(Arc::new(known));
        Self { shared: Arc::new(Shared { origin, options, current, reading: Mutex::new(()) }) }
    }

    /// Reloads the files and replaces all specs at once. Operations and contents that were already looked up are not
    /// affected. Specs that don't come from files stay unchanged.
    ///
    /// This reads files: in an async runtime, call it where blocking is allowed.
    ///
    /// # Errors
    /// Like [`Specs::load`]. On an error, the old specs stay in use.
    pub fn reload(&self) -> Result<(), SpecsError> {
        let _reading = self.shared.reading.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = self.shared.origin.read(&self.shared.options)? {
            *self.shared.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(known);
        }
        Ok(())
    }

    /// The operations, in the order of their sections.
    pub fn operations(&self) -> Vec<Operation> {
        self.current().operations.iter().cloned().map(Operation::of).collect()
    }

    /// The notifications of the platform, by name.
    pub fn notifications(&self) -> Vec<Notification> {
        self.current().notifications.iter().cloned().map(Notification::of).collect()
    }

    /// The notification of this name, if there is one.
    pub fn notification(&self, name: &str) -> Option<Notification> {
        self.notifications().into_iter().find(|notification| notification.name() == name)
    }

    /// The contents, by name.
    pub fn contents(&self) -> Vec<Content> {
        self.current().contents.iter().cloned().map(Content::of).collect()
    }

    /// Looks up an operation by name.
    ///
    /// # Errors
    /// If there is none.
    pub fn operation(&self, name: &str) -> Result<Operation, UnknownOperation> {
        let current = self.current();
        let found = current.operations.iter().find(|operation| operation.spec.name == name);
        found.cloned().map(Operation::of).ok_or_else(|| UnknownOperation {
            name: name.to_owned(),
            known: current.operations.iter().map(|operation| operation.spec.name.clone()).collect(),
        })
    }

    /// Looks up a content by name.
    ///
    /// # Errors
    /// If there is none.
    pub fn content(&self, name: &str) -> Result<Content, UnknownContent> {
        let current = self.current();
        let found = current.contents.iter().find(|content| content.spec.name == name);
        found.cloned().map(Content::of).ok_or_else(|| UnknownContent {
            name: name.to_owned(),
            known: current.contents.iter().map(|content| content.spec.name.clone()).collect(),
        })
    }

    /// The warnings about the files, one text for each. The specs can be used nevertheless.
    pub fn warnings(&self) -> Vec<String> {
        self.current().warnings.clone()
    }

    fn current(&self) -> Arc<Known> {
        self.shared.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl SpecOptions {
    /// The specs that are included in wxmed.
    ///
    /// # Errors
    /// If there is no erratum or no rule with one of the IDs.
    pub fn shipped(&self) -> Result<Specs, SpecsError> {
        let (model, warnings) = self.compile(&shipped(), Scope::Everything)?;
        Ok(Specs::with(SpecOrigin::Program, self.clone(), Known { warnings, ..Known::from(model) }))
    }

    /// Loads the specs of a folder, or of one file, as [`Specs::load`] does. A reload uses the same options.
    ///
    /// # Errors
    /// As [`Specs::load`]; also if there is no erratum or no rule with one of the IDs.
    pub fn load(&self, path: impl AsRef<Path>) -> Result<Specs, SpecsError> {
        self.load_all([path])
    }

    /// Loads the specs of several folders and files, as [`SpecOptions::load`] does with one. Of files with the same
    /// name, the last one is used.
    ///
    /// # Errors
    /// As [`SpecOptions::load`].
    pub fn load_all<P: AsRef<Path>>(&self, paths: impl IntoIterator<Item = P>) -> Result<Specs, SpecsError> {
        let paths = paths.into_iter().map(|path| path.as_ref().to_owned()).collect();
        Specs::of(SpecOrigin::Beside(paths), self.clone())
    }

    /// Loads only the specs of a folder, or of one file, as [`Specs::load_alone`] does. A reload uses the same options.
    ///
    /// # Errors
    /// As [`SpecOptions::load`].
    pub fn load_alone(&self, path: impl AsRef<Path>) -> Result<Specs, SpecsError> {
        Specs::of(SpecOrigin::Alone(path.as_ref().to_owned()), self.clone())
    }
}

impl SpecOrigin {
    /// Reads the files; `None` if there are none.
    fn read(&self, options: &SpecOptions) -> Result<Option<Known>, SpecsError> {
        let (paths, scope) = match self {
            SpecOrigin::Program => return Ok(None),
            SpecOrigin::Beside(paths) => (paths.as_slice(), Scope::Everything),
            SpecOrigin::Alone(path) => (std::slice::from_ref(path), Scope::Named),
        };
        let mut sources = shipped();
        sources.retain(|name| scope == Scope::Everything || can_be_referred_to(name));
        for path in paths {
            let shown = path.display().to_string();
            let own = Sources::read(path, &shown).map_err(SpecsError::Unreadable)?;
            if own.files().is_empty() {
                return Err(SpecsError::Empty(shown));
            }
            sources.retain(|name| !own.files().iter().any(|file| file.name == name));
            sources.extend(own);
        }
        let (model, warnings) = options.compile(&sources, scope)?;
        Ok(Some(Known { warnings, ..Known::from(model) }))
    }
}

/// Whether it is a shared code table or a shared part, which other specs can refer to.
fn can_be_referred_to(name: &str) -> bool {
    ["codes/", "parts/", "errata"].iter().any(|prefix| name.starts_with(prefix))
}

impl From<Model> for Known {
    fn from(model: Model) -> Self {
        Self {
            operations: model.operations.into_iter().map(|spec| Arc::new(spec.into())).collect(),
            notifications: model.notifications.into_iter().map(|spec| Arc::new(spec.into())).collect(),
            contents: model.contents.into_iter().map(|spec| Arc::new(spec.into())).collect(),
            warnings: Vec::new(),
        }
    }
}

/// Uses specs that the program has compiled itself.
impl From<Model> for Specs {
    fn from(model: Model) -> Self {
        Self::with(SpecOrigin::Program, SpecOptions::new(), model.into())
    }
}

/// Uses specs that the program has compiled itself.
impl From<Arc<Model>> for Specs {
    fn from(model: Arc<Model>) -> Self {
        Arc::unwrap_or_clone(model).into()
    }
}

/// The specs that are included in wxmed.
impl Default for Specs {
    fn default() -> Self {
        Self::shipped()
    }
}

/// Shows the names of the operations and the contents.
impl fmt::Debug for Specs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let current = self.current();
        let operations = current.operations.iter().map(|operation| &operation.spec.name);
        f.debug_set().entries(operations).entries(current.contents.iter().map(|content| &content.spec.name)).finish()
    }
}

//! The Rust API of the specs, without tokens: modules, types, members, variants, builders, and their names.
//!
//! The emitter prints it, the derive matches the user's types against it, and `breaking` compares it between versions.

mod build;
mod distinct;
mod doc;
mod example;
mod making;
mod names;
mod notification;
mod record;
mod types;
mod value_types;

use std::collections::{BTreeMap, BTreeSet};

pub use doc::Doc;
pub use notification::Notification;
pub use types::{Argument, Origin, RecordRole, Scalar, Type, TypeRef};

use wxmed_compiler::model::{self, CodeTable, DocumentedError, Span, TemplateSet};

/// Options that affect the names.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How the items are laid out.
    pub layout: Layout,
    /// The files that are only referred to: their types exist in the runtime crate.
    pub context_files: BTreeSet<usize>,
    /// The names that the user gives to types, by the default names.
    pub renames: BTreeMap<String, String>,
    /// The path of the module, which examples of operations need to compile; without it, there are no examples.
    pub examples: Option<String>,
}

/// How items are laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// All in one module, for one spec.
    #[default]
    Flat,
    /// Each operation and content in its own module, for a folder of specs.
    Nested,
}

/// The items of all specs, except those that are only referred to.
#[derive(Debug)]
pub struct Api<'m> {
    /// The code tables that several specs share.
    pub codes: Vec<EnumOf<'m, CodeTable>>,
    /// The choices that several specs share.
    pub parts: Vec<ChoiceOf<'m>>,
    /// The errors that several operations share.
    pub errors: Vec<EnumOf<'m, [DocumentedError]>>,
    /// The sets of message templates.
    pub templates: Vec<TemplateSetConst<'m>>,
    /// The operations.
    pub operations: Vec<Operation<'m>>,
    /// The notifications.
    pub notifications: Vec<Notification<'m>>,
    /// The contents.
    pub contents: Vec<Content<'m>>,
    /// The names of the outermost module's items that share a namespace with types.
    pub items: BTreeSet<String>,
    /// The names of all types, including those in modules.
    pub types: BTreeSet<String>,
}

/// An operation: its request, its reply, and their types.
#[derive(Debug)]
pub struct Operation<'m> {
    /// The module of the items.
    pub module: Module,
    /// Its own code tables.
    pub codes: Vec<EnumOf<'m, CodeTable>>,
    /// The request.
    pub request: Record,
    /// The reply.
    pub reply: Record,
    /// Its business errors, if the document lists any.
    pub errors: Option<EnumOf<'m, [DocumentedError]>>,
    /// The item of the model.
    pub of: &'m model::Operation,
}

/// A content.
#[derive(Debug)]
pub struct Content<'m> {
    /// The module of the items.
    pub module: Module,
    /// Its own code tables.
    pub codes: Vec<EnumOf<'m, CodeTable>>,
    /// The outermost object.
    pub record: Record,
    /// The rows of the request that its bindings refer to.
    pub outer: Vec<Row>,
    /// The item of the model.
    pub of: &'m model::Content,
}

/// The module of an operation's or a content's items.
#[derive(Debug)]
pub struct Module {
    /// The name; `None` if the items are next to those of the other specs.
    pub name: Option<String>,
    /// Its documentation.
    pub doc: Doc,
    /// The types that are re-exported next to the module.
    pub exports: Vec<String>,
    /// The names of all mandatory members of builders. The compiler's messages show them.
    pub required: BTreeSet<String>,
    /// The span of the spec.
    pub span: Span,
}

/// A record, with its dependent types.
#[derive(Debug)]
pub struct Record {
    /// The struct.
    pub structure: Struct,
    /// Its rows, in the order of the schema.
    pub rows: Rows,
    /// The enums of its choices, except shared parts.
    pub choices: Vec<Choice>,
    /// The enum of its tag.
    pub tag: Option<Tag>,
    /// The types of its objects.
    pub objects: Vec<ObjectRecord>,
}

/// Rows, whose indices have names.
#[derive(Debug)]
pub struct Rows {
    /// The module of the constants, which is private.
    pub module: String,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row of a field table.
#[derive(Debug)]
pub struct Row {
    /// The name of its member.
    pub name: String,
    /// The name of the constant with its index.
    pub constant: String,
    /// The type of the value.
    pub ty: Type,
}

/// The object of a row.
#[derive(Debug)]
pub struct ObjectRecord {
    /// The row.
    pub row: usize,
    /// The type, and its inner types.
    pub record: Record,
}

/// A struct.
#[derive(Debug)]
pub struct Struct {
    /// The name.
    pub name: String,
    /// The documentation.
    pub doc: Doc,
    /// The replacement, if it is deprecated.
    pub deprecated: Option<String>,
    /// The members, in the order of their rows. A choice is at the position of its first row, and a tag's cases at that
    /// of the tag.
    pub members: Vec<Member>,
    /// Whether unknown keys are kept in a separate member.
    pub keeps_unknown: bool,
    /// The builder; a reply has none.
    pub builder: Option<Builder>,
    /// The span of its name in the spec.
    pub span: Span,
}

impl Struct {
    /// The object, if it is the only member, so that it can be converted into the struct.
    pub fn only_object(&self) -> Option<&Member> {
        let [member] = self.members.as_slice() else { return None };
        let object = member.ty.object().filter(|_| member.need.is_required() && *member.ty.item() == member.ty);
        object.map(|_| member)
    }
}

/// A builder: it has a method for each member, with the member's name.
#[derive(Debug)]
pub struct Builder {
    /// The name.
    pub name: String,
    /// The kind of record it builds.
    pub builds: Builds,
}

/// The kind of record that a builder builds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Builds {
    /// A validated record, or all its violations.
    Valid,
    /// An object, which is validated with the record that contains it.
    Object,
    /// A case of a record's tag, which is validated with the record.
    Case,
}

/// A member of a struct.
#[derive(Debug)]
pub struct Member {
    /// The name.
    pub name: String,
    /// The type of its value.
    pub ty: Type,
    /// Whether it is an `Option` of that type.
    pub is_optional: bool,
    /// Whether a builder requires it.
    pub need: Need,
    /// The documentation.
    pub doc: Doc,
    /// The documentation of the builder's method.
    pub setter_doc: Doc,
    /// The replacement, if it is deprecated.
    pub deprecated: Option<String>,
    /// The source of its value.
    pub source: Source,
}

/// Whether a builder requires a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// It is required.
    Required {
        /// The builder's type parameter that shows whether it was given.
        state: String,
    },
    /// It defaults to this text.
    Default(String),
    /// It is optional.
    Optional,
}

impl Need {
    /// Whether a builder requires it.
    pub fn is_required(&self) -> bool {
        match self {
            Need::Required { .. } => true,
            Need::Default(_) | Need::Optional => false,
        }
    }
}

/// The source of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A row.
    Row(usize),
    /// The rows of a shared part, in the part's order.
    Part {
        /// The choice, by its index in the record.
        choice: usize,
        /// The rows.
        rows: Vec<usize>,
    },
    /// All rows of a choice, by its index in the record.
    Choice(usize),
    /// A tag with its cases.
    Tag,
}

/// The enum of a choice: one variant for each alternative.
#[derive(Debug)]
pub struct Choice {
    /// The name.
    pub name: String,
    /// The documentation.
    pub doc: Doc,
    /// The variants.
    pub variants: Vec<Alternative>,
    /// The index of the choice in the record; meaningless for a shared part.
    pub choice: usize,
    /// The span of its name in the spec.
    pub span: Span,
}

/// The enum of a shared part.
#[derive(Debug)]
pub struct ChoiceOf<'m> {
    /// The enum.
    pub shape: Choice,
    /// Its rows, in its own order.
    pub rows: Rows,
    /// The item of the model.
    pub of: &'m model::Part,
}

/// A variant of a choice.
#[derive(Debug)]
pub struct Alternative {
    /// The name.
    pub name: String,
    /// The documentation.
    pub doc: Doc,
    /// The values it contains.
    pub holds: Holds,
    /// The rows that distinguish it from the other variants.
    pub own_rows: Vec<usize>,
}

/// The values of a choice's variant.
#[derive(Debug)]
pub enum Holds {
    /// One value, without a name.
    Value(VariantValue),
    /// Values with names.
    Members(Vec<VariantValue>),
}

impl Holds {
    /// The values, with or without names.
    pub fn values(&self) -> &[VariantValue] {
        match self {
            Holds::Value(value) => std::slice::from_ref(value),
            Holds::Members(values) => values,
        }
    }
}

/// A value in a variant.
#[derive(Debug)]
pub struct VariantValue {
    /// The name.
    pub name: String,
    /// The type of the value.
    pub ty: Type,
    /// Whether it is an `Option` of that type.
    pub is_optional: bool,
    /// The documentation.
    pub doc: Doc,
    /// The row.
    pub row: usize,
}

/// The enum of a tag: one variant for each value.
#[derive(Debug)]
pub struct Tag {
    /// The name.
    pub name: String,
    /// The documentation.
    pub doc: Doc,
    /// The row of the tag.
    pub row: usize,
    /// The variants.
    pub cases: Vec<Case>,
    /// The variant for values that the code table doesn't list, if it is open.
    pub unlisted: Option<&'static str>,
    /// The span of its name in the spec.
    pub span: Span,
}

/// A variant of a tag.
#[derive(Debug)]
pub struct Case {
    /// The name.
    pub name: String,
    /// The documentation.
    pub doc: Doc,
    /// The value on the wire.
    pub value: String,
    /// The fields that exist for this value, if there are any.
    pub fields: Option<Struct>,
}

/// An enum without fields, with one variant for each entry of `of`.
#[derive(Debug)]
pub struct EnumOf<'m, T: ?Sized> {
    /// The name.
    pub name: String,
    /// The documentation.
    pub doc: Doc,
    /// The variants: their names, and their documentation.
    pub variants: Vec<(String, Doc)>,
    /// The item of the model.
    pub of: &'m T,
    /// The span of its name in the spec.
    pub span: Span,
}

/// A constant: a set of message templates.
#[derive(Debug)]
pub struct TemplateSetConst<'m> {
    /// The name.
    pub name: String,
    /// The documentation.
    pub doc: Doc,
    /// The item of the model.
    pub of: &'m TemplateSet,
}

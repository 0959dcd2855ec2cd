//! What Rust the specs yield, without tokens: modules, types, members, variants, builders, and their names.
//!
//! The emitter prints it, the derive matches the user's types against it, and the comparison of versions compares it.

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

/// What the names depend on, beside the specs.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How the items are laid out.
    pub layout: Layout,
    /// The files that are there only to be referred to: their types exist in the runtime crate.
    pub context_files: BTreeSet<usize>,
    /// The types that the user gives other names, by the names that they have otherwise.
    pub renames: BTreeMap<String, String>,
    /// The path of the module, if its operations are documented with examples, which compile only where it is right.
    pub examples: Option<String>,
}

/// How items are laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// All in one module: one spec.
    #[default]
    Flat,
    /// Operations and contents in a module each: a folder of specs.
    Nested,
}

/// The items of all specs that are not there only to be referred to.
#[derive(Debug)]
pub struct Api<'m> {
    /// The code tables that several specs share.
    pub codes: Vec<EnumOf<'m, CodeTable>>,
    /// The choices that several specs share.
    pub parts: Vec<ChoiceOf<'m>>,
    /// The errors that are not of one operation alone.
    pub errors: Vec<EnumOf<'m, [DocumentedError]>>,
    /// The sets of message templates.
    pub templates: Vec<TemplateSetConst<'m>>,
    /// The operations.
    pub operations: Vec<Operation<'m>>,
    /// The notifications.
    pub notifications: Vec<Notification<'m>>,
    /// The contents.
    pub contents: Vec<Content<'m>>,
    /// The names of the outermost module's items, as far as they share their names with types.
    pub items: BTreeSet<String>,
    /// The names of all types, in modules too.
    pub types: BTreeSet<String>,
}

/// An operation: a request, a reply, and what belongs to them.
#[derive(Debug)]
pub struct Operation<'m> {
    /// Where the items are.
    pub module: Module,
    /// Its own code tables.
    pub codes: Vec<EnumOf<'m, CodeTable>>,
    /// What is sent.
    pub request: Record,
    /// What comes back.
    pub reply: Record,
    /// Its business errors, if the document lists any.
    pub errors: Option<EnumOf<'m, [DocumentedError]>>,
    /// What it is made of.
    pub of: &'m model::Operation,
}

/// A content.
#[derive(Debug)]
pub struct Content<'m> {
    /// Where the items are.
    pub module: Module,
    /// Its own code tables.
    pub codes: Vec<EnumOf<'m, CodeTable>>,
    /// The outermost object.
    pub record: Record,
    /// The rows of the request that its bindings refer to.
    pub outer: Vec<Row>,
    /// What it is made of.
    pub of: &'m model::Content,
}

/// Where the items of an operation or a content are.
#[derive(Debug)]
pub struct Module {
    /// The name; none if they are among the items of the other specs.
    pub name: Option<String>,
    /// Its documentation.
    pub doc: Doc,
    /// The types that are exported beside the module.
    pub exports: Vec<String>,
    /// The names of all members that a builder must be given. The compiler's messages show them.
    pub required: BTreeSet<String>,
    /// Where the spec is.
    pub span: Span,
}

/// A record, with the types that exist for its sake.
#[derive(Debug)]
pub struct Record {
    /// The struct.
    pub structure: Struct,
    /// Its rows, in the order of the schema.
    pub rows: Rows,
    /// The enums of its choices, but for those that are parts.
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
    /// What each row is.
    pub rows: Vec<Row>,
}

/// A row of a field table.
#[derive(Debug)]
pub struct Row {
    /// What members of it are called.
    pub name: String,
    /// What the constant with its index is called.
    pub constant: String,
    /// The type of the value.
    pub ty: Type,
}

/// The object of a row.
#[derive(Debug)]
pub struct ObjectRecord {
    /// The row.
    pub row: usize,
    /// The type, and those inside of it.
    pub record: Record,
}

/// A struct.
#[derive(Debug)]
pub struct Struct {
    /// The name.
    pub name: String,
    /// The documentation.
    pub doc: Doc,
    /// What to use instead, if it should no longer be used.
    pub deprecated: Option<String>,
    /// The members, in the order of their rows: a choice is where its first row is, a tag's cases where the tag is.
    pub members: Vec<Member>,
    /// Whether keys that the spec does not have are kept in a member of their own.
    pub keeps_unknown: bool,
    /// The builder; a reply has none.
    pub builder: Option<Builder>,
    /// Where the spec gives it its name.
    pub span: Span,
}

impl Struct {
    /// The object that is all there is in it, and so can be converted into it.
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
    /// What it builds.
    pub builds: Builds,
}

/// What a builder builds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Builds {
    /// A checked record, or everything that is wrong with it.
    Valid,
    /// An object, which is checked with the record that it is in.
    Object,
    /// A case of a record's tag, which is checked with the record.
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
    /// Whether a builder must be given it.
    pub need: Need,
    /// The documentation.
    pub doc: Doc,
    /// The documentation of the builder's method.
    pub setter_doc: Doc,
    /// What to use instead, if it should no longer be used.
    pub deprecated: Option<String>,
    /// What it is made of.
    pub source: Source,
}

/// Whether a builder must be given a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// It must.
    Required {
        /// The builder's type parameter that shows whether it was given.
        state: String,
    },
    /// It is this text otherwise.
    Default(String),
    /// It can be left out.
    Optional,
}

impl Need {
    /// Whether a builder must be given it.
    pub fn is_required(&self) -> bool {
        match self {
            Need::Required { .. } => true,
            Need::Default(_) | Need::Optional => false,
        }
    }
}

/// What a member is made of.
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
    /// What it is made of, by its index in the record; the index of a part has no meaning.
    pub choice: usize,
    /// Where the spec gives it its name.
    pub span: Span,
}

/// The enum of a shared part.
#[derive(Debug)]
pub struct ChoiceOf<'m> {
    /// The enum.
    pub shape: Choice,
    /// Its rows, in its own order.
    pub rows: Rows,
    /// What it is made of.
    pub of: &'m model::Part,
}

/// A variant of a choice.
#[derive(Debug)]
pub struct Alternative {
    /// The name.
    pub name: String,
    /// The documentation.
    pub doc: Doc,
    /// What it holds.
    pub holds: Holds,
    /// The rows that tell it from the other variants.
    pub own_rows: Vec<usize>,
}

/// What a variant of a choice holds.
#[derive(Debug)]
pub enum Holds {
    /// One value, without a name.
    Value(VariantValue),
    /// Values with names.
    Members(Vec<VariantValue>),
}

impl Holds {
    /// The values, however they are held.
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
    /// The variant of values that the code table does not list, if there can be such.
    pub unlisted: Option<&'static str>,
    /// Where the spec gives it its name.
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

/// An enum whose variants hold nothing, and what it is made of: one variant for each of its entries.
#[derive(Debug)]
pub struct EnumOf<'m, T: ?Sized> {
    /// The name.
    pub name: String,
    /// The documentation.
    pub doc: Doc,
    /// The variants: their names, and their documentation.
    pub variants: Vec<(String, Doc)>,
    /// What it is made of.
    pub of: &'m T,
    /// Where the spec gives it its name.
    pub span: Span,
}

/// A constant: a set of message templates.
#[derive(Debug)]
pub struct TemplateSetConst<'m> {
    /// The name.
    pub name: String,
    /// The documentation.
    pub doc: Doc,
    /// What it is made of.
    pub of: &'m TemplateSet,
}

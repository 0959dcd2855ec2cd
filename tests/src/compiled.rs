//! The compiled types, by their names in the model.
//!
//! The build script lists the types of the shipped specs; this file lists those of the tests' own specs.

use std::any::type_name;
use std::fmt::Debug;

use wxmed::rt::{ContentRecord, Operation, Record, RecordSchema, Request};
use wxmed::{ApiKey, Content, ContentError, Error, Json, Signed, Valid, Violations};

/// A spec of the tests that uses features that no shipped operation uses.
#[wxmed::schema(path = "specs/strange.yaml", derive(PartialEq))]
pub mod strange {}

/// A spec of the tests that uses features that no shipped content uses.
#[wxmed::schema(path = "specs/odd.yaml", derive(PartialEq))]
pub mod odd {}

/// Numbers, dates and limits, on the wire and in the API.
#[wxmed::schema(path = "specs/figures.yaml", derive(PartialEq))]
pub mod figures {}

/// Lists, in objects and of objects.
#[wxmed::schema(path = "specs/listed.yaml", derive(PartialEq))]
pub mod listed {}

/// Rules of every kind.
#[wxmed::schema(path = "specs/ruled.yaml", derive(PartialEq))]
pub mod ruled {}

/// Conditions and groups.
#[wxmed::schema(path = "specs/depends.yaml", derive(PartialEq))]
pub mod depends {}

/// An operation with a content.
#[wxmed::schema(path = "specs/carrier.yaml", derive(PartialEq))]
pub mod carrier {}

/// 64-bit amounts in an operation, and other features that were made for contents.
#[wxmed::schema(path = "specs/fees.yaml", derive(PartialEq))]
pub mod fees {}

/// Bindings of a content to the request that contains it.
#[wxmed::schema(path = "specs/bound.yaml", derive(PartialEq))]
pub mod bound {}

/// JSON inside strings.
#[wxmed::schema(path = "specs/enclosed.yaml", derive(PartialEq))]
pub mod enclosed {}

/// JSON inside strings, in rows that depend on a tag.
#[wxmed::schema(path = "specs/kinds.yaml", derive(PartialEq))]
pub mod kinds {}

/// Rows that depend on a tag, in objects and in the items of lists too.
#[wxmed::schema(path = "specs/varied.yaml", derive(PartialEq))]
pub mod varied {}

/// Defaults, in objects and in the items of lists too.
#[wxmed::schema(path = "specs/defaults.yaml", derive(PartialEq))]
pub mod defaults {}

/// An operation with defaults.
#[wxmed::schema(path = "specs/deferred.yaml", derive(PartialEq))]
pub mod deferred {}

/// A content that is known with low confidence only.
#[wxmed::schema(path = "specs/inferred.yaml", derive(PartialEq))]
pub mod inferred {}

/// The same content for a strict caller, for whom inferred rows are errors.
#[wxmed::schema(path = "specs/inferred.yaml", strict)]
pub mod strictly_inferred {}

/// A content with every construct, as in a bureau's document.
#[wxmed::schema(path = "documents/yuncheng.yaml", derive(PartialEq))]
pub mod yuncheng {}

/// Rows that keep `null`, and rows that do not.
#[wxmed::schema(path = "specs/nulls.yaml", derive(PartialEq))]
pub mod nulls {}

include!(concat!(env!("OUT_DIR"), "/compiled.rs"));

/// Every operation.
pub fn operations() -> Vec<CompiledOperation> {
    let mut all = shipped_operations();
    all.push(CompiledOperation::of::<strange::Strange>());
    all.push(CompiledOperation::of::<carrier::Carrier>());
    all.push(CompiledOperation::of::<fees::Fees>());
    all.push(CompiledOperation::of::<deferred::Deferred>());
    all
}

/// Every content.
pub fn contents() -> Vec<CompiledContent> {
    let mut all = shipped_contents();
    all.push(CompiledContent::of::<odd::Odd>());
    all.push(CompiledContent::of::<figures::Figures>());
    all.push(CompiledContent::of::<listed::Listed>());
    all.push(CompiledContent::of::<ruled::Ruled>());
    all.push(CompiledContent::of::<depends::Depends>());
    all.push(CompiledContent::of::<bound::Bound>());
    all.push(CompiledContent::of::<varied::Varied>());
    all.push(CompiledContent::of::<kinds::Kinds>());
    all.push(CompiledContent::of::<enclosed::Enclosed>());
    all.push(CompiledContent::of::<defaults::Defaults>());
    all.push(CompiledContent::of::<nulls::Nulls>());
    all.push(CompiledContent::of::<inferred::Inferred>());
    all
}

/// A request that was read, or what is wrong with it.
pub type ReadRequest = Result<Box<dyn Sendable>, Violations>;

/// An operation's types.
pub struct CompiledOperation {
    /// The name of the operation.
    pub name: &'static str,
    /// The name of the request's type.
    pub type_name: &'static str,
    /// The properties of the operation, without its fields.
    pub operation: &'static Operation,
    /// The schema of the request.
    pub table: &'static RecordSchema,
    /// The schema of the reply.
    pub reply: &'static RecordSchema,
    /// Reads a request.
    pub from_fields: fn(&[(String, String)]) -> ReadRequest,
    /// Reads a response.
    pub parse_response: fn(&str, &ApiKey) -> Result<(), Error>,
    /// The `Debug` output of a response.
    pub debug_response: fn(&str, &ApiKey) -> Result<String, Error>,
}

impl CompiledOperation {
    /// The types of a request.
    pub fn of<T: Request<Reply: Debug> + Sound>() -> Self {
        Self {
            name: T::OPERATION.name,
            type_name: type_name::<T>(),
            operation: T::OPERATION,
            table: T::TABLE,
            reply: <T::Reply as Record>::TABLE,
            from_fields: |fields| Ok(Box::new(read::<T>(fields)?)),
            parse_response: |raw, key| wxmed::parse_response::<T>(raw, key).map(drop),
            debug_response: |raw, key| {
                let response = wxmed::parse_response::<T>(raw, key)?;
                Ok(format!("{response:?}{response:#?}{:?}{:?}", *response, response.raw()))
            },
        }
    }
}

/// The traits that the tests need of a type in addition to the record's.
pub trait Sound: Debug + Clone + PartialEq + 'static {}

impl<T: Debug + Clone + PartialEq + 'static> Sound for T {}

fn read<T: Request>(fields: &[(String, String)]) -> Result<Valid<T>, Violations> {
    T::from_fields(fields.iter().map(|(name, text)| (name.as_str(), text.as_str())))
}

/// A request of some type.
pub trait Sendable: Debug {
    /// Its warnings.
    fn warnings(&self) -> Violations;
    /// Its fields.
    fn to_fields(&self) -> Vec<(String, String)>;
    /// The signed request.
    ///
    /// # Errors
    /// As `Valid::sign`.
    fn sign(&self, key: &ApiKey) -> Result<Signed, Error>;
    /// With one more field.
    ///
    /// # Errors
    /// As `Valid::with_field`.
    fn with_field(&self, name: &str, text: &str) -> Result<Box<dyn Sendable>, Violations>;
    /// Whether the request is equal after `to_fields` and `from_fields`.
    ///
    /// # Errors
    /// As `from_fields`.
    fn survives(&self) -> Result<bool, Violations>;
}

impl<T: Request + Sound> Sendable for Valid<T> {
    fn warnings(&self) -> Violations {
        self.warnings()
    }

    fn to_fields(&self) -> Vec<(String, String)> {
        self.to_fields()
    }

    fn sign(&self, key: &ApiKey) -> Result<Signed, Error> {
        self.sign(key)
    }

    fn with_field(&self, name: &str, text: &str) -> Result<Box<dyn Sendable>, Violations> {
        Ok(Box::new(self.clone().with_field(name, text)?))
    }

    fn survives(&self) -> Result<bool, Violations> {
        Ok(read::<T>(&self.to_fields())? == *self)
    }
}

/// A content's type.
pub struct CompiledContent {
    /// The name of the content.
    pub name: &'static str,
    /// Its schema.
    pub table: &'static RecordSchema,
    /// Its bindings to the request that contains it.
    pub bindings: Option<&'static RecordSchema>,
    /// The key of its wrapper.
    pub wrapped_in: Option<&'static str>,
    /// Reads a content that is text.
    pub from_json: fn(&str) -> Result<Box<dyn Written>, ContentError>,
    /// Reads a content that is JSON.
    pub from_fields: fn(&Json) -> Result<Box<dyn Written>, Violations>,
    /// Whether lenient reading of a valid text gives the same value as strict reading.
    pub lenient: fn(&str) -> bool,
    /// Reads a request of the tests' own operation with this content.
    pub request_with_content: fn(&[(String, String)]) -> ReadRequest,
}

impl CompiledContent {
    /// The types of a content.
    pub fn of<T: ContentRecord + Sound>() -> Self {
        Self {
            name: T::NAME,
            table: <T as Record>::TABLE,
            bindings: T::BINDINGS,
            wrapped_in: T::WRAPPED_IN,
            from_json: |text| Ok(Box::new(T::from_json(text)?)),
            from_fields: |json| Ok(Box::new(T::from_fields(json)?)),
            lenient: |text| {
                let read = T::read_leniently(text);
                read.violations().has_errors() == T::from_json(text).is_err()
                    && read.value().is_some_and(|value| T::from_json(text).is_ok_and(|strict| *strict == *value))
            },
            request_with_content: |fields| {
                let fields = fields.iter().map(|(name, text)| (name.as_str(), text.as_str()));
                Ok(Box::new(carrier::Carrier::from_fields_with_content::<T>(fields)?))
            },
        }
    }
}

/// A content of some type.
pub trait Written: Debug {
    /// Its warnings.
    fn warnings(&self) -> Violations;
    /// The content as it is sent.
    fn to_content(&self) -> Content;
    /// Whether the content is equal after it was written and read.
    ///
    /// # Errors
    /// As `from_json`.
    fn survives(&self) -> Result<bool, ContentError>;
}

impl<T: ContentRecord + Sound> Written for Valid<T> {
    fn warnings(&self) -> Violations {
        self.warnings()
    }

    fn to_content(&self) -> Content {
        Content::from(self.clone())
    }

    fn survives(&self) -> Result<bool, ContentError> {
        Ok(T::from_json(self.to_content().as_str())? == *self)
    }
}

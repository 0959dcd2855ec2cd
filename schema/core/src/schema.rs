//! The schema of a record, which the validator uses: its rows, and the constraints between them.
//!
//! The macro generates schemas as constants, and the spec compiler creates them at run time. Texts and lists are
//! therefore [`Cow`]s, and a schema inside another one is a [`Ref`].

mod codes;
mod completion;
mod constraints;
mod encode;
mod expression;
mod field;
mod field_values;
mod privacy;
mod shared;
mod variants;

pub use codes::{CodeRow, Codes, Exhaustiveness};
pub use completion::{complete, fill_in};
pub use constraints::{CaseRows, Check, Composed, Demand, IdPart, Member, StatedRule};
pub use encode::{content_text, record_json};
pub use expression::{Comparison, Expr, TextExpr, Truth};
pub use field::{Bound, Encoding, FieldSchema, Filling, Items, Limit, List, Null, Presence, Role};
pub use field_values::{FieldValue, FieldValues};
pub use privacy::Privacy;
pub use shared::Ref;
pub use variants::{Belongs, Variants};

use std::borrow::Cow;

use crate::Bilingual;

/// The fields of a request, a response or a JSON object, and the constraints between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordSchema {
    /// The title in the document, in both languages.
    pub title: Bilingual,
    /// The section of the document.
    pub section: Cow<'static, str>,
    /// The source if it is not the document; otherwise empty.
    pub source: Bilingual,
    /// The rows, in the document's order.
    pub rows: Cow<'static, [FieldSchema]>,
    /// The constraints between the rows.
    pub checks: Cow<'static, [Check]>,
}

impl RecordSchema {
    /// The row at an index.
    pub fn row(&self, index: u16) -> Option<&FieldSchema> {
        self.rows.get(usize::from(index))
    }

    /// The rows with their indices.
    pub fn indexed(&self) -> impl DoubleEndedIterator<Item = (u16, &FieldSchema)> + Clone {
        self.rows.iter().enumerate().filter_map(|(index, row)| Some((u16::try_from(index).ok()?, row)))
    }

    /// The index of the row that the client fills in with a nonce.
    pub fn nonce_row(&self) -> Option<u16> {
        self.indexed().find(|(_, row)| row.role == Role::Nonce).map(|(index, _)| index)
    }

    /// The index of the row whose value selects which other rows exist, and the rows of each case.
    pub fn cases(&self) -> Option<(u16, &[CaseRows])> {
        self.checks.iter().find_map(|check| match check {
            Check::Cases { tag, of } => Some((*tag, &**of)),
            Check::Choice(_)
            | Check::Needs { .. }
            | Check::Demand(_)
            | Check::Group(..)
            | Check::Unique { .. }
            | Check::Composed(_)
            | Check::Stated(_) => None,
        })
    }
}

/// A content: its record, and its bindings to the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentSchema {
    /// The only key of the content's outermost object, if the content is wrapped in one.
    pub wrapped_in: Option<Cow<'static, str>>,
    /// The fields of the object inside.
    pub record: Ref<RecordSchema>,
    /// Its bindings to the request, if there are any.
    pub bindings: Option<Bindings>,
}

/// The bindings of a content to the request that contains it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bindings {
    /// The only key of the content's outermost object, if the content is wrapped in one.
    pub wrapped_in: Option<Cow<'static, str>>,
    /// Two object rows, for the content and for the request's fields, and the rules over both.
    pub table: Ref<RecordSchema>,
}

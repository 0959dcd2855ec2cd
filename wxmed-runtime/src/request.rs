//! Requests: validation and signing.

pub(crate) mod content;
pub(crate) mod convert;
pub(crate) mod nonce;
pub(crate) mod sendable;
pub(crate) mod sign;
pub(crate) mod valid;

use content::ContentRecord;
use sign::{Order, SigningPlan};
use valid::Valid;
use wxmed_core::Violations;
use wxmed_core::validate::{RequestFields, ViolationCollector};

use crate::operation::Operation;
use crate::record::{self, Reader, Record};
use crate::signed_xml::encode::Encoded;
use crate::{ApiKey, Error, Nonce};

/// A request of the interface. Generated types implement it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a request of the interface",
    label = "expected the type of an operation's request, such as `GetMedInfo`",
    note = "a content, such as a city's `request_content`, is a field of a request"
)]
pub trait Request: Record {
    /// The type of the reply.
    type Reply: Record;

    /// The metadata of the operation.
    const OPERATION: &'static Operation;

    /// Creates a request from field names and texts, and validates it as strictly as the builder does.
    ///
    /// Undocumented names become extra fields, which are sorted in and signed. A given `nonce_str` is sent unchanged;
    /// `sign` is computed and must not be given.
    ///
    /// # Errors
    /// All violations.
    fn from_fields<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Valid<Self>, Violations> {
        let mut collector = ViolationCollector::default();
        into_request(RequestFields::sort(Self::TABLE, fields, &mut collector), collector)
    }

    /// Like [`Request::from_fields`], for a request whose content has the type `C`. It also validates the content and
    /// its bindings to the request. The paths of violations inside the content begin with the name of its field.
    ///
    /// # Errors
    /// All violations of the request, of its content and of the bindings between them.
    fn from_fields_with_content<'a, C: ContentRecord>(
        fields: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Valid<Self>, Violations> {
        let mut collector = ViolationCollector::default();
        let mut fields = RequestFields::sort(Self::TABLE, fields, &mut collector);
        fields.read_contents(Self::TABLE, &content::schema::<C>(), &mut collector);
        into_request(fields, collector)
    }
}

/// The request with these fields, if they are valid.
fn into_request<T: Request>(
    fields: RequestFields<'_>,
    mut collector: ViolationCollector,
) -> Result<Valid<T>, Violations> {
    fields.check(T::TABLE, &mut collector);
    let violations = collector.finish();
    match T::read(&Reader::new(&fields.values)) {
        Some(value) if !violations.has_errors() => {
            let mut valid = Valid::trusted(value);
            valid.set_extra(fields.extra);
            let nonce = T::TABLE.nonce_row().and_then(|row| fields.values.get(row).given());
            Ok(match nonce {
                Some(nonce) => valid.with_nonce(Nonce::as_given(nonce)),
                None => valid,
            })
        }
        _ => Err(violations),
    }
}

/// A signed request.
#[derive(Clone, Debug)]
pub struct Signed {
    /// The body.
    pub body: Encoded,
    /// The nonce in it, if the operation has one.
    pub nonce: Option<Nonce>,
}

/// The metadata for signing a request of this type.
pub(crate) fn signing_plan<T: Request>() -> SigningPlan<'static> {
    let Operation { order, sign_type, .. } = T::OPERATION;
    SigningPlan { table: T::TABLE, order: Order::Elements(order), sign_type: *sign_type }
}

impl<T: Request> Valid<T> {
    /// Encodes and signs the request in one pass, with a fresh nonce unless one is set.
    ///
    /// # Errors
    /// [`Error::Random`] if the system's random source fails.
    pub fn sign(&self, key: &ApiKey) -> Result<Signed, Error> {
        signing_plan::<T>().sign(&mut record::cells(&**self), self.extra(), self.nonce(), key)
    }

    /// The fields that are sent, in the document's order, without the nonce and the signature.
    pub fn to_fields(&self) -> Vec<(String, String)> {
        let cells = record::cells(&**self);
        let known = T::TABLE.rows.iter().zip(cells.iter());
        let known = known.filter_map(|(row, cell)| Some((row.name.clone().into_owned(), cell.given()?.to_owned())));
        known.chain(self.extra().iter().cloned()).collect()
    }
}

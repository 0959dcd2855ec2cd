//! A request: from fields to a valid value, and from there to what is signed and sent.

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
use crate::{ApiKey, Encoded, Error, Nonce};

/// A request of the interface. Generated types implement it.
pub trait Request: Record {
    /// What the platform answers.
    type Reply: Record;

    /// What is known of the operation.
    const OPERATION: &'static Operation;

    /// Makes a request from wire names and texts, as strictly as the builder does.
    ///
    /// A name that the document does not have becomes an extra field, and is signed in its place. A `nonce_str` is sent
    /// as it is given; `sign` is computed, and must not be given.
    ///
    /// # Errors
    /// Everything that is wrong.
    fn from_fields<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Valid<Self>, Violations> {
        let mut collector = ViolationCollector::default();
        into_request(RequestFields::sort(Self::TABLE, fields, &mut collector), collector)
    }

    /// The same for a request whose content is described by `C`: the content is checked as strictly, and so is what it
    /// states of the request. The paths of what is wrong inside begin with the name of its row.
    ///
    /// # Errors
    /// Everything that is wrong, with the request, with its content and between the two.
    fn from_fields_with_content<'a, C: ContentRecord>(
        fields: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Valid<Self>, Violations> {
        let mut collector = ViolationCollector::default();
        let mut fields = RequestFields::sort(Self::TABLE, fields, &mut collector);
        fields.read_contents(Self::TABLE, &content::schema::<C>(), &mut collector);
        into_request(fields, collector)
    }
}

/// The request of these fields, if nothing stops it.
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

/// A request as it goes over the wire.
#[derive(Clone, Debug)]
pub struct Signed {
    /// The body.
    pub body: Encoded,
    /// The nonce that it carries, if the operation has one.
    pub nonce: Option<Nonce>,
}

/// What must be known to sign a request of a type.
pub(crate) fn signing_plan<T: Request>() -> SigningPlan<'static> {
    let Operation { order, sign_type, .. } = T::OPERATION;
    SigningPlan { table: T::TABLE, order: Order::Elements(order), sign_type: *sign_type }
}

impl<T: Request> Valid<T> {
    /// Writes and signs the request in one pass, with a fresh nonce unless one is fixed.
    ///
    /// # Errors
    /// [`Error::Random`] if the system has no randomness for the nonce.
    pub fn sign(&self, key: &ApiKey) -> Result<Signed, Error> {
        signing_plan::<T>().sign(&mut record::cells(&**self), self.extra(), self.nonce(), key)
    }

    /// The fields that are sent, but for the nonce and the signature, in the document's order.
    pub fn to_fields(&self) -> Vec<(String, String)> {
        let cells = record::cells(&**self);
        let known = T::TABLE.rows.iter().zip(cells.iter());
        let known = known.filter_map(|(row, cell)| Some((row.name.clone().into_owned(), cell.given()?.to_owned())));
        known.chain(self.extra().iter().cloned()).collect()
    }
}

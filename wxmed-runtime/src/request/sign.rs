//! Signs the values of a request, both for typed requests and for those called by name.

use wxmed_core::schema::{FieldValue, FieldValues, RecordSchema};

use super::Signed;
use crate::signed_xml::encode::encode_elements;
use crate::signed_xml::encode::encode_fields_with;
use crate::signed_xml::sign::SignType;
use crate::signed_xml::xml::Element;
use crate::{ApiKey, Error, Nonce};

/// The metadata for signing a request of an operation.
#[derive(Clone, Copy)]
pub(crate) struct SigningPlan<'o> {
    pub(crate) table: &'o RecordSchema,
    pub(crate) order: Order<'o>,
    /// The row of the field that selects the sign type; without it, MD5 is used.
    pub(crate) sign_type: Option<u16>,
}

/// The rows in the order in which they are signed.
#[derive(Clone, Copy)]
pub(crate) enum Order<'o> {
    /// Elements with the text around their values, built at compile time.
    Elements(&'static [Element]),
    /// The indices of the rows, for operations loaded at run time.
    #[cfg_attr(not(feature = "dynamic"), expect(dead_code, reason = "only specs that are read at run time have it"))]
    Rows(&'o [u16]),
}

impl SigningPlan<'_> {
    /// Fills in a nonce, a fresh one unless one is set, and encodes and signs the fields in one pass. `extra` must be
    /// sorted by name.
    pub(crate) fn sign(
        &self,
        values: &mut FieldValues<'_>,
        extra: &[(String, String)],
        fixed: Option<&Nonce>,
        key: &ApiKey,
    ) -> Result<Signed, Error> {
        let nonce = self.fill_in_nonce(values, fixed)?;
        let named = self.sign_type.and_then(|row| values.get(row).given());
        let sign_type = named.and_then(SignType::by_name).unwrap_or_default();
        let extra_fields = extra.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let body = match self.order {
            Order::Elements(order) => {
                let elements = order.iter().filter_map(|element| Some((element, values.get(element.row).given()?)));
                if extra.is_empty() {
                    encode_elements(elements, key, sign_type)
                } else {
                    let fields = elements.map(|(element, text)| (element.name, text));
                    encode_fields_with(fields, extra_fields, key, sign_type)?
                }
            }
            Order::Rows(order) => {
                let field = |row: &u16| Some((&*self.table.row(*row)?.name, values.get(*row).given()?));
                encode_fields_with(order.iter().filter_map(field), extra_fields, key, sign_type)?
            }
        };
        Ok(Signed { body, nonce })
    }

    fn fill_in_nonce(&self, values: &mut FieldValues<'_>, fixed: Option<&Nonce>) -> Result<Option<Nonce>, Error> {
        let Some(row) = self.table.nonce_row() else { return Ok(None) };
        let nonce = match (fixed, values.get(row).given()) {
            (Some(fixed), _) => fixed.clone(),
            (None, Some(given)) => return Ok(Some(Nonce::as_given(given))),
            (None, None) => Nonce::random()?,
        };
        values.set(row, FieldValue::Text(nonce.as_str().to_owned().into()));
        Ok(Some(nonce))
    }
}

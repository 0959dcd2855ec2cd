//! A request: from fields to a valid value, and from there to what is signed and sent.

pub(crate) mod content;
pub(crate) mod convert;
pub(crate) mod nonce;
pub(crate) mod valid;

use content::ContentRecord;
use valid::{Valid, extra_field};
use wxmed_core::{Format, Json, Rule, Violations};

use crate::codec::encode::encode_elements;
use crate::operation::Operation;
use crate::schema::record::{self, FieldValue, FieldValues, Reader, Record, fill_defaults};
use crate::schema::variants::Variants;
use crate::schema::{FieldSchema, RecordSchema, Role};
use crate::validate::{self, Path, ViolationCollector};
use crate::{ApiKey, Encoded, Error, Nonce, SignType, encode_fields_with};

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
        let taken = Taken::sort(Self::TABLE, fields.into_iter(), &mut collector);
        taken.into_request(collector)
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
        let mut taken = Taken::sort(Self::TABLE, fields.into_iter(), &mut collector);
        taken.take_content::<C>(Self::TABLE, &mut collector);
        taken.into_request(collector)
    }
}

/// A map of names and texts, sorted into the places of a table.
struct Taken<'a> {
    cells: FieldValues<'a>,
    extra: Vec<(String, String)>,
    nonce: Option<Nonce>,
}

impl<'a> Taken<'a> {
    fn sort(
        table: &'static RecordSchema,
        fields: impl Iterator<Item = (&'a str, &'a str)>,
        collector: &mut ViolationCollector,
    ) -> Self {
        let fields: Vec<(&str, &str)> = fields.filter(|(_, text)| !text.is_empty()).collect();
        let cases =
            Variants::select(table, |_, tag| fields.iter().find(|(name, _)| tag.reads(name)).map(|(_, text)| *text));
        let mut taken = Self { cells: FieldValues::of(table), extra: Vec::new(), nonce: None };
        for (name, text) in fields {
            let Some((place, row)) = cases.row(table, name) else {
                taken.take_extra(name, text, collector);
                continue;
            };
            if *taken.cells.get(place) != FieldValue::Absent {
                collector.duplicate(table, cases.speaker(table, row), &Path::ROOT);
                continue;
            }
            taken.take_computed(table, row, text, collector);
            taken.cells.set(place, FieldValue::Text(text.into()));
        }
        fill_defaults(table, &mut taken.cells);
        taken
    }

    /// Reads and checks what stands in the rows of contents.
    fn take_content<C: ContentRecord>(&mut self, table: &'static RecordSchema, collector: &mut ViolationCollector) {
        for (place, row) in (0u16..).zip(table.rows).filter(|(_, row)| row.format == Format::Content) {
            let Some(text) = self.cells.get(place).given() else { continue };
            let here = Path::ROOT.then(row.name);
            collector.was_completed();
            let complete = match Json::parse(text) {
                Ok(json) => validate::content(C::TABLE, C::WRAPPED_IN, &json, &here, collector)
                    .filter(|_| collector.was_completed() && !collector.has_errors())
                    .map(|cells| content::text_of::<C>(&cells)),
                Err(_) => {
                    collector.row(table, row, &Path::ROOT, Rule::JsonType { expected: "object" });
                    None
                }
            };
            // A text that lacks nothing and has no `null` too many is sent as it is, and one with a mistake is not sent.
            if let Some(complete) = complete {
                self.cells.set(place, FieldValue::Text(complete.into()));
            }
            if let Some(bindings) = content::bindings::<C>() {
                self.cells.bind(place, bindings);
            }
        }
    }

    /// The request, if nothing stops it.
    fn into_request<T: Request>(self, mut collector: ViolationCollector) -> Result<Valid<T>, Violations> {
        validate::record(T::TABLE, &self.cells, &Path::ROOT, &mut collector);
        validate::misspelt_fields(T::TABLE, &self.cells, &self.extra, &Path::ROOT, &mut collector);
        let violations = collector.finish();
        match T::read(&Reader::new(&self.cells)) {
            Some(value) if !violations.has_errors() => {
                let mut valid = Valid::trusted(value);
                valid.set_extra(self.extra);
                Ok(match self.nonce {
                    Some(nonce) => valid.with_nonce(nonce),
                    None => valid,
                })
            }
            _ => Err(violations),
        }
    }

    fn take_extra(&mut self, name: &str, text: &str, collector: &mut ViolationCollector) {
        if self.extra.iter().any(|(other, _)| other == name) {
            if !collector.has(name, &Rule::Duplicate) {
                collector.unknown(name, Rule::Duplicate);
            }
            return;
        }
        extra_field(name, text, collector);
        self.extra.push((name.to_owned(), text.to_owned()));
    }

    fn take_computed(
        &mut self,
        table: &'static RecordSchema,
        row: &'static FieldSchema,
        text: &str,
        collector: &mut ViolationCollector,
    ) {
        match row.role {
            Role::Signature => collector.row(table, row, &Path::ROOT, Rule::Computed),
            Role::Nonce => self.nonce = Some(Nonce::as_given(text)),
            Role::Value => {}
        }
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

impl<T: Request> Valid<T> {
    /// Writes and signs the request in one pass, with a fresh nonce unless one is fixed.
    ///
    /// # Errors
    /// [`Error::Random`] if the system has no randomness for the nonce.
    pub fn sign(&self, key: &ApiKey) -> Result<Signed, Error> {
        let table = T::TABLE;
        let mut cells = record::cells(&**self);
        let nonce_row = table.nonce_row();
        let nonce = match (nonce_row, self.nonce()) {
            (None, _) => None,
            (Some(_), Some(fixed)) => Some(fixed.clone()),
            (Some(_), None) => Some(Nonce::random()?),
        };
        if let (Some(place), Some(nonce)) = (nonce_row, &nonce) {
            cells.set(place, FieldValue::Text(nonce.as_str().into()));
        }
        let elements = T::OPERATION.order.iter().filter_map(|element| Some((element, cells.get(element.row).given()?)));
        let named = T::OPERATION.sign_type.and_then(|row| cells.get(row).given());
        let sign_type = named.and_then(SignType::by_name).unwrap_or_default();
        let body = match self.extra() {
            [] => encode_elements(elements, key, sign_type),
            extra => {
                let fields = elements.map(|(element, text)| (element.name, text));
                let extra = extra.iter().map(|(name, text)| (name.as_str(), text.as_str()));
                encode_fields_with(fields, extra, key, sign_type)?
            }
        };
        Ok(Signed { body, nonce })
    }

    /// The fields that are sent, but for the nonce and the signature, in the document's order.
    pub fn to_fields(&self) -> Vec<(String, String)> {
        let cells = record::cells(&**self);
        let known = T::TABLE.rows.iter().zip(cells.iter());
        let known = known.filter_map(|(row, cell)| Some((row.name.to_owned(), cell.given()?.to_owned())));
        known.chain(self.extra().iter().cloned()).collect()
    }
}

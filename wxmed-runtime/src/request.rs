use std::fmt;
use std::ops::Deref;

use wxmed_core::{Format, Json, Rule, Violations, is_blank};

use crate::cases::Cases;
use crate::check::{self, Intake, Path};
use crate::content::{self, ContentRecord};
use crate::encode::encode_elements;
use crate::error::{MalformedReason, malformed};
use crate::error_code::ErrorCode;
use crate::record::{self, Cell, Cells, Fields as _, Reader, Record, fill_defaults};
use crate::table::{Presence, Role, Row, Table};
use crate::valid::{Valid, extra_field};
use crate::xml::Element;
use crate::{
    ResponseContext, ResponseSigning, ApiKey, Documented, Encoded, Error, ErrorInfo, Nonce, RawResponse, Retry, SignType,
    Verification, encode_fields_with, verify_response, xml,
};

/// What is known of an operation beyond its fields.
#[derive(Debug)]
pub struct Operation {
    /// The name.
    pub name: &'static str,
    /// The path on the host.
    pub path: &'static str,
    /// The section of the document.
    pub section: &'static str,
    /// Whether it may be sent again when no answer came.
    pub retry: Retry,
    /// Whether its answers are signed.
    pub answer: ResponseSigning,
    /// The row that says how a request is signed; MD5 if there is none.
    pub sign_type: Option<u16>,
    /// The fields of the request in the order in which they are signed.
    pub order: &'static [Element],
    /// The errors that the document lists for it.
    pub errors: &'static [ErrorInfo],
    /// The fields of an answer that give back what was sent, each with the field of the request that it gives back.
    pub echoes: &'static [(&'static str, &'static str)],
}

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
        let mut intake = Intake::default();
        let taken = Taken::sort(Self::TABLE, fields.into_iter(), &mut intake);
        taken.into_request(intake)
    }

    /// The same for a request whose content is described by `C`: the content is checked as strictly, and so is what it
    /// states of the request. The paths of what is wrong inside begin with the name of its row.
    ///
    /// # Errors
    /// Everything that is wrong, with the request, with its content and between the two.
    fn from_fields_with_content<'a, C: ContentRecord>(
        fields: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Valid<Self>, Violations> {
        let mut intake = Intake::default();
        let mut taken = Taken::sort(Self::TABLE, fields.into_iter(), &mut intake);
        taken.take_content::<C>(Self::TABLE, &mut intake);
        taken.into_request(intake)
    }
}

/// A map of names and texts, sorted into the places of a table.
struct Taken<'a> {
    cells: Cells<'a>,
    extra: Vec<(String, String)>,
    nonce: Option<Nonce>,
}

impl<'a> Taken<'a> {
    fn sort(table: &'static Table, fields: impl Iterator<Item = (&'a str, &'a str)>, intake: &mut Intake) -> Self {
        let fields: Vec<(&str, &str)> = fields.filter(|(_, text)| !text.is_empty()).collect();
        let cases =
            Cases::select(table, |_, tag| fields.iter().find(|(name, _)| tag.reads(name)).map(|(_, text)| *text));
        let mut taken = Self { cells: Cells::of(table), extra: Vec::new(), nonce: None };
        for (name, text) in fields {
            let Some((place, row)) = cases.row(table, name) else {
                taken.take_extra(name, text, intake);
                continue;
            };
            if *taken.cells.get(place) != Cell::Absent {
                intake.duplicate(table, cases.speaker(table, row), &Path::ROOT);
                continue;
            }
            taken.take_computed(table, row, text, intake);
            taken.cells.set(place, Cell::Text(text.into()));
        }
        fill_defaults(table, &mut taken.cells);
        taken
    }

    /// Reads and checks what stands in the rows of contents.
    fn take_content<C: ContentRecord>(&mut self, table: &'static Table, intake: &mut Intake) {
        for (place, row) in (0u16..).zip(table.rows).filter(|(_, row)| row.format == Format::Content) {
            let Some(text) = self.cells.get(place).given() else { continue };
            let here = Path::ROOT.then(row.name);
            intake.was_completed();
            let complete = match Json::parse(text) {
                Ok(json) => check::content(C::TABLE, C::WRAPPED_IN, &json, &here, intake)
                    .filter(|_| intake.was_completed() && !intake.has_errors())
                    .map(|cells| content::text_of::<C>(&cells)),
                Err(_) => {
                    intake.row(table, row, &Path::ROOT, Rule::JsonType { expected: "object" });
                    None
                }
            };
            // A text that lacks nothing and has no `null` too many is sent as it is, and one with a mistake is not sent.
            if let Some(complete) = complete {
                self.cells.set(place, Cell::Text(complete.into()));
            }
            if let Some(bindings) = content::bindings::<C>() {
                self.cells.bind(place, bindings);
            }
        }
    }

    /// The request, if nothing stops it.
    fn into_request<T: Request>(self, mut intake: Intake) -> Result<Valid<T>, Violations> {
        check::record(T::TABLE, &self.cells, &Path::ROOT, &mut intake);
        check::misspelt_fields(T::TABLE, &self.cells, &self.extra, &Path::ROOT, &mut intake);
        let violations = intake.finish();
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

    fn take_extra(&mut self, name: &str, text: &str, intake: &mut Intake) {
        if self.extra.iter().any(|(other, _)| other == name) {
            if !intake.has(name, &Rule::Duplicate) {
                intake.unknown(name, Rule::Duplicate);
            }
            return;
        }
        extra_field(name, text, intake);
        self.extra.push((name.to_owned(), text.to_owned()));
    }

    fn take_computed(&mut self, table: &'static Table, row: &'static Row, text: &str, intake: &mut Intake) {
        match row.role {
            Role::Signature => intake.row(table, row, &Path::ROOT, Rule::Computed),
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
            cells.set(place, Cell::Text(nonce.as_str().into()));
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

/// A successful answer: the typed reply, and all that came with it.
///
/// It reads like the reply itself. `Debug` shows the reply, whose patients' data are redacted, and not the raw text.
#[derive(Clone)]
pub struct Response<R> {
    reply: R,
    verification: Verification,
    raw: RawResponse,
}

impl<R> Response<R> {
    #[cfg(all(feature = "client", feature = "dynamic"))]
    pub(crate) fn new(reply: R, verification: Verification, raw: RawResponse) -> Self {
        Self { reply, verification, raw }
    }

    /// The reply.
    pub fn into_reply(self) -> R {
        self.reply
    }

    /// How the answer is known to be the platform's.
    pub fn verification(&self) -> Verification {
        self.verification
    }

    /// Every field that came, known or not.
    ///
    /// They are read from the raw answer each time: keep the result if you need several.
    pub fn fields(&self) -> xml::Fields<'_> {
        xml::read(self.raw.bytes()).unwrap_or_default()
    }

    /// The answer as it came.
    pub fn raw(&self) -> &RawResponse {
        &self.raw
    }
}

impl<R> Deref for Response<R> {
    type Target = R;

    fn deref(&self) -> &R {
        &self.reply
    }
}

impl<R: fmt::Debug> fmt::Debug for Response<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("reply", &self.reply)
            .field("verification", &self.verification)
            .finish_non_exhaustive()
    }
}

/// Reads, verifies and judges the answer to a request of type `T`.
///
/// # Errors
/// As [`verify_response`]; and [`Error::Malformed`] if a mandatory field of a verified success is missing or unreadable. Each has
/// the raw answer.
pub fn parse_response<T: Request>(raw: impl Into<RawResponse>, key: &ApiKey) -> Result<Response<T::Reply>, Error> {
    let raw = raw.into();
    let operation = T::OPERATION;
    let rules = ResponseContext {
        operation: operation.name,
        section: operation.section,
        retry: operation.retry,
        signing: operation.answer,
        sign_type: answer_sign_type(operation.sign_type.is_some(), &raw),
        business: operation.errors,
        gateway: <crate::errors::GatewayError as ErrorCode>::ROWS,
        protocol: <crate::errors::ProtocolError as ErrorCode>::ROWS,
        documented: Documented::Table(<T::Reply as Record>::TABLE),
    };
    let received = verify_response(&raw, &rules, key)?;
    let table = <T::Reply as Record>::TABLE;
    let mut cells = Cells::of(table);
    for (place, row) in (0u16..).zip(table.rows) {
        // A text in which nothing is to be seen is as good as none, on the way back too: a mandatory field that has one is
        // missing. What may be left out is kept as it is, unless it is empty.
        let is_mandatory = row.role == Role::Value && row.presence == Presence::Required;
        let is_none = |text: &str| text.is_empty() || (is_mandatory && is_blank(text));
        if let Some(text) = received.fields.get(row.name).filter(|text| !is_none(text)) {
            cells.set(place, Cell::Text(text.into()));
        }
    }
    match T::Reply::read(&Reader::new(&cells)) {
        Some(reply) => Ok(Response { reply, verification: received.verification, raw: raw.clone() }),
        None => Err(malformed(&raw, &rules, MalformedReason::Reply(check::lenient(table, &cells)))),
    }
}

/// Where a request can be signed in two ways, so can its answer: 64 digits are no MD5.
pub(crate) fn answer_sign_type(has_sign_type: bool, raw: &RawResponse) -> SignType {
    const HMAC_DIGITS: usize = 64;
    let is_hmac = has_sign_type
        && xml::read(raw.bytes()).is_ok_and(|fields| fields.get("sign").is_some_and(|sign| sign.len() == HMAC_DIGITS));
    if is_hmac { SignType::HmacSha256 } else { SignType::Md5 }
}

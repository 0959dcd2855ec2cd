use std::fmt;

use serde::{Serialize, Serializer};
use wxmed_core::schema::record_json;

use crate::record::{self, Record};
use crate::request::valid::Valid;
use crate::response::Response;

/// The fields of a request, a reply or a content for serde, patients' data included: by their names on the wire, in the
/// order of the document, without what is absent.
///
/// [`Valid::expose`] and [`Response::expose`] make one. Records themselves are not serialised, so that none gets into a log
/// or an answer by accident.
///
/// ```
/// use wxmed::{GetMedInfo, IdCard};
///
/// let request = GetMedInfo::builder()
///     .openid("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o").name("张三").idcard_md5(IdCard::parse("44030019000101123x")?).build()?;
/// let json = serde_json::to_value(request.expose())?;
/// assert_eq!(json["name"], "张三");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct Exposed<'a, R>(&'a R);

impl<'a, R: Record> Exposed<'a, R> {
    /// The fields of this record.
    pub fn new(record: &'a R) -> Self {
        Self(record)
    }
}

impl<R: Record> Serialize for Exposed<'_, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        record_json(R::TABLE, &record::cells(self.0)).serialize(serializer)
    }
}

impl<R> fmt::Debug for Exposed<'_, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Exposed(***)")
    }
}

impl<T: Record> Valid<T> {
    /// The fields for serde, patients' data included. The nonce, the signature and fields that were added are not part of it.
    pub fn expose(&self) -> Exposed<'_, T> {
        Exposed(self)
    }
}

impl<R: Record> Response<R> {
    /// The fields of the reply for serde, patients' data included.
    pub fn expose(&self) -> Exposed<'_, R> {
        Exposed(self)
    }
}

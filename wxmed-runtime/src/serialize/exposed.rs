use std::fmt;

use serde::{Serialize, Serializer};
use wxmed_core::schema::record_json;

use crate::record::{self, Record};
use crate::request::valid::Valid;
use crate::response::Response;

/// Serialises the fields of a request, a reply or a content with serde, including patients' data: by their names in the
/// interface, in the document's order, without absent fields.
///
/// [`Valid::expose`] and [`Response::expose`] return it. Records themselves don't implement `Serialize`, so that none
/// gets into a log or a response by accident.
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
    /// Makes the fields serialisable, including patients' data, but without the nonce, the signature and extra fields.
    pub fn expose(&self) -> Exposed<'_, T> {
        Exposed(self)
    }
}

impl<R: Record> Response<R> {
    /// Makes the fields of the reply serialisable, including patients' data.
    pub fn expose(&self) -> Exposed<'_, R> {
        Exposed(self)
    }
}

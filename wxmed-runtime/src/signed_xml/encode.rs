use std::fmt;
use std::iter::Peekable;

use wxmed_core::{Bilingual, Rule};

use crate::signed_xml::secret::ApiKey;
use crate::signed_xml::shorten::shortened;
use crate::signed_xml::sign::{SIGN, SignType, Signature, Signer};
use crate::signed_xml::xml::{Element, WriteError, Writer};

/// The XML of a request, or of a sandbox's response.
#[derive(Clone)]
pub struct Encoded {
    xml: String,
    signature: Signature,
}

impl Encoded {
    /// The body, including `sign`.
    pub fn xml(&self) -> &str {
        &self.xml
    }

    /// The body, without a copy.
    pub fn into_xml(self) -> String {
        self.xml
    }

    /// The signature in the body.
    pub fn signature(&self) -> &Signature {
        &self.signature
    }
}

/// Shows only the length: the body contains patients' data.
impl fmt::Debug for Encoded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Encoded").field("bytes", &self.xml.len()).finish_non_exhaustive()
    }
}

/// Encodes and signs the fields in one pass.
///
/// The pairs must be sorted by name in byte order and must not contain `sign`, which is appended. All fields are
/// written; as the interface requires, empty ones are not signed.
///
/// Values are validated when a request is built. This function checks names, order and characters again, because a
/// mistake in them would be dangerous, the check is cheap, and extra fields come from the caller.
///
/// ```
/// use wxmed::ApiKey;
/// use wxmed::codec::{SignType, encode_fields};
/// let key = ApiKey::new("192006250b4c09247ec02edce69f6a2d");
/// let fields = [("appid", "wxd930ea5d5a258f4f"), ("body", "a]]>b")];
/// let encoded = encode_fields(fields, &key, SignType::Md5)?;
/// assert!(encoded.xml().contains("<body><![CDATA[a]]]]><![CDATA[>b]]></body><sign>"));
/// # Ok::<(), wxmed::EncodeError>(())
/// ```
///
/// # Errors
/// If a name is invalid, is `sign`, is a duplicate or is out of order; if a value contains a character that XML doesn't
/// allow; or if a field `sign_type` differs from the given sign type.
pub fn encode_fields<'a>(
    fields: impl IntoIterator<Item = (&'a str, &'a str)>,
    key: &ApiKey,
    sign_type: SignType,
) -> Result<Encoded, EncodeError> {
    let mut writer = Writer::new();
    let mut signer = Signer::new(key, sign_type);
    let mut last = None;
    for (name, value) in fields {
        if let Some(last) = last.replace(name)
            && !follows(name, last)
        {
            let fault = if last == name { EncodeFault::Duplicate } else { EncodeFault::OutOfOrder };
            return Err(EncodeError::new(name, fault));
        }
        if name == SIGN {
            return Err(EncodeError::new(name, EncodeFault::Sign));
        }
        // An empty one is not signed, and has no effect.
        if name == Rule::SIGN_TYPE_FIELD && !value.is_empty() && value != sign_type.as_str() {
            return Err(EncodeError::new(name, EncodeFault::SignType));
        }
        writer.field(name, value).map_err(|cause| EncodeError::from_write(name, cause))?;
        signer.pair(name, value);
    }
    let signature = signer.finish();
    writer.field(SIGN, signature.as_str()).map_err(|cause| EncodeError::from_write(SIGN, cause))?;
    Ok(Encoded { xml: writer.finish(), signature })
}

/// Like [`encode_fields`], for the elements of a table, whose names and order were checked with the spec, and for
/// values that were checked with the request. Therefore it can't fail.
pub(crate) fn encode_elements<'a>(
    elements: impl Iterator<Item = (&'static Element, &'a str)>,
    key: &ApiKey,
    sign_type: SignType,
) -> Encoded {
    let mut writer = Writer::new();
    let mut signer = Signer::new(key, sign_type);
    for (element, value) in elements {
        writer.element(element, value);
        signer.element(element, value);
    }
    let signature = signer.finish();
    writer.element(&SIGNATURE, signature.as_str());
    Encoded { xml: writer.finish(), signature }
}

static SIGNATURE: Element = crate::__element!(0, "sign");

/// Whether a name sorts after another; usually their first letters decide.
fn follows(name: &str, last: &str) -> bool {
    name.as_bytes().first() > last.as_bytes().first() || name > last
}

/// Like [`encode_fields`], with extra fields that are merged into the others by name.
///
/// # Errors
/// Those of [`encode_fields`]. An extra field with the name of another field is a duplicate.
pub fn encode_fields_with<'a>(
    fields: impl IntoIterator<Item = (&'a str, &'a str)>,
    further: impl IntoIterator<Item = (&'a str, &'a str)>,
    key: &ApiKey,
    sign_type: SignType,
) -> Result<Encoded, EncodeError> {
    let (fields, further) = (fields.into_iter().peekable(), further.into_iter().peekable());
    encode_fields(Merged { fields, further }, key, sign_type)
}

/// Encodes fields without a signature, in any order, like an unsigned response of the platform.
///
/// # Errors
/// If a name is invalid, or a value contains a character that XML doesn't allow.
pub fn encode_unsigned<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<String, EncodeError> {
    let mut writer = Writer::new();
    for (name, value) in fields {
        writer.field(name, value).map_err(|cause| EncodeError::from_write(name, cause))?;
    }
    Ok(writer.finish())
}

/// Two sorted runs of fields, taken as one.
struct Merged<A: Iterator, B: Iterator> {
    fields: Peekable<A>,
    further: Peekable<B>,
}

impl<'a, A, B> Iterator for Merged<A, B>
where
    A: Iterator<Item = (&'a str, &'a str)>,
    B: Iterator<Item = (&'a str, &'a str)>,
{
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        match (self.fields.peek(), self.further.peek()) {
            (Some((field, _)), Some((further, _))) if further < field => self.further.next(),
            (None, _) => self.further.next(),
            _ => self.fields.next(),
        }
    }
}

/// A field that can't be encoded. The error never contains its value.
#[derive(Clone, PartialEq, Eq)]
pub struct EncodeError {
    /// The field's name, truncated if it is too long.
    pub field: String,
    /// What is wrong with the field.
    pub fault: EncodeFault,
}

/// Why a field can't be encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EncodeFault {
    /// The name is not allowed in XML or in the interface.
    Name,
    /// There is another field with this name.
    Duplicate,
    /// The fields are not sorted by name, so the signature would be wrong.
    OutOfOrder,
    /// `sign` is computed and can't be given.
    Sign,
    /// `sign_type` differs from the sign type of the signature.
    SignType,
    /// A character that XML doesn't allow.
    Character {
        /// The code point.
        code: u32,
    },
}

impl EncodeError {
    #[cold]
    fn new(field: &str, fault: EncodeFault) -> Self {
        Self { field: shortened(field, 64), fault }
    }

    #[cold]
    fn from_write(field: &str, cause: WriteError) -> Self {
        let fault = match cause {
            WriteError::Name => EncodeFault::Name,
            WriteError::Character { code } => EncodeFault::Character { code },
        };
        Self::new(field, fault)
    }
}

impl EncodeFault {
    fn text(self) -> Bilingual {
        match self {
            Self::Name => Rule::Name.text(),
            Self::Duplicate => Rule::Duplicate.text(),
            Self::OutOfOrder => {
                Bilingual::of("字段未按名称的字节序排列", "is not sorted in the byte order of the names")
            }
            Self::Sign => Rule::Computed.text(),
            Self::SignType => Bilingual::of(
                "与实际的签名方式不同：请改为一致，或删除",
                "differs from the algorithm that is used for the signature: make them the same, or remove it",
            ),
            Self::Character { code } => Rule::ControlCharacter { code }.text(),
        }
    }
}

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (field, message) = (&self.field, self.fault.text());
        match f.alternate() {
            true => write!(f, "{field}：{}", message.zh),
            false => write!(f, "{field}: {}", message.en),
        }
    }
}

impl std::error::Error for EncodeError {}

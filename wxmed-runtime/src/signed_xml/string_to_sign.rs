use wxmed_core::schema::Privacy;

use crate::signed_xml::sign::SIGN;

/// The string to sign, with `***` in place of the key, to find the cause of 签名失败.
///
/// The pairs may be in any order. The result contains the values unmasked: don't log it.
///
/// ```
/// let text = wxmed::codec::string_to_sign([("b", "0"), ("a", "x"), ("c", ""), ("sign", "…")]);
/// assert_eq!(text, "a=x&b=0&key=***");
/// ```
pub fn string_to_sign<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut signed: Vec<_> = fields.into_iter().filter(|(name, value)| !value.is_empty() && *name != SIGN).collect();
    signed.sort_unstable();
    let mut text: String = signed.into_iter().flat_map(|(name, value)| [name, "=", value, "&"]).collect();
    text.push_str("key=");
    text.push_str(Privacy::MASK);
    text
}

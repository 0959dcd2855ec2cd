use std::fmt;

use md5::{Digest, Md5};
use wxmed_core::{Bilingual, Format};
use zeroize::Zeroize;

use crate::signed_xml::hex::Hex;

/// The weight of each of the first 17 digits in the check sum of GB 11643 (ISO 7064 MOD 11-2).
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS: &[u8; 11] = b"10X98765432";

/// A resident identity number in the form that the platform hashes: 18 characters, `X` in upper case.
///
/// The number is zeroed when dropped; `Debug` doesn't show it, and there is no `Display`. The interface uses only its
/// MD5 (sections 1.1 and 1.3).
///
/// ```
/// use wxmed::IdCard;
/// // The document's own sample, whose check digit is wrong: `parse` accepts it.
/// let card = IdCard::parse("44030019000101123x")?;
/// assert_eq!(card.md5().as_str(), "09eb26e839ff3a2e3980352ae45ef09e");
/// assert!(IdCard::parse_strict("44030019000101123x").is_err());
/// # Ok::<(), wxmed::IdCardError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct IdCard(Digits);

/// Boxed, so that moving a card leaves no copy of the number behind.
type Digits = Box<[u8; 18]>;

impl IdCard {
    /// Parses a number of 18 characters, or an old one of 15 digits, which is converted to 18.
    ///
    /// The check character of an 18-character number is *not* verified: the document's own sample has a wrong one, and
    /// numbers that the platform accepts must not be rejected here. See [`IdCard::parse_strict`].
    ///
    /// # Errors
    /// If the text has another length or invalid characters, or its date of birth doesn't exist.
    pub fn parse(text: &str) -> Result<Self, IdCardError> {
        let card = match text.len() {
            18 => Self::from_eighteen(text.as_bytes())?,
            15 => Self::from_fifteen(text.as_bytes())?,
            _ => return Err(misfit(text)),
        };
        if card.is_born() { Ok(card) } else { Err(IdCardError::BirthDate) }
    }

    /// Like [`IdCard::parse`], but also verifies the check character.
    ///
    /// # Errors
    /// Those of [`IdCard::parse`], and [`IdCardError::CheckCharacter`].
    pub fn parse_strict(text: &str) -> Result<Self, IdCardError> {
        let card = Self::parse(text)?;
        if card.0[17] == card.check_character() { Ok(card) } else { Err(IdCardError::CheckCharacter) }
    }

    /// The MD5 of the number, as the interface requires it.
    pub fn md5(&self) -> IdCardMd5 {
        IdCardMd5(Hex::lower(Md5::digest(&self.0[..])))
    }

    fn from_eighteen(text: &[u8]) -> Result<Self, IdCardError> {
        let mut card = Self(Box::new([b'0'; 18]));
        card.0.copy_from_slice(text);
        card.0[17].make_ascii_uppercase();
        let (check, digits) = (card.0[17], &card.0[..17]);
        all_digits(digits)?;
        if check.is_ascii_digit() || check == b'X' { Ok(card) } else { Err(IdCardError::Character { at: 18 }) }
    }

    /// Old numbers have a two-digit year of the last century, and no check character.
    fn from_fifteen(text: &[u8]) -> Result<Self, IdCardError> {
        all_digits(text)?;
        let mut card = Self(Box::new([b'0'; 18]));
        card.0[..6].copy_from_slice(&text[..6]);
        card.0[6..8].copy_from_slice(b"19");
        card.0[8..17].copy_from_slice(&text[6..]);
        card.0[17] = card.check_character();
        Ok(card)
    }

    fn check_character(&self) -> u8 {
        let sum: u32 = self.0.iter().zip(WEIGHTS).map(|(&digit, weight)| digit_value(digit) * weight).sum();
        CHECK_CHARACTERS[sum as usize % CHECK_CHARACTERS.len()]
    }

    fn is_born(&self) -> bool {
        let number = |digits: &[u8]| digits.iter().fold(0, |sum, &digit| sum * 10 + digit_value(digit) as i16);
        let (year, month, day) = (number(&self.0[6..10]), number(&self.0[10..12]), number(&self.0[12..14]));
        jiff::civil::Date::new(year, month as i8, day as i8).is_ok()
    }
}

/// A full-width digit or letter has three bytes, so the error is an invalid character, not a wrong length.
fn misfit(text: &str) -> IdCardError {
    let found = text.chars().count();
    match text.chars().position(|c| !c.is_ascii()) {
        Some(index) if found == 18 || found == 15 => IdCardError::Character { at: index + 1 },
        _ => IdCardError::Length { found },
    }
}

fn digit_value(digit: u8) -> u32 {
    u32::from(digit.wrapping_sub(b'0'))
}

fn all_digits(text: &[u8]) -> Result<(), IdCardError> {
    match text.iter().position(|byte| !byte.is_ascii_digit()) {
        None => Ok(()),
        Some(index) => Err(IdCardError::Character { at: index + 1 }),
    }
}

impl Drop for IdCard {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for IdCard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IdCard(***)")
    }
}

/// Why a text is not an identity number. The error never contains the number.
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum IdCardError {
    /// The text has neither 18 characters nor 15.
    Length {
        /// The number of characters.
        found: usize,
    },
    /// A character that is invalid at its position.
    Character {
        /// Its position, starting at 1.
        at: usize,
    },
    /// The date of birth doesn't exist.
    BirthDate,
    /// The check character is wrong.
    CheckCharacter,
}

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for IdCardError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = match self {
            Self::Length { found } => Bilingual::new(
                format!("身份证号应为 18 位（或旧的 15 位），实际为 {found} 位"),
                format!("an identity number has 18 characters, or 15 in its old form; this one has {found}"),
            ),
            Self::Character { at } => Bilingual::new(
                format!("身份证号第 {at} 位应为半角数字（第 18 位可为 X）"),
                format!("character {at} of the identity number must be an ASCII digit (the 18th may be X)"),
            ),
            Self::BirthDate => {
                Bilingual::of("身份证号中的出生日期不存在", "the date of birth in the identity number does not exist")
            }
            Self::CheckCharacter => Bilingual::of(
                "身份证号的校验码不符，请核对号码",
                "the check character of the identity number is wrong: check the number against the card",
            ),
        };
        fmt::Display::fmt(&message, f)
    }
}

impl std::error::Error for IdCardError {}

/// The MD5 of an identity number: 32 lower-case hexadecimal digits.
///
/// There are so few identity numbers that the hash can be reversed by trying all of them. Therefore `Debug` doesn't
/// show it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct IdCardMd5(Hex<32>);

impl IdCardMd5 {
    /// Parses a hash that was computed elsewhere.
    ///
    /// # Errors
    /// If the text is not 32 lower-case hexadecimal digits. The platform compares the text, so an upper-case hash would
    /// not match.
    pub fn parse(text: &str) -> Result<Self, IdCardMd5Error> {
        let hex = Hex::from_text(text).filter(|_| Format::IdcardMd5.accepts(text));
        hex.map(Self).ok_or(IdCardMd5Error)
    }

    /// The text that is sent.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl std::str::FromStr for IdCardMd5 {
    type Err = IdCardMd5Error;

    fn from_str(text: &str) -> Result<Self, IdCardMd5Error> {
        Self::parse(text)
    }
}

impl From<&IdCard> for IdCardMd5 {
    fn from(card: &IdCard) -> Self {
        card.md5()
    }
}

impl From<IdCard> for IdCardMd5 {
    fn from(card: IdCard) -> Self {
        card.md5()
    }
}

impl fmt::Debug for IdCardMd5 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IdCardMd5(***)")
    }
}

/// A text that is not an [`IdCardMd5`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct IdCardMd5Error;

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for IdCardMd5Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let demands = Format::IdcardMd5.demands();
        match f.alternate() {
            true => write!(f, "应为{}", demands.zh),
            false => write!(f, "must be {}", demands.en),
        }
    }
}

impl std::error::Error for IdCardMd5Error {}

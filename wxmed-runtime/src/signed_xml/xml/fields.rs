use std::borrow::Cow;
use std::fmt;

/// The maximum number of elements in a response. The document's longest table has 26. The limit keeps sorting by
/// insertion fast.
pub const MAX_FIELDS: usize = 512;

/// The fields received: names and raw values in their original order, each name once.
///
/// Values are borrowed from the body if they are contiguous there. They are never trimmed, and CR LF is kept, because
/// the sender signs exactly what it wrote. `Debug` shows only the names: values are patients' data.
#[derive(Clone, Default)]
pub struct Fields<'a> {
    received: Vec<(&'a str, Cow<'a, str>)>,
    /// Indices into `received`, sorted by name, for the signature and for lookups.
    by_name: Vec<u16>,
}

impl<'a> Fields<'a> {
    pub(super) fn with_room() -> Self {
        const USUAL: usize = 24;
        Self { received: Vec::with_capacity(USUAL), by_name: Vec::with_capacity(USUAL) }
    }

    /// Adds a field; returns its index if there is a field with that name already.
    pub(super) fn add(&mut self, name: &'a str, value: Cow<'a, str>) -> Result<(), Refused> {
        if self.received.len() >= MAX_FIELDS {
            return Err(Refused::TooMany);
        }
        let position = match self.by_name.last() {
            // Responses are often sorted already.
            Some(&last) if self.name_at(last) < name => self.by_name.len(),
            None => 0,
            Some(_) => match self.find(name) {
                Ok(_) => return Err(Refused::Duplicate),
                Err(position) => position,
            },
        };
        self.by_name.insert(position, self.received.len() as u16);
        self.received.push((name, value));
        Ok(())
    }

    fn name_at(&self, index: u16) -> &'a str {
        self.received.get(usize::from(index)).map_or("", |(name, _)| name)
    }

    fn find(&self, name: &str) -> Result<usize, usize> {
        self.by_name.binary_search_by(|&index| self.name_at(index).cmp(name))
    }

    /// The value of a field, empty or not; `None` if it was not received.
    pub fn get(&self, name: &str) -> Option<&str> {
        // Most other names have a different length, so this costs a few integer comparisons.
        const FEW: usize = 32;
        if self.received.len() <= FEW {
            return self.received.iter().find(|(other, _)| *other == name).map(|(_, value)| value.as_ref());
        }
        let position = self.find(name).ok()?;
        let index = usize::from(*self.by_name.get(position)?);
        self.received.get(index).map(|(_, value)| value.as_ref())
    }

    /// The fields in the order in which they were received.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&'a str, &str)> {
        self.received.iter().map(|(name, value)| (*name, value.as_ref()))
    }

    /// The fields in byte order of their names, which is the order of the signature.
    pub fn sorted(&self) -> impl ExactSizeIterator<Item = (&'a str, &str)> {
        self.by_name.iter().map(|&index| {
            let (name, value) = &self.received[usize::from(index)];
            (*name, value.as_ref())
        })
    }

    /// How many fields there are.
    pub fn len(&self) -> usize {
        self.received.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.received.is_empty()
    }
}

/// Why a field was not added.
pub(super) enum Refused {
    Duplicate,
    TooMany,
}

/// The fields in the order in which they were received, values borrowed from the body where possible.
impl<'a> IntoIterator for Fields<'a> {
    type Item = (&'a str, Cow<'a, str>);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.received.into_iter()
    }
}

impl fmt::Debug for Fields<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.received.iter().map(|(name, _)| name)).finish()
    }
}

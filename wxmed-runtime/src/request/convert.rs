//! Conversion of the user's own structs to valid requests.

use std::borrow::Cow;

use wxmed_core::{Rule, Violations};

use crate::record::{Fields, Reader, Record, Writer};
use crate::request::valid::Valid;
use wxmed_core::schema::Variants;
use wxmed_core::schema::{Bindings, Check, Codes, FieldSchema, RecordSchema};
use wxmed_core::schema::{FieldValue, FieldValues, complete};
use wxmed_core::validate::{self, Path, ViolationCollector};

/// Converts your own struct to a request or a content. `#[derive(wxmed::Request)]` implements it, and also
/// `TryFrom<&Self>` for the request or content.
pub trait ToValid: Fill {
    /// The generated type.
    type Target: Record;

    /// Converts the struct, and validates it as strictly as the target's builder does.
    ///
    /// # Errors
    /// All violations.
    fn to_valid(&self) -> Result<Valid<Self::Target>, Violations> {
        let mut collector = ViolationCollector::default();
        let cells = Form::cells(Self::Target::TABLE, &Path::ROOT, &mut collector, |form| self.fill(form));
        validate::record(Self::Target::TABLE, &cells, &Path::ROOT, &mut collector);
        validate::empty_members(Self::Target::TABLE, &cells, &Path::ROOT, &mut collector);
        let violations = collector.finish();
        match Self::Target::read(&Reader::new(&cells)) {
            Some(value) if !violations.has_errors() => Ok(Valid::trusted(value)),
            _ => Err(violations),
        }
    }
}

/// A struct whose fields belong to a field table.
#[doc(hidden)]
pub trait Fill {
    /// Adds them to the form.
    fn fill<'a>(&'a self, form: &mut Form<'a>);
}

/// A field table that is being filled in. The row of a name is determined at the end, because a name can have a
/// different row for each value of a tag.
#[doc(hidden)]
pub struct Form<'a> {
    table: &'a RecordSchema,
    cells: FieldValues<'a>,
    given: Vec<(&'static str, Given<'a>)>,
}

enum Given<'a> {
    Text(Cow<'a, str>),
    Content(Cow<'a, str>, Option<Bindings>),
    Texts(Vec<Cow<'a, str>>),
    Lists(Vec<Vec<Cow<'a, str>>>),
    Object(&'a dyn Fill),
    Objects(Vec<&'a dyn Fill>),
}

impl<'a> Form<'a> {
    fn cells(
        table: &'a RecordSchema,
        path: &Path<'_>,
        collector: &mut ViolationCollector,
        fill: impl FnOnce(&mut Form<'a>),
    ) -> FieldValues<'a> {
        let mut form = Form { table, cells: FieldValues::of(table), given: Vec::new() };
        fill(&mut form);
        let Form { mut cells, given, .. } = form;
        let text =
            |row: &FieldSchema| given.iter().find(|(name, _)| row.reads(name)).and_then(|(_, given)| given.text());
        let cases = Variants::select(table, |index, row| cells.get(index).given().or_else(|| text(row)));
        let rows: Vec<_> = given.iter().map(|(name, _)| cases.row(table, name)).collect();
        for ((name, given), found) in given.into_iter().zip(rows) {
            match found {
                Some((index, row)) => {
                    if let Given::Content(_, Some(bindings)) = &given {
                        cells.bind(index, bindings.clone());
                    }
                    cells.set(index, cell(row, given, path, collector));
                }
                None => report_wrong_case(table, name, path, collector),
            }
        }
        complete(table, &mut cells);
        cells
    }

    /// Adds a text. An empty text counts as absent.
    pub fn text(&mut self, name: &'static str, text: Option<Cow<'a, str>>) {
        self.given.extend(text.filter(|text| !text.is_empty()).map(|text| (name, Given::Text(text))));
    }

    /// Adds a content with its bindings.
    pub fn content(&mut self, name: &'static str, text: Option<Cow<'a, str>>, bindings: Option<Bindings>) {
        let text = text.filter(|text| !text.is_empty());
        self.given.extend(text.map(|text| (name, Given::Content(text, bindings))));
    }

    /// Adds a list of texts. Absent items leave no gap.
    pub fn texts<I>(
        &mut self,
        name: &'static str,
        items: Option<&'a [I]>,
        text: impl Fn(&'a I) -> Option<Cow<'a, str>>,
    ) {
        let texts = items.map(|items| items.iter().filter_map(text).collect());
        self.given.extend(texts.map(|texts| (name, Given::Texts(texts))));
    }

    /// Adds a list of lists of texts. Absent items leave no gap.
    pub fn lists<I, V: 'a>(
        &mut self,
        name: &'static str,
        items: Option<&'a [I]>,
        inner: impl Fn(&'a I) -> Option<&'a [V]>,
        text: impl Fn(&'a V) -> Option<Cow<'a, str>>,
    ) {
        let texts = |inner: &'a [V]| inner.iter().filter_map(&text).collect();
        let lists = items.map(|items| items.iter().filter_map(inner).map(texts).collect());
        self.given.extend(lists.map(|lists| (name, Given::Lists(lists))));
    }

    /// Adds an object.
    pub fn object(&mut self, name: &'static str, object: Option<&'a dyn Fill>) {
        self.given.extend(object.map(|object| (name, Given::Object(object))));
    }

    /// Adds a list of objects. Absent items leave no gap.
    pub fn objects<I>(
        &mut self,
        name: &'static str,
        items: Option<&'a [I]>,
        object: impl Fn(&'a I) -> Option<&'a dyn Fill>,
    ) {
        let objects = items.map(|items| items.iter().filter_map(object).collect());
        self.given.extend(objects.map(|objects| (name, Given::Objects(objects))));
    }

    /// Adds a generated choice, whose type is that of the record's member.
    pub fn group<T: Record, G: Fields>(&mut self, _member: fn(&T) -> &G, group: &'a G) {
        group.write(&mut Writer::new(&mut self.cells));
    }

    /// Adds a choice that several records share. Its rows are in the order of these names.
    pub fn part<T: Record, G: Fields>(&mut self, _member: fn(&T) -> &G, group: &'a G, names: &[&str]) {
        let mut own = FieldValues::with_room(names.len());
        group.write(&mut Writer::new(&mut own));
        for (name, cell) in names.iter().zip(own.into_cells()) {
            if let Some((index, _)) = self.table.indexed().find(|(_, row)| row.reads(name)) {
                self.cells.set(index, cell);
            }
        }
    }
}

impl Given<'_> {
    fn text(&self) -> Option<&str> {
        match self {
            Given::Text(text) | Given::Content(text, _) => Some(text),
            _ => None,
        }
    }
}

/// Reports a field that doesn't exist for the value of the tag.
fn report_wrong_case(table: &RecordSchema, name: &str, path: &Path<'_>, collector: &mut ViolationCollector) {
    let tag = table.checks.iter().find_map(|check| match check {
        Check::Cases { tag, .. } => table.rows.get(usize::from(*tag)),
        _ => None,
    });
    if let (Some(tag), Some(row)) = (tag, table.rows.iter().find(|row| row.reads(name))) {
        collector.row(table, row, path, Rule::WrongCase { tag: tag.name.clone() });
    }
}

fn cell<'a>(
    row: &'a FieldSchema,
    given: Given<'a>,
    path: &Path<'_>,
    collector: &mut ViolationCollector,
) -> FieldValue<'a> {
    let mut object = |fill: &'a dyn Fill, path: &Path<'_>| match row.object.as_deref() {
        Some(table) => FieldValue::Object(Box::new(Form::cells(table, path, collector, |form| fill.fill(form)))),
        None => FieldValue::Absent,
    };
    match given {
        Given::Text(text) | Given::Content(text, _) => FieldValue::Text(text),
        Given::Texts(texts) => FieldValue::List(texts.into_iter().map(FieldValue::Text).collect()),
        Given::Lists(lists) => {
            let list = |texts: Vec<Cow<'a, str>>| FieldValue::List(texts.into_iter().map(FieldValue::Text).collect());
            FieldValue::List(lists.into_iter().map(list).collect())
        }
        Given::Object(fill) => object(fill, &path.then(&row.name)),
        Given::Objects(items) => {
            let items = items.into_iter().enumerate();
            FieldValue::List(items.map(|(index, item)| object(item, &path.item(&row.name, index))).collect())
        }
    }
}

/// Fails the compilation if a field's type is the enum of another code table than the row's.
#[doc(hidden)]
#[track_caller]
pub const fn same_codes(table: Option<&'static Codes>, codes: &[&str]) {
    let Some(table) = table else { return };
    // Only a constant can be the table of a type.
    let Cow::Borrowed(rows) = table.rows else { return };
    let mut is_same = rows.len() == codes.len();
    let mut index = 0;
    while is_same && index < codes.len() {
        is_same = matches!(rows[index].code, Cow::Borrowed(code) if is_same_text(code, codes[index]));
        index += 1;
    }
    assert!(is_same, "this type is the enum of another code table than the field's");
}

/// Fails the compilation if `into` was generated from another spec.
#[doc(hidden)]
#[track_caller]
pub const fn same_spec(made_from: &str, spec: &str) {
    assert!(is_same_text(made_from, spec), "`into` names a type that is made from another spec");
}

const fn is_same_text(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let mut index = 0;
    while index < left.len() && index < right.len() && left[index] == right[index] {
        index += 1;
    }
    index == left.len() && index == right.len()
}

use std::collections::{BTreeMap, HashMap};

use super::{NamedTables, Tables};
use crate::ast::{ChoiceSyntax, CodesSyntax, ContentSyntax, OperationSyntax, RecordSyntax, SyntaxTree, Text};
use crate::casing::camel;
use crate::diagnostic::{Diagnostics, Id};
use crate::model::Span;

/// The types that one spec generates have distinct names.
///
/// A colliding type gets another name, so that references to it still resolve.
pub(super) fn check(specs: &mut SyntaxTree, d: &mut Diagnostics) {
    let shared = &NamedTables::of(&specs.codes);
    for spec in &mut specs.operations {
        let OperationSyntax { name, spelling, codes, request, .. } = spec;
        let mut types = Types::of(spelling.as_ref(), &name.value, d);
        types.take(&["Reply", "Error"]);
        types.tables(codes);
        types.record(request, &Tables { own: NamedTables::of(codes), shared });
    }
    for spec in &mut specs.notifications {
        let mut types = Types::of(spec.spelling.as_ref(), &spec.name.value, d);
        types.tables(&mut spec.codes);
    }
    for spec in &mut specs.contents {
        let ContentSyntax { name, spelling, codes, record, .. } = spec;
        let last = name.value.rsplit('/').next().unwrap_or_default();
        let mut types = Types::of(spelling.as_ref(), last, d);
        types.tables(codes);
        types.record(record, &Tables { own: NamedTables::of(codes), shared });
    }
}

/// The types of one spec.
struct Types<'d> {
    spec: String,
    /// The names, with the span of the `spelling:` if one states it.
    taken: BTreeMap<String, Option<Span>>,
    /// The last number that was appended to each name that was taken more than once.
    numbers: BTreeMap<String, usize>,
    d: &'d mut Diagnostics,
}

/// The suffixes of the types that are generated for a record.
const BESIDE_A_RECORD: [&str; 3] = ["", "Builder", "Draft"];

impl<'d> Types<'d> {
    /// Creates the names of one spec, starting with the request or the content itself.
    fn of(spelling: Option<&Text>, name: &str, d: &'d mut Diagnostics) -> Self {
        let spec = spelling.map_or_else(|| camel(name), |spelling| spelling.value.clone());
        let mut types = Self { spec, taken: BTreeMap::new(), numbers: BTreeMap::new(), d };
        types.take(&BESIDE_A_RECORD);
        types
    }

    fn take(&mut self, ends: &[&str]) {
        let names = ends.iter().map(|end| (format!("{}{end}", self.spec), None));
        self.taken.extend(names);
    }

    /// Takes a name with these suffixes. If one of them is taken, returns the number that makes them unique.
    ///
    /// If two names collide, the error is reported at the one that a `spelling:` states.
    fn distinct(&mut self, name: &str, ends: &[&str], at: TypeNameSpan) -> Option<usize> {
        let is_free =
            |types: &Self, name: &str| ends.iter().all(|end| !types.taken.contains_key(&format!("{name}{end}")));
        let mut all = ends.iter().map(|end| format!("{name}{end}"));
        let taken = all.find_map(|name| self.taken.get(&name).map(|spelled| (name, *spelled)));
        let number = taken.and_then(|(taken, other)| {
            let span = at.spelled.or(other).unwrap_or(at.span);
            self.d
                .error(Id::ApiName, span, format!("another type of this spec is called `{taken}` in the API"))
                .help("give one of the two another name; a `spelling:` will do where there can be one");
            let from = self.numbers.get(name).map_or(2, |last| last + 1);
            (from..).find(|number| is_free(self, &format!("{name}{number}")))
        });
        if let Some(number) = number {
            self.numbers.insert(name.to_owned(), number);
        }
        let name = number.map_or_else(|| name.to_owned(), |number| format!("{name}{number}"));
        self.taken.extend(ends.iter().map(|end| (format!("{name}{end}"), at.spelled)));
        number
    }

    fn tables(&mut self, tables: &mut [CodesSyntax]) {
        for table in tables {
            let name = spelled(table.spelling.as_ref(), &table.name);
            if let Some(number) = self.distinct(&name, &[""], TypeNameSpan::of(&table.name, table.spelling.as_ref())) {
                table.spelling = Some(Text { value: format!("{name}{number}"), span: table.name.span });
            }
        }
    }

    /// Takes the names of a tag's enum, and of the record of each value that has fields.
    fn cases(&mut self, record: &mut RecordSyntax, tables: &Tables<'_>) {
        let RecordSyntax { fields, sections, .. } = record;
        let Some(field) = fields.iter_mut().find(|field| field.tag.is_some()) else { return };
        let (name, codes) = (field.name.value.clone(), field.codes.as_ref().map(|codes| codes.value.clone()));
        if let Some(tag) = &mut field.tag
            && let Some(number) = self.distinct(&camel(&tag.value), &[""], TypeNameSpan::of(tag, None))
        {
            tag.value += &format!("_{number}");
        }
        let table = codes.and_then(|codes| tables.get(&codes));
        let mut about: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, section) in sections.iter().enumerate() {
            section.values_of(&name).for_each(|value| about.entry(value.to_owned()).or_default().push(at));
        }
        for value in table.iter().flat_map(|table| &table.values) {
            let about = about.get(value.code.as_str()).map_or(&[][..], Vec::as_slice);
            let Some((_, span)) = about.iter().find_map(|at| sections.get(*at)?.when.first()) else { continue };
            let span = *span;
            let written = about.iter().find_map(|at| sections.get_mut(*at)?.spelling.take());
            let at = TypeNameSpan { span, spelled: written.as_ref().map(|written| written.span) };
            let spelling = written.unwrap_or_else(|| Text { value: camel(&value.name.value), span });
            let number = self.distinct(&spelling.value, &BESIDE_A_RECORD, at);
            let number = number.map(|number| number.to_string()).unwrap_or_default();
            if let Some(first) = about.first().and_then(|at| sections.get_mut(*at)) {
                first.spelling = Some(Text { value: spelling.value + &number, ..spelling });
            }
        }
    }

    /// Takes the names of the enums of a record's own choices, of the types of its tag, and of its objects' records.
    fn record(&mut self, record: &mut RecordSyntax, tables: &Tables<'_>) {
        self.cases(record, tables);
        for choice in &mut record.choices {
            if let ChoiceSyntax::Own { name, .. } = choice
                && let Some(number) = self.distinct(&camel(&name.value), &[""], TypeNameSpan::of(name, None))
            {
                name.value += &format!("_{number}");
            }
        }
        for field in &mut record.fields {
            let Some(object) = &mut field.object else { continue };
            let name = spelled(field.spelling.as_ref(), &field.name);
            if let Some(number) =
                self.distinct(&name, &BESIDE_A_RECORD, TypeNameSpan::of(&field.name, field.spelling.as_ref()))
            {
                field.spelling = Some(Text { value: format!("{name}{number}"), span: field.name.span });
            }
            self.record(object, tables);
        }
    }
}

/// The origin of a type's name.
#[derive(Clone, Copy)]
struct TypeNameSpan {
    span: Span,
    /// The span of its `spelling:`, if it has one.
    spelled: Option<Span>,
}

impl TypeNameSpan {
    fn of(name: &Text, spelling: Option<&Text>) -> Self {
        Self { span: name.span, spelled: spelling.map(|spelling| spelling.span) }
    }
}

fn spelled(spelling: Option<&Text>, name: &Text) -> String {
    spelling.map_or_else(|| camel(&name.value), |spelling| spelling.value.clone())
}

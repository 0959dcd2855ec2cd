//! The syntax tree of specs: parsed, with spans, before names are resolved.

mod limits;
mod notification;
mod row_index;

pub(crate) use limits::{IdPartSyntax, LimitsSyntax, ListSyntax, RangeSyntax};
pub(crate) use notification::{KnownEntrySyntax, KnownSyntax, NotificationSyntax, RelatedSyntax, SendingSyntax};
pub(crate) use row_index::RowIndex;

use crate::model::{
    CodeMatch, Condition, Confidence, Encoding, ExampleValue, Exhaustiveness, LengthUnit, Null, Outcome, Required,
    Resource, ResponseSigning, Retry, RetryAdvice, Role, Span, Uses, Versions, WireType,
};
use wxmed_core::{Bilingual, Format, GroupKind, Severity};

/// A text and its span.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Text {
    pub(crate) value: String,
    pub(crate) span: Span,
}

impl Text {
    pub(crate) fn as_str(&self) -> &str {
        &self.value
    }
}

/// Every file, parsed.
#[derive(Clone, Debug, Default)]
pub(crate) struct SyntaxTree {
    pub(crate) operations: Vec<OperationSyntax>,
    pub(crate) contents: Vec<ContentSyntax>,
    pub(crate) codes: Vec<CodesSyntax>,
    pub(crate) errors: Vec<ErrorsSyntax>,
    pub(crate) parts: Vec<PartSyntax>,
    pub(crate) templates: Vec<TemplatesSyntax>,
    pub(crate) errata: Vec<ErratumSyntax>,
    pub(crate) notifications: Vec<NotificationSyntax>,
    pub(crate) known: Vec<KnownSyntax>,
}

impl SyntaxTree {
    /// Appends the specs of other files.
    pub(crate) fn extend(&mut self, other: SyntaxTree) {
        let SyntaxTree { operations, contents, codes, errors, parts, templates, errata, notifications, known } = other;
        self.operations.extend(operations);
        self.contents.extend(contents);
        self.codes.extend(codes);
        self.errors.extend(errors);
        self.parts.extend(parts);
        self.templates.extend(templates);
        self.errata.extend(errata);
        self.notifications.extend(notifications);
        self.known.extend(known);
    }
}

#[derive(Clone, Debug)]
pub(crate) struct OperationSyntax {
    pub(crate) name: Text,
    pub(crate) spelling: Option<Text>,
    pub(crate) path: Text,
    pub(crate) section: String,
    pub(crate) versions: Versions,
    pub(crate) provenance: Option<crate::model::Provenance>,
    pub(crate) title: Bilingual,
    pub(crate) about: Option<Bilingual>,
    pub(crate) retry: Retry,
    pub(crate) response_signing: ResponseSigning,
    pub(crate) sign_type: Option<Text>,
    pub(crate) needs: Vec<NeedSyntax>,
    pub(crate) creates: Vec<CreationSyntax>,
    pub(crate) request: RecordSyntax,
    pub(crate) response: RecordSyntax,
    pub(crate) errors: Vec<ErrorSyntax>,
    pub(crate) codes: Vec<CodesSyntax>,
    pub(crate) examples: Vec<ExampleSyntax>,
}

#[derive(Clone, Debug)]
pub(crate) struct NeedSyntax {
    /// `None` if the keyword is invalid, which was reported.
    pub(crate) what: Option<Resource>,
    pub(crate) by: Vec<Text>,
    pub(crate) same: Vec<Text>,
    pub(crate) uses: Uses,
    pub(crate) within: Option<Text>,
    pub(crate) span: Span,
}

#[derive(Clone, Debug)]
pub(crate) struct CreationSyntax {
    /// `None` if the keyword is invalid, which was reported.
    pub(crate) what: Option<Resource>,
    pub(crate) by: Vec<Text>,
    pub(crate) lasts: Option<Text>,
    pub(crate) span: Span,
}

#[derive(Clone, Debug)]
pub(crate) struct ContentSyntax {
    pub(crate) name: Text,
    pub(crate) spelling: Option<Text>,
    pub(crate) wrapped_in: Option<String>,
    pub(crate) received: bool,
    pub(crate) section: String,
    pub(crate) title: Bilingual,
    pub(crate) versions: Versions,
    pub(crate) provenance: Option<crate::model::Provenance>,
    pub(crate) record: RecordSyntax,
    /// The fields of the containing request that its bindings refer to.
    pub(crate) outer: RecordSyntax,
    pub(crate) bindings: Vec<RuleSyntax>,
    pub(crate) codes: Vec<CodesSyntax>,
    pub(crate) examples: Vec<ExampleSyntax>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct RecordSyntax {
    pub(crate) fields: Vec<FieldSyntax>,
    pub(crate) choices: Vec<ChoiceSyntax>,
    pub(crate) groups: Vec<GroupSyntax>,
    pub(crate) conditions: Vec<ConditionSyntax>,
    pub(crate) rules: Vec<RuleSyntax>,
    /// The sections. Their rows are among the fields.
    pub(crate) sections: Vec<SectionSyntax>,
}

impl RecordSyntax {
    /// The index of the first row with this name or alias.
    pub(crate) fn named(&self, name: &str) -> Option<usize> {
        let is_alias = |field: &FieldSyntax| field.aliases.iter().any(|(alias, _)| alias.value == name);
        self.index_of(name).or_else(|| self.fields.iter().position(is_alias))
    }

    /// Applies the file's length unit to rows that don't state one.
    pub(crate) fn counted_in(mut self, unit: Option<LengthUnit>) -> Self {
        for field in &mut self.fields {
            field.length = field.length.or(unit);
            field.object = field.object.take().map(|object| object.counted_in(unit));
        }
        self
    }

    /// The index of the first row with this name.
    pub(crate) fn index_of(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name.value == name)
    }
}

/// The header of a section, whose rows exist only under a condition.
#[derive(Clone, Debug)]
pub(crate) struct SectionSyntax {
    pub(crate) when: Vec<(Condition, Span)>,
    /// The name of the rows' type in the API.
    pub(crate) spelling: Option<Text>,
}

impl SectionSyntax {
    /// The values of a field for which the section exists.
    pub(crate) fn values_of<'s>(&'s self, field: &'s str) -> impl Iterator<Item = &'s str> {
        self.when.iter().filter(move |(condition, _)| condition.field == field).map(|(one, _)| one.value.as_str())
    }
}

#[derive(Clone, Debug)]
pub(crate) struct FieldSyntax {
    pub(crate) name: Text,
    pub(crate) label: String,
    pub(crate) en: String,
    pub(crate) notation: Text,
    pub(crate) ty: WireType,
    pub(crate) typed: Typed,
    pub(crate) required: Required,
    pub(crate) format: Option<(Format, Span)>,
    pub(crate) encoding: Option<(Encoding, Span)>,
    pub(crate) null: Null,
    pub(crate) limits: LimitsSyntax,
    /// Set for lists; the type is that of each item.
    pub(crate) list: Option<ListSyntax>,
    pub(crate) count_of: Option<Text>,
    /// The parts of an identifier, in order.
    pub(crate) composed: Vec<IdPartSyntax>,
    pub(crate) codes: Option<Text>,
    pub(crate) default: Option<Text>,
    pub(crate) tag: Option<Text>,
    pub(crate) sensitive: bool,
    pub(crate) role: Role,
    /// As written; otherwise the file's unit.
    pub(crate) length: Option<LengthUnit>,
    pub(crate) versions: Versions,
    pub(crate) provenance: Option<crate::model::Provenance>,
    pub(crate) api: Option<Text>,
    pub(crate) aliases: Vec<(Text, String)>,
    pub(crate) note: Option<Bilingual>,
    pub(crate) spelling: Option<Text>,
    pub(crate) value_source: ValueSourceSyntax,
    pub(crate) object: Option<RecordSyntax>,
    pub(crate) when: Vec<(Condition, Span)>,
}

/// Whether the type of a row is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Typed {
    AsWritten,
    /// The written type is invalid, which was reported. Checks that depend on the type are skipped.
    Unknown,
}

/// The source of a response row's value. After the checks, at most one is set.
#[derive(Clone, Debug, Default)]
pub(crate) struct ValueSourceSyntax {
    pub(crate) sample: Option<Text>,
    pub(crate) from: Option<(Resource, Span)>,
    pub(crate) echoes: Option<Text>,
}

#[derive(Clone, Debug)]
pub(crate) enum ChoiceSyntax {
    Part(Text),
    Own { name: Text, title: Bilingual, of: Vec<AlternativeSyntax> },
}

#[derive(Clone, Debug)]
pub(crate) struct AlternativeSyntax {
    pub(crate) name: Text,
    pub(crate) about: Option<Bilingual>,
    /// The fields, and whether the group is incomplete without each.
    pub(crate) fields: Vec<(Text, bool)>,
}

#[derive(Clone, Debug)]
pub(crate) struct ConditionSyntax {
    pub(crate) when: WhenSyntax,
    pub(crate) needs: Vec<Text>,
    pub(crate) absent: Vec<Text>,
}

#[derive(Clone, Debug)]
pub(crate) enum WhenSyntax {
    Given(Text),
    Holds(Text),
}

#[derive(Clone, Debug)]
pub(crate) struct GroupSyntax {
    pub(crate) kind: GroupKind,
    pub(crate) of: Vec<Text>,
    pub(crate) span: Span,
}

#[derive(Clone, Debug)]
pub(crate) struct RuleSyntax {
    pub(crate) id: Text,
    pub(crate) check: Text,
    /// As written; otherwise an error, or a warning if the spec has low confidence.
    pub(crate) severity: Option<Severity>,
    pub(crate) message: Bilingual,
}

#[derive(Clone, Debug)]
pub(crate) struct CodesSyntax {
    pub(crate) name: Text,
    pub(crate) spelling: Option<Text>,
    pub(crate) kind: Exhaustiveness,
    pub(crate) section: String,
    pub(crate) title: Bilingual,
    pub(crate) provenance: Option<crate::model::Provenance>,
    pub(crate) values: Vec<CodeSyntax>,
}

#[derive(Clone, Debug)]
pub(crate) struct CodeSyntax {
    pub(crate) code: Text,
    pub(crate) name: Text,
    pub(crate) label: Bilingual,
    pub(crate) versions: Versions,
    pub(crate) provenance: Option<crate::model::Provenance>,
}

#[derive(Clone, Debug)]
pub(crate) struct ErrorsSyntax {
    pub(crate) name: Text,
    pub(crate) spelling: Option<Text>,
    pub(crate) title: Bilingual,
    pub(crate) provenance: Option<crate::model::Provenance>,
    pub(crate) values: Vec<ErrorSyntax>,
}

#[derive(Clone, Debug)]
pub(crate) struct ErrorSyntax {
    pub(crate) code: Text,
    pub(crate) name: Text,
    pub(crate) meaning: Bilingual,
    pub(crate) remedy: Bilingual,
    pub(crate) matching: CodeMatch,
    pub(crate) refreshes_token: bool,
    pub(crate) outcome: Outcome,
    pub(crate) retry: RetryAdvice,
    pub(crate) provenance: Option<crate::model::Provenance>,
    /// When the operation responds with this error; only for errors of operations.
    pub(crate) when: Option<Text>,
}

#[derive(Clone, Debug)]
pub(crate) struct PartSyntax {
    pub(crate) name: Text,
    pub(crate) spelling: Option<Text>,
    pub(crate) title: Bilingual,
    pub(crate) names_account: bool,
    pub(crate) of: Vec<AlternativeSyntax>,
}

#[derive(Clone, Debug)]
pub(crate) struct TemplatesSyntax {
    pub(crate) name: Text,
    pub(crate) operation: Text,
    pub(crate) tag: Text,
    pub(crate) of: Vec<TemplateSyntax>,
}

#[derive(Clone, Debug)]
pub(crate) struct TemplateSyntax {
    pub(crate) value: Text,
    pub(crate) section: String,
    pub(crate) title: String,
    pub(crate) lines: Vec<Text>,
    pub(crate) keywords: Vec<KeywordSyntax>,
    pub(crate) sample: Vec<String>,
}

#[derive(Clone, Debug)]
pub(crate) struct KeywordSyntax {
    pub(crate) name: Text,
    pub(crate) filler: FillerSyntax,
    pub(crate) sample: String,
}

#[derive(Clone, Debug)]
pub(crate) enum FillerSyntax {
    Caller(Text),
    Platform(Bilingual),
}

#[derive(Clone, Debug)]
pub(crate) struct ExampleSyntax {
    pub(crate) title: Bilingual,
    pub(crate) value: ExampleValue,
    pub(crate) outer: Vec<(String, String)>,
    pub(crate) breaks: Vec<String>,
    pub(crate) span: Span,
}

#[derive(Clone, Debug)]
pub(crate) struct ErratumSyntax {
    pub(crate) id: Text,
    pub(crate) target: Text,
    pub(crate) change: Option<Change>,
    pub(crate) why: Bilingual,
    pub(crate) evidence: Bilingual,
    pub(crate) confidence: Confidence,
    pub(crate) by_default: bool,
}

/// What an erratum changes; `None` leaves a setting unchanged.
#[derive(Clone, Debug, Default)]
pub(crate) struct Change {
    /// The change as written.
    pub(crate) written: String,
    pub(crate) span: Span,
    pub(crate) name: Option<Text>,
    pub(crate) label: Option<String>,
    pub(crate) en: Option<String>,
    pub(crate) ty: Option<(Text, WireType)>,
    pub(crate) required: Option<Required>,
    pub(crate) format: Option<(Format, Span)>,
    pub(crate) encoding: Option<(Encoding, Span)>,
    pub(crate) limits: LimitsSyntax,
    /// The minimum and maximum number of items of a list.
    pub(crate) items: (Option<Text>, Option<Text>),
    pub(crate) codes: Option<Text>,
    pub(crate) default: Option<Text>,
    pub(crate) length: Option<LengthUnit>,
    pub(crate) sensitive: Option<bool>,
    pub(crate) note: Option<Bilingual>,
    pub(crate) lines: Option<Vec<Text>>,
}

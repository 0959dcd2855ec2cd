//! Differences between the rows of two versions, on the wire.

use super::groups;
use super::limits;
use super::pairs::{Ids, Pairs};
use super::records::{Direction, Records};
use super::{BreakRule, Location, Report, was};
use wxmed_compiler::model::{
    Condition, Exhaustiveness, Field, Null, Operation, Record, Role, StatedPresence, WireType,
};
use wxmed_core::{Bilingual, Format, Severity};

/// Compares the records, and the objects in them.
pub(super) fn compare(records: Records<'_>, report: &mut Report) {
    let Records { old, new, pairs, path, .. } = records;
    for field in pairs.removed.iter().filter_map(|index| old.fields.get(*index)) {
        let message = Bilingual::new("旧版有这个字段", "the old version has the field");
        report.add(BreakRule::FieldRemoved, Location::old(field.span), format!("{path}.{}", field.name), message);
    }
    for field in pairs.added.iter().filter_map(|index| new.fields.get(*index)) {
        added(records, field, report);
    }
    for (old, new) in records.rows() {
        Rows { old, new, records, subject: format!("{path}.{}", new.name) }.compare(report);
    }
    if records.direction == Direction::Sent {
        groups::compare(records, report);
    }
}

fn added(records: Records<'_>, field: &Field, report: &mut Report) {
    let is_ours = field.role == Role::Value && field.count_of.is_none();
    let (rule, message) = match effective_presence(field, field.presence) {
        StatedPresence::Required | StatedPresence::Present if is_ours => (
            BreakRule::FieldAddedMandatory,
            Bilingual::of("旧版没有这个必填字段", "the old version lacks this mandatory field"),
        ),
        StatedPresence::Required | StatedPresence::Present | StatedPresence::Optional | StatedPresence::Chosen => {
            (BreakRule::FieldAdded, Bilingual::of("旧版没有这个字段", "the old version lacks this field"))
        }
    };
    report.add(rule, Location::new(field.span), format!("{}.{}", records.path, field.name), message);
}

/// One row in two versions.
struct Rows<'r> {
    old: &'r Field,
    new: &'r Field,
    records: Records<'r>,
    subject: String,
}

impl Rows<'_> {
    fn compare(&self, report: &mut Report) {
        // Texts for people, settings of types, and settings of the sandbox don't affect the wire.
        let Field {
            name,
            api: _,
            spelling: _,
            label: _,
            section: _,
            note: _,
            notation: _,
            ty: _,
            required: _,
            presence,
            when,
            format: _,
            encoding: _,
            null,
            limits: _,
            list: _,
            unique: _,
            count_of,
            composed: _,
            codes: _,
            default,
            sensitive,
            length: _,
            role,
            versions: _,
            provenance: _,
            severity,
            aliases,
            value_source: _,
            object,
            span: _,
            api_span: _,
            spelling_span: _,
        } = self.old;
        let new = self.new;
        self.name(name, report);
        for alias in aliases.iter().filter(|alias| !reads(new, &alias.name)) {
            self.add(
                BreakRule::AliasRemoved,
                Bilingual::new(format!("别名 `{}`", alias.name), format!("the alias `{}`", alias.name)),
                report,
            );
        }
        self.presence(effective_presence(self.old, *presence), report);
        if *when != new.when {
            self.was(BreakRule::FieldConditionChanged, &conditions(when), &conditions(&new.when), report);
        }
        if self.records.direction == Direction::Sent && *default != new.default {
            let shown = |default: &Option<String>| default.clone().unwrap_or_else(|| "no default".to_owned());
            self.was(BreakRule::FieldDefaultChanged, &shown(default), &shown(&new.default), report);
        }
        self.count(*count_of, report);
        self.composed(report);
        if *role != new.role {
            self.was(BreakRule::FieldRoleChanged, role_name(*role), role_name(new.role), report);
        }
        if *null != new.null {
            let shown = |null| match null {
                Null::Absent => "not nullable",
                Null::Kept => "nullable: yes",
            };
            self.was(BreakRule::FieldNullChanged, shown(*null), shown(new.null), report);
        }
        match (self.records.direction, *severity, new.severity) {
            (Direction::Sent, Severity::Warning, Severity::Error) => {
                self.was(BreakRule::FieldMadeStrict, "a warning", "an error", report);
            }
            (Direction::Sent | Direction::Received, Severity::Error, _)
            | (Direction::Sent, Severity::Warning, Severity::Warning)
            | (Direction::Received, Severity::Warning, _) => {}
        }
        if *sensitive && !new.sensitive {
            self.add(BreakRule::FieldShown, Bilingual::of("不再是 sensitive", "is no longer sensitive"), report);
        }
        self.value(report);
        if let (Some(old), Some(new)) = (object, &new.object) {
            let pairs = Pairs::of(old, new);
            let location = Location::new(self.new.span);
            compare(Records { old, new, pairs: &pairs, path: &self.subject, location, ..self.records }, report);
        }
    }

    fn add(&self, rule: BreakRule, message: Bilingual, report: &mut Report) {
        report.add(rule, Location::new(self.new.span), &*self.subject, message);
    }

    fn was(&self, rule: BreakRule, old: &str, new: &str, report: &mut Report) {
        self.add(rule, was(old, new), report);
    }

    fn composed(&self, report: &mut Report) {
        let (old, new) = (self.records.old.id_parts(self.old), self.records.new.id_parts(self.new));
        if old != new {
            let shown = |parts: &[String]| {
                format!("composed: {}", if parts.is_empty() { "of anything".to_owned() } else { parts.join(" + ") })
            };
            let rule = if new.is_empty() { BreakRule::FieldWidened } else { BreakRule::LimitsNarrowed };
            self.was(rule, &shown(&old), &shown(&new), report);
        }
    }

    fn name(&self, old: &str, report: &mut Report) {
        if old == self.new.name {
            return;
        }
        if !reads(self.new, old) {
            self.was(BreakRule::FieldRenamed, old, &self.new.name, report);
        } else if self.records.direction == Direction::Sent {
            self.was(BreakRule::FieldSentAs, old, &self.new.name, report);
        }
    }

    fn presence(&self, old: StatedPresence, report: &mut Report) {
        // The client fills these in.
        if self.new.role != Role::Value || self.new.count_of.is_some() {
            return;
        }
        let new = effective_presence(self.new, self.new.presence);
        match strictness(old).cmp(&strictness(new)) {
            std::cmp::Ordering::Less => {
                self.was(BreakRule::FieldMadeMandatory, presence_name(old), presence_name(new), report);
            }
            std::cmp::Ordering::Equal => {}
            std::cmp::Ordering::Greater => {
                self.was(BreakRule::FieldMadeOptional, presence_name(old), presence_name(new), report);
            }
        }
    }

    /// A count that the builder can fill in.
    fn count(&self, old: Option<usize>, report: &mut Report) {
        let Records { old: old_record, new: new_record, pairs, .. } = self.records;
        let list = |record: &Record, ids: &Ids, index: Option<usize>| {
            let field = record.fields.get(index?)?;
            Some((ids.row(index?).to_owned(), format!("count of {}", field.name)))
        };
        let (was, is) = (list(old_record, &pairs.old, old), list(new_record, &pairs.new, self.new.count_of));
        if was.as_ref().map(|(id, _)| id) != is.as_ref().map(|(id, _)| id) {
            let shown = |list: Option<(String, String)>| list.map_or("value".to_owned(), |(_, shown)| shown);
            self.was(BreakRule::FieldRoleChanged, &shown(was), &shown(is), report);
        }
    }

    /// Compares the constraints of a value.
    fn value(&self, report: &mut Report) {
        let (old, new) = (self.old, self.new);
        let is_read_as_text =
            self.records.direction == Direction::Received && old.codes.is_some() && new.codes.is_some();
        let json_type = |field: &Field| (kind(field.ty), field.encoding, field.list.map(|list| list.items));
        if json_type(old) != json_type(new) {
            if !is_read_as_text {
                self.was(
                    BreakRule::FieldTypeChanged,
                    &limits::type_and_encoding(old),
                    &limits::type_and_encoding(new),
                    report,
                );
            }
        } else if self.records.direction == Direction::Sent {
            self.format(report);
            for (rule, was, is) in limits::compare(old, new) {
                self.was(rule, &was, &is, report);
            }
        }
        // In a response, only the codes of the envelope must be known.
        if self.records.direction == Direction::Sent || Operation::ENVELOPE.contains(&new.name.as_str()) {
            self.codes(report);
        }
    }

    fn format(&self, report: &mut Report) {
        let (old, new) = (self.old.format, self.new.format);
        if old == new {
            return;
        }
        let rule = if new == Format::Text { BreakRule::FieldWidened } else { BreakRule::FieldFormatChanged };
        self.was(rule, old.name(), new.name(), report);
    }

    /// A different code table. Differences inside a table are reported for the table itself.
    fn codes(&self, report: &mut Report) {
        let closed = |field: &'_ Field| field.codes.clone().filter(|table| table.openness == Exhaustiveness::Closed);
        let name = |field: &Field| field.codes.as_ref().map_or("no codes".to_owned(), |table| table.name.clone());
        let table = |field: &'_ Field| field.codes.as_ref().map(|table| (table.name.clone(), table.shared));
        if table(self.old) == table(self.new) {
            return;
        }
        match (closed(self.old), closed(self.new)) {
            (None, Some(_)) => self.was(BreakRule::FieldCodesRestricted, &name(self.old), &name(self.new), report),
            (Some(old), Some(new)) => {
                let is_kept = |code: &str| new.values.iter().any(|value| value.code == code);
                if !old.values.iter().all(|value| is_kept(&value.code)) {
                    self.was(BreakRule::FieldCodesRestricted, &name(self.old), &name(self.new), report);
                } else if new.values.len() > old.values.len() {
                    self.was(BreakRule::FieldWidened, &name(self.old), &name(self.new), report);
                }
            }
            (Some(_), None) => self.was(BreakRule::FieldWidened, &name(self.old), &name(self.new), report),
            (None, None) => {}
        }
    }
}

fn reads(field: &Field, name: &str) -> bool {
    field.name == name || field.aliases.iter().any(|alias| alias.name == name)
}

/// The type without its length limit.
fn kind(ty: WireType) -> WireType {
    match ty {
        WireType::Text { .. } => WireType::Text { max: None },
        WireType::Uint8 | WireType::Uint32 | WireType::Uint64 | WireType::Int | WireType::Bool | WireType::Object => ty,
    }
}

/// What the sender must provide: fields with a default are optional.
fn effective_presence(field: &Field, presence: StatedPresence) -> StatedPresence {
    if field.default.is_some() { StatedPresence::Optional } else { presence }
}

fn strictness(presence: StatedPresence) -> u8 {
    match presence {
        // Fields of a choice are reported with the choice.
        StatedPresence::Optional | StatedPresence::Chosen => 0,
        StatedPresence::Present => 1,
        StatedPresence::Required => 2,
    }
}

fn presence_name(presence: StatedPresence) -> &'static str {
    match presence {
        StatedPresence::Required => "mandatory",
        StatedPresence::Optional => "optional",
        StatedPresence::Chosen => "one of a choice",
        StatedPresence::Present => "present",
    }
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Value => "value",
        Role::Nonce => "nonce",
        Role::Signature => "signature",
    }
}

fn conditions(when: &[Condition]) -> String {
    let all: Vec<String> = when.iter().map(|Condition { field, value }| format!("{field}: {value}")).collect();
    if all.is_empty() { "always".to_owned() } else { all.join(", ") }
}

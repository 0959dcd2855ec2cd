use super::Rule;

/// Whether a violation prevents the request from being sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The request can still be sent.
    Warning,
    /// The request can't be sent.
    Error,
}

impl Rule {
    /// The default severity of the rule, which a spec can override.
    pub fn severity(&self) -> Severity {
        match self {
            Rule::LengthBytes { .. } | Rule::UnknownName { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// Whether the rule comes from a field's spec. The other rules apply to every text, name and signature.
    pub fn is_of_spec(&self) -> bool {
        match self {
            Rule::Required
            | Rule::Length { .. }
            | Rule::LengthBytes { .. }
            | Rule::Format(_)
            | Rule::Range { .. }
            | Rule::Decimals { .. }
            | Rule::Scale { .. }
            | Rule::Pattern { .. }
            | Rule::Code { .. }
            | Rule::ChoiceMissing { .. }
            | Rule::ChoiceConflict { .. }
            | Rule::Needs { .. }
            | Rule::NeededWhen { .. }
            | Rule::AbsentWhen { .. }
            | Rule::Group { .. }
            | Rule::WrongCase { .. }
            | Rule::JsonType { .. }
            | Rule::Items { .. }
            | Rule::Unique { .. }
            | Rule::Constant { .. }
            | Rule::Composed { .. }
            | Rule::Count { .. }
            | Rule::Stated { .. } => true,
            Rule::WhiteSpace
            | Rule::Invisible { .. }
            | Rule::ControlCharacter { .. }
            | Rule::Computed
            | Rule::Name
            | Rule::UnknownName { .. }
            | Rule::SignType
            | Rule::Duplicate
            | Rule::BesideWrapper { .. }
            | Rule::Value { .. } => false,
        }
    }
}

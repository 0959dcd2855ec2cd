use std::collections::HashMap;

use wxmed_compiler::model::Span;
use wxmed_core::Bilingual;

/// Why a file can't be used, with the position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftError {
    /// The span in the sources.
    pub span: Span,
    /// The error.
    pub message: Bilingual,
}

/// A decision that a person must make before a drafted spec can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The kind of decision.
    pub kind: DecisionKind,
    /// The path of the field, with `[]` for the items of a list; empty for the content itself.
    pub path: String,
    /// What the draft contains, or what is open.
    pub message: Bilingual,
    /// A proposal for the spec, as YAML.
    pub proposal: Option<String>,
    /// The evidence in the sources.
    pub evidence: Vec<Evidence>,
}

/// A quote from a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The span in the sources.
    pub span: Span,
    /// The quoted text; empty for a value, which may be personal data.
    pub text: String,
}

/// The kind of decision. Decisions are shown in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DecisionKind {
    /// A source has syntax errors and was repaired.
    Sample,
    /// How a table was read.
    Table,
    /// Two sources contradict each other.
    Contradiction,
    /// Something is not in the draft.
    LeftOut,
    /// A name that was extracted from a cell with other text.
    Name,
    /// The object that contains a field.
    Nesting,
    /// Two names of one field.
    OtherName,
    /// A field that only one source has.
    OneSource,
    /// The title of the content.
    Title,
    /// The source.
    Provenance,
    /// The name of a type in the API.
    Spelling,
    /// The label of a field.
    Label,
    /// The English labels.
    English,
    /// The type of a field.
    Type,
    /// Whether a field is mandatory.
    Presence,
    /// The format of a value.
    Format,
    /// Values that must not be shown.
    Sensitive,
    /// A field that contains the length of a list.
    Count,
    /// The values of a field's code table.
    Codes,
    /// The name of a code.
    CodeNames,
    /// A rule across fields.
    Rule,
    /// Other remarks of the source.
    Note,
    /// The examples.
    Examples,
}

impl DecisionKind {
    /// Every kind, in the order in which decisions are shown.
    pub const ALL: &'static [DecisionKind] = &[
        DecisionKind::Sample,
        DecisionKind::Table,
        DecisionKind::Contradiction,
        DecisionKind::LeftOut,
        DecisionKind::Name,
        DecisionKind::Nesting,
        DecisionKind::OtherName,
        DecisionKind::OneSource,
        DecisionKind::Title,
        DecisionKind::Provenance,
        DecisionKind::Spelling,
        DecisionKind::Label,
        DecisionKind::English,
        DecisionKind::Type,
        DecisionKind::Presence,
        DecisionKind::Format,
        DecisionKind::Sensitive,
        DecisionKind::Count,
        DecisionKind::Codes,
        DecisionKind::CodeNames,
        DecisionKind::Rule,
        DecisionKind::Note,
        DecisionKind::Examples,
    ];

    fn entry(self) -> (&'static str, Bilingual) {
        match self {
            DecisionKind::Sample => (
                "sample",
                Bilingual::of(
                    "来源本身有误，已按所述方式读取：请核对",
                    "A source has a mistake, and was read as is said here: compare it",
                ),
            ),
            DecisionKind::Table => (
                "table",
                Bilingual::of(
                    "核对表格的读法：各列、换行、重复",
                    "Compare how a table was read: its columns, what was wrapped or repeated",
                ),
            ),
            DecisionKind::Contradiction => (
                "contradiction",
                Bilingual::of("来源之间不一致：请向医保局确认", "Sources contradict each other: ask the bureau"),
            ),
            DecisionKind::LeftOut => (
                "left-out",
                Bilingual::of(
                    "草稿没有写入：请补写，或确认不需要",
                    "The draft leaves this out: add it, or see that it is not needed",
                ),
            ),
            DecisionKind::Name => (
                "name",
                Bilingual::of("核对字段名：单元格里还有别的内容", "Compare the name: its cell has other things in it"),
            ),
            DecisionKind::Nesting => {
                ("nesting", Bilingual::of("核对字段属于哪个对象", "Confirm which object the field is in"))
            }
            DecisionKind::OtherName => (
                "other-name",
                Bilingual::of(
                    "可能是同一字段的两个名称：请定一个，另一个写入 `aliases:`",
                    "Perhaps two names of one field: choose one, and put the other under `aliases:`",
                ),
            ),
            DecisionKind::OneSource => (
                "one-source",
                Bilingual::of(
                    "只有一个来源提到这个字段：请确认它存在",
                    "Only one source has this field: see that it exists",
                ),
            ),
            DecisionKind::Title => ("title", Bilingual::of("写出标题 `title:`", "Say in `title:` what this is")),
            DecisionKind::Provenance => (
                "provenance",
                Bilingual::of(
                    "写出来源与把握 `provenance:`",
                    "Say in `provenance:` where it is known from, and how sure that is",
                ),
            ),
            DecisionKind::Spelling => (
                "spelling",
                Bilingual::of(
                    "需要更好的类型名时写 `spelling:`",
                    "Where a type deserves a better name, give it `spelling:`",
                ),
            ),
            DecisionKind::Label => ("label", Bilingual::of("写出中文标签 `label:`", "Find the Chinese `label:`")),
            DecisionKind::English => {
                ("english", Bilingual::of("为每个标签写出英文 `en:`", "Say every label in English: `en:`"))
            }
            DecisionKind::Type => ("type", Bilingual::of("确认类型与长度", "Confirm the type and the length")),
            DecisionKind::Presence => (
                "presence",
                Bilingual::of(
                    "确认是否必填：Y、N 或 present（键必有，值可空）",
                    "Confirm whether it must be there: Y, N, or present (the key must, its value may be empty)",
                ),
            ),
            DecisionKind::Format => ("format", Bilingual::of("确认格式或单位", "Confirm the format, or the unit")),
            DecisionKind::Sensitive => (
                "sensitive",
                Bilingual::of(
                    "确认哪些值属于个人，不得显示 `sensitive: yes`",
                    "Confirm which values are a person's and must never be shown: `sensitive: yes`",
                ),
            ),
            DecisionKind::Count => (
                "count",
                Bilingual::of(
                    "确认它就是列表的项数 `count_of:`",
                    "Confirm that it is the length of the list: `count_of:`",
                ),
            ),
            DecisionKind::Codes => (
                "codes",
                Bilingual::of(
                    "确认取值，以及是否已列全 `codes:`",
                    "Confirm the values, and whether these are all: `codes:`",
                ),
            ),
            DecisionKind::CodeNames => (
                "code-names",
                Bilingual::of("为每个代码写出英文名称与含义", "Give each code a name and a meaning in English"),
            ),
            DecisionKind::Rule => (
                "rule",
                Bilingual::of(
                    "可能的规则：属实则写入 `rules:`",
                    "Perhaps a rule: if it holds always, put it under `rules:`",
                ),
            ),
            DecisionKind::Note => (
                "note",
                Bilingual::of(
                    "用自己的话写出来源补充的内容 `note:`",
                    "Say what the source adds in your own words: `note:`",
                ),
            ),
            DecisionKind::Examples => (
                "examples",
                Bilingual::of(
                    "写出示例：通过的，以及每条规则各一个不通过的",
                    "Write examples: some that pass, and one that breaks each rule",
                ),
            ),
        }
    }

    /// The stable name.
    pub fn name(self) -> &'static str {
        self.entry().0
    }

    /// The action to take.
    pub fn about(self) -> Bilingual {
        self.entry().1
    }
}

/// Collects decisions.
#[derive(Debug, Default)]
pub(super) struct Decisions {
    all: Vec<Decision>,
    /// The indices of the decisions for each path.
    by_path: HashMap<String, Vec<usize>>,
    /// The indices of the proposals.
    proposed: HashMap<(DecisionKind, String, String), usize>,
}

impl Decisions {
    /// Adds a decision.
    pub(super) fn add(
        &mut self,
        kind: DecisionKind,
        path: &str,
        message: Bilingual,
        evidence: Vec<Evidence>,
    ) -> &mut Decision {
        let index = self.all.len();
        self.by_path.entry(path.to_owned()).or_default().push(index);
        self.all.push(Decision { kind, path: path.to_owned(), message, proposal: None, evidence });
        &mut self.all[index]
    }

    /// Adds a proposal, or adds evidence to an existing one.
    pub(super) fn propose(
        &mut self,
        kind: DecisionKind,
        path: &str,
        message: Bilingual,
        proposal: String,
        evidence: Vec<Evidence>,
    ) {
        let key = (kind, path.to_owned(), proposal);
        match self.proposed.get(&key).and_then(|index| self.all.get_mut(*index)) {
            Some(old) => old.evidence.extend(evidence),
            None => {
                self.add(kind, path, message, evidence).proposal = Some(key.2.clone());
                self.proposed.insert(key, self.all.len() - 1);
            }
        }
    }

    /// The decisions about a field, except those about nearly every field.
    pub(super) fn about<'d>(&'d self, path: &'d str) -> impl Iterator<Item = &'d Decision> {
        let is_own = |kind: DecisionKind| {
            !matches!(kind, DecisionKind::English | DecisionKind::Spelling | DecisionKind::Sensitive)
        };
        let indices = self.by_path.get(path).into_iter().flatten();
        indices.filter_map(|index| self.all.get(*index)).filter(move |decision| is_own(decision.kind))
    }

    /// Adds a decision for a sample that violates the draft.
    pub(super) fn breaking_sample(&mut self, span: Span, broken: &[String]) {
        let broken = broken.join("; ");
        let message = Bilingual::new(
            format!("这个示例不符合草稿（{broken}）：两者之一有误"),
            format!("the sample breaks the draft ({broken}): one of the two is wrong"),
        );
        self.add(DecisionKind::Contradiction, "", message, vec![Evidence { span, text: String::new() }]);
    }

    /// Adds the decision about the examples.
    pub(super) fn examples(&mut self, none: bool) {
        let message = if none {
            Bilingual::of("没有带数据的示例", "there is no sample with data")
        } else {
            Bilingual::of(
                "只有来源中的示例：按标签、名称或样子像是个人的值，以及看不出是什么的值，已换成虚构的；请通读，确认没有遗漏",
                "the draft has the sources' samples only: values that a label, a name or their look make a person's, and those that nothing explains, are made up; read them through for others",
            )
        };
        self.add(DecisionKind::Examples, "", message, Vec::new());
    }

    /// The decisions so far.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Decision> {
        self.all.iter()
    }

    /// All decisions, in the order in which they are shown.
    pub(super) fn sorted(mut self) -> Vec<Decision> {
        self.all.sort_by_key(|decision| decision.kind);
        self.all
    }
}

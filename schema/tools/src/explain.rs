use wxmed_compiler::Id;
use wxmed_core::Bilingual;

/// The explanation of a kind of diagnostic.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// What the kind means.
    pub about: Bilingual,
    /// Why it matters.
    pub why: Bilingual,
    /// A spec that has only this error.
    pub wrong: &'static str,
    /// The corrected spec.
    pub right: &'static str,
}

/// The parts of an explanation that aren't in [`Id::about`]: the meaning in Chinese, why it matters in both languages,
/// and the two examples.
type ExplanationParts = (&'static str, Bilingual, [&'static str; 2]);

macro_rules! examples {
    ($id:literal) => {
        [
            include_str!(concat!("explain/examples/", $id, ".wrong.yaml")),
            include_str!(concat!("explain/examples/", $id, ".right.yaml")),
        ]
    };
}

/// Explains a kind of diagnostic: what it means, why it matters, and two examples.
pub fn explanation(id: Id) -> Explanation {
    let (about, why, [wrong, right]) = parts(id);
    Explanation { about: Bilingual::of(about, id.about()), why, wrong, right }
}

const fn parts(id: Id) -> ExplanationParts {
    match id {
        Id::Yaml => (
            "文件不是合法的 YAML。",
            Bilingual::of(
                "读不出结构，其余的错误也就无从查起。",
                "The file has no readable structure, so nothing else in it can be checked.",
            ),
            examples!("yaml"),
        ),
        Id::YamlFeature => (
            "规格是给人读的：锚点、别名、合并键与标签会把一行的内容藏到别处。",
            Bilingual::of(
                "逐行核对文档时，每行必须自己说全；藏起来的内容没有人会核对。",
                "Reviewers compare specs with the document row by row, and overlook what is defined elsewhere.",
            ),
            examples!("yaml-feature"),
        ),
        Id::Confusable => (
            "这里的字符看起来像 ASCII 字符，或者根本看不见，其实是另一个字符。",
            Bilingual::of(
                "输入法打出的全角标点、网页里带来的不可见字符，人看着一样，程序读到的是另一回事。",
                "Input methods produce full-width punctuation, and copied text contains invisible characters: they look the same to a person, but a program reads something else.",
            ),
            examples!("confusable"),
        ),
        Id::DuplicateKey => (
            "同一个映射里一个键出现了两次，其中一个会丢失。",
            Bilingual::of(
                "丢掉哪一个没有人知道，另一半读者看到的是另一个意思。",
                "YAML parsers differ on which of the two they keep.",
            ),
            examples!("duplicate-key"),
        ),
        Id::UnknownKind => (
            "文件的第一个键说明文件描述的是什么。",
            Bilingual::of("后面的键能写哪些，取决于它。", "The allowed keys depend on it."),
            examples!("unknown-kind"),
        ),
        Id::UnknownKey => (
            "规格语言在这里没有这个键。",
            Bilingual::of(
                "写错的键若被悄悄忽略，它要求的检查就不会发生。",
                "If a misspelt key were ignored, the check that it requests would never run.",
            ),
            examples!("unknown-key"),
        ),
        Id::MissingKey => (
            "缺少一个键，这一项就没有意义。",
            Bilingual::of(
                "缺的内容若由程序猜测，猜错的代价由医院承担。",
                "The missing value would have to be guessed, and a wrong guess would be paid for by a hospital.",
            ),
            examples!("missing-key"),
        ),
        Id::WrongShape => (
            "此处应是映射、列表或单个值，写的却是另一种。",
            Bilingual::of("形状不对，里面写的内容就无处可用。", "In another shape, the contents have no meaning."),
            examples!("wrong-shape"),
        ),
        Id::UnknownKeyword => (
            "此处只能写几个固定的词。",
            Bilingual::of(
                "意思不明的词若按默认处理，规格说的与程序做的就不一样了。",
                "If a default replaced the unknown word, the program would behave differently from the spec.",
            ),
            examples!("unknown-word"),
        ),
        Id::UnknownType => (
            "文档的记法里没有这个类型。",
            Bilingual::of("长度与取值范围都由类型决定。", "The type determines the length and the range."),
            examples!("unknown-type"),
        ),
        Id::BadName => (
            "这个名字不能用在报文上，或不能用在 API 里。",
            Bilingual::of(
                "报文上的名字会成为 XML 元素，API 里的名字会成为 Rust 标识符。",
                "Wire names become XML elements, and API names become Rust identifiers.",
            ),
            examples!("bad-name"),
        ),
        Id::DuplicateName => (
            "两个规格、选择、分支、规则或示例用了同一个名字。",
            Bilingual::of(
                "引用这个名字的地方会指向其中哪一个，没有人知道。",
                "A reference to the name would be ambiguous.",
            ),
            examples!("duplicate-name"),
        ),
        Id::DuplicateField => (
            "一个字段在同一张表里出现了两次，或与另一字段的别名相同。",
            Bilingual::of(
                "报文里一个名字只能有一个值，签名也只算一次。",
                "On the wire, each name has one value, which is signed once.",
            ),
            examples!("duplicate-field"),
        ),
        Id::DuplicateCode => (
            "一个代码或它的 API 名称在同一张表里出现了两次。",
            Bilingual::of("收到这个代码时，意思会有两个。", "The code would have two meanings in a response."),
            examples!("duplicate-code"),
        ),
        Id::UnknownCodes => (
            "没有这个名字的代码表。",
            Bilingual::of("没有代码表，任何值都会被当作合法。", "Without the table, every value would be accepted."),
            examples!("unknown-codes"),
        ),
        Id::UnknownPart => (
            "没有这个名字的公共部分。",
            Bilingual::of(
                "没有它，必须二选一的字段就没有人检查。",
                "Without it, there is no check that exactly one of its groups is given.",
            ),
            examples!("unknown-part"),
        ),
        Id::UnknownField => (
            "这张表没有这个名字的字段。",
            Bilingual::of(
                "指向不存在的字段的条件永远不会起作用。",
                "A condition on a field that does not exist never applies.",
            ),
            examples!("unknown-field"),
        ),
        Id::UnknownValue => (
            "字段的代码表里没有这个值。",
            Bilingual::of("依赖这个值的字段永远不会出现。", "The rows that depend on the value would never exist."),
            examples!("unknown-value"),
        ),
        Id::UnknownResource => (
            "值来自接口需要或产生的事物，错误来自它需要或比对的事物。",
            Bilingual::of(
                "沙箱按此回答：没有来处的值它编不出来。",
                "The sandbox builds its responses from this, and can't invent a value without a source.",
            ),
            examples!("unknown-thing"),
        ),
        Id::ResponseValue => (
            "应答的一行只从一处取值，取的值须是这一行能有的。",
            Bilingual::of(
                "两处说法不同时，沙箱与真实平台会给出不同的应答。",
                "With two sources, the sandbox and the platform could respond differently, and an invalid value is no usable response.",
            ),
            examples!("answer-value"),
        ),
        Id::WrongType => (
            "这个写法要求字段是另一种类型。",
            Bilingual::of(
                "类型不符的要求无法检查，只会拒绝所有的值，或放过所有的值。",
                "A setting that does not fit the type would reject every value, or accept every value.",
            ),
            examples!("wrong-type"),
        ),
        Id::EmptyChoice => (
            "选择至少要有两组，且各组的字段不同。",
            Bilingual::of("只有一组，就没有什么可选。", "With only one group, there is nothing to choose."),
            examples!("empty-choice"),
        ),
        Id::Limit => (
            "限制是一个数，并且留有可能的取值。",
            Bilingual::of(
                "没有任何值能满足的限制，会让每个请求都失败。",
                "A limit that no value satisfies makes every request fail.",
            ),
            examples!("limit"),
        ),
        Id::Pattern => (
            "不是合法的正则表达式。",
            Bilingual::of("读不懂的样式无法检查任何值。", "An invalid pattern can't check any value."),
            examples!("pattern"),
        ),
        Id::RuleSyntax => (
            "规则读不懂。",
            Bilingual::of("读不懂的规则不会检查任何内容。", "An invalid rule can't check anything."),
            examples!("rule-syntax"),
        ),
        Id::LowConfidence => (
            "可信度为 low 的内容只给警告，不拒绝任何值。",
            Bilingual::of(
                "若事实与推断不符，拒绝会让患者办不了事；警告则把选择留给调用方，确认后再提高可信度即可。",
                "If the inference is wrong, a rejected request keeps a patient from being treated. A warning leaves the decision to the caller; raise the confidence once the facts are confirmed.",
            ),
            examples!("low-confidence"),
        ),
        Id::ErratumTarget => (
            "勘误必须有所指，否则什么也没有改正，也没有人察觉。",
            Bilingual::of(
                "文档或规格改名之后，勘误若不跟着改，就会悄悄失效。",
                "If its target were renamed, the erratum would silently stop having an effect.",
            ),
            examples!("erratum-target"),
        ),
        Id::TemplateKeyword => (
            "模板的每一处都有人填写，也没有多余的填写。",
            Bilingual::of(
                "没有人填写的地方，会原样出现在发给患者的消息里。",
                "An unfilled template field is sent to the patient unchanged.",
            ),
            examples!("template-keyword"),
        ),
        Id::Example => (
            "示例必须通过，或恰好违反它列出的规则。",
            Bilingual::of(
                "示例是规格的测试：它说的与规则做的不同，两者之一有错。",
                "Examples are the tests of a spec: if an example contradicts the rules, one of the two is wrong.",
            ),
            examples!("example"),
        ),
        Id::ApiName => (
            "两个报文名字在 API 里成了同一个，或其中一个不能用作 API 里的名字：用 `api:` 另取一个。",
            Bilingual::of("同名的成员无法通过编译。", "Members with the same name do not compile."),
            examples!("api-name"),
        ),
        Id::Spelling => (
            "拼写必须是名字本身，只是大小写不同。",
            Bilingual::of(
                "复制来的文件若留着旧拼写，两个类型就会同名。",
                "If a copied file kept the old spelling, two types would have the same name.",
            ),
            examples!("spelling"),
        ),
        Id::Undecided => (
            "草稿留给人的事，规格投入使用之前须逐一决定：每条 `# decide` 注释，以及每个标签的英文。",
            Bilingual::of(
                "没有确认过的，程序照样当真：少填一个必填字段，到上线才会被退回。",
                "Programs rely on unconfirmed statements, too: that a field should have been mandatory would only be noticed in production.",
            ),
            examples!("undecided"),
        ),
    }
}

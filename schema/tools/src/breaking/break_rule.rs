//! The kinds of change, each with its effect, its meaning and the remedy.

use wxmed_core::Bilingual;

/// The effect of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// It breaks the wire: what is sent, or what is accepted.
    Wire,
    /// It breaks programs that use the generated Rust.
    Source,
    /// It is compatible.
    Nothing,
}

impl Effect {
    /// The name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Effect::Wire => "wire",
            Effect::Source => "source",
            Effect::Nothing => "none",
        }
    }
}

/// The properties of a kind of change.
struct Entry {
    name: &'static str,
    effect: Effect,
    about: (&'static str, &'static str),
    remedy: (&'static str, &'static str),
}

macro_rules! rules {
    ($($variant:ident, $name:literal, $effect:ident, $zh:literal, $en:literal, $do_zh:literal, $do_en:literal;)*) => {
        /// A kind of change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum BreakRule {
            $(#[doc = $en] $variant,)*
        }

        impl BreakRule {
            /// Every kind: what breaks the wire, what breaks programs, and what breaks nothing.
            pub const ALL: &'static [BreakRule] = &[$(BreakRule::$variant,)*];

            const fn entry(self) -> Entry {
                match self {
                    $(BreakRule::$variant => Entry {
                        name: $name,
                        effect: Effect::$effect,
                        about: ($zh, $en),
                        remedy: ($do_zh, $do_en),
                    },)*
                }
            }
        }
    };
}

rules! {
    SpecRemoved, "spec-removed", Wire,
        "一个接口或内容不再有了。", "An operation or a content is gone.",
        "保留它，或在大版本中移除并写入 CHANGELOG。", "Keep it, or remove it with a major version and say so in CHANGELOG.";
    NotificationKeyChanged, "notification-key-changed", Wire,
        "用来区分通知的字段与从前不同：已存储的键不再相符。", "Other fields tell one notification from another: keys that were stored no longer match.",
        "迁移已存储的键，或改回原来的 `by:`。", "Migrate the keys that were stored, or go back to the former `by:`.";
    PathChanged, "path-changed", Wire,
        "请求发往另一个路径。", "Requests go to another path.",
        "核对文档；旧路径若仍有效则改回。", "Check the document, and go back if the old path still holds.";
    RetryChanged, "retry-changed", Wire,
        "没有应答时是否重发，与从前不同。", "Whether it is sent again if no response was received has changed.",
        "确认重发是否有害：有害须为 never。", "Make sure whether sending it twice does harm: if it does, it is never.";
    ResponseSigningChanged, "answer-signing-changed", Wire,
        "应答是否须有签名，与从前不同。", "Whether a response must be signed has changed.",
        "核对文档的应答表里有没有 sign。", "See whether the document lists sign among the response's fields.";
    SignTypeChanged, "sign-type-changed", Wire,
        "由另一个字段决定签名方式。", "Another field says how a request is signed.",
        "核对文档；签名方式不符时平台会拒绝请求。", "Check the document: the platform refuses what is signed otherwise.";
    SignOrderChanged, "sign-order-changed", Wire,
        "字段参与签名的先后变了，或不再参与。", "Fields are signed in another order, or are signed no longer.",
        "签名按名称的字节排序：改名会改变次序，请核对新名称。", "Fields are signed in the order of their names' bytes: check the new name.";
    ContentWrappingChanged, "content-wrapping-changed", Wire,
        "内容最外层的键变了。", "The outermost key of a content is another one.",
        "与医保局核对结构。", "Check the structure with the bureau.";
    FieldRemoved, "field-removed", Wire,
        "一个字段不再发送或读取。", "A field is sent or read no longer.",
        "保留它；文档删去的字段可改为 required: N。", "Keep it; what the document dropped can become required: N.";
    FieldRenamed, "field-renamed", Wire,
        "字段改名，且旧名不再被读取。", "A field has another name, and is not read under the old one.",
        "把旧名列入 aliases；若只是印刷错误，改用 errata。", "List the old name under aliases; if it was a misprint, use an erratum.";
    FieldSentAs, "field-sent-as", Wire,
        "字段以另一个名称发送；旧名仍可读取。", "A field is sent under another name; it is still read under the old one.",
        "确认平台接受新名称。", "Make sure that the platform takes the new name.";
    AliasRemoved, "alias-removed", Wire,
        "字段不再以这个别名读取。", "A field is read under this name no longer.",
        "保留别名：它不影响发送。", "Keep the alias: it changes nothing that is sent.";
    FieldAddedMandatory, "field-added-mandatory", Wire,
        "多了一个必填字段：从前有效的值现在被拒绝。", "There is a new mandatory field: what was valid before is refused.",
        "若平台尚可不填，先设为 required: N。", "If the platform still does without it, begin with required: N.";
    FieldMadeMandatory, "field-made-mandatory", Wire,
        "可选字段成为必填：没有它的值现在被拒绝。", "An optional field is mandatory now: what lacks it is refused.",
        "若平台尚可不填，保持可选。", "If the platform still does without it, leave it optional.";
    FieldConditionChanged, "field-condition-changed", Wire,
        "字段只在另外的条件下才有。", "A field is there under other conditions.",
        "核对文档中这一行所属的部分。", "Check in the document which section the row belongs to.";
    FieldTypeChanged, "field-type-changed", Wire,
        "值的类型变了：从前有效的值可能被拒绝。", "The type of a value is another one: what was valid before may be refused.",
        "核对文档的类型栏。", "Check the type in the document.";
    FieldFormatChanged, "field-format-changed", Wire,
        "值的格式变了：从前有效的值可能被拒绝。", "The format of a value is another one: what was valid before may be refused.",
        "核对文档；不确定时用 text。", "Check the document; where it is not sure, leave the format away.";
    LengthShortened, "length-shortened", Wire,
        "长度上限变小：较长的值现在被拒绝。", "The limit of length is lower: longer values are refused.",
        "核对文档；各版本不一时取较长的，另写 errata。", "Check the document; where its versions differ take the longer, and write an erratum.";
    LimitsNarrowed, "limits-narrowed", Wire,
        "值的范围、小数位、样式或个数受到从前没有的限制。", "There is a limit to the amount, the decimal places, the look or the number of values that there was not.",
        "核对文档；不确定时不写 range、decimals、pattern、min 与 max。", "Check the document; where it is not sure, leave range, decimals, pattern, min and max away.";
    FieldDefaultChanged, "field-default-changed", Wire,
        "没有给出这个字段时，发送的值不同了。", "Where the field is not given, another value is sent.",
        "保留从前的默认值；否则写入 CHANGELOG。", "Keep the default that it had; say so in CHANGELOG if not.";
    FieldRoleChanged, "field-role-changed", Wire,
        "由另一方填写这个字段。", "Somebody else fills a field in.",
        "确认它是不是随机串或签名。", "Make sure whether it is the nonce or the signature.";
    FieldCodesRestricted, "field-codes-restricted", Wire,
        "字段换用的代码表不再接受从前的一些值。", "A field has another code table, which refuses values that were taken.",
        "补全代码表，或设为 kind: open。", "Complete the table, or make it kind: open.";
    CodesClosed, "codes-closed", Wire,
        "代码表由 open 变为 closed：表外的值现在被拒绝。", "A code table is closed now: values that it lacks are refused.",
        "只有文档列出全部值时才设为 closed。", "Close a table only if the document lists every value.";
    CodeRemoved, "code-removed", Wire,
        "封闭代码表少了一个值：这个值现在被拒绝。", "A closed code table lacks a value that it had: the value is refused.",
        "保留这个值。", "Keep the value.";
    CodeChanged, "code-changed", Wire,
        "同名的代码在报文里写作另一个值。", "A code of the same name is another text on the wire.",
        "核对文档；两个值都有时，各给一个名称。", "Check the document; if there are both, give each a name.";
    NeedsAdded, "needs-added", Wire,
        "给出一个字段时，另一个字段成为必填。", "A field is mandatory when another one is given, and was not.",
        "确认文档确有此条件。", "Make sure that the document says so.";
    DemandAdded, "demand-added", Wire,
        "在某种情况下，有的字段成为必填，或须不填。", "In some case fields are mandatory, or must be left out, and did not have to be.",
        "确认文档确有此条件。", "Make sure that the document says so.";
    GroupAdded, "group-added", Wire,
        "几个字段须给出几个，有了从前没有的要求。", "How many of some fields are given was not asked before.",
        "确认文档确有此条件。", "Make sure that the document says so.";
    ChoiceAdded, "choice-added", Wire,
        "几组字段现在须恰好给出一组。", "Of several groups of fields exactly one must be given now.",
        "确认文档确有此条件。", "Make sure that the document says so.";
    AlternativeRemoved, "alternative-removed", Wire,
        "选择中少了一组字段：按它填写的值现在被拒绝。", "A choice lacks a group that it had: what was filled in by it is refused.",
        "保留这一组。", "Keep the group.";
    AlternativeChanged, "alternative-changed", Wire,
        "选择中的一组要求另外的字段。", "A group of a choice has other fields.",
        "核对文档；可有可无的字段加 `?`。", "Check the document; write `field?` for what may be left out.";
    RuleAdded, "rule-added", Wire,
        "多了一条规则：不符合它的值现在被拒绝。", "There is a new rule: what does not follow it is refused.",
        "尚不确定的规则用 severity: warning。", "Make it severity: warning while it is not sure.";
    RuleChanged, "rule-changed", Wire,
        "规则的内容变了：从前有效的值可能被拒绝。", "A rule states something else: what was valid before may be refused.",
        "确认新规则；不确定时用 severity: warning。", "Make sure of it, or make it severity: warning.";
    ResponseEchoChanged, "answer-echo-changed", Wire,
        "应答中的一行须与所发的另一个值相同，否则被拒绝。", "A row of a response must be what was sent elsewhere, or the response is rejected.",
        "核对文档是否写明原样返回。", "See whether the document says that the value comes back.";
    ErrorCodeChanged, "error-code-changed", Wire,
        "同一个错误以另一个代码认出。", "An error is known by another code.",
        "核对文档；两个代码都有时，各列一条。", "Check the document; if there are both, list each.";
    TokenRefreshChanged, "token-refresh-changed", Wire,
        "遇到这个错误后是否换 token 重发，与从前不同。", "Whether a new token is fetched and the request sent again after this error is not what it was.",
        "只有平台确实什么都没做时才写 token: refused。", "Write token: refused only if the platform did nothing.";
    RefusalOutcomeChanged, "refusal-outcome-changed", Wire,
        "遇到这个错误时是否可能已经办理，与从前所说的不同。", "Whether it may have been done in spite of this error is not what was said.",
        "只有平台确实可能已经办理时才写 done: unknown。", "Write done: unknown only if the platform may have done it.";
    RefusalRetryChanged, "refusal-retry-changed", Wire,
        "遇到这个错误后是否自动重发，与从前不同。", "Whether a call is repeated after this error is not what it was.",
        "只有同样的调用稍后可能成功时才写 retry: later。", "Write retry: later only if the same call may succeed later.";
    ErrorMatchChanged, "error-match-changed", Wire,
        "这个错误在应答的另一处认出。", "The error is looked for elsewhere in a response.",
        "核对见到过的错误信息。", "Check the messages that were seen.";
    FieldNullChanged, "field-null-changed", Wire,
        "JSON null 从前保留而现在不发送，或者相反。", "JSON null was kept and is no longer sent, or the other way round.",
        "核对医保局是否要求 null。", "See whether the bureau wants null.";

    FieldMadeStrict, "field-made-strict", Wire,
        "不符合这一行的值，从前只给警告，现在拒绝。", "A value that the row does not allow was only warned of, and is refused now.",
        "可信度确已提高时才这样改。", "Change it only if the row is known for sure now.";

    TypeRemoved, "type-removed", Source,
        "一个类型不再有了。", "A type is gone.",
        "保留它，或在大版本中移除并写入 CHANGELOG。", "Keep it, or remove it with a major version and say so in CHANGELOG.";
    TypeRenamed, "type-renamed", Source,
        "一个类型有了另一个名称。", "A type has another name.",
        "用 spelling 保留旧名称。", "Keep the old name by spelling.";
    MemberRemoved, "member-removed", Source,
        "一个成员与它的方法不再有了。", "A member and its method are gone.",
        "保留它，或在大版本中移除并写入 CHANGELOG。", "Keep it, or remove it with a major version and say so in CHANGELOG.";
    MemberRenamed, "member-renamed", Source,
        "一个成员与它的方法有了另一个名称。", "A member and its method have another name.",
        "用 api 保留旧名称。", "Keep the old name by api.";
    MemberTypeChanged, "member-type-changed", Source,
        "一个成员是另一种类型。", "A member is of another type.",
        "若报文没有变，保留类型；否则写入 CHANGELOG。", "Keep the type if the wire has not changed; say so in CHANGELOG if it has.";
    OptionAdded, "option-added", Source,
        "一个成员成为 Option。", "A member is an Option now.",
        "在大版本中改，并写入 CHANGELOG。", "Do it with a major version, and say so in CHANGELOG.";
    OptionRemoved, "option-removed", Source,
        "一个成员不再是 Option。", "A member is an Option no longer.",
        "在大版本中改，并写入 CHANGELOG。", "Do it with a major version, and say so in CHANGELOG.";
    SetterMadeMandatory, "setter-made-mandatory", Source,
        "没有调用这个方法就不能 build。", "Nothing is built without a call of this method.",
        "若可不填，保持可选；否则写入 CHANGELOG。", "Leave it optional if it can be; say so in CHANGELOG if not.";
    VariantRemoved, "variant-removed", Source,
        "枚举少了一个变体。", "An enum lacks a variant that it had.",
        "保留它。", "Keep it.";
    VariantRenamed, "variant-renamed", Source,
        "枚举的变体有了另一个名称。", "A variant has another name.",
        "保留 name。", "Keep the name.";
    VariantAdded, "variant-added", Source,
        "可以穷举的枚举多了一个变体：match 不再完整。", "An enum that is matched exhaustively has a new variant.",
        "在大版本中加，并写入 CHANGELOG。", "Add it with a major version, and say so in CHANGELOG.";
    VariantChanged, "variant-changed", Source,
        "枚举的变体有了另外的成员。", "A variant has other members.",
        "在大版本中改，并写入 CHANGELOG。", "Do it with a major version, and say so in CHANGELOG.";
    ConstantRemoved, "constant-removed", Source,
        "一个常量不再有了。", "A constant is gone.",
        "保留它。", "Keep it.";

    SpecAdded, "spec-added", Nothing,
        "多了一个接口、内容或表。", "There is a new operation, content or table.",
        "写入 CHANGELOG。", "Say so in CHANGELOG.";
    FieldAdded, "field-added", Nothing,
        "多了一个可选字段。", "There is a new optional field.",
        "写入 CHANGELOG。", "Say so in CHANGELOG.";
    FieldMadeOptional, "field-made-optional", Nothing,
        "从前必填的字段可以不填。", "A field that was mandatory can be left out.",
        "确认平台真的不要求它。", "Make sure that the platform does without it.";
    FieldWidened, "field-widened", Nothing,
        "字段接受更多的值。", "A field takes more values.",
        "确认平台也接受它们。", "Make sure that the platform takes them, too.";
    FieldShown, "field-shown", Nothing,
        "从前遮盖的值会出现在 Debug 与日志里。", "A value that was hidden is shown in Debug and in logs.",
        "确认它既不是患者的数据也不是秘密。", "Make sure that it is neither a patient's nor a secret.";
    CodesOpened, "codes-opened", Nothing,
        "代码表由 closed 变为 open。", "A code table is open now.",
        "确认平台接受表外的值。", "Make sure that the platform takes values that it lacks.";
    CodeAdded, "code-added", Nothing,
        "代码表或错误表多了一个值。", "A table of codes or errors has a new value.",
        "写入 CHANGELOG。", "Say so in CHANGELOG.";
    NeedsRemoved, "needs-removed", Nothing,
        "给出一个字段时，另一个字段不再必填。", "A field is no longer mandatory when another one is given.",
        "确认平台真的不要求它。", "Make sure that the platform does without it.";
    DemandRemoved, "demand-removed", Nothing,
        "有的字段不再因某种情况而必填或不填。", "Fields are no longer mandatory, or left out, in some case.",
        "确认平台真的不要求它。", "Make sure that the platform does without it.";
    GroupRemoved, "group-removed", Nothing,
        "几个字段给出几个，不再有要求。", "How many of some fields are given is no longer asked.",
        "确认平台真的不要求它。", "Make sure that the platform does without it.";
    ChoiceRemoved, "choice-removed", Nothing,
        "几组字段不再须恰好给出一组。", "Of several groups of fields it is no longer one that must be given.",
        "确认平台真的不要求它。", "Make sure that the platform does without it.";
    AlternativeAdded, "alternative-added", Nothing,
        "选择中多了一组字段。", "A choice has a new group.",
        "确认平台接受它。", "Make sure that the platform takes it.";
    RuleRemoved, "rule-removed", Nothing,
        "少了一条规则，或规则只剩警告。", "A rule is gone, or only warns.",
        "确认平台真的不要求它。", "Make sure that the platform does without it.";
    ResponseEchoRemoved, "answer-echo-removed", Nothing,
        "应答中的一行不再须与所发的相同。", "A row of a response need no longer be what was sent.",
        "确认文档没有写明原样返回。", "Make sure that the document does not say that the value comes back.";
}

impl BreakRule {
    /// The stable name.
    pub const fn name(self) -> &'static str {
        self.entry().name
    }

    /// The effect.
    pub const fn effect(self) -> Effect {
        self.entry().effect
    }

    /// The meaning.
    pub const fn about(self) -> Bilingual {
        let (zh, en) = self.entry().about;
        Bilingual::of(zh, en)
    }

    /// The remedy.
    pub const fn remedy(self) -> Bilingual {
        let (zh, en) = self.entry().remedy;
        Bilingual::of(zh, en)
    }
}

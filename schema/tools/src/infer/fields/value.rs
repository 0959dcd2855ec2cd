use std::collections::HashSet;

use super::types::{Typed, whole_format};
use super::{CodeTable, Infer, Row, SourceText, free, seen};
use crate::infer::codes::Found;
use crate::infer::dates::{self, Stated};
use crate::infer::merge::{Node, Scalar};
use crate::infer::notation::Declared;
use crate::infer::{DecisionKind, Evidence, lexicon, remarks};
use wxmed_compiler::casing::{camel, snake};
use wxmed_core::schema::Encoding;
use wxmed_core::{Bilingual, Format, Json};

/// Whether a value is true or false, as a text or a boolean.
fn is_truth(value: &Scalar) -> bool {
    Format::Boolean.accepts(&value.text)
}

impl Infer<'_, '_> {
    /// Infers the values of a row. Returns false if nothing can be inferred.
    pub(super) fn value(&mut self, node: &Node, source_text: &SourceText, typed: &Typed, row: &mut Row) -> bool {
        let values: Vec<&Scalar> = node.values.iter().filter(|value| !value.text.is_empty()).collect();
        if !self.has_known_type(node, source_text, typed, &values, row) {
            return false;
        }
        if self.truth(node, typed, &values, row) {
            self.claim_types(typed);
            return true;
        }
        if self.is_number(&values, typed, row) {
            row.encoding = Encoding::Number;
        }
        self.ty(node, typed, &values, row);
        self.codes(node, source_text, typed, &values, row);
        if row.codes.is_none() {
            self.date(node, source_text, typed, &values, row);
            self.named_format(source_text, &values, row);
            self.decimals(source_text, row);
            if row.format.is_none() || row.format == Some(Format::Decimal) {
                self.amount(node, source_text, typed, row);
            }
        }
        self.number(&values, row);
        self.length(&values, source_text.codes.as_ref(), typed, row);
        self.limits(typed, row);
        self.claim_types(typed);
        true
    }

    fn has_known_type(
        &mut self,
        node: &Node,
        source_text: &SourceText,
        typed: &Typed,
        values: &[&Scalar],
        row: &Row,
    ) -> bool {
        let is_named = !source_text.label.is_empty() || !node.values.is_empty() || typed.declared.is_some();
        let has_items = matches!(typed.declared, Some(Declared::List(Some(_))));
        let why = if !node.truths.is_empty() && !values.iter().all(|value| is_truth(value)) {
            Bilingual::of(
                "样例中有时是 true 或 false，有时是别的值",
                "it is true or false in one place, and something else in another",
            )
        } else if row.is_list && values.is_empty() && node.label.is_none() && !has_items {
            Bilingual::of("看不出列表的每一项是什么", "no source shows what the items of the list are")
        } else if typed.is_object() {
            Bilingual::of("看不出这个对象有哪些字段", "no source shows what is in this object")
        } else if !is_named && !node.nulls.is_empty() {
            Bilingual::of("只见到 null，看不出是什么", "it is only ever null, and nothing says what it is")
        } else {
            return true;
        };
        let truths = node.truths.iter().map(|span| Evidence { span: *span, text: String::new() });
        self.decisions.add(DecisionKind::LeftOut, &row.path, why, std::iter::once(seen(node)).chain(truths).collect());
        false
    }

    /// Whether the values are booleans: the samples have only true and false, and either they or a table show the type.
    fn truth(&mut self, node: &Node, typed: &Typed, values: &[&Scalar], row: &mut Row) -> bool {
        let (is_shown, is_declared) = (!node.truths.is_empty(), typed.declared == Some(Declared::Truth));
        if !(is_shown || is_declared) || !values.iter().all(|value| is_truth(value)) {
            return false;
        }
        row.ty = "boolean".to_owned();
        if is_shown {
            row.encoding = Encoding::Boolean;
        }
        let evidence =
            || node.truths.iter().take(2).map(|span| Evidence { span: *span, text: String::new() }).collect();
        if is_shown && !values.is_empty() {
            let message = Bilingual::of(
                "样例中有时是 true 或 false，有时是字符串",
                "it is true or false in one place, and a string in another",
            );
            self.add_decision(DecisionKind::Contradiction, row, message, evidence());
        } else if is_shown && !is_declared {
            let message = Bilingual::of(
                "样例中是 true 或 false，草稿写 boolean",
                "the samples have true or false, and the draft says boolean",
            );
            self.add_decision(DecisionKind::Type, row, message, evidence());
        } else if !is_shown && values.is_empty() {
            let message = Bilingual::of(
                "没有样例显示 JSON 中是 true 还是字符串，草稿写字符串",
                "no sample shows whether JSON has true or a string, and the draft says a string",
            );
            self.add_decision(DecisionKind::Type, row, message, typed.quotes()).proposal =
                Some("wire: boolean".to_owned());
        }
        true
    }

    /// Whether the field is a number in JSON. It must be a number in all samples.
    fn is_number(&mut self, values: &[&Scalar], typed: &Typed, row: &Row) -> bool {
        let numbers = values.iter().filter(|value| value.is_number).count();
        let is_declared = matches!(typed.declared, Some(Declared::Whole(_) | Declared::Number(_)));
        let evidence =
            || values.iter().take(2).map(|value| Evidence { span: value.span, text: String::new() }).collect();
        if numbers > 0 && numbers < values.len() {
            let message =
                Bilingual::of("样例中有时是数字，有时是字符串", "it is a number in one place and a string in another");
            self.add_decision(DecisionKind::Contradiction, row, message, evidence());
        } else if values.is_empty() && is_declared {
            let message = Bilingual::of(
                "没有样例显示 JSON 中是数字还是字符串，草稿写字符串",
                "no sample shows whether JSON has a number or a string, and the draft says a string",
            );
            self.add_decision(DecisionKind::Type, row, message, Vec::new()).proposal = Some("wire: number".to_owned());
        }
        numbers > 0 && numbers == values.len()
    }

    fn codes(&mut self, node: &Node, source_text: &SourceText, typed: &Typed, values: &[&Scalar], row: &mut Row) {
        let Some(found) = &source_text.codes else {
            if lexicon::is_kind(&source_text.label) {
                let message = Bilingual::of(
                    "标签像是代码，来源中没有读出取值：请核对引用的文字里有没有",
                    "the label suggests codes, and none were read in what the sources say: see whether the quotes have some",
                );
                let evidence = source_text.evidence.iter().chain(&source_text.remarks).cloned().collect();
                self.add_decision(DecisionKind::Codes, row, message, evidence);
            }
            return;
        };
        let known: HashSet<&str> = found.values.iter().map(|(code, _)| code.as_str()).collect();
        if values.iter().any(|value| !known.contains(value.text.as_str())) {
            let message = Bilingual::of("样例中有表里没有的取值", "a sample has a value that is not in the list");
            self.add_decision(DecisionKind::Contradiction, row, message, vec![seen(node)]);
        }
        let codes = found.values.iter().map(|(code, zh)| format!("{code} {zh}")).collect::<Vec<_>>().join(", ");
        let message = Bilingual::new(
            format!("取值 {codes}；草稿写 open：其他值照样接受"),
            format!("the values are {codes}; the draft says open, so that others pass"),
        );
        self.add_decision(DecisionKind::Codes, row, message, source_text.remarks.clone());
        let message = Bilingual::of(
            "草稿的名称是代码本身，英文处是中文",
            "the draft names them by the codes, and has Chinese for English",
        );
        self.add_decision(DecisionKind::CodeNames, row, message, source_text.remarks.clone());
        if let Some(format) = whole_format(&row.ty) {
            // Codes are texts, so a number of digits is the length of the text.
            match row.digits {
                Some((digits, _)) => row.ty = format!("String{digits}"),
                None if found.values.iter().all(|(code, _)| format.accepts(code)) => {}
                None => row.ty = "String".to_owned(),
            }
        }
        if row.decimals.is_some_and(|decimals| decimals > 0) {
            let message = Bilingual::of(
                "来源说是带小数的数，又列出了代码：草稿按代码写",
                "the source says that it is a number with places, and lists codes: the draft has the codes",
            );
            self.add_decision(DecisionKind::Contradiction, row, message, typed.quotes());
        }
        if !found.values.iter().all(|(code, _)| Json::is_number(code)) {
            row.encoding = Encoding::Text;
        }
        row.format = None;
        row.decimals = None;
        row.digits = None;
        row.codes = Some(self.code_table(node, source_text, found));
    }

    /// The name of the code table. Rows with equal tables share one.
    fn code_table(&mut self, node: &Node, source_text: &SourceText, found: &Found) -> String {
        if let Some(same) = self.tables.get(&found.values).and_then(|at| self.codes.get(*at)) {
            return same.name.clone();
        }
        let plain = snake(&node.name);
        let plain = if plain.starts_with(|c: char| c.is_ascii_lowercase()) { plain } else { format!("code{plain}") };
        let is_free =
            |name: &String| !["self", "super", "crate"].contains(&name.as_str()) && !self.types.contains(&camel(name));
        let numbered = |number| format!("{plain}_codes_{number}");
        let like = format!("{plain}_codes");
        let name = free([plain.clone(), like.clone()], numbered, &like, &mut self.numbers, is_free);
        self.types.insert(camel(&name));
        let title = if source_text.label.is_empty() { node.name.clone() } else { source_text.label.clone() };
        self.tables.insert(found.values.clone(), self.codes.len());
        self.codes.push(CodeTable { name: name.clone(), title, values: found.values.clone() });
        name
    }

    fn date(&mut self, node: &Node, source_text: &SourceText, typed: &Typed, values: &[&Scalar], row: &mut Row) {
        let cell = node.row.as_ref().and_then(|cells| cells.ty.as_ref()).map_or("", |ty| ty.text.as_str());
        let stated = match dates::stated(&source_text.rest) {
            Stated::Nothing => dates::stated(cell),
            stated => stated,
        };
        let is_declared = typed.declared == Some(Declared::Date);
        let is_date = is_declared || lexicon::is_date(&source_text.label, &node.name);
        let shown = dates::of_all(values.iter().map(|value| value.text.as_str()));
        let message = match (stated, shown) {
            (Stated::Known(format), _) if values.iter().all(|value| format.accepts(&value.text)) => {
                self.dated(format, source_text, typed, row);
                return;
            }
            (Stated::Known(_), _) => Bilingual::of(
                "样例中的值不合所写的格式",
                "a value of the samples does not have the format that is stated",
            ),
            (Stated::Unknown, None) => {
                Bilingual::of("规格语言没有这种日期格式", "the language does not have this format of dates")
            }
            (Stated::Nothing | Stated::Unknown, Some(format)) if is_date || !format.can_be_number() => {
                self.dated(format, source_text, typed, row);
                Bilingual::new(
                    format!("样例中的值都是 {}", format.name()),
                    format!("all values of the samples are {}", format.name()),
                )
            }
            (Stated::Nothing, None) if is_date && (is_declared || values.is_empty()) => {
                Bilingual::of("看不出日期怎样写", "no source shows how the date is written")
            }
            (Stated::Nothing, None)
                if is_date && values.iter().all(|value| value.text.starts_with(|c: char| c.is_ascii_digit())) =>
            {
                Bilingual::of("样例中的日期不是已知的格式", "the dates of the samples have no format that is known")
            }
            (Stated::Nothing | Stated::Unknown, Some(_)) | (Stated::Nothing, None) => return,
        };
        let kind = if matches!(stated, Stated::Known(_)) { DecisionKind::Contradiction } else { DecisionKind::Format };
        let evidence = if source_text.remarks.is_empty() { vec![seen(node)] } else { source_text.remarks.clone() };
        self.add_decision(kind, row, message, evidence.into_iter().chain(typed.quotes()).collect());
    }

    /// A date is a text with the length of its format.
    fn dated(&mut self, format: Format, source_text: &SourceText, typed: &Typed, row: &mut Row) {
        let length = characters(format);
        if whole_format(&row.ty).is_some() || row.format == Some(Format::Decimal) {
            let digits = row.digits.and_then(|(digits, _)| usize::try_from(digits).ok());
            row.ty = format!("String{}", digits.unwrap_or(length));
        }
        row.format = Some(format);
        row.decimals = None;
        row.digits = None;
        if longest(&row.ty).is_some_and(|max| max < length) {
            let message = Bilingual::new(
                format!("长度放不下 {}", format.name()),
                format!("the length is too short for {}", format.name()),
            );
            self.add_decision(
                DecisionKind::Contradiction,
                row,
                message,
                typed.quotes().into_iter().chain(source_text.remarks.iter().cloned()).collect(),
            );
        }
    }

    /// Sets the decimal places that a remark states.
    fn decimals(&mut self, source_text: &SourceText, row: &mut Row) {
        let Some(decimals) = remarks::decimals(&source_text.rest) else { return };
        let is_decimal = row.format == Some(Format::Decimal);
        let could_have = row.format.is_none() && longest(&row.ty).is_none() && row.ty.starts_with(['S', 's']);
        if (is_decimal || could_have) && row.decimals.is_none() {
            row.format = Some(Format::Decimal);
            row.decimals = Some(decimals);
        } else if is_decimal && row.decimals != Some(decimals) {
            let message = Bilingual::of(
                "类型与说明的小数位数不同，草稿用前者",
                "the type and the remark differ in the decimal places, and the draft has the former",
            );
            self.add_decision(DecisionKind::Contradiction, row, message, source_text.remarks.clone());
        }
    }

    /// Sets the format of a number that has none yet.
    fn number(&mut self, values: &[&Scalar], row: &mut Row) {
        let is_text = row.ty.starts_with(['S', 's']);
        let is_decimal = values.iter().all(|value| Format::Decimal.accepts(&value.text));
        if row.format == Some(Format::Decimal) && !is_decimal {
            row.format = None;
            row.decimals = None;
            row.digits = None;
            let message = Bilingual::of("样例中的值不是十进制数", "a value of the samples is no decimal number");
            self.add_decision(DecisionKind::Contradiction, row, message, Vec::new());
        }
        if row.is_number() && is_text && row.format.is_none() && row.codes.is_none() && is_decimal {
            row.format = Some(Format::Decimal);
        }
        if !row.format.is_none_or(Format::can_be_number) {
            row.encoding = Encoding::Text;
        }
    }

    fn length(&mut self, values: &[&Scalar], codes: Option<&Found>, typed: &Typed, row: &Row) {
        let Some(max) = longest(&row.ty) else { return };
        let long = values.iter().find(|value| value.text.chars().count() > max);
        if let Some(value) = long {
            let message = Bilingual::new(
                format!("样例中的值比 {} 长", row.ty),
                format!("a value of the samples is longer than `{}`", row.ty),
            );
            let evidence = vec![Evidence { span: value.span, text: String::new() }];
            self.add_decision(DecisionKind::Contradiction, row, message, evidence);
        }
        let codes = row.codes.as_ref().and(codes);
        let is_long = codes.is_some_and(|found| found.values.iter().any(|(code, _)| code.chars().count() > max));
        if is_long {
            let message =
                Bilingual::new(format!("有代码比 {} 长", row.ty), format!("a code is longer than `{}`", row.ty));
            self.add_decision(DecisionKind::Contradiction, row, message, typed.quotes());
        }
    }
}

/// The maximum length in a text type.
fn longest(ty: &str) -> Option<usize> {
    let rest = ty.strip_prefix("String").or_else(|| ty.strip_prefix("string"))?;
    rest.trim_matches(['(', ')']).parse().ok()
}

/// The number of characters of a date in this format.
fn characters(format: Format) -> usize {
    format.pattern().map_or(0, |pattern| {
        let year = pattern.matches("%Y").count();
        pattern.len() + 2 * year
    })
}

use super::{Infer, Row, quote, seen};
use crate::infer::account::Key;
use crate::infer::lengths::{self, Length, Size};
use crate::infer::merge::{Node, Record, Scalar};
use crate::infer::notation::{self, Declared, Point, Whole};
use crate::infer::table::Written;
use crate::infer::{DecisionKind, Evidence};
use wxmed_compiler::model::LengthUnit;
use wxmed_core::{Bilingual, Format};

/// A field's type according to the cells of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    pub(super) declared: Option<Declared>,
    pub(super) length: Option<Length>,
    /// The cells that were read.
    cells: Vec<Written>,
}

/// The meaning of the number after an integer type.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Width {
    /// The maximum number of digits.
    Digits,
    /// Perhaps only the display width of a database.
    Shown,
}

/// The maximum number of digits of a range's bound.
const MOST_DIGITS: u32 = 24;

impl Typed {
    pub(super) fn is_list(&self) -> bool {
        matches!(self.declared, Some(Declared::List(_)))
    }

    /// Whether it is declared to be an object, or a list of objects.
    pub(super) fn is_object(&self) -> bool {
        self.declared == Some(Declared::Object)
            || self.declared == Some(Declared::List(Some(Box::new(Declared::Object))))
    }

    pub(super) fn quotes(&self) -> Vec<Evidence> {
        self.cells.iter().map(quote).collect()
    }
}

/// Whether a table has lengths like `C..30`, so that `C4` is a fixed length.
pub(super) fn has_dots(record: &Record) -> bool {
    record.nodes.iter().any(|node| {
        let ty = node.row.as_ref().and_then(|cells| cells.ty.as_ref());
        ty.is_some_and(|ty| ty.text.contains("..")) || has_dots(&node.record)
    })
}

impl Infer<'_, '_> {
    /// Reads the type from a table. Unreadable cells become decisions.
    pub(super) fn typed(&mut self, node: &Node, row: &Row) -> Typed {
        let Some(cells) = node.row.as_ref() else { return Typed::default() };
        let mut typed = Typed::default();
        if let Some(ty) = &cells.ty {
            match notation::read(&ty.text) {
                Some(found) => {
                    let is_fixed = self.has_dots && notation::is_letter_and_length(&ty.text);
                    if !found.rest.is_empty() {
                        let message = Bilingual::new(
                            format!("类型格中的“{}”没有写进草稿", found.rest),
                            format!("the draft does not have 「{}」 of the cell", found.rest),
                        );
                        self.add_decision(DecisionKind::Type, row, message, vec![quote(ty)]);
                    }
                    typed.length = found.length.map(|length| if is_fixed { length.fixed() } else { length });
                    typed.declared = Some(found.declared);
                    typed.cells.push(ty.clone());
                }
                None => {
                    let message = Bilingual::of("看不懂这个类型", "the type cannot be read");
                    self.add_decision(DecisionKind::Type, row, message, vec![quote(ty)]);
                }
            }
        }
        if let Some(length) = &cells.length {
            self.stated_length(length, row, &mut typed);
        }
        typed
    }

    fn stated_length(&mut self, cell: &Written, row: &Row, typed: &mut Typed) {
        let Some(length) = lengths::read(&cell.text) else {
            let message =
                Bilingual::of("看不懂这个长度，草稿没有写", "the length cannot be read, and the draft has none");
            self.add_decision(DecisionKind::Type, row, message, vec![quote(cell)]);
            return;
        };
        if typed.length.is_some_and(|own| own.size != length.size && length.size != Size::Any) {
            let message = Bilingual::of(
                "类型格与长度格不一致，草稿用前者",
                "the type and the length differ, and the draft has the former",
            );
            let evidence = typed.quotes().into_iter().chain([quote(cell)]).collect();
            self.add_decision(DecisionKind::Contradiction, row, message, evidence);
            return;
        }
        typed.length = typed.length.or(Some(length));
        typed.cells.push(cell.clone());
    }

    /// The type of a row in the language of the specs.
    pub(super) fn ty(&mut self, node: &Node, typed: &Typed, values: &[&Scalar], row: &mut Row) {
        match typed.declared.as_ref() {
            Some(declared) => self.declared(declared, typed, values, row),
            None => {
                row.ty = whole(values).filter(|_| row.is_number()).unwrap_or("String").to_owned();
                if row.ty == "String" {
                    self.text(None, typed, row);
                }
                if row.is_number() {
                    let message = Bilingual::new(
                        format!("样例中是数字，草稿写 {}", row.ty),
                        format!("the samples have a number, and the draft says {}", row.ty),
                    );
                    self.add_decision(DecisionKind::Type, row, message, vec![seen(node)]);
                } else if node.row.as_ref().is_some_and(|cells| cells.ty.is_none()) {
                    self.untyped.push(seen(node));
                }
            }
        }
        let has_all = |format: Format| values.iter().all(|value| format.accepts(&value.text));
        if let Some(format) = whole_format(&row.ty)
            && !has_all(format)
        {
            if has_all(Format::Int64) {
                row.ty = "String".to_owned();
                row.format = Some(Format::Int64);
                row.digits = None;
                let message = Bilingual::of(
                    "样例中有负数或更大的数，草稿写 int64",
                    "the samples have a negative number, or a larger one, and the draft says int64",
                );
                self.add_decision(
                    DecisionKind::Type,
                    row,
                    message,
                    std::iter::once(seen(node)).chain(typed.quotes()).collect(),
                );
                return;
            }
            let message = Bilingual::new(
                format!("样例中的值不合 {}，草稿写 String", row.ty),
                format!("a value of the samples is no `{}`, and the draft says String", row.ty),
            );
            self.add_decision(
                DecisionKind::Contradiction,
                row,
                message,
                std::iter::once(seen(node)).chain(typed.quotes()).collect(),
            );
            row.ty = "String".to_owned();
            row.digits = None;
        }
    }

    fn declared(&mut self, declared: &Declared, typed: &Typed, values: &[&Scalar], row: &mut Row) {
        let has_digits = matches!(typed.length, Some(Length { size: Size::Digits(..), .. }));
        match declared {
            Declared::Text | Declared::OwnText(_) if has_digits => self.decimal(Point::Fixed, typed, row),
            Declared::Text | Declared::Date => self.text(None, typed, row),
            Declared::OwnText(own) => self.text(Some(own), typed, row),
            Declared::Whole(kind) => self.whole(kind, Width::Shown, typed, row),
            Declared::Number(point) => self.decimal(*point, typed, row),
            Declared::Truth => {
                let message = Bilingual::of(
                    "样例中不是 true 或 false，草稿写 String",
                    "the samples have other values than true and false, and the draft says String",
                );
                self.add_decision(DecisionKind::Contradiction, row, message, typed.quotes());
                self.text(None, typed, row);
            }
            Declared::List(Some(item)) => {
                self.declared(item, &Typed { length: None, ..typed.clone() }, values, row);
                self.unused_length(typed, row);
            }
            Declared::Object | Declared::List(None) => {
                row.ty = "String".to_owned();
                if values.is_empty() {
                    let message = Bilingual::of(
                        "看不出每一项是什么，草稿写 String",
                        "no source says what each item is, and the draft says String",
                    );
                    self.add_decision(DecisionKind::Type, row, message, typed.quotes());
                }
                self.unused_length(typed, row);
            }
        }
    }

    /// Handles the length of a type that has none in the language of the specs.
    fn unused_length(&mut self, typed: &Typed, row: &Row) {
        if typed.length.is_some_and(|length| length.size != Size::Any) {
            let message = Bilingual::of("这里的长度没有写进草稿", "the draft does not have this length");
            self.add_decision(DecisionKind::Type, row, message, typed.quotes());
        }
    }

    /// Sets a text type with a length. The language supports only a maximum length.
    fn text(&mut self, own: Option<&str>, typed: &Typed, row: &mut Row) {
        let size = typed.length.map_or(Size::Any, |length| length.size);
        let (max, repetitions) = bounds(size);
        row.ty = match (own, max) {
            (Some(own), Some(_)) if own.len() > "String".len() => own.to_owned(),
            (_, Some(max)) => format!("String{max}"),
            (Some(own), None) => own.to_owned(),
            (None, None) => "String".to_owned(),
        };
        row.counts = match typed.length.map_or(LengthUnit::Uncertain, |length| length.unit) {
            LengthUnit::Bytes => max.map(|_| "bytes"),
            LengthUnit::Characters => max.map(|_| "characters"),
            LengthUnit::Uncertain => None,
        };
        self.other_lengths(".", &repetitions, typed, row);
    }

    /// Adds a decision on a pattern if a source states more than a maximum length.
    fn other_lengths(&mut self, atom: &str, repetitions: &[String], typed: &Typed, row: &Row) {
        if repetitions.is_empty() {
            return;
        }
        let message = Bilingual::of(
            "来源不只限定最大长度，草稿只写了最大长度",
            "the source says more of the length than the longest one, which is all that the draft has",
        );
        let pattern: Vec<String> = repetitions.iter().map(|repetition| format!("{atom}{repetition}")).collect();
        let proposal = format!("pattern: \"{}\"", pattern.join("|"));
        self.add_decision(DecisionKind::Type, row, message, typed.quotes()).proposal = Some(proposal);
    }

    fn whole(&mut self, kind: &Whole, width: Width, typed: &Typed, row: &mut Row) {
        let (digits, repetitions) = match typed.length.map_or(Size::Any, |length| length.size) {
            Size::Digits(all, 0) => (Some(all), Vec::new()),
            Size::Digits(all, _) => {
                let message = Bilingual::of("整数却有小数位", "it is a whole number, and has decimal places");
                self.add_decision(DecisionKind::Contradiction, row, message, typed.quotes());
                (Some(all), Vec::new())
            }
            size => bounds(size),
        };
        self.other_lengths("[0-9]", &repetitions, typed, row);
        row.digits = digits.map(|digits| (digits, 0));
        match (kind, digits) {
            (Whole::Own(ty), _) => row.ty = ty.clone(),
            (Whole::Int, None | Some(0..=9)) => row.ty = "int".to_owned(),
            (Whole::Int, Some(10 | 11)) if width == Width::Shown => {
                // The display width of a database, not a limit of the value: `int(11)`.
                row.ty = "int".to_owned();
                row.digits = None;
                let message = Bilingual::of(
                    "这么多位数超出 32 位整数：草稿写 int",
                    "so many digits are more than 32 bits hold: the draft says int",
                );
                self.add_decision(DecisionKind::Type, row, message, typed.quotes()).proposal =
                    Some("type: Uint64".to_owned());
            }
            (Whole::Long, None | Some(0..=18)) | (Whole::Int, Some(10..=19)) => row.ty = "Uint64".to_owned(),
            (Whole::Long, Some(19 | 20)) => {
                row.ty = "Uint64".to_owned();
                row.digits = None;
            }
            (Whole::Int | Whole::Long, Some(_)) => {
                row.ty = "String".to_owned();
                row.format = Some(Format::Decimal);
                row.decimals = Some(0);
            }
        }
    }

    fn decimal(&mut self, point: Point, typed: &Typed, row: &mut Row) {
        let size = typed.length.map_or(Size::Any, |length| length.size);
        match (point, size) {
            (_, Size::Digits(_, 0))
            | (Point::Fixed, Size::Most(_) | Size::Exactly(_) | Size::Between(..) | Size::Either(..)) => {
                self.whole(&Whole::Int, Width::Digits, typed, row);
                return;
            }
            (_, Size::Digits(all, decimals)) => {
                row.decimals = Some(decimals);
                row.digits = Some((all, decimals));
            }
            (_, Size::Any) => {}
            (Point::Floating, Size::Most(_) | Size::Exactly(_) | Size::Between(..) | Size::Either(..))
            | (_, Size::AtLeast(_)) => {
                let message = Bilingual::of("这个长度没有写进草稿", "the draft does not have this length");
                self.add_decision(DecisionKind::Type, row, message, typed.quotes());
            }
        }
        row.ty = "String".to_owned();
        row.format = Some(Format::Decimal);
    }

    /// Called last: sets the range that results from the digits of a number and its sign.
    pub(super) fn limits(&mut self, typed: &Typed, row: &mut Row) {
        let is_sure = matches!(typed.declared, None | Some(Declared::Whole(Whole::Own(_))));
        if row.ty == "Uint64" && !is_sure && row.codes.is_none() {
            let message = Bilingual::of(
                "来源没有说明能否为负，草稿写 Uint64：不接受负数",
                "no source says whether it can be negative, and the draft says Uint64, which cannot",
            );
            self.add_decision(DecisionKind::Type, row, message, typed.quotes());
        }
        let Some((all, decimals)) = row.digits else { return };
        let format = row.format.or_else(|| whole_format(&row.ty));
        let has_range = format.is_some_and(Format::is_amount) && row.codes.is_none();
        if all > MOST_DIGITS && has_range {
            let message =
                Bilingual::of("位数太多，草稿没有写范围", "so many digits have no range, and the draft has none");
            self.add_decision(DecisionKind::Type, row, message, typed.quotes());
        } else if has_range {
            let nines = |count: u32| "9".repeat(count as usize);
            let whole = if all == decimals { "0".to_owned() } else { nines(all - decimals) };
            let max = if decimals == 0 { whole } else { format!("{whole}.{}", nines(decimals)) };
            let is_signed = format.is_some_and(Format::has_sign);
            row.range = Some((is_signed.then(|| format!("-{max}")), max));
        }
    }

    /// Records that the draft contains all cells of the type.
    pub(super) fn claim_types(&mut self, typed: &Typed) {
        typed.cells.iter().for_each(|cell| self.account.drafted(cell, Key::Type));
    }
}

/// The maximum length, and the repetitions for a pattern if a maximum isn't sufficient.
fn bounds(size: Size) -> (Option<u32>, Vec<String>) {
    match size {
        Size::Any => (None, Vec::new()),
        Size::Most(max) | Size::Digits(max, _) => (Some(max), Vec::new()),
        Size::Exactly(length) => (Some(length), vec![format!("{{{length}}}")]),
        Size::AtLeast(min) => (None, vec![format!("{{{min},}}")]),
        Size::Between(min, max) => (Some(max), vec![format!("{{{min},{max}}}")]),
        Size::Either(one, other) => (Some(other), vec![format!("{{{one}}}"), format!("{{{other}}}")]),
    }
}

/// The integer type that fits all values.
fn whole(values: &[&Scalar]) -> Option<&'static str> {
    let all = |format: Format| !values.is_empty() && values.iter().all(|value| format.accepts(&value.text));
    let known = [("Uint32", Format::Uint32), ("int", Format::Int), ("Uint64", Format::Uint64)];
    known.into_iter().find(|(_, format)| all(*format)).map(|(ty, _)| ty)
}

pub(super) fn whole_format(ty: &str) -> Option<Format> {
    match ty.to_ascii_lowercase().as_str() {
        "uint8" => Some(Format::Uint8),
        "uint32" => Some(Format::Uint32),
        "uint64" => Some(Format::Uint64),
        "int" => Some(Format::Int),
        _ => None,
    }
}

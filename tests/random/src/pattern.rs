//! Texts that a pattern accepts, generated from its syntax tree.
//!
//! Anchors and word boundaries are ignored: the caller checks each drawn text with the pattern itself.

mod class;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use class::Class;
use regex_syntax::ast::parse::Parser;
use regex_syntax::ast::{Ast, Flag, Flags, GroupKind, RepetitionKind, RepetitionRange};
use wxmed_compiler::model::LengthUnit;

use crate::dice::Scatter;

/// The most extra repetitions of an unlimited repetition.
const MORE: usize = 12;

/// The unit of a text's length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Bytes,
    Characters,
}

impl Unit {
    /// The unit of a row's limit.
    pub(crate) fn of_limit(length: LengthUnit) -> Self {
        match length {
            LengthUnit::Bytes => Unit::Bytes,
            LengthUnit::Characters | LengthUnit::Uncertain => Unit::Characters,
        }
    }

    /// The length of a text.
    pub(crate) fn length(self, text: &str) -> usize {
        match self {
            Unit::Bytes => text.len(),
            Unit::Characters => text.chars().count(),
        }
    }

    fn of(self, c: char) -> usize {
        match self {
            Unit::Bytes => c.len_utf8(),
            Unit::Characters => 1,
        }
    }
}

/// The structure of a pattern, without anchors.
#[derive(Debug)]
pub(crate) struct Shape {
    kind: Kind,
    /// The smallest length of its texts, in bytes and in characters; `None` if no text matches.
    least: Option<(usize, usize)>,
}

#[derive(Debug)]
enum Kind {
    Nothing,
    One(Class),
    Repeated(Box<Shape>, usize, Option<usize>),
    Each(Vec<Shape>),
    Either(Vec<Shape>),
}

/// The flags that change the meaning of a pattern. The others change how it is matched, or how it is written.
#[derive(Clone, Copy, Default)]
struct State {
    ignores_case: bool,
    dot_is_all: bool,
    has_crlf: bool,
}

impl State {
    fn set(&mut self, flags: &Flags) {
        let set = |state: &mut bool, flag| *state = flags.flag_state(flag).unwrap_or(*state);
        set(&mut self.ignores_case, Flag::CaseInsensitive);
        set(&mut self.dot_is_all, Flag::DotMatchesNewLine);
        set(&mut self.has_crlf, Flag::CRLF);
    }
}

impl Shape {
    /// The shape of a pattern; `None` if it uses syntax that the patterns of specs don't have.
    ///
    /// Parsed patterns are cached per thread.
    pub(crate) fn of(pattern: &str) -> Option<Rc<Self>> {
        thread_local! {
            static KNOWN: RefCell<HashMap<String, Option<Rc<Shape>>>> = RefCell::default();
        }
        KNOWN.with_borrow_mut(|known| {
            if let Some(shape) = known.get(pattern) {
                return shape.clone();
            }
            let tree = Parser::new().parse(pattern).ok();
            let shape = tree.and_then(|tree| Self::read(&tree, &mut State::default())).map(Rc::new);
            known.insert(pattern.to_owned(), shape.clone());
            shape
        })
    }

    fn read(tree: &Ast, state: &mut State) -> Option<Self> {
        Some(match tree {
            Ast::Empty(_) | Ast::Assertion(_) => Self::nothing(),
            Ast::Flags(set) => {
                state.set(&set.flags);
                Self::nothing()
            }
            Ast::Literal(literal) => Self::one(Class::one(literal.c).folded(state.ignores_case)),
            Ast::Dot(_) if state.dot_is_all => Self::one(Class::all_but(&[])),
            Ast::Dot(_) if state.has_crlf => Self::one(Class::all_but(&['\n', '\r'])),
            Ast::Dot(_) => Self::one(Class::all_but(&['\n'])),
            Ast::ClassPerl(class) => Self::one(Class::perl(class)),
            Ast::ClassBracketed(class) => Self::one(Class::bracketed(class, state.ignores_case)?),
            Ast::ClassUnicode(_) => return None,
            Ast::Repetition(repetition) => {
                let (least, most) = match &repetition.op.kind {
                    RepetitionKind::ZeroOrOne => (0, Some(1)),
                    RepetitionKind::ZeroOrMore => (0, None),
                    RepetitionKind::OneOrMore => (1, None),
                    RepetitionKind::Range(RepetitionRange::Exactly(times)) => (*times, Some(*times)),
                    RepetitionKind::Range(RepetitionRange::AtLeast(least)) => (*least, None),
                    RepetitionKind::Range(RepetitionRange::Bounded(least, most)) => (*least, Some(*most)),
                };
                let most = most.map(|most| most as usize);
                Self::repeated(Self::read(&repetition.ast, state)?, least as usize, most)
            }
            Ast::Group(group) => {
                // Flags apply to the end of their group.
                let mut inside = *state;
                if let GroupKind::NonCapturing(flags) = &group.kind {
                    inside.set(flags);
                }
                Self::read(&group.ast, &mut inside)?
            }
            Ast::Alternation(all) => {
                Self::either(all.asts.iter().map(|one| Self::read(one, state)).collect::<Option<_>>()?)
            }
            Ast::Concat(all) => Self::each(all.asts.iter().map(|one| Self::read(one, state)).collect::<Option<_>>()?),
        })
    }

    fn nothing() -> Self {
        Self { kind: Kind::Nothing, least: Some((0, 0)) }
    }

    fn one(class: Class) -> Self {
        let class = class.sendable();
        Self { least: class.shortest().map(|c| (c.len_utf8(), 1)), kind: Kind::One(class) }
    }

    fn repeated(shape: Self, least: usize, most: Option<usize>) -> Self {
        let times =
            |(bytes, characters): (usize, usize)| (bytes.saturating_mul(least), characters.saturating_mul(least));
        Self {
            least: if least == 0 { Some((0, 0)) } else { shape.least.map(times) },
            kind: Kind::Repeated(Box::new(shape), least, most),
        }
    }

    fn each(shapes: Vec<Self>) -> Self {
        let least = shapes.iter().try_fold((0_usize, 0_usize), |(bytes, characters), shape| {
            shape.least.map(|(more, other)| (bytes.saturating_add(more), characters.saturating_add(other)))
        });
        Self { least, kind: Kind::Each(shapes) }
    }

    fn either(shapes: Vec<Self>) -> Self {
        let least = shapes.iter().filter_map(|shape| shape.least);
        let least = least.reduce(|(bytes, characters), (other, more)| (bytes.min(other), characters.min(more)));
        Self { least, kind: Kind::Either(shapes) }
    }

    fn least(&self, unit: Unit) -> Option<usize> {
        self.least.map(|(bytes, characters)| if unit == Unit::Bytes { bytes } else { characters })
    }

    /// A text of this shape within the given length, if there is one.
    pub(crate) fn draw(&self, room: usize, unit: Unit, scatter: &mut Scatter) -> String {
        let mut text = String::new();
        self.write(room, unit, scatter, &mut text);
        text
    }

    fn write(&self, room: usize, unit: Unit, scatter: &mut Scatter, text: &mut String) {
        match &self.kind {
            Kind::Nothing => {}
            Kind::One(class) => text.extend(class.draw(room, unit, scatter)),
            Kind::Each(shapes) => {
                let shapes: Vec<&Self> = shapes.iter().collect();
                in_turn(&shapes, room, unit, scatter, text);
            }
            Kind::Either(shapes) => {
                let fitting: Vec<&Self> =
                    shapes.iter().filter(|shape| shape.least(unit).is_some_and(|least| least <= room)).collect();
                if let Some(shape) = fitting.get(scatter.below(fitting.len())) {
                    shape.write(room, unit, scatter, text);
                }
            }
            Kind::Repeated(shape, least, most) => {
                let by_room = match shape.least(unit) {
                    None => 0,
                    Some(0) => least + MORE,
                    Some(one) => room / one,
                };
                let extra = most.unwrap_or(least + MORE).min(by_room).saturating_sub(*least);
                let extra = match scatter.below(4) {
                    0 => 0,
                    1 => extra,
                    _ => scatter.below(extra.min(MORE) + 1),
                };
                in_turn(&vec![&**shape; least + extra], room, unit, scatter, text);
            }
        }
    }
}

/// One shape after the other, leaving room for the remaining ones.
fn in_turn(shapes: &[&Shape], room: usize, unit: Unit, scatter: &mut Scatter, text: &mut String) {
    let mut later: usize = shapes.iter().filter_map(|shape| shape.least(unit)).fold(0, usize::saturating_add);
    let mut room = room;
    for shape in shapes {
        later = later.saturating_sub(shape.least(unit).unwrap_or_default());
        let start = text.len();
        shape.write(room.saturating_sub(later), unit, scatter, text);
        room = room.saturating_sub(text.get(start..).map_or(0, |own| unit.length(own)));
    }
}

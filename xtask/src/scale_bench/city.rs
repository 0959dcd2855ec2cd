//! A city that nobody has described, of the size of those that were: forty fields, three levels deep.

use super::names::{Name, Names};
use super::random::Random;

/// A city's content.
pub(crate) struct City {
    /// The name of the file and of the module: `city_007`.
    pub(crate) name: String,
    pub(crate) zh: String,
    pub(crate) en: String,
    pub(crate) root: Object,
    pub(crate) codes: [Codes; 2],
}

/// An object, or the items of a list.
pub(crate) struct Object {
    pub(crate) fields: Vec<Field>,
    pub(crate) rules: Vec<Rule>,
    /// When one code is given, what is then mandatory: a field, a code of it, another field.
    pub(crate) condition: Option<[String; 3]>,
    /// Two fields of which at most one is given.
    pub(crate) group: Option<[String; 2]>,
}

pub(crate) struct Field {
    pub(crate) name: Name,
    pub(crate) presence: Presence,
    pub(crate) kind: Kind,
    pub(crate) is_sensitive: bool,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Presence {
    #[default]
    Mandatory,
    Present,
    Optional,
}

/// What stands in a field.
pub(crate) enum Kind {
    /// A text of at most so many characters.
    Text(u32),
    /// A text of a pattern: a letter and this many digits.
    Pattern(usize),
    /// An amount in yuan.
    Yuan,
    /// A share between 0 and 1.
    Share,
    Date,
    DateTime,
    /// A number in JSON.
    Number,
    /// A value of the code table at this place.
    Code(usize),
    /// Several texts.
    Texts,
    Object(Box<Object>),
    List(Box<Object>),
    /// How many items the list of this name has.
    CountOf(String),
}

/// A rule, its sentence and the expression.
pub(crate) struct Rule {
    pub(crate) id: &'static str,
    pub(crate) check: String,
    pub(crate) zh: &'static str,
    pub(crate) en: &'static str,
}

pub(crate) struct Codes {
    pub(crate) name: Name,
    pub(crate) is_closed: bool,
    /// How many values there are; the codes are counted from 1.
    pub(crate) values: Vec<Name>,
}

impl City {
    /// How many fields a city has, those of its objects and of its lists counted.
    pub(crate) const FIELDS: usize = 40;

    /// The city at a place in the row of those that a seed makes.
    pub(super) fn new(index: usize, seed: u64) -> Self {
        let mut draw = Draw { random: Random::of(seed, index), names: Names::new() };
        let codes = [true, false].map(|is_closed| draw.codes(is_closed));
        let root = draw.root();
        Self {
            name: format!("city_{index:03}"),
            zh: format!("虚构城市 {index:03}"),
            en: format!("made-up city {index:03}"),
            root,
            codes,
        }
    }
}

struct Draw {
    random: Random,
    names: Names,
}

impl Draw {
    /// 17 fields, of which one is a list of objects and one an object; 9 more in the list, 8 in the object and 6 within.
    fn root(&mut self) -> Object {
        let total = self.field(Presence::Mandatory, Kind::Yuan);
        let kind = self.field(Presence::Mandatory, Kind::Code(0));
        let payer = self.field(Presence::Optional, Kind::Code(1));
        let [one, other] = [0, 1].map(|_| self.field(Presence::Optional, Kind::Text(32)));
        let (items, item_amount) = self.items();
        let count = self.field(Presence::Mandatory, Kind::CountOf(items.name.wire.clone()));
        let patient = self.patient();
        let rules = vec![Rule {
            id: "items-add-up",
            check: format!("{} = sum({}.{item_amount})", total.name.wire, items.name.wire),
            zh: "明细之和须等于合计",
            en: "the items must add up to the total",
        }];
        let condition = Some([kind.name.wire.clone(), "1".to_owned(), payer.name.wire.clone()]);
        let group = Some([one.name.wire.clone(), other.name.wire.clone()]);
        let texts = self.field(Presence::Optional, Kind::Texts);
        let mut fields: Vec<Field> = (0..8).map(|_| self.any()).collect();
        fields.extend([total, kind, payer, one, other, texts, count, items, patient]);
        Object { fields, rules, condition, group }
    }

    /// The list of what is paid for, and the field in which an item says what it costs.
    fn items(&mut self) -> (Field, String) {
        let [price, share, amount] =
            [Kind::Yuan, Kind::Share, Kind::Yuan].map(|kind| self.field(Presence::Mandatory, kind));
        let rules = vec![Rule {
            id: "item-amount",
            check: format!("{} = round({} * {}, 2)", amount.name.wire, price.name.wire, share.name.wire),
            zh: "金额须等于单价乘比例",
            en: "the amount must be the price times the share",
        }];
        let wire = amount.name.wire.clone();
        let mut fields: Vec<Field> = (0..6).map(|_| self.any()).collect();
        fields.extend([price, share, amount]);
        let object = Object { fields, rules, condition: None, group: None };
        (self.field(Presence::Mandatory, Kind::List(Box::new(object))), wire)
    }

    /// A person, and something within the person.
    fn patient(&mut self) -> Field {
        let inner =
            Object { fields: (0..6).map(|_| self.any()).collect(), rules: Vec::new(), condition: None, group: None };
        let inner = self.field(Presence::Optional, Kind::Object(Box::new(inner)));
        let mut fields: Vec<Field> = (0..7).map(|_| self.any()).collect();
        fields.push(inner);
        let object = Object { fields, rules: Vec::new(), condition: None, group: None };
        self.field(Presence::Mandatory, Kind::Object(Box::new(object)))
    }

    fn any(&mut self) -> Field {
        let kind = match self.random.below(16) {
            0 | 1 => Kind::Yuan,
            2 => Kind::Date,
            3 => Kind::DateTime,
            4 => Kind::Number,
            5 => Kind::Code(0),
            6 => Kind::Code(1),
            7 => Kind::Pattern(2 + self.random.below(6)),
            8 => Kind::Share,
            _ => Kind::Text(self.random.pick(&[16, 20, 32, 64, 128])),
        };
        let presence =
            self.random.pick(&[Presence::Mandatory, Presence::Mandatory, Presence::Present, Presence::Optional]);
        // There is no empty number.
        let is_empty_number = presence == Presence::Present && matches!(kind, Kind::Number);
        let presence = if is_empty_number { Presence::Optional } else { presence };
        self.field(presence, kind)
    }

    fn field(&mut self, presence: Presence, kind: Kind) -> Field {
        let is_sensitive = matches!(kind, Kind::Text(_)) && self.random.below(4) == 0;
        Field { name: self.names.next(&mut self.random), presence, kind, is_sensitive }
    }

    fn codes(&mut self, is_closed: bool) -> Codes {
        let number = 3 + self.random.below(6);
        let name = self.names.next(&mut self.random);
        Codes { name, is_closed, values: (0..number).map(|_| self.names.next(&mut self.random)).collect() }
    }
}

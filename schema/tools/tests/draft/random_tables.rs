//! Random tables, deterministic for each seed: headings in any words and order or none at all, nesting in every style,
//! wrapped and merged cells, several tables in a file, full-width characters, every layout.

mod write;

use std::collections::BTreeMap;

use write::Write;

/// Random numbers (SplitMix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn pick<'t, T: ?Sized>(&mut self, of: &[&'t T]) -> &'t T {
        of[self.below(of.len())]
    }
}

/// A table, and the paths of its fields.
pub(crate) struct Table {
    pub(crate) text: String,
    /// The path of each name whose row is unambiguous; empty if the whole table is ambiguous.
    pub(crate) paths: BTreeMap<String, String>,
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Style {
    Flat,
    Dots,
    Dashes,
    Tree,
    Brackets,
    Indents,
    Levels,
    Numbers,
    Parents,
    Subtables,
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Layout {
    Tabs,
    Commas,
    Semicolons,
    WideCommas,
    Bars,
    BareBars,
    Aligned,
}

#[derive(Clone, Debug)]
struct Field {
    name: String,
    label: String,
    ty: &'static str,
    required: bool,
    note: String,
    children: Vec<Field>,
}

/// A row before formatting: a cell for each column.
#[derive(Clone, Debug)]
struct Row {
    path: Vec<String>,
    is_list: Vec<bool>,
    number: String,
    field: Field,
}

const STYLES: [Style; 10] = [
    Style::Flat,
    Style::Dots,
    Style::Dashes,
    Style::Tree,
    Style::Brackets,
    Style::Indents,
    Style::Levels,
    Style::Numbers,
    Style::Parents,
    Style::Subtables,
];
const LAYOUTS: [Layout; 7] = [
    Layout::Tabs,
    Layout::Commas,
    Layout::Semicolons,
    Layout::WideCommas,
    Layout::Bars,
    Layout::BareBars,
    Layout::Aligned,
];
const TYPES: &[&str] = &[
    "String20",
    "String(32)",
    "VARCHAR2(50)",
    "字符型",
    "char(1)",
    "int",
    "Number(10,2)",
    "字符串",
    "varchar(200)",
    "C20",
];
const HEADINGS: [&[&str]; 5] = [
    &["字段名", "字段", "参数", "参数代码", "字段标识", "元素名", "英文名", "代码", "数据元标识", "Name"],
    &["名称", "中文名称", "含义", "参数名称", "字段名称", "中文解释"],
    &["类型", "数据类型", "参数类型", "字段类型", "Type"],
    &["必填", "是否必填", "必须", "是否必传", "必选", "Required"],
    &["备注", "说明", "描述", "Remark"],
];

struct Make<'d> {
    dice: &'d mut Dice,
    count: usize,
}

impl Make<'_> {
    fn name(&mut self) -> String {
        const PIECES: &[&str] =
            &["psn", "jy", "fee", "mdtrt", "grbh", "xm", "zd", "opter", "cert", "sumamt", "yb", "hosp"];
        self.count += 1;
        let (first, second) = (self.dice.pick(PIECES), self.dice.pick(PIECES));
        match self.dice.below(3) {
            0 => format!("{first}{second}{}", self.count),
            1 => format!("{first}_{second}{}", self.count),
            _ => format!("{first}{}", ["Aa", "Bb", "Cc", "Dd"][self.count % 4].repeat(1 + self.count / 4)),
        }
    }

    fn label(&mut self) -> String {
        let chars: Vec<char> = "医院编号姓名就诊日期人员费用明细科室卡病案住院门诊流水操作".chars().collect();
        (0..2 + self.dice.below(5)).map(|_| chars[self.dice.below(chars.len())]).collect()
    }

    fn field(&mut self, depth: usize) -> Field {
        let children = if depth < 3 && self.dice.one_in(4) {
            (0..1 + self.dice.below(3)).map(|_| self.field(depth + 1)).collect()
        } else {
            Vec::new()
        };
        let ty = match children.is_empty() {
            true => self.dice.pick(TYPES),
            false => self.dice.pick(&["Object", "对象", "List", "数组", ""]),
        };
        let note = if self.dice.one_in(3) {
            (*self.dice.pick(&[
                "由医保局分配",
                "见附录",
                "1：男，2：女",
                "yyyyMMdd",
                "单位（元）",
                "不填时为空",
                "唯一",
            ]))
            .to_owned()
        } else {
            String::new()
        };
        Field { name: self.name(), label: self.label(), ty, required: self.dice.one_in(2), note, children }
    }
}

fn rows(fields: &[Field], above: &[String], lists: &[bool], number: &str, out: &mut Vec<Row>) {
    for (at, field) in fields.iter().enumerate() {
        let path: Vec<String> = above.iter().cloned().chain([field.name.clone()]).collect();
        let is_list: Vec<bool> = lists.iter().copied().chain([matches!(field.ty, "List" | "数组")]).collect();
        let number = if number.is_empty() { (at + 1).to_string() } else { format!("{number}.{}", at + 1) };
        out.push(Row { path: path.clone(), is_list: is_list.clone(), number: number.clone(), field: field.clone() });
        rows(&field.children, &path, &is_list, &number, out);
    }
}

/// A random table.
pub(crate) fn table(dice: &mut Dice) -> Table {
    let style = STYLES[dice.below(STYLES.len())];
    let layout = LAYOUTS[dice.below(LAYOUTS.len())];
    let mut make = Make { dice, count: 0 };
    let mut fields: Vec<Field> =
        (0..2 + make.dice.below(5)).map(|_| make.field(if style == Style::Flat { 3 } else { 0 })).collect();
    if style == Style::Subtables {
        // Titles refer to objects of the first level, which must not contain objects.
        for field in &mut fields {
            field.children.iter_mut().for_each(|child| {
                if !child.children.is_empty() {
                    child.children.clear();
                    child.ty = "字符串";
                }
            });
        }
    }
    // At least one row is plain, because a table without any name is rejected.
    if let Some(first) = fields.first_mut().filter(|first| !first.children.is_empty()) {
        first.children.clear();
        first.ty = "字符串";
    }
    let is_odd = make.dice.one_in(2);
    let mut write = Write { dice: make.dice, style, layout, is_odd, out: String::new() };
    write.file(&fields)
}

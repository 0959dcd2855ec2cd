//! Determines the meaning of a table's columns from the headings, and from the cells, which take precedence.

mod headings;

use super::account::Written;
use super::{lexicon, mandatory, notation};
pub(super) use headings::{are_headings, heading, tier};

/// The meaning of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// A running number, which may indicate nesting, like `1.2`.
    Ordinal,
    /// The nesting depth of a field.
    Level,
    /// The name of the object that contains the field.
    Parent,
    Name,
    Label,
    Type,
    Length,
    Required,
    /// Whether the value may be empty: the inverse of `Required`.
    Empty,
    Note,
    Other,
}

impl Column {
    /// The name in decisions.
    pub(super) fn shown(self) -> (&'static str, &'static str) {
        match self {
            Column::Ordinal => ("序号", "running number"),
            Column::Level => ("层级", "level"),
            Column::Parent => ("上级", "parent"),
            Column::Name => ("字段名", "name"),
            Column::Label => ("标签", "label"),
            Column::Type => ("类型", "type"),
            Column::Length => ("长度", "length"),
            Column::Required => ("是否必填", "whether it is mandatory"),
            Column::Empty => ("是否可空", "whether it may be empty"),
            Column::Note => ("说明", "remark"),
            Column::Other => ("没有用到", "not used"),
        }
    }
}

/// The columns of a table, each with its heading if the table has headings.
#[derive(Clone, Debug, Default)]
pub(super) struct Headings(pub(super) Vec<(Column, Option<Written>)>);

impl Headings {
    /// Whether there is such a column.
    pub(super) fn has(&self, wanted: Column) -> bool {
        self.0.iter().any(|(column, _)| *column == wanted)
    }

    /// The heading of a column.
    pub(super) fn of(&self, wanted: Column) -> Option<&Written> {
        self.0.iter().find(|(column, _)| *column == wanted).and_then(|(_, heading)| heading.as_ref())
    }

    /// The index of a column.
    pub(super) fn index_of(&self, wanted: Column) -> Option<usize> {
        self.0.iter().position(|(column, _)| *column == wanted)
    }
}

/// Statistics of a column's cells.
#[derive(Clone, Copy, Debug, Default)]
struct Looks {
    filled: usize,
    names: usize,
    types: usize,
    yes_or_no: usize,
    numbers: usize,
    chinese: usize,
    /// Cells that are one more than the number above, and section numbers with dots.
    running: usize,
    /// Whether at least half of them are unique.
    is_varied: bool,
}

impl Looks {
    fn of<'c>(cells: impl Iterator<Item = &'c str>) -> Self {
        let mut looks = Self::default();
        let mut last = 0_u64;
        let mut different = std::collections::BTreeSet::new();
        for cell in cells.filter(|cell| !cell.is_empty()) {
            looks.filled += 1;
            different.insert(cell);
            looks.names += usize::from(lexicon::looks_like_name(cell));
            looks.types += usize::from(notation::declared(cell).is_some());
            looks.yes_or_no += usize::from(mandatory::cell(cell, false).is_some());
            looks.chinese += usize::from(cell.contains(lexicon::is_chinese));
            let number = cell.parse::<u64>().ok();
            looks.numbers += usize::from(number.is_some());
            looks.running +=
                usize::from(number == last.checked_add(1) || is_section(cell) || in_brackets(cell).is_some());
            last = number.unwrap_or(last);
        }
        looks.is_varied = different.len() * 2 > looks.filled;
        looks
    }

    fn most(&self, count: usize) -> bool {
        count * 2 > self.filled
    }
}

/// The number that is in brackets: `（1）`, `(2)`, `3）`.
pub(super) fn in_brackets(cell: &str) -> Option<u32> {
    let bare = cell.trim_end_matches(['.', '、']).strip_suffix([')', '）'])?;
    let wide =
        |c: char| if ('０'..='９').contains(&c) { char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c) } else { c };
    bare.trim_start_matches(['(', '（']).trim().chars().map(wide).collect::<String>().parse().ok()
}

/// Whether a cell is a section number with dots: `1.2`.
fn is_section(cell: &str) -> bool {
    cell.contains('.') && cell.trim_end_matches('.').split('.').all(|part| part.parse::<u32>().is_ok())
}

/// The meanings of the columns of these rows.
pub(super) fn of(headings: Option<&[&str]>, rows: &[Vec<&str>]) -> Vec<Column> {
    let width = rows.iter().map(Vec::len).chain(headings.map(<[&str]>::len)).max().unwrap_or(0);
    let mut columns = vec![Column::Other; width];
    if let Some(headings) = headings {
        columns.iter_mut().zip(headings).for_each(|(column, cell)| *column = heading(cell));
    }
    let looks: Vec<Looks> = (0..width)
        .map(|column| Looks::of(rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.trim())))
        .collect();
    let has_headings = columns.iter().any(|column| *column != Column::Other);
    let mut found = Found { columns, looks, rows: rows.len() };
    found.ordinal(has_headings);
    found.name();
    found.unique();
    found.by_looks(has_headings);
    found.label();
    found.columns
}

struct Found {
    columns: Vec<Column>,
    looks: Vec<Looks>,
    rows: usize,
}

impl Found {
    fn index_of(&self, wanted: Column) -> Option<usize> {
        self.columns.iter().position(|column| *column == wanted)
    }

    fn set(&mut self, index: usize, column: Column) {
        if let Some(old) = self.columns.get_mut(index) {
            *old = column;
        }
    }

    fn each(&self) -> impl Iterator<Item = (usize, Column, Looks)> {
        self.columns.iter().zip(&self.looks).enumerate().map(|(at, (column, looks))| (at, *column, *looks))
    }

    /// Running numbers aren't lengths. A column with the heading of running numbers that contains others is treated as
    /// without heading.
    fn ordinal(&mut self, has_headings: bool) {
        let is_running = |looks: &Looks| looks.filled > 0 && looks.running * 4 >= looks.filled * 3;
        for (at, column, looks) in self.each().collect::<Vec<_>>() {
            if column == Column::Ordinal && looks.filled > 0 && !is_running(&looks) {
                self.set(at, Column::Other);
            }
        }
        let is_free = |(_, column, looks): &(usize, Column, Looks)| *column == Column::Other && is_running(looks);
        let found = self.each().find(is_free).map(|(at, ..)| at).filter(|at| *at == 0 || !has_headings);
        if let (None, Some(at)) = (self.index_of(Column::Ordinal), found) {
            self.set(at, Column::Ordinal);
        }
    }

    /// The name column is the one in which most cells are names: preferably below a heading for names.
    fn name(&mut self) {
        let is_name = |(_, column, looks): &(usize, Column, Looks)| {
            let is_other = looks.most(looks.types) || looks.most(looks.yes_or_no) || !looks.is_varied;
            looks.filled * 2 >= self.rows
                && looks.names > 0
                && looks.names * 2 >= looks.filled
                && match column {
                    Column::Name => true,
                    Column::Label | Column::Other => !is_other,
                    _ => false,
                }
        };
        let candidates: Vec<(usize, Column, Looks)> = self.each().filter(is_name).collect();
        let headed = candidates.iter().find(|(_, column, _)| *column == Column::Name);
        let found = headed.or(candidates.first()).map(|(at, ..)| *at);
        let Some(found) = found else {
            // `名称` is the name if there is no other column for it.
            if let (None, Some(label)) = (self.index_of(Column::Name), self.index_of(Column::Label)) {
                self.set(label, Column::Name);
            }
            return;
        };
        // A column with a heading for names but without names is the label.
        for (at, column, looks) in self.each().filter(|(at, ..)| *at != found).collect::<Vec<_>>() {
            if column == Column::Name {
                let is_label = looks.chinese > 0;
                self.set(at, if is_label { Column::Label } else { Column::Other });
            }
        }
        self.set(found, Column::Name);
    }

    /// Each meaning occurs once in a table; further columns are remarks.
    fn unique(&mut self) {
        for at in 1..self.columns.len() {
            let (before, rest) = self.columns.split_at_mut(at);
            if let Some(column) = rest.first_mut()
                && before.contains(column)
                && *column != Column::Other
            {
                *column = if before.contains(&Column::Note) { Column::Other } else { Column::Note };
            }
        }
    }

    /// If no column has labels, Chinese remarks are the labels.
    fn label(&mut self) {
        let is_remark =
            |(_, column, looks): &(usize, Column, Looks)| *column == Column::Note && looks.most(looks.chinese);
        let found = self.each().find(is_remark).map(|(at, ..)| at);
        if let (None, Some(at)) = (self.index_of(Column::Label), found) {
            self.set(at, Column::Label);
        }
    }

    /// Determines columns by their cells: all columns if there are no headings, otherwise only the label and the type.
    fn by_looks(&mut self, has_headings: bool) {
        type Fits = fn(&Looks) -> bool;
        let kinds: [(Column, Fits); 5] = [
            (Column::Type, |looks| looks.most(looks.types)),
            (Column::Required, |looks| looks.most(looks.yes_or_no)),
            (Column::Length, |looks| looks.most(looks.numbers)),
            (Column::Label, |looks| looks.most(looks.chinese)),
            (Column::Note, |_| true),
        ];
        let after = self.index_of(Column::Name).map_or(0, |name| name + 1);
        for (kind, fits) in kinds {
            let is_known = matches!(kind, Column::Type | Column::Label);
            if self.index_of(kind).is_some() || (has_headings && !is_known) {
                continue;
            }
            let is_free = |(at, column, looks): &(usize, Column, Looks)| {
                let is_behind = *at >= after || kind == Column::Label;
                *column == Column::Other && looks.filled > 0 && is_behind && fits(looks)
            };
            let found = self.each().find(is_free).map(|(at, ..)| at);
            if let Some(at) = found {
                self.set(at, kind);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Column, of};
    use Column::{Empty, Label, Length, Name, Note, Ordinal, Other, Required, Type};

    fn cells(line: &str) -> Vec<&str> {
        line.split('|').collect()
    }

    #[test]
    fn columns_are_identified_by_headings() {
        let rows = ["1|openid|用户标识|String|32|Y|", "2|sign|签名|String|64|N|"].map(cells);
        let columns = |line: &str| of(Some(&cells(line)), &rows);
        assert_eq!(
            columns("序号|字段名|中文解释|类型|长度|是否必填|备注"),
            [Ordinal, Name, Label, Type, Length, Required, Note]
        );
        assert_eq!(
            columns("序号|名称|含义|数据 类型|最大长度|可空"),
            [Ordinal, Name, Label, Type, Length, Empty, Other]
        );
        assert_eq!(columns("#|参数|名称|类型|长度|说明|描述"), [Ordinal, Name, Label, Type, Length, Note, Other]);
        assert_eq!(columns("#|参数|说明|类型|长度|必填|示例"), [Ordinal, Name, Label, Type, Length, Required, Other]);
    }

    #[test]
    fn cells_take_precedence_over_headings() {
        let rows = ["1|psn_no|人员编号|字符型|30|Y", "2|mdtrt_id|就诊ID|字符型|30|Y"].map(cells);
        let expected = [Ordinal, Name, Label, Type, Length, Required];
        for headings in [
            "序号|字段标识|字段名称|类型|长度|是否必填",
            "序号|数据元标识|数据元名称|类型|长度|必填",
            "编号|参数代码|参数名称|格式|长度|必填",
            "编号|代码|名称|类型|长度|必填",
            "|名称|代码|类型|长度|必填",
            "序号|甲|乙|丙|长度|必填",
            "序号|字段|说明|类型|长度|必填",
        ] {
            assert_eq!(of(Some(&cells(headings)), &rows), expected, "{headings}");
        }
    }

    #[test]
    fn columns_without_headings_are_identified_by_cells() {
        let rows = ["1|yljgbm|医院编号|String32|Y|由医保局分配", "2|yl zh|医疗证号|String32|N|"].map(cells);
        assert_eq!(of(None, &rows), [Ordinal, Name, Label, Type, Required, Note]);
        let rows = ["a|甲|String|20|Y|", "b|乙|String|32|N|"].map(cells);
        assert_eq!(of(None, &rows), [Name, Label, Type, Length, Required, Other]);
        assert_eq!(of(None, &[]), []);
    }
}

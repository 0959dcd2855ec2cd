//! Tables as they are pasted: cells parted by tabs, names and remarks wrapped over lines, prose around them.

use std::rc::Rc;

pub(super) use super::account::Written;
use super::columns::{self, Column, Headings};
use super::{notation, words};
use crate::model::Span;

/// A row of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    /// The name, without what wrapping left in it.
    pub(super) name: Written,
    /// The names of the objects that it stands in, if the cell says so.
    pub(super) above: Vec<String>,
    pub(super) label: Option<Written>,
    pub(super) ty: Option<Written>,
    pub(super) length: Option<Written>,
    /// The cell, and whether the column asks the other way round.
    pub(super) required: Option<(Written, bool)>,
    pub(super) note: Option<Written>,
    /// Whether brackets behind the name say that it is a list.
    pub(super) is_list: bool,
    /// Cells of columns that a spec has no place for.
    pub(super) more: Vec<Written>,
    /// The columns of its table.
    pub(super) headings: Rc<Headings>,
}

impl Row {
    /// Its cells.
    pub(super) fn cells(&self) -> impl Iterator<Item = &Written> {
        let required = self.required.as_ref().map(|(cell, _)| cell);
        let others = [self.label.as_ref(), self.ty.as_ref(), self.length.as_ref(), required, self.note.as_ref()];
        std::iter::once(&self.name).chain(others.into_iter().flatten()).chain(&self.more)
    }
}

/// The tables of a file, and the prose around them.
#[derive(Clone, Debug, Default)]
pub(super) struct Tables {
    /// The rows below each row of headings.
    pub(super) blocks: Vec<Vec<Row>>,
    pub(super) prose: Vec<Written>,
}

/// A line that may be several in the file, in cells.
#[derive(Clone, Debug, Default)]
struct Cells {
    cells: Vec<String>,
    span: Span,
}

/// Reads the tables of a file. The names that samples have tell how a wrapped name goes on.
pub(super) fn read(text: &str, file: usize, known: &[&str]) -> Tables {
    let mut reader =
        Reader { known, table: Tables::default(), columns: None, block: Vec::new(), piece: None, gap: false };
    let lines = lines(text, file);
    for (index, line) in lines.iter().enumerate() {
        let next = lines.iter().skip(index + 1).find(|line| !line.is_blank());
        reader.line(line, next);
    }
    reader.finish();
    reader.table
}

impl Cells {
    fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }

    fn is_rule(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().chars().all(|c| "-=—+|:".contains(c))) && !self.is_blank()
    }

    fn first(&self) -> &str {
        self.cells.first().map_or("", |cell| cell.trim())
    }
}

/// The lines of a text in cells. A cell in quotes may hold line breaks.
fn lines(text: &str, file: usize) -> Vec<Cells> {
    let mut lines = Vec::new();
    let mut at = 0;
    let mut open: Option<(usize, String)> = None;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim_end_matches(['\n', '\r']);
        let (start, line) = match open.take() {
            Some((start, before)) => (start, format!("{before}\n{line}")),
            None => (start, line.to_owned()),
        };
        let is_open = line.split('\t').any(|cell| cell.starts_with('"') && (cell.len() == 1 || !cell.ends_with('"')));
        let closes = text
            .get(at..)
            .unwrap_or_default()
            .lines()
            .take(20)
            .any(|line| line.ends_with('"') || line.contains("\"\t"));
        if is_open && closes {
            open = Some((start, line));
            continue;
        }
        lines.push(Cells { cells: cells(&line), span: Span { file, start, end: at } });
    }
    lines
}

fn cells(line: &str) -> Vec<String> {
    let bare = line.trim();
    let is_marked = !line.contains('\t') && bare.starts_with('|') && bare.ends_with('|') && bare.len() > 2;
    if is_marked {
        return bare.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
    }
    let unquoted =
        |cell: &str| cell.strip_prefix('"').and_then(|cell| cell.strip_suffix('"')).unwrap_or(cell).to_owned();
    line.split('\t').map(unquoted).collect()
}

struct Reader<'k> {
    known: &'k [&'k str],
    table: Tables,
    /// What the headings in force say.
    columns: Option<Vec<Column>>,
    /// The rows since those headings.
    block: Vec<Cells>,
    /// The beginning of a name whose row goes on in the next line.
    piece: Option<Cells>,
    /// Whether a blank line came before this one.
    gap: bool,
}

impl Reader<'_> {
    fn line(&mut self, line: &Cells, next: Option<&Cells>) {
        if line.is_blank() {
            self.gap = true;
        } else if line.is_rule() {
        } else if let Some(columns) = columns::of_headings(&line.cells) {
            self.finish();
            self.columns = Some(columns);
        } else if line.cells.len() == 1 {
            self.single(line, next);
            self.gap = false;
        } else {
            self.row(line);
            self.gap = false;
        }
    }

    /// A line without tabs: a piece of a name, a piece of the cell before it, or prose.
    fn single(&mut self, line: &Cells, next: Option<&Cells>) {
        let begins_row = words::is_name_piece(line.first())
            && next.is_some_and(|next| next.cells.len() > 1 && self.joins(line.first(), next.first()));
        if begins_row {
            self.piece = Some(line.clone());
        } else if let Some(row) = self.block.last_mut().filter(|_| !self.gap) {
            append(&mut row.cells, std::slice::from_ref(&line.cells), 0);
        } else {
            let text = words::tidy(line.first());
            self.table.prose.push(Written { text, span: line.span });
        }
    }

    /// Whether a name goes on in the next cell.
    fn joins(&self, piece: &str, next: &str) -> bool {
        let whole = format!("{piece}{next}");
        let is_known = |name: &str| self.known.contains(&name);
        words::is_name(&whole)
            && (is_known(&whole)
                || (!is_known(next)
                    && !is_known(piece)
                    && (piece.ends_with('_') || next.starts_with('_') || piece.contains('_'))))
    }

    fn row(&mut self, line: &Cells) {
        if let Some(piece) = self.piece.take() {
            let mut whole = line.clone();
            if let Some(first) = whole.cells.first_mut() {
                *first = format!("{}{first}", piece.first());
            }
            whole.span.start = piece.span.start;
            self.block.push(whole);
            return;
        }
        let columns = self.columns.clone().unwrap_or_default();
        if let Some(last) = self.block.last_mut() {
            let fits = last.cells.len() + line.cells.len() - 1 <= columns.len();
            if line.first().is_empty() {
                // The cells go on below, as after the end of a page.
                append(&mut last.cells, std::slice::from_ref(&line.cells), 0);
                return;
            }
            if fits && is_open(last, &columns) && !begins_row(line, &columns) {
                let from = last.cells.len() - 1;
                append(&mut last.cells, std::slice::from_ref(&line.cells), from);
                return;
            }
        }
        self.block.push(line.clone());
    }

    /// Makes rows of what stands below the headings in force.
    fn finish(&mut self) {
        let block = std::mem::take(&mut self.block);
        let texts: Vec<Vec<String>> = block.iter().map(|line| line.cells.clone()).collect();
        let columns = self.columns.take().unwrap_or_else(|| columns::of_rows(&texts));
        let mut above: Vec<(usize, String)> = Vec::new();
        let mut rows = Vec::new();
        for line in &block {
            match row(line, &columns) {
                Some((mut row, depth)) => {
                    above.retain(|(other, _)| *other < depth);
                    row.above.splice(0..0, above.iter().map(|(_, name)| name.clone()));
                    above.push((depth, row.name.text.clone()));
                    rows.push(row);
                }
                None => {
                    let text = words::tidy(&line.cells.join(" "));
                    self.table.prose.push(Written { text, span: line.span });
                }
            }
        }
        if !rows.is_empty() {
            self.table.blocks.push(rows);
        }
    }
}

/// Whether a row ends before its type, and so in the middle of a cell.
fn is_open(row: &Cells, columns: &[Column]) -> bool {
    let is_late = |column: &Column| matches!(column, Column::Type | Column::Length | Column::Required | Column::Empty);
    columns.iter().position(is_late).is_some_and(|place| row.cells.len() <= place)
}

/// Whether a line has a name where rows have theirs.
fn begins_row(line: &Cells, columns: &[Column]) -> bool {
    let place = columns.iter().position(|column| *column == Column::Name);
    let cell = place.and_then(|place| line.cells.get(place)).map_or("", |cell| cell.trim());
    words::is_name(cell) && (place == Some(0) || notation::declared(cell).is_none())
}

/// Adds cells to those of a row, the first of them to the cell at `from`.
fn append(row: &mut Vec<String>, lines: &[Vec<String>], from: usize) {
    for cells in lines {
        let from = if cells.len() == 1 { row.len().saturating_sub(1) } else { from };
        for (offset, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()) {
            while row.len() <= from + offset {
                row.push(String::new());
            }
            if let Some(old) = row.get_mut(from + offset) {
                *old = if old.is_empty() { cell.clone() } else { format!("{old}\n{cell}") };
            }
        }
    }
}

/// A row, and how deep its name is indented; nothing if it has no name.
fn row(line: &Cells, columns: &[Column]) -> Option<(Row, usize)> {
    let cell = |wanted: Column| {
        let place = columns.iter().position(|column| *column == wanted)?;
        let text = words::tidy(line.cells.get(place)?);
        (!text.is_empty()).then_some(Written { text, span: line.span })
    };
    let written = cell(Column::Name)?;
    let marks: usize = written.text.chars().take_while(|c| "-—–└├│─>+·| ".contains(*c)).count();
    let joined: String = written.text.chars().skip(marks).filter(|c| !c.is_whitespace()).collect();
    let mut parts: Vec<String> = joined.split(['.', '/']).map(|part| part.trim_end_matches("[]").to_owned()).collect();
    if parts.iter().any(|part| !words::is_name(part)) {
        return None;
    }
    let name = Written { text: parts.pop()?, span: line.span };
    let required =
        cell(Column::Required).map(|cell| (cell, false)).or_else(|| cell(Column::Empty).map(|cell| (cell, true)));
    let row = Row {
        name,
        above: parts,
        label: cell(Column::Label),
        ty: cell(Column::Type),
        length: cell(Column::Length),
        required,
        note: cell(Column::Note),
        ..Row::default()
    };
    Some((row, marks))
}

#[cfg(test)]
mod tests {
    use super::{Row, read};

    fn shown(row: &Row) -> String {
        let text = |cell: &Option<super::Written>| cell.as_ref().map_or(String::new(), |cell| cell.text.clone());
        let required = row.required.as_ref().map_or(String::new(), |(cell, _)| cell.text.clone());
        let above: String = row.above.iter().map(|name| format!("{name}.")).collect();
        [above + &row.name.text, text(&row.label), text(&row.ty), required, text(&row.note)].join("|")
    }

    #[track_caller]
    fn rows(text: &str, known: &[&str], expected: &[&str]) {
        let table = read(text, 0, known);
        let rows: Vec<String> = table.blocks.iter().flatten().map(shown).collect();
        assert_eq!(rows, expected, "{text}");
    }

    const HEAD: &str = "字段名\t中文解释\t类型\t是否必填\t备注\n";

    #[test]
    fn rows_are_read_by_their_headings() {
        let text = format!(
            "1. 请求参数\n\n{HEAD}-----\t------\t----\t------\t----\n\n\nopenid\t用户标识\tString32\tY\t\nsign\t签名\tstring32\tY\n"
        );
        rows(&text, &[], &["openid|用户标识|String32|Y|", "sign|签名|string32|Y|"]);
        rows("| 字段 | 名称 | 类型 |\n|---|---|---|\n| a | 甲 | int |\n", &[], &["a|甲|int||"]);
        rows("a\t甲\tString32\tY\nb\t乙\tint\tN\n", &[], &["a|甲|String32|Y|", "b|乙|int|N|"]);
    }

    #[test]
    fn wrapped_cells_are_joined() {
        let row = |lines: &str| format!("{HEAD}{lines}\n");
        let whole = ["hosp_out_trade_no|医院订单号 (商户订单号)|String64|Y|平台定义的订单号"];
        for lines in [
            "hosp_out_tra de_no\t医院订单号 (商户订单 号)\tString64\tY\t平台定义的订单号",
            "hosp_out_tra\nde_no\t医院订单号\n(商户订单号)\tString64\tY\t平台定义的\n订单号",
            "\"hosp_out_tra\nde_no\"\t\"医院订单号\n(商户订单号)\"\tString64\tY\t平台定义的订单号",
            "hosp_out_trade_no\t医院订单号 (商户订单号)\tString64\tY\t平台定义的\n\n\n\t\t\t\t订单号",
        ] {
            rows(&row(lines), &["hosp_out_trade_no"], &whole);
        }
    }

    #[test]
    fn rows_with_numbers_are_joined_as_well() {
        let head = "序号\t字段\t名称\t数据类型\t长度\t必填\t说明\n";
        let text = format!(
            "{head}1\tjgbm\t定点机构\n编码\tString\t12\t是\t\n2\typ\nlist\t药品\t列表\n3\txh\t序号\t数值\t3\t是\n4\ta\t甲\n5\tb\t乙\tint\t\t否\n"
        );
        let expected =
            ["jgbm|定点机构编码|String|是|", "yplist|药品|列表||", "xh|序号|数值|是|", "a|甲|||", "b|乙|int|否|"];
        rows(&text, &[], &expected);
    }

    #[test]
    fn nesting_is_read_from_dots_and_from_marks() {
        rows(
            &format!("{HEAD}list\t明细\tlist\tY\t\nlist[].a\t甲\tint\tY\t\n"),
            &[],
            &["list|明细|list|Y|", "list.a|甲|int|Y|"],
        );
        rows(
            &format!(
                "{HEAD}list\t明细\tlist\tY\t\n--a\t甲\tint\tY\t\n--b\t乙\tobject\tY\t\n----c\t丙\tint\tY\t\nd\t丁\tint\tY\t\n"
            ),
            &[],
            &["list|明细|list|Y|", "list.a|甲|int|Y|", "list.b|乙|object|Y|", "list.b.c|丙|int|Y|", "d|丁|int|Y|"],
        );
    }

    #[test]
    fn prose_is_kept_beside_the_rows() {
        let table = read(&format!("{HEAD}a\t甲\tint\tY\t\n\n金额单位为元，其中 a+b=c\n"), 3, &[]);
        assert_eq!(table.blocks.iter().map(Vec::len).collect::<Vec<_>>(), [1]);
        assert_eq!(table.prose[0].text, "金额单位为元，其中 a+b=c");
        assert_eq!(table.prose[0].span.file, 3);
    }

    #[test]
    fn no_text_makes_it_panic() {
        let text = format!("x\n{HEAD}\"a\n\t\"\n--b\t乙\t\tY\n|c|d|\n\t\t\t\t\t\tz\n...\t/\n\t\n-\t-\n");
        let chars: Vec<char> = text.chars().collect();
        for from in 0..chars.len() {
            for to in from..=chars.len() {
                let _ = read(&chars[from..to].iter().collect::<String>(), 0, &["a"]);
            }
        }
    }
}

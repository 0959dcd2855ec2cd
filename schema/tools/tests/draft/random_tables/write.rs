//! Writes the fields of a random table.

use std::collections::BTreeMap;

use unicode_width::UnicodeWidthStr;

use super::{Dice, Field, HEADINGS, Layout, Row, Style, Table, rows};

pub(super) struct Write<'d> {
    pub(super) dice: &'d mut Dice,
    pub(super) style: Style,
    pub(super) layout: Layout,
    /// Whether cells are wrapped, repeated, decorated and so on.
    pub(super) is_odd: bool,
    pub(super) out: String,
}

impl Write<'_> {
    pub(super) fn file(&mut self, fields: &[Field]) -> Table {
        let mut all = Vec::new();
        rows(fields, &[], &[], "", &mut all);
        // Layouts with blanks or bars can't represent the indentation of the first column reliably.
        let is_shown = self.style != Style::Indents || matches!(self.layout, Layout::Tabs | Layout::Bars);
        let headings = if self.is_odd { self.dice.below(4) } else { 3 };
        let needs_headings = matches!(self.style, Style::Levels | Style::Numbers | Style::Parents | Style::Subtables);
        let has_headings = headings > 0 || needs_headings;
        if has_headings && self.dice.one_in(2) {
            self.out += "3.1 请求参数\n\n";
        }
        let paths = if self.is_odd || !is_shown {
            BTreeMap::new()
        } else {
            all.iter().map(|row| (row.field.name.clone(), row.path.join("."))).collect()
        };
        if self.style == Style::Subtables {
            self.subtables(fields, &all);
        } else {
            self.table(&all, has_headings, headings == 1 && !needs_headings);
        }
        if has_headings && self.dice.one_in(3) {
            self.out += "\n4.2 响应参数\n\n";
            let other = Field {
                name: "retcode".to_owned(),
                label: "返回码".to_owned(),
                ty: "String4",
                required: true,
                note: String::new(),
                children: Vec::new(),
            };
            let row =
                Row { path: vec![other.name.clone()], is_list: vec![false], number: "1".to_owned(), field: other };
            self.table(&[row], true, false);
        }
        if self.dice.one_in(3) {
            self.out += "\n注：以上字段以医保局下发的为准。\n";
        }
        Table { text: std::mem::take(&mut self.out), paths }
    }

    fn subtables(&mut self, fields: &[Field], all: &[Row]) {
        let outer: Vec<Row> = all.iter().filter(|row| row.path.len() == 1).cloned().collect();
        self.table(&outer, true, false);
        for field in fields.iter().filter(|field| !field.children.is_empty()) {
            self.out += &format!("\n3.1.{} {}（{}）\n\n", self.dice.below(9) + 1, field.label, field.name);
            let inner: Vec<Row> =
                all.iter().filter(|row| row.path.len() == 2 && row.path[0] == field.name).cloned().collect();
            self.table(&inner, true, false);
        }
    }

    fn table(&mut self, rows: &[Row], has_headings: bool, is_foreign: bool) {
        let mut order: Vec<usize> = (0..5).collect();
        if self.is_odd && has_headings {
            for at in (1..order.len()).rev() {
                order.swap(at, self.dice.below(at + 1));
            }
        }
        if self.style == Style::Indents || self.layout == Layout::Aligned {
            order = (0..5).collect();
        }
        let mut headings: Vec<String> =
            order.iter().map(|column| (*self.dice.pick(HEADINGS[*column])).to_owned()).collect();
        if is_foreign {
            headings = ["甲列", "乙列", "丙列", "丁列", "戊列"].map(str::to_owned).to_vec();
        }
        let extra = match self.style {
            Style::Levels => Some("层级"),
            Style::Numbers => Some("序号"),
            Style::Parents => Some("上级节点"),
            _ if self.is_odd && self.dice.one_in(4) => Some("序号"),
            _ => None,
        };
        headings.splice(0..0, extra.map(str::to_owned));
        let yes_no = [("Y", "N"), ("是", "否"), ("必填", "选填"), ("M", "O"), ("√", "×")][self.dice.below(5)];
        let mut lines: Vec<Vec<String>> = Vec::new();
        let mut last_parent = String::new();
        for (at, row) in rows.iter().enumerate() {
            let mut cells: Vec<String> = order.iter().map(|column| self.cell(row, *column, yes_no)).collect();
            let parent = if row.path.len() > 1 { row.path[row.path.len() - 2].clone() } else { "-".to_owned() };
            let first = match (extra, self.style) {
                (None, _) => None,
                (_, Style::Levels) => Some(row.path.len().to_string()),
                (_, Style::Numbers) => Some(row.number.clone()),
                // Merged cells are blank below the first.
                (_, Style::Parents) if parent == last_parent && self.dice.one_in(2) => Some(String::new()),
                (_, Style::Parents) => Some(parent.clone()),
                _ => Some((at + 1).to_string()),
            };
            last_parent = parent;
            cells.splice(0..0, first);
            lines.push(cells);
        }
        let shift = usize::from(extra.is_some());
        if self.is_odd {
            self.spoil(&mut lines, &order, shift);
        }
        if has_headings {
            lines.insert(0, headings.clone());
        }
        self.lines(&lines, has_headings);
    }

    fn cell(&mut self, row: &Row, column: usize, yes_no: (&str, &str)) -> String {
        let field = &row.field;
        let depth = row.path.len() - 1;
        match column {
            0 => match self.style {
                Style::Dots => format!("{}{}", ".".repeat(depth), field.name),
                Style::Dashes => format!("{}{}", "--".repeat(depth), field.name),
                Style::Tree if depth > 0 => format!("{}├─ {}", "│  ".repeat(depth - 1), field.name),
                Style::Indents => format!("{}{}", "  ".repeat(depth), field.name),
                Style::Brackets => {
                    let steps = row.path.iter().zip(&row.is_list);
                    let shown = steps.enumerate().map(|(at, (name, is_list))| match (*is_list, at < depth) {
                        (true, true) => format!("{name}[]"),
                        _ => name.clone(),
                    });
                    shown.collect::<Vec<_>>().join(".")
                }
                _ => field.name.clone(),
            },
            1 => field.label.clone(),
            2 => field.ty.to_owned(),
            3 => if field.required { yes_no.0 } else { yes_no.1 }.to_owned(),
            _ => field.note.clone(),
        }
    }

    /// Decorates, repeats, clears and duplicates cells.
    fn spoil(&mut self, lines: &mut Vec<Vec<String>>, order: &[usize], shift: usize) {
        let column_index = |column: usize| shift + order.iter().position(|other| *other == column).unwrap();
        for at in 1..lines.len() {
            let name = lines[at][column_index(0)].clone();
            match self.dice.below(16) {
                0 => lines[at][column_index(0)] = format!("*{name}"),
                1 => lines[at][column_index(0)] = format!("{name}（可空）"),
                2 => lines[at][column_index(0)] = name.chars().map(wide).collect(),
                3 => lines[at][column_index(0)] = format!("<{name}>"),
                4 => lines[at][column_index(0)] = format!("{name}-x"),
                5 => lines[at][column_index(0)] = "患者名称".to_owned(),
                6 => lines[at][column_index(0)] = format!("{name}/other{at}"),
                7 => lines[at][column_index(3)] = String::new(),
                8 => lines[at][column_index(2)] = (*self.dice.pick(&["″", "同上", "〃"])).to_owned(),
                9 => lines[at][column_index(1)] = String::new(),
                10 => {
                    let double = lines[at].clone();
                    lines.push(double);
                }
                11 => lines[at].push("多出一格".to_owned()),
                12 => {
                    let width = lines[at].len();
                    lines.insert(
                        at,
                        std::iter::once("费用信息".to_owned()).chain(vec![String::new(); width - 1]).collect(),
                    );
                }
                _ => {}
            }
        }
    }

    fn lines(&mut self, lines: &[Vec<String>], has_headings: bool) {
        let widths: Vec<usize> = (0..8)
            .map(|column| lines.iter().filter_map(|line| line.get(column)).map(|cell| cell.width()).max().unwrap_or(0))
            .collect();
        for (at, line) in lines.iter().enumerate() {
            if at > 1 && has_headings && self.is_odd && self.dice.one_in(12) {
                self.out += "\n第 3 页 共 9 页\n\n";
                self.line(&lines[0], &widths);
            }
            self.line(line, &widths);
            if at == 0 && has_headings && self.layout == Layout::Bars {
                self.out += &format!("|{}\n", "---|".repeat(line.len()));
            }
        }
    }

    fn line(&mut self, cells: &[String], widths: &[usize]) {
        let quoted = |mark: char| {
            let cell = |cell: &String| if cell.contains([mark, '"']) { format!("\"{cell}\"") } else { cell.clone() };
            cells.iter().map(cell).collect::<Vec<_>>().join(&mark.to_string())
        };
        let line = match self.layout {
            Layout::Tabs if self.is_odd && self.dice.one_in(6) => self.wrapped(cells),
            Layout::Tabs => cells.join("\t"),
            Layout::Commas => quoted(','),
            Layout::Semicolons => quoted(';'),
            Layout::WideCommas => quoted('，'),
            Layout::Bars => format!("| {} |", cells.join(" | ")),
            Layout::BareBars => cells.join(" | "),
            Layout::Aligned => {
                let padded = cells.iter().zip(widths).map(|(cell, width)| {
                    let blanks = (width + 2).saturating_sub(cell.width());
                    format!("{cell}{}", " ".repeat(blanks))
                });
                padded.collect::<String>().trim_end().to_owned()
            }
        };
        self.out += &line;
        self.out.push('\n');
    }

    /// A row whose cells continue on the next line.
    fn wrapped(&mut self, cells: &[String]) -> String {
        let at = self.dice.below(cells.len());
        let chars: Vec<char> = cells[at].chars().collect();
        if chars.len() < 4 || cells[at].contains('"') {
            return cells.join("\t");
        }
        let (first, second) = chars.split_at(chars.len() / 2);
        let (first, second): (String, String) = (first.iter().collect(), second.iter().collect());
        let mut cells = cells.to_vec();
        match self.dice.below(3) {
            // In quotes, as in a spreadsheet.
            0 => {
                cells[at] = format!("\"{first}\n{second}\"");
                cells.join("\t")
            }
            // In a separate row, in which all other cells are blank.
            1 => {
                let mut below = vec![String::new(); cells.len()];
                cells[at] = first;
                below[at] = second;
                format!("{}\n{}", cells.join("\t"), below.join("\t"))
            }
            // Without separators.
            _ => {
                cells[at] = format!("{first}\n{second}");
                cells.join("\t")
            }
        }
    }
}

fn wide(c: char) -> char {
    match c {
        '!'..='~' => char::from_u32(u32::from(c) + 0xfee0).unwrap(),
        c => c,
    }
}

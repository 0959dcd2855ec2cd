//! What the columns of a table hold.

use super::account::Written;
use super::{notation, words};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Name,
    Label,
    Type,
    Length,
    Required,
    /// Whether the value may be empty: the other way round.
    Empty,
    Note,
    Other,
}

/// The columns of a table, each with its heading if the table has headings.
#[derive(Clone, Debug, Default)]
pub(super) struct Headings(pub(super) Vec<(Column, Option<Written>)>);

impl Headings {
    /// Whether there is such a column.
    pub(super) fn has(&self, wanted: Column) -> bool {
        self.0.iter().any(|(column, _)| *column == wanted)
    }

    /// The words above a column.
    pub(super) fn of(&self, wanted: Column) -> Option<&Written> {
        self.0.iter().find(|(column, _)| *column == wanted).and_then(|(_, heading)| heading.as_ref())
    }
}

/// The columns that a row of headings names; nothing if it is none.
pub(super) fn of_headings(cells: &[String]) -> Option<Vec<Column>> {
    let mut columns: Vec<Column> = cells.iter().map(|cell| heading(cell)).collect();
    let named = |columns: &[Column], column| columns.contains(&column);
    let known = columns.iter().filter(|column| **column != Column::Other).count();
    if known < 2 || !(named(&columns, Column::Name) || named(&columns, Column::Label)) {
        return None;
    }
    // `名称` is the name where nothing else is.
    if !named(&columns, Column::Name) {
        *columns.iter_mut().find(|column| **column == Column::Label)? = Column::Name;
    }
    // A table has each of them once; what comes again is a remark.
    for index in 1..columns.len() {
        let (before, rest) = columns.split_at_mut(index);
        if let Some(column) = rest.first_mut()
            && before.contains(column)
            && *column != Column::Other
        {
            *column = if before.contains(&Column::Note) { Column::Other } else { Column::Note };
        }
    }
    Some(columns)
}

fn heading(cell: &str) -> Column {
    let cell: String = cell.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    match cell.trim_end_matches(['：', ':']) {
        "字段名" | "字段" | "参数" | "参数名" | "变量名" | "变量" | "英文名" | "英文名称" | "元素名" | "节点"
        | "节点名" | "name" | "field" | "key" | "字段代码" | "字段英文名" => Column::Name,
        "中文解释" | "中文名" | "中文名称" | "名称" | "含义" | "字段含义" | "参数名称" | "字段名称" | "中文"
        | "字段中文名" | "label" | "中文含义" => Column::Label,
        "类型" | "数据类型" | "字段类型" | "参数类型" | "type" | "类型及长度" | "类型(长度)" | "类型（长度）" => {
            Column::Type
        }
        "长度" | "最大长度" | "字段长度" | "length" | "精度" => Column::Length,
        "是否必填" | "必填" | "是否必须" | "必须" | "是否必传" | "必传" | "必选" | "是否必选" | "必输" | "是否必输"
        | "required" | "必填项" => Column::Required,
        "是否为空" | "可空" | "是否可空" | "可为空" | "允许为空" | "是否允许为空" | "是否可为空" => {
            Column::Empty
        }
        "备注" | "说明" | "描述" | "取值" | "取值说明" | "示例" | "示例值" | "注释" | "note" | "remark"
        | "字段说明" | "参数说明" | "字段描述" => Column::Note,
        _ => Column::Other,
    }
}

/// Whether a cell looks like one of a column.
type Looks<'f> = &'f dyn Fn(&str) -> bool;

/// The columns of rows without headings, by what most of their cells look like.
pub(super) fn of_rows(rows: &[Vec<String>]) -> Vec<Column> {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut columns = vec![Column::Other; width];
    let most = |column: usize, fits: Looks<'_>| {
        let cells: Vec<&String> =
            rows.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.trim().is_empty()).collect();
        !cells.is_empty() && cells.iter().filter(|cell| fits(cell)).count() * 2 > cells.len()
    };
    let looks: [(Column, Looks<'_>); 6] = [
        (Column::Type, &|cell| notation::declared(cell).is_some()),
        (Column::Required, &|cell| notation::cell(cell, false).is_some()),
        (Column::Length, &|cell| cell.trim().bytes().all(|b| b.is_ascii_digit())),
        (Column::Name, &|cell| words::is_name(&cell.split_whitespace().collect::<String>())),
        (Column::Label, &|cell| cell.contains(words::is_chinese)),
        (Column::Note, &|_| true),
    ];
    for (kind, fits) in looks {
        let free = (0..width).find(|column| columns.get(*column) == Some(&Column::Other) && most(*column, fits));
        if let Some(column) = free.and_then(|column| columns.get_mut(column)) {
            *column = kind;
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::{Column, of_headings, of_rows};

    fn cells(line: &str) -> Vec<String> {
        line.split('|').map(str::to_owned).collect()
    }

    #[test]
    fn headings_name_columns() {
        use Column::{Empty, Label, Length, Name, Note, Other, Required, Type};
        let columns = |line: &str| of_headings(&cells(line));
        assert_eq!(columns("字段名|中文解释|类型|是否必填|备注"), Some(vec![Name, Label, Type, Required, Note]));
        assert_eq!(columns("序号|名称|数据 类型|长度|可空"), Some(vec![Other, Name, Type, Length, Empty]));
        assert_eq!(columns("参数|名称|说明|描述"), Some(vec![Name, Label, Note, Other]));
        assert_eq!(columns("openid|用户标识|String32|Y|"), None);
        assert_eq!(columns(""), None);
    }

    #[test]
    fn without_headings_cells_show_what_a_column_holds() {
        use Column::{Label, Length, Name, Note, Required, Type};
        let rows = [cells("1|yljgbm|医院编号|String32|Y|由医保局分配"), cells("2|yl zh|医疗证号|String32|N|")];
        assert_eq!(of_rows(&rows), [Length, Name, Label, Type, Required, Note]);
        assert_eq!(of_rows(&[]), []);
    }
}

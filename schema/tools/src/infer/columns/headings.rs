//! The words of table headings.

use super::Column;
use crate::infer::lexicon::WordList;
use crate::infer::notation;

/// The columns, with words that are the whole heading, and words that are a part of it.
///
/// The first match applies: `是否为空` before `是否`, `参数类型` before `参数`.
const HEADINGS: &[(Column, WordList, WordList)] = &[
    (Column::Ordinal, WordList("序号 编号 no no. # 行号 项次 顺序号 顺序 num seq index"), WordList("序号")),
    (Column::Level, WordList("层级 级别 级次 层次 层 级 level lv depth"), WordList("层级 层次")),
    (
        Column::Parent,
        WordList("上级 父级 所属 parent 所在节点 归属"),
        WordList("上级 父节点 父级 父元素 父字段 上层 所属 parent"),
    ),
    (Column::Empty, WordList("空 nullable null isnull 是否null"), WordList("为空 可空 空值 非空")),
    (
        Column::Required,
        WordList(
            "\
            required mandatory m/o 约束 约束条件 选项 可选 选填 选择性 m optional notnull 是否选填 可选填 可不填 \
            是否可不填 强制 强制性 是否强制",
        ),
        WordList("必填 必须 必传 必选 必输 必需 必录 必要 必有 出现要求 填写要求 是否可选 可选性"),
    ),
    (Column::Type, WordList("类型 type 格式 datatype 型态 形态 数据型态 字段型态"), WordList("类型 数据格式 type")),
    (Column::Length, WordList("长度 精度 length size 位数 len 宽度 字段宽度 数据宽度"), WordList("长度 精度")),
    (
        Column::Note,
        WordList("取值 note remark remarks description desc comment 值域 规则"),
        WordList("备注 说明 描述 取值 注释 值域"),
    ),
    (
        Column::Label,
        WordList("中文 名称 含义 label title 意义 解释 参数名称 字段名称 描述名 汉字说明"),
        WordList("中文 含义 汉字"),
    ),
    (
        Column::Name,
        WordList("name field key 字段 参数 变量 元素 节点 属性 代码 标识 编码 标签 数据元 parameter param 键 键名"),
        WordList(
            "\
            英文 字段名 参数名 变量名 元素名 节点名 属性名 字段代码 字段标识 参数代码 参数标识 数据元标识 元素代码 \
            字段编码 标识符 列名 fieldname paramname",
        ),
    ),
    (Column::Label, WordList(""), WordList("名称 名字")),
];

/// The level of the names in a column: `一级`, `二级节点`, `第3级`, `Level 2`.
pub(in crate::infer) fn tier(cell: &str) -> Option<usize> {
    let text: String = cell.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    let bare = ["节点", "字段名", "字段", "元素", "参数", "名称", "目录"].iter().find_map(|end| text.strip_suffix(end));
    let bare = bare.unwrap_or(&text).trim_start_matches('第');
    let number = ["级", "层"].iter().find_map(|end| bare.strip_suffix(end)).or_else(|| bare.strip_prefix("level"))?;
    let chinese = |one: &str| "一二三四五六七八九".chars().position(|c| one.chars().eq([c])).map(|at| at + 1);
    number.parse().ok().or_else(|| chinese(number)).filter(|level| (1..10).contains(level))
}

/// The meaning of a column according to its heading.
pub(in crate::infer) fn heading(cell: &str) -> Column {
    let wide = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    let text: String = cell.chars().map(wide).filter(|c| !c.is_whitespace() && *c != '\u{feff}').collect();
    let text = text.to_lowercase();
    // `类型(长度)` is a type; `(M/O)` has no text before its brackets.
    let bare = text.split(['(', '[', '<', '【']).next().filter(|bare| !bare.is_empty()).unwrap_or(&text);
    let bare = bare.trim_matches(|c: char| ":*()[]'\"“”".contains(c));
    if bare.is_empty() || bare.chars().count() > 12 {
        return Column::Other;
    }
    // The columns of levels, which are merged.
    if tier(bare).is_some() || bare.split('|').all(|part| tier(part).is_some()) {
        return Column::Name;
    }
    let is_whole = HEADINGS.iter().find(|(_, whole, _)| whole.has(bare));
    let has_part = || HEADINGS.iter().find(|(_, _, parts)| parts.are_in(bare));
    is_whole.or_else(has_part).map_or(Column::Other, |(column, ..)| *column)
}

/// Whether the cells of a line are headings: most of them are known, and none could be a type.
pub(in crate::infer) fn are_headings(cells: &[&str]) -> bool {
    let filled = || cells.iter().filter(|cell| !cell.trim().is_empty());
    // A cell of a row can be `M` as well.
    let of = |cell: &&str| if cell.trim() == "M" { Column::Other } else { heading(cell) };
    let columns: Vec<Column> = filled().map(of).collect();
    let known: Vec<Column> = columns.iter().copied().filter(|column| *column != Column::Other).collect();
    let is_named = known.iter().any(|column| matches!(column, Column::Name | Column::Label));
    let differ = known.iter().any(|column| Some(column) != known.first());
    let could_be_type = |cell: &str| heading(cell) == Column::Other && notation::declared(cell).is_some();
    let is_short = |cell: &str| cell.chars().filter(|c| !c.is_whitespace()).count() <= 24;
    known.len() > 1
        && known.len() * 2 > columns.len()
        && is_named
        && differ
        && filled().all(|cell| is_short(cell))
        && !filled().any(|cell| could_be_type(cell))
}

#[cfg(test)]
mod tests {
    use super::are_headings;

    #[test]
    fn headings_are_distinguished_from_rows() {
        for line in [
            "字段名|中文解释|类型|是否必填|备注",
            "序号|数据元标识|数据元名称|类型|长度|是否必填|备注",
            "参数名称|参数类型|出现要求|描述",
            "Name|Type|Required|Description",
            "字段 名称|类型（长度）|必填",
            "层级|节点|含义",
        ] {
            assert!(are_headings(&line.split('|').collect::<Vec<_>>()), "{line}");
        }
        for line in [
            "openid|用户标识|String32|Y|",
            "name|名称|String|Y|",
            "type|类型|C1|必填|",
            "code|代码|字符型|Y|说明",
            "版本|日期|说明",
            "",
        ] {
            assert!(!are_headings(&line.split('|').collect::<Vec<_>>()), "{line}");
        }
    }
}

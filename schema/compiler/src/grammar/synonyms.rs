//! Synonyms of keywords, as used in the tables of bureaus and in other languages.

/// Keys, with column headings of tables and terms of other languages.
const KEYS: &[(&str, &[&str])] = &[
    ("name", &["字段名", "字段", "字段名称", "参数名", "参数", "名称", "代码", "key", "field", "id"]),
    ("label", &["标签", "中文名", "中文名称", "含义", "描述", "字段含义", "desc", "description", "title"]),
    ("en", &["英文", "英文名", "英文名称", "english"]),
    ("zh", &["中文", "说明", "cn", "chinese", "zh_cn"]),
    ("type", &["类型", "字段类型", "数据类型", "长度", "length", "len", "max_length", "maxlength", "datatype"]),
    ("required", &["必填", "是否必填", "必传", "是否必传", "必须", "是否必须", "mandatory", "optional", "must"]),
    ("note", &["备注", "说明", "注", "remark", "remarks", "comment"]),
    ("format", &["格式", "日期格式"]),
    ("pattern", &["正则", "正则表达式", "regex", "regexp"]),
    ("default", &["默认", "默认值"]),
    ("codes", &["代码表", "字典", "枚举", "值域", "enum", "dict", "dictionary"]),
    ("values", &["取值", "各个值", "值", "items", "enum"]),
    ("range", &["取值范围", "范围"]),
    ("decimals", &["小数位", "小数位数", "精度", "precision", "scale"]),
    ("sensitive", &["敏感", "是否敏感", "脱敏", "secret", "private"]),
    ("fields", &["字段", "字段列表", "各行", "行", "properties", "rows", "columns"]),
    ("rules", &["规则", "校验", "校验规则", "rule"]),
    ("check", &["规则", "条件", "表达式", "校验", "expr", "expression"]),
    ("conditions", &["条件", "condition"]),
    ("when", &["当", "条件", "if"]),
    ("needs", &["必填", "需要", "then", "requires"]),
    ("sections", &["分段", "分支", "section"]),
    ("section", &["章节", "章节号", "节"]),
    ("title", &["标题", "名称", "name"]),
    ("examples", &["示例", "样例", "例子", "example", "sample", "samples"]),
    ("provenance", &["来源", "出处", "origin"]),
    ("source", &["来源", "出处"]),
    ("unique", &["唯一", "不重复"]),
    ("min", &["最小", "最少", "minimum"]),
    ("max", &["最大", "最多", "maximum"]),
    ("of", &["items", "元素类型", "item"]),
    ("content", &["contents", "内容", "报文", "报文内容", "request_content", "city"]),
    ("operation", &["operations", "接口", "操作", "api", "interface", "method"]),
    ("errors", &["error", "错误", "错误码", "error_codes"]),
    ("part", &["parts", "部分", "片段"]),
    ("templates", &["template", "模板", "消息模板"]),
    ("errata", &["erratum", "勘误"]),
];

/// Keywords, with the terms used in table cells.
const KEYWORDS: &[(&str, &[&str])] = &[
    (
        "Y",
        &["是", "必填", "必传", "必须", "必选", "y", "yes", "true", "m", "r", "1", "√", "✓", "mandatory", "required"],
    ),
    ("N", &["否", "非必填", "可选", "选填", "可空", "可为空", "n", "no", "false", "o", "c", "0", "×", "optional"]),
    ("二选", &["二选一", "二选1"]),
    ("present", &["可为空字符串", "可为空串", "empty"]),
    ("yes", &["是", "y", "true", "1", "√"]),
    ("no", &["否", "n", "false", "0"]),
    ("closed", &["封闭", "完整", "全部"]),
    ("open", &["开放", "不完整", "部分"]),
    ("error", &["错误", "err", "fatal"]),
    ("warning", &["警告", "提示", "warn"]),
    ("number", &["数字", "数值", "int", "integer", "float", "double", "decimal"]),
    ("string", &["字符串", "文本", "text", "str"]),
    ("json-text", &["json", "json字符串"]),
    ("yuan", &["元", "金额", "rmb", "cny", "money"]),
    ("fen", &["分", "cent", "cents"]),
    ("decimal", &["小数", "数字", "数值", "number", "double", "float", "numeric"]),
    ("yyyyMMdd", &["日期", "date"]),
    ("yyyy-MM-dd HH:mm:ss", &["日期时间", "时间", "datetime", "timestamp"]),
    ("high", &["高"]),
    ("medium", &["中"]),
    ("low", &["低"]),
    ("at-most-one", &["至多一个", "最多一个"]),
    ("at-least-one", &["至少一个"]),
    ("all-or-none", &["全填或全不填", "要么全给要么全不给"]),
    ("bytes", &["字节", "byte"]),
    ("characters", &["字符", "字", "chars", "char", "character"]),
];

/// The known key that a word is a synonym of.
pub(crate) fn key<'k>(written: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    among(KEYS, written, known)
}

/// The known keyword that another word is a synonym of.
pub(crate) fn keyword<'k>(written: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    among(KEYWORDS, written, known)
}

fn among<'k>(table: &[(&str, &[&str])], written: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let written = written.trim().to_lowercase();
    let is_meant =
        |name: &str| table.iter().any(|(keyword, others)| *keyword == name && others.contains(&written.as_str()));
    known.into_iter().find(|name| is_meant(name))
}

/// The help for a type that isn't in the document's notation.
pub(crate) fn of_type(written: &str) -> Option<String> {
    let lower = written.trim().to_lowercase();
    let name = lower.trim_end_matches(|c: char| c.is_ascii_digit() || "(),. ".contains(c));
    // The length is in parentheses, or at the end.
    let length = lower.split_once('(').map_or(lower.as_str(), |(_, inside)| inside);
    let digits: Vec<&str> = length.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty()).collect();
    let text = |digits: &[&str]| match digits {
        [] => "write `String`, or `String32` where the table has a length".to_owned(),
        [.., _, _] => "write `String`, and the limits in `range:` and `decimals:`".to_owned(),
        [length] => format!("write `String{}`", length.trim_start_matches('0')),
    };
    match name {
        "string" | "str" | "字符串" | "字符" | "文本" | "text" | "varchar" | "varchar2" | "nvarchar" | "char" | "an" | "ans"
        | "n" | "c" | "vc" => Some(text(&digits)),
        "整数" | "整型" | "integer" | "long" | "bigint" | "smallint" | "tinyint" | "int32" | "int64" | "uint" => {
            Some("write `int`, `Uint8`, `Uint32` or `Uint64`".to_owned())
        }
        "数字" | "数值" | "number" | "numeric" | "decimal" | "double" | "float" | "金额" | "money" | "bigdecimal" => Some(
            "write `String` with `format: decimal`, or `format: yuan` for an amount of money; `wire: number` if JSON has a number"
                .to_owned(),
        ),
        "日期" | "时间" | "日期时间" | "date" | "datetime" | "time" | "timestamp" => {
            Some("write `String`, with `format: yyyyMMdd` or as the table has it".to_owned())
        }
        "布尔" | "bool" | "boolean" => Some("write `String1` with a code table: what stands there for true and for false?".to_owned()),
        "对象" | "map" | "json" | "struct" => Some("write `object`, with the rows under `fields:`".to_owned()),
        "列表" | "数组" | "array" | "list" | "集合" => {
            Some("write `list`, with the rows of an item under `fields:`, or its type in `of:`".to_owned())
        }
        _ => None,
    }
}

use super::find;

#[track_caller]
fn found(text: &str, expected: &[(&str, &str)]) {
    let values = find(text).map(|found| found.values).unwrap_or_default();
    let values: Vec<(&str, &str)> = values.iter().map(|(code, zh)| (code.as_str(), zh.as_str())).collect();
    assert_eq!(values, expected, "{text}");
}

const SEXES: &[(&str, &str)] = &[("1", "男"), ("2", "女")];

#[test]
fn lists_of_codes_are_found() {
    found("参保档次（0-不参加 1-一档）", &[("0", "不参加"), ("1", "一档")]);
    found("1:门诊,2:住院,9:其他。", &[("1", "门诊"), ("2", "住院"), ("9", "其他")]);
    found("为空表示未知，1：基本医疗保险（一档） 2：特殊", &[("1", "基本医疗保险（一档）"), ("2", "特殊")]);
    found("1 居民身份证 9 户口本", &[("1", "居民身份证"), ("9", "户口本")]);
    found("A=普通；B=专家", &[("A", "普通"), ("B", "专家")]);
    found("GH01 挂号 JF02 缴费", &[("GH01", "挂号"), ("JF02", "缴费")]);
    found("01挂号 02缴费", &[("01", "挂号"), ("02", "缴费")]);
    found("A.门诊 B.住院", &[("A", "门诊"), ("B", "住院")]);
    found("（1）门诊（2）住院", &[("1", "门诊"), ("2", "住院")]);
    found("11 普通门诊 12 急诊 13 特病", &[("11", "普通门诊"), ("12", "急诊"), ("13", "特病")]);
    found("440300-深圳市，440100-广州市", &[("440300", "深圳市"), ("440100", "广州市")]);
    found(
        "险种 310职工基本医疗保险,390城乡居民基本医疗保险",
        &[("310", "职工基本医疗保险"), ("390", "城乡居民基本医疗保险")],
    );
}

#[test]
fn codes_are_found_in_many_notations() {
    for text in include_str!("sexes.txt").lines().chain(["1,男\n2,女"]) {
        found(text, SEXES);
    }
}

#[test]
fn other_numbers_are_not_codes() {
    for text in include_str!("no_codes.txt").lines().chain([""]) {
        found(text, &[]);
    }
}

#[test]
fn the_rest_contains_what_is_not_a_code() {
    for (text, values, rest) in [
        ("1：男，2：女，9：未说明", 3, ""),
        ("1：男，2：女（必填）", 2, ""),
        ("1：男；2：女。与身份证一致", 2, "与身份证一致"),
        ("1：男（默认），请核对，2：女", 2, "请核对"),
        ("01 普通 02 急诊 11~99 其他", 2, "11~99 其他"),
        ("1：普通，2：急诊，3-9：保留", 2, "3-9：保留"),
        ("男(1)、女(2)、见附录", 2, "见附录"),
        ("0:未结算,1:已结算,2:已退费（默认0）", 3, "默认0"),
    ] {
        let found = find(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!((found.values.len(), found.rest.as_str()), (values, rest), "{text}");
    }
}

#[test]
fn long_texts_take_linear_time() {
    let long = "1：男，2：女 甲a1（".repeat(20_000);
    assert_eq!(find(&long), None);
    assert_eq!(find(&"1".repeat(200_000)), None);
    assert_eq!(find(&"男-1，".repeat(50_000)), None);
}

//! The four messages of the document's appendix, and what becomes of odd ones.

use std::collections::BTreeMap;

use wxmed::SendMsg;
use wxmed::rt::{FilledBy, Template, TemplateField};
use wxmed::templates::SENDMSG;
use wxmed_compiler::model::ExampleValue;
use wxmed_tests::specs::model;

/// The appendix, section by section, as a user sees the messages.
const APPENDIX: [(&str, &str, &[&str]); 4] = [
    (
        "1",
        "2.1.1",
        &[
            "您已缴费成功，请到 3 号楼 2 楼西药房 18 号窗口取药，详情如下：",
            "用户姓名：张三",
            "缴费项目：西药",
            "缴费金额：230.50 元",
            "缴费时间：2018-6-20 16:28:34",
            "订单号：3749184791983",
            "备注：如需打印发票，请凭就诊卡前往收费窗口补打。",
        ],
    ),
    (
        "2",
        "2.1.2",
        &[
            "您已缴费成功，请到 3 号楼 2 楼西药房 18 号窗口取药，详情如下：",
            "缴费项目：西药",
            "缴费金额：230.50 元",
            "优惠：30 元",
            "实缴金额：200.50 元",
            "缴费时间：2018-6-20 16:28:34",
            "订单号：3749184791983",
            "备注：如需打印发票，请凭就诊卡前往收费窗口补打。",
        ],
    ),
    (
        "3",
        "2.1.3",
        &[
            "您已成功挂号并缴费，挂号详细情况如下：",
            "就诊人名称：李四",
            "医生：赵五",
            "科室：内科门诊",
            "医院：广东省第九十九医院",
            "就诊时间：2018-6-23 14:00",
            "登记号：3424593",
            "缴费金额：9.00 元",
            "缴费时间：2018-6-23 16:34:34",
            "订单号：3479817387195775",
            "备注：内科门诊位于五号楼三楼。请及时前往就诊科室分诊台凭登记号报到，无需到挂号处取号。",
        ],
    ),
    (
        "4",
        "2.1.4",
        &[
            "您已预约成功并完成缴费，请准时凭社保卡/健康卡到 5 号楼 2 楼彩超科室报到。预约详情如下：",
            "姓名：王小明",
            "预约项目：心脏彩超",
            "预约时间：2018-6-23 11:00",
            "登记号：4173248",
            "缴费金额：149.00 元",
            "缴费时间：2018-6-23 16:34:34",
            "订单号：3479817387195775",
            "备注：如需打印发票，请凭就诊卡前往收费窗口补打。如果需要取消预约或更改预约，请到门诊大厅服务台办理。",
        ],
    ),
];

fn sample(keyword: &TemplateField) -> Option<&'static str> {
    Some(keyword.sample)
}

#[test]
fn the_samples_come_out_line_by_line() {
    assert_eq!(SENDMSG.all.len(), APPENDIX.len());
    for (value, section, lines) in APPENDIX {
        let template = SENDMSG.get(value).unwrap();
        assert_eq!((template.section, template.sample), (section, lines));
        assert_eq!(template.render(sample), lines, "{section}");
    }
    assert!(SENDMSG.get("5").is_none());
}

/// The examples of the spec are the appendix's messages, as a caller sends them.
#[test]
fn a_request_fills_the_callers_places() {
    let operation = model().operation("sendmsg").unwrap();
    let mut filled = 0;
    for example in operation.examples.iter().filter(|example| example.title.zh.contains("附录")) {
        let ExampleValue::Fields(fields) = &example.value else { panic!() };
        let request = SendMsg::from_fields(fields.iter().map(|(name, text)| (name.as_str(), text.as_str()))).unwrap();
        let sent: BTreeMap<String, String> = request.to_fields().into_iter().collect();
        let template = SENDMSG.get(&sent[SENDMSG.tag]).unwrap();
        let lines = template.render(|keyword| match keyword.filler {
            FilledBy::Caller(field) => sent.get(field).map(String::as_str),
            FilledBy::Platform(..) => Some(keyword.sample),
        });
        assert_eq!(lines, template.sample, "{}", example.title);
        filled += 1;
    }
    assert_eq!(filled, APPENDIX.len());
}

#[test]
fn whoever_fills_a_place_is_known() {
    let operation = model().operation("sendmsg").unwrap();
    for template in SENDMSG.all {
        let tag = operation.request.tag.as_ref().unwrap();
        let case = tag.cases.iter().find(|case| case.value == template.value).unwrap();
        let mut given: Vec<&str> = case.fields.iter().map(|row| operation.request.fields[*row].name.as_str()).collect();
        let callers = template.keywords.iter().filter_map(|keyword| match keyword.filler {
            FilledBy::Caller(field) => Some(field),
            FilledBy::Platform(..) => None,
        });
        let mut wanted: Vec<&str> = callers.collect();
        given.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(given, wanted, "{}: every field of the case stands in the message, and no other", template.section);
    }
}

#[test]
fn a_place_without_a_text_stays_and_a_text_is_not_looked_into() {
    const fn keyword(name: &'static str) -> TemplateField {
        TemplateField { name, filler: FilledBy::Caller("x"), sample: "" }
    }
    const KEYWORDS: &[TemplateField] = &[keyword("a"), keyword("b")];
    let template = Template {
        value: "1",
        section: "",
        title: "",
        lines: &["{{a.DATA}}{{b.DATA}}", "{{c.DATA}} {{a", "{{ {{b.DATA}}", "", "{{b}}"],
        keywords: KEYWORDS,
        sample: &[],
    };
    let lines = template.render(|keyword| (keyword.name == "b").then_some("{{a.DATA}}"));
    assert_eq!(lines, ["{{a.DATA}}{{a.DATA}}", "{{c.DATA}} {{a", "{{ {{a.DATA}}", "", "{{b}}"]);
}

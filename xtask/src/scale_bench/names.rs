//! Names such as bureaus give their fields: the first letters of pinyin, now and then English.

use std::collections::BTreeSet;

use super::random::Random;

/// Each syllable with what it might stand for, in Chinese and in English. None makes a name begin with `xml`, which is
/// no name there.
const SYLLABLES: [(&str, &str, &str); 24] = [
    ("yl", "医疗", "medical"),
    ("bx", "保险", "insurance"),
    ("jz", "就诊", "visit"),
    ("gh", "挂号", "registration"),
    ("ks", "科室", "department"),
    ("ys", "医生", "doctor"),
    ("br", "病人", "patient"),
    ("fy", "费用", "fee"),
    ("lx", "类型", "kind"),
    ("bm", "编码", "code"),
    ("mx", "明细", "detail"),
    ("rq", "日期", "date"),
    ("sj", "时间", "time"),
    ("je", "金额", "amount"),
    ("zf", "支付", "payment"),
    ("cf", "处方", "prescription"),
    ("yp", "药品", "drug"),
    ("dw", "单位", "unit"),
    ("bz", "备注", "remark"),
    ("zd", "诊断", "diagnosis"),
    ("ry", "人员", "person"),
    ("qh", "区划", "region"),
    ("lb", "类别", "class"),
    ("ls", "流水", "serial"),
];

/// The name of a field or of a table.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    pub(crate) wire: String,
    pub(crate) zh: String,
    pub(crate) en: String,
}

/// Gives each name once, so that no two types of a city are called the same.
pub(super) struct Names {
    given: BTreeSet<String>,
}

impl Names {
    pub(super) fn new() -> Self {
        Self { given: BTreeSet::new() }
    }

    pub(super) fn next(&mut self, random: &mut Random) -> Name {
        loop {
            let parts: [(&str, &str, &str); 3] = std::array::from_fn(|_| random.pick(&SYLLABLES));
            let wire: String = parts.iter().map(|part| part.0).collect();
            if self.given.insert(wire.clone()) {
                let zh = parts.iter().map(|part| part.1).collect();
                let en = parts.map(|part| part.2).join(" ");
                return Name { wire, zh, en };
            }
        }
    }
}

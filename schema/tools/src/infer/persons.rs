//! Detects personal data by labels, names, and the form of values.

use super::lexicon::{self, WordList};
use wxmed_compiler::casing::snake;
use wxmed_core::Bilingual;

/// Whether the values of a field are personal data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Whose {
    /// Nothing indicates personal data.
    #[default]
    Nobodys,
    /// They are personal data, and must not be shown.
    Persons,
    /// It is unknown what they are: they may be personal data.
    Unknown,
}

/// Words in names of fields with personal data.
const KEYS: WordList = WordList(
    "\
    name xm certno cert sfzh sfz sfzhm zjhm zjh idcard idno mobile mob tel phone telephone lxdh sjh sjhm dh card \
    cardno kh ybkh addr address dz pwd password passwd token secret openid unionid email mail birth birthday brdy csrq \
    psn person patient grbh user nickname",
);
/// Words that indicate personal data anywhere in a name.
const LONG_KEYS: WordList = WordList("psnname psnno username certno idcard mobile phone passw token openid address");
/// The most common surnames.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝";

/// The form of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Identity,
    Telephone,
    Card,
    Name,
}

impl Look {
    fn shown(self) -> (&'static str, &'static str) {
        match self {
            Look::Identity => ("身份证号", "an identity number"),
            Look::Telephone => ("电话号码", "a telephone number"),
            Look::Card => ("卡号", "the number of a card"),
            Look::Name => ("姓名", "a person's name"),
        }
    }
}

/// Whether the values of a field are personal data, and the reason. The label is empty if no source has one; the cell
/// is the label's complete text.
pub(super) fn whose(label: &str, cell: &str, name: &str, values: &[&str]) -> (Whose, Bilingual) {
    if let Some(word) =
        lexicon::personal(label).or_else(|| lexicon::personal(cell).filter(|_| !lexicon::is_kind(label)))
    {
        let message = Bilingual::new(format!("标签中有“{word}”"), format!("the label has 「{word}」"));
        return (Whose::Persons, message);
    }
    let looks = values.iter().find_map(|value| look(value, label.is_empty()));
    if let Some((zh, en)) = looks.map(Look::shown) {
        let message = Bilingual::new(
            format!("样例中的值像{zh}：示例里换成了虚构的值"),
            format!("a value of the samples looks like {en}: the example has a made-up one"),
        );
        return (Whose::Persons, message);
    }
    if label.is_empty() && is_key(name) {
        let message = Bilingual::new(
            format!("名称 {name} 下常是个人的值：示例里换成了虚构的值"),
            format!("what is under a name like `{name}` is often a person's: an example has made-up values"),
        );
        return (Whose::Persons, message);
    }
    if label.is_empty() && !values.iter().all(|value| is_harmless(value)) {
        let message = Bilingual::of(
            "没有标签，看不出值是否属于个人：示例里换成了虚构的值，草稿没有写 sensitive",
            "it has no label, and nothing says whether its values are a person's: the example has made-up ones, and the draft does not say that they are sensitive",
        );
        return (Whose::Unknown, message);
    }
    (Whose::Nobodys, Bilingual::default())
}

fn is_key(name: &str) -> bool {
    let flat: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let snake = snake(name);
    KEYS.has(&flat) || snake.split('_').any(|word| KEYS.has(word)) || LONG_KEYS.are_in(&flat)
}

/// The form of a value. Card numbers and names are ambiguous, so they count only if nothing else describes the value.
fn look(value: &str, is_bare: bool) -> Option<Look> {
    let mut runs = value.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).filter(|run| !run.is_empty());
    let found = runs.find_map(|run| match run {
        run if is_identity(run, is_bare) => Some(Look::Identity),
        run if is_telephone(run) => Some(Look::Telephone),
        run if is_bare && is_card(run) => Some(Look::Card),
        _ => None,
    });
    found.or_else(|| Some(Look::Name).filter(|_| is_bare && is_person(value)))
}

/// An identity number: 18 characters with a date of birth, or the old form with 15.
fn is_identity(run: &str, is_bare: bool) -> bool {
    let digits = run.strip_suffix(['X', 'x']).unwrap_or(run);
    let number = |from: usize, to: usize| run.get(from..to).and_then(|part| part.parse::<u32>().ok()).unwrap_or(0);
    let is_day = |at: usize| (1..=12).contains(&number(at, at + 2)) && (1..=31).contains(&number(at + 2, at + 4));
    digits.bytes().all(|b| b.is_ascii_digit())
        && match run.len() {
            18 => (1900..2100).contains(&number(6, 10)) && is_day(10),
            15 => is_bare && digits.len() == 15 && is_day(8),
            _ => false,
        }
}

fn is_telephone(run: &str) -> bool {
    let run = run.strip_prefix("86-").unwrap_or(run);
    let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let is_mobile = run.len() == 11 && is_number(run) && matches!(run.as_bytes(), [b'1', b'3'..=b'9', ..]);
    let is_fixed = run.split_once('-').is_some_and(|(area, number)| {
        area.starts_with('0')
            && matches!(area.len(), 3 | 4)
            && matches!(number.len(), 7 | 8)
            && is_number(area)
            && is_number(number)
    });
    is_mobile || is_fixed
}

/// A bank card number with 16 to 19 digits, or an insurance card number with a letter and digits.
fn is_card(run: &str) -> bool {
    let digits = run.strip_prefix(|c: char| c.is_ascii_alphabetic()).unwrap_or(run);
    let is_number = digits.bytes().all(|b| b.is_ascii_digit());
    is_number && (matches!(run.len(), 16..=19) || (digits.len() < run.len() && matches!(digits.len(), 8 | 9)))
}

fn is_person(value: &str) -> bool {
    let value = value.trim();
    let count = value.chars().count();
    let is_plain = value.chars().all(|c| lexicon::is_chinese(c) || c == '·' || c == '*');
    is_plain
        && ((2..=4).contains(&count) && value.starts_with(|c: char| SURNAMES.contains(c))
            || value.contains(['·', '*']) && count > 1)
}

/// Whether a value can't identify a person: a code, an amount, a small number.
fn is_harmless(value: &str) -> bool {
    let is_amount = || value.contains('.') && value.parse::<f64>().is_ok();
    let is_short = |most: usize| value.len() <= most && value.bytes().all(|b| b.is_ascii_alphanumeric());
    value.chars().count() <= 1
        || is_short(4)
        || is_amount()
        || (is_short(6) && value.bytes().all(|b| b.is_ascii_digit()))
}

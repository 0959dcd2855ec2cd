//! Orders that are sent again.

use std::time::Duration;

use wxmed::Bilingual;

use super::Platform;
use super::suspecting::have_same_values;
use crate::diagnosis::Cause;
use crate::history::{Origin, RecordedCall};
use crate::http::{Delivery, HttpRequest};
use crate::target::Target;

/// Within this time, the same order is probably sent again because the program doesn't know of the first one.
const SHORTLY: Duration = Duration::from_secs(600);

/// The call that made the order which a request repeats.
pub(super) struct Maker {
    number: usize,
    name: String,
    known: Known,
}

/// What the program knows of the order.
enum Known {
    /// It didn't get a response that it could trust.
    Lost(Bilingual),
    /// It got the response, and sent the same values again after this time.
    SentAgain(Duration),
    /// It used the number for another order, or much later.
    UsedNumber,
}

impl Platform {
    /// The call that made the order in a request.
    pub(super) fn maker(&self, target: &Target<'_>, request: &HttpRequest, now: Duration) -> Option<Maker> {
        let (call, creator) = self.creators(target, request).find(|(call, _)| call.is_executed())?;
        let elapsed = now.saturating_sub(call.at);
        let is_same = || creator.path == request.path && have_same_values(creator, &call.request, request);
        let known = match lost(call) {
            Some(lost) => Known::Lost(lost),
            None if elapsed <= SHORTLY && is_same() => Known::SentAgain(elapsed),
            None => Known::UsedNumber,
        };
        Some(Maker { number: call.number, name: creator.name.clone(), known })
    }
}

/// Why the program doesn't know the response. `None` if it got a response that it can trust.
fn lost(call: &RecordedCall) -> Option<Bilingual> {
    match call.origin {
        Origin::Program => {}
        Origin::Console => return None,
    }
    let is_of = |kinds: &[&str]| call.fault.as_ref().is_some_and(|fault| kinds.contains(&fault.kind));
    let delay = call.reply.delay.as_millis();
    match call.reply.delivery {
        Delivery::Never | Delivery::CutBeforeHead => {
            Some(Bilingual::of("您的程序没有收到它的应答", "your program did not get its response"))
        }
        Delivery::CutInBody => {
            Some(Bilingual::of("您的程序只收到它的半个应答", "your program got only half of its response"))
        }
        Delivery::Whole if is_of(&["executed-then-http"]) => {
            Some(Bilingual::of("您的程序收到的是别的应答", "your program got another response in its place"))
        }
        Delivery::Whole if is_of(&["forged", "forged-fail", "unsigned"]) => Some(Bilingual::of(
            "它的应答签名不对，您的程序不能采信",
            "your program could not trust its response, whose signature was wrong or missing",
        )),
        Delivery::Whole if delay > 0 => Some(Bilingual::new(
            format!("它的应答晚了 {delay} 毫秒，您的程序可能没有等到"),
            format!("its response came {delay} ms late, perhaps too late for your program"),
        )),
        Delivery::Whole => None,
    }
}

impl Maker {
    /// Adds the call to the cause of a rejection. What to do about a lost response comes before the general remedy.
    pub(super) fn add_to(&self, cause: Cause) -> Cause {
        let Self { number, name, known } = self;
        let (detail, first) = match known {
            Known::Lost(why) => (
                Bilingual::new(
                    format!("第 {number} 次调用（{name}）已用这个单号下单，而{}", why.zh),
                    format!("exchange {number} ({name}) has made the order, but {}", why.en),
                ),
                Some(confirm(*number)),
            ),
            Known::SentAgain(elapsed) => {
                let seconds = elapsed.as_secs();
                (
                    Bilingual::new(
                        format!("第 {number} 次调用（{name}）在 {seconds} 秒前以相同的值用过这个单号"),
                        format!("exchange {number} ({name}) has used the number {seconds} s ago, with the same values"),
                    ),
                    Some(confirm(*number)),
                )
            }
            Known::UsedNumber => (
                Bilingual::new(
                    format!("第 {number} 次调用（{name}）用过这个单号"),
                    format!("exchange {number} ({name}) has used the number"),
                ),
                None,
            ),
        };
        let text =
            Bilingual::new(format!("{}；{}", cause.text.zh, detail.zh), format!("{}; {}", cause.text.en, detail.en));
        let remedy = first.unwrap_or_else(|| cause.remedy.clone());
        Cause { text, remedy, ..cause }
    }
}

fn confirm(number: usize) -> Bilingual {
    Bilingual::new(
        format!(
            "这笔订单已由第 {number} 次调用创建：先确认它（向平台的运营人员询问、在商户平台查看或与账单核对；有支付通知的订单也可等待通知），不要重发，也不要换新单号再次下单；只有另一笔订单才用新的单号"
        ),
        format!(
            "exchange {number} has already made this order: confirm it (ask the platform's operations staff, look in the \
             merchant platform, or reconcile with the bill; where orders have a notification of payment, that shows it, \
             too), and neither send it again nor order again under a new number; a new number is only for another order"
        ),
    )
}

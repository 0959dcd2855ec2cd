//! The errors of the argument parser in Chinese. The English texts are clap's.

use std::fmt::Write as _;

use clap::builder::{StyledStr, Styles};
use clap::error::{ContextKind, ContextValue, Error, ErrorFormatter, ErrorKind, RichFormatter};

/// Formats errors in Chinese. Unknown errors are formatted by clap.
pub(crate) struct Chinese;

impl ErrorFormatter for Chinese {
    fn format_error(error: &Error<Self>) -> StyledStr {
        let Some(what) = what(error) else { return unknown(error) };
        let (error_style, literal) = (*Styles::styled().get_error(), *Styles::styled().get_literal());
        let mut text = format!("{error_style}错误{error_style:#}：{what}\n");
        // Writing to a `String` can't fail.
        for suggestion in suggestions(error) {
            let _ = write!(text, "\n  是否想写 {literal}{suggestion}{literal:#}？\n");
        }
        if let Some(ContextValue::StyledStrs(tips)) = error.get(ContextKind::Suggested) {
            for tip in tips {
                let _ = write!(text, "\n  {}\n", tip.ansi());
            }
        }
        if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
            let usage = usage.to_string();
            let _ = write!(text, "\n用法：{}\n", usage.trim_start_matches("Usage:").trim());
        }
        let _ = write!(text, "\n详情见 {literal}--help{literal:#}。\n");
        text.into()
    }
}

/// The kind of the error, and its position. `None` for results that aren't errors, such as help.
fn what(error: &Error<Chinese>) -> Option<String> {
    let argument = context(error, ContextKind::InvalidArg);
    let value = context(error, ContextKind::InvalidValue);
    let sentence = match error.kind() {
        ErrorKind::UnknownArgument => format!("没有参数 {argument}"),
        ErrorKind::InvalidSubcommand => format!("没有命令 {}", context(error, ContextKind::InvalidSubcommand)),
        ErrorKind::MissingSubcommand => "缺少子命令".to_owned(),
        ErrorKind::MissingRequiredArgument => format!("缺少参数 {argument}"),
        ErrorKind::ArgumentConflict => match context(error, ContextKind::PriorArg) {
            prior if prior.is_empty() || prior == argument => format!("参数 {argument} 只能给出一次"),
            prior => format!("参数 {argument} 不能与 {prior} 同时给出"),
        },
        ErrorKind::InvalidValue if value.is_empty() => format!("参数 {argument} 缺少值"),
        ErrorKind::InvalidValue => format!("参数 {argument} 的值 {value} 无效"),
        ErrorKind::ValueValidation => {
            // The errors of wxmed's parsers are Chinese with the alternate flag.
            let cause = std::error::Error::source(error).map(|cause| format!("{cause:#}")).unwrap_or_default();
            format!("参数 {argument} 的值 {value} 无效：{cause}")
        }
        ErrorKind::NoEquals => format!("参数 {argument} 与值之间应写等号"),
        ErrorKind::TooManyValues => format!("参数 {argument} 的值太多：{value}"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => format!("参数 {argument} 的值的个数不对"),
        ErrorKind::InvalidUtf8 => "参数不是 UTF-8".to_owned(),
        // This includes errors of later versions of clap.
        _ => return None,
    };
    let kinds = [ContextKind::ValidValue, ContextKind::ValidSubcommand];
    let valid = kinds.map(|kind| context(error, kind)).concat();
    Some(if valid.is_empty() { sentence } else { format!("{sentence}，可取 {valid}") })
}

fn suggestions(error: &Error<Chinese>) -> Vec<String> {
    let kinds = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    kinds.into_iter().map(|kind| context(error, kind)).filter(|text| !text.is_empty()).collect()
}

/// A part of an error as text; empty if it has no such part.
fn context(error: &Error<Chinese>, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}

fn unknown(error: &Error<Chinese>) -> StyledStr {
    let mut english = Error::<RichFormatter>::new(error.kind());
    for (kind, value) in error.context() {
        english.insert(kind, value.clone());
    }
    RichFormatter::format_error(&english)
}

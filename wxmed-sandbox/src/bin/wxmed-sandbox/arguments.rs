//! What can be said on the command line.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use wxmed_sandbox::{Settings, Specs, SpecsError, TokenErrors};

/// WeChat's medical-insurance interface on this machine, to try requests against.
/// 在本机模拟微信医保支付接口，供联调与测试。
///
/// Everything about it is made up: the account, its keys, and the people. Only this machine can reach it.
#[derive(Parser)]
#[command(name = "wxmed-sandbox", version, max_term_width = 100, after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    /// The port to listen on; 0 takes a free one, and tells which
    #[arg(long, value_name = "N", default_value_t = 0)]
    port: u16,
    /// A folder or a file of specs beside those that ship; a file takes the place of the shipped one of its name
    #[arg(long, value_name = "DIR")]
    specs: Vec<PathBuf>,
    /// In which shape a refused access token shows
    #[arg(long, value_name = "SHAPE", value_enum, default_value_t = Shape::Gateway)]
    token_errors: Shape,
    /// The content that request_content is held against if its outermost key does not tell
    #[arg(long, value_name = "NAME")]
    content: Option<String>,
}

const AFTER_HELP: &str = "\
Examples:
  wxmed-sandbox                               on a free port
  wxmed-sandbox --port 8080                   on this one
  wxmed-sandbox --specs schema/dongguan.yaml  with one more city
  wxmed-sandbox --token-errors envelope       refused tokens show as err_code in the XML

Ctrl-C stops it.";

/// In which shape a refused access token shows.
#[derive(Clone, Copy, ValueEnum)]
enum Shape {
    /// JSON with an errcode
    Gateway,
    /// XML with an err_code
    Envelope,
}

impl Arguments {
    /// The settings that they ask for, and the specs in them.
    pub(crate) fn settings(self) -> Result<(Settings, Specs), SpecsError> {
        let specs = if self.specs.is_empty() { Specs::shipped() } else { Specs::shipped_with(&self.specs)? };
        let shape = match self.token_errors {
            Shape::Gateway => TokenErrors::Gateway,
            Shape::Envelope => TokenErrors::Envelope,
        };
        let settings = Settings::default().port(self.port).specs(specs.clone()).token_errors(shape);
        let settings = match self.content {
            Some(name) => settings.content(name),
            None => settings,
        };
        Ok((settings, specs))
    }
}

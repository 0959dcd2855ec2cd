//! The specs that commands use: the included ones, and the user's.

use std::path::PathBuf;

use clap::Args;
use wxmed::spec::model::{Model, Operation};
use wxmed::spec::{Options, Sources, compile, nearest, shipped};
use wxmed_commands::Own;

use crate::end::{Failure, Result};

/// Where more specs are.
#[derive(Args)]
pub(crate) struct SpecArguments {
    /// A file or folder of additional specs; a file replaces the included one with the same name
    #[arg(long, value_name = "PATH")]
    specs: Vec<PathBuf>,
}

/// Compiled specs.
pub(crate) struct Specs {
    sources: Sources,
    pub(crate) model: Model,
}

impl SpecArguments {
    /// Reads and compiles the specs.
    pub(crate) fn load(&self) -> Result<Specs> {
        let own = Own::read_all(&self.specs)?;
        let mut sources = shipped();
        sources.retain(|name| own.files().iter().all(|file| file.name != name));
        sources.extend(own);
        let (model, diagnostics) = compile(&sources, &Options::default());
        if diagnostics.has_errors() {
            let mistakes: Vec<String> = diagnostics.errors().map(|mistake| mistake.for_compiler(&sources)).collect();
            let mistakes = mistakes.join("\n");
            return Err(Failure::new(
                format!("规格有错误：\n{mistakes}"),
                format!("the specs have mistakes:\n{mistakes}"),
            ));
        }
        Ok(Specs { sources, model })
    }
}

impl Specs {
    /// An operation, by its name or by the path of its spec.
    pub(crate) fn operation(&self, wanted: &str) -> Result<&Operation> {
        let file = |operation: &Operation| self.sources.file(operation.span).map_or("", |file| &file.name);
        let is_wanted = |operation: &&Operation| operation.name == wanted || file(operation) == wanted;
        self.model.operations.iter().find(is_wanted).ok_or_else(|| self.unknown(wanted))
    }

    fn unknown(&self, wanted: &str) -> Failure {
        let names: Vec<&str> = self.model.operations.iter().map(|operation| operation.name.as_str()).collect();
        let list = names.join(", ");
        if self.model.content(wanted).is_some() {
            return Failure::new(
                format!("{wanted} 是内容，不能单独签名：请指定接口，并把内容的 JSON 文本放进其字段。现有接口：{list}"),
                format!(
                    "`{wanted}` is a content, which is not signed by itself: name an operation, and put the JSON text of the \
                     content into its field. There are {list}"
                ),
            );
        }
        match nearest(&wanted.to_lowercase(), names) {
            Some(near) => Failure::new(
                format!("没有名为 {wanted} 的接口，是不是 {near}？现有：{list}"),
                format!("no operation is called `{wanted}`: did you mean `{near}`? There are {list}"),
            ),
            None => Failure::new(
                format!("没有名为 {wanted} 的接口，现有：{list}"),
                format!("no operation is called `{wanted}`: there are {list}"),
            ),
        }
    }
}

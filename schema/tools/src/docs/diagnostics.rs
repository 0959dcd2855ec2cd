use super::markdown::{Page, code, stacked};
use crate::explain::explanation;
use wxmed_compiler::Id;

/// The page of the kinds of diagnostics, with its file name without `.md`.
pub fn diagnostics_reference() -> (String, String) {
    let mut page = Page::default();
    page.heading(1, "规格中的错误 Mistakes in specs");
    page.block(
        "由 `cargo xtask lint` 报告的错误种类；`cargo xtask lint --explain ID` 显示同样的内容。\n\n\
         The kinds of mistake that `cargo xtask lint` tells. `cargo xtask lint --explain ID` says the same.",
    );
    let row = |id: &Id| [format!("[{}](#{})", code(id.name()), id.name()), stacked(&explanation(*id).about)];
    page.table(["ID", "含义 Meaning"], &Id::ALL.iter().map(row).collect::<Vec<_>>());
    for id in Id::ALL {
        let explanation = explanation(*id);
        page.heading(2, id.name());
        page.paragraphs(&explanation.about);
        page.paragraphs(&explanation.why);
        page.block("错误 Wrong:");
        page.code_block("yaml", explanation.wrong);
        page.block("正确 Right:");
        page.code_block("yaml", explanation.right);
    }
    ("diagnostics".to_owned(), page.finish())
}

use super::markdown::{Page, anchor, code, inline, start_of_line};
use super::tables;
use wxmed_compiler::model::Model;

/// The page of known facts that aren't shipped as specs, with the reasons.
pub(super) fn page(model: &Model) -> String {
    let mut page = Page::default();
    page.heading(1, "已知而未收录 Known and not shipped");
    page.block(
        "以下内容没有收录为规格，原因写在各条之下。\n\n\
         The following has no spec. Each entry says why.",
    );
    for list in &model.known {
        page.heading(2, &start_of_line(&inline(&list.title)));
        for entry in &list.entries {
            page.block(&format!("<a id=\"{}\"></a>", anchor(&entry.name)));
            page.heading(3, &format!("{} {}", code(&entry.name), inline(&entry.title)));
            page.paragraphs(&entry.facts);
            let why = format!("未收录的原因 Why it is not shipped: {}", inline(&entry.why));
            page.list(&[vec![why], entry.provenance.iter().map(tables::provenance).collect()].concat());
        }
    }
    page.finish()
}

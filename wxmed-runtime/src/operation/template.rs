//! Message templates, which can be rendered as a preview.

/// The message templates of one operation.
#[derive(Debug)]
pub struct Templates {
    /// The field that selects the template.
    pub tag: &'static str,
    /// The templates.
    pub all: &'static [Template],
}

/// One message template.
#[derive(Debug)]
pub struct Template {
    /// The value of the tag that selects it.
    pub value: &'static str,
    /// The section of the document.
    pub section: &'static str,
    /// The title.
    pub title: &'static str,
    /// The lines, with placeholders `{{name.DATA}}`.
    pub lines: &'static [&'static str],
    /// The placeholders.
    pub keywords: &'static [TemplateField],
    /// The document's sample, line by line.
    pub sample: &'static [&'static str],
}

/// A placeholder in a template.
#[derive(Debug)]
pub struct TemplateField {
    /// The name in the template.
    pub name: &'static str,
    /// Who fills it in.
    pub filler: FilledBy,
    /// The text in the document's sample.
    pub sample: &'static str,
}

/// Who fills in a placeholder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilledBy {
    /// The caller, with this field of the request.
    Caller(&'static str),
    /// The platform, from the order: what it fills in, in Chinese and in English.
    Platform(&'static str, &'static str),
}

impl Templates {
    /// The template for a value of the tag.
    pub fn get(&self, value: &str) -> Option<&'static Template> {
        self.all.iter().find(|template| template.value == value)
    }
}

impl Template {
    /// The lines with all placeholders filled in; a placeholder without a text is left unchanged.
    ///
    /// This is only a preview: since May 2023 the platform doesn't show `first` and `remark` to users, and truncates
    /// the texts between them to about twenty characters.
    pub fn render<'t>(&self, text: impl Fn(&TemplateField) -> Option<&'t str>) -> Vec<String> {
        self.lines.iter().map(|line| self.fill(line, &text)).collect()
    }

    /// Uses one pass, so that a text which looks like a placeholder itself is not replaced.
    fn fill<'t>(&self, line: &str, text: &impl Fn(&TemplateField) -> Option<&'t str>) -> String {
        let mut filled = String::new();
        let mut rest = line;
        while let Some((before, after)) = rest.split_once("{{") {
            filled.push_str(before);
            let placeholder = after.split_once(".DATA}}");
            let keyword = placeholder.and_then(|(name, _)| self.keywords.iter().find(|keyword| keyword.name == name));
            match (keyword.and_then(text), placeholder) {
                (Some(text), Some((_, tail))) => {
                    filled.push_str(text);
                    rest = tail;
                }
                _ => {
                    filled.push_str("{{");
                    rest = after;
                }
            }
        }
        filled.push_str(rest);
        filled
    }
}

//! Message templates: what a user will see, rendered here as a preview.

/// The message templates of one operation.
#[derive(Debug)]
pub struct Templates {
    /// The field that chooses among them.
    pub tag: &'static str,
    /// The templates.
    pub all: &'static [Template],
}

/// One message template.
#[derive(Debug)]
pub struct Template {
    /// The value of the tag that chooses it.
    pub value: &'static str,
    /// The section of the document.
    pub section: &'static str,
    /// The title.
    pub title: &'static str,
    /// The lines, with `{{name.DATA}}` for what is filled in.
    pub lines: &'static [&'static str],
    /// What is filled in.
    pub keywords: &'static [TemplateField],
    /// The document's sample, line by line.
    pub sample: &'static [&'static str],
}

/// A place in a template.
#[derive(Debug)]
pub struct TemplateField {
    /// The name in the template.
    pub name: &'static str,
    /// Who fills it.
    pub filler: FilledBy,
    /// The text in the document's sample.
    pub sample: &'static str,
}

/// Who fills a place in a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilledBy {
    /// The caller, with this field of the request.
    Caller(&'static str),
    /// The platform, from the order: what it fills in, in Chinese and in English.
    Platform(&'static str, &'static str),
}

impl Templates {
    /// The template that a value of the tag chooses.
    pub fn get(&self, value: &str) -> Option<&'static Template> {
        self.all.iter().find(|template| template.value == value)
    }
}

impl Template {
    /// The lines with every place filled; a place for which there is no text stays as it is.
    ///
    /// A preview: since May 2023 the platform leaves `first` and `remark` out of what users see, and cuts the texts
    /// between them at about twenty characters.
    pub fn render<'t>(&self, text: impl Fn(&TemplateField) -> Option<&'t str>) -> Vec<String> {
        self.lines.iter().map(|line| self.fill(line, &text)).collect()
    }

    /// One pass, so that a text which itself looks like a place is left alone.
    fn fill<'t>(&self, line: &str, text: &impl Fn(&TemplateField) -> Option<&'t str>) -> String {
        let mut filled = String::new();
        let mut rest = line;
        while let Some((before, after)) = rest.split_once("{{") {
            filled.push_str(before);
            let place = after.split_once(".DATA}}");
            let keyword = place.and_then(|(name, _)| self.keywords.iter().find(|keyword| keyword.name == name));
            match (keyword.and_then(text), place) {
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

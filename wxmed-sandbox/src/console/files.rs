//! The files of the console, embedded in the program.

/// A text file.
pub(crate) struct File {
    /// The name, as pages refer to it.
    pub(crate) name: &'static str,
    pub(crate) text: &'static str,
}

macro_rules! files {
    ($($name:literal)*) => {
        &[$(File { name: $name, text: include_str!(concat!("assets/", $name)) }),*]
    };
}

/// All files. A test compares the list with the folder.
pub(crate) const FILES: &[File] = files! {
    "acceptance.css"
    "code/csharp.txt"
    "code/delphi.txt"
    "code/java.txt"
    "code/javascript.txt"
    "code/php.txt"
    "code/python.txt"
    "components.css"
    "exchange.css"
    "exchanges.css"
    "icon.svg"
    "index.html"
    "lib/api.js"
    "lib/bodies.js"
    "lib/code.js"
    "lib/compare.js"
    "lib/comparison.js"
    "lib/confirm.js"
    "lib/confirmations.js"
    "lib/content_form.js"
    "lib/copy.js"
    "lib/dom.js"
    "lib/entry_values.js"
    "lib/exchange_list.js"
    "lib/exchange_row.js"
    "lib/faults_bar.js"
    "lib/field_value.js"
    "lib/fields.js"
    "lib/foreign.js"
    "lib/form.js"
    "lib/format.js"
    "lib/guess.js"
    "lib/i18n.js"
    "lib/json_tree.js"
    "lib/keyboard.js"
    "lib/mentions.js"
    "lib/message.js"
    "lib/neighbours.js"
    "lib/notice.js"
    "lib/own_string.js"
    "lib/passing.js"
    "lib/paste.js"
    "lib/people.js"
    "lib/print_header.js"
    "lib/record.js"
    "lib/reasons.js"
    "lib/redraw.js"
    "lib/response_signature.js"
    "lib/review.js"
    "lib/secrets.js"
    "lib/sending.js"
    "lib/sent.js"
    "lib/shell.js"
    "lib/store.js"
    "lib/stream.js"
    "lib/tabs.js"
    "lib/text.js"
    "lib/theme.js"
    "lib/token.js"
    "lib/virtual.js"
    "lib/wait.js"
    "lib/why.js"
    "lib/wide.js"
    "main.js"
    "navigation.css"
    "pages.css"
    "pages/acceptance.js"
    "pages/exchange.js"
    "pages/exchanges.js"
    "pages/faults.js"
    "pages/missing.js"
    "pages/reference.js"
    "pages/start.js"
    "pages/state.js"
    "pages/try.js"
    "print.css"
    "style.css"
    "texts/en.json"
    "texts/zh.json"
};

impl File {
    /// The `Content-Type`, by the extension.
    pub(crate) fn content_type(&self) -> &'static str {
        match self.name.rsplit_once('.').map(|(_, end)| end) {
            Some("html") => "text/html; charset=utf-8",
            Some("css") => "text/css; charset=utf-8",
            Some("js") => "text/javascript; charset=utf-8",
            Some("json") => "application/json",
            Some("svg") => "image/svg+xml",
            Some(_) | None => "text/plain; charset=utf-8",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::FILES;

    fn names(folder: &Path, before: &str, names: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{before}{}", entry.file_name().to_str().unwrap());
            match entry.file_type().unwrap().is_dir() {
                true => self::names(&entry.path(), &format!("{name}/"), names),
                false => assert!(names.insert(name)),
            }
        }
    }

    #[test]
    fn the_list_matches_the_files_of_the_folder() {
        let mut there = BTreeSet::new();
        names(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/console/assets"), "", &mut there);
        let listed: BTreeSet<String> = FILES.iter().map(|file| file.name.to_owned()).collect();
        assert_eq!(listed, there);
        assert_eq!(listed.len(), FILES.len());
    }
}

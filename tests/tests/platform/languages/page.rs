//! A page of `docs/languages`: its code, and its mistakes.

use std::fs;
use std::path::{Path, PathBuf};

/// A language, with its page and its programs.
#[derive(Debug)]
pub(crate) struct Language {
    /// The name of the page, and of the folder of the program.
    pub(crate) name: &'static str,
    /// The file of the program.
    pub(crate) file: &'static str,
    /// The file of the integration test, or of its part that controls the sandbox.
    pub(crate) integration: &'static str,
    /// The file of the program that calls the sidecar.
    pub(crate) sidecar: &'static str,
    /// The language tag of its code fences.
    pub(crate) fence: &'static str,
}

pub(crate) const PYTHON: Language = Language {
    name: "python",
    file: "first_call.py",
    integration: "integration_test.py",
    sidecar: "sidecar.py",
    fence: "python",
};
pub(crate) const JAVASCRIPT: Language = Language {
    name: "javascript",
    file: "first_call.mjs",
    integration: "integration_test.mjs",
    sidecar: "sidecar.mjs",
    fence: "javascript",
};
pub(crate) const PHP: Language = Language {
    name: "php",
    file: "first_call.php",
    integration: "integration_test.php",
    sidecar: "sidecar.php",
    fence: "php",
};
pub(crate) const JAVA: Language = Language {
    name: "java",
    file: "FirstCall.java",
    integration: "IntegrationTest.java",
    sidecar: "Sidecar.java",
    fence: "java",
};
pub(crate) const CSHARP: Language =
    Language { name: "csharp", file: "Program.cs", integration: "Sandbox.cs", sidecar: "Sidecar.cs", fence: "csharp" };
pub(crate) const DELPHI: Language = Language {
    name: "delphi",
    file: "FirstCall.dpr",
    integration: "SandboxControl.pas",
    sidecar: "SidecarCall.dpr",
    fence: "delphi",
};

/// The endings of the pages: English, and Chinese.
pub(crate) const ENDINGS: [&str; 2] = ["md", "zh-CN.md"];

/// Code of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Snippet {
    /// For wrong code, the diagnosis that the page names.
    pub(crate) mistake: Option<String>,
    /// Its lines.
    pub(crate) lines: Vec<String>,
}

/// Wrong code, and the program's code that it replaces.
#[derive(Debug)]
pub(crate) struct Planted {
    /// The ID of the diagnosis, or `vector` if only the fixed fields show the mistake.
    pub(crate) mistake: String,
    right: Vec<String>,
    wrong: Vec<String>,
}

/// The folder of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

impl Language {
    /// The text of the program.
    pub(crate) fn program(&self) -> String {
        read(&root().join("examples/languages").join(self.name).join(self.file))
    }

    /// The text of the integration test.
    pub(crate) fn integration_test(&self) -> String {
        read(&root().join("examples/languages").join(self.name).join(self.integration))
    }

    /// The text of the program that calls the sidecar.
    pub(crate) fn sidecar_program(&self) -> String {
        read(&root().join("examples/languages").join(self.name).join(self.sidecar))
    }

    /// The text of a page.
    pub(crate) fn page(&self, ending: &str) -> String {
        read(&root().join(format!("docs/languages/{}.{ending}", self.name)))
    }

    /// The code of this language in a page.
    pub(crate) fn snippets(&self, ending: &str) -> Vec<Snippet> {
        let page = self.page(ending);
        let mut snippets = Vec::new();
        let mut mistake = None;
        let mut lines = page.lines();
        while let Some(line) = lines.next() {
            if let Some(rest) = line.strip_prefix("<!-- wrong: ") {
                mistake = rest.strip_suffix(" -->").map(str::to_owned);
            } else if let Some(fence) = line.strip_prefix("```") {
                let code: Vec<String> = lines.by_ref().take_while(|line| *line != "```").map(str::to_owned).collect();
                let mistake = mistake.take();
                assert!(mistake.is_none() || fence == self.fence, "{}.{ending}: {code:?}", self.name);
                if fence == self.fence {
                    snippets.push(Snippet { mistake, lines: code });
                }
            }
        }
        snippets
    }

    /// The mistakes that the page shows, each behind the right code.
    pub(crate) fn planted(&self) -> Vec<Planted> {
        let snippets = self.snippets("md");
        let pairs = snippets.windows(2).filter_map(|pair| match pair {
            [right, Snippet { mistake: Some(mistake), lines: wrong }] => {
                assert_eq!(right.mistake, None, "{}: {mistake} is not behind right code", self.name);
                Some(Planted { mistake: mistake.clone(), right: right.lines.clone(), wrong: wrong.clone() })
            }
            _ => None,
        });
        pairs.collect()
    }
}

impl Planted {
    /// The program with the mistake in it.
    pub(crate) fn put_into(&self, program: &str) -> String {
        let lines: Vec<&str> = program.lines().collect();
        let (at, indentation) = find(&lines, &self.right).unwrap_or_else(|| panic!("not in the program: {self:?}"));
        let wrong = self.wrong.iter().map(|line| format!("{indentation}{line}"));
        let before = lines[..at].iter().map(|line| (*line).to_owned());
        let after = lines[at + self.right.len()..].iter().map(|line| (*line).to_owned());
        before.chain(wrong).chain(after).map(|line| line + "\n").collect()
    }
}

/// The position of code in a program, and its indentation there.
pub(crate) fn find<'p>(program: &[&'p str], code: &[String]) -> Option<(usize, &'p str)> {
    program.windows(code.len()).enumerate().find_map(|(at, lines)| {
        let first = lines.first()?;
        let indentation = first.get(..first.len() - first.trim_start().len())?;
        let is_line = |(line, code): (&&str, &String)| match code.is_empty() {
            true => line.is_empty(),
            false => line.strip_prefix(indentation) == Some(code),
        };
        lines.iter().zip(code).all(is_line).then_some((at, indentation))
    })
}

pub(crate) fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

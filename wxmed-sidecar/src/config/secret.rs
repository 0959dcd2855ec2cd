//! Secrets: from files that only their owner can read, environment variables, and the service's credentials.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use toml::de::DeValue;
use wxmed::{Bilingual, Secret};

use super::reader::Reader;
use super::table::{Item, Table};
use crate::files;

/// The longest secret, in bytes.
const LONGEST: u64 = 64 * 1024;

/// The form of a secret.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Looks {
    /// A line of visible ASCII characters.
    Word,
    /// A line of visible ASCII characters that is long enough not to be guessed.
    Token,
    /// Several lines.
    Pem,
}

/// The shortest token of a caller, in characters.
const SHORTEST_TOKEN: usize = 24;

/// Reads a required secret.
pub(super) fn needed(
    table: &Table<'_>,
    key: &'static str,
    looks: Looks,
    reader: &mut Reader<'_>,
) -> Option<Item<Secret>> {
    if !table.has(key) {
        let name = table.name(key);
        let message = Bilingual::new(
            format!("缺少 {name}：写作 {key} = {{ file = \"…\" }}、{{ env = \"…\" }} 或 {{ credential = \"…\" }}"),
            format!(
                "`{name}` is missing: write {key} = {{ file = \"…\" }}, {{ env = \"…\" }} or {{ credential = \"…\" }}"
            ),
        );
        reader.wrong_with(table.span(), message);
    }
    optional(table, key, looks, reader)
}

/// Reads an optional secret.
pub(super) fn optional(
    table: &Table<'_>,
    key: &'static str,
    looks: Looks,
    reader: &mut Reader<'_>,
) -> Option<Item<Secret>> {
    let value = table.get(key)?;
    let name = table.name(key);
    if !matches!(value.get_ref(), DeValue::Table(_)) {
        reader.wrong_secret(value.span(), inline(&name, key));
        return None;
    }
    let sources = table.table(key, reader)?;
    let source = source(&sources, &name, reader);
    sources.finish(reader);
    let (source, span) = source?;
    let read = source.read(reader).and_then(|secret| fit(secret, looks));
    match read {
        Ok(secret) => Some(Item { value: secret, span }),
        Err(reason) => {
            let message = Bilingual::new(format!("{name}：{}", reason.zh), format!("`{name}`: {}", reason.en));
            reader.wrong_with(span, message);
            None
        }
    }
}

fn inline(name: &str, key: &str) -> Bilingual {
    Bilingual::new(
        format!(
            "{name} 是密钥，不能写在配置文件里：请写入只有本服务可读的文件（chmod 600），再写 {key} = {{ file = \"…\" }}；\
             若此处曾写过真的密钥，请更换它"
        ),
        format!(
            "`{name}` is a secret, and can't be part of this file: put it into a file that only this service can read (chmod \
             600), and write {key} = {{ file = \"…\" }}. If a real secret was written here, replace it"
        ),
    )
}

/// The source of a secret.
enum Source<'t> {
    File(&'t str),
    Variable(&'t str),
    Credential(&'t str),
}

/// The key of a source, and the constructor for its text.
type Kind<'t> = (&'static str, fn(&'t str) -> Source<'t>);

type Read<T> = std::result::Result<T, Bilingual>;

/// The source of a secret. Exactly one must be given.
fn source<'t>(table: &Table<'t>, name: &str, reader: &mut Reader<'_>) -> Option<(Source<'t>, std::ops::Range<usize>)> {
    let mut given = Vec::new();
    let kinds: [Kind<'t>; 3] = [("file", Source::File), ("env", Source::Variable), ("credential", Source::Credential)];
    let mut is_fine = true;
    for (key, source) in kinds {
        let text = table.text(key, reader).filter(|text| key != "env" || is_variable(text, reader));
        is_fine &= text.is_some() == table.has(key);
        given.extend(text.map(|text| (source(text.value), text.span)));
    }
    if given.len() != 1 && is_fine {
        let message = Bilingual::new(
            format!("{name} 须写 file、env、credential 之一"),
            format!("`{name}` needs exactly one of file, env and credential"),
        );
        reader.wrong_with(table.span(), message);
        return None;
    }
    given.pop().filter(|_| is_fine)
}

/// Whether a text can be the name of a variable. If not, it may be the secret itself, so the error doesn't show it.
fn is_variable(text: &Item<&str>, reader: &mut Reader<'_>) -> bool {
    let is_of_name = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
    let is_name = text.value.bytes().all(is_of_name) && !text.value.starts_with(|c: char| c.is_ascii_digit());
    if !is_name {
        let message = Bilingual::of(
            "env 应为环境变量的名称，由大写字母、数字与下划线组成，如 WXMED_API_KEY",
            "env must be the name of an environment variable, of capital letters, digits and _, as in WXMED_API_KEY",
        );
        reader.wrong_secret(text.span.clone(), message);
    }
    is_name
}

impl Source<'_> {
    fn read(&self, reader: &Reader<'_>) -> Read<Secret> {
        match self {
            Self::File(path) => of_file(&reader.path(path)),
            Self::Variable(name) => of_variable(name, reader),
            Self::Credential(name) => of_credential(name, reader),
        }
    }
}

fn of_file(path: &Path) -> Read<Secret> {
    let shown = path.display();
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    if !files::is_private(&file).map_err(|error| unreadable(path, &error))? {
        return Err(Bilingual::new(
            format!("{shown} 可被其他用户访问：请先执行 chmod 600 {shown}"),
            format!("{shown} can be accessed by other users: run chmod 600 {shown} first"),
        ));
    }
    read(file, path)
}

/// Reads a credential. Its mode isn't checked: systemd protects it by the mode of its folder or by an access control
/// list.
fn of_credential(name: &str, reader: &Reader<'_>) -> Read<Secret> {
    let Some(folder) = reader.environment.credentials() else {
        return Err(Bilingual::of(
            "没有 $CREDENTIALS_DIRECTORY：credential 只能在 systemd 服务中使用，并须有 LoadCredential=",
            "there is no $CREDENTIALS_DIRECTORY: a credential needs a service of systemd with LoadCredential=",
        ));
    };
    if name.contains(['/', '\\']) || name == ".." {
        return Err(Bilingual::of("credential 应为名称，而不是路径", "a credential is a name, and no path"));
    }
    let path = folder.join(name);
    let file = File::open(&path).map_err(|error| unreadable(&path, &error))?;
    read(file, &path)
}

fn of_variable(name: &str, reader: &Reader<'_>) -> Read<Secret> {
    match reader.environment.variable(name).map(std::ffi::OsString::into_string) {
        Some(Ok(text)) => Ok(Secret::new(text)),
        Some(Err(_)) => Err(Bilingual::new(
            format!("环境变量 {name} 不是 UTF-8"),
            format!("the environment variable {name} is not UTF-8"),
        )),
        None => Err(Bilingual::new(
            format!("没有环境变量 {name}：请先设置（read -rs {name} && export {name}）"),
            format!("there is no environment variable {name}: set it first (read -rs {name} && export {name})"),
        )),
    }
}

fn read(file: File, path: &Path) -> Read<Secret> {
    let shown = path.display();
    // With enough capacity, the buffer isn't reallocated, which would leave copies of the secret in memory.
    let mut text = String::with_capacity(LONGEST as usize + 1);
    file.take(LONGEST + 1).read_to_string(&mut text).map_err(|error| unreadable(path, &error))?;
    let text = Secret::new(text);
    if text.expose().len() as u64 > LONGEST {
        return Err(Bilingual::new(format!("{shown} 过长"), format!("{shown} is too long")));
    }
    Ok(text)
}

/// Removes the line break at the end, and checks the form of a secret.
fn fit(text: Secret, looks: Looks) -> Read<Secret> {
    if looks == Looks::Pem {
        return Ok(text);
    }
    // Editors and `echo` end a file with a line break, which isn't part of the secret.
    let line = text.expose().strip_suffix('\n').unwrap_or(text.expose());
    let line = line.strip_suffix('\r').unwrap_or(line);
    if line.is_empty() || !line.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Bilingual::of(
            "应为一行可见的 ASCII 字符，首尾与中间都没有空白",
            "must be a line of visible ASCII characters, without white space",
        ));
    }
    if looks == Looks::Token && line.len() < SHORTEST_TOKEN {
        return Err(Bilingual::of(
            "令牌至少 24 个字符：可用 openssl rand -hex 32 生成",
            "a token has at least 24 characters: `openssl rand -hex 32` makes one",
        ));
    }
    Ok(Secret::new(line))
}

fn unreadable(path: &Path, error: &std::io::Error) -> Bilingual {
    let path = path.display();
    Bilingual::new(format!("{path} 无法读取：{error}"), format!("{path} can't be read: {error}"))
}

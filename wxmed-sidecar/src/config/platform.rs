//! How to reach the platform.

use std::fs;

use wxmed::{Bilingual, Host, HostError, Proxy, RootCertificates};

use super::reader::Reader;
use super::secret::{self, Looks};
use super::table::{Item, Table};

/// The platform's address, certificates and proxy.
#[derive(Clone, Debug)]
pub struct Platform {
    pub(super) host: Host,
    pub(super) root_certificates: Option<RootCertificates>,
    pub(super) proxy: Option<Proxy>,
}

impl Platform {
    /// The address: WeChat's, a sandbox's, or that of a forwarder.
    pub fn host(&self) -> &Host {
        &self.host
    }

    /// Root certificates that are trusted in addition to the public ones.
    pub fn root_certificates(&self) -> Option<&RootCertificates> {
        self.root_certificates.as_ref()
    }

    /// The proxy for all requests.
    pub fn proxy(&self) -> Option<&Proxy> {
        self.proxy.as_ref()
    }
}

impl Platform {
    pub(super) fn read(table: Option<Table<'_>>, reader: &mut Reader<'_>) -> Self {
        let usual = Self { host: Host::wechat(), root_certificates: None, proxy: None };
        let Some(table) = table else { return usual };
        let allows_http = table.flag("insecure_http", reader);
        let host = table.text("host", reader).and_then(|url| host(url, allows_http, reader));
        let root_certificates =
            root_certificates(&table, reader).and_then(|pem| match RootCertificates::from_pem(&pem.value) {
                Ok(roots) => Some(roots),
                Err(error) => {
                    reader.wrong(pem.span, format!("{error:#}"), error.to_string());
                    None
                }
            });
        let proxy = proxy(&table, reader);
        table.finish(reader);
        Self { host: host.unwrap_or(usual.host), root_certificates, proxy }
    }
}

fn host(url: Item<&str>, allows_http: bool, reader: &mut Reader<'_>) -> Option<Host> {
    let host = if allows_http { Host::insecure_http(url.value) } else { Host::parse(url.value) };
    let error = match host {
        Ok(host) => return Some(host),
        Err(error) => error,
    };
    let message = match error {
        HostError::InsecureHttp => Bilingual::of(
            "访问其他机器须用 https；若网络可信，请加 insecure_http = true",
            "another machine needs https; in a network that you trust, add insecure_http = true",
        ),
        error => Bilingual::new(format!("{error:#}"), error.to_string()),
    };
    reader.wrong_with(url.span, message);
    None
}

/// The file of the key `root_certificates`.
pub(super) fn root_certificates(table: &Table<'_>, reader: &mut Reader<'_>) -> Option<Item<Vec<u8>>> {
    let path = table.text("root_certificates", reader)?;
    let file = reader.path(path.value);
    match fs::read(&file) {
        Ok(pem) => Some(Item { value: pem, span: path.span }),
        Err(error) => {
            let file = file.display();
            let (zh, en) = (format!("{file} 无法读取：{error}"), format!("{file} can't be read: {error}"));
            reader.wrong(path.span, zh, en);
            None
        }
    }
}

/// Reads the proxy: a URL or, because it may contain a password, a secret.
fn proxy(table: &Table<'_>, reader: &mut Reader<'_>) -> Option<Proxy> {
    let value = table.get("proxy")?;
    let Some(url) = value.get_ref().as_str() else {
        let url = secret::optional(table, "proxy", Looks::Word, reader)?;
        return parsed_proxy(url.value.expose(), url.span, reader);
    };
    if url.contains('@') {
        let message = Bilingual::of(
            "代理的 URL 含有密码，不能写在配置文件里：请把整个 URL 写入只有本服务可读的文件，再写 proxy = { file = \"…\" }",
            "the URL of the proxy has a password, which can't be part of this file: put the whole URL into a file that only this \
             service can read, and write proxy = { file = \"…\" }",
        );
        reader.wrong_secret(value.span(), message);
        return None;
    }
    parsed_proxy(url, value.span(), reader)
}

fn parsed_proxy(url: &str, span: std::ops::Range<usize>, reader: &mut Reader<'_>) -> Option<Proxy> {
    match Proxy::parse(url) {
        Ok(proxy) => Some(proxy),
        Err(error) => {
            reader.wrong_secret(span, Bilingual::new(format!("{error:#}"), error.to_string()));
            None
        }
    }
}

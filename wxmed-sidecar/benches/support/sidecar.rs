//! A sidecar and its callers.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;

use wxmed_sandbox::Account;
use wxmed_sidecar::config::{Config, Environment};

/// A lookup of the card of the sandbox's first user.
pub(crate) const LOOKUP: &str =
    r#"{"openid":"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o","name":"张三","idcard":"44030019000101123X"}"#;

/// A registration of the sandbox's first user.
pub(crate) fn registration(order: &str) -> String {
    format!(
        r#"{{"openid":"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o","hosp_out_trade_no":"B{order}","hospital_name":"示例市第一人民医院",
        "spbill_create_ip":"10.193.0.1","body":"挂号费-肝病门诊","user_card_type":1,"user_card_no":"44030019000101123X",
        "user_name":"张三","serial_no":"S{order}","org_no":"H1110","gmt_out_create":"20160501163102",
        "request_content":{{"spec":"city/shenzhen/registration","json":{{"registration_order_pay":{{"yljgbm":"H1110",
        "ylzh":"6000000001","czybm":"H1111","czyxm":"李四","mzghdj":{{"brlx":"1","mzlsh":"S{order}","ksbm":"631",
        "ksmc":"肝病门诊","ghlb":"普通","ghf":"9.00","zjzj":"21.00","ghhj":"30.00","ssj":"0","zsj":"0"}}}}}}}}}}"#
    )
}

/// A configuration for the platform at this URL. `more` is appended.
pub(crate) fn config(url: &str, account: &Account, path: PathBuf, durability: &str, more: &str) -> Config {
    let text = format!(
        "[[listen]]\ntcp = \"127.0.0.1:0\"\n[platform]\nhost = \"{url}\"\n[journal]\nfile = \"{durability}.db\"\ndurability = \"{durability}\"\n\
         [merchants.main]\nappid = \"{}\"\nmch_id = \"{}\"\napi_key = {{ env = \"KEY\" }}\n\
         token = {{ provider = \"stable\", app_secret = {{ env = \"SECRET\" }} }}\n{more}",
        account.appid(),
        account.mch_id(),
    );
    let secrets =
        [("KEY", account.api_key_text().expose().to_owned()), ("SECRET", account.app_secret().expose().to_owned())];
    let variable =
        move |name: &str| secrets.iter().find(|(known, _)| *known == name).map(|(_, value)| OsString::from(value));
    Config::parse(&text, &path, &Environment::with_variables(variable)).expect("a configuration")
}

/// A connection that is kept open.
pub(crate) struct Connection(BufReader<TcpStream>);

impl Connection {
    pub(crate) fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).expect("a connection");
        stream.set_nodelay(true).expect("a socket");
        Self(BufReader::new(stream))
    }

    pub(crate) fn post(&mut self, path: &str, body: &str) {
        let request =
            format!("POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n\r\n{body}", body.len());
        self.0.get_mut().write_all(request.as_bytes()).expect("a request");
        let (mut line, mut length, mut is_fine) = (String::new(), 0, false);
        while line != "\r\n" {
            line.clear();
            assert!(self.0.read_line(&mut line).expect("a response") > 0, "the connection was closed");
            is_fine |= line.starts_with("HTTP/1.1 200");
            if let Some(text) = line.to_ascii_lowercase().strip_prefix("content-length: ") {
                length = text.trim().parse().expect("a length");
            }
        }
        let mut body = vec![0; length];
        self.0.read_exact(&mut body).expect("a body");
        assert!(is_fine && body.starts_with(b"{\"ok\":true"), "{}", String::from_utf8_lossy(&body));
    }
}

//! An unfinished request can't be sent: the compiler names the missing call.

use wxmed::*;

#[wxmed::schema("city/shenzhen/registration")]
mod shenzhen {}

#[derive(wxmed::Request)]
#[wxmed(spec = "payinsurance/getmedinfo")]
struct Lookup {
    openid: String,
    name: String,
    idcard_md5: IdCardMd5,
}

async fn send(client: &Client, lookup: &Lookup, content: &Valid<shenzhen::Registration>) -> Result<(), Error> {
    client.send(GetMedInfo::builder().openid("o").name("张三").idcard_md5("44030019000101123x")).await?;
    client.send(lookup).await?;
    client.send(content).await?;
    Ok(())
}

fn main() {}

//! Access tokens and the AppSecret are gone from memory once nobody needs them: not only out of reach, but overwritten.
//!
//! What passes through an HTTP or TLS library stays in that one's buffers, so the transport here is the test's own. It
//! is alone in its process, since it reads all of the process's memory.
#![cfg(target_os = "linux")]

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use wxmed::{
    ApiKey, BasicToken, BoxFuture, Client, GetMedInfo, HttpRequest, HttpResponse, IdCard, StableToken, TokenProvider,
    Transport, TransportError,
};

/// What a secret of this test is read through, so that the text of it stands nowhere in the program.
const VEIL: u8 = 0x5A;

/// A text of 40 letters that is the same for the same seed.
fn veiled(seed: u8) -> Vec<u8> {
    (0..40u8).map(|index| (b'a' + (index.wrapping_mul(7) ^ seed) % 26) ^ VEIL).collect()
}

fn secret(seed: u8) -> String {
    let mut text = String::with_capacity(40);
    veiled(seed).iter().for_each(|byte| text.push(char::from(byte ^ VEIL)));
    text
}

const TOKEN: u8 = 1;
const APP_SECRET: u8 = 2;

/// How often a secret, or the second half of it, stands in the memory of this process.
fn found(seed: u8) -> usize {
    const STEP: usize = 1 << 16;
    let veiled = veiled(seed);
    let half = &veiled[20..];
    let is_it = |bytes: &[u8]| bytes.len() == half.len() && bytes.iter().zip(half).all(|(a, b)| a ^ VEIL == *b);
    let mut memory = File::open("/proc/self/mem").unwrap();
    let mut buffer = vec![0; STEP + half.len()];
    // What this function has read stands in memory once more.
    let own = buffer.as_ptr() as u64..buffer.as_ptr() as u64 + buffer.len() as u64;
    let mut count = 0;
    for (start, end) in writable() {
        for place in (start..end).step_by(STEP) {
            memory.seek(SeekFrom::Start(place)).unwrap();
            let wanted = buffer.len().min(usize::try_from(end - place).unwrap());
            let Ok(length) = memory.read(&mut buffer[..wanted]) else { continue };
            let starts = memchr::memchr_iter(half[0] ^ VEIL, &buffer[..length]).filter(|start| *start < STEP);
            let hits = starts.filter(|start| is_it(&buffer[*start..length.min(start + half.len())]));
            count += hits.filter(|start| !own.contains(&(place + *start as u64))).count();
        }
    }
    count
}

fn writable() -> Vec<(u64, u64)> {
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    let line = |line: &str| {
        let (range, rest) = line.split_once(' ')?;
        let (start, end) = range.split_once('-')?;
        let number = |text| u64::from_str_radix(text, 16).ok();
        rest.starts_with("rw").then_some((number(start)?, number(end)?))
    };
    maps.lines().filter_map(line).collect()
}

/// Gives the token and a card, and keeps nothing.
struct Platform;

impl Transport for Platform {
    fn exchange<'a>(&'a self, request: &'a HttpRequest) -> BoxFuture<'a, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            let card = "<xml><return_code>SUCCESS</return_code><result_code>SUCCESS</result_code><medical_card_no>1\
                        </medical_card_no><medical_card_id>2</medical_card_id><medical_user_id>3</medical_user_id></xml>";
            let mut body = Vec::with_capacity(8192);
            if request.path().starts_with("/cgi-bin/") {
                // Far from the beginning, which is the first to be overwritten by whoever is given the room next.
                body.extend_from_slice(br#"{"expires_in":7200,"#);
                body.resize(6000, b' ');
                body.extend_from_slice(br#""access_token":""#);
                body.extend(veiled(TOKEN).iter().map(|byte| byte ^ VEIL));
                body.extend_from_slice(br#""}"#);
            } else {
                body.extend_from_slice(card.as_bytes());
            }
            Ok(HttpResponse::new(200, body))
        })
    }
}

async fn call(tokens: impl TokenProvider + 'static) -> Client {
    let key = ApiKey::new("192006250b4c09247ec02edce69f6a2d");
    let client = Client::builder(key).token(tokens).transport(Platform).build().unwrap();
    let hash = IdCard::parse("44030019000101123x").unwrap();
    let request = GetMedInfo::builder().openid("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o").name("张三").idcard_md5(hash);
    assert_eq!(client.send(&request.build().unwrap()).await.unwrap().medical_card_no, "1");
    client
}

#[tokio::test]
async fn secrets_are_overwritten_when_they_are_dropped() {
    let appid = "wxd678efh567hg6787";
    for turn in 0..2 {
        let client = match turn {
            0 => call(StableToken::new(appid, secret(APP_SECRET))).await,
            _ => call(BasicToken::new(appid, secret(APP_SECRET))).await,
        };
        assert_eq!((found(TOKEN), found(APP_SECRET)), (1, 1), "what the client needs, it has once");
        drop(client);
        assert_eq!((found(TOKEN), found(APP_SECRET)), (0, 0), "{turn}");
    }
}

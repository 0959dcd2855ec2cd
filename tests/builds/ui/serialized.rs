//! Requests and replies hold patients' data: serde serializes them only if a program exposes them.

use wxmed::getmedinfo::GetMedInfoReply;
use wxmed::*;

fn log(request: &Valid<GetMedInfo>, response: &Response<GetMedInfoReply>) {
    let _ = serde_json::to_string(&**request);
    let _ = serde_json::to_string(response);
    let _ = serde_json::to_string(&response.expose());
}

fn main() {}

"""A token, a card, a registration and a message, with nothing but Python's standard library.

    export WXMED_HOST=http://127.0.0.1:8377 WXMED_APPID=… WXMED_APP_SECRET=… WXMED_API_KEY=… WXMED_MCH_ID=…
    python3 first_call.py

`wxmed sandbox` prints these variables. The hospital and the patient are made up: put your own in their place before you
call the platform itself. docs/languages/python.md explains this program.
"""

import hashlib
import hmac
import json
import os
import secrets
import sys
import urllib.parse
import urllib.request
import xml.etree.ElementTree as ElementTree
from datetime import datetime, timedelta, timezone
from xml.sax.saxutils import escape


def text_of(value):
    """A value as it is both signed and sent. No float: `str(30.10)` is "30.1", so amounts are texts or integers."""
    return str(value)


def string_to_sign(fields, key):
    pairs = []
    # Python compares texts by code points, and for the ASCII names of the interface those are the bytes.
    for name in sorted(fields):
        value = fields[name]
        # Only None and "" are empty: 0 is a value, and is signed.
        if name != "sign" and value not in (None, ""):
            pairs.append(f"{name}={text_of(value)}")
    return "&".join([*pairs, f"key={key}"])


def sign(fields, key):
    text = string_to_sign(fields, key)
    return hashlib.md5(text.encode("utf-8")).hexdigest().upper()


def sign_hmac(fields, key):
    """For interfaces that have the field sign_type=HMAC-SHA256; those called below have not."""
    text = string_to_sign(fields, key)
    return hmac.new(key.encode("utf-8"), text.encode("utf-8"), hashlib.sha256).hexdigest().upper()


def to_xml(fields):
    # The values were signed as they are. Only here, in the XML, are they escaped.
    parts = [f"<{name}>{escape(text_of(value))}</{name}>" for name, value in fields.items() if value not in (None, "")]
    return ("<xml>" + "".join(parts) + "</xml>").encode("utf-8")


def from_xml(body):
    # A response needs no DTD, and without one there are no entities that read files or fill the memory.
    if b"<!DOCTYPE" in body:
        raise ValueError("the response has a DOCTYPE")
    root = ElementTree.fromstring(body)
    return {element.tag: element.text or "" for element in root}


def is_signed_with(fields, key):
    """Over all fields that were received, not only those that this program knows."""
    # compare_digest takes the same time wherever the difference is; as bytes, because its texts must be ASCII.
    return hmac.compare_digest(fields.get("sign", "").encode("utf-8"), sign(fields, key).encode("utf-8"))


def post(url, body, content_type):
    """The body of a response, and the sandbox's diagnosis of the request. The platform never returns one."""
    request = urllib.request.Request(url, data=body, headers={"Content-Type": content_type})
    # Without a time-out, urllib waits for ever. After one, a registration may have been made: find out before you send
    # it again.
    with urllib.request.urlopen(request, timeout=30) as response:
        return response.read(), response.headers.get("x-wxmed-diagnosis")


def fetch_token(host, appid, secret):
    # stable_token, other than /cgi-bin/token, does not invalidate the token that another process of yours uses.
    wanted = {"grant_type": "client_credential", "appid": appid, "secret": secret}
    body, _ = post(f"{host}/cgi-bin/stable_token", json.dumps(wanted).encode("utf-8"), "application/json")
    response = json.loads(body)
    if "access_token" not in response:
        # The message can contain your address, but neither the secret nor a token.
        sys.exit(f"token: errcode={response.get('errcode')} errmsg={response.get('errmsg')}")
    return response["access_token"]


def call(host, token, operation, fields, key, is_response_signed):
    fields = {**fields, "nonce_str": secrets.token_hex(16)}
    fields["sign"] = sign(fields, key)
    url = f"{host}/payinsurance/{operation}?access_token={urllib.parse.quote(token, safe='')}"
    body, diagnosis = post(url, to_xml(fields), "application/xml; charset=utf-8")
    # The gateway in front of the interface rejects a bad token in JSON.
    if body.lstrip().startswith(b"{"):
        gateway = json.loads(body)
        sys.exit(f"{operation}: errcode={gateway.get('errcode')} errmsg={gateway.get('errmsg')}")
    response = from_xml(body)
    if response.get("return_code") != "SUCCESS" or response.get("result_code") != "SUCCESS":
        shown = ("return_code", "return_msg", "result_code", "err_code")
        print(f"{operation}:", *(f"{name}={response.get(name, '')}" for name in shown), file=sys.stderr)
        if diagnosis:
            print(f"diagnosis: {diagnosis}", file=sys.stderr)
            print(f"explained by {host}/sandbox/v1/exchanges?limit=1", file=sys.stderr)
        sys.exit(1)
    if is_response_signed and not is_signed_with(response, key):
        sys.exit(f"{operation}: the signature of the response is wrong: don't trust it")
    print(f"{operation}: SUCCESS" + (", signature verified" if is_response_signed else ""))
    return response


def print_vectors():
    """`wxmed sign` signs these fields alike. The key is the one that WeChat publishes in its examples."""
    key = "192006250b4c09247ec02edce69f6a2d"
    fields = {
        "zero": "0",
        "empty": "",
        "body_id": "2",
        "bodyId": "1",
        "Body": "挂号费 <A&B> ]]>",
        "sign": "is not signed",
    }
    print("vector MD5", sign(fields, key))
    print("vector HMAC-SHA256", sign_hmac(fields, key))


def main():
    print_vectors()
    host = os.environ["WXMED_HOST"].rstrip("/")
    appid = os.environ["WXMED_APPID"]
    api_key = os.environ["WXMED_API_KEY"]
    mch_id = os.environ["WXMED_MCH_ID"]
    app_secret = os.environ["WXMED_APP_SECRET"]
    # The first user of the sandbox.
    openid = os.environ.get("WXMED_OPENID", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o")
    name = os.environ.get("WXMED_NAME", "张三")
    id_number = os.environ.get("WXMED_ID_NUMBER", "44030019000101123X")
    # Of 18 digits, with an upper-case X; the hash is lower-case, unlike the signature.
    id_hash = hashlib.md5(id_number.upper().encode("utf-8")).hexdigest()

    token = fetch_token(host, appid, app_secret)
    print("token: SUCCESS")

    card = {"openid": openid, "name": name, "idcard_md5": id_hash}
    call(host, token, "getmedinfo", card, api_key, is_response_signed=False)

    # Serialised once: the text that is signed is the text that is sent. Amounts are texts, so that 30.00 stays 30.00.
    content = {"ksmc": "肝病 & <复诊>", "ghf": "9.00", "zjzj": "21.00", "ghhj": "30.00", "ssj": "0"}
    request_content = json.dumps(content, ensure_ascii=False)
    # The platform's clock is Beijing's, wherever this program runs.
    now = datetime.now(timezone(timedelta(hours=8))).strftime("%Y%m%d%H%M%S")
    order = f"HOSP{now}{secrets.token_hex(4)}"
    registration = {
        "appid": appid,
        "mch_id": mch_id,
        "openid": openid,
        "hosp_out_trade_no": order,
        "hospital_name": "示例市第一人民医院",
        "spbill_create_ip": "10.193.0.1",
        "body": "挂号费-肝病门诊",
        "user_card_type": 1,
        "user_card_no": id_hash,
        "user_name": name,
        "serial_no": secrets.token_hex(8),
        "org_no": "H1110",
        "gmt_out_create": now,
        "request_content": request_content,
    }
    call(host, token, "preregister", registration, api_key, is_response_signed=True)

    message = {
        "hosp_out_trade_no": order,
        "msg_type": 2,
        "first": "您已缴费成功",
        "discount": 0,
        "real_fee": "30.00",
        "remark": "请凭登记号报到。",
    }
    call(host, token, "sendmsg", message, api_key, is_response_signed=True)


if __name__ == "__main__":
    try:
        main()
    except KeyError as missing:
        sys.exit(f"the environment variable {missing} is not set")
    except OSError as error:
        sys.exit(f"no response: {error}")

"""An integration test of a hospital's program: all five operations, against a sandbox that it controls.

    export WXMED_HOST=http://127.0.0.1:8377 WXMED_APPID=… WXMED_APP_SECRET=… WXMED_API_KEY=… WXMED_MCH_ID=…
    python3 integration_test.py

It resets the sandbox: don't run it while others use the same one. Signatures, XML and HTTP are those of first_call.py,
which must be in the same folder. docs/languages/python.md explains both.
"""

import hashlib
import http.client
import json
import os
import secrets
import sys
import threading
import urllib.error
import urllib.parse
import urllib.request
from datetime import datetime, timedelta, timezone

from first_call import from_xml, is_signed_with, post, sign, to_xml

# The codes that mean: the token is no good, and nothing was done.
TOKEN_CODES = ("40001", "40014", "42001")
SYSTEM_ERROR = "80000"
NO_CARD = "80004"


class Rejected(Exception):
    """The platform has rejected a call."""

    def __init__(self, operation, code, message):
        super().__init__(f"{operation}: {code} {message}")
        self.code = code
        self.message = message


class TokenRejected(Rejected):
    """The platform has rejected the token."""


class ResponseLost(Exception):
    """The call was sent, and no response came. Whether the platform executed it is unknown."""


class Hospital:
    """The program to be tested."""

    def __init__(self, host, appid, app_secret, key, signer=sign):
        self.host = host
        self.appid = appid
        self.app_secret = app_secret
        self.key = key
        self.signer = signer
        self.token = self.fetch_token()

    def fetch_token(self, is_forced=False):
        credentials = {"grant_type": "client_credential", "appid": self.appid, "secret": self.app_secret}
        wanted = json.dumps({**credentials, "force_refresh": is_forced}).encode("utf-8")
        body, _ = post(f"{self.host}/cgi-bin/stable_token", wanted, "application/json")
        response = json.loads(body)
        if "access_token" not in response:
            raise Rejected("token", str(response.get("errcode")), response.get("errmsg"))
        return response["access_token"]

    def renew_token(self):
        rejected = self.token
        self.token = self.fetch_token()
        # stable_token gives the same token until it expires. A forced one is new, but there are only 20 of them a day.
        if self.token == rejected:
            self.token = self.fetch_token(is_forced=True)

    def call(self, operation, fields, is_response_signed):
        try:
            return self.send(operation, fields, is_response_signed)
        except TokenRejected as rejected:
            # Nothing was done, so any operation may be sent again. Once: if the new token is rejected, too, it fails.
            print(f"{operation}: token rejected ({rejected.code}), sent again with a new one")
            self.renew_token()
            return self.send(operation, fields, is_response_signed)

    def send(self, operation, fields, is_response_signed):
        fields = {**fields, "nonce_str": secrets.token_hex(16)}
        fields["sign"] = self.signer(fields, self.key)
        url = f"{self.host}/payinsurance/{operation}?access_token={urllib.parse.quote(self.token, safe='')}"
        try:
            body, _ = post(url, to_xml(fields), "application/xml; charset=utf-8")
        except (OSError, http.client.HTTPException):
            # Without the cause, whose message can show the URL, and with it the token.
            raise ResponseLost(operation) from None
        is_gateway = body.lstrip().startswith(b"{")
        response = {name: str(value) for name, value in json.loads(body).items()} if is_gateway else from_xml(body)
        code = response.get("errcode") or response.get("err_code", "")
        if code in TOKEN_CODES:
            raise TokenRejected(operation, code, "")
        if response.get("return_code") != "SUCCESS" or response.get("result_code") != "SUCCESS":
            raise Rejected(operation, code, response.get("return_msg", ""))
        if is_response_signed and not is_signed_with(response, self.key):
            sys.exit(f"{operation}: the signature of the response is wrong: don't trust it")
        print(f"{operation}: SUCCESS" + (", signature verified" if is_response_signed else ""))
        return response

    def look_up(self, patient):
        """A lookup changes nothing, so it may be sent again after a system error. Here once, and without a pause."""
        try:
            return self.call("getmedinfo", patient, is_response_signed=False)
        except Rejected as rejected:
            if rejected.code != SYSTEM_ERROR:
                raise
            print(f"getmedinfo: system error ({rejected.code}), sent again")
            return self.call("getmedinfo", patient, is_response_signed=False)

    def bind_link(self, openid):
        link = {"openid": openid, "url": "https://hospital.example/bound"}
        return self.call("getbindurl", link, is_response_signed=False)


class Sandbox:
    """The control API: JSON below /sandbox/v1/. /sandbox/v1/openapi.json describes it."""

    def __init__(self, host):
        self.url = f"{host}/sandbox/v1"

    def get(self, path):
        return self.request(urllib.request.Request(f"{self.url}/{path}"))

    def post(self, path, value):
        body = json.dumps(value).encode("utf-8")
        return self.request(urllib.request.Request(f"{self.url}/{path}", data=body, method="POST"))

    def request(self, request):
        try:
            with urllib.request.urlopen(request, timeout=90) as response:
                # 204 has no body.
                return json.loads(response.read() or "null")
        except urllib.error.HTTPError as error:
            sys.exit(f"{request.selector}: {json.loads(error.read())['error']['en']}")


def variable(name):
    return os.environ.get(name) or sys.exit(f"the environment variable {name} is not set")


def check(is_right, what):
    if not is_right:
        sys.exit(f"failed: {what}")


def bind_a_card(hospital, sandbox, patient):
    try:
        hospital.look_up(patient)
        check(False, "a card is bound before it was")
    except Rejected as rejected:
        check(rejected.code == NO_CARD, rejected)
    print(f"getmedinfo: no card is bound ({NO_CARD})")
    check(hospital.bind_link(patient["openid"])["bind_url"].startswith("http"), "there is no link")
    # The patient opens the link.
    sandbox.post(f"people/{patient['openid']}/bind", {})
    check(hospital.look_up(patient)["medical_card_no"], "the card has no number")


def survive_errors(hospital, sandbox, patient):
    # The next getmedinfo fails, and those after it don't.
    business = {"code": "80000", "description": "系统错误"}
    sandbox.post("stubs", {"operation": "getmedinfo", "response": {"business": business}})
    hospital.look_up(patient)

    sandbox.post("stubs", {"operation": "getmedinfo", "response": {"token_rejected": {"code": 42001}}})
    hospital.look_up(patient)


def lose_a_response(hospital, sandbox, registration):
    # The sandbox makes the order, and closes the connection instead of responding.
    sandbox.post("stubs", {"operation": "preregister", "fault": "drop-before-head"})
    try:
        hospital.call("preregister", registration, is_response_signed=True)
        check(False, "the response was not lost")
    except ResponseLost:
        # Not sent again: the order may be there. The platform has no list of orders; a test can look.
        orders = [order["values"]["hosp_out_trade_no"] for order in sandbox.get("orders")["orders"]]
        check(orders == [registration["hosp_out_trade_no"]], "there is not exactly this order")
    print("preregister: response lost, order found, not sent again")


def register_by_code(hospital, registration, openid):
    # The patient's phone shows a code, which a scanner reads.
    with urllib.request.urlopen(f"{hospital.host}/sandbox/auth-code/{openid}", timeout=30) as page:
        code = dict(line.split("=", 1) for line in page.read().decode("utf-8").splitlines())
    fields = {name: value for name, value in registration.items() if name != "openid"}
    fields.update(code, hosp_out_trade_no=registration["hosp_out_trade_no"] + "Q", serial_no=secrets.token_hex(8))
    hospital.call("qrcodepreregister", fields, is_response_signed=True)


def send_a_message_later(hospital, sandbox, order):
    # Tokens are good for 7200 seconds.
    sandbox.post("clock", {"advance_s": 7200})
    message = {
        "hosp_out_trade_no": order,
        "msg_type": 2,
        "first": "您已缴费成功",
        "discount": 0,
        "real_fee": "30.00",
        "remark": "请凭登记号报到。",
    }
    hospital.call("sendmsg", message, is_response_signed=True)


def await_another_thread(hospital, sandbox, openid):
    last = sandbox.get("exchanges?limit=1")["exchanges"][0]["number"]
    thread = threading.Thread(target=hospital.bind_link, args=[openid])
    thread.start()
    # Waits for the first exchange after that number, even if it has come already; null if there is none in 10 seconds.
    exchange = sandbox.get(f"exchanges/next?after={last}&wait=10")
    thread.join()
    check(exchange is not None, "there was no exchange")
    print(f"awaited: {exchange['operation']}, {exchange['outcome']}")


def explain_a_signature(mistaken, sandbox, patient):
    try:
        mistaken.look_up(patient)
        check(False, "a wrong signature was accepted")
    except Rejected as rejected:
        # 签名失败 rid: …
        rid = rejected.message.rpartition("rid: ")[2]
    exchange = sandbox.get(f"exchanges/{rid}")
    # Also for people: exchange["diagnosis"]["en"] and ["zh"], and what to change in ["remedy"]. The exchange has
    # string_to_sign, too, with the key masked.
    print(f"getmedinfo: wrong signature, diagnosis {exchange['diagnosis']['id']}")
    check(exchange["diagnosis"]["id"] == "lower-case-hex", "another diagnosis was expected")


def main():
    host = variable("WXMED_HOST").rstrip("/")
    appid = variable("WXMED_APPID")
    app_secret = variable("WXMED_APP_SECRET")
    api_key = variable("WXMED_API_KEY")
    mch_id = variable("WXMED_MCH_ID")

    sandbox = Sandbox(host)
    sandbox.post("reset", {})
    print("reset: SUCCESS")
    # A made-up patient without a card. Never use a real one's data.
    person = {"openid": "oHospitalTest000000000000001", "name": "赵六", "identity_number": "44030019000101123X"}
    sandbox.post("people", person)
    id_hash = hashlib.md5(person["identity_number"].encode("utf-8")).hexdigest()
    patient = {"openid": person["openid"], "name": person["name"], "idcard_md5": id_hash}

    hospital = Hospital(host, appid, app_secret, api_key)
    bind_a_card(hospital, sandbox, patient)
    survive_errors(hospital, sandbox, patient)

    now = datetime.now(timezone(timedelta(hours=8))).strftime("%Y%m%d%H%M%S")
    registration = {
        "appid": appid,
        "mch_id": mch_id,
        "openid": patient["openid"],
        "hosp_out_trade_no": f"HOSP{now}{secrets.token_hex(4)}",
        "hospital_name": "示例市第一人民医院",
        "spbill_create_ip": "10.193.0.1",
        "body": "挂号费-肝病门诊",
        "user_card_type": 1,
        "user_card_no": id_hash,
        "user_name": patient["name"],
        "serial_no": secrets.token_hex(8),
        "org_no": "H1110",
        "gmt_out_create": now,
        "request_content": json.dumps({"ksmc": "肝病 & <复诊>", "ghf": "9.00", "ssj": "0"}, ensure_ascii=False),
    }
    lose_a_response(hospital, sandbox, registration)
    register_by_code(hospital, registration, patient["openid"])
    send_a_message_later(hospital, sandbox, registration["hosp_out_trade_no"])
    await_another_thread(hospital, sandbox, patient["openid"])

    mistaken = Hospital(host, appid, app_secret, api_key, signer=lambda fields, key: sign(fields, key).lower())
    explain_a_signature(mistaken, sandbox, patient)

    counts = [len(sandbox.get(what)[what]) for what in ("orders", "messages", "stubs")]
    print("orders: {}, messages: {}, stubs left: {}".format(*counts))
    check(counts == [2, 1, 0], "2 orders, 1 message and no stub were expected")


if __name__ == "__main__":
    try:
        main()
    except (Rejected, ResponseLost) as error:
        sys.exit(f"failed: {type(error).__name__} {error}")
    except OSError as error:
        sys.exit(f"no response: {error}")

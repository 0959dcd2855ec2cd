"""A registration from card to message through the sidecar `wxmed serve`, with nothing but Python's standard library.

    python3 sidecar.py HOSP20260131120000000001

The number is that of the order in the hospital's database, with its time. Run it again with the same number: nothing
is sent twice. `resend` after the number sends a registration with an unknown outcome again: do that only after checking
that the platform has not processed it. The sidecar is at WXMED_SIDECAR, by default http://127.0.0.1:8378; its token, if
it requires one, is in WXMED_SIDECAR_TOKEN. The hospital and the patient are made up. docs/sidecar.md explains this
program.
"""

import http.client
import json
import os
import sys
import time
import urllib.error
import urllib.request

NO_CARD = "80004"
# In seconds. How often and how long you try is your choice: the sidecar recognises a request that it had before.
PAUSES = [1, 2]


class Failed(Exception):
    """A call that did not succeed. No text of it has patients' data."""

    def __init__(self, error):
        super().__init__(error["kind"])
        self.code = error.get("code")
        self.is_unknown = error["outcome"] == "unknown"
        self.violations = error.get("violations", [])
        # In Chinese: ["zh"].
        self.remedy = error["remedy"]["en"]


class Sidecar:
    def __init__(self, url, token):
        self.url = url
        self.token = token

    def call(self, operation, fields, key=None):
        """The fields of the response. Only what may succeed later is sent again, and always unchanged."""
        for pause in [*PAUSES, None]:
            status, response, is_repeated = self.post(operation, fields, key)
            if response["ok"]:
                print(f"{operation}: ok" + (", the response of an earlier call" if is_repeated else ""))
                return response["reply"]
            code = f" {response['code']}" if response.get("code") else ""
            print(f"{operation}: {status} {response['kind']}{code} ({response['outcome']}, {response['retry']})")
            if response["retry"] != "later" or pause is None:
                raise Failed(response)
            time.sleep(pause)

    def post(self, operation, fields, key):
        """The status, the JSON, and whether it is the response of an earlier call."""
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if key:
            headers["Idempotency-Key"] = key
        body = json.dumps(fields).encode("utf-8")
        request = urllib.request.Request(f"{self.url}/v1/{operation}", data=body, headers=headers)
        try:
            try:
                # Longer than a call of the sidecar takes, which is 30 seconds at most.
                response = urllib.request.urlopen(request, timeout=60)
            except urllib.error.HTTPError as error:
                # Each error has JSON, too.
                response = error
            with response:
                return response.status, json.load(response), "Idempotent-Replayed" in response.headers
        except (OSError, http.client.HTTPException, ValueError):
            return 0, NO_RESPONSE, False


# If the sidecar can't be reached, or has stopped: repeat the same request later to learn the result.
NO_RESPONSE = {
    "ok": False,
    "kind": "no-response",
    "outcome": "unknown",
    "retry": "later",
    "remedy": {"en": "look whether the sidecar runs, and make the same call again"},
}


def register(sidecar, order, is_resent):
    # From your own system. The identity number is as on the card: the sidecar hashes it.
    openid, name, id_number = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o", "张三", "44030019000101123X"
    try:
        card = sidecar.call("getmedinfo", {"openid": openid, "name": name, "idcard": id_number})
    except Failed as failed:
        if failed.code != NO_CARD:
            raise
        sidecar.call("getbindurl", {"openid": openid, "url": "https://hospital.example/bound"})
        # The reply has it in bind_url.
        print("no card is bound: show the patient the link")
        return
    slip = {
        "brlx": "1",
        "mzlsh": "1500619843177",
        "ksbm": "631",
        "ksmc": "肝病门诊",
        "ghlb": "普通",
        "ghf": "9.00",
        "zjzj": "21.00",
        "ghhj": "30.00",
        "ssj": "0",
        "zsj": "0",
    }
    content = {
        "yljgbm": "H1110",
        "ylzh": card["medical_card_id"],
        "czybm": "H1111",
        "czyxm": "李四",
        "mzghdj": slip,
    }
    registration = {
        "openid": openid,
        "hosp_out_trade_no": order,
        "hospital_name": "示例市第一人民医院",
        "spbill_create_ip": "10.193.0.1",
        "body": "挂号费-肝病门诊",
        "user_card_type": 1,
        "user_card_no": id_number,
        "user_name": name,
        "serial_no": "1500619843177",
        "org_no": "H1110",
        # Stored with the order, not the time of this call: a repeated request must be the same.
        "gmt_out_create": order[4:18],
        "request_content": {"spec": "city/shenzhen/registration", "json": {"registration_order_pay": content}},
    }
    if is_resent:
        registration["resend"] = True
    sidecar.call("preregister", registration)
    # Once the patient has paid. A message has no number of its own, so the key says which one it is.
    message = {
        "hosp_out_trade_no": order,
        "msg_type": 3,
        "first": "您已成功挂号并缴费",
        "doctor": "赵五",
        "department": "肝病门诊",
        "hospital": "示例市第一人民医院",
        "visit_time": "2018-6-23 14:00",
        "register_no": "3424593",
        "remark": "请凭登记号报到。",
    }
    sidecar.call("sendmsg", message, key=f"paid-{order}")


def main():
    sys.stdout.reconfigure(encoding="utf-8")
    if len(sys.argv) < 2:
        sys.exit("usage: sidecar.py ORDER [resend]")
    order, is_resent = sys.argv[1], sys.argv[2:] == ["resend"]
    url = os.environ.get("WXMED_SIDECAR", "http://127.0.0.1:8378")
    sidecar = Sidecar(url, os.environ.get("WXMED_SIDECAR_TOKEN"))
    try:
        register(sidecar, order, is_resent)
    except Failed as failed:
        for violation in failed.violations:
            print(f"  {violation['path']}: {violation['message']['en']}")
        print(f"to do: {failed.remedy}")
        if failed.is_unknown:
            print(f"{order}: the outcome is unknown: find it out, and make no new order in its place")
        sys.exit(1)


if __name__ == "__main__":
    main()

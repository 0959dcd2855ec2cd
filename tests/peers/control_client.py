"""Controls sandboxes with the client that openapi-python-client generates from the document of the control API.

Reads a JSON array of jobs from standard input, each with the address of a sandbox, and prints the JSON array of what
the client's results. A warning of the generator is an error: the client lacks the part that it warns of.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import httpx

NAME = "wxmed_control"


def generate(url, folder):
    generator = Path(sys.executable).with_name("openapi-python-client")
    # Without the hooks, which format the code.
    config = folder / "config.json"
    config.write_text(json.dumps({"post_hooks": []}), encoding="utf-8")
    command = [generator, "generate", "--url", f"{url}/sandbox/v1/openapi.json", "--output-path", folder / NAME]
    options = ["--meta", "none", "--config", config, "--fail-on-warning"]
    done = subprocess.run([*command, *options], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"the generator failed: {done.stdout}{done.stderr}")
    sys.path.insert(0, str(folder))


def shown(value):
    """A value of the client as JSON."""
    return value.to_dict()


def reset(control):
    return shown(control.api.sandbox.reset.sync(client=control.client))


def stub(control):
    """All ways to write a stub: a fault, and each kind of response."""
    models, api = control.models, control.api.stubs
    values = models.Values()
    values["return_msg"] = "OK"
    responses = [
        models.StubbedHttp(status=503, headers=models.Values(), body="busy"),
        models.StubbedFields(fields=values),
        models.StubbedEnvelope(envelope=values),
        models.StubbedProtocol(protocol=models.ProtocolFailure(message="签名失败")),
        models.StubbedBusiness(business=models.BusinessFailure(code="80000", description="系统错误")),
        models.StubbedGateway(gateway=models.GatewayError(code=-1, message="system error")),
        models.StubbedTokenRejection(
            token_rejected=models.TokenRejection(code=42001, shape=models.TokenErrorShape.ENVELOPE)
        ),
    ]
    stubs = [models.NewStub(operation="getmedinfo", response=response) for response in responses]
    stubs.append(models.NewStub(operation="sendmsg", fault=models.Fault.HANG, times="always", after=2, every=3))
    numbers = [shown(api.add_stub.sync(client=control.client, body=stub))["number"] for stub in stubs]
    listed = shown(api.list_stubs.sync(client=control.client))
    cleared = api.clear_stubs.sync_detailed(client=control.client).status_code
    return {"numbers": numbers, **listed, "cleared": cleared}


def people(control):
    models, api = control.models, control.api.people
    card = models.Values()
    card["medical_card_no"] = "A10000009"
    added = models.NewPerson(
        openid="oHospitalTest000000000000001", name="赵六", identity_number="44030019000101123X", card=card
    )
    status = api.add_person.sync_detailed(client=control.client, body=added).status_code
    listed = api.list_people.sync(client=control.client).people
    unbound = [person.openid for person in listed if person.card is None]
    bound = api.bind_card.sync(unbound[0], client=control.client)
    missing = api.bind_card.sync("oNobody", client=control.client)
    return {
        "status": status,
        "people": [shown(person) for person in listed],
        "unbound": unbound,
        "bound": shown(bound),
        "missing": [type(missing).__name__, missing.error.en],
    }


def clock(control):
    """The seconds that the clock was advanced by, computed from times."""
    models, api = control.models, control.api.sandbox
    before, after = (
        api.advance_clock.sync(client=control.client, body=models.ClockAdvance(advance_s=seconds)).now
        for seconds in (0, 7200)
    )
    return {"advanced_s": (after - before).total_seconds()}


def call_wrongly(control):
    """A call with an invalid signature, and its token."""
    account = control.api.sandbox.get_account.sync(client=control.client)
    credentials = {"grant_type": "client_credential", "appid": account.appid, "secret": account.app_secret}
    token = httpx.post(f"{account.url}/cgi-bin/stable_token", json=credentials).json()["access_token"]
    fields = {"openid": "o", "name": "n", "idcard_md5": "09eb26e839ff3a2e3980352ae45ef09e", "sign": "0" * 32}
    body = "".join(f"<{name}>{value}</{name}>" for name, value in {**fields, "nonce_str": "5K8264"}.items())
    url = f"{account.url}/payinsurance/getmedinfo"
    httpx.post(url, params={"access_token": token}, content=f"<xml>{body}</xml>")
    return token


def tokens(control):
    api = control.api.resources
    token = call_wrongly(control)
    before = [one.token for one in api.list_tokens.sync(client=control.client).tokens]
    expired = api.expire_tokens.sync_detailed(client=control.client).status_code
    after = api.list_tokens.sync(client=control.client).tokens
    return {"is_listed": before == [token], "expired": expired, "left": len(after)}


def exchanges(control):
    api, models = control.api.exchanges, control.models
    call_wrongly(control)
    outcome = models.Outcome.PROTOCOL
    listed = api.list_exchanges.sync(client=control.client, outcome=outcome, limit=1).exchanges
    number = listed[0].number
    awaited = api.next_exchange.sync(client=control.client, after=number - 1, wait=0)
    none = api.next_exchange.sync_detailed(client=control.client, after=number, wait=0).status_code
    one = api.get_exchange.sync(str(number), client=control.client)
    by_rid = api.get_exchange.sync(one.rid, client=control.client)
    return {
        "listed": shown(listed[0]),
        "awaited": shown(awaited),
        "none": none,
        "one": shown(one),
        "is_found_by_rid": one == by_rid,
        "delivery": one.response.delivery.value,
        "body": one.request.body[:5],
    }


def orders(control):
    api = control.api.resources
    missing = api.pay_order.sync("HOSP0", client=control.client)
    return {
        "missing": type(missing).__name__,
        **shown(api.list_orders.sync(client=control.client)),
        **shown(api.list_messages.sync(client=control.client)),
    }


class Control:
    """The generated client, with its modules."""

    def __init__(self, url):
        import wxmed_control
        from wxmed_control import models
        from wxmed_control.api.exchanges import get_exchange, list_exchanges, next_exchange
        from wxmed_control.api.people import add_person, bind_card, list_people
        from wxmed_control.api.resources import expire_tokens, list_messages, list_orders, list_tokens, pay_order
        from wxmed_control.api.sandbox import advance_clock, get_account, reset
        from wxmed_control.api.stubs import add_stub, clear_stubs, list_stubs

        self.api, self.models = wxmed_control.api, models
        self.client = wxmed_control.Client(base_url=url)


JOBS = {job.__name__: job for job in (reset, stub, people, clock, exchanges, tokens, orders)}

jobs = json.load(sys.stdin)
with tempfile.TemporaryDirectory() as folder:
    generate(jobs[0]["url"], Path(folder))
    results = [JOBS[job["job"]](Control(job["url"])) for job in jobs]
json.dump(results, sys.stdout)

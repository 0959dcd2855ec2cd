"""Calls a sidecar with the client that openapi-python-client generates from its own document.

Reads a JSON array of jobs from standard input, each with the address of a sidecar, and prints the JSON array of what
the client's results. A warning of the generator is an error: the client lacks the part that it warns of.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

NAME = "wxmed_serve"


def generate(url, folder):
    generator = Path(sys.executable).with_name("openapi-python-client")
    # Without the hooks, which format the code.
    config = folder / "config.json"
    config.write_text(json.dumps({"post_hooks": []}), encoding="utf-8")
    command = [generator, "generate", "--url", f"{url}/openapi.json", "--output-path", folder / NAME]
    options = ["--meta", "none", "--config", config, "--fail-on-warning"]
    done = subprocess.run([*command, *options], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"the generator failed: {done.stdout}{done.stderr}")
    sys.path.insert(0, str(folder))


def registration(sidecar, order):
    models = sidecar.models
    bill = {
        "brlx": "1", "mzlsh": "1500619843177", "ksbm": "631", "ksmc": "肝病门诊", "ghlb": "普通",
        "ghf": "9.00", "zjzj": "21.00", "ghhj": "30.00", "ssj": "0", "zsj": "0",
    }
    content = {
        "registration_order_pay": {
            "yljgbm": "H1110", "ylzh": "6000000001", "czybm": "H1111", "czyxm": "李四", "mzghdj": bill,
        }
    }
    return models.PreregisterRequest(
        openid="oUpF8uMuAJO_M2pxb1Q9zNjWeS6o",
        hosp_out_trade_no=order,
        hospital_name="示例市第一人民医院",
        spbill_create_ip="10.193.0.1",
        body="挂号费-肝病门诊",
        user_card_type="1",
        user_card_no="44030019000101123X",
        user_name="张三",
        serial_no="1500619843177",
        org_no="H1110",
        gmt_out_create="20160501163102",
        request_content=models.Content(spec="city/shenzhen/registration", json=content),
    )


def card(sidecar):
    """The card of a patient, and a patient without one."""
    from wxmed_serve.api.getmedinfo import getmedinfo

    ask = sidecar.models.GetMedInfoRequest
    found = getmedinfo.sync(
        client=sidecar.client,
        body=ask(openid="oUpF8uMuAJO_M2pxb1Q9zNjWeS6o", name="张三", idcard="44030019000101123X"),
    )
    missing = getmedinfo.sync(
        client=sidecar.client,
        body=ask(openid="oSandbox5JO_M2pxb1Q9zNjWeS6w", name="王五", idcard="110105491231002"),
    )
    return {
        "type": type(found).__name__,
        "number": found.reply.medical_card_no,
        "missing": [type(missing).__name__, missing.kind, missing.outcome.value, missing.remedy.zh != ""],
    }


def order(sidecar):
    """A registration, twice, and an invalid one."""
    from wxmed_serve.api.preregister import preregister, preregister_validate

    first = preregister.sync(client=sidecar.client, body=registration(sidecar, "P-1"))
    again = preregister.sync_detailed(client=sidecar.client, body=registration(sidecar, "P-1"))
    wrong = registration(sidecar, "P-2")
    wrong.spbill_create_ip = "here"
    refused = preregister_validate.sync_detailed(client=sidecar.client, body=wrong)
    return {
        "type": type(first).__name__,
        "is_same": again.parsed == first,
        "is_repeated": again.headers.get("idempotent-replayed"),
        "refused": refused.status_code,
        # A warning, such as about the check digit of the made-up number, doesn't refuse the request.
        "paths": [violation.path for violation in refused.parsed.violations if violation.severity != "warning"],
    }


def operations(sidecar):
    from wxmed_serve.api.documents import operation_schema, operations

    listed = operations.sync(client=sidecar.client).operations
    schema = operation_schema.sync(listed[0].name, client=sidecar.client).to_dict()
    return {"names": sorted(one.name for one in listed), "type": schema["type"]}


class Sidecar:
    """The generated client, with its models."""

    def __init__(self, url):
        import wxmed_serve
        from wxmed_serve import models

        self.models = models
        self.client = wxmed_serve.Client(base_url=url)


JOBS = {job.__name__: job for job in (card, order, operations)}

jobs = json.load(sys.stdin)
with tempfile.TemporaryDirectory() as folder:
    generate(jobs[0]["url"], Path(folder))
    results = [JOBS[job["job"]](Sidecar(job["url"])) for job in jobs]
json.dump(results, sys.stdout)

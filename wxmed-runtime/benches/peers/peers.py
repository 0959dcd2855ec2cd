"""wechatpy over the fixtures of a folder: one line of name, microseconds to encode, microseconds to verify."""

import json
import sys
import time
from importlib.metadata import version
from pathlib import Path
from statistics import median

import xmltodict
from wechatpy.pay import utils

KEY = "192006250b4c09247ec02edce69f6a2d"
SIGNATURE = "39E90DD6A40C4FFC0E33AA1F25F27638"
ROUNDS, CALLS = 30, 500

folder = Path(sys.argv[1])
request = json.loads((folder / "request.json").read_text(encoding="utf-8"))
response = (folder / "response.xml").read_text(encoding="utf-8")


def encode():
    return utils.dict_to_xml(request, utils.calculate_signature(request, KEY))


def verify():
    return utils._check_signature(xmltodict.parse(response)["xml"], KEY)


def microseconds(contender):
    rounds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for _ in range(CALLS):
            contender()
        rounds.append((time.perf_counter() - start) / CALLS * 1e6)
    return median(rounds)


if utils.calculate_signature(request, KEY) != SIGNATURE:
    sys.exit("wechatpy arrives at another signature")
if not verify():
    sys.exit("wechatpy does not verify the response")
print(f"wechatpy {version('wechatpy')}", f"{microseconds(encode):.2f}", f"{microseconds(verify):.2f}", sep="\t")

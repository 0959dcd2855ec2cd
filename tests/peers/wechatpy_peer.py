"""wechatpy as a client of a platform, and as a signer and verifier.

Reads a JSON array of jobs from standard input and prints the JSON array of their results. Signing, writing, sending,
reading and verifying is done by wechatpy; this file only passes the parameters.
"""

import json
import os
import socket
import sys

import xmltodict
from wechatpy.client import WeChatClient
from wechatpy.exceptions import WeChatPayException
from wechatpy.pay import WeChatPay, utils

TIMEOUT = 30

if "PLATFORM_ADDRESS" in os.environ:
    # Replaces the file `hosts` for a client whose host can't be configured, and allows a port above 1024.
    address = os.environ["PLATFORM_ADDRESS"].rsplit(":", 1)
    resolve = socket.getaddrinfo

    def resolve_platform(host, *rest, **options):
        if host == "api.weixin.qq.com":
            return resolve(address[0], int(address[1]), type=socket.SOCK_STREAM)
        return resolve(host, *rest, **options)

    socket.getaddrinfo = resolve_platform


class Client(WeChatClient):
    """A client of a platform at another address."""

    def __init__(self, platform, appid, secret):
        super().__init__(appid, secret, timeout=TIMEOUT)
        self.platform = platform

    def fetch_access_token(self):
        credentials = {"grant_type": "client_credential", "appid": self.appid, "secret": self.secret}
        return self._fetch_access_token(url=self.platform + "/cgi-bin/token", params=credentials)


def token(job):
    return Client(job["platform"], job["appid"], job["secret"]).access_token


def pay(job):
    return WeChatPay(job.get("appid"), job["key"], job.get("mch_id"), timeout=TIMEOUT)


def answer(client, url, data):
    """The response, whether or not wechatpy takes it for a success."""
    try:
        return dict(client.post(url, data=data)), "SUCCESS"
    except WeChatPayException as refused:
        return {"return_code": refused.return_code, "return_msg": refused.return_msg}, "FAIL"


def call(job):
    """A request that wechatpy makes entirely: it adds `mch_id` and `nonce_str`, too."""
    client = pay(job)
    fields, outcome = answer(client, job["url"], dict(job["fields"]))
    return {"fields": fields, "outcome": outcome, "verified": client.check_signature(fields)}


def mistaken(job):
    """A request that is signed with a typical mistake."""
    client, fields = pay(job), job["fields"]
    if job["mistake"] == "zero-not-signed":
        sign = utils.calculate_signature({name: text for name, text in fields.items() if text != "0"}, job["key"])
    elif job["mistake"] == "lower-case":
        sign = utils.calculate_signature(fields, job["key"]).lower()
    else:
        raise ValueError("there is no mistake " + job["mistake"])
    fields, outcome = answer(client, job["url"], utils.dict_to_xml(fields, sign).encode("utf-8"))
    return {"fields": fields, "outcome": outcome, "verified": client.check_signature(fields)}


def signatures(job):
    md5, hmac = utils.calculate_signature, utils.calculate_signature_hmac
    return [[md5(fields, job["key"]), hmac(fields, job["key"])] for fields in job["maps"]]


def written(job):
    return [utils.dict_to_xml(fields, utils.calculate_signature(fields, job["key"])) for fields in job["maps"]]


def verified(job):
    client = pay(job)
    return [client.check_signature(xmltodict.parse(xml)["xml"]) for xml in job["answers"]]


JOBS = {job.__name__: job for job in (token, call, mistaken, signatures, written, verified)}
json.dump([JOBS[job["job"]](job) for job in json.load(sys.stdin.buffer)], sys.stdout)

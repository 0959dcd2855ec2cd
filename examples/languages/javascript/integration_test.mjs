// An integration test of a hospital's program: all five operations, against a sandbox that it controls.
//
//     export WXMED_HOST=http://127.0.0.1:8377 WXMED_APPID=… WXMED_APP_SECRET=… WXMED_API_KEY=… WXMED_MCH_ID=…
//     node integration_test.mjs
//
// It resets the sandbox: don't run it while others use the same one. Signatures, XML and HTTP are those of
// first_call.mjs, which must be in the same folder. docs/languages/javascript.md explains both.

import { createHash, randomBytes } from "node:crypto";

import { fromXml, isSignedWith, post, sign, stop, toXml, variable } from "./first_call.mjs";

// The codes that mean: the token is no good, and nothing was done.
const TOKEN_CODES = ["40001", "40014", "42001"];
const SYSTEM_ERROR = "80000";
const NO_CARD = "80004";

// The platform has rejected a call.
class Rejected extends Error {
  constructor(operation, code, message) {
    super(`${operation}: ${code} ${message}`);
    this.name = "Rejected";
    this.isExplained = true;
    this.code = code;
    this.isOfToken = TOKEN_CODES.includes(code);
    // In the message of 签名失败.
    this.rid = message.split("rid: ")[1];
  }
}

// The call was sent, and no response came. Whether the platform executed it is unknown.
class ResponseLost extends Error {
  constructor(operation) {
    super(`${operation}: no response`);
    this.name = "ResponseLost";
    this.isExplained = true;
  }
}

// The program to be tested.
class Hospital {
  constructor({ host, appid, appSecret, key, signer = sign }) {
    Object.assign(this, { host, appid, appSecret, key, signer });
  }

  async fetchToken({ isForced }) {
    const credentials = { grant_type: "client_credential", appid: this.appid, secret: this.appSecret };
    const wanted = JSON.stringify({ ...credentials, force_refresh: isForced });
    const response = JSON.parse((await post(`${this.host}/cgi-bin/stable_token`, wanted, "application/json")).body);
    if (!response.access_token) throw new Rejected("token", String(response.errcode), response.errmsg ?? "");
    return response.access_token;
  }

  async renewToken() {
    const rejected = this.token;
    this.token = await this.fetchToken({ isForced: false });
    // stable_token gives the same token until it expires. A forced one is new, but there are only 20 of them a day.
    if (this.token === rejected) this.token = await this.fetchToken({ isForced: true });
  }

  async call(operation, fields, { isResponseSigned }) {
    this.token ??= await this.fetchToken({ isForced: false });
    try {
      return await this.send(operation, fields, { isResponseSigned });
    } catch (error) {
      if (!error.isOfToken) throw error;
      // Nothing was done, so any operation may be sent again. Once: if the new token is rejected, too, it fails.
      console.log(`${operation}: token rejected (${error.code}), sent again with a new one`);
      await this.renewToken();
      return this.send(operation, fields, { isResponseSigned });
    }
  }

  async send(operation, fields, { isResponseSigned }) {
    const sent = { ...fields, nonce_str: randomBytes(16).toString("hex") };
    sent.sign = this.signer(sent, this.key);
    const url = `${this.host}/payinsurance/${operation}?access_token=${encodeURIComponent(this.token)}`;
    const { body } = await post(url, toXml(sent), "application/xml; charset=utf-8").catch(() => {
      throw new ResponseLost(operation);
    });
    const response = body.trimStart().startsWith("{") ? JSON.parse(body) : fromXml(body);
    const code = String(response.errcode ?? response.err_code ?? "");
    const isSuccess = response.return_code === "SUCCESS" && response.result_code === "SUCCESS";
    if (!isSuccess) throw new Rejected(operation, code, response.return_msg ?? "");
    if (isResponseSigned && !isSignedWith(response, this.key)) {
      stop(`${operation}: the signature of the response is wrong: don't trust it`);
    }
    console.log(`${operation}: SUCCESS${isResponseSigned ? ", signature verified" : ""}`);
    return response;
  }

  // A lookup changes nothing, so it may be sent again after a system error. Here once, and without a pause.
  async lookUp(patient) {
    try {
      return await this.call("getmedinfo", patient, { isResponseSigned: false });
    } catch (error) {
      if (error.code !== SYSTEM_ERROR) throw error;
      console.log(`getmedinfo: system error (${error.code}), sent again`);
      return this.call("getmedinfo", patient, { isResponseSigned: false });
    }
  }

  bindLink(openid) {
    return this.call("getbindurl", { openid, url: "https://hospital.example/bound" }, { isResponseSigned: false });
  }
}

// The control API: JSON below /sandbox/v1/. /sandbox/v1/openapi.json describes it.
class Sandbox {
  constructor(host) {
    this.url = `${host}/sandbox/v1`;
  }

  get(path) {
    return this.request(path, { method: "GET" });
  }

  post(path, value) {
    return this.request(path, { method: "POST", body: JSON.stringify(value) });
  }

  async request(path, options) {
    const response = await fetch(`${this.url}/${path}`, { ...options, signal: AbortSignal.timeout(90_000) });
    // 204 has no body.
    const value = response.status === 204 ? null : await response.json();
    if (!response.ok) stop(`${path}: ${value.error.en}`);
    return value;
  }
}

function check(isRight, what) {
  if (!isRight) stop(`failed: ${what}`);
}

// The error with which a call fails.
async function errorOf(promise) {
  const error = await promise.then(() => null, (error) => error);
  if (error === null) stop("failed: a call succeeded that must not");
  return error;
}

async function bindACard(hospital, sandbox, patient) {
  const error = await errorOf(hospital.lookUp(patient));
  check(error.code === NO_CARD, error.message);
  console.log(`getmedinfo: no card is bound (${NO_CARD})`);
  check((await hospital.bindLink(patient.openid)).bind_url.startsWith("http"), "there is no link");
  // The patient opens the link.
  await sandbox.post(`people/${patient.openid}/bind`, {});
  check((await hospital.lookUp(patient)).medical_card_no, "the card has no number");
}

async function surviveErrors(hospital, sandbox, patient) {
  // The next getmedinfo fails, and those after it don't.
  const business = { code: "80000", description: "系统错误" };
  await sandbox.post("stubs", { operation: "getmedinfo", response: { business } });
  await hospital.lookUp(patient);

  await sandbox.post("stubs", { operation: "getmedinfo", response: { token_rejected: { code: 42001 } } });
  await hospital.lookUp(patient);
}

async function loseAResponse(hospital, sandbox, registration) {
  // The sandbox makes the order, and closes the connection instead of responding.
  await sandbox.post("stubs", { operation: "preregister", fault: "drop-before-head" });
  const error = await errorOf(hospital.call("preregister", registration, { isResponseSigned: true }));
  check(error instanceof ResponseLost, error.message);
  // Not sent again: the order may be there. The platform has no list of orders; a test can look.
  const { orders } = await sandbox.get("orders");
  const numbers = orders.map((order) => order.values.hosp_out_trade_no);
  check(numbers.join() === registration.hosp_out_trade_no, "there is not exactly this order");
  console.log("preregister: response lost, order found, not sent again");
}

async function registerByCode(hospital, registration) {
  // The patient's phone shows a code, which a scanner reads.
  const page = await (await fetch(`${hospital.host}/sandbox/auth-code/${registration.openid}`)).text();
  const code = Object.fromEntries(page.trim().split("\n").map((line) => line.split("=", 2)));
  const { openid, ...fields } = registration;
  const order = { hosp_out_trade_no: `${fields.hosp_out_trade_no}Q`, serial_no: randomBytes(8).toString("hex") };
  await hospital.call("qrcodepreregister", { ...fields, ...order, ...code }, { isResponseSigned: true });
}

async function sendAMessageLater(hospital, sandbox, order) {
  // Tokens are good for 7200 seconds.
  await sandbox.post("clock", { advance_s: 7200 });
  const message = {
    hosp_out_trade_no: order,
    msg_type: 2,
    first: "您已缴费成功",
    discount: 0,
    real_fee: "30.00",
    remark: "请凭登记号报到。",
  };
  await hospital.call("sendmsg", message, { isResponseSigned: true });
}

async function awaitAnother(hospital, sandbox, openid) {
  const last = (await sandbox.get("exchanges?limit=1")).exchanges[0].number;
  const another = hospital.bindLink(openid);
  // Waits for the first exchange after that number, even if it has come already; null if there is none in 10 seconds.
  const exchange = await sandbox.get(`exchanges/next?after=${last}&wait=10`);
  await another;
  check(exchange !== null, "there was no exchange");
  console.log(`awaited: ${exchange.operation}, ${exchange.outcome}`);
}

async function explainASignature(mistaken, sandbox, patient) {
  const error = await errorOf(mistaken.lookUp(patient));
  const { diagnosis } = await sandbox.get(`exchanges/${error.rid}`);
  // Also for people: diagnosis.en and .zh, and diagnosis.remedy says what to change. The exchange has string_to_sign,
  // too, with the key masked.
  console.log(`getmedinfo: wrong signature, diagnosis ${diagnosis.id}`);
  check(diagnosis.id === "lower-case-hex", "another diagnosis was expected");
}

async function main() {
  const host = variable("WXMED_HOST").replace(/\/+$/, "");
  const appid = variable("WXMED_APPID");
  const appSecret = variable("WXMED_APP_SECRET");
  const key = variable("WXMED_API_KEY");
  const mchId = variable("WXMED_MCH_ID");

  const sandbox = new Sandbox(host);
  await sandbox.post("reset", {});
  console.log("reset: SUCCESS");
  // A made-up patient without a card. Never use a real one's data.
  const person = { openid: "oHospitalTest000000000000001", name: "赵六", identity_number: "44030019000101123X" };
  await sandbox.post("people", person);
  const idHash = createHash("md5").update(person.identity_number, "utf8").digest("hex");
  const patient = { openid: person.openid, name: person.name, idcard_md5: idHash };

  const hospital = new Hospital({ host, appid, appSecret, key });
  await bindACard(hospital, sandbox, patient);
  await surviveErrors(hospital, sandbox, patient);

  const now = new Date(Date.now() + 8 * 3600_000).toISOString().replace(/\D/g, "").slice(0, 14);
  const registration = {
    appid,
    mch_id: mchId,
    openid: patient.openid,
    hosp_out_trade_no: `HOSP${now}${randomBytes(4).toString("hex")}`,
    hospital_name: "示例市第一人民医院",
    spbill_create_ip: "10.193.0.1",
    body: "挂号费-肝病门诊",
    user_card_type: 1,
    user_card_no: idHash,
    user_name: patient.name,
    serial_no: randomBytes(8).toString("hex"),
    org_no: "H1110",
    gmt_out_create: now,
    request_content: JSON.stringify({ ksmc: "肝病 & <复诊>", ghf: "9.00", ssj: "0" }),
  };
  await loseAResponse(hospital, sandbox, registration);
  await registerByCode(hospital, registration);
  await sendAMessageLater(hospital, sandbox, registration.hosp_out_trade_no);
  await awaitAnother(hospital, sandbox, patient.openid);

  const signer = (fields, key) => sign(fields, key).toLowerCase();
  await explainASignature(new Hospital({ host, appid, appSecret, key, signer }), sandbox, patient);

  const lists = await Promise.all(["orders", "messages", "stubs"].map(async (what) => (await sandbox.get(what))[what]));
  const counts = lists.map((list) => list.length);
  console.log(`orders: ${counts[0]}, messages: ${counts[1]}, stubs left: ${counts[2]}`);
  check(counts.join() === "2,1,0", "2 orders, 1 message and no stub were expected");
}

try {
  await main();
} catch (error) {
  // The message of a parser can quote the response, so it is not printed.
  console.error(error.isExplained ? error.message : `failed: ${error.cause?.code ?? error.name}`);
  process.exitCode = 1;
}

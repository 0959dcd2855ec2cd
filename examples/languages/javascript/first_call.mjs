// A token, a card, a registration and a message, with nothing but Node.js 18 or later.
//
//     export WXMED_HOST=http://127.0.0.1:8377 WXMED_APPID=… WXMED_APP_SECRET=… WXMED_API_KEY=… WXMED_MCH_ID=…
//     node first_call.mjs
//
// `wxmed sandbox` prints these variables. The hospital and the patient are made up: put your own in their place before
// you call the platform itself. docs/languages/javascript.md explains this program.

import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";

// For integration_test.mjs.
export { fromXml, isSignedWith, post, sign, stop, toXml, variable };

// Only these are empty: 0 is a value, and is signed.
const isEmpty = (value) => value === undefined || value === null || value === "";

function stringToSign(fields, key) {
  const pairs = Object.entries(fields)
    .filter(([name, value]) => name !== "sign" && !isEmpty(value))
    // By code units, which for the ASCII names of the interface are the bytes. localeCompare has another order.
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`);
  return [...pairs, `key=${key}`].join("&");
}

function sign(fields, key) {
  const text = stringToSign(fields, key);
  return createHash("md5").update(text, "utf8").digest("hex").toUpperCase();
}

// For interfaces that have the field sign_type=HMAC-SHA256; those called below have not.
function signHmac(fields, key) {
  const text = stringToSign(fields, key);
  return createHmac("sha256", key).update(text, "utf8").digest("hex").toUpperCase();
}

const escapeXml = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

function toXml(fields) {
  // The values were signed as they are. Only here, in the XML, are they escaped.
  const elements = Object.entries(fields)
    .filter(([, value]) => !isEmpty(value))
    .map(([name, value]) => `<${name}>${escapeXml(String(value))}</${name}>`);
  return `<xml>${elements.join("")}</xml>`;
}

// Node.js has no XML parser. Responses are flat: this reads elements with text and CDATA, and refuses everything else,
// so that DTDs and entities are refused.
function fromXml(text) {
  const fields = {};
  const root = /^\s*<xml>([\s\S]*)<\/xml>\s*$/.exec(text);
  const field = /<([A-Za-z_][\w.-]*)>((?:<!\[CDATA\[[\s\S]*?\]\]>|[^<])*)<\/\1>/g;
  const rest = root?.[1].replace(field, (_, name, content) => {
    const part = /<!\[CDATA\[([\s\S]*?)\]\]>|([^<]+)/g;
    fields[name] = content.replace(part, (_, cdata, plain) => cdata ?? unescapeXml(plain));
    return "";
  });
  if (rest === undefined || rest.trim() !== "") stop("the response is not the XML of the interface");
  return fields;
}

function unescapeXml(text) {
  const named = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
  return text.replace(/&(?:(lt|gt|amp|quot|apos)|#(\d+)|#x([0-9a-fA-F]+));/g, (_, name, decimal, hex) =>
    name ? named[name] : String.fromCodePoint(decimal ? parseInt(decimal, 10) : parseInt(hex, 16)),
  );
}

// Over all fields that were received, not only those that this program knows.
function isSignedWith(fields, key) {
  const received = Buffer.from(fields.sign ?? "");
  const expected = Buffer.from(sign(fields, key));
  // timingSafeEqual throws if the lengths differ.
  return received.length === expected.length && timingSafeEqual(received, expected);
}

// The body of a response, and the sandbox's diagnosis of the request. The platform never returns one.
async function post(url, body, contentType) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": contentType },
    body,
    // After a time-out, a registration may have been made: find out before you send it again.
    signal: AbortSignal.timeout(30_000),
  });
  return { body: await response.text(), diagnosis: response.headers.get("x-wxmed-diagnosis") };
}

function stop(message) {
  throw Object.assign(new Error(message), { isExplained: true });
}

async function fetchToken(host, appid, secret) {
  // stable_token, other than /cgi-bin/token, does not invalidate the token that another process of yours uses.
  const wanted = JSON.stringify({ grant_type: "client_credential", appid, secret });
  const response = JSON.parse((await post(`${host}/cgi-bin/stable_token`, wanted, "application/json")).body);
  // The message can contain your address, but neither the secret nor a token.
  if (!response.access_token) stop(`token: errcode=${response.errcode} errmsg=${response.errmsg}`);
  return response.access_token;
}

async function call(platform, operation, fields, { isResponseSigned }) {
  const sent = { ...fields, nonce_str: randomBytes(16).toString("hex") };
  sent.sign = sign(sent, platform.key);
  const url = `${platform.host}/payinsurance/${operation}?access_token=${encodeURIComponent(platform.token)}`;
  const { body, diagnosis } = await post(url, toXml(sent), "application/xml; charset=utf-8");
  // The gateway in front of the interface rejects a bad token in JSON.
  if (body.trimStart().startsWith("{")) {
    const gateway = JSON.parse(body);
    stop(`${operation}: errcode=${gateway.errcode} errmsg=${gateway.errmsg}`);
  }
  const response = fromXml(body);
  if (response.return_code !== "SUCCESS" || response.result_code !== "SUCCESS") {
    const names = ["return_code", "return_msg", "result_code", "err_code"];
    const shown = names.map((name) => `${name}=${response[name] ?? ""}`);
    const explained = `\ndiagnosis: ${diagnosis}\nexplained by ${platform.host}/sandbox/v1/exchanges?limit=1`;
    stop(`${operation}: ${shown.join(" ")}${diagnosis ? explained : ""}`);
  }
  if (isResponseSigned && !isSignedWith(response, platform.key)) {
    stop(`${operation}: the signature of the response is wrong: don't trust it`);
  }
  console.log(`${operation}: SUCCESS${isResponseSigned ? ", signature verified" : ""}`);
  return response;
}

// `wxmed sign` signs these fields alike. The key is the one that WeChat publishes in its examples.
function printVectors() {
  const key = "192006250b4c09247ec02edce69f6a2d";
  const fields = {
    zero: "0",
    empty: "",
    body_id: "2",
    bodyId: "1",
    Body: "挂号费 <A&B> ]]>",
    sign: "is not signed",
  };
  console.log("vector MD5", sign(fields, key));
  console.log("vector HMAC-SHA256", signHmac(fields, key));
}

function variable(name) {
  return process.env[name] || stop(`the environment variable ${name} is not set`);
}

async function main() {
  printVectors();
  const host = variable("WXMED_HOST").replace(/\/+$/, "");
  const appid = variable("WXMED_APPID");
  const appSecret = variable("WXMED_APP_SECRET");
  const apiKey = variable("WXMED_API_KEY");
  const mchId = variable("WXMED_MCH_ID");
  // The first user of the sandbox.
  const openid = process.env.WXMED_OPENID ?? "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";
  const name = process.env.WXMED_NAME ?? "张三";
  const idNumber = process.env.WXMED_ID_NUMBER ?? "44030019000101123X";
  // Of 18 digits, with an upper-case X; the hash is lower-case, unlike the signature.
  const idHash = createHash("md5").update(idNumber.toUpperCase(), "utf8").digest("hex");

  const token = await fetchToken(host, appid, appSecret);
  console.log("token: SUCCESS");
  const platform = { host, token, key: apiKey };

  const card = { openid, name, idcard_md5: idHash };
  await call(platform, "getmedinfo", card, { isResponseSigned: false });

  // Serialised once: the text that is signed is the text that is sent. Amounts are texts, so that 30.00 stays 30.00.
  const content = { ksmc: "肝病 & <复诊>", ghf: "9.00", zjzj: "21.00", ghhj: "30.00", ssj: "0" };
  const requestContent = JSON.stringify(content);
  // The platform's clock is Beijing's, wherever this program runs.
  const now = new Date(Date.now() + 8 * 3600_000).toISOString().replace(/\D/g, "").slice(0, 14);
  const order = `HOSP${now}${randomBytes(4).toString("hex")}`;
  const registration = {
    appid,
    mch_id: mchId,
    openid,
    hosp_out_trade_no: order,
    hospital_name: "示例市第一人民医院",
    spbill_create_ip: "10.193.0.1",
    body: "挂号费-肝病门诊",
    user_card_type: 1,
    user_card_no: idHash,
    user_name: name,
    serial_no: randomBytes(8).toString("hex"),
    org_no: "H1110",
    gmt_out_create: now,
    request_content: requestContent,
  };
  await call(platform, "preregister", registration, { isResponseSigned: true });

  const message = {
    hosp_out_trade_no: order,
    msg_type: 2,
    first: "您已缴费成功",
    discount: 0,
    real_fee: "30.00",
    remark: "请凭登记号报到。",
  };
  await call(platform, "sendmsg", message, { isResponseSigned: true });
}

// Not if another program imports this one.
if (realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    await main();
  } catch (error) {
    // fetch hides the reason, such as ECONNREFUSED, in `cause`. The message of a parser can quote the response, so it
    // is not printed.
    console.error(error.isExplained ? error.message : `failed: ${error.cause?.code ?? error.name}`);
    process.exitCode = 1;
  }
}

// A client like those of hospitals, with any of the known mistakes in signing. It shares no code with the library.

const { createHash, createHmac, randomBytes } = require("node:crypto");

const MISTAKES = [
  "zero-dropped",
  "empty-kept",
  "cdata-signed",
  "entities-signed",
  "gbk-signed",
  "case-insensitive-sort",
  "not-sorted",
  "values-trimmed",
  "url-encoded",
  "app-secret-as-key",
  "key-missing",
  "key-case",
  "hmac-for-md5",
  "lower-case-hex",
  "sign-included",
  "foreign-key-or-value",
];

// Node has no GBK encoder. These are the bytes of the one name that is signed in GBK here.
const GBK = { 张三: Buffer.from([0xd5, 0xc5, 0xc8, 0xfd]), 李四: Buffer.from([0xc0, 0xee, 0xcb, 0xc4]) };

// A request in which every mistake makes a difference.
const rich = () => [
  ["openid", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"],
  ["appid", "wxd678efh567hg6787"],
  ["name", "张三"],
  ["total_fee", "0"],
  ["Body", 'a < b & "c" '],
  ["attach", ""],
  ["nonce_str", "5K8264ILTKCH16CQ2502SI8ZNMTM67VS"],
  ["hosp_out_trade_no", "HOSP2024030500001"],
  ["notify_url", "https://hospital.example/notify?x=1&y=2"],
];

class Client {
  constructor({ url, appid, app_secret: secret, api_key: key }) {
    Object.assign(this, { url, appid, secret, key, token: "" });
  }

  async fetchToken(endpoint = "stable_token") {
    const body = JSON.stringify({ grant_type: "client_credential", appid: this.appid, secret: this.secret });
    const response = await fetch(`${this.url}/cgi-bin/${endpoint}`, { method: "POST", body });
    this.token = (await response.json()).access_token;
    return this.token;
  }

  value(text, mistake) {
    const value = mistake === "values-trimmed" ? text.trim() : text;
    if (mistake === "entities-signed")
      return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
    if (mistake === "cdata-signed") return `<![CDATA[${value}]]>`;
    if (mistake === "url-encoded") return encodeURIComponent(value);
    return value;
  }

  sign(fields, mistake) {
    const kept = fields.filter(
      ([name, value]) =>
        name !== "sign" && !(mistake === "zero-dropped" && value === "0") && (mistake === "empty-kept" || value !== ""),
    );
    const pairs = kept.map(([name, value]) => [name, this.value(value, mistake)]);
    if (mistake === "sign-included") pairs.push(["sign", this.digest(this.joined(pairs, ""), "")]);
    return this.digest(this.joined(pairs, mistake), mistake);
  }

  joined(pairs, mistake) {
    const sorted = [...pairs];
    const by = (key) => (a, b) => (key(a[0]) < key(b[0]) ? -1 : 1);
    if (mistake === "case-insensitive-sort") sorted.sort(by((name) => name.toLowerCase()));
    else if (mistake !== "not-sorted") sorted.sort(by((name) => name));
    const keys = {
      "app-secret-as-key": this.secret,
      "key-case": this.key.toUpperCase(),
      "foreign-key-or-value": "0".repeat(32),
    };
    const key = keys[mistake] ?? this.key;
    const parts = sorted.map(([name, value]) => [
      Buffer.from(`${name}=`),
      mistake === "gbk-signed" && GBK[value] ? GBK[value] : Buffer.from(value),
    ]);
    const text = parts.flatMap((part, place) => (place ? [Buffer.from("&"), ...part] : part));
    if (mistake !== "key-missing") text.push(Buffer.from(`&key=${key}`));
    return Buffer.concat(text);
  }

  digest(text, mistake) {
    const hash = mistake === "hmac-for-md5" ? createHmac("sha256", this.key) : createHash("md5");
    const hex = hash.update(text).digest("hex");
    return mistake === "lower-case-hex" ? hex : hex.toUpperCase();
  }

  body(fields, mistake = "") {
    const all = [...fields, ["sign", this.sign(fields, mistake)]];
    return `<xml>${all.map(([name, value]) => (name === "sign" ? `<sign>${value}</sign>` : `<${name}><![CDATA[${value}]]></${name}>`)).join("")}</xml>`;
  }

  async post(path, body, headers = {}, signal = undefined) {
    const response = await fetch(`${this.url}${path}?access_token=${encodeURIComponent(this.token)}`, {
      method: "POST",
      headers: { "content-type": "application/xml; charset=utf-8", ...headers },
      body,
      signal,
    });
    return response.text();
  }

  call(operation, fields, mistake = "", signal = undefined) {
    const nonce = fields.some(([name]) => name === "nonce_str") ? [] : [["nonce_str", randomBytes(16).toString("hex")]];
    return this.post(`/payinsurance/${operation}`, this.body([...fields, ...nonce], mistake), {}, signal);
  }
}

module.exports = { Client, MISTAKES, rich };

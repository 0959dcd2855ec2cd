// A registration from card to message through the sidecar `wxmed serve`, with nothing but Node.js 18 or later.
//
//     node sidecar.mjs HOSP20260131120000000001
//
// The number is that of the order in the hospital's database, with its time. Run it again with the same number:
// nothing is sent twice. `resend` after the number sends a registration with an unknown outcome again: do that only
// after checking that the platform has not processed it. The sidecar is at WXMED_SIDECAR, by default
// http://127.0.0.1:8378; its token, if it requires one, is in WXMED_SIDECAR_TOKEN. The hospital and the patient are made
// up. docs/sidecar.md explains this program.

import { setTimeout as sleep } from "node:timers/promises";

const NO_CARD = "80004";
// In seconds. How often and how long you try is your choice: the sidecar recognises a request that it had before.
const PAUSES = [1, 2];

// If the sidecar can't be reached, or has stopped: repeat the same request later to learn the result.
const NO_RESPONSE = {
  ok: false,
  kind: "no-response",
  outcome: "unknown",
  retry: "later",
  remedy: { en: "look whether the sidecar runs, and make the same call again" },
};

// A call that did not succeed, as the sidecar describes it. No text of it has patients' data.
class Failed extends Error {
  constructor(error) {
    super(error.kind);
    this.error = error;
  }
}

class Sidecar {
  constructor(url, token) {
    this.url = url;
    this.token = token;
  }

  // The fields of the response. Only what may succeed later is sent again, and always unchanged.
  async call(operation, fields, key) {
    for (const pause of [...PAUSES, null]) {
      const { status, response, isRepeated } = await this.post(operation, fields, key);
      if (response.ok) {
        console.log(`${operation}: ok${isRepeated ? ", the response of an earlier call" : ""}`);
        return response.reply;
      }
      const code = response.code ? ` ${response.code}` : "";
      console.log(`${operation}: ${status} ${response.kind}${code} (${response.outcome}, ${response.retry})`);
      if (response.retry !== "later" || pause === null) throw new Failed(response);
      await sleep(pause * 1000);
    }
  }

  // The status, the JSON, and whether it is the response of an earlier call.
  async post(operation, fields, key) {
    const headers = { "Content-Type": "application/json" };
    if (this.token) headers.Authorization = `Bearer ${this.token}`;
    if (key) headers["Idempotency-Key"] = key;
    const url = `${this.url}/v1/${operation}`;
    // Longer than a call of the sidecar takes, which is 30 seconds at most.
    const signal = AbortSignal.timeout(60_000);
    try {
      const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(fields), signal });
      // Each error has JSON, too.
      const isRepeated = response.headers.has("Idempotent-Replayed");
      return { status: response.status, response: await response.json(), isRepeated };
    } catch {
      return { status: 0, response: NO_RESPONSE, isRepeated: false };
    }
  }
}

async function register(sidecar, order, isResent) {
  // From your own system. The identity number is as on the card: the sidecar hashes it.
  const [openid, name, idNumber] = ["oUpF8uMuAJO_M2pxb1Q9zNjWeS6o", "张三", "44030019000101123X"];
  let card;
  try {
    card = await sidecar.call("getmedinfo", { openid, name, idcard: idNumber });
  } catch (failed) {
    if (failed.error?.code !== NO_CARD) throw failed;
    await sidecar.call("getbindurl", { openid, url: "https://hospital.example/bound" });
    // The reply has it in bind_url.
    console.log("no card is bound: show the patient the link");
    return;
  }
  const slip = {
    brlx: "1",
    mzlsh: "1500619843177",
    ksbm: "631",
    ksmc: "肝病门诊",
    ghlb: "普通",
    ghf: "9.00",
    zjzj: "21.00",
    ghhj: "30.00",
    ssj: "0",
    zsj: "0",
  };
  const content = { yljgbm: "H1110", ylzh: card.medical_card_id, czybm: "H1111", czyxm: "李四", mzghdj: slip };
  const registration = {
    openid,
    hosp_out_trade_no: order,
    hospital_name: "示例市第一人民医院",
    spbill_create_ip: "10.193.0.1",
    body: "挂号费-肝病门诊",
    user_card_type: 1,
    user_card_no: idNumber,
    user_name: name,
    serial_no: "1500619843177",
    org_no: "H1110",
    // Stored with the order, not the time of this call: a repeated request must be the same.
    gmt_out_create: order.slice(4, 18),
    request_content: { spec: "city/shenzhen/registration", json: { registration_order_pay: content } },
  };
  if (isResent) registration.resend = true;
  await sidecar.call("preregister", registration);
  // Once the patient has paid. A message has no number of its own, so the key says which one it is.
  const message = {
    hosp_out_trade_no: order,
    msg_type: 3,
    first: "您已成功挂号并缴费",
    doctor: "赵五",
    department: "肝病门诊",
    hospital: "示例市第一人民医院",
    visit_time: "2018-6-23 14:00",
    register_no: "3424593",
    remark: "请凭登记号报到。",
  };
  await sidecar.call("sendmsg", message, `paid-${order}`);
}

const [order, word] = process.argv.slice(2);
if (!order) {
  console.error("usage: node sidecar.mjs ORDER [resend]");
  process.exit(1);
}
const url = process.env.WXMED_SIDECAR ?? "http://127.0.0.1:8378";
try {
  await register(new Sidecar(url, process.env.WXMED_SIDECAR_TOKEN), order, word === "resend");
} catch (failed) {
  if (!(failed instanceof Failed)) throw failed;
  const { violations, remedy, outcome } = failed.error;
  // In Chinese: message.zh and remedy.zh.
  for (const { path, message } of violations ?? []) console.log(`  ${path}: ${message.en}`);
  console.log(`to do: ${remedy.en}`);
  if (outcome === "unknown") {
    console.log(`${order}: the outcome is unknown: find it out, and make no new order in its place`);
  }
  process.exitCode = 1;
}

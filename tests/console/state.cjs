// The state: orders and payments, messages as patients see them, links, tokens, notifications, the clock, snapshots.

const assert = require("node:assert/strict");
const fs = require("node:fs");
const http = require("node:http");
const os = require("node:os");
const path = require("node:path");

/** A hospital that acknowledges all notifications. */
function hospital() {
  const received = [];
  const server = http.createServer((request, response) => {
    let body = "";
    request.on("data", (part) => (body += part));
    request.on("end", () => {
      received.push(body);
      response.end("<xml><return_code>SUCCESS</return_code></xml>");
    });
  });
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () =>
      resolve({ server, received, url: `http://127.0.0.1:${server.address().port}/paid` }),
    ),
  );
}

module.exports = async (session) => {
  const { client, page } = session;
  const { server, received, url } = await hospital();
  await client.fetchToken();
  await session.go("state");
  await session.see(".pane", "No orders yet");
  // An order of the operation with notifications, from its example.
  const reference = await session.api("/reference");
  const unified = reference.operations.find((one) => one.request.rows.some((row) => row.name === "notify_url"));
  const example = Object.fromEntries(unified.examples.find((one) => one.breaks.length === 0).fields);
  const own = {
    appid: session.account.appid,
    mch_id: session.account.mch_id,
    notify_url: url,
    hosp_out_trade_no: "HOSP-PAID",
  };
  await session.api(`/operations/${unified.name}/send`, "POST", { fields: { ...example, ...own } });
  await session.see(".pane table", "HOSP-PAID");
  await session.see(".pane table", "not paid");
  await session.click("[data-action=fields]");
  await session.see(".pane tr.details", "notify_url");
  const [row, details] = await page.$$eval(".pane tbody tr", (rows) => rows.map((one) => one.clientWidth));
  assert.ok(details >= row - 2, `${details} of ${row}`);
  // Another order leaves open what is open, and the focus where it is.
  await page.focus("[data-action=fields]");
  const another = { ...example, ...own, hosp_out_trade_no: "HOSP-UNPAID" };
  for (const name of ["serial_no", "bill_no"]) if (another[name]) another[name] = `${another[name].slice(0, 12)}9`;
  const { outcome } = await session.api(`/operations/${unified.name}/send`, "POST", { fields: another });
  assert.equal(outcome, "success");
  await session.see(".pane table", "HOSP-UNPAID");
  await session.see(".pane tr.details", "notify_url");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.action), "fields");
  assert.ok((await page.evaluate(() => document.activeElement.closest("tr").textContent)).includes("HOSP-PAID"));
  await session.click(".pane tr:has(+ tr.details:not([hidden])) [data-action=pay]");
  await session.see(".pane table .badge.success", "paid");
  await session.see(".pane tr.details:not([hidden])", "notify_url");
  await session.click(".subnav a", "Notifications");
  await session.see(".pane table", "acknowledged");
  await session.see(".pane table", url);
  await session.see(".pane table", "HOSP-PAID");
  assert.equal(received.length, 1);
  await session.click(".subnav a", "Orders");
  await session.click("[data-action=pay]", "Notify again");
  await session.until(async () => (await (await fetch("/sandbox/v1/notifications")).json()).notifications.length === 2);
  server.close();

  // An operation without a field for the address has no notification to send again.
  assert.ok((await client.call("preregister", await session.registration("HOSP-SILENT"))).includes("SUCCESS"));
  await session.see(".pane table", "HOSP-SILENT");
  await session.click(".pane tr:has(+ tr.details):first-child [data-action=pay]", "Pay");
  await session.see(".notice", "its orders have no notification");
  await session.see(".pane tr:has(.badge.success):first-child", "no notification");

  await client.call("sendmsg", [
    ["hosp_out_trade_no", "HOSP-PAID"],
    ["msg_type", "2"],
    ["first", "您已缴费成功"],
    ["discount", "0"],
    ["real_fee", "30.00"],
    ["remark", "请凭登记号报到。"],
  ]);
  await session.click(".subnav a", "Messages");
  for (const part of ["您已缴费成功", "30.00", "请凭登记号报到。"]) await session.see(".wechat", part);
  await session.see(".template", "{{first}}");
  // The order number is the real one. Values that only the platform knows are samples, and marked as such.
  await session.see(".wechat", "HOSP-PAID");
  await session.see(".wechat", "sample");
  await session.see(".samples-note", "from the document, not from this order");
  await session.see(".message-order", "paid");
  assert.ok(!(await session.text(".message-order")).includes("not paid"));
  // What the order's fields with the same label say is not a sample: the patient's name.
  await client.call("sendmsg", [
    ["hosp_out_trade_no", "HOSP-UNPAID"],
    ["msg_type", "4"],
    ["first", "您已预约成功"],
    ["pre_register_item", "心脏彩超"],
    ["pre_register_time", "2018-6-23 11:00"],
    ["register_no", "4173248"],
    ["remark", "请凭登记号报到。"],
  ]);
  await session.see(".message-row .wechat", `姓名：${example.user_name}`);
  await session.see(".message-row .message-order", "not paid");

  // Cards can be bound and unbound here, too, and their values are shown.
  await session.click(".subnav a", "Cards");
  await session.click(".pane tbody tr:nth-child(1) [data-action=unbind]");
  await session.see(".pane tbody tr:nth-child(1)", "not bound");
  await session.click(".pane tbody tr:nth-child(1) [data-action=bind]");
  await session.click(".pane tbody tr:nth-child(1) summary", "bound");
  const { people } = await session.api("/people");
  for (const [name, value] of Object.entries(people[0].card)) {
    await session.see(".pane tbody tr:nth-child(1) details[open]", name);
    await session.see(".pane tbody tr:nth-child(1) details[open]", value);
  }

  const [openid] = await session.person(2);
  await client.call("getbindurl", [openid, ["url", `${session.url}/sandbox/console/`]]);
  await session.click(".subnav a", "Bind links");
  await session.see(".pane table", openid[1]);
  const opened = new Promise((resolve) => session.context.once("targetcreated", resolve));
  await session.click(".pane table a");
  await opened;
  await session.until(async () => (await (await fetch("/sandbox/v1/people")).json()).people[2].card !== null);
  await page.bringToFront();

  await session.click(".subnav a", "Tokens");
  await session.see(".pane table", "stable");
  assert.ok(!(await session.text("main")).includes(client.token.slice(0, 40)));
  await session.click("[data-action=expire]");
  await session.see(".pane", "No valid tokens");
  assert.ok((await client.call("getmedinfo", await session.person())).includes("42001"));

  await session.click(".subnav a", "Clock");
  await session.see(".pane", "The time of this machine");
  await client.fetchToken();
  await session.click('[data-advance="7200"]');
  await session.see(".pane", "The clock is 2 h ahead");
  await session.see(".faults-bar", "The clock is 2 h ahead");
  assert.ok((await client.call("getmedinfo", await session.person())).includes("42001"));

  // Times go on although nothing happens, and what has expired is gone.
  const changes = async (selector) =>
    session.until(
      (selector, before) => document.querySelector(selector)?.textContent !== before,
      selector,
      await session.text(selector),
    );
  await changes(".clock");
  await client.fetchToken();
  await session.click(".subnav a", "Tokens");
  await session.see(".pane table", "stable");
  await changes(".pane tbody td:nth-child(3)");
  const [{ expires_in_s: left }] = (await session.api("/tokens")).tokens;
  await session.api("/clock", "POST", { advance_s: left - 2 });
  await session.see(".pane", "No valid tokens");
  await session.click(".subnav a", "Clock");

  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "wxmed-console-"));
  const devtools = await session.browser.target().createCDPSession();
  await devtools.send("Browser.setDownloadBehavior", {
    behavior: "allow",
    downloadPath: folder,
    browserContextId: session.context.id,
    eventsEnabled: true,
  });
  const done = new Promise((resolve) =>
    devtools.on("Browser.downloadProgress", (event) => event.state === "completed" && resolve()),
  );
  await session.click("[data-action=export]");
  await done;
  const file = path.join(folder, "wxmed-sandbox.json");
  assert.ok(fs.readFileSync(file, "utf8").includes("HOSP-PAID"));
  await session.click("[data-action=reset]");
  await session.click("[data-action=reset-confirm]");
  await session.see(".notice", "Reset");
  assert.deepEqual((await session.api("/orders")).orders, []);
  await (await page.waitForSelector("#snapshot")).uploadFile(file);
  await session.see(".notice", "The snapshot was imported");
  assert.equal((await session.api("/orders")).orders[0].values.hosp_out_trade_no, "HOSP-PAID");
  fs.writeFileSync(file, "{");
  await (await page.waitForSelector("#snapshot")).uploadFile(file);
  await session.see(".notice.bad", "Not valid JSON");
  fs.rmSync(folder, { recursive: true });
};

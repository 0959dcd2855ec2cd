// One exchange: its parts, sending it again, saving it, and copying it.

const assert = require("node:assert/strict");
const fs = require("node:fs");
const net = require("node:net");
const os = require("node:os");
const path = require("node:path");
const { RUNNABLE, output } = require("./programs.cjs");

const VALUE = "肝病 & <复诊> \"急\" 'a' $HOME `b` \\n {{fields}}";

// What a shell, curl or a terminal would take for something else.
const HOSTILE = [
  { method: "X|exit|Y", target: "/a/../b?x=[1-3]&y={a,b}", headers: "X-Empty:\r\nX-Quotes: 'a' \"b\" `c` $HOME\r\n" },
  { method: "POST", target: "/payinsurance/nothing", headers: "", body: "@/etc/hostname" },
  { method: "PUT", target: "/'$(exit)'", headers: "Content-Type: text/plain\r\n", body: "a\tb\u001b[201~\r\nc'd" },
  { method: "PUT", target: "/bytes", headers: "", body: Buffer.from([0, 0xff, 0x27]) },
  { method: "POST", target: "/long", headers: "Content-Type: text/plain\r\n", body: "长".repeat(60_000) },
];

/** Sends a request as no HTTP library would. */
function sendRaw(url, { method, target, headers, body = "" }) {
  const { hostname, port, host } = new URL(url);
  const head = `${method} ${target} HTTP/1.1\r\nHost: ${host}\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\n`;
  const bytes = Buffer.concat([Buffer.from(`${head}Connection: close\r\n\r\n`), Buffer.from(body)]);
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, hostname, () => socket.write(bytes));
    socket.on("error", reject).on("close", resolve).resume();
  });
}

/** The exchange that an action makes. */
async function exchangeOf(session, action) {
  const [{ number }] = (await session.api("/exchanges?limit=1")).exchanges;
  await action();
  const next = await session.api(`/exchanges/next?after=${number}&wait=10`);
  return session.api(`/exchanges/${next.number}`);
}

async function saved(session, folder) {
  const client = await session.browser.target().createCDPSession();
  const contextId = session.context.id;
  await client.send("Browser.setDownloadBehavior", {
    behavior: "allow",
    downloadPath: folder,
    browserContextId: contextId,
    eventsEnabled: true,
  });
  const done = new Promise((resolve) =>
    client.on("Browser.downloadProgress", (event) => event.state === "completed" && resolve()),
  );
  await session.click("[data-action=save]");
  await done;
  return fs.readFileSync(path.join(folder, fs.readdirSync(folder)[0]), "utf8");
}

module.exports = async (session) => {
  const { client, page, account } = session;
  await client.fetchToken();
  const fields = await session.registration("HOSP-1");
  await client.call(
    "preregister",
    fields.map(([name, value]) => [name, name === "body" ? VALUE : value]),
  );
  await client.call(
    "preregister",
    fields.filter(([name]) => name !== "org_no" && name !== "body"),
  );

  await session.go("exchange/3");
  const violations = await session.texts(".why table tbody tr");
  assert.equal(violations.length, 2);
  for (const part of ["body", "required", "1.3", "mandatory", "sign again"])
    assert.ok(violations[0].includes(part), violations[0]);

  assert.ok(violations[0].includes("not sent"), violations[0]);
  await session.go("exchange/2");
  await session.see(".why", "match the document");
  // The JSON of a content is shown with a line for each member, with values as sent.
  await session.see(".messages table pre", '{\n  "ghf": "0"\n}');
  await session.see(".messages table", VALUE);
  await session.see(".messages table", "the hospital's order number");
  const [request, response] = await page.$$(".messages section");
  const tab = async (section, name) => (await section.$(`[data-tab=${name}]`)).click();
  await tab(request, "xml");
  await session.see(".messages pre", "  <hosp_out_trade_no><![CDATA[HOSP-1]]></hosp_out_trade_no>");
  await tab(request, "headers");
  await session.see(".messages", "application/xml; charset=utf-8");
  assert.ok(!(await session.text("main")).includes(client.token), "the token is masked");
  await session.click("button", "Show secrets");
  // Opened elements stay open, and the focus stays.
  await session.see(".messages section:first-child [data-tab=headers][aria-selected=true]", "Headers");
  await session.until(() => document.activeElement.dataset.action === "secrets");
  await session.see(".messages", client.token);
  await session.click("button", "Mask secrets");
  await page.waitForSelector(".messages section [data-tab=raw]");
  await (await page.$(".messages section [data-tab=raw]")).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowRight");
  await session.see('[data-tab=headers][aria-selected="true"]', "Headers");
  await page.keyboard.press("ArrowLeft");
  await session.click("summary", "Hexadecimal");
  await session.see("pre", "00000000  3c 78 6d 6c 3e");
  assert.ok(response);
  // The response with the token is shown neither as text nor as bytes until secrets are shown.
  await session.go("exchange/1");
  const isTokenShown = () => page.evaluate((token) => document.body.textContent.includes(token), client.token);
  const bytes = async () => (await page.$$(".messages section"))[1].$("[data-tab=raw]");
  await (await bytes()).click();
  await session.see(".messages", "The bytes contain a secret");
  assert.ok(!(await isTokenShown()));
  await session.click("button", "Show secrets");
  await page.waitForSelector(".messages section");
  await (await bytes()).click();
  await session.click(".messages section:nth-child(2) summary", "Hexadecimal");
  await session.until((token) => document.body.textContent.includes(token), client.token);
  await session.click("button", "Mask secrets");
  await session.go("exchange/2");
  await session.see("h1", "Exchange 2");

  // Copies.
  const origin = new URL(session.url).origin;
  await session.context.overridePermissions(origin, ["clipboard-read", "clipboard-write", "clipboard-sanitized-write"]);
  const copied = async (label) => {
    await page.evaluate(() => navigator.clipboard.writeText(""));
    await session.click(".actions button", label);
    return session.until(async () => (await navigator.clipboard.readText()) || false);
  };
  assert.equal(await copied("Copy link to this page"), `${session.url}/sandbox/console/#/exchange/2`);
  assert.ok((await copied("Copy XML")).startsWith("<xml><appid>"));
  const curl = await output("curl", await copied("Copy curl, with real secrets"), account);
  assert.ok(curl.includes("SANDBOX_ORDER_REPEATED"), curl);
  const { exchanges } = await session.api("/exchanges?limit=1");
  const again = await session.api(`/exchanges/${exchanges[0].number}`);
  assert.equal(again.request.body, (await session.api("/exchanges/2")).request.body, "curl sends the same bytes");
  for (const hostile of HOSTILE) {
    const sent = await exchangeOf(session, () => sendRaw(session.url, hostile));
    await session.go(`exchange/${sent.number}`);
    const command = await copied("Copy curl");
    const repeated = await exchangeOf(session, () => output("curl", command, account));
    const shown = ({ request }) => [request.method, request.path, request.query, request.body, request.body_base64];
    assert.deepEqual(shown(repeated), shown(sent), command);
    const own = (one) => one.request.headers.filter(({ name }) => /^(x-|content-type)/i.test(name));
    assert.deepEqual(own(repeated), own(sent), command);
  }
  // A body with secrets is named as such.
  await client.post("/cgi-bin/stable_token", JSON.stringify({ appid: account.appid, secret: account.app_secret }));
  await session.go(`exchange/${(await session.api("/exchanges?limit=1")).exchanges[0].number}`);
  assert.ok((await copied("Copy body, with real secrets")).includes(account.app_secret));
  // However it is written.
  await client.post("/cgi-bin/stable_token?s%65cret=leak1", `{"secret":"ab\\"leak2", 'access_token': 'leak3`);
  await session.go(`exchange/${(await session.api("/exchanges?limit=1")).exchanges[0].number}`);
  for (const name of ["xml", "raw", "headers"]) {
    await session.click(`.messages section:first-child [data-tab=${name}]`);
    const shown = await session.text(".messages section:first-child");
    assert.ok(!/leak\d/.test(shown) && (name === "headers" || shown.includes("••••")), shown);
  }
  await session.go("exchange/2");

  // Code: in the language of the caller's `User-Agent`, until another one is chosen.
  await client.post("/payinsurance/getmedinfo", "<xml></xml>", { "user-agent": "GuzzleHttp/7" });
  const [{ number: ofPhp }] = (await session.api("/exchanges?limit=1")).exchanges;
  await session.go(`exchange/${ofPhp}`);
  await session.click("summary", "Code");
  await session.see("details.code pre", "<?php");
  await page.select("details.code select", "python");
  await session.see("details.code pre", "import hashlib");
  await page.select("[data-language]", "zh");
  await session.see("h1", "调用");
  await session.see("details.code pre", "import hashlib");
  await page.select("[data-language]", "en");
  await session.see("h1", "Exchange");
  await session.go("exchange/2");

  // Code: it sends the same values with the right signature.
  await session.click("summary", "Code");
  for (const language of ["java", "csharp", "php", "python", "javascript", "delphi"]) {
    await page.select("details.code select", language);
    await session.see(
      "details.code pre",
      {
        java: "class Call",
        csharp: "using System",
        php: "<?php",
        python: "import hashlib",
        javascript: "import {",
        delphi: "program Call",
      }[language],
    );
    const text = await session.text("details.code pre");
    assert.ok(!text.includes(account.api_key) && !text.includes("{{path}}"), language);
    if (!RUNNABLE.includes(language)) continue;
    const printed = await output(language, text, account);
    assert.ok(printed.includes("SANDBOX_ORDER_REPEATED"), `${language}: ${printed}`);
    const {
      exchanges: [last],
    } = await session.api("/exchanges?operation=preregister&limit=1");
    const sent = await session.api(`/exchanges/${last.number}`);
    assert.equal(sent.fields.find((field) => field.name === "body").value, VALUE, language);
  }

  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "wxmed-console-"));
  const archive = await saved(session, folder);
  await session.see(".notice", "exchange-2.har");
  fs.rmSync(folder, { recursive: true });
  assert.ok(archive.includes("access_token=***") && archive.includes("HOSP-1"));

  await session.click("[data-action=resend-as-sent]");
  await session.see(".why", "has used the number");
  await session.click(".repeat a", "Exchange 2");
  await session.see("h1", "Exchange 2");
  // The heading alone doesn't tell: that of the page before may be “Exchange 20”.
  await session.gone(".repeat");

  // The page of an exchange that isn't there leads to the last one, and back to the list.
  session.expected.push("404 (Not Found)");
  const [{ number: newest }] = (await session.api("/exchanges?limit=1")).exchanges;
  await session.go("exchange/99999");
  await session.appears(`[data-action=previous][href="#/exchange/${newest}"]`);
  await page.keyboard.press("u");
  await session.appears("tr[data-number]");
  await session.go("exchange/2");

  // The same request in a form, in which it can be changed.
  await session.click("[data-action=try]");
  await page.waitForSelector('main[data-page=try] [data-path="body"]');
  const field = (name) => page.$eval(`[data-path="${name}"] :is(input, textarea)`, (input) => input.value);
  assert.deepEqual([await field("body"), await field("hosp_out_trade_no")], [VALUE, "HOSP-1"]);
  await session.type('[data-path="hosp_out_trade_no"] input', "HOSP-CHANGED");
  await session.click("[data-action=send]");
  await session.see(".result", "success");
  await session.go("exchange/3");
  await session.click("[data-action=resend-again]");
  // The page of the new exchange, not the one that it was sent from.
  await session.until(() => !/^Exchange 3$/.test(document.querySelector("h1")?.textContent ?? "Exchange 3"));
  await session.see(".why table", "required");

  // Invalid fields are marked in the request, with the sent values. A patient's data is masked until secrets are shown.
  const wrong = { spbill_create_ip: "10.0.0.999", user_name: "张三".repeat(60) };
  await client.call(
    "preregister",
    fields.map(([name, value]) => [name, wrong[name] ?? value]),
  );
  const [{ number }] = (await session.api("/exchanges?limit=1")).exchanges;
  await session.go(`exchange/${number}`);
  await session.see(".why table td", "10.0.0.999");
  await session.see(".messages tr.offending", "10.0.0.999");
  assert.equal((await session.texts(".messages tr.offending")).length, (await session.texts(".why tbody tr")).length);
  assert.ok(!(await session.text(".why table")).includes(wrong.user_name));
  await session.click("button", "Show secrets");
  await session.see(".why table td", wrong.user_name);
  await session.click("button", "Mask secrets");
  await session.click(".why table a", "spbill_create_ip");
  await session.see("main[data-page=reference] tr.hit", "spbill_create_ip");

  // A violation inside a content says first what is wrong, and leads to the row of the content.
  const content = '{"registration_order_pay":{"mzghdj":{"ghhj":"x"}}}';
  await client.call(
    "preregister",
    fields.map(([name, value]) => [name, name === "request_content" ? content : value]),
  );
  const [{ number: inside }] = (await session.api("/exchanges?limit=1")).exchanges;
  await session.go(`exchange/${inside}`);
  await session.see(".why td.problem", "must be an amount in yuan");
  assert.ok((await session.texts(".why td.problem")).every((text) => !/request_content|\d\.\d /.test(text)));
  await session.see(".why tbody td:last-child", "public clients");
  await session.see(".messages tr.offending th", "required × ");
  // What is expected is stated once in a row, and the member that is wrong is marked in the request.
  const [row] = (await session.texts(".why tbody tr")).filter((text) => text.includes("must be an amount in yuan"));
  assert.equal(row.split("amount in yuan").length, 2, row);
  assert.deepEqual(await session.texts(".messages pre mark"), ['"ghhj": "x"']);
  await session.click(".why table a", "request_content.mzghdj.ghhj");
  await session.see("main[data-page=reference] h1", "request_content of a registration");
  await session.see("main[data-page=reference] tr.hit th", "ghhj");
  return archive;
};

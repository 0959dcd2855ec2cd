// Strings to sign: the response's and the request's, compared with what a program builds; and what a lost response says.

const assert = require("node:assert/strict");
const { rich } = require("./client.cjs");

const isShown = (text) =>
  document.body.textContent.includes(text) ||
  [...document.querySelectorAll("textarea")].some((area) => area.value.includes(text));

async function paste(page, text) {
  await page.waitForSelector(".own-string textarea", { visible: true });
  await page.$eval(
    ".own-string textarea",
    (area, text) => {
      area.value = text;
      area.dispatchEvent(new Event("input"));
    },
    text,
  );
}

const remarks = (page) => page.$$eval(".strings .remark", (all) => all.map((one) => one.dataset.label));

async function open(session) {
  const { exchanges } = await session.api("/exchanges?limit=1");
  await session.go(`exchange/${exchanges[0].number}`);
  return session.api(`/exchanges/${exchanges[0].number}`);
}

module.exports = async (session) => {
  const { client, page, account } = session;
  await client.fetchToken();

  // The response: a program that leaves out a field it doesn't know.
  const stub = { operation: "preregister", response: { fields: { pay_appid: "wx0" } } };
  await session.api("/stubs", "POST", stub);
  await client.call("preregister", await session.registration("HOSP-1"));
  const { number, response_signature: signature } = await open(session);
  assert.equal(await page.title(), `Exchange ${number} · wxmed sandbox`);
  await session.see(".response-signature .badge", "right");
  await session.click(".response-signature summary");
  await session.see(".response-signature pre", "pay_appid=wx0&");
  await session.see(".response-signature", "also those that your program doesn’t know");
  const own = signature.string_to_sign.replace("pay_appid=wx0&", "").replace("***", account.api_key);
  await paste(page, `${own}\n`);
  await session.see(".comparison", "1 difference.");
  assert.deepEqual(await remarks(page), ["only in what should be signed: pay_appid"]);
  assert.deepEqual(await session.texts(".strings mark"), ["pay_appid=wx0&"]);
  await session.see(".response-signature", "Its key is the right one.");
  assert.equal(await page.evaluate(isShown, account.api_key), false, "the key is masked, in the box too");
  await session.click("[data-action=next-difference]");
  assert.equal((await session.texts(".strings .current")).length, 2);
  // What was pasted stays when the page is drawn again.
  await page.select("[data-language]", "zh");
  await session.see(".response-signature", "末尾的密钥正确");
  assert.deepEqual(await remarks(page), ["只有应签名的一侧有：pay_appid"]);
  await page.select("[data-language]", "en");
  await session.see(".response-signature", "Its key is the right one.");
  await paste(page, signature.string_to_sign);
  await session.see(".comparison", "The strings are the same.");

  for (const [fault, state] of [
    ["forged", "wrong"],
    ["unsigned", "missing"],
  ]) {
    await session.api("/stubs", "POST", { operation: "preregister", fault });
    await client.call("preregister", await session.registration(`HOSP-${fault}`));
    await open(session);
    await session.see(".response-signature .badge", state);
  }

  // The request: another key, or another value.
  await client.call("preregister", rich(), "foreign-key-or-value");
  const { string_to_sign: right } = await open(session);
  await session.see(".why .cause", "foreign-key-or-value");
  const other = "0".repeat(32);
  await paste(page, right.replace("total_fee=0", "total_fee=1").replace("***", other));
  await session.see(".comparison", "1 difference.");
  await session.see(".why", "Its key is not the API key of the sandbox.");
  assert.equal(await page.evaluate(isShown, other), false);
  assert.deepEqual(await session.texts(".strings mark"), ["0", "1"]);
  await paste(page, right.replace(/&key=.*/, ""));
  await session.see(".why", "It has no &key= at its end");
  assert.deepEqual(await session.texts(".strings mark"), []);

  // A key that is typed is judged, and masked, once it is as long as the right one, or the box is left.
  await paste(page, right.replace(/&key=.*/, ""));
  await page.focus(".own-string textarea");
  await page.keyboard.press("End");
  await page.keyboard.down("Control");
  await page.keyboard.press("End");
  await page.keyboard.up("Control");
  const written = () => page.$eval(".own-string textarea", (area) => area.value);
  await page.keyboard.type(`&key=${account.api_key.slice(0, 31)}`);
  await session.until(() => !/Its key is|no &key=/.test(document.querySelector(".why").textContent));
  assert.ok((await written()).endsWith(account.api_key.slice(0, 31)));
  await page.keyboard.type(account.api_key.slice(31));
  await session.see(".why", "Its key is the right one.");
  assert.ok((await written()).endsWith("&key=***"));
  await paste(page, right.replace(/&key=.*/, ""));
  await page.focus(".own-string textarea");
  await page.keyboard.down("Control");
  await page.keyboard.press("End");
  await page.keyboard.up("Control");
  await page.keyboard.type("&key=short");
  await session.until(() => !/Its key is|no &key=/.test(document.querySelector(".why").textContent));
  await page.click("h1");
  await session.see(".why", "Its key is not the API key of the sandbox.");
  assert.ok((await written()).endsWith("&key=***"));

  // Typical differences are explained in words.
  for (const [change, reason] of [
    [(text) => text.replace("a < b & ", "a+<+b+&+"), "form encoding"],
    [(text) => text.replace("a < b & ", "a &lt; b &amp; "), "entities such as &amp;"],
    [(text) => text.replace("张三", encodeURIComponent("张三")), "percent-encoding"],
    [(text) => text.replace("HOSP2024", "hosp2024"), "only upper and lower case differ"],
    [(text) => text.replace('"c" &', '"c"&'), "only white space at an end"],
    [(text) => text.replace("total_fee=0", "total_fee=0.00"), "the same number"],
  ]) {
    const changed = change(right);
    assert.notEqual(changed, right, reason);
    await paste(page, changed);
    await session.see(".own-string .reasons", reason);
  }
  await paste(page, right.replace("张三", "李四"));
  await session.gone(".own-string .reasons");

  // A value that was changed after signing: what the received fields give is not what should be signed.
  await client.post(
    "/payinsurance/preregister",
    client.body(rich()).replace("a < b & ", "a < b &amp; ").replace("x=1&y", "x=1&amp;y"),
  );
  const later = await open(session);
  assert.equal(later.signed_string.is_changed_later, true);
  await session.see(".why figcaption", "What the received fields give");
  await session.see(".why .comparison", "the string on the right may be the right one");
  assert.ok(!(await session.text(".why")).includes("What should be signed"));
  await client.post("/payinsurance/preregister", client.body(rich()).replace("<sign>", "<added>1</added><sign>"));
  await open(session);
  await session.see(".why .comparison", "1 difference.");
  assert.deepEqual(await remarks(page), ["only in what was received: added"]);
  await page.select("[data-language]", "zh");
  await session.see(".why figcaption", "收到的字段得出的待签名串");
  await page.select("[data-language]", "en");

  // A moved field is one difference.
  await client.call(
    "preregister",
    rich().filter(([name]) => ["openid", "appid", "nonce_str", "notify_url"].includes(name)),
    "not-sorted",
  );
  await open(session);
  await session.see(".comparison", "difference");
  assert.ok((await remarks(page)).every((label) => label.startsWith("at another position")));
  const [, count] = /(\d+) differences?\./.exec(await session.text(".comparison"));
  assert.equal((await remarks(page)).length, 2 * Number(count));

  // A response that was not delivered.
  await session.api("/stubs", "POST", { operation: "getmedinfo", fault: "drop-before-head" });
  await client.call("getmedinfo", await session.person()).catch(() => {});
  await open(session);
  await session.see(".lost h2", "not delivered");
  await session.see(".lost", "what the platform would have sent");
  await session.see(".facts", "none (the platform would have sent 200)");
  await session.see(".why", "a closed connection doesn't mean that nothing was done");

  // An order whose response was lost: the remedy leads to the exchange that made it.
  await session.api("/stubs", "POST", { operation: "preregister", fault: "drop-before-head" });
  const lost = await session.registration("HOSP-LOST");
  await client.call("preregister", lost).catch(() => {});
  const { number: made } = await open(session);
  await client.call("preregister", lost);
  await open(session);
  await session.see(".why .remedy", `exchange ${made} has already made this order: confirm it`);
  await session.click(".why .remedy a", `exchange ${made}`);
  await session.see("h1", `Exchange ${made}`);

  // The code of an error belongs to its title.
  client.token = "unknown";
  await client.call("getmedinfo", await session.person());
  await open(session);
  await session.see(".why h3", "(40001)");
  assert.ok(!(await session.texts(".why p")).some((text) => /^[（(]\d+[)）]$/.test(text.trim())));
  // The tab of a body is named after its kind.
  assert.equal(await session.text(".messages section:first-child [data-tab=xml]"), "XML");
  assert.ok((await session.texts(".messages [data-tab=xml]")).includes("JSON"));
  await client.post("/payinsurance/getmedinfo", "openid=1&name=2");
  await open(session);
  assert.equal(await session.text(".messages section:first-child [data-tab=xml]"), "Text");

  await page.evaluate(() => {
    location.hash = "#/exchange/";
  });
  await session.appears("main[data-page=exchanges]");
};

// Faults: each preset, for the next calls, every nth and always. Active faults are shown on every page.

const assert = require("node:assert/strict");

const PAGES = ["exchanges", "start", "try", "faults", "state", "reference", "acceptance"];

/** A link to the form fills it in, whatever it had before. */
async function linked(session) {
  const { page } = session;
  await session.go("faults");
  await session.type(".short:nth-of-type(5) input", "3");
  await session.click("form button", "Add");
  await session.see(".faults-bar", "after the first 3");
  await session.go("faults?preset=html-page&operation=getmedinfo");
  await session.until(() => document.activeElement.type === "submit");
  await page.keyboard.press("Enter");
  await session.see("table[aria-label=Active]", "getmedinfo: HTML page · next 1");
  assert.ok(!(await session.text("table[aria-label=Active] tbody tr:last-child")).includes("after the first"));
  await session.click("[data-action=clear]");
  await session.gone("table[aria-label=Active]");
  // Only a link fills the form in, not the same page in another language.
  await session.type(".short input", "5");
  await page.select("[data-language]", "zh");
  await session.see("h1", "故障");
  await session.appears("form .short input");
  assert.equal(await page.$eval(".short input", (input) => input.value), "5");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.language), "");
  await page.select("[data-language]", "en");
  // Unknown names are not taken over.
  await session.go("start");
  await session.go("faults?preset=nonsense&operation=nonsense");
  await session.click("form button", "Add");
  await session.see("table[aria-label=Active]", "getmedinfo: Token expired");
  await session.click(".faults-bar button", "Clear all");
  await session.gone("table[aria-label=Active]");
  await session.until(() => document.activeElement !== document.body);
}

/** Makes a call that hangs. Returns the recorded exchange, and a function that gives up waiting. */
async function hang(session) {
  const { client } = session;
  const { exchanges } = await session.api("/exchanges?limit=1");
  await session.api("/stubs", "POST", { operation: "getmedinfo", fault: "hang" });
  const abort = new AbortController();
  const call = client.call("getmedinfo", await session.person(), "", abort.signal).catch(() => null);
  const made = await session.api(`/exchanges/next?after=${exchanges[0].number}`);
  const giveUp = async () => {
    abort.abort();
    assert.equal(await call, null);
  };
  return { number: made.number, giveUp };
}

/** The list and the exchange show how long a program waited for a response, as soon as it gives up. */
async function waits(session) {
  const { client } = session;
  await session.go("exchanges");
  const first = await hang(session);
  const cell = `tr[data-number="${first.number}"] .col-ms`;
  await session.see(cell, "…");
  await first.giveUp();
  await session.until((selector) => /^\d/.test(document.querySelector(selector).textContent), cell);
  const second = await hang(session);
  await session.go(`exchange/${second.number}`);
  await session.see(".facts", "Your program is still waiting");
  await second.giveUp();
  await session.see(".facts", "Your program closed the connection after");
  // The list and the exchange show the whole time of a late response.
  await session.api("/stubs", "POST", { operation: "getmedinfo", delay_ms: 1200 });
  assert.ok((await client.call("getmedinfo", await session.person())).includes("SUCCESS"));
  await session.go(`exchange/${second.number + 1}`);
  await session.see(".facts", "The response was sent after 1.2 s");
  await session.go("exchanges");
  assert.ok(Number(await session.text(`tr[data-number="${second.number + 1}"] .col-ms`)) >= 1200);
}

/** A compressed response is readable. */
async function compressed(session) {
  await session.api("/stubs", "POST", { operation: "getmedinfo", fault: "gzip" });
  const response = await session.client.call("getmedinfo", await session.person());
  const [, card] = /<medical_card_no><!\[CDATA\[(.*?)\]\]>/.exec(response);
  const [{ number }] = (await session.api("/exchanges?limit=1")).exchanges;
  await session.go(`exchange/${number}`);
  await session.see(".why", "the response was compressed with gzip");
  await session.see(".facts", "Compressed with gzip");
  await session.see("main", card);
}

module.exports = async (session) => {
  const { client, page } = session;
  await client.fetchToken();
  await linked(session);
  await waits(session);
  await compressed(session);
  const person = await session.person();
  await session.go("faults");
  await session.see("main", "No fault is active");
  await session.click("label", "System busy");
  await page.select("main form select", "getmedinfo");
  await session.type(".short input", "2");
  await session.click("form button", "Add");
  await session.see("table[aria-label=Active]", "not used yet");
  await session.see("table[aria-label=Active]", "getmedinfo: System busy · next 2");
  for (const name of PAGES) {
    await session.go(name);
    await session.see(".faults-bar", "Active fault (1): getmedinfo: System busy · next 2");
  }
  for (const [answer, left] of [
    ["-1", "next 1"],
    ["-1", null],
    ["SUCCESS", null],
  ]) {
    assert.ok((await client.call("getmedinfo", person)).includes(answer), answer);
    if (left) await session.see(".faults-bar", left);
  }
  await session.until(() => document.querySelector(".faults-bar").hidden);

  await session.go("faults");
  await session.see(".options a[href='#/state/tokens']", "Expire all tokens");
  const presets = await page.$$eval("[name=preset]", (inputs) => inputs.map((input) => input.value));
  assert.equal(presets.length, 17);
  for (const preset of presets) {
    await session.click(`[name=preset][value="${preset}"]`);
    await session.click("[name=how][value=always]");
    await session.click("form button", "Add");
    await session.see("table[aria-label=Active] tbody", "always");
    if (preset !== "custom") {
      const title = await session.text(`.option:has([value="${preset}"]) strong`);
      await session.see("table[aria-label=Active] tbody", `: ${title} · `);
      await session.see(".faults-bar", `: ${title} · `);
    }
    await session.click("[data-action=clear]");
    await session.gone("table[aria-label=Active]");
  }

  await session.click("[name=preset][value=token-expired-xml]");
  await session.click("[name=how][value=next]");
  await session.type(".short input", "1");
  await session.click("[name=how][value=every]");
  assert.equal(await page.$eval(".short input", (input) => input.value), "2", "every first is the same as always");
  await session.click("form button", "Add");
  await session.see("table[aria-label=Active]", "one call in 2");
  const answers = [];
  for (let call = 0; call < 4; call += 1) answers.push((await client.call("getmedinfo", person)).includes("42001"));
  assert.deepEqual(answers, [false, true, false, true]);
  await session.see("table[aria-label=Active]", "2 of 4 calls");

  await session.click("[name=preset][value=custom]");
  await session.type("fieldset textarea", '{"response": {"fields": {"medical_card_no": "FROM-A-FAULT"}}');
  await session.click("[name=how][value=next]");
  await session.click("form button", "Add");
  await session.see(".notice", "Not valid JSON");
  await session.type("fieldset textarea", "[]");
  await session.click("form button", "Add");
  await session.see(".notice", "The JSON must be an object");
  await session.type("fieldset textarea", '{"response": {"fields": {"medical_card_no": "FROM-A-FAULT"}}}');
  await session.click("form button", "Add");
  await session.see("table[aria-label=Active]", "Fields replaced");
  await page.focus("table[aria-label=Active] tr:first-child button");
  await page.keyboard.press("Enter");
  await session.until(() => document.querySelectorAll("table[aria-label=Active] tbody tr").length === 1);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Remove");
  for (let call = 0; call < 2; call += 1) assert.ok((await client.call("getmedinfo", person)).includes("FROM-A-FAULT"));
  await session.gone("table[aria-label=Active]");

  // The list and the exchange show that the response isn't the platform's usual one.
  await session.click("nav a", "Exchanges");
  await session.see("tr.failed[data-number] .badge.warning", "Fields replaced");
  await session.click("tr[data-number] a");
  await session.see(".why h2", "What the fault did");
  await session.see(".why", "Carried out, but fields of the response were replaced");
};

// The start page: secrets are masked until shown, people can be changed, and the snippets work when pasted.

const assert = require("node:assert/strict");
const { RUNNABLE, output } = require("./programs.cjs");

module.exports = async (session) => {
  const { account, page } = session;
  await session.go("start");
  await session.see("table", account.appid);
  const shown = async () => session.text("main");
  assert.ok((await shown()).includes(account.url));
  assert.ok(!(await shown()).includes(account.api_key) && !(await shown()).includes(account.app_secret));
  await session.click("button", "Show secrets");
  await session.see("table", account.api_key);
  await session.see("table", account.app_secret);
  await session.click("button", "Mask secrets");
  await session.until((key) => !document.body.textContent.includes(key), account.api_key);

  // People: bind, unbind, an auth code, add, remove.
  const row = "table[aria-label=People] tbody tr";
  await session.click(`${row}:nth-child(3) button`, "Bind");
  await session.see(`${row}:nth-child(3)`, "Unbind");
  await session.see("pre", "<openid><![CDATA[oUpF8uMuAJO_M2pxb1Q9zNjWeS6o");
  await page.focus(`${row}:nth-child(1) [data-action=unbind]`);
  await page.keyboard.press("Enter");
  await session.see(`${row}:nth-child(1)`, "not bound");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.action), "bind");
  // The snippets are about somebody with a card.
  await session.see("pre", "<openid><![CDATA[oSandbox4JO_M2pxb1Q9zNjWeS6q");
  const { people } = await session.api("/people");
  assert.deepEqual(
    people.map((person) => person.card !== null),
    [false, true, true],
  );
  await session.click(`${row}:nth-child(2) button`, "Auth code");
  await session.see(`${row}:nth-child(2) output`, "auth_code=");
  await session.type("[name=openid]", "oHospital0000000000000000001");
  await session.type("[name=name]", "赵六");
  await session.type("[name=identity_number]", "1");
  await session.click("form button", "Add a person");
  session.expected.push("400 (Bad Request)");
  await session.see(".notice", "identity_number");
  await session.type("[name=identity_number]", "44030019000101123X");
  await session.click("[name=card]");
  await session.click("form button", "Add a person");
  await session.see(`${row}:nth-child(4)`, "赵六");
  await session.see(`${row}:nth-child(4)`, "bound");
  await session.click(`${row}:nth-child(4) button`, "Remove");
  await session.gone(`${row}:nth-child(4)`);
  // The form is ready for another one, who has another openid, and keeps what was typed when the language is changed.
  const openid = await page.$eval("[name=openid]", (input) => input.value);
  assert.match(openid, /^oSandbox\w+$/);
  await session.type("[name=name]", "孙七");
  await session.click("[name=card]");
  await page.select("[data-language]", "zh");
  await session.see("h1", "开始");
  await session.appears("[name=name]");
  await page.select("[data-language]", "en");
  await session.see("h1", "Start");
  await session.type("[name=identity_number]", "44030019000101123X");
  await session.click("form button", "Add a person");
  await session.see(`${row}:nth-child(4)`, "孙七");
  await session.see(`${row}:nth-child(4)`, openid);
  await session.see(`${row}:nth-child(4) .badge.success`, "bound");
  await session.until((openid) => ![openid, ""].includes(document.querySelector("[name=openid]").value), openid);
  assert.equal(await page.$eval("[name=card]", (box) => box.checked), false);
  await session.api(`/people/${openid}`, "DELETE");
  await session.gone(`${row}:nth-child(4)`);
  // Changes by other programs are shown.
  await session.api(`/people/${people[0].openid}/bind`, "POST");
  await session.see(`${row}:nth-child(1)`, "Unbind");

  for (const name of ["curl", "java", "csharp", "php", "python", "javascript", "delphi", "wxmed"]) {
    await session.click(`[data-tab="${name}"]`);
    await session.see(`[data-tab="${name}"][aria-selected=true]`, "");
    await session.see(".tabpanel pre", name === "wxmed" ? "wxmed call" : name === "curl" ? "curl -s" : "WXMED_API_KEY");
    if (!RUNNABLE.includes(name)) continue;
    const text = await session.text(".tabpanel pre");
    const printed = await output(name, text, account);
    assert.ok(printed.includes("<result_code><![CDATA[SUCCESS]]>"), `${name}: ${printed}`);
  }

  // The comments are in the language of the page, and don't break the programs.
  await page.select("[data-language]", "zh");
  for (const name of ["java", "python"]) {
    await session.click(`[data-tab="${name}"]`);
    await session.see(".tabpanel pre", "先设置 WXMED_HOST");
    const printed = await output(name, await session.text(".tabpanel pre"), account);
    assert.ok(printed.includes("<result_code><![CDATA[SUCCESS]]>"), `${name}: ${printed}`);
  }
  assert.ok(await page.$("h2"));
};

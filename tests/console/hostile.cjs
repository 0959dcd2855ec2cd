// Data from requests is shown as text: markup, scripts, bidi characters, and a megabyte in one line.

const assert = require("node:assert/strict");

const MARKUP = `<img src=x onerror="globalThis.hacked=1"><script>globalThis.hacked=2</script><svg/onload=globalThis.hacked=3>"'><a href="javascript:globalThis.hacked=4">x</a>{{constructor}}\${7*7}`;
const BIDI = "abc\u202Etxt.exe\u2066\u200Bx\u0007";
const LONG = "x".repeat(900_000);

module.exports = async (session) => {
  const { client, page } = session;
  await client.fetchToken();
  const hostile = (value) => (name) => [name, value];
  const names = ["openid", "hosp_out_trade_no", "body", "user_name", "request_content", "first", "remark", "url"];
  for (const value of [MARKUP, BIDI]) {
    const body = value === BIDI ? value.replace("\u0007", "") : value;
    for (const operation of ["preregister", "getmedinfo", "sendmsg", "getbindurl"])
      await client.call(operation, names.map(hostile(body)));
    // Values and names of invalid fields are shown in violations; order numbers are shown in lists.
    await client.call(
      "preregister",
      (await session.registration(body.slice(0, 60))).map(([name, own]) => [
        name,
        ["body", "hospital_name"].includes(name) ? body.slice(0, 100) : own,
      ]),
    );
    await client.post(`/payinsurance/${encodeURIComponent(value)}`, value, { "x-hostile": encodeURIComponent(value) });
  }
  await client.post("/payinsurance/getmedinfo", MARKUP, {
    "x-hostile": MARKUP.replaceAll("\n", ""),
    "user-agent": MARKUP,
  });
  await client.post(
    "/payinsurance/preregister",
    client.body([
      ["openid", "o"],
      ["hosp_out_trade_no", LONG],
    ]),
  );
  await client.post("/payinsurance/preregister", Buffer.from([0xff, 0xfe, 0x00, 0x3c]));
  const name = `a${"n".repeat(2000)}`;
  await client.post("/payinsurance/preregister", `<xml><${name}>1</${name}><sign>0</sign></xml>`);
  await fetch(`${session.url}/cgi-bin/token?appid=${encodeURIComponent(MARKUP)}&secret=x`);
  for (const value of [MARKUP, BIDI]) {
    await session.api("/people", "POST", {
      openid: value,
      name: value,
      identity_number: "44030019000101123X",
      card: { medical_card_no: value },
    });
    await session.api("/stubs", "POST", { operation: value, fault: "hang", times: "always" });
  }
  const content = JSON.stringify({ [MARKUP]: MARKUP, registration_order_pay: { [MARKUP]: BIDI } });
  await client.call(
    "preregister",
    (await session.registration("HOSP-CONTENT", [])).map(([field, own]) => [
      field,
      field === "request_content" ? content : own,
    ]),
  );
  await client.call("preregister", await session.registration("HOSP-MESSAGE"));
  await client.call("sendmsg", [
    ["hosp_out_trade_no", "HOSP-MESSAGE"],
    ["msg_type", "2"],
    ["first", MARKUP.slice(0, 100)],
    ["discount", "0"],
    ["real_fee", "30.00"],
    ["remark", BIDI.replace("\u0007", "")],
  ]);
  await session.api("/stubs", "DELETE");
  await session.api("/stubs", "POST", { operation: MARKUP, fault: "hang", times: "always" });
  await client.call("getmedinfo", await session.person(2));

  const { exchanges } = await session.api("/exchanges?limit=1000");
  const pages = exchanges.map((one) => `exchange/${one.number}`);
  // Some of these addresses don't exist.
  session.expected.push("404 (Not Found)");
  for (const address of [
    "exchanges",
    ...pages,
    "start",
    "faults",
    "state/orders",
    "state/messages",
    "state/links",
    "state/tokens",
    "acceptance",
    `exchange/${encodeURIComponent(MARKUP)}`,
    `reference/${encodeURIComponent(MARKUP)}/x`,
  ]) {
    await session.go(address);
    if (address === "exchanges") await page.waitForSelector("tr[data-number]");
    for (const summary of await page.$$("main details > summary")) {
      await summary.click();
      // The code is loaded a moment later, and moves the elements below it.
      await session.until(() => document.querySelector("details.code[open]:not(:has(pre))") === null);
    }
    for (const tab of ["xml", "raw", "headers", "fields"]) {
      for (const button of await page.$$(`main [data-tab=${tab}]`)) await button.click();
      const elements = await page.evaluate(
        () =>
          document.querySelectorAll(
            "main img, main script, main svg, main iframe, main a[href^='javascript'], main [onerror]",
          ).length,
      );
      assert.equal(elements, 0, address);
    }
    const state = await page.evaluate(() => ({
      hacked: globalThis.hacked,
      nodes: document.querySelectorAll("*").length,
      text: document.body.textContent.length,
    }));
    assert.equal(state.hacked, undefined, address);
    assert.ok(state.nodes < 8000 && state.text < 900_000, `${address}: ${JSON.stringify(state)}`);
    // Characters that hide others are shown as codes.
    const hidden = await page.evaluate(() =>
      /[\u202a-\u202e\u2066-\u2069\u200b]/.test(
        document.querySelector("main").innerText.replace(document.querySelector("details.code")?.innerText ?? "", ""),
      ),
    );
    assert.ok(!hidden, `${address}: hidden characters`);
  }
  assert.ok(
    exchanges.some((one) => one.order?.startsWith("xxxx")),
    exchanges.map((one) => one.order).join(),
  );
  const long = exchanges.find((one) => one.order?.startsWith("xxxx")).number;
  await session.go(`exchange/${long}`);
  await session.click("button.link", "show");
  const { order } = exchanges.find((one) => one.number === long);
  assert.equal(order.length, 128);
  const shown = exchanges.find((one) => one.operation === "sendmsg" && one.order === "HOSP-MESSAGE");
  await session.go(`exchange/${shown.number}`);
  await session.see(".messages", MARKUP.slice(0, 100));
  await session.see(".hidden-char", "U+202E");
  return exchanges.length;
};

// Another sandbox takes the place of the one that was there: nothing of the former is shown any longer.

const assert = require("node:assert/strict");
const { behindProxy } = require("./proxy.cjs");

module.exports = async (session, { url: first, other }) => {
  const { page, client, account } = session;
  const { appid } = await (await fetch(`${other}/sandbox/v1/account`)).json();
  assert.notEqual(appid, account.appid);
  // As many exchanges in both, and a fault with the same number, operation and kind.
  await client.fetchToken();
  await fetch(`${other}/cgi-bin/of-the-other`);
  const stub = { operation: "getmedinfo", response: { gateway: { code: 40013 } } };
  await fetch(`${other}/sandbox/v1/stubs`, { method: "POST", body: JSON.stringify(stub) });
  await behindProxy(session, async (proxy) => {
    await session.go("faults");
    await session.click("label", "System busy");
    await page.select("main form select", "getmedinfo");
    await session.click("form button", "Add");
    await session.see(".faults-bar", "System busy");

    await session.go("start");
    await session.see("table.account", account.appid);
    proxy.restart(other);
    await session.see("table.account", appid);
    await session.see(".notice", "The sandbox was restarted");
    assert.ok(!(await session.text("main")).includes(account.appid));
    await session.see(".faults-bar", "Gateway error 40013");

    await session.go("exchanges");
    await session.see("tr[data-number]", "of-the-other");
    proxy.restart(first);
    await session.see("tr[data-number]", "stable_token");
    assert.equal((await session.texts("tr[data-number]")).length, 1);
    // Also while another page is shown, and with a filter.
    await page.select("main select:nth-of-type(1)", "stable_token");
    await session.go("reference");
    proxy.restart(other);
    await session.see(".faults-bar", "Gateway error 40013");
    await session.go("exchanges");
    await session.see(".empty", "No exchange matches");
    await session.click("[data-action=clear-filters]");
    await session.see("tr[data-number]", "of-the-other");
    assert.equal((await session.texts("tr[data-number]")).length, 1);
  });
};

// The sandbox is down, or one response is lost: the page says so, and recovers by itself or by a click.

const assert = require("node:assert/strict");
const { behindProxy } = require("./proxy.cjs");

const DOWN = "The sandbox doesn't respond";

module.exports = async (session) => {
  const { page, client, url } = session;
  await client.fetchToken();
  await client.call("getmedinfo", await session.person());
  await client.fetchToken();
  const rows = () => page.$$eval("tr[data-number]", (all) => all.map((row) => row.dataset.number));
  const are = (wanted) =>
    session.until(
      (wanted) => [...document.querySelectorAll("tr[data-number]")].map((row) => row.dataset.number).join() === wanted,
      wanted,
    );
  await behindProxy(session, async (proxy) => {
    // The list never shows what belongs to another filter.
    await are("3,2,1");
    const [operation] = await page.$$("main select");
    proxy.lost = "/sandbox/v1/exchanges?";
    await operation.select("getmedinfo");
    await session.see(".empty", DOWN);
    assert.deepEqual([await rows(), await session.text(".count")], [[], ""]);
    proxy.lost = null;
    await session.click("[data-action=retry]");
    await are("2");
    await session.see(".count", "1 of 3 exchanges");
    proxy.lost = "/sandbox/v1/exchanges?";
    await operation.select("stable_token");
    await session.see(".empty", DOWN);
    assert.deepEqual(await rows(), []);
    proxy.lost = null;
    await client.fetchToken();
    await are("4,3,1");
    await session.gone("[data-action=retry]:not([hidden] *)");
    proxy.lost = "/sandbox/v1/exchanges?";
    await operation.select("");
    await session.see(".empty", DOWN);
    proxy.lost = null;
    await client.fetchToken();
    await are("5,4,3,2,1");

    // A page that lacks something says so, and is shown once it is there.
    proxy.lost = "/sandbox/v1/orders";
    await session.go("state/orders");
    await session.see("main [role=alert]", DOWN);
    proxy.lost = null;
    await session.click("[data-action=retry]");
    await session.see(".pane", "No orders yet");
    await page.reload();
    await session.see(".connection", "Live");
    proxy.restart(null);
    await session.see(".connection", "Not connected");
    for (const name of ["start", "try", "faults", "reference", "acceptance", "exchange/1", "state/tokens"]) {
      await session.go(name);
      await session.see("main [role=alert]", DOWN);
    }
    proxy.restart(url);
    await session.see(".pane table", "stable");
    await session.gone("main [role=alert]");
    proxy.restart(null);
    await session.see(".connection", "Not connected");
    await session.go("exchanges");
    await session.see(".empty", DOWN);
    proxy.restart(url);
    await are("5,4,3,2,1");
    await session.until(() => document.querySelector("main select").length > 1);
    // What is known of all exchanges stays; what a filter has is asked for each time.
    proxy.restart(null);
    await session.see(".connection", "Not connected");
    await session.go("start");
    await session.go("exchanges");
    await are("5,4,3,2,1");
    proxy.restart(url);
    await session.see(".connection", "Live");
    await page.select("main select", "getmedinfo");
    await are("2");
    proxy.restart(null);
    await session.see(".connection", "Not connected");
    await session.go("start");
    await session.go("exchanges");
    await session.see(".empty", DOWN);
    assert.deepEqual(await rows(), []);
    proxy.restart(url);
    await are("2");

    // The first status may come before what the page waits for.
    await session.api("/stubs", "POST", { operation: "getmedinfo", fault: "hang" });
    await session.go("faults");
    proxy.hold("/sandbox/v1/reference");
    await page.reload();
    await session.see(".faults-bar", "Active fault (1)");
    await session.see("table[aria-label=Active]", "getmedinfo: No response");
    assert.equal(await page.$("main form"), null);
    proxy.release();
    await session.appears("main form");
  });
};

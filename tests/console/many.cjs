// Ten thousand exchanges, and a hundred more each second: what is in the page and in memory stays the same.

const assert = require("node:assert/strict");

const KEPT = 10_000;
const LASTS = 6;

async function work(session) {
  const { Nodes, JSHeapUsedSize, JSEventListeners } = await session.page.metrics();
  const rows = await session.page.$$eval("tr[data-number]", (all) => all.length);
  return { Nodes, JSEventListeners, rows, heap: Math.round(JSHeapUsedSize / 1e6) };
}

/** A hundred calls a second, until it is stopped. */
function traffic(session, person) {
  let isStopped = false;
  const running = (async () => {
    let count = 0;
    const begin = Date.now();
    while (!isStopped) {
      await Promise.all(Array.from({ length: 10 }, () => session.client.call("getmedinfo", person)));
      count += 10;
      const ahead = begin + count * 10 - Date.now();
      if (ahead > 0) await new Promise((resolve) => setTimeout(resolve, ahead));
    }
    return count;
  })();
  return {
    stop: () => {
      isStopped = true;
      return running;
    },
  };
}

module.exports = async (session) => {
  const { page, client } = session;
  await client.fetchToken();
  const person = await session.person();
  for (let begin = 0; begin < KEPT; begin += 100)
    await Promise.all(Array.from({ length: 100 }, () => client.call("getmedinfo", person)));
  await page.reload();
  await session.see(".count", "1,000");
  const before = await work(session);
  assert.ok(before.rows < 80, JSON.stringify(before));
  assert.ok((await page.$eval(".scroller", (scroller) => scroller.scrollHeight)) > 30_000, "room for all rows");

  const moving = traffic(session, person);
  try {
    return await used(session, before, moving);
  } finally {
    await moving.stop();
  }
};

/** What somebody does meanwhile. */
async function used(session, before, moving) {
  const { page } = session;
  const measured = [];
  const interaction = async (name, act) => {
    const begin = performance.now();
    await act();
    measured.push([name, Math.round(performance.now() - begin)]);
  };
  const end = Date.now() + LASTS * 1000;
  while (Date.now() < end) {
    await interaction("scroll", () =>
      page.evaluate(
        () =>
          new Promise((resolve) => {
            const scroller = document.querySelector(".scroller");
            scroller.scrollTop = scroller.scrollHeight;
            requestAnimationFrame(() => requestAnimationFrame(resolve));
          }),
      ),
    );
    await interaction("frame", () =>
      page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))),
    );
    const { rows } = await work(session);
    assert.ok(rows > 10 && rows < 80, `${rows} rows`);
  }
  // Everything is reached by scrolling, and the newest come at the top all the while.
  await session
    .until(() => {
      const scroller = document.querySelector(".scroller");
      scroller.scrollTop = scroller.scrollHeight;
      return /9,9\d\d|10,000/.test(document.querySelector(".count").textContent);
    })
    .catch(async () => assert.fail(`${await session.text(".count")} ${JSON.stringify(await work(session))}`));
  await page.evaluate(() => {
    document.querySelector(".scroller").scrollTop = 0;
  });
  const newest = await session.until(
    () =>
      Number(document.querySelector("tr[data-number]")?.dataset.number) > 10_000 &&
      document.querySelector("tr[data-number]").dataset.number,
  );
  await session.until(
    (newest) => Number(document.querySelector("tr[data-number]")?.dataset.number) > Number(newest) + 100,
    newest,
  );
  // While a row is opened, and a filter is used.
  await session.type("[type=search]", "getmedinfo");
  await session.until(() => document.querySelectorAll("tr[data-number]").length > 10);
  await session.click("tr[data-number] a");
  await session.see("h1", "Exchange");
  await session.click("[data-action=back]");
  await page.waitForSelector("tr[data-number]");
  await session.type("[type=search]", " ");
  await page.keyboard.press("Backspace");
  await session.see(".count", "newest");
  const count = await moving.stop();
  const after = await work(session);
  const length = Number(await page.$eval("table.exchanges", (table) => table.getAttribute("aria-rowcount")));
  assert.ok(count > 300 && length <= KEPT + 1, `${count} ${length}`);
  assert.ok(after.rows < 80 && after.Nodes < 20_000 && after.heap < 250, JSON.stringify({ before, after }));
  const slowest = Math.max(...measured.map(([, time]) => time));
  return { count, before, after, slowest };
}

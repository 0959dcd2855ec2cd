// Ten thousand exchanges, and a hundred more each second: the work for each is small, and the page's memory is bounded.
//
// Values that depend on the machine are printed, not checked: the time of interactions until the next frame is painted,
// as measured by the browser, and the longest task.

const assert = require("node:assert/strict");

const KEPT = 10_000;
// The maximum number of rows in the page: the visible ones and a margin.
const MOST_ROWS = 80;
const ROUNDS = 4;

const later = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The size of the page after garbage collection. */
async function held(session) {
  const devtools = await session.page.createCDPSession();
  await devtools.send("HeapProfiler.collectGarbage");
  await devtools.detach();
  const { Nodes, JSHeapUsedSize, JSEventListeners } = await session.page.metrics();
  const rows = await session.page.$$eval("tr[data-number]", (all) => all.length);
  return { nodes: Nodes, listeners: JSEventListeners, rows, heap: Math.round(JSHeapUsedSize / 1e6) };
}

/** Makes a hundred calls a second until it is stopped. */
function traffic(session, person) {
  let isStopped = false;
  const running = (async () => {
    let count = 0;
    const begin = Date.now();
    while (!isStopped) {
      await Promise.all(Array.from({ length: 10 }, () => session.client.call("getmedinfo", person)));
      count += 10;
      const ahead = begin + count * 10 - Date.now();
      if (ahead > 0) await later(ahead);
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

/** Counts created rows and insertions in the page, and lets the browser measure interactions. */
function watch(page) {
  return page.evaluate(() => {
    const seen = { rows: 0, placings: 0, interactions: {}, longestTask: 0 };
    window.seen = seen;
    new MutationObserver((records) => {
      const added = records.flatMap((record) => [...record.addedNodes]);
      const rows = added.filter((node) => node.dataset?.number).length;
      seen.rows += rows;
      if (rows > 0) seen.placings += 1;
    }).observe(document.querySelector("table.exchanges tbody"), { childList: true });
    new PerformanceObserver((list) => {
      for (const { name, duration, interactionId } of list.getEntries())
        if (interactionId > 0) seen.interactions[name] = Math.max(seen.interactions[name] ?? 0, duration);
    }).observe({ type: "event", durationThreshold: 16 });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.longestTask = Math.max(seen.longestTask, Math.round(duration));
    }).observe({ type: "longtask" });
  });
}

const newestRow = (page) => page.$eval("tr[data-number]", (row) => Number(row.dataset.number));

/** Each new exchange creates only one row. */
async function oneRowEach(page) {
  const rows = () => page.evaluate(() => window.seen.rows);
  const [made, first] = [await rows(), await newestRow(page)];
  await later(2000);
  // Read together, so that no exchange arrives between the two.
  const [madeNow, last] = await page.evaluate(() => [
    window.seen.rows,
    Number(document.querySelector("tr[data-number]").dataset.number),
  ]);
  const [added, came] = [madeNow - made, last - first];
  assert.ok(came > 10, `${came} came`);
  assert.ok(added <= came + 10, `${added} rows were made for ${came} exchanges`);
  return { came, added };
}

/** Exchanges that arrive while the page is busy are drawn together. */
async function drawnOnce(page) {
  const { placings, came } = await page.evaluate(async () => {
    const newest = () => Number(document.querySelector("tr[data-number]").dataset.number);
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await frame();
    const before = newest();
    const end = performance.now() + 1000;
    while (performance.now() < end);
    const { placings } = window.seen;
    // The stream is read between the frames.
    for (let count = 0; count < 5; count += 1) await frame();
    return { placings: window.seen.placings - placings, came: newest() - before };
  });
  assert.ok(came > 20, `${came} came`);
  assert.ok(placings <= 5, `drawn ${placings} times for ${came} exchanges`);
  return { came, placings };
}

/** Uses the page meanwhile: scrolls, moves by keyboard, opens a row, pauses, searches. */
async function used(session) {
  const { page } = session;
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.mouse.move(600, 400);
    for (const way of [1500, 6000, -9000]) {
      await page.mouse.wheel({ deltaY: way });
      await later(100);
      const rows = await page.$$eval("tr[data-number]", (all) => all.length);
      assert.ok(rows > 10 && rows < MOST_ROWS, `${rows} rows`);
    }
    // In the search field, the keys would enter letters.
    await page.evaluate(() => document.activeElement.blur());
    for (const key of ["j", "j", "j", "k"]) await page.keyboard.press(key);
    await page.keyboard.press("Enter");
    // With the space, because the list's own heading is "Exchanges".
    await session.see("h1", "Exchange ");
    await page.keyboard.press("u");
    await session.appears("tr[data-number]");
    await session.click("[data-action=pause]");
    await session.click("[data-action=pause]", "Resume");
    await session.type("[type=search]", "getmedinfo");
    await session.until(() => document.querySelectorAll("tr[data-number]").length > 10);
    // Searches for a text without matches, and clears it before either list has been loaded.
    await session.type("[type=search]", "jjjk");
    await session.type("[type=search]", " ");
    await page.keyboard.press("Backspace");
  }
}

/** At the end of the list there are rows in each frame, even if more than a screenful of them was dropped at once. */
async function keptAtTheEnd(page) {
  const { fewest, dropped } = await page.evaluate(async () => {
    const scroller = document.querySelector(".scroller");
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const rows = () => [...document.querySelectorAll("tr[data-number]")];
    const visible = () => {
      const { top, bottom } = scroller.getBoundingClientRect();
      return rows().filter((row) => row.getBoundingClientRect().bottom > top && row.getBoundingClientRect().top < bottom);
    };
    scroller.scrollTop = scroller.scrollHeight;
    for (let count = 0; count < 3; count += 1) await frame();
    const before = Number(rows().at(-1).dataset.number);
    const end = performance.now() + 2000;
    while (performance.now() < end);
    let fewest = Infinity;
    // The stream is read between the frames.
    for (let count = 0; count < 20; count += 1) {
      await frame();
      fewest = Math.min(fewest, visible().length);
    }
    return { fewest, dropped: Number(rows().at(-1)?.dataset.number) - before };
  });
  assert.ok(fewest > 10 && dropped > 50, `${fewest} rows were visible while ${dropped} were dropped`);
}

/** All exchanges can be reached by scrolling, and the scroll position stays while new ones are added at the top. */
async function reached(session) {
  const { page } = session;
  await session
    .until(() => {
      const scroller = document.querySelector(".scroller");
      scroller.scrollTop = scroller.scrollHeight;
      // Doesn't match the count of a filter that is about to be cleared, which also contains the total.
      return /^(The newest )?(9,9\d\d|10,000) exchanges/.test(document.querySelector(".count").textContent);
    })
    .catch(async () => assert.fail(`${await session.text(".count")} ${JSON.stringify(await held(session))}`));
  // No exchange is missing or duplicated: numbers decrease by one from row to row. The rows are found and read in one call,
  // because a row that was removed in between would keep its former index.
  const sums = await page.evaluate(() => {
    const rows = [...document.querySelectorAll("tr[data-number]")];
    return [...new Set(rows.map((row) => Number(row.dataset.number) + Number(row.getAttribute("aria-rowindex"))))];
  });
  const [{ number: last }] = (await session.api("/exchanges?limit=1")).exchanges;
  assert.ok(sums.length === 1 && last - (sums[0] - 2) < 500, `${sums} of ${last}`);
  await keptAtTheEnd(page);
  const stays = await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const scroller = document.querySelector(".scroller");
    scroller.scrollTop = scroller.scrollHeight / 2;
    await frame();
    const row = document.querySelectorAll("tr[data-number]")[20];
    const top = () => Math.round(row.getBoundingClientRect().top);
    const [before, newest] = [top(), Number(row.getAttribute("aria-rowindex"))];
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await frame();
    return { moved: Math.abs(top() - before), came: Number(row.getAttribute("aria-rowindex")) - newest };
  });
  assert.ok(stays.came > 5 && stays.moved <= 2, JSON.stringify(stays));
  await page.evaluate(() => {
    document.querySelector(".scroller").scrollTop = 0;
  });
  await session.until(() => Number(document.querySelector("tr[data-number]")?.dataset.number) > 10_000);
}

module.exports = async (session) => {
  const { page, client } = session;
  await client.fetchToken();
  const person = await session.person();
  for (let begin = 0; begin < KEPT; begin += 100)
    await Promise.all(Array.from({ length: 100 }, () => client.call("getmedinfo", person)));
  await page.reload();
  await session.see(".count", "1,000");
  const before = await held(session);
  assert.ok(before.rows < MOST_ROWS, JSON.stringify(before));
  assert.ok((await page.$eval(".scroller", (scroller) => scroller.scrollHeight)) > 30_000, "room for all rows");

  await watch(page);
  const moving = traffic(session, person);
  try {
    const each = await oneRowEach(page);
    const once = await drawnOnce(page);
    // Excludes the time for which the test kept the page busy.
    await page.evaluate(() => Object.assign(window.seen, { interactions: {}, longestTask: 0 }));
    await used(session);
    const { interactions, longestTask } = await page.evaluate(() => window.seen);
    await reached(session);
    const count = await moving.stop();
    const after = await held(session);
    const length = Number(await page.$eval("table.exchanges", (table) => table.getAttribute("aria-rowcount")));
    assert.ok(count > 300 && length <= KEPT + 1, `${count} ${length}`);
    assert.ok(after.rows < MOST_ROWS && after.nodes < 3000 && after.heap < 60, JSON.stringify({ before, after }));
    assert.ok(after.listeners < before.listeners + 200, JSON.stringify({ before, after }));
    return { count, before, after, each, once, interactions, longestTask };
  } finally {
    await moving.stop();
  }
};

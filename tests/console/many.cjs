// Ten thousand exchanges, and a hundred more each second: what the page does for each is small, and what it holds is bounded.
//
// What depends on the machine is printed, and not judged: how long interactions take until the next frame is painted, as
// the browser measures it, and the longest task.

const assert = require("node:assert/strict");

const KEPT = 10_000;
// How many rows may be in the page: those in sight, and a margin.
const MOST_ROWS = 80;
const ROUNDS = 4;

const later = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What is in the page, without what is garbage. */
async function held(session) {
  const devtools = await session.page.createCDPSession();
  await devtools.send("HeapProfiler.collectGarbage");
  await devtools.detach();
  const { Nodes, JSHeapUsedSize, JSEventListeners } = await session.page.metrics();
  const rows = await session.page.$$eval("tr[data-number]", (all) => all.length);
  return { nodes: Nodes, listeners: JSEventListeners, rows, heap: Math.round(JSHeapUsedSize / 1e6) };
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

/** Has the page count rows that are made and times that rows are placed, and the browser measure interactions. */
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

/** A new exchange costs one row, whatever else is shown. */
async function oneRowEach(page) {
  const rows = () => page.evaluate(() => window.seen.rows);
  const [made, first] = [await rows(), await newestRow(page)];
  await later(2000);
  // Read together, so that nothing comes between the two.
  const [madeNow, last] = await page.evaluate(() => [
    window.seen.rows,
    Number(document.querySelector("tr[data-number]").dataset.number),
  ]);
  const [added, came] = [madeNow - made, last - first];
  assert.ok(came > 10, `${came} came`);
  assert.ok(added <= came + 10, `${added} rows were made for ${came} exchanges`);
  return { came, added };
}

/** What has come while the page was busy is drawn once. */
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

/** What somebody does meanwhile: scrolls, moves by the keyboard, opens a row, pauses, searches. */
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
    // In the search, they would be letters.
    await page.evaluate(() => document.activeElement.blur());
    for (const key of ["j", "j", "j", "k"]) await page.keyboard.press(key);
    await page.keyboard.press("Enter");
    // With the blank: the list's own heading is "Exchanges".
    await session.see("h1", "Exchange ");
    await page.keyboard.press("u");
    await session.appears("tr[data-number]");
    await session.click("[data-action=pause]");
    await session.click("[data-action=pause]", "Resume");
    await session.type("[type=search]", "getmedinfo");
    await session.until(() => document.querySelectorAll("tr[data-number]").length > 10);
    // Of what nothing has, and at once of everything again, before either list has come.
    await session.type("[type=search]", "jjjk");
    await session.type("[type=search]", " ");
    await page.keyboard.press("Backspace");
  }
}

/** Everything is reached by scrolling, and where the reader is stays while new ones come at the top. */
async function reached(session) {
  const { page } = session;
  await session
    .until(() => {
      const scroller = document.querySelector(".scroller");
      scroller.scrollTop = scroller.scrollHeight;
      // Not of a filter that is about to be cleared: its count says how many there are in all.
      return /^(The newest )?(9,9\d\d|10,000) exchanges/.test(document.querySelector(".count").textContent);
    })
    .catch(async () => assert.fail(`${await session.text(".count")} ${JSON.stringify(await held(session))}`));
  // None is missing, and none is there twice: numbers go down by one while the rows go up. Found and read together, since a
  // row that was removed in between would still have its former index.
  const sums = await page.evaluate(() => {
    const rows = [...document.querySelectorAll("tr[data-number]")];
    return [...new Set(rows.map((row) => Number(row.dataset.number) + Number(row.getAttribute("aria-rowindex"))))];
  });
  const [{ number: last }] = (await session.api("/exchanges?limit=1")).exchanges;
  assert.ok(sums.length === 1 && last - (sums[0] - 2) < 500, `${sums} of ${last}`);
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
    // The time for which the page was kept busy is not the page's own.
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

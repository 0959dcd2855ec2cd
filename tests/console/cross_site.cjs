// A page of another website can neither read nor change anything, and can't frame the console.

const assert = require("node:assert/strict");
const http = require("node:http");

function website(url) {
  const page = `<!doctype html><title>evil</title><iframe name="framed" src="${url}/sandbox/console/"></iframe>
    <form id="form" method="post" action="${url}/sandbox/v1/reset" target="sink" enctype="text/plain"><input name='{"a":"' value='"}'></form><iframe name="sink"></iframe>`;
  const server = http.createServer((request, response) => {
    response.setHeader("content-type", "text/html");
    response.end(page);
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

module.exports = async (session) => {
  const { client, url } = session;
  await client.fetchToken();
  await session.api("/stubs", "POST", { operation: "getmedinfo", fault: "hang" });
  const before = await session.api("/snapshot");
  const server = await website(url);
  const page = await session.context.newPage();
  // The same machine under two names: another port is another origin of the same site, and `localhost` is another site.
  for (const host of ["127.0.0.1", "localhost"]) {
    await page.goto(`http://${host}:${server.address().port}/`);
    const tried = await page.evaluate(async (url) => {
      const attempt = async (path, options) => {
        try {
          const response = await fetch(url + path, options);
          return [response.type, (await response.text()).length];
        } catch {
          return "blocked";
        }
      };
      const script = (path) =>
        new Promise((resolve) => {
          const element = Object.assign(document.createElement("script"), {
            src: url + path,
            onload: () => resolve("loaded"),
            onerror: () => resolve("blocked"),
          });
          document.body.append(element);
        });
      const results = {};
      for (const path of ["account", "exchanges", "events", "snapshot", "tokens"]) {
        results[`read ${path}`] = await attempt(`/sandbox/v1/${path}`);
        results[`opaque ${path}`] = await attempt(`/sandbox/v1/${path}`, { mode: "no-cors" });
        results[`script ${path}`] = await script(`/sandbox/v1/${path}`);
      }
      for (const [method, path] of [
        ["POST", "reset"],
        ["POST", "tokens/expire"],
        ["DELETE", "exchanges"],
        ["DELETE", "stubs"],
        ["POST", "clock"],
      ]) {
        results[`${method} ${path}`] = await attempt(`/sandbox/v1/${path}`, {
          method,
          mode: method === "POST" ? "no-cors" : "cors",
          body: '{"advance_s":5}',
        });
      }
      results["console script"] = await script("/sandbox/console/main.js");
      document.getElementById("form").submit();
      const opened = window.open(`${url}/sandbox/console/`);
      await new Promise((resolve) => setTimeout(resolve, 500));
      try {
        results.opened = opened === null || opened.closed ? "closed" : String(opened.document.title);
      } catch {
        results.opened = "blocked";
      }
      try {
        results.framed = String(window.frames.framed.document.body.textContent.length);
      } catch {
        results.framed = "blocked";
      }
      return results;
    }, url);
    for (const [what, result] of Object.entries(tried)) {
      const isOpaque = Array.isArray(result) && result[0] === "opaque" && result[1] === 0;
      assert.ok(["blocked", "closed"].includes(result) || isOpaque, `${host}: ${what}: ${result}`);
    }
  }
  server.close();
  const strip = (snapshot) =>
    JSON.stringify(
      snapshot.records.filter((record) => record.kind !== "clock").sort((a, b) => (a.key < b.key ? -1 : 1)),
    );
  assert.equal(strip(await session.api("/snapshot")), strip(before));
  const [{ stubs }, clock, { tokens }] = await Promise.all([
    session.api("/stubs"),
    session.api("/clock"),
    session.api("/tokens"),
  ]);
  assert.deepEqual([stubs.length, clock.ahead_s, tokens.length], [1, 0, 1]);
  assert.ok(
    (await session.api("/exchanges?limit=1000")).exchanges.some((one) => one.number === 1),
    "nothing was cleared",
  );
};

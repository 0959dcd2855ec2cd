// An address at which a sandbox ends, another one takes its place, and requests wait or get no response.

const http = require("node:http");

class Proxy {
  static open(target) {
    const proxy = new Proxy();
    Object.assign(proxy, { target, lost: null, held: null, waiting: [] });
    proxy.server = http.createServer((request, response) => proxy.take(request, response));
    return new Promise((resolve) =>
      proxy.server.listen(0, "127.0.0.1", () => {
        proxy.url = `http://127.0.0.1:${proxy.server.address().port}`;
        resolve(proxy);
      }),
    );
  }

  take(request, response) {
    if (this.held && request.url.startsWith(this.held)) this.waiting.push(() => this.forward(request, response));
    else this.forward(request, response);
  }

  forward(request, response) {
    if (!this.target || (this.lost && request.url.startsWith(this.lost))) {
      request.socket.destroy();
      return;
    }
    const url = new URL(request.url, this.target);
    const headers = { ...request.headers, host: url.host };
    if (headers.origin) headers.origin = url.origin;
    const sent = http.request(url, { method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
      answer.on("error", () => response.destroy());
    });
    sent.on("error", () => response.destroy());
    response.on("close", () => sent.destroy());
    request.pipe(sent);
  }

  /** Ends all connections; from now on, there is this sandbox, or none. */
  restart(target) {
    this.target = target;
    this.server.closeAllConnections();
  }

  /** Has requests of a path wait until `release` is called. */
  hold(path) {
    this.held = path;
  }

  release() {
    this.held = null;
    this.waiting.splice(0).forEach((go) => go());
  }

  close() {
    this.release();
    this.server.closeAllConnections();
    this.server.close();
  }
}

/** Opens the console at an address of this kind, does something with it, and closes it. */
async function behindProxy(session, use) {
  const proxy = await Proxy.open(session.url);
  session.url = proxy.url;
  // The browser itself notes each connection that ends.
  session.expected.push("net::ERR_");
  try {
    await session.start({ language: "en", theme: "light", width: 1280 });
    await use(proxy);
  } finally {
    proxy.close();
  }
}

module.exports = { behindProxy };

// A browser window. Every error in it fails the test.

const assert = require("node:assert/strict");
const { Client } = require("./client.cjs");

const PATIENCE = 20_000;

class Session {
  static async open(browser, job) {
    const session = new Session();
    const context = await browser.createBrowserContext();
    Object.assign(session, { context, browser, url: job.url, complaints: [], expected: job.expected ?? [] });
    const headers = job.token ? { authorization: `Bearer ${job.token}` } : {};
    session.account = await (await fetch(`${job.url}/sandbox/v1/account`, { headers })).json();
    session.client = new Client(session.account);
    session.page = await session.newPage();
    await session.start({ language: "en", theme: "light", width: 1280 });
    return session;
  }

  async newPage() {
    const page = await this.context.newPage();
    page.setDefaultTimeout(PATIENCE);
    page.on("console", (message) => {
      if (["error", "warn"].includes(message.type())) this.complaints.push(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => this.complaints.push(`page: ${error.stack ?? error.message}`));
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(`${this.url}/`) && !/^(blob|data|about):/.test(url))
        this.complaints.push(`another host: ${url}`);
    });
    await page.evaluateOnNewDocument(() => {
      document.addEventListener("securitypolicyviolation", (event) =>
        console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`),
      );
    });
    return page;
  }

  /** Opens the console with this language, theme and width. */
  async start({ language, theme, width, height = 800 }) {
    await this.page.setViewport({ width, height });
    await this.page.goto(`${this.url}/sandbox/console/`);
    await this.page.evaluate(
      (language, theme) => {
        localStorage.setItem("wxmed.language", language);
        localStorage.setItem("wxmed.theme", theme);
      },
      language,
      theme,
    );
    await this.page.reload();
    await this.appears("main[data-page]");
  }

  /** Goes to a page of the console by its address. */
  async go(address) {
    const name = address.split(/[/?]/)[0];
    // The old page is gone when the event has been handled.
    await this.page.evaluate(
      (address) =>
        new Promise((resolve) => {
          const before = location.href;
          addEventListener("hashchange", resolve, { once: true });
          location.hash = `#/${address}`;
          if (location.href === before) resolve();
        }),
      address,
    );
    await this.appears(`main[data-page="${name}"] h1`);
  }

  /** Waits until a function in the page returns a truthy value, and returns it. */
  async until(check, ...values) {
    const handle = await this.page.waitForFunction(check, { polling: 50 }, ...values);
    const value = await handle.jsonValue();
    await handle.dispose();
    return value;
  }

  /** Waits for an element. It returns no handle, because a handle would keep the whole page in memory. */
  async appears(selector) {
    const handle = await this.page.waitForSelector(selector);
    await handle.dispose();
  }

  /** Waits for a text in any element that matches the selector. */
  async see(selector, text) {
    const isThere = (selector, text) =>
      [...document.querySelectorAll(selector)].some((element) => element.textContent.includes(text));
    await this.until(isThere, selector, text).catch(async () => {
      assert.fail(`"${text}" is not in ${selector}, but: ${(await this.texts(selector)).join(" | ").slice(0, 2000)}`);
    });
  }

  async gone(selector) {
    await this.until((selector) => document.querySelector(selector) === null, selector);
  }

  texts(selector) {
    return this.page.$$eval(selector, (elements) => elements.map((element) => element.textContent));
  }

  async text(selector) {
    await this.appears(selector);
    return this.page.$eval(selector, (element) => element.textContent);
  }

  /** Clicks the element that matches the selector, or the one of them with this text. */
  async click(selector, text = "") {
    const find = (selector, text) =>
      [...document.querySelectorAll(selector)].find(
        (element) => element.textContent.includes(text) && element.getClientRects().length > 0,
      );
    const handle = await this.page.waitForFunction(find, { polling: 50 }, selector, text);
    await handle.asElement().scrollIntoView();
    await handle.asElement().click();
    await handle.dispose();
  }

  /** Replaces the content of a field by typing a text. */
  async type(selector, text) {
    await this.appears(selector);
    await this.page.click(selector, { count: 3 });
    await this.page.keyboard.press("Backspace");
    await this.page.type(selector, text);
  }

  /** Calls the control API. */
  async api(path, method = "GET", body = undefined) {
    const options = { method, body: body === undefined ? undefined : JSON.stringify(body) };
    const response = await fetch(`${this.url}/sandbox/v1${path}`, options);
    const text = await response.text();
    assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`);
    return text ? JSON.parse(text) : null;
  }

  /** A user of the sandbox, as fields of a request. */
  async person(place = 0) {
    const { people } = await this.api("/people");
    const { openid, name, idcard_md5: md5 } = people[place];
    return [
      ["openid", openid],
      ["name", name],
      ["idcard_md5", md5],
    ];
  }

  /** The fields of a valid registration. */
  async registration(number, more = []) {
    const [[, openid], [, name], [, md5]] = await this.person();
    return [
      ["appid", this.account.appid],
      ["mch_id", this.account.mch_id],
      ["openid", openid],
      ["hosp_out_trade_no", number],
      ["hospital_name", "示例市第一人民医院"],
      ["spbill_create_ip", "10.193.0.1"],
      ["body", "挂号费-肝病门诊"],
      ["user_card_type", "1"],
      ["user_card_no", md5],
      ["user_name", name],
      ["serial_no", `1500${number}`.slice(0, 20)],
      ["org_no", "H1110"],
      ["gmt_out_create", "20160501163102"],
      ["request_content", '{"ghf":"0"}'],
      ...more,
    ];
  }

  complainedOf() {
    return this.complaints.filter((complaint) => !this.expected.some((part) => complaint.includes(part)));
  }

  async close() {
    const complaints = this.complainedOf();
    await this.context.close();
    assert.deepEqual(complaints, []);
  }
}

module.exports = { Session };

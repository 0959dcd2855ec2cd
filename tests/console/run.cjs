// Runs jobs in a real Chromium. Reads a JSON array of jobs from standard input, each with the name of a script in this
// folder and the address of a sandbox, and prints a JSON array with the results of the scripts.

const fs = require("node:fs");
const path = require("node:path");
const puppeteer = require("puppeteer-core");
const { Session } = require("./session.cjs");

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

function chromium() {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const places = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  const found = process.env.CHROMIUM ?? places.find((place) => fs.existsSync(place));
  if (!found) throw new Error("there is no Chromium; on Debian: apt-get install chromium");
  return found;
}

async function main() {
  const jobs = JSON.parse(fs.readFileSync(0, "utf8"));
  const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const args = [...root, "--disable-dev-shm-usage", "--no-proxy-server"];
  const browser = await puppeteer.launch({ executablePath: chromium(), headless: true, args });
  try {
    const results = [];
    for (const job of jobs) {
      const session = await Session.open(browser, job);
      try {
        results.push((await require(`./${job.test}.cjs`)(session, job)) ?? null);
      } catch (error) {
        error.stack += `\nat ${session.page.url()}\n${session.complainedOf().join("\n")}`;
        throw error;
      }
      await session.close();
    }
    process.stdout.write(JSON.stringify(results));
  } finally {
    await browser.close();
  }
}

main().catch((error) => {
  console.error(error.stack);
  // A server that the script still has open would keep the process running.
  process.exit(1);
});

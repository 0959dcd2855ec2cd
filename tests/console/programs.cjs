// Runs programs copied from the page.

const { execFile } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { promisify } = require("node:util");

const run = promisify(execFile);

const PROGRAMS = {
  curl: (file) => ["bash", [file]],
  python: (file) => ["python3", [file]],
  javascript: (file) => ["node", [file]],
  php: (file) => ["php", [file]],
  java: (file) => ["java", ["-Dfile.encoding=UTF-8", file]],
};
const NAMES = { curl: "call.sh", python: "call.py", javascript: "call.mjs", php: "call.php", java: "Call.java" };

/** The languages whose programs can be run here. The programs of the others are only compared. */
const RUNNABLE = Object.keys(PROGRAMS);

async function output(language, text, account) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "wxmed-console-"));
  const file = path.join(folder, NAMES[language]);
  fs.writeFileSync(file, text);
  const env = {
    ...process.env,
    NO_PROXY: "127.0.0.1",
    no_proxy: "127.0.0.1",
    WXMED_HOST: account.url,
    WXMED_APPID: account.appid,
    WXMED_APP_SECRET: account.app_secret,
    WXMED_API_KEY: account.api_key,
  };
  const [program, args] = PROGRAMS[language](file);
  try {
    const { stdout } = await run(program, args, { env, timeout: 60_000 });
    return stdout;
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

module.exports = { RUNNABLE, output };

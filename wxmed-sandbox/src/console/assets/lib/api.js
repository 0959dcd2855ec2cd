// The control API: everything that the console knows and does goes through it.

const BASE = "/sandbox/v1";
const KEY = "wxmed.control-token";
let ask = null;

/** An error that the control API explains in both languages. */
export class ApiError extends Error {
  constructor(status, texts) {
    super(texts.en);
    this.status = status;
    this.texts = texts;
  }
}

/** The sandbox has not responded: it has ended, or is about to start. */
export class Unreachable extends Error {}

/** What asks for the token of `--control-token`; it is called again while the token is wrong. */
export function onUnauthorized(callback) {
  ask = callback;
}

/** Whether a text can be a token: anything else can't be sent in a header, or not as it was given. */
export const isToken = (text) => /^[\x20-\x7e]+$/.test(text);

export function setToken(token) {
  sessionStorage.setItem(KEY, token);
}

function headers(body) {
  const all = {};
  const token = sessionStorage.getItem(KEY);
  // With one that can't be sent, no request would ever be made; without any, the sandbox says that it needs one.
  if (token && !isToken(token)) sessionStorage.removeItem(KEY);
  else if (token) all.authorization = `Bearer ${token}`;
  if (body !== undefined) all["content-type"] = "application/json";
  return all;
}

async function failure(response) {
  const text = await response.text();
  try {
    return new ApiError(response.status, JSON.parse(text).error);
  } catch {
    return new ApiError(response.status, {
      zh: `HTTP ${response.status} ${text}`,
      en: `HTTP ${response.status} ${text}`,
    });
  }
}

/** What a browser calls a TypeError is a connection that was refused or has ended. */
function reached(response) {
  return response.catch((error) => {
    throw error instanceof TypeError ? new Unreachable(error.message) : error;
  });
}

/** A response of the control API, once it is allowed. */
export async function open(method, path, body, signal) {
  for (;;) {
    const options = { method, headers: headers(body), signal, credentials: "omit" };
    if (body !== undefined) options.body = JSON.stringify(body);
    const response = await reached(fetch(BASE + path, options));
    if (response.ok) return response;
    const error = await reached(failure(response));
    if (response.status !== 401 || !ask) throw error;
    await ask(error);
  }
}

async function json(method, path, body, signal) {
  const response = await open(method, path, body, signal);
  return response.status === 204 ? null : reached(response.json());
}

export const get = (path, signal) => json("GET", path, undefined, signal);
export const post = (path, body = {}, signal) => json("POST", path, body, signal);
export const remove = (path) => json("DELETE", path);

/** A part of a path. */
export const segment = (text) => encodeURIComponent(text);

/** A query without the parameters that have no value. */
export function query(parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value !== "" && value !== null && value !== undefined);
  return given.length ? `?${new URLSearchParams(given)}` : "";
}

import { randomBytes } from "node:crypto";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { contentSecurityPolicy, type EdgePage, setSecurityHeaders } from "#app/_lib/edge-headers.ts";
import type { Surface } from "#env.ts";

export type EdgeOptions = {
  /** How people reach the desk, such as `https://desk.example.jp`. */
  readonly publicUrl: string;
  readonly surfaces: readonly Surface[];
  readonly dev: boolean;
  /** Told of what the handler threw; the caller sees a number only. */
  readonly report: (reference: string, error: unknown) => void;
};
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** A scan may have 10 MB, and its form's other fields some more; a token file, which is not held in memory, 512. */
const maxBodyMegabytes = (path: string) => (path === "/tokens/imports/upload" ? 513 : 11);
const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);
const knownMethods = new Set([...safeMethods, "POST", "PUT", "PATCH", "DELETE"]);
/** Headers that speak to Next from inside, and would speak for us from outside. */
const innerHeaders = /^(x-middleware-|x-nonce$|x-client-address$|content-security-policy)/;
/** Spellings of a path that two readers take for two paths: encoded dots and slashes, `//`, `\`, NUL. */
const doubtfulPath = /%2e|%2f|%5c|%00|\\|\/\/|\/\.\.?(\/|$)/i;

/**
 * Stands before the whole desk, pages, actions, files and API alike: refuses what no page should have to see,
 * and puts the security headers on every response, refusals and errors too.
 */
export function guardEdge(server: Server, handler: Handler, options: EdgeOptions): void {
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const page = pageOf(request, options);
    headersAtLast(response, page);
    const refusal = refuse(request, page.path, options);
    if (refusal) return end(response, refusal, request);
    for (const name of Object.keys(request.headers))
      if (innerHeaders.test(name)) delete request.headers[name];
    request.headers["x-nonce"] = page.nonce;
    request.headers["x-client-address"] = request.socket.remoteAddress ?? "unknown";
    request.headers["content-security-policy"] = contentSecurityPolicy(page);
    limitBody(request, response, page.path);
    handler(request, response).catch((error: unknown) => {
      if (response.writableEnded) return;
      const reference = randomBytes(6).toString("hex");
      options.report(reference, error);
      if (response.headersSent) return void response.destroy();
      end(response, { status: 500, text: `Something went wrong. Reference: ${reference}` }, request);
    });
  });
  // What never becomes a request: a CONNECT, and bytes that are no HTTP.
  server.on("connect", (_request: IncomingMessage, socket: Duplex) =>
    socket.end(bareResponse("405 Method Not Allowed")),
  );
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
    const tooLong = error.code === "HPE_HEADER_OVERFLOW";
    socket.end(bareResponse(tooLong ? "431 Request Header Fields Too Large" : "400 Bad Request"));
  });
}

function pageOf(request: IncomingMessage, options: EdgeOptions): EdgePage {
  return {
    path: (request.url ?? "").split("?")[0] ?? "",
    nonce: randomBytes(16).toString("base64"),
    https: options.publicUrl.startsWith("https:"),
    dev: options.dev,
  };
}

type Refusal = { readonly status: number; readonly text: string; readonly allow?: string };

function refuse(request: IncomingMessage, path: string, options: EdgeOptions): Refusal | undefined {
  const method = request.method ?? "";
  if (!knownMethods.has(method)) {
    return { status: 405, text: "Method not allowed", allow: [...knownMethods].join(", ") };
  }
  if (!path.startsWith("/") || doubtfulPath.test(path)) return { status: 400, text: "Bad path" };
  if (!isServed(path, options.surfaces)) return { status: 404, text: "Not found" };
  if (!safeMethods.has(method) && !isApi(path) && !isOwnOrigin(request, options.publicUrl)) {
    return { status: 403, text: "This request came from another site, or does not say from where" };
  }
  const mostBytes = maxBodyMegabytes(path) * 1024 * 1024;
  if (Number(request.headers["content-length"] ?? 0) > mostBytes) return tooLarge(path);
  return undefined;
}

function tooLarge(path: string): Refusal {
  return { status: 413, text: `Too large: at most ${maxBodyMegabytes(path)} MB` };
}

function isApi(path: string): boolean {
  return path === "/api/v1" || path.startsWith("/api/v1/");
}

function isServed(path: string, surfaces: readonly Surface[]): boolean {
  if (isApi(path)) return surfaces.includes("api");
  if (path.startsWith("/_next/") || path === "/icon.svg") return true;
  if (path === "/personal-web" || path.startsWith("/personal-web/")) return surfaces.includes("customer");
  return surfaces.includes("console");
}

/** Next lets an action with no Origin through; here a change needs one, and it must be ours. */
function isOwnOrigin(request: IncomingMessage, publicUrl: string): boolean {
  const { origin, host } = request.headers;
  if (!origin || !URL.canParse(origin)) return false;
  return origin === new URL(publicUrl).origin || (host !== undefined && new URL(origin).host === host);
}

/** Sets the headers when the response begins, so that nothing the handler set stands against them. */
function headersAtLast(response: ServerResponse, page: EdgePage): void {
  const writeHead = response.writeHead.bind(response) as (status: number, reason?: string) => ServerResponse;
  const late = (status: number, ...rest: unknown[]) => {
    const reason = typeof rest[0] === "string" ? rest[0] : undefined;
    for (const [name, value] of headerEntries(rest.at(-1))) response.setHeader(name, value);
    response.statusCode = status;
    setSecurityHeaders(response, page);
    return reason === undefined ? writeHead(status) : writeHead(status, reason);
  };
  response.writeHead = late as typeof response.writeHead;
}

/** The headers given to `writeHead`: an object, or a flat list of names and values in turn. */
function headerEntries(given: unknown): [string, string | string[]][] {
  if (Array.isArray(given)) {
    const flat = given.flat().map(String);
    const names = [...new Set(flat.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase()))];
    return names.map((name) => [
      name,
      flat.filter((_, index) => index % 2 === 1 && flat[index - 1]?.toLowerCase() === name),
    ]);
  }
  if (typeof given !== "object" || given === null) return [];
  return Object.entries(given).filter(([, value]) => value !== undefined);
}

/** Counts a body that does not tell its length; past the limit the handler gets no more of it, nor its end. */
function limitBody(request: IncomingMessage, response: ServerResponse, path: string): void {
  if (request.headers["transfer-encoding"] === undefined) return;
  const push = request.push.bind(request);
  const mostBytes = maxBodyMegabytes(path) * 1024 * 1024;
  let bytes = 0;
  request.push = (chunk: Buffer | null, ...rest) => {
    bytes += chunk?.length ?? 0;
    if (bytes <= mostBytes) return push(chunk, ...rest);
    if (chunk === null) request.destroy();
    else if (!response.headersSent) end(response, tooLarge(path), request);
    return true;
  };
}

/** Answers in plain words. The rest of a body is read for a moment: cut off at once, few callers see the answer. */
function end(response: ServerResponse, { status, text, allow }: Refusal, request: IncomingMessage): void {
  if (allow) response.setHeader("Allow", allow);
  response.setHeader("Content-Type", "text/plain; charset=utf-8");
  response.statusCode = status;
  response.end(`${text}\n`);
  const patience = setTimeout(() => request.complete || request.destroy(), 3_000).unref();
  request.once("close", () => clearTimeout(patience));
}

function bareResponse(status: string): string {
  return `HTTP/1.1 ${status}\r\nContent-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\nX-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\nReferrer-Policy: same-origin\r\nCache-Control: no-store\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`;
}

import { randomBytes } from "node:crypto";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import {
  contentSecurityPolicy,
  type EdgePage,
  securityHeaders,
  setSecurityHeaders,
} from "#app/_lib/edge-headers.ts";
import { clientAddress, type Proxies } from "#core/address.ts";
import type { Surface } from "#env.ts";

export type EdgeOptions = {
  /** How people reach the desk, such as `https://desk.example.jp`. */
  readonly publicUrl: string;
  readonly surfaces: readonly Surface[];
  readonly proxies: Proxies;
  readonly dev: boolean;
  /** Told of what the handler threw; the caller sees a number only. */
  readonly report: (reference: string, error: unknown) => void;
};
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** A scan may have 10 MB, and its form's other fields some more; a token file, which is not held in memory, 512. */
const maxBodyMegabytes = (path: string) => (path === "/tokens/imports/upload" ? 513 : 11);
const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);
const knownMethods = new Set([...safeMethods, "POST", "PUT", "PATCH", "DELETE"]);
/** Headers that speak to Next from inside, or name another path, method or host than the request itself. */
const innerHeaders =
  /^(x-middleware-|x-invoke-|x-next-|x-now-|x-vercel-|x-prerender-|x-original-|x-rewrite-|x-http-method|x-method-override$|x-matched-path$|next-resume$|x-forwarded-(host|port|prefix|proto|scheme|server)$|x-nonce$|x-page$|x-client-address$|content-security-policy)/;
/** Spellings of a path that two readers take for two paths: encoded dots and slashes, `//`, `\`, NUL. */
const doubtfulPath = /%2e|%2f|%5c|%00|\\|\/\/|\/\.\.?(\/|$)/i;

/**
 * Stands before the whole desk, pages, actions, files and API alike: refuses what no page should have to see,
 * and puts the security headers on every response, refusals and errors too.
 */
export function guardEdge(server: Server, handler: Handler, options: EdgeOptions): void {
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const page = pageOf(request, options);
    headersAtLast(response, page);
    const refusal = refuse(request, page.path, options);
    if (refusal) return end(response, refusal, request);
    speakFromInside(request, page, options);
    limitBody(request, response, page.path);
    handler(request, response).catch((error: unknown) => {
      if (response.writableEnded) return;
      const reference = randomBytes(6).toString("hex");
      options.report(reference, error);
      if (response.headersSent) return void response.destroy();
      end(response, { status: 500, text: `Something went wrong. Reference: ${reference}` }, request);
    });
  };
  server.on("request", answer);
  // With an Expect that Node does not know it would answer by itself.
  server.on("checkExpectation", answer);
  // What never becomes a request: a CONNECT, and bytes that are no HTTP.
  const page = pageOf({ url: "" }, options);
  server.on("connect", (_request: IncomingMessage, socket: Duplex) =>
    socket.end(bareResponse("405 Method Not Allowed", page)),
  );
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
    const tooLong = error.code === "HPE_HEADER_OVERFLOW";
    socket.end(bareResponse(tooLong ? "431 Request Header Fields Too Large" : "400 Bad Request", page));
  });
}

/**
 * Puts what the edge knows in place of what the caller says of it: the host by which people reach the desk, the
 * caller's own address, the nonce and the policy. No scheme: Next would call itself by it, past the proxy.
 */
function speakFromInside(request: IncomingMessage, page: EdgePage, options: EdgeOptions): void {
  const { headers } = request;
  const { publicUrl, proxies } = options;
  const address = clientAddress(
    request.socket.remoteAddress ?? "unknown",
    [headers[proxies.header]].flat().join(","),
    proxies,
  );
  for (const name of Object.keys(headers)) if (innerHeaders.test(name)) delete headers[name];
  const { host, origin } = new URL(publicUrl);
  if (page.https || headers.origin === origin || !headers.host) headers.host = host;
  headers["x-forwarded-host"] = headers.host;
  headers["x-client-address"] = address;
  headers["x-nonce"] = page.nonce;
  headers["x-page"] = request.url ?? "/";
  headers["content-security-policy"] = contentSecurityPolicy(page);
}

function pageOf(request: Pick<IncomingMessage, "url">, options: EdgeOptions): EdgePage {
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
  if (request.httpVersion === "1.1" && !request.headers.host) return { status: 400, text: "No Host" };
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

/**
 * Next lets an action with no Origin through; here a change needs one, and it must be ours. Without TLS the desk is
 * being tried out, and may be called by another name than it knows.
 */
function isOwnOrigin({ headers }: IncomingMessage, publicUrl: string): boolean {
  const { origin, host } = headers;
  if (!origin || !URL.canParse(origin)) return false;
  if (origin === new URL(publicUrl).origin) return true;
  return publicUrl.startsWith("http:") && origin === `http://${host}`;
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

function bareResponse(status: string, page: EdgePage): string {
  const headers = [
    ...securityHeaders(page),
    ["Cache-Control", "no-store"],
    ["Content-Length", "0"],
    ["Connection", "close"],
  ].map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status}`, ...headers, "", ""].join("\r\n");
}

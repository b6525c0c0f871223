import type { ServerResponse } from "node:http";

/** What the headers of a response depend on. */
export type EdgePage = {
  readonly path: string;
  readonly nonce: string;
  readonly https: boolean;
  readonly dev: boolean;
};

/** A scan of a form is shown in a frame beside what was keyed: the one path that may be framed. */
const scanPath = /^\/forms\/[^/]+\/scans\/[^/]+$/;

/**
 * The content security policy of a page. Scripts run by nonce only: Next copies it from the request's own
 * header of this name. Inline styles stay, since React writes them into server HTML.
 */
export function contentSecurityPolicy({ path, nonce, https, dev }: EdgePage): string {
  if (scanPath.test(path)) {
    return "default-src 'none'; img-src 'self' data:; object-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
  }
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${dev ? " ws:" : ""}`,
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(https ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

/** What every response says, whatever it is. */
export function securityHeaders(page: EdgePage): [name: string, value: string][] {
  return [
    ["Content-Security-Policy", contentSecurityPolicy(page)],
    ["X-Content-Type-Options", "nosniff"],
    ["X-Frame-Options", scanPath.test(page.path) ? "SAMEORIGIN" : "DENY"],
    ["Referrer-Policy", "same-origin"],
    ["Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"],
    ["Cross-Origin-Opener-Policy", "same-origin"],
    ["Cross-Origin-Resource-Policy", "same-origin"],
    ...(page.https ? [["Strict-Transport-Security", "max-age=63072000; includeSubDomains"] as const] : []),
  ].map(([name, value]) => [name, value]);
}

/** Sets them over whatever the handler set. */
export function setSecurityHeaders(response: ServerResponse, page: EdgePage): void {
  for (const [name, value] of securityHeaders(page)) response.setHeader(name, value);
  response.removeHeader("X-Powered-By");
  if (!isLasting(page.path, response.statusCode)) response.setHeader("Cache-Control", "no-store");
}

/** Files named by their content, fonts among them, may be kept; pages and data never. */
function isLasting(path: string, status: number): boolean {
  return path.startsWith("/_next/static/") && [200, 206, 304].includes(status);
}

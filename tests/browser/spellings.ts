import type { Asked } from "#tests/support/http.ts";

export type Tried = Asked & { path: string };

/** Ways to write a path that somebody may read differently from somebody else. */
function spellings(path: string): string[] {
  const [, first = "", ...rest] = path.split("/");
  const encoded = `%${first.charCodeAt(0).toString(16)}${first.slice(1)}`;
  const tail = rest.length > 0 ? `/${rest.join("/")}` : "";
  return [
    path,
    `${path}/`,
    `${path}?_rsc=1a2b3`,
    `${path}.rsc`,
    `${path}.rsc?_rsc=1a2b3`,
    `${path}.txt`,
    `${path}.json`,
    `${path}.segments/_tree.segment.rsc`,
    `${path}.segments/_full.segment.rsc`,
    `${path}.prefetch.rsc`,
    `${path}/index`,
    `${path}/page`,
    `${path}.css`,
    `${path}/x.css`,
    `${path}%20`,
    `${path}%0a`,
    `${path}%3f`,
    `${path}%23`,
    `${path};x=y`,
    `${path}%3bx`,
    `${path}?__nextDataReq=1`,
    `${path}?nxtPid=1&__nextLocale=en`,
    `${path}?x-middleware-subrequest=1`,
    `/_next/data/development${path}.json`,
    `/_next${path}`,
    `/_next/static/..${path}`,
    `/_next/static/%2e%2e/%2e%2e${path}`,
    `/_next/static/..%2f..${path}`,
    `/icon.svg/..${path}`,
    `/personal-web/..${path}`,
    `/api/v1/..${path}`,
    `/.${path}`,
    `/x/..${path}`,
    `/%2e${path}`,
    `/x/%2e%2e${path}`,
    `/%2f${path.slice(1)}`,
    `/%5c${path.slice(1)}`,
    `\\${path.slice(1)}`,
    `/${path}`,
    `//localhost${path}`,
    `/${encoded}${tail}`,
    `/%25${encoded.slice(1)}${tail}`,
    `/${first.toUpperCase()}${tail}`,
    `/${first}%00${tail}`,
    `/${first};x=y${tail}`,
    `/${first}/.${tail || "/"}`,
    `/ja${path}`,
    `/(console)${path}`,
    `/app${path}`,
  ];
}

const five = (text: string) => Array(5).fill(text).join(":");

/** What a request may say besides, to be taken for another, or for one from inside. */
function sayings(path: string): Record<string, string>[] {
  return [
    { "x-middleware-subrequest": five("middleware") },
    { "x-middleware-subrequest": five("src/middleware") },
    { "x-middleware-subrequest": five("proxy") },
    { "x-middleware-subrequest": five("src/proxy") },
    { "x-middleware-subrequest": "pages/_middleware" },
    { "x-middleware-next": "1", "x-middleware-rewrite": path },
    { "x-middleware-override-headers": "cookie", "x-middleware-request-cookie": "a=b" },
    { "x-nextjs-data": "1" },
    { "x-matched-path": path },
    { "x-invoke-path": path, "x-invoke-status": "200", "x-invoke-output": path },
    { "x-now-route-matches": "1=x", "x-vercel-id": "x" },
    { "x-prerender-revalidate": "x", "x-next-revalidated-tags": "x" },
    { "next-resume": "1", "x-next-resume-state-length": "2" },
    { rsc: "1" },
    { rsc: "1", "next-router-prefetch": "1" },
    { rsc: "1", "next-router-prefetch": "2" },
    { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
    { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_index" },
    { rsc: "1", "next-router-segment-prefetch": "/_full", "next-url": path },
    { rsc: "1", "next-router-state-tree": encodeURIComponent('["",{},null,"refetch"]') },
    { purpose: "prefetch", "sec-purpose": "prefetch;prerender", "x-purpose": "preview" },
    { "x-forwarded-host": "evil.example", "x-forwarded-proto": "https", "x-forwarded-for": "127.0.0.1" },
    { forwarded: "for=127.0.0.1;host=evil.example;proto=https" },
    { host: "evil.example" },
    { "x-real-ip": "127.0.0.1", "x-client-address": "127.0.0.1", "true-client-ip": "127.0.0.1" },
    { "x-nonce": "x", "x-staff-id": "1", "x-user": "administrator01", authorization: "Bearer x" },
    { cookie: "token-desk.session=eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0." },
    { cookie: "next-auth.session-token=x; __Host-token-desk.session=x; __prerender_bypass=x" },
    { accept: "text/x-component" },
    { accept: "application/json", "x-requested-with": "XMLHttpRequest" },
  ];
}

/** Headers that name another page than the one asked for. */
const elsewhere = (path: string): Record<string, string>[] => [
  { "x-original-url": path },
  { "x-rewrite-url": path },
  { "x-middleware-rewrite": path },
  { "x-matched-path": path },
  { "x-invoke-path": path },
  { "next-url": path, rsc: "1" },
];

/** Every way to ask for a page past whoever guards it. `origin` is the desk's own. */
export function bypasses(path: string, origin: string): Tried[] {
  const changing = ["POST", "PUT", "PATCH", "DELETE"];
  return [
    ...spellings(path).map((spelt) => ({ path: spelt })),
    ...sayings(path).map((headers) => ({ path, headers })),
    ...elsewhere(path).map((headers) => ({ path: "/sign-in", headers })),
    ...["HEAD", "OPTIONS"].map((method) => ({ path, method })),
    ...changing.map((method) => ({ path, method, headers: { origin } })),
    ...changing.map((over) => ({
      path,
      method: "POST",
      headers: { origin, "x-http-method-override": over, "x-method-override": over },
    })),
  ];
}

/** The shorter list for every page there is: what Next itself understands, and what once led past its guards. */
export function readings(path: string): Tried[] {
  const kept = /x-middleware|x-nextjs-data|rsc|host|cookie/;
  const said = sayings(path).filter((headers) => kept.test(Object.keys(headers).join()));
  return [
    ...spellings(path)
      .slice(0, 10)
      .map((spelt) => ({ path: spelt })),
    ...said.map((headers) => ({ path, headers })),
  ];
}

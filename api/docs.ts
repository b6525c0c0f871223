import { createHash } from "node:crypto";
import type { OpenAPIHono } from "@hono/zod-openapi";
import { html, raw } from "hono/html";
import type { ApiEnv } from "./deps.ts";

const title = "Token Desk API";

const about = {
  openapi: "3.1.0",
  info: {
    title,
    version: "1",
    description:
      "The login check and status look-ups of the one-time password desk. Authorization: Bearer with a key; errors are RFC 9457 problem details. Where a key has a limit, every answer tells by RateLimit-Limit, RateLimit-Remaining and RateLimit-Reset (in seconds) where it stands.",
  },
};

const style = `
body { font: 1rem/1.6 system-ui, sans-serif; max-width: 56rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1c }
h2 { margin-top: 2.5rem; border-top: 1px solid #767676; padding-top: 1rem; font-size: 1.1rem }
code, pre { font-family: ui-monospace, monospace; font-size: .9rem }
pre { background: #f2f2f2; padding: 1rem; overflow: auto }
td, th { text-align: left; padding: .25rem 1rem .25rem 0; vertical-align: top }`;

const styleHash = createHash("sha256").update(style).digest("base64");

/** The OpenAPI document, and a page for people that is made from it: no script, nothing from elsewhere. */
export function docs(app: OpenAPIHono<ApiEnv>): void {
  app.openAPIRegistry.registerComponent("securitySchemes", "key", { type: "http", scheme: "bearer" });
  let made: ReturnType<typeof app.getOpenAPI31Document> | undefined;
  const document = () => {
    made ??= app.getOpenAPI31Document(about);
    return made;
  };
  app.get("/openapi.json", (c) => c.json(document()));
  app.get("/docs", (c) => {
    c.header(
      "content-security-policy",
      `default-src 'none'; style-src 'sha256-${styleHash}'; frame-ancestors 'none'`,
    );
    return c.html(page(operationsOf(document().paths ?? {})));
  });
}

type Operation = {
  summary?: string;
  description?: string;
  security?: unknown[];
  parameters?: { in: string; name: string; description?: string }[];
  requestBody?: { content?: Record<string, { schema?: unknown }> };
  responses?: Record<string, { description?: string; content?: Record<string, { schema?: unknown }> }>;
};
type Listed = Operation & { method: string; path: string };

function operationsOf(paths: object): Listed[] {
  return Object.entries(paths as Record<string, Record<string, Operation>>).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase(),
      path,
    })),
  );
}

function page(operations: Listed[]) {
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>${raw(style)}</style></head>
<body><main>
<h1>${title}</h1>
<p>${about.info.description}</p>
<p><a href="/api/v1/openapi.json">OpenAPI 3.1 document</a></p>
${operations.map(section)}
</main></body></html>`;
}

function section({
  method,
  path,
  summary,
  description,
  security,
  parameters = [],
  requestBody,
  responses,
}: Listed) {
  const headers = parameters.filter((parameter) => parameter.in === "header");
  const body = requestBody?.content?.["application/json"]?.schema;
  const result = Object.values(responses ?? {})[0]?.content?.["application/json"]?.schema;
  return html`
<h2><code>${method} ${path}</code></h2>
<p>${summary}</p>
${description && html`<p>${description}</p>`}
${security && html`<p>Needs a key.</p>`}
${
  headers.length > 0 &&
  html`<h3>Headers</h3><table><tbody>${headers.map(
    ({ name, description }) => html`<tr><th scope="row">${name}</th><td>${description}</td></tr>`,
  )}</tbody></table>`
}
${body && html`<h3>Body</h3><pre>${JSON.stringify(body, null, 2)}</pre>`}
<h3>Answers</h3>
<table><tbody>${Object.entries(responses ?? {}).map(
    ([status, response]) => html`<tr><th scope="row">${status}</th><td>${response.description}</td></tr>`,
  )}</tbody></table>
${result && html`<pre>${JSON.stringify(result, null, 2)}</pre>`}`;
}

import { expect, test } from "vitest";
import { calls, pages, routes } from "#app/authority.ts";
import { openApi } from "#tests/api/support.ts";
import { authorityPage, listedActions } from "#tests/support/authority-page.ts";
import { withDatabase } from "#tests/support/database.ts";
import { definitionsOfCore } from "#tests/support/definitions.ts";
import { actionsOfApp, pagesOfApp, routesOfApp } from "#tests/support/endpoints.ts";

const desk = withDatabase();

/** Fails by the name of each endpoint that is not listed, and of each that is listed and not there. */
function expectListed(found: readonly string[], listed: readonly string[]) {
  expect({
    unlisted: found.filter((one) => !listed.includes(one)),
    gone: listed.filter((one) => !found.includes(one)),
  }).toEqual({ unlisted: [], gone: [] });
}

test("every page of the sources is in app/authority.ts, and nothing else", () => {
  expectListed(pagesOfApp(), Object.keys(pages));
});

test("every route of the sources is in app/authority.ts, and nothing else", () => {
  expectListed(routesOfApp(), Object.keys(routes));
});

test("every server action of the sources is in app/authority.ts, and nothing else", () => {
  const names = listedActions.map(([name]) => name);
  expectListed(actionsOfApp(), names);
});

test("every call of the API, by its document and by what it answers to, is in app/authority.ts", async () => {
  const { api, close } = openApi(desk.url);
  const document = await (await api.request("/api/v1/openapi.json")).json();
  const described = Object.entries<object>(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replace("/api/v1", "")}`),
  );
  const answered = api.routes
    .filter(({ method }) => method !== "ALL")
    .map(({ method, path }) => `${method} ${path.replace("/api/v1", "").replaceAll(/:(\w+)/g, "{$1}")}`);
  const bare = ["GET /openapi.json", "GET /docs"];
  expectListed([...described, ...bare], Object.keys(calls));
  expectListed([...new Set(answered)], Object.keys(calls));
  await close();
});

test("docs/authority.md says the same, role by role", async () => {
  const page = authorityPage(await definitionsOfCore());
  await expect(page).toMatchFileSnapshot("../../docs/authority.md");
});

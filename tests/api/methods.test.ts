import { expect, test } from "vitest";
import { openApi } from "#tests/api/support.ts";
import { withDatabase } from "#tests/support/database.ts";

const desk = withDatabase();
const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

test("every path of the document refuses every method that it does not list, and a parameter given twice", async () => {
  const { api, close } = openApi(desk.url);
  const document = await (await api.request("/api/v1/openapi.json")).json();
  const paths = Object.entries<Record<string, unknown>>(document.paths);
  expect(paths.length).toBeGreaterThan(9);
  for (const [written, operations] of paths) {
    const path = written.replaceAll(/\{\w+\}/g, "1");
    const listed = Object.keys(operations).map((method) => method.toUpperCase());
    for (const method of methods.filter((one) => !listed.includes(one))) {
      const answer = await api.request(path, { method });
      expect(answer.status, `${method} ${path}`).toBe(405);
      expect(answer.headers.get("allow")?.split(", "), path).toEqual(expect.arrayContaining(listed));
      expect(answer.headers.get("content-type"), path).toBe("application/problem+json");
    }
    for (const method of listed) {
      for (const query of ["a=1&a=2", "__proto__=1&__proto__=2", "a=1&%61=2"]) {
        const { status } = await api.request(`${path}?${query}`, { method });
        expect(status, `${method} ${path}?${query}`).toBe(400);
      }
    }
  }
  await close();
});

import { expect, test } from "vitest";
import { calls } from "#app/authority.ts";
import { clientScopes } from "#core/clients/rules.ts";
import { clientPermissions } from "#core/permissions.ts";
import { newClient, openApi, send } from "#tests/api/support.ts";
import { withDatabase } from "#tests/support/database.ts";

const desk = withDatabase();

test("each call of the API opens for the scopes that have its permission, and for no other", async () => {
  const { api, close } = openApi(desk.url, { address: () => "192.0.2.8" });
  const scopes = clientScopes;
  const keys = await Promise.all(scopes.map(async (scope) => (await newClient(desk, [scope])).key));
  const bodiless = await newClient(desk, []);
  for (const [call, need] of Object.entries(calls)) {
    const [method = "", path = ""] = call.split(" ");
    const asked = path.replaceAll(/\{\w+\}/g, "1");
    const body = method === "POST" ? { body: {} } : {};
    for (const [at, scope] of scopes.entries()) {
      const { status } = await send(api, asked, { key: keys[at] ?? "", ...body });
      const held = need === "public" || (clientPermissions[scope] as readonly string[]).includes(need);
      expect(status === 403, `${call} by ${scope}: ${status}`).toBe(!held);
    }
    for (const [key, refused] of [
      [bodiless.key, 403],
      ["not-a-key-of-anybody-at-all", 401],
    ] as const) {
      const { status } = await send(api, asked, { key, ...body });
      if (need !== "public") expect(status, call).toBe(refused);
      else expect(status, call).toBeLessThan(400);
    }
  }
  await close();
});

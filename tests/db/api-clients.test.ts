import { v7 } from "uuid";
import { beforeAll, describe, expect, test } from "vitest";
import { sqlOf } from "#db/prepared.ts";
import { clientDesk } from "#tests/core/clients/fixtures.ts";
import { withWorld } from "#tests/support/world.ts";
import { refusal } from "./refusal.ts";
import { speakersOf } from "./speakers.ts";

const world = withWorld();
const { register, approved, issue, waiting, first, second } = clientDesk(world);

let clientId = "";
let keyId = "";
beforeAll(async () => {
  clientId = await approved();
  ({ keyId } = await issue(clientId));
});

describe.each(speakersOf(world))("a key, for %s", (who, speak) => {
  test.each([
    "key_hash = 'other'",
    "client_id = gen_random_uuid()",
    "created_by = null",
    "created_at = created_at - interval '1 day'",
    "prefix = 'tdk_other'",
    "replaces = id",
  ])("stays as it was made: %s", async (change) => {
    const told = await refusal(speak().unsafe(`update api_keys set ${change} where id = '${keyId}'`));
    expect(told).toBe(who === "console" ? "42501" : "api_keys_fixed");
  });

  test("ends earlier than it was to, never later, and once revoked stays so", async () => {
    const change = (set: string, id: string) =>
      refusal(speak().unsafe(`update api_keys set ${set} where id = '${id}'`));
    const { keyId: own } = await issue(clientId);
    expect(await change("expires_at = expires_at + interval '1 second'", own)).toBe(
      "api_keys_end_only_nearer",
    );
    expect(await change("expires_at = null", own)).toBe("api_keys_end_only_nearer");
    expect(await change("expires_at = expires_at - interval '1 second'", own)).toBeUndefined();
    expect(await change("revoked_at = now()", own)).toBeUndefined();
    expect(await change("revoked_at = null", own)).toBe("api_keys_said_once");
    expect(await change("revoked_at = now() + interval '1 day'", own)).toBe("api_keys_said_once");
  });

  test("is made neither for a disabled client, nor used or revoked, nor in the place of another's", async () => {
    const others = await approved();
    const disabled = await approved();
    await world.sql`update api_clients set revoked_at = now() where id = ${disabled}`;
    const make = (client: string, columns = "", values = "") =>
      refusal(
        speak().unsafe(`insert into api_keys (id, client_id, key_hash, created_by, created_at, expires_at ${columns})
          values ('${v7()}', '${client}', '${v7()}', '${first().actor.id}', now(), now() + interval '1 day' ${values})`),
      );
    expect(await make(disabled)).toBe("api_keys_made_rightly");
    expect(await make(clientId, ", revoked_at", ", now()")).toBe("api_keys_made_rightly");
    expect(await make(clientId, ", last_used_on", ", now()")).toBe("api_keys_made_rightly");
    expect(await make(others, ", replaces", `, '${keyId}'`)).toBe("api_keys_made_rightly");
    expect(await make(clientId)).toBeUndefined();
  });

  test("a change stands as it was asked for, and is approved by another administrator, once", async () => {
    const { clientId: asked } = await register(["status:read"]);
    const id = await waiting(asked);
    const change = (set: string) =>
      refusal(speak().unsafe(`update client_changes set ${set} where id = '${id}'`));
    const by = (person: string) => `state = 'approved', decided_at = now(), checker_id = '${person}'`;
    expect(await change("to_scopes = '{login:check}'")).toBe("client_changes_fixed");
    expect(await change(`${by(second().actor.id)}, to_scopes = '{login:check}'`)).toBe(
      "client_changes_fixed",
    );
    expect(await change(by(first().actor.id))).toBe("client_changes_four_eyes");
    expect(await change(by(world.as("manager").actor.id))).toBe("client_changes_checker_in_charge");
    expect(await change(by(second().actor.id))).toBeUndefined();
    expect(await change("state = 'withdrawn', checker_id = null")).toBe("client_changes_fixed");
  });

  test("a change that was overtaken does nothing", async () => {
    const { clientId: asked } = await register(["status:read"]);
    await world.sql`update api_clients set scopes = '{metrics:read}' where id = ${asked}`;
    const approve = refusal(
      speak()`update client_changes set state = 'approved', decided_at = now(),
        checker_id = ${second().actor.id} where id = ${await waiting(asked)}`,
    );
    expect(await approve).toBe("client_changes_not_stale");
  });
});

describe("the desks' role", () => {
  const speak = (statement: string) => refusal(sqlOf(world.db).unsafe(statement));

  test("gives no scope and no limit, and deletes nothing", async () => {
    expect(await speak("update api_clients set scopes = '{login:check}'")).toBe("42501");
    expect(await speak("update api_clients set calls_per_minute = null")).toBe("42501");
    expect(await speak("delete from api_keys")).toBe("42501");
    expect(await speak("update api_clients set revoked_at = null where revoked_at is not null")).toMatch(
      "api_clients_said_once",
    );
  });

  test("registers in an administrator's name, without scopes", async () => {
    const enter = (scopes: string, by: string) =>
      speak(`insert into api_clients (id, name, scopes, created_by, created_at)
        values ('${v7()}', '${v7()}', '${scopes}', ${by}, now())`);
    const me = `'${first().actor.id}'`;
    expect(await enter("{login:check}", me)).toBe("api_clients_scopes_by_two");
    expect(await enter("{}", "null")).toBe("api_clients_scopes_by_two");
    expect(await enter("{}", `'${world.as("manager").actor.id}'`)).toBe("api_clients_scopes_by_two");
    expect(await enter("{}", me)).toBeUndefined();
  });

  test("makes a key in an administrator's name, for a client that may call, with an end", async () => {
    const make = (client: string, by: string, end = "now() + interval '1 day'") =>
      speak(`insert into api_keys (id, client_id, key_hash, created_by, created_at, expires_at)
        values ('${v7()}', '${client}', '${v7()}', ${by}, now(), ${end})`);
    const me = `'${first().actor.id}'`;
    expect(await make(clientId, "null")).toBe("api_keys_made_rightly");
    expect(await make(clientId, `'${world.as("clerk").actor.id}'`)).toBe("api_keys_made_rightly");
    expect(await make((await register(["status:read"])).clientId, me)).toBe("api_keys_made_rightly");
    expect(await make(clientId, me, "null")).toBe("api_keys_made_here_end");
    expect(await make(clientId, me, "now() + interval '401 days'")).toBe("api_keys_made_here_end");
    expect(await make(clientId, me)).toBeUndefined();
  });
});

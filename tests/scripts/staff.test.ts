import { describe, expect, test } from "vitest";
import { readInvitation } from "#core/staff/join.ts";
import { joined, visitor } from "#tests/core/staff/newcomer.ts";
import { runToEnd } from "#tests/support/desk.ts";
import { withWorld } from "#tests/support/world.ts";

const world = withWorld();

function run(...words: string[]) {
  const SEAL_KEYS = `1:${world.keys.byVersion.get(1)?.toString("hex")}`;
  const PUBLIC_URL = "https://desk.example.jp";
  return runToEnd(["scripts/staff.ts", ...words], { DATABASE_URL: world.url, SEAL_KEYS, PUBLIC_URL });
}

describe("npm run staff -- invite-administrator", () => {
  test("prints one link, which is good until the administrator has joined", async () => {
    // As before the first one: the last administrator cannot be taken away any other way.
    await world.sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update staff set disabled_at = now() where role = 'administrator'`;
    });
    const { code, stdout, stderr } = await run("invite-administrator", "名倉　学", "admin01");
    expect({ code, stderr }).toMatchObject({
      code: 0,
      stderr: expect.stringContaining("works once, until 20"),
    });
    const [, token = ""] = stdout.match(/^https:\/\/desk\.example\.jp\/join\/([\w-]{43})\n$/) ?? [];
    world.setNow(new Date());
    expect(await readInvitation(visitor(world), token)).toMatchObject({
      name: "名倉　学",
      username: "admin01",
    });
    await joined(world, token);
    const again = await run("invite-administrator", "名倉　学", "admin01");
    expect(again).toMatchObject({ code: 1, stdout: "" });
    expect(again.stderr).toContain("There is an administrator already");
  });

  test("tells how it is called, and what is wrong with a user name", async () => {
    for (const words of [
      [],
      ["invite-administrator"],
      ["invite-administrator", "x", "y", "z"],
      ["remove", "x", "y"],
    ]) {
      const { code, stderr } = await run(...words);
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: "Usage: npm run staff -- invite-administrator NAME USERNAME\n",
      });
    }
    // As before the first one: the last administrator cannot be taken away any other way.
    await world.sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update staff set disabled_at = now() where role = 'administrator'`;
    });
    expect((await run("invite-administrator", "x", "二人目")).stderr).toContain(
      "Use 2 to 50 lower-case letters",
    );
    expect((await run("invite-administrator", "x", "auditor-1")).stderr).toContain(
      "Somebody else has this user name",
    );
  });
});

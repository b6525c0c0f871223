import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Context, StaffActor } from "#core/actor.ts";
import { command } from "#core/command.ts";
import { fail } from "#core/errors.ts";
import { withWorld } from "#tests/support/world.ts";

const world = withWorld();

describe("a command", () => {
  const context = (): Context<StaffActor> => world.as("clerk");
  const change = { subject: { kind: "test", id: "1", label: "1" }, after: {} };
  const probe = (run: () => Promise<void>) =>
    command({
      name: "test.probe",
      permit: "form.key",
      input: z.object({}),
      async run({ tx }) {
        await tx.execute("update staff set email = 'new@example.jp'");
        await run();
        return { result: "done", change };
      },
    });

  test("that fails after it wrote leaves neither the change nor a row", async () => {
    const before = await world.everything();
    for (const run of [
      async () => fail("conflict", "test"),
      async () => {
        throw new TypeError("not foreseen");
      },
    ]) {
      await expect(probe(run)(context(), {})).rejects.toThrow();
    }
    expect(await world.everything()).toBe(before);
  });

  test("that fails only at its commit leaves no row of what never was", async () => {
    await world.sql.unsafe(`
      create function refuse_at_commit() returns trigger language plpgsql as 'begin raise exception ''late''; end';
      create constraint trigger late after update on staff deferrable initially deferred
        for each row execute function refuse_at_commit()`);
    const before = await world.everything();
    await expect(probe(async () => {})(context(), {})).rejects.toThrow("late");
    expect(await world.everything()).toBe(before);
    await world.sql.unsafe("drop trigger late on staff; drop function refuse_at_commit()");
  });

  test("whose audit cannot be written has changed nothing", async () => {
    await world.sql`alter table audit add constraint broken check (action <> 'test.probe') not valid`;
    const before = await world.everything();
    await expect(probe(async () => {})(context(), {})).rejects.toThrow();
    expect(await world.everything()).toBe(before);
    await world.sql`alter table audit drop constraint broken`;
    expect(await probe(async () => {})(context(), {})).toBe("done");
  });
});

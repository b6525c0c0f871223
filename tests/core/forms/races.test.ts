import { describe, expect, test } from "vitest";
import { approveForm } from "#core/forms/approve.ts";
import { keyForm } from "#core/forms/key.ts";
import { returnForm } from "#core/forms/send-back.ts";
import { failureOf, paper, submitted, withWorld } from "#tests/support/world.ts";

const world = withWorld();

describe("races", () => {
  test("two approvers: one wins, the other reads a conflict, fifty times", async () => {
    const forms = [];
    for (let round = 0; round < 50; round++) {
      forms.push(await submitted(world, await world.registered(), "reissue"));
    }
    for (const { formId } of forms) {
      const ends = await Promise.all([
        failureOf(approveForm(world.as("approver", { person: 1 }), { formId })),
        failureOf(approveForm(world.as("approver", { person: 2 }), { formId })),
      ]);
      expect(ends.filter((end) => end === undefined)).toHaveLength(1);
      expect(ends.find((end) => end !== undefined)).toMatchObject({ code: "conflict" });
    }
    const [counted] = await world.sql`
      select count(*)::int as orders, count(distinct form_id)::int as forms from orders
        where form_id = any(${forms.map((form) => form.formId)})`;
    expect(counted).toEqual({ orders: 50, forms: 50 });
  });

  test("approving and returning at once: one happens", async () => {
    for (let round = 0; round < 10; round++) {
      const { formId } = await submitted(world, await world.registered(), "reissue");
      const ends = await Promise.all([
        failureOf(approveForm(world.as("approver", { person: 1 }), { formId })),
        failureOf(returnForm(world.as("approver", { person: 2 }), { formId, reason: "x" })),
      ]);
      expect(ends.filter((end) => end === undefined)).toHaveLength(1);
      const { state } = await world.formOf(formId);
      const [placed] = await world.sql`select count(*)::int as n from orders where form_id = ${formId}`;
      expect(placed?.n).toBe(state === "approved" ? 1 : 0);
    }
  });

  test("an approval takes the contract before its form: two of one contract never wait for each other", async () => {
    const contract = await world.registered();
    const reissue = await submitted(world, contract, "reissue", "lost");
    const found = await submitted(world, contract, "found_report");
    const ids = [reissue.formId, found.formId];
    const waiting = () => world.sql`select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    let ends: Promise<unknown[]> = Promise.resolve([]);
    await world.sql.begin(async (tx) => {
      await tx`select from contracts where id = ${contract.id} for update`;
      ends = Promise.all(ids.map((formId) => failureOf(approveForm(world.as("approver"), { formId }))));
      await expect.poll(waiting).toHaveLength(2);
      const free = await tx`select from forms where id = any(${ids}) for update skip locked`;
      expect(free).toHaveLength(2);
    });
    expect((await ends).filter((end) => end === undefined)).toHaveLength(1);
  });

  test("one form keyed twice at once: one form, one conflict", async () => {
    for (let round = 0; round < 10; round++) {
      const contract = await world.registered();
      const ends = await Promise.all(
        [1, 2].map((person) =>
          failureOf(keyForm(world.as("clerk", { person: person as 1 | 2 }), paper(contract, "reissue"))),
        ),
      );
      expect(ends.filter((end) => end === undefined)).toHaveLength(1);
      expect(ends.find((end) => end !== undefined)).toMatchObject({
        code: "conflict",
        about: "formUnderWay",
      });
      const [counted] =
        await world.sql`select count(*)::int as n from forms where contract_id = ${contract.id}`;
      expect(counted).toEqual({ n: 1 });
      const [audited] =
        await world.sql`select count(*)::int as n from audit where contract_id = ${contract.id}`;
      expect(audited).toEqual({ n: 1 });
    }
  });

  test("an approval sent five times over places one order", async () => {
    const contract = await world.registered();
    const { formId } = await submitted(world, contract, "reissue");
    const ends = await Promise.all(
      Array.from({ length: 5 }, () => failureOf(approveForm(world.as("approver"), { formId }))),
    );
    expect(ends.filter((end) => end === undefined)).toHaveLength(1);
    const [counted] = await world.sql`select count(*)::int as n from fees where contract_id = ${contract.id}`;
    expect(counted).toEqual({ n: 1 });
  });
});

import { describe, expect, test } from "vitest";
import { keyForm } from "#core/forms/key.ts";
import { markFormIncomplete, returnForm } from "#core/forms/send-back.ts";
import { recordMailEvent } from "#core/shipments/record.ts";
import { tellUnregistered } from "#db/notices.ts";
import { sqlOf } from "#db/prepared.ts";
import { refusal } from "#tests/db/refusal.ts";
import type { Contract } from "#tests/support/customers.ts";
import { failureOf, keyed, paper, shipped, submitted, withWorld } from "#tests/support/world.ts";

const world = withWorld();

/** A customer who has a mail address, of a branch that has one too. */
async function reachable(): Promise<Contract & { token: { serial: string } }> {
  const contract = await world.registered();
  await world.sql`update contracts set mail_address = 'taro@example.jp' where id = ${contract.id}`;
  await world.sql`update branches set mail_address = 'desk@bank.example.jp' where code = '001'`;
  return contract;
}

/** What is to be told about a contract, in no order. */
async function told(contract: { id: string }) {
  const rows = await world.sql`
    select event, recipient, state, mail_to, facts from notices where contract_id = ${contract.id}`;
  return rows
    .map(({ event, recipient, state, mail_to: to }) => [event, recipient, state, to].join(" "))
    .sort();
}

describe("what happens is told in its own transaction", () => {
  test("a form that comes in, and one that goes back", async () => {
    const contract = await reachable();
    const { formId } = await submitted(world, contract, "reissue");
    await returnForm(world.as("approver"), { formId, reason: "印影が違う" });
    expect(await told(contract)).toEqual([
      "form_received customer waiting taro@example.jp",
      "form_returned desk waiting desk@bank.example.jp",
    ]);
  });

  test("an incomplete form is told both, again each time", async () => {
    const contract = await reachable();
    const { formId } = await keyed(world, contract, "reissue");
    await markFormIncomplete(world.as("clerk"), { formId, reason: "押印がない" });
    expect((await told(contract)).filter((one) => one.startsWith("form_incomplete"))).toEqual([
      "form_incomplete customer waiting taro@example.jp",
      "form_incomplete desk waiting desk@bank.example.jp",
    ]);
  });

  test("nothing is told of what was refused", async () => {
    const contract = await reachable();
    await keyed(world, contract, "reissue");
    const before = await told(contract);
    expect(await failureOf(keyed(world, contract, "reissue"))).toBeDefined();
    expect(await told(contract)).toEqual(before);
  });

  test("without a mail address a letter is printed, but for what has its paper already", async () => {
    const counter = await world.registered();
    await keyed(world, counter, "reissue");
    expect(await told(counter)).toEqual([]);
    const post = await world.registered();
    await keyForm(world.as("clerk"), { ...paper(post, "reissue"), channel: "post" });
    expect(await told(post)).toEqual(["form_received customer to_print "]);
  });

  test("a token that goes out, with its tracking number", async () => {
    const contract = await reachable();
    const { trackingNumber } = await shipped(world, contract);
    const rows = await world.sql`
      select facts from notices where contract_id = ${contract.id} and event = 'order_shipped'`;
    expect(rows).toMatchObject([{ facts: { trackingNumber } }]);
  });
});

test("a token not registered seven days after its delivery is told once, and no sooner", async () => {
  const contract = await reachable();
  const { shipmentId } = await shipped(world, contract);
  await recordMailEvent(world.as("operations"), { shipmentId, event: "delivered", happenedAt: world.now });
  const remind = (days: number) =>
    tellUnregistered(world.in("jobs"), new Date(world.now.getTime() + days * 86_400_000));
  const reminders = async () => (await told(contract)).filter((one) => one.startsWith("not_registered"));
  await remind(6.9);
  expect(await reminders()).toEqual([]);
  await Promise.all([remind(7), remind(7), remind(7)]);
  await remind(30);
  expect(await reminders()).toEqual([
    "not_registered customer waiting taro@example.jp",
    "not_registered desk waiting desk@bank.example.jp",
  ]);
});

test("no secret, no serial and nobody's name is in the outbox", async () => {
  const rows = await world.sql`select facts::text as facts from notices`;
  expect(rows.length).toBeGreaterThan(5);
  for (const { facts } of rows) expect(facts).not.toMatch(/浜松|ハママツ|2V07|押印|印影/);
});

test("the desks neither write nor readdress a notice", async () => {
  const as = (statement: string) => refusal(sqlOf(world.db).unsafe(statement));
  expect(await as("insert into notices select * from notices")).toBe("42501");
  expect(await as("update notices set mail_to = 'thief@example.com'")).toBe("42501");
  expect(await as("update notices set facts = '{}'")).toBe("42501");
});

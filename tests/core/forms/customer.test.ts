import { expect, test } from "vitest";
import { readCustomer } from "#core/forms/customer.ts";
import { failureOf, keyed, withWorld } from "#tests/support/world.ts";

const world = withWorld();

test("a clerk sees whom a form is about to be keyed for, what holds for them now, and the look is on record", async () => {
  const contract = await world.registered({ name: "浜松　花子" });
  const { number } = await keyed(world, contract, "loss_report");
  const found = await readCustomer(world.as("clerk"), { contractorId: ` ${contract.contractorId}` });
  expect(found).toMatchObject({
    contract: { id: contract.id, name: "浜松　花子", masked: false },
    token: { serial: contract.token.serial, state: "suspended" },
    order: undefined,
    forms: [{ number, kind: "loss_report", state: "received" }],
  });
  const looks = await world.sql`
    select page, purpose from look_ups where contract_id = ${contract.id} and staff_id = ${world.as("clerk").actor.id}`;
  expect(looks).toEqual([{ page: "form", purpose: "form" }]);
});

test("another branch's contract is told like one that there is not, and nobody has looked at it", async () => {
  const other = await world.registered({ branch: "002" });
  const look = (contractorId: string) => failureOf(readCustomer(world.as("clerk"), { contractorId }));
  const told = await look(other.contractorId);
  expect(told).toMatchObject({ code: "not_found" });
  expect(told).toEqual(await look("99999999999"));
  expect(await world.sql`select from look_ups where contract_id = ${other.id}`).toEqual([]);
});

import { expect, test } from "vitest";
import { z } from "zod";
import { keyForm } from "#core/forms/key.ts";
import { submitForm } from "#core/forms/submit.ts";
import { definitionsOfCore } from "#tests/support/definitions.ts";
import { keyed, paper, withWorld } from "#tests/support/world.ts";

const world = withWorld();

type Json = { properties?: Record<string, Json>; additionalProperties?: unknown } & Record<string, unknown>;

/** What a schema reads besides the fields that it names: by their paths the places where anything may be said. */
function openPlaces(schema: Json, at: string): string[] {
  const { properties = {}, additionalProperties: more } = schema;
  const kinds = ["type", "anyOf", "oneOf", "allOf", "const", "enum", "not"];
  const anything =
    (more !== undefined && more !== false) || !kinds.some((kind) => kind in schema) ? [at] : [];
  const named = Object.entries(properties).flatMap(([name, one]) => openPlaces(one, `${at}.${name}`));
  const inner = ["anyOf", "oneOf", "allOf", "prefixItems"].flatMap((key) =>
    [schema[key] ?? []].flat().flatMap((one) => openPlaces(one as Json, at)),
  );
  const items = schema.items ? openPlaces(schema.items as Json, `${at}[]`) : [];
  return [...anything, ...named, ...inner, ...items];
}

/** What JSON cannot say: bytes, and what a function reads that gives one value of a kind of its own. */
const unreadable = [
  "a query that permits debit.propose.bytes",
  "debit.settle.file",
  "debit.settle.results",
  "form.add_scan.bytes",
  "mail.record.happenedAt",
  "mail.record.happenedAt",
  "notice.deliver.claimedAt",
  "notice.give_up.claimedAt",
  "staff.new_recovery_codes.hashes[]",
  "token.register",
];

/** What the desk finds out by itself, of which nobody may tell it. */
const ownFacts =
  /^(state|status|maker\w*|checker\w*|proposed(By|At)|decided(By|At)|approved(By|At)|actor\w*|role|scopes?|permit|fee|\w*Yen|number|at|now|createdAt)$/i;
/** Where such a field is what the person chooses: which tokens are meant, what somebody else is to be. */
const chosen = [
  "client.propose_change scopes",
  "client.register scopes",
  // What the preview said, told back only to be compared.
  "debit.propose amountYen",
  "fee_rule.propose netYen",
  "staff.invite role",
  "staff.propose_move role",
  "token.move_many state",
];

test("no command or query reads a field that it does not name", async () => {
  const defined = await definitionsOfCore();
  expect(defined.length).toBeGreaterThan(75);
  const open = defined.flatMap(({ name, permit, input }) => {
    const read = z.toJSONSchema(input, { io: "input", unrepresentable: "any" }) as Json;
    return openPlaces(read, name ?? `a query that permits ${permit}`);
  });
  expect(open.sort()).toEqual(unreadable);
});

test("no command reads a state, a maker, a checker or a sum from whoever calls it", async () => {
  const commands = (await definitionsOfCore()).filter(({ name }) => name !== undefined);
  expect(commands.length).toBeGreaterThan(35);
  const told = commands.flatMap(({ name, input }) => {
    const read = z.toJSONSchema(input, { io: "input", unrepresentable: "any" }) as Json;
    return Object.keys(read.properties ?? {})
      .filter((field) => ownFacts.test(field))
      .map((field) => `${name} ${field}`);
  });
  expect(told.sort()).toEqual(chosen);
});

test("a form keyed and submitted with a state, a maker and a fee of somebody else's choice takes none of them", async () => {
  const clerk = world.as("clerk");
  const other = world.as("approver").actor.id;
  const injected = {
    id: other,
    number: 7,
    state: "approved",
    makerId: other,
    maker_id: other,
    checkerId: other,
    feeYen: 0,
    branchCode: "002",
    decidedAt: world.now,
    __proto__: { state: "approved" },
  };
  const form = await keyForm(clerk, { ...paper(await world.registered(), "unlock"), ...injected });
  expect(await world.formOf(form.formId)).toMatchObject({
    state: "received",
    maker_id: clerk.actor.id,
    checker_id: null,
    decided_at: null,
    branch_code: "001",
  });
  const { formId } = await keyed(world, await world.registered(), "reissue");
  await submitForm(clerk, { formId, ...injected });
  expect(await world.formOf(formId)).toMatchObject({ state: "awaiting_approval", checker_id: null });
  expect(await world.sql`select * from fees`).toHaveLength(0);
});

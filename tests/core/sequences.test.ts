import fc from "fast-check";
import { expect, test } from "vitest";
import { addScan } from "#core/forms/add-scan.ts";
import { approveForm } from "#core/forms/approve.ts";
import { editForm } from "#core/forms/edit.ts";
import { keyForm } from "#core/forms/key.ts";
import { receiveForm } from "#core/forms/receive.ts";
import { formKinds, reissueReasons } from "#core/forms/rules.ts";
import { cancelForm, markFormIncomplete, returnForm } from "#core/forms/send-back.ts";
import { submitForm } from "#core/forms/submit.ts";
import { allocateSerial } from "#core/orders/allocate.ts";
import { cancelOrder } from "#core/orders/cancel.ts";
import { closeOrder } from "#core/orders/close.ts";
import { shipOrder } from "#core/orders/ship.ts";
import { recordMailEvent } from "#core/shipments/record.ts";
import { mailEvents } from "#core/shipments/rules.ts";
import { askReopening } from "#core/tokens/ask.ts";
import { approveTokenRequest } from "#core/tokens/decide.ts";
import { releaseToken } from "#core/tokens/release.ts";
import { restockToken } from "#core/tokens/restock.ts";
import { revokeToken } from "#core/tokens/revoke.ts";
import { suspendToken } from "#core/tokens/suspend.ts";
import { failureOf, nextTrackingNumber, paper, png, withWorld } from "#tests/support/world.ts";

const world = withWorld();

type Run = { contract: { id: string; contractorId: string }; serials: string[] };
type Step = { what: string; kind: number; reason: number; pick: number; person: 1 | 2 };

const newest = async (table: "forms" | "orders", contractId: string, pick: number) => {
  const rows = await world.sql`
    select id from ${world.sql(table)} where contract_id = ${contractId} order by number desc limit 3`;
  return String(rows[pick % Math.max(1, rows.length)]?.id ?? "01900000-0000-7000-8000-00000000000d");
};
/** The token that is registered to the contract, or else the one that its newest order sends. */
const tokenOf = async (contractId: string) => {
  const [row] = await world.sql`
    select token_id from (
      select token_id, 1 as rank from bindings where contract_id = ${contractId} and unbound_at is null
      union all (select token_id, 2 from orders where contract_id = ${contractId} order by number desc limit 1)
    ) as theirs where token_id is not null order by rank limit 1`;
  return String(row?.token_id ?? "01900000-0000-7000-8000-00000000000d");
};
const newestShipment = async (contractId: string) => {
  const [row] = await world.sql`
    select s.id from shipments s join orders o on o.id = s.order_id where o.contract_id = ${contractId}
      order by s.shipped_at desc, s.id desc limit 1`;
  return String(row?.id ?? "01900000-0000-7000-8000-00000000000d");
};

/** Everything that may happen to a contract; most of it, at a random moment, must be refused. */
const steps: Record<string, (run: Run, step: Step) => Promise<unknown>> = {
  key: async ({ contract }, { kind, reason, person, pick }) => {
    const form = formKinds[kind % formKinds.length] ?? "unlock";
    const why = form === "reissue" ? (reissueReasons[reason % reissueReasons.length] ?? "lost") : null;
    const channel = pick === 2 ? "phone" : "counter";
    return keyForm(world.as("clerk", { person }), { ...paper(contract, form, why), channel });
  },
  edit: async ({ contract }, { pick, person, reason }) => {
    const formId = await newest("forms", contract.id, pick);
    const [form] = await world.sql`select kind from forms where id = ${formId}`;
    const why = form?.kind === "reissue" ? (reissueReasons[reason % reissueReasons.length] ?? "lost") : null;
    const {
      contractorId: _,
      kind: __,
      channel: ___,
      ...fields
    } = paper(contract, form?.kind ?? "unlock", why);
    return editForm(world.as("clerk", { person }), { formId, ...fields });
  },
  scan: async ({ contract }, { pick }) =>
    addScan(world.as("clerk"), {
      formId: await newest("forms", contract.id, pick),
      fileName: "f.png",
      bytes: png,
    }),
  receive: async ({ contract }, { pick }) =>
    receiveForm(world.as("clerk"), { formId: await newest("forms", contract.id, pick) }),
  submit: async ({ contract }, { pick }) =>
    submitForm(world.as("clerk"), { formId: await newest("forms", contract.id, pick) }),
  incomplete: async ({ contract }, { pick }) =>
    markFormIncomplete(world.as("clerk"), { formId: await newest("forms", contract.id, pick), reason: "x" }),
  return: async ({ contract }, { pick, person }) =>
    returnForm(world.as("approver", { person }), {
      formId: await newest("forms", contract.id, pick),
      reason: "x",
    }),
  approve: async ({ contract }, { pick, person }) =>
    approveForm(world.as("approver", { person }), { formId: await newest("forms", contract.id, pick) }),
  cancelForm: async ({ contract }, { pick }) =>
    cancelForm(world.as("clerk"), { formId: await newest("forms", contract.id, pick), reason: "x" }),
  allocate: async ({ contract, serials }, { pick, reason }) =>
    allocateSerial(world.as("operations"), {
      orderId: await newest("orders", contract.id, pick % 2),
      serial: serials[reason % serials.length],
    }),
  ship: async ({ contract }, { pick }) =>
    shipOrder(world.as("operations"), {
      orderId: await newest("orders", contract.id, pick % 2),
      trackingNumber: nextTrackingNumber(),
    }),
  mail: async ({ contract }, { kind }) =>
    recordMailEvent(world.as("operations"), {
      shipmentId: await newestShipment(contract.id),
      event: mailEvents[kind % mailEvents.length],
      happenedAt: world.now,
    }),
  delivered: async ({ contract }) =>
    recordMailEvent(world.as("operations"), {
      shipmentId: await newestShipment(contract.id),
      event: "delivered",
      happenedAt: world.now,
    }),
  comesBack: async ({ contract }) =>
    recordMailEvent(world.as("operations"), {
      shipmentId: await newestShipment(contract.id),
      event: "returned",
      happenedAt: world.now,
    }),
  cancelOrder: async ({ contract }, { pick }) =>
    cancelOrder(world.as("operations"), {
      orderId: await newest("orders", contract.id, pick % 2),
      reason: "x",
    }),
  suspend: async ({ contract }) =>
    suspendToken(world.as("clerk"), { tokenId: await tokenOf(contract.id), reason: "x" }),
  reopen: async ({ contract }) => {
    const { requestId } = await askReopening(world.as("clerk"), {
      tokenId: await tokenOf(contract.id),
      reason: "x",
    });
    return approveTokenRequest(world.as("approver"), { requestId });
  },
  release: async ({ contract }) =>
    releaseToken(world.as("operations"), { tokenId: await tokenOf(contract.id), reason: "x" }),
  restock: async ({ contract }, { pick }) =>
    restockToken(world.as("operations"), {
      tokenId: await tokenOf(contract.id),
      reason: "x",
      seal: pick === 0 ? "unbroken" : "broken",
    }),
  revoke: async ({ contract }) =>
    revokeToken(world.as("operations"), { tokenId: await tokenOf(contract.id), reason: "x" }),
  close: async ({ contract }, { pick }) =>
    closeOrder(world.as("operations"), {
      orderId: await newest("orders", contract.id, pick % 2),
      reason: "x",
    }),
};

/** How a paper usually goes, so that the far states are reached too. */
const usual = ["key", "scan", "submit", "approve", "allocate", "ship", "delivered", "register"];
/** The same up to a token that is allocated, in the post, or in use, and what may become of that. */
const ways = [
  usual,
  [...usual, "suspend", "reopen"],
  [...usual.slice(0, 5), "release"],
  [...usual.slice(0, 6), "revoke", "allocate", "ship"],
  [...usual.slice(0, 6), "comesBack", "restock"],
  [...usual.slice(0, 7), "revoke"],
];

const step = fc.record({
  what: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...usual) },
    { weight: 2, arbitrary: fc.constantFrom(...Object.keys(steps)) },
  ),
  kind: fc.nat(20),
  reason: fc.nat(20),
  pick: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(2) }),
  person: fc.constantFrom<1 | 2>(1, 2),
});
const sequences = fc.tuple(
  fc.boolean(),
  fc.array(
    fc.oneof(
      step.map((one) => [one]),
      fc.constantFrom(...ways).map(asSteps),
      fc.array(step, { minLength: 2, maxLength: 3 }),
    ),
    {
      minLength: 4,
      maxLength: 14,
    },
  ),
);

/** One paper's way from the counter to the customer, as so many steps one after the other. */
function asSteps(way: readonly string[]): Step[] {
  return way.map((what) => ({ what, kind: 2, reason: 4, pick: 0, person: 1 }));
}

/** The customer registers the token of the order in the post, if there is one and nothing is stopped. */
async function register({ contract }: Run): Promise<void> {
  const [order] = await world.sql`
    select o.id from orders o where contract_id = ${contract.id} and state in ('shipped', 'delivered')
      and not exists (select from bindings b join tokens t on t.id = b.token_id
        where b.contract_id = o.contract_id and unbound_at is null and t.state <> 'active')`;
  if (order) await world.register(order.id);
}

async function begin(hasToken: boolean): Promise<Run> {
  const contract = hasToken ? await world.registered() : await world.contract();
  const serials = await Promise.all([1, 2, 3].map(async () => (await world.token()).serial));
  return { contract, serials };
}

/** How many of the steps succeeded; a refusal that was not foreseen as one throws. */
async function take(run: Run, { what, ...rest }: Step): Promise<number> {
  if (what === "register") {
    await register(run);
    return 0;
  }
  const told = await failureOf((steps[what] ?? expect.unreachable(what))(run, { what, ...rest }));
  return told === undefined ? 1 : 0;
}

/** What holds at every moment, whatever was tried. */
async function expectSound({ contract, serials }: Run, succeeded: number): Promise<void> {
  const [found] = await world.sql`
    with my as (select ${contract.id}::uuid as id)
    select
      (select count(*) from audit where contract_id = my.id)::int as audited,
      (select count(*) from bindings where contract_id = my.id and unbound_at is null)::int as live,
      (select count(*) from bindings b join tokens t on t.id = b.token_id where contract_id = my.id
        and (unbound_at is null) <> (t.state in ('active', 'suspended')))::int as "boundOtherwise",
      (select count(*) from orders where contract_id = my.id
        and state in ('placed', 'allocated', 'shipped', 'delivered', 'returned'))::int as open,
      (select count(*) from orders o join forms f on f.id = o.form_id where o.contract_id = my.id and (
        (o.state in ('placed', 'allocated', 'shipped', 'delivered', 'returned') and f.state <> 'approved')
        or (o.state = 'cancelled' and f.state <> 'cancelled')
        or (o.state in ('completed', 'closed') and f.state <> 'completed')))::int as "formsBesideOrders",
      (select count(*) from forms f where contract_id = my.id and state = 'approved'
        and not exists (select from orders o where o.form_id = f.id))::int as "approvedForNothing",
      (select count(*) from forms where contract_id = my.id and checker_id = maker_id)::int as "ownApprovals",
      (select count(*) from orders o where contract_id = my.id
        and (select count(*) from fees f where f.order_id = o.id) <> 1)::int as "ordersWithoutFee",
      (select count(*) from fees f join orders o on o.id = f.order_id where f.contract_id = my.id and (
        (select count(*) from fee_entries e where e.fee_id = f.id and kind = 'assessed'
          and amount_yen = f.gross_yen) <> 1
        or (select count(*) from fee_entries e where e.fee_id = f.id and kind = 'reversed'
          and amount_yen = f.gross_yen) <> (o.state = 'cancelled')::int))::int as "ledgersWrong",
      (select count(*) from orders o join tokens t on t.id = o.token_id where o.contract_id = my.id and not (
        (o.state = 'allocated' and t.state = 'allocated')
        or (o.state in ('shipped', 'returned') and t.state = 'in_transit')
        or (o.state = 'delivered' and t.state = 'delivered')
        or (o.state = 'closed' and t.state = 'revoked')
        or (o.state = 'completed' and t.state in ('active', 'suspended', 'revoked'))))::int as "tokensBesideOrders",
      (select count(*) from tokens t where serial = any(${serials}) and state = 'allocated'
        and not exists (select from orders o where o.token_id = t.id and o.state = 'allocated'))::int as stray,
      (select count(*) from orders o where contract_id = my.id
        and (select count(*) from shipments s where s.order_id = o.id) > 2)::int as "postedTooOften",
      (select (card_opened_at is not null and (card_until is null or card_until > ${world.now})
        and not exists (select from orders o where o.contract_id = my.id
          and state in ('placed', 'allocated', 'shipped', 'delivered', 'returned')))::int
        from login_accounts where contract_id = my.id) as "cardOpenForNothing",
      (select (card_opened_at is null and not exists (select from bindings b
          where b.contract_id = my.id and unbound_at is null)
        and (select unbind_reason = 'reissue' from bindings b where b.contract_id = my.id
          order by bound_at desc limit 1))::int
        from login_accounts where contract_id = my.id) as "passwordAloneAfterReissue"
    from my`;
  expect(found).toEqual({
    audited: succeeded,
    live: found?.live === 0 ? 0 : 1,
    boundOtherwise: 0,
    open: found?.open === 0 ? 0 : 1,
    formsBesideOrders: 0,
    approvedForNothing: 0,
    ownApprovals: 0,
    ordersWithoutFee: 0,
    ledgersWrong: 0,
    tokensBesideOrders: 0,
    stray: 0,
    postedTooOften: 0,
    cardOpenForNothing: 0,
    passwordAloneAfterReissue: found?.passwordAloneAfterReissue === null ? null : 0,
  });
}

test("whatever is tried on a contract, one thing after the other, the books stay sound", async () => {
  const reached = new Set<string>();
  await fc.assert(
    fc.asyncProperty(sequences, async ([hasToken, groups]) => {
      const run = await begin(hasToken);
      let succeeded = 0;
      for (const one of groups.flat()) {
        const done = await take(run, one);
        succeeded += done;
        if (done) reached.add(one.what);
        world.advance({ minutes: 1 });
      }
      await expectSound(run, succeeded);
    }),
    { numRuns: 12 },
  );
  // Otherwise the property would hold because nothing ever happened.
  expect([...reached].sort()).toEqual(
    expect.arrayContaining(["allocate", "approve", "key", "ship", "submit"]),
  );
}, 60_000);

test("nor does it matter when much is tried at once", async () => {
  await fc.assert(
    fc.asyncProperty(sequences, async ([hasToken, groups]) => {
      const run = await begin(hasToken);
      let succeeded = 0;
      for (const group of groups) {
        const registers = group.filter(({ what }) => what === "register");
        const others = group.filter(({ what }) => what !== "register");
        const isWay = group.length > 3;
        if (isWay) for (const one of others) succeeded += await take(run, one);
        else succeeded += (await Promise.all(others.map((one) => take(run, one)))).reduce((a, b) => a + b, 0);
        for (const one of registers) await take(run, one);
        world.advance({ minutes: 1 });
      }
      await expectSound(run, succeeded);
    }),
    { numRuns: 12 },
  );
}, 60_000);

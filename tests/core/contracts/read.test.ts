import { v7 } from "uuid";
import { expect, test } from "vitest";
import { readContract } from "#core/contracts/read.ts";
import { settleBatch } from "#core/debits/settle.ts";
import { dueFee, fileOf, maker, sentBatch, setConsignor } from "#tests/core/debits/desk.ts";
import { answerTo } from "#tests/core/debits/requests.ts";
import { approved, withWorld } from "#tests/support/world.ts";

const world = withWorld();

test("the contract's page tells the whole story, newest first", async () => {
  const contract = await world.registered();
  world.advance({ minutes: 1 });
  const { orderId } = await approved(world, contract, "reissue");
  world.advance({ minutes: 1 });
  for (const [factor, reached] of [
    ["password", false],
    ["card", true],
  ] as const) {
    await world.sql`insert into login_events (contract_id, at, factor, outcome, reached_limit, client_key, address)
      values (${contract.id}, ${world.now}, ${factor}, 'rejected', ${reached}, 'personal-web', '192.0.2.9')`;
  }
  const page = await readContract(world.as("clerk"), { contractId: contract.id });
  expect(page).toMatchObject({
    contract: { contractorId: contract.contractorId, branchName: "支店001" },
    token: undefined,
    openOrder: { id: orderId, state: "placed" },
    openForms: [{ kind: "reissue", state: "approved" }],
    fees: [{ sums: { assessed: 1100, collected: 0 }, fee: { grossYen: 1100 } }],
    limits: { password: 5, otp: 5, card: 3 },
  });
  expect(page.timeline.map((one) => (one.kind === "command" ? one.row.action : one.kind))).toEqual([
    "lock",
    "form.approve",
    "form.submit",
    "form.add_scan",
    "form.key",
  ]);
  expect(page.logins.map((one) => one.factor)).toEqual(["card", "password"]);
});

test("of its login checks the contract's page tells the newest twenty and all the locks, with who asked", async () => {
  const contract = await world.registered();
  const clientId = v7();
  await world.sql`insert into api_clients (id, name, scopes, created_at)
    values (${clientId}, '認証サーバー', '{}', ${world.now})`;
  await world.sql`insert into login_events (contract_id, at, factor, outcome, reached_limit, client_key, address)
    select ${contract.id}, ${world.now}::timestamptz - n * interval '1 hour', 'otp', 'rejected', n % 10 = 0,
      case when n % 2 = 0 then 'personal-web' else ${clientId} end, '192.0.2.9' from generate_series(1, 50) n`;
  const { timeline, logins } = await readContract(world.as("clerk"), { contractId: contract.id });
  expect(timeline.map((one) => one.kind)).toEqual(Array(5).fill("lock"));
  expect(logins).toHaveLength(20);
  const times = logins.map((one) => one.at.getTime());
  expect(times).toEqual([...times].sort((a, b) => b - a));
  expect(logins.slice(0, 2)).toMatchObject([
    { clientKey: clientId, clientName: "認証サーバー" },
    { clientKey: "personal-web", clientName: null },
  ]);
});

test("what direct debits did with the contract's fees is in its story", async () => {
  await setConsignor(world);
  const feeId = await dueFee(world);
  world.advance({ minutes: 1 });
  const batchId = await sentBatch(world);
  world.advance({ minutes: 1 });
  await settleBatch(maker(world), {
    batchId,
    bytes: answerTo(await fileOf(world, batchId), ["insufficient"]),
  });
  const [fee] = await world.sql`select contract_id from fees where id = ${feeId}`;
  const page = await readContract(world.as("clerk"), { contractId: fee?.contract_id });
  expect(page.timeline.slice(0, 2)).toMatchObject([
    { kind: "debit", row: { feeId, kind: "debit_failed", amountYen: 1100 } },
    { kind: "debit", row: { feeId, kind: "billed", amountYen: 1100 } },
  ]);
});

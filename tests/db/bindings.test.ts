import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { refusal } from "#tests/db/refusal.ts";
import { speakersOf } from "#tests/db/speakers.ts";
import { withWorld } from "#tests/support/world.ts";

const world = withWorld();

describe.each(speakersOf(world))("bindings, for %s", (_, speak) => {
  const bind = (contractId: string, tokenId: string) => speak()`
    insert into bindings (id, contract_id, token_id, bound_at) values (${v7()}, ${contractId}, ${tokenId}, ${world.now.toISOString()})`;
  const end = (tokenId: string, reason = "reissue") => speak()`
    update bindings set unbound_at = ${world.now.toISOString()}, unbind_reason = ${reason} where token_id = ${tokenId}`;

  test("a contract has one live binding at most", async () => {
    const { id, token } = await world.registered();
    const other = await world.token();
    expect(await refusal(bind(id, other.id))).toBe("bindings_one_live_per_contract");
    await end(token.id);
    expect(await refusal(bind(id, other.id))).toBeUndefined();
  });

  test("a serial in use is bound to nobody else", async () => {
    const { token } = await world.registered();
    const other = await world.contract();
    expect(await refusal(bind(other.id, token.id))).toBe("bindings_never_again");
  });

  test("of many contracts that race for one serial, one has it", async () => {
    const token = await world.token();
    const contracts = await Promise.all(Array.from({ length: 10 }, () => world.contract()));
    const refused = await Promise.all(contracts.map((contract) => refusal(bind(contract.id, token.id))));
    expect(refused.filter((one) => one === undefined)).toHaveLength(1);
    const [bound] = await world.sql`select count(*)::int as n from bindings where token_id = ${token.id}`;
    expect(bound).toEqual({ n: 1 });
  });

  test("a serial once bound is never bound again, whatever became of it", async () => {
    const { id, token } = await world.registered();
    await end(token.id);
    expect(await refusal(bind(id, token.id))).toBe("bindings_never_again");
    expect(await refusal(bind((await world.contract()).id, token.id))).toBe("bindings_never_again");
  });

  test.each(["revoked", "disposed"])(
    "a serial that is %s is never bound, though it never was",
    async (state) => {
      const { id } = await world.contract();
      const token = await world.token();
      await world.sql.begin(async (sql) => {
        // Without the guard that asks for two people.
        await sql`set local session_replication_role = replica`;
        await sql`update tokens set state = ${state} where id = ${token.id}`;
      });
      expect(await refusal(bind(id, token.id))).toBe("bindings_never_again");
    },
  );

  test("a binding ends once, and nothing else of it changes", async () => {
    const { id, token } = await world.registered();
    const other = await world.contract();
    const spare = await world.token();
    const set = {
      contract: () => speak()`update bindings set contract_id = ${other.id} where contract_id = ${id}`,
      token: () => speak()`update bindings set token_id = ${spare.id} where contract_id = ${id}`,
      time: () =>
        speak()`update bindings set bound_at = bound_at - interval '1 day' where contract_id = ${id}`,
      reopen: () =>
        speak()`update bindings set unbound_at = null, unbind_reason = null where contract_id = ${id}`,
      reason: () => speak()`update bindings set unbind_reason = 'unenroll' where contract_id = ${id}`,
    };
    expect(await refusal(set.contract())).toBe("bindings_ended_once");
    expect(await refusal(set.token())).toBe("bindings_ended_once");
    expect(await refusal(set.time())).toBe("bindings_ended_once");
    await end(token.id);
    for (const change of Object.values(set)) expect(await refusal(change())).toBe("bindings_ended_once");
    expect(await refusal(end(token.id))).toBe("bindings_ended_once");
  });

  test("a step that was accepted is never taken back", async () => {
    const { token } = await world.registered();
    await speak()`update tokens set last_step = last_step + 7 where id = ${token.id}`;
    const back = speak()`update tokens set last_step = last_step - 1 where id = ${token.id}`;
    expect(await refusal(back)).toBe("tokens_step_only_grows");
    await speak()`update tokens set last_step = last_step, drift_steps = 1 where id = ${token.id}`;
  });
});

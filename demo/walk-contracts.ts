import { sql } from "drizzle-orm";
import { openCells } from "#core/logins/card.ts";
import { otpAt, stepAt } from "#core/logins/otp.ts";
import { cardCells } from "#core/logins/rules.ts";
import { type SealKeys, unseal } from "#core/seal.ts";
import type { Database } from "#db/client.ts";
import { findLoginAccount, type LoginAccount, type LoginToken } from "#db/logins.ts";
import { contractPassword } from "./secrets.ts";

export const walkStates = ["registered", "delivered", "gap", "locked", "new"] as const;
export type WalkState = (typeof walkStates)[number];

export type WalkContract = {
  contractorId: string;
  password: string;
  serial: string | null;
  otp: string | null;
  cells: Record<string, string>;
  state: WalkState;
  /** Of the serial, in hex: what `oathtool --totp SEED` takes. */
  seed: string | null;
};

/** What the login check does not read of a contract, but decides whether it can be tried out. */
export type Facts = {
  contractorId: string;
  /** The order under way. */
  order: { state: string; kind: string } | null;
  everHadToken: boolean;
  /** A form that nobody has decided yet. */
  formUnderWay: boolean;
};

/** Contracts to try things on, by where they stand in the database now; the first branch's first, the newest order on top. */
export async function listWalkContracts(
  db: Database,
  { keys, now }: { keys: SealKeys; now: Date },
): Promise<WalkContract[]> {
  const found: WalkContract[] = [];
  for (const facts of await listFacts(db)) {
    const { account } = await findLoginAccount(db, facts.contractorId, { now, network: "demo" });
    const state = account && walkState(account, facts);
    if (!state) continue;
    const token = state === "delivered" ? account.order?.token : account.token;
    const otp = token ? otpNow(token, keys, { now, windowSteps: account.windowSteps }) : null;
    if (otp === undefined) continue;
    const { contractorId } = facts;
    const cells = openCells(keys, contractorId, account.cells);
    found.push({
      contractorId,
      password: contractPassword(contractorId),
      serial: token?.serial ?? null,
      otp,
      cells: Object.fromEntries(cardCells.map((name, at) => [name, cells[at] ?? ""])),
      state,
      seed: token ? openSeed(token, keys).toString("hex") : null,
    });
  }
  return found.toSorted((one, other) => walkStates.indexOf(one.state) - walkStates.indexOf(other.state));
}

/** Where a contract stands; undefined where something else is going on with it. */
export function walkState(
  { standing, order: sent }: Pick<LoginAccount, "standing" | "order">,
  { order, everHadToken, formUnderWay }: Facts,
): WalkState | undefined {
  const { locked, tokenState, gap } = standing;
  if (formUnderWay || locked.password || locked.card) return undefined;
  if (tokenState === "active" && !order) return locked.otp ? "locked" : "registered";
  if (tokenState !== null || locked.otp) return undefined;
  if (!order) return everHadToken || gap ? undefined : "new";
  if (order.kind !== "reissue" || !gap) return undefined;
  if (order.state === "delivered" && sent) return "delivered";
  return ["placed", "allocated"].includes(order.state) ? "gap" : undefined;
}

/**
 * A code that the login check will take now: of the present step, or of the next where that one is used up;
 * undefined where the window holds none that is new.
 */
function otpNow(
  token: LoginToken,
  keys: SealKeys,
  { now, windowSteps }: { now: Date; windowSteps: number },
): string | undefined {
  const present = token.kind === "hotp" ? 0 : stepAt(now, token.stepSeconds) + token.driftSteps;
  const step = Math.max(present, token.lastStep + 1);
  if (token.kind === "totp" && step > present + windowSteps) return undefined;
  return otpAt(token, openSeed(token, keys), step);
}

function openSeed({ serial, seed }: LoginToken, keys: SealKeys): Buffer {
  return unseal(keys, serial, seed);
}

/** The first branch's contracts first, in the order they were made; tokens of the usual 30 s before others. */
async function listFacts(db: Database): Promise<Facts[]> {
  const rows = await db.execute<Facts>(sql`
    select c.contractor_id as "contractorId",
        case when o.id is not null then json_build_object('state', o.state, 'kind', o.kind) end as "order",
        exists (select from bindings b where b.contract_id = c.id) as "everHadToken",
        exists (select from forms f where f.contract_id = c.id
          and f.state not in ('approved', 'completed', 'cancelled')) as "formUnderWay"
      from contracts c
      left join orders o on o.contract_id = c.id
        and o.state in ('placed', 'allocated', 'shipped', 'delivered', 'returned')
      left join bindings l on l.contract_id = c.id and l.unbound_at is null
      left join tokens t on t.id = coalesce(l.token_id, o.token_id)
      order by c.branch_code, coalesce(t.kind = 'totp' and t.algorithm = 'sha1' and t.step_seconds = 30, true) desc,
        o.placed_at desc nulls last, c.id`);
  return [...rows];
}

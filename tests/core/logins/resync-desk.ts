import type { ClientActor, Context, StaffActor } from "#core/actor.ts";
import { checkOtp } from "#core/logins/check-otp.ts";
import { resyncToken } from "#core/logins/resync.ts";
import type { TestDatabase } from "#tests/support/database.ts";
import { contextOf, keys, type MadeContract, type MadeToken, now, otpOf, wrongOtpOf } from "./fixtures.ts";

export const clerk: StaffActor = {
  kind: "staff",
  id: "11111111-1111-4111-8111-111111111111",
  name: "係",
  role: "clerk",
  branchCode: "001",
  confirmedUntil: null,
  signedInAt: new Date(0),
  standsInFor: [],
};
export const client: ClientActor = {
  kind: "client",
  id: "33333333-3333-4333-8333-333333333333",
  name: "銀行",
  scopes: ["tokens:resync"],
};

/** The pair that a token shows from so many steps from now on. */
export const pair = (token: MadeToken, offset: number) => [otpOf(token, offset), otpOf(token, offset + 1)];
export const wrong = (token: MadeToken) => [wrongOtpOf(token), wrongOtpOf(token, 1)];

type Given = Partial<Context<StaffActor | ClientActor>>;

/** Resyncs and logins in a test's database, and what they leave there. */
export function resyncsIn(desk: TestDatabase) {
  const context = (changes: Given = {}): Context<StaffActor | ClientActor> => ({
    actor: clerk,
    db: desk.in("counter"),
    now,
    keys,
    request: { id: "r", address: "192.0.2.9" },
    ...changes,
  });
  const resync = ({ contractorId }: Pick<MadeContract, "contractorId">, otps: unknown, changes: Given = {}) =>
    resyncToken(context(changes), { contractorId, otps });
  return {
    resync,
    outcomeOf: async (...given: Parameters<typeof resync>) => (await resync(...given)).outcome,

    async login({ contractorId, token }: MadeContract, offset: number) {
      return (await checkOtp(contextOf(desk.login), { contractorId, otp: otpOf(token, offset) })).outcome;
    },

    async tokenOf({ token }: MadeContract) {
      const [row] = await desk.sql`select last_step, drift_steps from tokens where id = ${token.id}`;
      return { lastStep: Number(row?.last_step), driftSteps: row?.drift_steps };
    },

    async otpFails({ contractId }: MadeContract) {
      const [row] = await desk.sql`select otp_fails from login_accounts where contract_id = ${contractId}`;
      return row?.otp_fails;
    },

    /** The events of its resyncs, in order, as `rejected limit`. */
    async events({ contractId }: MadeContract) {
      const rows = await desk.sql`select outcome, reached_limit from login_events
        where contract_id = ${contractId} and factor = 'resync' order by id`;
      return rows.map((row) => `${row.outcome}${row.reached_limit ? " limit" : ""}`);
    },
  };
}

import { checkPassword } from "#core/logins/check-password.ts";
import { systemRandom } from "#core/logins/context.ts";
import { withDatabase } from "#tests/support/database.ts";
import { contextOf, type MadeContract, now, canaryPassword as password } from "./fixtures.ts";

/** The login check on a database of the test file's own, and what it left there. */
export function withChecks() {
  const desk = withDatabase();
  const context = (changes = {}) => contextOf(desk.login, changes);
  const later = (minutes: number) => context({ now: new Date(now.getTime() + minutes * 60_000) });
  const begin = ({ contractorId }: MadeContract, at = context()) =>
    checkPassword(at, { contractorId, password });

  async function counters({ contractId }: MadeContract) {
    const [row] = await desk.sql`select password_fails as password, otp_fails as otp, card_fails as card
      from login_accounts where contract_id = ${contractId}`;
    return { ...row };
  }

  async function events({ contractId }: MadeContract) {
    const rows = await desk.sql`select factor, outcome, reached_limit from login_events
      where contract_id = ${contractId} order by id`;
    return rows.map((row) => `${row.factor} ${row.outcome}${row.reached_limit ? " limit" : ""}`);
  }

  return { desk, context, later, begin, counters, events };
}

/** Chance that draws the same every time. */
export function drawing(nth: number) {
  return { ...systemRandom, below: () => nth };
}

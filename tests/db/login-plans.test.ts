import { expect, test } from "vitest";
import { checkOtp } from "#core/logins/check-otp.ts";
import { connect } from "#db/client.ts";
import { sqlOf } from "#db/prepared.ts";
import { contextOf, makeContract, otpOf, wrongOtpOf } from "#tests/core/logins/fixtures.ts";
import { withDatabase } from "#tests/support/database.ts";

const desk = withDatabase();

test("a check reads an address by its key, however few there were when it was planned", async () => {
  const pool = connect(desk.url, { role: "login", max: 1 });
  try {
    const check = async (nth: number) => {
      const { contractorId, token } = await makeContract(desk.sql, { token: "active" });
      const context = contextOf(pool.db, { address: `198.51.100.${nth}` });
      await checkOtp(context, { contractorId, otp: wrongOtpOf(token) });
      await checkOtp(context, { contractorId, otp: otpOf(token) });
    };
    await desk.sql`analyze address_failures`;
    await check(1);
    await desk.sql`insert into address_failures (address, failures, window_ends_at)
      select 'address ' || n, 1, now() + interval '1 hour' from generate_series(1, 5000) n`;
    for (let nth = 2; nth <= 6; nth++) await check(nth);
    await sqlOf(pool.db)`select pg_stat_force_next_flush()`;
    const [read] = await desk.sql`select t.seq_tup_read + i.idx_tup_read as rows
      from pg_stat_user_tables t join pg_stat_user_indexes i using (relid) where t.relname = 'address_failures'`;
    expect(Number(read?.rows)).toBeLessThan(100);
  } finally {
    await pool.close();
  }
});

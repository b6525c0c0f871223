import { type Bench, withApi } from "#bench/desk.ts";
import { type Load, load } from "#bench/load.ts";
import { pgbench } from "#bench/pgbench.ts";
import { median, type Result } from "#bench/results.ts";
import { stepAt } from "#core/logins/otp.ts";
import { contracts, forgetSteps } from "./fill.ts";
import { otpRequests, outcomeOf } from "./requests.ts";

const seconds = 5;
const rounds = 3;

/** The plain statements of an OTP check: a read, and an update with the insert of its event. */
const plain = `
\\set who random(0, ${contracts - 1})
select a.contract_id, a.otp_fails, a.password_fails, a.card_fails, s.otp_limit, s.otp_window_steps,
    t.id, t.serial, t.kind, t.algorithm, t.digits, t.step_seconds, t.last_step, t.drift_steps, t.seed_sealed, t.state
  from settings s cross join login_accounts a
  left join bindings b on b.contract_id = a.contract_id and b.unbound_at is null
  left join tokens t on t.id = b.token_id
  where a.contractor_id = (80000000000 + :who)::text;
with used as (
  update tokens set last_step = last_step + 1 where serial = 'BENCH' || lpad((:who)::text, 7, '0') returning id
)
insert into login_events (at, factor, outcome, client_key, address)
  select now(), 'otp', 'accepted', 'pgbench', '10.0.0.1' from used;
`;

const shapes = [
  { processes: 1, connections: 32, target: 0.65 },
  { processes: 1, connections: 128, target: 1 },
  { processes: 2, connections: 32, target: null },
  { processes: 2, connections: 128, target: null },
] as const;

/** POST /otp-checks, one in eight wrong, against pgbench with the plain statements: the median of the rounds. */
export async function measureOtpChecks(bench: Bench): Promise<Result[]> {
  const bare: number[] = [];
  const loads = shapes.map(() => [] as Load[]);
  for (let round = 0; round < rounds; round++) {
    await fresh(bench);
    bare.push(await pgbench(bench.url, plain, { seconds }));
    for (const [nth, { processes, connections }] of shapes.entries()) {
      await fresh(bench);
      const requests = otpRequests(contracts, stepAt(new Date(), 30));
      let sent = 0;
      const talk = () => () => requests[sent++ % requests.length] ?? Buffer.alloc(0);
      const wish = { connections, talk, kindOf: outcomeOf };
      const measured = await withApi(bench, processes, (ports) => load({ ...wish, ports, seconds }));
      checkMix(measured);
      loads[nth]?.push(measured);
    }
  }
  const results: Result[] = [figure("pgbench, plain statements, 32 clients, a second", median(bare))];
  for (const [nth, { processes, connections, target }] of shapes.entries()) {
    const of = (pick: (load: Load) => number) => median((loads[nth] ?? []).map(pick));
    const name = `/otp-checks, ${processes} process${processes > 1 ? "es" : ""}, ${connections} connections`;
    const ratios = (loads[nth] ?? []).map(({ perSecond }, round) => perSecond / (bare[round] ?? Number.NaN));
    results.push(
      figure(
        `${name}, a second`,
        of(({ perSecond }) => perSecond),
      ),
      { name: `${name}, against pgbench`, value: median(ratios), target, better: "higher" },
      {
        ...figure(
          `${name}, p50 ms`,
          of(({ p50 }) => p50),
        ),
        better: "lower",
      },
      {
        ...figure(
          `${name}, p95 ms`,
          of(({ p95 }) => p95),
        ),
        better: "lower",
      },
      {
        ...figure(
          `${name}, p99 ms`,
          of(({ p99 }) => p99),
        ),
        better: "lower",
      },
    );
  }
  return results;
}

/** All tokens as if never used, the tables without what the run before left, and nothing left to be written. */
async function fresh(bench: Bench): Promise<void> {
  const { sql } = bench;
  await forgetSteps(bench);
  await sql`update login_accounts set otp_fails = 0, password_fails = 0 where otp_fails > 0
    or password_fails between 1 and 99`;
  await sql`truncate address_failures`;
  await sql`vacuum tokens, login_accounts`;
  await sql`checkpoint`;
}

/** A run that measured something else than right and wrong OTPs measured nothing. */
function checkMix({ answers }: Load): void {
  const { accepted = 0, rejected = 0, ...others } = answers;
  const all = accepted + rejected;
  if (Object.keys(others).length > 0 || accepted / all < 0.8 || rejected / all < 0.1) {
    throw new Error(`not the checks that were to be measured: ${JSON.stringify(answers)}`);
  }
}

function figure(name: string, value: number): Result {
  return { name, value, target: null, better: "higher" };
}

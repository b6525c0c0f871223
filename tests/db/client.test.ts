import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { Failure } from "#core/errors.ts";
import { type Connection, connect, type Tx, transact, violated } from "#db/client.ts";
import { sqlOf } from "#db/prepared.ts";
import { branches } from "#db/schema/staff.ts";
import { withDatabase } from "#tests/support/database.ts";

const desk = withDatabase();
/** A pool of the app's that may write to the one table that is easy to fill. */
let owner: Connection;
beforeAll(() => {
  owner = connect(desk.url);
});
afterAll(() => owner.close());

const branch = (code: string) => ({ code, name: "x", kana: "x" });
const there = async (code: string) =>
  (await desk.sql`select 1 from branches where code = ${code}`).length === 1;

/** Makes PostgreSQL itself raise an error of a class. */
const raise = (tx: Tx, state: string) =>
  tx.execute(sql.raw(`do $$ begin raise exception 'asked for' using errcode = '${state}'; end $$`));

describe("a transaction", () => {
  test.each([
    ["40001", "111"],
    ["40P01", "112"],
  ])("is run again after %s, and counts once", async (state, code) => {
    let tries = 0;
    const result = await transact(owner.db, async (tx) => {
      await tx.insert(branches).values(branch(code));
      if (++tries < 4) await raise(tx, state);
      return "done";
    });
    expect({ result, tries }).toEqual({ result: "done", tries: 4 });
    expect(await there(code)).toBe(true);
  });

  test("is run four times at most, and then the error stands", async () => {
    let tries = 0;
    const work = transact(owner.db, async (tx) => {
      tries++;
      await tx.insert(branches).values(branch("101"));
      await raise(tx, "40001");
    });
    await expect(work).rejects.toMatchObject({ cause: { code: "40001" } });
    expect(tries).toBe(4);
    expect(await there("101")).toBe(false);
  });

  test.each(["23505", "23514", "42501", "57014", "55P03"])("is not run again after %s", async (state) => {
    let tries = 0;
    await transact(owner.db, async (tx) => {
      tries++;
      await raise(tx, state);
    }).catch(() => {});
    expect(tries).toBe(1);
  });

  test("rolls back on a failure of ours, which is not tried again", async () => {
    let tries = 0;
    const work = transact(owner.db, async (tx) => {
      tries++;
      await tx.insert(branches).values(branch("102"));
      throw new Failure("conflict", "form");
    });
    await expect(work).rejects.toMatchObject({ code: "conflict" });
    expect(tries).toBe(1);
    expect(await there("102")).toBe(false);
  });

  test("two that deadlock both end well", async () => {
    await desk.sql`insert into branches values ('201', 'x', 'x'), ('202', 'x', 'x')`;
    const rename = (first: string, second: string) => {
      let tries = 0;
      return transact(owner.db, async (tx) => {
        tries++;
        await tx.execute(sql`update branches set name = name || 'y' where code = ${first}`);
        await tx.execute(sql`select pg_sleep(0.1)`);
        await tx.execute(sql`update branches set name = name || 'y' where code = ${second}`);
        return tries;
      });
    };
    const tries = await Promise.all([rename("201", "202"), rename("202", "201")]);
    expect(Math.max(...tries)).toBeGreaterThan(1);
    const names = await desk.sql`select name from branches where code in ('201', '202')`;
    expect(names).toEqual([{ name: "xyy" }, { name: "xyy" }]);
  });
});

describe("the transaction that work holds on to", () => {
  test("refuses every statement once it was rejected, and nothing of it is there", async () => {
    let held: Tx | undefined;
    await transact(owner.db, async (tx) => {
      held = tx;
      await tx.insert(branches).values(branch("301"));
      throw new Error("lost");
    }).catch(() => {});
    for (const use of ["select", "insert", "update", "delete", "execute", "selectDistinct"] as const) {
      expect(() => held?.[use]).toThrow(Failure);
    }
    expect(await there("301")).toBe(false);
  });

  test("refuses likewise once it was committed", async () => {
    let held: Tx | undefined;
    await transact(owner.db, async (tx) => {
      held = tx;
    });
    expect(() => held?.insert(branches).values(branch("302"))).toThrow(Failure);
    expect(await there("302")).toBe(false);
  });

  test("is cut off when its connection dies under work that goes on", async () => {
    let goOn = () => {};
    const paused = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let after: Promise<unknown> | undefined;
    const work = transact(owner.db, (tx) => {
      after = (async () => {
        await tx.insert(branches).values(branch("303"));
        const [me] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
        await desk.sql`select pg_terminate_backend(${me?.pid ?? 0})`;
        await paused;
        await tx.insert(branches).values(branch("304"));
        await tx.insert(branches).values(branch("305"));
      })();
      return after;
    });
    await expect(work).rejects.toThrow();
    // The pool has other connections by now, and somebody else's transactions on them.
    await owner.db.execute(sql`select 1`);
    goOn();
    await expect(after).rejects.toMatchObject({ code: "unavailable" });
    await owner.db.execute(sql`select 1`);
    expect([await there("303"), await there("304"), await there("305")]).toEqual([false, false, false]);
  });
});

test.each([
  ["while a statement runs", 500],
  ["between statements", 600],
])(
  "a connection that dies %s loses its transaction whole, and what was told as done is there",
  async (when, first) => {
    for (let code = first; code < first + 30; code += 6) {
      const ends = await Promise.allSettled(
        Array.from({ length: 6 }, (_, at) =>
          transact(owner.db, async (tx) => {
            await tx.insert(branches).values(branch(String(code + at)));
            if (at > 0) return tx.execute(sql`select pg_sleep(0.05)`);
            const [me] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
            const kill = async () => desk.sql`select pg_terminate_backend(${me?.pid ?? 0})`;
            if (when === "between statements") await kill();
            else setTimeout(kill, 20);
            return tx.execute(sql`select pg_sleep(10)`);
          }),
        ),
      );
      // The driver may begin another's transaction on the dying connection: that one fails as cleanly.
      const done = ends.flatMap((end, at) => (end.status === "fulfilled" ? [code + at] : []));
      expect(done).not.toContain(code);
      expect(done.length).toBeGreaterThan(2);
      const kept =
        await desk.sql`select code from branches where code between ${code} and ${code + 5} order by 1`;
      expect(kept.map((row) => Number(row.code))).toEqual(done);
    }
  },
);

test("a violated constraint is known by its name, through every wrapping", async () => {
  const twice = owner.db.insert(branches).values([branch("401"), branch("401")]);
  expect(violated(await twice.catch((error) => error))).toBe("branches_pkey");
  expect(violated(new Error("other"))).toBeUndefined();
  expect(violated("text")).toBeUndefined();
});

test("arrays arrive as they were, whatever stands in them", async () => {
  const texts = ['"', "\\", "{a,b}", "", "NULL", "行\n目", null];
  const query = sqlOf(owner.db);
  const [row] =
    await query`select to_json(${texts}::text[]) as texts, to_json(${[1, null, -3]}::bigint[]) as numbers`;
  expect(row).toEqual({ texts, numbers: [1, null, -3] });
});

test("connections that die while they open end no process: an error that nobody catches fails this run", async () => {
  const { db, close } = connect(desk.url, { role: "login", max: 8 });
  const until = Date.now() + 3_000;
  const kill = async () => {
    while (Date.now() < until) {
      await desk.sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and application_name = 'token-desk'`;
    }
  };
  const ask = async () => {
    while (Date.now() < until) await db.execute(sql`select 1`).catch(() => {});
  };
  await Promise.all([kill(), ...Array.from({ length: 8 }, ask)]);
  await vi.waitFor(() => db.execute(sql`select 1`), 5_000);
  await close();
});

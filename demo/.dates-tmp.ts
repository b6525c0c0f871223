import postgres from "postgres";
import { migrate } from "#db/migrate.ts";
import { fillDemo } from "#demo/fill.ts";
const admin = postgres("postgres://postgres@127.0.0.1:4301/postgres", { max: 1, onnotice: () => {} });
for (const now of process.argv.slice(2)) {
  const name = "demo_dates";
  await admin`drop database if exists ${admin(name)} with (force)`;
  await admin`create database ${admin(name)}`;
  const url = `postgres://postgres@127.0.0.1:4301/${name}`;
  await migrate(url);
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await fillDemo(url, [{ version: 1, key: Buffer.alloc(32, 5) }], new Date(now));
    const [r] = await sql`select
      (select count(*)::int from forms where state='awaiting_approval' and branch_code='001') as await1,
      (select string_agg(state||' '||n, ', ' order by state) from (select state, count(*) n from forms group by 1) x) as forms,
      (select string_agg(state||' '||n, ', ' order by state) from (select state, count(*) n from orders group by 1) x) as orders,
      (select string_agg(state||' '||n, ', ' order by state) from (select state, count(*) n from tokens group by 1) x) as tokens,
      (select string_agg(state||' '||n, ', ' order by state) from (select state, count(*) n from shipments group by 1) x) as mail,
      (select count(*)::int from orders where due_on < ${now.slice(0,10)} and state in ('placed','allocated','shipped','returned')) as late,
      (select max(at) from audit) as last`;
    console.log(now, JSON.stringify(r, null, 1));
  } catch (e) { console.log(now, "FAILED", e); }
  await sql.end();
}
await admin.end();

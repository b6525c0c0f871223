import { and, eq, isNull, sql } from "drizzle-orm";
import { approveClientChange } from "#core/clients/decide-change.ts";
import { disableClient } from "#core/clients/disable.ts";
import { issueKey } from "#core/clients/issue-key.ts";
import { makeKey } from "#core/clients/new-key.ts";
import { proposeClientChange } from "#core/clients/propose-change.ts";
import { readClient } from "#core/clients/read.ts";
import { registerClient } from "#core/clients/register.ts";
import { revokeKey } from "#core/clients/revoke-key.ts";
import { rotateKey } from "#core/clients/rotate-key.ts";
import type { ClientScope } from "#core/clients/rules.ts";
import { addDays, japanDay } from "#core/clock.ts";
import type { Tx } from "#db/client.ts";
import { apiKeys } from "#db/schema/api-keys.ts";
import { apiClients } from "#db/schema/logins.ts";
import { type Desk, staffContext } from "#demo/desk.ts";
import { demoApiKey } from "#demo/secrets.ts";
import { atMinute, businessDayFrom, lastWorkDay, opens } from "#demo/work-time.ts";

/** Plans the other systems' stories, so that each state of one and of its keys is there to be seen. */
export function planClients(desk: Desk): void {
  const [first, second] = desk.staff.filter(({ role }) => role === "administrator");
  if (!first || !second) throw new Error("the demo has no two administrators");
  const maker = (now: Date) => staffContext(desk, first, now);
  const checker = (now: Date) => staffContext(desk, second, now);
  const { day: last } = lastWorkDay(desk.now);
  let minute = opens;
  const plan = (daysAgo: number, run: (now: Date) => Promise<unknown>) => {
    const [day = last] = [businessDayFrom(addDays(japanDay(desk.now), -daysAgo)), last].toSorted();
    desk.timeline.plan(atMinute(day, minute++), run);
  };
  const client = (name: string, scopes: readonly ClientScope[], callsPerMinute: string) => {
    let clientId = "";
    const keyIds: string[] = [];
    const latest = () => keyIds.at(-1);
    const lastDay = (now: Date, days: number) => addDays(japanDay(now), days);
    return {
      id: () => clientId,
      register: (daysAgo: number, reason: string) =>
        plan(daysAgo, async (now) => {
          ({ clientId } = await registerClient(maker(now), { name, scopes, callsPerMinute, reason }));
        }),
      approve: (daysAgo: number) =>
        plan(daysAgo, async (now) => {
          const { proposed } = await readClient(checker(now), { clientId });
          await approveClientChange(checker(now), { clientChangeId: proposed?.id });
        }),
      issue: (daysAgo: number, days: number, reason: string) =>
        plan(daysAgo, async (now) => {
          const key = { clientId, reason, lastDay: lastDay(now, days) };
          keyIds.push((await issueKey(maker(now), key)).keyId);
        }),
      rotate: (daysAgo: number, days: number, overlap: string, reason: string) =>
        plan(daysAgo, async (now) => {
          const key = { keyId: latest(), reason, lastDay: lastDay(now, days), overlap };
          keyIds.push((await rotateKey(maker(now), key)).keyId);
        }),
      revoke: (daysAgo: number, reason: string) =>
        plan(daysAgo, (now) => revokeKey(checker(now), { keyId: latest(), reason })),
      disable: (daysAgo: number, reason: string) =>
        plan(daysAgo, (now) => disableClient(checker(now), { clientId, reason })),
    };
  };

  const demo = client("demo", ["status:read", "login:check", "tokens:resync"], "60000");
  demo.register(330, "デモの操作を試すため");
  demo.approve(330);
  // Its key is to be known, which no command's is.
  plan(330, (now) =>
    makeKey(
      desk.db,
      {
        ...{ clientId: demo.id(), createdBy: first.id, createdAt: now },
        expiresAt: new Date(now.getTime() + 395 * 86_400_000),
      },
      demoApiKey,
    ),
  );

  const bank = client("パーソナルWeb", ["login:check", "status:read"], "");
  bank.register(360, "ログインの照合のため");
  bank.approve(359);
  bank.issue(359, 380, "本番の開始");
  bank.rotate(4, 365, "720", "年1回の交代");

  const callCentre = client("コールセンター照会", ["status:read"], "600");
  callCentre.register(380, "電話での問合せに答えるため");
  callCentre.approve(379);
  callCentre.issue(378, 60, "試行");
  callCentre.issue(350, 364, "本番の開始");

  const monitoring = client("監視システム", ["metrics:read"], "60");
  monitoring.register(200, "稼働の監視のため");
  monitoring.approve(198);
  monitoring.issue(198, 300, "監視の開始");
  monitoring.revoke(120, "設定ファイルが誤って共有されたため");
  monitoring.issue(120, 365, "取り消したキーの代わり");
  plan(1, (now) =>
    proposeClientChange(maker(now), {
      ...{ clientId: monitoring.id(), scopes: ["status:read", "metrics:read"], callsPerMinute: "60" },
      reason: "照会の応答も監視するため",
    }),
  );

  const old = client("旧照会システム", ["status:read"], "600");
  old.register(390, "移行までの照会のため");
  old.approve(389);
  old.issue(389, 390, "移行まで");
  old.disable(90, "コールセンター照会へ移行したため");

  client("モバイルアプリ", ["login:check", "tokens:resync"], "3000").register(2, "来年度の公開に備えるため");
}

/** That systems have called since: the desks' role may not write it, the owner does. */
export async function noteUse(tx: Tx, now: Date): Promise<void> {
  await tx
    .update(apiKeys)
    .set({
      lastUsedOn: sql`(least(${now.toISOString()}::timestamptz, ${apiKeys.expiresAt}, ${apiClients.revokedAt})
        - interval '1 day')::date`,
    })
    .from(apiClients)
    .where(and(eq(apiClients.id, apiKeys.clientId), isNull(apiKeys.revokedAt)));
}

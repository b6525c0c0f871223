import { z } from "zod";
import { lockNotices, saveNotices } from "#db/notices.ts";
import type { StaffActor } from "../actor.ts";
import { type Changes, command } from "../command.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { auditOf } from "./change.ts";
import { movesOf, type NoticeMove, type NoticeState, noticesAtOnce } from "./rules.ts";

const input = z.object({
  noticeIds: z.array(idInput).min(1, "notice.none").max(noticesAtOnce, "notice.many"),
});

/**
 * A move of many notices at once: all of them or none. Fails with `not_found` where one is not open to the branch, with
 * `conflict` where one has moved on: pressed twice it moves them once.
 */
function moveNotices(definition: {
  name: string;
  move: NoticeMove;
  values: (given: {
    actor: StaffActor;
    now: Date;
  }) => Parameters<typeof saveNotices>[2] & { state: NoticeState };
}) {
  return command<typeof input, { count: number }, StaffActor>({
    name: definition.name,
    permit: "notice.handle",
    input,
    async run({ tx, actor, now, scope }, { noticeIds }) {
      const ids = [...new Set(noticeIds)];
      const found = await lockNotices(tx, scope, ids);
      if (found.length < ids.length) fail("not_found", "notice");
      if (found.some((notice) => !movesOf(notice).includes(definition.move))) fail("conflict", "noticeMoved");
      const values = definition.values({ actor, now });
      await saveNotices(tx, ids, values);
      const [first, ...rest] = found.map((notice) => auditOf(notice, values.state));
      if (!first) return fail("not_found", "notice");
      const change: Changes = [first, ...rest];
      return { result: { count: ids.length }, change };
    },
  });
}

/** The letters are printed and go out. */
export const printNotices = moveNotices({
  name: "notice.print",
  move: "print",
  values: ({ actor, now }) => ({ state: "printed", printedAt: now, printedBy: actor.id }),
});

/** The mails that failed are tried anew, from the first try on. */
export const resendNotices = moveNotices({
  name: "notice.resend",
  move: "resend",
  values: ({ now }) => ({ state: "waiting", dueAt: now, tries: 0, lastError: null }),
});

/** The customer gets a letter instead of the mail. */
export const letterInstead = moveNotices({
  name: "notice.to_letter",
  move: "to_letter",
  values: () => ({ state: "to_print" }),
});

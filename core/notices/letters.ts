import { z } from "zod";
import { listLetters } from "#db/notices.ts";
import { japanDay } from "../clock.ts";
import { query } from "../command.ts";
import { idInput } from "../input.ts";
import { lookAt } from "../look-ups/look.ts";
import { noticesAtOnce } from "./rules.ts";
import { letterOf } from "./text.ts";

/** The letters of these notices, the oldest first, those already printed too; each look goes on record. */
export const readNoticeLetters = query({
  permit: "notice.handle",
  input: z.object({ noticeIds: z.array(idInput).min(1, "notice.none").max(noticesAtOnce, "notice.many") }),
  async run(given, { noticeIds }) {
    const letters = [];
    for (const { contract, ...notice } of await listLetters(given.db, given.scope, noticeIds)) {
      letters.push({
        id: notice.id,
        state: notice.state,
        branchName: notice.branchName,
        day: japanDay(given.now),
        ...letterOf(notice),
        contract: await lookAt(given, contract, { page: "notice", cameFrom: "/notices" }),
      });
    }
    return letters;
  },
});

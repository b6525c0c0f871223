import { z } from "zod";
import { listNotices } from "#db/notices.ts";
import { query } from "../command.ts";
import { maskName } from "../contracts/rules.ts";
import { paged, pageInput, pageOf } from "../page.ts";
import { movesOf, noticeEvents, noticeStates } from "./rules.ts";

/** The notices under these conditions, the newest first, each with what may be done with it. */
export const listOfNotices = query({
  permit: "notice.read",
  input: z.object({
    state: z.enum(noticeStates).optional().catch(undefined),
    event: z.enum(noticeEvents).optional().catch(undefined),
    page: pageInput,
  }),
  async run({ db, scope }, { page, ...asked }) {
    const found = await listNotices(db, scope, { ...asked, ...pageOf(page) });
    const rows = found.rows.map(({ mailTo: _, kana, ...row }) => ({
      ...row,
      kana: maskName(kana),
      moves: movesOf(row),
    }));
    return paged({ ...found, rows }, page);
  },
});

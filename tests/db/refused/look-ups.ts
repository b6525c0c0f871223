import type { Refused } from "./case.ts";

/** What makes one look-up, unmasking or review anew from those that are there, with other values. */
const copy = (table: string, changed: string) =>
  `insert into ${table} select (jsonb_populate_record(t, to_jsonb(t) || jsonb_build_object('id',
    gen_random_uuid()) || ${changed})).* from ${table} t limit 1`;
const set = (values: Record<string, unknown>) => `'${JSON.stringify(values)}'::jsonb`;

export const lookUps: Refused = {
  unmaskings_reason_known: [copy("unmaskings", set({ reason: "curiosity" }))],
  unmaskings_other_in_words: [copy("unmaskings", set({ reason: "other", note: " " }))],
  unmaskings_short: [
    copy("unmaskings", "jsonb_build_object('until', t.at)"),
    copy("unmaskings", "jsonb_build_object('until', t.at + interval '10 minutes 1 second')"),
  ],
  unmaskings_of: [
    `alter table unmaskings drop constraint unmaskings_pkey;
      insert into unmaskings select * from unmaskings`,
  ],
  look_ups_page_known: [copy("look_ups", set({ page: "list" }))],
  look_ups_purpose_known: [copy("look_ups", set({ purpose: "curiosity" }))],
  look_ups_slot: [
    copy("look_ups", "jsonb_build_object('at', t.at + interval '10 minutes')"),
    copy("look_ups", "jsonb_build_object('slot_at', t.slot_at + interval '1 second')"),
  ],
  look_ups_once: [copy("look_ups", set({}))],
  look_up_reviews_four_eyes: [copy("look_up_reviews", "jsonb_build_object('reviewer_id', t.staff_id)")],
  look_up_reviews_month: [copy("look_up_reviews", set({ month: "2026-09-02" }))],
  look_up_reviews_month_over: [
    copy("look_up_reviews", set({ month: "2026-09-01", at: "2026-09-30T23:59:59+09:00" })),
  ],
  look_up_reviews_counts: [
    copy("look_up_reviews", set({ month: "2026-09-01", look_ups: 0, unmasked: 0 })),
    copy("look_up_reviews", set({ month: "2026-09-01", look_ups: 1, unmasked: 2 })),
    copy("look_up_reviews", set({ month: "2026-09-01", unmasked: -1 })),
  ],
  look_up_reviews_once: [copy("look_up_reviews", set({}))],
};

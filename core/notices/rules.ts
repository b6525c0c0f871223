import type { TransitionTable } from "#core/transitions.ts";

/** What somebody is told of. */
export const noticeEvents = [
  "form_received",
  "form_incomplete",
  "form_returned",
  "order_shipped",
  "not_registered",
  "login_locked",
  "mail_address_changed",
  "mail_address_registered",
] as const;
export type NoticeEvent = (typeof noticeEvents)[number];

/** Who is told: the customer, or the branch that works on it. */
export const noticeRecipients = ["customer", "desk"] as const;
export type NoticeRecipient = (typeof noticeRecipients)[number];

/** Who tells customers, as it stands over letters and under mails. */
export const noticeSender = "はましん　ワンタイムパスワード事務センター";

/** By what their list is sorted, the newest first. */
export const noticeSorts = ["createdAt"] as const;
export type NoticeSort = (typeof noticeSorts)[number];

/** How the customer is told: by mail alone, or by a letter where there is no mail address. */
export type NoticeWay = "mail" | "mail_or_letter";

/**
 * Who is told of what. A form taken in at the counter has its 受付票, and a token that goes out its cover letter: only
 * who has a mail address hears of those.
 */
export const noticeAudience: Readonly<Record<NoticeEvent, { customer: NoticeWay | null; desk: boolean }>> = {
  form_received: { customer: "mail_or_letter", desk: false },
  form_incomplete: { customer: "mail_or_letter", desk: true },
  form_returned: { customer: null, desk: true },
  order_shipped: { customer: "mail", desk: false },
  not_registered: { customer: "mail_or_letter", desk: true },
  login_locked: { customer: "mail_or_letter", desk: false },
  // Goes where mail went until then, lest somebody redirect it in silence.
  mail_address_changed: { customer: "mail_or_letter", desk: false },
  mail_address_registered: { customer: "mail", desk: false },
};

export const noticeStates = ["waiting", "sending", "sent", "failed", "to_print", "printed"] as const;
export type NoticeState = (typeof noticeStates)[number];

/** States in which somebody or something has yet to see to a notice. */
export const openNoticeStates = [
  "waiting",
  "sending",
  "failed",
  "to_print",
] as const satisfies readonly NoticeState[];

/** What a person does with notices, many at once. */
export const noticeMoves = ["print", "resend", "to_letter"] as const;
export type NoticeMove = (typeof noticeMoves)[number];

export type NoticeStep = NoticeMove | "claim" | "deliver" | "put_off" | "give_up";

export const noticeTransitions: TransitionTable<NoticeState, NoticeStep> = {
  waiting: { claim: "sending", to_letter: "to_print" },
  sending: { deliver: "sent", put_off: "waiting", give_up: "failed" },
  failed: { resend: "waiting", to_letter: "to_print" },
  to_print: { print: "printed" },
};

/** What a person may do with a notice: a desk is told by mail alone. */
export function movesOf({ state, recipient }: { state: NoticeState; recipient: NoticeRecipient }) {
  return noticeMoves.filter(
    (move) => noticeTransitions[state]?.[move] && (move !== "to_letter" || recipient === "customer"),
  );
}

/** How many notices a person moves, or prints, at once. */
export const noticesAtOnce = 50;

/** How long a mail waits after each try that came to nothing, in minutes: nearly a day in all, then a person looks. */
const pausesMinutes = [1, 5, 15, 60, 180, 360, 720];

/** Minutes until the next try after so many; undefined once it has been tried often enough. */
export function pauseMinutes(tries: number): number | undefined {
  return pausesMinutes[tries - 1];
}

/** After so long without a word, whoever was sending is taken for dead: a try is given up far sooner. */
export const sendingMinutes = 10;

/** How a change of their mail address looks to a customer: their first one, another, or none any more. */
export type MailAddressStep = "first" | "other" | "none";

/** What a notice tells, besides its event: numbers and days, nobody's name, no serial. */
export type NoticeFacts = {
  formNumber?: number;
  /** Until when the paper of a report by phone must have come in, YYYY-MM-DD. */
  followBy?: string;
  orderNumber?: number;
  trackingNumber?: string;
  /** YYYY-MM-DD in Japan. */
  deliveredOn?: string;
  /** The day on the paper that asks for another mail address, YYYY-MM-DD, and what became of the old one. */
  paperOn?: string;
  step?: MailAddressStep;
};

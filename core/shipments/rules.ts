import { follow, type TransitionTable } from "#core/transitions.ts";

/** What is recorded of a shipment: the post's own words, in the order they usually come, and that it is given up. */
export const mailEvents = [
  "posted",
  "in_transit",
  "arrived",
  "out_for_delivery",
  "absent",
  "held",
  "delivered",
  "returning",
  "returned",
  "lost",
] as const;
/** The state of a shipment is the latest thing that was recorded of it. */
export type MailState = (typeof mailEvents)[number];

/** What the post says; that a shipment is lost, operations say, and its first word is the dispatch's own. */
export const postWords = [
  "in_transit",
  "arrived",
  "out_for_delivery",
  "absent",
  "held",
  "delivered",
  "returning",
  "returned",
] as const satisfies readonly MailState[];

/** The states in which the post has the mail. */
export const onTheWayStates = [
  "posted",
  "in_transit",
  "arrived",
  "out_for_delivery",
  "absent",
  "held",
  "returning",
] as const satisfies readonly MailState[];

/** The states in which the mail does not get on by itself. */
export const stuckMailStates = ["absent", "held", "returning"] as const satisfies readonly MailState[];

const said = {
  in_transit: "in_transit",
  arrived: "arrived",
  out_for_delivery: "out_for_delivery",
  absent: "absent",
  held: "held",
  delivered: "delivered",
  returning: "returning",
  returned: "returned",
} as const;
const onTheWay = { ...said, give_up: "lost" } as const;

/** Where mail stays, whatever stops on its way are told of it. */
const stopsIn = <State extends MailState>(state: State) =>
  ({
    in_transit: state,
    arrived: state,
    out_for_delivery: state,
    absent: state,
    held: state,
    returning: state,
  }) as const;

/**
 * By what the post says, or because operations give it up, or say that it came back after its delivery. What was given
 * up stays so until it is where it ends after all.
 */
export const mailTransitions: TransitionTable<MailState, MailState | "give_up" | "take_back"> = {
  posted: onTheWay,
  in_transit: onTheWay,
  arrived: onTheWay,
  out_for_delivery: onTheWay,
  absent: onTheWay,
  held: onTheWay,
  returning: { ...stopsIn("returning"), returned: "returned", give_up: "lost" },
  delivered: { take_back: "returned" },
  lost: { ...stopsIn("lost"), delivered: "delivered", returned: "returned" },
};

type Heard = { event: MailState; happenedAt: Date; latestAt: Date | undefined };

/**
 * The state of mail after one more word of the post, or the key of a message why that word cannot be. A stop that
 * happened before the latest thing known (`latestAt`) adds to the story and changes nothing; the end comes last.
 */
export function hear(
  state: MailState,
  { event, happenedAt, latestAt }: Heard,
): { state: MailState } | string {
  const isEnd = event === "delivered" || event === "returned";
  const isStop = (postWords as readonly MailState[]).includes(event) && !isEnd;
  const before = latestAt !== undefined && happenedAt < latestAt;
  if (isStop && before) return { state };
  const next = isEnd && before ? undefined : follow(mailTransitions, state, event);
  if (next) return { state: next };
  return state === "delivered" ? "mailEvent.delivered" : "mailEvent.order";
}

/** When the post's latest word was said of what happened, of some events of a shipment. */
export function latestWord(events: readonly { event: MailState; happenedAt: Date }[]): Date | undefined {
  const said = events.filter(({ event }) => (postWords as readonly MailState[]).includes(event));
  return said.reduce<Date | undefined>(
    (latest, { happenedAt }) => (latest && latest > happenedAt ? latest : happenedAt),
    undefined,
  );
}

/** How long mail may be as it is. `returnedKeptMonths`: what came back is kept so long, then destroyed. */
export type MailLimits = {
  /** Mail under way of which nothing was heard since this instant is overdue: somebody is to ask the post. */
  silentSince: Date;
  returnedKeptMonths: number;
};

/** The post's words in its own lists, for each event. */
export const mailWords: Readonly<Record<string, MailState | undefined>> = {
  引受: "posted",
  中継: "in_transit",
  到着: "arrived",
  持ち出し中: "out_for_delivery",
  ご不在のため持ち戻り: "absent",
  保管: "held",
  お届け先にお届け済み: "delivered",
  お届け済み: "delivered",
  窓口でお渡し: "delivered",
  差出人に返送: "returning",
  差出人に返送済み: "returned",
};

/**
 * Whether a Japan Post number is right: 11 or 12 digits, the last being the others modulo 7;
 * or an international S10 number (UPU S10-12): two letters, eight digits, a weighted check digit, two letters.
 */
export function isTrackingNumber(number: string): boolean {
  if (/^\d{11,12}$/.test(number)) {
    return Number(number.slice(0, -1)) % 7 === Number(number.slice(-1));
  }
  const s10 = /^[A-Z]{2}(\d{8})(\d)[A-Z]{2}$/.exec(number);
  return s10?.[1] !== undefined && s10CheckDigit(s10[1]) === Number(s10[2]);
}

function s10CheckDigit(digits: string): number {
  const weights = [8, 6, 4, 2, 3, 5, 9, 7];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  const check = 11 - (sum % 11);
  return check === 10 ? 0 : check === 11 ? 5 : check;
}

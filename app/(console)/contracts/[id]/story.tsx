import type { IconName } from "#components/icon.tsx";
import type { TimelineEntry } from "#components/timeline.tsx";
import { loginTones, noticeTones, type Tone } from "#components/tone.ts";
import { commandWords, factWords, subjectWords } from "#components/words/audit.ts";
import { clientWords } from "#components/words/logins.ts";
import { translate } from "#components/words/translate.ts";
import type { Language } from "#components/words/words.ts";
import type { readContract } from "#core/contracts/read.ts";
import type { Happening } from "#core/contracts/timeline.ts";
import type { LoginEventOutcome } from "#core/logins/rules.ts";

const looks: Readonly<Record<string, { icon: IconName; tone: Tone }>> = {
  "form.approve": { icon: "stamp", tone: "success" },
  "form.return": { icon: "return", tone: "warning" },
  "form.mark_incomplete": { icon: "return", tone: "warning" },
  "form.cancel": { icon: "cancel", tone: "neutral" },
  "order.allocate": { icon: "token", tone: "info" },
  "order.ship": { icon: "truck", tone: "info" },
  "order.cancel": { icon: "cancel", tone: "neutral" },
  "order.close": { icon: "cancel", tone: "neutral" },
  "mail.record": { icon: "mail", tone: "info" },
  "notice.deliver": { icon: "mail", tone: "neutral" },
  "notice.give_up": { icon: "mail", tone: "danger" },
  "notice.print": { icon: "mail", tone: "neutral" },
  "notice.resend": { icon: "mail", tone: "info" },
  "notice.to_letter": { icon: "mail", tone: "info" },
  "customer.unmask": { icon: "audit", tone: "warning" },
  "token.register": { icon: "bind", tone: "success" },
  "token.resync": { icon: "token", tone: "info" },
  "token.test": { icon: "token", tone: "neutral" },
  "token.suspend": { icon: "lock", tone: "warning" },
  "token.move_many": { icon: "token", tone: "warning" },
  "token.release": { icon: "return", tone: "neutral" },
  "token.restock": { icon: "return", tone: "neutral" },
  "token.revoke": { icon: "cancel", tone: "danger" },
  "token.approve_request": { icon: "stamp", tone: "success" },
  "staff.lock": { icon: "lock", tone: "danger" },
  "staff.unlock": { icon: "unlock", tone: "success" },
  "staff.disable": { icon: "cancel", tone: "danger" },
  "staff.reset": { icon: "return", tone: "warning" },
  "staff.join": { icon: "check", tone: "success" },
  "staff.approve_change": { icon: "stamp", tone: "success" },
  "staff.turn_down_change": { icon: "return", tone: "warning" },
};
const account = { icon: "staff", tone: "info" } as const;
const form = { icon: "form", tone: "info" } as const;

/** Where the things have their pages. */
const pages: Readonly<Record<string, string>> = {
  form: "/forms",
  order: "/orders",
  token: "/tokens",
  token_request: "/tokens/requests",
};

const loginIcons: Record<LoginEventOutcome, IconName> = {
  accepted: "login",
  rejected: "alert",
  locked: "lock",
  factor_required: "login",
  throttled: "alert",
};

type Check = Extract<Happening, { kind: "lock" }>["row"];

/** One line of a contract's story: a command with the facts it left, or a lock. */
export function storyEntry(language: Language, happening: Happening): TimelineEntry {
  if (happening.kind === "command") return commandEntry(language, happening.row);
  const t = translate(language, "contracts");
  return {
    ...loginEntry(language, happening.row),
    title: t("lockedNow"),
    detail: t(`loginFactor.${happening.row.factor}`),
  };
}

function commandEntry(
  language: Language,
  row: Extract<Happening, { kind: "command" }>["row"],
): TimelineEntry {
  const facts = factWords(language, row.subjectKind, row.after);
  const desk = pages[row.subjectKind];
  const page = desk ? `${desk}/${row.subjectId}` : null;
  const subject = `${subjectWords(language, row.subjectKind)} ${row.subjectLabel}`;
  return {
    id: `command-${row.id}`,
    at: row.at,
    ...(looks[row.action] ?? (row.subjectKind === "staff" ? account : form)),
    title: (
      <>
        {commandWords(language, row.action)}
        <span className="ml-2 font-400 text-[0.875rem]">{page ? <a href={page}>{subject}</a> : subject}</span>
      </>
    ),
    detail: (
      <>
        {row.reason && <p>{row.reason}</p>}
        <dl className="flex flex-wrap gap-x-5 text-[0.875rem]">
          {facts.map(({ label, value }) => (
            <div key={label} className="flex gap-1.5">
              <dt className="text-ink-soft">{label}</dt>
              <dd className="tabular">{value}</dd>
            </div>
          ))}
        </dl>
      </>
    ),
    who: row.actorName,
  };
}

/** What a login check found, and who asked for it from where. */
export function loginEntry(language: Language, check: Check): TimelineEntry {
  const t = translate(language, "contracts");
  const [factor, resync] = [t(`loginFactor.${check.factor}`), check.factor === "resync"];
  return {
    id: `login-${check.id}`,
    at: check.at,
    icon: check.reachedLimit ? "lock" : loginIcons[check.outcome],
    tone: check.reachedLimit ? "danger" : loginTones[check.outcome],
    title: resync ? factor : t(`login.${check.outcome}`),
    detail: [resync ? t(`loginOutcome.${check.outcome}`) : factor, check.reachedLimit && t("lockedNow")]
      .filter(Boolean)
      .join("　"),
    who: `${clientWords(language, check)}　${check.address}`,
  };
}

type Told = Awaited<ReturnType<typeof readContract>>["notices"][number];

/** What the customer or the branch was told, and how far it has come. */
export function noticeEntry(language: Language, notice: Told): TimelineEntry {
  const t = translate(language, "notices");
  return {
    id: `notice-${notice.id}`,
    at: notice.createdAt,
    icon: "mail",
    tone: noticeTones[notice.state],
    title: t(`event.${notice.event}`),
    detail: `${t(`recipient.${notice.recipient}`)}　${t(`state.${notice.state}`)}`,
  };
}

import type { IconName } from "#components/icon.tsx";
import type { TimelineEntry } from "#components/timeline.tsx";
import { loginTones, noticeTones, type Tone } from "#components/tone.ts";
import { commandWords, factWords, subjectWords } from "#components/words/audit.ts";
import { formatYen } from "#components/words/format.ts";
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
  "order.lose_mail": { icon: "alert", tone: "danger" },
  "order.take_back": { icon: "return", tone: "warning" },
  "order.ask_destruction": { icon: "cancel", tone: "neutral" },
  "mail.record": { icon: "mail", tone: "info" },
  "mail_address.propose": { icon: "mail", tone: "info" },
  "mail_address.approve": { icon: "stamp", tone: "success" },
  "mail_address.turn_down": { icon: "return", tone: "warning" },
  "mail_address.withdraw": { icon: "cancel", tone: "neutral" },
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
  fee: "/fees",
};

const loginIcons: Record<LoginEventOutcome, IconName> = {
  accepted: "login",
  rejected: "alert",
  locked: "lock",
  factor_required: "login",
  throttled: "alert",
};

type Row<Kind extends Happening["kind"]> = Extract<Happening, { kind: Kind }>["row"];

/** One line of a contract's story: a command with the facts it left, a lock, or a direct debit. */
export function storyEntry(language: Language, happening: Happening): TimelineEntry {
  switch (happening.kind) {
    case "command":
      return commandEntry(language, happening.row);
    case "lock":
      return lockEntry(language, happening.row);
    case "debit":
      return debitEntry(language, happening.row);
  }
}

function lockEntry(language: Language, row: Row<"lock">): TimelineEntry {
  const t = translate(language, "contracts");
  return {
    ...loginEntry(language, row),
    title: t("lockedNow"),
    detail: t(`loginFactor.${row.factor}`),
  };
}

/** What a debit file asked the account for, or what its result said. */
function debitEntry(language: Language, row: Row<"debit">): TimelineEntry {
  const fees = translate(language, "fees");
  const debits = translate(language, "debits");
  return {
    id: `debit-${row.id}`,
    at: row.at,
    icon: "fee",
    tone: row.kind === "debit_failed" ? "danger" : row.kind === "collected" ? "success" : "info",
    title: (
      <>
        {fees(`entry.${row.kind}`)}
        <Subject href={`/fees/${row.feeId}`}>{fees("one", { orderNumber: String(row.orderNumber) })}</Subject>
      </>
    ),
    detail: `${formatYen(language, row.amountYen)}　${debits("one", { number: String(row.debitNumber) })}`,
    ...(row.by && { who: row.by }),
  };
}

function Subject({ href, children }: { href: string | null; children: React.ReactNode }) {
  return (
    <span className="ml-2 font-400 text-[0.875rem]">{href ? <a href={href}>{children}</a> : children}</span>
  );
}

function commandEntry(language: Language, row: Row<"command">): TimelineEntry {
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
        <Subject href={page}>{subject}</Subject>
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
    // Of what the system did by itself, the job has no name that people know.
    who: row.actorKind === "system" ? translate(language, "audit")("actor.system") : row.actorName,
  };
}

/** What a login check found, and who asked for it from where. */
export function loginEntry(language: Language, check: Row<"lock">): TimelineEntry {
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

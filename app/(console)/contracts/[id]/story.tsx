import type { IconName } from "#components/icon.tsx";
import type { TimelineEntry } from "#components/timeline.tsx";
import type { Tone } from "#components/tone.ts";
import { commandWords, factWords, subjectWords } from "#components/words/audit.ts";
import { translate } from "#components/words/translate.ts";
import type { Language } from "#components/words/words.ts";
import type { Happening } from "#core/contracts/timeline.ts";

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
  "token.register": { icon: "bind", tone: "success" },
};
const form = { icon: "form", tone: "info" } as const;

/** One line of a contract's story: a command with the facts it left, or what a login check found. */
export function storyEntry(language: Language, happening: Happening): TimelineEntry {
  return happening.kind === "command"
    ? commandEntry(language, happening.row)
    : loginEntry(language, happening.row);
}

function commandEntry(
  language: Language,
  row: Extract<Happening, { kind: "command" }>["row"],
): TimelineEntry {
  const facts = factWords(language, row.subjectKind, row.after);
  const page =
    row.subjectKind === "form" || row.subjectKind === "order"
      ? `/${row.subjectKind}s/${row.subjectId}`
      : null;
  const subject = `${subjectWords(language, row.subjectKind)} ${row.subjectLabel}`;
  return {
    id: `command-${row.id}`,
    at: row.at,
    ...(looks[row.action] ?? form),
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

function loginEntry(language: Language, row: Extract<Happening, { kind: "login" }>["row"]): TimelineEntry {
  const t = translate(language, "contracts");
  const look: Record<typeof row.outcome, { icon: IconName; tone: Tone }> = {
    accepted: { icon: "login", tone: "success" },
    rejected: { icon: "alert", tone: "warning" },
    locked: { icon: "lock", tone: "danger" },
    factor_required: { icon: "login", tone: "neutral" },
    throttled: { icon: "alert", tone: "danger" },
  };
  return {
    id: `login-${row.id}`,
    at: row.at,
    ...(row.reachedLimit ? { icon: "lock", tone: "danger" } : look[row.outcome]),
    title: t(`login.${row.outcome}`),
    detail: [t(`loginFactor.${row.factor}`), row.reachedLimit && t("lockedNow")].filter(Boolean).join("　"),
    who: row.address,
  };
}

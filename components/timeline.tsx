import { Icon, type IconName } from "#components/icon.tsx";
import type { Tone } from "#components/tone.ts";
import { formatDate, formatTime } from "#components/words/format.ts";
import { translate } from "#components/words/translate.ts";
import type { Language } from "#components/words/words.ts";

export type TimelineEntry = {
  id: string;
  at: Date;
  icon: IconName;
  tone?: Tone;
  title: React.ReactNode;
  /** A reason, a serial, an amount. */
  detail?: React.ReactNode;
  /** Who did it: a person's name or 「自動」. */
  who?: string;
};

const looks: Record<Tone, string> = {
  neutral: "border-neutral-line bg-neutral-soft text-neutral",
  info: "border-info-line bg-info-soft text-info",
  success: "border-success-line bg-success-soft text-success",
  warning: "border-warning-line bg-warning-soft text-warning",
  danger: "border-danger-line bg-danger-soft text-danger",
};

type Props = { language: Language; label: string; entries: readonly TimelineEntry[] };

/** What happened, newest first, cut into days of Japan. The entries come sorted. */
export function Timeline({ language, label, entries }: Props) {
  const t = translate(language, "common");
  if (entries.length === 0) return <p className="text-ink-soft">{t("timeline.empty")}</p>;
  const days = Map.groupBy(entries, (entry) => formatDate(language, entry.at));
  return (
    <ol aria-label={label} className="flex flex-col gap-4">
      {[...days].map(([day, ofDay]) => (
        <li key={day}>
          <h3 className="mb-1 font-700 text-[0.875rem] text-ink-soft">{day}</h3>
          <ol>
            {ofDay.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}

function Entry({ entry: { at, icon, tone = "neutral", title, detail, who } }: { entry: TimelineEntry }) {
  return (
    <li className="group relative grid grid-cols-[3.25rem_2rem_minmax(0,1fr)] gap-x-2 pb-3 last:pb-0">
      <time dateTime={at.toISOString()} className="tabular pt-1 text-end text-[0.875rem] text-ink-soft">
        {formatTime(at)}
      </time>
      <span
        aria-hidden="true"
        className="absolute top-8 bottom-0 left-[4.75rem] w-px bg-line group-last:hidden"
      />
      <span className={`flex size-8 items-center justify-center rounded-full border ${looks[tone]}`}>
        <Icon name={icon} size={17} />
      </span>
      <div className="min-w-0 pt-1">
        <p className="font-700">{title}</p>
        {detail && <div className="text-[0.875rem] text-ink-soft">{detail}</div>}
        {who && <p className="text-[0.8125rem] text-ink-faint">{who}</p>}
      </div>
    </li>
  );
}

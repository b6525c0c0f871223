import { translate } from "#components/words/translate.ts";
import type { Language } from "#components/words/words.ts";

/** Where one is: 「全3ステップ中 1ステップ目」 and the names of all. `current` counts from 1; past the last, all are done. */
export function Steps({
  language,
  names,
  current,
  slim,
}: {
  language: Language;
  names: readonly string[];
  current: number;
  /** On one line, where what is below needs the room. */
  slim?: boolean;
}) {
  const t = translate(language, "common");
  return (
    <div data-chrome className={slim ? "mb-4 flex flex-wrap items-center gap-x-5 text-[0.875rem]" : "mb-5"}>
      <p className={`text-[0.875rem] text-ink-soft ${slim ? "" : "mb-2"}`}>
        {current > names.length
          ? t("stepsDone", { total: names.length })
          : t("steps", { total: names.length, current })}
      </p>
      <ol className="flex flex-1 flex-wrap gap-x-1 gap-y-2">
        {names.map((name, at) => {
          const step = at + 1;
          const state = step < current ? "done" : step === current ? "current" : "todo";
          return (
            <li
              key={name}
              aria-current={state === "current" ? "step" : undefined}
              className={`flex min-w-28 flex-1 items-center gap-2 border-t-4 ${slim ? "pt-1" : "pt-2"} ${looks[state]}`}
            >
              <span
                className={`tabular flex ${slim ? "size-6" : "size-7"} shrink-0 items-center justify-center rounded-full border font-700 text-[0.875rem] ${marks[state]}`}
              >
                {state === "done" ? <span aria-hidden="true">✓</span> : step}
              </span>
              <span className={state === "current" ? "font-700" : ""}>
                {name}
                <span className="sr-only">（{t(`step.${state}`)}）</span>
              </span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

const looks = {
  done: "border-accent text-ink",
  current: "border-accent text-ink",
  todo: "border-line text-ink-soft",
};
const marks = {
  done: "border-accent bg-surface text-accent",
  current: "border-accent bg-accent text-on-accent",
  todo: "border-line-strong",
};

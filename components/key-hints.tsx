import { translate } from "#components/words/translate.ts";
import type { Language } from "#components/words/words.ts";

const keys = [
  ["/", "search"],
  ["?", "help"],
  ["j", "next"],
  ["k", "previous"],
  ["s", "submit"],
  ["a r n", "decide"],
  ["Enter", "enter"],
  ["Esc", "escape"],
] as const;

export function KeyHints({ language }: { language: Language }) {
  const t = translate(language, "common");
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-1.5 text-[0.875rem]">
      {keys.map(([key, name]) => (
        <div key={key} className="contents">
          <dt>
            <kbd className="code inline-flex min-w-7 justify-center rounded-4 border border-line-strong border-b-2 bg-surface-sunken px-1.5">
              {key}
            </kbd>
          </dt>
          <dd>{t(`help.key.${name}`)}</dd>
        </div>
      ))}
    </dl>
  );
}

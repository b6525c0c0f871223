import { Icon } from "#components/icon.tsx";
import { KeyHints } from "#components/key-hints.tsx";
import { translate } from "#components/words/translate.ts";
import type { Language } from "#components/words/words.ts";

export type HelpText = {
  title: string;
  /** What this desk is for, in a few sentences. */
  text: React.ReactNode;
  /** Each state of the desk and what comes after it. */
  states?: readonly { key: string; name: React.ReactNode; meaning: string }[] | undefined;
};

/** Half a screen of help, opened by its button or `?`, closed by Escape: a popover, so no script is needed. */
export function Help({ language, help }: { language: Language; help: HelpText }) {
  const t = translate(language, "common");
  return (
    <aside
      id="help"
      popover="auto"
      aria-labelledby="help-title"
      className="panel fixed top-14 right-0 bottom-auto left-auto m-3 max-h-[calc(100dvh-5rem)] w-[30rem] max-w-[calc(100vw-1.5rem)] overflow-auto p-5 text-ink shadow-3"
    >
      <div className="mb-3 flex items-start justify-between gap-4">
        <h2 id="help-title" className="font-700 text-[1.125rem]">
          {help.title}
        </h2>
        <button
          type="button"
          popoverTarget="help"
          popoverTargetAction="hide"
          className="-mt-2 min-h-11 shrink-0 rounded-6 px-2 text-accent underline hover:bg-accent-soft"
        >
          {t("help.close")}
        </button>
      </div>
      <div className="flex flex-col gap-4">
        <div>{help.text}</div>
        {help.states && (
          <div>
            <h3 className="mb-1 font-700">{t("help.states")}</h3>
            <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-3 gap-y-1.5">
              {help.states.map((state) => (
                <div key={state.key} className="contents">
                  <dt>{state.name}</dt>
                  <dd className="text-[0.875rem]">{state.meaning}</dd>
                </div>
              ))}
            </dl>
          </div>
        )}
        <div>
          <h3 className="mb-1 font-700">{t("help.keys")}</h3>
          <KeyHints language={language} />
        </div>
      </div>
    </aside>
  );
}

export function HelpButton({ label }: { label: string }) {
  return (
    <button
      type="button"
      popoverTarget="help"
      className="inline-flex min-h-11 items-center gap-1.5 rounded-6 px-2 text-[0.875rem] text-accent hover:bg-accent-soft"
    >
      <Icon name="help" />
      <span className="underline underline-offset-4">{label}</span>
    </button>
  );
}

import { HelpButton } from "#components/help.tsx";
import { translate } from "#components/words/translate.ts";
import type { Language } from "#components/words/words.ts";

type Props = {
  language: Language;
  /** The page's h1, as the guide writes it. */
  title: string;
  /** 「この画面のヘルプ」. */
  help: React.ReactNode;
  setLanguage: (form: FormData) => Promise<void>;
  children: React.ReactNode;
};

/** The bank's plain site for customers: wide enough for a form, readable by anybody. */
export function CustomerShell({ language, title, help, setLanguage, children }: Props) {
  const t = translate(language, "customer");
  const common = translate(language, "common");
  return (
    <>
      <a
        href="#main"
        className="absolute top-0 left-0 z-50 -translate-y-full bg-surface px-4 py-3 font-700 focus:translate-y-0"
      >
        {common("skipToMain")}
      </a>
      <header data-chrome className="border-accent border-b-4 bg-surface">
        <div className="mx-auto flex min-h-16 max-w-[52rem] items-center justify-between gap-4 px-4">
          <a href="/personal-web" className="flex min-h-11 items-center gap-2 text-ink no-underline">
            <span className="font-700 text-[1.25rem] text-accent">{t("bank")}</span>
            <span className="text-[1.0625rem]">{t("site")}</span>
          </a>
          <form action={setLanguage}>
            <button
              type="submit"
              name="language"
              value={common("language.otherCode")}
              lang={common("language.otherCode")}
              className="min-h-11 rounded-6 px-3 text-accent underline underline-offset-4 hover:bg-accent-soft"
            >
              {common("language.other")}
            </button>
          </form>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="mx-auto max-w-[52rem] px-4 py-6 text-[1rem]">
        <div className="mb-5 flex flex-wrap items-center justify-between gap-3 border-line border-b pb-3">
          <h1 className="font-700 text-[1.5rem]">{title}</h1>
          <HelpButton label={t("help")} />
        </div>
        {children}
      </main>
      <aside
        id="help"
        popover="auto"
        aria-labelledby="help-title"
        className="panel fixed top-16 right-0 bottom-auto left-auto m-3 max-h-[calc(100dvh-6rem)] w-[30rem] max-w-[calc(100vw-1.5rem)] overflow-auto p-5 text-ink shadow-3"
      >
        <div className="mb-2 flex items-start justify-between gap-4">
          <h2 id="help-title" className="font-700 text-[1.125rem]">
            {t("help")}
          </h2>
          <button
            type="button"
            popoverTarget="help"
            popoverTargetAction="hide"
            className="-mt-2 min-h-11 shrink-0 px-2 text-accent underline hover:bg-accent-soft"
          >
            {common("help.close")}
          </button>
        </div>
        {help}
      </aside>
    </>
  );
}

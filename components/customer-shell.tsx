import { HelpButton } from "#components/help.tsx";
import { LanguageSwitch } from "#components/language-switch.tsx";
import { Paragraphs } from "#components/paragraphs.tsx";
import { translate } from "#components/words/translate.ts";
import type { Language } from "#components/words/words.ts";

type Props = {
  language: Language;
  /** The page's h1, as the guide writes it. */
  title: string;
  /** 「この画面のヘルプ」: paragraphs, parted by line breaks. */
  help: string;
  setLanguage: (form: FormData) => Promise<void>;
  children: React.ReactNode;
};

/** The bank's plain site for customers: wide enough for a form, readable by anybody. */
export function CustomerShell({ language, title, help, setLanguage, children }: Props) {
  const t = translate(language, "customer");
  const common = translate(language, "common");
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="absolute top-0 left-0 z-50 -translate-y-full bg-surface px-4 py-3 font-700 focus:translate-y-0"
      >
        {common("skipToMain")}
      </a>
      <header data-chrome className="border-accent border-t-4 border-b border-b-line bg-surface">
        <div className="mx-auto flex min-h-16 max-w-[56rem] items-center justify-between gap-4 px-4">
          <a
            href="/personal-web"
            className="flex min-h-11 flex-wrap items-center gap-x-3 text-ink no-underline hover:text-accent"
          >
            <span className="font-700 text-[1.375rem] text-accent tracking-wider">{t("bank")}</span>
            <span className="border-line-strong border-l pl-3 text-[1rem]">{t("site")}</span>
          </a>
          <LanguageSwitch language={language} setLanguage={setLanguage} />
        </div>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full max-w-[56rem] flex-1 px-4 pt-6 pb-12 text-[1rem] [&_:is(h1,h2,h3,dt,summary)]:[word-break:auto-phrase]"
      >
        <div className="mb-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
          <h1 className="border-accent border-l-[6px] pl-3 font-700 text-[1.625rem] leading-140">{title}</h1>
          <HelpButton label={t("help")} />
        </div>
        {children}
      </main>
      <footer data-chrome className="border-line border-t bg-surface">
        <p className="mx-auto max-w-[56rem] px-4 py-4 text-[0.875rem] text-ink-soft">
          <span className="mr-4 font-700">{t("siteTitle")}</span>
          {t("footer")}
        </p>
      </footer>
      <aside
        id="help"
        popover="auto"
        aria-labelledby="help-title"
        className="panel fixed top-16 right-0 bottom-auto left-auto m-3 max-h-[calc(100dvh-6rem)] w-[30rem] max-w-[calc(100vw-1.5rem)] overflow-auto p-5 text-[1rem] text-ink shadow-3"
      >
        <div className="mb-2 flex items-start justify-between gap-4">
          <h2 id="help-title" className="font-700 text-[1.125rem]">
            {t("help")}
          </h2>
          <button
            type="button"
            popoverTarget="help"
            popoverTargetAction="hide"
            className="-mt-2 min-h-11 shrink-0 rounded-6 px-2 text-accent underline hover:bg-accent-soft"
          >
            {common("help.close")}
          </button>
        </div>
        <Paragraphs text={help} />
      </aside>
    </div>
  );
}

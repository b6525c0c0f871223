import { getLanguage, getT, setLanguage } from "#app/_lib/language.ts";
import { LanguageSwitch } from "#components/language-switch.tsx";

/** A plain frame: the product, the language, one panel. */
export default async function SignInLayout({ children }: LayoutProps<"/">) {
  const t = await getT("common");
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex min-h-14 items-center justify-between border-line border-b bg-surface px-6">
        <p>
          <span className="font-700 text-[1.125rem] text-accent">{t("product")}</span>
          <span className="ml-3 text-[0.875rem] text-ink-soft">{t("productLead")}</span>
        </p>
        <LanguageSwitch language={await getLanguage()} setLanguage={setLanguage} />
      </header>
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-[30rem] px-4 py-12">
        <div className="panel flex flex-col gap-5 px-8 py-7">{children}</div>
      </main>
    </div>
  );
}

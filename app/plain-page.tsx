import { getLanguage, getT, setLanguage } from "#app/_lib/language.ts";
import { ButtonLink } from "#components/button.tsx";
import { LanguageSwitch } from "#components/language-switch.tsx";

type Props = { title: string; text: string };

/** A page of the console that has no desk: what is wrong, in plain words, and the way back. */
export async function PlainPage({ title, text }: Props) {
  const t = await getT("common");
  return (
    <div className="flex min-h-dvh flex-col">
      <title>{`${title} | ${t("product")}`}</title>
      <header className="flex min-h-14 items-center justify-between gap-4 border-line border-b bg-surface px-6">
        <p>
          <span className="mr-3 font-700 text-[1.125rem] text-accent">{t("product")}</span>
          <span className="text-[0.875rem] text-ink-soft">{t("productLead")}</span>
        </p>
        <LanguageSwitch language={await getLanguage()} setLanguage={setLanguage} />
      </header>
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-[36rem] px-4 py-16">
        <div className="panel flex flex-col items-start gap-4 px-6 py-7 sm:px-8">
          <h1 className="font-700 text-[1.5rem]">{title}</h1>
          <p>{text}</p>
          <ButtonLink href="/" look="primary">
            {t("page.home")}
          </ButtonLink>
        </div>
      </main>
    </div>
  );
}

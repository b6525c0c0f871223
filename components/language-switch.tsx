import { translate } from "#components/words/translate.ts";
import type { Language } from "#components/words/words.ts";

type Props = { language: Language; setLanguage: (form: FormData) => Promise<void> };

/** The other language, a press away; the same page comes again in it. */
export function LanguageSwitch({ language, setLanguage }: Props) {
  const t = translate(language, "common");
  return (
    <form action={setLanguage}>
      <button
        type="submit"
        name="language"
        value={t("language.otherCode")}
        lang={t("language.otherCode")}
        className="min-h-11 rounded-6 px-2.5 text-[0.875rem] text-accent underline underline-offset-4 hover:bg-accent-soft"
      >
        {t("language.other")}
      </button>
    </form>
  );
}

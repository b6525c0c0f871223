import { type _Translator, createTranslator } from "use-intl/core";
import { type JapaneseWords, type Language, type Namespace, words } from "#components/words/words.ts";
import type { FailureCode } from "#core/errors.ts";

export type T<N extends Namespace> = _Translator<JapaneseWords[N]>;

const translators = new Map<string, unknown>();

/**
 * The words of one namespace: `translate("ja", "forms")("state.approved")` is 検印済.
 * Keys and ICU arguments are checked against the Japanese text, which the English one must match in shape.
 */
export function translate<N extends Namespace>(language: Language, namespace: N): T<N> {
  const name = `${language}/${namespace}`;
  const known = translators.get(name);
  if (known) return known as T<N>;
  const made = createTranslator({
    locale: language,
    timeZone: "Asia/Tokyo",
    messages: words[language][namespace],
  });
  translators.set(name, made);
  return made as unknown as T<N>;
}

/** The message for a field's error key such as `contractorId.format`; an unknown key says to check the field. */
export function fieldError(language: Language, key: string, values: Record<string, string> = {}): string {
  const t = translate(language, "errors") as unknown as LooseTranslator;
  return t.has(key) ? t(key, values) : t("code.invalid");
}

/** What to say of a failure as a whole: of what it is about where there are words for it, else of its code. */
export function failureText(
  language: Language,
  { code, about }: { code: FailureCode; about: string },
): string {
  const t = translate(language, "errors") as unknown as LooseTranslator;
  return t.has(`about.${about}`) ? t(`about.${about}`) : t(`code.${code}`);
}

type LooseTranslator = { (key: string, values?: Record<string, string>): string; has(key: string): boolean };

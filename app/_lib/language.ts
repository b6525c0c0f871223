import "server-only";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { ownPath } from "#app/_lib/own-path.ts";
import type { ConfirmWords } from "#components/form-state.ts";
import {
  formatDate,
  formatDateTime,
  formatNumber,
  formatSecond,
  formatShortDate,
  formatTime,
  formatYen,
} from "#components/words/format.ts";
import { failureText, fieldError, type T, translate } from "#components/words/translate.ts";
import { type Language, languages, type Namespace } from "#components/words/words.ts";
import type { Failure } from "#core/errors.ts";
import { env } from "#env.ts";

const cookieName = "lang";

/** The language this person chose; Japanese until they choose. */
export async function getLanguage(): Promise<Language> {
  const chosen = (await cookies()).get(cookieName)?.value;
  return languages.find((language) => language === chosen) ?? "ja";
}

/** The words of one namespace in the language of the request. */
export async function getT<N extends Namespace>(namespace: N): Promise<T<N>> {
  return translate(await getLanguage(), namespace);
}

/** Dates, times and yen in the language of the request, always as seen in Japan. */
export async function getFormat() {
  const language = await getLanguage();
  return {
    date: (date: Date | string) => formatDate(language, date),
    dateTime: (at: Date) => formatDateTime(language, at),
    time: formatTime,
    shortDate: formatShortDate,
    second: formatSecond,
    yen: (yen: number) => formatYen(language, yen),
    number: (value: number) => formatNumber(language, value),
  };
}

/** What to say of a failure as a whole, and of each field that it names. */
export async function getFailureWords(failure: Failure) {
  const language = await getLanguage();
  return {
    text: failureText(language, failure),
    /** The number of what went wrong unexpectedly, to be told to an administrator. */
    detail: failure.reference
      ? {
          text: translate(language, "common")("page.errorId", { id: failure.reference }),
        }
      : {},
    /** Where what is lacking can be set right. */
    next:
      failure.about === "noAuthenticator"
        ? { next: { href: "/me/authenticator", label: translate(language, "account")("join.begin") } }
        : {},
    fields: Object.fromEntries(
      Object.entries(failure.fields).map(([field, key]) => [field, fieldError(language, key)]),
    ),
  };
}

/** What a form says that asks for a fresh OTP. */
export async function getConfirmWords(): Promise<ConfirmWords & { submit: string }> {
  const t = await getT("common");
  return {
    title: t("confirmOtp.title"),
    label: t("confirmOtp.label"),
    support: t("confirmOtp.support"),
    submit: t("confirmOtp.submit"),
  };
}

/** Server action of the language switch: remembers the choice for a year and shows the same page again. */
export async function setLanguage(form: FormData): Promise<void> {
  "use server";
  const chosen = languages.find((language) => language === form.get("language"));
  if (!chosen) return;
  (await cookies()).set(cookieName, chosen, {
    path: "/",
    maxAge: 365 * 24 * 60 * 60,
    sameSite: "lax",
    httpOnly: true,
    secure: env().PUBLIC_URL.startsWith("https:"),
  });
  const back = ownPath(form.get("back"));
  if (back) redirect(back);
}

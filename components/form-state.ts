import type { Tone } from "#components/tone.ts";

/** What a form's action answers when it did not lead elsewhere: words in the user's language, and what was typed. */
export type FormState = {
  /** Counts the answers, so that each one moves the focus to its summary. */
  attempt: number;
  /** Field → text to show under it, without the mark ＊. */
  errors: Readonly<Record<string, string>>;
  /** Field → what was typed or chosen. Never a password, an OTP or a card cell. */
  values: Readonly<Record<string, readonly string[]>>;
  /** What went wrong, or was done, as a whole. */
  notice: { tone: Tone; title: string; text?: string; next?: { href: string; label: string } } | null;
  /** The words with which the form asks who sent it for a fresh OTP; sent again with one, it is carried out. */
  confirm?: ConfirmWords;
};

/** Without `submit` where the form's own button stands right below. */
export type ConfirmWords = { title: string; label: string; support: string; submit?: string };

/** The field of the OTP in a form that asks for one. */
export const confirmField = "confirmOtp";

export const emptyFormState: FormState = { attempt: 0, errors: {}, values: {}, notice: null };

export type FormAction = (state: FormState, form: FormData) => Promise<FormState>;

/** The few words that every form needs, in one language. */
export type FormWords = {
  required: string;
  optional: string;
  errorMark: string;
  pending: string;
  /** Title of the summary for one error and for `{count}` of them. */
  oneError: string;
  manyErrors: string;
  /** `{label}：{text}`, for a line of the summary. */
  errorLine: string;
  /** `エラー: {title}`, for the page's title. */
  errorTitle: string;
};

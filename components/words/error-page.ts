export type ErrorPageWords = {
  readonly language: "ja" | "en";
  readonly title: string;
  readonly reference: string;
  readonly retry: string;
  readonly desks: Readonly<Record<"console" | "customer", { readonly text: string; readonly back: string }>>;
};

/** The few words that go to the browser in both languages: whoever needs them can ask the server for none. */
export const errorPageWords: Readonly<Record<"ja" | "en", ErrorPageWords>> = {
  ja: {
    language: "ja",
    title: "処理できませんでした",
    reference: "問い合わせ番号：",
    retry: "もう一度試す",
    desks: {
      console: {
        text: "もう一度お試しください。続く場合は、次の番号をシステム管理者に知らせてください。",
        back: "本日の業務に戻る",
      },
      customer: {
        text: "ご迷惑をおかけします。しばらくしてから、もう一度お試しください。続く場合は、次の番号をお取引店の窓口にお知らせください。",
        back: "はましんパーソナルWebに戻る",
      },
    },
  },
  en: {
    language: "en",
    title: "That did not work",
    reference: "Reference: ",
    retry: "Try again",
    desks: {
      console: {
        text: "Try again. If it goes on, tell an administrator this number.",
        back: "Back to today's work",
      },
      customer: {
        text: "We are sorry. Please try again in a while. If it goes on, tell your branch this number.",
        back: "Back to Hamashin Personal Web",
      },
    },
  },
};

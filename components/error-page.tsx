"use client";
import { useEffect, useLayoutEffect, useState } from "react";
import { buttonClass } from "#components/button.tsx";
import { type ErrorPageWords, errorPageWords } from "#components/words/error-page.ts";

type Props = {
  /** Next's number for what was thrown on the server, which its log has too; nothing else of it is shown. */
  digest: string | undefined;
  desk: keyof ErrorPageWords["desks"];
  home: string;
};

/** What is shown in place of a page that failed. Draws itself with no help of the server, which may be away. */
export function ErrorPage({ digest, desk, home }: Props) {
  const words = errorPageWords[usePageLanguage()];
  const { text, back } = words.desks[desk];
  useEffect(() => {
    document.title = words.title;
  }, [words]);
  return (
    <main
      id="main"
      lang={words.language}
      className="mx-auto flex w-full max-w-[36rem] flex-col gap-5 px-4 py-16 text-[1rem]"
    >
      <div className="panel flex flex-col gap-4 border-t-4 border-t-danger px-6 py-7 sm:px-8">
        <h1 className="font-700 text-[1.5rem]">{words.title}</h1>
        <p>{text}</p>
        {digest && (
          <p className="rounded-6 bg-surface-sunken px-4 py-3">
            {words.reference}
            <span className="code font-700 text-[1.125rem]">{digest}</span>
          </p>
        )}
        <div className="flex flex-wrap gap-3 pt-1">
          <button type="button" className={buttonClass("primary")} onClick={() => location.reload()}>
            {words.retry}
          </button>
          <a href={home} className={buttonClass()}>
            {back}
          </a>
        </div>
      </div>
    </main>
  );
}

/**
 * The language of the page that failed. At first render it may not stand in the document yet, when the whole page
 * is drawn anew; a moment later it does, and still before anything is seen.
 */
export function usePageLanguage(): "ja" | "en" {
  const [language, setLanguage] = useState(readLanguage);
  useLayoutEffect(() => setLanguage(readLanguage()), []);
  return language;
}

function readLanguage(): "ja" | "en" {
  return typeof document !== "undefined" && document.documentElement.lang === "en" ? "en" : "ja";
}

"use client";
import { useEffect, useState } from "react";

type Props = {
  formId: string;
  title: string;
  /** What each form would cost, in words, under its kind, reason and whether the old token is returned. */
  quotes: Readonly<Record<string, string>>;
  /** Kinds that cost something. */
  charged: readonly string[];
  /** What to say of a kind that costs nothing, and where more must be chosen first. */
  words: { nothing: string; choose: string };
};

/** What the form will cost as it is filled in: said again with each choice. */
export function LiveQuote({ formId, title, quotes, charged, words }: Props) {
  const [key, setKey] = useState<{ kind: string; rest: string }>({ kind: "", rest: "" });
  useEffect(() => {
    const form = document.getElementById(formId);
    if (!(form instanceof HTMLFormElement)) return;
    const look = () => {
      const typed = new FormData(form);
      const kind = String(typed.get("kind") ?? "");
      const reason = kind === "reissue" ? String(typed.get("reason") ?? "") : "";
      setKey({ kind, rest: `${reason} ${typed.get("oldTokenReturned") === "on"}` });
    };
    look();
    form.addEventListener("change", look);
    return () => form.removeEventListener("change", look);
  }, [formId]);
  const nothing = key.kind !== "" && !charged.includes(key.kind);
  return (
    <p className="rounded-6 bg-surface-sunken px-4 py-3">
      <span className="mr-3 font-700">{title}</span>
      <output className="tabular">
        {nothing ? words.nothing : (quotes[`${key.kind} ${key.rest}`] ?? words.choose)}
      </output>
    </p>
  );
}

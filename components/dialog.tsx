"use client";
import { useId, useRef } from "react";
import { type ButtonLook, buttonClass } from "#components/button.tsx";

type Props = {
  /** On the button that opens it. */
  trigger: string;
  look?: ButtonLook;
  title: string;
  closeLabel: string;
  /** What is asked, and the form that does it. */
  children: React.ReactNode;
};

/** A question that must be answered first: native, modal, closed by Escape, gives the focus back. */
export function Dialog({ trigger, look = "secondary", title, closeLabel, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        className={buttonClass(look)}
        onClick={() => dialog.current?.showModal()}
      >
        {trigger}
      </button>
      <dialog
        ref={dialog}
        aria-labelledby={titleId}
        className="panel m-auto w-[34rem] max-w-[calc(100vw-2rem)] p-6 text-ink shadow-5 backdrop:bg-black/50"
      >
        <h2 id={titleId} className="mb-3 font-700 text-[1.25rem]">
          {title}
        </h2>
        {children}
        <form method="dialog" className="mt-3">
          <button type="submit" className={buttonClass("quiet")}>
            {closeLabel}
          </button>
        </form>
      </dialog>
    </>
  );
}

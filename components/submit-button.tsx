"use client";
import { useFormStatus } from "react-dom";
import { type ButtonLook, buttonClass } from "#components/button.tsx";

type Props = {
  children: React.ReactNode;
  /** Said while the server works: 「処理しています…」. */
  pending: string;
  look?: ButtonLook;
  wide?: boolean;
  /** The letter that focuses it: see `Hotkeys`. */
  hotkey?: string;
  /** With a name, the form data say which button was pressed. */
  name?: string;
  value?: string;
};

/** Submits once: while the answer is awaited, further presses do nothing and the focus stays. */
export function SubmitButton({ children, pending, look = "primary", wide, hotkey, name, value }: Props) {
  const status = useFormStatus();
  return (
    <button
      type="submit"
      name={name}
      value={value}
      data-hotkey={hotkey}
      aria-disabled={status.pending || undefined}
      onClick={(event) => {
        if (status.pending) event.preventDefault();
      }}
      className={buttonClass(look, wide)}
    >
      <span aria-live="polite">{status.pending ? pending : children}</span>
    </button>
  );
}

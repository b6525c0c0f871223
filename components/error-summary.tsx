"use client";
import { use, useEffect, useRef } from "react";
import { FormContext, fieldId } from "#components/form-context.tsx";

/** What is wrong, at the top of the form: focused after each answer, every line a link to its field. */
export function ErrorSummary() {
  const { id, labels, state, words } = use(FormContext);
  const box = useRef<HTMLDivElement>(null);
  const errors = Object.entries(state.errors);
  const { attempt, notice } = state;

  useEffect(() => {
    if (attempt === 0 || !box.current) return;
    box.current.focus();
    const mark = words.errorTitle.split("{title}")[0] ?? "";
    if (box.current.dataset.failed && !document.title.startsWith(mark))
      document.title = mark + document.title;
  }, [attempt, words]);

  if (errors.length === 0 && !notice) return null;
  const failed = errors.length > 0 || notice?.tone === "danger" || notice?.tone === "warning";
  const title =
    errors.length === 0
      ? notice?.title
      : errors.length === 1
        ? words.oneError
        : words.manyErrors.replace("{count}", String(errors.length));
  return (
    <div
      ref={box}
      tabIndex={-1}
      role={failed ? "alert" : "status"}
      data-failed={failed || undefined}
      className={`mb-5 rounded-8 border-2 p-4 ${failed ? "border-danger bg-danger-soft" : "border-success-line bg-success-soft"}`}
    >
      <p className={`font-700 text-[1.0625rem] ${failed ? "text-danger" : "text-success"}`}>{title}</p>
      {errors.length === 0 && notice?.text && <p className="mt-1">{notice.text}</p>}
      {errors.length === 0 && notice?.next && (
        <a href={notice.next.href} className="mt-1 inline-flex min-h-8 items-center font-700">
          {notice.next.label}
        </a>
      )}
      {errors.length > 0 && (
        <ul className="mt-1">
          {errors.map(([field, text]) => (
            <li key={field}>
              <a
                href={`#${fieldId(id, field)}`}
                className="inline-flex min-h-8 items-center font-700 text-danger hover:text-danger-strong"
                onClick={(event) => {
                  const control = document.getElementById(fieldId(id, field));
                  if (!control) return;
                  event.preventDefault();
                  control.focus();
                }}
              >
                {labels[field]
                  ? words.errorLine.replace("{label}", labels[field]).replace("{text}", text)
                  : text}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

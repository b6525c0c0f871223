import type { Tone } from "#components/tone.ts";

const looks: Record<Tone, string> = {
  neutral: "border-neutral-line bg-neutral-soft text-neutral",
  info: "border-info-line bg-info-soft text-info",
  success: "border-success-line bg-success-soft text-success",
  warning: "border-warning-line bg-warning-soft text-warning",
  danger: "border-danger-line bg-danger-soft text-danger",
};

/** A state in words. The sign in front differs by tone, so that colour is never needed. */
export function Chip({ tone = "neutral", children }: { tone?: Tone; children: React.ReactNode }) {
  return (
    <span
      className={`inline-flex items-center gap-1.5 whitespace-nowrap rounded-full border px-2.5 py-0.5 font-700 text-[0.8125rem] leading-150 ${looks[tone]}`}
    >
      <Sign tone={tone} />
      {children}
    </span>
  );
}

function Sign({ tone }: { tone: Tone }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 10 10" width="9" height="9" className="shrink-0" fill="currentColor">
      {tone === "neutral" && (
        <circle cx="5" cy="5" r="3.5" fill="none" stroke="currentColor" strokeWidth="2" />
      )}
      {tone === "info" && <circle cx="5" cy="5" r="4.5" />}
      {tone === "success" && <path d="M1 5.5 4 8.5 9 2" fill="none" stroke="currentColor" strokeWidth="2" />}
      {tone === "warning" && <path d="M5 .5 10 9.5H0z" />}
      {tone === "danger" && <path d="M1.5 1.5l7 7m0-7-7 7" stroke="currentColor" strokeWidth="2" />}
    </svg>
  );
}

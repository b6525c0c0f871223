"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { buttonClass } from "#components/button.tsx";

/** What the server says of a session: whose it is, and how long it lasts without, and with, anything done. */
export type SessionState = { username: string; idleMs: number; dayMs: number };

type ClockWords = Readonly<
  Record<
    "idle" | "idleText" | "day" | "dayText" | "goOn" | "close" | "over" | "overText" | "signIn" | "here",
    string
  >
>;
type Props = { href: string; state: SessionState; words: ClockWords };
/** What is shown: nothing, a warning with the time of the end, or that it is over. */
type Shown = { what: "nothing" } | { what: "idle" | "day"; endsAt: Date } | { what: "over" };

const warnMs = 2 * 60_000;
/** How often an open warning asks whether the session was gone on with in another tab. */
const lookMs = 10_000;
/** Timers of browsers hold 24 days at most, and sleep with the machine: so look now and then. */
const longestMs = 5 * 60_000;

/**
 * Warns two minutes before a session ends, and says so when it has. It asks the server, which alone knows what other
 * tabs did, and asking lengthens nothing. What was typed stays on the page: one signs in in another tab.
 */
export function SessionClock({ href, state, words }: Props) {
  const [shown, setShown] = useState<Shown>({ what: "nothing" });
  const [dayClosed, setDayClosed] = useState(false);
  const { username } = state;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const take = useCallback(
    (found: SessionState | undefined, look: () => void) => {
      clearTimeout(timer.current);
      if (found && found.username !== username) return location.assign("/");
      const next = shownOf(found, dayClosed);
      setShown((before) => (same(before, next) ? before : next));
      const wait = next.what === "nothing" && found ? untilWarning(found, dayClosed) : lookMs;
      timer.current = setTimeout(look, wait);
    },
    [username, dayClosed],
  );
  const look = useCallback(async (): Promise<void> => {
    const found = await ask(href, "GET");
    if (found !== "unreachable") take(found, look);
    else timer.current = setTimeout(look, lookMs);
  }, [href, take]);
  const goOn = useCallback(async (): Promise<void> => {
    const found = await ask(href, "POST");
    if (found !== "unreachable") take(found, look);
  }, [href, take, look]);

  useEffect(() => {
    timer.current = setTimeout(look, untilWarning(state, dayClosed));
    const back = () => document.visibilityState === "visible" && look();
    document.addEventListener("visibilitychange", back);
    return () => {
      clearTimeout(timer.current);
      document.removeEventListener("visibilitychange", back);
    };
  }, [state, look, dayClosed]);

  if (shown.what === "nothing") return null;
  return <Alert shown={shown} words={words} onGoOn={goOn} onClose={() => setDayClosed(true)} />;
}

type AlertProps = {
  shown: Exclude<Shown, { what: "nothing" }>;
  words: ClockWords;
  onGoOn: () => void;
  onClose: () => void;
};

/** Over the page, the focus on what keeps it; Escape is no answer to it. */
function Alert({ shown, words, onGoOn, onClose }: AlertProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const { what } = shown;
  const at = what === "over" ? "" : clock.format(shown.endsAt);
  const text = { idle: words.idleText, day: words.dayText, over: words.overText }[what].replace("{time}", at);
  return (
    <dialog
      ref={dialog}
      role="alertdialog"
      aria-labelledby="session-title"
      aria-describedby="session-text"
      onCancel={(event) => event.preventDefault()}
      className="panel m-auto w-[32rem] max-w-[calc(100vw-2rem)] p-6 text-ink shadow-3 backdrop:bg-black/50"
    >
      <div aria-live="assertive" className="flex flex-col gap-4">
        <h2 id="session-title" className="font-700 text-[1.25rem]">
          {words[what]}
        </h2>
        <p id="session-text">{text}</p>
        <div className="flex flex-wrap items-center gap-3">
          {what === "idle" && (
            <button type="button" onClick={onGoOn} className={buttonClass("primary")}>
              {words.goOn}
            </button>
          )}
          {what === "day" && (
            <button type="button" onClick={onClose} className={buttonClass("primary")}>
              {words.close}
            </button>
          )}
          {what === "over" && (
            <>
              <a href="/sign-in" target="_blank" rel="noopener" className={buttonClass("primary")}>
                {words.signIn}
              </a>
              <a href={`/sign-in?back=${encodeURIComponent(location.pathname + location.search)}`}>
                {words.here}
              </a>
            </>
          )}
        </div>
      </div>
    </dialog>
  );
}

const clock = new Intl.DateTimeFormat("ja-JP", { timeZone: "Asia/Tokyo", timeStyle: "short" });

function shownOf(found: SessionState | undefined, dayClosed: boolean): Shown {
  if (!found) return { what: "over" };
  const at = (ms: number) => new Date(Date.now() + ms);
  if (found.idleMs <= warnMs && found.idleMs < found.dayMs) return { what: "idle", endsAt: at(found.idleMs) };
  if (found.dayMs <= warnMs && !dayClosed) return { what: "day", endsAt: at(found.dayMs) };
  return { what: "nothing" };
}

function untilWarning({ idleMs, dayMs }: SessionState, dayClosed: boolean): number {
  const first = dayClosed ? Math.min(idleMs - warnMs, dayMs) : Math.min(idleMs, dayMs) - warnMs;
  return Math.min(Math.max(first, 0) + 500, longestMs);
}

/** The minute that is told is the same from one look to the next: nothing is said twice. */
function same(one: Shown, other: Shown): boolean {
  if (one.what === "nothing" || one.what === "over" || other.what !== one.what)
    return one.what === other.what;
  return Math.abs(one.endsAt.getTime() - other.endsAt.getTime()) < 5_000;
}

async function ask(href: string, method: "GET" | "POST"): Promise<SessionState | undefined | "unreachable"> {
  try {
    const answer = await fetch(href, { method, cache: "no-store" });
    if (answer.ok) return (await answer.json()) as SessionState;
    return answer.status === 401 ? undefined : "unreachable";
  } catch {
    return "unreachable";
  }
}

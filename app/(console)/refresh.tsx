"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { looksAgainCookie } from "#components/looks-again.ts";

const everyMs = 2_000;
/** Ten minutes, after which nobody waits any more. */
const mostTimes = 300;

/** Shows the page as it stands now, again and again, while it is looked at. It keeps no session alive. */
export function Refresh() {
  const router = useRouter();
  useEffect(() => {
    const mark = (seconds: number) => {
      // biome-ignore lint/suspicious/noDocumentCookie: not every browser has the Cookie Store
      document.cookie = `${looksAgainCookie}=1; Path=${location.pathname}; Max-Age=${seconds}; SameSite=Strict`;
    };
    let times = 0;
    const timer = setInterval(() => {
      if (document.visibilityState !== "visible" || times++ >= mostTimes) return;
      mark(everyMs / 1_000);
      router.refresh();
    }, everyMs);
    return () => {
      clearInterval(timer);
      mark(0);
    };
  }, [router]);
  return null;
}

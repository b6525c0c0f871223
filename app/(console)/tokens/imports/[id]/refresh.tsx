"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";

const everyMs = 2_000;
/** Ten minutes: a page left open must not keep its session alive for ever. */
const mostTimes = 300;

/** Shows the page as it stands now, again and again, while it is looked at. */
export function Refresh() {
  const router = useRouter();
  useEffect(() => {
    let times = 0;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible" && times++ < mostTimes) router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}

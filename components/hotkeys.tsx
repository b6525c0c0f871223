"use client";
import { useEffect } from "react";

/**
 * `/` goes to the search box, `?` opens help, `j` and `k` walk the rows of a list (links marked `data-row`), other
 * letters go where the page says (`data-hotkey`).
 * Silent while somebody types or converts kana, and with Ctrl, Alt or Meta held.
 */
export function Hotkeys() {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.altKey || event.metaKey)
        return;
      if (event.target instanceof Element && event.target.closest("input, select, textarea, dialog")) return;
      if ((actions[event.key] ?? (() => goTo(event.key)))()) event.preventDefault();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
  return null;
}

const actions: Readonly<Record<string, () => boolean>> = {
  "/": () => {
    const box = document.querySelector<HTMLInputElement>("[data-search]");
    box?.focus();
    box?.select();
    return box !== null;
  },
  "?": () => {
    const help = document.getElementById("help");
    help?.togglePopover();
    return help !== null;
  },
  j: () => moveTo(1),
  k: () => moveTo(-1),
};

/**
 * To what a page marks by `data-hotkey`: a link is followed, a field or a button has the focus, and Enter does it. Where
 * it is folded away, it is unfolded.
 */
function goTo(key: string): boolean {
  const place = /^[a-z]$/.test(key) && document.querySelector<HTMLElement>(`[data-hotkey="${key}"]`);
  if (!place) return false;
  place.closest("details")?.setAttribute("open", "");
  if (place instanceof HTMLAnchorElement) place.click();
  else place.focus();
  return true;
}

function moveTo(step: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")];
  const focused = document.activeElement;
  const at = focused instanceof HTMLElement ? rows.indexOf(focused) : -1;
  const next = at === -1 ? rows[step === 1 ? 0 : rows.length - 1] : rows[at + step];
  next?.focus();
  return rows.length > 0;
}

import type { resync as ja } from "#components/words/ja/resync.ts";
import type { Shape } from "#components/words/shape.ts";

export const resync = {
  title: "Resync a token",
  open: "Resync",
  lead: "A token whose clock or counter is off is set right by two codes that it shows one after the other.",
  how: "How to",
  serialStep: "Check that the serial on the back of the token is {serial}.",
  firstStep: "Press ① and enter the {digits, number} digits shown as the first code.",
  secondStep: {
    totp: "Wait until the display changes (within {seconds, number} seconds) and enter the next {digits, number} digits as the second code.",
    hotp: "Press ① again and enter the next {digits, number} digits shown as the second code.",
  },
  field: { first: "First one-time password", second: "Second one-time password" },
  support: {
    first: "The {digits, number} digits that the token shows",
    second: {
      totp: "The next {digits, number} digits, once the display has changed",
      hotp: "The next {digits, number} digits, once the button is pressed again",
    },
  },
  drawing: {
    first: "First",
    second: "Second",
    firstText: "the digits shown",
    secondText: "the digits shown next",
  },
  caution:
    "A code that was used before, to log in for instance, does not work. Wrong codes count as wrong one-time passwords, and lock the login at its limit.",
  submit: "Resync",
  done: {
    title: "Resynced",
    counter: "The token's counter is set.",
    exact: "The token's clock is right.",
    drift: "Off by {steps} steps (about {time} {way})",
    seconds: "{count, plural, one {# second} other {# seconds}}",
    minutes: "{count, plural, one {# minute} other {# minutes}}",
    ahead: "ahead",
    behind: "behind",
    next: "Both codes are used up. The customer can log in with the next one shown.",
    largeTitle: "The clock is far off",
    large:
      "The battery may be running low, or the clock be faulty. The battery is good until {date}. If the token fails again, advise an exchange or a reissue.",
  },
  rejected: "The token was not resynced",
  rejectedText:
    "Check that the serial on the back of the token is {serial}. If it is, wait for a new code, and enter two that are shown one after the other, in that order.",
  locked: "The login is locked, so the token cannot be resynced",
  lockedText: "It can be resynced once an unlock form is approved.",
  lockedNext: "Key an unlock form",
  lockedElsewhere: "Ask the contract's branch to take in an unlock form.",
  inactive: "The token is not in use, so it cannot be resynced",
  none: "No token is registered, so there is none to resync",
  stateText: "See the contract's page for its token and for what is under way.",
  back: "Back to the contract",
} as const satisfies Shape<typeof ja>;

import type { mailAddresses as ja } from "#components/words/ja/mail-addresses.ts";
import type { Shape } from "#components/words/shape.ts";

export const mailAddresses = {
  title: "Change of the mail address",
  lead: "A customer's paper changes where their notices go. A clerk keys it, an approver compares it with the paper.",
  open: "Ask for a change",
  waits: "A change waits",
  field: {
    mailAddress: "New mail address",
    present: "Mail address now",
    change: "Change",
    paperOn: "Date of the paper",
    paper: "Which paper",
    state: "State",
    decided: "Decided",
    checker: "Decided by",
    consequence: "If approved",
    branch: "Branch",
  },
  none: "none",
  byLetter: "none (told by letter)",
  support: {
    mailAddress:
      "Letters and digits without accents (full-width ones are converted). Leave it empty to end mail and write letters.",
    branchAddress:
      "Letters and digits without accents (full-width ones are converted). Leave it empty to send this branch nothing.",
    paperOn: "For example 2026/11/22, or 令和8年11月22日",
    paper: "Its reference, and what the identity document and the seal have shown.",
  },
  propose: "Ask for the change",
  proposed: "A change waits for its approval",
  noChange: "No change waits",
  noChangeText: "A clerk asks for one when a customer hands in the paper.",
  toOldAddress: "A mail about the change goes to the address of now.",
  toOldHome: "A letter about it goes to the customer's postal address.",
  toNewAddress: "A mail about it goes to the new address too.",
  unprompted:
    "Make sure that the customer wants it: compare the seal and the hand on the paper, and the record of the identity document.",
  ownChange: "Who asked for it cannot approve it. Another approver does.",
  history: "Changes so far",
  noHistory: "No change so far",
  noHistoryText: "Whatever is approved, turned down or withdrawn stays here.",
  done: {
    proposed: "The change is asked for",
    approved: "Approved. Notices go to the new address from now on",
    turned_down: "Turned down",
    withdrawn: "Withdrawn",
  },
  list: {
    title: "Changes of mail addresses",
    lead: "Changes of customers' mail addresses that were asked for. Choose a row to see it.",
    none: "No such change",
    noneText: "One is asked for from “Mail address” on a contract's page.",
  },
  branches: {
    title: "Addresses of the branches",
    lead: "Branches hear by mail of incomplete and returned forms and of tokens that nobody registers. Two managers change an address.",
    one: "Address of {code} {name}",
    oneLead: "One manager asks for it, another approves it: then the next notice goes to the new address.",
    address: "Mail address",
    silent: "none (nothing is sent)",
    ownChange: "Who asked for it cannot approve it. Another manager does.",
    consequence: "From the next notice on the new address is used.",
    unchanged: "Notices to customers stay as they are.",
  },
} as const satisfies Shape<typeof ja>;

import type { settings as ja } from "#components/words/ja/settings.ts";
import type { Shape } from "#components/words/shape.ts";

const lock =
  "{way, select, looser {Locks at {limit}. A contract that is locked now with fewer failures than that is unlocked without a form.} other {Locks at {limit}. A contract that has as many already is locked the moment this is approved.}}";

export const settings = {
  title: "Settings",
  lead: "The rules of the login, the staff and the stock. One manager proposes a change; it is in force once another has approved it.",
  editTitle: "Propose a change",
  editLead:
    "Change only what is to change, and say why. Until another manager approves, the rules stay as they are.",
  propose: "Propose a change",
  ownChange: "You proposed this change, so you may not approve it. Another manager will.",
  waiting: "A change waits for approval. Until it is approved or turned down, no other can be proposed.",
  seeWaiting: "See the change that waits",
  unlimited: "No limit",
  range: "From {min, number} to {max}.",
  mayBeEmpty: "Leave it empty for no limit.",
  noteLine: "Turned down: {note}",
  arrow: "{before} → {after}",
  way: { looser: "Looser", stricter: "Stricter" },
  section: {
    proposed: "Change waiting for approval",
    history: "History of changes",
  },
  noHistory: "No change has been made yet",
  noHistoryText: "Every change that was proposed stays here: approved, turned down or withdrawn.",
  group: {
    limits: "Limits of failures",
    otp: "One-time passwords",
    card: "Customer card",
    pace: "Time and address",
    staff: "Staff",
    stock: "Stock",
  },
  unit: {
    times: "{count, plural, one {# time} other {# times}}",
    steps: "{count, plural, one {# step} other {# steps}}",
    counters: "{count, plural, one {# press} other {# presses}}",
    seconds: "{count, plural, one {# second} other {# seconds}}",
    minutes: "{count, plural, one {# minute} other {# minutes}}",
    days: "{count, plural, one {# day} other {# days}}",
    months: "{count, plural, one {# month of use} other {# months of use}}",
  },
  name: {
    passwordLimit: "Wrong login passwords",
    otpLimit: "Wrong one-time passwords",
    cardLimit: "Wrong card answers",
    otpWindowSteps: "Time window",
    hotpLookAhead: "Look-ahead of button tokens",
    driftStepLimit: "Drift learned at one login",
    driftTotalLimit: "Drift learned in all",
    resyncWindowSteps: "Reach of a resync",
    challengeMinutes: "Same two cells asked for",
    cardAccessDays: "Days of card access",
    cardUseLimit: "Logins by card",
    loginMinutes: "Time for one login",
    retryDelaySeconds: "Wait after a failure",
    addressFailureLimit: "Failures from one address",
    addressWindowMinutes: "Window of an address",
    staffConfirmMinutes: "A fresh one-time password counts for",
    reorderMonths: "Reorder point",
  },
  help: {
    passwordLimit: "At this many, none are taken until an unlock form has been approved.",
    otpLimit: "At this many, none are taken until an unlock form has been approved.",
    cardLimit: "At this many, none are taken until an unlock form has been approved.",
    otpWindowSteps: "Steps before and after the present one that a token with a clock may show.",
    hotpLookAhead: "Codes that were called up by the button and never used, and may be skipped.",
    driftStepLimit: "How far a token's clock may be found to have moved at one login.",
    driftTotalLimit: "How far a token's clock may be found to have moved in all.",
    resyncWindowSteps:
      "How far two codes in a row are looked for: each way of a clock, ahead of a button's counter.",
    challengeMinutes: "If short, a thief of some cells can soon wait for the pair that he knows.",
    cardAccessDays: "Counted from the posting of the reissued token. It ends when the token is registered.",
    cardUseLimit: "How often one may log in by the card during one reissue.",
    loginMinutes: "The time between the login password and the next answer.",
    retryDelaySeconds: "After a wrong one-time password or card answer. With 0 there is no wait.",
    addressFailureLimit:
      "An address with this many failures over all contracts is stopped for a while. No contract is locked.",
    addressWindowMinutes: "An address's failures are counted anew after this time.",
    staffConfirmMinutes:
      "After entering a one-time password, a member of staff may approve and the like for so long without another.",
    reorderMonths:
      "A model is to be ordered once the stock free to allocate is down to so many months of use. A month's use is the mean of the last three.",
  },
  consequence: {
    passwordLimit: lock,
    otpLimit: lock,
    cardLimit: lock,
    otpWindowSteps:
      "{limit, select, none {Only the code shown now is taken.} other {Codes up to {limit} before or after the present one are taken.}}",
    hotpLookAhead: "Up to {limit} that were never used are skipped.",
    driftStepLimit:
      "{limit, select, none {No drift is learned.} other {One login teaches a drift of {limit} at most.}}",
    driftTotalLimit:
      "{limit, select, none {No drift is learned.} other {At most {limit} of drift are learned; a token further off needs a resync.}}",
    resyncWindowSteps: "A resync looks {limit} far.",
    challengeMinutes: "The next pair of cells stays the same for {limit}, until it is answered.",
    cardAccessDays: "For tokens posted from now on, the card lets in for {limit} after posting.",
    cardUseLimit:
      "{limit, select, none {Until the deadline the card lets in as often as asked.} other {The card lets in {limit} for each reissue. Customers who have used that up are let in no more.}}",
    loginMinutes: "A login begun from now on must be finished in {limit}.",
    retryDelaySeconds:
      "{limit, select, none {The next answer is taken at once after a failure.} other {For {limit} after a failure not even a right answer is taken.}}",
    addressFailureLimit:
      "{limit, select, none {No address is stopped any more. Only the limits of each contract remain.} other {An address that has failed {limit} is stopped. Where many customers share it, all of them are.}}",
    addressWindowMinutes: "A stopped address is let in again {limit} after its count began.",
    staffConfirmMinutes:
      "Whoever entered a one-time password more than {limit} ago is asked for another before an approval and the like.",
    reorderMonths: "A model is to be ordered once its stock is down to {limit}.",
  },
  done: {
    proposed: "Change proposed",
    proposedNext: "It is in force once another manager has approved it.",
    approved: "Approved: the new rules are in force",
    turned_down: "Turned down: the rules stay as they are",
    withdrawn: "Proposal withdrawn: the rules stay as they are",
  },
  field: {
    setting: "Setting",
    change: "Change",
    consequence: "Once approved",
    reason: "Reason for the change",
    proposed: "Proposed",
    decided: "Result",
    maker: "Proposed by",
    proposedAt: "Proposed at",
  },
} as const satisfies Shape<typeof ja>;

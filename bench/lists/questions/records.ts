import { contractorIdOf } from "#bench/lists/ids.ts";
import { listOfAudit } from "#core/audit/list.ts";
import { listOfBatches, listOfFailedFees } from "#core/debits/list.ts";
import { listOfLoginEvents, partOfLoginEvents } from "#core/logins/list-events.ts";
import { listOfNotices, partOfNotices } from "#core/notices/list.ts";
import type { Questions } from "./question.ts";

/** What was told, debited and written down. The audit at its full size has a benchmark of its own. */
export const records: Questions = {
  notices: { who: "operations", ask: (context) => listOfNotices(context, {}) },
  "notices in one branch": { who: "clerk", ask: (context) => listOfNotices(context, {}) },
  "notices to print": { who: "operations", ask: (context) => listOfNotices(context, { state: "to_print" }) },
  "notices to print in one branch": {
    who: "clerk",
    ask: (context) => listOfNotices(context, { state: "to_print" }),
  },
  "notices of a kind": {
    who: "operations",
    ask: (context) => listOfNotices(context, { event: "form_received" }),
  },
  "file of notices, first part": { who: "operations", ask: (context) => partOfNotices(context, {}) },
  "debit files": { who: "manager", ask: (context) => listOfBatches(context, {}) },
  "fees whose debits failed": { who: "manager", ask: (context) => listOfFailedFees(context, {}) },
  "login events": { who: "auditor", ask: (context) => listOfLoginEvents(context, {}) },
  "login events of a contract": {
    who: "auditor",
    ask: (context, nth) => listOfLoginEvents(context, { contractorId: contractorIdOf(nth) }),
  },
  "login events refused": {
    who: "auditor",
    ask: (context) => listOfLoginEvents(context, { outcome: "rejected" }),
  },
  "login events of an address": {
    who: "auditor",
    ask: (context, nth) => listOfLoginEvents(context, { address: `10.0.${nth % 250}.7` }),
  },
  "login events of unknown address": {
    who: "auditor",
    ask: (context) => listOfLoginEvents(context, { address: "198.51.100.1" }),
  },
  "login events of a week": {
    who: "auditor",
    ask: (context) => listOfLoginEvents(context, { from: "2021-03-01", until: "2021-03-07" }),
  },
  "file of login events, first part": { who: "auditor", ask: (context) => partOfLoginEvents(context, {}) },
  audit: { who: "auditor", ask: (context) => listOfAudit(context, {}) },
};

import { readHome } from "#core/home/read.ts";
import { readAccountQueues } from "#core/home/read-accounts.ts";
import type { Questions } from "./question.ts";

/** The day's work of each role. */
export const home: Questions = {
  "home of a clerk": { who: "clerk", ask: (context) => readHome(context, {}) },
  "home of an approver": { who: "approver", ask: (context) => readHome(context, {}) },
  "home of operations": { who: "operations", ask: (context) => readHome(context, {}) },
  "home of a manager": { who: "manager", ask: (context) => readHome(context, {}) },
  "home of an auditor": { who: "auditor", ask: (context) => readHome(context, {}) },
  "home of an administrator": { who: "administrator", ask: (context) => readAccountQueues(context, {}) },
};

import { formIdOf, formNumberOf } from "#bench/lists/ids.ts";
import { listOfForms, partOfForms } from "#core/forms/list.ts";
import { readForm } from "#core/forms/read.ts";
import { deskFormStates } from "#core/forms/rules.ts";
import type { Questions } from "./question.ts";

const awaiting = ["awaiting_approval"];

export const forms: Questions = {
  "forms awaiting approval": {
    who: "operations",
    ask: (context) => listOfForms(context, { states: awaiting }),
  },
  "forms awaiting approval in one branch": {
    who: "approver",
    ask: (context) => listOfForms(context, { states: awaiting }),
  },
  "forms waiting": { who: "operations", ask: (context) => listOfForms(context, { states: deskFormStates }) },
  "forms waiting by the day received": {
    who: "operations",
    ask: (context) => listOfForms(context, { states: deskFormStates, sort: "receivedOn" }),
  },
  "forms overdue": { who: "operations", ask: (context) => listOfForms(context, { task: "form_overdue" }) },
  "forms overdue in one branch": {
    who: "clerk",
    ask: (context) => listOfForms(context, { task: "form_overdue" }),
  },
  forms: { who: "operations", ask: (context) => listOfForms(context, {}) },
  "forms in one branch": { who: "clerk", ask: (context) => listOfForms(context, {}) },
  "forms in one branch by the day received, from the last": {
    who: "clerk",
    ask: (context) => listOfForms(context, { sort: "-receivedOn" }),
  },
  "forms of another branch": {
    who: "operations",
    ask: (context) => listOfForms(context, { branchCode: "040" }),
  },
  "forms of a kind": { who: "operations", ask: (context) => listOfForms(context, { kind: "reissue" }) },
  "forms of a rare kind by the day received": {
    who: "operations",
    ask: (context) => listOfForms(context, { kind: "found_report", sort: "receivedOn" }),
  },
  "forms completed, from the last": {
    who: "operations",
    ask: (context) => listOfForms(context, { states: ["completed"], sort: "-number" }),
  },
  "forms, page 200": { who: "operations", ask: (context) => listOfForms(context, { page: 200 }) },
  "file of forms, first part": { who: "operations", ask: (context) => partOfForms(context, {}) },
  "file of forms, a further part": {
    who: "operations",
    ask: (context, nth) => partOfForms(context, { after: [formNumberOf(Math.floor(nth / 3))] }),
  },
  "form page": {
    who: "operations",
    ask: (context, nth) => readForm(context, { formId: formIdOf(nth) }),
  },
};

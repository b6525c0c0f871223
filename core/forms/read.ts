import { z } from "zod";
import { findContract, findLiveBinding } from "#db/contracts.ts";
import { findForm, findScan, listScans } from "#db/forms.ts";
import { findOrderOfForm } from "#db/orders.ts";
import { findStaffNames } from "#db/staff.ts";
import { query } from "../command.ts";
import { fail } from "../errors.ts";
import { quoteOfForm } from "../fee-rules/quote.ts";
import { idInput } from "../input.ts";
import { cameFromInput, lookAt } from "../look-ups/look.ts";
import { deskFormStates, openChecks } from "./rules.ts";

/**
 * One form with all that its page shows: whose it is, the token now, the scans, the checks still open, and until it is
 * approved what it will cost. The look goes on record.
 */
export const readForm = query({
  permit: "form.read",
  input: z.object({ formId: idInput, cameFrom: cameFromInput }),
  async run(given, { formId, cameFrom }) {
    const { db, scope, now } = given;
    const form = (await findForm(db, scope, formId)) ?? fail("not_found", "form");
    const underWay = (deskFormStates as readonly string[]).includes(form.state);
    const found = (await findContract(db, scope, form.contractId)) ?? fail("not_found", "form");
    const [contract, token, scans, order, names, quote] = await Promise.all([
      lookAt(given, found, { page: "form", cameFrom }),
      findLiveBinding(db, form.contractId),
      listScans(db, formId),
      findOrderOfForm(db, formId),
      findStaffNames(db, form.checkerId ? [form.makerId, form.checkerId] : [form.makerId]),
      underWay ? quoteOfForm(db, form, now) : undefined,
    ]);
    return {
      form,
      contract,
      token,
      scans,
      order,
      quote,
      makerName: names.get(form.makerId) ?? "",
      checkerName: form.checkerId ? (names.get(form.checkerId) ?? "") : null,
      openChecks: openChecks({ ...form, scanCount: scans.length, feeYen: quote?.grossYen ?? 0 }),
    };
  },
});

/** The bytes of one scan, which shows its person whole. Fails with `forbidden` for whom they are masked. */
export const readScan = query({
  permit: "form.read",
  input: z.object({ formId: idInput, scanId: idInput }),
  async run(given, { formId, scanId }) {
    const { db, scope } = given;
    const scan = (await findScan(db, scope, { formId, scanId })) ?? fail("not_found", "scan");
    const form = (await findForm(db, scope, formId)) ?? fail("not_found", "scan");
    const contract = (await findContract(db, scope, form.contractId)) ?? fail("not_found", "scan");
    const { masked } = await lookAt(given, contract, { page: "form", cameFrom: `/forms/${formId}` });
    return masked ? fail("forbidden", "masked") : scan;
  },
});

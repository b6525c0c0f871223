import { z } from "zod";
import { findContract, findLiveBinding } from "#db/contracts.ts";
import { findForm, findScan, listScans } from "#db/forms.ts";
import { findOrderOfForm } from "#db/orders.ts";
import { findStaffNames } from "#db/staff.ts";
import { query } from "../command.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { openChecks } from "./rules.ts";

/** One form with all that its page shows: whose it is, the token now, the scans, the checks still open. */
export const readForm = query({
  permit: "form.read",
  input: z.object({ formId: idInput }),
  async run({ db, scope }, { formId }) {
    const form = (await findForm(db, scope, formId)) ?? fail("not_found", "form");
    const contract = (await findContract(db, scope, form.contractId)) ?? fail("not_found", "form");
    const [token, scans, order, names] = await Promise.all([
      findLiveBinding(db, form.contractId),
      listScans(db, formId),
      findOrderOfForm(db, formId),
      findStaffNames(db, form.checkerId ? [form.makerId, form.checkerId] : [form.makerId]),
    ]);
    return {
      form,
      contract,
      token,
      scans,
      order,
      makerName: names.get(form.makerId) ?? "",
      checkerName: form.checkerId ? (names.get(form.checkerId) ?? "") : null,
      openChecks: openChecks({ ...form, scanCount: scans.length }),
    };
  },
});

/** The bytes of one scan. */
export const readScan = query({
  permit: "form.read",
  input: z.object({ formId: idInput, scanId: idInput }),
  async run({ db, scope }, { formId, scanId }) {
    return (await findScan(db, scope, { formId, scanId })) ?? fail("not_found", "scan");
  },
});

import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { deskFormStates, orderingKinds } from "#core/forms/rules.ts";
import type { Tx } from "./client.ts";
import { ledgerSums } from "./fee-standing.ts";
import { fees } from "./schema/fees.ts";
import { forms } from "./schema/forms.ts";
import { orders } from "./schema/orders.ts";
import { type BranchScope, inBranch } from "./scope.ts";

/** The forms not yet approved whose approval will assess a fee, the longest waiting first. */
export async function listFormsToAssess(tx: Tx, scope: BranchScope) {
  return tx
    .select({
      id: forms.id,
      number: forms.number,
      kind: forms.kind,
      reason: forms.reason,
      oldTokenReturned: forms.oldTokenReturned,
      branchCode: forms.branchCode,
    })
    .from(forms)
    .where(
      and(
        inArray(forms.state, deskFormStates),
        inArray(forms.kind, orderingKinds),
        inBranch(forms.branchCode, scope),
      ),
    )
    .orderBy(asc(forms.createdAt), asc(forms.id));
}

/** The orders not yet posted whose fee still charges something and is taxed by the day of dispatch, the oldest first. */
export async function listOrdersToTax(tx: Tx, scope: BranchScope) {
  const ledger = ledgerSums(tx);
  return tx
    .select({
      id: orders.id,
      number: orders.number,
      kind: orders.kind,
      reason: orders.reason,
      branchCode: orders.branchCode,
      netYen: fees.netYen,
    })
    .from(orders)
    .innerJoin(fees, eq(fees.orderId, orders.id))
    .innerJoinLateral(ledger, sql`true`)
    .where(
      and(
        inArray(orders.state, ["placed", "allocated"]),
        isNull(orders.shippedAt),
        eq(fees.taxPoint, "dispatch"),
        sql`${ledger.assessed} - ${ledger.waived} - ${ledger.reversed} > 0`,
        inBranch(orders.branchCode, scope),
      ),
    )
    .orderBy(asc(orders.placedAt), asc(orders.id));
}

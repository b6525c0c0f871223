import { and, desc, eq } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { contracts } from "./schema/contracts.ts";
import { orders } from "./schema/orders.ts";
import { bindings, tokens } from "./schema/tokens.ts";
import { type BranchScope, inBranch } from "./scope.ts";
import { codeParts } from "./tokens.ts";

/** What a token's page shows of it; no seed. */
export async function findTokenFacts(tx: Tx, where: { id: string } | { serial: string }) {
  const [found] = await tx
    .select({
      id: tokens.id,
      serial: tokens.serial,
      kind: tokens.kind,
      algorithm: tokens.algorithm,
      digits: tokens.digits,
      stepSeconds: tokens.stepSeconds,
      driftSteps: tokens.driftSteps,
      state: tokens.state,
      manufacturer: tokens.manufacturer,
      model: tokens.model,
      batch: tokens.batch,
      expiresOn: tokens.expiresOn,
      importedAt: tokens.importedAt,
      stolenAt: tokens.stolenAt,
    })
    .from(tokens)
    .where("id" in where ? eq(tokens.id, where.id) : eq(tokens.serial, where.serial));
  return found;
}

const contract = {
  contractId: contracts.id,
  contractorId: contracts.contractorId,
  branchCode: contracts.branchCode,
};

/** To whom a token is or was registered, and when: once at most in its life. */
export async function findBindingOfToken(tx: Tx, scope: BranchScope, tokenId: string) {
  const [found] = await tx
    .select({
      ...contract,
      receiptNumber: bindings.receiptNumber,
      boundAt: bindings.boundAt,
      unboundAt: bindings.unboundAt,
      unbindReason: bindings.unbindReason,
    })
    .from(bindings)
    .innerJoin(contracts, eq(contracts.id, bindings.contractId))
    .where(and(eq(bindings.tokenId, tokenId), inBranch(contracts.branchCode, scope)));
  return found;
}

/** The orders that send or have sent a token, the newest first. */
export async function listOrdersOfToken(tx: Tx, scope: BranchScope, tokenId: string) {
  return tx
    .select({
      ...contract,
      id: orders.id,
      number: orders.number,
      state: orders.state,
      kind: orders.kind,
      placedAt: orders.placedAt,
    })
    .from(orders)
    .innerJoin(contracts, eq(contracts.id, orders.contractId))
    .where(and(eq(orders.tokenId, tokenId), inBranch(contracts.branchCode, scope)))
    .orderBy(desc(orders.placedAt), desc(orders.id));
}

/** A token with its sealed seed, its row locked, so that tries of it come one after the other. */
export async function lockTokenToTest(tx: Tx, id: string) {
  const [found] = await tx
    .select({ ...codeParts, expiresOn: tokens.expiresOn })
    .from(tokens)
    .where(eq(tokens.id, id))
    .for("no key update");
  return found;
}

import { allocateSerial } from "#core/orders/allocate.ts";
import { closeOrder } from "#core/orders/close.ts";
import { recordMailEvent } from "#core/shipments/record.ts";
import { askDisposal, askReopening } from "#core/tokens/ask.ts";
import { approveTokenRequest } from "#core/tokens/decide.ts";
import { suspendToken } from "#core/tokens/suspend.ts";
import type { Token } from "#tests/support/customers.ts";
import { approved, shipped, type World } from "#tests/support/world.ts";

export const reason = "窓口からの連絡";

/** A token in a state, brought there as the desks bring it, and the contract or order that it is with. */
export type Placed = { token: Token; orderId?: string; contract?: { id: string; branchCode: string } };

/** Where a token may stand; `returned` is in the post by its state, and back from it. */
export const places = [
  "in_stock",
  "allocated",
  "in_transit",
  "returned",
  "delivered",
  "active",
  "suspended",
  "revoked",
  "disposed",
] as const;
export type Place = (typeof places)[number];

export async function placed(world: World, place: Place): Promise<Placed> {
  switch (place) {
    case "in_stock":
      return { token: await world.token() };
    case "allocated": {
      const contract = await world.contract();
      const { orderId } = await approved(world, contract, "new");
      const token = await world.token();
      await allocateSerial(world.as("operations"), { orderId, serial: token.serial });
      return { token, orderId, contract };
    }
    case "in_transit":
    case "returned":
    case "delivered":
    case "revoked": {
      const contract = await world.contract();
      const { token, orderId, shipmentId } = await shipped(world, contract, "new");
      if (place === "in_transit") return { token, orderId, contract };
      const event = place === "delivered" ? "delivered" : "returned";
      await recordMailEvent(world.as("operations"), { shipmentId, event, happenedAt: world.now });
      if (place === "revoked") await closeOrder(world.as("operations"), { orderId, reason });
      return place === "revoked" ? { token } : { token, orderId, contract };
    }
    case "active":
    case "suspended": {
      const { token, ...contract } = await world.registered();
      if (place === "suspended") await suspendToken(world.as("clerk"), { tokenId: token.id, reason });
      return { token, contract };
    }
    case "disposed": {
      const token = await world.token();
      const { requestId } = await askDisposal(world.as("operations"), { tokenId: token.id, reason });
      await approveTokenRequest(world.as("manager"), { requestId });
      return { token };
    }
  }
}

/** A request that waits: the reopening of a stopped token, or the disposal of one from stock. */
export async function asked(world: World, move: "reopen" | "dispose") {
  if (move === "dispose") {
    const { token } = await placed(world, "in_stock");
    return { token, ...(await askDisposal(world.as("operations"), { tokenId: token.id, reason })) };
  }
  const { token } = await placed(world, "suspended");
  return { token, ...(await askReopening(world.as("clerk"), { tokenId: token.id, reason })) };
}

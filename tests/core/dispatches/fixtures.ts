import { allocateSerial } from "#core/orders/allocate.ts";
import { approved, type World } from "#tests/support/world.ts";

/** An order with its serial, ready to be packed. */
export async function allocated(world: World) {
  const contract = await world.registered();
  const order = await approved(world, contract, "reissue");
  const token = await world.token();
  await allocateSerial(world.as("operations"), { orderId: order.orderId, serial: token.serial });
  const [row] = await world.sql`select name, address from contracts where id = ${contract.id}`;
  return { ...order, token, contract: { ...contract, name: row?.name, address: row?.address } };
}

import { z } from "zod";
import { query } from "#core/command.ts";
import { fail } from "#core/errors.ts";
import { halfWidth } from "#core/input.ts";
import { maskSerial } from "#core/tokens/rules.ts";
import { findOrderStatus } from "#db/status.ts";

const orderNumber = halfWidth.pipe(z.string().regex(/^\d{7}$/, "orderNumber.format"));

/** Where an order stands, for another system: by its number of 7 digits. Fails with `not_found`. */
export const readOrderStatus = query({
  permit: "status.read",
  input: z.object({ orderNumber }),
  async run({ db, scope }, input) {
    const found = (await findOrderStatus(db, scope, Number(input.orderNumber))) ?? fail("not_found", "order");
    const { serial, ...told } = found;
    return { ...told, serialMasked: serial && maskSerial(serial) };
  },
});

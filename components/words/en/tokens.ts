import type { tokens as ja } from "#components/words/ja/tokens.ts";
import type { Shape } from "#components/words/shape.ts";

export const tokens = {
  title: "Token stock",
  lead: "Hardware tokens, their stock and their states.",
  one: "Token {serial}",
  state: {
    in_stock: "In stock",
    allocated: "Allocated",
    in_transit: "In transit",
    delivered: "Delivered",
    active: "Active",
    suspended: "Suspended",
    revoked: "Revoked",
    disposed: "Disposed",
  },
  kind: { totp: "Time-based (TOTP)", hotp: "Counter-based (HOTP)" },
  unbindReason: { reissue: "Reissue", exchange: "Exchange", unenroll: "Unenrolled" },
  field: {
    serial: "Serial",
    state: "State",
    kind: "Kind",
    model: "Model",
    batch: "Delivery",
    digits: "Digits",
    batteryExpiresOn: "Battery expires",
    expiresFrom: "Battery expires on or after",
    expiresBefore: "Battery expires before",
    contractorId: "Contractor ID",
  },
} as const satisfies Shape<typeof ja>;

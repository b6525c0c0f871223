/** What is numbered here gets ids that grow as real ones do: each kind of row by its digit. */
export const kindOf = {
  staff: 1,
  contract: 2,
  token: 3,
  binding: 4,
  form: 5,
  order: 6,
  shipment: 7,
  fee: 8,
  assessed: 9,
  collected: 10,
  mailEvent: 11,
  notice: 12,
  dispatch: 13,
  debit: 14,
} as const;

const idOf = (kind: keyof typeof kindOf, nth: number) =>
  `01900000-000${kindOf[kind].toString(16)}-7000-8000-${nth.toString(16).padStart(12, "0")}`;

/** The morning after the ten years. */
export const now = new Date("2026-11-28T10:00:00+09:00");

/** Branches of a large shinkin bank; the first has most of the customers. */
export const branches = 80;

export const contractIdOf = (nth: number) => idOf("contract", nth);
export const contractorIdOf = (nth: number) => String(20_000_000_000 + nth * 37);
export const serialOf = (nth: number) => `LT${String(nth).padStart(9, "0")}`;
export const formNumberOf = (nth: number) => 1_000_001 + nth;
export const orderNumberOf = (nth: number) => 5_000_001 + nth;
export const formIdOf = (nth: number) => idOf("form", nth);
export const orderIdOf = (nth: number) => idOf("order", nth);
/** Orders that go out together, and the dispatch that the nth contract's may be in. */
export const ordersInDispatch = 40;
export const dispatchIdOf = (nth: number) => idOf("dispatch", Math.floor(nth / (2 * ordersInDispatch)) + 1);
export const trackingNumberOf = (nth: number) => `${10_000_000_000 + nth}${(10_000_000_000 + nth) % 7}`;
/** A contract near the nth whose form ordered a token, which its customer registered long ago. */
export const orderedBy = (nth: number) => nth - (nth % 100) + 50;

/** One of each role; the branch is the largest. */
export const people = {
  operations: { id: idOf("staff", 0), username: "person0", branchCode: null },
  manager: { id: idOf("staff", 1), username: "person1", branchCode: null },
  auditor: { id: idOf("staff", 2), username: "person2", branchCode: null },
  clerk: { id: idOf("staff", 3), username: "person3", branchCode: "001" },
  approver: { id: idOf("staff", 4), username: "person4", branchCode: "001" },
  administrator: {
    id: idOf("staff", 3 + branches * 2),
    username: `person${3 + branches * 2}`,
    branchCode: null,
  },
} as const;

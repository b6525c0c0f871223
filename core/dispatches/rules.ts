/** How many orders are packed together at most: a morning's work of one desk. */
export const dispatchAtMost = 200;

/** By what their list is sorted, the newest first. */
export const dispatchSorts = ["number"] as const;
export type DispatchSort = (typeof dispatchSorts)[number];

/** Whether some of a dispatch is yet to be posted. */
export const dispatchStates = ["to_post", "posted"] as const;
export type DispatchState = (typeof dispatchStates)[number];

/** Where a customer lives, in one text, as a form notes it when it is keyed. */
export function addressText({ postalCode, address }: { postalCode: string; address: string }): string {
  return `${postalCode} ${address}`;
}

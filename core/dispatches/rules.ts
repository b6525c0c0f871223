/** How many orders are packed together at most: a morning's work of one desk. */
export const dispatchAtMost = 200;

/** Where a customer lives, in one text, as a form notes it when it is keyed. */
export function addressText({ postalCode, address }: { postalCode: string; address: string }): string {
  return `${postalCode} ${address}`;
}

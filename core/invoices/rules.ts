/**
 * Whether a text is a registration number of an issuer of qualified invoices: T and the 13 digits of its corporate
 * number, the first of which checks the others (National Tax Agency: 9 less the remainder by 9 of the digits weighted
 * from the right by 1, 2, 1, 2, …).
 */
export function isRegistrationNumber(text: string): boolean {
  if (!/^T\d{13}$/.test(text)) return false;
  const [check = 0, ...digits] = [...text.slice(1)].map(Number);
  const weighted = digits.reduceRight(
    (sum, digit, at) => sum + digit * ((digits.length - at) % 2 === 1 ? 1 : 2),
    0,
  );
  return check === 9 - (weighted % 9);
}

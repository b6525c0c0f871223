/** By what their list may be sorted. */
export const contractSorts = ["kana"] as const;
export type ContractSort = (typeof contractSorts)[number];

/**
 * A person's name as a list shows it: the family name, and a mark for the rest. A name that is not written
 * apart keeps its first character.
 */
export function maskName(name: string): string {
  const [family = "", given] = name.split(/[\s　]+/);
  return given === undefined ? `${[...family][0] ?? ""}＊＊` : `${family}　＊＊`;
}

/** An account number as a list shows it: the last three digits. */
export function maskAccount(accountNumber: string): string {
  return `••••${accountNumber.slice(-3)}`;
}

/** A mail address as it is shown to whom the person is no work: its first character. */
export function maskMailAddress(address: string | null): string | null {
  return address && `${address.slice(0, 1)}＊＊＊@＊＊＊`;
}

type Person = {
  name: string;
  kana: string;
  postalCode: string;
  address: string;
  accountNumber: string;
  mailAddress: string | null;
};

/** A person as a page shows them to whom they are no work: family name, the last digits of the account, no address. */
export function maskPerson({ name, kana, accountNumber, mailAddress }: Person): Person {
  return {
    name: maskName(name),
    kana: maskName(kana),
    postalCode: "＊＊＊＊＊＊＊",
    address: "＊＊＊",
    accountNumber: maskAccount(accountNumber),
    mailAddress: maskMailAddress(mailAddress),
  };
}

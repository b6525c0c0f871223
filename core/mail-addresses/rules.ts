/** Whose mail it is that a change is about: a customer's, or a branch's own. */
export type MailOwner = "customer" | "branch";

/** By what the list of changes is sorted, the newest first. */
export const mailAddressSorts = ["proposedAt"] as const;
export type MailAddressSort = (typeof mailAddressSorts)[number];

/**
 * What is wrong with an address, as the key of a message; undefined for a right one. Narrower than RFC 5321, section
 * 4.1.2: no quoted name, no address of a host, and no SMTPUTF8 (RFC 6531), which mail servers on the way may lack.
 */
export function faultOfMailAddress(address: string): string | undefined {
  if (/[^\x21-\x7e]/.test(address)) return "mailAddress.ascii";
  const [name = "", domain = "", ...more] = address.split("@");
  if (!name || !domain || more.length > 0) return "mailAddress.format";
  if (name.length > 64 || address.length > 254) return "mailAddress.long";
  if (!/^[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]+$/.test(name)) return "mailAddress.format";
  if (/^\.|\.$|\.\./.test(name)) return "mailAddress.dots";
  const labels = domain.split(".");
  const sound = labels.every((label) => /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/.test(label));
  return sound && labels.length > 1 && /^(?=.*[A-Za-z])..+$/.test(labels.at(-1) ?? "")
    ? undefined
    : "mailAddress.domain";
}

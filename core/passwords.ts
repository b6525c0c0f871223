import { hash, verify } from "@node-rs/argon2";

/** Argon2id, 19 MiB, two passes, one lane: OWASP, Password Storage Cheat Sheet. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash of what nobody knows, of the same cost: stands in where there is no account. */
const nobody =
  "$argon2id$v=19$m=19456,t=2,p=1$Jq18i6iNzyUv238EA46oqQ$33NHnMSBAHjud1YoLbabqJCM+elnApGOoN4uBzEUVkc";

/** The PHC string to keep for a password. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

/** Whether the password is the one that was hashed. */
export function verifyPassword(hashed: string, password: string): Promise<boolean> {
  return verify(hashed, password);
}

/** Takes as long as `verifyPassword` for an account that does not exist, and is false. */
export async function verifyNoPassword(password: string): Promise<false> {
  await verify(nobody, password);
  return false;
}

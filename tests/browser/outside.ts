import { otpAt, stepAt } from "#core/logins/otp.ts";
import { tokenSeed } from "#demo/secrets.ts";
import type { Walk } from "#demo/walk.ts";

/** The HTTP API as another system calls it, with the demo's key. */
export function apiOf({ url, apiKey }: Pick<Walk, "url" | "apiKey">) {
  const call = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${apiKey}`,
        ...(body && { "Content-Type": "application/json" }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  };
  return {
    get: (path: string) => call("GET", path),
    post: (path: string, body: object) => call("POST", path, body),
    status: async (contractorId: string) => (await call("GET", `/contracts/${contractorId}/status`)).body,
  };
}

/** What a customer reads off a demo token of six digits and 30 s; `ahead` steps after the present one. */
export function shownBy(serial: string, ahead = 0): string {
  const token = { algorithm: "sha1", digits: 6 } as const;
  return otpAt(token, tokenSeed(serial, 20), stepAt(new Date(), 30) + ahead);
}

/** A Japan Post number: eleven digits and the last of them, the others modulo 7. */
export function trackingNumber(digits: number): string {
  return `${digits}${digits % 7}`;
}

import { addressOf, apiKey, codeOf, contractorIdOf, password } from "./people.ts";

/** One check in so many is wrong. */
const oneWrongIn = 8;

/** A POST as it goes over the wire, from the customer that it is about. */
export function post(path: string, nth: number, body: object): Buffer {
  const text = JSON.stringify(body);
  return Buffer.from(
    `POST /api/v1${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${apiKey}\r\n` +
      `forwarded: for=${addressOf(nth)}\r\ncontent-type: application/json\r\n` +
      `content-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  );
}

export function get(path: string): Buffer {
  return Buffer.from(
    `GET /api/v1${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${apiKey}\r\n\r\n`,
  );
}

/** The outcome that an answer tells, else its status. */
export function outcomeOf(answer: string): string {
  return /"outcome":"(\w+)"/.exec(answer)?.[1] ?? answer.slice(9, 12);
}

/**
 * OTP checks, right and wrong mixed, made before the clock runs: every contract once with the code of `step`, then
 * once with the next one's, so that no right code is ever a copy.
 */
export function otpRequests(contracts: number, step: number): Buffer[] {
  return Array.from({ length: contracts * 2 }, (_, nth) => {
    const who = (nth * 7919) % contracts;
    const code = codeOf(who, step + Math.floor(nth / contracts));
    const otp = nth % oneWrongIn === 0 ? String((Number(code) + 1) % 1_000_000).padStart(6, "0") : code;
    return post("/otp-checks", who, { contractorId: contractorIdOf(who), otp });
  });
}

/** The first step of a login; `secret` is the password unless it is to be a wrong one. */
export function passwordRequest(who: number, secret = password): Buffer {
  return post("/login-checks", who, { contractorId: contractorIdOf(who), password: secret });
}

/** The second step, with the code of a time step. */
export function factorRequest(who: number, loginId: string, step: number): Buffer {
  return post(`/login-checks/${loginId}/factor`, who, { otp: codeOf(who, step) });
}

import { expect } from "vitest";
import { readContract } from "#core/contracts/read.ts";
import { dueFactor } from "#core/logins/rules.ts";
import type { World } from "#tests/support/world.ts";

/** How far card access is open to a contract. */
export async function cardOf(world: World, contractId: string) {
  const [found] = await world.sql`
    select card_opened_at, card_until, card_uses from login_accounts where contract_id = ${contractId}`;
  return found;
}

/** The gap goes on, with no token to come: neither the card nor the password alone may open the login. */
export async function expectNoWayIn(world: World, contractId: string) {
  expect(await cardOf(world, contractId)).toMatchObject({
    card_opened_at: expect.any(Date),
    card_until: world.now,
  });
  const { otpState, cardOpen, locked } = await readContract(world.as("auditor"), { contractId });
  expect({ otpState, cardOpen }).toEqual({ otpState: "reissuing", cardOpen: false });
  expect(dueFactor({ locked, tokenState: null, gap: true, cardOpen })).toBe("locked");
}

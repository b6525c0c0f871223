import { expect } from "@playwright/test";
import { shownBy } from "../outside.ts";
import type { Story } from "./story.ts";

/** With no page at all: for a contract whose token has arrived. */
export async function registerOverApi({ walk, api }: Story): Promise<void> {
  const delivered = walk.contracts.find((one) => one.state === "delivered");
  if (!delivered?.serial) throw new Error("the demo has no delivered token");
  const { contractorId, password, serial, cells } = delivered;
  expect(await api.status(contractorId)).toMatchObject({
    otpState: "reissuing",
    openOrder: { state: "delivered" },
  });
  const begun = await api.post("/login-checks", { contractorId, password });
  const asked: string[] = begun.body.cells;
  const answer = Object.fromEntries(asked.map((cell) => [cell, cells?.[cell as keyof typeof cells] ?? ""]));
  const otp = shownBy(serial);
  const registered = await api.post("/registrations", {
    loginId: begun.body.loginId,
    serial,
    otp,
    cells: answer,
  });
  expect(registered.status).toBe(201);
  expect(registered.body).toMatchObject({ serial, receiptNumber: expect.stringMatching(/^\d{7}$/) });
  const next = await api.post("/login-checks", { contractorId, password });
  expect(next.body).toMatchObject({ outcome: "factor_required", factor: "otp" });
  const factor = `/login-checks/${next.body.loginId}/factor`;
  expect((await api.post(factor, { otp })).body.outcome).toBe("rejected");
  expect((await api.post(factor, { otp: shownBy(serial, 1) })).body.outcome).toBe("accepted");
  expect(await api.status(contractorId)).toMatchObject({ otpState: "registered", openOrder: null });
  expect((await api.get("/openapi.json")).body.openapi).toMatch(/^3\.1/);
}

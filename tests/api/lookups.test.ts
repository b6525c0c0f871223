import { expect, test } from "vitest";
import { withCalls } from "#tests/api/calls.ts";
import { makeContract } from "#tests/core/logins/fixtures.ts";

const { desk, readKey, call, answer } = withCalls();

test("an order, its form and its token are looked up by the numbers people know", async () => {
  const contract = await makeContract(desk.sql, { token: "active", order: "shipped" });
  const { contractorId, contractId, sent, token } = contract;
  const [row] = await desk.sql`select o.number as order_number, f.number as form_number
    from orders o join forms f on f.id = o.form_id where o.contract_id = ${contractId}`;
  expect(await answer("GET", `/orders/${row?.order_number}`)).toMatchObject({
    status: 200,
    body: { orderNumber: String(row?.order_number), state: "shipped", kind: "exchange", contractorId },
  });
  expect(await answer("GET", `/forms/${row?.form_number}`)).toMatchObject({
    status: 200,
    body: { formNumber: String(row?.form_number), state: "approved", contractorId },
  });
  const look = async (serial: string) => (await answer("GET", `/tokens/${serial}`, { key: readKey })).body;
  expect(await look(token.serial)).toMatchObject({ serial: token.serial, state: "active", contractorId });
  expect(await look(sent.serial)).toMatchObject({ state: "in_transit", contractorId: null });
  for (const path of ["/orders/9999999", "/forms/9999999", "/tokens/0X0000000ZZ0"]) {
    expect((await call("GET", path)).status).toBe(404);
  }
  for (const path of ["/orders/1", "/forms/x", "/tokens/%00"]) {
    expect((await call("GET", path)).status).toBe(400);
  }
});

import type { Browser, Page } from "@playwright/test";
import postgres from "postgres";
import type { Walk } from "#demo/walk.ts";
import { readWalk } from "#tests/support/desk.ts";
import { apiOf } from "../outside.ts";
import { signInByPages } from "../people.ts";

/** An empty paper form, scanned. */
export const scan = "demo/paper/reissue.png";

export type Customer = Walk["contracts"][number];

/** Who has a part in the walk, each in a browser of their own, and where the test looks behind the pages. */
export type Story = {
  readonly walk: Walk;
  readonly api: ReturnType<typeof apiOf>;
  readonly sql: postgres.Sql;
  readonly customer: Customer;
  readonly oldSerial: string;
  otpState(): Promise<string>;
  readonly clerk: Page;
  readonly approver: Page;
  readonly operations: Page;
  readonly customerPage: Page;
};

export async function beginStory(browser: Browser): Promise<Story> {
  const walk = (await readWalk(process.env.DESK_DATA_DIR ?? "")) as Walk;
  const api = apiOf(walk);
  const customer = registeredContract(walk);
  return {
    walk,
    api,
    sql: postgres(walk.databaseUrl, { max: 2, onnotice: () => {}, connection: { role: "console" } }),
    customer,
    oldSerial: customer.serial ?? "",
    otpState: async () => (await api.status(customer.contractorId)).otpState,
    clerk: await signedIn(browser, walk, "clerk01"),
    approver: await signedIn(browser, walk, "approver01"),
    operations: await signedIn(browser, walk, "operations01"),
    customerPage: await (await browser.newContext()).newPage(),
  };
}

/** By what `npm run demo` prints, as somebody does who follows the README. */
async function signedIn(browser: Browser, { staff }: Walk, username: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signInByPages(page, { username, otp: staff.find((one) => one.username === username)?.otp ?? "" });
  return page;
}

function registeredContract(walk: Walk): Customer {
  const found = walk.contracts.find((one) => one.state === "registered");
  if (!found?.serial) throw new Error("the demo has no registered token");
  return found;
}

import { z } from "zod";
import type { Tx } from "#db/client.ts";
import { listFeeRules, listTaxRates } from "#db/fee-rules.ts";
import { readSettings } from "#db/settings.ts";
import { japanDay } from "../clock.ts";
import { query } from "../command.ts";
import { fail } from "../errors.ts";
import { type FormKind, isOrderKind, orderingKinds, reissueReasons } from "../forms/rules.ts";
import { type FeeOf, quoteOn, type Tariff } from "./tariff.ts";

/** The tariff as the tables have it. Fails with `conflict` where there is no rate of tax at all. */
export async function readTariff(tx: Tx): Promise<Tariff> {
  const rules = await listFeeRules(tx);
  const rates = await listTaxRates(tx);
  if (rates.length === 0) fail("conflict", "taxRate");
  const { taxRounding } = await readSettings(tx);
  return { rules, rates, rounding: taxRounding };
}

/** What a form not yet approved would cost if it were approved today, and by which day its tax follows. */
export async function quoteOfForm(tx: Tx, form: { kind: FormKind } & Omit<FeeOf, "kind">, now: Date) {
  const { kind, reason, oldTokenReturned } = form;
  if (!isOrderKind(kind)) return undefined;
  const { taxPoint } = await readSettings(tx);
  const quote = quoteOn(await readTariff(tx), { kind, reason, oldTokenReturned }, japanDay(now));
  return quote && { ...quote, taxPoint };
}

const forms: readonly FeeOf[] = orderingKinds.flatMap((kind) =>
  (kind === "reissue" ? reissueReasons : [null]).flatMap((reason) =>
    [true, false].map((oldTokenReturned) => ({ kind, reason, oldTokenReturned })),
  ),
);

/** What each form that may be keyed would cost today. */
export const readQuotes = query({
  permit: "form.key",
  input: z.object({}),
  async run({ db, now }) {
    const tariff = await readTariff(db);
    return forms.flatMap((of) => {
      const quote = quoteOn(tariff, of, japanDay(now));
      return quote ? [{ ...of, quote }] : [];
    });
  },
});

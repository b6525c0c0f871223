import { serialOf } from "#bench/lists/ids.ts";
import { readLabels } from "#core/tokens/labels.ts";
import { listKinds, listOfTokens, partOfTokens } from "#core/tokens/list.ts";
import { readToken } from "#core/tokens/read.ts";
import { readStock } from "#core/tokens/stock.ts";
import type { Questions } from "./question.ts";

const stock = { state: "in_stock" };

export const tokens: Questions = {
  "tokens in stock": { who: "operations", ask: (context) => listOfTokens(context, stock) },
  "tokens in stock by serial, from the last": {
    who: "operations",
    ask: (context) => listOfTokens(context, { ...stock, sort: "-serial" }),
  },
  "tokens in stock, page 40": {
    who: "operations",
    ask: (context) => listOfTokens(context, { ...stock, page: 40 }),
  },
  tokens: { who: "operations", ask: (context) => listOfTokens(context, {}) },
  "tokens of a model": {
    who: "operations",
    ask: (context) => listOfTokens(context, { state: "active", model: "LT-2" }),
  },
  "file of tokens, first part": { who: "operations", ask: (context) => partOfTokens(context, {}) },
  "file of tokens, a further part": {
    who: "operations",
    ask: (context, nth) => partOfTokens(context, { after: [serialOf(nth)] }),
  },
  "models and batches": { who: "operations", ask: (context) => listKinds(context, {}) },
  "stock and forecast": { who: "operations", ask: (context) => readStock(context, {}) },
  labels: { who: "operations", ask: (context) => readLabels(context, stock) },
  "token page": { who: "operations", ask: (context, nth) => readToken(context, { token: serialOf(nth) }) },
};

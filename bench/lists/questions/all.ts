import { contracts } from "./contracts.ts";
import { forms } from "./forms.ts";
import { home } from "./home.ts";
import { orders } from "./orders.ts";
import type { Questions } from "./question.ts";
import { records } from "./records.ts";
import { tokens } from "./tokens.ts";

export const questions: Questions = { ...home, ...contracts, ...forms, ...orders, ...tokens, ...records };

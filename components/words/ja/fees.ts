import type { FeeEntryKind, FeeState } from "#core/fees/rules.ts";

export const fees = {
  title: "手数料",
  lead: "手数料の計上と収納を、月・店・種類・理由ごとに確認します。",
  state: {
    outstanding: "未収",
    billed: "請求済",
    collected: "収納済",
    failed: "振替不能",
    waived: "免除",
    refunded: "返金済",
    reversed: "取消",
  } satisfies Record<FeeState, string>,
  entry: {
    assessed: "計上",
    billed: "請求",
    collected: "収納",
    debit_failed: "振替不能",
    waived: "免除",
    refunded: "返金",
    reversed: "取消",
  } satisfies Record<FeeEntryKind, string>,
  field: {
    month: "月",
    branch: "店",
    branchCode: "店番",
    kind: "届出の種類",
    reason: "理由",
    state: "状態",
    count: "件数",
    netYen: "税抜",
    taxYen: "消費税",
    grossYen: "税込",
  },
  total: "合計",
  byMonth: "月ごとの手数料（税込）",
  ofMonth: "{month} の手数料",
} as const;

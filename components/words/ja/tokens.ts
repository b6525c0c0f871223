import type { TokenKind, TokenState, UnbindReason } from "#core/tokens/rules.ts";

export const tokens = {
  title: "トークン在庫",
  lead: "ハードウェアトークンの在庫と状態を確認します。",
  one: "トークン {serial}",
  state: {
    in_stock: "在庫",
    allocated: "割当済",
    in_transit: "輸送中",
    delivered: "お届け済み",
    active: "利用中",
    suspended: "利用中止",
    revoked: "失効",
    disposed: "廃棄",
  } satisfies Record<TokenState, string>,
  kind: { totp: "時刻同期（TOTP）", hotp: "カウンター（HOTP）" } satisfies Record<TokenKind, string>,
  unbindReason: { reissue: "再発行", exchange: "交換", unenroll: "利用解除" } satisfies Record<
    UnbindReason,
    string
  >,
  field: {
    serial: "シリアル番号",
    state: "状態",
    kind: "方式",
    model: "機種",
    batch: "納品",
    digits: "桁数",
    batteryExpiresOn: "電池の期限",
    expiresFrom: "電池の期限がこの日以降",
    expiresBefore: "電池の期限がこの日より前",
    contractorId: "契約者ID",
  },
} as const;

import type { OrderState } from "#core/orders/rules.ts";
import type { MailState } from "#core/shipments/rules.ts";

export const orders = {
  title: "発行・発送",
  lead: "トークンの割当、発送、郵便の追跡を行います。",
  one: "発行依頼 {orderNumber}",
  state: {
    placed: "発行依頼",
    allocated: "割当済",
    shipped: "発送済",
    delivered: "お届け済み",
    completed: "利用開始済",
    returned: "返戻",
    closed: "終了",
    cancelled: "取消",
  } satisfies Record<OrderState, string>,
  mailState: {
    posted: "引受",
    in_transit: "中継",
    arrived: "到着",
    out_for_delivery: "持ち出し中",
    absent: "ご不在のため持ち戻り",
    held: "保管",
    delivered: "お届け先にお届け済み",
    returning: "差出人に返送",
    returned: "差出人に返送済み",
  } satisfies Record<MailState, string>,
  due: { onTime: "期限内", soonLate: "期限間近", late: "期限超過" },
  field: {
    orderNumber: "発行番号",
    state: "状態",
    serial: "シリアル番号",
    trackingNumber: "追跡番号",
    mailState: "郵便の状況",
    office: "取扱局",
    placedAt: "依頼日時",
    shippedAt: "発送日時",
    deliveredAt: "お届け日時",
    occurredAt: "発生日時",
    dueOn: "お届け期限",
    address: "送付先",
  },
} as const;

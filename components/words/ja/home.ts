import type { QueueName } from "#core/home/rules.ts";

export const home = {
  title: "本日の業務",
  lead: "対応を待っているものを、古い順に片付けます。",
  queue: {
    form_provisional: "仮受付（届出書待ち）",
    form_received: "受付（検印に回す前）",
    form_returned: "差戻し",
    form_incomplete: "不備",
    form_awaiting_approval: "検印待ち",
    token_request: "トークンの申請の承認待ち",
    order_placed: "割当待ち",
    order_allocated: "発送待ち",
    order_returned: "返戻",
    late: "期限超過",
    mail_stuck: "持ち戻り・保管・返送中",
    not_registered: "お届け済み・利用開始待ち",
  } satisfies Record<QueueName, string>,
  column: { queue: "対応待ち", count: "件数", oldest: "最も古いもの" },
  oldest: "{date}（{age}）",
  ageDays: "{days, number}日前",
  today: "本日",
  nothing: "対応待ちはありません",
  nothingText: "いまのところ、この店に残っている仕事はありません。",
  stock: "トークン在庫",
  administrator: "この役割には、日々の対応待ちはありません。お客様の手続きは表示されません。",
} as const;

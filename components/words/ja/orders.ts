import type { OpenOrderState, OrderState } from "#core/orders/rules.ts";
import type { MailState } from "#core/shipments/rules.ts";

export const orders = {
  title: "発行・発送",
  lead: "トークンの割当、発送、郵便の追跡を行います。",
  one: "発行依頼 {orderNumber}",
  allOpen: "対応中",
  allocate: {
    title: "トークンの割当",
    text: "在庫のトークンのバーコードを読み取るか、シリアル番号を入力します。",
    submit: "割り当てる",
  },
  ship: {
    title: "発送",
    text: "簡易書留で発送し、受領証の追跡番号を入力します。",
    again: "返戻されたトークンを、もう一度発送します。届出住所を確認してください。",
    submit: "発送済みにする",
  },
  mail: {
    title: "郵便の状況を記録",
    submit: "記録する",
    none: "まだ発送していません",
  },
  mailDesk: {
    title: "郵便の記録",
    lead: "郵便の状況を、追跡番号の読取りか、CSVの取込でまとめて記録します。",
    waiting: "要対応の郵便",
    scan: "読取りで記録",
    done: "発行依頼 {number} の郵便の状況を記録しました",
    open: "発行依頼を開く",
    fileSupport:
      "追跡番号・発生日時・状況・取扱局の列のCSV。UTF-8かCP932、1,000行まで。まず行ごとの結果を表示します。",
    confirm: "新しい状況を記録する",
    new: "記録します",
    known: "記録済み",
    imported:
      "{recorded, number}件を記録しました。記録済み{known, number}件、記録できない行{problems, number}件。",
  },
  cancelOrder: "発行依頼を取り消す",
  cancelText: "割り当てたトークンは在庫に戻り、計上した手数料は取り消されます。",
  closeOrder: "発行依頼を終了する",
  closeText:
    "返戻されたか、お届け後に失われたトークンを失効させます（元に戻せません）。封が切られていない返戻品は、トークンの画面から在庫に戻せます。",
  destroyOrder: "廃棄を申請する",
  destroyText:
    "返戻品の保管期間が過ぎました。発行依頼を終了し、トークンを失効させ（元に戻せません）、廃棄を申請します。ほかの1人が承認すると廃棄になります。",
  addressChangedText:
    "届出書を入力した後に、届出住所が変わっています。取引店に確かめてから発送してください。",
  returnedTwice: "2度返戻されたため、もう発送できません",
  returnedTwiceText:
    "お客様に連絡し、届出住所の変更と新しい届出を依頼してください。封が切られていなければトークンの画面から在庫に戻し、切られていれば発行依頼を終了します。どちらでもこの発行依頼は終わります。",
  loseMail: "郵便を亡失とする",
  loseText:
    "郵便局で調べても見つからないときに行います。送ったトークンを失効させ（元に戻せません。後から届いても使えません）、発行依頼を割当待ちに戻し、別のトークンを送ります。手数料は二重にかかりません。お客様カードでのログインは、次のトークンの発送まで続きます。",
  takeBack: "お届け後に戻った郵便を記録する",
  takeBackText:
    "お届け済みの郵便が、誤配達や受取りの拒否などで事務センターに戻ったときや、お届け済みと誤って記録したまま戻ったときに行います。発行依頼は返戻になり、もう一度発送するか終了できます。",
  awaitsRegistration: "お客様の利用開始を待っています",
  awaitsRegistrationText:
    "利用開始されると、この発行依頼は終わります。その前に郵便が戻ったときと、トークンが失われたときは、下から選びます。",
  lostTimes: "郵便で{count, number}度失われています",
  lostTimesText:
    "続けて発送せず、届出住所と受取りの都合をお客様に、失われた事情を郵便局に確かめてください。住所が変わるときは、取引店で変更の届出を受けてから発送します。お客様が郵送を望まないときは、発行依頼を取り消します。",
  lostReturned: "亡失とした郵便が戻りました",
  lostReturnedText:
    "中のトークンは失効しているため、もう送れません。シリアル番号を読み取ってトークンの画面を開き、廃棄を申請してください。",
  lostDelivered: "亡失とした郵便が、お客様に届いています",
  lostDeliveredText:
    "中のトークンは失効していて、使えません。お客様に連絡し、次に届くトークンを使うことと、届いたものを取引店に返すことをお願いしてください。",
  silent: "郵便の動きがありません",
  silentText:
    "最後の状況は{date}です。郵便局に追跡番号で問い合わせてください。見つかれば状況を記録し、見つからなければ亡失とします。",
  cancelReason: "理由",
  section: { order: "発行依頼", shipments: "発送と追跡", fee: "手数料", next: "次の処理" },
  done: {
    allocated: "トークン {serial} を割り当てました",
    shipped: "発送済みにしました",
    mail: "郵便の状況を記録しました",
    cancelled: "発行依頼を取り消しました",
    destruction: "発行依頼を終了し、トークンの廃棄を申請しました",
    closed: "発行依頼を終了しました",
    lost: "亡失を記録しました。別のトークンの割当を待っています",
    takenBack: "返戻にしました。もう一度発送するか、発行依頼を終了してください",
  },
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
  nextStep: {
    placed: "次：トークンを割り当てる（事務センター）",
    allocated: "次：簡易書留で発送する（事務センター）",
    shipped: "次：お届けまで郵便の状況を記録する（事務センター）",
    delivered: "次：利用開始を登録する（お客様）",
    returned: "次：届出住所を確かめ、もう一度発送するか終了する（事務センター）",
  } satisfies Record<OpenOrderState, string>,
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
    lost: "亡失（当金庫の判断）",
  } satisfies Record<MailState, string>,
  clock: { in_time: "期限内", soon_late: "期限間近", late: "期限超過" },
  field: {
    orderNumber: "発行番号",
    state: "状態",
    serial: "シリアル番号",
    trackingNumber: "追跡番号",
    task: "対応",
    mailState: "郵便の状況",
    office: "取扱局",
    allocatedAt: "割当日時",
    placedAt: "依頼日時",
    shippedAt: "発送日時",
    deliveredAt: "お届け日時",
    happenedAt: "発生日時",
    keptUntil: "返戻品の保管期限",
    dueOn: "お届け期限",
    address: "送付先",
    addressAtKeying: "届出書の入力時の住所",
  },
} as const;

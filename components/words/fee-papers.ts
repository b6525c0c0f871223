/** The papers that a customer is given of a fee: in Japanese whatever the desk's language. */
export const feePaperWords = {
  title: { invoice: "適格請求書", returnInvoice: "適格返還請求書", receipt: "領収書" },
  lead: {
    invoice: "下記のとおりご請求いたします。お支払い済みのときは、内訳のお知らせとしてご覧ください。",
    returnInvoice: "下記のとおり、お支払いいただいた手数料を返還いたしました。",
    receipt: "下記の金額を現金で領収いたしました。",
  },
  total: { invoice: "ご請求金額（税込）", returnInvoice: "返還金額（税込）", receipt: "領収金額（税込）" },
  day: { invoice: "発行日", returnInvoice: "返還日", receipt: "領収日" },
  orderNumber: "発行番号",
  receiptNumber: "領収番号",
  registration: "登録番号",
  honorific: "様",
  content: "内容",
  what: "ワンタイムパスワード　ハードウェアトークン利用料",
  suppliedOn: { invoice: "取引年月日", returnInvoice: "もとの取引年月日" },
  netYen: "対象　税抜金額",
  taxYen: "対象　消費税額等",
  amount: "金額",
  sum: "合計",
  taxIncluded: "金額は消費税額等を含みます。内訳は、適格請求書に記載します。",
} as const;

import type { NoticeEvent, NoticeFacts, NoticeRecipient } from "./rules.ts";

type Told = { event: NoticeEvent; recipient: NoticeRecipient; facts: NoticeFacts };
type Text = { title: string; paragraphs: string[] };
type Texts = Partial<Record<NoticeEvent, (facts: NoticeFacts) => Text>>;

const day = (date = "") => date.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, "$1年$2月$3日");

/** What a customer reads, by mail or as a letter: Japanese whatever the desk's language. No name, no serial, no reason. */
const toCustomer: Texts = {
  form_received: ({ formNumber, followBy }) => ({
    title: "お届けを受け付けました",
    paragraphs: [
      `ワンタイムパスワードについてのお届け（受付番号 ${formNumber}）を受け付けました。`,
      followBy
        ? `お電話での受付は仮の受付です。${day(followBy)}までに、お取引店へ届出書をご提出ください。`
        : "手続きが済みましたら、あらためてご案内します。",
    ],
  }),
  form_incomplete: ({ formNumber }) => ({
    title: "届出書についてのお願い",
    paragraphs: [
      `お出しいただいた届出書（受付番号 ${formNumber}）に、確かめたいところがあります。`,
      "お手数ですが、お取引店までご連絡ください。確かめられるまで、手続きは進みません。",
    ],
  }),
  order_shipped: ({ orderNumber, trackingNumber }) => ({
    title: "トークンを発送しました",
    paragraphs: [
      `ご依頼のハードウェアトークン（発行番号 ${orderNumber}）を、簡易書留で発送しました。`,
      `お問い合わせ番号は ${trackingNumber} です。日本郵便の「郵便追跡サービス」で、配達の状況をご覧になれます。`,
      "お届け先は、お届けいただいているご住所です。お受け取りになりましたら、同封のご案内に沿って利用登録をお願いします。",
    ],
  }),
  not_registered: ({ orderNumber, deliveredOn }) => ({
    title: "トークンの利用登録をお願いします",
    paragraphs: [
      `${day(deliveredOn)}にお届けしたハードウェアトークン（発行番号 ${orderNumber}）が、まだ登録されていません。`,
      "パーソナルWebの「ログイン」から「利用開始」を選び、登録をお願いします。確認用パスワードでのログインには期限があります。",
      "トークンがお手元にないときは、お取引店までご連絡ください。",
    ],
  }),
  login_locked: () => ({
    title: "パーソナルWebのログインを停止しました",
    paragraphs: [
      "入力の誤りが所定の回数に達したため、パーソナルWebへのログインを停止しました。",
      "ロックの解除には届出書が必要です。お取引店にお越しください。",
      "お心当たりのない場合は、すぐにお取引店までご連絡ください。",
    ],
  }),
};

/** What a branch's desk reads. */
const toDesk: Texts = {
  form_incomplete: ({ formNumber }) => ({
    title: `不備の届出書があります（${formNumber}）`,
    paragraphs: [`届出書 ${formNumber} が不備になりました。お客様に確かめて、届出書を直してください。`],
  }),
  form_returned: ({ formNumber }) => ({
    title: `届出書が差し戻されました（${formNumber}）`,
    paragraphs: [`届出書 ${formNumber} が差し戻されました。理由を確かめて、もう一度検印に回してください。`],
  }),
  not_registered: ({ orderNumber, deliveredOn }) => ({
    title: `利用登録の済まないトークンがあります（${orderNumber}）`,
    paragraphs: [
      `発行 ${orderNumber} のトークンは、${day(deliveredOn)}のお届けから登録されていません。お客様に確かめてください。`,
    ],
  }),
};

const footnote = [
  "このメールは送信専用です。ご返信いただいても、お答えできません。",
  "当金庫が、パスワードやお客様カードの数字をメールでお尋ねすることはありません。",
];

/** Title and paragraphs of what is told; throws for whom nothing of the event is told. */
export function letterOf({ event, recipient, facts }: Told): Text {
  const text = (recipient === "customer" ? toCustomer : toDesk)[event];
  if (!text) throw new Error(`${event} is not told to the ${recipient}`);
  return text(facts);
}

/** Subject and text of the mail; its lines end with `\n`. */
export function mailOf(told: Told): { subject: string; text: string } {
  const { title, paragraphs } = letterOf(told);
  const all = told.recipient === "customer" ? [...paragraphs, footnote.join("\n")] : paragraphs;
  return { subject: title, text: `${all.join("\n\n")}\n` };
}

import {
  type MailAddressStep,
  type NoticeEvent,
  type NoticeFacts,
  type NoticeRecipient,
  noticeSender,
} from "./rules.ts";

type Told = { event: NoticeEvent; recipient: NoticeRecipient; facts: NoticeFacts };
type Text = { title: string; paragraphs: string[] };
type Texts = Partial<Record<NoticeEvent, (facts: NoticeFacts) => Text>>;

const day = (date = "") => date.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, "$1年$2月$3日");

const unknownToYou = "お心当たりのない場合は、すぐにお取引店までご連絡ください。";

/** What a customer reads, by mail or as a letter: Japanese whatever the desk's language. No name, no serial, no reason. */
const toCustomer: Texts = {
  form_received: ({ formNumber, followBy }) => ({
    title: "お届けを受け付けました",
    paragraphs: [
      `ワンタイムパスワードについてのお届け（受付番号 ${formNumber}）を受け付けました。`,
      followBy
        ? `お電話での受付は仮の受付です。お手数ですが、${day(followBy)}までに、お取引店へ届出書をご提出ください。`
        : "内容を確かめて、手続きを進めます。おたずねしたいことがあるときは、当金庫からご連絡します。新しいトークンをお届けする場合は、2週間ほどお時間をいただきます。",
      unknownToYou,
    ],
  }),
  form_incomplete: ({ formNumber }) => ({
    title: "届出書についてのお願い",
    paragraphs: [
      `お出しいただいた届出書（受付番号 ${formNumber}）に、確かめたいところがあります。`,
      "お手数ですが、受付番号をご用意のうえ、お取引店までご連絡ください。確かめられるまで、手続きは進みません。",
    ],
  }),
  order_shipped: ({ orderNumber, trackingNumber }) => ({
    title: "トークンを発送しました",
    paragraphs: [
      `ご依頼のハードウェアトークン（発行番号 ${orderNumber}）を、簡易書留で発送しました。お届け先は、お届けいただいているご住所です。`,
      `お問い合わせ番号は ${trackingNumber} です。日本郵便の「郵便追跡サービス」で、配達の状況をご覧になれます。`,
      "お受け取りになりましたら、同封のご案内に沿って利用登録をお願いします。1週間を過ぎても届かないときは、お取引店までご連絡ください。",
      unknownToYou,
    ],
  }),
  not_registered: ({ orderNumber, deliveredOn }) => ({
    title: "トークンの利用登録をお願いします",
    paragraphs: [
      `${day(deliveredOn)}にお届けしたハードウェアトークン（発行番号 ${orderNumber}）が、まだ登録されていません。`,
      "お手数ですが、パーソナルWebの「ログイン」から「利用開始」を選び、登録をお願いします。確認用パスワードでのログインには期限があります。",
      "トークンがお手元にないときは、すぐにお取引店までご連絡ください。",
    ],
  }),
  login_locked: () => ({
    title: "パーソナルWebのログインを停止しました",
    paragraphs: [
      "入力の誤りが所定の回数に達したため、パーソナルWebへのログインを停止しました。",
      "ロックの解除には届出書が必要です。お届け印と本人確認書類をお持ちになり、お取引店にお越しください。",
      "お心当たりのない場合は、どなたかがログインを試みたおそれがあります。すぐにお取引店までご連絡ください。",
    ],
  }),
  mail_address_changed: ({ paperOn, step = "other" }) => ({
    title: addressTitles[step],
    paragraphs: [
      `${day(paperOn)}付のお届けにより、ワンタイムパスワードのお知らせの送り先を変えました。`,
      addressAhead[step],
      "お届けになったお心当たりのない場合は、すぐにお取引店までご連絡ください。",
    ],
  }),
  mail_address_registered: () => ({
    title: "このメールアドレスを登録しました",
    paragraphs: [
      "お届けにより、ワンタイムパスワードのお知らせの送り先として、このメールアドレスを登録しました。今後は、お手続きのお知らせをお送りします。",
      "お届けになったお心当たりのない場合は、お手数ですが、当金庫までご連絡ください。",
    ],
  }),
};

/** What a customer reads of a change of their mail address, by how it looks to them. */
const addressTitles: Record<MailAddressStep, string> = {
  first: "メールアドレスを登録しました",
  other: "メールアドレスを変更しました",
  none: "メールでのお知らせを終了しました",
};
const addressAhead: Record<MailAddressStep, string> = {
  first: "今後は、お手続きのお知らせを、お届けいただいたメールアドレスにお送りします。",
  other: "今後は、お手続きのお知らせを、新しいメールアドレスにお送りします。",
  none: "今後は、お手続きのお知らせを、お届けいただいているご住所に郵送します。",
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

const greeting = "平素は当金庫をご利用いただき、ありがとうございます。";
const contact =
  "お問い合わせは、お取引店にお願いします。電話番号は、通帳や当金庫のホームページでご確認いただけます。";

/** Ends a mail: who sends it, and how to tell it from what only looks like it. */
const footnote = [
  noticeSender,
  "このメールは送信専用です。ご返信いただいても、お答えできません。",
  "当金庫が、パスワードやお客様カードの数字をメールでお尋ねすることはありません。メールからログイン画面にご案内することもありません。",
];

/** Title and paragraphs of what is told; throws for whom nothing of the event is told. */
export function letterOf({ event, recipient, facts }: Told): Text {
  const text = (recipient === "customer" ? toCustomer : toDesk)[event];
  if (!text) throw new Error(`${event} is not told to the ${recipient}`);
  const { title, paragraphs } = text(facts);
  return { title, paragraphs: recipient === "customer" ? [greeting, ...paragraphs, contact] : paragraphs };
}

/** Subject and text of the mail; its lines end with `\n`. */
export function mailOf(told: Told): { subject: string; text: string } {
  const { title, paragraphs } = letterOf(told);
  const all = told.recipient === "customer" ? [...paragraphs, footnote.join("\n")] : paragraphs;
  return { subject: title, text: `${all.join("\n\n")}\n` };
}

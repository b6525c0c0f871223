/** Bytes of CP932 that a line of ゆうプリR's address or name holds, and how many lines each has. */
export const lineBytes = 50;
const addressLines = 3;
const nameLines = 2;

type Bytes = (text: string) => number;

/** A text cut into lines of so many bytes of CP932, between its words where that is enough; the last takes the rest. */
export function linesOf(text: string, lines: number, bytesOf: Bytes): string[] {
  const words = packed(text.split(/(?<=[\s　])/), bytesOf);
  const cut = words.length <= lines ? words : packed([...text], bytesOf);
  const kept = [...cut.slice(0, lines - 1), cut.slice(lines - 1).join("")];
  return Array.from({ length: lines }, (_, at) => kept[at]?.trim() ?? "");
}

/** Pieces one after the other, as many on a line as it holds; a piece that no line holds is cut itself. */
function packed(pieces: readonly string[], bytesOf: Bytes): string[] {
  const held = pieces.flatMap((piece) => (bytesOf(piece.trimEnd()) > lineBytes ? [...piece] : [piece]));
  const lines = [""];
  for (const piece of held) {
    const line = lines.at(-1) ?? "";
    if (bytesOf((line + piece).trimEnd()) > lineBytes) lines.push(piece);
    else lines[lines.length - 1] = line + piece;
  }
  return lines;
}

export type Addressee = { number: number; name: string; postalCode: string; address: string };

/** The columns of ゆうプリR's 発送予定データ, in its order; see docs/decisions/yu-pri-r.md. */
export const yuPriColumns: readonly string[] = [
  ..."お客様側管理番号 発送予定日 発送予定時間区分 出荷期限日 到着期限日 郵便種別 保冷種別".split(" "),
  ..."元／着払／代引 書留／セキュリティ／特定記録種別 配達時間帯指定郵便種別 送り状種別".split(" "),
  ...of("お届け先", "コード 郵便番号 住所１ 住所２ 住所３ 名称１ 名称２ 敬称区分 電話番号 メールアドレス１"),
  ...of("お届け先", "局留め区分 局留め郵便局名 局留めメール使用区分 局留め郵便番号"),
  ...of("お届け先", "配達予告メール使用区分 再配達予告メール使用区分"),
  ...of("ご依頼主", "コード 集荷先と同一区分 郵便番号 住所１ 住所２ 住所３ 名称１ 名称２ 敬称 電話番号"),
  ...of("ご依頼主", "メールアドレス１ 荷送人指図区分 お届け通知メール使用区分 お届け通知はがき使用区分"),
  ...of("集荷先", "コード 連携可否区分 会社コード 依頼先店所コード 郵便番号 住所１ 住所２ 住所３"),
  ...of("集荷先", "名称１ 名称２ 敬称 電話番号"),
  ..."受注番号 こわれもの区分 なまもの区分 ビン類区分 逆さま厳禁区分 下積み厳禁区分".split(" "),
  ..."商品サイズ区分 重量合計（ｇ） 25kg超重量物区分 損害要償額 速達・配達日指定種別".split(" "),
  ..."配達指定日／希望日 配達時間帯区分 差出方法区分 ゆうパック複数個割引 ゆうパック同一割引".split(" "),
  ..."セット商品コード セット品名ラベル印字区分 複数個口数 記事名１ 記事名２".split(" "),
  ...numbered("フリー項目"),
  ..."空港利用区分 空港・局／支店名 航空会社名 利用便名 レジャー区分 プレー・搭乗日".split(" "),
  ..."プレー・搭乗時間 クラブ本数 復路集貨日 出荷先登録名 集荷希望区分 集荷日付".split(" "),
  ..."集荷時間帯区分 支店連携先選択用名称 代引金額 代引消費税金額 送り状発行年月日".split(" "),
  ..."商品番号 品名 個数 重量（ｇ） 単価 金額".split(" "),
  ...numbered("商品備考"),
];

function of(whose: string, names: string): string[] {
  return names.split(" ").map((name) => `${whose} ${name}`);
}

function numbered(name: string): string[] {
  return "０１ ０２ ０３ ０４ ０５ ０６ ０７ ０８ ０９ １０".split(" ").map((number) => name + number);
}

/** One row of that file: a letter of standard size as 簡易書留. `day`: YYYY-MM-DD, the day of posting. */
export function yuPriRow(
  { number, name, postalCode, address }: Addressee,
  { day, bytesOf }: { day: string; bytesOf: Bytes },
): string[] {
  const [address1, address2, address3] = linesOf(address, addressLines, bytesOf);
  const [name1, name2] = linesOf(name, nameLines, bytesOf);
  const filled: Readonly<Record<string, string | undefined>> = {
    お客様側管理番号: String(number),
    発送予定日: day.replaceAll("-", ""),
    // 通常（定型）; 保冷なし; 元払い. The filter turns the word of 書留 into the code of the version in use.
    郵便種別: "2",
    保冷種別: "0",
    "元／着払／代引": "0",
    "書留／セキュリティ／特定記録種別": "簡易書留",
    "お届け先 郵便番号": `${postalCode.slice(0, 3)}-${postalCode.slice(3)}`,
    "お届け先 住所１": address1,
    "お届け先 住所２": address2,
    "お届け先 住所３": address3,
    "お届け先 名称１": name1,
    "お届け先 名称２": name2,
    // 様.
    "お届け先 敬称区分": "0",
    品名: "ワンタイムパスワード用トークン",
    個数: "1",
  };
  return yuPriColumns.map((column) => filled[column] ?? "");
}

/** Whether a label cannot hold an address or a name: a line of it is longer than ゆうプリR takes. */
export function isTooLong({ name, address }: Addressee, bytesOf: Bytes): boolean {
  const lines = [...linesOf(address, addressLines, bytesOf), ...linesOf(name, nameLines, bytesOf)];
  return lines.some((line) => bytesOf(line) > lineBytes);
}

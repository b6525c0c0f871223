import type { FormKind, ReissueReason } from "#core/forms/rules.ts";

/** A4 at 120 dots an inch. */
export const page = { width: 992, height: 1403 } as const;
/** One handwritten character. */
export const glyphSize = 30;

/** Where the customer writes, in pixels from the upper left corner of the page. */
export const places = {
  receivedOn: { x: 640, y: 118 },
  contractorId: { x: 300, y: 262 },
  kana: { x: 300, y: 326 },
  name: { x: 300, y: 386 },
  address: { x: 300, y: 453 },
  accountNumber: { x: 300, y: 514 },
  reason: { x: 304, y: 588 },
  seal: { x: 838, y: 372 },
  branchCode: { x: 300, y: 1096 },
} as const;

export const titles: Record<FormKind, string> = {
  new: "ワンタイムパスワード 新規利用申込書",
  exchange: "ハードウェアトークン 交換依頼書",
  reissue: "ハードウェアトークン 再発行依頼書",
  unlock: "ワンタイムパスワード ロック解除依頼書",
  unenroll: "ワンタイムパスワード 利用解除届",
  loss_report: "ハードウェアトークン 喪失届",
  found_report: "ハードウェアトークン 発見届",
};

/** What can be ticked, from top to bottom. */
export const reasonLines: Record<ReissueReason, string> = {
  battery_dead: "電池切れ",
  faulty: "故障",
  damaged: "破損",
  stolen: "盗難",
  lost: "紛失",
  initial_defect: "初期不良",
};

/** Height of one line with a box to tick. */
export const reasonStep = 44;

export const texts: Record<FormKind, string> = {
  new: "私は、ワンタイムパスワードの利用を申し込み、ハードウェアトークンの発行を依頼します。",
  exchange: "私は、現在利用中のハードウェアトークンの交換を依頼します。",
  reissue: "私は、次の理由によりハードウェアトークンの再発行を依頼します。",
  unlock: "私は、ワンタイムパスワードの入力相違によるロックの解除を依頼します。",
  unenroll: "私は、ワンタイムパスワードの利用解除を届け出ます。",
  loss_report: "私は、ハードウェアトークンを喪失しましたので届け出ます。",
  found_report: "私は、喪失を届け出たハードウェアトークンを発見しましたので届け出ます。",
};

import type { OwnClient } from "#core/logins/rules.ts";

export const logins = {
  title: "ログイン記録",
  lead: "ログインの照合の記録です。10秒ごとにまとめて封印します。照合すると、封印後の変更や削除が分かります。",
  client: { "personal-web": "お客様ページ", console: "職員の画面" } satisfies Record<OwnClient, string>,
  reachedLimit: "上限に達しロック",
  unknownContract: "不明",
  verify: "封印を照合する",
  sound: "ブロック{blocks, number}件、記録{events, number}件を照合しました。異常はありません。",
  soundUntil:
    "{until}までの封印です。次のリンクを控えておくと、後日、末尾が取り除かれていないことも照合できます。",
  noneSealed: "封印されたブロックは、まだありません。",
  waiting: "封印待ちの記録は{events, number}件、最も古いものは{oldest}です。",
  late: "封印が遅れています。システム管理者に知らせてください。",
  fault: {
    gap: "ブロック{number, number}がないか、前のブロックと続いていません。",
    altered: "ブロック{number, number}の記録に、変更・削除・追加されたものがあります。",
    forged: "ブロック{number, number}は、正しい鍵で封印されたものではありません。",
    unproven: "ブロック{number, number}の封印の鍵が設定になく、確かめられません。",
    cut: "控えてあったブロックがありません。末尾が取り除かれたか、封印がやり直されています。",
  },
  faultText: "ブロック{blocks, number}件、記録{events, number}件までは、異常がありませんでした。",
  faultNext: "記録を保全し、システム管理者に知らせてください。",
  field: {
    number: "番号",
    at: "日時",
    factor: "認証の種類",
    outcome: "結果",
    reachedLimit: "誤りの上限",
    client: "経路",
    address: "接続元",
  },
} as const;

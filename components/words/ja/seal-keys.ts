import type { SealKeyState } from "#core/keys/rules.ts";

/** The keys that seal seeds, cards and authenticators. */
export const sealKeys = {
  title: "封印鍵",
  lead: "シード、お客様カード、職員の認証アプリなどを封印している鍵の版と、版ごとの件数です。鍵そのものは表示しません。",
  version: "鍵{version, number}",
  kind: "封印している値",
  stateRow: "状態",
  state: {
    newest: "封印に使用中",
    waiting: "待機中",
    needed: "必要",
    lapsing: "まもなく不要",
    idle: "不要",
    missing: "鍵がありません",
  } satisfies Record<SealKeyState, string>,
  advice: {
    newest: "新しい値は、この鍵で封印します。",
    waiting: "すべてのプロセスに配り終えたら、:waiting を外して再起動してください。",
    needed: "まだこの鍵で封印した値があります。外す前に、封印し直してください。",
    lapsing: "1日で消える回答と、ログイン記録の最新のブロックだけに使われています。待つと不要になります。",
    idle: "この鍵で封印した値はありません。設定から外せます。",
    missing: "この鍵で封印した値は、開けません。SEAL_KEYS に戻してください。",
  } satisfies Record<SealKeyState, string>,
  shut: "設定にある鍵{version, number}では、{table}を開けません。封印したときの鍵に戻してください。",
  table: {
    token_imports: "シードファイルの鍵・パスワード",
    token_import_chunks: "受信したシードファイル",
    staged_tokens: "取込中のシード",
    tokens: "トークンのシード",
    login_accounts: "お客様カードの数字",
    staff: "職員の認証アプリ",
    staff_enrolments: "登録中の認証アプリ",
  },
  keptAnswers: "再送に備えた回答（1日）",
  block: "ログイン記録の最新のブロック",
  section: { keys: "鍵の版と件数", progress: "封印し直した割合", rotate: "鍵の更新" },
  progress: "封印し直した割合",
  progressLine:
    "{total, number}件のうち{done, number}件（{percent, number}%）を鍵{version, number}で封印しています",
  begun: "{at}に「{who}」が封印し直しを始めました。",
  notBegun: "鍵{version, number}への封印し直しは、まだ行われていません。",
  leave: "この画面を離れても、処理は続きます。",
  steps: {
    add: "新しい鍵を作り、待機中として全プロセスの SEAL_KEYS の先頭に加え、再起動します。",
    use: "すべてのプロセスに行き渡ったら、:waiting を外し、再起動します。",
    rotate: "封印し直します。止めても、再び実行すると続きから始まります。利用者のログインは止まりません。",
    remove: "古い鍵が「不要」になったら、SEAL_KEYS から外し、再起動します。",
  },
  where: "サーバーの端末で行います。鍵を知る人だけが行えるように、この画面からは行えません。",
} as const;

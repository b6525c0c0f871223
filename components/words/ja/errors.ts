/** Shown after the mark ＊. Each says what to do. `code` is for a whole form, the others stand under a field. */
export const errors = {
  code: {
    invalid: "入力内容を確認してください。",
    forbidden: "この操作を行う権限がありません。役席またはシステム管理者に依頼してください。",
    not_found: "該当するものが見つかりません。番号を確認してください。",
    conflict: "ほかの職員が先に処理したか、状態が変わっています。最新の内容を確認してください。",
    locked: "誤りが所定の回数に達したため、ロックされています。",
    unavailable: "ただいま処理できません。しばらくしてから、もう一度お試しください。",
  },
  required: "入力してください。",
  choose: "選択してください。",
  tooLong: "{max, number}文字以内で入力してください。",
  characters: "使用できない文字が含まれています。取り除いてください。",
  contractorId: {
    format: "数字11桁で入力してください。",
    unknown: "この契約者IDは登録されていません。番号を確認してください。",
  },
  serial: {
    format: "トークン裏面の英数字のとおりに、半角で入力してください。",
    unknown: "このシリアル番号は登録されていません。番号を確認してください。",
    unavailable: "このトークンは割り当てできません。在庫のトークンを読み取ってください。",
  },
  otp: {
    format: "トークンに表示された数字を半角で入力してください。",
    wrong: "ワンタイムパスワードが違います。新しく表示された数字を入力してください。",
  },
  cell: { format: "お客様カードの数字を1桁または2桁の半角で入力してください。" },
  receivedOn: {
    format: "日付を確認し、例のように入力してください。",
    future: "本日以前の日付を入力してください。",
  },
  discoveredOn: {
    format: "日付を確認し、例のように入力してください。",
    future: "本日以前の日付を入力してください。",
    required: "盗難に気付いた日を入力してください。",
  },
  policeReport: { required: "警察への届出の受理番号を入力してください。" },
  kind: { required: "届出の種類を選択してください。" },
  reason: { required: "理由を選択するか、入力してください。" },
  channel: { required: "受付方法を選択してください。" },
  trackingNumber: {
    format: "追跡番号を11桁または12桁の数字（国際郵便は英字を含む13桁）で入力してください。",
    checkDigit: "追跡番号の末尾が合いません。ラベルの番号をもう一度確認してください。",
    used: "この追跡番号はほかの発送に使われています。ラベルの番号を確認してください。",
  },
  mailEvent: { order: "これまでの追跡状況と合いません。状況を確認してください。" },
  occurredAt: {
    format: "日時を確認してください。",
    future: "現在より前の日時を入力してください。",
  },
  scan: {
    type: "PDF、JPEG、PNGのいずれかのファイルを選択してください。",
    size: "10MB以下のファイルを選択してください。",
    missing: "届出書の画像を添付してください。",
  },
  check: { open: "確認が済んでいません。確認して印を付けてください。" },
  comment: { required: "差し戻す理由を入力してください。" },
  username: { required: "利用者名を入力してください。" },
  password: { required: "パスワードを入力してください。" },
  signIn: {
    wrong: "利用者名、パスワードまたは認証コードが違います。確認して、もう一度入力してください。",
    locked: "誤りが続いたため、ロックされています。システム管理者に連絡してください。",
    expired: "時間が経過したため、ログアウトしました。もう一度ログインしてください。",
  },
  yen: { format: "金額を半角の数字で入力してください。" },
  date: { format: "日付を確認し、例のように入力してください。" },
} as const;

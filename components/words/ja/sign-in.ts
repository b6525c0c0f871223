export const signIn = {
  title: "ログイン",
  lead: "職員用の画面です。利用者名とパスワードを入力してください。",
  username: "利用者名",
  password: "パスワード",
  submit: "次へ",
  otpTitle: "認証コードの入力",
  otpLead: "認証アプリに表示された6桁の数字を入力してください。",
  otp: "認証コード",
  otpSupport: "半角数字6桁",
  otpSubmit: "ログインする",
  signedOut: "ログアウトしました。",
  startAgain: "利用者名とパスワードの入力に戻る",
} as const;

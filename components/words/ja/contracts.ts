import type { Counter, LoginOutcome, OtpState } from "#core/logins/rules.ts";

export const contracts = {
  title: "契約",
  lead: "契約者ID、シリアル番号、氏名カナで契約を探します。",
  one: "契約 {contractorId}",
  otpState: {
    unregistered: "未登録",
    registered: "利用中",
    suspended: "利用中止",
    reissuing: "再発行中",
    locked: "ロック",
  } satisfies Record<OtpState, string>,
  cardAccess: { open: "カード認証 可", shut: "カード認証 不可" },
  counter: {
    password: "ログインパスワード",
    otp: "ワンタイムパスワード",
    card: "確認用パスワード",
  } satisfies Record<Counter, string>,
  loginOutcome: {
    accepted: "成功",
    rejected: "不一致",
    locked: "ロック",
    factor_required: "追加認証待ち",
  } satisfies Record<LoginOutcome, string>,
  field: {
    contractorId: "契約者ID（利用者番号）",
    name: "氏名",
    kana: "氏名カナ",
    branch: "取引店",
    account: "口座",
    address: "届出住所",
    phone: "電話番号",
    otpState: "OTPの状態",
    token: "現在のトークン",
    cardAccess: "お客様カード",
    failures: "誤り回数",
  },
  section: { now: "現在の状態", underWay: "進行中の手続き", history: "経過" },
} as const;

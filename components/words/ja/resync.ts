import type { TokenKind } from "#core/tokens/rules.ts";

/** The counter's page on which a token's clock or counter is set right. */
export const resync = {
  title: "トークンの再同期",
  open: "再同期する",
  lead: "時計や回数のずれで使えなくなったトークンを、続けて表示された2つの数字で合わせます。",
  how: "手順",
  serialStep: "トークン裏面のシリアル番号が {serial} であることを確かめます。",
  firstStep: "① を押し、表示された{digits, number}桁を「1つ目」に入力します。",
  secondStep: {
    totp: "表示が変わるのを待ち（{seconds, number}秒以内に変わります）、次の{digits, number}桁を「2つ目」に入力します。",
    hotp: "もう一度 ① を押し、次に表示された{digits, number}桁を「2つ目」に入力します。",
  } satisfies Record<TokenKind, string>,
  field: { first: "1つ目のワンタイムパスワード", second: "2つ目のワンタイムパスワード" },
  support: {
    first: "トークンに表示された{digits, number}桁",
    second: {
      totp: "表示が変わった後の、次の{digits, number}桁",
      hotp: "もう一度押した後の、次の{digits, number}桁",
    } satisfies Record<TokenKind, string>,
  },
  drawing: { first: "1つ目", second: "2つ目", firstText: "表示された数字", secondText: "次に表示された数字" },
  caution:
    "すでにログインなどに使った数字は使えません。違う数字を入力すると、ワンタイムパスワードの誤りとして数え、所定の回数でロックします。",
  submit: "再同期する",
  done: {
    title: "同期しました",
    counter: "トークンの回数を合わせました。",
    exact: "トークンの時計にずれはありません。",
    drift: "ずれ {steps} ステップ（約{time}、{way}）",
    seconds: "{count, number}秒",
    minutes: "{count, number}分",
    ahead: "進み",
    behind: "遅れ",
    next: "入力した2つの数字は使用済みです。お客様は、次に表示される数字からログインできます。",
    largeTitle: "時計のずれが大きくなっています",
    large:
      "電池の消耗か、時計の不良が考えられます。電池の期限は{date}です。使えなくなることが続く場合は、交換または再発行をお勧めください。",
  },
  rejected: "同期できませんでした",
  rejectedText:
    "トークン裏面のシリアル番号が {serial} であることを確かめてください。合っていれば、新しい数字が表示されるのを待ち、続けて表示された2つを、表示された順に入力してください。",
  locked: "ロックされているため、再同期できません",
  lockedText: "ロック解除の届出書が承認されると、再同期できるようになります。",
  lockedNext: "ロック解除の届出書を入力する",
  lockedElsewhere: "取引店の窓口で、ロック解除の届出書を受け付けてください。",
  inactive: "利用中のトークンではないため、再同期できません",
  none: "登録されているトークンがないため、再同期できません",
  stateText: "契約の画面で、トークンの状態と進行中の手続きを確かめてください。",
  back: "契約の画面に戻る",
} as const;

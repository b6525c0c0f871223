import type { BankSettingGroup, BankSettingName, BankSettingUnit } from "#core/settings/rules.ts";

const lock =
  "{way, select, looser {誤りが{limit}に達するとロックします。ロック中でも誤りが{limit}に満たない契約は、届出なしでロックが解けます。} other {誤りが{limit}に達するとロックします。すでに達している契約は、承認と同時にロックします。}}";

export const settings = {
  title: "設定",
  lead: "ログイン、職員、在庫の規則です。変更は本部管理者の1人が申請し、別の1人が承認した時点で効力を持ちます。",
  editTitle: "変更の申請",
  editLead:
    "変える項目だけを書き換え、理由を入力します。ほかの本部管理者が承認するまで、いまの規則のままです。",
  propose: "変更を申請する",
  ownChange: "自分が申請した変更のため、承認できません。ほかの本部管理者が承認します。",
  waiting: "承認を待っている変更があります。承認か却下が済むまで、次の変更は申請できません。",
  seeWaiting: "承認待ちの変更を見る",
  unlimited: "制限なし",
  range: "{min, number}〜{max}の範囲。",
  mayBeEmpty: "空欄にすると制限なしになります。",
  noteLine: "却下の理由：{note}",
  arrow: "{before} → {after}",
  way: { looser: "緩める", stricter: "厳しくする" },
  section: {
    proposed: "承認待ちの変更",
    history: "変更の履歴",
  },
  noHistory: "変更の履歴はまだありません",
  noHistoryText: "申請された変更は、承認・却下・取下げのいずれも、ここに残ります。",
  group: {
    limits: "回数の上限",
    otp: "ワンタイムパスワード",
    card: "お客様カード",
    pace: "時間と発信元",
    staff: "職員",
    stock: "在庫",
  } satisfies Record<BankSettingGroup, string>,
  unit: {
    times: "{count, number}回",
    steps: "{count, number}ステップ",
    counters: "{count, number}回分",
    seconds: "{count, number}秒",
    minutes: "{count, number}分",
    days: "{count, number}日",
    months: "{count, number}か月分",
  } satisfies Record<BankSettingUnit, string>,
  name: {
    passwordLimit: "ログインパスワードの誤り",
    otpLimit: "ワンタイムパスワードの誤り",
    cardLimit: "お客様カードの誤り",
    otpWindowSteps: "受け付ける時刻のずれ",
    hotpLookAhead: "ボタン式の先読み",
    driftStepLimit: "1回に覚える時計のずれ",
    driftTotalLimit: "覚える時計のずれの合計",
    resyncWindowSteps: "再同期で探す範囲",
    challengeMinutes: "同じ2か所を尋ねる時間",
    cardAccessDays: "カードでログインできる日数",
    cardUseLimit: "カードでログインできる回数",
    loginMinutes: "ログイン手続きの制限時間",
    retryDelaySeconds: "誤った後の待ち時間",
    addressFailureLimit: "1つの発信元からの誤り",
    addressWindowMinutes: "発信元の誤りを数える時間",
    staffConfirmMinutes: "本人確認の有効時間",
    reorderMonths: "発注点",
  } satisfies Record<BankSettingName, string>,
  help: {
    passwordLimit: "この回数に達すると、ロック解除の届出が承認されるまで受け付けません。",
    otpLimit: "この回数に達すると、ロック解除の届出が承認されるまで受け付けません。",
    cardLimit: "この回数に達すると、ロック解除の届出が承認されるまで受け付けません。",
    otpWindowSteps: "時刻式のトークンで、いまの前後に何ステップまで受け付けるか。",
    hotpLookAhead: "ボタンを押しただけで使わなかった数字を、何回分まで飛ばして受け付けるか。",
    driftStepLimit: "トークンの時計の遅れ進みを、1回のログインで何ステップまで覚えるか。",
    driftTotalLimit: "トークンの時計の遅れ進みを、合わせて何ステップまで覚えるか。",
    resyncWindowSteps: "連続する2つの数字を、時刻式では前後に、ボタン式では先に、どこまで探すか。",
    challengeMinutes: "短くすると、数字の一部を知る者が、知っている組を尋ねられるまで待ちやすくなります。",
    cardAccessDays: "再発行のトークンの発送からの日数。利用開始の手続きが済むと終わります。",
    cardUseLimit: "1回の再発行の間に、お客様カードでログインできる回数。",
    loginMinutes: "ログインパスワードの入力から、次の数字の入力までに使える時間。",
    retryDelaySeconds:
      "ワンタイムパスワードかカードの数字を誤った後、次を受け付けるまでの時間。0は待ちません。",
    addressFailureLimit:
      "すべての契約を合わせた誤りがこの回数に達した発信元を、しばらく止めます。契約はロックしません。",
    addressWindowMinutes: "発信元の誤りは、この時間ごとに数え直します。",
    staffConfirmMinutes:
      "職員がワンタイムパスワードを入力してから、承認などの重要な操作を再入力なしで行える時間。",
    reorderMonths:
      "割り当てられる在庫がこの月数分の出庫量以下になった機種を、発注の時期として知らせます。1か月の出庫量は、直近3か月の平均です。",
  } satisfies Record<BankSettingName, string>,
  /** What an approval does; `limit` is the new value with its unit, `none` for 0 and for no limit. */
  consequence: {
    passwordLimit: lock,
    otpLimit: lock,
    cardLimit: lock,
    otpWindowSteps:
      "{limit, select, none {いま表示されている数字だけを受け付けます。} other {いまの前後{limit}までの数字を受け付けます。}}",
    hotpLookAhead: "使わなかった数字を{limit}まで飛ばして受け付けます。",
    driftStepLimit:
      "{limit, select, none {時計のずれを覚えません。} other {ログイン1回で覚えるずれは{limit}までです。}}",
    driftTotalLimit:
      "{limit, select, none {時計のずれを覚えません。} other {覚えるずれは合わせて{limit}までです。それを超えてずれたトークンには、再同期が要ります。}}",
    resyncWindowSteps: "再同期では{limit}まで探します。",
    challengeMinutes: "これから尋ねる2か所は、答えるまで{limit}の間、変わりません。",
    cardAccessDays: "これから発送する分は、発送から{limit}の間、カードでログインできます。",
    cardUseLimit:
      "{limit, select, none {期限まで、何回でもカードでログインできます。} other {カードでのログインは、再発行ごとに{limit}までです。すでに達しているお客様は、ログインできなくなります。}}",
    loginMinutes: "これから始まるログインは、{limit}以内に終える必要があります。",
    retryDelaySeconds:
      "{limit, select, none {誤った後も、すぐに次の数字を受け付けます。} other {誤った後、{limit}の間は、正しい数字も受け付けません。}}",
    addressFailureLimit:
      "{limit, select, none {発信元を止めなくなります。契約ごとの上限だけが残ります。} other {誤りが{limit}に達した発信元を止めます。多くのお客様が共用する発信元では、ほかのお客様も止まります。}}",
    addressWindowMinutes: "止めた発信元は、数え始めから{limit}で再び受け付けます。",
    staffConfirmMinutes:
      "最後の入力から{limit}を過ぎた職員には、承認などの前に、ワンタイムパスワードの入力を求めます。",
    reorderMonths: "在庫が{limit}の出庫量以下になった機種を、発注の時期として知らせます。",
  } satisfies Record<BankSettingName, string>,
  done: {
    proposed: "変更を申請しました",
    proposedNext: "ほかの本部管理者が承認すると、効力を持ちます。",
    approved: "承認しました。新しい規則が効力を持っています",
    turned_down: "却下しました。規則は変わりません",
    withdrawn: "申請を取り下げました。規則は変わりません",
  },
  field: {
    setting: "項目",
    change: "変更",
    consequence: "承認すると",
    reason: "変更の理由",
    proposed: "申請",
    decided: "結果",
    maker: "申請者",
    proposedAt: "申請日時",
  },
} as const;

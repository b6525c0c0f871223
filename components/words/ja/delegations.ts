import type { DelegationState } from "#core/delegations/rules.ts";

export const delegations = {
  title: "代行の設定",
  lead: "役席が不在の間、ほかの役席が代行者として、その店の検印などを行います。代行者の代行者は、代わりに行えません。",
  name: "代行者を指名する",
  newTitle: "代行者の指名",
  newLead: "代行者は、開始日の0時から終了日の24時まで、あなたの店の役席の業務を行えます。",
  end: "代行を終える",
  endOf: "（{substitute}、{days}）",
  none: "代行の指名はまだありません",
  noneText: "不在になる役席は、「代行者を指名する」から、期間と代行者を決めてください。",
  choose: "選択してください",
  days: "{from}〜{until}",
  person: "{branch}　{name}",
  state: {
    coming: "開始前",
    current: "代行中",
    past: "期間終了",
    ended: "取りやめ",
  } satisfies Record<DelegationState, string>,
  void: "効力なし（役割の変更か利用停止）",
  done: {
    named: "代行者を指名しました。期間が来ると、代行者の画面にあなたの店の仕事が表示されます",
    ended: "代行を終えました。代行者は、その店の仕事を行えなくなりました",
  },
  field: {
    absent: "不在の役席",
    substituteId: "代行者",
    fromOn: "開始日",
    untilOn: "終了日",
    days: "期間",
    reason: "理由",
    state: "状態",
    end: "操作",
  },
  support: {
    substituteId: "ほかの店の役席も選べます。",
    untilOn: "この日まで代行します。開始日から92日以内です。",
  },
} as const;

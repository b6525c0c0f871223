export const audit = {
  title: "監査証跡",
  lead: "誰が、いつ、何をしたかの記録です。変更も削除もできません。",
  field: {
    number: "番号",
    at: "日時",
    actor: "操作者",
    action: "操作",
    subject: "対象",
    before: "変更前",
    after: "変更後",
  },
} as const;

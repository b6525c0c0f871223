export const staff = {
  title: "職員",
  lead: "職員の利用者名、役割、所属店を管理します。",
  field: { username: "利用者名", name: "氏名", role: "役割", branch: "所属店", active: "利用可否" },
  active: { yes: "利用可", no: "停止" },
} as const;

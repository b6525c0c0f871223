import type { Role } from "#core/staff/rules.ts";

/** Invented branches: number, name, reading. The first holds the contracts of the walk. */
export const demoBranches = [
  { code: "001", name: "本店営業部", kana: "ホンテンエイギョウブ" },
  { code: "014", name: "遠州台支店", kana: "エンシュウダイシテン" },
  { code: "027", name: "浜名湖北支店", kana: "ハマナコキタシテン" },
] as const;
export type BranchCode = (typeof demoBranches)[number]["code"];

type DemoStaff = { username: string; name: string; role: Role; branchCode: BranchCode | null };

export const demoStaff: readonly DemoStaff[] = [
  { username: "clerk01", name: "鈴木　美穂", role: "clerk", branchCode: "001" },
  { username: "clerk02", name: "大石　拓也", role: "clerk", branchCode: "001" },
  { username: "clerk03", name: "髙橋　彩", role: "clerk", branchCode: "001" },
  { username: "approver01", name: "村松　孝", role: "approver", branchCode: "001" },
  { username: "approver02", name: "池谷　典子", role: "approver", branchCode: "001" },
  { username: "clerk11", name: "内山　翼", role: "clerk", branchCode: "014" },
  { username: "approver11", name: "杉山　宏", role: "approver", branchCode: "014" },
  { username: "clerk21", name: "袴田　奈々", role: "clerk", branchCode: "027" },
  { username: "approver21", name: "山﨑　昇", role: "approver", branchCode: "027" },
  { username: "operations01", name: "寺田　亮", role: "operations", branchCode: null },
  { username: "operations02", name: "青島　友美", role: "operations", branchCode: null },
  { username: "manager01", name: "河合　秀樹", role: "manager", branchCode: null },
  { username: "manager02", name: "伊藤　千尋", role: "manager", branchCode: null },
  { username: "auditor01", name: "金原　玲子", role: "auditor", branchCode: null },
  { username: "administrator01", name: "名倉　学", role: "administrator", branchCode: null },
  { username: "administrator02", name: "水野　里佳", role: "administrator", branchCode: null },
];

/** People of whose accounts there is something to tell, and nothing of their work. */
export const demoBystanders: readonly DemoStaff[] = [
  { username: "clerk12", name: "小栗　健", role: "clerk", branchCode: "014" },
  { username: "clerk22", name: "永田　早紀", role: "clerk", branchCode: "027" },
];

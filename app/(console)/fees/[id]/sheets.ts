import { feePaperWords as words } from "#components/words/fee-papers.ts";
import { formatDate, formatYen } from "#components/words/format.ts";
import { translate } from "#components/words/translate.ts";
import { japanDay } from "#core/clock.ts";
import { issuesOf, markOf } from "#core/fees/papers.ts";
import type { readPapers } from "#core/fees/read-papers.ts";
import type { FeePaper } from "#core/fees/rules.ts";

type Found = Pick<Awaited<ReturnType<typeof readPapers>>, "fee" | "orderNumber" | "papers" | "issues">;
/** On whose screen, and when. */
type Shown = { by: string; now: Date };

const day = (on: string) => formatDate("ja", on);
const yen = (amount: number) => formatYen("ja", amount);

/** What the sheets of a paper say, in Japanese; none where there is no such paper. */
export function sheetsOf(paper: FeePaper, { fee, orderNumber, papers, issues }: Found, shown: Shown) {
  const mark = (receiptNumber: number | null) =>
    markWords(markOf(issuesOf(issues, { paper, receiptNumber }), shown));
  const forms = translate("ja", "forms");
  const kind = [forms(`kind.${fee.kind}`), fee.reason && forms(`reason.${fee.reason}`)];
  const content = { label: words.content, value: `${words.what}（${kind.filter(Boolean).join(" ")}）` };
  const order = { label: words.orderNumber, value: String(orderNumber) };
  if (paper === "receipt") {
    const { receipt } = papers;
    if (typeof receipt === "string") return [];
    return receipt.map(({ number, amountYen, on }) => ({
      facts: [
        { label: words.receiptNumber, value: String(number) },
        { label: words.day.receipt, value: day(on) },
        order,
      ],
      totalYen: amountYen,
      lines: [content, { label: words.amount, value: yen(amountYen) }],
      note: words.taxIncluded,
      mark: mark(number),
    }));
  }
  const found = papers[paper];
  if (typeof found === "string") return [];
  const { sum, taxPercent, suppliedOn, on } = found;
  return [
    {
      facts: [order, { label: words.day[paper], value: day(on) }],
      totalYen: sum.grossYen,
      mark: mark(null),
      lines: [
        { label: words.suppliedOn[paper], value: day(suppliedOn) },
        content,
        { label: `${taxPercent}%${words.netYen}`, value: yen(sum.netYen) },
        { label: `${taxPercent}%${words.taxYen}`, value: yen(sum.taxYen) },
        { label: words.sum, value: yen(sum.grossYen) },
      ],
    },
  ];
}

/** What a sheet bears beside its title; nothing on the first issue. */
function markWords(mark: ReturnType<typeof markOf>): { title: string; text?: string } | undefined {
  switch (mark.is) {
    case "first":
      return undefined;
    case "specimen":
      return { title: words.specimen };
    case "again":
      return {
        title: words.again,
        text: `${words.firstIssue}　${day(japanDay(mark.firstAt))}　${mark.firstBy}`,
      };
  }
}

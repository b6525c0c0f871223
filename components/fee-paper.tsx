import { feePaperWords as words } from "#components/words/fee-papers.ts";
import { formatYen } from "#components/words/format.ts";
import type { FeePaper as FeePaperKind } from "#core/fees/rules.ts";

type Line = { label: string; value: string };

type Props = {
  paper: FeePaperKind;
  /** Names the sheet on the screen. */
  name: string;
  /** Its day and numbers, as printed. */
  facts: readonly Line[];
  to: { name: string; postalCode: string; address: string };
  issuer: { name: string; address: string; number: string };
  totalYen: number;
  /** What it is of, line by line; in Japanese. */
  lines: readonly Line[];
  note?: string;
  /** What it bears where it is not the first issue. */
  mark?: { title: string; text?: string } | undefined;
};

/** One A4 sheet for a customer: an invoice, a return invoice or a receipt of a fee. */
export function FeePaper({ paper, name, facts, to, issuer, totalYen, lines, note, mark }: Props) {
  return (
    <section
      aria-label={name}
      lang="ja"
      className="letter-sheet mx-auto mb-6 h-[297mm] w-[210mm] bg-paper px-[22mm] py-[20mm] text-[10.5pt] text-paper-ink leading-[1.7] shadow-2"
    >
      <div className="mb-[4mm] h-[8mm] text-right text-[9.5pt]">
        {mark && (
          <p>
            <span className="border border-current px-[3mm] py-[1mm] font-700 text-[11pt]">{mark.title}</span>
            {mark.text && <span className="tabular ml-[3mm]">{mark.text}</span>}
          </p>
        )}
      </div>
      <h2 className="mb-[10mm] text-center font-700 text-[20pt]">{words.title[paper]}</h2>
      <div className="mb-[12mm] flex items-start justify-between gap-[10mm]">
        <div className="w-[84mm]">
          <p>〒{to.postalCode.replace(/^(...)/, "$1-")}</p>
          <p>{to.address}</p>
          <p className="mt-[3mm] border-current border-b pb-[1mm] text-[14pt]">
            {to.name}　{words.honorific}
          </p>
        </div>
        <div className="w-[70mm] text-[9.5pt]">
          {facts.map(({ label, value }) => (
            <p key={label} className="tabular">
              {label}　{value}
            </p>
          ))}
          <p className="mt-[4mm] font-700 text-[11pt]">{issuer.name}</p>
          <p>{issuer.address}</p>
          <p className="tabular">
            {words.registration}　{issuer.number}
          </p>
        </div>
      </div>
      <p className="mb-[4mm]">{words.lead[paper]}</p>
      <p className="mb-[8mm] flex items-baseline justify-between border-2 border-current px-[6mm] py-[3mm] font-700">
        <span>{words.total[paper]}</span>
        <span className="tabular text-[18pt]">{formatYen("ja", totalYen)}</span>
      </p>
      <table className="w-full border-collapse">
        <tbody>
          {lines.map(({ label, value }) => (
            <tr key={label} className="border-current border-y-[0.5pt]">
              <th scope="row" className="w-[48mm] py-[2mm] pr-[4mm] text-left font-400">
                {label}
              </th>
              <td className="tabular py-[2mm] text-right">{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {note && <p className="mt-[4mm] text-[9pt]">{note}</p>}
    </section>
  );
}

import { Barcode } from "#components/barcode.tsx";
import { letterWords as words } from "#components/words/letter.ts";

type Props = {
  /** Names the sheet on the screen. */
  name: string;
  orderNumber: number;
  serial: string;
  branchName: string;
  /** In Japanese, as printed. */
  date: string;
  to: { name: string; postalCode: string; address: string };
};

/**
 * One A4 sheet that goes out with a token. Folded in three it shows its address in the window of a 長形3号 envelope:
 * 90 × 45 mm, 22 mm from the left and 12 mm from the top.
 */
export function CoverLetter({ name, orderNumber, serial, branchName, date, to }: Props) {
  return (
    <section
      aria-label={name}
      lang="ja"
      className="letter-sheet relative mx-auto mb-6 h-[297mm] w-[210mm] bg-paper text-[10.5pt] text-paper-ink leading-[1.7] shadow-2"
    >
      <div className="absolute top-[15mm] left-[24mm] h-[36mm] w-[80mm] overflow-hidden leading-[1.5]">
        <p>〒{to.postalCode.replace(/^(...)/, "$1-")}</p>
        <p>{to.address}</p>
        <p className="mt-[2mm] text-[13pt]">
          {to.name}　{words.honorific}
        </p>
      </div>
      <div className="absolute top-[15mm] right-[20mm] w-[76mm] text-right text-[9pt]">
        <p>{date}</p>
        <p>{words.sender}</p>
        <p>{branchName}</p>
        <div className="mt-[2mm] ml-auto h-[11mm] w-[48mm]">
          <Barcode text={String(orderNumber)} />
        </div>
        <p className="tabular">
          {words.order} {orderNumber}
        </p>
      </div>
      <div className="absolute inset-x-[24mm] top-[99mm]">
        <h2 className="mb-[5mm] text-center font-700 text-[15pt]">{words.title}</h2>
        <p>{words.greeting}</p>
        <p className="my-[5mm] text-center text-[12pt]">
          {words.serial}　<span className="code font-700">{serial}</span>
        </p>
        <h3 className="mb-[1mm] font-700">{words.stepsTitle}</h3>
        <ol className="mb-[5mm] list-decimal pl-[7mm]">
          {words.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <h3 className="mb-[1mm] font-700">{words.cautionsTitle}</h3>
        <ul className="list-disc pl-[7mm] text-[9.5pt]">
          {words.cautions.map((caution) => (
            <li key={caution}>{caution}</li>
          ))}
        </ul>
      </div>
    </section>
  );
}

import { Barcode } from "#components/barcode.tsx";
import { LetterHead, LetterSheet } from "#components/letter-head.tsx";
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

/** The A4 sheet that goes out with a token. */
export function CoverLetter({ name, orderNumber, serial, branchName, date, to }: Props) {
  return (
    <LetterSheet name={name}>
      <LetterHead branchName={branchName} date={date} to={to}>
        <div className="mt-[2mm] ml-auto h-[11mm] w-[48mm]">
          <Barcode text={String(orderNumber)} />
        </div>
        <p className="tabular">
          {words.order} {orderNumber}
        </p>
      </LetterHead>
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
    </LetterSheet>
  );
}

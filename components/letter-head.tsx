import { letterWords as words } from "#components/words/letter.ts";

type Props = {
  branchName: string;
  /** In Japanese, as printed. */
  date: string;
  to: { name: string; postalCode: string; address: string };
  /** Under the sender: a number with its barcode. */
  children?: React.ReactNode;
};

/**
 * Address and sender of an A4 letter. Folded in three it shows its address in the window of a 長形3号 envelope:
 * 90 × 45 mm, 22 mm from the left and 12 mm from the top.
 */
export function LetterHead({ branchName, date, to, children }: Props) {
  // A line breaks before the building, not within its name.
  const [street, ...building] = to.address.split("　");
  return (
    <>
      <div className="absolute top-[15mm] left-[24mm] h-[36mm] w-[80mm] overflow-hidden leading-[1.5]">
        <p>〒{to.postalCode.replace(/^(...)/, "$1-")}</p>
        <p>
          <span className="inline-block">{street}</span>
          {building.length > 0 && <span className="inline-block">　{building.join("　")}</span>}
        </p>
        <p className="mt-[2mm] text-[13pt]">
          {to.name}　{words.honorific}
        </p>
      </div>
      <div className="absolute top-[15mm] right-[20mm] w-[76mm] text-right text-[9pt]">
        <p>{date}</p>
        <p>{words.sender}</p>
        <p>{branchName}</p>
        {children}
      </div>
    </>
  );
}

/** One A4 sheet: on the screen as on paper. */
export function LetterSheet({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <section
      aria-label={name}
      lang="ja"
      className="letter-sheet relative mx-auto mb-6 h-[297mm] w-[210mm] bg-paper text-[10.5pt] text-paper-ink leading-[1.7] shadow-2"
    >
      {children}
    </section>
  );
}

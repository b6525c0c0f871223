import { LetterHead, LetterSheet } from "#components/letter-head.tsx";
import { letterWords as words } from "#components/words/letter.ts";

type Props = {
  /** Names the sheet on the screen. */
  name: string;
  title: string;
  paragraphs: readonly string[];
  branchName: string;
  /** In Japanese, as printed. */
  date: string;
  to: { name: string; postalCode: string; address: string };
};

/** What a customer without a mail address is told, on one A4 sheet. */
export function NoticeLetter({ name, title, paragraphs, ...head }: Props) {
  return (
    <LetterSheet name={name}>
      <LetterHead {...head} />
      <div className="absolute inset-x-[24mm] top-[99mm]">
        <h2 className="mb-[8mm] text-center font-700 text-[15pt]">{title}</h2>
        {paragraphs.map((paragraph) => (
          <p key={paragraph} className="mb-[4mm]">
            {paragraph}
          </p>
        ))}
        <p className="mt-[8mm] text-[9.5pt]">※{words.neverAsked}</p>
      </div>
    </LetterSheet>
  );
}

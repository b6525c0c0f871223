import { Barcode } from "#components/barcode.tsx";

export type Label = { serial: string; model: string };

/** Labels on a sheet of three by eight, 66 × 33.9 mm each. */
export const labelsPerSheet = 24;

/** Serials longer than this are set smaller, so that they stay on one line. */
const longSerial = 20;

/** One A4 sheet of labels: black on white in either theme, as it will be printed. */
export function LabelSheet({ name, labels }: { name: string; labels: readonly Label[] }) {
  return (
    <section
      aria-label={name}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      className="panel overflow-x-auto bg-paper p-4 label-sheet"
    >
      <ol className="grid w-[198mm] auto-rows-[33.9mm] grid-cols-[repeat(3,66mm)] text-paper-ink">
        {labels.map(({ serial, model }) => (
          <li
            key={serial}
            className="flex flex-col items-center justify-center gap-[1mm] overflow-hidden px-[4mm]"
          >
            <div className="h-[13mm] w-full">
              <Barcode text={serial} />
            </div>
            <span
              className={`code font-700 leading-120 ${serial.length > longSerial ? "text-[2.7mm]" : "text-[4mm]"}`}
            >
              {serial}
            </span>
            <span className="text-[2.8mm] leading-120">{model}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

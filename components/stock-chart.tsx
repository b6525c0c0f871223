import { scaleBand, scaleLinear } from "d3-scale";
import { line } from "d3-shape";

type Props = {
  /** Says what is drawn, for the drawing's name. */
  title: string;
  words: { used: string; left: string; reorderPoint: string };
  /** Months in their order: what was used in each, and what will be left at its end; null where neither is told. */
  months: readonly { label: string; used: number | null; left: number | null }[];
  /** The stock now, and how much of the first month with a forecast is over, from 0 to 1. */
  now: { free: number; elapsed: number };
  reorderPoint: number | null;
  format: (value: number) => string;
};

const width = 960;
const height = 280;
const left = 56;
const bottom = 28;
const top = 14;

/** Use in bars, the stock to come as a line. Always put the table of its figures under it. */
export function StockChart({ title, words, months, now, reorderPoint, format }: Props) {
  const x = scaleBand(
    months.map(({ label }) => label),
    [left, width],
  ).padding(0.3);
  const most = Math.max(1, now.free, reorderPoint ?? 0, ...months.map(({ used }) => used ?? 0));
  const y = scaleLinear([0, most], [height - bottom, top]).nice(4);
  const edge = (label: string) => (x(label) ?? left) - (x.step() - x.bandwidth()) / 2;
  const ahead = months.flatMap((month) => (month.left === null ? [] : [{ ...month, left: month.left }]));
  const points: [number, number][] = ahead.map((month) => [edge(month.label) + x.step(), y(month.left)]);
  const start: [number, number][] = ahead
    .slice(0, 1)
    .map(({ label }) => [edge(label) + x.step() * now.elapsed, y(now.free)]);
  return (
    <figure className="m-0">
      <svg
        role="img"
        aria-label={title}
        viewBox={`0 0 ${width} ${height}`}
        className="tabular h-auto w-full max-w-[72rem]"
      >
        {y.ticks(4).map((value) => (
          <g key={value}>
            <line x1={left} x2={width} y1={y(value)} y2={y(value)} className="stroke-line" />
            <text x={left - 8} y={y(value) + 4} textAnchor="end" className="fill-ink-soft text-[11px]">
              {format(value)}
            </text>
          </g>
        ))}
        {months.map(({ label, used }) => (
          <g key={label}>
            {used !== null && (
              <rect
                x={x(label)}
                y={y(used)}
                width={x.bandwidth()}
                height={y(0) - y(used)}
                className="fill-accent"
              />
            )}
            <text
              x={edge(label) + x.step() / 2}
              y={height - 8}
              textAnchor="middle"
              className="fill-ink-soft text-[11px]"
            >
              {label}
            </text>
          </g>
        ))}
        {reorderPoint !== null && (
          <line
            x1={left}
            x2={width}
            y1={y(reorderPoint)}
            y2={y(reorderPoint)}
            strokeWidth="2"
            strokeDasharray="6 4"
            className="stroke-danger"
          />
        )}
        <path
          d={line()([...start, ...points]) ?? ""}
          fill="none"
          strokeWidth="2.5"
          strokeLinejoin="round"
          className="stroke-ink"
        />
      </svg>
      <figcaption className="mt-1 flex flex-wrap gap-x-6 gap-y-1 text-[0.875rem]">
        <Key text={words.used}>
          <rect x="6" y="1" width="12" height="10" className="fill-accent" />
        </Key>
        <Key text={words.left}>
          <path d="M0 6h24" strokeWidth="2.5" className="stroke-ink" />
        </Key>
        {reorderPoint !== null && (
          <Key text={`${words.reorderPoint}: ${format(reorderPoint)}`}>
            <path d="M0 6h24" strokeWidth="2" strokeDasharray="6 3" className="stroke-danger" />
          </Key>
        )}
      </figcaption>
    </figure>
  );
}

function Key({ text, children }: { text: string; children: React.ReactNode }) {
  return (
    <span className="inline-flex items-center gap-2">
      <svg aria-hidden="true" viewBox="0 0 24 12" width="24" height="12">
        {children}
      </svg>
      {text}
    </span>
  );
}

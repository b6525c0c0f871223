type Bar = { label: string; value: number; href?: string };

type Props = {
  /** Says what the bars are, for the drawing's name. */
  title: string;
  bars: readonly Bar[];
  /** How a value is written over its bar and on the axis. */
  format: (value: number) => string;
};

const width = 720;
const height = 240;
const left = 84;
const bottom = 28;
const top = 22;

/** Drawn on the server. Always put the table of its figures under it: the drawing alone tells nobody enough. */
export function BarChart({ title, bars, format }: Props) {
  const most = niceCeiling(Math.max(1, ...bars.map((bar) => bar.value)));
  const step = (width - left) / Math.max(1, bars.length);
  const barWidth = Math.min(48, step * 0.62);
  const y = (value: number) => top + (height - top - bottom) * (1 - value / most);
  return (
    <svg
      role="img"
      aria-label={title}
      viewBox={`0 0 ${width} ${height}`}
      className="tabular h-auto w-full max-w-[60rem]"
    >
      {[0, 0.25, 0.5, 0.75, 1].map((part) => (
        <g key={part}>
          <line x1={left} x2={width} y1={y(most * part)} y2={y(most * part)} className="stroke-line" />
          <text x={left - 8} y={y(most * part) + 4} textAnchor="end" className="fill-ink-soft text-[11px]">
            {format(most * part)}
          </text>
        </g>
      ))}
      {bars.map((bar, at) => {
        const middle = left + step * (at + 0.5);
        return (
          <g key={bar.label}>
            <rect
              x={middle - barWidth / 2}
              y={y(bar.value)}
              width={barWidth}
              height={Math.max(0, y(0) - y(bar.value))}
              rx="2"
              className="fill-accent"
            />
            {bars.length <= 14 && bar.value > 0 && (
              <text x={middle} y={y(bar.value) - 6} textAnchor="middle" className="fill-ink text-[11px]">
                {format(bar.value)}
              </text>
            )}
            <text x={middle} y={height - 8} textAnchor="middle" className="fill-ink-soft text-[11px]">
              {bar.label}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

/** The next 1, 2, 4, 8 × 10ⁿ: quarters of it are whole enough to read. */
export function niceCeiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 4, 8, 10].find((factor) => factor * power >= value) ?? 10;
  return Math.max(4, step * power);
}

export type Description = {
  label: string;
  value: React.ReactNode;
  /** A link or button beside the value: 修正する, the next step of a state. */
  action?: React.ReactNode;
};

type Props = {
  items: readonly Description[];
  /** Two columns of pairs where the screen is wide. */
  columns?: 1 | 2;
  /** As many rows as can be seen at once, where nothing in them is to be pressed. */
  dense?: boolean;
};

export function DescriptionList({ items, columns = 1, dense }: Props) {
  return (
    <dl className={`grid gap-x-8 ${columns === 2 ? "lg:grid-cols-2" : ""}`}>
      {items.map((item) => (
        <div
          key={item.label}
          className={`grid grid-cols-[6rem_minmax(0,1fr)] items-center gap-x-4 border-line border-b ${
            dense
              ? "py-0.5 text-[0.875rem] last:border-b-0 sm:grid-cols-[11rem_minmax(0,1fr)]"
              : "min-h-11 py-1.5 sm:grid-cols-[10rem_minmax(0,1fr)_auto]"
          }`}
        >
          <dt className="font-700 text-[0.875rem] text-ink-soft">{item.label}</dt>
          <dd className="tabular min-w-0">{item.value}</dd>
          {item.action && (
            <dd data-chrome className="col-start-2 sm:col-start-3">
              {item.action}
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

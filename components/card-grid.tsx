type Props = {
  /** ア…ク, in the card's order. */
  cells: readonly string[];
  /** The two cells asked for: (1) and (2), in that order. */
  asked: readonly [string, string];
  caption: string;
  /** What a reader hears in a cell that is not asked for. */
  empty: string;
};

/** The head of the customer's card, with (1) and (2) set over the cells to look up. */
export function CardGrid({ cells, asked, caption, empty }: Props) {
  return (
    <table lang="ja" className="w-full max-w-[26rem] table-fixed border-collapse text-center">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {cells.map((cell) => (
            <th
              key={cell}
              scope="col"
              className={`h-11 border border-line-strong font-700 ${asked.includes(cell) ? "bg-accent text-on-accent" : "bg-surface-sunken"}`}
            >
              {cell}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          {cells.map((cell) => {
            const at = asked.indexOf(cell);
            return (
              <td
                key={cell}
                className={`tabular h-12 border border-line-strong font-700 ${at >= 0 ? "bg-accent-soft text-[1.0625rem] text-accent" : "bg-surface"}`}
              >
                {at >= 0 ? `(${at + 1})` : <span className="sr-only">{empty}</span>}
              </td>
            );
          })}
        </tr>
      </tbody>
    </table>
  );
}

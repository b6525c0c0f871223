type Props = {
  /** ア…ク, in the card's order. */
  cells: readonly string[];
  /** The two cells asked for: (1) and (2), in that order. */
  asked: readonly [string, string];
  caption: string;
};

/** The head of the customer's card, with (1) and (2) set over the cells to look up. */
export function CardGrid({ cells, asked, caption }: Props) {
  return (
    <table className="border-collapse text-center">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {cells.map((cell) => (
            <th
              key={cell}
              scope="col"
              className={`h-10 w-12 border border-line-strong ${asked.includes(cell) ? "bg-accent-soft text-accent" : "bg-surface-sunken"}`}
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
                className={`tabular h-11 border border-line-strong font-700 ${at >= 0 ? "bg-accent-soft text-accent" : "bg-surface"}`}
              >
                {at >= 0 ? `(${at + 1})` : ""}
              </td>
            );
          })}
        </tr>
      </tbody>
    </table>
  );
}

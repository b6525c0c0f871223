"use client";
import { CardGrid } from "#components/card-grid.tsx";
import { toHalfWidth } from "#components/field.tsx";
import { GroupFrame } from "#components/field-frame.tsx";
import { useField } from "#components/form-context.tsx";
import { cardCells } from "#core/logins/rules.ts";

type Props = {
  /** The two cells asked for, which the form sends along as `asked`: so that an old page is told from a wrong answer. */
  asked: readonly [string, string];
  support: string;
  caption: string;
  empty: string;
  /** What each of the two controls is called: 「(1) ウ の数字」. */
  cellLabels: readonly [string, string];
};

/** The two numbers asked of the customer card, as `cell1` and `cell2`; an error of theirs is under `cells`. */
export function CellsField({ asked, support, caption, empty, cellLabels }: Props) {
  const field = useField("cells", undefined, true);
  return (
    <GroupFrame {...field} required support={support}>
      <div className="mt-1.5">
        <CardGrid cells={cardCells} asked={asked} caption={caption} empty={empty} />
      </div>
      <input type="hidden" name="asked" value={asked.join("")} />
      <div className="mt-3 flex flex-wrap gap-x-8 gap-y-3">
        {cellLabels.map((label, index) => (
          <label key={label} className="flex items-center gap-3">
            <span className="font-700">{label}</span>
            <input
              key={field.version}
              name={`cell${index + 1}`}
              type="text"
              inputMode="numeric"
              autoComplete="off"
              maxLength={4}
              aria-required
              aria-invalid={field.aria["aria-invalid"]}
              onBlur={(event) => {
                event.currentTarget.value = toHalfWidth(event.currentTarget.value, "digits");
              }}
              className="control code w-20 text-center text-[1.125rem] aria-invalid:border-2 aria-invalid:border-danger"
            />
          </label>
        ))}
      </div>
    </GroupFrame>
  );
}

import "server-only";
import { runForm } from "#app/_lib/action.ts";
import type { FormState } from "#components/form-state.ts";

/** A refusal that is no failure: words under fields, or words for the whole. */
export type Refusal = { errors: Readonly<Record<string, string>> } | { title: string; text: string };

/** As `runForm`, for work that leads elsewhere or is refused. What was typed stays, secrets apart. */
export async function answerForm(
  state: FormState,
  form: FormData,
  work: () => Promise<Refusal>,
): Promise<FormState> {
  let refusal: Refusal | undefined;
  const next = await runForm(state, form, async () => {
    refusal = await work();
  });
  if (!refusal) return next;
  const values = Object.fromEntries(
    ["contractorId", "serial"].flatMap((name) => {
      const typed = form.get(name);
      return typeof typed === "string" ? [[name, [typed]]] : [];
    }),
  );
  if ("errors" in refusal) return { ...next, values, errors: refusal.errors };
  return { ...next, values, notice: { tone: "danger", ...refusal } };
}

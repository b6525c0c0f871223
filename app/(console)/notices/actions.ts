"use server";
import { redirect } from "next/navigation";
import { listHref } from "#app/_lib/search-params.ts";
import { runDeskForm } from "#app/(console)/run-desk-form.ts";
import type { FormState } from "#components/form-state.ts";
import { letterInstead, printNotices, resendNotices } from "#core/notices/move.ts";
import { type NoticeMove, noticeMoves } from "#core/notices/rules.ts";

const moves = { print: printNotices, resend: resendNotices, to_letter: letterInstead } satisfies Record<
  NoticeMove,
  typeof printNotices
>;

/** Where the letters are printed, or the list of what is moved, tells what was done. */
export async function moveNoticesAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const move = noticeMoves.find((one) => one === form.get("move")) ?? "print";
    const { count } = await moves[move](context, { noticeIds: form.getAll("noticeIds") });
    redirect(listHref("/notices", { state: oneState(form), done: move, count }) as "/");
  });
}

function oneState(form: FormData): string | undefined {
  const state = form.get("state");
  return typeof state === "string" ? state : undefined;
}

"use server";
import { redirect } from "next/navigation";
import { listHref } from "#app/_lib/search-params.ts";
import { runDeskForm } from "#app/(console)/run-desk-form.ts";
import type { FormState } from "#components/form-state.ts";
import { allocateSerial } from "#core/orders/allocate.ts";
import { cancelOrder } from "#core/orders/cancel.ts";
import { closeOrder } from "#core/orders/close.ts";
import { askDestruction } from "#core/orders/destroy.ts";
import { declareMailLost } from "#core/orders/lose.ts";
import { shipOrder } from "#core/orders/ship.ts";
import { takeBackMail } from "#core/orders/take-back.ts";
import { recordMailEvent } from "#core/shipments/record.ts";

function orderPage(orderId: string, params: Record<string, string>) {
  return listHref(`/orders/${orderId}`, params) as "/";
}

export async function allocateAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { orderId, serial } = await allocateSerial(context, Object.fromEntries(form));
    redirect(orderPage(orderId, { done: "allocated", serial }));
  });
}

/** The same at the desk where one serial is scanned after the other: leads to the next order. */
export async function allocateNextAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { number, serial } = await allocateSerial(context, Object.fromEntries(form));
    const model = String(form.get("model") ?? "");
    redirect(listHref("/orders/allocate", { model, done: number, serial }) as "/");
  });
}

export async function shipAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { orderId } = await shipOrder(context, Object.fromEntries(form));
    redirect(orderPage(orderId, { done: "shipped" }));
  });
}

export async function recordMailAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { orderId } = await recordMailEvent(context, Object.fromEntries(form));
    redirect(orderPage(orderId, { done: "mail" }));
  });
}

export async function cancelOrderAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { orderId } = await cancelOrder(context, Object.fromEntries(form));
    redirect(orderPage(orderId, { done: "cancelled" }));
  });
}

export async function askDestructionAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { orderId } = await askDestruction(context, Object.fromEntries(form));
    redirect(orderPage(orderId, { done: "destruction" }));
  });
}

export async function loseMailAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { orderId } = await declareMailLost(context, Object.fromEntries(form));
    redirect(orderPage(orderId, { done: "lost" }));
  });
}

export async function takeBackAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { orderId } = await takeBackMail(context, Object.fromEntries(form));
    redirect(orderPage(orderId, { done: "takenBack" }));
  });
}

export async function closeOrderAction(state: FormState, form: FormData): Promise<FormState> {
  return runDeskForm(state, form, async (context) => {
    const { orderId } = await closeOrder(context, Object.fromEntries(form));
    redirect(orderPage(orderId, { done: "closed" }));
  });
}

"use server";
import { redirect } from "next/navigation";
import { runForm } from "#app/_lib/action.ts";
import { listHref } from "#app/_lib/search-params.ts";
import { staffContext } from "#app/_lib/session.ts";
import type { FormState } from "#components/form-state.ts";
import { allocateSerial } from "#core/orders/allocate.ts";
import { cancelOrder } from "#core/orders/cancel.ts";
import { closeOrder } from "#core/orders/close.ts";
import { shipOrder } from "#core/orders/ship.ts";
import { recordMailEvent } from "#core/shipments/record.ts";

function orderPage(orderId: string, params: Record<string, string>) {
  return listHref(`/orders/${orderId}`, params) as "/";
}

export async function allocateAction(state: FormState, form: FormData): Promise<FormState> {
  return runForm(state, form, async () => {
    const { orderId, serial } = await allocateSerial(await staffContext(), Object.fromEntries(form));
    redirect(orderPage(orderId, { done: "allocated", serial }));
  });
}

export async function shipAction(state: FormState, form: FormData): Promise<FormState> {
  return runForm(state, form, async () => {
    const { orderId } = await shipOrder(await staffContext(), Object.fromEntries(form));
    redirect(orderPage(orderId, { done: "shipped" }));
  });
}

export async function recordMailAction(state: FormState, form: FormData): Promise<FormState> {
  return runForm(state, form, async () => {
    const { orderId } = await recordMailEvent(await staffContext(), Object.fromEntries(form));
    redirect(orderPage(orderId, { done: "mail" }));
  });
}

export async function cancelOrderAction(state: FormState, form: FormData): Promise<FormState> {
  return runForm(state, form, async () => {
    const { orderId } = await cancelOrder(await staffContext(), Object.fromEntries(form));
    redirect(orderPage(orderId, { done: "cancelled" }));
  });
}

export async function closeOrderAction(state: FormState, form: FormData): Promise<FormState> {
  return runForm(state, form, async () => {
    const { orderId } = await closeOrder(await staffContext(), Object.fromEntries(form));
    redirect(orderPage(orderId, { done: "closed" }));
  });
}

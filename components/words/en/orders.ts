import type { orders as ja } from "#components/words/ja/orders.ts";
import type { Shape } from "#components/words/shape.ts";

export const orders = {
  title: "Orders and mail",
  lead: "Allocate, dispatch and track tokens.",
  one: "Order {orderNumber}",
  state: {
    placed: "Placed",
    allocated: "Allocated",
    shipped: "Shipped",
    delivered: "Delivered",
    completed: "In use",
    returned: "Returned",
    closed: "Closed",
    cancelled: "Cancelled",
  },
  mailState: {
    posted: "Posted",
    in_transit: "In transit",
    arrived: "Arrived at the office",
    out_for_delivery: "Out for delivery",
    absent: "Absent, taken back",
    held: "Held at the office",
    delivered: "Delivered",
    returning: "On its way back",
    returned: "Returned to sender",
  },
  due: { onTime: "On time", soonLate: "Due soon", late: "Late" },
  field: {
    orderNumber: "Order number",
    state: "State",
    serial: "Serial",
    trackingNumber: "Tracking number",
    mailState: "Mail",
    office: "Post office",
    placedAt: "Placed at",
    shippedAt: "Shipped at",
    deliveredAt: "Delivered at",
    occurredAt: "Happened at",
    dueOn: "Due on",
    address: "Address",
  },
} as const satisfies Shape<typeof ja>;

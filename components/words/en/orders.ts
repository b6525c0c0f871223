import type { orders as ja } from "#components/words/ja/orders.ts";
import type { Shape } from "#components/words/shape.ts";

export const orders = {
  title: "Orders and mail",
  lead: "Allocate, dispatch and track tokens.",
  one: "Order {orderNumber}",
  allOpen: "Under way",
  allocate: {
    title: "Allocate a token",
    text: "Scan the barcode of a token in stock, or enter its serial.",
    submit: "Allocate",
  },
  ship: {
    title: "Ship",
    text: "Post it by simplified registered mail and enter the tracking number of the receipt.",
    again: "Post the returned token once more. Check the registered address first.",
    submit: "Mark as shipped",
  },
  mail: {
    title: "Record what the post says",
    submit: "Record",
    none: "Not posted yet",
  },
  mailDesk: {
    title: "Record mail",
    lead: "Record what the post says, by scanning tracking numbers or from a CSV.",
    waiting: "Mail to see to",
    scan: "Record by scan",
    done: "Recorded for order {number}",
    open: "Open the order",
    fileSupport:
      "A CSV of tracking number, time, event and office. UTF-8 or CP932, 1,000 rows at most. You see each row's outcome first.",
    confirm: "Record what is new",
    new: "Will be recorded",
    known: "Known already",
    imported:
      "{recorded, number} recorded, {known, number} known already, {problems, number} rows could not be.",
  },
  cancelOrder: "Cancel this order",
  cancelText: "An allocated token goes back to stock, and the fee is reversed.",
  closeOrder: "Close this order",
  closeText:
    "Revokes a token that came back, or was lost after its delivery, for good. One that came back with its seal unbroken returns to stock on its own page.",
  destroyOrder: "Ask for its destruction",
  destroyText:
    "The returned mail was kept long enough. This ends the order, revokes its token for good, and asks for the token's disposal, which another person approves.",
  addressChangedText:
    "The registered address changed after the form was keyed. Ask the branch before posting.",
  returnedTwice: "It came back twice and is not posted again",
  returnedTwiceText:
    "Ask the customer to mend the registered address and to hand in a new form. With its seal unbroken the token returns to stock on its own page; otherwise close the order. Either ends this order.",
  loseMail: "Declare the mail lost",
  loseText:
    "For mail that the post cannot find. The token that was sent is revoked for good, and opens nothing even if it turns up; the order waits for another token. The fee is not charged twice. The card opens the login until the next token is posted.",
  takeBack: "Record mail that came back after its delivery",
  takeBackText:
    "For delivered mail that lies here again: handed to somebody else, refused afterwards, or recorded as delivered by mistake. The order is then one whose mail came back, to be posted once more or closed.",
  awaitsRegistration: "The customer is to register the token",
  awaitsRegistrationText:
    "With that the order is complete. If the mail comes back before, or the token is lost, choose below.",
  lostTimes: "Its mail was lost {count, number} times",
  lostTimesText:
    "Before you post again, ask the customer whether the registered address and the time are right, and the post what went wrong. Where the address changes, wait for the branch to take in the change. If the customer wants nothing by mail, cancel the order.",
  lostReturned: "Mail that was declared lost has come back",
  lostReturnedText:
    "Its token is revoked and cannot be sent. Scan its serial to open its page, and ask for its disposal.",
  lostDelivered: "Mail that was declared lost has reached the customer",
  lostDeliveredText:
    "Its token is revoked and opens nothing. Tell the customer to use the one that follows, and to give this one back at the branch.",
  silent: "Nothing was heard of this mail for too long",
  silentText:
    "The last event was on {date}. Ask the post by the tracking number; record what it says, or declare the mail lost.",
  cancelReason: "Reason",
  section: { order: "Order", shipments: "Shipments and tracking", fee: "Fee", next: "Next step" },
  done: {
    allocated: "Token {serial} allocated",
    shipped: "Marked as shipped",
    mail: "Recorded",
    cancelled: "Order cancelled",
    destruction: "The order is ended, and the token's disposal asked for",
    closed: "Order closed",
    lost: "Declared lost. The order waits for another token",
    takenBack: "Recorded as returned. Post it once more, or close the order",
  },
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
  nextStep: {
    placed: "Next: allocate a token (operations)",
    allocated: "Next: post it (operations)",
    shipped: "Next: record its mail until it arrives (operations)",
    delivered: "Next: register the token (customer)",
    returned: "Next: check the address, then post again or close (operations)",
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
    lost: "Lost (declared by us)",
  },
  clock: { in_time: "On time", soon_late: "Due soon", late: "Late" },
  field: {
    orderNumber: "Order number",
    state: "State",
    serial: "Serial",
    trackingNumber: "Tracking number",
    task: "Stands out",
    mailState: "Mail",
    office: "Post office",
    allocatedAt: "Allocated at",
    placedAt: "Placed at",
    shippedAt: "Shipped at",
    deliveredAt: "Delivered at",
    happenedAt: "Happened at",
    keptUntil: "Returned mail kept until",
    dueOn: "Due on",
    address: "Address",
    addressAtKeying: "Address when the form was keyed",
  },
} as const satisfies Shape<typeof ja>;

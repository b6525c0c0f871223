import type { errors as ja } from "#components/words/ja/errors.ts";
import type { Shape } from "#components/words/shape.ts";

export const errors = {
  code: {
    invalid: "Check what you entered.",
    forbidden: "You may not do this. Ask an approver or an administrator.",
    not_found: "Nothing was found. Check the number.",
    conflict: "Someone else was quicker, or the state has changed. Look at the latest state.",
    locked: "It is locked after too many failures.",
    unavailable: "That is not possible right now. Try again in a while.",
  },
  required: "Enter this.",
  choose: "Choose one.",
  tooLong: "Enter no more than {max, number} characters.",
  characters: "Remove the characters that cannot be used here.",
  contractorId: {
    format: "Enter 11 digits.",
    unknown: "There is no contract with this ID. Check the number.",
  },
  serial: {
    format: "Enter the letters and digits on the back of the token, half-width.",
    unknown: "There is no token with this serial. Check the number.",
    unavailable: "This token cannot be allocated. Scan one that is in stock.",
  },
  otp: {
    format: "Enter the digits that the token shows, half-width.",
    wrong: "The one-time password is wrong. Enter the digits that the token shows now.",
  },
  cell: { format: "Enter the one or two half-width digits from the customer card." },
  receivedOn: {
    format: "Check the date and enter it as in the example.",
    future: "Enter today's date or an earlier one.",
  },
  discoveredOn: {
    format: "Check the date and enter it as in the example.",
    future: "Enter today's date or an earlier one.",
    required: "Enter the date on which the theft was discovered.",
  },
  policeReport: { required: "Enter the number of the police report." },
  kind: { required: "Choose the kind of form." },
  reason: { required: "Choose or enter a reason." },
  channel: { required: "Choose how the form came in." },
  trackingNumber: {
    format: "Enter 11 or 12 digits (13 characters with letters for international mail).",
    checkDigit: "The last digit does not fit. Check the number on the label again.",
    used: "This tracking number belongs to another shipment. Check the number on the label.",
  },
  mailEvent: { order: "This does not follow from what the post said before. Check the tracking." },
  occurredAt: {
    format: "Check the date and time.",
    future: "Enter a time that has passed.",
  },
  scan: {
    type: "Choose a PDF, JPEG or PNG file.",
    size: "Choose a file of 10 MB or less.",
    missing: "Attach a scan of the form.",
  },
  check: { open: "This check is still open. Check it and tick it." },
  comment: { required: "Enter the reason for returning it." },
  username: { required: "Enter your user name." },
  password: { required: "Enter your password." },
  signIn: {
    wrong: "The user name, password or code is wrong. Check them and enter them again.",
    locked: "It is locked after too many failures. Ask an administrator.",
    expired: "You were signed out because time has passed. Sign in again.",
  },
  yen: { format: "Enter the amount in half-width digits." },
  date: { format: "Check the date and enter it as in the example." },
} as const satisfies Shape<typeof ja>;

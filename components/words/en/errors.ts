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
  tooLong: "This is too long. Enter less.",
  invalid: "Check what you entered.",
  characters: "Remove the characters that cannot be used here.",
  contractorId: {
    format: "Enter 11 digits.",
    unknown: "There is no contract with this ID. Check the number.",
  },
  serial: {
    format: "Enter the letters and digits on the back of the token, half-width.",
    unknown: "There is no token with this serial. Check the number.",
    notInStock: "This token is not in stock. Scan one that is.",
    expired: "This token's battery is past its date. Scan another one.",
  },
  otp: {
    format: "Enter the digits that the token shows, half-width.",
    required: "Enter the code.",
    wrong: "The one-time password is wrong. Enter the digits that the token shows now.",
    used: "This code has been used. Enter the next one that is shown.",
  },
  cells: { format: "Enter the one or two half-width digits from the customer card." },
  loginId: { format: "This login is over. Start again." },
  factor: { format: "This login is over. Start again." },
  orderNumber: { format: "Enter seven digits." },
  formNumber: { format: "Enter seven digits." },
  receivedOn: {
    format: "Check the date and enter it as in the example.",
    future: "Enter today's date or an earlier one.",
  },
  discoveredOn: {
    format: "Check the date and enter it as in the example.",
    future: "Enter today's date or an earlier one.",
  },
  policeReport: { long: "Enter no more than 100 characters." },
  note: { long: "Enter no more than 1,000 characters." },
  office: { long: "Enter no more than 100 characters." },
  kind: {
    required: "Choose the kind of form.",
    hasToken: "This contract has a token in use. Choose exchange or reissue.",
    noToken: "This contract has no registered token. Choose new, or check the contractor ID.",
    noActiveToken: "This contract has no token in use. Choose reissue or new.",
    orderUnderWay: "A token is already on order for this contract. See the contract's page.",
    notSuspended: "The token of this contract is not suspended. See the contract's page.",
  },
  reason: {
    required: "Choose the reason for the reissue.",
    onlyForReissue: "A reason belongs to a reissue only. Set it back to “Choose”.",
  },
  channel: { required: "Choose how the form came in." },
  identityDocument: { unknown: "Choose one from the list." },
  backReason: { required: "Enter the reason.", long: "Enter no more than 500 characters." },
  trackingNumber: {
    format: "Enter 11 or 12 digits (13 characters with letters for international mail).",
    checkDigit: "The last digit does not fit. Check the number on the label again.",
    used: "This tracking number belongs to another shipment. Check the number on the label.",
  },
  mailEvent: {
    required: "Choose what the post said.",
    order: "This does not follow from what the post said before. Check the tracking.",
  },
  happenedAt: {
    format: "Check the date and time.",
    future: "Enter a time that has passed.",
  },
  scan: {
    type: "Choose a PDF, JPEG or PNG file.",
    size: "Choose a file of 10 MB or less.",
    missing: "Attach a scan of the form.",
  },
  check: {
    scans: "Attach a scan of the form.",
    sealVerified: "The seal is not verified yet. Verify it and tick the box.",
    identityDocument: "Check an identity document and choose which.",
    feeDebitAuthorised: "Check that the fee may be debited and tick the box.",
    discoveredOn: "Enter the date on which the theft was discovered.",
    policeReport: "Enter the number of the police report.",
  },
  username: { required: "Enter your user name." },
  password: {
    format: "Enter a password of at most 256 characters.",
    required: "Enter your password.",
    wrong:
      "The user name or password is wrong, or locked. Check them and try again. If it goes on, ask an administrator.",
  },
  month: { format: "Choose a month." },
  about: {
    formUnderWay: "A form of this kind is already under way for this contract. See the contract's page.",
    orderUnderWay: "A token is already on order for this contract. See the contract's page.",
    serialTaken: "This token is allocated to another order. Scan another one.",
    fourEyes: "Whoever keyed a form may not approve it. Ask another approver.",
    stolenNeverReopens: "A stolen token is never reopened. Go on with the reissue.",
    binding: "This contract no longer has a registered token. See the contract's page.",
    session: "You were signed out because time has passed. Start again with user name and password.",
    staff: "It is locked after too many failures. Ask an administrator.",
  },
} as const satisfies Shape<typeof ja>;

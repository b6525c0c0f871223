import type { notices as ja } from "#components/words/ja/notices.ts";
import type { Shape } from "#components/words/shape.ts";

export const notices = {
  title: "Notices",
  lead: "What customers and branches are told. Mail goes out by itself; who has no mail address gets a letter.",
  empty: "No notices",
  emptyText: "Change the conditions, or clear them.",
  choose: "Choose",
  event: {
    form_received: "Form received",
    form_incomplete: "Form incomplete",
    form_returned: "Form returned to the clerk",
    order_shipped: "Token posted",
    not_registered: "Asked to register",
    login_locked: "Login locked",
  },
  recipient: { customer: "Customer", desk: "Branch" },
  state: {
    waiting: "To be sent",
    sending: "Being sent",
    sent: "Sent",
    failed: "Not sent",
    to_print: "To print",
    printed: "Printed",
  },
  field: {
    createdAt: "Since",
    event: "About",
    recipient: "To",
    state: "State",
    about: "Form or order",
    outcome: "Outcome",
  },
  tries: "{count, plural, one {# try} other {# tries}}",
  error: "{code} ({count, plural, one {# try} other {# tries}})",
  sentAt: "sent {at}",
  printedAt: "printed {at}",
  toLetters: "Open the chosen letters",
  resend: "Send the chosen mails again",
  toLetter: "Make the chosen ones letters",
  done: {
    print: "{count, plural, one {# letter is} other {# letters are}} marked as printed",
    resend: "{count, plural, one {# mail goes} other {# mails go}} out again within about a minute",
    to_letter: "{count, plural, one {# letter waits} other {# letters wait}} to be printed",
  },
  letters: {
    title: "Print letters",
    lead: "One A4 sheet a letter. Print them, put them into window envelopes (Naga 3), then mark them as printed.",
    none: "No letters are chosen",
    noneText: "Choose letters that are to be printed in the list of notices.",
    count: "{count, plural, one {# letter} other {# letters}}",
    hint: "Press “Mark as printed” once they are printed. Until then they stay to be printed.",
    mark: "Mark as printed",
    sheet: "Letter {nth, number}: {title}",
    printed:
      "{count, plural, one {# letter has} other {# letters have}} been printed already. Make sure before you send it again.",
  },
} as const satisfies Shape<typeof ja>;

import type { help as ja } from "#components/words/ja/help.ts";
import type { Shape } from "#components/words/shape.ts";

export const help = {
  home: {
    title: "Today's work",
    text: "What waits for somebody, with how many there are and how old the oldest is. A row opens its list. Forms that you keyed yourself are not counted among those to approve.",
  },
  contracts: {
    title: "Contracts",
    text: "Search by contractor ID, serial, form number, order number, tracking number, or the beginning of a name in kana. A contract's page shows its token, its login, what is under way, and all that has happened. A token that is off is set right by “Resync” beside it.",
  },
  forms: {
    title: "Forms",
    text: "A clerk keys the paper form, adds its scan and sends it for approval. An approver holds the two side by side and approves, or returns it with a reason. Whoever keyed a form never approves it. A lost or stolen token stops the moment its form is keyed.",
  },
  orders: {
    title: "Orders and post",
    text: "For each approved form: allocate a token from stock, post it by registered mail, record what the post says. An order is due ten business days after approval (a setting). Mail of which nothing is heard shows in Today's work; what the post cannot find is declared lost, and another token is sent. Mail that came back is posted once more; after the second time the customer hands in a new form. What was kept for three months (a setting) is destroyed by two people. It is complete when the customer has registered the token.",
  },
  notices: {
    title: "Notices",
    text: "Customers and branches are told of forms received, incomplete or returned, tokens posted, tokens not registered 7 days after delivery, and locked logins. Mail goes out by itself every minute and is tried up to 8 times, later each time. What still cannot be sent is “Not sent”: send it again, or make it a letter. Letters to customers without a mail address wait under “To print”; mark them as printed once they are in their envelopes. Nobody is told the same thing twice. A clerk asks for a change of a customer's mail address from the contract's page, as the paper says, and an approver agrees; the customer hears of it at the old address, or by letter.",
  },
  tokens: {
    title: "Token stock",
    text: "Every token, the soonest to run out first. A row opens its story and what may be done with it now. One person suspends or revokes; reopening and disposal take the approval of another. A revoked token is never registered again. New ones come into the stock by the import of their seed file. “Stock and forecast” tells when each model is to be ordered and which batteries end soon; the months of the reorder point are a setting. “Print labels” prints barcodes of serials.",
  },
  fees: {
    title: "Fees",
    text: "What was assessed, collected, waived, reversed and refunded in a period, and what is unpaid at its end, by branch, kind and reason. The period is a month, a fiscal year from April, or any days, the last included. Each figure opens the fees behind it. A reversal shows in the period in which it was entered. CSV and Excel hold all that the table shows. Monthly closing shows the totals and the hash of each closed month, in which nothing is entered any more. A fee’s own page takes cash, and waivers and refunds are asked for and approved there. Fees and tax rates by date: one proposes from tomorrow on, sees the forms and orders it touches, and another approves. A fee follows the rule of the day of approval, tax the rate of the day chosen in the settings.",
  },
  debits: {
    title: "Direct debit",
    text: "Fees that are due after the posting of their token go into a request file. One manager builds it, and nobody can take it out before another approves it. Once it is recorded as sent, its fees are billed; with its result they are collected, or go into the next file. What failed as often as set stands among the fees that failed for good. A file is never built again, and the same result read twice changes nothing.",
  },
  settings: {
    title: "Settings",
    text: "The rules of the login check, fees, dispatch and more. One manager proposes a change; once another has approved it, it is in force at once, without a restart. One change waits at a time. Who proposed it may not approve it, but may withdraw it. The history keeps every change, approved, turned down or withdrawn.",
  },
  delegations: {
    title: "Substitutes",
    text: "An approver who will be away names another for some days, with the reason. On those days the substitute sees what waits at the absent approver's branch, and approves or returns it; the audit keeps on whose behalf. Nobody approves what they keyed, as a substitute neither. Either of the two may end it before its last day. Once a role changes or an account is disabled, it is in force no more.",
  },
  loginEvents: {
    title: "Login events",
    text: "Login checks, the newest first. An unknown contractor ID is one that no contract has. Every ten seconds the new events are sealed in a block that is chained to the one before. “Verify the seals” recounts every block and names the first in which an event was changed, removed or slipped in. Keep the link of the result: opened later, it also shows whether the end was cut off.",
  },
  lookUps: {
    title: "Look-ups",
    text: "Whoever opens a contract, a form or an order leaves who looked at whose data, when and on which page. Many looks of one person at one page within ten minutes are one. Some roles see the customer masked: “Show unmasked” asks for a reason and shows them for ten minutes. Once a month is over, look at who looked very often, at other branches or at odd hours, write what you found, and sign it off. Your own look-ups are gone through by another reviewer.",
  },
  audit: {
    title: "Audit trail",
    text: "Who did what to what, and when, newest first. A row opens with the values before and after, the form, and who keyed and approved it. Names and addresses are kept masked. Rows are only ever added, each bound to the one before by its hash: Verify the chain shows the first row that was changed, removed or moved. An end that was cut off shows by the anchors kept outside the database.",
  },
  staff: {
    title: "Staff",
    text: "A row opens the person's page, with how the account stands and what can be done now. Here people are invited, unlocked, disabled and signed out. A password is its person's alone, and a link to enrol by is shown once. One administrator asks for another role or branch, or to enable a disabled account, and another approves it; so it is for inviting managers and administrators. Nobody changes their own account or decides what is about themselves. All of it is kept in the audit with its reason.",
  },
  clients: {
    title: "API clients",
    text: "Registers other systems that call the HTTP API, and makes, replaces and revokes their keys. Scopes and the limit of calls are asked for by one administrator and approved by another; they hold from the next call on. A key is shown once, when it is made, and ends within 400 days. From 30 days before its end it stands out here and on the day’s work. While a key is being replaced, the old and the new one both work for the time that you choose. Revoking a key and ending a client takes one administrator, holds from the next call on and is never taken back. All of it is in the audit with its reason.",
  },
  sealKeys: {
    title: "Seal keys",
    text: "Seeds of tokens, cells of cards, the staff’s authenticators and more are kept encrypted by seal keys. A key has a version; what is new is sealed with the newest. The page tells of each version how much it seals, whether it is needed still, and whether it may go. To change the key, hand a new one to every process, and seal anew at a terminal of the server; customers log in meanwhile. How far it has come shows here. No page ever shows a key.",
  },
  me: {
    title: "My account",
    text: "Change your own password, authenticator app and recovery codes, and look where you are signed in. Sign out here what you do not know. To change the app you need its present code or a recovery code. There are ten recovery codes, each good once, for when the app is not at hand. With neither, ask an administrator for a link to set up anew. You are signed out after 15 minutes without doing anything, and ten hours after signing in.",
  },
} as const satisfies Shape<typeof ja>;

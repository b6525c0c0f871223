import { account as enAccount } from "#components/words/en/account.ts";
import { audit as enAudit } from "#components/words/en/audit.ts";
import { clients as enClients } from "#components/words/en/clients.ts";
import { common as enCommon } from "#components/words/en/common.ts";
import { contracts as enContracts } from "#components/words/en/contracts.ts";
import { customer as enCustomer } from "#components/words/en/customer.ts";
import { debits as enDebits } from "#components/words/en/debits.ts";
import { delegations as enDelegations } from "#components/words/en/delegations.ts";
import { dispatches as enDispatches } from "#components/words/en/dispatches.ts";
import { errors as enErrors } from "#components/words/en/errors.ts";
import { feeRules as enFeeRules } from "#components/words/en/fee-rules.ts";
import { fees as enFees } from "#components/words/en/fees.ts";
import { forms as enForms } from "#components/words/en/forms.ts";
import { help as enHelp } from "#components/words/en/help.ts";
import { home as enHome } from "#components/words/en/home.ts";
import { logins as enLogins } from "#components/words/en/logins.ts";
import { lookUps as enLookUps } from "#components/words/en/look-ups.ts";
import { mailAddresses as enMailAddresses } from "#components/words/en/mail-addresses.ts";
import { notices as enNotices } from "#components/words/en/notices.ts";
import { orders as enOrders } from "#components/words/en/orders.ts";
import { proposals as enProposals } from "#components/words/en/proposals.ts";
import { resync as enResync } from "#components/words/en/resync.ts";
import { sealKeys as enSealKeys } from "#components/words/en/seal-keys.ts";
import { settings as enSettings } from "#components/words/en/settings.ts";
import { signIn as enSignIn } from "#components/words/en/sign-in.ts";
import { staff as enStaff } from "#components/words/en/staff.ts";
import { stock as enStock } from "#components/words/en/stock.ts";
import { tokenImports as enTokenImports } from "#components/words/en/token-imports.ts";
import { tokenMoves as enTokenMoves } from "#components/words/en/token-moves.ts";
import { tokens as enTokens } from "#components/words/en/tokens.ts";
import { account } from "#components/words/ja/account.ts";
import { audit } from "#components/words/ja/audit.ts";
import { clients } from "#components/words/ja/clients.ts";
import { common } from "#components/words/ja/common.ts";
import { contracts } from "#components/words/ja/contracts.ts";
import { customer } from "#components/words/ja/customer.ts";
import { debits } from "#components/words/ja/debits.ts";
import { delegations } from "#components/words/ja/delegations.ts";
import { dispatches } from "#components/words/ja/dispatches.ts";
import { errors } from "#components/words/ja/errors.ts";
import { feeRules } from "#components/words/ja/fee-rules.ts";
import { fees } from "#components/words/ja/fees.ts";
import { forms } from "#components/words/ja/forms.ts";
import { help } from "#components/words/ja/help.ts";
import { home } from "#components/words/ja/home.ts";
import { logins } from "#components/words/ja/logins.ts";
import { lookUps } from "#components/words/ja/look-ups.ts";
import { mailAddresses } from "#components/words/ja/mail-addresses.ts";
import { notices } from "#components/words/ja/notices.ts";
import { orders } from "#components/words/ja/orders.ts";
import { proposals } from "#components/words/ja/proposals.ts";
import { resync } from "#components/words/ja/resync.ts";
import { sealKeys } from "#components/words/ja/seal-keys.ts";
import { settings } from "#components/words/ja/settings.ts";
import { signIn } from "#components/words/ja/sign-in.ts";
import { staff } from "#components/words/ja/staff.ts";
import { stock } from "#components/words/ja/stock.ts";
import { tokenImports } from "#components/words/ja/token-imports.ts";
import { tokenMoves } from "#components/words/ja/token-moves.ts";
import { tokens } from "#components/words/ja/tokens.ts";
import type { Shape } from "#components/words/shape.ts";

export const languages = ["ja", "en"] as const;
export type Language = (typeof languages)[number];

const ja = {
  account,
  audit,
  clients,
  common,
  contracts,
  customer,
  debits,
  delegations,
  dispatches,
  errors,
  feeRules,
  fees,
  forms,
  help,
  home,
  logins,
  lookUps,
  mailAddresses,
  notices,
  orders,
  proposals,
  resync,
  sealKeys,
  settings,
  signIn,
  staff,
  stock,
  tokenImports,
  tokenMoves,
  tokens,
};

/** The Japanese words with their exact text: keys and ICU arguments are typed from them. */
export type JapaneseWords = typeof ja;
export type Words = Shape<JapaneseWords>;
export type Namespace = keyof JapaneseWords;

/** Every word of both languages. For the server alone: a client leaf is given its few words as props. */
export const words: Record<Language, Words> = {
  ja,
  en: {
    account: enAccount,
    audit: enAudit,
    clients: enClients,
    common: enCommon,
    contracts: enContracts,
    customer: enCustomer,
    debits: enDebits,
    delegations: enDelegations,
    dispatches: enDispatches,
    errors: enErrors,
    feeRules: enFeeRules,
    fees: enFees,
    forms: enForms,
    help: enHelp,
    home: enHome,
    logins: enLogins,
    lookUps: enLookUps,
    mailAddresses: enMailAddresses,
    notices: enNotices,
    orders: enOrders,
    proposals: enProposals,
    resync: enResync,
    sealKeys: enSealKeys,
    settings: enSettings,
    signIn: enSignIn,
    staff: enStaff,
    stock: enStock,
    tokenImports: enTokenImports,
    tokenMoves: enTokenMoves,
    tokens: enTokens,
  },
};

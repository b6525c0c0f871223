import type { ClientPermission, StaffPermission } from "#core/permissions.ts";

/**
 * Whom something opens for: who holds a permission; every member of staff with both factors (`signed-in`); a person in
 * the middle of a sign-in, a joining or a login, by the cookie of that (`under-way`); everybody (`public`).
 */
export type Need = StaffPermission | "signed-in" | "under-way" | "public";

/** Every page by its address. */
export const pages = {
  "/": "signed-in",
  "/audit": "audit.read",
  "/audit/[number]": "audit.read",
  "/contracts": "contract.read",
  "/contracts/[id]": "contract.read",
  "/contracts/[id]/resync": "token.resync",
  "/contracts/[id]/unmask": "customer.unmask",
  "/delegations": "delegation.read",
  "/delegations/new": "delegation.name",
  "/fees": "fee.read",
  "/fees/[id]": "fee.view",
  "/fees/requests": "fee.view",
  "/forms": "form.read",
  "/forms/[id]": "form.read",
  "/forms/[id]/edit": "form.key",
  "/forms/new": "form.key",
  "/join": "public",
  "/join/authenticator": "public",
  "/login-events": "audit.read",
  "/look-ups": "lookup.read",
  "/me": "account.own",
  "/me/authenticator": "account.own",
  "/me/recovery-codes": "account.own",
  "/orders": "order.read",
  "/orders/[id]": "order.read",
  "/password": "signed-in",
  "/personal-web": "public",
  "/personal-web/[...rest]": "public",
  "/personal-web/home": "under-way",
  "/personal-web/login": "public",
  "/personal-web/login/card": "under-way",
  "/personal-web/login/locked": "public",
  "/personal-web/login/otp": "under-way",
  "/personal-web/registration": "public",
  "/personal-web/registration/result": "under-way",
  "/personal-web/registration/token": "under-way",
  "/settings": "setting.read",
  "/settings/edit": "setting.propose",
  "/sign-in": "public",
  "/sign-in/otp": "public",
  "/sign-in/recovery": "public",
  "/tokens": "token.read",
  "/tokens/[id]": "token.view",
  "/tokens/[id]/[move]": "token.stop",
  "/tokens/[id]/test": "token.test",
  "/tokens/imports": "token.read",
  "/tokens/imports/[id]": "token.read",
  "/tokens/imports/new": "token.import",
  "/tokens/labels": "token.read",
  "/tokens/moves": "token.move",
  "/tokens/requests": "token.view",
  "/tokens/requests/[id]": "token.view",
  "/tokens/stock": "token.read",
} as const satisfies Record<string, Need>;

/** Every route by its method and address. */
export const routes = {
  "GET /api/auth/callback/oidc": "public",
  "POST /api/auth/signin/oidc": "public",
  // What opens behind it is told by `calls`.
  "ANY /api/v1/[[...route]]": "public",
  "GET /audit/audit.csv": "audit.read",
  "GET /fees/report.csv": "fee.read",
  "POST /forms/[id]/scans": "form.key",
  "GET /forms/[id]/scans/[scanId]": "form.read",
  "GET /join/[token]": "public",
  "GET /login-events/events.csv": "audit.read",
  "GET /look-ups/look-ups.csv": "lookup.read",
  "GET /me/session": "signed-in",
  "POST /me/session": "signed-in",
  "GET /sign-out": "public",
  "POST /tokens/imports/upload": "token.import",
} as const satisfies Record<string, Need>;

/** Every server action by its file and name. */
export const actions = {
  "app/_lib/language.ts": { setLanguage: "public" },
  "app/(console)/contracts/[id]/resync/actions.ts": { resyncAction: "token.resync" },
  "app/(console)/contracts/[id]/unmask/actions.ts": { unmaskAction: "customer.unmask" },
  "app/(console)/delegations/actions.ts": {
    nameSubstituteAction: "delegation.name",
    endDelegationAction: "delegation.name",
  },
  "app/(console)/fees/[id]/actions.ts": {
    collectAction: "fee.collect",
    askAction: "fee.ask",
    approveAction: "fee.decide",
    turnDownAction: "fee.decide",
    withdrawAction: "fee.ask",
  },
  "app/(console)/forms/actions.ts": {
    keyFormAction: "form.key",
    editFormAction: "form.key",
    receiveFormAction: "form.key",
    submitFormAction: "form.key",
    approveFormAction: "form.decide",
    returnFormAction: "form.decide",
    markIncompleteAction: "form.key",
    cancelFormAction: "form.key",
  },
  "app/(console)/look-ups/actions.ts": { reviewLookUpsAction: "lookup.review" },
  "app/(console)/me/actions.ts": {
    endSessionAction: "account.own",
    endOtherSessionsAction: "account.own",
    newRecoveryCodesAction: "account.own",
    // Takes a cookie of the browser's own away, and looks at nothing.
    keptRecoveryCodesAction: "public",
    beginAuthenticatorAction: "signed-in",
    changeAuthenticatorAction: "signed-in",
  },
  "app/(console)/orders/actions.ts": {
    allocateAction: "order.dispatch",
    shipAction: "order.dispatch",
    recordMailAction: "order.dispatch",
    cancelOrderAction: "order.dispatch",
    closeOrderAction: "order.dispatch",
  },
  "app/(console)/settings/actions.ts": {
    proposeSettingsAction: "setting.propose",
    approveSettingsAction: "setting.decide",
    turnDownSettingsAction: "setting.decide",
    withdrawSettingsAction: "setting.propose",
  },
  "app/(console)/tokens/[id]/actions.ts": {
    suspendAction: "token.stop",
    revokeAction: "token.move",
    releaseAction: "token.move",
    restockAction: "token.move",
    askReopeningAction: "token.stop",
    askDisposalAction: "token.move",
  },
  "app/(console)/tokens/[id]/test/actions.ts": { testTokenAction: "token.test" },
  "app/(console)/tokens/imports/actions.ts": {
    startImportAction: "token.import",
    cancelImportAction: "token.import",
  },
  "app/(console)/tokens/moves/actions.ts": { moveManyAction: "token.move" },
  "app/(console)/tokens/requests/actions.ts": {
    approveRequestAction: "token.decide",
    turnDownRequestAction: "token.decide",
    withdrawRequestAction: "token.stop",
  },
  "app/(customer)/personal-web/actions.ts": {
    enterPassword: "public",
    startRegistration: "public",
    enterOtp: "under-way",
    enterCells: "under-way",
    registerToken: "under-way",
    logOut: "under-way",
  },
  "app/(sign-in)/join/actions.ts": { choosePasswordAction: "under-way", joinAction: "under-way" },
  // Also for whom nothing else opens before a new password is chosen.
  "app/(sign-in)/password/actions.ts": { changePasswordAction: "under-way" },
  "app/(sign-in)/sign-in/actions.ts": {
    enterPassword: "public",
    enterOtp: "under-way",
    enterRecoveryCode: "under-way",
    signOut: "public",
  },
} as const satisfies Record<string, Record<string, Need>>;

/** Every call of the HTTP API by its method and path, with what the key's scopes must allow. */
export const calls = {
  "POST /login-checks": "login.check",
  "POST /login-checks/{loginId}/factor": "login.check",
  "POST /otp-checks": "login.check",
  "POST /registrations": "login.check",
  "POST /resyncs": "token.resync",
  "GET /contracts/{contractorId}/status": "status.read",
  "GET /forms/{formNumber}": "status.read",
  "GET /orders/{orderNumber}": "status.read",
  "GET /tokens/{serial}": "status.read",
  "GET /metrics": "metrics.read",
  "GET /healthz": "public",
  "GET /readyz": "public",
  "GET /openapi.json": "public",
  "GET /docs": "public",
} as const satisfies Record<string, ClientPermission | "public">;

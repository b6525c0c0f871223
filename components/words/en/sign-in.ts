import type { signIn as ja } from "#components/words/ja/sign-in.ts";
import type { Shape } from "#components/words/shape.ts";

export const signIn = {
  title: "Sign in",
  lead: "For staff. Enter your user name and password.",
  leadOnly: "For staff. Sign in by single sign-on.",
  singleSignOn: "Single sign-on",
  problem: {
    refused: "You cannot sign in with this account. Ask an administrator for the use of single sign-on.",
    otp: "You have no authenticator app set up. Ask an administrator for a link to set one up.",
    failed: "Single sign-on did not work. Try again. If it goes on, tell an administrator.",
    away: "Single sign-on cannot be reached. Try again in a while.",
  },
  leaving: "On the way to single sign-on",
  leavingLink: "If nothing happens, choose this",
  username: "User name",
  password: "Password",
  submit: "Next",
  otpTitle: "Enter your code",
  otpLead: "Enter the six digits that your authenticator app shows.",
  otp: "Code",
  otpSupport: "Six digits",
  otpSubmit: "Sign in",
  signedOut: "You are signed out.",
  startAgain: "Start again with user name and password",
} as const satisfies Shape<typeof ja>;

import type { signIn as ja } from "#components/words/ja/sign-in.ts";
import type { Shape } from "#components/words/shape.ts";

export const signIn = {
  title: "Sign in",
  lead: "For staff. Enter your user name and password.",
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

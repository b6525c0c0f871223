import { Field } from "#components/field.tsx";

/** A new password, twice. The user name beside it is for password managers alone. */
export function NewPasswordFields({ username, support }: { username: string; support: string }) {
  return (
    <>
      <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      <Field
        name="newPassword"
        type="password"
        required
        autoComplete="new-password"
        support={support}
        width="full"
      />
      <Field name="passwordAgain" type="password" required autoComplete="new-password" width="full" />
    </>
  );
}

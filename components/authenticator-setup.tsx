import { QrCode } from "#components/qr-code.tsx";
import { translate } from "#components/words/translate.ts";
import type { Language } from "#components/words/words.ts";

type Props = {
  language: Language;
  /** What the app reads off the QR code, and the same secret for typing. */
  uri: string;
  base32: string;
};

/** How an authenticator app is given its secret: by a QR code, or typed in groups of four. */
export function AuthenticatorSetup({ language, uri, base32 }: Props) {
  const t = translate(language, "account");
  return (
    <div className="flex flex-col gap-4">
      <div>
        <p>{t("authenticator.lead")}</p>
        <p className="text-[0.875rem] text-ink-soft">{t("authenticator.app")}</p>
      </div>
      <div className="size-52 self-center overflow-hidden rounded-6 border border-line">
        <QrCode text={uri} name={t("authenticator.qr")} />
      </div>
      <div>
        <p className="text-[0.875rem]">{t("authenticator.key")}</p>
        <p className="code mt-1 rounded-6 bg-surface-sunken px-3 py-2 text-center">
          {base32.replaceAll(/(.{4})(?!$)/g, "$1 ")}
        </p>
      </div>
    </div>
  );
}

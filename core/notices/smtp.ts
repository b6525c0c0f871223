import { createTransport } from "nodemailer";
import type { SendMail } from "./send.ts";

/** Where mail is handed over (smtp:// or smtps://, user and password in it), and whom it is from. */
export type MailServer = { url: string; from: string };

/** Sends by SMTP, a connection a mail; what a server does not answer within the half minute is given up. */
export function smtpSender({ url, from }: MailServer): SendMail {
  const transport = createTransport({
    url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async ({ messageId, ...mail }) => {
    // RFC 3834: nobody's out-of-office answers it.
    await transport.sendMail({
      ...mail,
      from,
      messageId: `<${messageId}>`,
      headers: { "Auto-Submitted": "auto-generated" },
    });
  };
}

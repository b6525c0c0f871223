import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll } from "vitest";

export type TakenMail = { to: string; source: string };

/** A mail server of the file's own on loopback, that takes what `answer` lets it. */
export type MailServer = {
  readonly url: string;
  /** What it has taken, in the order in which it came. */
  readonly taken: TakenMail[];
  /** What it says to a recipient: take, an SMTP code, or the line cut after the mail was taken in. */
  answer: (to: string) => "take" | "cut" | number;
};

export function withMailServer(): MailServer {
  const taken: TakenMail[] = [];
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS", "AUTH"],
    onRcptTo({ address }, _session, callback) {
      const answer = own.answer(address);
      if (typeof answer !== "number") return callback();
      callback(Object.assign(new Error("refused"), { responseCode: answer }));
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const to = session.envelope.rcptTo.map(({ address }) => address).join(", ");
        taken.push({ to, source: Buffer.concat(chunks).toString("utf8") });
        // Taken, and the word of it lost: the worst that can happen to a mail.
        if (own.answer(to) === "cut") for (const socket of sockets()) socket.destroy();
        else callback();
      });
    },
  });
  server.on("error", () => {});
  const sockets = () => [...server.connections].map(({ _socket }) => _socket);
  const own: MailServer = {
    get url() {
      return `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
    },
    taken,
    answer: () => "take",
  };
  beforeAll(async () => new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve)));
  afterAll(async () => new Promise<void>((resolve) => server.close(() => resolve())));
  return own;
}

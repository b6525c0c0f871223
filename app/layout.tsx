import type { Metadata, Viewport } from "next";
import { getLanguage } from "#app/_lib/language.ts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Token Desk", template: "%s | Token Desk" },
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { colorScheme: "light dark" };

/** Every page is made for one person and one request: the nonce of its scripts, the language, the data. */
export const dynamic = "force-dynamic";

export default async function RootLayout({ children }: LayoutProps<"/">) {
  return (
    <html lang={await getLanguage()}>
      <body>{children}</body>
    </html>
  );
}

import type { Metadata, Viewport } from "next";
import { getLanguage } from "#app/_lib/language.ts";
import { getTheme } from "#app/_lib/theme.ts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Token Desk", template: "%s | Token Desk" },
  robots: { index: false, follow: false },
};

export async function generateViewport(): Promise<Viewport> {
  return { colorScheme: (await getTheme()) ?? "light dark" };
}

/** Every page is made for one person and one request: the nonce of its scripts, the language, the data. */
export const dynamic = "force-dynamic";

export default async function RootLayout({ children }: LayoutProps<"/">) {
  return (
    <html lang={await getLanguage()} data-theme={await getTheme()}>
      <body>{children}</body>
    </html>
  );
}

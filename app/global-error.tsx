"use client";
import { ErrorPage, usePageLanguage } from "#components/error-page.tsx";
import "./globals.css";

/** Stands in for the root layout too, when that is what failed. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang={usePageLanguage()}>
      <body>
        <ErrorPage digest={error.digest} desk="console" home="/" />
      </body>
    </html>
  );
}

"use client";
import { ErrorPage } from "#components/error-page.tsx";

export default function ConsoleError({ error }: { error: Error & { digest?: string } }) {
  return <ErrorPage digest={error.digest} desk="console" home="/" />;
}

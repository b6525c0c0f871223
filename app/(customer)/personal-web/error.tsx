"use client";
import { ErrorPage } from "#components/error-page.tsx";

export default function CustomerError({ error }: { error: Error & { digest?: string } }) {
  return <ErrorPage digest={error.digest} desk="customer" home="/personal-web" />;
}

"use client";
import { useEffect, useState } from "react";
import { Button } from "#components/button.tsx";

/** Prints the page. There from the moment on that it works: without script the browser's own menu does. */
export function PrintButton({ children }: { children: React.ReactNode }) {
  const [works, setWorks] = useState(false);
  useEffect(() => setWorks(true), []);
  return works ? <Button onClick={() => window.print()}>{children}</Button> : null;
}

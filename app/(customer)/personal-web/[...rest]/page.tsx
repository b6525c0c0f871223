import { notFound } from "next/navigation";

/** Whatever else is asked for below these pages gets their own page for it, and not the console's. */
export default function NoSuchPage() {
  notFound();
}

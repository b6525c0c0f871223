import type { Metadata } from "next";
import { getT } from "#app/_lib/language.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getT("customer");
  return { title: { absolute: t("siteTitle"), template: `%s | ${t("siteTitle")}` } };
}

export default function PersonalWebLayout({ children }: { children: React.ReactNode }) {
  return children;
}

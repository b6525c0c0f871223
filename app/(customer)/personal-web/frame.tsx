import { getLanguage, setLanguage } from "#app/_lib/language.ts";
import { CustomerShell } from "#components/customer-shell.tsx";

type Props = { title: string; help: string; children: React.ReactNode };

/** The frame of a customer's page, in the language of the request. Guards nothing. */
export async function CustomerFrame(props: Props) {
  return <CustomerShell language={await getLanguage()} setLanguage={setLanguage} {...props} />;
}

import { SaxesParser } from "saxes";
import { failField } from "#core/errors.ts";

const containerNamespace = "urn:ietf:params:xml:ns:keyprov:pskc";
const namespaces: ReadonlySet<string> = new Set([
  containerNamespace,
  "http://www.w3.org/2000/09/xmldsig#",
  "http://www.w3.org/2001/04/xmlenc#",
  "http://www.w3.org/2009/xmlenc11#",
  "http://www.rsasecurity.com/rsalabs/pkcs/schemas/pkcs-5v2-0#",
  // The schema of PKCS #5 leaves the elements within PBKDF2-params without one.
  "",
]);

/** An element of the namespaces that RFC 6030 uses goes by its local name, any other as `{namespace}name`. */
export type XmlElement = {
  name: string;
  attributes: Readonly<Record<string, { value: string } | undefined>>;
  /** The text directly within, in one. */
  text: string;
  children: XmlElement[];
};

/** The container, its children and what they hold need 8 levels; signatures and extensions a few more. */
const deepest = 32;
/**
 * Characters from the end of one child of the root to the end of the next: a KeyPackage has some 1,000. The texts
 * come in pieces, so up to one piece more may pass.
 */
const longest = 16_384;

/**
 * The children of a KeyContainer (RFC 6030 §4), some at a time once they are whole; no more is held. Fails with
 * `invalid` where it is no such container, is not well-formed, or uses what no token file needs: DOCTYPE, XInclude,
 * great depth; the length bounds texts, attributes and references too.
 */
export async function* readContainer(texts: AsyncIterable<string>): AsyncGenerator<XmlElement[]> {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const open: XmlElement[] = [];
  const whole: XmlElement[] = [];
  let unfinished = 0;

  const addText = (text: string) => {
    const element = open.at(-1);
    if (element) element.text += text;
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("error", () => failField("file", "tokenFile.xml"));
  parser.on("doctype", refuseUnsafe);
  parser.on("opentag", ({ uri, local, attributes }) => {
    if (open.length === 0 && !isContainer(uri, local, attributes)) failField("file", "tokenFile.format");
    if (open.length === deepest || uri === "http://www.w3.org/2001/XInclude") refuseUnsafe();
    const name = namespaces.has(uri) ? local : `{${uri}}${local}`;
    const element = { name, attributes, text: "", children: [] };
    // The root keeps no children: they are handed out.
    if (open.length > 1) open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => {
    const element = open.pop();
    if (open.length !== 1 || !element) return;
    whole.push(element);
    unfinished = 0;
  });

  for await (const text of texts) {
    unfinished += text.length;
    parser.write(text);
    if (unfinished > longest) refuseUnsafe();
    yield whole.splice(0);
  }
  parser.close();
}

function refuseUnsafe(): never {
  return failField("file", "tokenFile.xmlUnsafe");
}

function isContainer(uri: string, local: string, attributes: XmlElement["attributes"]): boolean {
  return uri === containerNamespace && local === "KeyContainer" && attributes.Version?.value === "1.0";
}

/** The first child of that name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

/** The text of an element without the space around it, or undefined where there is none. */
export function textOf(element: XmlElement | undefined): string | undefined {
  return element?.text.trim() || undefined;
}

export function attributeOf(element: XmlElement | undefined, name: string): string | undefined {
  return element?.attributes[name]?.value;
}

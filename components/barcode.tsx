import bwipjs from "bwip-js/node";

/** Modules left white on either side, without which no reader finds the symbol (ISO/IEC 15417). */
const quietModules = 10;

/** The widths of a Code 128 symbol in modules, from its first bar to its last: a bar, a space, a bar and so on. */
export function code128(text: string): readonly number[] {
  const [symbol] = bwipjs.raw("code128", text);
  if (!symbol || !("sbs" in symbol)) throw new Error("Code 128 has no bars for this text");
  return symbol.sbs;
}

/** The text as a Code 128 symbol that fills its place, in the colour of the ink; put the text in clear beside it. */
export function Barcode({ text }: { text: string }) {
  let x = quietModules;
  const bars = code128(text).map((width, at) => {
    const bar = at % 2 === 0 ? `M${x} 0h${width}v1h-${width}z` : "";
    x += width;
    return bar;
  });
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${x + quietModules} 1`}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
      className="block h-full w-full"
    >
      <path d={bars.join("")} fill="currentColor" />
    </svg>
  );
}

import bwipjs from "bwip-js/node";

/** Modules left white around the symbol, without which no reader finds it (ISO/IEC 18004). */
const quietModules = 4;

/** The dark modules of a QR code, row by row: `true` is dark. */
export function qrModules(text: string): readonly (readonly boolean[])[] {
  const [symbol] = bwipjs.raw("qrcode", text, "eclevel=M");
  if (!symbol || !("pixs" in symbol)) throw new Error("there is no QR code for this text");
  const { pixs, pixx, pixy } = symbol;
  return Array.from({ length: pixy }, (_, row) =>
    Array.from({ length: pixx }, (_, column) => pixs[row * pixx + column] === 1),
  );
}

/** The text as a QR code that fills its place, black on white in either theme. */
export function QrCode({ text, name }: { text: string; name: string }) {
  const modules = qrModules(text);
  const size = modules.length + 2 * quietModules;
  const dark = modules.flatMap((cells, row) =>
    cells.flatMap((isDark, column) =>
      isDark ? `M${column + quietModules} ${row + quietModules}h1v1h-1z` : [],
    ),
  );
  return (
    <svg
      role="img"
      aria-label={name}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="block h-full w-full bg-paper text-paper-ink"
    >
      <path d={dark.join("")} fill="currentColor" />
    </svg>
  );
}

"use client";
import { useState } from "react";
import { Button } from "#components/button.tsx";

type Words = Readonly<Record<"left" | "right" | "zoomIn" | "zoomOut" | "reset", string>>;
type Props = { src: string; alt: string; words: Words };

const zooms = [1, 1.5, 2, 3] as const;

/** One page of the scanned paper, to be turned and looked at more closely; without script it is just shown. */
export function ScanPage({ src, alt, words }: Props) {
  const [turns, setTurns] = useState(0);
  const [zoom, setZoom] = useState(0);
  const scale = zooms[zoom] ?? 1;
  const turned = turns !== 0 || zoom !== 0;
  return (
    <>
      <div data-chrome className="mb-2 flex flex-wrap gap-2">
        <Button onClick={() => setTurns((turns + 3) % 4)}>{words.left}</Button>
        <Button onClick={() => setTurns((turns + 1) % 4)}>{words.right}</Button>
        <Button onClick={() => setZoom(Math.min(zoom + 1, zooms.length - 1))}>{words.zoomIn}</Button>
        <Button onClick={() => setZoom(Math.max(zoom - 1, 0))}>{words.zoomOut}</Button>
        {turned && (
          <Button
            look="quiet"
            onClick={() => {
              setTurns(0);
              setZoom(0);
            }}
          >
            {words.reset}
          </Button>
        )}
      </div>
      <section
        aria-label={alt}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
        tabIndex={0}
        className="max-h-[calc(100dvh-14rem)] overflow-auto rounded-6 border border-line bg-white print:max-h-none"
      >
        {/* biome-ignore lint/performance/noImgElement: a private scan of the database, of unknown size */}
        <img
          src={src}
          alt={alt}
          style={{ width: `${scale * 100}%`, maxWidth: "none", rotate: `${turns * 90}deg` }}
          className="origin-center"
        />
      </section>
    </>
  );
}

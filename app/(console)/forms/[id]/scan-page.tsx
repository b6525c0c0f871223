"use client";
import { useRef, useState } from "react";
import { Button } from "#components/button.tsx";

type Words = Readonly<Record<"left" | "right" | "zoomIn" | "zoomOut" | "reset", string>>;
type Props = { src: string; alt: string; words: Words };

const zooms = [1, 1.5, 2, 3] as const;

/** One page of the scanned paper, to be turned and looked at more closely; without script it is just shown. */
export function ScanPage({ src, alt, words }: Props) {
  const [turns, setTurns] = useState(0);
  const [zoom, setZoom] = useState(0);
  const [ratio, setRatio] = useState(1);
  const image = useRef<HTMLImageElement>(null);
  const width = `${(zooms[zoom] ?? 1) * 100}%`;
  const lies = turns % 2 === 1;
  const turned = turns !== 0 || zoom !== 0;

  function turn(by: number) {
    const { naturalWidth, naturalHeight } = image.current ?? {};
    if (naturalWidth && naturalHeight) setRatio(naturalHeight / naturalWidth);
    setTurns((turns + by) % 4);
  }
  return (
    <>
      <div data-chrome className="mb-2 flex flex-wrap gap-1.5">
        <Button onClick={() => turn(3)}>{words.left}</Button>
        <Button onClick={() => turn(1)}>{words.right}</Button>
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
        {/* A page on its side takes the room of one: turning alone would push its edges out of reach. */}
        <div className="relative" style={lies ? { width, aspectRatio: ratio } : { width }}>
          {/* biome-ignore lint/performance/noImgElement: a private scan of the database, of unknown size */}
          <img
            ref={image}
            src={src}
            alt={alt}
            style={{ width: lies ? `${100 / ratio}%` : "100%", rotate: `${turns * 90}deg` }}
            className={`max-w-none ${lies ? "-translate-1/2 absolute top-1/2 left-1/2" : ""}`}
          />
        </div>
      </section>
    </>
  );
}

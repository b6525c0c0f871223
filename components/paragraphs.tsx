/** A text whose line breaks begin paragraphs. */
export function Paragraphs({ text }: { text: string }) {
  return (
    <div className="flex flex-col gap-2">
      {text.split("\n").map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </div>
  );
}

type Words = { front: string; frontText: string; back: string; backText: string };
type Side = { name: string; text: string };

/** Both sides of the hardware token: where the serial stands, the OTP and its two buttons. */
export function TokenDrawing({ words }: { words: Words }) {
  return (
    <div className="grid grid-cols-1 gap-5 sm:grid-cols-2">
      <TokenBack name={words.back} text={words.backText} />
      <TokenFront name={words.front} text={words.frontText} />
    </div>
  );
}

function TokenBack({ name, text }: Side) {
  return (
    <Figure name={name} text={text}>
      <rect x="52" y="34" width="196" height="72" rx="4" className="fill-surface stroke-device-edge" />
      <Barcode />
      <text x="150" y="98" textAnchor="middle" className="fill-ink font-mono text-[18px]" letterSpacing="1">
        2V0716016FK2
      </text>
      <rect
        x="66"
        y="79"
        width="168"
        height="25"
        rx="4"
        fill="none"
        strokeWidth="3"
        className="stroke-danger"
      />
    </Figure>
  );
}

/** The side with the display: ① shows the OTP, ② clears it. */
export function TokenFront({ name, text, code = "123456" }: Side & { code?: string }) {
  return (
    <Figure name={name} text={text}>
      <rect
        x="48"
        y="40"
        width="140"
        height="60"
        rx="6"
        className="fill-lcd stroke-device-edge"
        strokeWidth="2"
      />
      <text
        x="118"
        y="81"
        textAnchor="middle"
        className={`fill-lcd-ink font-mono ${code.length > 6 ? "text-[25px]" : "text-[32px]"}`}
        letterSpacing={code.length > 6 ? "1" : "3"}
      >
        {code}
      </text>
      <PushButton x={222} mark="①" />
      <PushButton x={262} mark="②" />
    </Figure>
  );
}

function Figure({ name, text, children }: Side & { children: React.ReactNode }) {
  return (
    <figure className="m-0">
      <svg role="img" aria-label={`${name}：${text}`} viewBox="0 0 300 140" className="w-full max-w-80">
        <rect
          x="4"
          y="8"
          width="292"
          height="124"
          rx="40"
          className="fill-device stroke-device-edge"
          strokeWidth="2"
        />
        <circle cx="26" cy="70" r="8" className="fill-canvas stroke-device-edge" strokeWidth="2" />
        {children}
      </svg>
      <figcaption className="mt-2">
        <span className="font-700">【{name}】</span> {text}
      </figcaption>
    </figure>
  );
}

function PushButton({ x, mark }: { x: number; mark: string }) {
  return (
    <>
      <circle cx={x} cy="70" r="16" className="fill-surface stroke-device-edge" strokeWidth="2" />
      <text x={x} y="77" textAnchor="middle" className="fill-ink text-[20px]">
        {mark}
      </text>
    </>
  );
}

/** Only looks like one. */
function Barcode() {
  const bars = [2, 1, 3, 1, 1, 2, 1, 3, 2, 1, 1, 3, 1, 2, 2, 1, 3, 1, 2, 1, 1, 2, 3, 1, 2, 1, 1, 3, 2, 1];
  let x = 68;
  return (
    <>
      {bars.map((width, at) => {
        x += bars.slice(at - 1, at).reduce((sum, before) => sum + before + 2.6, 0);
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed drawing, bars are told apart by their place alone
        return <rect key={at} x={x} y="42" width={width} height="32" className="fill-ink" />;
      })}
    </>
  );
}

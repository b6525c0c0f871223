"use client";

const tones = {
  took: [{ hertz: 1320, seconds: 0.09 }],
  refused: [
    { hertz: 220, seconds: 0.18 },
    { hertz: 196, seconds: 0.28 },
  ],
} as const;

let audio: AudioContext | undefined;

/** Says by ear how a scan went: one high tone, or two low ones. Silent where the browser plays none. */
export function playOutcome(outcome: keyof typeof tones): void {
  if (typeof AudioContext === "undefined") return;
  audio ??= new AudioContext();
  let at = audio.currentTime;
  for (const { hertz, seconds } of tones[outcome]) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = hertz;
    volume.gain.value = 0.15;
    tone.connect(volume).connect(audio.destination);
    tone.start(at);
    tone.stop(at + seconds);
    at += seconds + 0.05;
  }
}

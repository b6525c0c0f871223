import type { FormKind, ReissueReason } from "#core/forms/rules.ts";
import type { DemoContract } from "#demo/people/contracts.ts";

export type Paper = {
  kind: FormKind;
  customer: DemoContract;
  reason: ReissueReason | null;
  receivedOn: string;
};

export function drawPaper({ kind }: Paper): { fileName: string; bytes: Buffer } {
  return {
    fileName: `${kind}.png`,
    bytes: Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
      "base64",
    ),
  };
}

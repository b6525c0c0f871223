import { foldKana } from "#core/contracts/kana.ts";
import type { Random } from "#demo/random.ts";
import { givenNames, houses, surnames, towns } from "./names.ts";
import { type BranchCode, demoBranches } from "./staff.ts";

export type DemoContract = {
  contractorId: string;
  branchCode: BranchCode;
  name: string;
  kana: string;
  kanaSearch: string;
  postalCode: string;
  address: string;
  accountNumber: string;
};

const perBranch: Record<BranchCode, number> = { "001": 150, "014": 90, "027": 60 };

/** 300 invented people with their contracts, the first branch's first; every number is used once. */
export function drawContracts(random: Random): DemoContract[] {
  const taken = new Set<string>();
  const fresh = (draw: () => string) => {
    for (;;) {
      const drawn = draw();
      if (!taken.has(drawn)) {
        taken.add(drawn);
        return drawn;
      }
    }
  };
  return demoBranches.flatMap(({ code }) =>
    Array.from({ length: perBranch[code] }, () => {
      const [surname, surnameKana] = random.pick(surnames);
      const [given, givenKana] = random.pick(givenNames);
      const [postalCode, town] = random.pick(towns);
      const house = random.pick(houses);
      const number = `${random.int(1, 48)}${random.pick(["番地の", "-"])}${random.int(1, 30)}`;
      const kana = `${surnameKana}　${givenKana}`;
      return {
        contractorId: fresh(() => `20${code}${random.digits(6)}`),
        branchCode: code,
        name: `${surname}　${given}`,
        kana,
        kanaSearch: foldKana(kana),
        postalCode,
        address: `静岡県浜松市${town}${number}${house && `　${house}${random.int(1, 4)}0${random.int(1, 8)}`}`,
        accountNumber: fresh(() => random.digits(7)),
      };
    }),
  );
}

import { ScriptFailure } from "#scripts/failure.ts";
import { runScript } from "#scripts/run.ts";
import { onRunningDesk } from "#scripts/running-desk.ts";

const shownAtMost = 20;

/** Counts every fee again and holds it against the reports: 0 where all agrees to the yen, 1 where it does not. */
await runScript(async () => {
  const [what, ...more] = process.argv.slice(2);
  if (more.length > 0 || what !== "reconcile") {
    throw new ScriptFailure("Say what to do: npm run fees -- reconcile");
  }
  return onRunningDesk("fees", async (context) => {
    const { reconcileFees } = await import("#core/fees/reconcile.ts");
    const { orders, months, closed, differences, faults } = await reconcileFees(context, {});
    const told = [
      ...faults,
      ...differences.map(
        ({ where, figure, report, recount }) =>
          `${where}: ${figure} is ${report} in the report and ${recount} counted again`,
      ),
    ];
    if (told.length === 0) {
      console.log(
        `${orders} orders and ${months} months agree to the yen; ${closed} closed months are as they were.`,
      );
    } else {
      console.log(told.slice(0, shownAtMost).join("\n"));
      console.log(`${told.length} things do not agree, of ${orders} orders and ${months} months.`);
    }
    return told.length === 0 ? 0 : 1;
  });
});

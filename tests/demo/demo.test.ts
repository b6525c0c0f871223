import { describe } from "vitest";
import { filledTests } from "./filled.ts";
import { withDemo } from "./support.ts";
import { walkedTests } from "./walked.ts";

// One fill for both, because it takes its time; the walk comes last, because it changes what it tries out.
const desk = withDemo();

describe("the demo data", () => filledTests(desk));
describe("the walk", () => walkedTests(desk));

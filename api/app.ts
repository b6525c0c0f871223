import { OpenAPIHono } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { methodNotAllowed } from "hono/method-not-allowed";
import { timeout } from "hono/timeout";
import { contracts } from "./contracts.ts";
import type { ApiDeps, ApiEnv } from "./deps.ts";
import { docs } from "./docs.ts";
import { forms } from "./forms.ts";
import { health } from "./health.ts";
import { bounded } from "./limits.ts";
import { loginChecks } from "./login-checks.ts";
import { measured, metricsPage } from "./metrics.ts";
import { orders } from "./orders.ts";
import { otpChecks } from "./otp-checks.ts";
import { Problem, problemOf, sendProblem, translate } from "./problem.ts";
import { registrations } from "./registrations.ts";
import { resyncs } from "./resyncs.ts";
import { tokens } from "./tokens.ts";

const maxBodyBytes = 64 * 1024;
/** Longer than any answer takes; where the database is away, the driver alone would wait for it. */
const patienceMs = 10_000;

/** The HTTP API under /api/v1; the same inside the console and as a process of its own. */
export function createApi(deps: ApiDeps): OpenAPIHono<ApiEnv> {
  const app = new OpenAPIHono<ApiEnv>().basePath("/api/v1");
  app.use(measured());
  app.onError((error, c) => sendProblem(c, translate(error, deps.report)));
  app.notFound((c) => sendProblem(c, problemOf(404)));
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) =>
        sendProblem(c, { ...problemOf(405), headers: { allow: methods.join(", ") } }),
    }),
  );
  app.use(refuseRepeated);
  // These answer however much else there is to do.
  health(app, deps);
  metricsPage(app, deps);
  docs(app);
  app.use(limitBody);
  app.use(timeout(patienceMs, new HTTPException(503)));
  app.use(bounded(deps));
  loginChecks(app, deps);
  otpChecks(app, deps);
  registrations(app, deps);
  resyncs(app, deps);
  contracts(app, deps);
  orders(app, deps);
  forms(app, deps);
  tokens(app, deps);
  return app;
}

const countBody = bodyLimit({ maxSize: maxBodyBytes, onError: (c) => sendProblem(c, problemOf(413)) });

/** Refuses what is too large by what it says of itself; counting it as it comes makes a stream of every request. */
const limitBody: MiddlewareHandler = (c, next) => {
  const length = c.req.header("content-length");
  if (c.req.method === "GET" || c.req.method === "HEAD") return next();
  if (length === undefined || c.req.header("transfer-encoding") !== undefined) return countBody(c, next);
  if (Number(length) > maxBodyBytes) throw new Problem(problemOf(413));
  return next();
};

/** Of two values for one parameter two readers may take different ones. */
const refuseRepeated: MiddlewareHandler = async (c, next) => {
  const repeated = () => Object.values(c.req.queries()).some((values) => values.length > 1);
  if (c.req.url.includes("?") && repeated())
    throw new Problem({ ...problemOf(400), detail: "A parameter is given twice." });
  await next();
};

// A span for each request, the parent of everything that is done for it, and what requests cost as metrics. The ids of the trace stand in
// every line that a request logs.
import {
  type Context,
  context,
  metrics,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { RequestContexts } from "../http/RequestContexts.ts";

interface Traced {
  readonly span: Span;
  /** What is active while the request is worked on. */
  readonly around: Context;
}

/** To be called before other hooks are added, so that requests which those refuse are traced as well. */
export function traceRequests(app: FastifyInstance, contexts: RequestContexts): void {
  const tracer = trace.getTracer("kingpost-app");
  const meter = metrics.getMeter("kingpost-app");
  const durations = meter.createHistogram("http.server.request.duration", { unit: "s" });
  const statements = meter.createHistogram("kingpost.request.statements", { unit: "{statement}" });
  const requests = new WeakMap<FastifyRequest, Traced>();

  app.addHook("onRequest", (request, reply, done) => {
    const parent = propagation.extract(ROOT_CONTEXT, request.headers);
    const attributes = attributesOf(request);
    const name = `${request.method} ${attributes["http.route"] ?? ""}`.trim();
    const span = tracer.startSpan(name, { kind: SpanKind.SERVER, attributes }, parent);
    const { traceId, spanId } = span.spanContext();
    request.log = request.log.child({ traceId, spanId });
    reply.log = request.log;
    const around = trace.setSpan(parent, span);
    requests.set(request, { span, around });
    context.with(around, done);
  });

  // What follows a body that was read runs where the connection was opened, and not where the request began.
  app.addHook("preValidation", (request, _, done) => {
    context.with(requests.get(request)?.around ?? context.active(), done);
  });

  app.addHook("onResponse", async (request, { statusCode, elapsedTime }) => {
    const attributes = { ...attributesOf(request), "http.response.status_code": statusCode };
    durations.record(elapsedTime / 1000, attributes);
    const counts = contexts.countsOf(request);
    if (counts !== undefined) statements.record(counts.statements, attributesOf(request));
    const span = requests.get(request)?.span;
    span?.setAttributes({ "http.response.status_code": statusCode });
    if (statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
  });
}

/** The route and not the address: an address may hold anything, and there would be a metric for each. */
function attributesOf({ method, routeOptions: { url } }: FastifyRequest): Record<string, string> {
  return { "http.request.method": method, ...(url === undefined ? {} : { "http.route": url }) };
}

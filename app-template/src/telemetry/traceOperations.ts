// A span for each GraphQL operation, between the request and its statements.
import { context, type Span, SpanStatusCode, trace } from "@opentelemetry/api";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { type DocumentNode, Kind, type OperationDefinitionNode } from "graphql";

/** To be called once Mercurius is registered. */
export function traceOperations(app: FastifyInstance): void {
  const tracer = trace.getTracer("kingpost-app");
  const spans = new WeakMap<FastifyRequest, Span>();

  // Around all that Mercurius does; what the operation is called is known when it was parsed.
  app.addHook("preHandler", (request, _, done) => {
    if (request.routeOptions.url !== "/graphql") return done();
    const span = tracer.startSpan("graphql");
    spans.set(request, span);
    context.with(trace.setSpan(context.active(), span), done);
  });

  app.graphql.addHook("preExecution", async (_, document, { reply }) => {
    const { body, query } = (reply?.request ?? {}) as Partial<Record<"body" | "query", unknown>>;
    const name = nameIn(body) ?? nameIn(query);
    const operation = operationOf(document, name);
    const span = trace.getActiveSpan();
    if (operation === undefined || span === undefined) return;
    span.updateName([operation.operation, operation.name?.value].filter(Boolean).join(" "));
    span.setAttribute("graphql.operation.type", operation.operation);
    if (operation.name !== undefined)
      span.setAttribute("graphql.operation.name", operation.name.value);
  });

  app.graphql.addHook("onResolution", async ({ errors = [] }) => {
    if (errors.length > 0) trace.getActiveSpan()?.setStatus({ code: SpanStatusCode.ERROR });
  });

  app.addHook("onSend", async (request) => spans.get(request)?.end());
}

function operationOf(
  { definitions }: DocumentNode,
  name: string | undefined,
): OperationDefinitionNode | undefined {
  return definitions.find(
    (each): each is OperationDefinitionNode =>
      each.kind === Kind.OPERATION_DEFINITION && (name === undefined || each.name?.value === name),
  );
}

function nameIn(sent: unknown): string | undefined {
  if (typeof sent !== "object" || sent === null || !("operationName" in sent)) return undefined;
  return typeof sent.operationName === "string" ? sent.operationName : undefined;
}

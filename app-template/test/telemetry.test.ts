// What OpenTelemetry is shown of requests, by exporters that keep it in memory; and what a request leaves in the log.
import { context, metrics, propagation, SpanStatusCode, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { Author } from "../src/entities/Author.ts";
import { Book } from "../src/entities/Book.ts";
import { newTestApp, type TestApp } from "./newTestApp.ts";
import { runProgram } from "./programs.ts";

const spans = new InMemorySpanExporter();
const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
let app: TestApp;

beforeAll(async () => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(
    new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }),
  );
  metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
  app = await newTestApp("telemetry", {
    OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318",
    POOL_SIZE: "3",
  });
  const em = app.newEm();
  em.create(Book, { title: "b1", author: em.create(Author, { name: "a1" }) });
  await em.flush();
});
beforeEach(() => spans.reset());
afterAll(async () => {
  await app.close();
  await reader.shutdown();
});

interface Shown {
  readonly name: string;
  readonly children?: ReadonlyArray<Shown>;
}

/** The spans as trees, in the order in which they began. */
function trees(parentId: string | undefined): ReadonlyArray<Shown> {
  return spans
    .getFinishedSpans()
    .filter((span) => span.parentSpanContext?.spanId === parentId)
    .toSorted((a, b) => startOf(a) - startOf(b))
    .map((span) => {
      const children = trees(span.spanContext().spanId);
      return { name: span.name, ...(children.length > 0 ? { children } : {}) };
    });
}

function startOf({ startTime: [seconds, nanos] }: ReadableSpan): number {
  return seconds * 1e9 + nanos;
}

function spanNamed(name: string): ReadableSpan {
  const found = spans.getFinishedSpans().find((span) => span.name === name);
  if (found === undefined) throw new Error(`There is no span ${name}.`);
  return found;
}

it("R-APP-6 a request is a span, the operation one below it, then the exchange and its statements", async () => {
  await app.query("query Shelf { authors { nodes { name books { title } } } }");

  expect(trees(undefined)).toEqual([
    {
      name: "POST /graphql",
      children: [
        {
          name: "query Shelf",
          children: [
            {
              name: "kingpost.page Author",
              children: [{ name: "SELECT page Author" }, { name: "SELECT load Author.books" }],
            },
          ],
        },
      ],
    },
  ]);
  expect([spanNamed("POST /graphql").attributes, spanNamed("query Shelf").attributes]).toEqual([
    {
      "http.request.method": "POST",
      "http.route": "/graphql",
      "http.response.status_code": 200,
    },
    { "graphql.operation.type": "query", "graphql.operation.name": "Shelf" },
  ]);
});

it("R-APP-6 a mutation is shown with what its flush sends, and one that fails as failed", async () => {
  const save = (name: string): Promise<unknown> =>
    app.query(
      `mutation Join { saveReader(input: { name: "${name}", email: "ann@example.org" }) { reader { id } } }`,
    );
  await save("Ann");
  const [request] = trees(undefined);
  const { status } = spanNamed("mutation Join");
  spans.reset();
  await save("Ben");

  expect([request, status.code, spanNamed("mutation Join").status.code]).toEqual([
    {
      name: "POST /graphql",
      children: [
        {
          name: "mutation Join",
          children: [
            { name: "kingpost.assign ids", children: [{ name: "SELECT assign ids" }] },
            {
              name: "kingpost.flush",
              // The next block of ids travels with the row.
              children: [{ name: "INSERT insert readers" }, { name: "SELECT assign ids" }],
            },
          ],
        },
      ],
    },
    SpanStatusCode.UNSET,
    SpanStatusCode.ERROR,
  ]);
});

it("R-APP-6 a trace that began elsewhere goes on, and its ids stand in the lines of the log", async () => {
  const [traceId, parentId] = ["0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"];
  await app.server.inject({
    method: "POST",
    url: "/graphql",
    headers: { traceparent: `00-${traceId}-${parentId}-01`, "x-request-id": "r-1" },
    payload: { query: "{ books { nodes { title } } }" },
  });

  const { spanId } = spanNamed("POST /graphql").spanContext();
  expect(new Set(spans.getFinishedSpans().map((span) => span.spanContext().traceId))).toEqual(
    new Set([traceId]),
  );
  expect(trees(parentId).map(({ name }) => name)).toEqual(["POST /graphql"]);
  expect(app.logLines.at(-1)).toMatchObject({ msg: "request", reqId: "r-1", traceId, spanId });
});

it("R-APP-6 requests that are refused are traced too, by their route and never by their address", async () => {
  const get = async (url: string, headers = {}): Promise<number> =>
    (await app.server.inject({ url, headers })).statusCode;

  expect([
    await get("/books/b:1?secret=1"),
    await get("/nowhere/secret"),
    await get("/", { authorization: "Bearer secret" }),
  ]).toEqual([200, 404, 401]);
  expect(
    spans
      .getFinishedSpans()
      .filter(({ parentSpanContext }) => parentSpanContext === undefined)
      .map(({ name }) => name),
  ).toEqual(["GET /books/:id", "GET", "GET /"]);
  const shown = JSON.stringify(
    spans.getFinishedSpans().map(({ name, attributes }) => [name, attributes]),
  );
  expect(shown.includes("secret")).toBe(false);
});

it("R-APP-6 metrics tell how long requests took, their statements, the pool and what flushes wrote", async () => {
  await app.query("{ authors { nodes { name books { title } } } }");
  await app.query(
    `mutation { saveReader(input: { name: "Cy", email: "cy@example.org" }) { reader { id } } }`,
  );
  exporter.reset();
  await reader.forceFlush();

  const found = exporter
    .getMetrics()
    .flatMap(({ scopeMetrics }) => scopeMetrics)
    .flatMap(({ metrics: some }) => some)
    .map(({ descriptor: { name, unit }, dataPoints }) => [
      name,
      {
        unit,
        kinds: dataPoints.map(({ attributes }) => Object.values(attributes).join(" ")).toSorted(),
      },
    ]);
  expect(Object.fromEntries(found)).toMatchInlineSnapshot(`
    {
      "db.client.connection.count": {
        "kinds": [
          "idle",
          "used",
        ],
        "unit": "{connection}",
      },
      "db.client.connection.pending_requests": {
        "kinds": [
          "",
        ],
        "unit": "{request}",
      },
      "db.client.operation.duration": {
        "kinds": [
          "postgresql kingpost.assign ids",
          "postgresql kingpost.flush",
          "postgresql kingpost.load Book",
          "postgresql kingpost.page Author",
          "postgresql kingpost.page Book",
        ],
        "unit": "s",
      },
      "http.server.request.duration": {
        "kinds": [
          "GET / 401",
          "GET /books/:id 200",
          "GET 404",
          "POST /graphql 200",
        ],
        "unit": "s",
      },
      "kingpost.batch.size": {
        "kinds": [
          "",
        ],
        "unit": "{statement}",
      },
      "kingpost.flush.size": {
        "kinds": [
          "",
        ],
        "unit": "{row}",
      },
      "kingpost.request.statements": {
        "kinds": [
          "GET /books/:id",
          "POST /graphql",
        ],
        "unit": "{statement}",
      },
      "kingpost.rows": {
        "kinds": [
          "",
        ],
        "unit": "{row}",
      },
      "kingpost.statements": {
        "kinds": [
          "",
        ],
        "unit": "{statement}",
      },
    }
  `);
});

it("R-APP-6 the line of a request has its id, status, time, statements, rows, round trips and the size of its flushes", async () => {
  const plain = await newTestApp("telemetry_log");
  await plain.server.inject({
    method: "POST",
    url: "/graphql",
    headers: { "x-request-id": "r-2" },
    payload: {
      query: `mutation { saveReader(input: { name: "Dan", email: "dan@example.org" }) { reader { id } } }`,
    },
  });
  const [line] = plain.logLines;
  await plain.server.inject({ url: "/healthz", headers: { "x-request-id": "r-3" } });
  await plain.close();

  expect([line, plain.logLines.at(-1)]).toEqual([
    {
      level: 30,
      time: expect.any(Number),
      pid: process.pid,
      hostname: expect.any(String),
      reqId: "r-2",
      method: "POST",
      url: "/graphql",
      status: 200,
      ms: expect.any(Number),
      // An id, then the row with the ids of those that will follow.
      statements: 3,
      rows: 3,
      roundTrips: 2,
      flushSize: 1,
      msg: "request",
    },
    {
      level: 30,
      time: expect.any(Number),
      pid: process.pid,
      hostname: expect.any(String),
      reqId: "r-3",
      method: "GET",
      url: "/healthz",
      status: 200,
      ms: expect.any(Number),
      msg: "request",
    },
  ]);
});

it("R-APP-6 a collector that is named without the SDK is one sentence with the command to run, and exit code 1", async () => {
  const result = await runProgram("src/main.ts", {
    DATABASE_URL: app.settings.databaseUrl,
    OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318",
  });
  expect(result).toEqual({
    code: 1,
    errors:
      "TELEMETRY_MISSING: OTEL_EXPORTER_OTLP_ENDPOINT is set, but @opentelemetry/sdk-node is not installed. Run: npm install @opentelemetry/sdk-node\n",
  });
});

// What an instrumented driver shows: spans where the caller stands, what each statement was, and nothing that was bound.
import { context, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
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
import { instrument } from "kingpost/otel";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();
const spans = new InMemorySpanExporter();
const tracer = new BasicTracerProvider({
  spanProcessors: [new SimpleSpanProcessor(spans)],
}).getTracer("test");

beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
});
beforeEach(() => spans.reset());
afterAll(() => context.disable());

function newEm(): EntityManager {
  return new EntityManager({}, instrument(database.driver, { tracer }));
}

interface Shown {
  readonly name: string;
  readonly children: ReadonlyArray<Shown>;
}

/** The spans as trees, in the order in which they began. */
function trees(parent?: ReadableSpan): ReadonlyArray<Shown> {
  return spans
    .getFinishedSpans()
    .filter((span) => span.parentSpanContext?.spanId === parent?.spanContext().spanId)
    .toSorted((a, b) => order(a) - order(b))
    .map((span) => ({ name: span.name, children: trees(span) }));
}

function order({ startTime: [seconds, nanos] }: ReadableSpan): number {
  return seconds * 1e9 + nanos;
}

function leaf(name: string): Shown {
  return { name, children: [] };
}

async function within<R>(name: string, work: () => Promise<R>): Promise<R> {
  return await tracer.startActiveSpan(name, async (span) => {
    try {
      return await work();
    } finally {
      span.end();
    }
  });
}

it("R-OBS-5 what an em does is a span for each exchange, below who asked for it, and one for each statement", async () => {
  await within("request", async () => {
    const em = newEm();
    await em.assignNewIds();
    const author = em.create(Author, { firstName: "Ann" });
    await em.assignNewIds();
    await em.flush();
    await newEm().find(Author, { id: author.id }, { populate: { books: "reviews" } });
  });
  expect(trees()).toEqual([
    {
      name: "request",
      children: [
        { name: "kingpost.assign ids", children: [leaf("SELECT assign ids")] },
        { name: "kingpost.flush", children: [leaf("INSERT insert authors")] },
        {
          name: "kingpost.find Author",
          children: [
            leaf("SELECT find Author"),
            leaf("SELECT load Author.books"),
            leaf("SELECT load Book.reviews"),
          ],
        },
      ],
    },
  ]);
});

it("R-OBS-5 a statement's span says what it was by the conventions, and nothing that was bound", async () => {
  await newEm().find(Author, { firstName: "a secret" });
  const span = spans.getFinishedSpans().find(({ name }) => name === "SELECT find Author");
  expect(span?.attributes).toEqual({
    "db.system.name": "postgresql",
    "db.operation.name": "SELECT",
    "db.query.summary": "SELECT find Author",
    "db.query.text": expect.stringMatching(/^SELECT .* WHERE .*\$1/),
    "db.response.returned_rows": 0,
  });
  expect(JSON.stringify(span?.attributes)).not.toContain("secret");
});

it("R-OBS-5 what fails says the class of the error and its SQLSTATE, and not what the row held", async () => {
  const em = newEm();
  em.create(Tag, { name: "secret" });
  await em.flush();
  const other = newEm();
  other.create(Tag, { name: "secret" });
  await expect(other.flush()).rejects.toMatchObject({ code: "UNIQUE" });
  const failed = spans.getFinishedSpans().filter(({ status }) => status.message !== undefined);
  expect(
    failed.map(({ name, status, attributes }) => [
      name,
      status.message,
      attributes["db.response.status_code"],
    ]),
  ).toEqual([
    ["INSERT insert tags", "UniqueConstraintError", "23505"],
    ["kingpost.flush", "UniqueConstraintError", "23505"],
  ]);
  expect(
    JSON.stringify(failed.map(({ attributes, status, events }) => [attributes, status, events])),
  ).not.toContain("(secret)");
});

it("R-OBS-5 counts statements, rows, and how many go together", async () => {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter });
  const provider = new MeterProvider({ readers: [reader] });
  const driver = instrument(database.driver, { meter: provider.getMeter("test") });
  const em = new EntityManager({}, driver);
  for (let at = 0; at < 3; at++) em.create(Tag, { name: `t${at}` });
  await em.assignNewIds();
  await em.flush();
  await new EntityManager({}, driver).find(Tag, {});
  await reader.forceFlush();
  const [{ scopeMetrics } = { scopeMetrics: [] }] = exporter.getMetrics();
  await provider.shutdown();
  const values = Object.fromEntries(
    scopeMetrics.flatMap(({ metrics }) =>
      metrics.map(({ descriptor, dataPoints }) => [
        descriptor.name,
        dataPoints.map(({ value }) =>
          typeof value === "number" ? value : [value.count, value.sum],
        ),
      ]),
    ),
  );
  expect(values).toEqual({
    "kingpost.statements": [3],
    "kingpost.rows": [7],
    "kingpost.batch.size": [[3, 3]],
    "kingpost.flush.size": [[1, 3]],
    "db.client.operation.duration": expect.any(Array),
  });
});

it("R-OBS-5 without a provider nothing is recorded and everything works", async () => {
  const em = new EntityManager({}, instrument(database.driver));
  expect(await em.find(Tag, { name: "none" })).toEqual([]);
  expect([spans.getFinishedSpans(), trace.getActiveSpan()]).toEqual([[], undefined]);
});

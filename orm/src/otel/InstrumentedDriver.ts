// A driver that makes spans and counts of what passes through it.
import {
  type Attributes,
  context,
  type Counter,
  type Histogram,
  type Meter,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from "@opentelemetry/api";
import type { Driver, Outcome } from "../driver/Driver.ts";
import { ForwardingDriver } from "../driver/ForwardingDriver.ts";
import { rowsMoved } from "../driver/rowsMoved.ts";
import { DatabaseError } from "../errors/DatabaseError.ts";
import type { Statement } from "../sql/Statement.ts";

/** Statements of these kinds are a flush's. */
const writing = /^(?:insert|update|delete|lock) /;

export class InstrumentedDriver extends ForwardingDriver {
  readonly #tracer: Tracer;
  readonly #statements: Counter;
  readonly #rows: Counter;
  readonly #batchSize: Histogram;
  readonly #flushSize: Histogram;
  readonly #duration: Histogram;

  constructor(driver: Driver, tracer: Tracer, meter: Meter) {
    super(driver);
    this.#tracer = tracer;
    this.#statements = meter.createCounter("kingpost.statements", { unit: "{statement}" });
    this.#rows = meter.createCounter("kingpost.rows", { unit: "{row}" });
    this.#batchSize = meter.createHistogram("kingpost.batch.size", { unit: "{statement}" });
    this.#flushSize = meter.createHistogram("kingpost.flush.size", { unit: "{row}" });
    this.#duration = meter.createHistogram("db.client.operation.duration", { unit: "s" });
  }

  override async exchange<R>(
    statements: ReadonlyArray<Statement>,
    send: () => Promise<ReadonlyArray<R>>,
    outcomeOf: (answer: R) => Outcome,
  ): Promise<ReadonlyArray<R>> {
    const [first] = statements;
    if (first === undefined) return await send();
    const isFlush = statements.some(({ operation }) => writing.test(operation));
    const name = isFlush ? "kingpost.flush" : `kingpost.${first.operation}`;
    const exchange = this.#tracer.startSpan(name);
    const around = trace.setSpan(context.active(), exchange);
    const spans = statements.map((statement) =>
      this.#tracer.startSpan(
        summaryOf(statement),
        { kind: SpanKind.CLIENT, attributes: attributesOf(statement) },
        around,
      ),
    );
    const startedAt = performance.now();
    try {
      const answers = await context.with(around, send);
      const outcomes = answers.map(outcomeOf);
      this.#count(statements, outcomes, isFlush);
      spans.forEach((span, at) => endSpan(span, outcomes[at]));
      // Statements that are on their own fail on their own: their exchange did what it was to do.
      exchange.end();
      return answers;
    } catch (error) {
      for (const span of spans) fail(span, error);
      fail(exchange, error);
      throw error;
    } finally {
      const seconds = (performance.now() - startedAt) / 1000;
      this.#duration.record(seconds, { "db.system.name": "postgresql", "db.query.summary": name });
    }
  }

  #count(
    statements: ReadonlyArray<Statement>,
    outcomes: ReadonlyArray<Outcome>,
    isFlush: boolean,
  ): void {
    const rows = outcomes.reduce(
      (sum, outcome, at) => sum + rowsMoved(statements[at]!, outcome),
      0,
    );
    this.#statements.add(statements.length);
    this.#rows.add(rows);
    this.#batchSize.record(statements.length);
    if (isFlush) this.#flushSize.record(rows);
  }
}

/** `SELECT find Author` */
function summaryOf(statement: Statement): string {
  return `${verbOf(statement)} ${statement.operation}`;
}

/** A statement that begins with WITH is named after what it is for. */
function verbOf({ text, operation }: Statement): string {
  const verb = /^\w+/.exec(text)?.[0].toUpperCase() ?? "SQL";
  if (verb !== "WITH") return verb;
  return /^(?:insert|update|delete)\b/.exec(operation)?.[0].toUpperCase() ?? "SELECT";
}

function attributesOf(statement: Statement): Attributes {
  return {
    "db.system.name": "postgresql",
    "db.operation.name": verbOf(statement),
    "db.query.summary": summaryOf(statement),
    "db.query.text": statement.text,
  };
}

function endSpan(span: Span, outcome: Outcome | undefined): void {
  if (outcome?.error !== undefined) return fail(span, outcome.error);
  if (outcome !== undefined)
    span.setAttribute("db.response.returned_rows", outcome.result.rowCount);
  span.end();
}

function fail(span: Span, error: unknown): void {
  const type = error instanceof Error ? error.name : "Error";
  span.setAttribute("error.type", type);
  const sqlState = sqlStateOf(error);
  if (sqlState !== undefined) span.setAttribute("db.response.status_code", sqlState);
  // What the server says may hold values; the class of the error does not.
  span.setStatus({ code: SpanStatusCode.ERROR, message: type });
  span.end();
}

function sqlStateOf(error: unknown): string | undefined {
  if (error instanceof DatabaseError) return error.sqlState;
  const cause = error instanceof Error ? error.cause : undefined;
  const isOfServer = cause instanceof Error && "code" in cause && "severity" in cause;
  return isOfServer ? String(cause.code) : undefined;
}

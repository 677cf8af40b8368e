// The scalars that columns need and GraphQL does not have. What they read from clients is what fields of entities take, and what they
// show is what fields give, `Temporal` included; all of it is text in JSON, so that nothing is lost on the way.
import {
  GraphQLError,
  type GraphQLScalarTypeConfig,
  GraphQLScalarType,
  type ValueNode,
  Kind,
  valueFromASTUntyped,
} from "graphql";

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/u;
const day = /^\d{4}-\d{2}-\d{2}$/u;
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?$/u;
const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/iu;
const time = /^\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}(?::\d{2})?)?$/u;
const duration = /^-?P(?=.)[\d.,+\-YMWD]*(?:T(?=.)[\d.,+\-HMS]+)?$/u;

/**
 * `DateTime`, `Date`, `Time`, `Duration`, `BigInt`, `Decimal`, `UUID` and `JSON`, for a schema that is made of text.
 * @example
 * const schema = addResolvers(buildSchema(sdl), { ...scalars, ...resolvers });
 */
export const scalars: Readonly<Record<ScalarName, GraphQLScalarType>> = {
  DateTime: textScalar("DateTime", (text) => (instant.test(text) ? dateOf(text) : undefined), {
    description: "An ISO 8601 time with its zone, such as 2026-11-24T09:30:00.000Z.",
    show: (value) => {
      if (value instanceof Date) return value.toISOString();
      return isZoned(value) ? String(value.toInstant()) : String(value);
    },
  }),
  Date: textScalar("Date", (text) => (day.test(text) ? dateOf(`${text}T00:00:00Z`) : undefined), {
    description: "A day, such as 2026-11-24.",
    show: (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : String(value)),
  }),
  Time: textScalar("Time", (text) => (time.test(text) ? text : undefined), {
    description: "A time of day, such as 09:30:00.",
  }),
  Duration: textScalar("Duration", (text) => (duration.test(text) ? text : undefined), {
    description: "An ISO 8601 duration, such as P1DT2H.",
  }),
  BigInt: textScalar("BigInt", (text) => (/^-?\d{1,19}$/u.test(text) ? BigInt(text) : undefined), {
    description: "A whole number of up to 64 bits, in a string.",
    numbers: /^-?\d{1,16}$/u,
  }),
  Decimal: textScalar("Decimal", (text) => (decimal.test(text) ? text : undefined), {
    description: 'A decimal number in a string, such as "4.34".',
    numbers: decimal,
  }),
  UUID: textScalar("UUID", (text) => (uuid.test(text) ? text.toLowerCase() : undefined), {
    description: "A UUID, such as 018f3c3e-5f0a-7c3a-9b1e-2d3f4a5b6c7d.",
  }),
  JSON: new GraphQLScalarType({
    name: "JSON",
    description: "Any value of JSON.",
    serialize: (value) => value,
    parseValue: (value) => value,
    parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
  }),
};

type ScalarName =
  | "DateTime"
  | "Date"
  | "Time"
  | "Duration"
  | "BigInt"
  | "Decimal"
  | "UUID"
  | "JSON";

interface TextScalar {
  readonly description: string;
  /** How a value of a field is shown. */
  readonly show?: (value: unknown) => string;
  /** Numbers of this form are taken as well. */
  readonly numbers?: RegExp;
}

/** @param read what a text stands for; `undefined` for one that is none of the scalar's */
function textScalar(
  name: ScalarName,
  read: (text: string) => unknown,
  { description, show = String, numbers }: TextScalar,
): GraphQLScalarType {
  // Of what was given nothing is repeated: GraphQL itself says where it stands.
  const refuse = (): never => {
    throw new GraphQLError(`This is no ${name}`, { extensions: { code: "BAD_USER_INPUT" } });
  };
  const parse = (value: unknown): unknown => {
    const isNumber = typeof value === "number" && numbers?.test(String(value)) === true;
    const text = isNumber ? String(value) : value;
    return (typeof text === "string" ? read(text) : undefined) ?? refuse();
  };
  const config: GraphQLScalarTypeConfig<unknown, string> = {
    name,
    description,
    serialize: show,
    parseValue: parse,
    parseLiteral: (node: ValueNode) => {
      if (node.kind === Kind.STRING) return parse(node.value);
      const isNumber = node.kind === Kind.INT || node.kind === Kind.FLOAT;
      return isNumber && numbers?.test(node.value) === true ? parse(node.value) : refuse();
    },
  };
  return new GraphQLScalarType(config);
}

function dateOf(text: string): Date | undefined {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

interface Zoned {
  toInstant(): unknown;
}

function isZoned(value: unknown): value is Zoned {
  return typeof value === "object" && value !== null && "toInstant" in value;
}

// Writes GraphQL documents from the grammar and the schema, for tests of what nobody would write.
import {
  getNamedType,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";

type Named = ReturnType<typeof getNamedType>;

/** Writes documents that follow the schema, now and then nearly. */
export class DocumentWriter {
  readonly #schema: GraphQLSchema;
  readonly #random: () => number;
  /** How often something is wrong. */
  #noise = 0;
  /** Of fields so far: aliases keep those apart that have different arguments. */
  #count = 0;

  constructor(schema: GraphQLSchema, random: () => number) {
    this.#schema = schema;
    this.#random = random;
  }

  /** Now and then wrong everywhere, mostly nowhere: so that some are answered and all kinds of mistakes are made. */
  document(): string {
    const isMutation = this.#chance(0.2);
    return isMutation
      ? this.#operation("mutation", this.#schema.getMutationType())
      : this.#operation("query", this.#schema.getQueryType());
  }

  subscription(): string {
    return this.#operation("subscription", this.#schema.getSubscriptionType());
  }

  #operation(kind: string, type: GraphQLObjectType | null | undefined): string {
    this.#noise = this.#pick([0, 0, 0, 0.02, 0.1]);
    this.#count = 0;
    const body = this.#selection(type!, 0);
    const used = ["$v: String", "$n: Int = 2", "$b: Boolean = true"].filter((each) =>
      body.includes(each.slice(0, 2)),
    );
    const variables = used.length === 0 ? "" : `(${used.join(", ")})`;
    const fragment = body.includes("...F")
      ? " fragment F on Book { title ...G } fragment G on Book { reviews { id } }"
      : "";
    const text = `${kind} Q${variables} ${body}${fragment}`;
    return this.#chance(this.#noise) ? this.broken(text) : text;
  }

  variables(): object {
    return this.#chance(this.#noise)
      ? { v: this.#text(), n: this.#pick([0, -1, 1e9, null, "x"]), b: false }
      : {};
  }

  #selection(type: Named, depth: number): string {
    if (!isObjectType(type) && !isInterfaceType(type)) return "";
    const fields = Object.values(type.getFields());
    const count = 1 + Math.floor(this.#random() * 3);
    const parts = Array.from({ length: count }, () => {
      if (this.#chance(this.#noise))
        return this.#pick(["nothing", "__typename", "...F", "... { __typename }", "x: id"]);
      const field = this.#pick(fields);
      const below = getNamedType(field.type as GraphQLOutputType);
      const isLeaf = !isObjectType(below) && !isInterfaceType(below);
      if (!isLeaf && depth > 4) return "__typename";
      if (field.type.toString() === "[Book!]!" && this.#chance(0.1))
        return `a${this.#count++}: ${field.name} { ...F }`;
      const args = field.args.filter((arg) => isNonNullType(arg.type) || this.#chance(0.3));
      const given = args.map((arg) => `${arg.name}: ${this.#value(arg.type, 0)}`).join(", ");
      const alias = given === "" ? "" : `a${this.#count++}: `;
      const directive = this.#chance(0.05)
        ? this.#pick([" @skip(if: true)", " @include(if: $b)", this.#noise > 0 ? " @no" : ""])
        : "";
      return `${alias}${field.name}${given === "" ? "" : `(${given})`}${directive} ${isLeaf ? "" : this.#selection(below, depth + 1)}`;
    });
    return `{ ${parts.join(" ")} }`;
  }

  #value(type: GraphQLInputType, depth: number): string {
    if (this.#chance(this.#noise))
      return this.#pick(["null", "$v", '"x"', "{}", "[[1]]", "1e999", "RED"]);
    if (isNonNullType(type)) return this.#value(type.ofType, depth);
    if (isListType(type)) {
      const items = Array.from({ length: Math.floor(this.#random() * 3) }, () =>
        this.#value(type.ofType, depth),
      );
      return `[${items.join(", ")}]`;
    }
    if (isEnumType(type)) return this.#pick(type.getValues()).name;
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields());
      const some = depth > 6 ? [] : fields.filter(() => this.#chance(2 / fields.length));
      return `{ ${some.map((field) => `${field.name}: ${this.#value(field.type, depth + 1)}`).join(", ")} }`;
    }
    switch (type.name) {
      case "Int":
        return String(
          this.#pick([
            1,
            2,
            3,
            4,
            5,
            this.#chance(0.1) ? -1 : 6,
            this.#chance(0.1) ? 2 ** 31 - 1 : 7,
          ]),
        );
      case "Boolean":
        return this.#pick(["true", "false"]);
      case "ID":
        return JSON.stringify(
          this.#pick([
            "b:1",
            "a:1",
            "r:1",
            "review:1",
            "b:0",
            "b:x",
            "a:99999999999",
            "",
            "__proto__",
          ]),
        );
      case "Decimal":
        return this.#pick(['"1.5"', "2", '"1e5"', '"x"']);
      default:
        return JSON.stringify(this.#text());
    }
  }

  #text(): string {
    return this.#pick([
      "x",
      "'; DROP TABLE books; --",
      "\u0000",
      "\u00a0",
      "é\u202e",
      "%_\\",
      "x".repeat(300),
      "${7*7}",
      "constructor",
    ]);
  }

  /** With a sign of it changed. */
  broken(text: string): string {
    const at = Math.floor(this.#random() * text.length);
    const mark = this.#pick(["{", "}", "(", '"', "$", "@", "\u0000", "...", "&", ""]);
    return text.slice(0, at) + mark + text.slice(at + 1);
  }

  #chance(share: number): boolean {
    return this.#random() < share;
  }

  #pick<T>(list: ReadonlyArray<T>): T {
    return list[Math.floor(this.#random() * list.length)]!;
  }
}

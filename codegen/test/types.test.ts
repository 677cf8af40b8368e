// The types that generated code states, against the tables of the rules.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { goldenFolder } from "./goldenNames.ts";

describe("the type of a column", () => {
  const fields = typesIn("types.expected/entities/codegen/SampleCodegen.ts");

  it.each([
    ["boolean", { aBoolean: "boolean" }],
    ["smallint", { aSmallint: "number", anInteger: "number", anOid: "number" }],
    ["bigint", { aBigint: "bigint" }],
    ["real", { aReal: "number", aDouble: "number" }],
    ["numeric", { aNumeric: "string" }],
    ["money", { aMoney: "string" }],
    [
      "text",
      { aText: "string", aVarchar: "string", aChar: "string", aCitext: "string", aName: "string" },
    ],
    ["uuid", { aUuid: "string" }],
    ["date", { aDate: "Date" }],
    ["time", { aTime: "string" }],
    ["timetz", { aTimetz: "string" }],
    ["timestamp", { aTimestamp: "Date" }],
    ["timestamptz", { aTimestamptz: "Date" }],
    ["interval", { anInterval: "Interval" }],
    ["int4range", { anInt4range: "Range<number>", aTstzrange: "Range<Date>" }],
    ["multiranges", { aDatemultirange: "ReadonlyArray<Range<Date>>" }],
    ["json", { aJson: "Json", aJsonb: "Json" }],
    ["bytea", { aBytea: "Uint8Array" }],
    ["inet", { anInet: "string", aCidr: "string", aMacaddr: "string", aMacaddr8: "string" }],
    [
      "point",
      {
        aPoint: "string",
        aLine: "string",
        aBox: "string",
        aPath: "string",
        aPolygon: "string",
        aCircle: "string",
      },
    ],
    ["bit", { aBit: "string", aVarbit: "string", anXml: "string", aJsonpath: "string" }],
    ["hstore", { anHstore: "Readonly<Record<string, string | null>>" }],
    ["tsvector", { aTsvector: undefined, aTsquery: undefined }],
    ["native enum", { aMood: "Mood", moods: "ReadonlyArray<Mood>" }],
    [
      "domain over X",
      { anEmail: "string", aHighScore: "number", highScores: "ReadonlyArray<number>" },
    ],
    [
      "array of X",
      {
        texts: "ReadonlyArray<string>",
        bigints: "ReadonlyArray<bigint>",
        matrix: "ReadonlyArray<ReadonlyArray<number>>",
        dates: "ReadonlyArray<Date>",
        documents: "ReadonlyArray<Json>",
      },
    ],
    ["composite types", { aPair: "string", pairs: "ReadonlyArray<string>" }],
  ])("R-TYPE-1/%s: is as the table of types says", (_, expected) => {
    expect(Object.fromEntries(Object.keys(expected).map((name) => [name, fields[name]]))).toEqual(
      expected,
    );
  });

  it("R-TYPE-3: a type without a mapping is text, with one warning for all its columns", () => {
    expect(readFileSync(join(goldenFolder, "types.expected/warnings.txt"), "utf8")).toBe(
      "The type public.pair has no mapping: its values are strings.\n",
    );
  });

  it("R-FIELD-3, R-SCHEMA-13, R-SCHEMA-14: options are required without a default and absent where the database computes", () => {
    expect(linesOf("types.expected/entities/codegen/TicketCodegen.ts", "TicketOpts")).toEqual([
      "id?: TicketId | null | undefined;",
      "aText?: string | undefined;",
      "anEmptyText?: string | undefined;",
      "aNegative?: number | undefined;",
      "aNumeric?: string | undefined;",
      "aTrue?: boolean | undefined;",
      "aFalse?: boolean | undefined;",
      "aNull?: number | null | undefined;",
      "aDate?: Date | undefined;",
      "anInstant?: Date | undefined;",
      "aNow?: Date | undefined;",
      "today?: Date | undefined;",
      "anArray?: ReadonlyArray<string> | undefined;",
      "anotherArray?: ReadonlyArray<string> | undefined;",
      "aDocument?: Json | undefined;",
      "aMood?: Mood | undefined;",
      "aScore?: number | undefined;",
    ]);
    expect(linesOf("library.expected/entities/codegen/BookCodegen.ts", "BookOpts")).toEqual([
      "id?: BookId | null | undefined;",
      "title: string;",
      "author: Author | AuthorId;",
      "coverColor?: Color | undefined;",
      "backColor?: Color | null | undefined;",
      "position?: number | undefined;",
      "publishedAt?: Date | undefined;",
      "reviews?: ReadonlyArray<BookReview> | undefined;",
      "tags?: ReadonlyArray<Tag> | undefined;",
    ]);
  });

  it("R-SEQ-5: an id that nobody makes is required", () => {
    expect(linesOf("types.expected/entities/codegen/TextKeyCodegen.ts", "TextKeyOpts")).toEqual([
      "id: TextKeyId;",
      "label?: string | null | undefined;",
    ]);
  });

  it("R-FIELD-5: createdAt and updatedAt have no setter, deletedAt has one", () => {
    const source = read("library.expected/entities/codegen/AuthorCodegen.ts");
    const setters = [...source.matchAll(/^ {2}set (\w+)\(/gm)].map(([, name]) => name);
    expect(setters).toEqual(["firstName", "age", "favoriteColor", "deletedAt"]);
  });

  it("R-GEN-15: comments of columns and tables are the JSDoc, without the marker", () => {
    const source = read("library.expected/entities/codegen/AuthorCodegen.ts");
    const documented = [...source.matchAll(/^ *\/\*\*(?:(?!\*\/)[^])*\*\/\n.*$/gm)].map(
      ([text]) => text,
    );
    expect(documented).toEqual([
      "/** The same relations by ids. */\nexport interface AuthorIdsOpts {",
      "/** What its factory accepts beside the entity's own options; widened by declaration merging. */\nexport interface AuthorFactoryExtras {}",
      "/** The scopes that the class declares. */\nexport interface AuthorScopes {}",
      "/** Who writes books. */\nexport abstract class AuthorCodegen extends BaseEntity<EntityManager, AuthorId> {",
      "  /**\n   * As on the cover.\n   * Without titles.\n   */\n  get firstName(): string {",
      "  /** Who taught them. */\n  get mentor(): NotLoaded<",
      "  /** Softly deleted: in the database, and left out of finds and collections. */\n  get isSoftDeletedEntity(): boolean {",
    ]);
  });
});

describe("the type of a column that the configuration maps", () => {
  const fields = typesIn("conversions.expected/entities/codegen/OrderCodegen.ts");

  it.each([
    [
      "R-TYPE-5: a conversion's",
      {
        email: "SerdeValue<typeof emailCodec>",
        emails: "ReadonlyArray<SerdeValue<typeof emailCodec> | null>",
        price: "Price",
        prices: "ReadonlyArray<Price>",
      },
    ],
    ["R-TYPE-6: a brand", { code: "Code" }],
    ["R-TYPE-1/numeric: a number", { weight: "number" }],
    ["R-JSONB-2: a schema's output", { address: "SchemaOutput<typeof Address>" }],
    [
      "R-ARR-2, R-ARR-3: lists with null, lists of lists",
      {
        gaps: "ReadonlyArray<number | null>",
        matrix: "ReadonlyArray<ReadonlyArray<number>>",
      },
    ],
    [
      "R-TYPE-7: Temporal",
      {
        placedOn: "Temporal.PlainDate",
        placedAt: "Temporal.ZonedDateTime",
        localTime: "Temporal.PlainDateTime",
        opens: "Temporal.PlainTime",
        opensThere: "string",
        takes: "Temporal.Duration",
        openDays: "Range<Temporal.PlainDate>",
        openTimes: "ReadonlyArray<Range<Temporal.ZonedDateTime>>",
        createdAt: "Temporal.ZonedDateTime",
      },
    ],
    ["R-TYPE-1/tsvector: a text when it is not ignored", { words: "string", secret: undefined }],
  ])("%s is its type", (_, expected) => {
    expect(Object.fromEntries(Object.keys(expected).map((name) => [name, fields[name]]))).toEqual(
      expected,
    );
  });

  it("R-TYPE-5, R-JSONB-2: what is accepted may be more than what is read", () => {
    const opts = linesOf("conversions.expected/entities/codegen/OrderCodegen.ts", "OrderOpts");
    expect(opts.filter((line) => /^(address|takes|openDays)/.test(line))).toEqual([
      "address: SchemaOutput<typeof Address> | SchemaInput<typeof Address>;",
      "takes?: Temporal.Duration | string | null | undefined;",
      "openDays?: Range<Temporal.PlainDate> | RangeParts<Temporal.PlainDate> | null | undefined;",
    ]);
  });

  it("R-TYPE-5: the domain is given the conversions and the schemas", () => {
    const source = read("conversions.expected/entities/codegen/domain.ts");
    const body = /createDomain<unknown>\((.*?)\);/su.exec(source)![1]!;
    expect(body.replaceAll(/\s+/g, " ")).toBe(
      "{ schema, entities: () => ({ Order }), enums: () => ({}), " +
        "codecs: () => ({ Order: { email: emailCodec, emails: emailCodec, price: priceCodec, prices: priceCodec }, }), " +
        "jsonSchemas: () => ({ Order: { address: Address, oldAddress: Address } }), }",
    );
  });
});

describe("an enum", () => {
  it("R-ENUM-1, R-ENUM-2: is a constant object with a type of the same name, details and look-ups", () => {
    expect(read("library.expected/entities/enums/Color.ts")).toMatchInlineSnapshot(`
      "// Generated by kingpost-codegen from the database schema. Do not edit: changes are overwritten.
      import { type EnumMetadata, enumMetadata } from "kingpost";

      /** Colors of covers. */
      export const Color = { DarkGreen: "DARK_GREEN", Blue: "BLUE", Red: "RED" } as const;
      /** Colors of covers. */
      export type Color = (typeof Color)[keyof typeof Color];

      /** A row of the table. */
      export interface ColorDetails {
        readonly id: number;
        readonly code: Color;
        readonly name: string;
        readonly hex: "#050" | "#00f" | "#f00";
        readonly sortOrder: 1 | 2 | 3;
      }

      export const ColorDetails: { readonly [C in Color]: ColorDetails } = {
        DARK_GREEN: { id: 2, code: Color.DarkGreen, name: "Dark green", hex: "#050", sortOrder: 1 },
        BLUE: { id: 3, code: Color.Blue, name: "Blue", hex: "#00f", sortOrder: 2 },
        RED: { id: 1, code: Color.Red, name: "Red", hex: "#f00", sortOrder: 3 },
      };

      export const Colors: EnumMetadata<Color, ColorDetails, number> = enumMetadata(
        "Color",
        ColorDetails,
      );
      "
    `);
  });

  it("R-ENUM-4: asks for each code by its name, with the field's name where two fields share the code", () => {
    const questions = (entity: string): ReadonlyArray<string> =>
      [
        ...read(`library.expected/entities/codegen/${entity}Codegen.ts`).matchAll(
          /get (is(?!SoftDeleted)\w+|\w+Details)\(\)/g,
        ),
      ].map(([, name]) => name!);
    expect(questions("Author")).toEqual(["favoriteColorDetails", "isDarkGreen", "isBlue", "isRed"]);
    expect(questions("Book")).toEqual([
      "coverColorDetails",
      "isCoverColorDarkGreen",
      "isCoverColorBlue",
      "isCoverColorRed",
      "backColorDetails",
      "isBackColorDarkGreen",
      "isBackColorBlue",
      "isBackColorRed",
    ]);
  });

  it("R-ENUM-7: a native enum is a constant object with a type of the same name, in the order of the type", () => {
    expect(read("types.expected/entities/enums/Mood.ts")).toMatchInlineSnapshot(`
      "// Generated by kingpost-codegen from the database schema. Do not edit: changes are overwritten.
      import { type NativeEnumDetails, type NativeEnumMetadata, nativeEnumMetadata } from "kingpost";

      /** How it goes. */
      export const Mood = { Happy: "happy", SoSo: "so_so", Sad: "SAD" } as const;
      /** How it goes. */
      export type Mood = (typeof Mood)[keyof typeof Mood];

      /** A code, and how people read it. */
      export type MoodDetails = NativeEnumDetails<Mood>;

      export const Moods: NativeEnumMetadata<Mood> = nativeEnumMetadata("Mood", [
        ["happy", "Happy"],
        ["so_so", "So So"],
        ["SAD", "Sad"],
      ]);
      "
    `);
  });
});

describe("names that are taken", () => {
  it("R-NAME-10: entities called like globals or like the library's types are imported under another name", () => {
    const source = read("hostile.expected/entities/codegen/domain.ts");
    const aliases = [...source.matchAll(/(\w+) as (\w+)/g)].map(([, name, alias]) => [name, alias]);
    expect(aliases).toEqual([
      ["EntityManager", "KingpostEntityManager"],
      ["Date", "DateType"],
      ["Date", "DateEntity"],
      ["Domain", "DomainEntity"],
      ["Entity", "EntityEntity"],
      ["EntityManager", "EntityManagerEntity"],
      ["Object", "ObjectEntity"],
    ]);
    expect(read("hostile.expected/entities/Date.ts"))
      .toBe(`import { DateCodegen, dateConfig } from "./codegen/DateCodegen.ts";

export class Date extends DateCodegen {}

dateConfig.placeholder();
`);
  });
});

function read(path: string): string {
  return readFileSync(join(goldenFolder, path), "utf8");
}

/** The lines of an interface. */
function linesOf(path: string, name: string): ReadonlyArray<string> {
  const body =
    new RegExp(`^export interface ${name} \\{\\n(.*?)^\\}`, "ms").exec(read(path))?.[1] ?? "";
  return body
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** The type of each field, as the record of fields states it. */
function typesIn(path: string): Readonly<Record<string, string>> {
  const fields = /^export interface \w+Fields \{\n(.*?)^\}/ms.exec(read(path))![1]!;
  return Object.fromEntries(
    [...fields.matchAll(/(\w+): \{\s*kind: "\w+";\s*type: ([^;]+);/g)].map(([, name, type]) => [
      name!,
      type!,
    ]),
  );
}

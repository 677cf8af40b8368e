// Which operators a type of Postgres has, by the name that `format_type` prints.
import { array } from "./array.ts";
import { equality, listedEquality } from "./equality.ts";
import { type Family, family } from "./Family.ts";
import { fullText } from "./fullText.ts";
import { json } from "./json.ts";
import { network } from "./network.ts";
import { order } from "./order.ts";
import { range } from "./range.ts";
import { printedText, text } from "./text.ts";

/** Keys of tables: ids and references. */
export const keys: Family = family([equality, order]);
/** Codes of enum tables, whose rows have keys but no order of their own. */
export const codes: Family = family([equality]);

const arrays = family([listedEquality, order, array], "contains");
const scalars = family([equality, order]);
const flags = family([equality]);
const texts = family([equality, order, text]);
const documents = family([equality, json]);
const ranges = family([equality, order, range]);
const networks = family([equality, order, network]);
const vectors = family([equality, fullText]);
/** Types that are compared by their text. */
const opaque = family([equality]);
/** Enums, domains, types of extensions: what they can do is known to the database only. */
const others = family([equality, order, printedText]);

const families: ReadonlyMap<string, Family> = new Map(
  (
    [
      [flags, ["boolean"]],
      [texts, ["text", "character varying", "character", "bpchar", "name", "citext"]],
      [documents, ["json", "jsonb"]],
      [networks, ["inet", "cidr"]],
      [vectors, ["tsvector"]],
      [opaque, ["xml", "point", "polygon", "jsonpath"]],
      [
        scalars,
        [
          ..."smallint integer bigint real numeric money oid uuid date interval bytea macaddr macaddr8 tsquery".split(
            " ",
          ),
          ..."bit timestamp timestamptz path line lseg box circle".split(" "),
          "double precision",
          "bit varying",
          "time without time zone",
          "time with time zone",
          "timestamp without time zone",
          "timestamp with time zone",
        ],
      ],
    ] as const
  ).flatMap(([each, types]) => types.map((type) => [type, each] as const)),
);

const rangeType = /^(?:int4|int8|num|ts|tstz|date)(?:multi)?range$/;

export function familyOf(type: string): Family {
  if (type.endsWith("[]")) return arrays;
  if (rangeType.test(type)) return ranges;
  // Types of extensions are qualified by whatever schema the extension was put into.
  return families.get(type) ?? (type.endsWith(".citext") ? texts : others);
}

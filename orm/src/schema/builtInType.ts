// Postgres' own types by the numbers that they have in every database, for answers whose columns no schema tells.

/** The type, as `format_type` prints it, and the number of its arrays. Types that are created have numbers of their own making. */
const types: ReadonlyArray<readonly [id: number, type: string, arrayId: number]> = [
  [16, "boolean", 1000],
  [17, "bytea", 1001],
  [18, '"char"', 1002],
  [19, "name", 1003],
  [20, "bigint", 1016],
  [21, "smallint", 1005],
  [23, "integer", 1007],
  [25, "text", 1009],
  [26, "oid", 1028],
  [114, "json", 199],
  [142, "xml", 143],
  [600, "point", 1017],
  [601, "lseg", 1018],
  [602, "path", 1019],
  [603, "box", 1020],
  [604, "polygon", 1027],
  [628, "line", 629],
  [650, "cidr", 651],
  [700, "real", 1021],
  [701, "double precision", 1022],
  [718, "circle", 719],
  [774, "macaddr8", 775],
  [790, "money", 791],
  [829, "macaddr", 1040],
  [869, "inet", 1041],
  [1042, "character", 1014],
  [1043, "character varying", 1015],
  [1082, "date", 1182],
  [1083, "time without time zone", 1183],
  [1114, "timestamp without time zone", 1115],
  [1184, "timestamp with time zone", 1185],
  [1186, "interval", 1187],
  [1266, "time with time zone", 1270],
  [1560, "bit", 1561],
  [1562, "bit varying", 1563],
  [1700, "numeric", 1231],
  [2950, "uuid", 2951],
  [3220, "pg_lsn", 3221],
  [3614, "tsvector", 3643],
  [3615, "tsquery", 3645],
  [3802, "jsonb", 3807],
  [3904, "int4range", 3905],
  [3906, "numrange", 3907],
  [3908, "tsrange", 3909],
  [3910, "tstzrange", 3911],
  [3912, "daterange", 3913],
  [3926, "int8range", 3927],
  [4072, "jsonpath", 4073],
  [4451, "int4multirange", 6150],
  [4532, "nummultirange", 6151],
  [4533, "tsmultirange", 6152],
  [4534, "tstzmultirange", 6153],
  [4535, "datemultirange", 6155],
  [4536, "int8multirange", 6157],
];

const names: ReadonlyMap<number, string> = new Map(
  types.flatMap(([id, type, arrayId]) => [
    [id, type],
    [arrayId, `${type}[]`],
  ]),
);

/** `timestamp with time zone` for 1184, `integer[]` for 1007; `undefined` for types that are not built in. */
export function builtInType(id: number): string | undefined {
  return names.get(id);
}

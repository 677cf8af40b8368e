// The statements that read a whole catalog. The first makes the texts that follow independent of the role's settings; the
// second is the one query.
import { arrayLiteral } from "../sql/arrayLiteral.ts";
import type { Statement } from "../sql/Statement.ts";

/**
 * What to send, in one read-only transaction and in one pipeline; the last statement answers with one cell, which `toDbSchema`
 * reads.
 *
 * @param enumTables names of tables, `schema.name`, or `*` for all, whose rows are read although they keep times
 */
export function catalogStatements(
  schemas: ReadonlyArray<string>,
  enumTables: ReadonlyArray<string> = [],
): ReadonlyArray<Statement> {
  return [
    { text: settings, values: [], operation: "settings for the catalog" },
    {
      text: query,
      values: [arrayLiteral(schemas), arrayLiteral(enumTables)],
      operation: "read the catalog",
    },
  ];
}

const settings = `SELECT set_config('search_path', '', true), set_config('TimeZone', 'UTC', true),
  set_config('DateStyle', 'ISO, YMD', true), set_config('IntervalStyle', 'postgres', true),
  set_config('bytea_output', 'hex', true), set_config('extra_float_digits', '1', true),
  set_config('standard_conforming_strings', 'on', true)`;

// What is looked up for each column stands in sub-queries that an index answers: a database that was migrated a moment ago has no
// statistics, and joins that are planned without them take seconds with a thousand tables.
//
// Rows of enum tables come with the same query: query_to_xml is the one function that runs a text as a query within a SELECT.
// Their JSON is wrapped in base64, so that nothing in it can be taken for XML. The reading of a row as an array of texts
// leaves it to `toDbSchema` to name the cells.
const query = `
WITH RECURSIVE
  schemas AS (SELECT oid, nspname FROM pg_catalog.pg_namespace WHERE nspname = ANY ($1::text[])),
  domains AS (
    SELECT t.oid AS domain, t.typbasetype AS base, t.typnotnull AS not_null, t.typdefault AS default_text, t.typtypmod AS modifier
    FROM pg_catalog.pg_type t WHERE t.typtype = 'd'
    UNION ALL
    SELECT d.domain, t.typbasetype, d.not_null OR t.typnotnull, coalesce(d.default_text, t.typdefault),
      CASE d.modifier WHEN -1 THEN t.typtypmod ELSE d.modifier END
    FROM domains d JOIN pg_catalog.pg_type t ON t.oid = d.base AND t.typtype = 'd'
  ),
  bases AS (
    SELECT d.* FROM domains d JOIN pg_catalog.pg_type t ON t.oid = d.base AND t.typtype <> 'd'
  ),
  tables AS (
    SELECT c.oid, s.nspname, c.relname, c.relkind
    FROM pg_catalog.pg_class c JOIN schemas s ON s.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm') AND NOT c.relispartition
      AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend e
        WHERE e.classid = 'pg_catalog.pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
  ),
  columns AS (
    SELECT a.attrelid, pg_catalog.json_agg(pg_catalog.json_build_object(
      'name', a.attname,
      'type', CASE WHEN e.base IS NOT NULL THEN pg_catalog.format_type(e.base, -1) || '[]'
        ELSE pg_catalog.format_type(t.oid, -1) END,
      'domain', CASE WHEN b.domain IS NOT NULL THEN pg_catalog.format_type(b.domain, -1) END,
      'declared', CASE WHEN e.modifier <> -1 THEN pg_catalog.format_type(e.base, e.modifier) || '[]'
        WHEN e.base IS NULL AND coalesce(b.modifier, a.atttypmod) <> -1
        THEN pg_catalog.format_type(t.oid, coalesce(b.modifier, a.atttypmod)) END,
      'dimensions', a.attndims,
      'notNull', a.attnotnull OR coalesce(b.not_null, false),
      'identity', a.attidentity,
      'generated', a.attgenerated,
      'expression', coalesce(f.expression, b.default_text),
      'sequence', (
        SELECT pg_catalog.quote_ident(sn.nspname) || '.' || pg_catalog.quote_ident(s.relname)
        FROM pg_catalog.pg_class s JOIN pg_catalog.pg_namespace sn ON sn.oid = s.relnamespace
        WHERE s.relkind = 'S' AND s.oid = CASE
          WHEN a.attidentity <> '' THEN (
            SELECT d.objid FROM pg_catalog.pg_depend d
            WHERE d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = a.attrelid AND d.refobjsubid = a.attnum
              AND d.classid = 'pg_catalog.pg_class'::regclass AND d.deptype = 'i' LIMIT 1)
          WHEN f.expression ~ '^nextval\\(''[^()]*''::regclass\\)$' THEN (
            SELECT d.refobjid FROM pg_catalog.pg_depend d
            WHERE d.classid = 'pg_catalog.pg_attrdef'::regclass AND d.objid = f.oid
              AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.deptype = 'n' LIMIT 1) END),
      'comment', (
        SELECT m.description FROM pg_catalog.pg_description m
        WHERE m.objoid = a.attrelid AND m.classoid = 'pg_catalog.pg_class'::regclass AND m.objsubid = a.attnum)
    ) ORDER BY a.attnum) AS list
    FROM pg_catalog.pg_attribute a
    JOIN tables c ON c.oid = a.attrelid
    LEFT JOIN bases b ON b.domain = a.atttypid
    JOIN pg_catalog.pg_type t ON t.oid = coalesce(b.base, a.atttypid)
    LEFT JOIN bases e ON e.domain = t.typelem AND t.typcategory = 'A'
    LEFT JOIN LATERAL (
      SELECT ad.oid, pg_catalog.pg_get_expr(ad.adbin, ad.adrelid) AS expression
      FROM pg_catalog.pg_attrdef ad WHERE a.atthasdef AND ad.adrelid = a.attrelid AND ad.adnum = a.attnum OFFSET 0) f ON true
    WHERE a.attnum > 0 AND NOT a.attisdropped
    GROUP BY a.attrelid
  )
SELECT pg_catalog.json_build_object(
  'serverVersion', pg_catalog.current_setting('server_version_num')::int,
  'tables', coalesce((
    SELECT pg_catalog.json_agg(pg_catalog.json_build_object(
      'schema', c.nspname,
      'name', c.relname,
      'kind', c.relkind,
      'comment', pg_catalog.obj_description(c.oid, 'pg_class'),
      'definition', CASE WHEN c.relkind IN ('v', 'm') THEN pg_catalog.pg_get_viewdef(c.oid) END,
      'columns', l.list,
      'primaryKey', (
        SELECT pg_catalog.json_build_object('name', k.conname, 'columns', (
          SELECT pg_catalog.json_agg(a.attname ORDER BY u.position)
          FROM pg_catalog.unnest(k.conkey) WITH ORDINALITY AS u(attnum, position)
          JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.attnum))
        FROM pg_catalog.pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p'),
      'indexes', (
        SELECT pg_catalog.json_agg(pg_catalog.json_build_object(
          'name', ic.relname,
          'method', am.amname,
          'columns', (
            SELECT pg_catalog.json_agg(coalesce(a.attname, pg_catalog.pg_get_indexdef(i.indexrelid, u.position::int, false)) ORDER BY u.position)
            FROM pg_catalog.unnest(i.indkey::smallint[]) WITH ORDINALITY AS u(attnum, position)
            LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.attnum
            WHERE u.position <= i.indnkeyatts),
          'unique', i.indisunique,
          'constraint', (SELECT k.contype FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid AND k.conrelid = c.oid AND k.contype IN ('u', 'x')),
          'hasExpressions', i.indexprs IS NOT NULL,
          'where', pg_catalog.pg_get_expr(i.indpred, i.indrelid),
          'invalid', NOT i.indisvalid
        ))
        FROM pg_catalog.pg_index i
        JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
        JOIN pg_catalog.pg_am am ON am.oid = ic.relam
        WHERE i.indrelid = c.oid AND NOT i.indisprimary),
      'foreignKeys', (
        SELECT pg_catalog.json_agg(pg_catalog.json_build_object(
          'name', k.conname,
          'columns', (
            SELECT pg_catalog.json_agg(a.attname ORDER BY u.position)
            FROM pg_catalog.unnest(k.conkey) WITH ORDINALITY AS u(attnum, position)
            JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.attnum),
          'schema', rn.nspname,
          'table', r.relname,
          'referenced', (
            SELECT pg_catalog.json_agg(a.attname ORDER BY u.position)
            FROM pg_catalog.unnest(k.confkey) WITH ORDINALITY AS u(attnum, position)
            JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.attnum),
          'deferrable', k.condeferrable,
          'initiallyDeferred', k.condeferred,
          'onDelete', k.confdeltype,
          'onUpdate', k.confupdtype
        ))
        FROM pg_catalog.pg_constraint k
        JOIN pg_catalog.pg_class r ON r.oid = k.confrelid
        JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
        WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.conparentid = 0),
      'checks', (
        SELECT pg_catalog.json_agg(pg_catalog.json_build_object(
          'name', k.conname, 'expression', pg_catalog.pg_get_expr(k.conbin, k.conrelid)))
        FROM pg_catalog.pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c'),
      'rows', CASE WHEN c.relkind IN ('r', 'p') AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
          AND (SELECT pg_catalog.count(*) FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attname IN ('id', 'code', 'name')) = 3
          AND (ARRAY['*', c.relname::text, c.nspname || '.' || c.relname] && $2::text[] OR NOT EXISTS (
            SELECT FROM pg_catalog.pg_attribute a
            WHERE a.attrelid = c.oid AND a.attname IN ('created_at', 'createdAt', 'updated_at', 'updatedAt')))
        THEN pg_catalog.convert_from(pg_catalog.decode("substring"(
          pg_catalog.query_to_xml(pg_catalog.format(
            'SELECT pg_catalog.encode(pg_catalog.convert_to(coalesce(pg_catalog.json_agg(r), ''[]'')::text, ''UTF8''), ''base64'') AS cells'
              ' FROM (SELECT ARRAY[%s] AS r FROM %I.%I ORDER BY id LIMIT 1001) q',
            (SELECT pg_catalog.string_agg(pg_catalog.format('%I::text', a.attname), ', ' ORDER BY a.attnum)
              FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
            c.nspname, c.relname), false, true, '')::text,
          '<cells>([^<]*)</cells>'), 'base64'), 'UTF8')::json END
    )) FROM tables c LEFT JOIN columns l ON l.attrelid = c.oid), '[]'::json),
  'enums', coalesce((
    SELECT pg_catalog.json_agg(pg_catalog.json_build_object(
      'schema', s.nspname,
      'name', t.typname,
      'type', pg_catalog.format_type(t.oid, -1),
      'labels', (
        SELECT pg_catalog.json_agg(l.enumlabel ORDER BY l.enumsortorder)
        FROM pg_catalog.pg_enum l WHERE l.enumtypid = t.oid),
      'comment', pg_catalog.obj_description(t.oid, 'pg_type')
    )) FROM pg_catalog.pg_type t JOIN schemas s ON s.oid = t.typnamespace WHERE t.typtype = 'e'), '[]'::json)
)::text`;

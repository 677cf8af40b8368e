// The part of a block that renames what is named after a table or a column; `target` is the table, `part` a record.
import { escapeLiteral } from "pg";

/** PL/pgSQL for names of parts of `target` that begin with `from`; a name that would be too long or is taken stays. */
export function renameDependents(from: string, to: string): string {
  const starts = (name: string): string => `starts_with(${name}, ${escapeLiteral(from)})`;
  // What stands in the first text is not to be read as a place by the second.
  const place = "replace(target::text, '%', '%%')";
  const schema = "replace(quote_ident(n.nspname), '%', '%%')";
  const next = `${escapeLiteral(to)} || substr(part.old, length(${escapeLiteral(from)}) + 1)`;
  return `
  FOR part IN
    SELECT 'ALTER TABLE ' || ${place} || ' RENAME CONSTRAINT %I TO %I' AS sql, conname AS old FROM pg_constraint
      WHERE conrelid = target AND conparentid = 0 AND ${starts("conname")}
    UNION ALL
    SELECT 'ALTER INDEX ' || ${schema} || '.%I RENAME TO %I', c.relname
      FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE i.indrelid = target AND ${starts("c.relname")}
        AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = target AND k.conindid = i.indexrelid)
    UNION ALL
    SELECT 'ALTER SEQUENCE ' || ${schema} || '.%I RENAME TO %I', c.relname
      FROM pg_depend d JOIN pg_class c ON c.oid = d.objid AND c.relkind = 'S' JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE d.classid = 'pg_class'::regclass AND d.refobjid = target AND d.deptype IN ('a', 'i') AND ${starts("c.relname")}
    UNION ALL
    SELECT 'ALTER TRIGGER %I ON ' || ${place} || ' RENAME TO %I', tgname FROM pg_trigger
      WHERE tgrelid = target AND NOT tgisinternal AND tgparentid = 0 AND ${starts("tgname")}
    ORDER BY 1, 2
  LOOP
    BEGIN
      IF octet_length(${next}) <= 63 THEN
        EXECUTE format(part.sql, part.old, ${next});
      END IF;
    EXCEPTION WHEN duplicate_table OR duplicate_object THEN
      NULL;
    END;
  END LOOP;`;
}

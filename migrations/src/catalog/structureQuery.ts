// The query that makes statements of a whole database: what `pg_dump` would write of its structure, without being it, since the
// embedded server has none. Each row is one statement with what it is for, and what has to be there before it.
//
// The order among types, sequences, functions, tables and views is that of their dependencies; everything else follows by `rank`.

/** `$1`: names of tables to leave out, as `schema.name`. Expects an empty search path, so that names are qualified. */
export const structureQuery: string = `
WITH
  extensions AS (SELECT classid, objid FROM pg_depend WHERE deptype = 'e'),
  spaces AS (
    SELECT n.oid, n.nspname, n.nspacl, n.nspowner FROM pg_namespace n
    WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
      AND NOT EXISTS (SELECT FROM extensions e WHERE e.classid = 'pg_namespace'::regclass AND e.objid = n.oid)),
  rels AS (
    SELECT c.*, s.nspname, format('%I.%I', s.nspname, c.relname) AS name
    FROM pg_class c JOIN spaces s ON s.oid = c.relnamespace
    WHERE NOT EXISTS (SELECT FROM extensions e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid)
      AND NOT (s.nspname || '.' || c.relname = ANY ($1))),
  tables AS (SELECT * FROM rels WHERE relkind IN ('r', 'p')),
  types AS (
    SELECT t.*, s.nspname, format('%I.%I', s.nspname, t.typname) AS name
    FROM pg_type t JOIN spaces s ON s.oid = t.typnamespace
    WHERE NOT EXISTS (SELECT FROM extensions e WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid)),
  functions AS (
    SELECT p.*, format('%I.%I(%s)', s.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) AS name,
      CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END AS word
    FROM pg_proc p JOIN spaces s ON s.oid = p.pronamespace
    WHERE p.prokind IN ('f', 'p', 'w')
      AND NOT EXISTS (SELECT FROM extensions e WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid)
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i')),
  columns AS (
    SELECT a.attrelid, a.attnum, a.attname, format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod))
      || CASE WHEN a.attcollation <> 0 AND a.attcollation <> t.typcollation
        THEN (SELECT format(' COLLATE %I.%I', n.nspname, l.collname) FROM pg_collation l JOIN pg_namespace n ON n.oid = l.collnamespace WHERE l.oid = a.attcollation)
        ELSE '' END
      || CASE WHEN a.attgenerated = 's' THEN format(' GENERATED ALWAYS AS (%s) STORED', pg_get_expr(d.adbin, d.adrelid))
        WHEN a.attgenerated <> '' THEN format(' GENERATED ALWAYS AS (%s) VIRTUAL', pg_get_expr(d.adbin, d.adrelid))
        WHEN a.attidentity <> '' THEN (
          SELECT format(' GENERATED %s AS IDENTITY (SEQUENCE NAME %s START %s INCREMENT %s MINVALUE %s MAXVALUE %s CACHE %s%s)',
            CASE a.attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END, s.oid::regclass, q.seqstart, q.seqincrement, q.seqmin, q.seqmax,
            q.seqcache, CASE WHEN q.seqcycle THEN ' CYCLE' ELSE '' END)
          FROM pg_depend i JOIN pg_class s ON s.oid = i.objid AND s.relkind = 'S' JOIN pg_sequence q ON q.seqrelid = s.oid
          WHERE i.classid = 'pg_class'::regclass AND i.refclassid = 'pg_class'::regclass AND i.refobjid = a.attrelid AND i.refobjsubid = a.attnum
            AND i.deptype = 'i')
        WHEN d.adbin IS NOT NULL THEN ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid)
        ELSE '' END
      || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END AS sql
    FROM pg_attribute a JOIN tables c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attislocal),
  parents AS (
    SELECT i.inhrelid, i.inhparent, i.inhseqno FROM pg_inherits i JOIN tables c ON c.oid = i.inhrelid),
  statements AS (
    SELECT 0 AS rank, 'role' AS kind, quote_ident(r.rolname) AS name, 'pg_authid'::regclass::oid AS classid, r.oid AS objid,
      format('DO %L', format('BEGIN IF to_regrole(%L) IS NULL THEN CREATE ROLE %I NOLOGIN; GRANT %2$I TO CURRENT_USER; END IF; END',
        quote_ident(r.rolname), r.rolname)) AS sql
    FROM pg_roles r WHERE NOT r.rolcanlogin AND NOT r.rolsuper AND NOT r.rolbypassrls AND r.rolname !~ '^pg_'
      AND EXISTS (SELECT FROM pg_shdepend d JOIN pg_database b ON b.oid = d.dbid AND b.datname = current_database()
        WHERE d.refclassid = 'pg_authid'::regclass AND d.refobjid = r.oid)
    UNION ALL
    SELECT 0 AS rank, 'schema' AS kind, nspname::text AS name, 'pg_namespace'::regclass::oid AS classid, oid AS objid,
      format('CREATE SCHEMA %I', nspname) AS sql
    FROM spaces WHERE nspname <> 'public'
    UNION ALL
    SELECT 1, 'extension', e.extname, 'pg_extension'::regclass, e.oid,
      format('CREATE EXTENSION IF NOT EXISTS %I WITH SCHEMA %I', e.extname, n.nspname)
    FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname <> 'plpgsql'
    UNION ALL
    SELECT 2, 'type', t.name, 'pg_type'::regclass, t.oid, CASE t.typtype
      WHEN 'e' THEN format('CREATE TYPE %s AS ENUM (%s)', t.name,
        (SELECT string_agg(quote_literal(l.enumlabel), ', ' ORDER BY l.enumsortorder) FROM pg_enum l WHERE l.enumtypid = t.oid))
      WHEN 'd' THEN format('CREATE DOMAIN %s AS %s%s%s%s', t.name, format_type(t.typbasetype, t.typtypmod),
        CASE WHEN t.typdefault IS NULL THEN '' ELSE ' DEFAULT ' || pg_get_expr(t.typdefaultbin, 0) END,
        CASE WHEN t.typnotnull THEN ' NOT NULL' ELSE '' END,
        (SELECT coalesce(string_agg(format(' CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)), '' ORDER BY k.conname), '')
          FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c'))
      WHEN 'r' THEN (SELECT format('CREATE TYPE %s AS RANGE (SUBTYPE = %s)', t.name, format_type(r.rngsubtype, NULL)) FROM pg_range r WHERE r.rngtypid = t.oid)
      ELSE format('CREATE TYPE %s AS (%s)', t.name,
        (SELECT string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY a.attnum)
          FROM pg_attribute a WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped)) END
    FROM types t
    WHERE t.typtype IN ('e', 'd', 'r') OR (t.typtype = 'c' AND EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
    UNION ALL
    SELECT 2, 'sequence', c.name, 'pg_class'::regclass, c.oid,
      format('CREATE SEQUENCE %s AS %s START %s INCREMENT %s MINVALUE %s MAXVALUE %s CACHE %s%s', c.name, format_type(q.seqtypid, NULL),
        q.seqstart, q.seqincrement, q.seqmin, q.seqmax, q.seqcache, CASE WHEN q.seqcycle THEN ' CYCLE' ELSE '' END)
    FROM rels c JOIN pg_sequence q ON q.seqrelid = c.oid
    WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'i')
      AND NOT EXISTS (
        SELECT FROM pg_depend d JOIN pg_class o ON o.oid = d.refobjid JOIN pg_namespace n ON n.oid = o.relnamespace
        WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'a' AND n.nspname || '.' || o.relname = ANY ($1))
    UNION ALL
    SELECT 2, 'function', f.name, 'pg_proc'::regclass, f.oid, rtrim(pg_get_functiondef(f.oid), E'\\n')
    FROM functions f
    UNION ALL
    SELECT 2, 'table', c.name, 'pg_class'::regclass, c.oid,
      format('CREATE %sTABLE %s %s%s%s', CASE c.relpersistence WHEN 'u' THEN 'UNLOGGED ' ELSE '' END, c.name,
        CASE WHEN c.relispartition
          THEN (SELECT format('PARTITION OF %s %s', p.inhparent::regclass, pg_get_expr(c.relpartbound, c.oid)) FROM parents p WHERE p.inhrelid = c.oid)
          ELSE format(E'(\\n%s\\n)', (SELECT string_agg('  ' || a.sql, E',\\n' ORDER BY a.attnum) FROM columns a WHERE a.attrelid = c.oid)) END,
        CASE WHEN c.relispartition THEN '' ELSE coalesce(
          (SELECT format(' INHERITS (%s)', string_agg(p.inhparent::regclass::text, ', ' ORDER BY p.inhseqno)) FROM parents p WHERE p.inhrelid = c.oid
            HAVING count(*) > 0), '') END,
        CASE WHEN c.relkind = 'p' THEN ' PARTITION BY ' || pg_get_partkeydef(c.oid) ELSE '' END
          || CASE WHEN c.reloptions IS NULL THEN '' ELSE format(' WITH (%s)', array_to_string(c.reloptions, ', ')) END)
    FROM tables c
    UNION ALL
    SELECT 2, CASE c.relkind WHEN 'v' THEN 'view' ELSE 'materialized view' END, c.name, 'pg_class'::regclass, c.oid,
      format(E'CREATE %s %s%s AS\\n%s', CASE c.relkind WHEN 'v' THEN 'VIEW' ELSE 'MATERIALIZED VIEW' END, c.name,
        CASE WHEN c.reloptions IS NULL THEN '' ELSE format(' WITH (%s)', array_to_string(c.reloptions, ', ')) END,
        rtrim(pg_get_viewdef(c.oid), ';'))
    FROM rels c WHERE c.relkind IN ('v', 'm')
    UNION ALL
    SELECT 3, 'sequence owner', c.name, 'pg_class'::regclass, c.oid,
      format('ALTER SEQUENCE %s OWNED BY %s.%I', c.name, o.name, a.attname)
    FROM rels c JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'a' AND d.refobjsubid > 0
    JOIN tables o ON o.oid = d.refobjid JOIN pg_attribute a ON a.attrelid = o.oid AND a.attnum = d.refobjsubid
    WHERE c.relkind = 'S'
    UNION ALL
    SELECT CASE k.contype WHEN 'f' THEN 7 ELSE 5 END, 'constraint', c.name || ' ' || quote_ident(k.conname), 'pg_constraint'::regclass, k.oid,
      format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.name, k.conname, pg_get_constraintdef(k.oid))
    FROM pg_constraint k JOIN tables c ON c.oid = k.conrelid
    WHERE k.contype IN ('p', 'u', 'c', 'x', 'f') AND k.conparentid = 0 AND (k.conislocal OR k.coninhcount = 0)
    UNION ALL
    SELECT 6, 'index', i.indexrelid::regclass::text, 'pg_class'::regclass, i.indexrelid,
      -- On a partitioned table it is shown as it would be without those of the partitions.
      CASE c.relkind WHEN 'p' THEN regexp_replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ') ELSE pg_get_indexdef(i.indexrelid) END || CASE WHEN i.indisvalid THEN '' ELSE ' /* not valid */' END
    FROM pg_index i JOIN rels c ON c.oid = i.indrelid
    WHERE c.relkind IN ('r', 'p', 'm') AND NOT EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = i.indexrelid)
      AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x'))
    UNION ALL
    SELECT 6, 'statistics', s.stxname, 'pg_statistic_ext'::regclass, s.oid, pg_get_statisticsobjdef(s.oid)
    FROM pg_statistic_ext s JOIN tables c ON c.oid = s.stxrelid
    UNION ALL
    SELECT 8, 'trigger', c.name || ' ' || quote_ident(t.tgname), 'pg_trigger'::regclass, t.oid,
      pg_get_triggerdef(t.oid) || CASE t.tgenabled WHEN 'O' THEN '' ELSE
        format(E';\\nALTER TABLE %s %s TRIGGER %I', c.name,
          CASE t.tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE REPLICA' END, t.tgname) END
    FROM pg_trigger t JOIN rels c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND t.tgparentid = 0
    UNION ALL
    SELECT 8, 'rule', c.name || ' ' || quote_ident(r.rulename), 'pg_rewrite'::regclass, r.oid, rtrim(pg_get_ruledef(r.oid), ';')
    FROM pg_rewrite r JOIN rels c ON c.oid = r.ev_class WHERE r.rulename <> '_RETURN'
    UNION ALL
    SELECT 9, 'row security', c.name, 'pg_class'::regclass, c.oid,
      format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY%s', c.name,
        CASE WHEN c.relforcerowsecurity THEN format(E';\\nALTER TABLE %s FORCE ROW LEVEL SECURITY', c.name) ELSE '' END)
    FROM tables c WHERE c.relrowsecurity
    UNION ALL
    SELECT 9, 'policy', c.name || ' ' || quote_ident(p.polname), 'pg_policy'::regclass, p.oid,
      format('CREATE POLICY %I ON %s AS %s FOR %s TO %s%s%s', p.polname, c.name, CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
        CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
        (SELECT string_agg(CASE u WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(u)) END, ', ' ORDER BY u) FROM unnest(p.polroles) u),
        CASE WHEN p.polqual IS NULL THEN '' ELSE format(' USING (%s)', pg_get_expr(p.polqual, p.polrelid)) END,
        CASE WHEN p.polwithcheck IS NULL THEN '' ELSE format(' WITH CHECK (%s)', pg_get_expr(p.polwithcheck, p.polrelid)) END)
    FROM pg_policy p JOIN tables c ON c.oid = p.polrelid
    UNION ALL
    SELECT 10, 'comment', o.what, d.classoid, d.objoid, format('COMMENT ON %s IS %L', o.what, d.description)
    FROM pg_description d CROSS JOIN LATERAL (
      SELECT format('%s %s', CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' WHEN 'i' THEN 'INDEX' WHEN 'I' THEN 'INDEX' WHEN 'c' THEN 'TYPE' ELSE 'TABLE' END, c.name)
        FROM rels c WHERE d.classoid = 'pg_class'::regclass AND c.oid = d.objoid AND d.objsubid = 0
      UNION ALL
      SELECT format('COLUMN %s.%I', c.name, a.attname) FROM rels c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.objsubid
        WHERE d.classoid = 'pg_class'::regclass AND c.oid = d.objoid AND d.objsubid > 0
      UNION ALL
      SELECT format('%s %s', CASE t.typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END, t.name) FROM types t WHERE d.classoid = 'pg_type'::regclass AND t.oid = d.objoid
      UNION ALL
      SELECT format('%s %s', f.word, f.name) FROM functions f WHERE d.classoid = 'pg_proc'::regclass AND f.oid = d.objoid
      UNION ALL
      SELECT format('SCHEMA %I', s.nspname) FROM spaces s WHERE d.classoid = 'pg_namespace'::regclass AND s.oid = d.objoid AND s.nspname <> 'public'
      UNION ALL
      SELECT format('CONSTRAINT %I ON %s', k.conname, c.name) FROM pg_constraint k JOIN tables c ON c.oid = k.conrelid
        WHERE d.classoid = 'pg_constraint'::regclass AND k.oid = d.objoid AND k.contype <> 'n'
      UNION ALL
      SELECT format('TRIGGER %I ON %s', t.tgname, c.name) FROM pg_trigger t JOIN rels c ON c.oid = t.tgrelid
        WHERE d.classoid = 'pg_trigger'::regclass AND t.oid = d.objoid) AS o(what)
    UNION ALL
    SELECT 11, 'grant', format('%s to %s', o.what, g.grantee), o.classid, o.objid,
      format('GRANT %s ON %s TO %s', g.privileges, o.what, g.grantee)
    FROM (
      SELECT 'pg_class'::regclass::oid AS classid, c.oid AS objid, format('%s %s', CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, c.name) AS what,
        c.relacl AS acl, c.relowner AS owner FROM rels c WHERE c.relacl IS NOT NULL AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
      UNION ALL
      SELECT 'pg_namespace'::regclass, s.oid, format('SCHEMA %I', s.nspname), s.nspacl, s.nspowner FROM spaces s WHERE s.nspacl IS NOT NULL
      UNION ALL
      SELECT 'pg_proc'::regclass, f.oid, format('%s %s', f.word, f.name), f.proacl, f.proowner FROM functions f WHERE f.proacl IS NOT NULL) o
    CROSS JOIN LATERAL (
      SELECT CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END AS grantee,
        string_agg(x.privilege_type, ', ' ORDER BY x.privilege_type) AS privileges
      FROM aclexplode(o.acl) x WHERE x.grantee <> o.owner AND NOT (x.grantee = 0 AND (o.what = 'SCHEMA public' OR o.classid = 'pg_proc'::regclass))
      GROUP BY x.grantee) g
    UNION ALL
    SELECT 12, 'default grant', format('%s in %I to %I', w.word, n.nspname, g.grantee), 'pg_default_acl'::regclass, d.oid,
      format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT %s ON %s TO %I', n.nspname, g.privileges, w.word, g.grantee)
    FROM pg_default_acl d JOIN pg_namespace n ON n.oid = d.defaclnamespace
    CROSS JOIN LATERAL (SELECT CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS' ELSE 'TYPES' END) AS w(word)
    CROSS JOIN LATERAL (
      SELECT pg_get_userbyid(x.grantee) AS grantee, string_agg(x.privilege_type, ', ' ORDER BY x.privilege_type) AS privileges
      FROM aclexplode(d.defaclacl) x WHERE x.grantee NOT IN (0, d.defaclrole) GROUP BY x.grantee) g),
  edges AS (
    SELECT DISTINCT holder.classid, holder.objid, needed.classid AS refclassid, needed.objid AS refobjid
    FROM pg_depend d
    CROSS JOIN LATERAL (
      SELECT 'pg_class'::regclass::oid AS classid, a.adrelid AS objid FROM pg_attrdef a WHERE d.classid = 'pg_attrdef'::regclass AND a.oid = d.objid
      UNION ALL SELECT 'pg_class'::regclass, r.ev_class FROM pg_rewrite r WHERE d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
      UNION ALL SELECT 'pg_type'::regclass, k.contypid FROM pg_constraint k WHERE d.classid = 'pg_constraint'::regclass AND k.oid = d.objid AND k.contypid <> 0
      UNION ALL SELECT 'pg_type'::regclass, c.reltype FROM pg_class c WHERE d.classid = 'pg_class'::regclass AND c.oid = d.objid AND c.relkind = 'c'
      UNION ALL SELECT d.classid, d.objid WHERE d.classid IN ('pg_class'::regclass, 'pg_type'::regclass, 'pg_proc'::regclass)) AS holder
    CROSS JOIN LATERAL (
      SELECT d.refclassid AS classid, d.refobjid AS objid
      UNION ALL SELECT 'pg_class'::regclass, t.typrelid FROM pg_type t WHERE d.refclassid = 'pg_type'::regclass AND t.oid = d.refobjid AND t.typrelid <> 0
      UNION ALL SELECT 'pg_type'::regclass, t.typelem FROM pg_type t WHERE d.refclassid = 'pg_type'::regclass AND t.oid = d.refobjid AND t.typelem <> 0
      UNION ALL SELECT 'pg_class'::regclass, e.typrelid FROM pg_type t JOIN pg_type e ON e.oid = t.typelem
        WHERE d.refclassid = 'pg_type'::regclass AND t.oid = d.refobjid AND e.typrelid <> 0) AS needed
    WHERE d.deptype IN ('n', 'a') AND d.refclassid IN ('pg_class'::regclass, 'pg_type'::regclass, 'pg_proc'::regclass)
      AND NOT (d.classid = 'pg_class'::regclass AND d.deptype = 'a' AND EXISTS (SELECT FROM pg_class s WHERE s.oid = d.objid AND s.relkind = 'S'))
      AND (holder.classid, holder.objid) <> (needed.classid, needed.objid)
    UNION
    SELECT 'pg_class'::regclass, inhrelid, 'pg_class'::regclass, inhparent FROM parents)
SELECT s.rank, s.kind, s.name, s.classid || ':' || s.objid AS id, s.sql,
  ARRAY(SELECT e.refclassid || ':' || e.refobjid FROM edges e WHERE s.rank = 2 AND e.classid = s.classid AND e.objid = s.objid) AS needs
FROM statements s ORDER BY s.rank, s.kind, s.name COLLATE "C"`;

-- Names and texts that try to be code.
CREATE TABLE "date" (id serial PRIMARY KEY, "when" date, "class" text, "default" text);
CREATE TABLE "object" (id serial PRIMARY KEY, date_id int REFERENCES "date", data bytea);
CREATE TABLE entities (id serial PRIMARY KEY, kind text);
CREATE TABLE entity_managers (id serial PRIMARY KEY, entity_id int NOT NULL REFERENCES entities);
CREATE TABLE collections (id serial PRIMARY KEY, entity_id int UNIQUE REFERENCES entities, domain_id int);
CREATE TABLE domains (id serial PRIMARY KEY, "json" jsonb);
CREATE TABLE contexts (id serial PRIMARY KEY, domain_id int REFERENCES domains);
CREATE TABLE domains_to_contexts (id serial PRIMARY KEY, domain_id int REFERENCES domains, near_context_id int REFERENCES contexts, UNIQUE (domain_id, near_context_id));

CREATE TABLE "it's a ""table""; DROP TABLE x; --" (
  "the ""key""" serial PRIMARY KEY,
  "a ""quoted"" column" text NOT NULL DEFAULT '*/ ${process.exit(1)} `',
  "line
break" text,
  "back\slash" text DEFAULT '\',
  "*/" text,
  "🦄" text,
  "2nd" text,
  "日本語" text,
  "__proto__" text,
  "${x}" int,
  CONSTRAINT "__proto__" UNIQUE ("*/"),
  CONSTRAINT "con""straint`${1}" UNIQUE ("🦄")
);
ALTER TABLE "it's a ""table""; DROP TABLE x; --" ADD "ref ""id""" int CONSTRAINT "constructor" REFERENCES "object";
COMMENT ON TABLE "it's a ""table""; DROP TABLE x; --" IS E'*/ throw new Error("out"); /*\n*/';
COMMENT ON COLUMN "it's a ""table""; DROP TABLE x; --"."🦄" IS E'`${process.exit(1)}`\u2028throw 1; // */ [pg-structure]{"fieldName":"a-b"}[/pg-structure]';

CREATE TYPE "mo'od ""x""" AS ENUM ('a''b', 'c"d', 'e\f', E'g\nh', '`${i}`');
CREATE TABLE moods (id serial PRIMARY KEY, value "mo'od ""x""" NOT NULL DEFAULT 'e\f', all_values "mo'od ""x"""[]);

CREATE TABLE record (id uuid PRIMARY KEY, code text NOT NULL, name text NOT NULL, "a ""detail""" text, since timestamptz, "__proto__" text);
INSERT INTO record VALUES
  ('00000000-0000-0000-0000-000000000001', '__proto__', '*/', '"`${x}', '2020-01-01 12:00:00+02', 'p'),
  ('00000000-0000-0000-0000-000000000002', E'new\nline', '</cells>&lt;', '''', NULL, NULL),
  ('00000000-0000-0000-0000-000000000003', 'NEW_ENTITY', E'\u2028\u0001', NULL, NULL, NULL);
CREATE TABLE records_holder (id serial PRIMARY KEY, record_id uuid NOT NULL REFERENCES record, other_record_id uuid REFERENCES record);
CREATE SCHEMA "sa""les";
CREATE TABLE "sa""les".orders (id serial PRIMARY KEY, note text);
CREATE TABLE orders (id serial PRIMARY KEY, sale_id int REFERENCES "sa""les".orders);

-- A column of every type that has a mapping, and every way in which a column gets its value.
CREATE TYPE mood AS ENUM ('happy', 'so_so', 'SAD');
COMMENT ON TYPE mood IS 'How it goes.';
CREATE DOMAIN email AS text NOT NULL CHECK (VALUE LIKE '%@%');
CREATE DOMAIN score AS int DEFAULT 7;
CREATE DOMAIN high_score AS score CHECK (VALUE > 0);
CREATE TYPE pair AS (a int, b int);
CREATE EXTENSION citext;
CREATE EXTENSION hstore;

CREATE TABLE samples (
  id int GENERATED ALWAYS AS IDENTITY (START 10 INCREMENT 5) PRIMARY KEY,
  a_boolean boolean, a_smallint smallint, an_integer integer, an_oid oid, a_bigint bigint, a_real real, a_double double precision,
  a_numeric numeric(10, 2), a_money money,
  a_text text, a_varchar varchar(10), a_char char(3), a_citext citext, a_name name, a_uuid uuid,
  a_date date, a_time time, a_timetz timetz, a_timestamp timestamp(3), a_timestamptz timestamptz, an_interval interval,
  a_json json, a_jsonb jsonb, a_bytea bytea,
  an_inet inet, a_cidr cidr, a_macaddr macaddr, a_macaddr8 macaddr8,
  an_int4range int4range, a_tstzrange tstzrange, a_datemultirange datemultirange,
  a_point point, a_line line, a_box box, a_path path, a_polygon polygon, a_circle circle,
  a_bit bit(3), a_varbit varbit, an_xml xml, a_jsonpath jsonpath, an_hstore hstore,
  a_tsvector tsvector, a_tsquery tsquery,
  a_mood mood, moods mood[], an_email email, a_high_score high_score, high_scores high_score[],
  a_pair pair, pairs pair[],
  texts text[], bigints bigint[], matrix int[][], dates date[], documents jsonb[]
);

CREATE SEQUENCE ticket_numbers;
CREATE TABLE tickets (
  "number" bigint PRIMARY KEY DEFAULT nextval('ticket_numbers'),
  a_text text NOT NULL DEFAULT 'it''s a \ "text"',
  an_empty_text text NOT NULL DEFAULT '',
  a_negative int NOT NULL DEFAULT -1,
  a_numeric numeric NOT NULL DEFAULT 1.50,
  a_true boolean NOT NULL DEFAULT true,
  a_false boolean NOT NULL DEFAULT false,
  a_null int DEFAULT NULL,
  a_date date NOT NULL DEFAULT '2020-02-29',
  an_instant timestamptz NOT NULL DEFAULT '2020-02-29 12:00:00+01',
  a_now timestamptz NOT NULL DEFAULT now(),
  today date NOT NULL DEFAULT CURRENT_DATE,
  an_array text[] NOT NULL DEFAULT '{}',
  another_array text[] NOT NULL DEFAULT ARRAY['a', 'b'],
  a_document jsonb NOT NULL DEFAULT '{"a": 1}',
  a_mood mood NOT NULL DEFAULT 'so_so',
  a_score score NOT NULL,
  doubled int GENERATED ALWAYS AS (a_negative * 2) STORED
);

CREATE TABLE text_keys (id text PRIMARY KEY, label text);
CREATE TABLE own_keys (id int PRIMARY KEY, label text);
CREATE FUNCTION next_key() RETURNS bigint LANGUAGE sql AS 'SELECT nextval(''ticket_numbers'') * 10';
CREATE TABLE database_keys (id bigint PRIMARY KEY DEFAULT next_key(), label text);
CREATE TABLE uuid_keys (id uuid PRIMARY KEY, label text);

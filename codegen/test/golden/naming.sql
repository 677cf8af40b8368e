-- Names that need thought: several references to one table, references in both directions, references to oneself, comments that
-- name members, and a join table of a table with itself.
CREATE TABLE authors (id serial PRIMARY KEY, name text NOT NULL);
CREATE TABLE books (
  id serial PRIMARY KEY,
  author_id int NOT NULL REFERENCES authors,
  editor_id int REFERENCES authors,
  "sequelOfId" int REFERENCES books,
  "address_2" text,
  "ISBN13" text
);
ALTER TABLE authors
  ADD favorite_genre_id int,
  ADD current_draft_book_id int UNIQUE REFERENCES books;
CREATE TABLE genre (id serial PRIMARY KEY, name text NOT NULL);
ALTER TABLE authors ADD FOREIGN KEY (favorite_genre_id) REFERENCES genre;
COMMENT ON COLUMN authors.favorite_genre_id IS '[pg-structure]{"fieldName":"style","otherFieldName":"fans"}[/pg-structure]';
COMMENT ON COLUMN authors.name IS '[pg-structure]not json[/pg-structure] The name.';

CREATE TABLE author_profiles (id serial PRIMARY KEY, author_id int NOT NULL UNIQUE REFERENCES authors);
CREATE TABLE people (id serial PRIMARY KEY, name text);
CREATE TABLE friendships (
  id serial PRIMARY KEY,
  person_id int NOT NULL REFERENCES people,
  friend_id int NOT NULL REFERENCES people,
  UNIQUE (friend_id, person_id)
);
CREATE TABLE "camelCaseTables" (id serial PRIMARY KEY, "someText" text, "createdAt" timestamptz NOT NULL, "updatedAt" timestamp NOT NULL);
CREATE TABLE authors_to_genres (author_id int REFERENCES authors, genre_id int REFERENCES genre, id serial PRIMARY KEY);
COMMENT ON COLUMN authors_to_genres.genre_id IS '[pg-structure]{"fieldName":"genresWritten"}[/pg-structure]';

-- Not entities, not relations.
CREATE TABLE no_keys (a int);
CREATE TABLE wide_keys (a int, b int, c text, PRIMARY KEY (a, b));
CREATE TABLE composite_references (id serial PRIMARY KEY, a int, b int, wide text, FOREIGN KEY (a, b) REFERENCES wide_keys);
CREATE UNIQUE INDEX composite_references_partial ON composite_references (a) WHERE b > 0;
CREATE UNIQUE INDEX composite_references_expression ON composite_references (lower(wide));
CREATE TABLE legacy_things (id serial PRIMARY KEY);
CREATE TABLE legacy_users (id serial PRIMARY KEY, thing_id int REFERENCES legacy_things);
CREATE TABLE pgmigrations (id serial PRIMARY KEY);
CREATE TABLE parents (id serial PRIMARY KEY);
CREATE TABLE children (id int PRIMARY KEY REFERENCES parents, note text);
CREATE TABLE measurements (id int, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE measurements_2020 PARTITION OF measurements FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE logs (id int PRIMARY KEY, author_id int REFERENCES authors) PARTITION BY HASH (id);
CREATE TABLE logs_0 PARTITION OF logs FOR VALUES WITH (MODULUS 1, REMAINDER 0);
-- A column of one table alone is printed without the table from Postgres 16 on.
CREATE VIEW active_authors AS SELECT a.id FROM authors a, books b WHERE b.author_id = a.id;
CREATE TABLE products (id serial PRIMARY KEY, code text NOT NULL, name text NOT NULL);
INSERT INTO products (code, name) VALUES ('A-1', 'First');
CREATE TABLE sizes (id serial PRIMARY KEY, code text NOT NULL, name text NOT NULL, product_id int REFERENCES products);
INSERT INTO sizes (code, name) VALUES ('S', 'Small');
CREATE TABLE grades (id bigserial PRIMARY KEY, code text NOT NULL, name text NOT NULL, weight numeric, since date, is_open boolean NOT NULL DEFAULT false, limits jsonb);
INSERT INTO grades (code, name, weight, since, limits) VALUES ('1ST', 'First', 1.5, '2020-01-01', '{"a": "</cells>&amp;"}'), ('2ND', 'Second', NULL, NULL, NULL);
CREATE TABLE products_to_grades (id serial PRIMARY KEY, product_id int REFERENCES products, grade_id bigint REFERENCES grades);

// The columns that are selected, by name, as the hand-written contestant does it.
export const publisherColumns = [
  "id",
  "name",
  "country",
  "founded_year",
  "created_at",
  "updated_at",
] as const;

export const authorColumns = [
  "id",
  "publisher_id",
  "first_name",
  "last_name",
  "email",
  "age",
  "is_active",
  "bio",
  "created_at",
  "updated_at",
] as const;

export const bookColumns = [
  "id",
  "author_id",
  "title",
  "isbn",
  "pages",
  "price_cents",
  "created_at",
  "updated_at",
] as const;

export const reviewColumns = [
  "id",
  "book_id",
  "rating",
  "body",
  "created_at",
  "updated_at",
] as const;

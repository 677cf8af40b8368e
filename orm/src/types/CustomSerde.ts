// How an application converts the values of a column to its own type.

/**
 * A conversion between a type of the application and the type that Kingpost reads the column as. NULL never gets here. For an
 * array column it converts the elements.
 *
 * @example
 * export const emailCodec: CustomSerde<Email, string> = {
 *   toDb: (email) => email.value,
 *   fromDb: (text) => new Email(text),
 * };
 */
export interface CustomSerde<DomainType, DbType> {
  /** What it throws becomes an `InvalidValueError` of the field. */
  toDb(value: DomainType): DbType;
  /** What it throws becomes a `CodecError` of the field. */
  fromDb(value: DbType): DomainType;
  /** Whether setting the one over the other is no change. Default: both are stored alike. */
  equals?(a: DomainType, b: DomainType): boolean;
}

/** The application's type of a conversion. */
// oxlint-disable-next-line typescript/no-explicit-any -- the parameters stand in both directions
export type SerdeValue<S extends CustomSerde<any, any>> = ReturnType<S["fromDb"]>;

/** The database's side of it. */
// oxlint-disable-next-line typescript/no-explicit-any -- the parameters stand in both directions
export type SerdeDbValue<S extends CustomSerde<any, any>> = ReturnType<S["toDb"]>;

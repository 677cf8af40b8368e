// Names that every entity has already, or that mean something to JavaScript.

export const reservedMembers: ReadonlySet<string> = new Set(
  (
    "id idMaybe idTagged idTaggedMaybe idUntagged em set setPartial setDeepPartial load populate isLoaded changes toJSON " +
    "toString toTaggedString toLocaleString valueOf inspect isNewEntity isDeletedEntity isDirtyEntity isSoftDeletedEntity " +
    "transientFields constructor prototype hasOwnProperty isPrototypeOf propertyIsEnumerable then __proto__ __types " +
    "__defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__"
  ).split(" "),
);

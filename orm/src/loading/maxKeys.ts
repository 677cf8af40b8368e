// How many keys one statement is given. Beyond that the list itself becomes what takes time and memory on both sides.
export const maxKeys = 50_000;

// What kind of relation a value is. The kind is told by the object, so it is the same for what was loaded and what was not.
import type { Entity } from "../types/Entity.ts";
import type {
  Collection,
  LoadedCollection,
  LoadedOneToOneReference,
  LoadedReadOnlyCollection,
  LoadedReference,
  ManyToOneReference,
  OneToOneReference,
  PolymorphicReference,
  ReadOnlyCollection,
  Reference,
  Relation,
} from "../types/relations.ts";
import { CustomCollection } from "./derived/CustomCollection.ts";
import { CustomReference } from "./derived/CustomReference.ts";
import { EnumCollection } from "./EnumCollection.ts";
import { ManyToMany } from "./ManyToMany.ts";
import { ManyToOne } from "./ManyToOne.ts";
import { OneToMany } from "./OneToMany.ts";
import { OneToOne } from "./OneToOne.ts";
import { Polymorphic } from "./Polymorphic.ts";
import { RecursiveMembers } from "./recursive/RecursiveMembers.ts";

/** Whether a value is a relation of any kind, hand-written ones included. */
export function isRelation(value: unknown): value is Relation<Entity, Entity> {
  return (
    isReference(value) ||
    isCollection(value) ||
    isReadOnlyCollection(value) ||
    value instanceof EnumCollection
  );
}

/** Whether a value is a relation to one entity. */
export function isReference(value: unknown): value is Reference<Entity, Entity, undefined> {
  return (
    value instanceof ManyToOne ||
    value instanceof OneToOne ||
    value instanceof Polymorphic ||
    value instanceof CustomReference
  );
}

/** Whether a value is a relation to one entity that is in memory, or unset. */
export function isLoadedReference(
  value: unknown,
): value is LoadedReference<Entity, Entity, undefined> {
  return isReference(value) && value.isLoaded;
}

/** Whether a value is a reference by a foreign key of the entity's own row, to entities of one type. */
export function isManyToOneReference(
  value: unknown,
): value is ManyToOneReference<Entity, Entity, undefined> {
  return value instanceof ManyToOne;
}

/** Whether a value is a one-to-one seen from the side without the foreign key. */
export function isOneToOneReference(value: unknown): value is OneToOneReference<Entity, Entity> {
  return value instanceof OneToOne;
}

/** As `isOneToOneReference`, and it is loaded. */
export function isLoadedOneToOneReference(
  value: unknown,
): value is LoadedOneToOneReference<Entity, Entity> {
  return value instanceof OneToOne && value.isLoaded;
}

/** Whether a value is a reference to entities of several types. */
export function isPolymorphicReference(
  value: unknown,
): value is PolymorphicReference<Entity, Entity, undefined> {
  return value instanceof Polymorphic;
}

/** Whether a value is a relation to many entities. */
export function isCollection(value: unknown): value is Collection<Entity, Entity> {
  return (
    value instanceof OneToMany || value instanceof ManyToMany || value instanceof CustomCollection
  );
}

/** Whether a value is a relation to many entities that is loaded. */
export function isLoadedCollection(value: unknown): value is LoadedCollection<Entity, Entity> {
  return isCollection(value) && value.isLoaded;
}

/** Whether a value is a relation to many entities that nothing can be added to, such as a recursive one. */
export function isReadOnlyCollection(value: unknown): value is ReadOnlyCollection<Entity, Entity> {
  return value instanceof RecursiveMembers;
}

/** As `isReadOnlyCollection`, and it is loaded. */
export function isLoadedReadOnlyCollection(
  value: unknown,
): value is LoadedReadOnlyCollection<Entity, Entity> {
  return isReadOnlyCollection(value) && value.isLoaded;
}

// What can be done, in the unit of work and in the model. The two numbers pick the things that it is done to; a command that
// finds none does nothing.
import { strictEqual } from "node:assert/strict";
import { UniqueConstraintError, ValidationErrors } from "kingpost/errors";
import { Actor } from "../../schema/entities/Actor.ts";
import { Author } from "../../schema/entities/Author.ts";
import { Book } from "../../schema/entities/Book.ts";
import { Licence } from "../../schema/entities/Licence.ts";
import { Play } from "../../schema/entities/Play.ts";
import { Poster } from "../../schema/entities/Poster.ts";
import { Prop } from "../../schema/entities/Prop.ts";
import { Souvenir } from "../../schema/entities/Souvenir.ts";
import { Tag } from "../../schema/entities/Tag.ts";
import { Theatre } from "../../schema/entities/Theatre.ts";
import { Wish } from "../../schema/entities/Wish.ts";
import type { World } from "./World.ts";

export type Command = (world: World, a: number, b: number) => Promise<void> | void;

export const commands: Readonly<Record<string, Command>> = {
  addTheatre: (world) => {
    const name = world.newName("theatre");
    world.put(name, world.em.create(Theatre, { name }));
    world.model.theatres.add(name);
  },
  addPlay: async (world, a, b) => {
    const { model, em } = world;
    const theatre = pick(model.theatres, a);
    if (theatre === undefined) return;
    const prequel = b % 2 === 0 ? undefined : pick(model.plays.keys(), b);
    const title = world.newName("play");
    const play = em.create(Play, {
      title,
      theatre: await world.get<Theatre>(theatre),
      prequel: prequel === undefined ? undefined : await world.get<Play>(prequel),
    });
    world.put(title, play);
    model.plays.set(title, { theatre, prequel, props: new Set() });
  },
  movePlay: async (world, a, b) => {
    const [name, theatre] = [pick(world.model.plays.keys(), a), pick(world.model.theatres, b)];
    if (name === undefined || theatre === undefined) return;
    const play = await world.get<Play>(name);
    if (b % 2 === 0) play.theatre.set(await world.get<Theatre>(theatre));
    else (await world.get<Theatre>(theatre)).plays.add(play);
    world.model.plays.get(name)!.theatre = theatre;
  },
  setPrequel: async (world, a, b) => {
    const { model } = world;
    const [name, prequel] = [pick(model.plays.keys(), a), pick(model.plays.keys(), b)];
    if (name === undefined || prequel === undefined || model.isSequelOf(prequel, name)) return;
    (await world.get<Play>(name)).prequel.set(await world.get<Play>(prequel));
    model.plays.get(name)!.prequel = prequel;
  },
  unsetPrequel: async (world, a) => {
    const name = pick(world.model.plays.keys(), a);
    if (name === undefined) return;
    (await world.get<Play>(name)).prequel.set(undefined);
    world.model.plays.get(name)!.prequel = undefined;
  },
  addPoster: async (world, a) => {
    const { model, em } = world;
    const play = pick(model.plays.keys(), a);
    if (play === undefined || model.posterOf(play) !== undefined) return;
    const motif = world.newName("poster");
    world.put(motif, em.create(Poster, { motif, play: await world.get<Play>(play) }));
    model.posters.set(motif, play);
  },
  movePoster: async (world, a, b) => {
    const { model } = world;
    const [motif, play] = [pick(model.posters.keys(), a), pick(model.plays.keys(), b)];
    if (motif === undefined || play === undefined || model.posterOf(play) !== undefined) return;
    (await world.get<Poster>(motif)).play.set(await world.get<Play>(play));
    model.posters.set(motif, play);
  },
  replacePoster: async (world, a) => {
    const { model, em } = world;
    const old = pick(model.posters.keys(), a);
    if (old === undefined) return;
    const play = model.posters.get(old)!;
    em.delete(await world.get<Poster>(old));
    model.deletePoster(old);
    const motif = world.newName("poster");
    world.put(motif, em.create(Poster, { motif, play: await world.get<Play>(play) }));
    model.posters.set(motif, play);
  },
  addProp: (world) => {
    const name = world.newName("prop");
    world.put(name, world.em.create(Prop, { name }));
    world.model.props.add(name);
  },
  useProp: async (world, a, b) => {
    const { model } = world;
    const [play, prop] = [pick(model.plays.keys(), a), pick(model.props, b)];
    if (play === undefined || prop === undefined) return;
    const [one, other] = [await world.get<Play>(play), await world.get<Prop>(prop)];
    if (b % 2 === 0) one.props.add(other);
    else other.plays.add(one);
    model.plays.get(play)!.props.add(prop);
  },
  dropProp: async (world, a, b) => {
    const { model } = world;
    const [play, prop] = [pick(model.plays.keys(), a), pick(model.props, b)];
    if (play === undefined || prop === undefined) return;
    (await world.get<Play>(play)).props.remove(await world.get<Prop>(prop));
    model.plays.get(play)!.props.delete(prop);
  },
  setProps: async (world, a, b) => {
    const { model } = world;
    const [play, prop] = [pick(model.plays.keys(), a), pick(model.props, b)];
    if (play === undefined || prop === undefined) return;
    (await world.get<Play>(play)).props.set([await world.get<Prop>(prop)]);
    const { props } = model.plays.get(play)!;
    props.clear();
    props.add(prop);
  },
  addSouvenir: async (world, a) => {
    const content = pick([...world.model.props, ...world.model.posters.keys()], a);
    const name = world.newName("souvenir");
    const souvenir = world.em.create(Souvenir, {
      content: content === undefined ? undefined : await world.get<Prop | Poster>(content),
    });
    world.put(name, souvenir);
    world.model.souvenirs.set(name, content);
  },
  showOther: async (world, a, b) => {
    const { model } = world;
    const name = pick(model.souvenirs.keys(), a);
    const content = pick([...model.posters.keys(), ...model.props], b);
    if (name === undefined) return;
    const target = content === undefined ? undefined : await world.get<Prop | Poster>(content);
    (await world.get<Souvenir>(name)).content.set(target);
    model.souvenirs.set(name, content);
  },
  addWish: async (world, a) => {
    const play = pick(world.model.plays.keys(), a);
    const text = world.newName("wish");
    const wish = world.em.create(Wish, {
      text,
      play: play === undefined ? undefined : await world.get<Play>(play),
    });
    world.put(text, wish);
    world.model.wishes.set(text, play);
  },
  addActor: async (world, a) => {
    const theatre = pick(world.model.theatres, a);
    const name = world.newName("actor");
    const actor = world.em.create(Actor, {
      name,
      theatre: theatre === undefined ? undefined : await world.get<Theatre>(theatre),
    });
    world.put(name, actor);
    world.model.actors.set(name, { theatre, isGone: false });
  },
  retireActor: async (world, a) => {
    const active = [...world.model.actors].filter(([, { isGone }]) => !isGone);
    const name = pick(
      active.map(([each]) => each),
      a,
    );
    if (name === undefined) return;
    world.em.softDelete(await world.get<Actor>(name));
    world.model.actors.get(name)!.isGone = true;
  },
  deleteActor: async (world, a) => {
    const name = pick(world.model.actors.keys(), a);
    if (name === undefined) return;
    world.em.delete(await world.get<Actor>(name), { hard: true } as never);
    world.model.actors.delete(name);
  },
  deletePlay: async (world, a) => {
    const name = pick(world.model.plays.keys(), a);
    if (name === undefined) return;
    world.em.delete(await world.get<Play>(name));
    // What goes with it, and what lets go of it, is known once it was flushed.
    world.model.deletePlay(name);
    await world.flush();
  },
  deleteTheatre: async (world, a) => {
    const name = pick(world.model.theatres, a);
    if (name === undefined) return;
    world.em.delete(await world.get<Theatre>(name));
    world.model.deleteTheatre(name);
    await world.flush();
  },
  deleteProp: async (world, a) => {
    const name = pick(world.model.props, a);
    if (name === undefined) return;
    world.em.delete(await world.get<Prop>(name));
    world.model.deleteProp(name);
    await world.flush();
  },
  addLicence: (world) => {
    const name = world.newName("licence");
    world.put(name, world.em.create(Licence, { holder: name }));
    world.model.licences.set(name, name);
  },
  setHolder: async (world, a) => {
    const name = pick(world.model.licences.keys(), a);
    if (name === undefined) return;
    const holder = world.newName("holder");
    (await world.get<Licence>(name)).holder = holder;
    if (world.isStored(name)) world.changed.add(name);
    world.model.licences.set(name, holder);
  },
  foreignHolder: async (world, a) => {
    const stored = [...world.model.licences.keys()].filter((name) => world.isStored(name));
    const name = pick(stored, a);
    if (name === undefined) return;
    const holder = world.newName("foreign");
    await world.database.query(
      "UPDATE licences SET holder = $1, version = version + 1 WHERE id = $2",
      [holder, world.idOf(name).split(":")[1]],
    );
    if (world.isHere(name)) world.stale.add(name);
    // What this em has pending comes last.
    if (!world.changed.has(name)) world.model.licences.set(name, holder);
  },
  addTag: (world) => {
    const name = world.newName("tag");
    world.put(name, world.em.create(Tag, { name }));
    world.model.tags.add(name);
  },
  takenName: async (world, a) => {
    await world.flush();
    const taken = pick(world.model.tags, a);
    if (taken === undefined) return;
    const tag = world.em.create(Tag, { name: taken });
    const theatre = world.newName("theatre");
    world.put(theatre, world.em.create(Theatre, { name: theatre }));
    const error: unknown = await world.em.flush().catch((thrown: unknown) => thrown);
    strictEqual(error instanceof UniqueConstraintError, true, String(error));
    await world.checkStored();
    // Mended, the same em goes on.
    const name = world.newName("tag");
    tag.name = name;
    world.put(name, tag);
    world.model.tags.add(name);
    world.model.theatres.add(theatre);
  },
  addAuthor: (world) => {
    const firstName = world.newName("author");
    const author = world.em.create(Author, { firstName });
    world.em.create(Book, { title: firstName, author });
    world.put(firstName, author);
    world.model.authors.add(firstName);
  },
  deleteAuthor: async (world, a) => {
    await world.renew();
    const firstName = pick(world.model.authors, a);
    if (firstName === undefined) return;
    world.em.delete(await world.get<Author>(firstName));
    const error: unknown = await world.em.flush().catch((thrown: unknown) => thrown);
    strictEqual(error instanceof ValidationErrors, true, String(error));
    await world.checkStored();
    // A deletion cannot be taken back.
    world.drop();
  },
  look: (world) => world.checkMemory(),
  flush: (world) => world.flush(),
  renew: (world) => world.renew(),
};

function pick<T>(things: Iterable<T>, at: number): T | undefined {
  const list = [...things];
  return list.length === 0 ? undefined : list[at % list.length];
}

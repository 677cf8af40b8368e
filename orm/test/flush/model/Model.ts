// What a unit of work should have done, as plain maps. Names are unique, so a name stands for its entity.

interface ModelPlay {
  theatre: string;
  prequel: string | undefined;
  readonly props: Set<string>;
}

export class Model {
  readonly theatres = new Set<string>();
  readonly plays = new Map<string, ModelPlay>();
  /** By poster the play that it is of; a play has one at most. */
  readonly posters = new Map<string, string>();
  readonly props = new Set<string>();
  /** By souvenir the prop or poster that it shows. */
  readonly souvenirs = new Map<string, string | undefined>();
  /** By wish the play that is wished for. */
  readonly wishes = new Map<string, string | undefined>();
  readonly actors = new Map<string, { theatre: string | undefined; isGone: boolean }>();
  /** By licence its holder. */
  readonly licences = new Map<string, string>();
  readonly tags = new Set<string>();
  /** Authors with a book each, which cannot be without them. */
  readonly authors = new Set<string>();

  playsOf(theatre: string): string[] {
    return [...this.plays].filter(([, play]) => play.theatre === theatre).map(([name]) => name);
  }

  sequelsOf(play: string): string[] {
    return [...this.plays].filter(([, { prequel }]) => prequel === play).map(([name]) => name);
  }

  playsWith(prop: string): string[] {
    return [...this.plays].filter(([, { props }]) => props.has(prop)).map(([name]) => name);
  }

  actorsOf(theatre: string): string[] {
    return [...this.actors]
      .filter(([, actor]) => actor.theatre === theatre && !actor.isGone)
      .map(([name]) => name);
  }

  posterOf(play: string): string | undefined {
    return [...this.posters].find(([, of]) => of === play)?.[0];
  }

  /** A play that leads back to itself would never be the first. */
  isSequelOf(play: string, other: string): boolean {
    for (let at: string | undefined = play; at !== undefined; at = this.plays.get(at)?.prequel)
      if (at === other) return true;
    return false;
  }

  /** With its plays; its actors stay. */
  deleteTheatre(theatre: string): void {
    this.theatres.delete(theatre);
    for (const play of this.playsOf(theatre)) this.deletePlay(play);
    for (const actor of this.actors.values())
      if (actor.theatre === theatre) actor.theatre = undefined;
  }

  /** With its sequels, its poster and its props; wishes for it stay. */
  deletePlay(play: string): void {
    const gone = this.plays.get(play);
    if (gone === undefined) return;
    this.plays.delete(play);
    const poster = this.posterOf(play);
    if (poster !== undefined) this.deletePoster(poster);
    for (const prop of gone.props) this.deleteProp(prop);
    for (const [wish, of] of this.wishes) if (of === play) this.wishes.set(wish, undefined);
    for (const sequel of this.sequelsOf(play)) this.deletePlay(sequel);
  }

  deletePoster(poster: string): void {
    this.posters.delete(poster);
    this.#forget(poster);
  }

  deleteProp(prop: string): void {
    this.props.delete(prop);
    for (const { props } of this.plays.values()) props.delete(prop);
    this.#forget(prop);
  }

  /** Everything, as `storedSql` tells it of the database. */
  print(): unknown {
    const list = <K, V>(map: ReadonlyMap<K, V>, of: (value: V) => unknown): unknown[] =>
      [...map].map(([name, value]) => [name, of(value)]).toSorted(byName);
    return {
      theatres: [...this.theatres].toSorted(),
      plays: list(this.plays, ({ theatre, prequel, props }) => [
        theatre,
        prequel ?? null,
        [...props].toSorted(),
      ]),
      posters: list(this.posters, (play) => play),
      props: [...this.props].toSorted(),
      souvenirs: [...this.souvenirs.values()].map((content) => content ?? "-").toSorted(),
      wishes: list(this.wishes, (play) => play ?? null),
      actors: list(this.actors, ({ theatre, isGone }) => [theatre ?? null, isGone]),
      licences: [...this.licences.values()].toSorted(),
      tags: [...this.tags].toSorted(),
      authors: [...this.authors].toSorted(),
    };
  }

  #forget(content: string): void {
    for (const [souvenir, shown] of this.souvenirs)
      if (shown === content) this.souvenirs.set(souvenir, undefined);
  }
}

function byName(a: unknown[], b: unknown[]): number {
  return String(a[0]) < String(b[0]) ? -1 : 1;
}

/** The database in the form of `Model.print`, in one cell; every list in the order of its texts. */
export const storedSql = `SELECT json_build_object(
  'theatres', (SELECT coalesce(json_agg(name ORDER BY name COLLATE "C"), '[]') FROM theatres),
  'plays', (SELECT coalesce(json_agg(json_build_array(p.title, json_build_array(t.name, q.title,
      (SELECT coalesce(json_agg(r.name ORDER BY r.name COLLATE "C"), '[]') FROM plays_to_props j JOIN props r ON r.id = j.prop_id WHERE j.play_id = p.id)))
      ORDER BY p.title COLLATE "C"), '[]')
    FROM plays p JOIN theatres t ON t.id = p.theatre_id LEFT JOIN plays q ON q.id = p.prequel_id),
  'posters', (SELECT coalesce(json_agg(json_build_array(o.motif, p.title) ORDER BY o.motif COLLATE "C"), '[]') FROM posters o JOIN plays p ON p.id = o.play_id),
  'props', (SELECT coalesce(json_agg(name ORDER BY name COLLATE "C"), '[]') FROM props),
  'souvenirs', (SELECT coalesce(json_agg(c ORDER BY c COLLATE "C"), '[]') FROM (
      SELECT coalesce(r.name, o.motif, '-') AS c FROM souvenirs s LEFT JOIN props r ON r.id = s.content_prop_id LEFT JOIN posters o ON o.id = s.content_poster_id) x),
  'wishes', (SELECT coalesce(json_agg(json_build_array(w.text, p.title) ORDER BY w.text COLLATE "C"), '[]') FROM wishes w LEFT JOIN plays p ON p.id = w.play_id),
  'actors', (SELECT coalesce(json_agg(json_build_array(a.name, json_build_array(t.name, a.deleted_at IS NOT NULL)) ORDER BY a.name COLLATE "C"), '[]') FROM actors a LEFT JOIN theatres t ON t.id = a.theatre_id),
  'licences', (SELECT coalesce(json_agg(holder ORDER BY holder COLLATE "C"), '[]') FROM licences),
  'tags', (SELECT coalesce(json_agg(name ORDER BY name COLLATE "C"), '[]') FROM tags),
  'authors', (SELECT coalesce(json_agg(first_name ORDER BY first_name COLLATE "C"), '[]') FROM authors)) AS stored`;

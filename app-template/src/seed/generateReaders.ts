// Makes up readers: names that do not repeat before all combinations are used.

export interface GeneratedReader {
  readonly name: string;
  readonly email: string;
}

const firstNames =
  "Ada Amir Ana Ben Carla Chen Dina Emil Eva Farid Greta Hugo Ines Jonas Kira Lars Lea Malik Mia Nils Olga Paul Rosa Sam Tara";
const lastNames =
  "Abel Berg Costa Diaz Ek Fischer Garcia Haas Ito Jensen Kaya Lind Moreau Novak Okafor Park Rossi Silva Tanaka Weber";

export function generateReaders(count: number): ReadonlyArray<GeneratedReader> {
  const [first, last] = [firstNames.split(" "), lastNames.split(" ")];
  return Array.from({ length: count }, (_, index) => ({
    name: `${first[index % first.length]} ${last[Math.floor(index / first.length) % last.length]}`,
    // example.org is reserved: no mail can reach anybody.
    email: `reader${index + 1}@example.org`,
  }));
}

/** Names this process, and no other of the same number: `4711 1764111111111.5`. */
export function ownerText(): string {
  return `${process.pid} ${performance.timeOrigin}`;
}

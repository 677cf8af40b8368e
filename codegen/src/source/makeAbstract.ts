// Says of a class in a hand-written file that it is abstract, or that it is not.

/** Everything else in the file stays as it is. */
export async function makeAbstract(
  text: string,
  entity: string,
  isAbstract: boolean,
): Promise<string> {
  const { Project } = await import("ts-morph");
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  const file = project.createSourceFile("/entity.ts", text);
  file.getClassOrThrow(entity).setIsAbstract(isAbstract);
  return file.getFullText();
}

/** Does something for each, at most so many at one time. The answers are in the order of the items. */
export async function atMost<T, R>(many: number, items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results = new Array<R>(items.length);
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(many, items.length) }, worker));
  return results;
}

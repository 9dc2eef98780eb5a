/** Makes what is missing, side by side: a step starts as soon as those that it names have ended. The first failure ends it. */
export async function make(steps, found, progress) {
  const running = new Map();
  for (const step of steps) {
    const work = makeOne(step, running, found, progress);
    work.catch(() => undefined); // it is told once, by the first that failed
    running.set(step.id, work);
  }
  await Promise.all(running.values());
}

async function makeOne(step, running, found, progress) {
  await Promise.all((step.after ?? []).map((id) => running.get(id)));
  await progress.track(step.title, async (say) => {
    const { text, tool } = await step.make({ say, found });
    if (tool !== undefined) found[step.id] = tool;
    return text;
  });
}

// What Chromium writes down about itself while something is measured.

/** Begins to write events of some categories down; returns what ends it and gives them. `session`: CDP of the browser. */
export async function trace(session, categories) {
  const events = [];
  const take = ({ value }) => events.push(...value);
  session.on("Tracing.dataCollected", take);
  await session.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: categories } });
  return async () => {
    const complete = new Promise((done) => session.once("Tracing.tracingComplete", done));
    await session.send("Tracing.end");
    await complete;
    session.off("Tracing.dataCollected", take);
    return events;
  };
}

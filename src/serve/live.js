// Reloads the page after a change, and shows errors over it until they are mended.
(() => {
  const folder = new URL(".", document.currentScript.src);
  const host = document.createElement("chancery-problems");
  const root = host.attachShadow({ mode: "open" });
  let seen = Number(document.currentScript.dataset.version);

  const element = (name, text, parent) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    parent.append(made);
    return made;
  };

  const show = (problems) => {
    root.replaceChildren();
    if (!problems.length) {
      host.remove();
      return;
    }
    const style = element("link", "", root);
    style.rel = "stylesheet";
    style.href = new URL("live.css", folder);
    const box = element("section", "", root);
    box.setAttribute("role", "alert");
    const number = problems.reduce((sum, problem) => sum + (problem.more || 1), 0);
    element("h2", number === 1 ? "1 error" : `${number} errors`, box);
    for (const problem of problems) {
      const item = element("article", "", box);
      const place = problem.line ? `${problem.file}:${problem.line}:${problem.column}` : problem.file;
      element("h3", problem.message, item);
      if (place) element("p", place, item).className = "place";
      if (problem.text) {
        const line = element("pre", "", item);
        const letters = [...problem.text];
        const start = problem.column - 1 - (problem.cut || 0);
        const end = start + Math.max(problem.length, 1);
        line.append(letters.slice(0, start).join(""));
        element("mark", letters.slice(start, end).join("") || " ", line);
        line.append(letters.slice(end).join(""));
      }
      if (problem.hint) element("p", problem.hint, item).className = "hint";
    }
    document.body.append(host);
  };

  const state = (event) => {
    const { version, problems } = JSON.parse(event.data);
    if (version !== seen && !problems.length) {
      location.reload();
      return;
    }
    seen = version;
    show(problems);
  };

  // A browser has six connections for all tabs of a site together, and a tab that nobody sees needs none.
  let events;
  const listen = () => {
    if (document.hidden) {
      events?.close();
      events = undefined;
    } else if (!events) {
      events = new EventSource(new URL("events", folder));
      events.addEventListener("state", state);
    }
  };
  document.addEventListener("visibilitychange", listen);
  listen();
})();

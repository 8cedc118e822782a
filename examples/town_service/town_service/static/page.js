// Searches enterprises and shows the reasons of a score. The token stays in the page's memory.
const element = (id) => document.getElementById(id);

async function ask(path, query) {
  const kept = Object.entries(query).filter(([, value]) => value);
  const response = await fetch(`${path}?${new URLSearchParams(kept)}`, {
    headers: { Authorization: `Bearer ${element("token").value}`, "Accept-Language": "zh" },
  });
  const body = await response.json();
  if (!response.ok) throw new Error(body.message || body.status);
  return body;
}

async function shown(work) {
  element("error").textContent = "";
  try { await work(); } catch (error) { element("error").textContent = error.message; }
}

async function score(unit) {
  const path = `/enterprises/${encodeURIComponent(unit.code)}/score`;
  const { result, text } = await ask(path, { as_of: element("day").value });
  element("unit").textContent = `${unit.name} ${unit.code}`;
  element("grade").textContent = result.grade ?? "未评级";
  element("score").textContent = `${result.score ?? ""} (${result.as_of})`;
  element("reasons").textContent = text.zh;
  element("reasons-en").textContent = text.en;
  element("answer").hidden = false;
}

async function search() {
  element("answer").hidden = true;
  element("found").replaceChildren();
  const units = await ask("/enterprises", { name: element("name").value });
  if (!units.length) throw new Error("没有找到 / nothing found");
  for (const unit of units) {
    const line = document.createElement("li");
    const button = document.createElement("button");
    button.textContent = `${unit.name} · ${unit.code}`;
    button.addEventListener("click", () => shown(() => score(unit)));
    line.append(button);
    element("found").append(line);
  }
}

element("search").addEventListener("submit", (event) => {
  event.preventDefault();
  shown(search);
});

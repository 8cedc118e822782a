// Searches enterprises and shows the reasons of a score. The token stays in the page's memory.
const element = (id) => document.getElementById(id);

// What is wrong, field by field: {"query": {"as_of": ["…"]}}.
function reasons(errors) {
  if (typeof errors === "string") return [errors];
  return Object.values(errors ?? {}).flatMap(reasons);
}

async function ask(path, query) {
  const token = element("token").value.trim();
  if (!/^[\x21-\x7e]+$/.test(token)) throw new Error("令牌无效 / this token is not valid");
  const kept = Object.entries(query).filter(([, value]) => value);
  const response = await fetch(`${path}?${new URLSearchParams(kept)}`, {
    headers: { Authorization: `Bearer ${token}`, "Accept-Language": "zh" },
  });
  const body = await response.json();
  if (!response.ok) {
    const said = body.reason ? [] : reasons(body.errors);
    throw new Error([body.message || body.status, ...said].join("：\n"));
  }
  return { body, pages: JSON.parse(response.headers.get("X-Pagination") ?? "{}") };
}

async function shown(work) {
  element("error").textContent = "";
  try { await work(); } catch (error) { element("error").textContent = error.message; }
}

async function score(unit) {
  element("answer").hidden = true;
  const path = `/enterprises/${encodeURIComponent(unit.code)}/score`;
  const { body: { result, text } } = await ask(path, { as_of: element("day").value });
  element("unit").textContent = `${unit.name} ${unit.code}`;
  element("grade").textContent = result.grade ?? "未评级";
  element("score").textContent = `${result.score ?? ""} (${result.as_of})`;
  element("reasons").textContent = text.zh;
  element("reasons-en").textContent = text.en;
  element("answer").hidden = false;
}

const asked = { name: "", page: 1 };

function counted({ total, total_pages: last, page, previous_page: before, next_page: after }) {
  element("count").textContent = last > 1
    ? `共 ${total} 家，第 ${page} 页，共 ${last} 页 / ${total} found, page ${page} of ${last}`
    : `共 ${total} 家 / ${total} found`;
  element("pages").hidden = last < 2;
  element("previous").disabled = !before;
  element("next").disabled = !after;
}

async function search() {
  element("answer").hidden = element("pages").hidden = true;
  element("found").replaceChildren();
  element("count").textContent = "";
  const { body: units, pages } = await ask("/enterprises", asked);
  if (!units.length) throw new Error("没有找到 / nothing found");
  counted(pages);
  for (const unit of units) {
    const line = document.createElement("li");
    const button = document.createElement("button");
    button.textContent = `${unit.name} · ${unit.code}`;
    button.addEventListener("click", () => shown(() => score(unit)));
    line.append(button);
    element("found").append(line);
  }
}

function turn(pages) {
  asked.page += pages;
  shown(search);
}

element("previous").addEventListener("click", () => turn(-1));
element("next").addEventListener("click", () => turn(1));
element("search").addEventListener("submit", (event) => {
  event.preventDefault();
  Object.assign(asked, { name: element("name").value, page: 1 });
  shown(search);
});

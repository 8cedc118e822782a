// Shows the OpenAPI document: every operation, and every schema with its fields.
const made = (tag, text, parent) => {
  const element = document.createElement(tag);
  element.textContent = text;
  parent.append(element);
  return element;
};

function typeOf(schema) {
  if (!schema) return "";
  if (schema.$ref) return schema.$ref.split("/").pop();
  const parts = schema.anyOf || schema.allOf;
  if (parts) return parts.map(typeOf).join(" | ");
  if (schema.type === "array") return `${typeOf(schema.items)}[]`;
  return [schema.type].flat().join(" | ") + (schema.format ? ` (${schema.format})` : "");
}

function operation(path, method, told, parent) {
  const box = made("details", "", parent);
  box.id = told.operationId || `${method} ${path}`;
  made("summary", `${method.toUpperCase()} ${path}: ${told.summary || ""}`, box);
  if (told["x-role"]) made("p", `role: ${told["x-role"]}`, box);
  const list = made("ul", "", box);
  for (const one of told.parameters || []) {
    const needed = one.required ? "*" : "";
    made("li", `${one.in} ${one.name}${needed}: ${typeOf(one.schema)} ${one.description || ""}`, list);
  }
  const body = told.requestBody?.content?.["application/json"]?.schema;
  if (body) made("li", `body: ${typeOf(body)}`, list);
  for (const [status, answer] of Object.entries(told.responses || {})) {
    const schema = answer.content?.["application/json"]?.schema;
    made("li", `${status}: ${answer.description || ""} ${typeOf(schema)}`, list);
  }
}

function schema(name, told, parent) {
  const box = made("details", "", parent);
  made("summary", name, box);
  if (told.title) made("p", told.title, box);
  const list = made("ul", "", box);
  for (const [field, one] of Object.entries(told.properties || {})) {
    const needed = (told.required || []).includes(field) ? "*" : "";
    const words = [one.title, one.description].filter(Boolean).join("; ");
    made("li", `${field}${needed}: ${typeOf(one)} ${words}`, list);
  }
}

fetch("/openapi.json").then((response) => response.json()).then((spec) => {
  document.getElementById("title").textContent = `${spec.info.title} ${spec.info.version}`;
  const operations = document.getElementById("operations");
  for (const [path, methods] of Object.entries(spec.paths)) {
    for (const [method, told] of Object.entries(methods)) {
      if (method !== "parameters") {
        const parameters = [...(methods.parameters || []), ...(told.parameters || [])];
        operation(path, method, { ...told, parameters }, operations);
      }
    }
  }
  const schemas = document.getElementById("schemas");
  for (const [name, told] of Object.entries(spec.components.schemas)) schema(name, told, schemas);
});

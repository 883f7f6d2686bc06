// Says which names may stand where the caret is, by the form of contract files; pressing one writes it. A module that
// `editor.js` loads with the form itself once somebody writes: both are large, and who only reads has no use for them.
const area = document.getElementById("text");
const offered = document.getElementById("names");
const MOST = 14;
const schema = await (await fetch(area.form.dataset.schema)).json();

// Everything that a part of the form says, what it refers to and its alternatives included.
function parts(form, seen = new Set()) {
  if (!form || typeof form !== "object" || seen.has(form)) return [];
  seen.add(form);
  const at = form.$ref && schema.$defs[form.$ref.split("/").pop()];
  const others = [at, form.then, form.else, ...(form.anyOf || []), ...(form.oneOf || []), ...(form.allOf || [])];
  return [form, ...others.flatMap((each) => parts(each, seen))];
}

// What stands under a name; "-" is an entry of a list.
function below(forms, name) {
  if (name === "-") return forms.flatMap((each) => parts(each.items));
  const plain = name.replaceAll("_", " ");
  const named = forms.filter((each) => each.properties?.[plain]).map((each) => each.properties[plain]);
  const fits = (pattern) => !pattern || new RegExp(pattern, "u").test(name);
  const any = forms.flatMap((each) => [
    ...Object.entries(each.patternProperties || {}).filter(([pattern]) => fits(pattern)).map(([, form]) => form),
    ...(fits(each.propertyNames?.pattern) ? [each.additionalProperties] : []),
  ]);
  return (named.length ? named : any).flatMap((each) => parts(each));
}

// The names above a line, by indentation, outermost first.
function path(lines, at) {
  const found = [];
  let indent = lines[at].search(/[^ -]|$/);
  if (/^ *- /.test(lines[at])) {
    found.unshift("-");
    indent = lines[at].indexOf("-") + 1;
  }
  for (let above = at - 1; above >= 0 && indent > 0; above -= 1) {
    const line = lines[above].match(/^( *)((?:- )*)([^:#]+):/);
    if (!line) continue;
    const start = line[1].length + line[2].length;
    if (start < indent) {
      found.unshift(line[3].trim());
      indent = start;
    }
    if (line[2] && start <= indent) {
      found.unshift("-");
      indent = line[1].length + 1;
    }
  }
  return found;
}

function offer() {
  const until = area.value.slice(0, area.selectionStart);
  const lines = until.split("\n");
  const typed = lines.at(-1).match(/^ *(?:- )?([\w ]*)$/)?.[1];
  offered.replaceChildren();
  if (typed === undefined || area.readOnly) return;
  const forms = path(lines, lines.length - 1).reduce(below, parts(schema));
  const names = new Map(forms.flatMap((each) => Object.entries(each.properties || {})));
  const fitting = [...names].filter(([name]) => name.startsWith(typed.replaceAll("_", " ")));
  for (const [name, form] of fitting.slice(0, MOST)) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain";
    button.textContent = name;
    const item = document.createElement("li");
    item.append(button, fitting.length < 4 && form.description ? `: ${form.description}` : "");
    button.addEventListener("click", () => {
      area.setRangeText(`${name}: `, until.length - typed.length, until.length, "end");
      area.focus();
      area.dispatchEvent(new Event("input", { bubbles: true }));
    });
    offered.append(item);
  }
}

for (const happens of ["input", "click", "keyup"]) area.addEventListener(happens, offer);
if (document.activeElement === area) offer();

"use strict";
// Finds any string in the page, as typed: full width or half, capital or small. No network.
(() => {
  const most = 200, around = 18;
  const words = JSON.parse(document.getElementById("words").textContent);
  const field = document.getElementById("search");
  const found = document.getElementById("found");
  const contents = document.querySelector("nav");
  const canPaint = typeof Highlight === "function" && CSS.highlights;
  let pieces = null, hits = [], current = -1;

  const fold = (text) => {
    // One folded character for each kept one, so that places in both are the same.
    let folded = "";
    for (let n = 0; n < text.length; n++) {
      const plain = text[n].normalize("NFKC").toLowerCase();
      folded += plain.length === 1 ? plain : text[n];
    }
    return folded;
  };
  const read = () => [...document.querySelectorAll("main [data-t]")].map((element) => {
    const part = element.closest("[data-part]");
    return { element, part, text: element.textContent, folded: fold(element.textContent) };
  });
  const holds = (piece, wanted) => wanted.every((word) => piece.folded.includes(word));

  const search = () => {
    const wanted = fold(field.value).split(/\s+/).filter(Boolean);
    hits = []; current = -1;
    if (canPaint) { CSS.highlights.clear(); }
    document.querySelectorAll(".here").forEach((element) => element.classList.remove("here"));
    if (!wanted.length) { found.hidden = true; return; }
    pieces = pieces || read();
    hits = pieces.filter((piece) => holds(piece, wanted));
    if (!hits.length && wanted.length > 1) {
      // No paragraph has all of them: take the parts that do.
      const whole = new Map();
      pieces.forEach((piece) => whole.set(piece.part, (whole.get(piece.part) || "") + piece.folded));
      hits = pieces.filter((piece) =>
        wanted.every((word) => whole.get(piece.part).includes(word)) &&
        wanted.some((word) => piece.folded.includes(word)));
    }
    paint("found", hits.flatMap((hit) => ranges(hit, wanted)));
    list(wanted);
  };

  const ranges = (piece, wanted) => {
    const walker = document.createTreeWalker(piece.element, NodeFilter.SHOW_TEXT);
    const nodes = []; let length = 0;
    while (walker.nextNode()) {
      nodes.push({ node: walker.currentNode, start: length });
      length += walker.currentNode.data.length;
    }
    const at = (place, end) => {
      const holder = nodes.findLast((known) => end ? known.start < place : known.start <= place);
      return [holder.node, place - holder.start];
    };
    const made = [];
    wanted.forEach((word) => {
      for (let n = piece.folded.indexOf(word); n >= 0; n = piece.folded.indexOf(word, n + word.length)) {
        const range = new Range();
        range.setStart(...at(n, false)); range.setEnd(...at(n + word.length, true));
        made.push(range);
      }
    });
    return made;
  };
  const paint = (name, made) => { if (canPaint) { CSS.highlights.set(name, new Highlight(...made)); } };

  const list = (wanted) => {
    const shown = hits.slice(0, most);
    const told = document.createElement("p");
    told.textContent = !hits.length ? words.none.replace("{text}", field.value.trim())
      : (hits.length > most ? words.most : words.found).replace("{count}", hits.length);
    const lines = shown.map((hit, number) => {
      const button = document.createElement("button");
      const place = document.createElement("small");
      place.textContent = hit.part ? hit.part.dataset.part : "";
      button.append(snippet(hit, wanted), place);
      button.addEventListener("click", () => go(number, true));
      return button;
    });
    found.replaceChildren(told, ...lines);
    found.hidden = false; found.scrollTop = 0;
  };
  const snippet = (hit, wanted) => {
    const word = wanted.find((known) => hit.folded.includes(known));
    const start = hit.folded.indexOf(word), end = start + word.length;
    const line = document.createElement("span"), mark = document.createElement("mark");
    mark.textContent = hit.text.slice(start, end);
    line.append((start > around ? "…" : "") + hit.text.slice(Math.max(0, start - around), start),
      mark, hit.text.slice(end, end + 2 * around) + (hit.text.length > end + 2 * around ? "…" : ""));
    return line;
  };
  const go = (number, close) => {
    if (!hits.length) { return; }
    current = (number + hits.length) % hits.length;
    const hit = hits[current];
    const folded = hit.element.closest("details");
    if (folded) { folded.open = true; }
    const buttons = found.querySelectorAll("button");
    buttons.forEach((button, n) => n === current ? button.setAttribute("aria-current", "true")
      : button.removeAttribute("aria-current"));
    if (buttons[current]) { buttons[current].scrollIntoView({ block: "nearest" }); }
    if (canPaint) { paint("here", ranges(hit, fold(field.value).split(/\s+/).filter(Boolean))); }
    else {
      document.querySelectorAll(".here").forEach((element) => element.classList.remove("here"));
      hit.element.classList.add("here");
    }
    if (close) { found.hidden = true; }
    hit.element.scrollIntoView({ block: "center" });
  };

  let waiting = 0;
  field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(search, 120); });
  field.addEventListener("focus", () => { if (hits.length) { found.hidden = false; } });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) { return; }  // Enter still belongs to the Chinese input method
    if (event.key === "Enter") {
      event.preventDefault();
      if (waiting) { clearTimeout(waiting); waiting = 0; }
      if (found.hidden && !hits.length) { search(); }
      go(current + (event.shiftKey ? -1 : 1), false);
    } else if (event.key === "Escape") {
      if (!found.hidden && hits.length) { found.hidden = true; } else { field.value = ""; search(); }
    }
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement;
    if ((event.key === "/" && !typing) || (event.key === "f" && event.ctrlKey)) {
      event.preventDefault(); field.focus(); field.select();
    }
  });
  document.addEventListener("click", (event) => {
    if (!found.contains(event.target) && event.target !== field) { found.hidden = true; }
  });

  document.getElementById("contents-button").addEventListener("click", () =>
    contents.classList.toggle("open"));
  contents.addEventListener("click", (event) => {
    if (event.target.closest("a")) { contents.classList.remove("open"); }
  });
  document.getElementById("look-button").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.look ? root.dataset.look === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.look = dark ? "light" : "dark";
  });
  addEventListener("beforeprint", () =>
    document.querySelectorAll("details").forEach((element) => { element.open = true; }));
})();

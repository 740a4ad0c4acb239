// Walk through a guide question by question. What it asks and where it ends is read from the page, which holds the
// whole guide; without script, and on paper, all of it is there. The walk is the one of checks/policy/guides.py.
"use strict";

{
  const WORDS = {
    question: (number) => `Fråga ${number}`,
    ended: "Det här gäller",
    whole: "Visa hela guiden",
    walk: "Gå igenom frågorna",
    trail: "Dina svar",
    change: "Ändra",
    changing: (question) => `Ändra svaret på frågan: ${question}`,
    back: "Tillbaka",
    again: "Börja om",
  };

  const place = document.querySelector("[data-kb-guide]");
  const parts = [...document.querySelectorAll(".kb-guide-part")];

  const questions = [...document.querySelectorAll("[data-question]")].map((item) => ({
    id: item.dataset.question,
    text: item.querySelector(".kb-question").textContent,
    help: item.querySelector(".kb-help")?.textContent,
    answers: [...item.querySelectorAll("[data-answer]")].map((one) => ({ id: one.dataset.answer, text: one.textContent })),
  }));

  const rules = [...document.querySelectorAll("[data-then]")].map((row) => ({
    then: row.dataset.then,
    when: [...row.querySelectorAll("[data-when]")].map((one) => [one.dataset.when, one.dataset.is.split(" ")]),
  }));

  const fitting = (given) =>
    rules.filter((rule) => rule.when.every(([question, are]) => !given.has(question) || are.includes(given.get(question))));

  const nextQuestion = (given) => {
    const named = new Set(fitting(given).flatMap((rule) => rule.when.map(([question]) => question)));
    return questions.find((question) => named.has(question.id) && !given.has(question.id));
  };

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  function button(words, look, press) {
    const made = element("button", { type: "button", class: look }, words);
    made.addEventListener("click", press);
    return made;
  }

  const status = element("p", { role: "status", class: "kb-walk-status" });
  const toggle = button("", "kb-walk-link", () => go(given, !whole));
  const asked = element("div", {});
  const after = element("div", { class: "kb-walk-after" });

  let given = new Map(); // the id of each question answered, in order, and the id of its answer
  let whole = false;

  // Show where these answers lead, and remember it so that the browser's own "back" and "reload" work.
  function go(answers, everything = false) {
    history.pushState({ guide: [...answers], whole: everything }, "");
    show(answers, everything);
    if (!everything) focusOn(document.querySelector(".kb-walk-here") ?? place);
  }

  function show(answers, everything) {
    given = answers;
    whole = everything;
    const question = nextQuestion(given);
    const ends = question ? [] : parts.filter((part) => part.dataset.outcome === fitting(given)[0]?.then);
    for (const part of parts) {
      part.hidden = !whole && !ends.includes(part);
      part.classList.toggle("kb-walk-here", part === ends[0]);
    }
    toggle.textContent = whole ? WORDS.walk : WORDS.whole;
    status.textContent = whole ? "" : question ? WORDS.question(given.size + 1) : WORDS.ended;
    asked.replaceChildren(...(question && !whole ? [form(question)] : []));
    after.replaceChildren(...(given.size && !whole ? [...trail(), controls()] : []));
  }

  function form(question) {
    const heading = element("h2", { class: "kb-walk-here" }, question.text);
    const made = element("fieldset", { class: "kb-walk-form" }, element("legend", {}, heading));
    if (question.help) {
      made.append(element("p", { class: "kb-help", id: "kb-walk-help" }, question.help));
      made.setAttribute("aria-describedby", "kb-walk-help");
    }
    const choices = question.answers.map((answer) =>
      button(answer.text, "md-button", () => go(new Map([...given, [question.id, answer.id]]))),
    );
    made.append(element("div", { class: "kb-walk-choices" }, ...choices));
    return made;
  }

  function trail() {
    const steps = [...given].map(([id, chosen], index) => {
      const question = questions.find((one) => one.id === id);
      const change = button(WORDS.change, "kb-walk-link", () => go(new Map([...given].slice(0, index))));
      change.setAttribute("aria-label", WORDS.changing(question.text));
      const answer = question.answers.find((one) => one.id === chosen).text;
      return element("li", {}, `${question.text} `, element("strong", {}, answer), " ", change);
    });
    const label = element("p", { class: "kb-walk-label", id: "kb-walk-trail" }, WORDS.trail);
    return [label, element("ol", { class: "kb-walk-trail", "aria-labelledby": "kb-walk-trail" }, ...steps)];
  }

  function controls() {
    const back = button(WORDS.back, "md-button", () => go(new Map([...given].slice(0, -1))));
    const again = button(WORDS.again, "md-button", () => go(new Map()));
    return element("p", { class: "kb-walk-controls" }, back, " ", again);
  }

  function focusOn(heading) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    heading.scrollIntoView({ block: "nearest" });
  }

  // A link or a search hit that leads into the guide shows all of it.
  function follow(hash) {
    const target = document.getElementById(hash.slice(1));
    if (!target?.closest(".kb-guide-part")) return false;
    show(given, true);
    target.scrollIntoView();
    return true;
  }

  function restore(state) {
    show(new Map(state.guide), state.whole);
  }

  if (place) {
    place.append(element("div", { class: "kb-walk-bar" }, status, toggle), asked);
    parts.at(-1).after(after);
    if (history.state?.guide) restore(history.state);
    else if (!follow(location.hash)) show(given, whole);
    history.replaceState({ guide: [...given], whole }, "");
    window.addEventListener("popstate", (event) => event.state?.guide && restore(event.state));
    window.addEventListener("hashchange", () => follow(location.hash));
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href*='#']");
      if (link && link.pathname === location.pathname) follow(link.hash);
    });
  }
}

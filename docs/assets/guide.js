// Walk through a guide question by question. The page holds the whole guide, for those without script and for paper, and
// the walk as crossings: a question, and where each answer leads. The script only follows them.
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
  const crossings = JSON.parse(place?.dataset.kbGuide ?? "[]");

  const questions = new Map(
    [...document.querySelectorAll("[data-question]")].map((item) => [
      item.dataset.question,
      {
        text: item.querySelector(".kb-question").textContent,
        help: item.querySelector(".kb-help")?.textContent,
        answers: [...item.querySelectorAll("[data-answer]")].map((one) => ({ id: one.dataset.answer, text: one.textContent })),
      },
    ]),
  );

  // Where the answers lead: the questions asked on the way, and what comes next, a question or an outcome. Answers that
  // the guide no longer has (it may have changed since the browser remembered them) lead no further.
  function follow(answers) {
    const asked = [];
    let at = crossings.length - 1;
    for (const answer of answers) {
      const [question, leads] = crossings[at] ?? [];
      if (leads?.[answer] === undefined) break;
      asked.push(questions.get(question));
      at = leads[answer];
    }
    return { asked, question: crossings[at] && questions.get(crossings[at][0]), outcome: at };
  }

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

  let given = []; // the ids of the answers, in order
  let whole = false;

  // Show where these answers lead, and remember it so that the browser's own "back" and "reload" work.
  function go(answers, everything = false) {
    history.pushState({ guide: answers, whole: everything }, "");
    show(answers, everything);
    if (!everything) focusOn(document.querySelector(".kb-walk-here") ?? place);
  }

  function show(answers, everything) {
    const { asked: passed, question, outcome } = follow(answers);
    const ends = parts.filter((part) => part.dataset.outcome === outcome);
    given = answers.slice(0, passed.length);
    whole = everything || !(question || ends.length);
    for (const part of parts) {
      part.hidden = !whole && !ends.includes(part);
      part.classList.toggle("kb-walk-here", part === ends[0]);
    }
    toggle.textContent = whole ? WORDS.walk : WORDS.whole;
    status.textContent = whole ? "" : question ? WORDS.question(given.length + 1) : WORDS.ended;
    asked.replaceChildren(...(question && !whole ? [form(question)] : []));
    after.replaceChildren(...(given.length && !whole ? [...trail(passed), controls()] : []));
  }

  function form(question) {
    const heading = element("h2", { class: "kb-walk-here" }, question.text);
    const made = element("fieldset", { class: "kb-walk-form" }, element("legend", {}, heading));
    if (question.help) {
      made.append(element("p", { class: "kb-help", id: "kb-walk-help" }, question.help));
      made.setAttribute("aria-describedby", "kb-walk-help");
    }
    const choices = question.answers.map((answer) =>
      button(answer.text, "md-button", () => go([...given, answer.id])),
    );
    made.append(element("div", { class: "kb-walk-choices" }, ...choices));
    return made;
  }

  function trail(passed) {
    const steps = passed.map((question, index) => {
      const change = button(WORDS.change, "kb-walk-link", () => go(given.slice(0, index)));
      change.setAttribute("aria-label", WORDS.changing(question.text));
      const answer = question.answers.find((one) => one.id === given[index]).text;
      return element("li", {}, `${question.text} `, element("strong", {}, answer), " ", change);
    });
    const label = element("p", { class: "kb-walk-label", id: "kb-walk-trail" }, WORDS.trail);
    return [label, element("ol", { class: "kb-walk-trail", "aria-labelledby": "kb-walk-trail" }, ...steps)];
  }

  function controls() {
    const back = button(WORDS.back, "md-button", () => go(given.slice(0, -1)));
    const again = button(WORDS.again, "md-button", () => go([]));
    return element("p", { class: "kb-walk-controls" }, back, " ", again);
  }

  function focusOn(heading) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    heading.scrollIntoView({ block: "nearest" });
  }

  // A link or a search hit that leads into the guide shows all of it.
  function reveal(hash) {
    const target = document.getElementById(hash.slice(1));
    if (!target?.closest(".kb-guide-part")) return false;
    show(given, true);
    target.scrollIntoView();
    return true;
  }

  if (crossings.length) {
    place.append(element("div", { class: "kb-walk-bar" }, status, toggle), asked);
    parts.at(-1).after(after, ...document.querySelectorAll(".kb-guide-about")); // the questions come first
    if (history.state?.guide) show(history.state.guide, history.state.whole);
    else if (!reveal(location.hash)) show(given, whole);
    history.replaceState({ guide: given, whole }, "");
    window.addEventListener("popstate", (event) => event.state?.guide && show(event.state.guide, event.state.whole));
    window.addEventListener("hashchange", () => reveal(location.hash));
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href*='#']");
      if (link && link.pathname === location.pathname) reveal(link.hash);
    });
  }
}

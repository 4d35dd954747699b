"use strict";
// Reads the page aloud and marks the sentence that is heard. What is heard is the clock: the mark follows it.
(() => {
  const EARLIER = 0.03; // seconds: a mark that comes before its word is taken for being with it
  const RUN_UP = 0.15; // seconds: a browser loses up to 0.07 s of MP3 behind a jump; before a sentence that is silence
  const words = JSON.parse(document.getElementById("times").textContent);
  const listen = document.getElementById("listen");
  const play = document.getElementById("play");
  const does = play.querySelector(".does");
  const state = play.querySelector(".state");

  const sentences = [];
  for (const [chapter, begins] of Object.entries(words.begins)) {
    const sound = document.querySelector(`#${chapter} audio`);
    begins.forEach((begin, index) => {
      if (begin !== null) {
        sentences.push({ begin, sound, element: document.getElementById(`${chapter}-${index + 1}`) });
      }
    });
  }
  if (!sentences.length) return;

  let at = -1; // the sentence that is heard, or was heard last
  let wanted = 0; // none before it is heard, until its own chapter has passed it
  const soundOf = (index) => sentences[Math.max(index, 0)].sound;

  function mark(index) {
    if (index === at) return;
    if (at >= 0) {
      sentences[at].element.classList.remove("heard");
      sentences[at].element.removeAttribute("aria-current");
    }
    at = index;
    const { element } = sentences[at];
    element.classList.add("heard");
    element.setAttribute("aria-current", "true");
    const { top, bottom } = element.getBoundingClientRect();
    const room = getComputedStyle(listen).position === "fixed" ? listen.offsetHeight : 0;
    if (top < 0 || bottom > innerHeight - room) {
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      element.scrollIntoView({ block: "center", behavior: still ? "instant" : "smooth" });
    }
  }

  function follow() {
    const sound = soundOf(at);
    if (sound.paused || sound.seeking) return;
    let index = wanted;
    while (sentences[index + 1]?.sound === sound && sentences[index + 1].begin - EARLIER <= sound.currentTime) {
      index += 1;
    }
    wanted = index;
    mark(index);
  }

  function frame() {
    follow();
    if (!soundOf(at).paused) requestAnimationFrame(frame);
  }

  function show() {
    const reads = !soundOf(at).paused;
    does.textContent = reads ? words.pause : words.play;
    state.textContent = reads ? words.reads : words.rests;
  }

  function start() {
    soundOf(at).play().catch((fault) => {
      if (fault.name !== "AbortError") document.getElementById("no-sound").hidden = false;
    });
  }

  function readFrom(index) {
    const before = soundOf(at);
    const { begin, sound } = sentences[index];
    if (before !== sound) before.pause();
    wanted = index;
    mark(index);
    sound.currentTime = Math.max(0, begin - RUN_UP);
    start();
  }

  play.addEventListener("click", () => {
    if (at < 0) readFrom(0);
    else if (soundOf(at).paused) start();
    else soundOf(at).pause();
  });
  document.getElementById("back").addEventListener("click", () => readFrom(Math.max(at - 1, 0)));
  document.getElementById("on").addEventListener("click", () => readFrom(Math.min(at + 1, sentences.length - 1)));
  document.querySelector("main").addEventListener("click", ({ target }) => {
    const element = target.closest(".sentence");
    if (!element || target.closest("a") || !getSelection().isCollapsed) return;
    const index = sentences.findIndex((sentence) => sentence.element === element);
    if (index >= 0) readFrom(index);
  });
  for (const button of document.querySelectorAll("button.from-here")) {
    const first = sentences.findIndex(({ sound }) => button.parentElement.contains(sound));
    button.hidden = first < 0;
    button.addEventListener("click", () => readFrom(first));
  }
  for (const sound of new Set(sentences.map((sentence) => sentence.sound))) {
    sound.controls = false;
    sound.addEventListener("play", () => { show(); requestAnimationFrame(frame); });
    sound.addEventListener("pause", show);
    sound.addEventListener("timeupdate", follow); // no frame is drawn where the page is not seen
    sound.addEventListener("ended", () => {
      const next = sentences.findIndex((each, index) => index > at && each.sound !== sound);
      if (next >= 0) readFrom(next);
    });
  }
  for (const element of document.querySelectorAll(".how")) element.hidden = false;
  document.documentElement.classList.add("with-voice");
  listen.hidden = false;
})();

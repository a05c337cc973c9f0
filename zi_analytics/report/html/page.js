"use strict";
(() => {
  const figures = JSON.parse(document.getElementById("figures").textContent);
  const places = [...document.querySelectorAll("[data-figure]")];
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const config = { displayModeBar: false, responsive: true, scrollZoom: false, showTips: false };

  const draw = (theme, width) => {
    for (const place of places) {
      const { data, layout } = figures[place.dataset.figure][theme];
      Plotly.react(place, data, { ...layout, ...(width ? { width, autosize: false } : {}) }, config);
    }
  };
  const drawForScreen = () => draw(dark.matches ? "dark" : "light");

  // On a phone the answer comes before the way to the rest.
  if (innerWidth < 640) document.querySelector("nav details").open = false;
  drawForScreen();
  dark.addEventListener("change", drawForScreen);

  // On paper everything is unfolded, light, and as wide as A4.
  const PAPER = 660;
  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = [...document.querySelectorAll("details:not([open])")];
    unfolded.forEach((one) => { one.open = true; });
    draw("light", PAPER);
  });
  addEventListener("afterprint", () => {
    unfolded.forEach((one) => { one.open = false; });
    drawForScreen();
  });
})();

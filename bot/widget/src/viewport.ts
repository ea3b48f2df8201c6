/** Keeps a full-screen panel above the virtual keyboard, which shrinks only the visual viewport. */

export function followViewport(panel: HTMLElement): () => void {
  const viewport = window.visualViewport;
  if (!viewport) return () => undefined;
  const fit = (): void => {
    panel.style.setProperty("--_height", `${viewport.height}px`);
    panel.style.setProperty("--_top", `${viewport.offsetTop}px`);
  };
  fit();
  viewport.addEventListener("resize", fit);
  viewport.addEventListener("scroll", fit);
  return () => {
    viewport.removeEventListener("resize", fit);
    viewport.removeEventListener("scroll", fit);
  };
}

/* global document, window, matchMedia, DOMParser */
// Added to every page: draws the diagrams and starts the playground, each only where there is one.
(() => {
  const assets = new URL('.', document.currentScript.src);

  const colours = (text, line, box, page) => ({
    background: page,
    primaryColor: box,
    primaryTextColor: text,
    primaryBorderColor: line,
    secondaryColor: page,
    tertiaryColor: page,
    tertiaryTextColor: text,
    lineColor: line,
    textColor: text,
    noteBkgColor: box,
    noteTextColor: text,
    noteBorderColor: line,
    edgeLabelBackground: page,
    clusterBkg: page,
    clusterBorder: line,
    signalColor: text,
    signalTextColor: text,
    sequenceNumberColor: page,
  });
  const LIGHT = colours('#18202e', '#4a5568', '#e8edf7', '#ffffff');
  const DARK = colours('#eef2f9', '#b4bfd0', '#232b39', '#10141c');

  async function drawDiagrams() {
    const sources = [...document.querySelectorAll('pre > code.mermaid')];
    if (sources.length === 0) return;
    await new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = new URL('mermaid.js', assets).href;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
    const { theme } = document.documentElement.dataset;
    const prefersDark = matchMedia('(prefers-color-scheme: dark)').matches;
    const isDark = theme === 'dark' || (theme === 'os' && prefersDark);
    window.mermaid.initialize({
      startOnLoad: false,
      securityLevel: 'strict',
      theme: 'base',
      themeVariables: isDark ? DARK : LIGHT,
      fontFamily: 'inherit',
    });
    for (const [index, source] of sources.entries()) {
      const { svg } = await window.mermaid.render(`diagram-${index}`, source.textContent);
      const drawing = new DOMParser().parseFromString(svg, 'text/html').querySelector('svg');
      const title = drawing.querySelector('title')?.textContent ?? `Diagram ${index + 1}`;
      drawing.setAttribute('role', 'img');
      drawing.setAttribute('aria-label', title);
      const figure = document.createElement('div');
      figure.className = 'diagram';
      figure.tabIndex = 0;
      figure.setAttribute('role', 'group');
      figure.setAttribute('aria-label', title);
      figure.append(drawing);
      source.parentElement.replaceWith(figure);
    }
    document.documentElement.dataset.diagrams = String(sources.length);
  }

  void drawDiagrams();
  if (document.querySelector('.playground') !== null) {
    void import(new URL('playground/playground.js', assets).href);
  }
})();

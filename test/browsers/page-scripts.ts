/*
 * Scripts for engines whose automation has no word for them. They run in the page, so each is a text of its own.
 */

/** Finds the first match of a selector in the document and in every open shadow root; expects `selector` in scope. */
const FIND = `
  const roots = [document];
  const find = () => {
    roots.length = 0;
    const search = (root) => {
      roots.push(root);
      let match = root.querySelector(selector);
      if (match && !match.textContent.includes(text)) match = undefined;
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) match = search(element.shadowRoot) ?? match;
      }
      return match ?? undefined;
    };
    return search(document);
  };
`;

/**
 * Keeps what the page writes to the console as an error, and what it throws; sessionStorage carries it over reloads.
 */
const RECORD = `
  if (!window.recordsProblems && location.origin !== 'null') {
    window.recordsProblems = true;
    const add = (problem) => {
      const earlier = JSON.parse(sessionStorage.getItem('test-problems') ?? '[]');
      sessionStorage.setItem('test-problems', JSON.stringify([...earlier, problem]));
    };
    const write = console.error;
    console.error = (...parts) => { add('console: ' + parts.join(' ')); write.apply(console, parts); };
    addEventListener('error', (event) => add('uncaught: ' + event.message));
    addEventListener('unhandledrejection', (event) => add('rejected: ' + event.reason));
    document.addEventListener('securitypolicyviolation', (event) => {
      // A browser looks for an icon by itself and complains where a page's policy allows none.
      if (!event.blockedURI.endsWith('/favicon.ico')) add('violation: ' + event.violatedDirective + ' ' + event.blockedURI);
    });
  }
`;

/**
 * Async script (WebDriver section 13.2.2) with the arguments selector, text and whether the element must be visible;
 * its answer is the element as soon as there is one, or null when the page goes away: WebKitWebDriver would wait for
 * the answer of a page that is gone for ever. A visible one must also stand still from one frame to the next: a page that
 * scrolls between the press and the release of the mouse gets no click.
 */
export const WAIT_FOR_ELEMENT = `
  const [selector, text, visible, done] = arguments;
  ${RECORD}
  ${FIND}
  addEventListener('pagehide', () => done(null));
  const observer = new MutationObserver(() => look());
  const look = () => {
    const match = find();
    if (match && (!visible || match.getClientRects().length > 0)) {
      observer.disconnect();
      if (visible) whenStill(match);
      else done(match);
      return;
    }
    for (const root of roots) {
      observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
    }
  };
  const whenStill = (match, before) =>
    requestAnimationFrame(() => {
      const box = JSON.stringify(match.getBoundingClientRect());
      if (!match.isConnected) look();
      else if (box === before) done(match);
      else whenStill(match, box);
    });
  look();
`;

/** Sync script: what {@link WAIT_FOR_ELEMENT} recorded in this tab. */
export const RECORDED_PROBLEMS = `return JSON.parse(sessionStorage.getItem('test-problems') ?? '[]')`;
